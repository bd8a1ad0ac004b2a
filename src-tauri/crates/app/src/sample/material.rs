//! Lists and phrases put together once, so that a call needs no look-up by name.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use domain::lists::{CaseRule, Coded, List, Lists};

use super::SampleError;
use super::draw::Weighted;
use super::mix;
use super::phrases::{self, Phrase, Phrases, Slot, Telling};

/// All that calls are made from.
#[derive(Debug)]
pub(super) struct Material {
    pub(super) phrases: &'static Phrases,
    pub(super) kinds: Weighted<Kind>,
    pub(super) governorates: Weighted<Governorate>,
    /// Hospitals that take patients of the whole country.
    pub(super) referral_hospitals: Vec<&'static Coded>,
    pub(super) places: &'static [Box<str>],
    pub(super) places_near: &'static [Box<str>],
    pub(super) facility_words: &'static [Box<str>],
}

/// A type of call.
#[derive(Debug)]
pub(super) struct Kind {
    pub(super) code: &'static str,
    pub(super) talk_s: f64,
    pub(super) subjects: Weighted<Subject>,
    /// What may end a note without an answer.
    pub(super) closings: ByContent,
    /// What may stand in the middle of a note.
    pub(super) more: ByContent,
    /// What a supervisor may say of it.
    pub(super) comments: Vec<&'static str>,
    pub(super) outcomes: Vec<(&'static str, u64)>,
}

/// Sentences that fit a note by what it speaks of.
#[derive(Debug, Clone, Copy)]
pub(super) struct ByContent {
    plain: &'static [Phrase],
    patient: &'static [Phrase],
    place: &'static [Phrase],
}

impl ByContent {
    fn of(phrases: &'static BTreeMap<String, Vec<Phrase>>, type_code: &str) -> Self {
        let plain = phrases.get(type_code).map_or(&[][..], Vec::as_slice);
        let or_plain = |content: &str| {
            phrases
                .get(&format!("{type_code}/{content}"))
                .map_or(plain, Vec::as_slice)
        };
        Self {
            plain,
            patient: or_plain("patient"),
            place: or_plain("place"),
        }
    }

    /// Those that fit this note.
    pub(super) fn fitting(self, telling: &Telling) -> &'static [Phrase] {
        if telling.patient().is_some() {
            self.patient
        } else if telling.has(|slot| matches!(slot, Slot::Place)) {
            self.place
        } else {
            self.plain
        }
    }
}

/// A subject; the one of a type without subjects has an empty code.
#[derive(Debug)]
pub(super) struct Subject {
    pub(super) code: &'static str,
    pub(super) ar: &'static str,
    pub(super) en: String,
    pub(super) urgent: bool,
    pub(super) case_rule: CaseRule,
    pub(super) arabic: &'static [Telling],
    pub(super) english: &'static [Telling],
}

/// A governorate with what lies in it.
#[derive(Debug)]
pub(super) struct Governorate {
    pub(super) row: &'static Coded,
    pub(super) wilayats: Weighted<&'static Coded>,
    pub(super) hospitals: Vec<&'static Coded>,
    /// Where specialists have clinics: hospitals and polyclinics.
    pub(super) with_clinics: Vec<&'static Coded>,
    pub(super) facilities: Vec<&'static Coded>,
}

static PHRASES: LazyLock<Result<Phrases, SampleError>> = LazyLock::new(phrases::load);
static MATERIAL: LazyLock<Result<Material, SampleError>> = LazyLock::new(build);

/// The material built into the program, read once.
pub(super) fn embedded() -> Result<&'static Material, SampleError> {
    MATERIAL.as_ref().map_err(Clone::clone)
}

