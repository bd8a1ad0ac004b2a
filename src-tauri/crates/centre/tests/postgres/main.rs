//! The stories of `tests/it` once more, on PostgreSQL, and those that only several processes on one
//! database can tell. A real server runs for them: see `cluster`.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may stop at once"
)]

mod cluster;
mod database;
#[path = "../it/enrol.rs"]
mod enrol;
#[path = "../it/entries.rs"]
mod entries;
#[path = "../it/erasing.rs"]
mod erasing;
#[path = "../it/export.rs"]
mod export;
#[path = "../it/export_entries.rs"]
mod export_entries;
#[path = "../it/feed.rs"]
mod feed;
#[path = "../it/flooding.rs"]
mod flooding;
#[path = "../it/frozen.rs"]
mod frozen;
mod ground;
mod herd;
#[path = "../it/hostile.rs"]
mod hostile;
#[path = "../it/limits.rs"]
mod limits;
#[path = "../it/line.rs"]
mod line;
#[path = "../it/lists.rs"]
mod lists;
mod moving;
#[path = "../it/operators.rs"]
mod operators;
mod outage;
#[path = "../it/packs.rs"]
mod packs;
#[path = "../it/policy.rs"]
mod policy;
#[path = "../it/process.rs"]
mod process;
#[path = "../it/report.rs"]
mod report;
#[path = "../it/restore.rs"]
mod restore;
mod several;
mod views;
#[path = "../it/world.rs"]
mod world;
