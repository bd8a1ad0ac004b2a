//! Lists changed at one machine, and what comes of them: in use there at once, everywhere once the centre has published
//! the file that the machine wrote, and given way to what the centre decides otherwise.

use std::fs;

use app::dto::{ListChangeState, ListRowEdit, ListValue, ListsOverview, NewListChange};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::desk::Desk;
use crate::world::Centre;

const TODAY: &str = "2026-11-22";
const TOMORROW: &str = "2026-11-23";

fn has_version(desk: &Desk, version: i64) {
    desk.wait("the lists are taken", |app| {
        let packs = app.link_status().unwrap().packs;
        let lists = packs.into_iter().find(|pack| pack.kind == "lists")?;
        (lists.version == version).then_some(())
    });
}

fn row(list: &str, code: &str, values: &[(&str, &str)]) -> ListRowEdit {
    let values = values.iter().map(|(name, value)| ListValue {
        name: (*name).to_owned(),
        values: vec![(*value).to_owned()],
    });
    ListRowEdit {
        list: list.into(),
        code: code.into(),
        active: true,
        values: values.collect(),
        ..ListRowEdit::default()
    }
}

/// What stands in a list under this code, with another English label.
fn renamed(desk: &Desk, list: &str, key: &str, en: &str) -> ListRowEdit {
    let sheet = desk.app.list_sheet(list).unwrap();
    let row = sheet.rows.into_iter().find(|row| row.key == key).unwrap();
    let mut values = row.values;
    for value in &mut values {
        if value.name == "en" {
            value.values = vec![en.to_owned()];
        }
    }
    ListRowEdit {
        list: list.into(),
        key: row.key,
        code: row.code,
        active: row.active,
        gone: false,
        values,
        options: row.options,
        rows: row.rows,
    }
}

fn change(desk: &Desk, from: &str, rows: Vec<ListRowEdit>) -> ListsOverview {
    let change = NewListChange {
        from: from.to_owned(),
        rows,
    };
    desk.app.change_lists(&change).unwrap()
}

fn lists(desk: &Desk) -> Value {
    serde_json::to_value(desk.app.lists().unwrap()).unwrap()
}

/// The file that the desk writes for the centre.
fn file(desk: &Desk) -> String {
    let folder = TempDir::new().unwrap();
    let path = folder.path().to_str().unwrap();
    let written = desk.app.write_lists_file(path).unwrap();
    let again = desk.app.write_lists_file(path).unwrap();
    assert_ne!(written.name, again.name, "nothing is written over");
    fs::read_to_string(folder.path().join(written.name)).unwrap()
}

fn facility(desk: &Desk, code: &str) -> Option<(String, bool)> {
    let all = desk.app.lists().unwrap().facilities;
    let row = all.into_iter().find(|row| row.code == code);
    row.map(|row| (row.en, row.active))
}

fn clinic(code: &str) -> ListRowEdit {
    row(
        "facilities",
        code,
        &[
            ("ar", "عيادة البحر"),
            ("en", "Sea clinic"),
            ("group", "OM-MA"),
        ],
    )
}

