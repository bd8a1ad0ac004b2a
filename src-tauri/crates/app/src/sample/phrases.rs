//! The files of `assets/sample`, and the grammar of their phrases.
//!
//! In a phrase `[m|f]` goes by the sex of the caller, `<m|f>` by that of the patient (of the caller
//! where there is no other patient), `{name}` is a slot: something the call knows, or one of a list
//! of `slots`. Never here: which phrase is chosen, what fills a slot.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::SampleError;

/// Who is ill, where a phrase speaks of somebody beside the caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PatientKind {
    /// Anybody of the family.
    Any,
    /// 4 to 10 months.
    Infant,
    /// 1 to 3 years.
    Toddler,
    /// 1 to 13 years.
    Child,
    /// 13 to 17 years.
    Teen,
    /// 20 to 60 years.
    Adult,
    /// 55 years and above.
    Elder,
}

/// A place in a phrase that the call fills.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slot {
    /// The patient by their relation to the caller.
    Patient(PatientKind),
    /// The patient's age in brackets.
    Aged,
    /// The patient's weight in kilograms, by age.
    Weight,
    /// The facility, of any kind.
    Facility,
    /// The facility, which must be a hospital.
    Hospital,
    /// The governorate.
    Governorate,
    /// The caller's wilayat.
    Wilayat,
    /// The place in words.
    Place,
    /// The subject's label.
    Subject,
    /// A number between these, both included.
    Number(u64, u64),
    /// One of the list at this place in [`Phrases::slots`].
    List(usize),
}

/// A piece of a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// As it stands.
    Text(Box<str>),
    /// For a man and for a woman who calls.
    Caller(Box<str>, Box<str>),
    /// For a man and for a woman who is ill.
    Patient(Box<str>, Box<str>),
    /// To be filled.
    Slot(Slot),
}

/// A phrase, read.
pub(super) type Phrase = Vec<Part>;

/// A note's beginning with the answer that fits it.
#[derive(Debug)]
pub(super) struct Telling {
    /// What the caller said.
    pub(super) says: Phrase,
    /// What was answered; empty where the closings of the type serve.
    pub(super) answer: Phrase,
    /// The outcome that this answer means.
    pub(super) outcome: Option<String>,
}

impl Telling {
    /// Whether one of its slots is such a one.
    pub(super) fn has(&self, is_it: impl Fn(&Slot) -> bool) -> bool {
        self.says
            .iter()
            .chain(&self.answer)
            .any(|part| matches!(part, Part::Slot(slot) if is_it(slot)))
    }

    /// Who is ill, where it speaks of somebody.
    pub(super) fn patient(&self) -> Option<PatientKind> {
        self.says.iter().find_map(|part| match part {
            Part::Slot(Slot::Patient(kind)) => Some(*kind),
            _ => None,
        })
    }
}

/// Given and family names.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Names {
    pub(super) men: Vec<Box<str>>,
    pub(super) women: Vec<Box<str>>,
    pub(super) families: Vec<Box<str>>,
    pub(super) men_en: Vec<Box<str>>,
    pub(super) women_en: Vec<Box<str>>,
    pub(super) men_abroad: Vec<Box<str>>,
    pub(super) women_abroad: Vec<Box<str>>,
}

/// Notes by type and subject; an empty subject serves those that are not there.
pub(super) type Tellings = BTreeMap<String, BTreeMap<String, Vec<Telling>>>;

/// All phrases.
#[derive(Debug)]
pub(super) struct Phrases {
    /// Arabic notes.
    pub(super) arabic: Tellings,
    /// English notes.
    pub(super) english: Tellings,
    /// What ends a note of a type that has no answer of its own. Here and in `more`, `type/patient`
    /// serves notes about somebody else, `type/place` those that name a place.
    pub(super) closings: BTreeMap<String, Vec<Phrase>>,
    /// A further sentence, by type.
    pub(super) more: BTreeMap<String, Vec<Phrase>>,
    /// What ends a note with an outcome, in place of the answer.
    pub(super) ends: BTreeMap<String, Vec<Phrase>>,
    /// A supervisor's comments by type; those of an empty type serve all.
    pub(super) comments: BTreeMap<String, Vec<Box<str>>>,
    /// The lists that fill slots, with their names.
    pub(super) slots: Vec<(String, Vec<Box<str>>)>,
    /// Names of people.
    pub(super) names: Names,
}

