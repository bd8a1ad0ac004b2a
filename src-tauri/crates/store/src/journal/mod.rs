//! The journal: entries, their links, the centre's numbers.
//!
//! Only ever added to. Bytes of an entry go in and come out as they are; the columns beside them are
//! copies for looking up.

pub(crate) mod append;
pub(crate) mod chain;
pub(crate) mod epoch;
pub(crate) mod history;
pub(crate) mod inbox;
pub(crate) mod number;
pub(crate) mod outbox;
pub(crate) mod settle;
pub(crate) mod subject;
pub(crate) mod unfolded;
pub(crate) mod verify;
