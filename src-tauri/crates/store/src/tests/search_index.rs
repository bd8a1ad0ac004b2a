//! Stories of the index itself: that it is asked and kept as it was meant, and that words leave it.

use domain::call::Call;
use domain::id::SubjectId;
use rusqlite::{Connection, params};

use super::hand_in;
use super::searching::found;
use super::world::{Desk, call};
use crate::Sight;
use crate::error::StoreError;
use crate::journal::unfolded::Aside;
use crate::search::tend;

/// A word that begins like no other.
const RARE: &str = "زظغثخذ";

fn plan(connection: &Connection, query: &str, parameters: &[&dyn rusqlite::ToSql]) -> String {
    let mut statement = connection
        .prepare(&format!("EXPLAIN QUERY PLAN {query}"))
        .unwrap();
    let lines = statement
        .query_map(parameters, |row| row.get::<_, String>(3))
        .unwrap();
    lines.map(Result::unwrap).collect::<Vec<_>>().join("\n")
}

fn rare(desk: &Desk, minute: i64) -> SubjectId {
    let note = format!("يسأل عن {RARE} اليوم");
    desk.log(
        minute,
        Call {
            note,
            ..call(minute, None)
        },
    )
}

/// Whether the bytes of the rare word lie in any page of the index.
fn lies_in_the_index(desk: &Desk) -> bool {
    let hand = hand_in(desk.store());
    let tables: Vec<String> = hand
        .prepare(
            "SELECT name FROM sqlite_schema WHERE type = 'table'
               AND (name LIKE 'found_words_%_data' OR name LIKE '%_indexed' OR name = 'found_waiting')",
        )
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    tables.iter().any(|table| {
        let column = if table.ends_with("_data") {
            "block"
        } else {
            "words"
        };
        hand.query_row(
            &format!("SELECT count(*) FROM {table} WHERE instr(CAST({column} AS BLOB), ?1) > 0"),
            [RARE.as_bytes()],
            |row| row.get::<_, i64>(0),
        )
        .unwrap()
            > 0
    })
}

/// At a million calls a scan or a sort would be felt at every key press.
#[test]
fn a_question_walks_a_part_in_order_and_finds_rows_by_their_key() {
    let desk = Desk::new();
    rare(&desk, 1);
    desk.store().tend_index().unwrap();
    let hand = hand_in(desk.store());
    let asked: String = hand
        .query_row("SELECT 'found_words_' || part FROM found_part", [], |row| {
            row.get(0)
        })
        .unwrap();
    let part = plan(
        &hand,
        &format!(
            "SELECT rowid FROM {asked} WHERE {asked} MATCH ?1 AND rowid < ?2 ORDER BY rowid DESC"
        ),
        params!["\"دوا\" *", i64::MAX],
    );
    assert!(
        part.contains("VIRTUAL TABLE INDEX") && !part.contains("TEMP B-TREE"),
        "{part}"
    );
    let by_key = [
        (crate::search::words_of_calls_statement(), params![1]),
        (crate::search::CASE_FOUND.to_owned(), params![1, false]),
        (crate::search::PERSON_FOUND.to_owned(), params![1]),
    ];
    for (row, asked) in by_key {
        for step in plan(&hand, &row, asked).lines() {
            assert!(
                step.ends_with("USING INTEGER PRIMARY KEY (rowid=?)"),
                "{row}: {step}"
            );
        }
    }
    let rows = plan(
        &hand,
        &crate::search::calls_found(Sight { sensitive: false }),
        params!["[]"],
    );
    assert!(
        rows.contains("SEARCH call USING INTEGER PRIMARY KEY (rowid=?)")
            && rows.contains("SEARCH case_call USING COVERING INDEX case_call_by_call (call=?)")
            && !rows.contains("TEMP B-TREE"),
        "{rows}"
    );
    assert_eq!(
        rows.matches("SEARCH kept USING COVERING INDEX case_sensitive (id=?)")
            .count(),
        2,
        "{rows}"
    );
    assert!(!rows.contains("SCAN call"), "{rows}");
}

