//! The use-cases, one module a subject; the rights; the structs and error codes that cross to the
//! screen.
//!
//! [`App`] is all there is to ask: each command is a method of it. Never here: SQL, windows, sentences.

mod application;
mod caller;
mod calls;
mod cards;
mod case_moves;
mod case_rows;
mod cases;
pub mod clock;
mod correct;
mod desk;
mod diagnostics;
mod drafts;
pub mod dto;
mod error;
mod fill;
mod flags;
mod follow_ups;
mod form;
mod journal;
mod key_file;
mod keys;
mod link;
mod lists;
mod lock;
mod own_secret;
mod people;
mod person_sheet;
mod persons;
mod policy;
mod practice;
mod recovery;
mod rights;
mod ring;
mod rows;
pub mod sample;
mod screen_pop;
mod search;
mod secret;
mod session;
mod shift;
mod sign_in;
mod start;
mod station;
mod takeovers;
mod text;
mod tries;
mod unattended;
mod ways;

pub use application::{App, Config};
pub use calls::PAGE;
pub use error::{AppError, ErrorCode, ErrorDto, Result, Rule};
pub use fill::{Filling, fill};
pub use form::MAX_DRAFT_BYTES;
pub use key_file::KeyFileFault;
pub use policy::{PolicyFault, PolicyField, PolicyPlace};
pub use rights::{Command, Need, Right};
pub use ring::{Keyring, Ring, RingError};
pub use screen_pop::POPS_WAITING_MAX;
pub use secret::SecretCost;
pub use start::{MAX_PASSPHRASE, MIN_PASSPHRASE};
pub use store::{Cost as StoreCost, Fault, FaultKind, Rebuilt, Verified, make_private_folder};
