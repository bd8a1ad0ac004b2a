//! The lists of a ministry lie over those built in: nothing is lost, nothing moves that was not meant to, and whatever
//! the program relies on stays.

use serde_json::{Value, json};

use super::{LABEL_CHARS_MAX, LIST_ROWS_MAX, List, Lists, ListsError};
use crate::local_day::LocalDay;

fn content(lists: Value) -> Vec<u8> {
    json!({"about": "of a test", "lists": lists})
        .to_string()
        .into_bytes()
}

fn rows(list: &str, rows: Value) -> Vec<u8> {
    content(json!({list: {"about": "", "rows": rows}}))
}

fn read(list: &str, of: Value) -> Result<Lists, ListsError> {
    Lists::read(&rows(list, of))
}

fn codes(lists: &Lists, list: List) -> Vec<&str> {
    lists
        .rows(list)
        .iter()
        .map(|row| row.code.as_str())
        .collect()
}

fn fixed(file: &'static str, code: &str, field: &'static str) -> Result<Lists, ListsError> {
    let code = code.to_owned();
    Err(ListsError::Fixed { file, code, field })
}

fn wrong(file: &'static str, code: &str, field: &'static str) -> Result<Lists, ListsError> {
    let code = code.to_owned();
    Err(ListsError::Field { file, code, field })
}

fn relation(code: &str, en: &str) -> Value {
    json!({"code": code, "ar": "ق", "en": en})
}

/// What a pack does not name is as it was: an empty one changes nothing.
#[test]
fn a_pack_that_says_nothing_changes_nothing() {
    assert_eq!(Lists::read(&content(json!({}))).as_ref(), Lists::embedded());
    assert_eq!(read("relations", json!([])).as_ref(), Lists::embedded());
}

/// Hands know where a row is: what is only renamed stays there, and a new row stands where the pack puts it.
#[test]
fn a_row_replaces_its_own_and_a_new_one_stands_behind_the_row_before_it() {
    let built_in = codes(Lists::embedded().unwrap(), List::Relations);
    let [first, second, third, ..] = built_in.as_slice() else {
        panic!("some relations");
    };
    let check = |own: Value, expected: &[&str]| {
        let lists = read("relations", own).unwrap();
        let rest = built_in.iter().skip(3).copied();
        let own_end = expected.iter().position(|code| *code == "…").unwrap();
        let (head, tail) = expected.split_at(own_end);
        let expected: Vec<&str> = (head.iter().copied())
            .chain(rest)
            .chain(tail.iter().skip(1).copied())
            .collect();
        assert_eq!(codes(&lists, List::Relations), expected);
        lists
    };
    let lists = check(
        json!([relation(second, "Renamed")]),
        &[first, second, third, "…"],
    );
    assert_eq!(lists.get(List::Relations, second).unwrap().en, "Renamed");
    check(
        json!([relation("new", "New")]),
        &[first, second, third, "…", "new"],
    );
    check(
        json!([
            relation(first, "A"),
            relation("new", "N"),
            relation("newer", "M")
        ]),
        &[first, "new", "newer", second, third, "…"],
    );
    check(
        json!([
            relation("new", "N"),
            relation(third, "C"),
            relation(first, "A")
        ]),
        &[third, second, first, "…", "new"],
    );
    let retired = json!([{"code": third, "ar": "ق", "en": "T", "active": false}]);
    let lists = check(retired, &[first, second, third, "…"]);
    assert!(
        !lists.get(List::Relations, third).unwrap().active,
        "retired, and named on the calls of then"
    );
}

