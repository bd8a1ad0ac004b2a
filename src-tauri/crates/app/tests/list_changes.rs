//! Lists changed at a machine: from a day on, all of a change or nothing, and never so that a record of before cannot be
//! read.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may stop at once")]

mod common;

use app::dto::{
    CallForm, CallType, CaseQuery, ListChangeState, ListRow, ListRowEdit, ListValue, NewListChange,
    SaveAs,
};
use app::{AppError, Rule};
use common::*;
use domain::id::Millis;
use domain::lists::ListsError;

const TODAY: &str = "2026-11-22";
const TOMORROW: &str = "2026-11-23";
const DAY_MS: i64 = 86_400_000;

fn values(all: &[(&str, &[&str])]) -> Vec<ListValue> {
    let all = all.iter().map(|(name, values)| ListValue {
        name: (*name).to_owned(),
        values: values.iter().map(|one| (*one).to_owned()).collect(),
    });
    all.collect()
}

/// The row of a list as an administrator has it before them.
fn row(machine: &Machine, list: &str, key: &str) -> ListRow {
    let sheet = machine.app.list_sheet(list).unwrap();
    let row = sheet.rows.into_iter().find(|row| row.key == key);
    row.unwrap_or_else(|| panic!("{list} has {key}"))
}

fn edit(list: &str, row: ListRow) -> ListRowEdit {
    ListRowEdit {
        list: list.into(),
        key: row.key,
        code: row.code,
        active: row.active,
        gone: false,
        values: row.values,
        options: row.options,
        rows: row.rows,
    }
}

/// The row with another English label.
fn renamed(machine: &Machine, list: &str, key: &str, en: &str) -> ListRowEdit {
    let mut edit = edit(list, row(machine, list, key));
    let label = edit.values.iter_mut().find(|value| value.name == "en");
    label.unwrap().values = vec![en.into()];
    edit
}

fn new(list: &str, code: &str, all: &[(&str, &[&str])]) -> ListRowEdit {
    ListRowEdit {
        list: list.into(),
        code: code.into(),
        active: true,
        values: values(all),
        ..ListRowEdit::default()
    }
}

fn from(day: &str, rows: Vec<ListRowEdit>) -> NewListChange {
    NewListChange {
        from: day.into(),
        rows,
    }
}

fn label(machine: &Machine, facility: &str) -> Option<String> {
    let all = machine.app.lists().unwrap().facilities;
    let row = all.into_iter().find(|row| row.code == facility);
    row.map(|row| row.en)
}

fn working() -> Machine {
    let machine = machine();
    machine.sign_in("maryam");
    machine
}

/// The service of a story: a type on a free digit, two subjects, a field and a target.
fn service() -> Vec<ListRowEdit> {
    let labels = |ar: &'static str, en: &'static str| [ar, en];
    let [ar, en] = labels("خدمة المنزل", "Home visits");
    vec![
        new(
            "types",
            "home_visit",
            &[
                ("ar", &[ar]),
                ("en", &[en]),
                ("digit", &["9"]),
                ("case", &["always"]),
                ("minimum", &["type", "sub_category"]),
            ],
        ),
        new(
            "sub_categories",
            "wound_care",
            &[
                ("type", &["home_visit"]),
                ("ar", &["العناية بالجروح"]),
                ("en", &["Wound care"]),
            ],
        ),
        new(
            "custom_fields",
            "visit_day",
            &[
                ("type", &["home_visit"]),
                ("ar", &["يوم الزيارة"]),
                ("en", &["Day of the visit"]),
                ("kind", &["date"]),
            ],
        ),
        new(
            "targets",
            "home_visit",
            &[
                ("type", &["home_visit"]),
                ("acknowledge", &["days", "1"]),
                ("resolve", &["days", "3"]),
            ],
        ),
    ]
}

