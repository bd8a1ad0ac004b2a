//! When a call was, and by when something was promised in it: days and times as typed become instants.
//!
//! Days and times are those of Muscat. A call that is entered late happened at its day and time; when it
//! was saved stays the moment of saving. Never here: a clock.

use domain::arabic;
use domain::calendar::Calendar;
use domain::follow_up::{CALL_BACK, FollowUp};
use domain::id::{Millis, SubjectId, UserId};
use domain::lists::{List, Lists};
use domain::local_day::{DAY_MS, LocalDay};
use domain::text::PROMISE_CHARS_MAX;

use super::known;
use crate::dto::{CallForm, PromiseDay, PromiseTimes};
use crate::rights::Command;
use crate::text::line;
use crate::{App, AppError, Result, Rule};

/// How many days ago a call that is entered now may have been.
const HAPPENED_DAYS_MAX: i64 = 31;
/// How many days before it is entered a message or a letter may have come in.
const RECEIVED_DAYS_MAX: i64 = 366;
/// How many days ahead something may be promised for.
const PROMISE_DAYS_MAX: i64 = 366;

/// Days that are offered for a promise.
const DAYS_OFFERED: usize = 14;
/// What is proposed lies so much working time ahead; of what is urgent, so much time.
const PROPOSED_AHEAD_MS: i64 = 2 * 60 * 60 * 1_000;
/// Proposed times are whole half hours.
const PROPOSED_STEP_MS: i64 = 30 * 60 * 1_000;
/// A caller whose line dropped is called back so much later: time to try again themselves, and for the
/// agent to finish the call that rang meanwhile. Office hours do not matter: both are at the telephone.
const CALL_BACK_AHEAD_MS: i64 = 10 * 60 * 1_000;
/// Times of calling back are whole five minutes.
const CALL_BACK_STEP_MS: i64 = 5 * 60 * 1_000;
const MINUTE_MS: i64 = 60_000;
/// Days looked through for working time: the longest rest that a calendar has, and more.
const DAYS_LOOKED_THROUGH: usize = 60;

/// When a message or a letter came in and was answered; of a letter the day is enough. Neither where
/// neither day nor time was given.
pub(super) fn exchange(
    form: &CallForm,
    is_letter: bool,
    now: Millis,
) -> Result<(Option<Millis>, Option<Millis>)> {
    let read = |day_field, day: &str, time_field, time: &str| -> Result<Option<Millis>> {
        if day.trim().is_empty() && time.trim().is_empty() {
            return Ok(None);
        }
        let time = if is_letter && time.trim().is_empty() {
            "0"
        } else {
            time
        };
        let at = instant(day_field, day, time_field, time)?;
        if at > now {
            return Err(AppError::invalid(time_field, Rule::NotYet));
        }
        if at.0 < form.started_at.saturating_sub(RECEIVED_DAYS_MAX * DAY_MS) {
            return Err(too_far(day_field, Rule::TooLongAgo, RECEIVED_DAYS_MAX));
        }
        Ok(Some(at))
    };
    let received = read(
        "receivedDay",
        &form.received_day,
        "receivedTime",
        &form.received_time,
    )?;
    let answered = read(
        "answeredDay",
        &form.answered_day,
        "answeredTime",
        &form.answered_time,
    )?;
    if let (Some(received), Some(answered)) = (received, answered)
        && answered < received
    {
        return Err(AppError::invalid("answeredTime", Rule::AnsweredBefore));
    }
    Ok((received, answered))
}

/// A moment as it was kept, where the form says the same minute; what it says where it says another.
pub(super) fn kept(before: Option<Millis>, said: Option<Millis>) -> Option<Millis> {
    let minute = |at: Millis| at.0 - at.0.rem_euclid(MINUTE_MS);
    match (before, said) {
        (Some(before), Some(said)) if minute(before) == minute(said) => Some(before),
        _ => said,
    }
}

/// When a call was.
pub(super) struct Began {
    pub(super) at: Millis,
    pub(super) ended_at: Option<Millis>,
    /// It is entered after the fact.
    pub(super) late: bool,
    /// Its moments are those of the clock that ran while it was spoken.
    pub(super) by_clock: bool,
}

