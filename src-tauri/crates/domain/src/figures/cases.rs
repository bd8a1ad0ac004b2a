//! Figures of cases, from the spans of time in which each was open.
//!
//! - **Balance**: opening + new + reopened − closed = closing. Open is what is neither closed, cancelled nor a
//!   duplicate; what is resolved is open until it is closed.
//! - **Backlog**: what is open at the end of the period, its age in working days since it was received, and how many of
//!   it are past their due.
//! - **In time**: cases that were closed by their due, of those closed that have one. Cancelled cases and duplicates
//!   were not worked off and count in neither.
//! - **Re-open rate**: endings in the period after which the case was opened again within the window, of all endings in
//!   the period.

use std::collections::HashMap;

use super::Share;
use super::series::Series;
use super::spread::{Spread, spread};
use crate::calendar::Calendar;
use crate::local_day::LocalDay;

/// The most working days of each bucket of ages but the last, which holds everything older.
pub const AGE_BUCKETS: [i64; 4] = [2, 5, 10, 20];

/// A time in which a case was open. Instants in milliseconds since 1970 UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// When the case was received.
    pub received_at: i64,
    /// From when it was open.
    pub from: i64,
    /// Until when; none while it is.
    pub until: Option<i64>,
    /// It was opened here, and not opened again.
    pub first: bool,
    /// It ended as closed, neither as cancelled nor as a duplicate.
    pub closed: bool,
    /// When it was opened again after that.
    pub again_at: Option<i64>,
    /// By when the case is to be resolved.
    pub due: Option<i64>,
}

/// The instants between which cases are counted, in milliseconds since 1970 UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Instants {
    /// The first.
    pub from: i64,
    /// The first behind the last.
    pub until: i64,
    /// When it is looked at: at `until`, or earlier where that has not come yet.
    pub seen_at: i64,
    /// How long after an ending a case may be opened again, in milliseconds.
    pub reopen_window_ms: i64,
}

/// The figures of the cases of a period.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CaseFigures {
    /// Open when the period began.
    pub opening: u32,
    /// Opened in it.
    pub new: u32,
    /// Opened again in it.
    pub reopened: u32,
    /// Ended in it.
    pub closed: u32,
    /// Open when it ended.
    pub closing: u32,
    /// Closed by their due, of those closed that have one.
    pub in_time: Share,
    /// Open at its end and past their due.
    pub overdue: u32,
    /// Endings that did not last.
    pub opened_again: Share,
    /// Age of what was open at its end, in working days; none where nothing was.
    pub age_days: Option<Spread>,
    /// How many of that in each bucket of [`AGE_BUCKETS`], the older ones last.
    pub by_age: [u32; 5],
    /// Open at the end of each part of the series, in its order.
    pub open_by_part: Vec<u32>,
}

/// Counts the cases of a period.
#[derive(Debug)]
pub struct CaseTally<'c> {
    calendar: &'c Calendar,
    instants: Instants,
    series: &'c Series,
    /// By how many more or fewer cases are open at the end of a part than at that of the part before.
    turns: Vec<i64>,
    figures: CaseFigures,
    ages: Vec<i64>,
    /// Ages by day 0.
    known: HashMap<LocalDay, i64>,
    today: LocalDay,
}

impl<'c> CaseTally<'c> {
    /// Counts nothing yet.
    #[must_use]
    pub fn new(calendar: &'c Calendar, instants: Instants, series: &'c Series) -> Self {
        Self {
            calendar,
            instants,
            series,
            turns: vec![0; series.parts.len() + 1],
            figures: CaseFigures::default(),
            ages: Vec::new(),
            known: HashMap::new(),
            today: calendar.day_zero(instants.seen_at),
        }
    }

    /// Counts one more span, in any order. Those that have nothing to do with the period count nowhere.
    pub fn add(&mut self, span: &Span) {
        let Instants {
            from,
            until,
            seen_at,
            reopen_window_ms,
        } = self.instants;
        let is_within = |at: i64| from <= at && at < until;
        let is_open_at = |at: i64| span.from < at && span.until.is_none_or(|ended| ended >= at);
        self.turn(span);
        let figures = &mut self.figures;
        figures.opening += u32::from(is_open_at(from));
        if is_within(span.from) {
            if span.first {
                figures.new += 1;
            } else {
                figures.reopened += 1;
            }
        }
        if let Some(ended) = span.until.filter(|ended| is_within(*ended)) {
            figures.closed += 1;
            let again = |at: i64| at - ended <= reopen_window_ms;
            figures.opened_again.count(span.again_at.is_some_and(again));
            if let Some(due) = span.due.filter(|_| span.closed) {
                figures.in_time.count(ended <= due);
            }
        }
        if is_open_at(until) {
            figures.closing += 1;
            figures.overdue += u32::from(span.due.is_some_and(|due| due < seen_at));
            self.age(span.received_at);
        }
    }

