//! Machines with their encrypted stores, a real centre and a real line between them, all in this process
//! over the loopback. What is promised of the sync must hold where the parts meet.

#![expect(clippy::unwrap_used, reason = "a test may stop at once")]

mod chaos;
mod copies;
mod courier;
mod desk;
mod enrolling;
mod frozen;
mod line;
mod packs;
mod reviewing;
mod sending;
mod world;
