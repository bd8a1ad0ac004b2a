//! The lists in use at this machine as a file that the centre's people publish, so that every machine has them.
//!
//! A folder is named, never a file, and nothing that lies there is written over. The file is not signed: what is believed
//! is the pack that the centre makes of it. Never here: what the file says (`domain::lists`).

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

use domain::lists::Lists;

use crate::courier::{CourierFault, folder_of};
use crate::dto::ListsFile;
use crate::list_sheets::standing;
use crate::rights::Command;
use crate::{App, AppError, Result};

/// Files of one day that are looked for before it is given up.
const NAMES_TRIED: u32 = 100;

impl App {
    /// Writes the file into this folder.
    ///
    /// # Errors
    /// `Invalid` `folder`; `Courier(Folder)` where the folder does not serve, `DiskFull`; `List` where the lists do not
    /// fit each other any more; `NotInPractice`, `NotAllowed`. Nothing is left in the folder then.
    pub fn write_lists_file(&self, folder: &str) -> Result<ListsFile> {
        let asking = self.asking(Command::WriteListsFile)?;
        self.check_not_practising()?;
        let folder = folder_of(folder)?;
        let (standing, today) = standing(&asking)?;
        let content = standing
            .layers
            .content(today, &format!("lists of {today}"))?;
        let (_, rows) = Lists::named(&content)?;
        let (name, confirmed) = put(&folder, &today.to_string(), &content)?;
        Ok(ListsFile {
            name,
            confirmed,
            rows: u32::try_from(rows).unwrap_or(u32::MAX),
        })
    }
}

/// Writes it whole under a name of its own; whether the folder has confirmed that it keeps it.
fn put(folder: &Path, day: &str, content: &[u8]) -> Result<(String, bool)> {
    let of = |error: &io::Error| match error.kind() {
        io::ErrorKind::StorageFull => AppError::Store(store::StoreError::DiskFull),
        _ => AppError::Courier(CourierFault::Folder),
    };
    for number in 1..=NAMES_TRIED {
        let name = match number {
            1 => format!("nida-lists-{day}.json"),
            _ => format!("nida-lists-{day}-{number}.json"),
        };
        let path = folder.join(&name);
        let mut file = match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
            Err(error) => return Err(of(&error)),
        };
        if let Err(error) = file.write_all(content).and_then(|()| file.sync_all()) {
            // Half of it would be refused at the centre; that it stays on a stick that is gone cannot be helped.
            let _gone = fs::remove_file(&path);
            return Err(of(&error));
        }
        return Ok((name, store::sync_folder(folder).is_ok()));
    }
    Err(AppError::Courier(CourierFault::Folder))
}
