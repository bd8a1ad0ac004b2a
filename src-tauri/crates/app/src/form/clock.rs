//! The clock of a call between its start and its end: holds, the line that dropped, the call gone on with.
//!
//! Nobody types these moments: the keys do, by the wall clock of the machine, and that one can be set back
//! in the middle of a call. So a moment that cannot be is not refused, which would keep the whole call from
//! being saved for what no field could put right, but brought to the nearest one that can be: holds stand
//! in the order in which they were made, inside the call, none reaching into another. Never here: a clock.

use std::collections::BTreeMap;

use domain::call::Call;
use domain::id::{Millis, SubjectId};
use domain::lists::Lists;

use super::optional_id;
use super::times::Began;
use crate::dto::{CallForm, HoldForm};
use crate::{AppError, Result, Rule};

/// The most holds of one call: far more than a person makes, few enough for an entry.
const HOLDS_MAX: usize = 50;
/// A call whose end nobody has said counts as spoken for so long, as the window counts it too. What is older
/// was left open, and when it ended nobody knows.
const CALL_RUNS_AT_MOST_MS: i64 = 4 * 60 * 60 * 1_000;

/// The holds of a call, each with its end. Only the last one can be without: the call ended on hold, or
/// was saved on hold without a known end. A message has none, and neither has a call that is entered late,
/// at a time of its own.
pub(super) fn holds(
    form: &CallForm,
    began: &Began,
    has_clock: bool,
) -> Result<BTreeMap<Millis, Option<Millis>>> {
    if form.holds.len() > HOLDS_MAX {
        return Err(AppError::Invalid {
            field: "holds",
            rule: Rule::TooMany,
            limit: Some(HOLDS_MAX),
        });
    }
    if !began.by_clock || !has_clock {
        return Ok(BTreeMap::new());
    }
    let last = began.ended_at.map_or(i64::MAX, |ended| ended.0);
    let mut read: BTreeMap<Millis, Option<Millis>> = BTreeMap::new();
    let mut earliest = began.at.0.min(last);
    let mut after = form.holds.iter().skip(1);
    for hold in &form.holds {
        let from = hold.from.clamp(earliest, last);
        // One that goes on while a later one begins has ended by then.
        let next = after.next().map(|next| next.from);
        let until = hold.until.or(next).map(|until| until.clamp(from, last));
        // Two that begin at one moment, since the clock stood still between them, are one.
        read.insert(Millis(from), until.map(Millis));
        earliest = until.unwrap_or(from);
    }
    Ok(read)
}

/// When a call that is saved at `now` ended: as was said, else with its saving, while its clock runs. What has
/// no clock, is entered late, or began longer ago than anybody speaks has no known end.
pub(super) fn end(lists: &Lists, call: &Call, now: Millis) -> Option<Millis> {
    let has_clock = (lists.channel(&call.channel)).is_some_and(|channel| channel.kind.has_clock());
    if call.ended_at.is_some() || !has_clock || call.entered_late {
        return call.ended_at;
    }
    let began = call.started_at?;
    if now.0.saturating_sub(began.0) >= CALL_RUNS_AT_MOST_MS {
        return None;
    }
    // The clock of the machine may have been set back meanwhile.
    let last = call.holds.last_key_value();
    let last = last.map_or(began, |(from, until)| until.unwrap_or(*from));
    Some(now.max(began).max(last))
}

/// The call that this one goes on with. It may not be here, and may never come: a draft can be put away.
pub(super) fn parent(form: &CallForm, id: SubjectId) -> Result<Option<SubjectId>> {
    let parent = optional_id("parentCall", &form.parent_call)?;
    if parent == Some(id) {
        return Err(AppError::invalid("parentCall", Rule::DoesNotBelong));
    }
    Ok(parent)
}

/// Nobody has touched the call-back that was planned when the line dropped.
pub(super) fn is_planned_by_itself(form: &CallForm) -> bool {
    form.dropped && form.call_back_planned == format!("{} {}", form.promise_day, form.promise_time)
}