#[test]
fn what_is_amended_or_voided_leaves_no_words_behind() {
    for put_in in [false, true] {
        for voided in [false, true] {
            let desk = Desk::new();
            let id = rare(&desk, 1);
            let others: Vec<SubjectId> = (2..40)
                .map(|minute| desk.log(minute, call(minute, None)))
                .collect();
            if put_in {
                desk.store().tend_index().unwrap();
            }
            assert!(lies_in_the_index(&desk));
            assert_eq!(found(&desk, RARE), [id]);
            let stamp = desk.stamp(50);
            desk.store()
                .act(stamp, move |acting| {
                    let change = if voided {
                        Call::voided("test")
                    } else {
                        let old = Call {
                            note: format!("يسأل عن {RARE} اليوم"),
                            ..call(1, None)
                        };
                        old.amended(&Call {
                            note: "يسأل".into(),
                            ..old.clone()
                        })
                        .unwrap()
                    };
                    acting.append(id, change)
                })
                .unwrap();
            assert_eq!(found(&desk, RARE), []);
            assert_eq!(found(&desk, "دوا").len(), others.len());
            assert!(
                !lies_in_the_index(&desk),
                "put in: {put_in}, voided: {voided}"
            );
            desk.store().tend_index().unwrap();
            assert!(!lies_in_the_index(&desk));
        }
    }
}

#[test]
fn what_is_restored_is_found_again() {
    let desk = Desk::new();
    let id = rare(&desk, 1);
    for change in [Call::voided("test"), Call::restored()] {
        desk.store()
            .act(desk.stamp(2), move |acting| acting.append(id, change))
            .unwrap();
    }
    assert_eq!(found(&desk, RARE), [id]);
    desk.store().tend_index().unwrap();
    assert_eq!(found(&desk, RARE), [id]);
}

/// A part that takes no further month becomes one segment, and answers as before.
#[test]
fn a_part_that_is_closed_becomes_one_segment() {
    let desk = Desk::new();
    let mut ids = Vec::new();
    for round in 0..3 {
        ids.extend((0..30).map(|minute| rare(&desk, round * 30 + minute)));
        desk.store().tend_index().unwrap();
    }
    let hand = hand_in(desk.store());
    let part: i64 = hand
        .query_row(
            "SELECT part FROM found_part WHERE section = 'call'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    let segments = || {
        hand.query_row(
            &format!("SELECT count(DISTINCT segid) FROM found_words_{part}_idx"),
            [],
            |row| row.get::<_, i64>(0),
        )
        .unwrap()
    };
    assert!(segments() > 1, "there is something to merge");
    // As if it were full: the next month opens the next part.
    hand.execute("UPDATE found_part SET filled = 1000000", [])
        .unwrap();
    ids.push(rare(&desk, 60 * 24 * 60));
    desk.store().tend_index().unwrap();
    let parts: i64 = hand
        .query_row("SELECT count(*) FROM found_part", [], |row| row.get(0))
        .unwrap();
    assert_eq!((parts, segments()), (2, 1));
    ids.reverse();
    assert_eq!(found(&desk, RARE), ids);
}

/// A comment, an urgent flag: nothing that a call is found by, so the index is not written.
#[test]
fn what_does_not_change_the_words_does_not_touch_the_index() {
    let desk = Desk::new();
    let id = rare(&desk, 1);
    desk.store().tend_index().unwrap();
    let old = Call {
        note: format!("يسأل عن {RARE} اليوم"),
        ..call(1, None)
    };
    let change = old
        .amended(&Call {
            urgent: true,
            ..old.clone()
        })
        .unwrap();
    desk.store()
        .act(desk.stamp(2), move |acting| acting.append(id, change))
        .unwrap();
    let waiting: i64 = hand_in(desk.store())
        .query_row("SELECT count(*) FROM found_waiting", [], |row| row.get(0))
        .unwrap();
    assert_eq!(waiting, 0);
}

