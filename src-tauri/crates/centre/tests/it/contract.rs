//! The contract as a document is whole, fresh, and what is served.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::world::{World, read};

/// What the project publishes must be what it does. After a change:
/// `cargo run -p centre -- openapi > src-tauri/crates/centre/openapi.json`.
#[test]
fn the_published_document_is_fresh() {
    let published = include_str!("../../openapi.json");
    assert!(
        published == centre::openapi_json(),
        "openapi.json is not what the routes say: write it anew"
    );
}

/// A foreign endpoint is written by the document alone: everything asked for stands in the query, and all
/// that a machine may leave out is called so.
#[test]
fn parameters_are_told_as_they_are_read() {
    let document = document();
    let mut needed = Vec::new();
    for path in ["/v1/hello", "/v1/feed", "/v1/links"] {
        for parameter in document["paths"][path]["get"]["parameters"]
            .as_array()
            .unwrap()
        {
            assert_eq!(parameter["in"], "query", "{parameter}");
            if parameter["required"] == true {
                needed.push(parameter["name"].as_str().unwrap().to_owned());
            }
        }
    }
    assert_eq!(needed, ["epoch"]);
    let text = document["info"]["description"].as_str().unwrap();
    for kind in domain::wire::ProblemType::ALL {
        assert!(text.contains(&kind.uri()), "{} is told", kind.uri());
    }
}

fn document() -> Value {
    serde_json::from_str(&centre::openapi_json()).unwrap()
}

#[test]
fn the_document_is_whole() {
    let document = document();
    assert!(
        document["openapi"].as_str().unwrap().starts_with("3.1"),
        "OpenAPI 3.1"
    );
    let paths: BTreeSet<_> = document["paths"]
        .as_object()
        .unwrap()
        .keys()
        .cloned()
        .collect();
    let expected = [
        "/v1/hello",
        "/v1/enrol",
        "/v1/token",
        "/v1/entries",
        "/v1/feed",
        "/v1/links",
        "/v1/packs/{kind}",
        "/v1/export/{what}",
        "/healthz",
        "/readyz",
        "/openapi.json",
    ];
    assert_eq!(paths, expected.map(String::from).into());
    let schemas = document["components"]["schemas"].as_object().unwrap();
    let mut wanted = BTreeSet::new();
    references(&document, &mut wanted);
    assert!(wanted.len() > 15, "structs are named, not anonymous");
    for name in &wanted {
        assert!(schemas.contains_key(name), "{name} is used and not there");
    }
    for (name, schema) in schemas {
        assert!(
            schema.get("description").is_some(),
            "{name} says what it is"
        );
    }
}

fn references(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(object) => {
            if let Some(Value::String(reference)) = object.get("$ref") {
                found.insert(reference.rsplit('/').next().unwrap().to_owned());
            }
            object.values().for_each(|value| references(value, found));
        }
        Value::Array(values) => values.iter().for_each(|value| references(value, found)),
        _ => {}
    }
}

/// Every operation of the document answers, with its own method and nothing else.
#[tokio::test]
async fn what_the_document_says_is_served() {
    let world = World::new().await;
    let served: Value = read(
        &world
            .http
            .get(format!("{}/openapi.json", world.base))
            .send()
            .await
            .unwrap(),
    );
    assert_eq!(served, document());
    for (path, operations) in document()["paths"].as_object().unwrap() {
        for method in ["get", "post", "put", "delete"] {
            let url = format!("{}{path}", world.base);
            let request = world
                .http
                .request(method.to_uppercase().parse().unwrap(), url);
            let status = request.send().await.unwrap().status.as_u16();
            let there = operations.get(method).is_some();
            assert_eq!(
                status != 404 && status != 405,
                there,
                "{method} {path}: {status}"
            );
        }
    }
}
