//! The centre from outside: a real one in the process on any free port, spoken to over real HTTP.
//! These stories stand on SQLite; `tests/postgres` tells the same ones on PostgreSQL.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test may stop at once"
)]

mod contract;
mod enrol;
mod entries;
mod erasing;
mod export;
mod export_entries;
mod feed;
mod files;
mod flooding;
mod frozen;
mod ground;
mod hostile;
mod limits;
mod line;
mod lists;
mod operators;
mod packs;
mod policy;
mod process;
mod report;
mod restore;
mod world;