/// A hospital has a new name from tomorrow on: it is written today, and nobody has to think of it tomorrow.
#[test]
fn a_label_changes_on_its_day_and_not_before() {
    let machine = working();
    let before = label(&machine, "royal_hospital");
    let edit = renamed(
        &machine,
        "facilities",
        "royal_hospital",
        "Royal Hospital (new)",
    );
    let overview = machine
        .app
        .change_lists(&from(TOMORROW, vec![edit]))
        .unwrap();
    assert_eq!(overview.own, 1);
    let shown = row(&machine, "facilities", "royal_hospital");
    assert_eq!(shown.coming.as_deref(), Some(TOMORROW));
    assert!(!shown.changed, "not yet");
    assert_eq!(label(&machine, "royal_hospital"), before, "still today");
    machine.clock.set(Millis(SUNDAY_TEN + DAY_MS));
    let new_name = Some("Royal Hospital (new)".to_owned());
    assert_eq!(
        label(&machine, "royal_hospital"),
        new_name,
        "without a restart"
    );
    assert!(row(&machine, "facilities", "royal_hospital").changed);
}

/// What a person typed wrong is told by its field, and nothing of the whole change is there.
#[test]
fn a_fault_names_its_field_and_nothing_is_half_done() {
    let machine = working();
    let before = machine.app.lists().unwrap();
    let mut rows = service();
    rows[1].values.retain(|value| value.name != "ar");
    let refused = machine.app.change_lists(&from(TODAY, rows));
    assert!(
        matches!(&refused, Err(AppError::List(ListsError::Field { file: "sub_categories", code, field: "ar" })) if code == "wound_care"),
        "{refused:?}"
    );
    let mut rows = service();
    rows[0].values[2].values = vec!["1".into()];
    let refused = machine.app.change_lists(&from(TODAY, rows));
    assert!(
        matches!(
            &refused,
            Err(AppError::List(ListsError::Twice { file: "types", .. }))
        ),
        "the digit of reports: {refused:?}"
    );
    let now = machine.app.lists().unwrap();
    assert_eq!(now.types.len(), before.types.len());
    assert_eq!(now.custom_fields.len(), before.custom_fields.len());
    let changes = machine.app.list_changes(None).unwrap().changes;
    assert!(changes.is_empty(), "nothing was written");
}

/// A service that was made in the morning takes calls in the morning, with its own clock.
#[test]
fn a_new_service_takes_calls_at_once() {
    let machine = working();
    machine.app.change_lists(&from(TODAY, service())).unwrap();
    let form = CallForm {
        type_code: "home_visit".into(),
        sub_category: "wound_care".into(),
        outcome: String::new(),
        ..query_form(1)
    };
    let saved = machine.app.log_call(&form, SaveAs::ByRule).unwrap();
    assert!(
        saved.case_reference.is_some(),
        "its type always opens a case"
    );
    let cases = machine.app.cases(&CaseQuery::default()).unwrap().rows;
    assert!(cases[0].due.is_some(), "its target sets when it is due");

    // Taken back, its code stays readable and is offered to nobody.
    let change = machine.app.list_changes(None).unwrap().changes.remove(0);
    assert_eq!(change.state, ListChangeState::InUse);
    assert_eq!(change.rows.len(), 4);
    machine.app.withdraw_list_change(&change.id).unwrap();
    let types = machine.app.lists().unwrap().types;
    let stays: Option<&CallType> = types.iter().find(|one| one.code == "home_visit");
    assert!(stays.is_some_and(|one| !one.active && one.en == "Home visits"));
    let again = CallForm {
        id: new_id(2),
        ..form
    };
    let kept = machine.app.log_call(&again, SaveAs::ByRule);
    assert!(
        kept.is_ok(),
        "what was begun by it is still saved: {kept:?}"
    );
    let changes = machine.app.list_changes(None).unwrap().changes;
    assert_eq!(changes[0].state, ListChangeState::Withdrawn);

    // Made again it is the same service; its field cannot come back as another kind of thing.
    let mut rows = service();
    rows[2].values[3].values = vec!["text".into()];
    let turned = machine.app.change_lists(&from(TODAY, rows));
    assert!(
        matches!(
            &turned,
            Err(AppError::List(ListsError::Fixed { field: "kind", .. }))
        ),
        "{turned:?}"
    );
    machine.app.change_lists(&from(TODAY, service())).unwrap();
}

