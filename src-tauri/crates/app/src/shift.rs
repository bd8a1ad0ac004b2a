//! The shift's log for a supervisor.

use std::iter::successors;

use domain::id::Millis;
use domain::lists::Lists;
use domain::local_day::LocalDay;
use domain::shift::{ShiftKey, ShiftPlan};
use domain::shift_filter::{LengthBand, ShiftFlag};
use domain::text::SEARCH_CHARS_MAX;
use store::{ShiftFigures, ShiftFilter, ShiftPauseRow};

use crate::calls::PAGE;
use crate::conversation::{channels_with_clock, contact_counts};
use crate::dto::{Shift, ShiftLog, ShiftPause, ShiftQuery, TypeCount};
use crate::lock::usual_min;
use crate::people;
use crate::rights::Command;
use crate::rows::{call_page, read_cursor};
use crate::sight::Sight;
use crate::text::line;
use crate::{App, AppError, Result, Rule};

/// Shifts offered beside the running one.
const RECENT: usize = 30;
/// How far back they are looked for, in days: some three months, however many shifts those days have had.
const DAYS_LOOKED_AT: usize = 93;
/// How many shifts are looked at for them, should a day have had very many.
const LOOKED_AT: usize = 1_000;

impl App {
    /// The running shift first, then the latest ones that hold calls.
    ///
    /// # Errors
    /// What the store says.
    pub fn shifts(&self) -> Result<Vec<Shift>> {
        let asking = self.asking(Command::Shifts)?;
        let lists = asking.lists()?;
        let plan = lists.shift_plan();
        let running = plan.shift_at(asking.now().0);
        asking.store().read(|reading| {
            let calls = reading.shift_calls(&running.to_string())?;
            let mut shifts = vec![to_dto(plan, &running, calls, true)?];
            let mut days = successors(Some(running.day), |day| Some(day.previous()));
            let oldest = days.nth(DAYS_LOOKED_AT).unwrap_or(running.day);
            let looked_at = earlier(plan, running).take_while(|key| key.day >= oldest);
            for key in looked_at.take(LOOKED_AT) {
                let calls = reading.shift_calls(&key.to_string())?;
                if calls > 0 {
                    shifts.push(to_dto(plan, &key, calls, false)?);
                }
                if shifts.len() > RECENT {
                    break;
                }
            }
            Ok(shifts)
        })
    }

    /// The log of a shift under filters, with figures of the whole shift.
    ///
    /// # Errors
    /// `Invalid` with the field of the question that is none.
    pub fn shift_log(&self, query: &ShiftQuery) -> Result<ShiftLog> {
        let asking = self.asking(Command::ShiftLog)?;
        let lists = asking.lists()?;
        let plan = lists.shift_plan();
        let running = plan.shift_at(asking.now().0);
        let key = if query.shift.is_empty() {
            running.clone()
        } else {
            query
                .shift
                .parse()
                .map_err(|_| AppError::invalid("shift", Rule::UnknownCode))?
        };
        let filter = filter(query)?;
        let after = read_cursor(query.after.as_deref())?;
        let (now, sight) = (asking.now(), Sight::of(&asking.session));
        asking.store().read(|reading| {
            let name = key.to_string();
            let with_clock = channels_with_clock(&lists);
            let page = reading.shift_log(&name, &filter, &with_clock, after, PAGE)?;
            let figures = reading.shift_figures(&name, &with_clock)?;
            let here = reading.credential_holders()?;
            let agents = figures
                .agents
                .iter()
                .map(|user| people::to_dto(user, here.contains(&user.id)));
            let shift = to_dto(plan, &key, figures.calls, key == running)?;
            let pauses = reading.pauses_between(Millis(shift.starts_at), Millis(shift.ends_at))?;
            Ok(ShiftLog {
                shift,
                page: call_page(reading, sight, &page)?,
                counts: contact_counts(&lists, &figures.by_channel),
                by_type: by_type(&lists, &figures),
                cases: figures.cases,
                urgent: figures.urgent,
                voided: figures.voided,
                median_talk_ms: figures.median_talk_ms,
                end_known: figures.end_known,
                agents: agents.collect(),
                pauses: pauses.into_iter().map(|row| pause(row, now)).collect(),
            })
        })
    }
}