fn build() -> Result<Material, SampleError> {
    let lists = Lists::embedded().map_err(Clone::clone)?;
    let phrases = PHRASES.as_ref().map_err(Clone::clone)?;
    let kinds = mix::TYPES.into_iter().filter_map(|(code, weight, talk_s)| {
        let row = lists.call_type(code)?;
        let kind = Kind {
            code: &row.code,
            talk_s,
            subjects: subjects(lists, phrases, &row.code, row.case_rule),
            closings: ByContent::of(&phrases.closings, code),
            more: ByContent::of(&phrases.more, code),
            comments: ["", code]
                .into_iter()
                .filter_map(|of| phrases.comments.get(of))
                .flatten()
                .map(|text| &**text)
                .collect(),
            outcomes: mix::OUTCOMES
                .into_iter()
                .filter(|(of, _, _)| *of == code)
                .map(|(_, outcome, weight)| (outcome, weight))
                .collect(),
        };
        Some((kind, weight))
    });
    let governorates: Vec<_> = active(lists, List::Governorates)
        .map(|row| {
            (
                governorate(lists, row),
                weight(&mix::GOVERNORATES, &row.code),
            )
        })
        .collect();
    let referral_hospitals = governorates
        .iter()
        .filter(|(governorate, _)| governorate.row.code == mix::REFERRAL_GOVERNORATE)
        .flat_map(|(governorate, _)| governorate.hospitals.iter().copied())
        .collect();
    Ok(Material {
        phrases,
        kinds: Weighted::new(kinds.collect()),
        governorates: Weighted::new(governorates),
        referral_hospitals,
        places: phrases.list("place"),
        places_near: phrases.list("place_near"),
        facility_words: phrases.list("facility_words"),
    })
}

fn subjects(
    lists: &'static Lists,
    phrases: &'static Phrases,
    type_code: &'static str,
    type_rule: CaseRule,
) -> Weighted<Subject> {
    let arabic = phrases.arabic.get(type_code);
    let english = phrases.english.get(type_code);
    let told = |of: Option<&'static BTreeMap<String, Vec<Telling>>>, code: &str| {
        of.and_then(|subjects| subjects.get(code).or_else(|| subjects.get("")))
            .map_or(&[][..], Vec::as_slice)
    };
    if !lists.has_sub_categories(type_code) {
        let only = Subject {
            code: "",
            ar: "",
            en: String::new(),
            urgent: false,
            case_rule: type_rule,
            arabic: told(arabic, ""),
            english: told(english, ""),
        };
        return Weighted::new(vec![(only, 1)]);
    }
    let rows = lists.sub_categories().iter();
    let subjects = rows
        .filter(|row| row.type_code == type_code && row.active)
        .map(|row| {
            // "Other" says nothing in a sentence.
            let is_other = row.code == "other";
            let subject = Subject {
                code: &row.code,
                ar: if is_other { "أمر آخر" } else { &row.ar },
                en: if is_other {
                    "another matter".into()
                } else {
                    in_sentence(&row.en)
                },
                urgent: row.urgent,
                case_rule: row.case_rule.unwrap_or(type_rule),
                arabic: told(arabic, &row.code),
                english: told(english, &row.code),
            };
            let named = mix::SUBJECTS
                .iter()
                .find(|(of, code, _)| *of == type_code && *code == row.code);
            (
                subject,
                named.map_or(mix::SUBJECT_LEAST, |(_, _, weight)| *weight),
            )
        });
    Weighted::new(subjects.collect())
}

fn governorate(lists: &'static Lists, row: &'static Coded) -> Governorate {
    let inside = |list| {
        active(lists, list).filter(|inner| inner.group.as_deref() == Some(row.code.as_str()))
    };
    let wilayats = inside(List::Wilayats).map(|row| (row, weight(&mix::WILAYATS, &row.code)));
    let facilities: Vec<_> = inside(List::Facilities).collect();
    let of_kind = |kinds: &[&str]| {
        let is_it = |row: &&&Coded| kinds.iter().any(|kind| row.code.contains(kind));
        facilities.iter().filter(is_it).copied().collect()
    };
    Governorate {
        row,
        wilayats: Weighted::new(wilayats.collect()),
        hospitals: of_kind(&["hospital"]),
        with_clinics: of_kind(&["hospital", "polyclinic"]),
        facilities,
    }
}

fn active(lists: &'static Lists, list: List) -> impl Iterator<Item = &'static Coded> {
    lists.rows(list).iter().filter(|row| row.active)
}

fn weight(table: &[(&str, u64)], code: &str) -> u64 {
    table
        .iter()
        .find(|(named, _)| *named == code)
        .map_or(mix::PLACE_LEAST, |(_, weight)| *weight)
}

/// A label as it stands within an English sentence.
fn in_sentence(label: &str) -> String {
    let mut letters = label.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(letters).collect()
    })
}
