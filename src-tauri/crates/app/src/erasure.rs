//! Erasing what is recorded about a person, when they ask for it.
//!
//! First it is shown what that would take and what it would leave: a case under legal hold stays with its calls, and so
//! does one that is open, which is closed first or left out. Whoever erases proves who they are; what is gone is gone
//! here, at the site's other machines and at the centre. A certificate says how much was erased, when, by whom, and where
//! that stands in the journal, and never what it was.
//!
//! It takes whoever may read all of it, sensitive cases too: nobody takes away what they may not see. Never here: which
//! records are a person's (`store`), erasing by age ([`crate::retention`]).

use domain::erasure::{self, Erasure, Pseudonyms, Why};
use domain::id::{ActId, SubjectId};
use store::{PersonScope, Reading, WhyCaseStays, random};

use crate::dto::{
    CaseLeft, CaseStays, EraseOrder, ErasureCertificate, ErasureCounts, ErasurePreview,
};
use crate::rights::Command;
use crate::text::line;
use crate::{App, AppError, Result, Rule};

impl App {
    /// What an erasure of this person would take, and what it would leave.
    ///
    /// # Errors
    /// `Invalid` for an id that is none; `NotFound`, `SignedOut`, `NotAllowed`.
    pub fn erasure_preview(&self, person: &str) -> Result<ErasurePreview> {
        let asking = self.asking(Command::ErasurePreview)?;
        let person = person_id(person)?;
        asking.store().read(|reading| {
            reading.person_row(person)?.ok_or(AppError::NotFound)?;
            Ok(preview(&reading.person_scope(person)?))
        })
    }

    /// Erases a person, for good; answers with the certificate.
    ///
    /// # Errors
    /// `Invalid` with the field that is wrong: `exceptOpen`, where cases are open and may not stay; `WrongSecret` or
    /// `TooManyTries`; `NotFound` where nothing of them is left.
    pub fn erase_person(&self, order: &EraseOrder) -> Result<ErasureCertificate> {
        let asking = self.asking(Command::ErasePerson)?;
        let person = person_id(&order.person)?;
        let request = request(&order.request)?;
        let scope = asking.store().read(|reading| {
            reading.person_row(person)?.ok_or(AppError::NotFound)?;
            scope_at(reading, person)
        })?;
        check(&scope.1, order.except_open)?;
        self.prove_secret(&asking, &order.secret)?;
        let except_open = order.except_open;
        let stamp = asking.stamp()?;
        asking.store().act(stamp, move |acting| {
            let (grown_to, mut scope) = scope;
            // What came since it was looked at belongs to it too.
            if acting.rows()?.grown_to()? != grown_to {
                scope = acting.rows()?.person_scope(person)?;
                check(&scope, except_open)?;
            }
            let erasure = Erasure {
                why: Why::Asked,
                request,
            };
            let pseudonyms = Pseudonyms::new(random()?);
            for subject in scope.subjects() {
                acting.erase(subject, &erasure, &pseudonyms)?;
            }
            Ok::<_, AppError>(())
        })?;
        asking.desk.syncer.wake();
        if let Err(error) = asking.store().sweep_erased() {
            // It is erased; what SQLite left of it in the file goes when it can.
            tracing::warn!(%error, "what was erased could not be swept out yet");
        }
        let made = asking
            .store()
            .read(|reading| certificate(reading, stamp.act));
        made?.ok_or(AppError::NotFound)
    }

    /// The certificates of what was erased at the machines of the site, newest first.
    ///
    /// # Errors
    /// `SignedOut`, `NotAllowed`.
    pub fn erasures(&self) -> Result<Vec<ErasureCertificate>> {
        let asking = self.asking(Command::Erasures)?;
        asking.store().read(|reading| {
            let mut all = Vec::new();
            for act in reading.erasures()? {
                all.extend(certificate(reading, act.erased.act)?);
            }
            Ok(all)
        })
    }
}

fn person_id(id: &str) -> Result<SubjectId> {
    id.parse()
        .map_err(|_| AppError::invalid("person", Rule::NotAnId))
}

