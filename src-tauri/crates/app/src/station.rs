//! What must be known before the store is open: the station's language, digits and name.
//!
//! A plain file beside the store; nothing of a person is in it. Lost or unreadable, it is as if it
//! had never been: Arabic, Latin digits, no name.

use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::dto::{Digits, LocaleCode};

const FILE: &str = "station.json";

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Station {
    pub(crate) name: String,
    pub(crate) locale: LocaleCode,
    pub(crate) digits: Digits,
}

impl Default for Station {
    fn default() -> Self {
        Self {
            name: String::new(),
            locale: LocaleCode::Ar,
            digits: Digits::Latn,
        }
    }
}

impl Station {
    pub(crate) fn read(folder: &Path) -> Self {
        Self::find(folder).unwrap_or_default()
    }

    /// What the file says; none where there is none that can be read.
    pub(crate) fn find(folder: &Path) -> Option<Self> {
        let bytes = fs::read(folder.join(FILE)).ok()?;
        serde_json::from_slice(&bytes).ok()
    }

    /// Writes it whole or not at all.
    pub(crate) fn write(&self, folder: &Path) -> std::io::Result<()> {
        store::replace_file(&folder.join(FILE), &serde_json::to_vec(self)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read_and_rubbish_is_nothing() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(Station::read(folder.path()), Station::default());
        let station = Station {
            name: "مسقط ١".into(),
            locale: LocaleCode::En,
            digits: Digits::Arab,
        };
        station.write(folder.path()).unwrap();
        assert_eq!(Station::read(folder.path()), station);
        fs::write(folder.path().join(FILE), b"\0\0").unwrap();
        assert_eq!(Station::read(folder.path()), Station::default());
    }
}