/// The holds of a saved call as the form has them.
pub(super) fn holds_of(call: &Call) -> Vec<HoldForm> {
    let hold = |(from, until): (&Millis, &Option<Millis>)| HoldForm {
        from: from.0,
        until: until.map(|until| until.0),
    };
    call.holds.iter().map(hold).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cards::CardsInUse;
    use crate::dto::SaveAs;
    use crate::form::{ParsedForm, form_of, parse};
    use crate::shelf::OfPacks as _;

    /// Sunday, 2026-11-22, 10:00 in Muscat.
    const NOW: i64 = 1_795_327_200_000;
    const MINUTE_MS: i64 = 60_000;
    const BEGAN: i64 = NOW - 30 * MINUTE_MS;

    fn cards() -> CardsInUse {
        CardsInUse::built_in().unwrap()
    }

    fn parse_by_built_in(form: &CallForm, save_as: SaveAs, now: Millis) -> Result<ParsedForm> {
        parse((Lists::embedded().unwrap(), &cards()), form, save_as, now)
    }

    /// A moment so many minutes into the call.
    const fn at(minute: i64) -> i64 {
        BEGAN + minute * MINUTE_MS
    }

    fn form(ended: Option<i64>, holds: &[(i64, Option<i64>)]) -> CallForm {
        let hold = |(from, until): &(i64, Option<i64>)| HoldForm {
            from: at(*from),
            until: until.map(at),
        };
        CallForm {
            id: SubjectId::from_bytes([7; 16]).to_string(),
            channel: "phone_in".into(),
            started_at: BEGAN,
            ended_at: ended.map(at),
            holds: holds.iter().map(hold).collect(),
            type_code: "health_ed".into(),
            sub_category: "diabetes".into(),
            ..CallForm::default()
        }
    }

    fn read(form: &CallForm) -> Vec<(i64, Option<i64>)> {
        let minute = |moment: Millis| (moment.0 - BEGAN).div_euclid(MINUTE_MS);
        let call = parse_by_built_in(form, SaveAs::ByRule, Millis(NOW))
            .unwrap()
            .call;
        let holds = call.holds.iter();
        holds
            .map(|(from, until)| (minute(*from), until.map(minute)))
            .collect()
    }

    /// How long a caller waited is told to nobody who could put it right, so nothing of it may be lost, and
    /// nothing of it may keep the call from being saved: also not a clock that was set back meanwhile.
    #[test]
    fn holds_lie_inside_the_call_in_their_order() {
        let check = |ended, holds: &[(i64, Option<i64>)], expected: &[(i64, Option<i64>)]| {
            assert_eq!(read(&form(ended, holds)), expected, "{ended:?} {holds:?}");
        };
        check(Some(9), &[], &[]);
        check(
            Some(9),
            &[(1, Some(3)), (3, Some(3)), (5, Some(6))],
            &[(1, Some(3)), (3, Some(3)), (5, Some(6))],
        );
        // It ended on hold, or was saved on hold.
        check(
            Some(9),
            &[(1, Some(3)), (5, None)],
            &[(1, Some(3)), (5, None)],
        );
        check(None, &[(5, None)], &[(5, None)]);
        // The clock was set back by an hour in the second hold: what was counted before stands.
        check(
            None,
            &[(1, Some(3)), (5, Some(-53)), (-50, Some(-48)), (-47, None)],
            &[(1, Some(3)), (5, None)],
        );
        // Set back below the beginning, or on behind the end.
        check(Some(9), &[(-20, Some(4))], &[(0, Some(4))]);
        check(
            Some(9),
            &[(8, Some(70)), (75, None)],
            &[(8, Some(9)), (9, None)],
        );
        // One that was never closed ended at the latest when the next one began; none reaches into another.
        check(
            Some(9),
            &[(1, None), (4, Some(6)), (5, Some(7))],
            &[(1, Some(4)), (4, Some(6)), (6, Some(7))],
        );
    }

    /// A hold too many is said, and never left out in silence.
    #[test]
    fn there_is_an_end_to_the_number_of_holds() {
        let many = |count: i64| {
            let holds: Vec<_> = (0..count).map(|at| (at, Some(at))).collect();
            form(None, &holds)
        };
        assert_eq!(read(&many(50)).len(), 50);
        assert!(matches!(
            parse(
                (Lists::embedded().unwrap(), &cards()),
                &many(51),
                SaveAs::ByRule,
                Millis(NOW)
            ),
            Err(AppError::Invalid {
                field: "holds",
                rule: Rule::TooMany,
                limit: Some(HOLDS_MAX),
            })
        ));
    }

    /// The clock of a form that is opened to enter yesterday's call is not that of the call.
    #[test]
    fn a_call_entered_late_has_no_holds() {
        let late = CallForm {
            happened_day: "2026-11-21".into(),
            happened_time: "9:30".into(),
            ..form(None, &[(1, Some(2))])
        };
        assert_eq!(read(&late), []);
    }

    /// Whoever puts a word right must not change how long a caller waited, nor that the line dropped.
    #[test]
    fn the_clock_goes_through_the_form_and_comes_out_the_same() {
        let lists = Lists::embedded().unwrap();
        let dropped = CallForm {
            dropped: true,
            parent_call: SubjectId::from_bytes([9; 16]).to_string(),
            ..form(Some(9), &[(1, Some(3)), (5, None)])
        };
        let parsed = parse_by_built_in(&dropped, SaveAs::ByRule, Millis(NOW)).unwrap();
        let (id, call) = (parsed.id, parsed.call);
        assert_eq!((call.holds.len(), call.dropped), (2, true));
        assert_eq!(call.parent_call, Some(SubjectId::from_bytes([9; 16])));
        let mut again = form_of((lists, &cards()), id, &call);
        again.note = "وتسأل عن الجرعة".into();
        let parsed = parse_by_built_in(&again, SaveAs::ByRule, Millis(NOW)).unwrap();
        let amended = parsed.onto(&again, &call);
        let changed = Call {
            note: "وتسأل عن الجرعة".into(),
            ..call.clone()
        };
        assert_eq!(amended, changed, "nothing but the note");
        // That it happened on another day: then these moments were not its own.
        again.happened_day = "2026-11-20".into();
        again.happened_time = "10:00".into();
        let parsed = parse_by_built_in(&again, SaveAs::ByRule, Millis(NOW)).unwrap();
        assert!(parsed.onto(&again, &call).holds.is_empty());
    }

    /// A call that goes on with itself would go round for ever on the page that shows it.
    #[test]
    fn a_call_goes_on_with_another_one() {
        let own = form(None, &[]);
        for (parent, rule) in [
            (own.id.as_str(), Rule::DoesNotBelong),
            ("the one before", Rule::NotAnId),
        ] {
            let form = CallForm {
                parent_call: parent.into(),
                ..own.clone()
            };
            let refused = parse_by_built_in(&form, SaveAs::ByRule, Millis(NOW));
            assert!(
                matches!(refused, Err(AppError::Invalid { field: "parentCall", rule: of, .. }) if of == rule),
                "{parent}"
            );
        }
    }

    /// The call-back is due at 10:20, the dropped call is written up at 10:30: it must be saved, and the
    /// call-back owed. What a person wrote there themselves is theirs to put right.
    #[test]
    fn a_planned_call_back_whose_time_has_passed_is_owed_all_the_same() {
        let late = CallForm {
            dropped: true,
            call_back_planned: "2026-11-22 09:50".into(),
            promise_day: "2026-11-22".into(),
            promise_time: "09:50".into(),
            ..form(Some(9), &[])
        };
        let parsed = parse_by_built_in(&late, SaveAs::ByRule, Millis(NOW)).unwrap();
        let due = parsed.promise.map(|promise| promise.due);
        assert_eq!(due, Some(Millis(NOW - 10 * MINUTE_MS)));
        let changed = CallForm {
            promise_time: "09:55".into(),
            ..late
        };
        let refused = parse_by_built_in(&changed, SaveAs::ByRule, Millis(NOW));
        assert!(matches!(
            refused,
            Err(AppError::Invalid {
                field: "promiseTime",
                rule: Rule::NotAhead,
                ..
            })
        ));
    }
}
