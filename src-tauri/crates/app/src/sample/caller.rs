//! Who calls: households with one number and one to four people, some of whom call again.
//!
//! A household is known by its number in the row of all households, and made from that number
//! whenever it calls; none is kept.

use super::draw::{Draw, For};
use super::material::{Governorate, Material};
use super::number;
use super::times::{Moment, Rate};

/// Of a thousand calls, how many come from a household that has called before.
const AGAIN: u64 = 380;
const FOLLOW_UP_AGAIN: u64 = 950;

/// Two in three of those who call again do so within this many calls.
const AGAIN_SOON: u64 = 1_500;
const AGAIN_LATE: u64 = 20_000;

/// No person takes more draws than these.
const DRAWS_A_PERSON: u64 = 6;

/// Of a thousand households, how many came to Oman to work.
const RESIDENTS: u64 = 160;

/// A household.
#[derive(Debug)]
pub(super) struct Household {
    /// Its governorate.
    pub(super) governorate: &'static Governorate,
    /// Code of its wilayat.
    pub(super) wilayat: &'static str,
    /// Arabic label of its wilayat.
    pub(super) wilayat_ar: &'static str,
    /// Whether they came to Oman to work.
    pub(super) resident: bool,
    /// The number it calls from, eight digits.
    pub(super) number: String,
    /// A second number, of the house.
    pub(super) landline: String,
    people: u64,
}

/// A person of a household.
#[derive(Debug)]
pub(super) struct Person {
    /// A woman.
    pub(super) woman: bool,
    given: &'static str,
    father: &'static str,
    family: &'static str,
    child: &'static str,
    latin: &'static str,
    resident: bool,
}

/// Who calls at this moment: of a new household, or of one that has called before.
pub(super) fn caller(
    material: &'static Material,
    seed: u64,
    rate: Rate,
    moment: &Moment,
    is_follow_up: bool,
    draw: &mut Draw,
) -> Option<(Household, Person)> {
    let before = moment
        .day
        .number()
        .cast_unsigned()
        .wrapping_mul(rate.calls_a_day());
    let this = before.wrapping_add(moment.index);
    let again = if is_follow_up { FOLLOW_UP_AGAIN } else { AGAIN };
    let back = match (draw.chance(again), draw.chance(667)) {
        (false, _) => 0,
        (true, true) => draw.between(1, AGAIN_SOON),
        (true, false) => draw.between(1, AGAIN_LATE),
    };
    let target = this.wrapping_sub(back);
    // Few households call often: calls that come again gather on every fifth of them.
    let target = if back == 0 {
        target
    } else {
        target - target % 5
    };
    // Numbers are used up after so many households and go to new owners then, as numbers do.
    let key = target % number::MOBILES;
    let mut own = Draw::new(seed, For::Household, 0, key);
    let household = Household::of(material, seed, key, &mut own)?;
    let who = draw.below(household.people);
    let person = household.person(material, who, &mut own);
    Some((household, person))
}

impl Household {
    fn of(material: &'static Material, seed: u64, key: u64, draw: &mut Draw) -> Option<Self> {
        let governorate = material.governorates.pick(draw)?;
        let wilayat = governorate.wilayats.pick(draw)?;
        let landline = number::landline(&governorate.row.code, draw);
        let by_landline = draw.chance(60);
        Some(Self {
            governorate,
            wilayat: &wilayat.code,
            wilayat_ar: &wilayat.ar,
            resident: draw.chance(RESIDENTS),
            number: if by_landline {
                landline.clone()
            } else {
                number::mobile(seed, key)
            },
            landline,
            people: draw.between(1, 4),
        })
    }

    /// One of its people. The second has a family name of their own, as spouses do; from the third on
    /// they are children of the first.
    fn person(&self, material: &'static Material, who: u64, own: &mut Draw) -> Person {
        let names = &material.phrases.names;
        let head_is_woman = own.chance(300);
        let head_given = own.text(&names.men);
        let head_father = own.text(&names.men);
        let head_family = own.text(&names.families);
        // Each has draws of their own, so that they are the same whenever they call.
        for _ in 0..who * DRAWS_A_PERSON {
            own.below(1);
        }
        let woman = match who {
            0 => head_is_woman,
            1 => !head_is_woman,
            _ => own.chance(480),
        };
        let (here, abroad, latin) = if woman {
            (&names.women, &names.women_abroad, &names.women_en)
        } else {
            (&names.men, &names.men_abroad, &names.men_en)
        };
        let own_given = own.text(if self.resident { abroad } else { here });
        let own_father = own.text(&names.men);
        let own_family = own.text(&names.families);
        let (given, father, family) = match who {
            0 if self.resident || woman => (own_given, head_father, head_family),
            0 => (head_given, head_father, head_family),
            1 => (own_given, own_father, own_family),
            _ => (own_given, head_given, head_family),
        };
        let child = own.text(&names.men);
        Person {
            woman,
            given,
            // Nobody is called Salim son of Salim.
            father: if father == given { child } else { father },
            family,
            child,
            latin: own.text(latin),
            resident: self.resident,
        }
    }
}

impl Person {
    /// The name as said and typed: whole, short, by the first child or the given name alone.
    pub(super) fn name(&self, in_english: bool, draw: &mut Draw) -> String {
        if in_english {
            return self.latin.to_owned();
        }
        if self.resident {
            return self.given.to_owned();
        }
        // A woman's family name takes the ending of her sex.
        let ending = if self.woman && self.family.ends_with('ي') {
            "ة"
        } else {
            ""
        };
        let (given, father, family) = (self.given, self.father, self.family);
        match draw.below(100) {
            0..50 => {
                let child_of = if self.woman { "بنت" } else { "بن" };
                format!("{given} {child_of} {father} {family}{ending}")
            }
            50..82 => format!("{given} {family}{ending}"),
            82..90 => format!("{} {}", if self.woman { "أم" } else { "أبو" }, self.child),
            _ => given.to_owned(),
        }
    }
}
