//! Words: what a text is found by, and what a question asks for.

use unicode_normalization::char::is_combining_mark;

use super::{article, fold};

/// The most words of a question that are looked at; what is typed beyond them filters nothing.
pub const QUERY_WORDS_MAX: usize = 16;

/// First parts of a name that are written apart or together: عبد الله and عبدالله, أبو بكر and أبوبكر.
const FIRST_PARTS: [&str; 5] = ["عبد", "ابو", "بو", "ام", "ذو"];

/// Last parts of a name that are written apart or together: نور الدين and نورالدين, جار الله.
const LAST_PARTS: [&str; 2] = ["الدين", "الله"];

/// Words that join the parts of a name and are left out as often as said.
const PARTICLES: [&str; 8] = ["بن", "ابن", "بنت", "bin", "bint", "ibn", "al", "el"];

/// One word of a question: a text is found when one of its words begins with one of `prefixes`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryWord {
    /// Folded, at least one, none empty. Two where the first letters may be an article.
    pub prefixes: Vec<String>,
}

/// The words by which a text is found, folded, in the order of the text: without their article,
/// names of two parts joined and beside that each part for itself. For the search index.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    let mut forms = Vec::new();
    for unit in units(text) {
        article::forms(&unit.whole, &mut forms);
        for part in &unit.parts {
            article::forms(part, &mut forms);
        }
    }
    forms
}

/// The words of a question. Empty when nothing is asked yet (blank, punctuation, a bare ال).
///
/// بن, ابن, بنت and their Latin forms, like a Latin article that stands apart, ask for nothing
/// beside other words: سالم بن حمد finds سالم حمد.
#[must_use]
pub fn query(text: &str) -> Vec<QueryWord> {
    let units = units(text);
    let only_one = units.len() == 1;
    units
        .iter()
        .enumerate()
        .filter(|(at, unit)| only_one || !is_left_out(*at, &unit.whole))
        .filter_map(|(_, unit)| {
            let mut prefixes = Vec::new();
            article::forms(&unit.whole, &mut prefixes);
            (!prefixes.is_empty()).then_some(QueryWord { prefixes })
        })
        .take(QUERY_WORDS_MAX)
        .collect()
}

/// Whether a text answers a question: every word of the question begins one of the text's words.
/// A question that asks nothing is answered by every text.
#[must_use]
pub fn matches(question: &str, text: &str) -> bool {
    matches_words(&query(question), &words(text))
}

/// The same for words that were taken from question and text before.
#[must_use]
pub fn matches_words(asked: &[QueryWord], words: &[String]) -> bool {
    asked.iter().all(|word| {
        word.prefixes.iter().any(|prefix| {
            words
                .iter()
                .any(|candidate| candidate.starts_with(prefix.as_str()))
        })
    })
}

/// A word of a text, or a name of two parts that counts as one.
pub(super) struct Unit {
    /// The word, parts joined.
    pub(super) whole: String,
    /// Its parts, where it has any.
    pub(super) parts: Vec<String>,
}

pub(super) fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word)
}

/// At the beginning of a question بنت and ابن are a girl and a boy, not a link between two names.
fn is_left_out(at: usize, word: &str) -> bool {
    is_particle(word) && (at > 0 || !matches!(word, "بنت" | "ابن"))
}

/// The words of a text with names of two parts joined. Goes from the end, so that أبو عبد الله
/// becomes one name.
pub(super) fn units(text: &str) -> Vec<Unit> {
    let folded = fold(text);
    let mut backwards: Vec<Unit> = Vec::new();
    for word in split(&folded).into_iter().rev() {
        let joins = backwards
            .last()
            .is_some_and(|next| is_joined(&word, &next.whole));
        let unit = match backwards.pop_if(|_| joins) {
            Some(next) => join(&word, next),
            None => alone(word),
        };
        backwards.push(unit);
    }
    backwards.reverse();
    backwards
}

