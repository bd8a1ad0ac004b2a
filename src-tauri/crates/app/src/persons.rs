//! Persons: who a saved call is from, and that two of them are one.
//!
//! What saving decides about the caller, in this order:
//! 1. A person who was chosen is the caller. Where they are not on the number they are from now on: people
//!    get new numbers, and call from those of others. It brings them into the list of that number, which
//!    offers and never decides.
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
        if acting.rows()?.person_row(chosen)?.is_none() {
            return Err(AppError::NotFound);
        }
        if !call.number.is_empty() && !acting.rows()?.is_on_number(chosen, &call.number)? {
            amend_person(acting, chosen, |person| {
                let kind = person.numbers.entry(call.number.clone());
                kind.or_default();
            })?;
        }
        return Ok(Some(chosen));
    }
    let key = name_key(&call.caller_name);
    // The name of a caller who would rather stay anonymous is not kept in a record of its own.
    if call.anonymous || key.is_empty() || call.number.is_empty() {
        return Ok(None);
    }
    if is_known(&acting.rows()?, &call.number, &key)? {
        return Ok(None);
    }
    acting.append(new, named(&call.caller_name, &call.number).added())?;
    Ok(Some(new))
}

/// The patient of a call that is being saved, by the same order: chosen, else nobody of an anonymous call
/// or without a name, else nobody where somebody of that name is on the number, else the person `new`.
/// Who is the caller is no second person. What was said of their sex and birth goes to a record that does
/// not say it yet, and what the caller is to them to the caller's.
///
/// # Errors
/// `NotFound` when the person chosen is not there.
pub(crate) fn patient_of(
    acting: &mut Acting<'_>,
    call: &Call,
    new: SubjectId,
) -> Result<Option<SubjectId>> {
    let itself = matches!(call.relation.as_str(), "" | SELF);
    let key = name_key(&call.patient_name);
    let patient = if let Some(chosen) = call.patient {
        let there = acting.rows()?.person_row(chosen)?.is_some();
        there.then_some(chosen).ok_or(AppError::NotFound)?
    } else if itself && key.is_empty() {
        match call.caller {
            Some(caller) => caller,
            None => return Ok(None),
        }
    } else {
        let unnamed = call.anonymous || key.is_empty() || call.number.is_empty();
        if unnamed || is_known(&acting.rows()?, &call.number, &key)? {
            return Ok(None);
        }
        acting.append(new, named(&call.patient_name, &call.number).added())?;
        new
    };
    amend_person(acting, patient, |person| {
        if person.sex.is_empty() {
            person.sex.clone_from(&call.patient_sex);
        }
        if person.birth_year == 0 {
            person.birth_year = call.patient_birth_year;
        }
    })?;
    if let Some(caller) = call.caller.filter(|caller| !itself && *caller != patient) {
        amend_person(acting, caller, |person| {
            let relation = person.relations.entry(patient).or_default();
            relation.clone_from(&call.relation);
        })?;
    }
    Ok(Some(patient))
}

/// Code of the relation of whoever calls for themselves.
const SELF: &str = "self";

/// Adds to what is known of a person; writes nothing where nothing is new.
fn amend_person(
    acting: &mut Acting<'_>,
    id: SubjectId,
    change: impl FnOnce(&mut Person),
) -> Result<()> {
    let found = acting.rows()?.folded(id)?.map(|folded| folded.record);
    if let Some(Record::Person(before)) = found {
        let mut after = (*before).clone();
        change(&mut after);
        if let Some(amended) = before.amended(&after) {
            acting.append(id, amended)?;
        }
    }
    Ok(())
}

/// A person of whom only a name and a number are known.
fn named(name: &str, number: &str) -> Person {
    let name = name.trim().to_owned();
    let (name_ar, name_latin) = if name.chars().any(is_arabic) {
        (name, String::new())
    } else {
        (String::new(), name)
    };
    Person {
        name_ar,
        name_latin,
        numbers: [(number.to_owned(), String::new())].into(),
        ..Person::default()
    }
}

/// Whether somebody of this name is on the number.
fn is_known(rows: &Reading<'_>, number: &str, key: &str) -> Result<bool> {
    Ok(rows.is_named_on_number(number, |name| name_key(name) == key)?)
}

/// A letter of the Arabic block; the first letter of a name is not asked alone, since names are pasted
/// with marks before them.
fn is_arabic(letter: char) -> bool {
    ('\u{600}'..='\u{6ff}').contains(&letter) || ('\u{750}'..='\u{77f}').contains(&letter)
}
