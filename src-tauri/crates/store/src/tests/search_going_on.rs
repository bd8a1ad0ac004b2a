//! Stories of how a search goes on: page by page, in pieces, ended by a newer one; what is asked by
//! nobody in their senses; and that the index answers as a look at every call would.

use std::time::Duration;

use domain::arabic;
use domain::call::Call;
use domain::id::{Millis, SubjectId};
use proptest::prelude::*;

use super::searching::{ALL, LONG, found, noted, page};
use super::world::{Desk, MORNING, at, call, fresh_subject};
use crate::FoundCursor;
use crate::search::{FoundPage, Question, Searches, Section};

#[test]
fn pages_go_on_where_the_one_before_ended() {
    let desk = Desk::new();
    let ids: Vec<SubjectId> = (0..130)
        .map(|minute| desk.log(minute, noted(minute, "حرارة عند طفل")))
        .collect();
    let newest: Vec<SubjectId> = ids.iter().rev().copied().collect();
    for put_in in [false, true] {
        if put_in {
            desk.store().tend_index().unwrap();
        }
        let first = page(&desk, "حرا طف", None);
        assert_eq!(first.rows.len(), Section::Calls.page_rows());
        assert!(!first.unfinished);
        assert_eq!(found(&desk, "حرا طف"), newest);
        assert_eq!(found(&desk, "ح"), newest, "a letter too, among the newest");
        assert_eq!(page(&desk, "ال", None).rows, []);
    }
}

/// Time is up before anything was looked at: each answer still comes further than the one before, and
/// together they are all there is.
#[test]
fn an_answer_without_time_goes_on_from_its_cursor() {
    const MONTH: i64 = 31 * 24 * 60;
    let desk = Desk::new();
    let mut ids = Vec::new();
    for month in 0..6 {
        for minute in 0..40 {
            let minute = month * MONTH + minute;
            ids.push(desk.log(
                minute,
                noted(
                    minute,
                    if minute % 2 == 0 {
                        "حرارة"
                    } else {
                        "سعال"
                    },
                ),
            ));
        }
    }
    desk.store().tend_index().unwrap();
    let whole = found(&desk, "سعا");
    assert_eq!(whole.len(), 120);
    let searches = Searches::default();
    let (mut after, mut all, mut answers) = (None, Vec::new(), 0);
    loop {
        let turn = searches.begin().looking_for(Duration::ZERO);
        let page = desk
            .store()
            .read(|reading| reading.find_calls(&Question::read("سعا"), after, ALL, &turn))
            .unwrap()
            .unwrap();
        all.extend(page.rows.iter().map(|row| row.id));
        answers += 1;
        assert_eq!(page.next.is_some(), page.unfinished);
        after = page.next;
        if after.is_none() {
            break;
        }
        assert!(answers <= 130, "it never ends");
    }
    assert_eq!(all, whole);
    assert!(answers > 1, "it was cut short");
}

/// Whoever types sees the first rows at once and the others behind them; who has none yet waits longer
/// rather than be told nothing.
#[test]
fn rows_that_are_there_are_answered_before_the_rest_is_looked_for() {
    const MONTH: i64 = 31 * 24 * 60;
    let desk = Desk::new();
    for minute in 0..40 {
        desk.log(minute, noted(minute, "حرارة مع سعال"));
        let later = MONTH + minute;
        desk.log(later, noted(later, "حرارة"));
    }
    desk.store().tend_index().unwrap();
    let searches = Searches::default();
    let ask = |typed: &str, after| {
        let turn = searches.begin().looking_for(LONG);
        let turn = turn.with_rows_for(Duration::ZERO);
        let asked = Question::read(typed);
        desk.store()
            .read(|reading| reading.find_calls(&asked, after, ALL, &turn))
            .unwrap()
            .unwrap()
    };
    for typed in ["حرا", "سعا حرا", "سعا"] {
        let whole = found(&desk, typed);
        let first = ask(typed, None);
        assert!(!first.rows.is_empty(), "{typed}: the first rows");
        assert!(first.unfinished, "{typed}: and that there may be more");
        let mut all: Vec<SubjectId> = first.rows.iter().map(|row| row.id).collect();
        let mut after = first.next;
        for _ in 0..20 {
            let Some(cursor) = after else { break };
            let page = ask(typed, Some(cursor));
            all.extend(page.rows.iter().map(|row| row.id));
            after = page.next;
        }
        assert_eq!(all, whole, "{typed}: nothing twice, nothing left out");
    }
    let nothing = ask("حرا زكام", None);
    assert!(
        nothing.rows.is_empty() && !nothing.unfinished,
        "looked through to the end"
    );
}

