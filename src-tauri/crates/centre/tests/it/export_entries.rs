//! Entries leave the centre as they came in: the ministry can hash every part, link and feed again with nothing
//! but the file.

use std::collections::BTreeMap;

use centre::{Format, NewExport, Period, What};
use domain::entry::{Digests, MAX_PERSONAL_BYTES, digest};
use domain::id::{EntryId, Epoch, MachineId};
use domain::link::{ChainPoint, Link, epoch_root};
use domain::wire::{FEED_ROOT, Hex32, Outcome, SentDigests, SentParts, feed_hash};
use serde::Deserialize;

use crate::export::{get, of, pages, text, token};
use crate::world::{Desk, World, entry};

/// A row of the file, as a program of the ministry's would read it.
#[derive(Deserialize)]
struct Row {
    row: String,
    number: u64,
    of: Option<u64>,
    feed_hash: Option<Hex32>,
    id: EntryId,
    digests: SentDigests,
    held_code: Option<String>,
    link: Option<RowLink>,
    parts: Option<SentParts>,
}

#[derive(Deserialize)]
struct RowLink {
    machine: MachineId,
    epoch: Epoch,
    seq: u64,
    #[serde(default)]
    follows: Vec<ChainPoint>,
    prev: Hex32,
    hash: Hex32,
}

/// The heads of all chains in a file, by machine and epoch.
type Heads = BTreeMap<(MachineId, Epoch), (u64, Hex32)>;

/// Hashes everything again; what does not hold is named.
fn rebuild(file: &str) -> Result<Heads, String> {
    let (mut last, mut feed) = (0, FEED_ROOT);
    let mut chains: BTreeMap<_, BTreeMap<u64, (RowLink, Digests)>> = BTreeMap::new();
    for line in file.lines() {
        let row: Row = serde_json::from_str(line).map_err(|error| error.to_string())?;
        let digests: Digests = row.digests.into();
        if let Some(parts) = row.parts {
            let read = parts.read().map_err(|error| error.to_string())?;
            if read.digests != digests {
                return Err(format!("a part of {} is another", row.number));
            }
        }
        if row.row != "link" {
            last += 1;
            feed = feed_hash(&feed, row.number, row.of, row.id, &digests);
            if row.number != last || row.feed_hash != Some(Hex32(feed)) {
                return Err(format!("the feed does not hold at {}", row.number));
            }
        }
        if let Some(link) = row.link {
            let chain = chains.entry((link.machine, link.epoch)).or_default();
            chain.insert(link.seq, (link, digests));
        }
    }
    let mut heads = Heads::new();
    for ((machine, epoch), chain) in chains {
        let first = chain.values().next().map(|(link, _)| link);
        let follows = first.and_then(|link| link.follows.first().copied());
        let mut prev = epoch_root(machine, epoch, follows);
        for (turn, (link, digests)) in (1..).zip(chain.into_values()) {
            let point = ChainPoint {
                epoch,
                seq: link.seq,
            };
            let made = Link::new(machine, point, prev, &digests);
            if link.seq != turn || link.prev.0 != prev || link.hash.0 != made.hash {
                return Err(format!("the chain does not hold at {turn}"));
            }
            prev = made.hash;
            heads.insert((machine, epoch), (turn, link.hash));
        }
    }
    Ok(heads)
}

fn stored(outcomes: &[Outcome]) -> bool {
    let stored = |outcome: &Outcome| matches!(outcome, Outcome::Stored { .. });
    outcomes.iter().all(stored)
}