/// What is pulled puts words in ahead of time, so that whoever saves meanwhile does not have to.
#[test]
fn the_pull_makes_room_before_a_save_has_to() {
    let desk = Desk::new();
    let (made, left) = desk
        .store()
        .write(|transaction| {
            let mut add = transaction.prepare(
                "INSERT INTO found_waiting (section, moment, words) VALUES ('call', ?1, ' word')",
            )?;
            for moment in 1..=80 {
                add.execute([moment])?;
            }
            let made = [tend::make_room(transaction)?, tend::make_room(transaction)?];
            let count = "SELECT count(*) FROM found_waiting";
            let left: i64 = transaction.query_row(count, [], |row| row.get(0))?;
            Ok::<_, StoreError>((made, left))
        })
        .unwrap();
    assert_eq!((made, left), ([true, false], 56));
}

/// The index lost rows, and holds what nobody said: a rebuild answers as the journal does.
#[test]
fn a_rebuild_puts_a_broken_index_right() {
    let desk = Desk::new();
    let ids: Vec<SubjectId> = (0..60).map(|minute| rare(&desk, minute)).rev().collect();
    desk.store().tend_index().unwrap();
    let hand = hand_in(desk.store());
    let part: i64 = hand
        .query_row(
            "SELECT part FROM found_part WHERE section = 'call'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    hand.execute_batch(&format!(
        "INSERT INTO found_words_{part} (found_words_{part}, rowid, words)
             SELECT 'delete', moment, words FROM call_indexed ORDER BY moment LIMIT 30;
         INSERT INTO found_words_{part} (rowid, words) VALUES (77, 'planted');
         UPDATE call_indexed SET words = ' planted' WHERE moment = (SELECT min(moment) FROM call_indexed);"
    ))
    .unwrap();
    drop(hand);
    assert_ne!(found(&desk, RARE), ids);
    assert_eq!(
        desk.store().rebuild().unwrap().differed,
        1,
        "one row has other words than the journal"
    );
    assert_eq!(found(&desk, RARE), ids);
    let planted: i64 = hand_in(desk.store())
        .query_row(
            &format!(
                "SELECT count(*) FROM found_words_{part} WHERE found_words_{part} MATCH 'planted'"
            ),
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(planted, 0);
}

/// FTS5 never had what it is to forget: whoever amends a call does not hear of it, and the part is
/// filled anew.
#[test]
fn an_index_that_is_not_whole_stops_nobody_and_mends_itself() {
    for being_filled in [false, true] {
        let desk = Desk::new();
        let ids: Vec<SubjectId> = (0..60).map(|minute| rare(&desk, minute)).collect();
        desk.store().tend_index().unwrap();
        let hand = hand_in(desk.store());
        let part: i64 = hand
            .query_row(
                "SELECT part FROM found_part WHERE section = 'call'",
                [],
                |row| row.get(0),
            )
            .unwrap();
        hand.execute_batch(&format!(
            "INSERT INTO found_words_{part} (found_words_{part}, rowid, words)
                 SELECT 'delete', moment, words FROM call_indexed"
        ))
        .unwrap();
        if being_filled {
            hand.execute("UPDATE found_part SET refill_from = 1", [])
                .unwrap();
        }
        drop(hand);
        let voided = ids[0];
        desk.store()
            .act(desk.stamp(70), move |acting| {
                acting.append(voided, Call::voided("test"))
            })
            .unwrap();
        desk.store().tend_index().unwrap();
        let others: Vec<SubjectId> = ids[1..].iter().rev().copied().collect();
        assert_eq!(found(&desk, RARE), others);
    }
}

/// A store that was made before there was an index: found after the next start, by itself.
#[test]
fn calls_from_before_the_index_are_put_in() {
    let mut desk = Desk::new();
    let id = rare(&desk, 1);
    let hand = hand_in(desk.store());
    hand.execute_batch(
        "DELETE FROM call_indexed; DELETE FROM found_waiting;
         UPDATE setting SET value = '1' || substr(value, 2) WHERE name = 'store.folded-with';",
    )
    .unwrap();
    drop(hand);
    assert_eq!(found(&desk, RARE), []);
    desk.reopen();
    desk.store().fold_unfolded(Aside::TriedAgain).unwrap();
    assert_eq!(found(&desk, RARE), [id]);
}
