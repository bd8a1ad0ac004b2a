//! What the organisation fixes, whether it holds, and what its rules of keeping ask for.

use domain::wire::PackKind;

use super::Facts;
use super::finding::Findings;
use super::versions::packs;
use crate::dto::FindingCode;
use crate::policy::PolicyField;
use crate::{App, ErrorDto};

/// What is known of the machine's own policy.
pub(super) struct PolicyKnown {
    /// Keys that it fixes.
    fixes: usize,
    /// Why it was not taken.
    fault: Option<ErrorDto>,
}

impl App {
    pub(super) fn policy_known(&self) -> PolicyKnown {
        let policy = self.policy();
        let fields = PolicyField::ALL.into_iter();
        PolicyKnown {
            fixes: fields.filter(|field| policy.fixes(*field)).count(),
            fault: policy.fault.as_ref().map(ErrorDto::from),
        }
    }
}

pub(super) fn add(facts: &Facts, found: &mut Findings) {
    let of_centre = packs(facts)
        .iter()
        .any(|pack| pack.kind == PackKind::Policy && pack.version > 0 && !pack.unreadable);
    if of_centre {
        found.plain(FindingCode::PolicyOfCentre);
    }
    let own = &facts.policy;
    if let Some(fault) = &own.fault {
        found.add(FindingCode::PolicyNotTaken).problem(fault);
    } else if own.fixes > 0 {
        found.add(FindingCode::PolicyInForce).count(own.fixes);
    } else if !of_centre {
        found.plain(FindingCode::PolicyNone);
    }
    let within = facts.within.as_ref();
    let due = within.and_then(|within| within.more.as_ref());
    if let Some(due) = due.filter(|more| more.retention_due > 0) {
        found
            .add(FindingCode::PolicyRecordsDue)
            .count(due.retention_due);
    }
}