/// A centre with all that a chain can be: entries of two machines, one that is held, one whose parts came later,
/// one that was erased before it came, and a new epoch that takes an old entry along.
async fn filled() -> (World, Vec<Desk>) {
    let world = World::new().await;
    let (mut ana, mut said) = (world.desk(1).await, world.desk(2).await);
    let mut elsewhere = world.desk_at(3, Some("elsewhere")).await;
    let other = [elsewhere.call("of another site")];
    assert!(stored(&elsewhere.send(&other).await));

    let first = [ana.call("first"), ana.call("second")];
    assert!(stored(&ana.send(&first).await));
    let late = said.call("comes later");
    let mut withheld = late.clone();
    let digests = late.parts.clone().unwrap().read().unwrap().digests;
    (withheld.parts, withheld.digests) = (None, Some(digests.into()));
    said.send(&[withheld]).await;
    let id = EntryId::from_bytes([77; 16]);
    let mut erased = said.link(id, entry(id, "to be erased"));
    if let Some(parts) = &mut erased.parts {
        let personal = parts.personal.take().unwrap();
        parts.personal_digest = Some(Hex32(digest(&personal.0)));
    }
    assert!(stored(&said.send(&[erased]).await));
    assert!(stored(&said.send(&[late]).await), "its parts came");
    let kept_back = EntryId::from_bytes([78; 16]);
    let held = said.link_digests(kept_back, &entry(kept_back, "kept back").digests().unwrap());
    said.send(&[held]).await;

    // Restored from a backup, it does not know that the second had arrived, and links it anew.
    let point = ChainPoint {
        seq: 1,
        ..ana.point()
    };
    ana.new_epoch(41, vec![point]);
    let second = first[1].clone();
    let parts = second.parts.unwrap().read().unwrap();
    let links = [ana.link(second.id, parts.entry.unwrap()), ana.call("third")];
    let outcomes = ana.send(&links).await;
    assert_eq!(outcomes.first(), Some(&Outcome::Duplicate { number: 2 }));
    (world, vec![ana, said])
}

/// With nothing but the file, and no word of the centre's.
#[tokio::test]
async fn every_head_is_rebuilt_from_the_file_alone() {
    let (world, desks) = filled().await;
    let token = token(&world, Some("main"), "archive", &[What::Entries]).await;
    let told = get(&world, "entries", &token).await;
    assert_eq!(told.header("content-type"), "application/x-ndjson");
    let file = text(&told);
    let heads = rebuild(&file).unwrap();
    let mut known = 0;
    for desk in &desks {
        let hello = desk.hello(None, &[]).await;
        for head in hello.machine.unwrap().heads {
            let rebuilt = heads.get(&(desk.machine, head.epoch));
            assert_eq!(
                rebuilt,
                Some(&(head.seq, head.hash)),
                "as the centre has it"
            );
            known += 1;
        }
    }
    assert_eq!((known, heads.len()), (3, 3), "no chain more, none less");

    let rows: Vec<Row> = file
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let kinds: Vec<_> = rows.iter().map(|row| row.row.as_str()).collect();
    let (entry, announced, link) = ("entry", "announced", "link");
    assert_eq!(
        kinds,
        [entry, entry, entry, entry, announced, entry, entry, link]
    );
    let erased = rows[3].parts.as_ref().unwrap();
    assert!(erased.personal.is_none(), "erased parts are absent");
    assert_eq!(rows[4].of, Some(3));
    assert!(
        rows[4].parts.is_some(),
        "what came later is given where it is announced"
    );
    assert_eq!(rows[5].held_code.as_deref(), Some("withheld"));
    assert!(rows[5].parts.is_none());

    for (what, from, to) in [
        ("a part", "\"header\":\"eyJ", "\"header\":\"eyK"),
        ("a link", "\"seq\":2", "\"seq\":3"),
        ("a number", "\"number\":4", "\"number\":5"),
    ] {
        assert!(
            rebuild(&file.replacen(from, to, 1)).is_err(),
            "{what} that was changed is found"
        );
    }
    for gone in 0..rows.len() {
        let mut rest: Vec<_> = file.lines().collect();
        rest.remove(gone);
        let rest = rest.join("\n");
        let same = rebuild(&rest).is_ok_and(|rebuilt| rebuilt == heads);
        assert!(!same, "row {gone} that is missing is found");
    }
}

