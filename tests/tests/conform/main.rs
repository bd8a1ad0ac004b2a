//! The conformance kit against our own centre, which keeps every promise, and against endpoints that each
//! break one: a kit that does not catch a fault would call a ministry's endpoint good that loses calls.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test may stop at once"
)]

mod centre;
#[expect(
    dead_code,
    reason = "of the server that the centre's own tests make, a database is all that is needed here"
)]
#[path = "../../../src-tauri/crates/centre/tests/postgres/cluster.rs"]
mod cluster;
mod kit;
mod mutant;
mod mutants;
mod proxy;
mod tls;
