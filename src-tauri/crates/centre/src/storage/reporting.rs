//! What of the entries stands in the tables that the ministry's reporting reads: pure, and the same whatever
//! keeps the rows. A form finds the subjects that a stretch of the feed touches, hands in all entries of each,
//! and writes the rows that come back in the place of those that were there, with how far it has come, in one
//! transaction.
//!
//! The fold is the domain's own. It is given headers and facts alone: the personal parts are not even read, so
//! nothing of them can come into a report (safety, "Who may do what"). What stands in the facts is written by
//! machines, so that a code is cut off where no code is as long.

use std::collections::BTreeMap;

use domain::call::Call;
use domain::case::{Case, Category};
use domain::entry::{Entry, Numbered, subject_kind};
use domain::fold::{FOLD_VERSION, Folded, Placed, Record, fold};
use domain::id::{EntryId, MachineId, Millis, SiteId, SubjectId};
use domain::link::ChainPoint;
use serde_json::{Value, json};

use crate::storage::StorageError;

/// Numbers of a feed that are folded in one transaction.
pub(super) const PLACES_AT_ONCE: usize = 100;
/// Entries of one subject that are folded; a call has a few, a case some dozens. More than that is somebody's
/// mischief and must neither stop the others nor fill the memory: the first ones count.
pub(super) const MAX_ENTRIES: usize = 2_000;
/// Bytes of their headers and facts.
pub(super) const MAX_BYTES: usize = 8 * 1024 * 1024;
/// The first moment that is told: the beginning of the year 1.
const FIRST_MS: i64 = -62_135_596_800_000;
/// The last: the end of the year 9999.
const LAST_MS: i64 = 253_402_300_799_999;
/// Characters of a code.
const MAX_CODE_CHARS: usize = 100;

/// Raised whenever the same folded records give other rows.
const ROWS_VERSION: i64 = 1;
/// The number of this fold. Rows that were made with a smaller one are made anew; where they were made with a
/// greater one, another process is newer than this and does the folding.
pub(super) const MADE_WITH: i64 = ROWS_VERSION * 1_000_000 + FOLD_VERSION as i64;

/// A table of rows.
pub(super) struct ReportTable {
    /// Its name.
    pub(super) name: &'static str,
    /// The column that names the subject.
    pub(super) subject: &'static str,
    /// All columns, as members of the rows.
    pub(super) columns: &'static [&'static str],
}

/// The tables that are filled here.
pub(super) const TABLES: [ReportTable; 5] = [
    ReportTable {
        name: "report_call",
        subject: "id",
        columns: &[
            "site",
            "id",
            "machine",
            "channel",
            "direction",
            "local_day",
            "shift",
            "received_at",
            "answered_at",
            "started_at",
            "ended_at",
            "saved_at",
            "entered_late",
            "anonymous",
            "governorate",
            "wilayat",
            "ill",
            "hospital",
            "died",
            "type",
            "outcome",
            "urgent",
            "dropped",
            "case",
        ],
    },
    ReportTable {
        name: "report_issue",
        subject: "call",
        columns: &[
            "site",
            "call",
            "id",
            "counts",
            "type",
            "sub_category",
            "facility",
            "severity",
            "stage",
            "staff_group",
        ],
    },
    ReportTable {
        name: "report_case",
        subject: "id",
        columns: &[
            "site",
            "id",
            "machine",
            "reference",
            "type",
            "sub_category",
            "facility",
            "priority",
            "severity",
            "urgent",
            "sensitive",
            "received_at",
            "acknowledge_due",
            "due",
            "status",
            "category",
            "opened_at",
            "closed_at",
            "reopened",
            "escalation",
            "refer_to",
            "finding",
            "action",
            "closing_outcome",
            "caller_informed_at",
        ],
    },
    ReportTable {
        name: "report_move",
        subject: "case",
        columns: &["site", "case", "place", "from_status", "to_status", "at"],
    },
    ReportTable {
        name: "report_case_call",
        subject: "case",
        columns: &["site", "case", "call"],
    },
];