/// When the call of a form was: by its clock, or as said where it is entered late.
pub(super) fn began(form: &CallForm, now: Millis) -> Result<Began> {
    let (day, time) = (&form.happened_day, &form.happened_time);
    if day.trim().is_empty() && time.trim().is_empty() {
        if form.ended_at.is_some_and(|ended| ended < form.started_at) {
            return Err(AppError::invalid("endedAt", Rule::EndBeforeStart));
        }
        return Ok(Began {
            at: Millis(form.started_at),
            ended_at: form.ended_at.map(Millis),
            late: false,
            by_clock: true,
        });
    }
    let at = instant("happenedDay", day, "happenedTime", time)?;
    // A call put right keeps the moments that it has.
    if form.started_at - form.started_at.rem_euclid(MINUTE_MS) == at.0 {
        return Ok(Began {
            at: Millis(form.started_at),
            ended_at: form.ended_at.map(Millis),
            late: true,
            by_clock: true,
        });
    }
    if at > now {
        return Err(AppError::invalid("happenedTime", Rule::NotYet));
    }
    if at.0 < now.0.saturating_sub(HAPPENED_DAYS_MAX * DAY_MS) {
        return Err(too_far("happenedDay", Rule::TooLongAgo, HAPPENED_DAYS_MAX));
    }
    Ok(Began {
        at,
        ended_at: None,
        late: true,
        by_clock: false,
    })
}

/// What a caller was promised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Promise {
    kind: String,
    words: String,
    pub(crate) due: Millis,
}

impl Promise {
    /// The follow-up that it is, for whoever made it.
    pub(crate) fn planned(self, call: SubjectId, case: Option<SubjectId>, by: UserId) -> FollowUp {
        FollowUp {
            call: Some(call),
            case,
            kind: self.kind,
            due: Some(self.due),
            owner: Some(by),
            promised: true,
            promise: self.words,
            ..FollowUp::default()
        }
    }
}

/// What was promised; none while neither words nor a day or time were given.
pub(super) fn promise(lists: &Lists, form: &CallForm, now: Millis) -> Result<Option<Promise>> {
    let words = line("promise", &form.promise, PROMISE_CHARS_MAX)?;
    let (day, time) = (&form.promise_day, &form.promise_time);
    if words.is_empty() && day.trim().is_empty() && time.trim().is_empty() {
        return Ok(None);
    }
    known(
        "promiseKind",
        lists,
        List::FollowUpKinds,
        &form.promise_kind,
    )?;
    let due = instant("promiseDay", day, "promiseTime", time)?;
    // What was planned by itself when the line dropped may have passed while the call was written up: it
    // is owed all the same, and refusing would keep the whole call from being saved.
    if due <= now && !super::clock::is_planned_by_itself(form) {
        return Err(AppError::invalid("promiseTime", Rule::NotAhead));
    }
    if due.0 > now.0.saturating_add(PROMISE_DAYS_MAX * DAY_MS) {
        return Err(too_far("promiseDay", Rule::TooFarAhead, PROMISE_DAYS_MAX));
    }
    let kind = match form.promise_kind.as_str() {
        "" => CALL_BACK,
        kind => kind,
    };
    Ok(Some(Promise {
        kind: kind.to_owned(),
        words,
        due,
    }))
}

fn too_far(field: &'static str, rule: Rule, days: i64) -> AppError {
    AppError::Invalid {
        field,
        rule,
        limit: usize::try_from(days).ok(),
    }
}

/// A day and a time of day as an instant.
pub(super) fn instant(
    day_field: &'static str,
    day: &str,
    time_field: &'static str,
    time: &str,
) -> Result<Millis> {
    let day = arabic::fold(day);
    if day.is_empty() {
        return Err(AppError::invalid(day_field, Rule::Required));
    }
    let day: LocalDay = day
        .parse()
        .map_err(|_| AppError::invalid(day_field, Rule::NotADay))?;
    if time.trim().is_empty() {
        return Err(AppError::invalid(time_field, Rule::Required));
    }
    let minutes =
        minute_of_day(time).ok_or_else(|| AppError::invalid(time_field, Rule::NotATime))?;
    Ok(Millis(day.starts_at_ms() + minutes * MINUTE_MS))
}

/// The minute of a day by a time as people type it: `9`, `930`, `9:30`, `09.30`, `٩:٣٠`.
fn minute_of_day(typed: &str) -> Option<i64> {
    let typed = arabic::fold(typed);
    let digits = |text: &str| {
        let all = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        all.then(|| text.parse::<i64>().ok()).flatten()
    };
    let (hours, minutes) = match typed.split_once([':', '.']) {
        Some((hours, minutes)) if minutes.len() == 2 => (digits(hours)?, digits(minutes)?),
        Some(_) => return None,
        None if typed.len() <= 2 => (digits(&typed)?, 0),
        None if typed.len() <= 4 => {
            let together = digits(&typed)?;
            (together / 100, together % 100)
        }
        None => return None,
    };
    ((0..24).contains(&hours) && (0..60).contains(&minutes)).then_some(hours * 60 + minutes)
}

