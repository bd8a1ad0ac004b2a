//! Packages of others: where they come from, and that each is the one that was looked at.

use serde_json::Value;

use super::tree;

const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";
const NPM: &str = "https://registry.npmjs.org/";

/// Packages of a lock file of npm's that have no digest, come from elsewhere or run a script when they are installed.
fn doubtful(lock: &Value) -> Vec<String> {
    let packages = lock["packages"].as_object().unwrap();
    // The first one is the screens themselves.
    let of_others = packages.iter().filter(|(path, _)| !path.is_empty());
    let is_sound = |package: &Value| {
        let digest = package["integrity"].as_str();
        // Where no address is written down it is the registry's own.
        let from = package["resolved"].as_str().unwrap_or(NPM);
        digest.is_some_and(|digest| digest.starts_with("sha512-"))
            && from.starts_with(NPM)
            && package["hasInstallScript"].as_bool() != Some(true)
    };
    let doubtful = of_others.filter(|(_, package)| !is_sound(package));
    doubtful.map(|(path, _)| path.clone()).collect()
}

/// A package that changes under its version, or comes from a place that nobody looks after, is how most such attacks came.
#[test]
fn every_package_of_the_screens_has_its_digest_and_one_source() {
    let lock: Value = serde_json::from_str(&tree::read("ui/package-lock.json")).unwrap();
    assert!(lock["packages"].as_object().unwrap().len() > 100);
    assert_eq!(doubtful(&lock), Vec::<String>::new());
    let settings = tree::read("ui/.npmrc");
    assert!(!settings.contains("registry="), "the registry is npm's own");
    let setup = tree::read("src-tauri/crates/xtask/src/setup/node.rs");
    assert!(setup.contains("\"ci\", \"--ignore-scripts\""));
}

#[test]
fn a_package_from_elsewhere_is_found() {
    let lock: Value = serde_json::from_str(
        r#"{"packages": {
            "": {"name": "own"},
            "node_modules/good": {"integrity": "sha512-x"},
            "node_modules/also": {"integrity": "sha512-x", "resolved": "https://registry.npmjs.org/a.tgz"},
            "node_modules/bare": {"version": "1"},
            "node_modules/weak": {"integrity": "sha1-x"},
            "node_modules/there": {"integrity": "sha512-x", "resolved": "git+ssh://git@example.org/a"},
            "node_modules/runs": {"integrity": "sha512-x", "hasInstallScript": true}
        }}"#,
    )
    .unwrap();
    assert_eq!(
        doubtful(&lock),
        ["bare", "runs", "there", "weak"].map(|name| format!("node_modules/{name}"))
    );
}

/// Crates of a lock file that come from elsewhere or have no digest; ours have neither.
fn strange_crates(lock: &str) -> Vec<&str> {
    let value = |block: &'static str| move |line: &&str| line.starts_with(block);
    let mut strange = Vec::new();
    for package in lock.split("[[package]]").skip(1) {
        let line = |name| package.lines().find(value(name));
        let is_known = match (line("source = "), line("checksum = ")) {
            (Some(source), Some(_)) => source.contains(CRATES_IO),
            (None, None) => true,
            _ => false,
        };
        if !is_known {
            strange.extend(line("name = "));
        }
    }
    strange
}

#[test]
fn every_crate_comes_from_the_registry_with_its_digest() {
    let lock = tree::read("Cargo.lock");
    assert!(lock.matches("[[package]]").count() > 300);
    assert_eq!(strange_crates(&lock), Vec::<&str>::new());
    let git = "[[package]]\nname = \"x\"\nsource = \"git+https://example.org/x\"\n";
    assert_eq!(strange_crates(git), ["name = \"x\""], "one is found");
}

/// What is configured and never asked holds nothing.
#[test]
fn the_check_of_licences_and_bans_stands_in_the_tests() {
    let stages = tree::read("src-tauri/crates/xtask/src/test.rs");
    assert!(stages.contains("setup::deny::check()"));
    let check = tree::read("src-tauri/crates/xtask/src/setup/deny.rs");
    for part in [
        "\"licenses\"",
        "\"bans\"",
        "\"sources\"",
        "src-tauri/deny.toml",
    ] {
        assert!(check.contains(part), "{part}");
    }
}
