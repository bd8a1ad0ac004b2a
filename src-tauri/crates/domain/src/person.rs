//! A person: somebody who calls, is ill, or is helped (domain, "Records"). Not a user, who signs in.
//!
//! A number may belong to many persons and a person may have many numbers, so numbers are paths of
//! their own in the personal part: two people who add different ones both keep theirs, and an erasure
//! takes them all. That two persons are one is said by a subject of its own (`merge`): a person that
//! named the one it was merged into could name, with the help of another machine, itself.
//!
//! Consent that was withdrawn at one machine stays withdrawn, whatever another one says that did not
//! know of it (`fold::merge`).

use std::collections::BTreeMap;

use crate::arabic;
use crate::fold::{Change, Reader, Written, below};
use crate::id::{Millis, SubjectId};

/// Kind of the entry that adds a person.
pub const ADDED: &str = "person.added";
/// Kind of the entry that changes one.
pub const AMENDED: &str = "person.amended";

/// Code of consent that was given.
pub const CONSENT_GIVEN: &str = "given";
/// Code of consent that was withdrawn.
pub const CONSENT_WITHDRAWN: &str = "withdrawn";

/// The score of two names that are one.
pub const SCORE_SAME: u8 = 100;

/// A person. Empty text and none mean: not said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Person {
    /// Code of the sex.
    pub sex: String,
    /// Year of birth; zero when not known.
    pub birth_year: u32,
    /// Code of the nationality (ISO 3166-1).
    pub nationality: String,
    /// Code of the kind of identity document.
    pub id_type: String,
    /// Code of the kind of beneficiary.
    pub beneficiary: String,
    /// Code of the governorate (ISO 3166-2).
    pub governorate: String,
    /// Code of the wilayat.
    pub wilayat: String,
    /// Code of the language.
    pub language: String,
    /// Code of how they would rather be reached.
    pub preferred_contact: String,
    /// Code of when.
    pub preferred_time: String,
    /// [`CONSENT_GIVEN`], [`CONSENT_WITHDRAWN`], or empty: never asked.
    pub consent: String,
    /// Who they are to other persons: code of the relation by person.
    pub relations: BTreeMap<SubjectId, String>,
    /// What to mind about them: code of each flag and until when.
    pub flags: BTreeMap<String, Millis>,
    /// Name in Arabic.
    pub name_ar: String,
    /// Name in Latin letters.
    pub name_latin: String,
    /// Number of the identity document.
    pub id_number: String,
    /// Their numbers by key (`phone::number_key`), each with the code of its kind, may be empty.
    pub numbers: BTreeMap<String, String>,
}

impl Person {
    /// Adds the person.
    #[must_use]
    pub fn added(&self) -> Change {
        self.write().into_change(ADDED)
    }

    /// Changes the person into `new`; none when nothing differs.
    #[must_use]
    pub fn amended(&self, new: &Self) -> Option<Change> {
        Change::between(AMENDED, self.write(), new.write())
    }

    fn write(&self) -> Written {
        let mut written = Written::default();
        written.code("sex", &self.sex);
        written.count("birth_year", self.birth_year);
        written.code("nationality", &self.nationality);
        written.code("id_type", &self.id_type);
        written.code("beneficiary", &self.beneficiary);
        written.code("governorate", &self.governorate);
        written.code("wilayat", &self.wilayat);
        written.code("language", &self.language);
        written.code("preferred_contact", &self.preferred_contact);
        written.code("preferred_time", &self.preferred_time);
        written.code("consent", &self.consent);
        for (person, relation) in &self.relations {
            written.fact(&format!("relations/{person}"), relation.as_str());
        }
        for (code, until) in &self.flags {
            written.fact(&below("flags", code), until.0);
        }
        written.words("name_ar", &self.name_ar);
        written.words("name_latin", &self.name_latin);
        written.words("id_number", &self.id_number);
        for (number, kind) in &self.numbers {
            written.said(&below("numbers", number), kind);
        }
        written
    }

