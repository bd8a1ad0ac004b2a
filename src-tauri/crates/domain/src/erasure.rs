//! An erasure: the words about one subject are gone, here and wherever its entries lie or arrive later.
//!
//! A kind of each subject that holds words of people, `call.erased`, `person.erased` … It takes the personal part of
//! every entry of its subject that does not name it, its own included: the digests stay, so that the chain stays whole,
//! and so do the facts, so that figures do. What is written later by whoever knew of it names it in its header and
//! keeps its words. Named, and not asked of the centre's order: a number may be dropped by a centre that was restored,
//! and what had seen it would lose its words.
//!
//! A call whose number is taken gets a pseudonym in its place: the same for all calls of one number in one act, so that
//! whoever came in again still counts once. It is random and tells nothing.
//!
//! Never here: what belongs to a person (the application asks the rows), taking the words away (store and centre).

use serde_json::{Map, Value, json};

use crate::entry::{Header, digest};
use crate::fold::{Change, Placed, Stamp, VERSION};
use crate::id::{ActId, EntryId};

/// Of a call.
pub const CALL: &str = "call.erased";
/// Of a case.
pub const CASE: &str = "case.erased";
/// Of a person.
pub const PERSON: &str = "person.erased";
/// Of a follow-up.
pub const FOLLOW_UP: &str = "follow_up.erased";
/// Of a survey.
pub const SURVEY: &str = "survey.erased";
/// Of a question.
pub const QUESTION: &str = "question.erased";
/// Of a flag on a number.
pub const FLAG: &str = "flag.erased";

/// Every kind of erasure, in the order in which they are told.
pub const KINDS: [&str; 7] = [PERSON, CALL, CASE, FOLLOW_UP, SURVEY, QUESTION, FLAG];

/// How the kind of every erasure ends, also of those that a later version makes of subjects unknown here.
pub const SUFFIX: &str = ".erased";
/// What pseudonyms begin with: no number that can be typed does.
const PSEUDONYM: char = '~';
/// The most characters of the number under which a request is filed.
pub const REQUEST_CHARS_MAX: usize = 40;
/// The most letters in it: a file has a short sign, a person has a name.
const REQUEST_LETTERS_MAX: usize = 6;

/// Whether an entry of this kind takes words away. Asked of the kind alone: a version that does not know the subject
/// takes them away all the same.
#[must_use]
pub fn erases(kind: &str) -> bool {
    kind.ends_with(SUFFIX)
}

/// The kind that erases subjects of this kind; none where they hold no words of people.
#[must_use]
pub fn kind_for(subject_kind: &str) -> Option<&'static str> {
    KINDS
        .into_iter()
        .find(|kind| kind.strip_suffix(SUFFIX) == Some(subject_kind))
}

/// Whether an entry keeps its words though its subject was erased: it knew of all erasures of it.
#[must_use]
pub fn spares(header: &Header, erasures: &[EntryId]) -> bool {
    erasures
        .iter()
        .all(|erasure| header.erasures.contains(erasure))
}

/// Whether this may be the number under which a request is filed: digits, separators, a short sign, and no name.
#[must_use]
pub fn is_file_number(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    (text.is_empty() || text.chars().any(char::is_numeric))
        && text.chars().count() <= REQUEST_CHARS_MAX
        && letters <= REQUEST_LETTERS_MAX
        && text.chars().all(|c| {
            c.is_alphabetic() || c.is_numeric() || matches!(c, ' ' | '/' | '-' | '.' | '_')
        })
}

/// What stands in the place of numbers: of one number the same as long as this lives. Whoever drops it leaves nobody
/// who could try numbers against what was written.
#[derive(Clone)]
pub struct Pseudonyms([u8; 32]);

impl Pseudonyms {
    /// From fresh random bytes.
    #[must_use]
    pub const fn new(random: [u8; 32]) -> Self {
        Self(random)
    }

