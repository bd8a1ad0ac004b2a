//! `cargo xtask import`: a sheet of many rows with planted faults, checked, brought in although it was stopped, and taken
//! out again.

use std::process::ExitCode;

use crate::cargo;
use crate::shell;
use crate::stages::Stages;

/// What is promised, where nothing else is asked for.
const ROWS: u32 = 100_000;
/// Fewer could not be stopped in the middle.
const ROWS_MIN: u32 = 2_000;

/// `--rows N`; none for anything else.
fn read(arguments: &[String]) -> Option<u32> {
    match arguments {
        [] => Some(ROWS),
        [name, rows] if name == "--rows" => rows.parse().ok().filter(|rows| *rows >= ROWS_MIN),
        _ => None,
    }
}

/// None where the arguments are not understood.
pub(crate) fn import(mut stages: Stages, arguments: &[String]) -> Option<ExitCode> {
    let rows = read(arguments)?;
    let _ = stages.prepare("import", || {
        let mut command = cargo::plain(&["test", "--locked", "--release", "--package", "app"]);
        command
            .args(["--test", "importing", "--", "--nocapture"])
            .arg("a_sheet_comes_in_once_whatever_happens_and_goes_out_without_a_trace")
            .env("NIDA_IMPORT_ROWS", rows.to_string());
        shell::run(command).map(|()| format!("{rows} rows in and out, every fault named"))
    });
    Some(stages.close())
}
