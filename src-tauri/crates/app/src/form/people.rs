//! Who a call is about: the patient, as far as the form says.
//!
//! Never here: whether a person is made of it.

use domain::arabic;
use domain::id::{Millis, SubjectId};
use domain::lists::{List, Lists};
use domain::local_day::LocalDay;
use domain::text::{NAME_CHARS_MAX, OUTSIDE_NUMBER_CHARS_MAX};

use super::{known_or_stood, optional_id};
use crate::dto::CallForm;
use crate::text::line;
use crate::{AppError, Result, Rule};

/// Nobody is older than this; what is more is a year.
const AGE_MAX: i32 = 120;

/// Code of the relation of whoever calls for themselves.
const SELF: &str = "self";

/// The patient as said.
pub(super) struct Patient {
    pub(super) id: Option<SubjectId>,
    pub(super) name: String,
    /// Zero when not known.
    pub(super) birth_year: u32,
    pub(super) file_number: String,
}

/// Reads the fields about the patient.
pub(super) fn patient(
    lists: &Lists,
    form: &CallForm,
    stood: &CallForm,
    now: Millis,
) -> Result<Patient> {
    known_or_stood(
        "relation",
        lists,
        List::Relations,
        (&form.relation, &stood.relation),
    )?;
    let id = optional_id("patient", &form.patient)?;
    let itself = matches!(form.relation.as_str(), "" | SELF);
    if id.is_some() && itself && id != optional_id("caller", &form.caller)? {
        // Somebody else was chosen: who calls for themselves is chosen as the caller.
        return Err(AppError::invalid("relation", Rule::Required));
    }
    let name = line("patientName", &form.patient_name, NAME_CHARS_MAX)?;
    let birth_year = birth_year(&form.patient_birth, now)?;
    known_or_stood(
        "patientSex",
        lists,
        List::Sexes,
        (&form.patient_sex, &stood.patient_sex),
    )?;
    let file_number = line("fileNumber", &form.file_number, OUTSIDE_NUMBER_CHARS_MAX)?;
    Ok(Patient {
        id,
        name,
        birth_year,
        file_number,
    })
}

/// A year of birth, or an age in years as of `now`: callers say either.
fn birth_year(typed: &str, now: Millis) -> Result<u32> {
    let typed = arabic::fold(typed);
    if typed.is_empty() {
        return Ok(0);
    }
    let this_year = LocalDay::of(now.0).year();
    let year = match typed.parse::<i32>() {
        Ok(age) if (0..=AGE_MAX).contains(&age) => this_year - age,
        Ok(year) if (this_year - AGE_MAX..=this_year).contains(&year) => year,
        _ => return Err(AppError::invalid("patientBirth", Rule::NotABirth)),
    };
    u32::try_from(year).map_err(|_| AppError::invalid("patientBirth", Rule::NotABirth))
}