/// Runs of letters, digits and their marks. An apostrophe inside a word is part of how it is
/// transliterated (Ka'abi, Sa’id) and falls away.
fn split(folded: &str) -> Vec<String> {
    folded
        .split(|c: char| !(c.is_alphanumeric() || is_combining_mark(c) || is_apostrophe(c)))
        .map(|word| word.replace(is_apostrophe, ""))
        .filter(|word| !word.is_empty())
        .collect()
}

fn is_apostrophe(c: char) -> bool {
    matches!(
        c,
        '\'' | '`' | '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2bb}'..='\u{2bf}'
    )
}

fn is_joined(word: &str, next: &str) -> bool {
    let first_part = FIRST_PARTS.contains(&word) && is_arabic(next) && !is_particle(next);
    let last_part = LAST_PARTS.contains(&next) && is_arabic(word) && word.chars().count() > 1;
    first_part || last_part
}

fn join(word: &str, next: Unit) -> Unit {
    // بو is how أبو is said along the Gulf.
    let first = if word == "بو" { "ابو" } else { word };
    let mut parts = Vec::with_capacity(next.parts.len() + 2);
    if !FIRST_PARTS.contains(&word) {
        parts.push(first.to_owned());
    }
    let whole = format!("{first}{}", next.whole);
    parts.push(next.whole);
    parts.extend(next.parts);
    Unit { whole, parts }
}

/// A word that stands alone, with the parts of a name that was written together.
fn alone(word: String) -> Unit {
    let mut parts = Vec::new();
    if let Some(rest) = word
        .strip_prefix("عبد")
        .filter(|rest| rest.starts_with("ال"))
        && rest.chars().count() > 3
    {
        parts.push(rest.to_owned());
    } else if let Some(rest) = word.strip_prefix("ابو")
        && rest.chars().count() > 2
    {
        parts.push(rest.to_owned());
    } else if let Some((first, last)) = LAST_PARTS
        .iter()
        .find_map(|last| word.strip_suffix(last).map(|first| (first, last)))
        && first.chars().count() > 1
    {
        parts.extend([first.to_owned(), (*last).to_owned()]);
    }
    Unit { whole: word, parts }
}

fn is_arabic(word: &str) -> bool {
    word.chars().all(|c| matches!(c, 'ا'..='ي'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{QUERY_WORDS_MAX, matches, query, words};

    #[test]
    fn a_text_is_indexed_without_articles_and_with_names_joined() {
        let check = |text: &str, expected: &[&str]| assert_eq!(words(text), expected, "{text}");
        check("المستشفى السلطاني", &["مستشفي", "سلطاني"]);
        check("ألم في الصدر", &["الم", "في", "صدر"]);
        check("والدة المريض", &["والده", "مريض"]);
        check("والمستشفى", &["والمستشفي", "مستشفي"]);
        check("عبد الرحمن", &["عبدالرحمن", "رحمن"]);
        check("عبدالرحمن", &["عبدالرحمن", "رحمن"]);
        check("أبو عبد الله", &["ابوعبدالله", "عبدالله", "الله"]);
        check("Al-Ka'abi", &["al", "kaabi"]);
        check("26-4170", &["26", "4170"]);
        check("ال … ـ", &[]);
    }

    #[test]
    fn a_question_has_a_bound() {
        let long = "مريض ".repeat(1_000);
        assert_eq!(query(&long).len(), QUERY_WORDS_MAX);
    }

    proptest! {
        #[test]
        fn a_text_finds_itself(text in "[ا-غف-يa-z0-9 ]{0,60}") {
            prop_assert!(matches(&text, &text), "{:?} against {:?}", query(&text), words(&text));
        }

        #[test]
        fn any_input_is_answered(question in any::<String>(), text in any::<String>()) {
            let _ = matches(&question, &text);
            prop_assert!(query(&question).iter().all(|word| word.prefixes.iter().all(|prefix| !prefix.is_empty())));
        }
    }
}