/// Lists refer to each other: a subject of a new type, in a new group, with a question and a target of its own.
#[test]
fn what_a_pack_adds_is_checked_together() {
    let whole = json!({
        "types": {"about": "", "rows": [{"code": "campaign", "ar": "حملة", "en": "Campaign", "digit": 9, "case": "ask",
            "default_outcome": "answered", "minimum": ["type", "sub_category"]}]},
        "sub_category_groups": {"about": "", "rows": [{"code": "season", "ar": "موسم", "en": "Season", "group": "campaign"}]},
        "sub_categories": {"about": "", "rows": [{"type": "campaign", "code": "flu", "ar": "الإنفلونزا", "en": "Flu",
            "group": "season", "synonyms": ["cold"]}]},
        "questions": {"about": "", "rows": [{"type": "campaign", "sub_category": "flu", "code": "flu_where", "ar": "أين؟",
            "en": "Where?", "answer": "text"}]},
        "targets": {"about": "", "rows": [{"code": "campaign", "type": "campaign", "resolve": {"days": 1}}]},
    });
    let lists = Lists::read(&content(whole.clone())).unwrap();
    let digits: Vec<u8> = lists.types().iter().filter_map(|row| row.digit).collect();
    assert_eq!(digits, [1, 2, 3, 4, 5, 6, 7, 8, 9, 0]);
    assert_eq!(lists.questions_of("campaign", "flu").count(), 1);
    assert_eq!(
        lists.targets().rules().len(),
        1,
        "targets are replaced whole"
    );
    assert!(lists.sub_category("complaint", "conduct").is_some());
    for (without, file, code, field) in [
        ("types", "sub_categories", "campaign/flu", "type"),
        (
            "sub_category_groups",
            "sub_categories",
            "campaign/flu",
            "group",
        ),
        ("sub_categories", "types", "campaign", "minimum"),
    ] {
        let mut less = whole.clone();
        less.as_object_mut().unwrap().remove(without);
        assert_eq!(
            Lists::read(&content(less)),
            wrong(file, code, field),
            "{without}"
        );
    }
}

/// Ramadan and Eid of a year are announced days before they begin.
#[test]
fn calendar_and_holidays_are_replaced_whole() {
    let day: LocalDay = "2026-11-23".parse().unwrap();
    assert!(Lists::embedded().unwrap().calendar().is_working_day(day));
    let own = json!([{"occasion": "opening", "ar": "افتتاح", "en": "Opening", "from": "2026-11-23", "to": "2026-11-23",
        "state": "observed", "source": "the ministry"}]);
    let lists = read("holidays", own).unwrap();
    assert!(!lists.calendar().is_working_day(day));
    assert_eq!(lists.calendar().holidays().len(), 1);
    let week = json!({"calendar": {"about": "", "working_days": [0, 1, 2, 3], "opens": "08:00", "closes": "13:00", "periods": []}});
    let lists = Lists::read(&content(week)).unwrap();
    assert!(
        !lists
            .calendar()
            .is_working_day("2026-11-26".parse().unwrap()),
        "a Thursday"
    );
    assert!(
        lists.calendar().holidays().len() > 1,
        "the holidays are another file"
    );
}

/// The program decides by these codes: nothing but their names is a ministry's to choose.
#[test]
fn what_the_program_has_rules_about_cannot_be_changed() {
    let status = |more: Value| {
        let mut row = json!({"code": "new", "ar": "مستجدة", "en": "Just in", "group": "open"});
        row.as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        read("case_statuses", json!([row]))
    };
    let renamed = status(json!({})).unwrap();
    assert_eq!(
        renamed.get(List::CaseStatuses, "new").unwrap().en,
        "Just in"
    );
    assert_eq!(
        status(json!({"code": "odd"})),
        fixed("case_statuses", "odd", "code")
    );
    assert_eq!(
        status(json!({"group": "closed"})),
        fixed("case_statuses", "new", "group")
    );
    assert_eq!(
        status(json!({"active": false})),
        fixed("case_statuses", "new", "active")
    );
    for list in [
        "roles",
        "referral_states",
        "priorities",
        "severities",
        "sexes",
    ] {
        assert!(
            matches!(
                read(list, json!([relation("odd", "Odd")])),
                Err(ListsError::Fixed { field: "code", .. })
            ),
            "{list}"
        );
    }
    let retired = |list: &str, code: &str| {
        read(
            list,
            json!([{"code": code, "ar": "ق", "en": "Q", "active": false}]),
        )
    };
    assert_eq!(
        retired("outcomes", "case_opened"),
        fixed("outcomes", "case_opened", "active")
    );
    assert_eq!(
        retired("relations", "self"),
        fixed("relations", "self", "active")
    );
    assert!(retired("outcomes", "transferred").is_ok());
}

