//! Surveys: an answer comes back whole, and taking it back is one write.

use serde_json::json;

use super::desk::{Desk, folded};
use crate::fold::{Finding, Placed, Record};
use crate::id::{SubjectId, UserId};
use crate::survey::{Solved, Survey};

fn survey(entries: &[Placed]) -> (Survey, Vec<Finding>) {
    let folded = folded(entries);
    match folded.record {
        Record::Survey(survey) => (*survey, folded.findings),
        other => panic!("not a survey: {other:?}"),
    }
}

/// The rate of a year hangs on what comes back here; and what somebody said in confidence is no fact.
#[test]
fn an_answer_comes_back_whole() {
    let mut desk = Desk::new(1);
    let said = Survey {
        call: Some(SubjectId::from_bytes([3; 16])),
        case: Some(SubjectId::from_bytes([4; 16])),
        reference: "ورقة 12".into(),
        day: "2026-11-22".parse().ok(),
        mode: "phone".into(),
        asked_by: Some(UserId::from_bytes([8; 16])),
        handler: Some(UserId::from_bytes([9; 16])),
        type_code: "complaint".into(),
        governorate: "OM-MA".into(),
        overall: Some(5),
        ease: Some(1),
        solved: Some(Solved::Partly),
        refused: String::new(),
        language: "ar".into(),
        batch: Some(SubjectId::from_bytes([5; 16])),
        comment: "انتظرت طويلًا".into(),
        withdrawn: false,
    };
    let written = said.answered();
    assert!(!format!("{:?}", written.facts).contains("انتظرت"));
    let answered = desk.makes(written);
    assert_eq!(
        survey(std::slice::from_ref(&answered)),
        (said.clone(), Vec::new())
    );
    let withdrawn = desk.makes(Survey::withdrawn());
    let (read, findings) = survey(&[answered, withdrawn]);
    assert_eq!(
        read,
        Survey {
            withdrawn: true,
            ..said
        }
    );
    assert!(findings.is_empty());
}

/// A mark beyond five would lift every rate, one that is no number stops the fold: both are told and left out.
#[test]
fn a_mark_that_is_none_is_told_and_left_out() {
    let mut desk = Desk::new(1);
    let mut change = Survey {
        mode: "paper".into(),
        ..Survey::default()
    }
    .answered();
    change.facts.insert("overall".into(), json!(6));
    change.facts.insert("ease".into(), json!(0));
    change.facts.insert("solved".into(), json!("maybe"));
    let (read, findings) = survey(&[desk.makes(change)]);
    assert_eq!((read.overall, read.ease, read.solved), (None, None, None));
    assert_eq!(
        findings.len(),
        2,
        "a mark of nothing is no mark: {findings:?}"
    );
}
