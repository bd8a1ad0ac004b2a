//! Who it may be: the people on a number, and people by their name.
//!
//! Both offer and neither decides. Persons who are one by merges are offered once.

use std::collections::BTreeSet;

use domain::arabic::{self, QueryWord};
use domain::id::SubjectId;
use domain::person::name_score;
use rusqlite::params;

use super::person::PersonRow;
use crate::error::StoreError;
use crate::read::Reading;

/// The most people on a number that are offered, as many as have a key of their own; a switchboard has more,
/// who are found by their names.
pub const PEOPLE_ON_NUMBER_MAX: u32 = 9;
/// The most people on a number that are counted, and whose names are looked at.
const PEOPLE_LOOKED_AT_MAX: u32 = 1_000;
/// The most candidates of a name whose likeness is looked at.
pub const NAME_CANDIDATES_MAX: u32 = 500;
/// The most people that a name offers.
pub const PEOPLE_BY_NAME_MAX: usize = 50;
/// How many beginnings of a word are counted to see which word is the rarest.
const RARE_COUNTED_MAX: u32 = 1_000;
/// Behind every word that begins with what stands before it.
const LAST_CHARACTER: char = char::MAX;

/// Somebody it may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The one whose names are shown.
    pub row: PersonRow,
    /// All who are one with them, themselves included.
    pub persons: Vec<SubjectId>,
    /// How well the name answers what was asked, 0 to 100; 100 on a number.
    pub score: u8,
}

pub(crate) const PEOPLE_ON_NUMBER: &str = "SELECT person FROM person_number
    WHERE number = ?1 AND number <> '' ORDER BY person DESC LIMIT ?2";

const COUNT_ON_NUMBER: &str = "SELECT count(*) FROM (
    SELECT 1 FROM person_number WHERE number = ?1 AND number <> '' LIMIT ?2)";

/// Of those who are counted on a number, whom merges name.
pub(crate) const MERGED_ON_NUMBER: &str = "
    SELECT on_it.person FROM (
        SELECT person FROM person_number WHERE number = ?1 AND number <> '' LIMIT ?2) AS on_it
    WHERE EXISTS (SELECT 1 FROM merge WHERE kept = on_it.person AND undone = 0)
       OR EXISTS (SELECT 1 FROM merge WHERE merged = on_it.person AND undone = 0)";

const IS_ON_NUMBER: &str = "SELECT 1 FROM person_number WHERE person = ?1 AND number = ?2";

/// Who is on a number, with their names, the last added first, and whether merges name them.
pub(crate) const NAMES_ON_NUMBER: &str = "
    SELECT person.id, person.name_ar, person.name_latin,
           EXISTS (SELECT 1 FROM merge WHERE kept = person.id AND undone = 0)
               OR EXISTS (SELECT 1 FROM merge WHERE merged = person.id AND undone = 0)
    FROM person_number AS on_it CROSS JOIN person ON person.id = on_it.person
    WHERE on_it.number = ?1 AND on_it.number <> '' ORDER BY on_it.person DESC LIMIT ?2";

pub(crate) const RARITY: &str = "SELECT count(*) FROM (
    SELECT 1 FROM person_word WHERE word >= ?1 AND word < ?2 LIMIT ?3)";

/// The words come as JSON, a list of lists of prefixes.
pub(crate) const NAMES: &str = "
    SELECT DISTINCT found.person FROM person_word AS found
    WHERE found.word >= ?1 AND found.word < ?2
      AND NOT EXISTS (
            SELECT 1 FROM json_each(?3) AS asked WHERE NOT EXISTS (
                SELECT 1 FROM json_each(asked.value) AS prefix
                JOIN person_word AS other
                  ON other.person = found.person AND other.word >= prefix.value
                     AND other.word < prefix.value || char(1114111)))
    LIMIT ?4";

