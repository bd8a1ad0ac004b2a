//! Lists in layers: whatever is changed in whatever order, each day has lists that hold or a fault with a name; and what
//! is written for the centre says the same as what is in use.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{
    Field, FieldKind, InnerRow, Layers, List, Lists, ListsError, RowChange, RowView, Shape,
};
use crate::local_day::LocalDay;

fn day(text: &str) -> LocalDay {
    text.parse().unwrap()
}

const TODAY: &str = "2026-11-22";

fn put(list: &str, row: Value) -> RowChange {
    let shape = Shape::of(list).unwrap();
    RowChange::put(shape, row.as_object().unwrap().clone())
}

fn facility(code: &str, en: &str) -> RowChange {
    put(
        "facilities",
        json!({"code": code, "ar": "عيادة", "en": en, "group": "OM-MA"}),
    )
}

fn name<'l>(lists: &'l Lists, code: &str) -> Option<&'l str> {
    lists.get(List::Facilities, code).map(|row| row.en.as_str())
}

fn pack(content: &Value) -> Result<Layers, ListsError> {
    Layers::of_pack(content.to_string().as_bytes())
}

/// The ministry decides in November what is true in January, and no machine has to be told again.
#[test]
fn what_a_pack_says_of_a_day_to_come_is_in_use_from_that_day_on() {
    let rows = |en: &str| {
        json!({"facilities": {"about": "", "rows": [
            {"code": "royal_hospital", "ar": "م", "en": en, "group": "OM-MA"}]}})
    };
    let content = json!({"about": "", "lists": rows("Now"), "later": [
        {"from": "2027-02-01", "lists": rows("Then")},
        {"from": "2027-01-01", "lists": rows("Next")},
    ]});
    let layers = pack(&content).unwrap();
    let check = |on: &str, expected: &str| {
        let lists = layers.as_of(day(on)).unwrap();
        assert_eq!(name(&lists, "royal_hospital"), Some(expected), "on {on}");
    };
    check("2026-12-31", "Now");
    check("2027-01-01", "Next");
    check("2027-03-01", "Then");
    let (names, rows) = Lists::named(content.to_string().as_bytes()).unwrap();
    assert_eq!(
        names.into_iter().collect::<Vec<_>>(),
        ["facilities/royal_hospital"]
    );
    assert_eq!(rows, 3);
}

/// A fault of a day that is months away is told before anything is signed, not on that day at fifty machines.
#[test]
fn every_state_is_held_against_the_rules() {
    let later = |from: &str, lists: Value| {
        let content = json!({"about": "", "lists": {}, "later": [{"from": from, "lists": lists}]});
        Lists::read(content.to_string().as_bytes())
    };
    let retired = json!({"types": {"about": "", "rows": [{"code": "complaint", "ar": "ش", "en": "C", "digit": 2,
        "case": "always", "default_outcome": "", "minimum": ["type"], "active": false}]}});
    assert!(matches!(
        later("2027-01-01", retired),
        Err(ListsError::Fixed {
            file: "types",
            field: "active",
            ..
        })
    ));
    let of_none = json!({"wilayats": {"about": "", "rows": [
        {"code": "a", "ar": "ا", "en": "A", "group": "OM-XX"}]}});
    assert!(matches!(
        later("2027-01-01", of_none),
        Err(ListsError::Field {
            file: "wilayats",
            field: "group",
            ..
        })
    ));
    assert!(matches!(
        later("2027-13-01", json!({})),
        Err(ListsError::Field {
            file: "lists",
            field: "later",
            ..
        })
    ));
}

/// What was changed here lies over the pack; what is in no layer any more stays known, and is offered to nobody.
#[test]
fn what_was_in_use_once_stays_known_as_retired() {
    let mut layers = Layers::default();
    layers.add(day(TODAY), vec![facility("sea_clinic", "Sea clinic")]);
    let lists = layers.as_of(day(TODAY)).unwrap();
    assert_eq!(name(&lists, "sea_clinic"), Some("Sea clinic"));
    let mut after = Layers::default();
    after.remember(vec![facility("sea_clinic", "Sea clinic")]);
    let lists = after.as_of(day(TODAY)).unwrap();
    let row = lists.get(List::Facilities, "sea_clinic").unwrap();
    assert!(!row.active && row.en == "Sea clinic");
    // One that does not fit any more beside what came since is left out alone.
    let broken = put(
        "facilities",
        json!({"code": "lost", "ar": "ع", "en": "Lost", "group": "OM-XX"}),
    );
    after.remember(vec![broken]);
    let lists = after.as_of(day(TODAY)).unwrap();
    assert!(lists.get(List::Facilities, "lost").is_none());
    assert!(lists.get(List::Facilities, "sea_clinic").is_some());
}