fn request(typed: &str) -> Result<String> {
    let request = line("request", typed, erasure::REQUEST_CHARS_MAX)?;
    // A request is named by its file: a name would outlive what is erased.
    if !erasure::is_file_number(&request) {
        return Err(AppError::invalid("request", Rule::BadCharacters));
    }
    Ok(request)
}

/// The scope, and how far the journal had grown when it was looked at.
fn scope_at(reading: &Reading<'_>, person: SubjectId) -> Result<(u64, PersonScope)> {
    Ok((reading.grown_to()?, reading.person_scope(person)?))
}

fn check(scope: &PersonScope, except_open: bool) -> Result<()> {
    if !scope.whole {
        return Err(AppError::invalid("person", Rule::TooMany));
    }
    let is_open = scope.stay.iter().any(|case| case.why == WhyCaseStays::Open);
    if is_open && !except_open {
        return Err(AppError::invalid("exceptOpen", Rule::Required));
    }
    match scope.subjects().next() {
        Some(_) => Ok(()),
        None => Err(AppError::NotFound),
    }
}

fn preview(scope: &PersonScope) -> ErasurePreview {
    let count = |subjects: &[SubjectId]| u32::try_from(subjects.len()).unwrap_or(u32::MAX);
    ErasurePreview {
        counts: ErasureCounts {
            persons: count(&scope.persons),
            calls: count(&scope.calls),
            cases: count(&scope.cases),
            follow_ups: count(&scope.follow_ups),
            surveys: count(&scope.surveys),
            questions: count(&scope.questions),
            flags: count(&scope.flags),
        },
        cases_left: scope
            .stay
            .iter()
            .map(|case| CaseLeft {
                id: case.id.to_string(),
                reference: case.reference.clone(),
                why: match case.why {
                    WhyCaseStays::Held => CaseStays::Held,
                    WhyCaseStays::Open => CaseStays::Open,
                    WhyCaseStays::Shared => CaseStays::Shared,
                },
            })
            .collect(),
        calls_left: scope.calls_that_stay,
        person_left: scope.person_stays,
        calls_of_nobody: scope.calls_of_nobody,
        drafts: scope.drafts,
        whole: scope.whole,
    }
}

/// The certificate of an act, as far as it is known here.
pub(crate) fn certificate(reading: &Reading<'_>, act: ActId) -> Result<Option<ErasureCertificate>> {
    let Some(made) = reading.erasure(act)? else {
        return Ok(None);
    };
    let end = reading.end_of_erasure(act)?;
    let by = reading.user(made.erased.by)?;
    let (by_ar, by_en) = by.map_or_else(Default::default, |by| (by.name_ar, by.name_en));
    let count = |kind: &str| {
        let kind = kind.strip_suffix(erasure::SUFFIX).unwrap_or(kind);
        made.counts.get(kind).copied().unwrap_or_default()
    };
    let station = match end {
        Some(end) => {
            let machines = reading.machines_seen()?;
            let here = machines.into_iter().find(|one| one.machine == end.machine);
            here.map_or_else(String::new, |one| one.station)
        }
        None => String::new(),
    };
    Ok(Some(ErasureCertificate {
        act: act.to_string(),
        at: made.erased.at.0,
        by_ar,
        by_en,
        by_age: made.erased.why == Why::Retention.code(),
        request: made.erased.request,
        machine: end.map_or_else(String::new, |end| end.machine.to_string()),
        station,
        counts: ErasureCounts {
            persons: count(erasure::PERSON),
            calls: count(erasure::CALL),
            cases: count(erasure::CASE),
            follow_ups: count(erasure::FOLLOW_UP),
            surveys: count(erasure::SURVEY),
            questions: count(erasure::QUESTION),
            flags: count(erasure::FLAG),
        },
        epoch: end.map_or_else(String::new, |end| end.point.epoch.to_string()),
        seq: end.map_or(0, |end| end.point.seq),
        hash: end
            .and_then(|end| end.hash)
            .map_or_else(String::new, |hash| domain::wire::Hex32(hash).to_string()),
        swept: !reading.is_residue_left()?,
    }))
}
