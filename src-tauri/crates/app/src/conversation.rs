//! Conversations by message: which log of the day one belongs to, what was logged before, and how contacts
//! are counted beside calls.
//!
//! One log a conversation and day, of those that whoever asks may read: a log of a sensitive case that is
//! not for their eyes is not there for them, and theirs stands beside it. Two machines that were apart may
//! have made one each too; what comes in then joins the first. Never here: adding to a log (`additions`).

use domain::call::Call;
use domain::id::SubjectId;
use domain::lists::{ChannelKind, Lists};
use domain::local_day::LocalDay;
use domain::thread::{self, HANDLE_CHARS_MAX, LINK_CHARS_MAX};
use store::{Acting, AdditionRow, Reading};

use crate::caller::{Eye, past_call, told_apart};
use crate::dto::{
    CallAddition, CallForm, ContactCounts, Conversation, ConversationQuery, DayLog, Logged,
};
use crate::rights::Command;
use crate::rows::{call_row, row_for};
use crate::sight::Sight;
use crate::text::line;
use crate::{App, AppError, Result};

/// Logs of a conversation that are shown, and looked through for open cases.
const LOGS_SHOWN: u32 = 5;
/// How the codes of answers begin among what an addition says otherwise.
pub(crate) const ASKED: &str = "asked.";
/// The same of custom fields.
pub(crate) const CUSTOM: &str = "custom.";

impl App {
    /// What is known of a conversation: the log of its day, logs before, open cases. Empty where what is
    /// typed does not tell it from others yet.
    ///
    /// # Errors
    /// `Invalid` with the field; `SignedOut`, `NotAllowed`.
    pub fn conversation(&self, query: &ConversationQuery) -> Result<Conversation> {
        let asking = self.asking(Command::Conversation)?;
        let handle = line("handle", &query.handle, HANDLE_CHARS_MAX)?;
        let link = line("messageLink", &query.link, LINK_CHARS_MAX)?;
        let lists = asking.lists()?;
        let channel = lists.channel(&query.channel);
        let key = channel.map_or_else(String::new, |channel| thread::key(channel, &handle, &link));
        if key.is_empty() {
            return Ok(Conversation::default());
        }
        // While a day is typed, none is meant.
        let day = query.day.parse::<LocalDay>().ok();
        let eye = Eye::of(&asking.session, asking.now());
        asking
            .store()
            .read(|reading| look(reading, &eye, &query.channel, &key, day))
    }
}

fn look(
    reading: &Reading<'_>,
    eye: &Eye,
    channel: &str,
    key: &str,
    day: Option<LocalDay>,
) -> Result<Conversation> {
    let rows = reading.calls_of_thread(channel, key, LOGS_SHOWN)?;
    let ids: Vec<SubjectId> = rows.iter().map(|row| row.id).collect();
    let hidden = eye.sight.kept_back(reading, &ids)?;
    let of_day = match day {
        Some(day) => reading.logs_of_thread(channel, key, &day.to_string())?,
        None => Vec::new(),
    };
    let hidden_of_day = eye.sight.kept_back(reading, &of_day)?;
    let today = match of_day.iter().find(|log| !hidden_of_day.contains(log)) {
        Some(log) => reading.call_row(*log)?,
        None => None,
    };
    let open = reading.open_cases_of_thread(channel, key, LOGS_SHOWN)?;
    let (seen, restricted) = told_apart(reading, eye.sight, open)?;
    Ok(Conversation {
        today: today.map(|row| DayLog {
            id: row.id.to_string(),
            started_at: row.started_at.0,
            agent_ar: row.agent_ar,
            agent_en: row.agent_en,
            type_code: row.type_code,
            sub_category: row.sub_category,
            case_reference: row.case_reference,
        }),
        logs: rows
            .iter()
            .map(|row| past_call(row, hidden.contains(&row.id)))
            .collect(),
        cases: seen.iter().map(|case| eye.case(case)).collect(),
        restricted_cases: u32::try_from(restricted.len()).unwrap_or(u32::MAX),
    })
}

