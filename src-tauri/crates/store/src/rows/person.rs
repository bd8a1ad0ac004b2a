//! Rows of a person: the person, their numbers, relations, flags, the words of their names.

use std::collections::BTreeSet;

use domain::arabic;
use domain::fold::Folded;
use domain::id::{Millis, SubjectId};
use domain::person::Person;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::Before;
use crate::error::StoreError;
use crate::read::Reading;
use crate::search::{self, Section};

/// A person in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonRow {
    /// Their id.
    pub id: SubjectId,
    /// Name in Arabic.
    pub name_ar: String,
    /// Name in Latin letters.
    pub name_latin: String,
    /// Code of the sex.
    pub sex: String,
    /// Year of birth; zero when not known.
    pub birth_year: u32,
    /// Code of the kind of beneficiary.
    pub beneficiary: String,
    /// Code of the governorate.
    pub governorate: String,
    /// Code of the wilayat.
    pub wilayat: String,
    /// Code of the language.
    pub language: String,
    /// Code of consent: given, withdrawn, or empty.
    pub consent: String,
}

/// A person, whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonWhole {
    /// Their row.
    pub row: PersonRow,
    /// Code of the nationality.
    pub nationality: String,
    /// Code of the kind of identity document.
    pub id_type: String,
    /// Its number, whole; who shows it masks it.
    pub id_number: String,
    /// Code of how they would rather be reached.
    pub preferred_contact: String,
    /// Code of when.
    pub preferred_time: String,
    /// When they were added.
    pub added_at: Millis,
    /// Their numbers by key, each with the code of its kind.
    pub numbers: Vec<(String, String)>,
    /// Who they are to others, and others to them.
    pub relations: Vec<RelationRow>,
    /// Code and end of each flag, whether it still counts or not.
    pub flags: Vec<(String, Millis)>,
}

/// A relation between two persons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelationRow {
    /// The other.
    pub other: SubjectId,
    /// Their name in Arabic; empty while that person has not arrived here.
    pub other_ar: String,
    /// Their name in Latin letters.
    pub other_latin: String,
    /// Code of the relation.
    pub relation: String,
    /// Whether the code says who this person is to the other; else who the other is to this one.
    pub from_here: bool,
}

/// Relations of a person that are read at most.
const RELATIONS_MAX: u32 = 100;

pub(super) fn write(
    connection: &Connection,
    folded: &Folded,
    person: &Person,
    before: Before,
) -> Result<(), StoreError> {
    let id = folded.subject.to_bytes();
    let at = folded.first.at;
    let standing = search::standing(connection, Section::Persons, folded.subject, before)?;
    if before == Before::Rows {
        for statement in [
            "DELETE FROM person WHERE id = ?1",
            "DELETE FROM person_number WHERE person = ?1",
            "DELETE FROM person_relation WHERE person = ?1",
            "DELETE FROM person_flag WHERE person = ?1",
            "DELETE FROM person_word WHERE person = ?1",
        ] {
            connection.prepare_cached(statement)?.execute([id])?;
        }
    }
    let moment = search::place(connection, Section::Persons, folded.subject, at, standing)?;
    connection
        .prepare_cached(
            "INSERT INTO person (id, sex, birth_year, nationality, id_type, beneficiary, governorate,
                                 wilayat, language, preferred_contact, preferred_time, consent,
                                 added_at, name_ar, name_latin, id_number, moment)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
        )?
        .execute(params![
            id,
            person.sex,
            person.birth_year,
            person.nationality,
            person.id_type,
            person.beneficiary,
            person.governorate,
            person.wilayat,
            person.language,
            person.preferred_contact,
            person.preferred_time,
            person.consent,
            at.0,
            person.name_ar,
            person.name_latin,
            person.id_number,
            moment,
        ])?;
    write_parts(connection, id, person)?;
    search::put(
        connection,
        Section::Persons,
        moment,
        &search::of_person(person),
    )
}