/// An eleventh type finds no digit left, and is a type all the same.
#[test]
fn a_type_without_a_digit_is_one_too() {
    let machine = working();
    machine.app.change_lists(&from(TODAY, service())).unwrap();
    let mut more = new(
        "types",
        "mobile_clinic",
        &[
            ("ar", &["عيادة متنقلة"]),
            ("en", &["Mobile clinic"]),
            ("case", &["never"]),
            ("default_outcome", &["answered"]),
            ("minimum", &["type", "note"]),
        ],
    );
    machine
        .app
        .change_lists(&from(TODAY, vec![more.clone()]))
        .unwrap();
    let types = machine.app.lists().unwrap().types;
    let last = types.last().map(|one| (one.code.as_str(), one.digit));
    assert_eq!(
        last,
        Some(("mobile_clinic", -1)),
        "behind those with a digit"
    );
    let form = CallForm {
        type_code: "mobile_clinic".into(),
        sub_category: String::new(),
        ..query_form(4)
    };
    machine.app.log_call(&form, SaveAs::ByRule).unwrap();
    more.code = "another".into();
    more.values.push(ListValue {
        name: "digit".into(),
        values: vec!["9".into()],
    });
    let taken = machine.app.change_lists(&from(TODAY, vec![more]));
    assert!(
        matches!(&taken, Err(AppError::List(ListsError::Twice { code, .. })) if code == "9"),
        "{taken:?}"
    );
}

/// Who would retire a code is told how many calls bear it, and is not kept from it.
#[test]
fn a_code_tells_how_many_calls_bear_it() {
    let machine = working();
    machine
        .app
        .log_call(&query_form(5), SaveAs::ByRule)
        .unwrap();
    let count = |list: &str, key: &str| machine.app.list_uses(list, key).unwrap().calls;
    assert_eq!(count("types", "health_ed"), Some(1));
    assert_eq!(count("sub_categories", "health_ed/vaccination"), Some(1));
    assert_eq!(count("sub_categories", "health_ed/diabetes"), Some(0));
    assert_eq!(count("channels", "phone_in"), Some(1));
    assert_eq!(count("facilities", "royal_hospital"), Some(0));
    assert_eq!(count("sexes", "male"), None, "no call bears one");
    machine.clock.set(Millis(SUNDAY_TEN + 400 * DAY_MS));
    assert_eq!(count("types", "health_ed"), Some(0), "of the last year");
}

/// What the program relies on cannot be taken away, and a code never becomes another.
#[test]
fn what_must_stay_stays() {
    let machine = working();
    let check = |edit: ListRowEdit, field: &str| {
        let answer = machine.app.change_lists(&from(TODAY, vec![edit]));
        assert!(
            matches!(&answer, Err(AppError::List(ListsError::Fixed { field: of, .. })) if *of == field),
            "{field}: {answer:?}"
        );
    };
    let mut retired = edit("types", row(&machine, "types", "complaint"));
    retired.active = false;
    check(retired, "active");
    let mut other = edit("facilities", row(&machine, "facilities", "royal_hospital"));
    other.code = "royal".into();
    check(other, "code");
    let mut status = edit("case_statuses", row(&machine, "case_statuses", "new"));
    status.values.last_mut().unwrap().values = vec!["closed".into()];
    check(status, "group");
    check(
        new("priorities", "p9", &[("ar", &["أخرى"]), ("en", &["Other"])]),
        "code",
    );
    let gone = ListRowEdit {
        gone: true,
        ..edit("facilities", row(&machine, "facilities", "royal_hospital"))
    };
    check(gone, "active");
    let twice = machine.app.change_lists(&from(
        TODAY,
        vec![new(
            "facilities",
            "royal_hospital",
            &[
                ("ar", &["آخر"]),
                ("en", &["Another"]),
                ("group", &["OM-MA"]),
            ],
        )],
    ));
    assert!(
        matches!(&twice, Err(AppError::List(ListsError::Twice { code, .. })) if code == "royal_hospital"),
        "{twice:?}"
    );
}

