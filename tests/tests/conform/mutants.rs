//! Faults that a foreign endpoint may well have, one mutant each.

use http::Method;
use serde_json::json;

use crate::mutant::{Mutant, as_asked};

pub(crate) const MUTANTS: &[Mutant] = &[Mutant {
    fault: "answers a batch that is sent again as new",
    fails: &["entries-sent-again-are-duplicates"],
    ask: as_asked,
    tell: |asked, told, _| {
        if asked.is(&Method::POST, "/v1/entries") {
            told.change_results(|result| {
                if result["outcome"] == "duplicate" {
                    result["outcome"] = json!("stored");
                    result["number"] = json!(result["number"].as_u64().unwrap() + 1_000);
                }
            });
        }
    },
}];
