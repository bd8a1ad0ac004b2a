//! Machines with their encrypted stores, a real centre and a real line between them, all in this process
//! over the loopback. What is promised of the sync must hold where the parts meet.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test may stop at once"
)]

mod centre;
mod chaos;
mod clocks;
#[path = "../../../src-tauri/crates/centre/tests/postgres/cluster.rs"]
#[expect(dead_code, reason = "made for more than a server that is only there")]
mod cluster;
mod copies;
mod courier;
mod courier_packs;
mod desk;
mod doctor;
mod enrolling;
mod figures;
mod frozen;
mod importing;
mod journal;
mod line;
mod list_changes;
mod lists;
mod order;
mod packs;
mod policy;
mod restoring;
mod reviewing;
mod sending;
mod unreachable;
mod world;
