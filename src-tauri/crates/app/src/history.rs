//! The journal as it stands, for whoever answers for it: who did what, when, at which machine, in which place of the chain.
//!
//! Nothing here changes anything, and no word of anybody is ever shown: of an entry there are its header and its facts,
//! which are codes, times and ids. Facts of a caller's matter are for those who may read sensitive cases; an
//! administrator, who reads no calls, sees that something was done to a call and by whom, and neither reference nor facts.
//! Never here: personal parts, the check (`journal_check`), the file (`chain_file`).

mod kinds;

use std::fmt::Write as _;

use domain::entry::{Entry, Header, subject_kind};
use domain::id::{EntryId, MachineId, Millis, SubjectId};
use domain::reference::Reference;
use domain::shift_paper::hex;
use serde_json::Value;
use store::{HistoryEntry, HistoryFilter, HistoryRow, Reading};

use crate::calls::PAGE;
use crate::desk::Asking;
use crate::dto::{
    JournalEntry, JournalFact, JournalMachine, JournalPage, JournalQuery, JournalRow,
};
use crate::figures::day;
use crate::rights::{Command, Right};
use crate::{App, AppError, Result, Rule};

/// Facts of one entry that are shown at most.
const FACTS_MAX: usize = 300;
/// Characters of one fact that are shown at most: a change of lists may be long.
const FACT_CHARS_MAX: usize = 500;

impl App {
    /// The journal under filters, the newest first, 50 a page.
    ///
    /// # Errors
    /// `Invalid` with the field that cannot be read; `NotFound` for a reference that no case bears.
    pub fn journal_page(&self, query: &JournalQuery) -> Result<JournalPage> {
        let asking = self.asking(Command::JournalPage)?;
        let after = match query.after.as_str() {
            "" => None,
            text => Some(
                text.parse()
                    .map_err(|_| AppError::invalid("after", Rule::NotAnId))?,
            ),
        };
        let here = asking.store().machine();
        let sees = asking.session.may(Right::SensitiveRead);
        asking.store().read(|reading| {
            let filter = filter(reading, query, sees)?;
            let page = reading.journal_page(&filter, after, PAGE)?;
            let machines = reading.machines_seen()?.into_iter();
            Ok(JournalPage {
                rows: page.rows.iter().map(|one| row(one, sees)).collect(),
                next: page.next.map(|next| next.to_string()),
                machines: machines
                    .map(|one| JournalMachine {
                        id: one.machine.to_string(),
                        station: one.station,
                        here: one.machine == here,
                    })
                    .collect(),
            })
        })
    }

    /// One entry, opened: its facts, its digests, its link.
    ///
    /// # Errors
    /// `NotFound`.
    pub fn journal_entry(&self, id: &str) -> Result<JournalEntry> {
        let asking = self.asking(Command::JournalEntry)?;
        let id = parsed::<EntryId>("id", id)?;
        let found = asking
            .store()
            .read(|reading| reading.journal_entry(id))?
            .ok_or(AppError::NotFound)?;
        Ok(opened(&asking, &found))
    }
}

fn parsed<T: std::str::FromStr>(field: &'static str, text: &str) -> Result<T> {
    text.parse()
        .map_err(|_| AppError::invalid(field, Rule::NotAnId))
}

fn filter(reading: &Reading<'_>, query: &JournalQuery, sees: bool) -> Result<HistoryFilter> {
    let some = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let (from, to) = (some(&query.from), some(&query.to));
    let from = from.map(|text| day("from", &text)).transpose()?;
    let to = to.map(|text| day("to", &text)).transpose()?;
    if from.zip(to).is_some_and(|(from, to)| to < from) {
        return Err(AppError::invalid("to", Rule::EndBeforeStart));
    }
    Ok(HistoryFilter {
        subject: some(&query.about)
            .map(|text| about(reading, &text, sees))
            .transpose()?,
        actor: some(&query.actor)
            .map(|text| parsed("actor", &text))
            .transpose()?,
        kinds: kinds::of(&query.what)?,
        machine: some(&query.machine)
            .map(|text| parsed::<MachineId>("machine", &text))
            .transpose()?,
        from: from.map(|day| Millis(day.starts_at_ms())),
        until: to.map(|day| Millis(day.ends_at_ms())),
    })
}

