//! Rows of the store as the screen wants them.

use domain::id::SubjectId;
use store::{
    CallCursor, CallPage as StoredPage, CallRow as StoredRow, CallWhole, CommentRow, LinkedCall,
    Reading,
};

use crate::cards::{CardsInUse, told_cards};
use crate::case_rows::Hand;
use crate::conversation;
use crate::dto::{
    CallComment, CallForm, CallLink, CallMay, CallPage, CallRow, CallView, CallVoid, ScoreMay,
};
use crate::follow_ups::of_call;
use crate::sight::Sight;
use crate::{AppError, Result, Rule, returns};

pub(crate) fn call_row(row: &StoredRow) -> CallRow {
    CallRow {
        id: row.id.to_string(),
        started_at: row.started_at.0,
        ended_at: row.ended_at.map(|ended| ended.0),
        saved_at: row.saved_at.0,
        channel: row.channel.clone(),
        type_code: row.type_code.clone(),
        sub_category: row.sub_category.clone(),
        outcome: row.outcome.clone(),
        urgent: row.urgent,
        number: domain::phone::for_eye(&row.number),
        handle: row.handle.clone(),
        agent: row.agent.to_string(),
        agent_ar: row.agent_ar.clone(),
        agent_en: row.agent_en.clone(),
        facility: row.facility.clone(),
        note_start: row.note_start.clone(),
        case_reference: row.case_reference.clone(),
        comments: row.comments,
        held: row.held,
        behalf_ar: row.behalf_ar.clone(),
        behalf_en: row.behalf_en.clone(),
        voided: row.voided,
        erased_at: row.erased_at.map(|at| at.0),
        restricted: false,
    }
}

/// That there was a call, when, by whom and of which type: the rest belongs to a sensitive case.
pub(crate) fn restricted_row(row: CallRow) -> CallRow {
    CallRow {
        sub_category: String::new(),
        number: String::new(),
        handle: String::new(),
        facility: String::new(),
        note_start: String::new(),
        case_reference: None,
        restricted: true,
        ..row
    }
}

/// Rows as this person may see them, who may well have taken these calls: a case that passed on to
/// somebody else takes its calls along.
///
/// # Errors
/// When the store cannot be read.
pub(crate) fn rows_for(
    reading: &Reading<'_>,
    sight: Sight,
    rows: &[StoredRow],
) -> Result<Vec<CallRow>> {
    let ids: Vec<SubjectId> = rows.iter().map(|row| row.id).collect();
    let restricted = sight.kept_back(reading, &ids)?;
    let shown = rows.iter().map(|row| {
        let whole = call_row(row);
        if restricted.contains(&row.id) {
            restricted_row(whole)
        } else {
            whole
        }
    });
    Ok(shown.collect())
}

/// The same of one row.
///
/// # Errors
/// When the store cannot be read.
pub(crate) fn row_for(reading: &Reading<'_>, sight: Sight, row: &StoredRow) -> Result<CallRow> {
    let restricted = sight.kept_back(reading, &[row.id])?;
    let whole = call_row(row);
    Ok(if restricted.is_empty() {
        whole
    } else {
        restricted_row(whole)
    })
}

/// # Errors
/// When the store cannot be read.
pub(crate) fn call_page(
    reading: &Reading<'_>,
    sight: Sight,
    page: &StoredPage,
) -> Result<CallPage> {
    Ok(CallPage {
        rows: rows_for(reading, sight, &page.rows)?,
        next: page.next.map(|cursor| cursor.to_string()),
        total: page.total,
    })
}

/// A call as it is looked at now: whether what was told may still be told depends on the day.
pub(crate) fn call_view(
    reading: &Reading<'_>,
    cards: &CardsInUse,
    call: &CallWhole,
    form: CallForm,
    (void, may): (Option<CallVoid>, CallMay),
    hand: Hand,
) -> Result<CallView> {
    let id = call.row.id;
    let within = reading.goes_on_in(id)?;
    Ok(CallView {
        row: call_row(&call.row),
        caller_name: call.caller_name.clone(),
        anonymous: call.anonymous,
        governorate: call.governorate.clone(),
        wilayat: call.wilayat.clone(),
        place: call.place.clone(),
        note: call.note.clone(),
        cards: told_cards(cards, &call.cards, hand.now),
        received_at: call.received_at.map(|at| at.0),
        answered_at: call.answered_at.map(|at| at.0),
        additions: call.additions.iter().map(conversation::addition).collect(),
        form,
        goes_on_from: reading.goes_on_from(id)?.map(call_link),
        goes_on_in: within.into_iter().map(call_link).collect(),
        void,
        may,
        follow_ups: of_call(reading, id, hand)?,
        may_follow_up: hand.works,
        comments: call.comments.iter().map(comment).collect(),
        returns: call.returns.iter().map(returns::to_dto).collect(),
        // Not for everybody who may read the call: see `scores`.
        scores: Vec::new(),
        may_score: ScoreMay::default(),
        imported: false,
        taken_by: String::new(),
    })
}

/// That there is a call, and since when: what it is about is asked for by itself.
fn call_link(call: LinkedCall) -> CallLink {
    CallLink {
        id: call.id.to_string(),
        started_at: call.started_at.0,
    }
}

fn comment(row: &CommentRow) -> CallComment {
    CallComment {
        id: row.id.to_string(),
        at: row.at.map_or(0, |at| at.0),
        by_ar: row.by_ar.clone(),
        by_en: row.by_en.clone(),
        text: row.text.clone(),
    }
}

/// Where a page goes on, as the screen was told.
pub(crate) fn read_cursor(after: Option<&str>) -> Result<Option<CallCursor>> {
    after
        .map(|text| {
            text.parse()
                .map_err(|_| AppError::invalid("after", Rule::NotAnId))
        })
        .transpose()
}
