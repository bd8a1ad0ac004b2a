//! What a centre had answered by the time of a cut, and whether all of it is there.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use centre::{
    Asked, Caller, Clock as _, CodeRefusal, Enrolment, Format, NewExport, Period, Rows, Sqlite,
    Storage, SystemClock, Unfolded, What,
};
use domain::entry::{Digests, digest};
use domain::id::{EntryId, Epoch, MachineId, Millis, SiteId};
use domain::link::{ChainPoint, Link, epoch_root};
use domain::wire::{EnrolmentCode, FEED_ROOT, Hex32, Outcome, SentDigests, SentParts, feed_hash};
use rusqlite::Connection;
use serde::Deserialize;
use tokio::runtime::Runtime;

use super::answers::Answer;
use super::desk::Desk;

/// Rows of the export that are read at once.
const ROWS_AT_ONCE: usize = 500;

/// All that was answered before the power failed.
#[derive(Clone, Default)]
pub(crate) struct Promised {
    /// Codes that were printed, in order.
    pub(crate) codes: Vec<String>,
    /// Machines that were let in.
    enrolled: BTreeSet<String>,
    tokens: BTreeSet<String>,
    /// By epoch and place: the entry, its number, and whether its parts were taken.
    links: BTreeMap<(Epoch, u64), (EntryId, u64, bool)>,
    /// Places that the feed had shown.
    shown: BTreeMap<u64, EntryId>,
}

impl Promised {
    pub(crate) fn taken(&self) -> usize {
        self.links.len()
    }

    pub(crate) fn hear(&mut self, answer: &Answer) {
        match answer {
            Answer::Listens => {}
            Answer::Code(code) => self.codes.push(code.clone()),
            Answer::Enrolled(answer) => {
                self.enrolled.insert(answer.token.token.clone());
                self.tokens.insert(answer.token.token.clone());
            }
            Answer::Token(answer) => drop(self.tokens.insert(answer.token.clone())),
            Answer::Feed(page) => {
                for item in &page.items {
                    self.shown.insert(item.number, item.id);
                }
            }
            Answer::Entries(answer) => {
                for result in &answer.results {
                    let (number, taken) = match result.read().expect("a whole result") {
                        Outcome::Stored { number } | Outcome::Duplicate { number } => {
                            (number, true)
                        }
                        Outcome::Held { number, .. } => (number, false),
                        other => panic!("an honest desk is answered by {other:?}"),
                    };
                    let at = (result.epoch, result.seq);
                    let before = self.links.get(&at).copied();
                    let same =
                        before.is_none_or(|(id, first, _)| (id, first) == (result.id, number));
                    assert!(same, "an entry has one number: {before:?}, {number}");
                    let taken = taken || before.is_some_and(|(_, _, taken)| taken);
                    self.links.insert(at, (result.id, number, taken));
                }
            }
        }
    }

    /// Opens what lies there as it is opened on any morning, and looks for all of it.
    pub(crate) fn look(&self, data: &Path, desks: &[Desk]) {
        let runtime = Runtime::new().unwrap();
        let now = SystemClock.now();
        let storage = Sqlite::open(data, now).expect("the centre opens");
        runtime.block_on(async {
            let mut all = Found::default();
            for site in storage.sites().await.unwrap() {
                let found = rebuild(&export(&storage, site.site.id).await);
                assert_eq!(found.numbers.len() as u64, site.last, "numbers are dense");
                all.numbers.extend(found.numbers);
                all.links.extend(found.links);
                all.heads.extend(found.heads);
            }
            self.look_for_entries(&all);
            self.look_for_desks(&storage, desks, &all, now).await;
            self.look_for_codes(&storage, desks, now).await;
            fold(&storage).await;
        });
        drop(storage);
        look_whole(&data.join("centre.sqlite"));
    }

