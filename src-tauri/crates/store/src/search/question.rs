//! A question, as it is typed: beginnings of words and runs of digits, all of which must be there.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use domain::arabic;
use domain::reference::{ASKED_DIGITS_MIN, Reference};

use super::words::cut;

/// Characters of a question that are looked at; what is typed beyond them filters nothing.
pub const QUESTION_CHARS_MAX: usize = 200;

/// Beginnings of words that FTS5 is asked for at once, the longest of a question, which are the rarest:
/// each is looked up in every part before the first row is there. The others are looked for in the rows.
const ASKED_OF_FTS_MAX: usize = 4;

/// One thing that is asked for: one of these, each a few beginnings of words that must all be there.
type Clause = Vec<Vec<String>>;

/// What FTS5 is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Asked {
    /// In its language.
    pub text: String,
    /// Whether every row it names answers the question; else the words of each are compared.
    pub is_whole: bool,
}

/// A question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Question {
    clauses: Vec<Clause>,
}

impl Question {
    /// Reads what was typed. Total; of a longer text the first [`QUESTION_CHARS_MAX`] characters.
    #[must_use]
    pub fn read(typed: &str) -> Self {
        let end = typed.char_indices().nth(QUESTION_CHARS_MAX);
        let typed = end.and_then(|(at, _)| typed.get(..at)).unwrap_or(typed);
        let mut clauses = Vec::new();
        let mut digits: Vec<String> = Vec::new();
        for word in arabic::query(typed) {
            let prefixes: Vec<String> = word
                .prefixes
                .iter()
                .map(|prefix| cut(prefix).to_owned())
                .collect();
            match prefixes.as_slice() {
                [one] if one.bytes().all(|byte| byte.is_ascii_digit()) => digits.push(one.clone()),
                _ => {
                    clauses.extend(number(std::mem::take(&mut digits)));
                    clauses.push(prefixes.into_iter().map(|prefix| vec![prefix]).collect());
                }
            }
        }
        clauses.extend(number(digits));
        let mut met = BTreeSet::new();
        clauses.retain(|clause: &Clause| met.insert(clause.clone()));
        Self { clauses }
    }

    /// Whether nothing is asked yet: a blank, punctuation, a bare article.
    #[must_use]
    pub fn asks_nothing(&self) -> bool {
        self.clauses.is_empty()
    }

    /// Whether words, each with a space before it, answer it.
    pub(super) fn is_answered_by(&self, words: &str) -> bool {
        let begins = |prefix: &String| {
            words
                .match_indices(prefix.as_str())
                .any(|(at, _)| words.get(..at).is_some_and(|before| before.ends_with(' ')))
        };
        self.clauses
            .iter()
            .all(|clause| clause.iter().any(|all| all.iter().all(begins)))
    }

