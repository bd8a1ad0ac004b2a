//! Figures of a period: everybody's for a supervisor, for an agent their own and nobody's beside them.
//!
//! What each counts is decided in `domain::figures`; here it is who asks, for which days, and what it was computed from.

use domain::figures::{
    ANSWERS_MIN, CallFigures, CallTally, CaseFigures, CaseTally, Counted, Group, Instants,
    QualityTally, Satisfaction, Series, Share, Spread, SurveyFigures, SurveyTally, TimeTally,
    per_hour,
};
use domain::id::{MachineId, Millis, UserId};
use domain::lists::{BadValue, List, Lists, ValueKind};
use domain::local_day::LocalDay;
use domain::period::{Named, NotAPeriod, Period};
use store::MachineSeen;
use sync::LinkState;

use crate::case_rows::REOPEN_WINDOW_MS;
use crate::desk::{Asking, Desk};
use crate::dto::{
    CallNumbers, CaseNumbers, CodeAnswers, CodeCount, Days, FigureScope, FigureSeries, Figures,
    FiguresQuery, NamedPeriod, PartOf, QualityNumbers, RateOf, SatisfactionNumbers, SeriesPart,
    SilentMachine, SpreadOf, TypeNumbers, WorkNumbers,
};
use crate::rights::{Command, Right};
use crate::surveys::ASKED;
use crate::{App, AppError, Result, Rule};

/// After how long without anybody signing in a machine is told as silent, in milliseconds: a day, so that a desk that
/// is only used in the morning is not told in the afternoon.
const SILENT_MS: i64 = 24 * 60 * 60 * 1_000;
/// Group of the pauses that are no work.
const BREAK: &str = "break";
/// Silent machines that are named at most.
const SILENT_MAX: usize = 50;

impl App {
    /// The figures of a period.
    ///
    /// # Errors
    /// `Invalid` for days that are none, that end before they begin, or of more than twenty years.
    pub fn figures(&self, query: &FiguresQuery) -> Result<Figures> {
        let asking = self.asking(Command::Figures)?;
        let lists = asking.lists()?;
        let period = period(query, &lists, asking.now())?;
        count(&asking.desk, period, whose(&asking))
    }
}

/// The figures of a period as they stand now; `whose`: of what this person did alone.
pub(crate) fn count(desk: &Desk, period: Period, whose: Option<UserId>) -> Result<Figures> {
    let lists = desk.lists()?;
    let now = desk.clock.now();
    let series = Series::of(period, lists.calendar().week().starts);
    let instants = instants(period, now);
    let breaks = codes_of(&lists, List::PauseReasons, BREAK);
    let asked = codes_of(&lists, List::SurveyModes, ASKED);
    let status = desk.syncer.status();
    desk.store.read(|reading| {
        let mut calls = CallTally::new(&lists, &series);
        reading.tally_calls(&mut calls, period, whose)?;
        let mut cases = CaseTally::new(lists.calendar(), instants, &series);
        reading.tally_cases(&mut cases, &instants, whose)?;
        let due_until = Millis(instants.seen_at.min(instants.until));
        let promises = reading.promises_kept(Millis(instants.from), due_until, whose)?;
        let mut time = TimeTally::new(instants.from, instants.until, now.0);
        reading.tally_time(&mut time, &breaks, whose)?;
        let mut surveys = SurveyTally::default();
        reading.tally_surveys(&mut surveys, period, &asked, whose)?;
        let mut quality = QualityTally::default();
        reading.tally_quality(&mut quality, period, whose)?;
        let seen = reading.machines_seen()?;
        let (calls, cases) = (calls.finish(), cases.finish());
        Ok(Figures {
            days: days(period),
            previous: days(period.previous()),
            year_before: days(period.year_before()),
            own: whose.is_some(),
            scope: FigureScope {
                site: status.state != LinkState::NotSet,
                number: reading.synced_number()?,
                last_contact_at: status.last_contact_at.map(|at| at.0),
                silent: silent(seen, desk.store.machine(), now),
            },
            series: series_of(&series, &calls, &cases, now),
            work: work_numbers(calls.service_in_hours, time.finish()),
            calls: call_numbers(&lists, calls),
            cases: case_numbers(&cases),
            promises: part_of(promises),
            satisfaction: satisfaction_numbers(&lists, surveys.finish()),
            quality: quality_numbers(&quality),
        })
    })
}

