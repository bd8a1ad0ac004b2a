//! The starting targets by table, and the dates they make.

use super::{Span, Target};
use crate::id::Millis;
use crate::lists::{CaseRule, Lists};

const MINUTE_MS: i64 = 60_000;
const DAY_MS: i64 = 86_400_000;

fn lists() -> &'static Lists {
    Lists::embedded().unwrap()
}

fn target(type_code: &str, sub_category: &str, urgent: bool, priority: &str) -> Target {
    lists()
        .targets()
        .target_for(type_code, sub_category, urgent, priority)
}

#[test]
fn the_starting_targets_are_those_of_the_product() {
    use Span::{Minutes, WorkingDays};
    let first =
        |type_code, sub, urgent, priority| target(type_code, sub, urgent, priority).first_action;
    let resolve = |type_code, sub| target(type_code, sub, false, "p3").resolve;

    // Emergency first contact 15 minutes, urgent 2 hours, day and night.
    assert_eq!(first("report", "pt_danger", true, "p1"), Some(Minutes(15)));
    assert_eq!(first("report", "food", true, "p1"), Some(Minutes(15)));
    assert_eq!(
        first("complaint", "conduct", true, "p2"),
        Some(Minutes(120))
    );
    assert_eq!(
        first("complaint", "conduct", false, "p2"),
        Some(Minutes(120))
    );
    assert_eq!(first("report", "pt_abroad", true, "p2"), Some(Minutes(120)));
    // Food and infectious reports one hour round the clock, urgent or not.
    for sub in ["food", "infect", "cluster"] {
        assert_eq!(
            first("report", sub, false, "p3"),
            Some(Minutes(60)),
            "{sub}"
        );
        assert_eq!(first("report", sub, true, "p2"), Some(Minutes(60)), "{sub}");
    }
    // Enquiry and health education in the call or one working day.
    assert_eq!(resolve("inquiry", "hours"), Some(WorkingDays(1)));
    assert_eq!(resolve("health_ed", "diabetes"), Some(WorkingDays(1)));
    // Complaint: the entity answers in 5, closed in 10.
    let complaint = target("complaint", "conduct", false, "p3");
    assert_eq!(complaint.entity_answer, Some(WorkingDays(5)));
    assert_eq!(complaint.resolve, Some(WorkingDays(10)));
    assert_eq!(resolve("suggestion", "digital"), Some(WorkingDays(15)));
    assert_eq!(resolve("humanitarian", "dialysis"), Some(WorkingDays(10)));
    assert!(target("non_service", "silent", false, "p4").is_empty());
    assert!(target("unheard_of", "", false, "p3").is_empty());
}

/// An urgent complaint is called about within two hours and still closed in ten days.
#[test]
fn urgency_sets_the_first_action_and_leaves_the_rest() {
    let plain = target("complaint", "med_incident", false, "p3");
    let urgent = target("complaint", "med_incident", true, "p2");
    assert_eq!(urgent.resolve, plain.resolve);
    assert_eq!(urgent.entity_answer, plain.entity_answer);
    assert_ne!(urgent.first_action, plain.first_action);
}

#[test]
fn what_always_opens_a_case_has_a_due_date() {
    for row in lists().types() {
        if row.case_rule == CaseRule::Always {
            let target = target(&row.code, "", false, "p3");
            assert!(target.acknowledge.is_some(), "{}", row.code);
            assert!(target.resolve.is_some(), "{}", row.code);
        }
    }
}

#[test]
fn dates_are_made_by_the_calendar() {
    let calendar = lists().calendar();
    // Thursday, 2026-11-19, 20:00 in Muscat: day 0 is Sunday the 22nd.
    let received = Millis(1_795_104_000_000);
    let due = target("complaint", "conduct", false, "p3").due(received, calendar);
    let day = |at: Option<Millis>| crate::local_day::LocalDay::of(at.unwrap().0).to_string();
    assert_eq!(day(due.acknowledge), "2026-11-23");
    assert_eq!(day(due.entity_answer), "2026-12-01");
    assert_eq!(day(due.resolve), "2026-12-08");

    let night = target("report", "food", false, "p3").due(received, calendar);
    assert_eq!(
        night.first_action,
        Some(Millis(received.0 + 60 * MINUTE_MS))
    );
    let none = Target::default().due(received, calendar);
    assert_eq!(none.resolve, None);
    let broken = Span::Minutes(u32::MAX).due(Millis(i64::MAX - DAY_MS), calendar);
    assert_eq!(broken, Millis(i64::MAX));
}
