//! Where a call is about: a facility that fits the phrase, its governorate, the place in words.

use domain::lists::{CaseRule, Coded};

use super::caller::Household;
use super::draw::Draw;
use super::material::{Kind, Material, Subject};
use super::phrases::{Slot, Telling};
use crate::dto::CallForm;

/// Of a thousand hospital matters, how many go to a referral hospital of the capital.
const REFERRED: u64 = 250;

/// Lists whose words ask for specialists or machines, which not every health centre has.
const OF_CLINICS: [&str; 4] = ["clinic", "test", "specialty", "surgery"];

/// A facility, by the list or in words.
enum Facility {
    Listed(&'static Coded, &'static str),
    Words(&'static str),
    None,
}

/// Where a call is about, as its note says it.
pub(super) struct Place {
    facility: Facility,
    /// The governorate of the facility, else that of the household.
    pub(super) governorate: &'static Coded,
    /// A place in words.
    pub(super) words: &'static str,
}

impl Place {
    /// A place that fits the phrase chosen.
    pub(super) fn draw(
        material: &'static Material,
        kind: &Kind,
        household: &Household,
        telling: Option<&Telling>,
        english: bool,
        draw: &mut Draw,
    ) -> Self {
        let facility = facility(material, kind, household, telling, english, draw);
        let home = household.governorate.row;
        let governorate = match &facility {
            Facility::Listed(row, _) => governorate_of(material, row).unwrap_or(home),
            _ => home,
        };
        Self {
            facility,
            governorate,
            words: draw.text(material.places),
        }
    }

    /// The facility's label; empty where there is none.
    pub(super) const fn facility(&self) -> &'static str {
        match self.facility {
            Facility::Listed(_, label) | Facility::Words(label) => label,
            Facility::None => "",
        }
    }

    /// Writes it into the form, as far as the agent took the trouble.
    pub(super) fn write(
        &self,
        form: &mut CallForm,
        material: &'static Material,
        subject: &Subject,
        household: &Household,
        telling: Option<&Telling>,
        draw: &mut Draw,
    ) {
        match &self.facility {
            Facility::Listed(row, _) => row.code.clone_into(&mut form.facility),
            Facility::Words(words) => (*words).clone_into(&mut form.facility_text),
            Facility::None => {}
        }
        let type_code = form.type_code.as_str();
        if type_code == "non_service" {
            return;
        }
        // A report must name a place, also where it opens no case.
        let always = subject.case_rule == CaseRule::Always || type_code == "report";
        if draw.chance(if always { 1_000 } else { 560 }) {
            self.governorate.code.clone_into(&mut form.governorate);
            if self.governorate.code == household.governorate.row.code && draw.chance(800) {
                household.wilayat.clone_into(&mut form.wilayat);
            }
        }
        let near = draw.text(material.places_near);
        let is_told =
            telling.is_some_and(|telling| telling.has(|slot| matches!(slot, Slot::Place)));
        form.place = match (is_told, type_code) {
            (true, _) if draw.chance(500) => format!("{}، {near}", self.words),
            (true, _) => self.words.to_owned(),
            (false, "report") if draw.chance(600) => near.to_owned(),
            (false, "complaint" | "humanitarian") if draw.chance(100) => near.to_owned(),
            (false, _) if draw.chance(30) => near.to_owned(),
            _ => String::new(),
        };
    }
}

/// The facility that the phrase needs, or that is named besides.
fn facility(
    material: &'static Material,
    kind: &Kind,
    household: &Household,
    telling: Option<&Telling>,
    english: bool,
    draw: &mut Draw,
) -> Facility {
    let has = |is_it: &dyn Fn(&Slot) -> bool| telling.is_some_and(|telling| telling.has(is_it));
    let needs_hospital = has(&|slot| matches!(slot, Slot::Hospital));
    let needs_any = has(&|slot| matches!(slot, Slot::Facility));
    let named_besides = match kind.code {
        "complaint" => 1_000,
        "inquiry" | "compliment" => 150,
        "follow_up" | "humanitarian" => 200,
        _ => 0,
    };
    if !needs_hospital && !needs_any && !draw.chance(named_besides) {
        return Facility::None;
    }
    if !english && needs_any && kind.code != "compliment" && draw.chance(25) {
        return Facility::Words(draw.text(material.facility_words));
    }
    let needs_clinic = has(&|slot| match slot {
        Slot::List(at) => {
            let list = material.phrases.slots.get(*at);
            list.is_some_and(|(name, _)| OF_CLINICS.contains(&name.as_str()))
        }
        _ => false,
    });
    let home = household.governorate;
    let from = if (needs_hospital || needs_clinic) && draw.chance(REFERRED) {
        &material.referral_hospitals
    } else if needs_hospital {
        &home.hospitals
    } else if needs_clinic || draw.chance(400) {
        &home.with_clinics
    } else {
        &home.facilities
    };
    let from = if from.is_empty() {
        &home.facilities
    } else {
        from
    };
    draw.pick(from).map_or(Facility::None, |row| {
        Facility::Listed(row, if english { &row.en } else { &row.ar })
    })
}

/// The governorate in which a facility lies.
fn governorate_of(material: &'static Material, facility: &Coded) -> Option<&'static Coded> {
    let group = facility.group.as_deref()?;
    let mut rows = material
        .governorates
        .all()
        .map(|governorate| governorate.row);
    rows.find(|row| row.code == group)
}
