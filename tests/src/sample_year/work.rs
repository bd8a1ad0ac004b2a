//! Time at work, and what people said afterwards.

use std::collections::BTreeSet;

use domain::duty::Duty;
use domain::id::{Millis, SubjectId, UserId};
use domain::local_day::{DAY_MS, LocalDay};
use domain::survey::{Solved, Survey};

use super::calls::Made;
use super::{HOUR_MS, Making, Size, agent, day};

const MINUTE_MS: i64 = 60_000;

/// Duties of mornings, evenings and nights, with breaks and with pauses that are none; the last one goes on.
pub(super) fn duties(making: &mut Making, (from, until): (i64, i64)) {
    let mut starts = from;
    while starts < until {
        for (number, begins_min, lasts_min) in [
            (0, 7 * 60 + 30, 420),
            (1, 7 * 60 + 30, 420),
            (2, 14 * 60 + 30, 420),
            (3, 21 * 60 + 30, 600),
        ] {
            let begins = starts + begins_min * MINUTE_MS;
            if begins < until {
                duty(
                    making,
                    agent(number),
                    (begins, begins + lasts_min * MINUTE_MS),
                    until,
                );
            }
        }
        starts += DAY_MS;
    }
}

fn duty(making: &mut Making, user: UserId, (begins, ends): (i64, i64), now: i64) {
    let id = making.id(begins);
    let opened = Duty {
        user: Some(user),
        opened_at: Some(Millis(begins)),
        station: "مسقط ١".into(),
        ..Duty::default()
    };
    making.act(begins, user, id, opened.opened());
    for (reason, after_min, lasts_min) in [
        ("prayer", 60, 10),
        ("training", 110, 40),
        // Of a night duty it reaches over midnight.
        ("meal", 145, 30),
    ] {
        let from = begins + after_min * MINUTE_MS;
        let until = from + lasts_min * MINUTE_MS;
        if from < now {
            making.act(from, user, id, Duty::paused(Millis(from), reason));
        }
        if until < now {
            making.act(until, user, id, Duty::resumed(Millis(from), Millis(until)));
        }
    }
    if ends < now {
        making.act(ends, user, id, Duty::closed(Millis(ends)));
    }
}

/// The answers of the first quarter, and beside them: some that were taken back, some that would not answer, some of the
/// day after, and too few of the year before.
pub(super) fn surveys(making: &mut Making, size: Size) {
    let quarter = (day(2026, 1, 1), day(2026, 4, 1));
    let asked = of_days(making, quarter, size.answers + 3 * size.bait);
    let mut asked = asked.into_iter();
    for place in 0..size.answers {
        let Some(made) = asked.next() else { return };
        let mark = match (place < size.satisfied, place % 3) {
            (true, 0) => 4,
            (true, _) => 5,
            (false, 0) => 1,
            (false, _) => 3,
        };
        let said = Survey {
            overall: Some(mark),
            ease: Some(4),
            solved: Some(Solved::Yes),
            mode: if place % 8 == 0 { "paper" } else { "phone" }.into(),
            ..about(&made, (place < 2).then(|| day(2026, 3, 31)))
        };
        answer(making, &made, &said);
    }
    for made in asked.by_ref().take(2 * size.bait) {
        let refused = Survey {
            refused: "no_time".into(),
            mode: "phone".into(),
            ..about(&made, None)
        };
        answer(making, &made, &refused);
    }
    for made in asked.by_ref().take(size.bait) {
        let said = Survey {
            overall: Some(1),
            mode: "phone".into(),
            ..about(&made, None)
        };
        let (id, at) = answer(making, &made, &said);
        making.act(at + HOUR_MS, asker(&made), id, Survey::withdrawn());
    }
    for (day, mark) in [(day(2026, 4, 1), 1), (day(2025, 2, 1), 1)] {
        for made in of_days(making, (day - 20 * DAY_MS, day), size.bait.min(12)) {
            let said = Survey {
                overall: Some(mark),
                mode: "phone".into(),
                ..about(&made, Some(day))
            };
            answer(making, &made, &said);
        }
    }
}

/// Calls of some days, at most so many, each once.
fn of_days(making: &Making, (from, until): (i64, i64), count: usize) -> Vec<Made> {
    let mut seen = BTreeSet::new();
    let all = making.calls.received.iter();
    let of_days = all.filter(|made| {
        let at = made.call.started_at.map_or(0, |at| at.0);
        from <= at && at < until && seen.insert(made.id)
    });
    of_days.take(count).cloned().collect()
}

fn about(made: &Made, on: Option<i64>) -> Survey {
    let at = on.unwrap_or_else(|| made.call.started_at.map_or(0, |at| at.0));
    Survey {
        call: Some(made.id),
        case: made.call.case,
        day: Some(LocalDay::of(at)),
        asked_by: Some(asker(made)),
        handler: Some(made.agent),
        type_code: made.call.type_code.clone(),
        governorate: made.call.governorate.clone(),
        language: "ar".into(),
        ..Survey::default()
    }
}

/// Somebody other than who handled it.
pub(super) fn asker(made: &Made) -> UserId {
    if made.agent == agent(0) {
        agent(1)
    } else {
        agent(0)
    }
}

fn answer(making: &mut Making, made: &Made, said: &Survey) -> (SubjectId, i64) {
    let day = said.day.map_or(0, LocalDay::starts_at_ms);
    let called = made.call.saved_at.map_or(0, |at| at.0);
    // Sheets are typed up on a later day than they were filled in.
    let at = day.max(called) + 23 * HOUR_MS;
    let id = making.id(at);
    making.act(at, asker(made), id, said.answered());
    (id, at)
}