/// What a ministry makes at one desk is at every desk once it was published, and the desk where it was made goes over to
/// it without a difference.
#[test]
fn what_was_made_at_one_desk_is_published_as_it_is() {
    let centre = Centre::start();
    let (muscat, sohar) = (Desk::at(&centre), Desk::at(&centre));
    let built_in = lists(&sohar);
    change(
        &muscat,
        TODAY,
        vec![
            clinic("sea_clinic"),
            renamed(
                &muscat,
                "facilities",
                "royal_hospital",
                "Royal Hospital (Bausher)",
            ),
            row(
                "holidays",
                "story",
                &[
                    ("ar", "إجازة"),
                    ("en", "Holiday"),
                    ("from", TOMORROW),
                    ("to", TOMORROW),
                    ("state", "observed"),
                    ("source", "a story"),
                ],
            ),
        ],
    );
    let coming = renamed(
        &muscat,
        "facilities",
        "khoula_hospital",
        "Khoula (from tomorrow)",
    );
    change(&muscat, TOMORROW, vec![coming]);
    muscat.sent();
    let told = sohar.wait("the change is told at the other desk", |app| {
        let changes = app.list_changes(None).unwrap().changes;
        (changes.len() == 2).then_some(changes)
    });
    assert!(
        told.iter()
            .all(|one| one.state == ListChangeState::Elsewhere),
        "{told:?}"
    );
    assert_eq!(lists(&sohar), built_in, "no desk changes another");

    let made = lists(&muscat);
    assert_ne!(made, built_in);
    centre.publish_lists(&file(&muscat));
    for desk in [&muscat, &sohar] {
        has_version(desk, 1);
        assert_eq!(lists(desk), made, "as it was made, in its order");
        let sheet = desk.app.list_sheet("facilities").unwrap();
        let khoula = sheet.rows.iter().find(|row| row.key == "khoula_hospital");
        let coming = khoula.and_then(|row| row.coming.as_deref());
        assert_eq!(
            coming,
            Some(TOMORROW),
            "what comes tomorrow comes everywhere"
        );
    }
    let overview = muscat.app.lists_overview().unwrap();
    assert_eq!((overview.own, overview.gave_way.len()), (0, 0));

    // What comes next stands upon that, and names all that was published.
    change(&muscat, TODAY, vec![clinic("sand_clinic")]);
    centre.publish_lists(&file(&muscat));
    has_version(&sohar, 2);
    assert!(facility(&sohar, "sand_clinic").is_some() && facility(&sohar, "sea_clinic").is_some());
}

/// The centre decides otherwise: its lists take the place of what was changed at a desk, which is told there, stays
/// readable, and is made again in one press.
#[test]
fn what_the_centre_did_not_take_over_is_told_and_made_again() {
    let centre = Centre::start();
    let desk = Desk::at(&centre);
    change(&desk, TODAY, vec![clinic("sea_clinic")]);
    let other = json!({"about": "", "lists": {"relations": {"about": "", "rows": [
        {"code": "neighbour", "ar": "جار", "en": "Neighbour"},
    ]}}});
    centre.publish_lists(&other.to_string());
    has_version(&desk, 1);
    assert_eq!(
        facility(&desk, "sea_clinic"),
        Some(("Sea clinic".to_owned(), false)),
        "calls of before can still be read, and no new one is offered it"
    );
    let overview = desk.app.lists_overview().unwrap();
    let [lost] = overview.gave_way.as_slice() else {
        panic!("it is told: {overview:?}");
    };
    let overview = desk.app.remake_list_change(&lost.id).unwrap();
    assert_eq!((overview.own, overview.gave_way.len()), (1, 0));
    assert_eq!(
        facility(&desk, "sea_clinic").map(|(_, active)| active),
        Some(true)
    );
    let relations = desk.app.lists().unwrap().relations;
    assert!(relations.iter().any(|row| row.code == "neighbour"));
}

/// Whoever takes a code out of the file is refused by its name, and nothing of the file is published.
#[test]
fn a_code_taken_out_of_the_file_is_refused_by_name() {
    let centre = Centre::start();
    let desk = Desk::at(&centre);
    change(&desk, TODAY, vec![clinic("sea_clinic")]);
    centre.publish_lists(&file(&desk));
    has_version(&desk, 1);
    change(&desk, TODAY, vec![clinic("sand_clinic")]);
    let mut content: Value = serde_json::from_str(&file(&desk)).unwrap();
    let rows = content.pointer_mut("/lists/facilities/rows").unwrap();
    let rows = rows.as_array_mut().unwrap();
    rows.retain(|row| row.get("code") != Some(&json!("sea_clinic")));
    let refused = centre.try_publish_lists(&content.to_string());
    let told = refused.unwrap_err().to_string();
    assert!(told.contains("facilities/sea_clinic"), "{told}");
    assert_eq!(
        centre.publish_lists(&file(&desk)),
        2,
        "nothing was half done"
    );
}
