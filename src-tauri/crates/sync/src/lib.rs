//! Sync: takes what waits in a machine's journal to the centre and brings back what the site's other
//! machines did.
//!
//! How it hangs together: [`engine`] decides and does nothing; [`Syncer`] runs it on a thread of its own
//! over HTTP (`line`) and a [`Journal`]. Nothing unacknowledged is ever deleted, and only what the centre
//! named with our digests counts as acknowledged.
//!
//! Never here: SQL, rights, sentences for people, a name, a number or a token in a log.

pub mod engine;

mod address;
mod courier;
mod courier_enrol;
mod courier_packs;
mod courier_pages;
mod enrol;
mod greet;
mod journal;
mod line;
mod of_store;
mod runner;
mod skew;
mod status;
mod syncer;

pub use ::courier::{
    CentreCard, HEAD_BYTES as COURIER_HEAD_BYTES, MAX_CARD_BYTES,
    MAX_FILE_BYTES as MAX_COURIER_BYTES,
};
pub use address::{Address, BadAddress, MAX_ADDRESS_CHARS};
pub use courier::{
    Awaited, CourierError, CourierFile, CourierTaken, PackNotTaken, take_receipt, write_courier,
};
pub use courier_enrol::{read_card, write_enrolment};
pub use enrol::EnrolError;
pub use greet::{Greeted, greet};
pub use journal::{
    Arrival, Counts, Cursor, Enrolment, Journal, JournalError, NewEpoch, Outgoing, OwnChain,
    PackKnown, Page, Settled,
};
pub use line::Patience;
pub use of_store::{enrolment_of, packs_of};
pub use skew::Clocks;
pub use status::{CentreHeads, LinkProblem, LinkState, Status};
pub use syncer::{OnStatus, Options, Syncer};