    /// The figures of what was counted.
    #[must_use]
    pub fn finish(self) -> CaseFigures {
        let mut figures = self.figures;
        figures.age_days = spread(self.ages);
        let mut open = 0;
        for turn in self.turns.into_iter().take(self.series.parts.len()) {
            open += turn;
            (figures.open_by_part).push(u32::try_from(open).unwrap_or_default());
        }
        figures
    }

    /// It is open at the end of the parts that end behind its beginning and not behind its end.
    fn turn(&mut self, span: &Span) {
        let parts = &self.series.parts;
        let first = parts.partition_point(|part| part.ends_at <= span.from);
        let past = span.until.map_or(parts.len(), |until| {
            parts.partition_point(|part| part.ends_at <= until)
        });
        if first >= past {
            return;
        }
        for (place, turn) in [(first, 1), (past, -1)] {
            if let Some(turns) = self.turns.get_mut(place) {
                *turns += turn;
            }
        }
    }

    fn age(&mut self, received_at: i64) {
        let day = self.calendar.day_zero(received_at);
        let (calendar, today) = (self.calendar, self.today);
        let counted = self.known.entry(day);
        let age = *counted.or_insert_with(|| calendar.working_days(day, today).max(0));
        self.ages.push(age);
        let bucket = AGE_BUCKETS.iter().take_while(|most| age > **most).count();
        if let Some(count) = self.figures.by_age.get_mut(bucket) {
            *count += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::lists::Lists;
    use crate::period::Period;

    const SUNDAY: i64 = 1_795_291_200_000;
    const DAY_MS: i64 = 86_400_000;

    fn told(spans: &[Span], from: i64, until: i64) -> CaseFigures {
        let instants = Instants {
            from,
            until,
            seen_at: until,
            reopen_window_ms: 30 * DAY_MS,
        };
        let period = Period::new(LocalDay::of(from), LocalDay::of(until - 1)).unwrap();
        let series = Series::of(period, 0);
        let calendar = Lists::embedded().unwrap().calendar();
        let mut tally = CaseTally::new(calendar, instants, &series);
        for span in spans {
            tally.add(span);
        }
        tally.finish()
    }

    fn span(from: i64, until: Option<i64>) -> Span {
        Span {
            received_at: from,
            from,
            until,
            first: true,
            closed: until.is_some(),
            again_at: None,
            due: None,
        }
    }

    /// Who is late is asked by the minister; a duplicate that nobody worked off is not late work.
    #[test]
    fn what_is_closed_is_held_against_its_due() {
        let due = |until, due, closed| Span {
            due: Some(due),
            closed,
            ..span(SUNDAY, until)
        };
        let hour = 3_600_000;
        let figures = told(
            &[
                due(Some(SUNDAY + hour), SUNDAY + hour, true),
                due(Some(SUNDAY + hour + 1), SUNDAY + hour, true),
                due(Some(SUNDAY + hour), SUNDAY, false),
                span(SUNDAY, Some(SUNDAY + hour)),
                due(None, SUNDAY + hour, true),
            ],
            SUNDAY,
            SUNDAY + DAY_MS,
        );
        assert_eq!(figures.in_time, Share { part: 1, of: 2 });
        assert_eq!((figures.closed, figures.overdue), (4, 1));
        assert_eq!(figures.opened_again, Share { part: 0, of: 4 });
    }

    /// Friday and Saturday make nobody's case older.
    #[test]
    fn a_backlog_ages_in_working_days() {
        let noon = SUNDAY + DAY_MS / 2;
        let figures = told(
            &[span(noon - 7 * DAY_MS, None), span(noon, None)],
            SUNDAY,
            noon + DAY_MS / 24,
        );
        let ages = figures.age_days.unwrap();
        assert!((0..=5).contains(&ages.p90), "{ages:?}");
        assert_eq!(figures.by_age.iter().sum::<u32>(), 2);
        assert_eq!(figures.closing, 2);
    }

    proptest! {
        /// The one thing that any reader of a bulletin can add up by themselves.
        #[test]
        fn opening_and_new_and_reopened_less_closed_is_closing(
            spans in prop::collection::vec((0_i64..40, prop::option::of(0_i64..30), any::<bool>()), 0..60),
            from in 0_i64..40,
            days in 1_i64..30,
        ) {
            let spans: Vec<Span> = spans
                .into_iter()
                .map(|(from, lasted, first)| Span {
                    first,
                    ..span(SUNDAY + from * DAY_MS, lasted.map(|lasted| SUNDAY + (from + lasted) * DAY_MS))
                })
                .collect();
            let from = SUNDAY + from * DAY_MS;
            let figures = told(&spans, from, from + days * DAY_MS);
            prop_assert_eq!(
                figures.opening + figures.new + figures.reopened,
                figures.closed + figures.closing
            );
            prop_assert_eq!(figures.by_age.iter().sum::<u32>(), figures.closing);
            prop_assert_eq!(figures.open_by_part.last(), Some(&figures.closing));
            let first = told(&spans, from, from + DAY_MS);
            prop_assert_eq!(figures.open_by_part.first(), Some(&first.closing));
        }
    }
}
