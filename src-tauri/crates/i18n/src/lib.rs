//! Messages in Arabic and English for what Rust itself writes: titles, exports, command lines,
//! the window's own words. The screen reads the same files by itself.
//!
//! The files of `locales` are built into the program; nothing is read from disk. Numbers name their
//! digits. Marks that isolate what is put into a sentence are for screens alone
//! ([`Isolation::On`]); titles, exports, file names and the clipboard go without.
//!
//! Never here: sentences in Rust code, choosing the language of a person (that is their setting).

pub mod check;
mod locale;
mod messages;
mod number;
mod plural;

pub use fluent::{FluentArgs, FluentValue, fluent_args};
pub use locale::{Locale, negotiate};
pub use messages::{Isolation, Messages};
pub use number::Digits;

/// One Fluent file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Source {
    /// Its language.
    pub locale: Locale,
    /// Its name without the ending: the subject, with which its ids begin.
    pub file: &'static str,
    /// Its text.
    pub text: &'static str,
}

/// Every file of `locales`, Arabic first, by name within a language.
pub const SOURCES: &[Source] = include!(concat!(env!("OUT_DIR"), "/sources.rs"));
