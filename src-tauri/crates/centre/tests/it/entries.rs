//! What becomes of entries: each once, in order, none lost, nothing silent.

use domain::entry::Entry;
use domain::id::EntryId;
use domain::link::ChainPoint;
use domain::wire::{FeedWord, HeldCode, Outcome, ProblemType, SentParts};

use crate::world::{World, entry, problem, some_digests};

fn stored(numbers: std::ops::RangeInclusive<u64>) -> Vec<Outcome> {
    numbers.map(|number| Outcome::Stored { number }).collect()
}

fn held(number: u64, code: HeldCode) -> Outcome {
    Outcome::Held {
        number,
        code: code.as_str().to_owned(),
    }
}

#[tokio::test]
async fn a_batch_is_stored_and_numbered() {
    let world = World::new().await;
    let mut desk = world.desk(1).await;
    let links: Vec<_> = (0..30).map(|_| desk.call("a call")).collect();
    assert_eq!(desk.send(&links[..20]).await, stored(1..=20));
    assert_eq!(desk.send(&links[20..]).await, stored(21..=30));
}

/// Whatever is sent again, in whatever order, is there once.
#[tokio::test]
async fn sent_again_it_is_a_duplicate() {
    let world = World::new().await;
    let mut desk = world.desk(1).await;
    let links: Vec<_> = (0..4).map(|_| desk.call("a call")).collect();
    desk.send(&links).await;
    let mut backwards = links.clone();
    backwards.reverse();
    let duplicates: Vec<_> = (1..=4)
        .rev()
        .map(|number| Outcome::Duplicate { number })
        .collect();
    assert_eq!(desk.send(&backwards).await, duplicates);
    let fifth = desk.call("a call");
    let mixed = [links[3].clone(), fifth];
    let expected = vec![
        Outcome::Duplicate { number: 4 },
        Outcome::Stored { number: 5 },
    ];
    assert_eq!(desk.send(&mixed).await, expected);
    assert_eq!(desk.feed(2, "").await.len(), 5);
}

/// What was answered is on the disk: a kill right after loses nothing.
#[tokio::test]
async fn what_was_answered_survives_a_kill() {
    let mut world = World::new().await;
    let mut desk = world.desk(1).await;
    let call = desk.call("one");
    desk.send(std::slice::from_ref(&call)).await;
    world.kill();
    world.start().await;
    desk.base.clone_from(&world.base);
    assert_eq!(
        desk.send(&[call]).await,
        vec![Outcome::Duplicate { number: 1 }]
    );
}

#[tokio::test]
async fn a_gap_is_told_by_its_first_place() {
    let world = World::new().await;
    let mut desk = world.desk(1).await;
    let links: Vec<_> = (0..5).map(|_| desk.call("a call")).collect();
    let all_missing = vec![Outcome::Missing { seq: 1 }; 2];
    assert_eq!(
        desk.send(&links[1..3]).await,
        all_missing,
        "nothing before the first"
    );
    desk.send(&links[..2]).await;
    assert_eq!(
        desk.send(&links[3..]).await,
        vec![Outcome::Missing { seq: 3 }; 2]
    );
    assert_eq!(
        desk.send(&links[2..]).await,
        stored(3..=5),
        "healed by sending what is missing"
    );
}

/// Two disks from one image: the second chain is told apart, by name, and the first stands.
#[tokio::test]
async fn a_fork_is_told() {
    let world = World::new().await;
    let mut desk = world.desk(1).await;
    let first = desk.call("before the copy");
    desk.send(&[first]).await;
    let mut copy = desk.clone();
    let (here, there) = (
        desk.call("here"),
        copy.link(
            EntryId::from_bytes([50; 16]),
            entry(EntryId::from_bytes([50; 16]), "there"),
        ),
    );
    desk.send(&[here]).await;
    let next = copy.call("and on");
    assert_eq!(copy.send(&[there, next]).await, vec![Outcome::Fork; 2]);
    assert_eq!(desk.feed(10, "").await.len(), 2);
}

/// A link whose `prev` is not the link before.
#[tokio::test]
async fn a_chain_that_does_not_join_is_a_fork() {
    let world = World::new().await;
    let mut desk = world.desk(1).await;
    desk.prev = [9; 32];
    let wrong_root = desk.call("no root");
    assert_eq!(desk.send(&[wrong_root]).await, vec![Outcome::Fork]);
}

#[tokio::test]
async fn the_same_id_with_other_content_is_told_aloud() {
    let world = World::new().await;
    let (mut desk, mut other) = (world.desk(1).await, world.desk(2).await);
    let call = desk.call("as it was");
    desk.send(std::slice::from_ref(&call)).await;
    let changed = other.link(call.id, entry(call.id, "as it was not"));
    assert_eq!(other.send(&[changed]).await, vec![Outcome::Mismatch]);
    assert_eq!(desk.feed(10, "").await.len(), 1, "the first stands");
}

/// Content changed on the way or on the machine's disk: the link does not hold it.
#[tokio::test]
async fn a_changed_part_is_told_aloud() {
    let world = World::new().await;
    let mut desk = world.desk(1).await;
    let mut call = desk.call("as it was");
    let parts = call.parts.as_mut().unwrap();
    parts.facts.0.push(b' ');
    assert_eq!(desk.send(&[call]).await, vec![Outcome::Mismatch]);
    assert!(desk.feed(10, "").await.is_empty());
}

