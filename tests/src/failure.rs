//! Why a story could not go on, in words for whoever reads the test's output.

use std::fmt;

/// What a step of a story answers.
pub type Told<T = ()> = Result<T, Failure>;

/// A step that did not happen as promised.
pub struct Failure(String);

impl Failure {
    /// Says what was expected and what was seen instead.
    pub fn new(words: impl Into<String>) -> Self {
        Self(words.into())
    }
}

// A test that answers `Err` prints it by `Debug`: the words must be readable there.
impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Any error of a library ends the story with its own words and the place of the step.
impl<E: std::error::Error> From<E> for Failure {
    #[track_caller]
    fn from(error: E) -> Self {
        let place = std::panic::Location::caller();
        Self(format!("{error}: {error:?}, at {place}"))
    }
}
