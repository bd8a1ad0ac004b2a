//! The sample cards keep every rule, are found by the words of callers, and only valid ones are told.

use super::load::{FILES, File, load};
use super::{CARDS_FOUND_MAX, Card, CardQuestion, CardState, Cards};
use crate::lists::{Lists, ListsError};
use crate::local_day::LocalDay;

fn cards() -> &'static Cards {
    Cards::embedded().unwrap()
}

fn today() -> LocalDay {
    "2026-11-22".parse().unwrap()
}

fn codes(words: &str) -> Vec<&'static str> {
    let question = CardQuestion {
        words,
        ..CardQuestion::default()
    };
    let found = cards().search(&question, today());
    found.iter().map(|card| card.code.as_str()).collect()
}

#[test]
fn every_health_topic_has_a_card() {
    assert!(cards().all().len() >= 24);
    let lists = Lists::embedded().unwrap();
    for topic in lists.sub_categories() {
        let is_asked = topic.type_code == "health_ed" && topic.code != "other";
        let has_card = cards()
            .all()
            .iter()
            .any(|card| card.type_code == topic.type_code && card.sub_category == topic.code);
        assert!(!is_asked || has_card, "{}", topic.code);
    }
    assert_eq!(cards().check_topics(lists), Ok(()));
    let enquiries = |card: &&Card| card.type_code == "inquiry";
    assert!(cards().all().iter().filter(enquiries).count() >= 4);
}

/// Nothing built in may pass for what the ministry has approved.
#[test]
fn every_card_built_in_says_that_it_is_a_sample() {
    for card in cards().all() {
        assert!(card.sample, "{}", card.code);
        assert!(card.approver.en.contains("awaited"), "{}", card.code);
    }
}

/// One mistyped number on a red flag would cost time.
#[test]
fn the_emergency_number_is_the_same_everywhere() {
    for card in cards().all() {
        for flag in card.ar.red_flags.iter().chain(&card.en.red_flags) {
            let long_numbers = flag
                .split(|c: char| !c.is_ascii_digit())
                .filter(|number| number.len() > 3);
            for number in long_numbers {
                assert_eq!(number, "9999", "{}: {flag}", card.code);
            }
        }
    }
}

#[test]
fn cards_are_found_by_the_words_that_callers_use() {
    let first = |words: &str, code: &str| {
        assert_eq!(codes(words).first().copied(), Some(code), "{words}");
    };
    first("التطعيمات", "child_vaccines");
    first("هبوط السكر", "low_sugar");
    first("نزل سكره", "low_sugar");
    first("رمضان سكري", "diabetes_ramadan");
    first("عنقز", "chickenpox");
    first("طراش", "diarrhoea_vomiting");
    first("انحرق", "burns");
    first("داب", "snake_scorpion");
    first("شيشه", "stop_smoking");
    first("ضيقه", "low_mood_anxiety");
    first("طاح", "falls");
    first("fasting", "diabetes_ramadan");
    first("burn", "burns");
    first("dengue", "mosquito_fever");
    first("BURNS", "burns");
}

#[test]
fn a_word_of_many_cards_finds_its_topic() {
    let found = codes("تطعيم");
    assert_eq!(
        found
            .iter()
            .take(3)
            .collect::<std::collections::BTreeSet<_>>(),
        ["child_vaccines", "fever_after_vaccine", "flu_vaccine"]
            .iter()
            .collect()
    );
}

/// A caller tells a story; the card must be found in it.
#[test]
fn a_sentence_finds_its_card() {
    let among_first = |words: &str, code: &str| {
        assert!(
            codes(words).iter().take(3).any(|found| *found == code),
            "{words}: {:?}",
            codes(words)
        );
    };
    among_first("ولدي فيه حرارة من أمس", "child_fever");
    among_first("لسعته عقرب في رجله", "snake_scorpion");
    among_first("my child has a fever since yesterday", "child_fever");
    assert!(codes("zzzz").is_empty());
    assert!(
        codes("zzzz تطعيم").is_empty(),
        "of two words both are asked"
    );
}

