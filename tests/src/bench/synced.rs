//! Sync, machine and centre over real HTTP on the loopback, both durable: bringing a whole store, filling a
//! new machine from the centre, saving while a colleague's entries are pulled, and a sync of nothing and of
//! one call.
//!
//! The centre keeps its data in a file here; what PostgreSQL and many machines at once make of it is told by
//! the herd (`cargo xtask herd`).

use std::fs;
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use app::App;
use app::clock::SetClock;
use app::sample::SampleCall;
use domain::call::Call;
use domain::id::{ActId, Millis, SubjectId, UserId};
use domain::role::Role;
use rusqlite::{Connection, params};
use store::{Cost, Folder, NewStore, Stamp, Store, Unlock, random};
use sync::{Options, Status, Syncer};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use super::ground::{self, Ground, at_work};
use super::report::{Row, folder};
use super::spread::{Spread, in_ms};
use crate::centre::Centre;
use crate::machine::{PASSPHRASE, SUNDAY_TEN};
use crate::{Failure, Told};

/// Calls of the colleague, of whom each is some two entries.
const COLLEAGUE_CALLS: u32 = 60_000;
/// Seed of the colleague's calls.
const COLLEAGUE: u64 = 7_411;
/// Entries of a batch of the bare insert, as many as a machine sends at once.
const BATCH: i64 = 500;
/// Longest that anything here is waited for: a million calls go in minutes.
const PATIENCE: Duration = Duration::from_secs(3 * 60 * 60);
/// Among so many of the first entries of a store there is a call.
const FIRST_ENTRIES: u32 = 100;
/// How often it is looked whether something has come, where nothing tells of it.
const LOOK: Duration = Duration::from_millis(20);
/// After so long a machine with nothing to do is at rest.
const REST: Duration = Duration::from_millis(50);
/// Between the last draft of a call and its save lies one of so many pauses.
const PLACES: usize = 13;
/// By how much one of them is longer than the one before.
const BETWEEN: Duration = Duration::from_micros(500);
/// What a thousand entries may take on their way up, in milliseconds: one and a half times the best peer's
/// 14,400 in a second (Anki's sync server, as measured; Atuin 5,700 to 10,600).
const UPLOAD_MS: f64 = 46.3;
/// A sync of nothing, in milliseconds.
const NOTHING_MS: f64 = 5.0;
/// A sync of one call, in milliseconds.
const ONE_MS: f64 = 10.0;

/// Measures and judges.
pub(super) fn rows(ground: &Ground, runtime: &Runtime) -> Told<Vec<Row>> {
    fs::create_dir_all(folder())?;
    let place = tempfile::Builder::new()
        .prefix("synced-")
        .tempdir_in(folder())?;
    let centre = runtime.block_on(Centre::start())?;
    let mut rows = Vec::new();

    let big = place.path().join("big");
    copy(&ground.big_store(), &big)?;
    let brought = bring(&big, &centre, runtime)?;
    rows.extend(uploaded(ground, &brought, &centre, &place)?);

    let new = Machine::new(&place.path().join("new"))?;
    rows.push(filled(&new, &brought, &centre, runtime)?);
    rows.extend(idle(&new, if ground.quick { 20 } else { 200 })?);
    drop(new);

    let colleague = place.path().join("colleague");
    let calls = if ground.quick { 2_000 } else { COLLEAGUE_CALLS };
    ground::fill_as(&colleague, COLLEAGUE, calls)?;
    rows.extend(saved_meanwhile(ground, &big, &colleague, &centre, runtime)?);
    Ok(rows)
}

/// What was brought to the centre.
struct Brought {
    entries: u64,
    took: Duration,
}

/// A store with its sync.
struct Machine {
    store: Store,
    syncer: Syncer,
    told: Arc<(Mutex<u64>, Condvar)>,
}

impl Machine {
    fn new(place: &Path) -> Told<Self> {
        let new = NewStore {
            passphrase: PASSPHRASE.to_owned().into(),
            cost: Cost::PRACTICE_ONLY,
            code: None,
            settings: vec![],
        };
        Ok(Self::over(Store::create(&Folder::at(place), &new)?.0))
    }

    fn open(place: &Path) -> Told<Self> {
        let store = Store::open(&Folder::at(place), &Unlock::Passphrase(PASSPHRASE))?;
        Ok(Self::over(store))
    }

