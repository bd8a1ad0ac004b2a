//! The power fails, and what was never brought to the disk is gone.
//!
//! A killed process leaves all that it wrote to the system; a computer without power does not. So the program is
//! recorded: each call that changes the disk and each word that it says, in order. The recording is then replayed
//! as far as any moment, onto a disk that keeps what was synced and of the rest whatever a seed says (`disk.rs`
//! tells what is assumed of disks and file systems). What is left is opened as on any morning: it opens, every page
//! and index is sound, the chain is whole, the tables are what the journal says, and all that was told before the
//! power failed is there.
//!
//! `cargo xtask power-cut` cuts five hundred times; here it is a few. The seed is said, and `NIDA_SEED` runs it again:
//! the same choices, of which the recordings are as equal as the scheduler lets them be. What was found is kept
//! where a cut ends the test.

#![cfg(target_os = "linux")]
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may stop at once"
)]

mod again;
mod cut;
mod disk;
mod judge;
mod log;
mod model;
mod of_centre;
mod plain;
mod recorder;
mod world;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

use recorder::Recorder;
use world::{Fault, Leaves, Tally, World};

/// Cuts where nobody asks for another number (`NIDA_CUTS`).
const CUTS: u32 = 40;
/// Cuts of each recording.
const CUTS_A_LIFE: u32 = 10;
/// Kills are tried after every so manieth record where nobody asks for another number (`NIDA_KILL_EVERY`).
const KILL_EVERY: usize = 40;

/// Steps at which a life is killed to be begun again, where nobody asks for all of them (`NIDA_KILL_EVERY`).
const BEGUN_AGAIN: usize = 6;
/// Worlds in which a sync that is left out has to be found.
const WORLDS: u64 = 5;

/// A process that is being started holds a copy of every lock of this one until it runs its program.
fn alone() -> MutexGuard<'static, ()> {
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner)
}

fn asked(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| text.parse().unwrap())
}

fn seed() -> u64 {
    let seed = asked("NIDA_SEED").unwrap_or_else(|| u64::from_le_bytes(store::random().unwrap()));
    eprintln!("NIDA_SEED={seed}");
    seed
}

fn tell(what: &str, tally: &Tally, calls: usize, begun: Instant) -> u32 {
    for (at, times) in tally {
        eprintln!("{times:>6} × {at}");
    }
    let all = tally.values().sum();
    eprintln!(
        "{all:>6} {what}, {calls} calls called saved, {} s",
        begun.elapsed().as_secs()
    );
    all
}

/// "Saved" on the screen means that the cable can be pulled.
#[test]
fn a_power_cut_takes_nothing_that_was_promised() {
    let _alone = alone();
    let times = asked("NIDA_CUTS").map_or(CUTS, |times| u32::try_from(times).unwrap());
    let mut random = ChaCha8Rng::seed_from_u64(seed());
    let recorder = Recorder::new();
    let (begun, mut tally, mut calls) = (Instant::now(), Tally::new(), 0);
    while tally.values().sum::<u32>() < times {
        let left = times - tally.values().sum::<u32>();
        let fault = Fault::PowerCut {
            cuts: left.min(CUTS_A_LIFE),
        };
        let world = World::new(&recorder, fault, random.random());
        let (found, saved) = world.live_through(left);
        for (at, times) in found {
            *tally.entry(at).or_default() += times;
        }
        calls += saved;
    }
    assert_eq!(tell("cuts", &tally, calls, begun), times);
}

/// A kill tried at random falls into most steps some day; these are all of them, one after the other.
#[test]
fn a_kill_at_any_step_takes_nothing_that_was_promised() {
    let _alone = alone();
    let every =
        asked("NIDA_KILL_EVERY").map_or(KILL_EVERY, |every| usize::try_from(every).unwrap());
    let (recorder, begun) = (Recorder::new(), Instant::now());
    let world = World::new(&recorder, Fault::Kill { every }, seed());
    let (tally, calls) = world.live_through(u32::MAX);
    tell("kills", &tally, calls, begun);
    assert_eq!(calls, 5, "what was called saved in two lives");
}

/// What a killed start had made is there for the next one, and must not be taken for certain.
#[test]
fn what_was_begun_again_after_a_kill_outlives_a_power_cut() {
    let _alone = alone();
    let steps = asked("NIDA_KILL_EVERY").map_or(BEGUN_AGAIN, |_| usize::MAX);
    let recorder = Recorder::new();
    let fault = Fault::PowerCut { cuts: 0 };
    let times = World::new(&recorder, fault, seed()).begin_again(steps);
    eprintln!("{times} lives were killed and begun again");
}