#[test]
fn the_topic_of_the_form_lifts_its_own() {
    let search = |words, type_code, sub_category| {
        let question = CardQuestion {
            words,
            type_code,
            sub_category,
        };
        cards().search(&question, today())
    };
    let of_topic = search("", "health_ed", "first_aid");
    assert_eq!(of_topic.len(), CARDS_FOUND_MAX);
    let leading = of_topic
        .iter()
        .take_while(|card| card.sub_category == "first_aid")
        .count();
    assert_eq!(leading, 4, "those of the topic come first");
    // حرارة is fever and heat; what the form is about decides.
    let first = |sub_category| {
        search("حرارة", "health_ed", sub_category)[0]
            .sub_category
            .clone()
    };
    assert_eq!(first("vaccination"), "vaccination");
    assert_eq!(first("mother_child"), "mother_child");
}

/// Two versions of one card, by the rows of a file with its state and dates exchanged.
fn two_versions(first: (&str, &str), second: (&str, &str)) -> Result<Cards, ListsError> {
    of_rows(&rows_of(first, second))
}

fn rows_of(first: (&str, &str), second: (&str, &str)) -> String {
    let row = |version: u32, (state, until): (&str, &str)| {
        let replaces = if version > 1 { "1" } else { "null" };
        let (approved, until) = if matches!(state, "draft" | "review") {
            ("null".to_owned(), "null".to_owned())
        } else {
            ("\"2026-01-01\"".to_owned(), format!("\"{until}\""))
        };
        format!(
            r#"{{"code":"a","version":{version},"type":"health_ed","sub_category":"first_aid","audience":"public",
            "ar":{{"title":"ا","red_flags":[],"ask_first":[],"answer":["ا"],"words":["حرق"]}},
            "en":{{"title":"A","red_flags":[],"ask_first":[],"answer":["A"],"words":["burn"]}},
            "source":{{"ar":"ا","en":"A"}},"author":{{"ar":"ا","en":"A"}},"approver":{{"ar":"ا","en":"A"}},
            "approved_at":{approved},"valid_until":{until},"replaces":{replaces},"state":"{state}","sample":true}}"#
        )
    };
    format!("[{},{}]", row(1, first), row(2, second))
}

