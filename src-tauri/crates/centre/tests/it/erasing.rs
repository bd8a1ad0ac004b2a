//! What a person asked to be erased is given to nobody any more, whenever it comes and whenever that was asked.

use centre::What;
use domain::entry::{Entry, Header, SALT_BYTES};
use domain::id::{ActId, EntryId, Millis, SubjectId, UserId};
use domain::wire::{FeedItem, Outcome};
use serde_json::{Map, Value};

use crate::export::{get, text, token};
use crate::world::{Desk, World};

const ERASED: SubjectId = SubjectId::from_bytes([61; 16]);
const OTHER: SubjectId = SubjectId::from_bytes([62; 16]);
/// As it lies in a table, and as it goes over the line.
const WORDS: &str = "nobody is to read this again";

fn id(number: u8) -> EntryId {
    EntryId::from_bytes([number; 16])
}

fn about(subject: SubjectId, number: u8, kind: &str, erasures: &[EntryId]) -> Entry {
    let header = Header {
        id: id(number),
        subject,
        kind: kind.into(),
        version: 1,
        act: ActId::from_bytes([9; 16]),
        actor: UserId::from_bytes([10; 16]),
        role: "agent".into(),
        at: Millis(1),
        zone_min: 240,
        skew_ms: None,
        since_start_ms: 1,
        seen: None,
        erasures: erasures.to_vec(),
    };
    let mut personal = Map::new();
    personal.insert("note".into(), Value::from(WORDS));
    Entry::write(&header, &Map::new(), &personal, [3; SALT_BYTES]).unwrap()
}

fn link(desk: &mut Desk, entry: Entry) -> domain::wire::SentLink {
    let id = entry.read_header().unwrap().id;
    desk.link(id, entry)
}

/// The numbers of the entries that come with their personal parts, each of which is whole.
fn spoken(feed: &[FeedItem]) -> Vec<u64> {
    let spoken = feed.iter().filter(|item| {
        let parts = item.parts.as_ref();
        parts.is_some_and(|parts| parts.personal.is_some())
    });
    spoken.map(|item| item.of.unwrap_or(item.number)).collect()
}

async fn lies(world: &World) -> i64 {
    world
        .ground
        .count("SELECT count(*) FROM entry WHERE personal IS NOT NULL")
        .await
}

/// Of the entries that lie there, of those that come with the erasure, and of those that come later.
#[tokio::test]
async fn an_erasure_takes_what_does_not_name_it() {
    let world = World::new().await;
    let (mut here, mut there) = (world.desk(1).await, world.desk(2).await);
    let before = [
        link(&mut here, about(ERASED, 1, "call.logged", &[])),
        link(&mut here, about(OTHER, 2, "call.logged", &[])),
    ];
    here.send(&before).await;
    assert_eq!(spoken(&there.feed(10, "").await), [1, 2]);
    let with_it = [
        link(&mut here, about(ERASED, 3, "call.amended", &[])),
        link(&mut here, about(ERASED, 4, "call.erased", &[])),
        link(&mut here, about(ERASED, 5, "call.amended", &[id(4)])),
    ];
    here.send(&with_it).await;
    let late = [
        link(&mut there, about(ERASED, 6, "call.amended", &[])),
        link(&mut there, about(OTHER, 7, "call.amended", &[])),
    ];
    let stored = |number| Outcome::Stored { number };
    assert_eq!(there.send(&late).await, [stored(6), stored(7)]);
    let feed = there.feed(10, "").await;
    assert_eq!(spoken(&feed), [2, 5, 7], "and every hash still holds");
    assert_eq!(lies(&world).await, 3);
    let again = Outcome::Duplicate { number: 1 };
    assert_eq!(
        here.send(&before[..1]).await,
        [again],
        "sent again it does not come back"
    );
    assert_eq!(lies(&world).await, 3);

    let export = token(&world, None, "reports", &[What::Entries]).await;
    let file = text(&get(&world, "entries", &export).await);
    assert_eq!(file.matches("personal_digest").count(), 4);
}

/// Each of two erasures takes what does not name it.
#[tokio::test]
async fn who_knew_one_erasure_did_not_know_another() {
    let world = World::new().await;
    let mut desk = world.desk(1).await;
    let links = [
        link(&mut desk, about(ERASED, 1, "person.erased", &[])),
        link(&mut desk, about(ERASED, 2, "person.amended", &[id(1)])),
        link(&mut desk, about(ERASED, 3, "person.erased", &[id(1)])),
        link(
            &mut desk,
            about(ERASED, 4, "person.amended", &[id(1), id(3)]),
        ),
    ];
    for one in &links {
        desk.send(std::slice::from_ref(one)).await;
    }
    assert_eq!(spoken(&desk.feed(10, "").await), [4]);
}

/// What was held is taken without its words, when it comes.
#[tokio::test]
async fn what_was_held_comes_without_its_words() {
    let world = World::new().await;
    let mut desk = world.desk(1).await;
    let whole = link(&mut desk, about(ERASED, 1, "call.logged", &[]));
    let mut withheld = whole.clone();
    let parts = withheld.parts.take().unwrap();
    withheld.digests = Some(parts.read().unwrap().digests.into());
    desk.send(&[withheld]).await;
    let erasure = link(&mut desk, about(ERASED, 2, "call.erased", &[]));
    desk.send(&[erasure]).await;
    assert_eq!(desk.send(&[whole]).await, [Outcome::Stored { number: 1 }]);
    assert_eq!(spoken(&desk.feed(10, "").await), Vec::<u64>::new());
    assert_eq!(lies(&world).await, 0);
}
