//! From a phrase to a sentence: slots filled, sexes agreed.
//!
//! Never here: which phrase is chosen.

use super::draw::Draw;
use super::material::Material;
use super::phrases::{Part, PatientKind, Slot};

/// Somebody who is ill.
#[derive(Debug, Clone, Copy)]
pub(super) struct Patient {
    relation: &'static str,
    woman: bool,
    years: u64,
    /// Only of a child under one year.
    months: u64,
}

/// What a call knows of itself.
#[derive(Debug)]
pub(super) struct Told<'a> {
    pub(super) caller_is_woman: bool,
    pub(super) patient: Option<Patient>,
    pub(super) facility: &'a str,
    pub(super) governorate: &'a str,
    pub(super) wilayat: &'a str,
    pub(super) place: &'a str,
    pub(super) subject: &'a str,
}

/// A relation as a man and as a woman says it, whether it is a woman, and the years from and to.
type Relation = (&'static str, &'static str, bool, u64, u64);

const CHILDREN: [Relation; 2] = [
    ("ابنه", "ابنها", false, 1, 13),
    ("ابنته", "ابنتها", true, 1, 13),
];
const ELDERS: [Relation; 4] = [
    ("والده", "والدها", false, 56, 84),
    ("والدته", "والدتها", true, 55, 82),
    ("جده", "جدها", false, 72, 93),
    ("جدته", "جدتها", true, 70, 93),
];
const ADULTS: [Relation; 4] = [
    ("زوجته", "زوجها", true, 23, 54),
    ("شقيقه", "شقيقها", false, 20, 50),
    ("شقيقته", "شقيقتها", true, 20, 50),
    ("والده", "والدها", false, 45, 60),
];

impl Patient {
    /// Somebody of this kind, related to the caller.
    pub(super) fn draw(kind: PatientKind, caller_is_woman: bool, draw: &mut Draw) -> Option<Self> {
        let (relations, years): (&[Relation], Option<(u64, u64)>) = match kind {
            PatientKind::Any => {
                let kind = match draw.below(10) {
                    0..3 => PatientKind::Child,
                    3..6 => PatientKind::Adult,
                    _ => PatientKind::Elder,
                };
                return Self::draw(kind, caller_is_woman, draw);
            }
            PatientKind::Infant => (&CHILDREN, Some((0, 0))),
            PatientKind::Toddler => (&CHILDREN, Some((1, 3))),
            PatientKind::Child => (&CHILDREN, None),
            PatientKind::Teen => (&CHILDREN, Some((13, 17))),
            PatientKind::Adult => (&ADULTS, None),
            PatientKind::Elder => (&ELDERS, None),
        };
        let at = draw.below(relations.len() as u64);
        let relation = relations.get(usize::try_from(at).ok()?)?;
        let (of_man, of_woman, woman, least, most) = *relation;
        let (least, most) = years.unwrap_or((least, most));
        Some(Self {
            relation: if caller_is_woman { of_woman } else { of_man },
            // Only one relation is of the other sex for the other caller: husband and wife.
            woman: if of_woman == "زوجها" && caller_is_woman {
                false
            } else {
                woman
            },
            years: draw.between(least, most),
            months: draw.between(4, 10),
        })
    }

    fn age(self) -> String {
        match self.years {
            0 => format!("({} أشهر)", self.months),
            1 => "(سنة واحدة)".to_owned(),
            2 => "(سنتان)".to_owned(),
            years @ 3..=10 => format!("({years} سنوات)"),
            years => format!("({years} سنة)"),
        }
    }

    /// What a child of that age weighs, roughly.
    const fn weight_kg(self) -> u64 {
        2 * (self.years + 4)
    }
}

/// Writes a phrase behind what is there, as a sentence of its own.
pub(super) fn tell(
    out: &mut String,
    phrase: &[Part],
    told: &Told<'_>,
    material: &Material,
    draw: &mut Draw,
) {
    if phrase.is_empty() {
        return;
    }
    if !out.is_empty() {
        out.push(' ');
    }
    for part in phrase {
        match part {
            Part::Text(text) => out.push_str(text),
            Part::Caller(man, woman) => {
                out.push_str(if told.caller_is_woman { woman } else { man });
            }
            Part::Patient(man, woman) => {
                let is_woman = told
                    .patient
                    .map_or(told.caller_is_woman, |patient| patient.woman);
                out.push_str(if is_woman { woman } else { man });
            }
            Part::Slot(slot) => fill(out, *slot, told, material, draw),
        }
    }
}

fn fill(out: &mut String, slot: Slot, told: &Told<'_>, material: &Material, draw: &mut Draw) {
    match slot {
        Slot::Patient(_) => {
            if let Some(patient) = told.patient {
                out.push_str(patient.relation);
            }
        }
        Slot::Aged => {
            if let Some(patient) = told.patient {
                out.push_str(&patient.age());
            }
        }
        Slot::Weight => {
            if let Some(patient) = told.patient {
                out.push_str(&patient.weight_kg().to_string());
            }
        }
        Slot::Facility | Slot::Hospital => out.push_str(told.facility),
        Slot::Governorate => out.push_str(told.governorate),
        Slot::Wilayat => out.push_str(told.wilayat),
        Slot::Place => out.push_str(told.place),
        Slot::Subject => out.push_str(told.subject),
        Slot::Number(least, most) => out.push_str(&draw.between(least, most).to_string()),
        Slot::List(at) => {
            if let Some((_, list)) = material.phrases.slots.get(at) {
                out.push_str(draw.text(list));
            }
        }
    }
}

/// As somebody in a hurry types it: without the hamza on alif, which the search must bear.
pub(super) fn without_hamza(text: &str) -> String {
    text.chars()
        .map(|c| {
            if matches!(c, 'أ' | 'إ' | 'آ') {
                'ا'
            } else {
                c
            }
        })
        .collect()
}