fn of_rows(rows: &str) -> Result<Cards, ListsError> {
    let text = format!(r#"{{"about":"","rows":{rows}}}"#);
    let file: File<'_> = ("cards/test", &text);
    load(&[file])
}

/// What was corrected, withdrawn or is past its day must not be read to anybody.
#[test]
fn only_an_approved_card_within_its_time_is_told() {
    let check = |first, second, told: Option<u32>| {
        let cards = two_versions(first, second).unwrap();
        let card = cards.told_today("a", today());
        assert_eq!(card.map(|card| card.version), told, "{first:?} {second:?}");
        let question = CardQuestion {
            words: "حرق",
            ..CardQuestion::default()
        };
        let found: Vec<u32> = cards
            .search(&question, today())
            .iter()
            .map(|card| card.version)
            .collect();
        assert_eq!(found, told.into_iter().collect::<Vec<_>>());
        assert!(cards.get("a", 1).is_some(), "an old call still shows it");
    };
    check(("approved", "2027-01-01"), ("draft", ""), Some(1));
    check(("approved", "2027-01-01"), ("review", ""), Some(1));
    check(
        ("approved", "2027-01-01"),
        ("approved", "2027-01-01"),
        Some(2),
    );
    check(
        ("approved", "2027-01-01"),
        ("withdrawn", "2027-01-01"),
        None,
    );
    check(("approved", "2027-01-01"), ("approved", "2026-11-21"), None);
    check(("withdrawn", "2027-01-01"), ("expired", "2026-02-01"), None);
    check(("approved", "2026-11-21"), ("draft", ""), None);
    check(("approved", "2026-11-22"), ("draft", ""), Some(1));
}

/// A call of the day before the correction told what was right then.
#[test]
fn a_version_is_told_from_the_day_of_its_approval() {
    let version = ("approved", "2027-01-01");
    let rows = rows_of(version, version);
    let (before, corrected) = rows.rsplit_once("2026-01-01").unwrap();
    let cards = of_rows(&format!("{before}2026-11-01{corrected}")).unwrap();
    let told = |day: &str| {
        let card = cards.told_today("a", day.parse().unwrap());
        card.map(|card| card.version)
    };
    assert_eq!(told("2025-12-31"), None);
    assert_eq!(told("2026-10-31"), Some(1));
    assert_eq!(told("2026-11-01"), Some(2));
}

#[test]
fn states_follow_each_other() {
    use CardState::{Approved, Draft, Expired, Review, Withdrawn};
    let lawful = [
        (Draft, Review),
        (Review, Draft),
        (Review, Approved),
        (Approved, Expired),
        (Approved, Withdrawn),
    ];
    for from in CardState::ALL {
        for to in CardState::ALL {
            assert_eq!(
                from.may_become(to),
                lawful.contains(&(from, to)),
                "{from:?} to {to:?}"
            );
        }
    }
}

#[test]
fn a_fault_is_told_by_file_and_code() {
    let good = r#"[{"code":"a","version":1,"type":"health_ed","sub_category":"first_aid","audience":"public","ar":{"title":"ا","red_flags":["ا"],"ask_first":[],"answer":["ا"],"words":["ا"]},"en":{"title":"A","red_flags":["A"],"ask_first":[],"answer":["A"],"words":["a"]},"source":{"ar":"ا","en":"A"},"author":{"ar":"ا","en":"A"},"approver":{"ar":"ا","en":"A"},"approved_at":"2026-01-01","valid_until":"2027-01-01","replaces":null,"state":"approved","sample":true}]"#;
    assert!(of_rows(good).is_ok());
    let check = |from: &str, to: &str, field: &'static str| {
        let error = of_rows(&good.replacen(from, to, 1)).unwrap_err();
        let file = if field == "replaces" {
            "cards"
        } else {
            "cards/test"
        };
        assert_eq!(
            error,
            ListsError::Field {
                file,
                code: "a".into(),
                field
            },
            "{to}"
        );
    };
    check("first_aid", "First aid", "sub_category");
    check("health_ed", "", "type");
    check(r#""red_flags":["A"]"#, r#""red_flags":[]"#, "en");
    check(r#""title":"A""#, r#""title":"ا""#, "en");
    check(r#""answer":["ا"]"#, r#""answer":["A"]"#, "ar");
    check(r#""words":["ا"]"#, r#""words":[]"#, "ar");
    check(r#""state":"approved""#, r#""state":"draft""#, "approved_at");
    check(r#""state":"approved""#, r#""state":"loved""#, "state");
    check("2027-01-01", "2025-01-01", "approved_at");
    check("2027-01-01", "2027-02-30", "valid_until");
    check(r#""replaces":null"#, r#""replaces":1"#, "replaces");
    check(r#""version":1"#, r#""version":2"#, "replaces");
    check(r#""version":1"#, r#""version":0"#, "version");
    let twice = format!(
        "[{0},{0}]",
        good.trim_start_matches('[').trim_end_matches(']')
    );
    assert_eq!(
        of_rows(&twice).unwrap_err(),
        ListsError::Twice {
            file: "cards/test",
            code: "a/1".into()
        }
    );
    assert!(FILES.len() >= 10);
}

/// A pack is believed for as long as its form is the one of the cards built in, and bounded like them.
#[test]
fn a_pack_is_read_like_the_cards_built_in() {
    for (file, text) in FILES {
        let read = Cards::read(text.as_bytes()).unwrap();
        assert!(!read.all().is_empty(), "{file}");
        assert_eq!(read.retold_of(cards()), None, "{file}");
    }
    let fault = |content: &[u8]| match Cards::read(content).unwrap_err() {
        ListsError::Unreadable { line, .. } => (line.to_string(), ""),
        ListsError::Field { code, field, .. } => (code, field),
        ListsError::Twice { code, .. } => (code, "twice"),
        ListsError::Fixed { code, .. } => (code, "fixed"),
    };
    let (_, first_aid) = FILES[0];
    assert_eq!(fault(b""), ("1".into(), ""));
    assert_eq!(fault(b"{\"about\":\"\",\n\"rows\":\xff}"), ("2".into(), ""));
    assert_eq!(
        fault(br#"{"about":"","rows":[]}"#),
        ("1".into(), ""),
        "none at all"
    );
    assert_eq!(fault(&[b'['; 100_000]).1, "", "however deep it is nested");
    let half = &first_aid.as_bytes()[..first_aid.len() / 2];
    assert_eq!(fault(half).1, "", "a half is none");
    let more = first_aid.replacen("\"sample\": true", "\"sample\": true, \"more\": 1", 1);
    assert_eq!(fault(more.as_bytes()).1, "", "a field that is not known");
    let long = "a".repeat(super::CARD_CODE_CHARS_MAX + 1);
    let code = cards().all()[0].code.clone();
    let of_long = first_aid.replacen(&code, &long, 1);
    assert_eq!(fault(of_long.as_bytes()), (long, "code"));
}

/// A centre that was broken into must not fill a machine's memory.
#[test]
fn a_pack_holds_so_many_cards_and_no_more() {
    let row = |code: usize| {
        format!(
            r#"{{"code":"a{code}","version":1,"type":"health_ed","sub_category":"first_aid","audience":"public",
            "ar":{{"title":"ا","red_flags":[],"ask_first":[],"answer":["ا"],"words":["ا"]}},
            "en":{{"title":"A","red_flags":[],"ask_first":[],"answer":["A"],"words":["a"]}},
            "source":{{"ar":"ا","en":"A"}},"author":{{"ar":"ا","en":"A"}},"approver":{{"ar":"ا","en":"A"}},
            "approved_at":null,"valid_until":null,"replaces":null,"state":"draft","sample":false}}"#
        )
    };
    let pack = |count: usize| {
        let rows: Vec<String> = (0..count).map(row).collect();
        format!(r#"{{"about":"","rows":[{}]}}"#, rows.join(","))
    };
    let most = super::CARDS_MAX;
    assert_eq!(
        Cards::read(pack(most).as_bytes()).unwrap().all().len(),
        most
    );
    let error = Cards::read(pack(most + 1).as_bytes()).unwrap_err();
    assert!(
        matches!(error, ListsError::Field { field: "rows", .. }),
        "{error}"
    );
}

/// Whoever was told version 1 was told what version 1 says today.
#[test]
fn a_version_never_says_something_else() {
    let (_, text) = FILES[0];
    let before = Cards::read(text.as_bytes()).unwrap();
    let first = &before.all()[0];
    let other = text.replacen(&first.ar.answer[0], "شيء آخر", 1);
    let other = Cards::read(other.as_bytes()).unwrap();
    let retold = other.retold_of(&before).map(|card| card.code.as_str());
    assert_eq!(retold, Some(first.code.as_str()));
    let withdrawn = text.replacen("\"approved\"", "\"withdrawn\"", 1);
    let withdrawn = Cards::read(withdrawn.as_bytes()).unwrap();
    assert_eq!(withdrawn.retold_of(&before), None, "its state may change");
}

/// A ministry may write a card about a subject of its own: only the lists of its site know whether there is such a one.
#[test]
fn a_topic_is_held_against_the_lists_of_the_site() {
    let rows = rows_of(("approved", "2027-01-01"), ("draft", ""));
    let own = of_rows(&rows.replace("first_aid", "sea_water")).unwrap();
    let fault = own.check_topics(Lists::embedded().unwrap()).unwrap_err();
    assert_eq!(
        fault.to_string(),
        "list cards: sub_category of \"a\" does not keep its rule"
    );
    let pack = r#"{"about": "", "lists": {"sub_categories": {"about": "", "rows": [
        {"type": "health_ed", "code": "sea_water", "ar": "ماء البحر", "en": "Sea water", "synonyms": []}]}}}"#;
    let lists = Lists::read(pack.as_bytes()).unwrap();
    assert_eq!(own.check_topics(&lists), Ok(()));
}