impl Reading<'_> {
    /// The people on a number, asked for by its key, in the order in which they were added: the
    /// [`PEOPLE_ON_NUMBER_MAX`] who were added last.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn people_on_number(&self, number_key: &str) -> Result<Vec<Candidate>, StoreError> {
        let mut persons = self
            .connection
            .prepare_cached(PEOPLE_ON_NUMBER)?
            .query_map(params![number_key, PEOPLE_ON_NUMBER_MAX], |row| {
                row.get(0).map(SubjectId::from_bytes)
            })?
            .collect::<Result<Vec<_>, _>>()?;
        persons.reverse();
        self.candidates(persons.into_iter().map(|person| (person, 100)))
    }

    /// How many people are on a number, those who are one by merges once. Persons are counted up to a thousand.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn count_people_on_number(&self, number_key: &str) -> Result<u32, StoreError> {
        let asked = params![number_key, PEOPLE_LOOKED_AT_MAX];
        let mut count = self.connection.prepare_cached(COUNT_ON_NUMBER)?;
        let persons: u32 = count.query_row(asked, |row| row.get(0))?;
        if persons < 2 {
            return Ok(persons);
        }
        let mut merged = self.connection.prepare_cached(MERGED_ON_NUMBER)?;
        let merged = merged.query_map(asked, |row| row.get(0).map(SubjectId::from_bytes))?;
        let (mut met, mut again) = (BTreeSet::new(), 0);
        for person in merged {
            let person = person?;
            if met.contains(&person) {
                again += 1;
            } else {
                met.extend(self.component_of(person)?.persons);
            }
        }
        Ok(persons.saturating_sub(again))
    }

    /// Whether a person, or who is one with them, is on a number, however many others are.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn is_on_number(&self, person: SubjectId, number_key: &str) -> Result<bool, StoreError> {
        let mut on_it = self.connection.prepare_cached(IS_ON_NUMBER)?;
        for one in self.component_of(person)?.persons {
            if on_it.exists(params![one.to_bytes(), number_key])? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether somebody on a number bears a name, by any of the names of whoever they are one with. Of a
    /// number on which there are more than a thousand the last added are looked at.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn is_named_on_number(
        &self,
        number_key: &str,
        is_it: impl Fn(&str) -> bool,
    ) -> Result<bool, StoreError> {
        let mut names = self.connection.prepare_cached(NAMES_ON_NUMBER)?;
        let mut rows = names.query(params![number_key, PEOPLE_LOOKED_AT_MAX])?;
        let mut merged = Vec::new();
        while let Some(row) = rows.next()? {
            for column in [1, 2] {
                let name = row.get_ref(column)?.as_str();
                if is_it(name.map_err(|_| StoreError::Damaged)?) {
                    return Ok(true);
                }
            }
            if row.get(3)? {
                merged.push(SubjectId::from_bytes(row.get(0)?));
            }
        }
        for person in merged {
            for other in self.component_of(person)?.persons {
                let row = self.person_row(other)?;
                if row.is_some_and(|row| is_it(&row.name_ar) || is_it(&row.name_latin)) {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    /// One person, with whom they are one; none where there is no such person.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn candidate(&self, person: SubjectId) -> Result<Option<Candidate>, StoreError> {
        Ok(self.candidates([(person, 100)].into_iter())?.pop())
    }

    /// People whose name answers a question, the best first; at most `limit` and
    /// [`PEOPLE_BY_NAME_MAX`]. Of a name that very many bear, the first [`NAME_CANDIDATES_MAX`] are
    /// looked at: who asks for such a name has to say more of it.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn persons_by_name(&self, asked: &str, limit: usize) -> Result<Vec<Candidate>, StoreError> {
        let words = arabic::query(asked);
        let Some(rarest) = self.rarest(&words)? else {
            return Ok(Vec::new());
        };
        let all: Vec<&[String]> = words.iter().map(|word| word.prefixes.as_slice()).collect();
        let all = serde_json::to_string(&all).unwrap_or_else(|_| "[]".into());
        let mut found = BTreeSet::new();
        for prefix in &rarest.prefixes {
            let mut names = self.connection.prepare_cached(NAMES)?;
            let persons = names.query_map(
                params![prefix, behind(prefix), all, NAME_CANDIDATES_MAX],
                |row| row.get(0).map(SubjectId::from_bytes),
            )?;
            for person in persons {
                found.insert(person?);
            }
        }
        let mut scored = Vec::with_capacity(found.len());
        for person in found {
            if let Some(row) = self.person_row(person)? {
                let scores = [&row.name_ar, &row.name_latin].map(|name| name_score(asked, name));
                // A question in both scripts answers neither name alone; it was found, so it counts.
                scored.push((person, scores.into_iter().max().unwrap_or_default().max(1)));
            }
        }
        scored.sort_by_key(|(person, score)| (std::cmp::Reverse(*score), *person));
        scored.truncate(limit.min(PEOPLE_BY_NAME_MAX));
        self.candidates(scored.into_iter())
    }

    /// The word of a question that the fewest names have; none where nothing is asked.
    fn rarest<'w>(&self, words: &'w [QueryWord]) -> Result<Option<&'w QueryWord>, StoreError> {
        let mut rarest = None;
        for word in words {
            let mut names = 0;
            for prefix in &word.prefixes {
                names += self
                    .connection
                    .prepare_cached(RARITY)?
                    .query_row(params![prefix, behind(prefix), RARE_COUNTED_MAX], |row| {
                        row.get::<_, u32>(0)
                    })?;
            }
            if rarest.is_none_or(|(fewest, _)| names < fewest) {
                rarest = Some((names, word));
            }
        }
        Ok(rarest.map(|(_, word)| word))
    }

    fn candidates(
        &self,
        persons: impl Iterator<Item = (SubjectId, u8)>,
    ) -> Result<Vec<Candidate>, StoreError> {
        let mut candidates = Vec::new();
        let mut offered = BTreeSet::new();
        for (person, score) in persons {
            if offered.contains(&person) {
                continue;
            }
            let component = self.component_of(person)?;
            offered.extend(component.persons.iter().copied());
            // The one who leads may not have arrived here yet.
            let row = match self.person_row(component.lead)? {
                Some(row) => Some(row),
                None => self.person_row(person)?,
            };
            candidates.extend(row.map(|row| Candidate {
                row,
                persons: component.persons,
                score,
            }));
        }
        Ok(candidates)
    }
}

fn behind(prefix: &str) -> String {
    format!("{prefix}{LAST_CHARACTER}")
}
