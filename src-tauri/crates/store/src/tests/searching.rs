//! Stories of search as you type: what is found by which question, in which order, and that no question
//! is too strange.

use std::time::Duration;

use domain::arabic;
use domain::call::Call;
use domain::case::Case;
use domain::id::{Millis, SubjectId};
use domain::person::Person;
use domain::reference::Reference;
use proptest::prelude::*;
use serde::Deserialize;

use super::world::{Desk, MORNING, at, call, fresh_subject};
use crate::search::{FOUND_ROWS, FoundPage, Question, Searches, Sight};
use crate::{CallRow, FoundCursor};

const ALL: Sight = Sight { sensitive: true };
/// Longer than any story takes, so that no answer depends on how busy the machine is.
const LONG: Duration = Duration::from_secs(600);

fn page(desk: &Desk, typed: &str, after: Option<FoundCursor>) -> FoundPage<CallRow> {
    let searches = Searches::default();
    let turn = searches.begin().looking_for(LONG);
    desk.store()
        .read(|reading| reading.find_calls(&Question::read(typed), after, ALL, &turn))
        .unwrap()
        .unwrap()
}

pub(super) fn found(desk: &Desk, typed: &str) -> Vec<SubjectId> {
    let mut all = Vec::new();
    let mut after = None;
    loop {
        let page = page(desk, typed, after);
        all.extend(page.rows.iter().map(|row| row.id));
        after = page.next;
        if after.is_none() {
            return all;
        }
    }
}

fn cases(desk: &Desk, typed: &str, sight: Sight) -> Vec<SubjectId> {
    let searches = Searches::default();
    let turn = searches.begin().looking_for(LONG);
    desk.store()
        .read(|reading| reading.find_cases(&Question::read(typed), None, sight, &turn))
        .unwrap()
        .unwrap()
        .rows
        .iter()
        .map(|case| case.id)
        .collect()
}

fn noted(minute: i64, note: &str) -> Call {
    Call {
        number: String::new(),
        number_as_typed: String::new(),
        caller_name: String::new(),
        note: note.into(),
        ..call(minute, None)
    }
}

fn numbered(minute: i64, e164: &str, typed: &str) -> Call {
    Call {
        number: e164.into(),
        number_as_typed: typed.into(),
        ..noted(minute, "")
    }
}

#[derive(Deserialize)]
struct Vectors {
    meet: Vec<(String, String)>,
    begin: Vec<(String, String)>,
    apart: Vec<(String, String)>,
}

/// The pairs that the folding of letters is held to, through the real index: waiting and put in.
#[test]
fn spellings_meet_in_the_index() {
    let vectors: Vectors =
        serde_json::from_str(include_str!("../../../../../assets/vectors/arabic.json")).unwrap();
    let meet = vectors
        .meet
        .iter()
        .flat_map(|(one, other)| [(one, other, true), (other, one, true)]);
    // What asks nothing finds nothing here: a list of everything helps nobody.
    let begin = vectors
        .begin
        .iter()
        .filter(|(one, _)| !Question::read(one).asks_nothing())
        .map(|(one, other)| (one, other, true));
    let apart = vectors.apart.iter().map(|(one, other)| (one, other, false));
    let pairs: Vec<_> = meet.chain(begin).chain(apart).collect();
    let desk = Desk::new();
    let ids: Vec<SubjectId> = (0..)
        .zip(&pairs)
        .map(|(minute, (_, text, _))| desk.log(minute, noted(minute, text)))
        .collect();
    for put_in in [false, true] {
        if put_in {
            desk.store().tend_index().unwrap();
        }
        for ((question, text, meets), id) in pairs.iter().zip(&ids) {
            assert_eq!(
                found(&desk, question).contains(id),
                *meets,
                "{question} and {text}, put in: {put_in}"
            );
        }
    }
}

#[test]
fn a_call_is_found_by_three_digits_of_its_number() {
    let desk = Desk::new();
    let one = desk.log(1, numbered(1, "+96899123456", "٩٩١٢٣٤٥٦"));
    let two = desk.log(2, numbered(2, "+96824601234", "2460 1234/91234567"));
    let short = desk.log(3, numbered(3, "", "1444"));
    for put_in in [false, true] {
        if put_in {
            desk.store().tend_index().unwrap();
        }
        let check = |typed: &str, expected: &[SubjectId]| {
            assert_eq!(found(&desk, typed), expected, "{typed}, put in: {put_in}");
        };
        check("123", &[two, one]);
        check("1234", &[two, one]);
        check("12345", &[two, one]);
        check("123456", &[two, one]);
        check("23456 ", &[two, one]);
        check("991", &[one]);
        check("٣٤٥٦", &[two, one]);
        check("۹۹۱۲", &[one]);
        check("9912 3456", &[one]);
        check("+968-9912-3456", &[one]);
        check("00968 9912", &[one]);
        check("91234567", &[two]);
        check("6012", &[two]);
        check("444", &[short]);
        check("99124", &[]);
    }
}

