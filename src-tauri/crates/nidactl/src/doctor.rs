//! `doctor`: the condition of this machine, for whoever sits at a terminal and for monitoring.
//!
//! What can be seen from outside needs nobody. What lies within needs the station passphrase, and where nobody gives it that
//! is said. A thorough check needs a person who may have the journal checked. Nothing is ever written, so the window may be
//! open.

use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use app::App;
use app::dto::{Condition, ConditionProgress, FindingCode, FindingLevel, OpenStore, SignIn};
use clap::Args;

use crate::tell::Told;
use crate::{ask, watch};

/// Something should be looked after.
const WARNED: u8 = 1;
/// Something is wrong.
const FAULTY: u8 = 2;
/// Nothing can be said: a secret was wrong, or the check was stopped.
pub(crate) const NOT_DONE: u8 = 4;

/// How it is looked.
#[derive(Debug, Args)]
pub(crate) struct Doctor {
    /// Reads all data and the newest backups, which may take minutes; asks for login and PIN as well.
    #[arg(long)]
    deep: bool,
    /// Prints the findings as JSON, for monitoring: their codes stay.
    #[arg(long)]
    json: bool,
}

/// Looks, and says what was found.
pub(crate) fn run(app: &App, login: Option<String>, wanted: &Doctor) -> Result<ExitCode, Told> {
    let condition = if wanted.deep {
        thorough(app, login)?
    } else {
        quick(app)?
    };
    let text = if wanted.json {
        serde_json::to_string_pretty(&condition).unwrap_or_default()
    } else {
        app.condition_in_words(&condition)
    };
    println!("{text}");
    Ok(match condition.level {
        FindingLevel::Ok | FindingLevel::Note => ExitCode::SUCCESS,
        FindingLevel::Warning => ExitCode::from(WARNED),
        FindingLevel::Fault => ExitCode::from(FAULTY),
    })
}

fn quick(app: &App) -> Result<Condition, Told> {
    let outside = app.condition_beside(None)?;
    let mut codes = outside.findings.iter().map(|finding| finding.code);
    // Nobody is asked for what nothing would be opened with.
    if !codes.any(|code| code == FindingCode::StoreClosed) {
        return Ok(outside);
    }
    match ask::secret_if_any("NIDA_PASSPHRASE", "Station passphrase, or nothing: ")? {
        Some(passphrase) => Ok(app.condition_beside(Some(&OpenStore::Passphrase { passphrase }))?),
        None => Ok(outside),
    }
}

fn thorough(app: &App, login: Option<String>) -> Result<Condition, Told> {
    let passphrase = ask::secret("NIDA_PASSPHRASE", "Station passphrase: ")?;
    let open = OpenStore::Passphrase { passphrase };
    let login = ask::login(login)?;
    let secret = ask::secret("NIDA_SECRET", "PIN or password: ")?;
    let sign_in = SignIn { login, secret };
    let far: Mutex<Option<ConditionProgress>> = Mutex::new(None);
    let stopped = AtomicBool::new(false);
    let now = || *far.lock().unwrap_or_else(PoisonError::into_inner);
    let tell = |progress: ConditionProgress| {
        *far.lock().unwrap_or_else(PoisonError::into_inner) = Some(progress);
        !stopped.load(Ordering::SeqCst)
    };
    let checked = watch::stoppable(
        || now().map(Into::into),
        || stopped.store(true, Ordering::SeqCst),
        || app.check_condition_beside(&open, &sign_in, &tell),
    );
    checked?.ok_or_else(|| Told("Not done: it was stopped.".into()))
}
