//! How calls are chosen to be looked at, as data: how many samples there are of each agent.
//!
//! A row of the lists and no setting of a machine, so that it has a day, a history and a way to the other machines of the
//! site. Never here: which calls are samples (`crate::shift_review`), whether a policy says otherwise.

use serde::{Deserialize, Serialize};

use super::{ListsError, fault};
use crate::policy::SAMPLES_MAX;

/// Name of the file.
pub(super) const FILE: &str = "sampling";

#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SamplingRow {
    per_agent: u32,
}

/// The number of samples of each agent, 0 to [`SAMPLES_MAX`].
///
/// # Errors
/// `Field` for another number of rows than one, and for more samples.
pub(super) fn per_agent(rows: &[SamplingRow]) -> Result<u32, ListsError> {
    match rows {
        [row] if row.per_agent <= SAMPLES_MAX => Ok(row.per_agent),
        [_] => Err(fault(FILE, "", "per_agent")),
        _ => Err(fault(FILE, "", "rows")),
    }
}
