//! Faults of the hello, of enrolment and of tokens.

use domain::wire::{PROTOCOL_HEADER, ProblemType};
use http::HeaderValue;
use http::header::LOCATION;
use serde_json::{Value, json};

use crate::mutant::{Mutant, PASSING, Told, enrolled, learn};

pub(crate) const LETTING_IN: &[Mutant] = &[
    Mutant {
        fault: "answers a hello with the page of a captive portal",
        fails: &["hello-is-known"],
        ask: |asked, _| asked.gets("/v1/hello").then(|| Told::html(200)),
        ..PASSING
    },
    Mutant {
        fault: "sends whoever says hello elsewhere",
        fails: &["hello-is-known"],
        tell: |asked, told, _| {
            if asked.gets("/v1/hello") {
                told.status = 307;
                told.headers
                    .insert(LOCATION, HeaderValue::from_static("/v2/hello"));
            }
        },
        ..PASSING
    },
    Mutant {
        fault: "wants the header with the protocol",
        fails: &["hello-speaks-the-protocol"],
        ask: |asked, _| {
            let named = asked.headers.contains_key(PROTOCOL_HEADER);
            (!named).then(|| Told::refusal(ProblemType::Malformed))
        },
        ..PASSING
    },
    Mutant {
        fault: "takes every protocol for its own",
        fails: &["hello-refuses-other-protocols"],
        ask: |asked, _| {
            asked.headers.remove(PROTOCOL_HEADER);
            None
        },
        ..PASSING
    },
    Mutant {
        fault: "gives pages of no items",
        fails: &["hello-limits-leave-room"],
        tell: |asked, told, _| {
            if asked.gets("/v1/hello") {
                told.change(|hello| hello["limits"]["feed_items"] = json!(0));
            }
        },
        ..PASSING
    },
    Mutant {
        fault: "gives everybody one challenge, until the first token",
        fails: &["hello-challenges-are-fresh"],
        tell: |asked, told, memory| {
            if asked.posts("/v1/token") {
                memory.insert("given".into(), Value::Null);
            } else if asked.gets("/v1/hello") && !memory.contains_key("given") {
                told.change(|hello| {
                    let one = memory.entry("challenge");
                    hello["challenge"] = one.or_insert(hello["challenge"].take()).clone();
                });
            }
        },
        ..PASSING
    },
    Mutant {
        fault: "lets a machine in with any signature",
        fails: &["enrol-wants-the-signature"],
        tell: |asked, told, memory| {
            if asked.posts("/v1/enrol") && told.is_refusal(ProblemType::BadSignature) {
                *told = enrolled(memory);
            }
        },
        ..PASSING
    },
    Mutant {
        fault: "lets a machine in with any code",
        fails: &["enrol-wants-a-code", "enrol-counts-wrong-tries"],
        tell: |asked, told, memory| {
            if asked.posts("/v1/enrol") && told.is_refusal(ProblemType::CodeUnknown) {
                *told = enrolled(memory);
            }
        },
        ..PASSING
    },
    Mutant {
        fault: "names another centre to those it lets in",
        fails: &["enrol-lets-a-machine-in"],
        tell: |asked, told, _| {
            if asked.posts("/v1/enrol") {
                let other = json!("00000000-0000-4000-8000-000000000000");
                told.change(|answer| answer["centre"] = other);
            }
        },
        ..PASSING
    },
    Mutant {
        fault: "lets a machine in once and refuses it when its answer got lost",
        fails: &["enrol-answers-the-same-again"],
        tell: |asked, told, memory| {
            if asked.posts("/v1/enrol") && told.status == 200 {
                let machine = asked.json()["machine"].to_string();
                if memory.insert(machine, Value::Null).is_some() {
                    *told = Told::refusal(ProblemType::CodeUsed);
                }
            }
        },
        ..PASSING
    },
    Mutant {
        fault: "forgets that a code has served",
        fails: &["enrol-serves-once", "cut-off-machines-are-refused"],
        tell: |asked, told, memory| {
            learn(asked, told, memory);
            if told.is_refusal(ProblemType::CodeUsed) {
                *told = enrolled(memory);
            }
        },
        ..PASSING
    },
    Mutant {
        fault: "lets another key push a machine out",
        fails: &["enrol-keeps-the-first-key"],
        tell: |asked, told, memory| {
            learn(asked, told, memory);
            if told.is_refusal(ProblemType::OtherKey) {
                *told = enrolled(memory);
            }
        },
        ..PASSING
    },
    Mutant {
        fault: "makes a site for each machine",
        fails: &["enrol-lets-a-second-machine-in"],
        tell: |asked, told, memory| {
            learn(asked, told, memory);
            let second = memory.get("machines").and_then(|all| all.get(1));
            if asked.posts("/v1/enrol") && second == Some(&asked.json()["machine"]) {
                let other = json!("00000000-0000-4000-8000-000000000000");
                told.change(|answer| answer["site"]["id"] = other);
            }
        },
        ..PASSING
    },
    Mutant {
        fault: "does not count wrong tries",
        fails: &["enrol-counts-wrong-tries"],
        tell: |_, told, _| {
            if told.is_refusal(ProblemType::CodeSpent) {
                *told = Told::refusal(ProblemType::CodeUnknown);
            }
        },
        ..PASSING
    },
    Mutant {
        fault: "lets a machine in with a code however old",
        fails: &["enrol-refuses-an-expired-code"],
        tell: |_, told, memory| {
            if told.is_refusal(ProblemType::CodeExpired) {
                *told = enrolled(memory);
            }
        },
        ..PASSING
    },
    Mutant {
        fault: "does not know the first tokens that it gives itself",
        fails: &["tokens-are-renewed", "enrol-keeps-the-first-key"],
        tell: |asked, told, memory| {
            let given = memory.get("given").and_then(Value::as_u64).unwrap_or(0);
            if asked.posts("/v1/token") && given < 2 {
                memory.insert("given".into(), json!(given + 1));
                told.change(|answer| answer["token"] = json!("B".repeat(43)));
            }
        },
        ..PASSING
    },
    Mutant {
        fault: "ends a machine's token with the next one",
        fails: &["tokens-stay-good-when-renewed"],
        ask: |asked, memory| {
            let dead = asked.token().is_some_and(|token| {
                let machine = memory.get("tokens").and_then(|tokens| tokens.get(token));
                let newest = |machine| memory["newest"].get(machine);
                let newest = machine.and_then(Value::as_str).and_then(newest);
                newest.is_some_and(|newest| newest != token)
            });
            dead.then(|| Told::refusal(ProblemType::Unauthenticated))
        },
        tell: |asked, told, memory| learn(asked, told, memory),
    },
    Mutant {
        fault: "gives tokens for a year",
        fails: &["tokens-are-long-and-live-shortly"],
        tell: |asked, told, _| {
            if asked.posts("/v1/token") {
                let year_ms = 365 * 24 * 60 * 60 * 1_000_i64;
                told.change(|answer| {
                    answer["expires"] = json!(answer["expires"].as_i64().unwrap() + year_ms);
                });
            }
        },
        ..PASSING
    },
    Mutant {
        fault: "gives a token for any signature",
        fails: &[
            "tokens-want-the-key",
            "tokens-want-an-own-challenge",
            "sites-give-no-token-for-each-other",
            "tokens-expire",
        ],
        tell: |asked, told, _| {
            if asked.posts("/v1/token") && told.is_refusal(ProblemType::BadSignature) {
                *told = Told::good(&json!({"token": "C".repeat(43), "expires": 1}));
            }
        },
        ..PASSING
    },
    Mutant {
        fault: "takes a challenge that it never gave",
        fails: &["tokens-want-an-own-challenge"],
        ask: |asked, memory| {
            let own = memory.get("challenges").and_then(Value::as_array);
            let given = |challenge: &Value| own.is_some_and(|own| own.contains(challenge));
            (asked.posts("/v1/token") && !given(&asked.json()["challenge"]))
                .then(|| Told::good(&json!({"token": "C".repeat(43), "expires": 1})))
        },
        tell: |asked, told, memory| {
            if asked.gets("/v1/hello") {
                let given = memory.entry("challenges").or_insert_with(|| json!([]));
                given
                    .as_array_mut()
                    .unwrap()
                    .push(told.json()["challenge"].clone());
            }
        },
    },
    Mutant {
        fault: "gives a machine a token for any site",
        fails: &["sites-give-no-token-for-each-other"],
        tell: |asked, told, memory| {
            learn(asked, told, memory);
            let request = asked.json();
            if asked.posts("/v1/token")
                && let Some(site) = memory["sites"].get(request["machine"].as_str().unwrap())
                && *site != request["site"]
            {
                *told = Told::good(&json!({"token": "C".repeat(43), "expires": 1}));
            }
        },
        ..PASSING
    },
    Mutant {
        fault: "gives the feed to anybody",
        fails: &["tokens-are-asked-for"],
        ask: |asked, memory| {
            if asked.gets("/v1/feed") && asked.token().is_none() {
                let answer = memory["enrolled"].clone();
                asked.set_token(answer["token"]["token"].as_str().unwrap());
            }
            None
        },
        tell: |asked, told, memory| learn(asked, told, memory),
    },
    Mutant {
        fault: "gives packs to anybody",
        fails: &["tokens-are-asked-for"],
        ask: |asked, memory| {
            if asked.path.starts_with("/v1/packs/") && asked.token().is_none() {
                let answer = memory["enrolled"].clone();
                asked.set_token(answer["token"]["token"].as_str().unwrap());
            }
            None
        },
        tell: |asked, told, memory| learn(asked, told, memory),
    },
    Mutant {
        fault: "answers those without a token by a page for logging in",
        fails: &["tokens-are-asked-for", "tokens-expire"],
        tell: |_, told, _| {
            if told.is_refusal(ProblemType::Unauthenticated) {
                *told = Told::html(401);
            }
        },
        ..PASSING
    },
    Mutant {
        fault: "never lets a token expire",
        fails: &["tokens-expire"],
        tell: |asked, told, memory| {
            learn(asked, told, memory);
            let known = |token| {
                memory
                    .get("tokens")
                    .is_some_and(|all| all.get(token).is_some())
            };
            if told.is_refusal(ProblemType::Unauthenticated) && asked.token().is_some_and(known) {
                *told = Told::good(&json!({}));
            }
        },
        ..PASSING
    },
    Mutant {
        fault: "takes entries by a token that has expired",
        fails: &["tokens-expire"],
        tell: |asked, told, memory| {
            learn(asked, told, memory);
            let known = |token| {
                let tokens = memory.get("tokens");
                tokens.is_some_and(|all| all.get(token).is_some())
            };
            let expired = told.is_refusal(ProblemType::Unauthenticated);
            if expired && asked.posts("/v1/entries") && asked.token().is_some_and(known) {
                *told = Told::good(&json!({}));
            }
        },
        ..PASSING
    },
    Mutant {
        fault: "takes a challenge of an hour ago",
        fails: &["tokens-expire"],
        tell: |asked, told, memory| {
            if !asked.posts("/v1/token") {
                return;
            }
            let challenge = format!("served {}", asked.json()["challenge"]);
            if told.status == 200 {
                memory.insert(challenge, Value::Null);
            } else if told.is_refusal(ProblemType::BadSignature) && memory.contains_key(&challenge)
            {
                *told = Told::good(&json!({"token": "C".repeat(43), "expires": 1}));
            }
        },
        ..PASSING
    },
    Mutant {
        fault: "goes on telling its links to a machine that was cut off",
        fails: &["cut-off-machines-are-refused"],
        tell: |asked, told, _| {
            if asked.gets("/v1/links") && told.is_refusal(ProblemType::Revoked) {
                *told = Told::good(&json!({"links": []}));
            }
        },
        ..PASSING
    },
    Mutant {
        fault: "goes on giving packs to a machine that was cut off",
        fails: &["cut-off-machines-are-refused"],
        tell: |asked, told, _| {
            let packs = asked.path.starts_with("/v1/packs/");
            if packs && told.is_refusal(ProblemType::Revoked) {
                *told = Told::good(&json!({}));
            }
        },
        ..PASSING
    },
    Mutant {
        fault: "tells a machine that was cut off to renew its token",
        fails: &["cut-off-machines-are-refused"],
        tell: |_, told, _| {
            if told.is_refusal(ProblemType::Revoked) {
                *told = Told::refusal(ProblemType::Unauthenticated);
            }
        },
        ..PASSING
    },
];