/// Each of the syncs is there for something: a program that leaves one out is found losing what it promised.
#[test]
fn a_sync_that_is_left_out_is_found() {
    let _alone = alone();
    let recorder = Recorder::new();
    let left_out: [(&str, Leaves); 7] = [
        ("of folders", |path| path.ends_with('/')),
        ("of the WAL", |path| path.ends_with("/nida.db-wal")),
        ("of the data file", |path| path.ends_with("/data/nida.db")),
        ("of slots that are replaced", |path| {
            path.ends_with("/slots.json.new")
        }),
        ("of a backup", |path| path.contains("/backups/")),
        ("of a place of backups", |path| path.ends_with("/backups/")),
        ("of a stick", |path| path.ends_with("/stick/")),
    ];
    for (what, leaves_out) in left_out {
        let found = (0..WORLDS).find(|seed| {
            let fault = Fault::PowerCut { cuts: CUTS_A_LIFE };
            let world = World::new(&recorder, fault, *seed).leaving_out(leaves_out);
            // What a look finds ends the test that it is part of; here that is what is hoped for.
            catch_unwind(AssertUnwindSafe(|| world.live_through(u32::MAX))).is_err()
        });
        assert!(
            found.is_some(),
            "a sync {what} can be left out and nobody finds it"
        );
    }
}

/// What a centre has answered it has: a machine that was told so deletes nothing, but it sends nothing again either.
#[test]
fn a_power_cut_of_a_centre_takes_nothing_that_was_answered() {
    let _alone = alone();
    let times = asked("NIDA_CUTS").map_or(CUTS, |times| u32::try_from(times).unwrap());
    let mut random = ChaCha8Rng::seed_from_u64(seed());
    let recorder = Recorder::new();
    let (begun, mut tally, mut entries) = (Instant::now(), Tally::new(), 0);
    while tally.values().sum::<u32>() < times {
        let left = times - tally.values().sum::<u32>();
        let fault = Fault::PowerCut {
            cuts: left.min(CUTS_A_LIFE),
        };
        let world = of_centre::World::new(&recorder, fault, random.random());
        let (found, taken) = world.live_through(left);
        for (at, times) in found {
            *tally.entry(at).or_default() += times;
        }
        entries += taken;
    }
    let all: u32 = tally.values().sum();
    eprintln!(
        "{tally:?}: {all} cuts of a centre, {entries} entries answered, {} s",
        begun.elapsed().as_secs()
    );
    assert_eq!(all, times);
}

/// The same of a process that is killed, at all of its steps.
#[test]
fn a_kill_of_a_centre_at_any_step_takes_nothing_that_was_answered() {
    let _alone = alone();
    let every =
        asked("NIDA_KILL_EVERY").map_or(KILL_EVERY, |every| usize::try_from(every).unwrap());
    let recorder = Recorder::new();
    let world = of_centre::World::new(&recorder, Fault::Kill { every }, seed());
    let (tally, entries) = world.live_through(u32::MAX);
    eprintln!("{tally:?}: kills of a centre, {entries} entries answered");
    assert!(entries > 0, "something was answered");
}

/// The syncs of the centre are there for something too.
#[test]
fn a_sync_that_a_centre_leaves_out_is_found() {
    let _alone = alone();
    let recorder = Recorder::new();
    let left_out: [(&str, Leaves); 4] = [
        ("of folders", |path| path.ends_with('/')),
        ("of the WAL", |path| path.ends_with("/centre.sqlite-wal")),
        ("of the data file", |path| path.ends_with("/centre.sqlite")),
        ("of a backup", |path| path.ends_with(".unfinished")),
    ];
    for (what, leaves_out) in left_out {
        let found = (0..WORLDS).find(|seed| {
            let fault = Fault::PowerCut { cuts: CUTS_A_LIFE };
            let world = of_centre::World::new(&recorder, fault, *seed).leaving_out(leaves_out);
            catch_unwind(AssertUnwindSafe(|| world.live_through(u32::MAX))).is_err()
        });
        assert!(
            found.is_some(),
            "a sync {what} can be left out and nobody finds it"
        );
    }
}
