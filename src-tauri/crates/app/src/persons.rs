//! Persons: who a saved call is from, and that two of them are one.
//!
//! What saving decides about the caller, in this order:
//! 1. A person who was chosen is the caller. They need not be on the number: people call from others'.
//! 2. Of an anonymous call, of one without a name, or of a number that cannot be read, nobody is made.
//! 3. Where somebody of that name (folded) is on the number and was not chosen, the name stays words:
//!    father and son may share both, and a choice that nobody made is a guess.
//! 4. Else a person of this name and number is made in the same act and is the caller. Others on the
//!    number, of other names, do not stand against it: that is what a shared number is.
//!
//! Never here: finding out who somebody is; the card offers, people choose.

use domain::arabic::name_key;
use domain::call::Call;
use domain::fold::Record;
use domain::id::SubjectId;
use domain::merge::Merge;
use domain::person::Person;
use store::{Acting, Reading};

use crate::dto::MergedPersons;
use crate::rights::Command;
use crate::{App, AppError, Result, Rule};

impl App {
    /// Says that two persons are one; the names of `kept` are shown from then on. Neither is changed, so
    /// that undoing it is whole.
    ///
    /// # Errors
    /// `Invalid` with the rule `SamePerson` for a person with themselves, or with somebody they are one
    /// with already; `NotFound`, `NotAllowed`.
    pub fn merge_persons(&self, kept: &str, merged: &str) -> Result<MergedPersons> {
        let asking = self.asking(Command::MergePersons)?;
        let same = || AppError::invalid("merged", Rule::SamePerson);
        let (kept, merged) = (person_id("kept", kept)?, person_id("merged", merged)?);
        let merge = Merge::of(kept, merged).map_err(|_| same())?;
        let id = asking.desk.new_id()?;
        let person = asking.store().act(asking.stamp()?, move |acting| {
            let rows = acting.rows()?;
            for person in [kept, merged] {
                rows.person_row(person)?.ok_or(AppError::NotFound)?;
            }
            if rows.component_of(kept)?.persons.contains(&merged) {
                return Err(same());
            }
            acting.append(id, merge.made())?;
            Ok::<_, AppError>(acting.rows()?.component_of(kept)?.lead)
        })?;
        asking.desk.syncer.wake();
        Ok(MergedPersons {
            merge: id.to_string(),
            person: person.to_string(),
        })
    }

    /// Takes a merge back: the two are two again. Undoing it twice is undoing it once.
    ///
    /// # Errors
    /// `NotFound` when there is no such merge; `NotAllowed`.
    pub fn undo_merge(&self, merge: &str) -> Result<()> {
        let asking = self.asking(Command::UndoMerge)?;
        let id = person_id("merge", merge)?;
        asking.store().act(asking.stamp()?, move |acting| {
            let found = acting.rows()?.folded(id)?.map(|folded| folded.record);
            let Some(Record::Merge(merge)) = found else {
                return Err(AppError::NotFound);
            };
            if !merge.undone {
                acting.append(id, Merge::undone())?;
            }
            Ok::<_, AppError>(())
        })?;
        asking.desk.syncer.wake();
        Ok(())
    }
}

fn person_id(field: &'static str, id: &str) -> Result<SubjectId> {
    id.parse()
        .map_err(|_| AppError::invalid(field, Rule::NotAnId))
}

/// The caller of a call that is being saved; makes the person `new` where one is to be made.
///
/// # Errors
/// `NotFound` when the person chosen is not there.
pub(crate) fn caller_of(
    acting: &mut Acting<'_>,
    call: &Call,
    new: SubjectId,
) -> Result<Option<SubjectId>> {
    if let Some(chosen) = call.caller {
        let there = acting.rows()?.person_row(chosen)?.is_some();
        return there.then_some(Some(chosen)).ok_or(AppError::NotFound);
    }
    let key = name_key(&call.caller_name);
    // The name of a caller who would rather stay anonymous is not kept in a record of its own.
    if call.anonymous || key.is_empty() || call.number.is_empty() {
        return Ok(None);
    }
    if is_known(&acting.rows()?, &call.number, &key)? {
        return Ok(None);
    }
    let name = call.caller_name.trim().to_owned();
    let (name_ar, name_latin) = if name.chars().any(is_arabic) {
        (name, String::new())
    } else {
        (String::new(), name)
    };
    let person = Person {
        name_ar,
        name_latin,
        numbers: [(call.number.clone(), String::new())].into(),
        ..Person::default()
    };
    acting.append(new, person.added())?;
    Ok(Some(new))
}

/// Whether somebody of this name is on the number, by any of the names of whoever they are one with.
fn is_known(rows: &Reading<'_>, number: &str, key: &str) -> Result<bool> {
    for one in rows.people_on_number(number)? {
        for person in one.persons {
            let Some(row) = rows.person_row(person)? else {
                continue;
            };
            if name_key(&row.name_ar) == key || name_key(&row.name_latin) == key {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// A letter of the Arabic block; the first letter of a name is not asked alone, since names are pasted
/// with marks before them.
fn is_arabic(letter: char) -> bool {
    ('\u{600}'..='\u{6ff}').contains(&letter) || ('\u{750}'..='\u{77f}').contains(&letter)
}
