//! What the tests of the whole share: a window that is driven as a person drives it, and a world of
//! machines and a centre. Never part of what is shipped.

pub mod bench;
pub mod centre;
pub mod display;
mod failure;
pub mod file;
pub mod machine;
pub mod planted;
pub mod process;
pub mod sample_year;
pub mod screen_reader;
pub mod second_copy;
pub mod shortcuts;
pub mod station;
pub mod victim;
pub mod window;

pub use failure::{Failure, Told};
