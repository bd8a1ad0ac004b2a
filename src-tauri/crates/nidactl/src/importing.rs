//! Bringing a sheet of old calls or of survey answers in from the command line, as the window does: looked at, checked, and
//! brought in only where that was asked for.

use std::path::PathBuf;
use std::process::ExitCode;

use app::App;
use app::dto::{ImportLook, ImportMapping, ImportOpen, ImportRun, ImportSheet};

use crate::tell::{self, Told};

/// What the rows of a sheet are.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Holds {
    /// Calls and other contacts.
    Calls,
    /// Answers to surveys, from paper.
    Surveys,
}

impl Holds {
    const fn code(self) -> &'static str {
        match self {
            Self::Calls => "calls",
            Self::Surveys => "surveys",
        }
    }
}

/// Which sheet, and what is to come of it.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Import {
    /// The file: XLSX or CSV.
    file: PathBuf,
    /// What its rows are.
    #[arg(long, value_enum, default_value_t = Holds::Calls)]
    holds: Holds,
    /// Which sheet of a workbook, from 1.
    #[arg(long, default_value_t = 1)]
    sheet: u32,
    /// Number of the row in which the header stands; else the one that is likely.
    #[arg(long)]
    header_row: Option<u32>,
    /// What a column means, by its letters: A=day. Else what its header says. Empty, as in C=, for nothing.
    #[arg(long = "map", value_name = "COLUMN=FIELD")]
    map: Vec<String>,
    /// Reads everything and writes nothing.
    #[arg(long)]
    dry_run: bool,
    /// Brings the good rows in although others are faulty.
    #[arg(long)]
    good_alone: bool,
    /// Brings likely doubles in too.
    #[arg(long)]
    doubles: bool,
    /// A folder in which the faulty rows are written down, to be corrected.
    #[arg(long, value_name = "FOLDER")]
    faulty: Option<PathBuf>,
}

/// Does it for whoever is signed in.
pub(crate) fn run(app: &App, wanted: &Import) -> Result<ExitCode, Told> {
    let file = std::path::absolute(&wanted.file).unwrap_or_else(|_| wanted.file.clone());
    let mut sheet = app.import_open(&ImportOpen {
        path: file.to_string_lossy().into_owned(),
        kind: wanted.holds.code().to_owned(),
    })?;
    if wanted.sheet != 1 || wanted.header_row.is_some() {
        sheet = app.import_look(&ImportLook {
            look: sheet.look,
            sheet: wanted.sheet.saturating_sub(1),
            header_row: wanted.header_row,
            encoding: None,
        })?;
    }
    let columns = columns(&sheet, &wanted.map)?;
    for (column, field) in sheet.columns.iter().zip(&columns) {
        if !field.is_empty() {
            println!("{}={field} ({})", column.letters, column.header);
        }
    }
    let checked = app.import_check(&ImportMapping {
        look: sheet.look,
        columns,
        defaults: sheet.defaults,
    })?;
    tell::import_checked(&checked);
    let mut page = checked.page.clone();
    loop {
        for row in &page.rows {
            tell::import_fault(row);
        }
        match page.next {
            Some(next) => page = app.import_faults(checked.look, next)?,
            None => break,
        }
    }
    if let Some(folder) = wanted.faulty.as_ref().filter(|_| checked.faulty > 0) {
        let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.clone());
        let written = app.import_faulty_file(checked.look, &folder.to_string_lossy())?;
        println!("{}: {} faulty rows.", written.name, written.rows);
    }
    if wanted.dry_run {
        return Ok(tell::found(checked.faulty > 0));
    }
    let done = app.import_run(&ImportRun {
        look: checked.look,
        good_alone: wanted.good_alone,
        doubles: wanted.doubles,
    })?;
    println!("{} rows came in.", done.imported);
    if done.changed > 0 {
        println!(
            "{} rows did not: what they are about has changed since they were checked.",
            done.changed
        );
    }
    Ok(tell::found(checked.faulty > 0))
}

/// What each column means: as its header says, where nothing else was named.
fn columns(sheet: &ImportSheet, map: &[String]) -> Result<Vec<String>, Told> {
    let mut columns: Vec<String> = sheet.columns.iter().map(|one| one.field.clone()).collect();
    for named in map {
        let (letters, field) = named
            .split_once('=')
            .ok_or_else(|| Told(format!("Not COLUMN=FIELD: {named}")))?;
        let at = sheet
            .columns
            .iter()
            .position(|column| column.letters.eq_ignore_ascii_case(letters))
            .ok_or_else(|| Told(format!("No such column: {letters}")))?;
        for other in &mut columns {
            if other == field {
                other.clear();
            }
        }
        if let Some(column) = columns.get_mut(at) {
            field.clone_into(column);
        }
    }
    Ok(columns)
}