/// Whoever fetches what is new by its number has in the end what whoever fetches all at once has.
#[tokio::test]
async fn what_is_fetched_piece_by_piece_is_whole() {
    let (world, _) = filled().await;
    let token = token(&world, Some("main"), "archive", &[What::Entries]).await;
    let whole = text(&get(&world, "entries", &token).await);
    let first: Vec<_> = whole.lines().take(3).map(str::to_owned).collect();
    let rest = text(&get(&world, "entries?after=3", &token).await);
    let joined = [first, rest.lines().map(str::to_owned).collect()].concat();
    assert_eq!(joined, whole.lines().collect::<Vec<_>>());
    let nothing = text(&get(&world, "entries?after=4711", &token).await);
    assert_eq!(
        nothing.lines().count(),
        1,
        "links that were made anew come each time"
    );
}

/// A day is that of the centre's receipt, whatever the machine's clock said.
#[tokio::test]
async fn a_period_of_entries_goes_by_their_receipt() {
    let world = World::new().await;
    let mut desk = world.desk(1).await;
    let day = 86_400_000;
    for _ in 0..3 {
        let link = [desk.call("of a day")];
        assert!(stored(&desk.send(&link).await));
        world.clock.forward(day);
        desk.renew().await;
    }
    let token = token(&world, None, "archive", &[What::Entries]).await;
    // The world begins at 2026-09-21 18:13 in Muscat.
    for (query, numbers) in [
        ("from=2026-09-22&to=2026-09-23", vec![2]),
        ("to=2026-09-23", vec![1, 2]),
        ("from=2026-09-23", vec![3]),
        ("from=2026-09-24", vec![]),
    ] {
        let rows = text(&get(&world, &format!("entries?{query}"), &token).await);
        let given: Vec<u64> = rows
            .lines()
            .map(|line| serde_json::from_str::<Row>(line).unwrap().number)
            .collect();
        assert_eq!(given, numbers, "{query}");
    }
}

/// Entries as long as they may be: a page takes no more memory than some, however many rows it may have.
#[tokio::test]
async fn long_entries_make_short_pages() {
    let world = World::new().await;
    let mut desk = world.desk(1).await;
    for number in 1..=20 {
        let id = EntryId::from_bytes([number; 16]);
        let note = "x".repeat(MAX_PERSONAL_BYTES - 100);
        let link = [desk.link(id, entry(id, &note))];
        assert!(stored(&desk.send(&link).await));
    }
    let storage = world.storage().await;
    let site = desk.enrolled().site.id;
    for period in [
        Period::default(),
        Period::new("2026-09-01".parse().ok(), None).unwrap(),
    ] {
        let export = NewExport {
            period,
            ..of(site, What::Entries, Format::Ndjson)
        };
        let pages = pages(storage.as_ref(), &export, 500).await;
        let longest = pages.iter().map(String::len).max().unwrap();
        assert!(longest < 8 * 1024 * 1024, "{longest}");
        let heads = rebuild(&pages.concat()).unwrap();
        let (seq, _) = heads.values().next().unwrap();
        assert_eq!(*seq, 20);
    }
}

/// A spreadsheet has who wrote what kind of entry when, and no part of it.
#[tokio::test]
async fn an_envelope_tells_no_content() {
    let (world, _) = filled().await;
    let token = token(&world, Some("main"), "archive", &[What::Entries]).await;
    let told = get(&world, "entries?format=csv", &token).await;
    assert_eq!(told.header("content-type"), "text/csv; charset=utf-8");
    let csv = text(&told);
    assert!(csv.starts_with("\u{feff}row,site,number,of,counting,received_at,id,kind,"));
    assert_eq!(csv.lines().count(), 9);
    let cells = csv.lines().map(|line| line.split(',').count());
    assert_eq!(
        cells.collect::<std::collections::BTreeSet<_>>().len(),
        1,
        "a table"
    );
    assert!(csv.contains(",call.logged,1,"));
    assert!(!csv.contains("kept back") && !csv.contains("eyJ"));
}
