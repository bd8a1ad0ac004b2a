//! The top level is fixed, and files stay of a size that can be read in one go.

use std::fs;

use super::tree::{self, File, files};

/// All that stands at the top, beside names that begin with a dot and what tools make.
const TOP: [&str; 11] = [
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "assets",
    "clippy.toml",
    "locales",
    "src-tauri",
    "tests",
    "ui",
];

/// A file of 400 lines (a component of 200) asks for a second look. These numbers are refused: up to
/// there the cut is a matter of taste.
const BOUNDS: [(&str, usize); 3] = [(".rs", 600), (".svelte", 350), (".ts", 600)];

fn strangers(names: &[String]) -> Vec<&str> {
    let is_known = |name: &str| TOP.contains(&name) || name == "target" || name.starts_with('.');
    names
        .iter()
        .map(String::as_str)
        .filter(|name| !is_known(name))
        .collect()
}

/// A newcomer finds the way by the top level; each new name there is one more to explain.
#[test]
fn the_top_level_is_fixed() {
    let entries = fs::read_dir(tree::root()).unwrap().flatten();
    let names: Vec<String> = entries
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    assert_eq!(strangers(&names), Vec::<&str>::new());
    assert_eq!(
        strangers(&["docs".to_owned(), "ui".to_owned()]),
        ["docs"],
        "a new name is found"
    );
}

fn too_long(files: &[File]) -> Vec<String> {
    let is_made = |path: &str| path.starts_with("ui/src/lib/backend/types/");
    let mut found = Vec::new();
    for file in files.iter().filter(|file| !is_made(&file.path)) {
        let lines = file.text.lines().count();
        if BOUNDS
            .iter()
            .any(|(ending, bound)| file.path.ends_with(ending) && lines > *bound)
        {
            found.push(format!("{} has {lines} lines", file.path));
        }
    }
    found
}

/// A long file is two subjects in one, and both are harder to find.
#[test]
fn files_stay_readable() {
    let mut all = files("src-tauri", &[".rs"]);
    all.extend(files("tests", &[".rs"]));
    all.extend(files("ui", &[".ts", ".svelte"]));
    assert_eq!(too_long(&all), Vec::<String>::new());
    let long = [File {
        path: "ui/src/A.svelte".to_owned(),
        text: "\n".repeat(351),
    }];
    assert_eq!(
        too_long(&long),
        ["ui/src/A.svelte has 351 lines"],
        "a long file is found"
    );
}
