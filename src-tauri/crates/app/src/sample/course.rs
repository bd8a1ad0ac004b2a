//! How a made-up case goes on after it was opened, by its place among the cases: most are dealt with in
//! some days and closed when the caller has been told, a few are withdrawn, and of two hundred one is left
//! lying.

use domain::case::{CaseStatus, NewMove};
use domain::id::Millis;

const HOUR_MS: i64 = 60 * 60 * 1_000;
const DAY_MS: i64 = 24 * HOUR_MS;
/// One of so many is never touched.
const FORGOTTEN_OF: u64 = 200;
/// One of so many is withdrawn.
const WITHDRAWN_OF: u64 = 20;
/// One of so many is resolved without a step before it.
const AT_ONCE_OF: u64 = 3;
/// The most days until a case is resolved; the next one takes one more, and after the last one again.
const DAYS: u64 = 9;

/// The moves of the case at this place, soonest first.
pub(crate) fn course(place: u64, type_code: &str, opened_at: Millis) -> Vec<NewMove> {
    let after = |ms: i64| Millis(opened_at.0.saturating_add(ms));
    if (place + 1).is_multiple_of(FORGOTTEN_OF) {
        return Vec::new();
    }
    if (place + 1).is_multiple_of(WITHDRAWN_OF) {
        return vec![to(CaseStatus::Cancelled, after(2 * DAY_MS))];
    }
    let days = i64::try_from(place % DAYS).unwrap_or(0) + 1;
    let resolved_at = after(days * DAY_MS);
    let told_at = Millis(resolved_at.0.saturating_add(DAY_MS));
    let finding = match type_code {
        "complaint" => "upheld",
        "report" => "report_confirmed",
        "suggestion" => "under_study",
        _ => "",
    };
    let begun =
        (!place.is_multiple_of(AT_ONCE_OF)).then(|| to(CaseStatus::InProgress, after(4 * HOUR_MS)));
    let resolved = NewMove {
        finding: finding.into(),
        action: "explained".into(),
        ..to(CaseStatus::Resolved, resolved_at)
    };
    let closed = NewMove {
        closing_outcome: "done".into(),
        caller_informed_at: Some(told_at),
        caller_informed_how: "phone".into(),
        ..to(CaseStatus::Closed, told_at)
    };
    begun.into_iter().chain([resolved, closed]).collect()
}

fn to(status: CaseStatus, at: Millis) -> NewMove {
    NewMove {
        to: status,
        at,
        finding: String::new(),
        action: String::new(),
        closing_outcome: String::new(),
        caller_informed_at: None,
        caller_informed_how: String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A sample that the desk itself would refuse teaches the wrong thing.
    #[test]
    fn every_course_is_lawful() {
        let opened_at = Millis(1_000);
        for place in 0..1_000 {
            let mut at = (CaseStatus::New, opened_at);
            for step in course(place, "complaint", opened_at) {
                assert!(at.0.may_become(step.to), "{place}: {} {}", at.0, step.to);
                assert!(step.at > at.1, "{place}");
                at = (step.to, step.at);
            }
        }
    }
}