/// The days that are asked for, today being where the clock stands.
///
/// # Errors
/// `Invalid` with the field that is wrong.
pub(crate) fn period(query: &FiguresQuery, lists: &Lists, now: Millis) -> Result<Period> {
    let wrong = |field, error| match error {
        NotAPeriod::EndsBeforeItBegins => AppError::invalid(field, Rule::EndBeforeStart),
        NotAPeriod::TooLong => AppError::invalid(field, Rule::OutOfBounds),
    };
    if let Some(name) = query.named {
        return named(name)
            .on(LocalDay::of(now.0), lists.calendar().week().starts)
            .map_err(|error| wrong("named", error));
    }
    let (from, to) = (day("from", &query.from)?, day("to", &query.to)?);
    Period::new(from, to).map_err(|error| wrong("to", error))
}

/// A day as it is typed.
///
/// # Errors
/// `Invalid` with the field.
pub(crate) fn day(field: &'static str, typed: &str) -> Result<LocalDay> {
    let read = ValueKind::Date.read(typed).map_err(|error| match error {
        BadValue::Empty => Rule::Required,
        _ => Rule::NotADay,
    });
    let read = read.and_then(|day| day.parse().map_err(|_| Rule::NotADay));
    read.map_err(|rule| AppError::invalid(field, rule))
}

const fn named(name: NamedPeriod) -> Named {
    match name {
        NamedPeriod::Today => Named::Today,
        NamedPeriod::Yesterday => Named::Yesterday,
        NamedPeriod::ThisWeek => Named::ThisWeek,
        NamedPeriod::LastWeek => Named::LastWeek,
        NamedPeriod::ThisMonth => Named::ThisMonth,
        NamedPeriod::LastMonth => Named::LastMonth,
        NamedPeriod::ThisQuarter => Named::ThisQuarter,
        NamedPeriod::LastQuarter => Named::LastQuarter,
        NamedPeriod::ThisYear => Named::ThisYear,
        NamedPeriod::LastYear => Named::LastYear,
        NamedPeriod::YearToLastWeek => Named::YearToLastWeek,
    }
}

/// Whose figures: none for everybody's.
pub(crate) fn whose(asking: &Asking) -> Option<UserId> {
    let all = asking.session.may(Right::FiguresAll);
    (!all).then_some(asking.session.user)
}

/// What cases are counted between.
pub(crate) fn instants(period: Period, now: Millis) -> Instants {
    let until = period.ends_at_ms();
    Instants {
        from: period.starts_at_ms(),
        until,
        seen_at: until.min(now.0),
        reopen_window_ms: REOPEN_WINDOW_MS,
    }
}

pub(crate) fn days(period: Period) -> Days {
    Days {
        from: period.from().to_string(),
        to: period.to().to_string(),
    }
}

fn silent(seen: Vec<MachineSeen>, own: MachineId, now: Millis) -> Vec<SilentMachine> {
    let is_silent = |one: &MachineSeen| one.at.is_none_or(|at| now.0 - at.0 > SILENT_MS);
    let mut silent: Vec<SilentMachine> = seen
        .into_iter()
        .filter(|one| one.machine != own && is_silent(one))
        .map(|one| SilentMachine {
            station: one.station,
            at: one.at.map(|at| at.0),
        })
        .collect();
    silent.sort_by_key(|one| one.at);
    silent.truncate(SILENT_MAX);
    silent
}

/// The codes of a group of a list, retired ones with them: old records bear them.
fn codes_of(lists: &Lists, list: List, group: &str) -> Vec<String> {
    let rows = lists.rows(list).iter();
    let of_group = rows.filter(|row| row.group.as_deref() == Some(group));
    of_group.map(|row| row.code.clone()).collect()
}