impl ReportTable {
    /// The columns as they stand in a statement.
    pub(super) fn quoted(&self) -> String {
        let quoted = self.columns.iter().map(|column| format!("\"{column}\""));
        quoted.collect::<Vec<_>>().join(", ")
    }
}

/// How far the reporting tables of a site are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unfolded {
    /// The site.
    pub site: SiteId,
    /// Numbers of its feed that they do not know yet.
    pub behind: u64,
}

/// A place of the feed, as far as it is to be looked at.
pub(super) struct FoldPlace {
    /// Its number.
    pub(super) number: u64,
    /// The entry's own number, where this place only announces its parts.
    pub(super) of: Option<u64>,
    /// The header of the entry; none while it is held.
    pub(super) header: Option<Vec<u8>>,
}

impl FoldPlace {
    /// The subject that it touches, where that is one that is reported on.
    pub(super) fn subject(&self) -> Option<SubjectId> {
        let entry = Entry {
            header: self.header.clone()?,
            facts: Vec::new(),
            personal: None,
        };
        let header = entry.read_header().ok()?;
        matches!(subject_kind(&header.kind), "call" | "case").then_some(header.subject)
    }
}

/// An entry of a subject as it is kept, without what is personal.
pub(super) struct Kept {
    /// Its header.
    pub(super) header: Vec<u8>,
    /// Its facts.
    pub(super) facts: Vec<u8>,
    /// The machine it first came from.
    pub(super) machine: MachineId,
    /// Its own chain point, and those that its epoch follows.
    pub(super) chain: Vec<ChainPoint>,
    /// Its number.
    pub(super) number: Numbered,
    /// Where its parts were announced, if later.
    pub(super) announced: Option<Numbered>,
}

/// Rows by the tables they belong to, as JSON objects with the columns as members.
pub(super) type Rows = [Vec<Value>; TABLES.len()];

/// Folds a subject from all its entries and adds its rows: none, where there is nothing to report yet or any
/// more.
pub(super) fn add_rows(site: SiteId, kept: Vec<Kept>, rows: &mut Rows) -> Result<(), StorageError> {
    let mut machines: BTreeMap<EntryId, MachineId> = BTreeMap::new();
    let mut entries = Vec::with_capacity(kept.len());
    for one in kept {
        let entry = Entry {
            header: one.header,
            facts: one.facts,
            personal: None,
        };
        let mut placed = Placed::read(&entry, one.chain, Some(one.number))
            .map_err(|_| StorageError::Damaged("a header that cannot be read"))?;
        placed.announced = one.announced;
        machines.insert(placed.header.id, one.machine);
        entries.push(placed);
    }
    let Some(folded) = fold(entries) else {
        return Ok(());
    };
    let machine = machines.get(&folded.first.entry);
    let machine = *machine.ok_or(StorageError::Damaged("a subject without its first entry"))?;
    let of = Of { site, machine };
    match &folded.record {
        Record::Call(call) => of.call(&folded, call, rows),
        Record::Case(case) => of.case(&folded, case, rows),
        _ => {}
    }
    Ok(())
}

/// What every row says.
struct Of {
    site: SiteId,
    machine: MachineId,
}

