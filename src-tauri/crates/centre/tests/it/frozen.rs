//! The first version of entry, link and protocol, frozen as bytes (`tests/frozen/v1`): what a machine of then
//! sends is taken today, and what it is answered is what it was answered then.
//!
//! The files were recorded once and never change; they lack what was added to the answers since. A field that is
//! answered beside theirs is no change: whoever reads ignores what they do not know.

use std::path::PathBuf;

use domain::id::MachineId;
use domain::wire::{EntriesAnswer, FeedPage, Hello, Mark, Outcome};
use serde_json::Value;

use crate::line::Line;
use crate::world::{Desk, World};

/// What is another one at every centre, or at every moment: of these the form alone is compared.
const OWN_TO_A_CENTRE: [&str; 5] = ["centre", "site", "time", "challenge", "token"];

fn frozen(name: &str) -> String {
    let folder = PathBuf::from(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../tests/frozen/v1"
    ));
    std::fs::read_to_string(folder.join(name)).unwrap()
}

fn frozen_json(name: &str) -> Value {
    serde_json::from_str(&frozen(name)).unwrap()
}

/// Whether a machine that was answered `then` finds all of it in `now`; where not, the first place.
fn first_difference(then: &Value, now: &Value, at: &str, only_form: bool) -> Option<String> {
    match (then, now) {
        (Value::Object(then), Value::Object(now)) => then.iter().find_map(|(key, then)| {
            let form = only_form || OWN_TO_A_CENTRE.contains(&key.as_str()) || at == "/epoch";
            let at = format!("{at}/{key}");
            match now.get(key) {
                Some(now) => first_difference(then, now, &at, form),
                None => Some(at),
            }
        }),
        (Value::Array(then), Value::Array(now)) if then.len() == now.len() => {
            let mut pairs = then.iter().zip(now).enumerate();
            pairs.find_map(|(place, (then, now))| {
                first_difference(then, now, &format!("{at}/{place}"), only_form)
            })
        }
        (Value::String(_), Value::String(_)) | (Value::Number(_), Value::Number(_))
            if only_form =>
        {
            None
        }
        (then, now) => (then != now).then(|| at.to_owned()),
    }
}

fn assert_as_then(name: &str, now: &[u8]) {
    let now: Value = serde_json::from_slice(now).unwrap();
    let differs = first_difference(&frozen_json(name), &now, "", false);
    assert_eq!(differs, None, "{name}: where it differs; now {now}");
}

/// Posts the batch of then, as its bytes lie there.
async fn send_the_batch(desk: &Desk) -> Vec<u8> {
    let request = Line
        .post(desk.url("/v1/entries"))
        .header("content-type", "application/json")
        .body(frozen("batch.json").into_bytes());
    let told = desk.with_token(request).send().await.unwrap();
    assert_eq!(told.status.as_u16(), 200);
    told.body
}

/// A machine that was never updated: every entry it sends is taken, in the order and under the numbers of then.
#[tokio::test]
async fn a_machine_of_the_first_version_is_answered_as_then() {
    let world = World::new().await;
    let desk = world.desk(1).await;
    assert_eq!(
        desk.machine,
        MachineId::from_bytes([1; 16]),
        "of the frozen chain"
    );
    let answer = send_the_batch(&desk).await;
    assert_as_then("answer.json", &answer);
    let read: EntriesAnswer = serde_json::from_slice(&answer).unwrap();
    for (place, result) in read.results.iter().enumerate() {
        let number = place as u64 + 1;
        assert_eq!(
            result.read(),
            Some(Outcome::Stored { number }),
            "{result:?}"
        );
    }

    // It tells no more of its marks than it knew to tell.
    let page: FeedPage = serde_json::from_str(&frozen("feed.json")).unwrap();
    let last = page.items.len() as u64;
    let end: FeedPage =
        serde_json::from_slice(&desk.get(&format!("/v1/feed?after={last}")).await.body).unwrap();
    let mark = Mark {
        number: last,
        hash: end.before.unwrap(),
    };
    let hello = desk.get(&format!("/v1/hello?marks={mark}")).await;
    assert_as_then("hello.json", &hello.body);
    let hello: Hello = serde_json::from_slice(&hello.body).unwrap();
    assert_eq!(hello.machine.unwrap().restart_from, None, "its mark stands");
}

/// The site's other machine is given the same bytes: unknown kinds, versions and fields among them.
#[tokio::test]
async fn entries_of_the_first_version_are_given_as_then() {
    let world = World::new().await;
    let (desk, other) = (world.desk(1).await, world.desk(2).await);
    send_the_batch(&desk).await;
    let page = other.get("/v1/feed?after=0").await;
    assert_as_then("feed.json", &page.body);
}

/// The comparison bites: a field that is gone, another value, another form.
#[test]
fn what_a_machine_of_then_would_miss_is_found() {
    let then = serde_json::json!({"site": "a", "last": 1, "items": [{"id": "x"}]});
    for (now, at) in [
        (
            serde_json::json!({"site": "b", "last": 1, "items": [{"id": "x", "new": 1}]}),
            None,
        ),
        (
            serde_json::json!({"last": 1, "items": [{"id": "x"}]}),
            Some("/site"),
        ),
        (
            serde_json::json!({"site": 7, "last": 1, "items": [{"id": "x"}]}),
            Some("/site"),
        ),
        (
            serde_json::json!({"site": "a", "last": 2, "items": [{"id": "x"}]}),
            Some("/last"),
        ),
        (
            serde_json::json!({"site": "a", "last": 1, "items": [{"id": "y"}]}),
            Some("/items/0/id"),
        ),
        (
            serde_json::json!({"site": "a", "last": 1, "items": []}),
            Some("/items"),
        ),
    ] {
        assert_eq!(first_difference(&then, &now, "", false).as_deref(), at);
    }
}
