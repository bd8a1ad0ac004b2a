//! Faults of appending, and of what is held.

use domain::entry::digest;
use domain::id::MachineId;
use domain::wire::{Hex32, ProblemType, SentLink, SentParts};
use serde_json::{Value, json};

use crate::mutant::{Asked, Mutant, PASSING, Told, learn, make, whose};

/// Whether the link of a batch holds what came with it, for the machine that the answer names.
fn holds(link: &Value, answer: &Value) -> bool {
    let machine: MachineId = answer["machine"].as_str().unwrap().parse().unwrap();
    let link: SentLink = serde_json::from_value(link.clone()).unwrap();
    let (link, content) = link.read(machine).unwrap();
    link.holds(&content.digests)
}

/// Makes each outcome of this kind a stored one, where the link is such a one.
fn swallow(asked: &Asked, told: &mut Told, outcome: &str, which: fn(&Value, &Value) -> bool) {
    if !asked.posts("/v1/entries") || told.status != 200 {
        return;
    }
    let (links, answer) = (asked.links(), told.json());
    let mut place = 0;
    told.change_results(|result| {
        if result["outcome"] == outcome && which(&links[place], &answer) {
            make(result, "stored", Some(1));
        }
        place += 1;
    });
}

/// Whether the facts end in a blank, as those do that were changed on the way.
fn is_changed(link: &Value) -> bool {
    let link: SentLink = serde_json::from_value(link.clone()).unwrap();
    link.parts
        .is_some_and(|parts| parts.facts.0.ends_with(b" "))
}

fn has_no_join(link: &Value) -> bool {
    link["prev"].as_str().unwrap().starts_with("090909") || link.get("follows").is_some()
}

/// Moves every known entry a thousand numbers on and calls it new.
fn as_new(told: &mut Told) {
    told.change_results(|result| {
        if result["outcome"] == "duplicate" {
            let number = result["number"].as_u64().unwrap();
            make(result, "stored", Some(number + 1_000));
        }
    });
}

