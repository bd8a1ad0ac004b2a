//! Faults that a foreign endpoint may well have, one mutant each, by subject. That a mutant fails a promise
//! beside its own is written where it does: a fault in what is read by many checks is seen by many.

mod appending;
mod bounding;
mod letting_in;
mod telling;

pub(crate) use appending::APPENDING;
pub(crate) use bounding::BOUNDING;
pub(crate) use letting_in::LETTING_IN;
pub(crate) use telling::TELLING;
