//! The centre's own misfortunes: restored from a backup, rows removed by hand.

use domain::entry::CentreEpoch;
use domain::wire::{
    FEED_ROOT, FeedItem, FeedPage, HELD_ROOT, Hex32, Mark, Outcome, feed_hash, held_hash,
};

use crate::world::{Desk, World, read};

/// The machine's marks after these items, newest first.
fn marks(items: &[FeedItem]) -> Vec<Mark> {
    let mut hash = FEED_ROOT;
    let mut marks: Vec<_> = items
        .iter()
        .map(|item| {
            let digests = *item.clone().read().unwrap().digests();
            hash = feed_hash(&hash, item.number, item.of, item.id, &digests);
            Mark {
                number: item.number,
                hash: Hex32(hash),
            }
        })
        .collect();
    marks.reverse();
    marks
}

async fn counting(desk: &Desk) -> CentreEpoch {
    desk.hello(None, &[]).await.epoch
}

/// Last night's backup at the centre: machines notice, a new counting begins, all comes back.
#[tokio::test]
async fn a_restored_centre_is_noticed_and_filled_up_again() {
    let mut world = World::new().await;
    let (mut desk, other) = (world.desk(1).await, world.desk(2).await);
    let links: Vec<_> = (0..5).map(|_| desk.call("a call")).collect();
    desk.send(&links[..3]).await;
    let before = counting(&desk).await;
    let old_marks = marks(&other.feed(10, "").await);
    world.stop().await;
    let backup = world.ground.back_up().await;
    world.start().await;
    desk.base.clone_from(&world.base);
    desk.send(&links[3..]).await;
    let all_marks = marks(&desk.feed(10, "").await);
    world.stop().await;
    world.ground.restore(&backup).await;
    world.start().await;
    desk.base.clone_from(&world.base);

    let hello = desk.hello(Some(before), &all_marks).await;
    assert_eq!(
        hello.machine.unwrap().restart_from,
        Some(3),
        "the newest mark that stands"
    );
    assert_eq!(hello.epoch.ordinal, before.ordinal + 1, "a new counting");
    let again = desk.hello(Some(before), &all_marks).await;
    assert_eq!(again.epoch, hello.epoch, "one restore, one counting");
    let one_mark = desk
        .hello(Some(before), &all_marks[..1])
        .await
        .machine
        .unwrap();
    assert_eq!(
        one_mark.restart_from,
        Some(0),
        "without an older mark: from the beginning"
    );

    // Whoever had not come further has nothing to drop.
    let mut calm = other.clone();
    calm.base.clone_from(&world.base);
    let calm = calm.hello(Some(before), &old_marks).await;
    assert_eq!(calm.machine.unwrap().restart_from, None);

    let outcomes = desk.send(&links).await;
    let known = (1..=3).map(|number| Outcome::Duplicate { number });
    let new = (4..=5).map(|number| Outcome::Stored { number });
    assert_eq!(outcomes, known.chain(new).collect::<Vec<_>>());

    // Numbers keep the counting that gave them, the same for every machine.
    let page = |after: u64| {
        let desk = desk.clone();
        async move {
            let page: FeedPage = read(&desk.get(&format!("/v1/feed?after={after}")).await);
            (page.centre, page.items.len())
        }
    };
    assert_eq!(
        page(0).await,
        (before, 3),
        "a page ends where another counting begins"
    );
    assert_eq!(page(3).await, (hello.epoch, 2));
}

