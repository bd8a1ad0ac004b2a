//! The stores that are measured on: filled with made-up calls, anew for every run, gone with it.

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

use super::report::folder;
use crate::Told;
use crate::machine::{self, PASSPHRASE, SUNDAY_TEN};

/// Seed of the calls that the stores are filled with.
pub(super) const SEED: u64 = 20_261_122;
/// Time between the last call of a filled store and the first one that is measured.
const LATER_MS: i64 = 90 * 24 * 60 * 60 * 1_000;

/// The stores of a run, on the disk that the project is built on.
#[derive(Debug)]
pub struct Ground {
    folder: TempDir,
    /// Whether this run only shows that everything runs.
    pub quick: bool,
    /// Calls in the big store.
    pub big: u32,
    /// Calls in the small store.
    pub small: u32,
}

impl Ground {
    /// Makes and fills the stores.
    ///
    /// # Errors
    /// No room, or what the application answers.
    pub fn prepare(quick: bool) -> Told<Self> {
        let (big, small) = if quick {
            (20_000, 2_000)
        } else {
            (1_000_000, 10_000)
        };
        fs::create_dir_all(folder())?;
        let ground = Self {
            folder: tempfile::Builder::new()
                .prefix("stores-")
                .tempdir_in(folder())?,
            quick,
            big,
            small,
        };
        fill(&ground.big_store(), big)?;
        fill(&ground.small_store(), small)?;
        Ok(ground)
    }

    /// Folder of the big store.
    #[must_use]
    pub fn big_store(&self) -> PathBuf {
        self.folder.path().join("big")
    }

    /// Folder of the small store.
    #[must_use]
    pub fn small_store(&self) -> PathBuf {
        self.folder.path().join("small")
    }

    /// Folder of a store a tenth of the big one; filled by whoever needs it.
    pub(super) fn middle_store(&self) -> PathBuf {
        self.folder.path().join("middle")
    }

    pub(super) fn plain_store(&self) -> PathBuf {
        self.folder.path().join("plain.db")
    }

    pub(super) fn bare_store(&self) -> PathBuf {
        self.folder.path().join("bare.db")
    }
}

/// Makes a store with so many calls.
pub(super) fn fill(store: &Path, calls: u32) -> Told {
    let begun = Instant::now();
    let app = machine::start(store, Arc::new(SetClock::at(Millis(SUNDAY_TEN))));
    machine::first_start(&app)?;
    drop(app);
    let store = Store::open(&Folder::at(store), &Unlock::Passphrase(PASSPHRASE))?;
    let filling = Filling {
        seed: SEED,
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

/// So many calls that come after those of the stores.
pub(super) fn later_calls(count: u32) -> Told<Vec<SampleCall>> {
    let end = Millis(SUNDAY_TEN + LATER_MS);
    Ok(SampleCalls::new(SEED + 1, count, end)?.collect())
}
