//! What a bulletin tells: the figures of its period, beside them those of the period before and of a year before, and
//! who and what they were about.

use std::collections::BTreeMap;

use domain::period::Period;

use crate::Result;
use crate::desk::Desk;
use crate::dto::Figures;
use crate::export::Exporting;
use crate::figures;

/// One period in numbers.
pub(super) struct Told {
    pub(super) figures: Figures,
    /// Contacts by the code of the facility.
    pub(super) facilities: BTreeMap<String, u32>,
    /// Contacts by the code of who the caller is.
    pub(super) beneficiaries: BTreeMap<String, u32>,
}

/// A period and what it is held against.
pub(super) struct Numbers {
    pub(super) period: Period,
    pub(super) now: Told,
    pub(super) previous: Told,
    pub(super) year_before: Told,
}

impl Numbers {
    /// Counts all three.
    ///
    /// # Errors
    /// What the store says; `Stopped` where somebody wants the export to end.
    pub(super) fn count(desk: &Desk, period: Period, exporting: &Exporting<'_>) -> Result<Self> {
        let told = |period| {
            exporting.go_on()?;
            told(desk, period)
        };
        Ok(Self {
            period,
            now: told(period)?,
            previous: told(period.previous())?,
            year_before: told(period.year_before())?,
        })
    }

    /// One number of each of the three.
    pub(super) fn three<T>(&self, of: impl Fn(&Told) -> T) -> [T; 3] {
        [of(&self.now), of(&self.previous), of(&self.year_before)]
    }
}

fn told(desk: &Desk, period: Period) -> Result<Told> {
    Ok(Told {
        figures: figures::count(desk, period, None)?,
        facilities: desk
            .store
            .read(|reading| reading.contacts_by_facility(period))?,
        beneficiaries: desk
            .store
            .read(|reading| reading.contacts_by_beneficiary(period))?,
    })
}
