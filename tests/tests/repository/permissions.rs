//! What the window may do, counted: whoever wants it to do more has to say so here.

use std::collections::BTreeSet;

use serde_json::Value;

use super::commands;
use super::tree::{files, read};

const CAPABILITIES: &str = "src-tauri/capabilities";
const CONFIG: &str = "src-tauri/tauri.conf.json";

/// What the window may do beside calling the application's own commands.
const BESIDE_COMMANDS: [&str; 2] = ["core:event:allow-listen", "core:event:allow-unlisten"];

/// A permission too many is a way from hostile text to the machine.
#[test]
fn the_window_may_call_its_commands_and_hear_events_and_no_more() {
    let capabilities = files(CAPABILITIES, &[".json", ".toml"]);
    assert_eq!(capabilities.len(), 1, "one window, one capability");
    let capability: Value = serde_json::from_str(&capabilities[0].text).unwrap();
    assert_eq!(
        capability["windows"],
        serde_json::json!(["main"]),
        "for the one window"
    );
    assert!(
        capability.get("remote").is_none(),
        "never for a page from elsewhere"
    );
    let granted = capability["permissions"].as_array().unwrap();
    let granted: BTreeSet<String> = granted
        .iter()
        .map(|each| {
            each.as_str()
                .expect("a permission by name, without a scope of its own")
                .to_owned()
        })
        .collect();
    let own = commands::listed()
        .into_iter()
        .map(|name| format!("allow-{}", name.replace('_', "-")));
    let expected: BTreeSet<String> = BESIDE_COMMANDS
        .map(String::from)
        .into_iter()
        .chain(own)
        .collect();
    assert_eq!(granted, expected);
}

/// The page may load what is inside the binary and talk to the shell, and nothing else.
#[test]
fn the_page_loads_nothing_from_elsewhere_and_runs_nothing_inline() {
    let config: Value = serde_json::from_str(&read(CONFIG)).unwrap();
    let security = &config["app"]["security"];
    assert_eq!(security["capabilities"], serde_json::json!(["main"]));
    let dangerous: Vec<&String> = security
        .as_object()
        .unwrap()
        .keys()
        .filter(|key| key.starts_with("dangerous"))
        .collect();
    assert!(dangerous.is_empty(), "{dangerous:?}");
    let policy = security["csp"]
        .as_object()
        .expect("a content security policy, directive by directive");
    assert_eq!(
        policy["default-src"], "'self'",
        "what is not named is refused elsewhere"
    );
    let known = ["'self'", "'none'", "ipc:", "http://ipc.localhost"];
    for (directive, sources) in policy {
        for source in sources.as_str().unwrap().split_whitespace() {
            assert!(known.contains(&source), "{directive} takes {source}");
        }
    }
    for (directive, sources) in policy {
        let names_shell = sources.as_str().unwrap().contains("ipc");
        assert!(
            !names_shell || directive == "connect-src",
            "{directive} names the shell"
        );
    }
    assert!(
        config["app"].get("withGlobalTauri").is_none(),
        "the page gets no global to call the shell by"
    );
    for window in config["app"]["windows"].as_array().unwrap() {
        assert_eq!(
            window["devtools"], false,
            "no tools of developers in the window"
        );
    }
}
