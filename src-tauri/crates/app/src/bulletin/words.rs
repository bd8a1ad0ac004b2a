//! The words of a bulletin in one language: messages without marks of direction, labels of the lists, days and times.
//!
//! Days are written with strokes: their order holds among Arabic words without any mark, that of hyphens does not.

use chrono::{DateTime, Datelike as _, NaiveDateTime, Timelike as _};
use domain::lists::Coded;
use domain::local_day::{LocalDay, OFFSET_MS};
use i18n::{Digits, FluentArgs, Isolation, Locale, Messages};

/// Words of one language.
pub(crate) struct Words {
    pub(crate) locale: Locale,
    pub(crate) digits: Digits,
    messages: Messages,
}

impl Words {
    pub(crate) fn new(locale: Locale, digits: Digits) -> Self {
        Self {
            locale,
            digits,
            messages: Messages::new(locale, digits, Isolation::Off),
        }
    }

    pub(crate) fn plain(&self, id: &str) -> String {
        self.messages.plain(id)
    }

    pub(crate) fn message(&self, id: &str, args: &FluentArgs<'_>) -> String {
        self.messages.message(id, args)
    }

    /// Of two labels that of the language, the other where it has none.
    pub(crate) fn label(&self, ar: &str, en: &str) -> String {
        let (own, other) = match self.locale {
            Locale::Ar => (ar, en),
            Locale::En => (en, ar),
        };
        if own.is_empty() { other } else { own }.to_owned()
    }

    /// The label of a row of a list; a code that no list here knows stands for itself.
    pub(crate) fn coded(&self, row: Option<&Coded>, code: &str) -> String {
        row.map_or_else(|| code.to_owned(), |row| self.label(&row.ar, &row.en))
    }

    pub(crate) fn day(&self, day: LocalDay) -> String {
        let (year, month, day) = (day.year(), day.month(), day.day());
        self.digits.write(&format!("{day:02}/{month:02}/{year}"))
    }

    /// Day and time of an instant.
    pub(crate) fn moment(&self, at: i64) -> String {
        let local = local(at);
        let day = format!(
            "{:02}/{:02}/{} {:02}:{:02}",
            local.day(),
            local.month(),
            local.year(),
            local.hour(),
            local.minute()
        );
        self.digits.write(&day)
    }
}

/// An instant in the time of the ministry.
pub(crate) fn local(at: i64) -> NaiveDateTime {
    let instant = DateTime::from_timestamp_millis(at.saturating_add(OFFSET_MS));
    instant.unwrap_or_default().naive_utc()
}
