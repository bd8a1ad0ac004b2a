//! Figures of a period: everybody's for a supervisor, for an agent their own and nobody's beside them.
//!
//! What each counts is decided in `domain::figures`; here it is who asks, for which days, and what it was computed from.

use domain::figures::{
    CallFigures, CallTally, CaseFigures, CaseTally, Counted, Group, Instants, Share, Spread,
};
use domain::id::{MachineId, Millis, UserId};
use domain::lists::{BadValue, Lists, ValueKind};
use domain::local_day::LocalDay;
use domain::period::{Named, NotAPeriod, Period};
use store::MachineSeen;
use sync::LinkState;

use crate::case_rows::REOPEN_WINDOW_MS;
use crate::desk::Asking;
use crate::dto::{
    CallNumbers, CaseNumbers, CodeCount, Days, FigureScope, Figures, FiguresQuery, NamedPeriod,
    PartOf, SilentMachine, SpreadOf, TypeNumbers,
};
use crate::rights::{Command, Right};
use crate::{App, AppError, Result, Rule};

/// After how long without anybody signing in a machine is told as silent, in milliseconds: a day, so that a desk that
/// is only used in the morning is not told in the afternoon.
const SILENT_MS: i64 = 24 * 60 * 60 * 1_000;
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
        let now = asking.now();
        let period = period(query, now)?;
        let whose = whose(&asking);
        let instants = instants(period, now);
        let status = asking.desk.syncer.status();
        asking.store().read(|reading| {
            let mut calls = CallTally::new(&lists, period);
            reading.tally_calls(&mut calls, period, whose)?;
            let mut cases = CaseTally::new(lists.calendar(), instants);
            reading.tally_cases(&mut cases, &instants, whose)?;
            let due_until = Millis(instants.seen_at.min(instants.until));
            let promises = reading.promises_kept(Millis(instants.from), due_until, whose)?;
            let seen = reading.machines_seen()?;
            Ok(Figures {
                days: days(period),
                previous: days(period.previous()),
                year_before: days(period.year_before()),
                own: whose.is_some(),
                scope: FigureScope {
                    site: status.state != LinkState::NotSet,
                    number: reading.synced_number()?,
                    last_contact_at: status.last_contact_at.map(|at| at.0),
                    silent: silent(seen, asking.store().machine(), now),
                },
                calls: call_numbers(&lists, calls.finish()),
                cases: case_numbers(&cases.finish()),
                promises: part_of(promises),
            })
        })
    }
}

/// The days that are asked for, today being where the clock stands.
///
/// # Errors
/// `Invalid` with the field that is wrong.
pub(crate) fn period(query: &FiguresQuery, now: Millis) -> Result<Period> {
    let wrong = |field, error| match error {
        NotAPeriod::EndsBeforeItBegins => AppError::invalid(field, Rule::EndBeforeStart),
        NotAPeriod::TooLong => AppError::invalid(field, Rule::OutOfBounds),
    };
    if let Some(name) = query.named {
        return named(name)
            .on(LocalDay::of(now.0))
            .map_err(|error| wrong("named", error));
    }
    let day = |field, text: &str| -> Result<LocalDay> {
        let read = ValueKind::Date.read(text).map_err(|error| match error {
            BadValue::Empty => Rule::Required,
            _ => Rule::NotADay,
        });
        let read = read.and_then(|day| day.parse().map_err(|_| Rule::NotADay));
        read.map_err(|rule| AppError::invalid(field, rule))
    };
    let (from, to) = (day("from", &query.from)?, day("to", &query.to)?);
    Period::new(from, to).map_err(|error| wrong("to", error))
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
