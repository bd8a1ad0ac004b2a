//! Queries: few names, short values, read strictly. They hold numbers and ids alone, never anything of a
//! person, since addresses end up in logs everywhere.

use std::str::FromStr;

use axum::extract::Query;
use axum::extract::rejection::QueryRejection;
use domain::entry::CentreEpoch;
use domain::id::Epoch;
use domain::link::ChainPoint;
use domain::wire::ProblemType;

use super::Refusal;

/// Numbers that every reader of JSON keeps exactly.
pub(crate) const MAX_NUMBER: u64 = (1 << 53) - 1;
/// How far ahead a counting may be that a machine tells of. A restore adds one.
const MAX_ORDINAL: u32 = 1_000_000;

/// The query, or `malformed`.
pub(crate) fn read<T>(query: Result<Query<T>, QueryRejection>) -> Result<T, Refusal> {
    query
        .map(|Query(query)| query)
        .map_err(|_| ProblemType::Malformed.into())
}

/// Values parted by commas, at most so many.
pub(crate) fn list<T: FromStr>(text: &str, max: usize) -> Result<Vec<T>, Refusal> {
    let values: Vec<T> = text
        .split(',')
        .filter(|value| !value.is_empty())
        .take(max + 1)
        .map(|value| value.parse().map_err(|_| ProblemType::Malformed))
        .collect::<Result<_, _>>()?;
    if values.len() > max {
        return Err(ProblemType::Malformed.into());
    }
    Ok(values)
}

/// A number within what JSON keeps.
pub(crate) fn number(number: u64) -> Result<u64, Refusal> {
    if number > MAX_NUMBER {
        return Err(ProblemType::Malformed.into());
    }
    Ok(number)
}

/// A chain point as `epoch.seq`.
pub(crate) struct Point(pub(crate) ChainPoint);

impl FromStr for Point {
    type Err = Refusal;

    fn from_str(text: &str) -> Result<Self, Refusal> {
        let (epoch, seq) = text.split_once('.').ok_or(ProblemType::Malformed)?;
        Ok(Self(ChainPoint {
            epoch: epoch.parse().map_err(|_| ProblemType::Malformed)?,
            seq: number(seq.parse().map_err(|_| ProblemType::Malformed)?)?,
        }))
    }
}

/// A counting as `ordinal.id`.
pub(crate) fn counting(text: &str) -> Result<CentreEpoch, Refusal> {
    let (ordinal, id) = text.split_once('.').ok_or(ProblemType::Malformed)?;
    let ordinal = ordinal.parse().map_err(|_| ProblemType::Malformed)?;
    let id: Epoch = id.parse().map_err(|_| ProblemType::Malformed)?;
    if ordinal > MAX_ORDINAL {
        return Err(ProblemType::Malformed.into());
    }
    Ok(CentreEpoch { ordinal, id })
}
