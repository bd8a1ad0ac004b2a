//! Where things may stand: SQL, Tauri's own calls, directions in CSS; and what stands nowhere.

use super::tree::{File, files, offences};

/// The beginnings of statements, as SQL is written here.
const SQL: [&str; 9] = [
    "SELECT ",
    "INSERT INTO ",
    "INSERT OR ",
    "UPDATE ",
    "DELETE FROM ",
    "CREATE TABLE ",
    "CREATE INDEX ",
    "PRAGMA ",
    "BEGIN IMMEDIATE",
];

fn is_sql_elsewhere(path: &str, line: &str) -> bool {
    let is_home = [
        "src-tauri/crates/store/",
        "src-tauri/crates/centre/",
        "tests/",
    ];
    if is_home.iter().any(|home| path.starts_with(home)) {
        return false;
    }
    let text = line
        .trim_start()
        .trim_start_matches(['"', 'r', '#', '`', '\'', '(']);
    SQL.iter()
        .any(|statement| text.starts_with(statement) || line.contains(&format!("\"{statement}")))
}

/// A second place that knows the schema is a second place to forget when it changes.
#[test]
fn sql_stands_in_store_and_centre_alone() {
    let mut all = files("src-tauri", &[".rs"]);
    all.extend(files("ui/src", &[".ts", ".svelte"]));
    assert_eq!(offences(&all, is_sql_elsewhere), Vec::<String>::new());
}

#[test]
fn sql_elsewhere_is_found() {
    let sql = "    let rows = connection.prepare(\"SELECT id FROM call\")?;";
    assert!(is_sql_elsewhere("src-tauri/crates/app/src/calls.rs", sql));
    assert!(is_sql_elsewhere(
        "src-tauri/crates/app/src/calls.rs",
        "        INSERT INTO call (id)"
    ));
    assert!(!is_sql_elsewhere(
        "src-tauri/crates/store/src/calls.rs",
        sql
    ));
    assert!(!is_sql_elsewhere(
        "src-tauri/crates/app/src/calls.rs",
        "// Select the newest."
    ));
}

fn is_tauri_elsewhere(path: &str, line: &str) -> bool {
    !path.starts_with("ui/src/lib/backend/")
        && (line.contains("@tauri-apps") || line.contains("__TAURI"))
}

/// Components that know the shell cannot be tested without it.
#[test]
fn the_shell_is_known_to_the_backend_alone() {
    let all = files("ui/src", &[".ts", ".svelte", ".js"]);
    assert_eq!(offences(&all, is_tauri_elsewhere), Vec::<String>::new());
    assert!(
        all.iter().any(|file| file.text.contains("@tauri-apps")),
        "the backend does name it: the rule looks in the right place"
    );
}

#[test]
fn a_call_of_the_shell_elsewhere_is_found() {
    let import = "import { invoke } from '@tauri-apps/api/core';";
    assert!(is_tauri_elsewhere(
        "ui/src/features/desk/Desk.svelte",
        import
    ));
    assert!(!is_tauri_elsewhere("ui/src/lib/backend/tauri.ts", import));
}

/// Properties of a physical side. Numbers and ids get their direction from `<bdi>` and `dir`.
fn is_physical_side(_: &str, line: &str) -> bool {
    let line = line.trim();
    let Some((property, value)) = line.split_once(':') else {
        return false;
    };
    let property = property.trim_start_matches('&').trim();
    let value = value.trim().trim_end_matches(';');
    let names_side = [
        "-left",
        "-right",
        "-left-width",
        "-right-width",
        "-left-color",
        "-right-color",
    ];
    let boxes = [
        "margin",
        "padding",
        "border",
        "scroll-margin",
        "scroll-padding",
    ];
    let is_side_of_box = boxes.iter().any(|of| {
        property
            .strip_prefix(of)
            .is_some_and(|side| names_side.contains(&side))
    });
    is_side_of_box
        || matches!(property, "left" | "right" | "direction")
        || (matches!(property, "text-align" | "float" | "clear")
            && matches!(value, "left" | "right"))
}

/// One physical side, and half of the screens stand the wrong way round in one of the languages.
#[test]
fn css_knows_no_left_and_right() {
    let all = files("ui/src", &[".css", ".svelte"]);
    assert_eq!(
        offences(&styles(all), is_physical_side),
        Vec::<String>::new()
    );
}

/// The style parts of components, all of a style sheet, their line numbers kept.
fn styles(files: Vec<File>) -> Vec<File> {
    let blank_outside_style = |text: &str| {
        let mut inside = false;
        let lines = text.lines().map(|line| {
            if line.trim_start().starts_with("</style") {
                inside = false;
            }
            let kept = if inside { line } else { "" };
            if line.trim_start().starts_with("<style") {
                inside = true;
            }
            format!("{kept}\n")
        });
        lines.collect()
    };
    files
        .into_iter()
        .map(|file| match file.path.ends_with(".svelte") {
            true => File {
                text: blank_outside_style(&file.text),
                ..file
            },
            false => file,
        })
        .collect()
}

#[test]
fn a_physical_side_is_found() {
    for line in [
        "  margin-left: 4px;",
        "  border-right-color: red;",
        "  left: 0;",
        "  text-align: right;",
        "  direction: rtl;",
    ] {
        assert!(is_physical_side("", line), "{line}");
    }
    for line in [
        "  margin-inline-start: 4px;",
        "  text-align: start;",
        "  inset-inline-end: 0;",
        "  /* left */",
    ] {
        assert!(!is_physical_side("", line), "{line}");
    }
    let component = "<p>left: 0</p>\n<style>\n  left: 0;\n</style>\n".to_owned();
    let sample = vec![File {
        path: "a.svelte".to_owned(),
        text: component,
    }];
    assert_eq!(
        offences(&styles(sample), is_physical_side),
        ["a.svelte:3: left: 0;"]
    );
}

/// What says that something was left for later, or that a test is not run.
fn is_left_open(path: &str, line: &str) -> bool {
    let signs = [
        "TODO",
        "FIXME",
        "XXX",
        "todo!(",
        "unimplemented!(",
        "#[ignore",
        "it.skip",
        "test.skip",
        "describe.skip",
    ];
    path != "tests/tests/repository/places.rs" && signs.iter().any(|sign| line.contains(sign))
}

/// What is left for later is forgotten in a comment; a test that is not run is not a test.
#[test]
fn nothing_is_left_open() {
    let mut all = files("src-tauri", &[".rs", ".sql"]);
    all.extend(files("ui/src", &[".ts", ".svelte", ".css"]));
    all.extend(files("tests", &[".rs"]));
    all.extend(files("locales", &[".ftl"]));
    assert_eq!(offences(&all, is_left_open), Vec::<String>::new());
}

#[test]
fn what_is_left_open_is_found() {
    assert!(is_left_open("src-tauri/src/main.rs", "// TODO: later"));
    assert!(is_left_open(
        "tests/tests/window/house.rs",
        "#[ignore = \"slow\"]"
    ));
    assert!(!is_left_open(
        "src-tauri/src/main.rs",
        "// To do is a screen."
    ));
}