/// What has not begun yet has no backlog.
fn series_of(
    series: &Series,
    calls: &CallFigures,
    cases: &CaseFigures,
    now: Millis,
) -> FigureSeries {
    let counted = calls.received_by_part.iter().zip(&cases.open_by_part);
    let parts = series.parts.iter().zip(counted);
    FigureSeries {
        step: series.step.code().to_owned(),
        parts: parts
            .map(|(part, (received, open))| SeriesPart {
                days: days(part.days),
                received: *received,
                open: (part.starts_at <= now.0).then_some(*open),
            })
            .collect(),
    }
}

fn work_numbers(calls: u32, worked_ms: i64) -> WorkNumbers {
    WorkNumbers {
        worked_ms,
        calls,
        per_hour: per_hour(calls, worked_ms),
    }
}

fn satisfaction_numbers(lists: &Lists, figures: SurveyFigures) -> SatisfactionNumbers {
    let place = |code: &str| lists.types().iter().position(|of| of.code == code);
    let of_each = |(code, of): (String, Satisfaction)| CodeAnswers {
        code,
        answers: of.answers,
        rate: rate_of(of),
    };
    let mut types: Vec<CodeAnswers> = figures.by_type.into_iter().map(of_each).collect();
    types.sort_by_key(|of| place(&of.code).unwrap_or(usize::MAX));
    let mut governorates: Vec<CodeAnswers> =
        figures.by_governorate.into_iter().map(of_each).collect();
    governorates.sort_by_key(|of| std::cmp::Reverse(of.answers));
    SatisfactionNumbers {
        answers: figures.overall.answers,
        needed: ANSWERS_MIN,
        rate: rate_of(figures.overall),
        response: part_of(figures.response),
        types,
        governorates,
    }
}

fn rate_of(satisfaction: Satisfaction) -> Option<RateOf> {
    satisfaction.rate.map(|rate| RateOf {
        satisfied: part_of(rate.share),
        low: rate.low,
        high: rate.high,
    })
}

fn call_numbers(lists: &Lists, figures: CallFigures) -> CallNumbers {
    let groups = Group::ALL.map(|group| CodeCount {
        code: group.code().to_owned(),
        count: figures.of(group),
    });
    let (received, logged) = (figures.received(), figures.logged());
    let place = |code: &str| lists.types().iter().position(|of| of.code == code);
    let mut types: Vec<TypeNumbers> = figures
        .by_type
        .into_iter()
        .map(|(type_code, of)| TypeNumbers {
            type_code,
            count: of.contacts,
            subjects: most_first(of.by_sub_category),
        })
        .collect();
    types.sort_by_key(|of| place(&of.type_code).unwrap_or(usize::MAX));
    CallNumbers {
        received,
        logged,
        groups: groups.into(),
        types,
        channels: most_first(figures.by_channel),
        governorates: most_first(figures.by_governorate),
        handling_ms: figures.handling_ms.map(spread_of),
        log_delay_ms: figures.log_delay_ms.map(spread_of),
        saved_later: part_of(figures.saved_later),
        resolved: part_of(figures.resolved),
        opened_case: part_of(figures.opened_case),
    }
}

fn case_numbers(figures: &CaseFigures) -> CaseNumbers {
    CaseNumbers {
        opening: figures.opening,
        new: figures.new,
        reopened: figures.reopened,
        closed: figures.closed,
        closing: figures.closing,
        in_time: part_of(figures.in_time),
        overdue: figures.overdue,
        opened_again: part_of(figures.opened_again),
        age_days: figures.age_days.map(spread_of),
        by_age: figures.by_age.into(),
    }
}

fn quality_numbers(tally: &QualityTally) -> QualityNumbers {
    let figures = tally.finish();
    QualityNumbers {
        mean: figures.mean,
        failed: part_of(figures.failed),
    }
}

fn most_first(counted: Counted) -> Vec<CodeCount> {
    let mut counts: Vec<CodeCount> = counted
        .into_iter()
        .map(|(code, count)| CodeCount { code, count })
        .collect();
    counts.sort_by_key(|one| std::cmp::Reverse(one.count));
    counts
}

const fn part_of(share: Share) -> PartOf {
    PartOf {
        part: share.part,
        of: share.of,
    }
}

const fn spread_of(spread: Spread) -> SpreadOf {
    SpreadOf {
        count: spread.count,
        mean: spread.mean,
        median: spread.median,
        p90: spread.p90,
    }
}
