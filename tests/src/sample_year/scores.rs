//! How calls were scored: once, again, taken back, failed by one item, nothing at all; and of a call that was taken out.

use std::collections::{BTreeMap, BTreeSet};

use domain::call::{Call, Score};
use domain::id::{Millis, ScoreId, SubjectId};
use domain::local_day::DAY_MS;
use domain::quality::Answer;

use super::calls::Made;
use super::work::asker;
use super::{HOUR_MS, Making, day, now};

/// A score in parts of a thousand, whether something made it fail, and whether it was taken back.
type Given = (u32, bool, bool);

/// The scores of a call, in their order.
const COURSES: [&[Given]; 8] = [
    &[(1_000, false, false)],
    &[(0, true, false)],
    &[(400, false, false), (900, false, false)],
    &[(900, false, false), (300, false, true)],
    &[(650, false, true)],
    &[(0, false, false)],
    &[(875, false, false)],
    &[(700, false, false), (0, true, false), (655, false, true)],
];

/// So many calls received that were scored, and one that was taken out then.
pub(super) fn given(making: &mut Making, count: usize) {
    for (place, made) in making.some_received(count).into_iter().enumerate() {
        let course = COURSES.get(place % COURSES.len()).copied();
        score(making, &made, course.unwrap_or_default());
    }
    let at = making.moment((day(2026, 2, 1), day(2026, 3, 1)));
    let call = making.call("phone_in", "health_ed", "diabetes", at);
    let made = making.log(call);
    score(making, &made, &[(1_000, false, false)]);
    let voided = saved_at(&made) + 30 * DAY_MS;
    making.act(voided, made.agent, made.id, Call::voided("by_mistake"));
}

fn saved_at(made: &Made) -> i64 {
    made.call.saved_at.map_or(0, |at| at.0)
}

fn score(making: &mut Making, made: &Made, course: &[Given]) {
    let by = asker(made);
    let mut at = saved_at(made) + DAY_MS;
    for (result, failed, withdrawn) in course {
        let id = ScoreId::from_bytes(SubjectId::to_bytes(making.id(at)));
        let given = Score {
            id,
            by: Some(by),
            at: Some(Millis(at)),
            form: "health_call".into(),
            version: 1,
            result: *result,
            answers: BTreeMap::from([("greeting".to_owned(), Answer::Yes)]),
            failed: BTreeSet::from_iter(failed.then(|| "diagnosis".to_owned())),
            text: String::new(),
            replies: Vec::new(),
            withdrawn: false,
        };
        let mut say = |at: i64, change| {
            if at < now().0 {
                making.act(at, by, made.id, change);
            }
        };
        say(at, Call::scored(&given));
        if *withdrawn {
            say(at + HOUR_MS, Call::score_withdrawn(id));
        }
        at += 2 * HOUR_MS;
    }
}
