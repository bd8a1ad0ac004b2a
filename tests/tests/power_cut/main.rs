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

mod cut;
mod disk;
mod judge;
mod log;
mod model;
mod plain;
mod recorder;
mod world;

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

use recorder::Recorder;
use world::{Fault, Tally, World};

/// Cuts where nobody asks for another number (`NIDA_CUTS`).
const CUTS: u32 = 40;
/// Cuts of each recording.
const CUTS_A_LIFE: u32 = 10;
/// Kills are tried after every so manieth record where nobody asks for another number (`NIDA_KILL_EVERY`).
const KILL_EVERY: usize = 40;

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
