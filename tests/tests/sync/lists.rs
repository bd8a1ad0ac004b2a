//! Lists on their way from the centre's people to the form: published once, in use at every desk without a restart, and
//! whatever was begun or saved by the lists before is saved and shown.

use app::dto::{CallForm, CardQuery, Coded, LocaleCode, SaveAs, ShiftQuery};
use app::{AppError, Rule};
use nida_tests::machine::{SUNDAY_TEN, id, query_form};
use serde_json::{Value, json};

use crate::desk::Desk;
use crate::world::Centre;

fn content(lists: &Value) -> String {
    json!({"about": "lists of a story", "lists": lists}).to_string()
}

fn rows(rows: &Value) -> Value {
    json!({"about": "", "rows": rows})
}

fn has_version(desk: &Desk, version: u64) {
    desk.wait("the lists are taken", |app| {
        let packs = app.link_status().unwrap().packs;
        let lists = packs.into_iter().find(|pack| pack.kind == "lists")?;
        (u64::try_from(lists.version) == Ok(version)).then_some(())
    });
}

fn facility(desk: &Desk, code: &str) -> Option<Coded> {
    let all = desk.app.lists().unwrap().facilities;
    all.into_iter().find(|row| row.code == code)
}

/// A question about a subject, at a facility.
fn about(call: u8, subject: &str, facility: &str) -> CallForm {
    CallForm {
        sub_category: subject.into(),
        facility: facility.into(),
        ..query_form(id(SUNDAY_TEN, [call; 10]), SUNDAY_TEN)
    }
}

fn own(active: bool) -> Value {
    json!({
        "facilities": rows(&json!([
            {"code": "royal_hospital", "ar": "المستشفى السلطاني (بوشر)", "en": "Royal Hospital (Bausher)", "group": "OM-MA"},
            {"code": "sea_clinic", "ar": "عيادة البحر", "en": "Sea clinic", "group": "OM-MA", "active": active},
        ])),
        "sub_categories": rows(&json!([
            {"type": "health_ed", "code": "sea_water", "ar": "لسعات البحر", "en": "Stings of the sea", "synonyms": [],
                "active": active},
        ])),
        "holidays": rows(&json!([
            {"occasion": "story", "ar": "إجازة", "en": "Holiday", "from": "2026-11-23", "to": "2026-11-23",
                "state": "observed", "source": "a story"},
        ])),
    })
}

/// The way of a facility's name: renamed at the centre, it is offered at every desk a minute later, with a new subject and
/// a holiday; a call is saved by them, and retiring them takes nothing from it.
#[test]
fn what_is_published_is_in_use_at_every_desk() {
    let centre = Centre::start();
    let (muscat, sohar) = (Desk::at(&centre), Desk::at(&centre));
    let built_in = facility(&muscat, "royal_hospital").unwrap();
    let unknown = muscat
        .app
        .log_call(&about(1, "sea_water", ""), SaveAs::ByRule);
    assert!(
        matches!(
            unknown,
            Err(AppError::Invalid {
                field: "subCategory",
                rule: Rule::UnknownCode,
                ..
            })
        ),
        "{unknown:?}"
    );
    let monday_is_worked = |desk: &Desk| {
        let days = desk.app.promise_times(false).unwrap().days;
        days.iter()
            .find(|day| day.day == "2026-11-23")
            .unwrap()
            .worked
    };
    assert!(monday_is_worked(&sohar));

    centre.publish_lists(&content(&own(true)));
    for desk in [&muscat, &sohar] {
        has_version(desk, 1);
        let renamed = facility(desk, "royal_hospital").unwrap();
        assert_eq!(renamed.en, "Royal Hospital (Bausher)");
        assert_ne!(renamed.en, built_in.en);
        assert_eq!(desk.app.lists().unwrap().holidays.len(), 1);
    }
    assert!(
        !monday_is_worked(&sohar),
        "a holiday that was announced yesterday"
    );
    let form = about(1, "sea_water", "sea_clinic");
    muscat.app.log_call(&form, SaveAs::ByRule).unwrap();

    // Begun at Muscat before the lists were changed, saved after.
    let begun = about(2, "sea_water", "sea_clinic");
    muscat.app.draft_keep(&begun).unwrap();
    centre.publish_lists(&content(&own(false)));
    for desk in [&muscat, &sohar] {
        has_version(desk, 2);
        assert!(!facility(desk, "sea_clinic").unwrap().active);
    }
    muscat.app.log_call(&begun, SaveAs::ByRule).unwrap();
    muscat.sent();
    for call in [&form.id, &begun.id] {
        let seen = sohar.wait("the call has arrived", |app| app.call(call).ok());
        assert_eq!(seen.form.sub_category, "sea_water");
        let corrected = muscat.app.call_form(call).unwrap();
        let corrected = CallForm {
            id: id(SUNDAY_TEN, [9; 10]),
            note: "with a word more".into(),
            ..corrected
        };
        muscat.app.amend_call(&corrected).unwrap();
    }
    let log = muscat.app.shift_log(&ShiftQuery::default());
    assert!(log.is_ok(), "{log:?}");
}

/// A card may come before the lists it was written for: it is read out all the same, and telling it puts nothing into a
/// form that no list has.
#[test]
fn a_card_of_a_subject_that_is_not_here_has_no_topic() {
    let centre = Centre::start();
    let desk = Desk::at(&centre);
    centre.publish_lists(&content(&own(true)));
    has_version(&desk, 1);
    let text = json!({"title": "لسعة قنديل البحر", "red_flags": [], "ask_first": [], "answer": ["اشطفوا الموضع."], "words": ["قنديل"]});
    let english = json!({"title": "Jellyfish", "red_flags": [], "ask_first": [], "answer": ["Rinse it."], "words": ["jellyfish"]});
    let label = json!({"ar": "الوزارة", "en": "The ministry"});
    let card = json!({
        "code": "jellyfish", "version": 1, "type": "health_ed", "sub_category": "sea_water", "audience": "public",
        "ar": text, "en": english, "source": label, "author": label, "approver": label, "approved_at": "2026-01-01",
        "valid_until": "2027-12-31", "replaces": null, "state": "approved", "sample": false,
    });
    centre.publish(None, &json!({"about": "", "rows": [card]}).to_string());
    let topic = || {
        let query = CardQuery {
            words: "jellyfish".into(),
            language: LocaleCode::En,
            type_code: String::new(),
            sub_category: String::new(),
        };
        let row = desk
            .app
            .search_cards(&query)
            .unwrap()
            .into_iter()
            .find(|row| row.code == "jellyfish")?;
        let card = desk.app.card("jellyfish", None).unwrap();
        assert_eq!(
            (&row.type_code, &row.sub_category),
            (&card.type_code, &card.sub_category)
        );
        Some((row.type_code, row.sub_category))
    };
    let known = desk.wait("the card is here", |_| topic());
    assert_eq!(known, ("health_ed".into(), "sea_water".into()));
    centre.publish_lists(&content(&own(false)));
    has_version(&desk, 2);
    assert_eq!(
        topic(),
        Some((String::new(), String::new())),
        "retired: not offered by a card either"
    );
}
