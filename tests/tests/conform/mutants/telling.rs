//! Faults of the feed, of links and heads, and of the walls between sites.

use domain::wire::MAX_PACK_VERSION;
use serde_json::{Value, json};

use crate::mutant::{Mutant, PASSING, Told, learn, token_of, whose};

pub(crate) const TELLING: &[Mutant] = &[
    Mutant {
        fault: "skips a number on pages of three",
        fails: &["feed-is-dense"],
        tell: |asked, told, _| {
            if asked.gets("/v1/feed") && asked.query("limit").as_deref() == Some("3") {
                told.change_items(|items| {
                    if items.len() == 3 {
                        items.remove(1);
                    }
                });
            }
        },
        ..PASSING
    },
    Mutant {
        fault: "gives the feed in another order",
        fails: &["feed-is-dense", "feed-skips-nothing"],
        tell: |asked, told, _| {
            if asked.gets("/v1/feed") {
                told.change_items(|items| items.reverse());
            }
        },
        ..PASSING
    },
    Mutant {
        fault: "names the wrong machine in the feed",
        fails: &["feed-gives-what-was-sent"],
        tell: |asked, told, _| {
            if asked.gets("/v1/feed") {
                told.change_items(|items| {
                    for item in items.iter_mut().filter(|item| item["what"] == "entry") {
                        item["machine"] = json!("00000000-0000-4000-8000-000000000000");
                    }
                });
            }
        },
        ..PASSING
    },
    Mutant {
        fault: "does not heed the limit of a page",
        fails: &["feed-pages-are-kept"],
        ask: |asked, _| {
            if asked.gets("/v1/feed") {
                asked.drop_query("limit");
            }
            None
        },
        ..PASSING
    },
    Mutant {
        fault: "gives a page without saying whom it is for",
        fails: &["feed-pages-are-kept"],
        tell: |asked, told, _| {
            if asked.gets("/v1/feed") {
                let other = json!("00000000-0000-4000-8000-000000000000");
                told.change(|page| page["machine"] = other);
            }
        },
        ..PASSING
    },
    Mutant {
        fault: "begins the running hash with null",
        fails: &["feed-bears-a-running-hash"],
        tell: |asked, told, _| {
            if asked.gets("/v1/feed") {
                told.change(|page| {
                    if page["after"] == 0 {
                        page["before"] = Value::Null;
                    }
                });
            }
        },
        ..PASSING
    },
    Mutant {
        fault: "sends a machine everything that it holds already",
        fails: &["feed-tells-own-entries-shortly"],
        ask: |asked, _| {
            if asked.gets("/v1/feed") && asked.query("holds").is_some_and(|all| all.contains('.')) {
                asked.drop_query("holds");
            }
            None
        },
        ..PASSING
    },
    Mutant {
        fault: "believes a machine that it holds what others made",
        fails: &["feed-tells-others-whole"],
        tell: |asked, told, _| {
            let holds = asked.query("holds").unwrap_or_default();
            if asked.gets("/v1/feed") && !holds.is_empty() {
                told.change_items(|items| {
                    for item in items {
                        let epoch = item["chain"][0]["epoch"].as_str().unwrap_or("none");
                        let own = item["chain"][0]["seq"].as_u64() > Some(2);
                        if item["what"] == "entry" && holds.contains(epoch) && !own {
                            item["what"] = json!("known");
                            item["parts"] = Value::Null;
                        }
                    }
                });
            }
        },
        ..PASSING
    },
    Mutant {
        fault: "shows a number before a smaller one that commits later",
        fails: &["feed-skips-nothing"],
        tell: |asked, told, memory| {
            let Some(token) = asked.token().filter(|_| asked.gets("/v1/feed")) else {
                return;
            };
            let token = token.to_owned();
            told.change_items(|items| {
                // Only machines that send much at once have a twentieth place that the feed is asked for.
                let late = items
                    .iter()
                    .position(|item| item["chain"][0]["seq"] == 20)
                    .filter(|place| place + 1 < items.len());
                if let Some(place) = late
                    && memory.insert(token, Value::Null).is_none()
                {
                    items.remove(place);
                }
            });
        },
        ..PASSING
    },
    Mutant {
        fault: "tells heads from before the last batch",
        fails: &["hello-tells-the-heads"],
        tell: |asked, told, _| {
            if asked.gets("/v1/hello") {
                told.change(|hello| {
                    let heads = hello.pointer_mut("/machine/heads");
                    for head in heads.and_then(Value::as_array_mut).into_iter().flatten() {
                        head["seq"] = json!(head["seq"].as_u64().unwrap() - 1);
                    }
                });
            }
        },
        ..PASSING
    },
    Mutant {
        fault: "leaves a held link out of the links",
        fails: &["links-are-told"],
        tell: |asked, told, _| {
            if asked.gets("/v1/links") {
                told.change(|page| {
                    let links = page["links"].as_array_mut().unwrap();
                    links.retain(|link| link["held"] == false);
                });
            }
        },
        ..PASSING
    },
    Mutant {
        fault: "tells a machine the links of the site's others",
        fails: &[
            "links-are-for-their-machine",
            "cut-off-machines-are-refused",
        ],
        ask: |asked, memory| {
            if asked.gets("/v1/links") && whose(asked, memory) == Some(1) {
                asked.set_token(&token_of(0, memory).unwrap());
            }
            None
        },
        tell: |asked, told, memory| learn(asked, told, memory),
    },
    Mutant {
        fault: "makes every machine that tells marks begin again",
        fails: &[
            "marks-that-stand-are-left",
            "marks-that-do-not-stand-are-told",
            "held-marks-are-looked-at",
            "losses-open-a-counting",
        ],
        tell: |asked, told, _| {
            if asked.gets("/v1/hello") && asked.query("marks").is_some() {
                told.change(|hello| hello["machine"]["restart_from"] = json!(0));
            }
        },
        ..PASSING
    },
    Mutant {
        fault: "does not notice that it was restored from a backup",
        fails: &[
            "marks-that-do-not-stand-are-told",
            "held-marks-are-looked-at",
            "losses-open-a-counting",
        ],
        ask: |asked, _| {
            if asked.gets("/v1/hello") && !bad(asked.query("marks").or(asked.query("held"))) {
                asked.drop_query("marks");
                asked.drop_query("held");
            }
            None
        },
        ..PASSING
    },
    Mutant {
        fault: "forgets that an entry was held once its parts have come",
        fails: &["held-places-are-counted"],
        tell: |asked, told, _| {
            if asked.gets("/v1/feed") {
                told.change_items(|items| {
                    for item in items.iter_mut().filter(|item| item["what"] != "held") {
                        item.as_object_mut().unwrap().remove("held_at_first");
                    }
                });
            }
        },
        ..PASSING
    },
    Mutant {
        fault: "does not look at what a machine was shown as held",
        fails: &["held-marks-are-looked-at"],
        ask: |asked, _| {
            if asked.gets("/v1/hello") && asked.query("held").is_some_and(|held| held.len() > 10) {
                asked.drop_query("held");
            }
            None
        },
        ..PASSING
    },
    Mutant {
        fault: "calls a held entry known to its own machine",
        fails: &["held-is-told-by-digests-alone"],
        tell: |asked, told, _| {
            if asked.gets("/v1/feed") && asked.query("holds").is_some_and(|all| all.contains('.')) {
                told.change_items(|items| {
                    for item in items.iter_mut().filter(|item| item["what"] == "held") {
                        item["what"] = json!("known");
                    }
                });
            }
        },
        ..PASSING
    },
    Mutant {
        fault: "numbers on in the old counting after a loss",
        fails: &["losses-open-a-counting"],
        ask: |asked, _| {
            if asked.gets("/v1/hello") && asked.query("marks").is_some() {
                asked.drop_query("counting");
            }
            None
        },
        ..PASSING
    },
    Mutant {
        fault: "forgets which counting gave a number",
        fails: &["losses-open-a-counting"],
        tell: |_, told, _| {
            told.change_results(|result| {
                result.as_object_mut().unwrap().remove("centre");
            });
        },
        ..PASSING
    },
    Mutant {
        fault: "puts all machines into one site",
        fails: &["sites-let-machines-in"],
        tell: |asked, told, memory| {
            if asked.posts("/v1/enrol") && told.status == 200 {
                told.change(|answer| {
                    let one = memory.entry("site").or_insert(answer["site"].take());
                    answer["site"] = one.clone();
                });
            }
        },
        ..PASSING
    },
    Mutant {
        fault: "tells a machine the links of another site",
        fails: &["sites-see-nothing-of-each-other"],
        ask: |asked, memory| {
            if asked.gets("/v1/links") && whose(asked, memory) == Some(2) {
                asked.set_token(&token_of(0, memory).unwrap());
            }
            None
        },
        tell: |asked, told, memory| learn(asked, told, memory),
    },
    Mutant {
        fault: "gives a machine the packs of another site",
        fails: &["sites-see-nothing-of-each-other"],
        ask: |asked, memory| {
            if asked.path.starts_with("/v1/packs/") && whose(asked, memory) == Some(2) {
                asked.set_token(&token_of(0, memory).unwrap());
            }
            None
        },
        tell: |asked, told, memory| learn(asked, told, memory),
    },
    Mutant {
        fault: "shows entries of one site in the feed of another",
        fails: &["sites-see-nothing-of-each-other"],
        tell: |asked, told, memory| {
            learn(asked, told, memory);
            if asked.posts("/v1/entries") && whose(asked, memory) == Some(0) {
                let first = asked.links().first().map(|link| link["id"].clone());
                memory.insert("id".into(), json!(first));
            } else if asked.gets("/v1/feed") && whose(asked, memory) == Some(2) {
                let leaked = memory["id"].clone();
                told.change(|page| {
                    if page["items"] == json!([]) && page["after"] == 0 {
                        page["items"] = json!([{"number": 1, "id": leaked, "what": "held"}]);
                    }
                });
            }
        },
        ..PASSING
    },
    Mutant {
        fault: "names a pack that it does not give",
        fails: &["packs-named-are-served"],
        tell: |asked, told, _| {
            if asked.gets("/v1/hello") {
                told.change(|hello| {
                    if let Some(version) = hello.pointer_mut("/machine/packs/0/version") {
                        *version = json!(1_000_000);
                    }
                });
            }
        },
        ..PASSING
    },
    Mutant {
        fault: "numbers a pack higher than every reader of JSON can count",
        // Whoever renumbers one breaks its signature as well.
        fails: &["packs-named-are-served", "packs-are-signed"],
        tell: |asked, told, _| {
            if asked.gets("/v1/hello") {
                told.change(|hello| {
                    if let Some(version) = hello.pointer_mut("/machine/packs/0/version") {
                        *version = json!(MAX_PACK_VERSION + 1);
                    }
                });
            } else if asked.gets("/v1/packs/cards") {
                told.change(|pack| pack["version"] = json!(MAX_PACK_VERSION + 1));
            }
        },
        ..PASSING
    },
    Mutant {
        fault: "gives a pack that somebody has changed since it was signed",
        fails: &["packs-are-signed"],
        tell: |asked, told, _| {
            if asked.gets("/v1/packs/cards") {
                told.change(|pack| pack["published_at"] = json!(1));
            }
        },
        ..PASSING
    },
    Mutant {
        fault: "signs its answer cards, and gives lists that somebody has changed",
        fails: &["packs-are-signed"],
        tell: |asked, told, _| {
            if asked.gets("/v1/packs/lists") {
                told.change(|pack| pack["version"] = json!(1_000));
            }
        },
        ..PASSING
    },
    Mutant {
        fault: "gives answer cards for lists",
        fails: &["packs-named-are-served", "packs-are-signed"],
        tell: |asked, told, _| {
            if asked.gets("/v1/packs/lists") {
                told.change(|pack| pack["kind"] = json!("cards"));
            }
        },
        ..PASSING
    },
    Mutant {
        fault: "answers for kinds of packs that it has not",
        fails: &["packs-unknown-are-404"],
        tell: |asked, told, _| {
            if asked.path.starts_with("/v1/packs/") && told.status == 404 {
                *told = Told::good(&json!({}));
            }
        },
        ..PASSING
    },
];

/// Whether marks cannot be read: those are for the endpoint to refuse.
fn bad(marks: Option<String>) -> bool {
    marks.is_some_and(|marks| marks.len() < 10)
}
