//! Flags on a number: known for nuisance calls, for a while.
//!
//! A flag warns whoever answers and does nothing else: it hides no call, sorts none away and keeps none
//! from being saved, since an emergency comes from any number.

use domain::flag::NumberFlag;
use domain::fold::Record;
use domain::id::Millis;
use domain::lists::List;
use domain::local_day::DAY_MS;
use domain::phone::{self, NUMBER_CHARS_MAX, Phone};

use crate::dto::NewFlag;
use crate::form::optional_id;
use crate::rights::Command;
use crate::text::line;
use crate::{App, AppError, Result, Rule};

/// The flag of this module, by its code.
const NUISANCE: &str = "nuisance";
/// For how many days a number can be flagged: numbers change hands.
const FLAG_DAYS_MAX: u16 = 180;

impl App {
    /// Flags the number of a call for so many days. The same flag twice is one.
    ///
    /// # Errors
    /// `Invalid` with the field: a number without a digit, a reason that is not in the list, no day or more
    /// than 180.
    pub fn flag_number(&self, new: &NewFlag) -> Result<()> {
        let asking = self.asking(Command::FlagNumber)?;
        let id = optional_id("id", &new.id)?.ok_or(AppError::invalid("id", Rule::NotAnId))?;
        let number = line("number", &new.number, NUMBER_CHARS_MAX)?;
        let phone = Phone::read(&number);
        let key = phone::number_key(phone.e164.as_deref().unwrap_or_default(), &number);
        if key.is_empty() {
            return Err(AppError::invalid("number", Rule::Required));
        }
        let lists = asking.lists()?;
        if lists.get(List::FlagReasons, &new.reason).is_none() {
            return Err(AppError::invalid("reason", Rule::UnknownCode));
        }
        if !(1..=FLAG_DAYS_MAX).contains(&new.days) {
            return Err(AppError::Invalid {
                field: "days",
                rule: Rule::TooFarAhead,
                limit: Some(usize::from(FLAG_DAYS_MAX)),
            });
        }
        let until = asking.now().0 + i64::from(new.days) * DAY_MS;
        let flag = NumberFlag {
            code: NUISANCE.into(),
            until: Some(Millis(until)),
            reason: new.reason.clone(),
            lifted: false,
            number: key,
        };
        asking.store().act(asking.stamp()?, move |acting| {
            if !acting.subject_exists(id)? {
                acting.append(id, flag.raised())?;
            }
            Ok::<_, AppError>(())
        })?;
        asking.desk.syncer.wake();
        Ok(())
    }

    /// Takes a flag off before its end. Lifting it twice is lifting it once.
    ///
    /// # Errors
    /// `NotFound` when there is no such flag.
    pub fn lift_flag(&self, id: &str) -> Result<()> {
        let asking = self.asking(Command::LiftFlag)?;
        let id = optional_id("id", id)?.ok_or(AppError::invalid("id", Rule::NotAnId))?;
        asking.store().act(asking.stamp()?, move |acting| {
            let found = acting.rows()?.folded(id)?.map(|folded| folded.record);
            let Some(Record::Flag(flag)) = found else {
                return Err(AppError::NotFound);
            };
            if !flag.lifted {
                acting.append(id, NumberFlag::lifted())?;
            }
            Ok::<_, AppError>(())
        })?;
        asking.desk.syncer.wake();
        Ok(())
    }
}
