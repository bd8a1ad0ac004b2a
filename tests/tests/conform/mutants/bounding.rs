//! Faults of bodies, limits and refusals.

use domain::wire::ProblemType;
use http::HeaderValue;
use http::header::CONTENT_TYPE;
use serde_json::json;

use crate::mutant::{Asked, Mutant, PASSING, Told};

/// Bytes that an ordinary packed batch has at most here, and a bomb has more of.
const SMALL_PACK: usize = 8_000;

fn is_deep(asked: &Asked) -> bool {
    asked.body.starts_with(b"{\"links\":[[[")
}

pub(crate) const BOUNDING: &[Mutant] = &[
    Mutant {
        fault: "takes no gzip",
        fails: &["bodies-may-be-gzip", "feed-pages-can-be-taken"],
        ask: |asked, _| {
            let packed = asked.body.starts_with(&[0x1f, 0x8b]) && asked.body.len() < SMALL_PACK;
            packed.then(|| Told::refusal(ProblemType::WrongMediaType))
        },
        ..PASSING
    },
    Mutant {
        fault: "stands behind a proxy that takes half a megabyte",
        fails: &["bodies-may-be-long"],
        ask: |asked, _| {
            let long = (500_000..=4 * 1024 * 1024).contains(&asked.body.len());
            long.then(|| Told::html(413))
        },
        ..PASSING
    },
    Mutant {
        fault: "refuses fields that it does not know",
        fails: &["bodies-may-say-more"],
        ask: |asked, _| {
            let strange = asked.body.windows(8).any(|at| at == b"\"later\":");
            strange.then(|| Told::refusal(ProblemType::Malformed))
        },
        ..PASSING
    },
    Mutant {
        fault: "calls a body too large in words of its own",
        fails: &["bodies-too-large-are-413"],
        ask: |asked, _| {
            let large = asked.body.len() > 4 * 1024 * 1024;
            large.then(|| Told::new(413, "text/plain", "too large"))
        },
        ..PASSING
    },
    Mutant {
        fault: "takes batches of any size",
        fails: &["batches-too-large-are-413"],
        ask: |asked, _| {
            let many = asked.posts("/v1/entries") && asked.links().len() > 500;
            many.then(|| Told::good(&json!({})))
        },
        ..PASSING
    },
    Mutant {
        fault: "falls over a gzip bomb",
        fails: &["gzip-bombs-are-413"],
        ask: |asked, _| {
            let bomb = asked.body.starts_with(&[0x1f, 0x8b]) && asked.body.len() > SMALL_PACK;
            bomb.then(|| Told::refusal(ProblemType::Internal))
        },
        ..PASSING
    },
    Mutant {
        fault: "gives pages of any length",
        fails: &["feed-pages-can-be-taken"],
        tell: |asked, told, _| {
            if asked.gets("/v1/feed") && told.body.len() > 1024 * 1024 {
                told.body.resize(13 * 1024 * 1024, b' ');
            }
        },
        ..PASSING
    },
    Mutant {
        fault: "is busy and does not say for how long",
        fails: &["busy-says-when"],
        ask: |asked, memory| {
            let first = asked.gets("/v1/feed") && memory.insert("busy".into(), json!(1)).is_none();
            first.then(|| Told::refusal(ProblemType::Unavailable))
        },
        ..PASSING
    },
    Mutant {
        fault: "falls over deeply nested JSON",
        fails: &["deep-json-is-400"],
        ask: |asked, _| is_deep(asked).then(|| Told::refusal(ProblemType::Internal)),
        ..PASSING
    },
    Mutant {
        fault: "takes any body for JSON",
        fails: &["other-media-are-415"],
        ask: |asked, _| {
            if asked.posts("/v1/entries") {
                let json = HeaderValue::from_static("application/json");
                asked.headers.insert(CONTENT_TYPE, json);
            }
            None
        },
        ..PASSING
    },
    Mutant {
        fault: "calls a body unreadable by a status of its own",
        fails: &[
            "unreadable-bodies-are-400",
            "entries-with-an-erased-part-are-taken",
        ],
        tell: |asked, told, _| {
            let refused = asked.posts("/v1/entries") && told.is_refusal(ProblemType::Malformed);
            if refused && !is_deep(asked) {
                told.status = 422;
            }
        },
        ..PASSING
    },
    Mutant {
        fault: "reads past a query that it cannot read",
        fails: &["unreadable-queries-are-400"],
        ask: |asked, _| {
            if asked
                .query("after")
                .is_some_and(|after| after.parse::<u64>().is_err())
            {
                asked.drop_query("after");
            }
            None
        },
        ..PASSING
    },
    Mutant {
        fault: "answers unknown paths by a page",
        fails: &["unknown-paths-are-problems", "packs-unknown-are-404"],
        tell: |_, told, _| {
            if told.is_refusal(ProblemType::NotFound) {
                *told = Told::html(404);
            }
        },
        ..PASSING
    },
    Mutant {
        fault: "says in a refusal what was sent",
        fails: &["refusals-repeat-nothing"],
        tell: |asked, told, _| {
            if told.status == 400 && !asked.path.contains("marks") {
                let mut problem = told.json();
                problem["detail"] = json!(String::from_utf8_lossy(&asked.body));
                told.body = problem.to_string().into_bytes();
            }
        },
        ..PASSING
    },
];
