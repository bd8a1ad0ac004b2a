//! Quality forms changed by an administrator: the next version from its day on, and every score of before as it was.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may stop at once")]

mod common;

use app::AppError;
use app::dto::{
    AddedPerson, ListInnerRow, ListRow, ListRowEdit, ListValue, NewListChange, NewScore,
    QualityForm, SaveAs, ScoreAnswers,
};
use common::*;
use domain::id::Millis;
use domain::lists::ListsError;

const TODAY: &str = "2026-11-22";
const TOMORROW: &str = "2026-11-23";
const DAY_MS: i64 = 86_400_000;
const FORM: &str = "health_call";

fn row(machine: &Machine) -> ListRow {
    let sheet = machine.app.list_sheet("quality_forms").unwrap();
    let row = sheet.rows.into_iter().find(|row| row.key == FORM);
    row.unwrap()
}

/// The form as it is, to be changed.
fn edit(machine: &Machine) -> ListRowEdit {
    let row = row(machine);
    ListRowEdit {
        list: "quality_forms".into(),
        key: row.key,
        code: row.code,
        active: row.active,
        gone: false,
        values: row.values,
        options: row.options,
        rows: row.rows,
    }
}

fn sections(edit: &mut ListRowEdit) -> &mut Vec<ListInnerRow> {
    let rows = edit.rows.iter_mut().find(|one| one.name == "sections");
    &mut rows.unwrap().rows
}

fn set(values: &mut Vec<ListValue>, name: &str, text: &str) {
    values.retain(|value| value.name != name);
    if !text.is_empty() {
        values.push(ListValue {
            name: name.into(),
            values: vec![text.into()],
        });
    }
}

fn save(machine: &Machine, from: &str, row: ListRowEdit) -> Result<(), AppError> {
    let change = NewListChange {
        from: from.into(),
        rows: vec![row],
    };
    machine.app.change_lists(&change).map(drop)
}

/// The form that calls are scored by.
fn in_use(machine: &Machine) -> QualityForm {
    let forms = machine.app.lists().unwrap().quality_forms;
    forms.into_iter().find(|form| form.code == FORM).unwrap()
}

/// Maryam supervises and looks after the lists; a call of Said's waits for her.
fn a_call_to_score() -> (Machine, String) {
    let machine = machine();
    machine.sign_in("maryam");
    let added = machine.add(&person("said", &["agent"]));
    assert!(matches!(added, AddedPerson::Added { .. }));
    machine.app.sign_out().unwrap();
    machine.sign_in("said");
    let logged = machine.app.log_call(&query_form(1), SaveAs::ByRule);
    let call = logged.unwrap().row.id;
    machine.app.sign_out().unwrap();
    machine.sign_in("maryam");
    (machine, call)
}

/// Everything right by the form in use.
fn best(n: u8, call: &str, form: &QualityForm) -> NewScore {
    let items = form.sections.iter().flat_map(|section| &section.items);
    let answers = items.map(|item| {
        let points = item.points.map(|points| points.to_string());
        (item.code.clone(), points.unwrap_or_else(|| "yes".into()))
    });
    NewScore {
        id: new_id(n),
        call: call.into(),
        answers: ScoreAnswers {
            form: form.code.clone(),
            version: form.version,
            answers: answers.collect(),
            failed: Vec::new(),
        },
        text: String::new(),
    }
}

/// What a form asks changes on its day; who was scored before it keeps the score, with the version that it was given by.
#[test]
fn a_form_that_weighs_otherwise_is_the_next_version_from_its_day_on() {
    let (machine, call) = a_call_to_score();
    let first = in_use(&machine);
    let scored = machine.app.score_call(&best(60, &call, &first)).unwrap();
    assert_eq!((scored[0].result, scored[0].version), (1_000, 1));

    let mut heavier = edit(&machine);
    let closing = sections(&mut heavier).last_mut().unwrap();
    set(&mut closing.values, "weight", "40");
    closing.rows[0].rows.push(ListInnerRow {
        code: "thanked".into(),
        values: [
            ("ar", "شكر المتصل"),
            ("en", "Thanked the caller"),
            ("answer", "yes_no"),
        ]
        .map(|(name, text)| ListValue {
            name: name.into(),
            values: vec![text.into()],
        })
        .into(),
        rows: Vec::new(),
    });
    save(&machine, TOMORROW, heavier).unwrap();
    assert_eq!(in_use(&machine), first, "today as it was");
    assert_eq!(row(&machine).coming.as_deref(), Some(TOMORROW));

    machine.clock.set(Millis(SUNDAY_TEN + DAY_MS));
    let second = in_use(&machine);
    assert_eq!(second.version, 2);
    let closing = second.sections.last().unwrap();
    assert_eq!((closing.weight, closing.items.len()), (40, 3));
    let thanked = closing.items.last().unwrap();
    assert!(!thanked.may_not_apply, "nothing said of it is no");
    assert!(closing.items[1].may_not_apply, "as it was");

    let kept = machine.app.call(&call).unwrap().scores.remove(0);
    assert_eq!((kept.result, kept.version), (1_000, 1));
    assert!(!kept.answers.contains_key("thanked"));
    let again = machine.app.score_call(&best(61, &call, &second)).unwrap();
    let by: Vec<u32> = again.iter().map(|score| score.version).collect();
    assert!(
        by.contains(&1) && by.contains(&2),
        "each by its own: {by:?}"
    );
    let old = machine.app.score_call(&best(62, &call, &first));
    assert!(old.is_err(), "nobody scores by the old one any more");
}