fn call_type(code: &str, digit: u8, active: bool) -> Value {
    json!({"code": code, "ar": "ن", "en": "T", "digit": digit, "case": "ask", "default_outcome": "answered",
           "minimum": ["type"], "active": active})
}

/// A case about these is sensitive from its start: under a code of somebody's own everybody would see it.
#[test]
fn what_is_sensitive_from_the_start_stays_under_its_code() {
    assert_eq!(
        read("types", json!([call_type("humanitarian", 7, false)])),
        fixed("types", "humanitarian", "active")
    );
    for code in ["abuse", "self_harm"] {
        let row = json!([{"type": "report", "code": code, "ar": "م", "en": "M", "synonyms": [], "active": false}]);
        let of = format!("report/{code}");
        assert_eq!(
            read("sub_categories", row),
            fixed("sub_categories", &of, "active")
        );
    }
}

/// Hands learn the digits: 0 is that of calls that asked for nothing, and a retired type keeps its own from nobody.
#[test]
fn a_digit_is_that_of_one_type_in_use() {
    let mut non_service = call_type("non_service", 9, true);
    assert_eq!(
        read("types", json!([non_service.clone()])),
        fixed("types", "non_service", "digit")
    );
    non_service["digit"] = json!(0);
    assert!(read("types", json!([non_service])).is_ok());
    assert!(matches!(
        read("types", json!([call_type("visits", 8, true)])),
        Err(ListsError::Twice { .. })
    ));
    let instead = json!([
        call_type("compliment", 8, false),
        call_type("visits", 8, true)
    ]);
    let lists = read("types", instead).unwrap();
    assert_eq!(lists.call_type("visits").unwrap().digit, Some(8));
}

/// Calls of years were taken down by these: a telephone call that became a letter would have no length any more.
#[test]
fn what_records_were_written_by_stays_what_it_is() {
    let channel = |code: &str, kind: &str, out: bool| {
        let sender = (kind == "letter").then(|| json!({"ar": "م", "en": "S"}));
        read(
            "channels",
            json!([{"code": code, "ar": "ق", "en": "Q", "kind": kind, "out": out, "sender": sender}]),
        )
    };
    assert_eq!(
        channel("phone_in", "letter", false),
        fixed("channels", "phone_in", "kind")
    );
    assert_eq!(
        channel("phone_in", "phone", true),
        fixed("channels", "phone_in", "out")
    );
    assert!(channel("fax", "letter", false).is_ok());
    let field = |kind: &str| {
        read(
            "custom_fields",
            json!([{"type": "report", "sub_categories": ["adr"], "code": "product_batch", "ar": "ق",
            "en": "Q", "kind": kind, "max": 9}]),
        )
    };
    assert!(field("text").is_ok());
    assert_eq!(
        field("number"),
        fixed("custom_fields", "product_batch", "kind")
    );
    let before = read(
        "channels",
        json!([{"code": "fax", "ar": "ق", "en": "Q", "kind": "visit"}]),
    )
    .unwrap();
    let after = channel("fax", "letter", false).unwrap();
    assert!(matches!(
        after.turned_from(&before),
        Some(ListsError::Fixed { field: "kind", .. })
    ));
    assert_eq!(after.turned_from(Lists::embedded().unwrap()), None);
}