    fn over(store: Store) -> Self {
        let told = Arc::new((Mutex::new(0), Condvar::new()));
        let tells = Arc::clone(&told);
        let on_status = move |_: Status| {
            *tells.0.lock().unwrap_or_else(PoisonError::into_inner) += 1;
            tells.1.notify_all();
        };
        let journal = Arc::new(store.clone());
        let syncer = Syncer::start(journal, Options::default(), Arc::new(on_status));
        Self {
            store,
            syncer,
            told,
        }
    }

    fn enrol(&self, centre: &Centre, runtime: &Runtime) -> Told {
        let code = runtime.block_on(centre.enrolment_code())?;
        let enrolled = self.syncer.enrol(&centre.address(), &code);
        enrolled.map_err(|error| Failure::new(format!("not enrolled: {error:?}")))?;
        Ok(())
    }

    /// Waits until something is so; looks whenever the sync tells of a change, and now and then.
    fn until(&self, what: &str, mut is_so: impl FnMut(&Self) -> Told<bool>) -> Told {
        let begun = Instant::now();
        loop {
            let before = *self.told.0.lock().unwrap_or_else(PoisonError::into_inner);
            if is_so(self)? {
                return Ok(());
            }
            if begun.elapsed() > PATIENCE {
                return Err(Failure::new(format!("never: {what}")));
            }
            let count = self.told.0.lock().unwrap_or_else(PoisonError::into_inner);
            let waited = self
                .told
                .1
                .wait_timeout_while(count, LOOK, |count| *count == before);
            drop(waited);
        }
    }

    /// Asked of the store only where the sync says so: counting what waits of a million would be felt.
    fn is_all_sent(&self) -> Told<bool> {
        Ok(self.syncer.status().waiting == 0 && self.store.link_state()?.waiting == 0)
    }

    fn pulled_to(&self) -> Told<u64> {
        Ok(self.store.cursor()?.map_or(0, |cursor| cursor.at.number))
    }
}

/// Brings everything that a store holds to the centre.
fn bring(place: &Path, centre: &Centre, runtime: &Runtime) -> Told<Brought> {
    let before = entries_at(centre)?;
    let machine = Machine::open(place)?;
    machine.enrol(centre, runtime)?;
    let begun = Instant::now();
    machine.syncer.sync_now();
    machine.until("everything is at the centre", Machine::is_all_sent)?;
    let took = begun.elapsed();
    machine.syncer.stop();
    Ok(Brought {
        entries: entries_at(centre)? - before,
        took,
    })
}

fn uploaded(
    ground: &Ground,
    brought: &Brought,
    centre: &Centre,
    place: &TempDir,
) -> Told<Vec<Row>> {
    let ours = per_thousand(brought.took, brought.entries)?;
    let bare = per_thousand(
        insert(centre, &place.path().join("bare.db"), brought.entries)?,
        brought.entries,
    )?;
    let n = usize::try_from(brought.entries)?;
    Ok(vec![
        Row::bound(
            "upload",
            (ours, "ms"),
            ("≤ 46.3 ms a thousand (21,600/s)", UPLOAD_MS),
            n,
        )
        .noted(format!(
            "{:.0} entries/s of {} calls, read, packed, sent, judged, chained, stored and settled; peers as measured elsewhere: Anki's sync server 14,400 notes/s, Atuin 5,700 to 10,600, PouchDB 1,600 to 5,000 (not durable)",
            1_000_000.0 / ours,
            ground.big
        )),
        Row::ratio(
            "upload-insert",
            (ours, "ms"),
            ("bare insert of the same bytes", bare),
            ("≤ 2.86 × (0.35 of its pace)", 1.0 / 0.35),
            n,
        )
        .noted("500 to a transaction, synchronous, no index but the id"),
    ])
}

/// How long a thousand of them took, in milliseconds.
fn per_thousand(took: Duration, entries: u64) -> Told<f64> {
    Ok(in_ms(took) * 1_000.0 / f64::from(u32::try_from(entries.max(1))?))
}

fn entries_at(centre: &Centre) -> Told<u64> {
    let file = Connection::open(centre.file())?;
    let entries: i64 = file.query_row("SELECT count(*) FROM entry", [], |row| row.get(0))?;
    Ok(u64::try_from(entries)?)
}