    fn look_for_entries(&self, found: &Found) {
        for (at, (id, number, taken)) in &self.links {
            assert_eq!(
                found.links.get(at),
                Some(id),
                "a link that was answered is there"
            );
            let there = found.numbers.get(number).expect("its number is there");
            assert_eq!(there.id, *id, "{number} is what it was answered to be");
            assert!(
                there.has_parts || !taken,
                "{number} has what was taken of it"
            );
        }
        for (number, id) in &self.shown {
            let there = found.numbers.get(number).map(|there| there.id);
            assert_eq!(there, Some(*id), "what the feed had shown stays so");
        }
    }

    /// Who was let in is in, with the newest token that was answered, and with a chain that ends as it is told.
    async fn look_for_desks(&self, storage: &Sqlite, desks: &[Desk], found: &Found, now: Millis) {
        for desk in desks {
            let given = desk.tokens.iter().rev();
            let newest = given.clone().find(|token| self.tokens.contains(*token));
            let Some(newest) = newest else { continue };
            let holder = storage
                .holder(digest(newest.as_bytes()), now)
                .await
                .unwrap();
            let holder = holder.expect("the newest token that was answered is good");
            assert_eq!(
                (holder.caller.machine, holder.revoked),
                (desk.machine, false)
            );
            let site = holder.caller.site;
            let machine = storage.machine(site, desk.machine).await.unwrap();
            let key = machine.map(|machine| machine.public_key);
            assert_eq!(key, Some(desk.public_key()), "whoever was let in is known");
            let asked = Asked {
                caller: Caller {
                    site,
                    machine: desk.machine,
                },
                counting: None,
                marks: vec![],
                held: vec![],
                new_counting: Epoch::from_bytes([9; 16]),
                now,
            };
            let told = storage.standing(asked).await.unwrap().heads;
            let told: BTreeMap<_, _> = told
                .iter()
                .map(|head| ((desk.machine, head.epoch), (head.seq, head.hash)))
                .collect();
            let own = found
                .heads
                .iter()
                .filter(|((machine, _), _)| *machine == desk.machine);
            let own: BTreeMap<_, _> = own.map(|(at, head)| (*at, *head)).collect();
            assert_eq!(told, own, "a chain ends where it is told to end");
        }
    }

    /// A code that was printed is good; one that has let somebody in lets nobody else in.
    async fn look_for_codes(&self, storage: &Sqlite, desks: &[Desk], now: Millis) {
        for (at, code) in self.codes.iter().enumerate() {
            let desk = desks.get(at);
            let first = desk.and_then(|desk| desk.tokens.first());
            let used = first.is_some_and(|token| self.enrolled.contains(token));
            // It may have been let in by an answer that was not out yet.
            let tried = desk.is_some_and(Desk::has_tried);
            let code: EnrolmentCode = code.parse().unwrap();
            let stranger = Enrolment {
                code_name: code.key(),
                code_digest: code.digest(),
                machine: MachineId::from_bytes([200; 16]),
                public_key: [200; 32],
                machine_name: "a stranger".into(),
                token: digest(code.to_string().as_bytes()),
                token_expires_at: Millis(now.0 + 60_000),
                now,
            };
            match storage.enrol(stranger).await.unwrap() {
                Ok(_) => assert!(!used, "a code is good once"),
                Err(CodeRefusal::Used) => {
                    assert!(used || tried, "a code that was printed is good")
                }
                Err(refusal) => panic!("a code that was printed is refused: {refusal:?}"),
            }
        }
    }
}

/// The data before a migration lie beside it, whole.
pub(crate) fn look_for_backup(file: &Path, entries: usize) {
    assert!(file.exists(), "a backup was made before the migration");
    look_whole(file);
    let backup = Connection::open(file).unwrap();
    let there: i64 = backup
        .query_row("SELECT count(*) FROM link", [], |row| row.get(0))
        .unwrap();
    assert!(
        usize::try_from(there).unwrap() >= entries,
        "the backup holds what had been answered"
    );
}

