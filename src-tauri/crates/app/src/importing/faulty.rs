//! The sheet of faulty rows, written for whoever corrects it: of the same kind as the one that came, in the language of
//! whoever asks.

use std::collections::BTreeMap;
use std::path::PathBuf;

use i18n::{FluentArgs, Isolation, Locale, Messages};
use sheet::{Faulty, Format, write_csv, write_xlsx};

use super::check::fault_row;
use super::fault::ImportFault as Fault;
use super::{PATH_CHARS_MAX, count};
use crate::dto::{Digits, ImportFault, ImportFaultyFile, LocaleCode};
use crate::rights::Command;
use crate::{App, AppError, Result, Rule};

/// How often another name is tried.
const NAMES: u32 = 1_000;

impl App {
    /// Writes the faulty rows of the sheet that was checked into a folder, with a column that says what is wrong. Over
    /// no file that lies there.
    ///
    /// # Errors
    /// `Import(Gone)`; `Import(Folder)` where it cannot be written.
    pub fn import_faulty_file(&self, look: u32, folder: &str) -> Result<ImportFaultyFile> {
        let asking = self.asking(Command::ImportFaultyFile)?;
        let (opened, checked) = self.importing.checked(&asking, look)?;
        let typed = folder.trim();
        if typed.is_empty() {
            return Err(AppError::invalid("folder", Rule::Required));
        }
        let folder = PathBuf::from(typed);
        if typed.chars().count() > PATH_CHARS_MAX || !folder.is_absolute() || !folder.is_dir() {
            return Err(AppError::Import(Fault::Folder));
        }
        let (locale, digits) = (
            match asking.session.locale {
                LocaleCode::Ar => Locale::Ar,
                LocaleCode::En => Locale::En,
            },
            match asking.session.digits {
                Digits::Latn => i18n::Digits::Latn,
                Digits::Arab => i18n::Digits::Arab,
            },
        );
        let messages = Messages::new(locale, digits, Isolation::Off);
        let words = Words::new(&messages);
        let reason = words.reason.clone();
        let rows = checked.faulty.iter().filter_map(|(place, faults)| {
            let row = opened.rows().get(*place)?;
            let told = fault_row(&opened, *place, faults);
            let reasons: Vec<String> = told
                .faults
                .iter()
                .map(|fault| words.of(fault, locale))
                .collect();
            let text = words.row(told.row, &reasons.join(" "));
            Some((row.cells.as_slice(), text))
        });
        let faulty = Faulty {
            header: &opened.texts,
            reason: &reason,
            rows: rows.collect(),
            is_right_to_left: locale == Locale::Ar,
        };
        let ending = match opened.book.format {
            Format::Xlsx => "xlsx",
            Format::Csv { .. } => "csv",
        };
        for number in 1..=NAMES {
            let name = format!("nida-import-{number}.{ending}");
            let path = folder.join(&name);
            let written = match opened.book.format {
                Format::Xlsx => write_xlsx(&faulty, &path),
                Format::Csv { .. } => write_csv(&faulty, &path),
            };
            match written {
                Ok(()) => {
                    return Ok(ImportFaultyFile {
                        name,
                        rows: count(faulty.rows.len()),
                    });
                }
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
                Err(error) => {
                    tracing::warn!(kind = ?error.kind(), "faulty rows were not written");
                    break;
                }
            }
        }
        Err(AppError::Import(Fault::Folder))
    }
}

/// The words of the column of reasons, each found once for all rows.
struct Words<'m> {
    messages: &'m Messages,
    reason: String,
    fields: BTreeMap<&'static str, String>,
    whats: BTreeMap<&'static str, String>,
}

