//! The findings as text for a terminal, in the language of the station: the words of the screen, by the same codes.
//!
//! Never here: a sentence of its own.

use chrono::DateTime;
use domain::local_day::OFFSET_MS;
use i18n::{Digits, FluentArgs, Isolation, Locale, Messages};
use serde::Serialize;

use crate::App;
use crate::dto::{Condition, Finding, FindingLevel, LocaleCode};
use crate::station::Station;

impl App {
    /// The condition as whoever sits at a terminal reads it.
    #[must_use]
    pub fn condition_in_words(&self, condition: &Condition) -> String {
        let station = Station::read(&self.config().data_folder);
        let locale = match station.locale {
            LocaleCode::Ar => Locale::Ar,
            LocaleCode::En => Locale::En,
        };
        let digits = match station.digits {
            crate::dto::Digits::Latn => Digits::Latn,
            crate::dto::Digits::Arab => Digits::Arab,
        };
        told(&Messages::new(locale, digits, Isolation::Off), condition)
    }
}

fn told(words: &Messages, condition: &Condition) -> String {
    let mut lines = Vec::new();
    let mut area = None;
    for finding in &condition.findings {
        if area != Some(finding.area) {
            area = Some(finding.area);
            lines.push(words.plain(&format!("doctor-area-{}", name(&finding.area))));
        }
        lines.extend(of_finding(words, finding));
    }
    lines.push(words.plain(match condition.level {
        FindingLevel::Ok => "doctor-all-ok",
        FindingLevel::Note => "doctor-some-notes",
        FindingLevel::Warning => "doctor-some-warnings",
        FindingLevel::Fault => "doctor-some-faults",
    }));
    if !condition.thorough {
        lines.push(words.plain("doctor-quick"));
    }
    lines.join("\n")
}

fn of_finding(words: &Messages, finding: &Finding) -> Vec<String> {
    let code = name(&finding.code);
    let id = format!("doctor-{}", code.replace('_', "-"));
    let level = words.plain(&format!("doctor-level-{}", name(&finding.level)));
    let mut lines = vec![format!(
        "  [{level}] {} ({code})",
        words.message(&id, &args(words, finding))
    )];
    if let Some(problem) = &finding.problem {
        lines.push(format!(
            "    {} ({})",
            problem.said(words),
            problem.code_name()
        ));
    }
    let todo = format!("{id}-do");
    if words.has(&todo) {
        lines.push(format!(
            "    {} {}",
            words.plain("doctor-to-do"),
            words.plain(&todo)
        ));
    }
    lines
}

fn args<'a>(words: &Messages, finding: &'a Finding) -> FluentArgs<'a> {
    let mut args = FluentArgs::new();
    for (name, value) in &finding.args {
        let name = name.as_str();
        match value.parse::<i64>() {
            Ok(at) if name == "at" || name.ends_with("_at") => args.set(name, instant(at)),
            // A number with a sign is one from UTC.
            Ok(number) if !value.starts_with('+') => args.set(name, number),
            Ok(_) => args.set(name, value.as_str()),
            Err(_) if name == "what" => {
                args.set(name, words.plain(&format!("journal-fault-{value}")));
            }
            Err(_) => args.set(name, value.as_str()),
        }
    }
    args
}

/// As it is on the wall of the station.
fn instant(at: i64) -> String {
    let local = DateTime::from_timestamp_millis(at.saturating_add(OFFSET_MS));
    local.map_or_else(String::new, |local| {
        local.format("%Y-%m-%d %H:%M").to_string()
    })
}

/// A code as it crosses to the screen.
fn name(code: &impl Serialize) -> String {
    let value = serde_json::to_value(code).unwrap_or_default();
    value.as_str().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dto::FindingCode;

    /// Whoever reads a code in a log finds its words, and where something is wrong what to do about it, in both languages.
    #[test]
    fn every_code_has_its_words() {
        for locale in [Locale::Ar, Locale::En] {
            let words = Messages::new(locale, Digits::Latn, Isolation::Off);
            for code in FindingCode::ALL {
                let id = format!("doctor-{}", name(code).replace('_', "-"));
                assert!(words.has(&id), "{id}");
                let is_wrong = matches!(code.level(), FindingLevel::Warning | FindingLevel::Fault);
                assert_eq!(words.has(&format!("{id}-do")), is_wrong, "{id}");
            }
        }
    }
}
