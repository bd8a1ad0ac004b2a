//! `report`: the bulletin of a period as files, without a window.
//!
//! An export is an entry, so this writes and asks for the window to be closed, as everything that writes does; a station
//! whose window stands open all day has the schedule for it.

use std::path::{Path, PathBuf};

use app::dto::{BulletinOrder, ExportFormat, FiguresQuery, LocaleCode, NamedPeriod};
use app::{AppError, Rule};
use clap::{Args, ValueEnum};

use crate::tell::Told;

/// Names of periods, as they are typed.
const NAMED: [(&str, NamedPeriod); 11] = [
    ("today", NamedPeriod::Today),
    ("yesterday", NamedPeriod::Yesterday),
    ("this-week", NamedPeriod::ThisWeek),
    ("last-week", NamedPeriod::LastWeek),
    ("this-month", NamedPeriod::ThisMonth),
    ("last-month", NamedPeriod::LastMonth),
    ("this-quarter", NamedPeriod::ThisQuarter),
    ("last-quarter", NamedPeriod::LastQuarter),
    ("this-year", NamedPeriod::ThisYear),
    ("last-year", NamedPeriod::LastYear),
    ("year-to-last-week", NamedPeriod::YearToLastWeek),
];

/// What is to be written.
#[derive(Debug, Args)]
pub(crate) struct Report {
    /// The days: a name (yesterday, last-week, last-month, last-quarter, year-to-last-week …) or FROM..TO, as
    /// 2026-01-01..2026-05-02.
    #[arg(long, value_parser = period)]
    period: FiguresQuery,
    /// Forms of the files.
    #[arg(long, value_enum, value_delimiter = ',', default_value = "xlsx,pdf")]
    format: Vec<Form>,
    /// Languages of the files.
    #[arg(long, value_enum, value_delimiter = ',', default_value = "ar")]
    language: Vec<Language>,
    /// The folder that they are written into.
    #[arg(long)]
    out: PathBuf,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Form {
    /// A workbook.
    Xlsx,
    /// Text with separators.
    Csv,
    /// Pages.
    Pdf,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Language {
    /// Arabic.
    Ar,
    /// English.
    En,
}

impl Report {
    /// As the application takes it.
    pub(crate) fn order(&self) -> BulletinOrder {
        BulletinOrder {
            days: self.period.clone(),
            formats: self.format.iter().map(|form| form.format()).collect(),
            languages: self.language.iter().map(|one| one.code()).collect(),
            folder: whole(&self.out),
        }
    }
}

/// What is wrong with the period in words; everything else as everywhere.
pub(crate) fn refused(error: AppError) -> Told {
    let AppError::Invalid {
        field: "from" | "to" | "named",
        rule,
        ..
    } = &error
    else {
        return error.into();
    };
    let words = match rule {
        Rule::Required | Rule::NotADay => "FROM and TO are days, such as 2026-01-01..2026-05-02",
        Rule::EndBeforeStart => {
            "the period ends before it begins, as year-to-last-week does until a week of the year is complete"
        }
        Rule::OutOfBounds => "the period is longer than twenty years",
        Rule::NotYet => "the period is still to come: there is nothing to tell of it yet",
        _ => return error.into(),
    };
    Told(format!("Not done: {words} ({}).", rule.code()))
}

impl Form {
    const fn format(self) -> ExportFormat {
        match self {
            Self::Xlsx => ExportFormat::Xlsx,
            Self::Csv => ExportFormat::Csv,
            Self::Pdf => ExportFormat::Pdf,
        }
    }
}

impl Language {
    const fn code(self) -> LocaleCode {
        match self {
            Self::Ar => LocaleCode::Ar,
            Self::En => LocaleCode::En,
        }
    }
}

/// At a command line a path goes on from where one stands.
pub(crate) fn whole(out: &Path) -> String {
    let whole = std::path::absolute(out).unwrap_or_else(|_| out.to_owned());
    whole.to_string_lossy().into_owned()
}

fn period(typed: &str) -> Result<FiguresQuery, String> {
    if let Some((_, named)) = NAMED.iter().find(|(name, _)| *name == typed) {
        return Ok(FiguresQuery {
            named: Some(*named),
            ..FiguresQuery::default()
        });
    }
    let Some((from, to)) = typed.split_once("..") else {
        let names: Vec<&str> = NAMED.iter().map(|(name, _)| *name).collect();
        return Err(format!("one of {}, or FROM..TO", names.join(", ")));
    };
    Ok(FiguresQuery {
        named: None,
        from: from.to_owned(),
        to: to.to_owned(),
    })
}