/// A row that answers only half of a question is no row: looking for the other half ends in time too.
#[test]
fn rows_that_do_not_answer_are_not_compared_without_end() {
    let desk = Desk::new();
    for minute in 0..100 {
        desk.log(minute, noted(minute, "حرارة"));
    }
    desk.store().tend_index().unwrap();
    let searches = Searches::default();
    let (mut after, mut answers) = (None, 0);
    loop {
        let turn = searches.begin().looking_for(Duration::ZERO);
        let page = desk
            .store()
            .read(|reading| reading.find_calls(&Question::read("حرا ظ"), after, ALL, &turn))
            .unwrap()
            .unwrap();
        answers += 1;
        assert!(page.rows.is_empty());
        after = page.next;
        if after.is_none() {
            break;
        }
        assert!(answers < 100, "each comes further than the one before");
    }
    assert!(answers > 1, "it was ended by time, and went on");
}

/// Whoever types on does not wait for what they typed before.
#[test]
fn a_newer_question_ends_the_one_before() {
    let desk = Desk::new();
    desk.log(1, noted(1, "حرارة"));
    let searches = Searches::default();
    let ask = |turn: &crate::Turn<'_>| {
        desk.store()
            .read(|reading| reading.find_calls(&Question::read("حرا"), None, ALL, turn))
            .unwrap()
    };
    let before = searches.begin().looking_for(LONG);
    let newer = searches.begin().looking_for(LONG);
    assert_eq!(ask(&before), None);
    assert_eq!(ask(&newer).unwrap().rows.len(), 1);
    let same = searches.go_on().looking_for(LONG);
    assert_eq!(ask(&same).unwrap().rows.len(), 1, "going on stops nothing");
    assert_eq!(ask(&newer).unwrap().rows.len(), 1);
}

/// A question that is being answered stops within it, and its connection answers others as before.
#[test]
fn a_running_question_is_stopped() {
    let desk = Desk::new();
    desk.log(1, noted(1, "حرارة"));
    let searches = Searches::default();
    let endless =
        "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";
    let stopped = std::thread::scope(|scope| {
        let running = scope.spawn(|| {
            desk.store().read(|reading| {
                let turn = searches.begin();
                let _on = turn.on(reading.connection);
                let counted = reading
                    .connection
                    .query_row(endless, [], |row| row.get::<_, i64>(0));
                Ok::<_, crate::StoreError>(counted.map_err(|error| error.sqlite_error_code()))
            })
        });
        while !running.is_finished() {
            let _ = searches.begin();
            std::thread::yield_now();
        }
        running.join().unwrap().unwrap()
    });
    assert_eq!(
        stopped,
        Err(Some(rusqlite::ErrorCode::OperationInterrupted))
    );
    assert_eq!(page(&desk, "حرا", None).rows.len(), 1);
}

#[test]
fn no_question_is_too_strange() {
    let desk = Desk::new();
    for minute in 0..60 {
        desk.log(minute, call(minute, None));
    }
    desk.store().tend_index().unwrap();
    let words = "مريض ".repeat(300);
    let long = "ب".repeat(1_000_000);
    let broken = String::from_utf16_lossy(&[0x0627, 0xd800, 0x0644, 0xdfff]);
    for typed in [
        "",
        " ",
        "م",
        "ال",
        "\"",
        "'",
        "\"\"\"",
        "*",
        "^",
        "-",
        "+",
        "(",
        ")",
        "{}",
        ":",
        "AND",
        "OR NOT",
        "NEAR(a b, 3)",
        "words:دوا",
        "search : *",
        "\0",
        "ا\0ب",
        "%",
        "_",
        "\\",
        "; DROP TABLE call",
        "\u{202e}",
        "\u{fffd}",
        "🙂",
        "🙂🙂🙂",
        "1",
        "12",
        "00",
        "000",
        "0000000000000000000000000000000000",
        words.as_str(),
        long.as_str(),
        broken.as_str(),
    ] {
        let page = page(&desk, typed, None);
        assert!(
            page.rows.len() <= Section::Calls.page_rows(),
            "{:?}",
            typed.get(..20)
        );
    }
    for after in ["0", "-1", "9223372036854775807", "-9223372036854775808"] {
        let _ = page(&desk, "دوا", Some(after.parse().unwrap()));
        let _ = page(&desk, "د", Some(after.parse().unwrap()));
    }
    assert!("x".parse::<FoundCursor>().is_err());
    assert_eq!(
        found(&desk, "دوا مستش").len(),
        60,
        "and plain questions are answered as before"
    );
}

