//! Unsigned numbers in SQLite's signed columns. The columns' CHECKs keep them from being negative; what
//! is beyond 2⁶³ cannot be counted to.

/// As SQLite keeps it.
pub(crate) fn to_sql(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// As it was kept.
pub(crate) fn from_sql(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

/// A length as SQLite keeps it.
pub(crate) fn count(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}
