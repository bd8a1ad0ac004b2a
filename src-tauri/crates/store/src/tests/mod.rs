//! Stories that need to reach inside: a hand that changes the file behind the store's back, a version
//! with a migration of its own, a centre that numbers what several machines send.

mod bad_pages;
mod components;
mod erasing;
mod figures;
mod histories;
mod history;
mod improvement;
mod migrating;
mod pages;
mod refolding;
mod search_going_on;
mod search_index;
mod searching;
mod shift_review;
mod site;
mod stale_wal;
mod tables;
mod taking;
mod tampering;
#[expect(dead_code, reason = "these stories use a part of the world")]
#[path = "../../tests/stories/world.rs"]
mod world;
mod writing;

use rusqlite::Connection;

use crate::open::connect::{Access, connect};
use crate::opened::Store;

/// A connection of somebody who has the key and no manners.
pub(crate) fn hand_in(store: &Store) -> Connection {
    connect(&store.folder().database(), store.key(), Access::Write).unwrap()
}
