//! An export: what left the program as files, who took it out, and where to.
//!
//! It is written down before the first whole file lies in the folder; where none came about after all, a second entry
//! says so. Never here: a word of what was exported, the path of the folder.

use crate::fold::{Change, Reader, Written};
use crate::local_day::LocalDay;

/// Kind of the entry that tells of an export.
pub const MADE: &str = "export.made";
/// Kind of the entry that tells that nothing came of it.
pub const FAILED: &str = "export.failed";

/// An export. Who made it is who made the entry.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Export {
    /// Code of what was exported: `bulletin`, `calls`, `shift_log`, `person_data`, `chain`.
    pub what: String,
    /// Code of how it came about: `window`, `schedule`, `command_line`.
    pub way: String,
    /// First day of its period.
    pub from: Option<LocalDay>,
    /// Last day.
    pub to: Option<LocalDay>,
    /// Codes of the formats.
    pub formats: Vec<String>,
    /// Codes of the languages.
    pub languages: Vec<String>,
    /// Rows, of all tables together; of one file, since the others say the same.
    pub rows: u32,
    /// Name of the folder, without the way to it. People name folders after people.
    pub folder: String,
    /// Code of what kept it from coming about; empty where it did.
    pub failed: String,
}

impl Export {
    /// Tells of it.
    #[must_use]
    pub fn made(&self) -> Change {
        let mut written = Written::default();
        written.code("what", &self.what);
        written.code("way", &self.way);
        written.id("from", self.from);
        written.id("to", self.to);
        written.fact("formats", self.formats.clone());
        written.fact("languages", self.languages.clone());
        written.count("rows", self.rows);
        written.words("folder", &self.folder);
        written.into_change(MADE)
    }

    /// Tells that nothing came of it, by the code of the reason.
    #[must_use]
    pub fn failed(reason: &str) -> Change {
        let mut written = Written::default();
        written.code("failed", reason);
        written.into_change(FAILED)
    }

    pub(crate) fn read(reader: &mut Reader<'_>) -> Self {
        Self {
            what: reader.code("what"),
            way: reader.code("way"),
            from: reader.id("from"),
            to: reader.id("to"),
            formats: reader.list("formats"),
            languages: reader.list("languages"),
            rows: reader.count("rows"),
            folder: reader.words("folder"),
            failed: reader.code("failed"),
        }
    }
}
