//! Lists of a site: held against those built in and against what was published before, and answer cards against them.

use centre::{PackNumber, PublishError, Published, publish_pack};
use domain::lists::ListsError;
use domain::wire::{Pack, PackKind};
use serde_json::{Value, json};

use crate::ground::Ground;
use crate::process::{printed, run, run_whole};
use crate::world::{World, read};

const FIRST_AID: &str = include_str!("../../../../../assets/cards/first_aid.json");

fn content(lists: &Value) -> String {
    json!({"about": "of a story", "lists": lists}).to_string()
}

fn rows(list: &str, rows: Value) -> String {
    content(&json!({list: {"about": "", "rows": rows}}))
}

fn facility(code: &str, en: &str) -> Value {
    json!({"code": code, "ar": "مركز صحي", "en": en, "group": "OM-MA"})
}

fn subject(code: &str) -> Value {
    json!({"type": "health_ed", "code": code, "ar": "ماء البحر", "en": "Sea water", "synonyms": []})
}

pub(crate) async fn publish(
    world: &World,
    kind: PackKind,
    content: &str,
) -> Result<Published, PublishError> {
    let storage = world.storage().await;
    let sites = storage.sites().await.unwrap();
    let site = sites.into_iter().next().unwrap().site;
    let content = content.as_bytes().to_vec();
    publish_pack(
        storage.as_ref(),
        &site,
        kind,
        content,
        PackNumber::Next,
        world.now(),
    )
    .await
}

/// Cards and lists are two packs with numbers of their own, and each is given as it was published.
#[tokio::test]
async fn lists_are_given_beside_cards() {
    let world = World::new().await;
    let desk = world.desk(1).await;
    let own = rows(
        "facilities",
        json!([facility("own", "Own"), facility("other_own", "Other")]),
    );
    let published = publish(&world, PackKind::Lists, &own).await.unwrap();
    assert_eq!((published.version, published.rows), (1, 2));
    publish(&world, PackKind::Cards, FIRST_AID).await.unwrap();
    let hello = desk.hello(None, &[]).await;
    let named = hello.machine.unwrap().packs.unwrap();
    let kinds: Vec<_> = named
        .iter()
        .map(|pack| (pack.kind.as_str(), pack.version))
        .collect();
    assert_eq!(kinds, [("cards", 1), ("lists", 1)]);
    let pack: Pack = read(&desk.get("/v1/packs/lists").await);
    assert_eq!(
        (pack.kind.as_str(), pack.content.0),
        ("lists", own.into_bytes())
    );
}

/// A code that was chosen for a call last year must have its name next year, at every machine.
#[tokio::test]
async fn what_was_published_once_stays_named() {
    let world = World::new().await;
    world.desk(1).await;
    let both = content(&json!({
        "facilities": {"about": "", "rows": [facility("own", "Own"), facility("other_own", "Other")]},
        "holidays": {"about": "", "rows": []},
    }));
    publish(&world, PackKind::Lists, &both).await.unwrap();
    let fewer = rows("facilities", json!([facility("own", "Own")]));
    let refused = publish(&world, PackKind::Lists, &fewer).await.unwrap_err();
    let words = refused.to_string();
    assert!(
        words.starts_with(
            "published before and not named any more: facilities/other_own, holidays; "
        ),
        "{words}"
    );
    let mut retired = facility("other_own", "Other");
    retired["active"] = json!(false);
    let retired = content(&json!({
        "facilities": {"about": "", "rows": [facility("own", "Own, renamed"), retired]},
        "holidays": {"about": "", "rows": []},
    }));
    let published = publish(&world, PackKind::Lists, &retired).await.unwrap();
    assert_eq!((published.version, published.rows), (2, 2));

    let fax = |kind: &str| {
        let mut all: Value = serde_json::from_str(&retired).unwrap();
        all["lists"]["channels"] = json!({"about": "", "rows": [{"code": "fax", "ar": "فاكس", "en": "Fax", "kind": kind}]});
        all.to_string()
    };
    publish(&world, PackKind::Lists, &fax("visit"))
        .await
        .unwrap();
    let refused = publish(&world, PackKind::Lists, &fax("phone")).await;
    assert!(
        matches!(
            refused,
            Err(PublishError::Content(ListsError::Fixed {
                field: "kind",
                ..
            }))
        ),
        "calls were taken down by it: {refused:?}"
    );
}

/// A ministry adds a subject and writes a card about it; which comes first is not left to chance.
#[tokio::test]
async fn a_card_is_about_a_subject_that_the_site_has() {
    let world = World::new().await;
    world.desk(1).await;
    let card = FIRST_AID.replace(
        "\"sub_category\": \"first_aid\"",
        "\"sub_category\": \"sea_water\"",
    );
    let card = card.replace("\"code\": \"", "\"code\": \"own_");
    let refused = publish(&world, PackKind::Cards, &card).await.unwrap_err();
    let words = refused.to_string();
    assert!(
        words.contains("field \"sub_category\": a type, and a subject of it"),
        "{words}"
    );
    let own = rows("sub_categories", json!([subject("sea_water")]));
    publish(&world, PackKind::Lists, &own).await.unwrap();
    let published = publish(&world, PackKind::Cards, &card).await.unwrap();
    assert_eq!(published.rows, 4);
}

/// A mistake is told by list, code and field, to whoever can put it right.
#[tokio::test]
async fn the_command_tells_each_fault_of_lists() {
    let ground = Ground::new().await;
    printed(&run(&ground, &["enrol", "--site", "مسقط"]));
    let folder = tempfile::TempDir::new().unwrap();
    let file = folder.path().join("lists.json");
    let publish = |text: &str| {
        std::fs::write(&file, text).unwrap();
        let arguments = [
            "pack",
            "publish",
            file.to_str().unwrap(),
            "--kind",
            "lists",
            "--site",
            "مسقط",
        ];
        run_whole(&ground, &arguments)
    };
    let refused = |text: &str, expected: &str| {
        let output = publish(text);
        assert!(!output.status.success());
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains(expected), "{expected}: {said}");
    };
    refused(
        "{}",
        "line 1: this is not the JSON that is expected here: {\"about\": …, \"lists\"",
    );
    refused(
        &rows("planets", json!([])),
        "list \"planets\": there is no such list",
    );
    let mut moon = facility("own", "Own");
    moon["group"] = json!("OM-XX");
    refused(
        &rows("facilities", json!([moon])),
        "list facilities, code \"own\", field \"group\": the code of a governorate",
    );
    refused(
        &rows(
            "facilities",
            json!([facility("own", "A"), facility("own", "B")]),
        ),
        "list facilities: \"own\" stands there twice",
    );
    refused(
        &rows(
            "roles",
            json!([{"code": "king", "ar": "ملك", "en": "King"}]),
        ),
        "list roles, code \"king\": the program has rules about the codes of this list",
    );
    let night = json!([{"code": "night", "ar": "الليل", "en": "Night", "starts": "07:30"}]);
    refused(&rows("shifts", night), "field \"starts\": a time as HH:MM");
    let told = printed(&publish(&rows(
        "facilities",
        json!([facility("own", "Own")]),
    )));
    assert_eq!(told, "lists version 1 for site مسقط: 1 rows\n");
}
