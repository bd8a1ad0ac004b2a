//! The engine in a simulated world, from one seed each, and the runner against servers that are no
//! centres. With a real centre and a real store it is tested in the workspace's own tests.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may stop at once"
)]

mod centre;
mod certificates;
mod desk;
mod memory;
mod simulation;
mod stories;
mod stories_of_packs;
mod stories_of_refusal;
mod stories_of_standing;
mod story_world;
mod strangers;
