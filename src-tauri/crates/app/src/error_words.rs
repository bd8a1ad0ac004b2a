//! What went wrong as an English sentence, for the command line: the words of the screen, by the same codes.
//!
//! Never here: a sentence of its own.

use std::sync::LazyLock;

use i18n::{Digits, FluentArgs, Isolation, Locale, Messages};

use crate::error_told::{ErrorCode, ErrorDto};
use crate::importing;

static WORDS: LazyLock<Messages> =
    LazyLock::new(|| Messages::new(Locale::En, Digits::Latn, Isolation::Off));

impl ErrorDto {
    /// Its code as it crosses to the screen, for whoever writes a script.
    #[must_use]
    pub fn code_name(&self) -> String {
        let code = serde_json::to_string(&self.code).unwrap_or_default();
        code.trim_matches('"').to_owned()
    }

    /// Its sentence in English; empty for a code that has none.
    #[must_use]
    pub fn in_english(&self) -> String {
        self.said(&WORDS)
    }

    /// Its sentence; empty for a code that has none.
    pub(crate) fn said(&self, words: &Messages) -> String {
        if let (ErrorCode::Invalid, Some(field), Some(rule)) =
            (self.code, self.args.get("field"), self.args.get("rule"))
        {
            let said = self.say(words, &format!("errors-rule-{}", rule.replace('_', "-")));
            return format!("{field}: {said}");
        }
        let id = format!("errors-{}", self.code_name().replace('_', "-"));
        // None left is a sentence of its own.
        let last = format!("{id}-last");
        let none_left = self.args.get("left").is_none_or(|left| left == "0");
        let id = if none_left && words.has(&last) {
            last
        } else {
            id
        };
        self.say(words, &id)
    }

    fn say(&self, words: &Messages, id: &str) -> String {
        if !words.has(id) {
            return String::new();
        }
        let mut args = FluentArgs::new();
        for (name, value) in &self.args {
            match value.parse::<i64>() {
                // The words name the unit.
                Ok(number) if name == "wait_s" => args.set("seconds", number),
                Ok(number) => args.set(name.as_str(), number),
                Err(_) => args.set(name.as_str(), value.as_str()),
            }
        }
        words.message(id, &args)
    }
}

/// What is wrong with a row of a sheet, by its code, in English; empty for a code that has no words.
#[must_use]
pub fn import_fault_in_english(what: &str) -> String {
    importing::words_of(what).map_or_else(String::new, |id| WORDS.plain(id))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::import_fault_in_english;
    use crate::error_told::{ErrorCode, ErrorDto};

    /// Whoever sits at a terminal is told as much as whoever sits at the window.
    #[test]
    fn the_command_line_speaks_the_words_of_the_window() {
        let told = |code, args: &[(&str, &str)]| {
            let args = args
                .iter()
                .map(|(name, value)| ((*name).into(), (*value).into()));
            ErrorDto {
                code,
                args: args.collect::<BTreeMap<String, String>>(),
            }
            .in_english()
        };
        let in_use = told(ErrorCode::StoreInUse, &[]);
        assert!(in_use.contains("open in another copy"), "{in_use}");
        let wrong = told(ErrorCode::WrongSecret, &[("left", "4")]);
        assert!(wrong.contains("4 tries"), "{wrong}");
        let last = told(ErrorCode::WrongSecret, &[("left", "0")]);
        assert_eq!(last, "The login name or the PIN is wrong.");
        let wait = told(ErrorCode::TooManyTries, &[("wait_s", "30")]);
        assert!(wait.contains("30 seconds"), "{wait}");
        let field = told(
            ErrorCode::Invalid,
            &[("field", "from"), ("rule", "not_a_day")],
        );
        assert!(field.starts_with("from: This is not a date"), "{field}");
        assert!(import_fault_in_english("short_year").contains("year"));
        assert_eq!(import_fault_in_english("of another version"), "");
    }
}
