//! SQLite as others set it, under the same power cuts: a tool that cannot find a loss would find none in Nida.
//!
//! SQLite says of `synchronous=NORMAL` with a WAL that a commit "might roll back following a power loss", and of
//! `OFF` that the file may be damaged (sqlite.org/pragma.html#pragma_synchronous).

use std::process::Command;

use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use rusqlite::Connection;

use crate::cut::PowerCut;
use crate::disk::{Disk, fresh_folder, lay};
use crate::log;
use crate::recorder::Recorder;

/// Rows that are written, each by itself.
const ROWS: u32 = 60;
/// Cuts of each setting.
const CUTS: u64 = 200;

/// Of so many cuts, how many lost a row that had been told of, and how many left a file that is not sound.
#[derive(Debug, PartialEq)]
struct Harm {
    lost: u32,
    broken: u32,
}

fn harm_under(recorder: &Recorder, synchronous: &str) -> Harm {
    let place = fresh_folder();
    let watched = place.path().canonicalize().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_plain_writer"));
    command.arg(&watched).args([synchronous, &ROWS.to_string()]);
    let recording = recorder.record(&watched, Disk::of(&watched), &mut command, None);
    let told = log::lines(&recording.records);
    assert_eq!(told.len(), ROWS as usize, "each row is told of");

    let mut harm = Harm { lost: 0, broken: 0 };
    for seed in 0..CUTS {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let at = random.random_range(0..=recording.records.len());
        let mut disk = recording.before.clone();
        for record in &recording.records[..at] {
            disk.apply(record);
        }
        let left = fresh_folder();
        lay(&disk.left_by(&mut PowerCut::new(random)), left.path());
        let promised = told.iter().filter(|(said, _)| *said <= at).count();
        match rows(left.path()) {
            Some(found) if found >= promised => {}
            Some(_) => harm.lost += 1,
            None => harm.broken += 1,
        }
    }
    harm
}

/// How many rows are there from the first on; none where the file is not sound.
fn rows(folder: &std::path::Path) -> Option<usize> {
    let file = folder.join("plain.db");
    if !file.exists() {
        return Some(0);
    }
    let file = Connection::open(file).ok()?;
    let sound: String = file
        .query_row("PRAGMA integrity_check", [], |row| row.get(0))
        .ok()?;
    if sound != "ok" {
        return None;
    }
    // The table is made by the first commit.
    let numbers = file.prepare("SELECT number FROM row ORDER BY number");
    let Ok(mut numbers) = numbers else {
        return Some(0);
    };
    let numbers: Vec<u32> = numbers
        .query_map([], |row| row.get(0))
        .ok()?
        .collect::<Result<_, _>>()
        .ok()?;
    let whole = numbers.iter().copied().eq((1..).take(numbers.len()));
    whole.then_some(numbers.len())
}

/// A program that says "saved" before it is on the disk loses it to a power cut, and the cuts here show it.
#[test]
fn what_is_told_before_it_is_on_the_disk_is_lost() {
    let _alone = crate::alone();
    let recorder = Recorder::new();
    let full = harm_under(&recorder, "FULL");
    let normal = harm_under(&recorder, "NORMAL");
    let off = harm_under(&recorder, "OFF");
    eprintln!("of {CUTS} cuts each: FULL {full:?}, NORMAL {normal:?}, OFF {off:?}");
    assert_eq!(full, Harm { lost: 0, broken: 0 }, "as Nida sets it");
    assert!(normal.lost > 0 && normal.broken == 0, "NORMAL: {normal:?}");
    assert!(off.lost > 0 && off.broken > 0, "OFF: {off:?}");
}
