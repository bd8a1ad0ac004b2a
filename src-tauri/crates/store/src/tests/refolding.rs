//! Stories of rows that a later version folds differently: noticed at the next start and put right in
//! the background, while persons work.

use domain::call::Issue;
use domain::id::IssueId;

use super::hand_in;
use super::world::{Desk, call};
use crate::journal::unfolded::Aside;

fn due(desk: &Desk) -> i64 {
    hand_in(desk.store())
        .query_row("SELECT count(*) FROM unfolded", [], |row| row.get(0))
        .unwrap()
}

fn change(desk: &Desk, statement: &str) {
    assert_ne!(
        hand_in(desk.store()).execute(statement, []).unwrap(),
        0,
        "{statement}"
    );
}

/// An update folds differently: every row becomes what the new fold gives, by itself.
#[test]
fn another_fold_makes_all_rows_anew() {
    let mut desk = Desk::new();
    for minute in 0..150 {
        desk.log(minute, call(minute, None));
    }
    change(
        &desk,
        "UPDATE call SET outcome = 'as an earlier version folded it'",
    );
    change(
        &desk,
        "UPDATE setting SET value = '0 1 call.logged' WHERE name = 'store.folded-with'",
    );
    desk.reopen();
    // Behind what was begun at the start.
    desk.store().fold_unfolded(Aside::TriedAgain).unwrap();
    assert_eq!(due(&desk), 0);
    assert_eq!(
        desk.store().rebuild().unwrap().differed,
        0,
        "no row was left as it had been"
    );
}

/// A complaint that is a report as well counts under both: each issue says its type in its row, and rows that
/// an earlier version wrote without it get theirs by folding.
#[test]
fn an_issue_counts_under_its_own_type() {
    let mut desk = Desk::new();
    let mut two = call(1, None);
    let further = Issue {
        type_code: "report".into(),
        sub_category: "fac_violation".into(),
        ..Issue::default()
    };
    two.issues.insert(IssueId::from_bytes([9; 16]), further);
    desk.log(1, two);
    desk.log(2, call(2, None));
    let counted = |desk: &Desk| -> Vec<(String, i64)> {
        let hand = hand_in(desk.store());
        let mut count = hand
            .prepare("SELECT type, count(*) FROM issue GROUP BY type ORDER BY type")
            .unwrap();
        let rows = count.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
        rows.unwrap().map(Result::unwrap).collect()
    };
    let types = [("complaint".to_owned(), 2), ("report".to_owned(), 1)];
    assert_eq!(counted(&desk), types);
    change(&desk, "UPDATE issue SET type = ''");
    change(
        &desk,
        "UPDATE setting SET value = '0 1 call.logged' WHERE name = 'store.folded-with'",
    );
    desk.reopen();
    desk.store().fold_unfolded(Aside::TriedAgain).unwrap();
    assert_eq!(counted(&desk), types);
}

/// An update knows more kinds: only subjects with entries that were not understood are folded anew.
#[test]
fn a_kind_that_becomes_known_is_folded() {
    let mut desk = Desk::new();
    let (known, unknown) = (desk.log(1, call(1, None)), desk.log(2, call(2, None)));
    change(&desk, "UPDATE call SET outcome = 'planted'");
    let hand = hand_in(desk.store());
    hand.execute(
        "INSERT INTO not_understood (subject, kind, entries) VALUES (?1, 'call', 1)",
        [unknown.to_bytes()],
    )
    .unwrap();
    let with: String = hand
        .query_row(
            "SELECT value FROM setting WHERE name = 'store.folded-with'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    let fewer = with.rsplit_once(' ').unwrap().0;
    hand.execute(
        "UPDATE setting SET value = ?1 WHERE name = 'store.folded-with'",
        [fewer],
    )
    .unwrap();
    drop(hand);
    desk.reopen();
    desk.store().fold_unfolded(Aside::TriedAgain).unwrap();
    let outcome = |id| {
        desk.store()
            .read(|reading| reading.call_row(id))
            .unwrap()
            .unwrap()
            .outcome
    };
    assert_eq!(
        (outcome(unknown).as_str(), outcome(known).as_str()),
        ("case_opened", "planted")
    );
    assert_eq!(due(&desk), 0);
}

/// The same version starts again and again: nothing is written for it.
#[test]
fn the_same_version_folds_nothing_anew() {
    let mut desk = Desk::new();
    desk.log(1, call(1, None));
    change(&desk, "UPDATE call SET outcome = 'planted'");
    desk.reopen();
    desk.store().fold_unfolded(Aside::TriedAgain).unwrap();
    assert_eq!(
        desk.store().rebuild().unwrap().differed,
        1,
        "it was the rebuild that put it right"
    );
}

/// What nobody could decide about would wait for ever: it is told with its subject, and not on the review list.
#[test]
fn a_field_of_the_wrong_form_waits_for_nobody() {
    let desk = Desk::new();
    let id = desk.log(1, call(1, None));
    let change = domain::fold::Change {
        kind: "call.amended",
        version: 1,
        facts: serde_json::json!({"urgent": "yes"})
            .as_object()
            .unwrap()
            .clone(),
        personal: serde_json::Map::new(),
    };
    desk.store()
        .act(desk.stamp(2), move |acting| acting.append(id, change))
        .unwrap();
    let (findings, page, waits) = desk
        .store()
        .read(|reading| {
            Ok::<_, crate::error::StoreError>((
                reading.findings_of(id)?,
                reading.review(None, 10, None)?,
                reading.review_count(None)?,
            ))
        })
        .unwrap();
    assert_eq!(
        (findings.len(), findings[0].code.as_str()),
        (1, "unreadable")
    );
    assert_eq!((page.topics.len(), page.total, waits), (0, 0, 0));
}