/// One entry that cannot be taken never blocks those behind it.
#[tokio::test]
async fn what_cannot_be_read_is_held_and_the_rest_passes() {
    let world = World::new().await;
    let mut desk = world.desk(1).await;
    let id = EntryId::from_bytes([50; 16]);
    let garbage = Entry {
        header: b"no header".to_vec(),
        ..entry(id, "")
    };
    let long = EntryId::from_bytes([51; 16]);
    let too_long = Entry {
        facts: vec![b' '; domain::entry::MAX_FACTS_BYTES + 1],
        ..entry(long, "")
    };
    let links = [
        desk.call("before"),
        desk.link(id, garbage),
        desk.link(long, too_long),
        desk.link_digests(EntryId::from_bytes([52; 16]), &some_digests(1)),
        desk.call("behind"),
    ];
    let expected = vec![
        Outcome::Stored { number: 1 },
        held(2, HeldCode::UnreadableHeader),
        held(3, HeldCode::TooLong),
        held(4, HeldCode::Withheld),
        Outcome::Stored { number: 5 },
    ];
    assert_eq!(desk.send(&links).await, expected);
    assert_eq!(
        desk.send(&links[1..2]).await,
        expected[1..2],
        "the same again, no new number"
    );
    let words: Vec<_> = desk
        .feed(2, "")
        .await
        .iter()
        .map(|item| item.what)
        .collect();
    let (entry, held) = (FeedWord::Entry, FeedWord::Held);
    assert_eq!(words, [entry, held, held, held, entry]);
}

/// Content that comes later is announced at a new place and belongs to its old number.
#[tokio::test]
async fn held_content_that_comes_later_is_announced() {
    let world = World::new().await;
    let mut desk = world.desk(1).await;
    let whole = desk.call("kept back at first");
    let mut kept_back = whole.clone();
    let parts = kept_back.parts.take().unwrap();
    kept_back.digests = Some(parts.read().unwrap().digests.into());
    let second = desk.call("second");
    let outcomes = desk.send(&[kept_back, second]).await;
    assert_eq!(
        outcomes,
        vec![held(1, HeldCode::Withheld), Outcome::Stored { number: 2 }]
    );

    assert_eq!(
        desk.send(std::slice::from_ref(&whole)).await,
        vec![Outcome::Stored { number: 1 }]
    );
    assert_eq!(
        desk.send(std::slice::from_ref(&whole)).await,
        vec![Outcome::Duplicate { number: 1 }]
    );
    let feed = desk.feed(10, "").await;
    assert_eq!(feed.len(), 3, "one place for the announcement");
    assert_eq!(
        (feed[2].number, feed[2].of, feed[2].id),
        (3, Some(1), whole.id)
    );
    assert_eq!(feed[2].parts, whole.parts);
    let third = desk.call("third");
    assert_eq!(
        desk.send(&[third]).await,
        vec![Outcome::Stored { number: 4 }]
    );
}

#[tokio::test]
async fn an_erased_personal_part_comes_with_its_digest() {
    let world = World::new().await;
    let mut desk = world.desk(1).await;
    let mut call = desk.call("to be erased");
    let content = call.parts.take().unwrap().read().unwrap();
    let erased = Entry {
        personal: None,
        ..content.entry.unwrap()
    };
    call.parts = Some(SentParts::new(erased, &content.digests));
    assert_eq!(desk.send(std::slice::from_ref(&call)).await, stored(1..=1));
    assert_eq!(desk.feed(10, "").await[0].parts, call.parts);

    call.parts.as_mut().unwrap().personal_digest = None;
    let refused = problem(&desk.try_send(&[call]).await);
    assert_eq!(refused, ProblemType::Malformed);
}

/// After a restore: a new epoch that follows the last point held, and what the centre has is known.
#[tokio::test]
async fn a_new_epoch_links_what_is_there() {
    let world = World::new().await;
    let mut desk = world.desk(1).await;
    let links: Vec<_> = (0..3).map(|_| desk.call("a call")).collect();
    desk.send(&links).await;
    let follows = vec![ChainPoint {
        seq: 2,
        ..desk.point()
    }];
    desk.new_epoch(60, follows.clone());
    let parts = links[2].parts.clone().unwrap().read().unwrap();
    let again = desk.link(links[2].id, parts.entry.unwrap());
    let new = desk.call("after the restore");
    let outcomes = desk.send(&[again, new]).await;
    assert_eq!(
        outcomes,
        vec![
            Outcome::Duplicate { number: 3 },
            Outcome::Stored { number: 4 }
        ]
    );

    let feed = desk.feed(10, "").await;
    assert_eq!(
        feed[2].chain,
        vec![ChainPoint {
            seq: 3,
            ..follows[0]
        }],
        "the point it first came with"
    );
    let own = ChainPoint {
        seq: 2,
        ..desk.point()
    };
    assert_eq!(
        feed[3].chain,
        vec![own, follows[0]],
        "its point, then what its epoch follows"
    );
    let heads = desk.hello(None, &[]).await.machine.unwrap().heads;
    assert_eq!(heads.len(), 2, "one head for each epoch");
}

/// An epoch that names other points than its root was made of.
#[tokio::test]
async fn a_forged_lineage_is_a_fork() {
    let world = World::new().await;
    let mut desk = world.desk(1).await;
    let mut call = desk.call("one");
    call.follows = vec![ChainPoint {
        seq: 7,
        ..desk.point()
    }];
    assert_eq!(desk.send(&[call]).await, vec![Outcome::Fork]);
}

/// A machine cannot write into another's chain: the machine is the token's, never the body's.
#[tokio::test]
async fn nobody_writes_into_anothers_chain() {
    let world = World::new().await;
    let (mut victim, thief) = (world.desk(1).await, world.desk(2).await);
    let call = victim.call("forged");
    assert_eq!(
        thief.send(std::slice::from_ref(&call)).await,
        vec![Outcome::Mismatch]
    );
    assert_eq!(victim.send(&[call]).await, stored(1..=1));
}
