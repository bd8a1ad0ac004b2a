//! The people of the practice store. None of them is real.

use domain::role::Role;

/// The PIN of every sample person. It protects nothing: the practice store holds sample data alone.
pub const PRACTICE_PIN: &str = "246810";

/// Somebody who works at the practice store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SamplePerson {
    /// What they type to sign in.
    pub login: &'static str,
    /// Name in Arabic.
    pub name_ar: &'static str,
    /// Name in English.
    pub name_en: &'static str,
    /// Roles, the one that says most first.
    pub roles: &'static [Role],
}

const PEOPLE: [SamplePerson; 8] = [
    SamplePerson {
        login: "maryam",
        name_ar: "مريم بنت سالم الفلجانية",
        name_en: "Maryam Al Faljani",
        roles: &[Role::Agent],
    },
    SamplePerson {
        login: "khalid",
        name_ar: "خالد بن حمد الرملاوي",
        name_en: "Khalid Al Ramlawi",
        roles: &[Role::Agent],
    },
    SamplePerson {
        login: "aisha",
        name_ar: "عائشة بنت ناصر الموجانية",
        name_en: "Aisha Al Mowjani",
        roles: &[Role::Agent],
    },
    SamplePerson {
        login: "saif",
        name_ar: "سيف بن خلفان الحصناوي",
        name_en: "Saif Al Hisnawi",
        roles: &[Role::Agent],
    },
    SamplePerson {
        login: "zuwaina",
        name_ar: "زوينة بنت راشد السمرانية",
        name_en: "Zuwaina Al Samrani",
        roles: &[Role::Senior, Role::Educator],
    },
    SamplePerson {
        login: "hilal",
        name_ar: "هلال بن سعيد الصخراني",
        name_en: "Hilal Al Sakhrani",
        roles: &[Role::Supervisor],
    },
    SamplePerson {
        login: "ruqaya",
        name_ar: "رقية بنت علي النخيلانية",
        name_en: "Ruqaya Al Nakhilani",
        roles: &[Role::Administrator],
    },
    SamplePerson {
        login: "sultan",
        name_ar: "سلطان بن محمد الساحلاني",
        name_en: "Sultan Al Sahlani",
        roles: &[Role::Auditor],
    },
];

/// Where the people stand in [`people`] who take calls: two early, two late, one across both.
pub(super) const EARLY: [usize; 2] = [0, 1];
pub(super) const LATE: [usize; 2] = [2, 3];
pub(super) const ACROSS: usize = 4;

/// The sample people, those who take calls first.
#[must_use]
pub const fn people() -> &'static [SamplePerson] {
    &PEOPLE
}