/// Refuses a log of its own to what belongs to the log of its day.
pub(crate) fn check_day(acting: &mut Acting<'_>, call: &Call, sight: Sight) -> Result<()> {
    if call.thread.is_empty() {
        return Ok(());
    }
    let reading = acting.rows()?;
    let logs = reading.logs_of_thread(&call.channel, &call.thread, &call.local_day)?;
    let hidden = sight.kept_back(&reading, &logs)?;
    if logs.iter().all(|log| hidden.contains(log)) {
        return Ok(());
    }
    Err(AppError::ThreadLogged)
}

/// What adding to a log answers, told from the row that is there as far as whoever asks may read it: one who
/// asks again, or by a guess, may not be the one who could when it was added.
pub(crate) fn logged(
    acting: &mut Acting<'_>,
    log: SubjectId,
    case: Option<SubjectId>,
    already: bool,
    sight: Sight,
) -> Result<Logged> {
    let found = acting.call_row(log)?.ok_or(AppError::NotFound)?;
    let reading = acting.rows()?;
    let row = if already {
        row_for(&reading, sight, &found)?
    } else {
        call_row(&found)
    };
    let of_case = match case {
        Some(case) => reading.case_row(case)?,
        None => None,
    };
    let of_case = match of_case {
        Some(case) if sight.reads(&reading, &case)? => Some(case.reference),
        _ => None,
    };
    Ok(Logged {
        case_reference: of_case.or_else(|| row.case_reference.clone()),
        promised_due: None,
        call_backs: Vec::new(),
        row,
        already,
        added: true,
    })
}

/// An addition as the screen shows it.
pub(crate) fn addition(row: &AdditionRow) -> CallAddition {
    CallAddition {
        id: row.id.to_string(),
        at: row.at.map_or(0, |at| at.0),
        by_ar: row.by_ar.clone(),
        by_en: row.by_en.clone(),
        received_at: row.received_at.map(|at| at.0),
        answered_at: row.answered_at.map(|at| at.0),
        note: row.note.clone(),
        answer: row.answer.clone(),
        otherwise: otherwise(row),
    }
}

/// What was filled in otherwise, as a form that holds nothing else. A field that this version of the form
/// does not have is left out of sight; the journal keeps it.
fn otherwise(row: &AdditionRow) -> CallForm {
    let mut plain = serde_json::Map::new();
    let (mut asked, mut custom) = (serde_json::Map::new(), serde_json::Map::new());
    for (field, value) in &row.otherwise {
        let value = serde_json::Value::String(value.clone());
        if let Some(code) = field.strip_prefix(ASKED) {
            asked.insert(code.to_owned(), value);
        } else if let Some(code) = field.strip_prefix(CUSTOM) {
            custom.insert(code.to_owned(), value);
        } else {
            plain.insert(field.clone(), value);
        }
    }
    plain.insert("asked".to_owned(), asked.into());
    plain.insert("custom".to_owned(), custom.into());
    serde_json::from_value(plain.into()).unwrap_or_default()
}

/// Codes of the channels that have a clock: nothing else takes part in the handling figures.
pub(crate) fn channels_with_clock(lists: &Lists) -> Vec<&str> {
    let rows = lists.channels().iter();
    rows.filter(|channel| channel.kind.has_clock())
        .map(|channel| channel.code.as_str())
        .collect()
}

/// Contacts by their kinds. A channel that this version does not know counts as a message: it came by no
/// telephone that was answered here.
pub(crate) fn contact_counts(lists: &Lists, by_channel: &[(String, u32)]) -> ContactCounts {
    let mut counts = ContactCounts::default();
    for (code, contacts) in by_channel {
        let channel = lists.channel(code);
        let counted = match channel.map(|channel| (channel.kind, channel.outgoing)) {
            Some((ChannelKind::Phone, false)) => &mut counts.received,
            Some((ChannelKind::Phone, true)) => &mut counts.outgoing,
            Some((ChannelKind::Visit, _)) => &mut counts.visits,
            Some((ChannelKind::Letter, _)) => &mut counts.letters,
            Some((ChannelKind::Message, _)) | None => &mut counts.messages,
        };
        *counted = counted.saturating_add(*contacts);
    }
    counts
}