    /// Whether rows whose texts have these words alone might answer it: asks of every beginning, but of
    /// digits, which are no words, until one clause has none that is there.
    pub(super) fn may_be_answered<E>(
        &self,
        mut is_there: impl FnMut(&str) -> Result<bool, E>,
    ) -> Result<bool, E> {
        for clause in &self.clauses {
            let mut may = false;
            for beginning in clause.iter().flatten() {
                may |= beginning.starts_with(|letter: char| letter.is_ascii_digit())
                    || is_there(beginning)?;
            }
            if !may {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// As JSON, for a statement that looks at rows one by one.
    pub(crate) fn as_json(&self) -> String {
        serde_json::to_string(&self.clauses).unwrap_or_else(|_| "[]".into())
    }

    /// What FTS5 is asked: at least all rows that answer. None where single letters are all there is,
    /// of which FTS5 would have to walk every word.
    ///
    /// Every beginning is quoted and holds letters, digits and their marks alone, so that nothing that
    /// was typed is ever read as an operator.
    pub(super) fn for_fts(&self) -> Option<Asked> {
        let mut clauses: Vec<(usize, String)> =
            self.clauses.iter().filter_map(clause_for_fts).collect();
        clauses.sort_by_key(|(letters, _)| Reverse(*letters));
        clauses.truncate(ASKED_OF_FTS_MAX);
        let single = |beginning: &String| !is_long(beginning);
        let is_whole = clauses.len() == self.clauses.len()
            && !self.clauses.iter().flatten().flatten().any(single);
        let clauses: Vec<String> = clauses.into_iter().map(|(_, clause)| clause).collect();
        (!clauses.is_empty()).then(|| Asked {
            text: clauses.join(" AND "),
            is_whole,
        })
    }
}

/// Digits with nothing but separators between them: one number, or each for itself as in 38.5.
fn number(pieces: Vec<String>) -> Option<Clause> {
    if pieces.is_empty() {
        return None;
    }
    let mut runs = Vec::new();
    let mut add = |run: &str| {
        let run = cut(run).to_owned();
        if run.len() >= ASKED_DIGITS_MIN && !runs.contains(&run) {
            runs.push(run);
        }
    };
    let joined = pieces.concat();
    add(&joined);
    if let Some(international) = joined.strip_prefix("00") {
        add(international);
    }
    if let Ok(reference) = Reference::parse(&pieces.join("-")) {
        add(&reference.compact());
    }
    let mut clause: Clause = runs.into_iter().map(|run| vec![run]).collect();
    if clause.first() != Some(&pieces) {
        clause.push(pieces);
    }
    Some(clause)
}

/// Whether FTS5 is asked for a beginning: of a single letter it would have to walk every word.
fn is_long(beginning: &str) -> bool {
    beginning.chars().nth(1).is_some()
}

/// A clause as FTS5 is asked for it, and the letters of the shortest beginning that answers it.
fn clause_for_fts(clause: &Clause) -> Option<(usize, String)> {
    let mut letters = usize::MAX;
    let alternatives: Option<Vec<String>> = clause
        .iter()
        .map(|all| {
            let long: Vec<&String> = all.iter().filter(|prefix| is_long(prefix)).collect();
            let longest = long.iter().map(|prefix| prefix.chars().count()).max();
            letters = letters.min(longest?);
            let asked: Vec<String> = long
                .iter()
                .map(|prefix| format!("\"{prefix}\" *"))
                .collect();
            Some(format!("({})", asked.join(" AND ")))
        })
        .collect();
    alternatives.map(|any| (letters, format!("({})", any.join(" OR "))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(question: &str, words: &str) -> bool {
        Question::read(question).is_answered_by(words)
    }

    #[test]
    fn every_word_of_a_question_begins_a_word() {
        assert!(answers("المستش دوا", " دواء دوا مستشفي"));
        assert!(!answers("ستشفي", " مستشفي"), "not in the middle");
        assert!(answers("م د", " دوا مستشفي"));
        assert!(!answers("م ز", " دوا مستشفي"));
    }

    #[test]
    fn digits_are_one_number_or_each_for_itself() {
        for typed in ["9912 3456", "٩٩١٢٣٤٥٦", "۹۹۱۲-۳۴۵۶", "99/12/34/56"] {
            assert!(answers(typed, " 99123456"), "{typed}");
        }
        assert!(answers("00968 9912", " 96899123456"));
        assert!(answers("38.5", " 38 5"));
        assert!(answers("سالم 9912", " 99123456 سالم"));
        assert!(!answers("9913", " 99123456"));
        let reference = Reference::new(2026, 4170, 38).unwrap();
        let check = reference.search_digits().chars().last().unwrap();
        let found = format!(" {}", reference.compact());
        assert!(
            answers(&format!("26-4170-38-{check}"), &found),
            "zeros left out"
        );
        assert!(answers("26-4170-0038", &found));
    }

    /// A long question is as quick as a short one: the rarest of it is looked up, the rest compared.
    #[test]
    fn fts_is_asked_for_the_longest() {
        let asked = Question::read("من في مستشفى دو مرضى سكر م")
            .for_fts()
            .unwrap();
        assert!(!asked.is_whole, "a letter and two words are compared");
        let asked = asked.text;
        for (beginning, is_asked) in [
            ("مستشف", true),
            ("مرض", true),
            ("سكر", true),
            ("\"م\"", false),
        ] {
            assert_eq!(
                asked.contains(beginning),
                is_asked,
                "{beginning} of {asked}"
            );
        }
    }

    #[test]
    fn nothing_typed_is_an_operator() {
        for typed in [
            "\"",
            "* ",
            "a OR b",
            "NEAR(a b)",
            "words:ab",
            "-ab",
            "^ab",
            "ab\0cd",
            "{}()+",
        ] {
            let asked = Question::read(typed)
                .for_fts()
                .map_or_else(String::new, |asked| asked.text);
            let quoted = asked.split('"').skip(1).step_by(2);
            for beginning in quoted {
                assert!(
                    beginning.chars().all(char::is_alphanumeric),
                    "{typed:?}: {asked}"
                );
            }
        }
    }

    #[test]
    fn what_asks_nothing_is_told() {
        for typed in ["", " ", "ال", "…", "\0", "\"\"", "\u{202e}"] {
            assert!(Question::read(typed).asks_nothing(), "{typed:?}");
        }
        assert!(Question::read("م").for_fts().is_none());
        assert!(!Question::read("م").asks_nothing());
    }

    #[test]
    fn a_question_has_a_bound() {
        let question = Question::read(&"مريض ".repeat(300));
        assert_eq!(
            question.clauses.len(),
            1,
            "what is asked twice is asked once"
        );
        let many: String = (0..300)
            .filter_map(|n| char::from_u32(0x0628 + n % 20))
            .map(|letter| format!("{letter}ب{letter} "))
            .collect();
        let question = Question::read(&many);
        assert_eq!(question.clauses.len(), arabic::QUERY_WORDS_MAX);
        let asked = question.for_fts().unwrap().text;
        assert_eq!(asked.matches(" AND ").count(), ASKED_OF_FTS_MAX - 1);
        assert!(
            Question::read(&"ب".repeat(1_000_000))
                .for_fts()
                .unwrap()
                .text
                .len()
                < 1_000
        );
    }
}
