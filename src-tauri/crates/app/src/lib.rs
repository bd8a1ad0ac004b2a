//! The use-cases, one module a subject, and the structs and error codes that cross to the screen.
//!
//! Never here: SQL, windows, sentences.

pub mod dto;
mod error;

pub use error::{ErrorCode, ErrorDto, Rule};