/// Rules are replaced row by row at a machine, so that a pack's other rows stay the pack's.
#[test]
fn rows_of_rules_come_move_and_go() {
    let mut layers = Layers::default();
    let targets = |layers: &Layers| layers.as_of(day(TODAY)).unwrap().targets().rules().len();
    let before = targets(&layers);
    let new = json!({"code": "story", "type": "complaint", "resolve": {"days": 3}});
    layers.add(day(TODAY), vec![put("targets", new)]);
    assert_eq!(targets(&layers), before + 1);
    let gone = RowChange::gone(Shape::of("targets").unwrap(), "story".into()).unwrap();
    layers.add(day(TODAY), vec![gone]);
    assert_eq!(targets(&layers), before);
    assert_eq!(
        RowChange::gone(Shape::of("facilities").unwrap(), "x".into()),
        None
    );
    let week = put(
        "week",
        json!({"working_days": [0, 1], "opens": "08:00", "closes": "12:00"}),
    );
    layers.add(day(TODAY), vec![week]);
    let periods = layers.state(day(TODAY)).unwrap();
    let shape = Shape::of("periods").unwrap();
    let state = Layers::default().state(day(TODAY)).unwrap();
    assert_eq!(
        periods.rows(shape),
        state.rows(shape),
        "the week left them alone"
    );
}

/// Half a change from the entry of another version of the program changes nothing.
#[test]
fn a_change_comes_back_from_its_text() {
    let changes = vec![
        facility("a", "A"),
        RowChange::gone(Shape::of("holidays").unwrap(), "eid/2026-01-01".into()).unwrap(),
    ];
    assert_eq!(RowChange::read(&RowChange::write(&changes)), Ok(changes));
    for text in [
        "",
        "{}",
        r#"[{"list": "unheard_of", "row": {}}]"#,
        r#"[{"list": "facilities"}]"#,
        r#"[{"list": "facilities", "gone": "royal_hospital"}]"#,
    ] {
        assert!(RowChange::read(text).is_err(), "{text}");
    }
}

fn any_value(kind: FieldKind) -> BoxedStrategy<Vec<String>> {
    let text = |all: &[&str]| {
        let all: Vec<Vec<String>> = all.iter().map(|one| vec![(*one).to_owned()]).collect();
        proptest::sample::select(all).boxed()
    };
    match kind {
        FieldKind::Arabic => text(&["عيادة", "خدمة", "x", ""]),
        FieldKind::English | FieldKind::Line => text(&["Clinic", "Service", "ع", " "]),
        FieldKind::OneOf(codes) | FieldKind::SomeOf(codes) => text(codes),
        FieldKind::CodeOf("types") => text(&["complaint", "report", "none"]),
        FieldKind::CodeOf("governorates") => text(&["OM-MA", "OM-XX"]),
        FieldKind::CodeOf(_) | FieldKind::CodesOf(_) => text(&["food", "appt_delay", "p1"]),
        FieldKind::YesNo | FieldKind::YesUnlessSaid => text(&["yes", "no"]),
        FieldKind::Version => text(&["1", "2"]),
        FieldKind::Number(_) => text(&["3", "9", "x"]),
        FieldKind::Time => text(&["07:30", "14:30", "25:00"]),
        FieldKind::Day => text(&["2026-12-01", "2026-12-02", "soon"]),
        FieldKind::Weekday => text(&["0", "6", "7"]),
        FieldKind::Weekdays => text(&["0", "6", "9"]),
        FieldKind::Span => Just(vec!["days".to_owned(), "2".to_owned()]).boxed(),
        FieldKind::Words => Just(vec!["كلمة".to_owned()]).boxed(),
        FieldKind::Options | FieldKind::Rows(_) => Just(Vec::new()).boxed(),
    }
}