    pub(crate) fn read(reader: &mut Reader<'_>) -> Self {
        Self {
            sex: reader.code("sex"),
            birth_year: reader.count("birth_year"),
            nationality: reader.code("nationality"),
            id_type: reader.code("id_type"),
            beneficiary: reader.code("beneficiary"),
            governorate: reader.code("governorate"),
            wilayat: reader.code("wilayat"),
            language: reader.code("language"),
            preferred_contact: reader.code("preferred_contact"),
            preferred_time: reader.code("preferred_time"),
            consent: reader.code("consent"),
            relations: read_relations(reader),
            flags: read_flags(reader),
            name_ar: reader.words("name_ar"),
            name_latin: reader.words("name_latin"),
            id_number: reader.words("id_number"),
            numbers: read_numbers(reader),
        }
    }
}

fn read_relations(reader: &mut Reader<'_>) -> BTreeMap<SubjectId, String> {
    let mut relations = BTreeMap::new();
    for (person, path) in reader.ids_under("relations") {
        let relation = reader.code(&path);
        if !relation.is_empty() {
            relations.insert(person, relation);
        }
    }
    relations
}

fn read_flags(reader: &mut Reader<'_>) -> BTreeMap<String, Millis> {
    let mut flags = BTreeMap::new();
    for (code, path) in reader.names_under("flags") {
        if let Some(until) = reader.instant(&path) {
            flags.insert(code, until);
        }
    }
    flags
}

fn read_numbers(reader: &mut Reader<'_>) -> BTreeMap<String, String> {
    let mut numbers = BTreeMap::new();
    for (number, path) in reader.said_under("numbers") {
        let kind = reader.words(&path);
        numbers.insert(number, kind);
    }
    numbers
}

/// How well a name answers a question for a name, 0 to [`SCORE_SAME`]: the same name scores
/// [`SCORE_SAME`]; else the share of the name's words that the question begins; zero where a word of
/// the question begins none. Shown beside a candidate, since a likeness is an offer and never decides.
#[must_use]
pub fn name_score(asked: &str, name: &str) -> u8 {
    let key = arabic::name_key(name);
    if key.is_empty() {
        return 0;
    }
    if arabic::name_key(asked) == key {
        return SCORE_SAME;
    }
    let question = arabic::query(asked);
    if question.is_empty() || !arabic::matches(asked, name) {
        return 0;
    }
    let words: Vec<&str> = key.split(' ').collect();
    let begun = |word: &&&str| {
        let mut prefixes = question.iter().flat_map(|asked| &asked.prefixes);
        prefixes.any(|prefix| word.starts_with(prefix.as_str()))
    };
    let answered = words.iter().filter(begun).count();
    // Never the full score: the keys differ.
    u8::try_from(answered * 99 / words.len())
        .unwrap_or(0)
        .max(1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{SCORE_SAME, name_score};

    #[test]
    fn the_better_name_scores_higher() {
        let full = "أحمد بن سالم بن ناصر الحارثي";
        let check =
            |asked: &str, expected: u8| assert_eq!(name_score(asked, full), expected, "{asked}");
        check("احمد سالم ناصر الحارثى", SCORE_SAME);
        check("أحمد سالم الحارثي", 74);
        check("أحمد الحارثي", 49);
        check("احم", 24);
        check("أحمد البلوشي", 0);
        check("", 0);
        assert_eq!(name_score("أحمد", ""), 0);
    }

    proptest! {
        #[test]
        fn a_name_is_itself(name in "[ا-غف-ي]{2,8}( [ا-غف-ي]{2,8}){0,3}") {
            let score = name_score(&name, &name);
            prop_assert!(score == SCORE_SAME || score == 0, "{}", score);
        }

        #[test]
        fn any_input_has_a_score(asked in any::<String>(), name in any::<String>()) {
            prop_assert!(name_score(&asked, &name) <= SCORE_SAME);
        }
    }
}