/// The parts of so many entries, as the centre has them, into a table of their own.
fn insert(centre: &Centre, bare: &Path, entries: u64) -> Told<Duration> {
    let from = Connection::open(centre.file())?;
    let mut into = Connection::open(bare)?;
    into.pragma_update(None, "journal_mode", "wal")?;
    into.pragma_update(None, "synchronous", "full")?;
    into.execute_batch(
        "CREATE TABLE entry (row INTEGER NOT NULL PRIMARY KEY, id BLOB NOT NULL UNIQUE,
                             header BLOB NOT NULL, facts BLOB NOT NULL, personal BLOB) STRICT",
    )?;
    let mut read = from.prepare(
        "SELECT id, header, facts, personal FROM entry
         WHERE row > ?1 AND row <= ?2 AND header IS NOT NULL",
    )?;
    let mut took = Duration::ZERO;
    let mut begins = 0;
    while begins < i64::try_from(entries)? {
        let parts = read
            .query_map([begins, begins + BATCH], |row| {
                Ok((
                    row.get::<_, Vec<u8>>(0)?,
                    row.get::<_, Vec<u8>>(1)?,
                    row.get::<_, Vec<u8>>(2)?,
                    row.get::<_, Option<Vec<u8>>>(3)?,
                ))
            })?
            .collect::<Result<Vec<_>, _>>()?;
        let begun = Instant::now();
        let transaction = into.transaction()?;
        {
            let mut put = transaction.prepare_cached(
                "INSERT INTO entry (id, header, facts, personal) VALUES (?1, ?2, ?3, ?4)",
            )?;
            for (id, header, facts, personal) in &parts {
                put.execute(params![id, header, facts, personal])?;
            }
        }
        transaction.commit()?;
        took += begun.elapsed();
        begins += BATCH;
    }
    Ok(took)
}

/// A new machine takes everything that the site has.
fn filled(machine: &Machine, brought: &Brought, centre: &Centre, runtime: &Runtime) -> Told<Row> {
    machine.enrol(centre, runtime)?;
    let all = entries_at(centre)?;
    let begun = Instant::now();
    machine.syncer.sync_now();
    machine.until("the site is pulled", |machine| {
        Ok(machine.pulled_to()? >= all)
    })?;
    let took = begun.elapsed();
    let ours = per_thousand(took, all)?;
    let row = Row::bound(
        "first-fill",
        (ours, "ms"),
        ("told", f64::INFINITY),
        usize::try_from(all)?,
    );
    Ok(row
        .beside("the way up", per_thousand(brought.took, brought.entries)?)
        .noted(format!(
            "a thousand entries pulled, checked, kept and folded; {:.0} entries/s, {:.0} s for all of them",
            1_000_000.0 / ours,
            took.as_secs_f64()
        )))
}

/// A sync with nothing to send, and one with a call that was saved just now.
fn idle(machine: &Machine, count: usize) -> Told<Vec<Row>> {
    let (mut nothing, mut one) = (Vec::new(), Vec::new());
    for _ in 0..count {
        // What came of the call before, its way back in the feed included, is not what is measured.
        std::thread::sleep(REST);
        let before = machine.syncer.status().last_contact_at;
        let begun = Instant::now();
        machine.syncer.sync_now();
        machine.until("the centre answers", |machine| {
            Ok(machine.syncer.status().last_contact_at != before)
        })?;
        nothing.push(in_ms(begun.elapsed()));

        save(&machine.store)?;
        let begun = Instant::now();
        machine.syncer.sync_now();
        machine.until("the call is there", Machine::is_all_sent)?;
        one.push(in_ms(begun.elapsed()));
    }
    let (nothing, one) = (Spread::of(nothing), Spread::of(one));
    Ok(vec![
        Row::bound("idle-sync", (nothing.median(), "ms"), ("≤ 5 ms", NOTHING_MS), nothing.count())
            .noted(format!(
                "asked for to answered, nothing to send; {:.1} ms at P99; PouchDB 5 to 15 ms, as measured elsewhere",
                nothing.percentile(99)
            )),
        Row::bound("one-call", (one.median(), "ms"), ("≤ 10 ms", ONE_MS), one.count()).noted(format!(
            "asked for to acknowledged and written down as that; {:.1} ms at P99; PouchDB 14 ms, as measured elsewhere",
            one.percentile(99)
        )),
    ])
}

