//! The conformance kit against our own centre, which keeps every promise, and against endpoints that each
//! break one: a kit that does not catch a fault would call a ministry's endpoint good that loses calls.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may stop at once"
)]

mod centre;
mod kit;
mod mutant;
mod mutants;
mod proxy;
mod tls;