fn write_parts(connection: &Connection, id: [u8; 16], person: &Person) -> Result<(), StoreError> {
    for (number, kind) in &person.numbers {
        connection
            .prepare_cached("INSERT INTO person_number (person, number, kind) VALUES (?1, ?2, ?3)")?
            .execute(params![id, number, kind])?;
    }
    for (other, relation) in &person.relations {
        connection
            .prepare_cached(
                "INSERT INTO person_relation (person, other, relation) VALUES (?1, ?2, ?3)",
            )?
            .execute(params![id, other.to_bytes(), relation])?;
    }
    for (code, until) in &person.flags {
        connection
            .prepare_cached("INSERT INTO person_flag (person, code, until) VALUES (?1, ?2, ?3)")?
            .execute(params![id, code, until.0])?;
    }
    let names = [&person.name_ar, &person.name_latin];
    let words: BTreeSet<String> = names
        .into_iter()
        .flat_map(|name| arabic::words(name))
        .collect();
    for word in words {
        connection
            .prepare_cached("INSERT INTO person_word (person, word) VALUES (?1, ?2)")?
            .execute(params![id, word])?;
    }
    Ok(())
}

/// Columns of a [`PersonRow`].
pub(super) const COLUMNS: &str = "person.id, person.name_ar, person.name_latin, person.sex,
    person.birth_year, person.beneficiary, person.governorate, person.wilayat, person.language,
    person.consent";

pub(super) fn row(row: &Row<'_>) -> rusqlite::Result<PersonRow> {
    Ok(PersonRow {
        id: SubjectId::from_bytes(row.get(0)?),
        name_ar: row.get(1)?,
        name_latin: row.get(2)?,
        sex: row.get(3)?,
        birth_year: row.get(4)?,
        beneficiary: row.get(5)?,
        governorate: row.get(6)?,
        wilayat: row.get(7)?,
        language: row.get(8)?,
        consent: row.get(9)?,
    })
}

impl Reading<'_> {
    /// A person as a row. Persons whom merges made one keep their rows.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn person_row(&self, id: SubjectId) -> Result<Option<PersonRow>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(&format!("SELECT {COLUMNS} FROM person WHERE id = ?1"))?
            .query_row([id.to_bytes()], row)
            .optional()?)
    }

    /// The first numbers of a person, by key.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn numbers_of(&self, id: SubjectId, limit: u32) -> Result<Vec<String>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT number FROM person_number WHERE person = ?1 ORDER BY number LIMIT ?2",
            )?
            .query_map(params![id.to_bytes(), limit], |row| row.get(0))?
            .collect::<Result<_, _>>()?)
    }

    /// A person, whole.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn person(&self, id: SubjectId) -> Result<Option<PersonWhole>, StoreError> {
        let Some(row) = self.person_row(id)? else {
            return Ok(None);
        };
        let numbers = self
            .connection
            .prepare_cached("SELECT number, kind FROM person_number WHERE person = ?1")?
            .query_map([id.to_bytes()], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?;
        let flags = self
            .connection
            .prepare_cached("SELECT code, until FROM person_flag WHERE person = ?1")?
            .query_map([id.to_bytes()], |row| {
                Ok((row.get(0)?, Millis(row.get(1)?)))
            })?
            .collect::<Result<_, _>>()?;
        let relations = self.relations(id)?;
        Ok(self
            .connection
            .prepare_cached(
                "SELECT nationality, id_type, id_number, preferred_contact, preferred_time, added_at
                 FROM person WHERE id = ?1",
            )?
            .query_row([id.to_bytes()], |person| {
                Ok(PersonWhole {
                    row,
                    nationality: person.get(0)?,
                    id_type: person.get(1)?,
                    id_number: person.get(2)?,
                    preferred_contact: person.get(3)?,
                    preferred_time: person.get(4)?,
                    added_at: Millis(person.get(5)?),
                    numbers,
                    relations,
                    flags,
                })
            })
            .optional()?)
    }

    fn relations(&self, id: SubjectId) -> Result<Vec<RelationRow>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT link.other, named.name_ar, named.name_latin, link.relation, 1
                 FROM person_relation AS link LEFT JOIN person AS named ON named.id = link.other
                 WHERE link.person = ?1
                 UNION ALL
                 SELECT link.person, named.name_ar, named.name_latin, link.relation, 0
                 FROM person_relation AS link LEFT JOIN person AS named ON named.id = link.person
                 WHERE link.other = ?1
                 LIMIT ?2",
            )?
            .query_map(params![id.to_bytes(), RELATIONS_MAX], |row| {
                Ok(RelationRow {
                    other: SubjectId::from_bytes(row.get(0)?),
                    other_ar: row.get::<_, Option<_>>(1)?.unwrap_or_default(),
                    other_latin: row.get::<_, Option<_>>(2)?.unwrap_or_default(),
                    relation: row.get(3)?,
                    from_here: row.get(4)?,
                })
            })?
            .collect::<Result<_, _>>()?)
    }
}