/// A pause as a supervisor looks at it. Longer than usual is said of it and nothing else comes of it.
fn pause(row: ShiftPauseRow, now: Millis) -> ShiftPause {
    let usual_min = usual_min(&row.reason);
    let lasted_ms = row.until.unwrap_or(now).0 - row.from.0;
    ShiftPause {
        long: usual_min.is_some_and(|usual| lasted_ms > i64::from(usual) * 60_000),
        name_ar: row.name_ar,
        name_en: row.name_en,
        reason: row.reason,
        from: row.from.0,
        until: row.until.map(|until| until.0),
        usual_min,
    }
}

/// The shifts before this one, the latest first, with those of the same days that are retired since: what was logged in
/// them is still looked at.
fn earlier(plan: &ShiftPlan, running: ShiftKey) -> impl Iterator<Item = ShiftKey> {
    let retired = |day: LocalDay| {
        let mut of_day: Vec<ShiftKey> = plan.retired_on(day).collect();
        of_day.reverse();
        of_day
    };
    let today = retired(running.day);
    let before = successors(plan.previous(&running), |key| plan.previous(key));
    let mut day = running.day;
    today.into_iter().chain(before.flat_map(move |key| {
        let mut shifts = Vec::new();
        if key.day != day {
            day = key.day;
            shifts = retired(day);
        }
        shifts.push(key);
        shifts
    }))
}

/// How many calls there were of each type that is in use, and of any other that there were calls of.
fn by_type(lists: &Lists, figures: &ShiftFigures) -> Vec<TypeCount> {
    let count = |code: &str| {
        let found = figures.by_type.iter().find(|(of, _)| of == code);
        found.map_or(0, |(_, calls)| *calls)
    };
    let known = lists.types().iter().map(|of| TypeCount {
        type_code: of.code.clone(),
        calls: count(&of.code),
    });
    let is_shown = |one: &TypeCount| {
        one.calls > 0 || lists.call_type(&one.type_code).is_some_and(|of| of.active)
    };
    let unknown = figures
        .by_type
        .iter()
        .filter(|(code, _)| lists.call_type(code).is_none());
    let unknown = unknown.map(|(code, calls)| TypeCount {
        type_code: code.clone(),
        calls: *calls,
    });
    known.chain(unknown).filter(is_shown).collect()
}

pub(crate) fn filter(query: &ShiftQuery) -> Result<ShiftFilter> {
    let agent = match query.agent.as_str() {
        "" => None,
        id => Some(
            id.parse()
                .map_err(|_| AppError::invalid("agent", Rule::NotAnId))?,
        ),
    };
    Ok(ShiftFilter {
        agent,
        type_code: query.type_code.clone(),
        outcome: query.outcome.clone(),
        channel: query.channel.clone(),
        length: one_of("length", &query.length, LengthBand::of_code)?,
        flag: one_of("flag", &query.flag, ShiftFlag::of_code)?,
        voided: query.voided,
        text: line("text", &query.text, SEARCH_CHARS_MAX)?,
    })
}

/// What a code says; none where it is empty.
fn one_of<T>(
    field: &'static str,
    code: &str,
    read: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>> {
    if code.is_empty() {
        return Ok(None);
    }
    let found = read(code).ok_or(AppError::invalid(field, Rule::UnknownCode))?;
    Ok(Some(found))
}

fn to_dto(plan: &ShiftPlan, key: &ShiftKey, calls: u32, running: bool) -> Result<Shift> {
    let span = plan
        .span(key)
        .ok_or(AppError::invalid("shift", Rule::UnknownCode))?;
    Ok(Shift {
        key: key.to_string(),
        day: key.day.to_string(),
        code: key.code.clone(),
        starts_at: span.starts_at_ms,
        ends_at: span.ends_at_ms,
        calls,
        running,
    })
}