pub(crate) const APPENDING: &[Mutant] = &[
    Mutant {
        fault: "tells the results of a batch in another order",
        fails: &["entries-are-numbered"],
        tell: |asked, told, _| {
            if asked.posts("/v1/entries") {
                told.change(|answer| answer["results"].as_array_mut().unwrap().reverse());
            }
        },
        ..PASSING
    },
    Mutant {
        fault: "answers a batch in the name of another machine",
        fails: &["entries-name-whom-they-answer"],
        tell: |asked, told, _| {
            if asked.posts("/v1/entries") {
                let other = json!("00000000-0000-4000-8000-000000000000");
                told.change(|answer| answer["machine"] = other);
            }
        },
        ..PASSING
    },
    Mutant {
        fault: "answers what is sent again as new",
        fails: &[
            "entries-sent-again-are-duplicates",
            "entries-sent-at-once-are-there-once",
            "entries-follow-in-a-new-epoch",
            "held-is-announced-when-it-comes",
            "losses-open-a-counting",
        ],
        tell: |_, told, _| as_new(told),
        ..PASSING
    },
    Mutant {
        fault: "stores a batch again that comes while it is being stored",
        fails: &["entries-sent-at-once-are-there-once"],
        tell: |asked, told, memory| {
            if asked.posts("/v1/entries") && !asked.is_gzip() {
                let batch = memory.entry(json!(asked.links()).to_string());
                let seen = batch.or_insert_with(|| json!(0));
                *seen = json!(seen.as_u64().unwrap() + 1);
                if seen.as_u64() > Some(2) {
                    as_new(told);
                }
            }
        },
        ..PASSING
    },
    Mutant {
        fault: "swallows other content under a known id",
        fails: &["entries-of-one-id-are-one"],
        tell: |asked, told, _| swallow(asked, told, "mismatch", holds),
        ..PASSING
    },
    Mutant {
        fault: "does not compare a content with its link",
        fails: &["entries-changed-on-the-way-are-told"],
        tell: |asked, told, _| swallow(asked, told, "mismatch", |link, _| is_changed(link)),
        ..PASSING
    },
    Mutant {
        fault: "lets a machine write into the chain of another",
        fails: &["entries-of-another-machine-are-refused"],
        tell: |asked, told, _| {
            swallow(asked, told, "mismatch", |link, answer| {
                !is_changed(link) && !holds(link, answer)
            });
        },
        ..PASSING
    },
    Mutant {
        fault: "takes a second link for a place that is taken",
        fails: &["entries-of-a-fork-are-told"],
        tell: |asked, told, _| swallow(asked, told, "fork", |link, _| !has_no_join(link)),
        ..PASSING
    },
    Mutant {
        fault: "does not look whether links join",
        fails: &["entries-that-do-not-join-are-told"],
        tell: |asked, told, _| swallow(asked, told, "fork", |link, _| has_no_join(link)),
        ..PASSING
    },
    Mutant {
        fault: "takes links behind a gap",
        fails: &["entries-behind-a-gap-are-told"],
        tell: |asked, told, _| swallow(asked, told, "missing", |_, _| true),
        ..PASSING
    },
    Mutant {
        fault: "forgets what an epoch follows",
        fails: &["entries-follow-in-a-new-epoch"],
        tell: |asked, told, _| {
            if asked.gets("/v1/feed") {
                told.change_items(|items| {
                    for item in items {
                        if let Some(chain) = item.get_mut("chain") {
                            chain.as_array_mut().unwrap().truncate(1);
                        }
                    }
                });
            }
        },
        ..PASSING
    },
    Mutant {
        fault: "takes no entries of a clock that is a year off",
        fails: &["entries-of-any-clock-are-taken"],
        tell: |asked, told, _| {
            if !asked.posts("/v1/entries") || asked.is_gzip() {
                return;
            }
            let is_off = |link: &Value| {
                let link: SentLink = serde_json::from_value(link.clone()).ok()?;
                let header: Value = serde_json::from_slice(&link.parts?.header.0).ok()?;
                let at = header["at"].as_i64()?;
                Some(at > 1 && (at - 1_795_327_200_000).abs() > 365 * 24 * 60 * 60 * 1_000)
            };
            let links = asked.links();
            let mut place = 0;
            told.change_results(|result| {
                if is_off(&links[place]) == Some(true) {
                    make(result, "held", result["number"].as_u64());
                    result["code"] = json!("wrong_clock");
                }
                place += 1;
            });
        },
        ..PASSING
    },
    Mutant {
        fault: "gives an erased part back as an empty one",
        fails: &[
            "entries-with-an-erased-part-are-taken",
            "erasures-take-what-does-not-name-them",
        ],
        tell: |asked, told, _| {
            if asked.gets("/v1/feed") {
                told.change_items(|items| {
                    for item in items {
                        if item["parts"]["personal_digest"].is_string() {
                            item["parts"]["personal"] = json!("");
                        }
                    }
                });
            }
        },
        ..PASSING
    },
    Mutant {
        fault: "takes the words of what was written after an erasure, and knew of it",
        fails: &["erasures-take-what-does-not-name-them"],
        tell: |asked, told, _| {
            if asked.gets("/v1/feed") {
                told.change_items(|items| items.iter_mut().for_each(erase_what_knew));
            }
        },
        ..PASSING
    },
    Mutant {
        fault: "keeps the fields that it knows, and no others",
        fails: &["entries-come-back-byte-for-byte"],
        tell: |asked, told, _| {
            if asked.gets("/v1/feed") {
                told.change_items(|items| items.iter_mut().for_each(keep_known_fields));
            }
        },
        ..PASSING
    },
    Mutant {
        fault: "stores a header that names another id",
        fails: &["held-is-what-cannot-be-taken"],
        tell: |_, told, _| {
            told.change_results(|result| {
                if result["code"] == "other_id" {
                    make(result, "stored", result["number"].as_u64());
                }
            });
        },
        ..PASSING
    },
    Mutant {
        fault: "refuses a whole batch for one entry that is too long",
        fails: &["held-is-what-cannot-be-taken"],
        tell: |asked, told, _| {
            let codes = told.json()["results"].to_string();
            if asked.posts("/v1/entries") && codes.contains("too_long") {
                *told = Told::refusal(ProblemType::TooLarge);
            }
        },
        ..PASSING
    },
    Mutant {
        fault: "stops behind an entry that it cannot take",
        fails: &["held-blocks-nothing"],
        tell: |_, told, _| {
            let mut poison = None;
            told.change_results(|result| {
                if let Some(seq) = poison {
                    make(result, "missing", None);
                    result["missing"] = json!(seq);
                } else if result["outcome"] == "held" {
                    poison = result["seq"].as_u64();
                }
            });
        },
        ..PASSING
    },
    Mutant {
        fault: "gives what it holds as a whole entry",
        fails: &["held-is-told-by-digests-alone"],
        tell: |asked, told, _| {
            if asked.gets("/v1/feed") {
                told.change_items(|items| {
                    for item in items.iter_mut().filter(|item| item["what"] == "held") {
                        item["what"] = json!("entry");
                        item["parts"] = json!({"header": "", "facts": "", "personal": ""});
                    }
                });
            }
        },
        ..PASSING
    },
    Mutant {
        fault: "fills held entries up without a word",
        fails: &["held-is-announced-when-it-comes"],
        tell: |asked, told, _| {
            if asked.gets("/v1/feed") {
                told.change_items(|items| {
                    for item in items {
                        item.as_object_mut().unwrap().remove("of");
                    }
                });
            }
        },
        ..PASSING
    },
    Mutant {
        fault: "knows ids over the walls of sites",
        fails: &["sites-know-no-ids-of-each-other"],
        ask: |asked, memory| {
            let place = whose(asked, memory)?;
            let links = asked.posts("/v1/entries").then(|| asked.links())?;
            let ids = memory.entry("ids").or_insert_with(|| json!({}));
            for link in links {
                let id = link["id"].as_str().unwrap_or_default();
                let by = ids.get(id).and_then(Value::as_u64).unwrap_or(place as u64);
                if (by == 2) != (place == 2) {
                    return Some(Told::refusal(ProblemType::OtherKey));
                }
                ids[id] = json!(place);
            }
            None
        },
        tell: |asked, told, memory| learn(asked, told, memory),
    },
];

/// Writes a header anew from what is known of it.
fn keep_known_fields(item: &mut Value) {
    let Ok(link) = serde_json::from_value::<domain::wire::FeedItem>(item.clone()) else {
        return;
    };
    let Some(parts) = link.parts else { return };
    let text: Value = serde_json::from_slice(&parts.header.0).unwrap_or(Value::Null);
    if text.get("weather").is_some() {
        let known: domain::entry::Header = serde_json::from_value(text).unwrap();
        let header = domain::wire::Base64(serde_json::to_vec(&known).unwrap());
        item["parts"]["header"] = json!(header);
    }
}

/// Takes the personal part of an entry whose header names an erasure.
fn erase_what_knew(item: &mut Value) {
    let Ok(parts) = serde_json::from_value::<SentParts>(item["parts"].clone()) else {
        return;
    };
    let header: Value = serde_json::from_slice(&parts.header.0).unwrap_or(Value::Null);
    let named = header["erasures"].as_array();
    if let (Some(true), Some(personal)) = (named.map(|named| !named.is_empty()), parts.personal) {
        item["parts"]["personal"] = Value::Null;
        item["parts"]["personal_digest"] = json!(Hex32(digest(&personal.0)));
    }
}