/// A time of day as the form holds it.
pub(crate) fn time_of(at: Millis) -> String {
    let minutes = (at.0 - LocalDay::of(at.0).starts_at_ms()).div_euclid(MINUTE_MS);
    format!(
        "{:02}:{:02}",
        minutes.div_euclid(60),
        minutes.rem_euclid(60)
    )
}

impl App {
    /// The days that something may be promised for, and the time that is proposed.
    ///
    /// # Errors
    /// `SignedOut`, `NotAllowed`.
    pub fn promise_times(&self, urgent: bool) -> Result<PromiseTimes> {
        let asking = self.asking(Command::PromiseTimes)?;
        let lists = asking.lists()?;
        let calendar = lists.calendar();
        let now = asking.now();
        let at = proposed(calendar, now, urgent);
        let call_back = Millis(rounded_up(now.0 + CALL_BACK_AHEAD_MS, CALL_BACK_STEP_MS));
        let today = LocalDay::of(now.0);
        let days = std::iter::successors(Some(today), |day| Some(day.next())).take(DAYS_OFFERED);
        Ok(PromiseTimes {
            days: days
                .map(|day| PromiseDay {
                    day: day.to_string(),
                    noon: day.starts_at_ms() + DAY_MS / 2,
                    worked: calendar.is_working_day(day),
                })
                .collect(),
            day: LocalDay::of(at.0).to_string(),
            time: time_of(at),
            call_back_day: LocalDay::of(call_back.0).to_string(),
            call_back_time: time_of(call_back),
        })
    }
}

/// What is proposed: the next half hour behind two hours of working time, or two hours for what is
/// urgent, which does not wait for office hours.
fn proposed(calendar: &Calendar, now: Millis, urgent: bool) -> Millis {
    let at = if urgent {
        now.0 + PROPOSED_AHEAD_MS
    } else {
        working_time_after(calendar, now.0, PROPOSED_AHEAD_MS)
    };
    Millis(rounded_up(at, PROPOSED_STEP_MS))
}

const fn rounded_up(at: i64, step: i64) -> i64 {
    (at + step - 1).div_euclid(step) * step
}

fn working_time_after(calendar: &Calendar, now: i64, mut left: i64) -> i64 {
    let mut day = LocalDay::of(now);
    for _ in 0..DAYS_LOOKED_THROUGH {
        if let (Some(opens), Some(closes)) = (calendar.opens_at_ms(day), calendar.closes_at_ms(day))
        {
            let from = opens.max(now);
            let there_is = (closes - from).max(0);
            if left <= there_is {
                return from + left;
            }
            left -= there_is;
        }
        day = day.next();
    }
    now + left
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_people_type_them() {
        let check = |typed: &str, expected: Option<i64>| {
            assert_eq!(minute_of_day(typed), expected, "{typed:?}");
        };
        check("9", Some(540));
        check("12", Some(720));
        check("930", Some(570));
        check("1430", Some(870));
        check("٩:٣٠", Some(570));
        check(" 09.05 ", Some(545));
        check("00:00", Some(0));
        check("24:00", None);
        check("9:5", None);
        check("965", None);
        check("12345", None);
        check("noon", None);
        check("-1", None);
    }

    /// "Tomorrow" said on a Thursday noon must not be a Friday nobody works on.
    #[test]
    fn a_promise_is_proposed_in_working_time() {
        let calendar = Lists::embedded().unwrap().calendar();
        let at = |day: &str, time: &str| instant("", day, "", time).unwrap();
        let check = |now: Millis, urgent: bool, day: &str, time: &str| {
            let proposed = proposed(calendar, now, urgent);
            assert_eq!(
                (LocalDay::of(proposed.0).to_string(), time_of(proposed)),
                (day.to_owned(), time.to_owned()),
                "{now:?}"
            );
        };
        check(at("2026-11-22", "10:00"), false, "2026-11-22", "12:00");
        check(at("2026-11-22", "10:10"), false, "2026-11-22", "12:30");
        check(at("2026-11-22", "13:30"), false, "2026-11-23", "08:30");
        check(at("2026-11-19", "20:00"), false, "2026-11-22", "09:30");
        check(at("2026-11-20", "23:10"), true, "2026-11-21", "01:30");
    }
}
