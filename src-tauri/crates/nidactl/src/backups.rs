//! `backup` and `backups`: what is said of them.

use std::process::ExitCode;

use app::dto::{BackupMade, BackupRow};

use crate::tell;

/// What was made.
pub(crate) fn made(made: &BackupMade) -> ExitCode {
    println!(
        "Backup {} holds {} entries in {} bytes. It was read again and is whole.",
        made.sequence, made.entries, made.bytes
    );
    ExitCode::SUCCESS
}

/// What lies there. Ends with whether some of it is another store's.
pub(crate) fn listed(rows: &[BackupRow]) -> ExitCode {
    if rows.is_empty() {
        println!("There are no backups here.");
    }
    for row in rows {
        let whose = if row.own { "" } else { "  NOT of this store" };
        println!(
            "{:>6}  {}  {:<9}  {:>12} bytes{whose}",
            row.sequence,
            row.made_at(),
            row.reason,
            row.bytes
        );
    }
    tell::found(rows.iter().any(|row| !row.own))
}