fn save(store: &Store) -> Told {
    let at = Millis(SUNDAY_TEN);
    let stamp = Stamp {
        act: ActId::new(at, random()?),
        actor: UserId::from_bytes([7; 16]),
        role: Role::Agent,
        at,
        zone_min: 240,
        since_start_ms: 1,
        skew_ms: None,
    };
    let call = Call {
        note: "سأل عن موعد التطعيم".into(),
        ..Call::default()
    };
    let id = SubjectId::new(at, random()?);
    store.act::<_, store::StoreError>(stamp, move |acting| acting.append(id, call.logged()))?;
    Ok(())
}

/// Saving at the desk, quiet and while what a colleague did is pulled.
fn saved_meanwhile(
    ground: &Ground,
    big: &Path,
    colleague: &Path,
    centre: &Centre,
    runtime: &Runtime,
) -> Told<Vec<Row>> {
    let count = if ground.quick { 50 } else { 1_000 };
    let clock = Arc::new(SetClock::at(Millis(SUNDAY_TEN)));
    let desk = at_work(big, &clock)?;
    let mut calls = ground.later_calls(u32::try_from(2 * count)?)?;
    let pulled_calls = calls.split_off(count);
    let quiet = Spread::of(saves(&desk, &clock, &calls)?);
    drop(desk);

    let before = {
        let machine = Machine::open(big)?;
        machine.syncer.sync_now();
        machine.until("the desk is at rest", |machine| {
            Ok(machine.is_all_sent()? && machine.pulled_to()? >= entries_at(centre)?)
        })?;
        machine.syncer.stop();
        machine.pulled_to()?
    };
    let first = first_call(colleague)?.to_string();
    let brought = bring(colleague, centre, runtime)?;
    let desk = at_work(big, &clock)?;
    desk.sync_now()?;
    // A thousand saves are over in seconds: they begin where the pulling has.
    let begun = Instant::now();
    while desk.call(&first).is_err() {
        if begun.elapsed() > PATIENCE {
            return Err(Failure::new("nothing is pulled"));
        }
        std::thread::sleep(LOOK);
    }
    let busy = Spread::of(saves(&desk, &clock, &pulled_calls)?);
    drop(desk);
    let pulled = Machine::open(big)?.pulled_to()? - before;
    let whole = if pulled >= brought.entries {
        "all pulled before the last save"
    } else {
        "pulling throughout"
    };
    Ok(vec![
        Row::ratio(
            "save-while-pulled",
            (busy.percentile(99), "ms"),
            ("itself, quiet", quiet.percentile(99)),
            ("≤ 2 ×", 2.0),
            busy.count(),
        )
        .noted(format!(
            "P99, on {} calls, {pulled} of {} entries pulled meanwhile, {whole}; {:.2} ms against {:.2} ms at the median, longest {:.1} ms",
            ground.big,
            brought.entries,
            busy.median(),
            quiet.median(),
            busy.longest()
        )),
    ])
}

/// The first call of a store, as it goes out.
fn first_call(place: &Path) -> Told<SubjectId> {
    let store = Store::open(&Folder::at(place), &Unlock::Passphrase(PASSPHRASE))?;
    let waiting = store.waiting(None, FIRST_ENTRIES)?;
    let headers = waiting
        .iter()
        .filter_map(|link| link.entry.read_header().ok());
    let mut calls = headers.filter(|header| header.kind == "call.logged");
    let first = calls.next().map(|header| header.subject);
    first.ok_or_else(|| Failure::new("the colleague has no call"))
}

fn saves(desk: &App, clock: &SetClock, calls: &[SampleCall]) -> Told<Vec<f64>> {
    let mut times = Vec::with_capacity(calls.len());
    for call in calls {
        clock.set(Millis(call.saved_at));
        desk.draft_keep(&call.form)?;
        // Nobody saves in step with what is written beside it.
        std::thread::sleep(BETWEEN * u32::try_from(times.len() % PLACES)?);
        let begun = Instant::now();
        desk.log_call(&call.form, call.save_as)?;
        times.push(in_ms(begun.elapsed()));
    }
    Ok(times)
}

/// A store that nobody has open, as it lies there.
fn copy(from: &Path, to: &Path) -> Told {
    fs::create_dir_all(to)?;
    for file in fs::read_dir(from)? {
        let file = file?;
        if file.file_type()?.is_file() {
            fs::copy(file.path(), to.join(file.file_name()))?;
        }
    }
    Ok(())
}