/// A label asks for nothing; and a number that was in use once is never given to another content.
#[test]
fn labels_keep_the_version_and_no_number_is_given_twice() {
    let (machine, _) = a_call_to_score();
    let mut renamed = edit(&machine);
    set(&mut sections(&mut renamed)[0].values, "en", "Opening");
    save(&machine, TODAY, renamed).unwrap();
    let form = in_use(&machine);
    assert_eq!((form.version, form.sections[0].en.as_str()), (1, "Opening"));

    let mut lighter = edit(&machine);
    set(&mut sections(&mut lighter)[0].values, "weight", "5");
    save(&machine, TODAY, lighter).unwrap();
    assert_eq!(in_use(&machine).version, 2);
    let change = machine.app.list_changes(None).unwrap().changes.remove(0);
    machine.app.withdraw_list_change(&change.id).unwrap();
    assert_eq!(in_use(&machine).version, 1);
    let mut heavier = edit(&machine);
    set(&mut sections(&mut heavier)[0].values, "weight", "15");
    save(&machine, TODAY, heavier).unwrap();
    assert_eq!(in_use(&machine).version, 3, "2 was another one");
}

/// A ministry's second form begins at version 1, whatever its window sent.
#[test]
fn a_new_form_begins_with_the_first_version() {
    let (machine, _) = a_call_to_score();
    let mut own = edit(&machine);
    own.key.clear();
    own.code = "short_call".into();
    set(&mut own.values, "version", "7");
    sections(&mut own).truncate(1);
    save(&machine, TODAY, own).unwrap();
    let forms = machine.app.lists().unwrap().quality_forms;
    let own = forms.iter().find(|form| form.code == "short_call").unwrap();
    assert_eq!((own.version, own.sections.len()), (1, 1));
}

/// What is wrong in the middle of a form is told where it stands, and nothing is saved.
#[test]
fn a_fault_within_a_form_names_its_place() {
    let (machine, _) = a_call_to_score();
    let refused = |change: &dyn Fn(&mut ListRowEdit)| {
        let mut row = edit(&machine);
        change(&mut row);
        match save(&machine, TODAY, row) {
            Err(AppError::List(fault)) => fault,
            other => panic!("{other:?}"),
        }
    };
    let at = |code: &str, field: &'static str| ListsError::Field {
        file: "quality_forms",
        code: code.into(),
        field,
    };
    let weight = |text: &'static str| {
        move |row: &mut ListRowEdit| set(&mut sections(row)[1].values, "weight", text)
    };
    for text in ["", "0", "101", "many"] {
        let fault = refused(&weight(text));
        assert_eq!(fault, at("health_call/listening", "weight"), "{text:?}");
    }
    let none = refused(&|row| sections(row)[1].rows.clear());
    assert_eq!(none, at("health_call/listening", "items"));
    let none = refused(&|row| row.rows.retain(|one| one.name != "sections"));
    assert_eq!(none, at("health_call", "sections"));
    let item = |row: &mut ListRowEdit, name: &str, text: &str| {
        set(&mut sections(row)[1].rows[0].rows[0].values, name, text);
    };
    let fault = refused(&|row| item(row, "max", "11"));
    assert_eq!(fault, at("health_call/listening/listened", "max"));
    let fault = refused(&|row| item(row, "answer", "yes_no"));
    assert_eq!(fault, at("health_call/listening/listened", "max"));
    let fault = refused(&|row| item(row, "ar", ""));
    assert_eq!(fault, at("health_call/listening/listened", "ar"));
    let twice = refused(&|row| sections(row)[1].rows[0].rows[0].code = "greeting".into());
    assert!(matches!(twice, ListsError::Twice { code, .. } if code == "greeting"));
    assert_eq!(in_use(&machine).version, 1);
    assert!(machine.app.list_changes(None).unwrap().changes.is_empty());
}
