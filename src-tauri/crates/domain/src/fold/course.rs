//! What follows the order of the entries instead of merging field by field: the status of a case, and
//! the times that count.
//!
//! A case goes from status to status by lawful moves (domain, "State machines"). The fold takes them in
//! order; one that is not lawful where it stands is told and nothing of its entry is applied, since an
//! entry that closes a case also says with what finding. Two machines that closed one case while apart
//! therefore give one finding.
//!
//! Times that count (moves, `closed_at`, `answered_at`) never run backwards along the order
//! (architecture, "Order is the centre's"): an earlier one is raised to the one before and told.
//! `received_at` and `opened_at` of the first entry that has one are where they begin. A call has none.

use serde_json::{Map, Value};

use super::Finding;
use crate::case::{CaseStatus, Move};
use crate::entry::Header;
use crate::id::Millis;

/// Fields that begin the times that count.
const BEGINNINGS: [&str; 2] = ["received_at", "opened_at"];
/// Fields that count.
const COUNTED: [&str; 2] = ["answered_at", "closed_at"];

/// How far the subject has come.
#[derive(Debug, Default)]
pub(super) struct Course {
    /// Latest time that counts.
    latest: Option<Millis>,
    /// The moves made so far.
    pub(super) moves: Vec<Move>,
}

impl Course {
    /// Takes what follows the order out of the facts of a case's entry. False when the entry must not
    /// be applied.
    pub(super) fn admit_case(
        &mut self,
        header: &Header,
        facts: &mut Map<String, Value>,
        findings: &mut Vec<Finding>,
    ) -> bool {
        // When a case was closed is when the move was made that closed it; no field says otherwise.
        facts.remove("closed_at");
        let Some(status) = facts.remove("status") else {
            return true;
        };
        let written = facts.remove("at").and_then(|at| at.as_i64()).map(Millis);
        let Some(to) = status
            .as_str()
            .and_then(|code| code.parse::<CaseStatus>().ok())
        else {
            findings.push(Finding::Unreadable {
                part: super::Part::Facts,
                field: "status".to_owned(),
            });
            return true;
        };
        let from = self.moves.last().map(|last| last.to);
        if let Some(from) = from {
            if header.kind == "case.opened" {
                return true;
            }
            if from == to && !to.ends() {
                return true;
            }
            if !from.may_become(to) {
                findings.push(Finding::Unlawful {
                    entry: header.id,
                    from,
                    to,
                });
                return false;
            }
        }
        self.begin(facts);
        let at = written
            .or_else(|| if from.is_none() { self.latest } else { None })
            .unwrap_or(header.at);
        let at = self.count("status", at, header, findings);
        self.moves.push(Move {
            entry: header.id,
            by: header.actor,
            from,
            to,
            at,
        });
        true
    }

    /// Raises the times that count where they would run backwards.
    pub(super) fn admit_times(
        &mut self,
        header: &Header,
        facts: &mut Map<String, Value>,
        findings: &mut Vec<Finding>,
    ) {
        self.begin(facts);
        for field in COUNTED {
            if let Some(written) = facts.get(field).and_then(Value::as_i64).map(Millis) {
                let counts = self.count(field, written, header, findings);
                if counts != written {
                    facts.insert(field.to_owned(), counts.0.into());
                }
            }
        }
    }

    fn begin(&mut self, facts: &Map<String, Value>) {
        if self.latest.is_none() {
            self.latest = BEGINNINGS
                .iter()
                .find_map(|field| facts.get(*field)?.as_i64())
                .map(Millis);
        }
    }

    fn count(
        &mut self,
        field: &str,
        written: Millis,
        header: &Header,
        findings: &mut Vec<Finding>,
    ) -> Millis {
        let counts = self.latest.map_or(written, |latest| latest.max(written));
        self.latest = Some(counts);
        if counts != written {
            findings.push(Finding::Backwards {
                entry: header.id,
                field: field.to_owned(),
                written,
                counts,
            });
        }
        counts
    }
}
