//! Rows of the store as the screen wants them.

use store::{CallCursor, CallPage as StoredPage, CallRow as StoredRow, CallWhole, CommentRow};

use crate::dto::{CallComment, CallPage, CallRow, CallView};
use crate::{AppError, Result, Rule};

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
        agent: row.agent.to_string(),
        agent_ar: row.agent_ar.clone(),
        agent_en: row.agent_en.clone(),
        facility: row.facility.clone(),
        note_start: row.note_start.clone(),
        case_reference: row.case_reference.clone(),
        comments: row.comments,
        held: row.held,
    }
}

pub(crate) fn call_page(page: &StoredPage) -> CallPage {
    CallPage {
        rows: page.rows.iter().map(call_row).collect(),
        next: page.next.map(|cursor| cursor.to_string()),
        total: page.total,
    }
}

pub(crate) fn call_view(call: &CallWhole) -> CallView {
    CallView {
        row: call_row(&call.row),
        caller_name: call.caller_name.clone(),
        anonymous: call.anonymous,
        governorate: call.governorate.clone(),
        wilayat: call.wilayat.clone(),
        place: call.place.clone(),
        note: call.note.clone(),
        comments: call.comments.iter().map(comment).collect(),
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