/// Every page and index is sound, and every row finds what it refers to.
fn look_whole(file: &Path) {
    let file = Connection::open(file).unwrap();
    let sound: String = file
        .query_row("PRAGMA integrity_check", [], |row| row.get(0))
        .unwrap();
    assert_eq!(sound, "ok");
    let mut dangling = file.prepare("PRAGMA foreign_key_check").unwrap();
    assert!(!dangling.exists([]).unwrap(), "no row refers to nothing");
}

/// Reports can be folded from what is there.
async fn fold(storage: &Sqlite) {
    for Unfolded { site, .. } in storage.unfolded().await.unwrap() {
        while storage.fold_next(site).await.unwrap() {}
    }
    assert!(storage.unfolded().await.unwrap().is_empty());
}

async fn export(storage: &Sqlite, site: SiteId) -> String {
    let export = NewExport {
        id: [1; 16],
        site,
        begun_at: Millis(0),
        token: String::new(),
        what: What::Entries,
        format: Format::Ndjson,
        file: String::new(),
        period: Period::default(),
        after: None,
    };
    let mut rows = Rows::new(storage, &export, ROWS_AT_ONCE);
    let mut all = String::new();
    while let Some(page) = rows.next().await.unwrap() {
        all += &page;
    }
    all
}

#[derive(Deserialize)]
struct Row {
    number: u64,
    of: Option<u64>,
    feed_hash: Hex32,
    id: EntryId,
    digests: SentDigests,
    link: Option<RowLink>,
    parts: Option<SentParts>,
}

#[derive(Deserialize)]
struct RowLink {
    machine: MachineId,
    epoch: Epoch,
    seq: u64,
    prev: Hex32,
    hash: Hex32,
}

struct Place {
    id: EntryId,
    has_parts: bool,
}

/// What the entries of a site say, all of it hashed anew.
#[derive(Default)]
struct Found {
    numbers: BTreeMap<u64, Place>,
    links: BTreeMap<(Epoch, u64), EntryId>,
    heads: BTreeMap<(MachineId, Epoch), (u64, Hex32)>,
}

fn rebuild(file: &str) -> Found {
    let mut found = Found::default();
    let (mut feed, mut ids) = (FEED_ROOT, BTreeSet::new());
    let mut chains: BTreeMap<_, BTreeMap<u64, (RowLink, Digests)>> = BTreeMap::new();
    for (turn, line) in (1..).zip(file.lines()) {
        let row: Row = serde_json::from_str(line).expect("no link was made anew");
        let digests: Digests = row.digests.into();
        feed = feed_hash(&feed, row.number, row.of, row.id, &digests);
        assert_eq!(
            (row.number, row.feed_hash),
            (turn, Hex32(feed)),
            "the feed is whole"
        );
        assert!(
            row.of.is_some() || ids.insert(row.id),
            "an entry is there once"
        );
        let has_parts = row.parts.is_some();
        if let Some(parts) = row.parts {
            assert_eq!(
                parts.read().unwrap().digests,
                digests,
                "parts are what came"
            );
        }
        let place = Place {
            id: row.id,
            has_parts,
        };
        found.numbers.insert(row.number, place);
        if let Some(link) = row.link {
            found.links.insert((link.epoch, link.seq), row.id);
            let chain = chains.entry((link.machine, link.epoch)).or_default();
            chain.insert(link.seq, (link, digests));
        }
    }
    for ((machine, epoch), chain) in chains {
        let mut prev = epoch_root(machine, epoch, None);
        for (turn, (link, digests)) in (1..).zip(chain.into_values()) {
            let point = ChainPoint { epoch, seq: turn };
            let made = Link::new(machine, point, prev, &digests);
            let told = (link.seq, link.prev.0, link.hash.0);
            assert_eq!(told, (turn, prev, made.hash), "the chain is whole");
            prev = made.hash;
            found.heads.insert((machine, epoch), (turn, link.hash));
        }
    }
    found
}