/// What is asked for by a reference, by its own id, or by that of an entry about it.
fn about(reading: &Reading<'_>, typed: &str, sees: bool) -> Result<SubjectId> {
    if let Ok(entry) = typed.parse::<EntryId>() {
        let of_entry = reading.subject_of_entry(entry)?;
        return Ok(of_entry.unwrap_or(SubjectId::from_bytes(entry.to_bytes())));
    }
    let reference = Reference::parse(typed)
        .map_err(|_| AppError::invalid("about", Rule::UnknownCode))?
        .to_string();
    let found = reading.cases_of_reference(&reference)?;
    // That a reference is somebody's is no secret from whoever knows it, but whose it is.
    let case = found.first().filter(|_| sees);
    case.map(|case| case.id).ok_or(AppError::NotFound)
}

fn row(found: &HistoryRow, sees: bool) -> JournalRow {
    let header = header(found);
    JournalRow {
        id: found.id.to_string(),
        at: found.at.0,
        kind: found.kind.clone(),
        by_ar: found.actor_ar.clone(),
        by_en: found.actor_en.clone(),
        actor: found.actor.to_string(),
        role: header.map_or_else(String::new, |header| header.role),
        subject: found.subject.to_string(),
        reference: if sees {
            found.reference.clone()
        } else {
            String::new()
        },
        machine: found.machine.to_string(),
        epoch: found.point.epoch.to_string(),
        seq: found.point.seq,
        erased: found.erased,
    }
}

fn header(found: &HistoryRow) -> Option<Header> {
    let entry = Entry {
        header: found.header.clone(),
        facts: Vec::new(),
        personal: None,
    };
    entry.read_header().ok()
}

fn opened(asking: &Asking, found: &HistoryEntry) -> JournalEntry {
    let sees = asking.session.may(Right::SensitiveRead);
    let shown = sees || kinds::tells_of_no_caller(subject_kind(&found.row.kind));
    let mut facts = Vec::new();
    if shown && let Ok(value) = serde_json::from_slice::<Value>(&found.facts) {
        flat("", &value, &mut facts);
    }
    let more_facts = facts.len() > FACTS_MAX;
    facts.truncate(FACTS_MAX);
    let header = header(&found.row);
    let link = found.link.as_ref();
    JournalEntry {
        row: row(&found.row, sees),
        act: header
            .as_ref()
            .map_or_else(String::new, |one| one.act.to_string()),
        version: header.as_ref().map_or(0, |one| one.version),
        skew_ms: header.and_then(|one| one.skew_ms),
        facts,
        more_facts,
        kept_back: !shown,
        header_digest: hex(found.digests.header),
        facts_digest: hex(found.digests.facts),
        personal_digest: hex(found.digests.personal),
        prev: link.map_or_else(String::new, |(prev, ..)| hex(*prev)),
        hash: link.map_or_else(String::new, |(_, hash, _)| hex(*hash)),
        state: link.map_or_else(String::new, |(.., state)| state.clone()),
        number: found.number,
    }
}

/// Every value with its path; one more than is shown at most.
fn flat(path: &str, value: &Value, into: &mut Vec<JournalFact>) {
    if into.len() > FACTS_MAX {
        return;
    }
    if let Value::Object(inner) = value {
        for (name, value) in inner {
            let mut below = path.to_owned();
            if !below.is_empty() {
                below.push('/');
            }
            // Writing to a string never fails.
            let _ = write!(below, "{name}");
            flat(&below, value, into);
        }
        return;
    }
    let text = match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let mut value: String = text.chars().take(FACT_CHARS_MAX).collect();
    if value.len() < text.len() {
        value.push('…');
    }
    into.push(JournalFact {
        name: path.to_owned(),
        value,
    });
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// A change of a whole list must not fill the window, and what is cut says so.
    #[test]
    fn facts_are_told_by_their_path_and_within_bounds() {
        let mut facts = Vec::new();
        let value = json!({"lock": {"min": 5}, "roles": ["agent"], "rows": "ن".repeat(600)});
        flat("", &value, &mut facts);
        let told: Vec<_> = facts.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(told, ["lock/min", "roles", "rows"]);
        assert_eq!(
            (facts[0].value.as_str(), facts[1].value.as_str()),
            ("5", "[\"agent\"]")
        );
        assert_eq!(facts[2].value.chars().count(), FACT_CHARS_MAX + 1);
        let many: serde_json::Map<_, _> = (0..900).map(|n| (n.to_string(), json!(n))).collect();
        facts.clear();
        flat("", &Value::Object(many), &mut facts);
        assert_eq!(facts.len(), FACTS_MAX + 1);
    }
}
