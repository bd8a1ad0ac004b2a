//! People's text at the edge: the domain's rule, with the name of the field.

use domain::text::{self, TooLong};

use crate::{AppError, Result, Rule};

/// A field of one line.
pub(crate) fn line(field: &'static str, typed: &str, limit: usize) -> Result<String> {
    text::line(typed, limit)
        .map(|kept| kept.text)
        .map_err(|error| too_long(field, &error))
}

/// A field of several lines.
pub(crate) fn lines(field: &'static str, typed: &str, limit: usize) -> Result<String> {
    text::lines(typed, limit)
        .map(|kept| kept.text)
        .map_err(|error| too_long(field, &error))
}

const fn too_long(field: &'static str, error: &TooLong) -> AppError {
    AppError::Invalid {
        field,
        rule: Rule::TooLong,
        limit: Some(error.limit),
    }
}