/// The message of each field.
pub(super) const FIELDS: &[(&str, &str)] = &[
    ("day", "importing-field-day"),
    ("time", "importing-field-time"),
    ("type", "importing-field-type"),
    ("sub_category", "importing-field-sub-category"),
    ("channel", "importing-field-channel"),
    ("number", "importing-field-number"),
    ("caller_name", "importing-field-caller-name"),
    ("handle", "importing-field-handle"),
    ("patient_name", "importing-field-patient-name"),
    ("file_number", "importing-field-file-number"),
    ("relation", "importing-field-relation"),
    ("governorate", "importing-field-governorate"),
    ("wilayat", "importing-field-wilayat"),
    ("facility", "importing-field-facility"),
    ("place", "importing-field-place"),
    ("language", "importing-field-language"),
    ("urgent", "importing-field-urgent"),
    ("outcome", "importing-field-outcome"),
    ("note", "importing-field-note"),
    ("answer", "importing-field-answer"),
    ("agent", "importing-field-agent"),
    ("reference", "importing-field-reference"),
    ("mode", "importing-field-mode"),
    ("overall", "importing-field-overall"),
    ("ease", "importing-field-ease"),
    ("solved", "importing-field-solved"),
    ("refused", "importing-field-refused"),
    ("comment", "importing-field-comment"),
    ("about", "importing-field-about"),
];

/// The message of what is wrong, by its code.
pub(crate) fn words_of(what: &str) -> Option<&'static str> {
    let found = WHATS.iter().find(|(code, _)| *code == what);
    found.map(|(_, id)| *id)
}

/// The message of each thing that can be wrong.
const WHATS: &[(&str, &str)] = &[
    ("missing", "importing-what-missing"),
    ("not_a_day", "importing-what-not-a-day"),
    ("no_such_day", "importing-what-no-such-day"),
    ("short_year", "importing-what-short-year"),
    ("other_calendar", "importing-what-other-calendar"),
    ("not_a_time", "importing-what-not-a-time"),
    ("ahead", "importing-what-ahead"),
    ("too_long_ago", "importing-what-too-long-ago"),
    ("unknown", "importing-what-unknown"),
    ("several", "importing-what-several"),
    ("does_not_belong", "importing-what-does-not-belong"),
    ("not_yes_no", "importing-what-not-yes-no"),
    ("cut_number", "importing-what-cut-number"),
    ("not_a_phone", "importing-what-not-a-phone"),
    ("not_on_scale", "importing-what-not-on-scale"),
    ("not_an_answer", "importing-what-not-an-answer"),
    ("not_a_reference", "importing-what-not-a-reference"),
    ("check_digit", "importing-what-check-digit"),
    ("no_such_case", "importing-what-no-such-case"),
    ("no_such_call", "importing-what-no-such-call"),
    ("several_matters", "importing-what-several-matters"),
    ("own_contact", "importing-what-own-contact"),
    ("answered", "importing-what-answered"),
    ("answered_before", "importing-what-answered-before"),
    ("too_long", "importing-what-too-long"),
    ("control", "importing-what-control"),
    ("undecodable", "importing-what-undecodable"),
    ("no_result", "importing-what-no-result"),
    ("formula_error", "importing-what-formula-error"),
    ("more_cells", "importing-what-more-cells"),
];

impl<'m> Words<'m> {
    fn new(messages: &'m Messages) -> Self {
        let all = |pairs: &[(&'static str, &str)]| {
            pairs
                .iter()
                .map(|(code, id)| (*code, messages.plain(id)))
                .collect()
        };
        Self {
            messages,
            reason: messages.plain("importing-reason"),
            fields: all(FIELDS),
            whats: all(WHATS),
        }
    }

    /// What is wrong with a cell, as one sentence.
    fn of(&self, fault: &ImportFault, locale: Locale) -> String {
        let named = self.fields.get(fault.field.as_str());
        let column = match (fault.header.is_empty(), fault.letters.is_empty()) {
            (false, _) => fault.header.clone(),
            (true, false) => fault.letters.clone(),
            (true, true) => named.cloned().unwrap_or_default(),
        };
        let what = self.whats.get(fault.what.as_str());
        let near = match locale {
            Locale::Ar => &fault.near_ar,
            Locale::En => &fault.near_en,
        };
        let mut args = FluentArgs::new();
        args.set("column", column);
        args.set("what", what.cloned().unwrap_or_default());
        args.set("near", near.clone());
        let id = if near.is_empty() {
            "importing-reason-cell"
        } else {
            "importing-reason-cell-near"
        };
        self.messages.message(id, &args)
    }

    fn row(&self, number: u32, reasons: &str) -> String {
        let mut args = FluentArgs::new();
        args.set("row", number.to_string());
        args.set("reasons", reasons.to_owned());
        self.messages.message("importing-reason-row", &args)
    }
}