impl Of {
    fn call(&self, folded: &Folded, call: &Call, rows: &mut Rows) {
        // A comment may come before the call that it is about; a voided call is in no figure.
        if (call.saved_at.is_none() && call.started_at.is_none()) || call.voided {
            return;
        }
        let [calls, issues, ..] = rows;
        let saved_at = call.saved_at.unwrap_or(folded.first.at);
        calls.push(json!({
            "site": self.site.to_string(),
            "id": folded.subject.to_string(),
            "machine": self.machine.to_string(),
            "channel": code(&call.channel),
            "direction": code(&call.direction),
            "local_day": code(&call.local_day),
            "shift": code(&call.shift),
            "received_at": at(call.received_at),
            "answered_at": at(call.last_answered_at()),
            "started_at": instant(call.started_at.unwrap_or(saved_at)),
            "ended_at": at(call.ended_at),
            "saved_at": instant(saved_at),
            "entered_late": call.entered_late,
            "anonymous": call.anonymous,
            "governorate": code(&call.governorate),
            "wilayat": code(&call.wilayat),
            "ill": call.affected.ill,
            "hospital": call.affected.hospital,
            "died": call.affected.died,
            "type": code(&call.type_code),
            "outcome": code(&call.outcome),
            "urgent": call.urgent,
            "dropped": call.dropped,
            "case": call.case.map(|case| case.to_string()),
        }));
        let counts = call.primary_issue().map(|(id, _)| *id);
        for (id, issue) in &call.issues {
            let type_code = match issue.type_code.as_str() {
                "" => &call.type_code,
                other => other,
            };
            issues.push(json!({
                "site": self.site.to_string(),
                "call": folded.subject.to_string(),
                "id": id.to_string(),
                "counts": counts == Some(*id),
                "type": code(type_code),
                "sub_category": code(&issue.sub_category),
                "facility": code(&issue.facility),
                "severity": issue.severity,
                "stage": code(&issue.stage),
                "staff_group": code(&issue.staff_group),
            }));
        }
    }

    fn case(&self, folded: &Folded, case: &Case, rows: &mut Rows) {
        // A call may be added before the case that gathers it comes.
        let Some(status) = case.status() else {
            return;
        };
        let [_, _, cases, moves, case_calls] = rows;
        let site = self.site.to_string();
        let id = folded.subject.to_string();
        cases.push(json!({
            "site": site,
            "id": id,
            "machine": self.machine.to_string(),
            "reference": code(&case.reference),
            "type": code(&case.type_code),
            "sub_category": code(&case.sub_category),
            "facility": code(&case.facility),
            "priority": code(&case.priority),
            "severity": case.severity,
            "urgent": case.urgent,
            "sensitive": case.sensitive,
            "received_at": at(case.received_at),
            "acknowledge_due": at(case.acknowledge_due),
            "due": at(case.due),
            "status": status.code(),
            "category": category(status.category()),
            "opened_at": at(case.moves.first().map(|first| first.at)),
            "closed_at": at(case.closed_at()),
            "reopened": case.reopened(),
            "escalation": code(&case.escalation),
            "refer_to": code(&case.refer_to),
            "finding": code(&case.finding),
            "action": code(&case.action),
            "closing_outcome": code(&case.closing_outcome),
            "caller_informed_at": at(case.caller_informed_at),
        }));
        for (place, one) in (1_u64..).zip(&case.moves) {
            moves.push(json!({
                "site": site,
                "case": id,
                "place": place,
                "from_status": one.from.map(|from| from.code()),
                "to_status": one.to.code(),
                "at": instant(one.at),
            }));
        }
        for call in &case.calls {
            case_calls.push(json!({ "site": site, "case": id, "call": call.to_string() }));
        }
    }
}

/// A code as machines wrote it, within the length of one; PostgreSQL's text cannot hold U+0000.
fn code(text: &str) -> String {
    let kept = text.chars().take(MAX_CODE_CHARS);
    kept.map(|letter| if letter == '\0' { '\u{fffd}' } else { letter })
        .collect()
}

const fn category(category: Category) -> &'static str {
    match category {
        Category::Open => "open",
        Category::Waiting => "waiting",
        Category::Resolved => "resolved",
        Category::Closed => "closed",
    }
}

fn at(at: Option<Millis>) -> Option<i64> {
    at.map(instant)
}

/// A moment within what every database can show as one: a machine's clock may be anywhere.
fn instant(at: Millis) -> i64 {
    at.0.clamp(FIRST_MS, LAST_MS)
}
