//! What callers were told and by when: kept, kept to the millisecond, missed by one, put off before and after it was due,
//! tried and not done, taken back, and what was no promise at all.

use domain::fold::Change;
use domain::follow_up::{Attempt, CALL_BACK, FollowUp, NewDue, TELL_CALLER};
use domain::id::{AttemptId, Millis};
use domain::local_day::DAY_MS;

use super::calls::Made;
use super::{HOUR_MS, Making, day, now};

/// What becomes of it.
#[derive(Debug, Clone, Copy)]
enum Course {
    /// Done so long after it was due; before it where that is less than nothing.
    Done(i64),
    /// Nobody has done it.
    Open,
    /// It was tried, and nobody answered.
    Tried,
    /// Taken back.
    Cancelled,
    /// Given a new due so long after the first, and done an hour before the new one.
    PutOff(i64),
    /// Given a new due after the first had passed, and not done.
    PutOffAgain,
}

const COURSES: [Course; 9] = [
    Course::Done(-HOUR_MS),
    Course::Done(0),
    Course::Done(1),
    Course::Done(3 * DAY_MS),
    Course::Open,
    Course::Tried,
    Course::Cancelled,
    Course::PutOff(-2 * HOUR_MS),
    Course::PutOffAgain,
];

/// So many of them, about calls and about cases, and some that are due on the edges of the days that are counted.
pub(super) fn given(making: &mut Making, count: usize) {
    for (place, made) in making.some_received(count).into_iter().enumerate() {
        let days = 1 + making.draw.length(9);
        let due = saved_at(&made) + days * DAY_MS;
        let course = COURSES.get(place % COURSES.len()).copied();
        let promised = place % 10 != 9;
        give(
            making,
            &made,
            (due, promised),
            course.unwrap_or(Course::Open),
        );
    }
    let first = making.calls.received.iter();
    let Some(made) = first.min_by_key(|made| made.call.started_at).cloned() else {
        return;
    };
    for edge in [day(2026, 1, 1), day(2026, 4, 1), day(2026, 5, 3), now().0] {
        for due in [edge - 1, edge] {
            give(making, &made, (due, true), Course::Done(-HOUR_MS));
            give(making, &made, (due, true), Course::Open);
        }
    }
}

fn saved_at(made: &Made) -> i64 {
    made.call.saved_at.map_or(0, |at| at.0)
}

fn give(making: &mut Making, made: &Made, (due, promised): (i64, bool), course: Course) {
    let planned = saved_at(made).min(due - DAY_MS);
    let id = making.id(planned);
    let follow_up = FollowUp {
        case: made.call.case,
        call: made.call.case.is_none().then_some(made.id),
        kind: if promised { TELL_CALLER } else { CALL_BACK }.into(),
        due: Some(Millis(due)),
        owner: Some(made.agent),
        promised,
        promise: "سنتصل بكم".into(),
        ..FollowUp::default()
    };
    let mut say = |at: i64, change: Change| {
        if at < now().0 {
            making.act(at, made.agent, id, change);
        }
    };
    let done = |at| FollowUp::done(Millis(at), "informed");
    let put_off = |at: i64, new: i64| {
        FollowUp::replanned(&NewDue {
            at: Millis(at),
            due: Millis(new),
            owner: None,
        })
    };
    say(planned, follow_up.planned());
    match course {
        Course::Done(after) => say(due + after, done(due + after)),
        Course::Open => {}
        Course::Tried => say(
            due - HOUR_MS,
            FollowUp::attempted(&Attempt {
                id: AttemptId::from_bytes(id.to_bytes()),
                at: Some(Millis(due - HOUR_MS)),
                by: Some(made.agent),
                result: "no_answer".into(),
                words: String::new(),
            }),
        ),
        Course::Cancelled => say(planned + HOUR_MS, FollowUp::cancelled("no_longer_needed")),
        Course::PutOff(after) => {
            let new = due + 5 * DAY_MS;
            say(due + after, put_off(due + after, new));
            say(new - HOUR_MS, done(new - HOUR_MS));
        }
        Course::PutOffAgain => say(due + DAY_MS, put_off(due + DAY_MS, due + 4 * DAY_MS)),
    }
}
