//! `restore`: what there is, what one holds, and putting it in its place.
//!
//! Nobody signs in: who has the station passphrase or the recovery code could open the backup anywhere.

use std::path::PathBuf;
use std::process::ExitCode;

use app::App;
use app::dto::{BackupRow, OpenStore, Restorable, RestoreAsked, RestoreChoice, RestorePresent};
use clap::Args;

use crate::{ask, report, tell, watch};

/// What is to be restored from.
#[derive(Debug, Args)]
pub(crate) struct Wanted {
    /// Folder of the backup; without it the backups are listed and nothing is tried.
    #[arg(conflicts_with = "salvage")]
    backup: Option<PathBuf>,
    /// Another folder to look for backups in: on a stick, in the network.
    #[arg(long)]
    from: Option<PathBuf>,
    /// Without any backup: what can still be read of the store that lies there.
    #[arg(long)]
    salvage: bool,
    /// Put it in the place of what lies there, whose files are kept under `backups`.
    #[arg(long)]
    yes: bool,
    /// Opened by the recovery code ($NIDA_RECOVERY_CODE) instead of the station passphrase.
    #[arg(long)]
    recovery_code: bool,
}

pub(crate) fn run(app: &App, wanted: &Wanted) -> Result<ExitCode, tell::Told> {
    if wanted.backup.is_none() && !wanted.salvage {
        let from = wanted.from.as_deref().map(report::whole);
        return Ok(listed(&app.restore_choices(from.as_deref())?.backups));
    }
    let opens = if wanted.recovery_code {
        let code = ask::secret("NIDA_RECOVERY_CODE", "Recovery code: ")?;
        OpenStore::RecoveryCode { code }
    } else {
        let passphrase = ask::secret("NIDA_PASSPHRASE", "Station passphrase: ")?;
        OpenStore::Passphrase { passphrase }
    };
    let backup = wanted.backup.as_deref().map(report::whole);
    let far = || app.restore_progress().ok().flatten().map(Into::into);
    let stop = || drop(app.restore_stop());
    let asked = RestoreAsked { backup, opens };
    let found = watch::stoppable(far, stop, || app.restore_try(&asked))?;
    tried(&found);
    if wanted.yes {
        app.restore_finish()?;
        println!(
            "Restored. What lay there is kept under \"backups\", as replaced-…; a new epoch was begun."
        );
    } else {
        app.restore_give_up()?;
        println!("Nothing was changed. Say --yes to put it in the place of what lies there.");
    }
    Ok(ExitCode::SUCCESS)
}

/// What it holds, and what is missing.
fn tried(found: &Restorable) {
    match found.made_at {
        Some(at) => println!("The backup was made on {}.", BackupRow::written(at)),
        None => println!("This is what can still be read of the store that lies there."),
    }
    match found.newest_at {
        Some(at) => println!(
            "{} entries, the newest of {}.",
            found.entries,
            BackupRow::written(at)
        ),
        None => println!("{} entries.", found.entries),
    }
    match found.present {
        RestorePresent::Missing => println!(
            "No store lay there: what was written down after the backup comes back from the centre, as far as it was sent."
        ),
        RestorePresent::Unreadable => println!(
            "The store that lies there cannot be read: what was written down after the backup comes back from the \
             centre, as far as it was sent."
        ),
        RestorePresent::Read => println!(
            "{} of them and {} drafts were carried over from the store that lies there.",
            found.carried, found.drafts
        ),
    }
    if found.unreadable > 0 {
        println!(
            "{} entries cannot be read any more; what was sent of them comes back from the centre.",
            found.unreadable
        );
    }
    if found.fault.is_some() {
        println!(
            "The journal of the backup is not whole: `nidactl verify` names the place once it is restored."
        );
    }
}

fn listed(choices: &[RestoreChoice]) -> ExitCode {
    if choices.is_empty() {
        println!("There are no backups here. Name another folder by --from, or try --salvage.");
    }
    for one in choices {
        let whose = if one.own == Some(false) {
            "  NOT of this store"
        } else {
            ""
        };
        println!(
            "{}  {:<9}  {:>12} bytes  {}{whose}",
            BackupRow::written(one.at),
            one.reason,
            one.bytes,
            one.folder
        );
    }
    ExitCode::SUCCESS
}
