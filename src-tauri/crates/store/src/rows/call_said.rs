//! A call told from its entries, where its row cannot be written.

use domain::fold::Record;
use domain::id::{SubjectId, UserId};
use rusqlite::Connection;

use super::call_row::CallRow;
use crate::error::StoreError;
use crate::read::Reading;

/// Letters of a note that a row shows.
const NOTE_START_CHARS: usize = 140;

/// A call as a row, told from its entries: for whoever has just saved one whose rows lie on a bad page.
pub(crate) fn of_entries(
    connection: &Connection,
    id: SubjectId,
) -> Result<Option<CallRow>, StoreError> {
    let reading = Reading { connection };
    let Some(folded) = reading.folded(id)? else {
        return Ok(None);
    };
    let Record::Call(call) = &folded.record else {
        return Ok(None);
    };
    let Some(started_at) = call.started_at.or(call.saved_at) else {
        return Ok(None);
    };
    // By their entries too: the bad page may as well be one of theirs.
    let name_of = |user: UserId| -> Result<(String, String, String), StoreError> {
        let found = reading.folded(user.into())?.map(|folded| folded.record);
        Ok(match found {
            Some(Record::User(user)) => (
                user.login.clone(),
                user.name_ar.clone(),
                user.name_en.clone(),
            ),
            _ => Default::default(),
        })
    };
    let (agent_login, agent_ar, agent_en) = name_of(folded.first.actor)?;
    let (_, behalf_ar, behalf_en) = match call.on_behalf_of {
        Some(user) => name_of(user)?,
        None => Default::default(),
    };
    let issue = call.primary_issue().map(|(_, issue)| issue.clone());
    let issue = issue.unwrap_or_default();
    let opened = match call.case {
        Some(case) => reading.folded(case)?.map(|case| case.record),
        None => None,
    };
    let case_reference = match opened {
        Some(Record::Case(case)) => Some(case.reference.clone()),
        _ => None,
    };
    Ok(Some(CallRow {
        id,
        started_at,
        ended_at: call.ended_at,
        saved_at: call.saved_at.unwrap_or(started_at),
        channel: call.channel.clone(),
        type_code: call.type_code.clone(),
        sub_category: issue.sub_category,
        outcome: call.outcome.clone(),
        urgent: call.urgent,
        number: said_first(&call.number, &call.number_as_typed),
        handle: call.handle.clone(),
        agent: folded.first.actor,
        agent_login,
        agent_ar,
        agent_en,
        facility: said_first(&issue.facility, &issue.facility_text),
        note_start: call.note.chars().take(NOTE_START_CHARS).collect(),
        case_reference,
        comments: u32::try_from(call.comments.len()).unwrap_or(u32::MAX),
        held: false,
        behalf_ar,
        behalf_en,
        voided: call.voided,
        erased_at: None,
    }))
}

fn said_first(said: &str, otherwise: &str) -> String {
    if said.is_empty() { otherwise } else { said }.to_owned()
}