/// Many rows of one instant, as an import brings them.
#[test]
fn calls_of_one_instant_are_all_found() {
    let desk = Desk::new();
    let ids: Vec<SubjectId> = (0..200)
        .map(|_| {
            let id = fresh_subject(0);
            desk.store()
                .act(desk.stamp(0), move |acting| {
                    acting.append(id, noted(0, "حرارة").logged())
                })
                .unwrap();
            id
        })
        .collect();
    desk.store().tend_index().unwrap();
    let mut found = found(&desk, "حرا");
    let mut ids = ids;
    found.sort_unstable();
    ids.sort_unstable();
    assert_eq!(found, ids);
}

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "دواء",
            "المستشفى",
            "مستشفيات",
            "والدة",
            "والدي",
            "بالمستشفى",
            "عبد",
            "الله",
            "عبدالله",
            "بن",
            "أحمد",
            "احمد",
            "ال",
            "لل",
            "سكري",
            "السكر",
            "38.5",
            "al",
            "Ahmed",
            "من",
            "في",
            "م",
        ])
        .prop_map(str::to_owned),
        "[ابتم]{1,3}",
        "[0-3]{2,5}",
    ]
}

fn texts() -> impl Strategy<Value = Vec<(String, i64)>> {
    let text = prop::collection::vec(word(), 1..6).prop_map(|words| words.join(" "));
    // Over years, so that there are several months in several orders.
    prop::collection::vec((text, 0..1_500_000_i64), 1..24)
}

fn questions() -> impl Strategy<Value = Vec<String>> {
    let beginning =
        (word(), 1..5_usize).prop_map(|(word, chars)| word.chars().take(chars).collect::<String>());
    let typed = prop::collection::vec(beginning, 1..4).prop_map(|words| words.join(" "));
    prop::collection::vec(typed, 1..12)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, max_shrink_iters: 100, ..ProptestConfig::default() })]

    /// The index answers what a look at every call answers.
    #[test]
    fn the_index_answers_as_a_look_at_every_call(texts in texts(), questions in questions(), changed in any::<u16>()) {
        let desk = Desk::new();
        let mut known: Vec<(Millis, SubjectId, String)> = Vec::new();
        for (text, minute) in texts {
            known.push((at(minute), desk.log(minute, noted(minute, &text)), text));
        }
        let half = known.len() / 2;
        for (place, (started, id, text)) in known.iter_mut().enumerate() {
            if place == half {
                desk.store().tend_index().unwrap();
            }
            let minute = (started.0 - MORNING) / 60_000;
            let (id, old) = (*id, noted(minute, text));
            match (changed >> (place % 8 * 2)) & 3 {
                0 => {
                    text.push_str(" تعديل");
                    let change = old.amended(&noted_as(&old, text));
                    desk.store().act(desk.stamp(minute), move |acting| change.map_or(Ok(()), |change| acting.append(id, change).map(drop))).unwrap();
                }
                1 => {
                    text.clear();
                    desk.store().act(desk.stamp(minute), move |acting| acting.append(id, Call::voided("test")).map(drop)).unwrap();
                }
                _ => {}
            }
        }
        known.sort_by_key(|(started, ..)| std::cmp::Reverse(*started));
        for typed in &questions {
            // Digits of two pieces are one number too; the plain look knows nothing of that.
            let digits = typed.split(' ').filter(|word| word.starts_with(|c: char| c.is_ascii_digit())).count();
            if digits > 1 || arabic::query(typed).is_empty() {
                continue;
            }
            let expected: Vec<SubjectId> = known.iter()
                .filter(|(_, _, text)| !text.is_empty() && arabic::matches(typed, text))
                .map(|(_, id, _)| *id)
                .collect();
            prop_assert_eq!(found(&desk, typed), expected, "{}", typed);
        }
        let before: Vec<Vec<SubjectId>> = questions.iter().map(|typed| found(&desk, typed)).collect();
        prop_assert_eq!(desk.store().rebuild().unwrap().differed, 0);
        let after: Vec<Vec<SubjectId>> = questions.iter().map(|typed| found(&desk, typed)).collect();
        prop_assert_eq!(before, after, "a rebuild answers alike");
    }
}

fn noted_as(old: &Call, note: &str) -> Call {
    Call {
        note: note.into(),
        ..old.clone()
    }
}

#[test]
fn nothing_found_is_an_answer() {
    let desk = Desk::new();
    let nothing = FoundPage {
        rows: Vec::new(),
        next: None,
        unfinished: false,
    };
    assert_eq!(page(&desk, "دوا", None), nothing);
    desk.log(1, noted(1, "حرارة"));
    desk.store().tend_index().unwrap();
    assert_eq!(page(&desk, "دوا", None), nothing);
}