/// What can be chosen in a field are codes as well: records name them.
#[test]
fn what_can_be_chosen_in_a_field_is_never_removed() {
    let built_in = Lists::embedded()
        .unwrap()
        .custom_field("product_kind")
        .unwrap();
    let super::ValueKind::Codes(options) = &built_in.kind else {
        panic!("codes");
    };
    let own = json!([{"type": "report", "sub_categories": ["adr"], "code": "product_kind", "ar": "ق", "en": "Q",
        "kind": "codes", "options": [relation("gas", "Gas")]}]);
    let content = rows("custom_fields", own);
    let lists = Lists::read(&content).unwrap();
    let super::ValueKind::Codes(now) = &lists.custom_field("product_kind").unwrap().kind else {
        panic!("codes");
    };
    assert_eq!(now.len(), options.len() + 1);
    let (named, rows) = Lists::named(&content).unwrap();
    let named: Vec<String> = named.into_iter().collect();
    assert_eq!(
        named,
        [
            "custom_fields/product_kind",
            "custom_fields/product_kind/gas"
        ]
    );
    assert_eq!(rows, 1);
}

/// A signed content is the ministry's word and still no reason to fall over.
#[test]
fn what_is_no_pack_is_told_with_its_place() {
    let unreadable = |line| {
        Err(ListsError::Unreadable {
            file: "lists",
            line,
        })
    };
    assert_eq!(Lists::read(b""), unreadable(1));
    assert_eq!(
        Lists::read(b"{\"about\": \"\",\n\n \"lists\": []}"),
        unreadable(3)
    );
    assert_eq!(
        Lists::read(b"{\"about\": \"\",\n \"lists\": {}, \"more\": 1}"),
        unreadable(2)
    );
    assert_eq!(Lists::read(b"\n\xff"), unreadable(2));
    let deep = format!("{{\"about\": {}", "[".repeat(50_000));
    assert!(Lists::read(deep.as_bytes()).is_err());
    let twice = "{\"about\": \"\", \"lists\": {\"holidays\": {\"about\": \"\", \"rows\": []}, \
                 \"holidays\": {\"about\": \"\", \"rows\": []}}}";
    let told = |file, code: &str| {
        let code = code.to_owned();
        Err(ListsError::Twice { file, code })
    };
    assert_eq!(Lists::read(twice.as_bytes()), told("lists", "holidays"));
    let same = json!([relation("new", "A"), relation("new", "B")]);
    assert_eq!(read("relations", same), told("relations", "new"));
    assert_eq!(
        Lists::read(&content(json!({"planets": {"rows": 5}}))),
        wrong("lists", "planets", "lists")
    );
    let long = "x".repeat(LABEL_CHARS_MAX + 1);
    assert_eq!(
        read("relations", json!([relation("new", &long)])),
        wrong("relations", "new", "en")
    );
    let many: Vec<Value> = (0..=LIST_ROWS_MAX)
        .map(|at| relation(&format!("r{at}"), "R"))
        .collect();
    assert_eq!(
        read("relations", json!(many)),
        wrong("relations", "", "rows")
    );
}

/// A night shift that is given up ends no night of before.
#[test]
fn a_retired_shift_starts_no_more_and_keeps_its_times() {
    let lists = read("shifts", json!([{"code": "night", "ar": "الليل", "en": "Night", "starts": "21:30", "active": false}])).unwrap();
    let plan = lists.shift_plan();
    let day: LocalDay = "2026-11-22".parse().unwrap();
    let late = day.starts_at_ms() + 23 * 3_600_000;
    assert_eq!(plan.shift_at(late).code, "evening");
    let night = "2026-11-22/night".parse().unwrap();
    let span = plan.span(&night).unwrap();
    assert_eq!(
        span.starts_at_ms,
        day.starts_at_ms() + 21 * 3_600_000 + 1_800_000
    );
    assert_eq!(
        span.ends_at_ms,
        day.next().starts_at_ms() + 7 * 3_600_000 + 1_800_000
    );
    let retired: Vec<_> = plan.retired_on(day).collect();
    assert_eq!(retired, [night]);
}