/// Days: none that is over, and an earlier change is not lost to a later one without a word.
#[test]
fn a_change_before_a_later_one_is_refused() {
    let machine = working();
    let rename = |en: &str| renamed(&machine, "facilities", "royal_hospital", en);
    let invalid = |day: &str| {
        machine
            .app
            .change_lists(&from(day, vec![rename("Another")]))
    };
    for (day, rule) in [
        ("2026-11-21", Rule::NotAhead),
        ("soon", Rule::NotADay),
        ("2031-01-01", Rule::TooFarAhead),
    ] {
        let answer = invalid(day);
        assert!(
            matches!(&answer, Err(AppError::Invalid { field: "from", rule: of, .. }) if *of == rule),
            "{day}: {answer:?}"
        );
    }
    machine
        .app
        .change_lists(&from(TOMORROW, vec![rename("Tomorrow's")]))
        .unwrap();
    let answer = invalid(TODAY);
    assert!(
        matches!(&answer, Err(AppError::ListComing { day, .. }) if day.to_string() == TOMORROW),
        "{answer:?}"
    );
    let same = edit("facilities", row(&machine, "facilities", "khoula_hospital"));
    let same = machine.app.change_lists(&from(TODAY, vec![same]));
    assert!(
        matches!(
            same,
            Err(AppError::Invalid {
                field: "rows",
                rule: Rule::SameAsBefore,
                ..
            })
        ),
        "{same:?}"
    );
}

/// A holiday that was called off is gone; one that moves is the same holiday on another day.
#[test]
fn a_holiday_moves_and_goes() {
    let machine = working();
    let holiday = new(
        "holidays",
        "story",
        &[
            ("ar", &["إجازة"]),
            ("en", &["Holiday"]),
            ("from", &[TOMORROW]),
            ("to", &[TOMORROW]),
            ("state", &["expected"]),
            ("source", &["a story"]),
        ],
    );
    let count = |machine: &Machine| machine.app.lists().unwrap().holidays.len();
    let before = count(&machine);
    machine
        .app
        .change_lists(&from(TODAY, vec![holiday]))
        .unwrap();
    assert_eq!(count(&machine), before + 1);
    let mut moved = edit("holidays", row(&machine, "holidays", "story/2026-11-23"));
    for value in &mut moved.values {
        if ["from", "to"].contains(&value.name.as_str()) {
            value.values = vec!["٢٤/١١/2026".into()];
        }
    }
    machine.app.change_lists(&from(TODAY, vec![moved])).unwrap();
    assert_eq!(count(&machine), before + 1, "moved, not doubled");
    let gone = ListRowEdit {
        gone: true,
        ..edit("holidays", row(&machine, "holidays", "story/2026-11-24"))
    };
    machine.app.change_lists(&from(TODAY, vec![gone])).unwrap();
    assert_eq!(count(&machine), before);
}

/// An undo that would pull the ground from under a later change is refused, by name.
#[test]
fn what_others_hang_on_is_not_taken_back_first() {
    let machine = working();
    machine.app.change_lists(&from(TODAY, service())).unwrap();
    let made = machine.app.list_changes(None).unwrap().changes.remove(0).id;
    let subject = new(
        "sub_categories",
        "dressing",
        &[
            ("type", &["home_visit"]),
            ("ar", &["ضماد"]),
            ("en", &["Dressing"]),
        ],
    );
    machine
        .app
        .change_lists(&from(TODAY, vec![subject]))
        .unwrap();
    let refused = machine.app.withdraw_list_change(&made);
    assert!(
        matches!(&refused, Err(AppError::List(ListsError::Field { code, .. })) if code == "home_visit/dressing"),
        "{refused:?}"
    );
    assert_eq!(machine.app.lists_overview().unwrap().own, 2);
}