/// Held here, taken there: the parts come to a restored centre at the number at which a machine was shown
/// the entry as held. The feed is the same; only what was held tells the two apart.
#[tokio::test]
async fn an_entry_held_before_a_restore_and_taken_after_it_is_noticed() {
    let mut world = World::new().await;
    let mut desk = world.desk(1).await;
    let before = counting(&desk).await;
    world.stop().await;
    let backup = world.ground.back_up().await;
    world.start().await;
    desk.base.clone_from(&world.base);
    let whole = desk.call("kept back by one, sent by the other");
    let mut kept_back = whole.clone();
    let parts = kept_back.parts.take().unwrap();
    kept_back.digests = Some(parts.read().unwrap().digests.into());
    desk.send(&[kept_back]).await;
    let marks = marks(&desk.feed(10, "").await);
    let shown = [Hex32(held_hash(&HELD_ROOT, 1, whole.id))];
    let hello = desk.hello_with(Some(before), &marks, &shown).await;
    assert_eq!(hello.machine.unwrap().restart_from, None, "all is well");
    world.stop().await;
    world.ground.restore(&backup).await;
    world.start().await;
    desk.base.clone_from(&world.base);

    // The copy of the machine, which had no reason to keep it back.
    let outcomes = desk.send(std::slice::from_ref(&whole)).await;
    assert_eq!(outcomes, [Outcome::Stored { number: 1 }]);
    let old_machine = desk.hello(Some(before), &marks).await;
    assert_eq!(
        old_machine.machine.unwrap().restart_from,
        None,
        "whoever does not tell what it was shown is not asked"
    );
    let hello = desk.hello_with(Some(before), &marks, &shown).await;
    assert_eq!(hello.machine.unwrap().restart_from, Some(0));
    assert_eq!(hello.epoch.ordinal, before.ordinal + 1, "a new counting");
}

/// Data of before held places were counted: they are counted when a newer version opens them.
#[tokio::test]
async fn held_places_of_an_older_centre_are_counted() {
    let mut world = World::new().await;
    let mut desk = world.desk(1).await;
    let links: Vec<_> = (0..5).map(|_| desk.call("a call")).collect();
    let mut sent = links.clone();
    for link in sent.iter_mut().step_by(2) {
        let parts = link.parts.take().unwrap();
        link.digests = Some(parts.read().unwrap().digests.into());
    }
    desk.send(&sent).await;
    desk.send(&links[2..3]).await;
    let feed = desk.feed(10, "").await;
    assert_eq!(feed.iter().filter(|item| item.was_held()).count(), 3);
    world.stop().await;
    world.ground.forget_held_places().await;
    world.start().await;
    desk.base.clone_from(&world.base);
    assert_eq!(desk.feed(10, "").await, feed, "hashed as before");
}

/// A machine that knows of a later counting than the centre: the backup is older than that counting.
#[tokio::test]
async fn a_counting_is_never_given_twice() {
    let world = World::new().await;
    let desk = world.desk(1).await;
    let told = CentreEpoch {
        ordinal: 7,
        ..counting(&desk).await
    };
    let hello = desk.hello(Some(told), &[]).await;
    assert_eq!(
        hello.epoch.ordinal, 8,
        "above every one that it was told of"
    );
    assert_eq!(
        hello.machine.unwrap().restart_from,
        None,
        "no mark, nothing to drop"
    );
}

/// A link removed by hand at the centre is found by what it says it has, and healed by sending it again.
#[tokio::test]
async fn a_removed_link_is_healed() {
    let mut world = World::new().await;
    let mut desk = world.desk(1).await;
    let links: Vec<_> = (0..5).map(|_| desk.call("a call")).collect();
    desk.send(&links).await;
    world.stop().await;
    let removed = world
        .ground
        .change("DELETE FROM link WHERE seq IN (1, 3, 5)");
    assert_eq!(removed.await, 3);
    world.start().await;
    desk.base.clone_from(&world.base);
    let page: domain::wire::LinksPage =
        read(&desk.get(&format!("/v1/links?epoch={}", desk.epoch)).await);
    assert_eq!(
        page.links.iter().map(|link| link.seq).collect::<Vec<_>>(),
        [2, 4]
    );
    for at in [4, 2, 0] {
        let number = at as u64 + 1;
        assert_eq!(
            desk.send(&links[at..=at]).await,
            vec![Outcome::Duplicate { number }]
        );
    }
    let sixth = desk.call("goes on");
    assert_eq!(
        desk.send(&[sixth]).await,
        vec![Outcome::Stored { number: 6 }]
    );
}
