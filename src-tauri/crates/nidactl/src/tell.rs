//! What the command line says, and with which code it ends:
//! 0 whole, 1 not done, 3 done and something was wrong. (`doctor` and `conform` tell their own; 64 stands for a question that was asked wrongly.)

use std::path::Path;
use std::process::ExitCode;

use app::dto::{CourierTaken, CourierWritten, Exported, ImportChecked, ImportFaultRow};
use app::{AppError, ErrorDto, Rebuilt, Verified, import_fault_in_english};

/// Something was found wrong.
const FOUND: u8 = 3;

/// Why nothing was done, as a sentence for the person.
#[derive(Debug)]
pub(crate) struct Told(pub(crate) String);

impl From<AppError> for Told {
    fn from(error: AppError) -> Self {
        Self(format!("Not done. {}", problem(&ErrorDto::from(&error))))
    }
}

/// What went wrong, with its code for whoever writes a script.
fn problem(error: &ErrorDto) -> String {
    format!("{} ({})", error.in_english(), error.code_name())
        .trim_start()
        .to_owned()
}

/// What the check found.
pub(crate) fn verified(found: &Verified) -> ExitCode {
    println!(
        "{} entries ({} with an erased part), {} links, {} numbered by the centre.",
        found.entries, found.erased, found.links, found.numbered
    );
    let Some(fault) = &found.fault else {
        println!("The journal is whole.");
        return ExitCode::SUCCESS;
    };
    let entry = fault
        .entry
        .map(|entry| format!(" at entry {entry}"))
        .unwrap_or_default();
    let point = fault
        .point
        .map(|point| format!(" at link {} of epoch {}", point.seq, point.epoch))
        .unwrap_or_default();
    println!(
        "NOT WHOLE: the first bad place is {}{entry}{point}.",
        fault.what.code()
    );
    ExitCode::from(FOUND)
}

/// What is left to do once a key file was made.
pub(crate) fn key_file(out: &Path) -> ExitCode {
    println!(
        "The key file was written; it is readable by this account alone.\n\
         Whoever can copy it together with the data folder opens the data elsewhere: keep it off backups.\n\
         As root, give it to root and to the group of the station's account:\n\
         \x20 install -o root -g GROUP -m 0640 {} /etc/nida/key\n\
         then name it in /etc/nida/policy.json (\"keyFile\": \"/etc/nida/key\") and remove this copy.",
        out.display()
    );
    ExitCode::SUCCESS
}

/// What the rebuild found.
pub(crate) fn rebuilt(found: &Rebuilt) -> ExitCode {
    for (table, rows) in &found.rows {
        println!("{rows:>10} {table}");
    }
    if found.differed == 0 {
        println!(
            "{} subjects folded anew: every row was what the journal says.",
            found.subjects
        );
        return ExitCode::SUCCESS;
    }
    println!(
        "{} subjects folded anew; the rows of {} were NOT what the journal says and have been put right:",
        found.subjects, found.differed
    );
    for subject in &found.named {
        println!("  {subject}");
    }
    ExitCode::from(FOUND)
}

/// The files of a bulletin, and what was not written.
pub(crate) fn exported(done: &Exported) -> ExitCode {
    for file in &done.files {
        println!("{file}");
    }
    for failure in &done.failed {
        println!(
            "{} was NOT written. {}",
            failure.name,
            problem(&failure.problem)
        );
    }
    if done.empty {
        println!("Nothing was logged in this period, and the files say so.");
    }
    if done.failed.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(FOUND)
    }
}

/// The file of the chain.
pub(crate) fn chain_exported(done: &Exported) -> ExitCode {
    for file in &done.files {
        println!("{file}: {} places of the chain.", done.rows);
    }
    println!("Check it with assets/chain-check/check.py, or with a checker of your own.");
    ExitCode::SUCCESS
}

/// What was written for the courier.
pub(crate) fn courier_written(written: &CourierWritten) -> ExitCode {
    println!(
        "{}: {} entries, {} left for another file. They count as sent when the receipt is back.",
        written.name, written.entries, written.left
    );
    if !written.confirmed {
        println!(
            "The folder did not confirm it: unmount the stick, and look that the file is on it."
        );
    }
    ExitCode::SUCCESS
}

/// What the receipts said.
pub(crate) fn courier_taken(taken: &CourierTaken) -> ExitCode {
    println!(
        "{} receipts: {} entries acknowledged, {} held, {} numbers of the site arrived.",
        taken.receipts, taken.acknowledged, taken.held, taken.arrived
    );
    if taken.packs > 0 {
        println!(
            "{} packs of the centre are in use from now on.",
            taken.packs
        );
    }
    for not in &taken.packs_refused {
        let why = &not.refused;
        println!(
            "{} version {} was not taken: {} {} {}",
            not.kind, why.version, why.reason, why.at, why.field
        );
    }
    match &taken.problem {
        None => ExitCode::SUCCESS,
        Some(told) => {
            println!("The centre contradicts this machine. {}", problem(told));
            ExitCode::from(FOUND)
        }
    }
}

/// Ends with whether something was found wrong.
pub(crate) fn found(wrong: bool) -> ExitCode {
    if wrong {
        ExitCode::from(FOUND)
    } else {
        ExitCode::SUCCESS
    }
}

/// What would come of a sheet.
pub(crate) fn import_checked(checked: &ImportChecked) {
    println!(
        "{} rows: {} good ({} of them likely doubles), {} faulty with {} faults, {} imported before.",
        checked.rows,
        checked.good,
        checked.doubles,
        checked.faulty,
        checked.faults,
        checked.already
    );
    if checked.kept_back > 0 {
        println!(
            "{} of them are about what only few may read: they come in without name, number or words.",
            checked.kept_back
        );
    }
}

/// What is wrong with a row, by its code and in words; what stands there is not repeated: it may be
/// somebody's, and a terminal keeps what it shows.
pub(crate) fn import_fault(row: &ImportFaultRow) {
    for fault in &row.faults {
        println!(
            "row {}, {} {}: {}. {}",
            row.row,
            fault.letters,
            fault.field,
            fault.what,
            import_fault_in_english(&fault.what)
        );
    }
}
