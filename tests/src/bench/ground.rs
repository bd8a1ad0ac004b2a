//! The stores that are measured on: filled with made-up calls, anew for every run and gone with it, or
//! kept in a folder for the next run, to which every save that was measured has added its calls.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use app::clock::SetClock;
use app::sample::{SampleCall, SampleCalls};
use app::{App, Filling};
use domain::id::Millis;
use store::{Folder, Store, Unlock};
use tempfile::TempDir;

use super::Plan;
use super::report::folder;
use crate::Told;
use crate::machine::{self, PASSPHRASE, SUNDAY_TEN};

/// Seed of the calls that the stores are filled with.
pub(super) const SEED: u64 = 20_261_122;
/// Time between the last call of a filled store and the first one that is measured.
const LATER_MS: i64 = 90 * 24 * 60 * 60 * 1_000;

/// What lies beside the folder of a store once it is filled, as its ending.
const FILLED: &str = "filled";
/// What lies in a folder that is kept: how many runs there were.
const RUNS: &str = "runs";

/// The stores of a run, on the disk that the project is built on.
#[derive(Debug)]
pub struct Ground {
    folder: PathBuf,
    /// Removes the folder at the end, where it is not kept.
    _gone: Option<TempDir>,
    /// Which run on these stores it is, from 1.
    run: u64,
    /// Whether this run only shows that everything runs.
    pub quick: bool,
    /// Calls in the big store.
    pub big: u32,
    /// Calls in the small store.
    pub small: u32,
}

impl Ground {
    /// Makes and fills the stores; those that were filled and kept stay as they are.
    ///
    /// # Errors
    /// No room, or what the application answers.
    pub fn prepare(plan: &Plan) -> Told<Self> {
        let quick = plan.quick;
        let (big, small) = if quick {
            (20_000, 2_000)
        } else {
            (1_000_000, 10_000)
        };
        let big = plan.calls.unwrap_or(big);
        let (folder, gone) = match &plan.stores {
            Some(kept) => {
                fs::create_dir_all(kept)?;
                (kept.clone(), None)
            }
            None => {
                fs::create_dir_all(folder())?;
                let gone = tempfile::Builder::new()
                    .prefix("stores-")
                    .tempdir_in(folder())?;
                (gone.path().to_owned(), Some(gone))
            }
        };
        let ground = Self {
            run: run_in(&folder)?,
            folder,
            _gone: gone,
            quick,
            big,
            small,
        };
        fill(&ground.big_store(), big)?;
        if plan.wants("save") || plan.wants("start") {
            fill(&ground.small_store(), small)?;
        }
        Ok(ground)
    }

    /// Folder of the big store.
    #[must_use]
    pub fn big_store(&self) -> PathBuf {
        self.folder.join("big")
    }

    /// Folder of the small store.
    #[must_use]
    pub fn small_store(&self) -> PathBuf {
        self.folder.join("small")
    }

    /// Folder of a store a tenth of the big one; filled by whoever needs it.
    pub(super) fn middle_store(&self) -> PathBuf {
        self.folder.join("middle")
    }

    pub(super) fn plain_store(&self) -> PathBuf {
        self.folder.join("plain.db")
    }

    /// So many calls that come after those of the stores, and that no run has saved before.
    pub(super) fn later_calls(&self, count: u32) -> Told<Vec<SampleCall>> {
        let end = Millis(SUNDAY_TEN + LATER_MS);
        Ok(SampleCalls::new(SEED + self.run, count, end)?.collect())
    }

    pub(super) fn bare_store(&self) -> PathBuf {
        self.folder.join("bare.db")
    }
}

/// Counts this run among those in the folder.
fn run_in(folder: &Path) -> Told<u64> {
    let runs = folder.join(RUNS);
    let before = fs::read_to_string(&runs).unwrap_or_default();
    let run = before.trim().parse::<u64>().unwrap_or(0) + 1;
    fs::write(runs, run.to_string())?;
    Ok(run)
}

/// Makes a store with so many calls, unless it was made and kept.
pub(super) fn fill(store: &Path, calls: u32) -> Told {
    fill_as(store, SEED, calls)
}

/// The same with calls of their own, where two machines of a site are to have different ones.
pub(super) fn fill_as(store: &Path, seed: u64, calls: u32) -> Told {
    let filled = store.with_extension(FILLED);
    if filled.exists() {
        return Ok(());
    }
    let begun = Instant::now();
    let app = machine::start(store, Arc::new(SetClock::at(Millis(SUNDAY_TEN))));
    machine::first_start(&app)?;
    drop(app);
    let store = Store::open(&Folder::at(store), &Unlock::Passphrase(PASSPHRASE))?;
    let filling = Filling {
        seed,
        calls,
        until: Millis(SUNDAY_TEN),
    };
    app::fill(&store, filling, |done| {
        if done % 50_000 == 0 {
            eprintln!("{done} calls after {:.0} s", begun.elapsed().as_secs_f64());
        }
    })?;
    // Nobody fills a store at once and searches it in the same minute.
    store.tend_index()?;
    fs::write(filled, [])?;
    println!(
        "filled a store with {calls} calls in {:.0} s",
        begun.elapsed().as_secs_f64()
    );
    Ok(())
}

/// The application on a filled store, its first person signed in.
pub(super) fn at_work(store: &Path, clock: &Arc<SetClock>) -> Told<App> {
    let app = machine::start(store, Arc::clone(clock));
    machine::open(&app)?;
    machine::sign_in(&app)?;
    Ok(app)
}
