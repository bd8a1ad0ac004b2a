//! The rules of the repository, held by tests: what depends on what, where things may stand, what
//! the window may do. A rule is a function over file names and texts, so that each of them is shown
//! to bite as well as to be kept.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may stop at once"
)]

mod arrows;
mod commands;
mod faults;
mod layout;
mod packages;
mod permissions;
mod places;
mod traps;
mod tree;
