//! What a bulletin counts beside the figures: contacts by facility and by who the caller is. Asked for now and then, so
//! that no page of figures waits for it.

use std::collections::BTreeMap;

use domain::period::Period;
use rusqlite::params;

use crate::error::StoreError;
use crate::read::Reading;

/// From an index that holds only calls about a facility.
pub(crate) const BY_FACILITY: &str = "
    SELECT facility, count(*) FROM call INDEXED BY call_by_facility
    WHERE voided = 0 AND facility <> '' AND started_at >= ?1 AND started_at < ?2
    GROUP BY facility";

/// Each caller is looked up once, however often they called.
pub(crate) const BY_BENEFICIARY: &str = "
    SELECT person.beneficiary, sum(asked.contacts)
    FROM (SELECT caller, count(*) AS contacts FROM call INDEXED BY call_by_time
          WHERE voided = 0 AND started_at >= ?1 AND started_at < ?2 AND caller IS NOT NULL
          GROUP BY caller) AS asked
    CROSS JOIN person ON person.id = asked.caller
    WHERE person.beneficiary <> ''
    GROUP BY person.beneficiary";

impl Reading<'_> {
    /// Contacts of a period by the code of the facility that they were about; those about none are left out.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn contacts_by_facility(
        &self,
        period: Period,
    ) -> Result<BTreeMap<String, u32>, StoreError> {
        self.counted(BY_FACILITY, period)
    }

    /// Contacts of a period by who the caller that was chosen is; those of nobody who is known are left out.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn contacts_by_beneficiary(
        &self,
        period: Period,
    ) -> Result<BTreeMap<String, u32>, StoreError> {
        self.counted(BY_BENEFICIARY, period)
    }

    fn counted(
        &self,
        statement: &str,
        period: Period,
    ) -> Result<BTreeMap<String, u32>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(statement)?
            .query_map(params![period.starts_at_ms(), period.ends_at_ms()], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?
            .collect::<Result<_, _>>()?)
    }
}
