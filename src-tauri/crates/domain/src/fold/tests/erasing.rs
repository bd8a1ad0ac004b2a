//! An erasure as the fold tells it; taking the words away is for whoever keeps the entries.

use super::desk::{Desk, folded, numbered};
use super::records::full_call;
use crate::erasure::{self, Erasure, Pseudonyms, Why, spares};
use crate::fold::Record;
use crate::id::ActId;

fn erases(act: u8, told_apart: &str) -> crate::fold::Change {
    let erasure = Erasure {
        why: Why::Asked,
        request: "2026/114".into(),
    };
    erasure.change(erasure::CALL, ActId::from_bytes([act; 16]), told_apart)
}

/// Two desks that know nothing of each other erase one call: it is erased, and nobody has to decide anything.
#[test]
fn two_erasures_at_once_are_no_conflict() {
    let (mut one, mut other) = (Desk::new(2), Desk::new(3));
    let logged = numbered(one.makes(full_call().logged()), 1);
    other.pulled(1);
    let names = [[1; 32], [2; 32]].map(|secret| Pseudonyms::new(secret).of("+96899123456"));
    let mut first = numbered(one.makes(erases(1, &names[0])), 2);
    first.header.act = ActId::from_bytes([1; 16]);
    let mut second = numbered(other.makes(erases(2, &names[1])), 3);
    second.header.act = ActId::from_bytes([2; 16]);
    let folded = folded(&[logged, first, second]);
    assert_eq!(folded.findings, []);
    let told: Vec<(&str, &str)> = folded
        .erased
        .iter()
        .map(|erased| (erased.why.as_str(), erased.request.as_str()))
        .collect();
    assert_eq!(told, [("asked", "2026/114"); 2]);
    let Record::Call(call) = folded.record else {
        panic!("not a call")
    };
    assert_eq!(
        Some(&call.told_apart),
        names.iter().min(),
        "whichever comes first"
    );
    assert_eq!(folded.unknown, 0);
}

/// Only what names every erasure came after all of them.
#[test]
fn an_entry_is_spared_by_the_erasures_that_it_names() {
    let mut desk = Desk::new(1);
    let erasure = desk.makes(erases(1, "")).header;
    let mut later = desk.makes(full_call().logged()).header;
    assert!(!spares(&erasure, &[erasure.id]), "itself it does not spare");
    assert!(!spares(&later, &[erasure.id]) && spares(&later, &[]));
    later.erasures.push(erasure.id);
    assert!(spares(&later, &[erasure.id]) && !spares(&later, &[erasure.id, later.id]));
}