/// One row within each field that holds rows.
fn any_inner(fields: &'static [Field]) -> BoxedStrategy<Vec<(&'static str, Vec<InnerRow>)>> {
    let rows: Vec<_> = (fields.iter())
        .filter_map(|field| match field.kind {
            FieldKind::Rows(inner) => Some((field.name, inner)),
            _ => None,
        })
        .map(|(name, inner)| {
            let values: Vec<_> = (inner.iter())
                .map(|field| (Just(field.name), any_value(field.kind)))
                .collect();
            let code = format!("of_{name}");
            (values, any_inner(inner))
                .prop_map(move |(values, rows)| {
                    let code = code.clone();
                    (name, vec![InnerRow { code, values, rows }])
                })
                .boxed()
        })
        .collect();
    rows.boxed()
}

/// A row of a list that is mostly as its form asks for.
fn any_row() -> impl Strategy<Value = (&'static Shape, RowView)> {
    (0..Shape::ALL.len(), 0..6_usize).prop_flat_map(|(at, code)| {
        let shape = &Shape::ALL[at];
        let codes = [
            "story",
            "other",
            "royal_hospital",
            "complaint",
            "self",
            "BAD",
        ];
        let fields: Vec<_> = shape
            .fields
            .iter()
            .map(|field| (Just(field.name), any_value(field.kind)))
            .collect();
        let all = (fields, any_inner(shape.fields), any::<bool>());
        all.prop_map(move |(values, rows, active)| {
            let view = RowView {
                key: String::new(),
                code: codes[code].to_owned(),
                active: active || !shape.can_retire(),
                values,
                options: Vec::new(),
                rows,
            };
            (shape, view)
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever is changed, and from whatever day on: a fault has a name, and what holds is written for the centre as it
    /// is in use, on that day and on every later one.
    #[test]
    fn what_holds_is_written_as_it_is_in_use(
        rows in prop::collection::vec((any_row(), 0..3_usize), 1..8),
        over_a_pack in any::<bool>(),
    ) {
        let days = [day("2026-11-20"), day(TODAY), day("2026-12-05")];
        let published = json!({"about": "", "lists": {
            "relations": {"about": "", "rows": [
                {"code": "neighbour", "ar": "جار", "en": "Neighbour"},
                {"code": "self", "ar": "نفسه", "en": "Oneself"},
                {"code": "cousin", "ar": "قريب", "en": "Cousin"}]},
            "facilities": {"about": "", "rows": [
                {"code": "khoula_hospital", "ar": "خولة", "en": "Khoula", "group": "OM-MA"},
                {"code": "royal_hospital", "ar": "م", "en": "Royal", "group": "OM-MA"}]}},
            "later": [{"from": "2026-12-01", "lists": {"facilities": {"about": "", "rows": [
                {"code": "story", "ar": "ع", "en": "Story", "group": "OM-MA"}]}}}]});
        let mut layers = if over_a_pack { pack(&published).unwrap() } else { Layers::default() };
        for ((shape, view), at) in rows {
            let Ok(row) = shape.row(&view) else { continue };
            let mut next = layers.clone();
            next.add(days[at], vec![RowChange::put(shape, row)]);
            // What does not hold is refused, as it is at a machine.
            if next.check().is_ok() {
                layers = next;
            }
        }
        let content = layers.content(day(TODAY), "of a test");
        prop_assert!(content.is_ok(), "{:?}", content.err());
        let content = content.unwrap();
        let theirs = Layers::of_pack(&content).unwrap();
        for on in [day(TODAY), day("2026-12-02"), day("2027-01-01")] {
            prop_assert_eq!(layers.as_of(on).unwrap(), theirs.as_of(on).unwrap());
        }
        if over_a_pack {
            let named = |content: &[u8]| Lists::named(content).unwrap().0;
            let before = named(published.to_string().as_bytes());
            prop_assert!(before.is_subset(&named(&content)), "nothing published goes unnamed");
        }
    }
}
