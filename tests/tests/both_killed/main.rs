//! Machines and their centre, each a process of its own, killed at any moment, again and again.
//!
//! An agent was told "saved" and the machine dies; the centre took a batch and dies before its answer, or the
//! machine dies before it has written the answer down. Whatever of the two was killed, at whatever it was:
//! what was called saved is in the journal once, what a machine holds for acknowledged is at the centre once
//! and under the number that was told, and when nobody is killed any more all come to rest with the same
//! entries.
//!
//! `cargo xtask kill` kills a thousand times; here it is a few. The seed is said, and `NIDA_SEED` runs it again: the
//! same choices, of which the moments are as exact as the scheduler lets them be.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may stop at once"
)]

#[path = "../../../src-tauri/crates/centre/tests/postgres/cluster.rs"]
#[expect(dead_code, reason = "made for more than a server that is only there")]
mod cluster;
mod ground;
mod judge;
mod process;
mod world;

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

use ground::Ground;
use world::World;

/// Kills where nobody asks for another number (`NIDA_KILLS`): half of them on a file, half on a database.
const KILLS: u32 = 30;
/// Kills after which another site begins, so that first starts and enrolments are killed too.
const KILLS_A_WORLD: u32 = 100;

/// A process that is being started holds a copy of every lock of this one until it runs its program.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// What was killed at what, and how often.
type Tally = BTreeMap<&'static str, u32>;

fn asked(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| text.parse().unwrap())
}

fn all_kills() -> u32 {
    asked("NIDA_KILLS").map_or(KILLS, |times| u32::try_from(times).unwrap())
}

/// Kills in world after world; each with a seed of its own.
fn kill_all_over(times: u32, ground: impl Fn() -> Ground) {
    let _alone = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let seed = asked("NIDA_SEED").unwrap_or_else(|| u64::from_le_bytes(store::random().unwrap()));
    eprintln!("NIDA_SEED={seed}");
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let (begun, mut tally) = (Instant::now(), Tally::new());
    let (mut left, mut worlds, mut calls) = (times, 0, 0);
    while left > 0 {
        let kills = left.min(KILLS_A_WORLD);
        let mut world = World::new(ground(), random.random());
        calls += world.live_through(kills);
        for (what, times) in world.into_tally() {
            *tally.entry(what).or_default() += times;
        }
        left -= kills;
        worlds += 1;
    }
    for (what, times) in &tally {
        eprintln!("{times:>6} × {what}");
    }
    eprintln!(
        "{:>6} kills in {worlds} worlds, {calls} calls called saved, {} s, NIDA_SEED={seed}",
        tally.values().sum::<u32>(),
        begun.elapsed().as_secs()
    );
    assert_eq!(
        tally.values().sum::<u32>(),
        times,
        "as many as were asked for"
    );
}

/// The centre that one command starts, with its file.
#[test]
fn a_machine_and_a_centre_with_a_file_lose_and_double_nothing() {
    kill_all_over(all_kills().div_ceil(2), Ground::folder);
}

/// The centre of a ministry, on a real server that goes on when its centre dies.
#[test]
fn a_machine_and_a_centre_with_a_database_lose_and_double_nothing() {
    kill_all_over(all_kills() / 2, Ground::database);
}
