//! What depends on what: `domain ← store ← sync ← app ← shell, nidactl`; `domain ← courier ← sync, centre`;
//! `domain ← conform ← nidactl`; `domain ← sheet ← app`; `i18n ← app, centre`; `i18n ← report ← app`; `app ← keyring ← shell`.
//! An arrow the other way would let a screen's need into the journal.

use std::process::Command;

use serde_json::Value;

use super::tree;

/// Each crate with all crates of the workspace that it may name.
const ARROWS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("i18n", &[]),
    ("sheet", &["domain"]),
    ("store", &["domain"]),
    ("courier", &["domain"]),
    ("sync", &["courier", "domain", "store"]),
    ("report", &["i18n"]),
    (
        "app",
        &["domain", "i18n", "report", "sheet", "store", "sync"],
    ),
    ("keyring", &["app"]),
    ("nida", &["app", "keyring"]),
    ("nidactl", &["app", "conform"]),
    ("centre", &["courier", "domain", "i18n"]),
    ("conform", &["domain"]),
    ("xtask", &[]),
    (
        "nida-tests",
        &[
            "app", "centre", "conform", "courier", "domain", "i18n", "report", "store", "sync",
        ],
    ),
];

/// Crates from outside that stand for a task, with the only crates that may do it.
const TASKS: &[(&str, &[&str])] = &[
    ("rusqlite", &["store", "centre", "nida-tests"]),
    ("refinery", &["store", "centre"]),
    ("reqwest", &["sync", "conform", "nida-tests"]),
    ("tokio-postgres", &["centre"]),
    ("axum", &["centre"]),
    ("tauri", &["nida"]),
    ("tauri-build", &["nida"]),
    ("secret-service", &["keyring"]),
    ("fluent", &["i18n"]),
    ("hpke", &["courier"]),
    ("typst", &["report"]),
    ("rust_xlsxwriter", &["report", "sheet", "nida-tests"]),
    ("calamine", &["sheet", "nida-tests"]),
    ("icu_calendar", &["domain"]),
];

/// What the tests of a crate may name beside, though the crate itself may not.
const TESTED_WITH: &[(&str, &str)] = &[
    ("nidactl", "centre"),
    // What was written is opened again by another hand.
    ("report", "calamine"),
    ("app", "calamine"),
];

/// A crate and the names it depends on, in whatever section; what only its tests need and may name is
/// left out.
type Depends = (String, Vec<String>);

fn workspace() -> Vec<Depends> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args([
            "metadata",
            "--no-deps",
            "--offline",
            "--format-version",
            "1",
        ])
        .current_dir(tree::root())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    packages
        .iter()
        .map(|package| {
            let name = package["name"].as_str().unwrap();
            let dependencies = package["dependencies"].as_array().unwrap().iter();
            let kept = dependencies.filter(|on| {
                let tested_with = (name, on["name"].as_str().unwrap());
                on["kind"] != "dev" || !TESTED_WITH.contains(&tested_with)
            });
            let kept = kept.map(|on| on["name"].as_str().unwrap().to_owned());
            (name.to_owned(), kept.collect())
        })
        .collect()
}

fn wrong_arrows(workspace: &[Depends]) -> Vec<String> {
    let mut wrong = Vec::new();
    for (name, depends) in workspace {
        let Some((_, may)) = ARROWS.iter().find(|(known, _)| known == name) else {
            wrong.push(format!("{name} has no place among the arrows yet"));
            continue;
        };
        for on in depends {
            let is_own = workspace.iter().any(|(own, _)| own == on);
            if is_own && !may.contains(&on.as_str()) {
                wrong.push(format!("{name} must not depend on {on}"));
            }
            if TASKS
                .iter()
                .any(|(task, only)| task == on && !only.contains(&name.as_str()))
            {
                wrong.push(format!("{on} is not for {name}"));
            }
        }
    }
    wrong
}

#[test]
fn arrows_point_one_way() {
    assert_eq!(wrong_arrows(&workspace()), Vec::<String>::new());
}

#[test]
fn an_arrow_the_other_way_is_found() {
    let depends = |name: &str, on: &[&str]| {
        (
            name.to_owned(),
            on.iter().map(ToString::to_string).collect(),
        )
    };
    let workspace = [
        depends("domain", &["store", "serde"]),
        depends("store", &["domain", "tauri"]),
        depends("new", &[]),
    ];
    assert_eq!(
        wrong_arrows(&workspace),
        [
            "domain must not depend on store",
            "tauri is not for store",
            "new has no place among the arrows yet"
        ]
    );
}