impl Phrases {
    /// The list of a name; empty where there is none.
    pub(super) fn list(&self, name: &str) -> &[Box<str>] {
        self.slots
            .iter()
            .find(|(of, _)| of == name)
            .map_or(&[], |(_, list)| list)
    }
}

macro_rules! file {
    ($name:literal) => {
        include_str!(concat!("../../../../../assets/sample/", $name, ".json"))
    };
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PhrasesFile {
    closings: BTreeMap<String, Vec<String>>,
    more: BTreeMap<String, Vec<String>>,
    ends: BTreeMap<String, Vec<String>>,
    comments: BTreeMap<String, Vec<Box<str>>>,
}

/// What is said, what is answered, and the outcome that means; English notes say all in one.
#[derive(Deserialize)]
#[serde(untagged)]
enum TellingRow {
    WithOutcome(String, String, String),
    Plain(String, String),
    One(String),
}

type TellingsFile = BTreeMap<String, BTreeMap<String, Vec<TellingRow>>>;

/// Reads every file.
pub(super) fn load() -> Result<Phrases, SampleError> {
    let slots: BTreeMap<String, Vec<Box<str>>> = json("slots", file!("slots"))?;
    let slots: Vec<_> = slots.into_iter().collect();
    let file: PhrasesFile = json("phrases", file!("phrases"))?;
    let by_key = |rows: BTreeMap<String, Vec<String>>| {
        rows.into_iter()
            .map(|(key, texts)| {
                let read = texts
                    .iter()
                    .map(|text| phrase("phrases", &key, text, &slots));
                let read = read.collect::<Result<Vec<_>, _>>()?;
                Ok((key, read))
            })
            .collect::<Result<BTreeMap<_, _>, SampleError>>()
    };
    Ok(Phrases {
        arabic: tellings("notes.ar", json("notes.ar", file!("notes.ar"))?, &slots)?,
        english: tellings("notes.en", json("notes.en", file!("notes.en"))?, &slots)?,
        closings: by_key(file.closings)?,
        more: by_key(file.more)?,
        ends: by_key(file.ends)?,
        comments: file.comments,
        names: json("names", file!("names"))?,
        slots,
    })
}

fn json<T: DeserializeOwned>(file: &'static str, text: &str) -> Result<T, SampleError> {
    serde_json::from_str(text).map_err(|error| SampleError::Unreadable {
        file,
        line: error.line(),
    })
}

type Slots = [(String, Vec<Box<str>>)];

fn tellings(
    file: &'static str,
    rows: TellingsFile,
    slots: &Slots,
) -> Result<Tellings, SampleError> {
    let mut read = Tellings::new();
    for (type_code, subjects) in rows {
        for (subject, rows) in subjects {
            let of = format!("{type_code}/{subject}");
            let told = rows.into_iter().map(|row| telling(file, &of, row, slots));
            let told = told.collect::<Result<Vec<_>, _>>()?;
            read.entry(type_code.clone())
                .or_default()
                .insert(subject, told);
        }
    }
    Ok(read)
}

fn telling(
    file: &'static str,
    of: &str,
    row: TellingRow,
    slots: &Slots,
) -> Result<Telling, SampleError> {
    let (says, answer, outcome) = match row {
        TellingRow::WithOutcome(says, answer, outcome) => (says, answer, Some(outcome)),
        TellingRow::Plain(says, answer) => (says, answer, None),
        TellingRow::One(says) => (says, String::new(), None),
    };
    Ok(Telling {
        says: phrase(file, of, &says, slots)?,
        answer: phrase(file, of, &answer, slots)?,
        outcome,
    })
}

/// Reads one phrase.
fn phrase(file: &'static str, of: &str, text: &str, slots: &Slots) -> Result<Phrase, SampleError> {
    let fault = |near: &str| SampleError::Phrase {
        file,
        of: of.to_owned(),
        near: near.chars().take(40).collect(),
    };
    let mut parts = Phrase::new();
    let mut rest = text;
    while !rest.is_empty() {
        let Some((before, mark, after)) = split_at_mark(rest) else {
            parts.push(Part::Text(rest.into()));
            break;
        };
        if !before.is_empty() {
            parts.push(Part::Text(before.into()));
        }
        let close = match mark {
            '[' => ']',
            '<' => '>',
            '{' => '}',
            _ => return Err(fault(rest)),
        };
        let (inside, behind) = after.split_once(close).ok_or_else(|| fault(rest))?;
        if inside.contains(is_mark) {
            return Err(fault(inside));
        }
        parts.push(if mark == '{' {
            Part::Slot(slot(inside, slots).ok_or_else(|| fault(inside))?)
        } else {
            let (man, woman) = inside.split_once('|').ok_or_else(|| fault(inside))?;
            let (man, woman) = (man.into(), woman.into());
            if mark == '[' {
                Part::Caller(man, woman)
            } else {
                Part::Patient(man, woman)
            }
        });
        rest = behind;
    }
    Ok(parts)
}

fn split_at_mark(text: &str) -> Option<(&str, char, &str)> {
    let at = text.find(is_mark)?;
    let (before, from) = text.split_at_checked(at)?;
    let mark = from.chars().next()?;
    Some((before, mark, from.strip_prefix(mark)?))
}

const fn is_mark(c: char) -> bool {
    matches!(c, '[' | ']' | '<' | '>' | '{' | '}')
}

fn slot(name: &str, slots: &Slots) -> Option<Slot> {
    Some(match name {
        "patient" => Slot::Patient(PatientKind::Any),
        "infant" => Slot::Patient(PatientKind::Infant),
        "toddler" => Slot::Patient(PatientKind::Toddler),
        "child" => Slot::Patient(PatientKind::Child),
        "teen" => Slot::Patient(PatientKind::Teen),
        "adult" => Slot::Patient(PatientKind::Adult),
        "elder" => Slot::Patient(PatientKind::Elder),
        "aged" => Slot::Aged,
        "weight" => Slot::Weight,
        "facility" => Slot::Facility,
        "hospital" => Slot::Hospital,
        "governorate" => Slot::Governorate,
        "wilayat" => Slot::Wilayat,
        "place" => Slot::Place,
        "subject" => Slot::Subject,
        "age" => Slot::Number(2, 12),
        "n" => Slot::Number(2, 6),
        "m" => Slot::Number(4, 8),
        "amount" => Slot::Number(5, 60),
        _ => Slot::List(
            slots
                .iter()
                .position(|(of, list)| of == name && !list.is_empty())?,
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slots() -> Vec<(String, Vec<Box<str>>)> {
        vec![("days".into(), vec!["يومين".into()])]
    }

    #[test]
    fn a_phrase_is_read_into_its_parts() {
        assert_eq!(
            phrase(
                "notes",
                "a/b",
                "[أفاد|أفادت] <هو|هي> {child} قبل {days}.",
                &slots()
            ),
            Ok(vec![
                Part::Caller("أفاد".into(), "أفادت".into()),
                Part::Text(" ".into()),
                Part::Patient("هو".into(), "هي".into()),
                Part::Text(" ".into()),
                Part::Slot(Slot::Patient(PatientKind::Child)),
                Part::Text(" قبل ".into()),
                Part::Slot(Slot::List(0)),
                Part::Text(".".into()),
            ])
        );
        assert_eq!(phrase("notes", "a/b", "", &slots()), Ok(vec![]));
    }

    #[test]
    fn a_fault_of_the_grammar_is_told_with_its_place() {
        let check = |text: &str, near: &str| {
            let fault = SampleError::Phrase {
                file: "notes",
                of: "a/b".into(),
                near: near.into(),
            };
            assert_eq!(phrase("notes", "a/b", text, &slots()), Err(fault), "{text}");
        };
        check("{unheard_of}", "unheard_of");
        check("قبل {days", "قبل {days");
        check("[أفاد]", "أفاد");
        check("[أ|{days}]", "أ|{days}");
        check("قال]", "قال]");
    }
}
