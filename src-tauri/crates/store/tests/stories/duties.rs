//! Stories of a duty's pauses and of drafts that change hands.

use crate::world::{Desk, at, fresh_subject};
use domain::duty::Duty;
use domain::id::SubjectId;
use domain::takeover::Takeover;
use store::{Draft, KeptDraft, PauseRow, StoreError};

/// Breaks are taken off the time that counts: they come back in order, and after a rebuild too.
#[test]
fn pauses_stand_beside_their_duty() {
    let desk = Desk::new();
    let duty = desk.open_duty(1);
    desk.store()
        .act(desk.stamp(5), move |acting| {
            acting.append(duty, Duty::paused(at(5), "prayer"))?;
            acting.append(duty, Duty::resumed(at(5), at(12)))?;
            acting.append(duty, Duty::paused(at(30), "meal"))?;
            Ok::<_, StoreError>(())
        })
        .unwrap();
    let pauses = || {
        desk.store()
            .read(|reading| reading.pauses_of(duty))
            .unwrap()
    };
    let pause = |from, reason: &str, until| PauseRow {
        from: at(from),
        reason: reason.into(),
        until,
    };
    let expected = [pause(5, "prayer", Some(at(12))), pause(30, "meal", None)];
    assert_eq!(pauses(), expected);
    assert_eq!(desk.store().rebuild().unwrap().differed, 0);
    assert_eq!(pauses(), expected);
}

/// The next person must learn that a call waits, and not a word of it; a late keeping of the first
/// owner must not write into what somebody else goes on with.
#[test]
fn a_draft_changes_hands_without_being_read() {
    let desk = Desk::new();
    let supervisor = desk.add_person("hilal", "هلال");
    let draft = Draft {
        id: fresh_subject(3),
        user: desk.person,
        form: r#"{"type":"complaint","note":"سر"}"#.into(),
        started_at: at(3),
        kept_at: at(4),
    };
    let broken = Draft {
        id: fresh_subject(4),
        form: "not a form".into(),
        started_at: at(4),
        ..draft.clone()
    };
    desk.store().keep_draft(draft.clone()).unwrap();
    desk.store().keep_draft(broken).unwrap();
    let left = |user| {
        desk.store()
            .read(|reading| reading.drafts_left_by_others(user))
            .unwrap()
    };
    let seen = left(supervisor);
    let types: Vec<&str> = seen.iter().map(|one| one.type_code.as_str()).collect();
    assert_eq!(types, ["complaint", ""]);
    assert_eq!(left(desk.person), [], "their own are no others'");

    let (id, owner) = (draft.id, desk.person);
    let takeover = Takeover {
        draft: Some(id),
        owner: Some(owner),
        type_code: "complaint".into(),
        started_at: Some(at(3)),
        reason: "shift_ended".into(),
    };
    let (takeover_id, made) = (fresh_subject(9), takeover.clone());
    let handed = desk
        .store()
        .act(desk.stamp(9), move |acting| {
            acting.append(takeover_id, made.made())?;
            acting.hand_over_draft(id, owner, supervisor)
        })
        .unwrap();
    assert_eq!(handed.map(|draft| draft.user), Some(supervisor));
    assert_eq!(
        desk.store().keep_draft(draft).unwrap(),
        KeptDraft::NotTheirs
    );
    let untold = || {
        desk.store()
            .read(|reading| reading.taken_from(owner))
            .unwrap()
    };
    let rows = untold();
    assert_eq!(
        (rows[0].type_code.as_str(), rows[0].reason.as_str()),
        ("complaint", "shift_ended")
    );
    assert_eq!(desk.store().rebuild().unwrap().differed, 0);
    assert_eq!(untold(), rows);

    let told = |user, takeover| {
        desk.store()
            .mark_takeovers_told(user, vec![takeover])
            .unwrap()
    };
    told(supervisor, takeover_id);
    assert_eq!(untold(), rows, "somebody else was told nothing of theirs");
    told(owner, takeover_id);
    told(owner, takeover_id);
    assert_eq!(untold(), [], "told once");

    // Of an hour before the one that was told: taken at a machine whose clock is behind.
    let behind = fresh_subject(10);
    desk.store()
        .act(desk.stamp(2), move |acting| {
            acting.append(behind, takeover.made())
        })
        .unwrap();
    let late: Vec<SubjectId> = untold().iter().map(|row| row.id).collect();
    assert_eq!(late, [behind], "no clock decides what is told");
    assert_eq!(desk.store().rebuild().unwrap().differed, 0);
    assert_eq!(untold().len(), 1, "a rebuild tells nothing again");
}
