//! The contract as a document, made from the routes and the structs of the wire.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use domain::wire::{PROTOCOL_HEADER, ProblemType};
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::{Modify, OpenApi};

use super::{enrol, entries, export, feed, health, hello, packs};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Nida centre",
        description = "The contract between a machine and the centre. Ids are hyphenated UUIDs, instants \
            UTC in milliseconds, digests lower-case hexadecimal, other byte strings Base64 with padding. \
            In hashes and signatures an id is its sixteen bytes. Requests may be gzip. Whoever reads \
            ignores fields it does not know."
    ),
    paths(
        hello::hello,
        enrol::enrol,
        enrol::token,
        entries::entries,
        feed::feed,
        feed::links,
        packs::pack,
        export::export,
        health::healthz,
        health::readyz,
        openapi,
    ),
    modifiers(&Token, &Refusals)
)]
struct Contract;

struct Token;

impl Modify for Token {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let components = document.components.get_or_insert_default();
        let bearer = Http::new(HttpAuthScheme::Bearer);
        components.add_security_scheme("token", SecurityScheme::Http(bearer.clone()));
        components.add_security_scheme("export", SecurityScheme::Http(bearer));
    }
}

/// The header of the protocol and the types of problems, which belong to no single request.
struct Refusals;

impl Modify for Refusals {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let types: String = ProblemType::ALL
            .iter()
            .map(|kind| format!("\n* {} `{}`: {}", kind.status(), kind.uri(), kind.title()))
            .collect();
        let text = document.info.description.get_or_insert_default();
        text.push_str(&format!(
            "\n\nA machine names the protocol that it speaks in the header `{PROTOCOL_HEADER}`; where there \
             is none, the oldest is meant. Every refusal is `application/problem+json` of one of these \
             types:\n{types}"
        ));
    }
}

/// The OpenAPI 3.1 document, as it lies beside this crate.
#[must_use]
pub fn openapi_json() -> String {
    let mut text = Contract::openapi().to_pretty_json().unwrap_or_default();
    text.push('\n');
    text
}

/// This document.
#[utoipa::path(
    get, path = "/openapi.json",
    responses((status = 200, description = "OpenAPI 3.1", body = Object, content_type = "application/json"))
)]
pub(crate) async fn openapi() -> Response {
    let json = HeaderValue::from_static("application/json");
    ([(header::CONTENT_TYPE, json)], openapi_json()).into_response()
}