#[test]
fn a_case_is_found_by_its_sequence_and_by_its_title() {
    let desk = Desk::new();
    let reference = Reference::new(2026, 4170, 38).unwrap();
    let open = |minute: i64, reference: &str, title: &str, sensitive: bool| {
        let id = fresh_subject(minute);
        let case = Case {
            reference: reference.to_owned(),
            title: title.to_owned(),
            received_at: Some(at(minute)),
            sensitive,
            ..Case::default()
        };
        desk.store()
            .act(desk.stamp(minute), move |acting| {
                acting.append(id, case.opened())
            })
            .unwrap();
        id
    };
    let one = open(1, &reference.compact(), "نقص دواء السكري", false);
    let other = Reference::new(2026, 8_812, 7_140).unwrap();
    let hidden = open(2, &other.compact(), "شكوى دواء", true);
    let check = reference.search_digits();
    for put_in in [false, true] {
        if put_in {
            desk.store().tend_index().unwrap();
        }
        for typed in [
            "038",
            "0038",
            &check,
            check.get(1..).unwrap(),
            "26-4170-0038",
            &reference.to_string(),
        ] {
            assert_eq!(cases(&desk, typed, ALL), [one], "{typed}");
        }
        assert_eq!(cases(&desk, "٧١٤", ALL), [hidden]);
        assert_eq!(cases(&desk, "دوا", ALL), [hidden, one]);
        let blind = Sight { sensitive: false };
        assert_eq!(
            cases(&desk, "دوا", blind),
            [one],
            "kept from whoever has not the right"
        );
        assert_eq!(cases(&desk, "714", blind), []);
        assert_eq!(
            cases(&desk, "170", ALL),
            [],
            "the station's digits are not the sequence's"
        );
    }
}

#[test]
fn a_person_is_found_by_either_name_and_any_number() {
    let desk = Desk::new();
    let add = |minute: i64, name_ar: &str, name_latin: &str, number: &str| {
        let id = fresh_subject(minute);
        let person = Person {
            name_ar: name_ar.into(),
            name_latin: name_latin.into(),
            id_number: "73519264".into(),
            numbers: [(number.to_owned(), String::new())].into(),
            ..Person::default()
        };
        let stamp = desk.stamp(minute);
        desk.store()
            .act(stamp, move |acting| acting.append(id, person.added()))
            .unwrap();
        id
    };
    let one = add(
        1,
        "عبد الله بن سالم الحارثي",
        "Abdullah Al-Harthy",
        "+96899123456",
    );
    let two = add(2, "سالم الحارثي", "Salim", "+96892223333");
    for put_in in [false, true] {
        if put_in {
            desk.store().tend_index().unwrap();
        }
        for (typed, expected) in [
            ("سالم حارث", vec![two, one]),
            ("عبدالله", vec![one]),
            ("abdul", vec![one]),
            ("harth", vec![one]),
            ("222", vec![two]),
            ("٩٩١٢", vec![one]),
            ("735", vec![]),
        ] {
            let searches = Searches::default();
            let turn = searches.begin().looking_for(LONG);
            let found = desk
                .store()
                .read(|reading| reading.find_persons(&Question::read(typed), None, ALL, &turn));
            let rows = found.unwrap().unwrap().rows;
            let ids: Vec<SubjectId> = rows.iter().map(|row| row.id).collect();
            assert_eq!(ids, expected, "{typed}, put in: {put_in}");
        }
    }
}

/// A call that belongs to a sensitive case says as much as the case.
#[test]
fn calls_of_a_sensitive_case_are_kept_back_with_it() {
    let desk = Desk::new();
    let plain = desk.log(1, noted(1, "اشتباه"));
    let gathered = desk.log(2, noted(2, "اشتباه"));
    let id = fresh_subject(3);
    let opened_it = desk.log(
        3,
        Call {
            case: Some(id),
            ..noted(3, "اشتباه")
        },
    );
    let case = Case {
        calls: [gathered].into(),
        sensitive: true,
        ..Case::default()
    };
    desk.store()
        .act(desk.stamp(4), move |acting| {
            acting.append(id, case.opened())
        })
        .unwrap();
    let calls = |sensitive| {
        let searches = Searches::default();
        let turn = searches.begin().looking_for(LONG);
        let question = Question::read("اشتباه");
        let found = desk
            .store()
            .read(|reading| reading.find_calls(&question, None, Sight { sensitive }, &turn));
        let rows = found.unwrap().unwrap().rows;
        rows.iter().map(|row| row.id).collect::<Vec<_>>()
    };
    assert_eq!(calls(false), [plain]);
    assert_eq!(calls(true), [opened_it, gathered, plain]);
}

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
        assert_eq!(first.rows.len(), FOUND_ROWS);
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
        assert!(page.rows.len() <= FOUND_ROWS, "{:?}", typed.get(..20));
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
