//! An issue: one thing a call is about (domain, "Words").

use std::collections::BTreeMap;

use crate::fold::{Reader, Written};
use crate::id::IssueId;

/// Highest severity.
pub const MAX_SEVERITY: u8 = 3;

/// One thing a call is about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Issue {
    /// Code of its type where that is not the type of the call; empty where it is.
    pub type_code: String,
    /// Code of the sub-category, within its type.
    pub sub_category: String,
    /// Code of the facility.
    pub facility: String,
    /// Facility in words, where it is not in the list.
    pub facility_text: String,
    /// How bad, 0–3; none when not assessed.
    pub severity: Option<u8>,
    /// Code of the stage of care.
    pub stage: String,
    /// Code of the staff group.
    pub staff_group: String,
    /// The one that the call counts under.
    pub primary: bool,
}

impl Issue {
    pub(super) fn write(&self, path: &str, written: &mut Written) {
        // Written even when false: an issue of which nothing else is said must still be there.
        written.fact(&format!("{path}/primary"), self.primary);
        written.code(&format!("{path}/type"), &self.type_code);
        written.code(&format!("{path}/sub_category"), &self.sub_category);
        written.code(&format!("{path}/facility"), &self.facility);
        if let Some(severity) = self.severity {
            written.fact(&format!("{path}/severity"), severity);
        }
        written.code(&format!("{path}/stage"), &self.stage);
        written.code(&format!("{path}/staff_group"), &self.staff_group);
        written.words(&format!("{path}/facility_text"), &self.facility_text);
    }

    pub(super) fn read_all(reader: &mut Reader<'_>) -> BTreeMap<IssueId, Self> {
        let mut issues = BTreeMap::new();
        for (id, path) in reader.ids_under("issues") {
            let issue = Self {
                type_code: reader.code(&format!("{path}/type")),
                sub_category: reader.code(&format!("{path}/sub_category")),
                facility: reader.code(&format!("{path}/facility")),
                facility_text: reader.words(&format!("{path}/facility_text")),
                severity: reader.level(&format!("{path}/severity"), MAX_SEVERITY),
                stage: reader.code(&format!("{path}/stage")),
                staff_group: reader.code(&format!("{path}/staff_group")),
                primary: reader.flag(&format!("{path}/primary")),
            };
            issues.insert(id, issue);
        }
        issues
    }
}
