//! The vectors that this module and its TypeScript twin both keep: `assets/vectors/arabic.json`.

use serde::Deserialize;

use super::{fold, matches, name_key, words};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Vectors {
    #[serde(rename = "about")]
    _about: String,
    fold: Vec<(String, String)>,
    words: Vec<(String, Vec<String>)>,
    same_name: Vec<(String, String)>,
    meet: Vec<(String, String)>,
    begin: Vec<(String, String)>,
    apart: Vec<(String, String)>,
}

fn vectors() -> Vectors {
    let text = include_str!("../../../../../assets/vectors/arabic.json");
    serde_json::from_str(text).unwrap()
}

#[test]
fn there_are_as_many_pairs_as_promised() {
    let vectors = vectors();
    assert!(
        vectors.meet.len() >= 60,
        "{} pairs meet",
        vectors.meet.len()
    );
    assert!(
        vectors.apart.len() >= 20,
        "{} stay apart",
        vectors.apart.len()
    );
}

#[test]
fn letters_fold_as_written_down() {
    for (text, folded) in vectors().fold {
        assert_eq!(fold(&text), folded, "{text}");
    }
}

#[test]
fn words_are_taken_as_written_down() {
    for (text, expected) in vectors().words {
        assert_eq!(words(&text), expected, "{text}");
    }
}

#[test]
fn spellings_of_one_name_have_one_key() {
    for (one, other) in vectors().same_name {
        assert_eq!(name_key(&one), name_key(&other), "{one} / {other}");
    }
}

#[test]
fn what_is_the_same_meets_both_ways() {
    for (one, other) in vectors().meet {
        assert!(matches(&one, &other), "{one} did not find {other}");
        assert!(matches(&other, &one), "{other} did not find {one}");
    }
}

#[test]
fn a_beginning_finds_the_whole() {
    for (question, text) in vectors().begin {
        assert!(matches(&question, &text), "{question} did not find {text}");
    }
}

#[test]
fn what_differs_stays_apart() {
    for (question, text) in vectors().apart {
        assert!(!matches(&question, &text), "{question} found {text}");
    }
}