    /// In the place of the number with this key; empty where there is none, or where one stands already.
    #[must_use]
    pub fn of(&self, number_key: &str) -> String {
        if number_key.is_empty() || number_key.starts_with(PSEUDONYM) {
            return String::new();
        }
        let [a, b, c, d, e, f, g, h, ..] = digest(&[&self.0, number_key.as_bytes()].concat());
        let short = u64::from_be_bytes([a, b, c, d, e, f, g, h]);
        format!("{PSEUDONYM}{short:016x}")
    }
}

impl std::fmt::Debug for Pseudonyms {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Pseudonyms(..)")
    }
}

/// Why words are taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Why {
    /// The person asked for it.
    Asked,
    /// They are older than they may be kept.
    Retention,
}

impl Why {
    /// Every reason.
    pub const ALL: [Self; 2] = [Self::Asked, Self::Retention];

    /// Its code in entries and DTOs.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Retention => "retention",
        }
    }
}

/// An erasure that is to be made, the same for all subjects of one act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erasure {
    /// Why.
    pub why: Why,
    /// The number under which the request is filed; may be empty.
    pub request: String,
}

impl Erasure {
    /// Erases a subject by an entry of this kind; `told_apart`: what stands in the place of its number, may be empty.
    ///
    /// Everything is written below what no other act writes, so that two who erase at once are no conflict.
    #[must_use]
    pub fn change(&self, kind: &'static str, act: ActId, told_apart: &str) -> Change {
        let mut made = Map::new();
        made.insert("why".to_owned(), self.why.code().into());
        if !self.request.is_empty() {
            made.insert("request".to_owned(), self.request.as_str().into());
        }
        let mut facts = Map::new();
        facts.insert("erased".to_owned(), json!({ act.to_string(): made }));
        if !told_apart.is_empty() {
            facts.insert("told_apart".to_owned(), json!({ told_apart: true }));
        }
        Change {
            kind,
            version: VERSION,
            facts,
            personal: Map::new(),
        }
    }
}

/// An erasure that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erased {
    /// Who, when, in which role.
    pub stamp: Stamp,
    /// In which act.
    pub act: ActId,
    /// Code of the reason; empty where it cannot be read.
    pub why: String,
    /// The number under which the request is filed; may be empty.
    pub request: String,
}

impl Erased {
    pub(crate) fn read(entry: &Placed, stamp: Stamp) -> Self {
        let act = entry.header.act;
        let made = entry.facts.get("erased").and_then(Value::as_object);
        let made = made.and_then(|acts| acts.get(&act.to_string()));
        let text = |name: &str| {
            let text = made.and_then(|made| made.get(name)?.as_str());
            text.unwrap_or_default().to_owned()
        };
        Self {
            stamp,
            act,
            why: text("why"),
            request: text("request"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::phone::number_key;

    /// A pseudonym that could be typed would be met as somebody's number.
    #[test]
    fn a_pseudonym_is_nobodys_number() {
        let names = Pseudonyms::new([7; 32]);
        let one = names.of("+96899123456");
        assert_ne!(number_key("", &one), one);
        assert_eq!(
            one,
            names.of("+96899123456"),
            "whoever came in again is one"
        );
        assert_ne!(one, names.of("+96899123457"));
        assert_ne!(
            one,
            Pseudonyms::new([8; 32]).of("+96899123456"),
            "in another act another"
        );
        assert_eq!(
            (names.of(""), names.of(&one)),
            (String::new(), String::new())
        );
    }

    #[test]
    fn a_request_is_named_by_its_file_and_not_by_its_person() {
        for good in ["", "2026/114", "م.ص/٢٠٢٦/١١٤", "MOH-PD 12/7"] {
            assert!(is_file_number(good), "{good}");
        }
        for bad in [
            "سالم",
            "سالم الحارثي",
            "Ahmed Salim 99123456",
            "1; x",
            &"1".repeat(41),
        ] {
            assert!(!is_file_number(bad), "{bad}");
        }
    }

    #[test]
    fn every_kind_is_that_of_one_subject() {
        for kind in KINDS {
            assert!(erases(kind));
            assert_eq!(kind_for(crate::entry::subject_kind(kind)), Some(kind));
        }
        assert_eq!(kind_for("user"), None);
        assert!(erases("moon.erased") && !erases("call.voided"));
    }
}
