//! Quality forms as rows of the lists: their reading and their rules. What a call scores by one: `crate::quality`.
//!
//! Never here: which form a score was made by; a version that is gone is named by it all the same.

use serde::{Deserialize, Serialize};

use super::ListsError;
use super::check::{check_labels, check_rules, is_code, unique};
use super::shape::below;
use crate::quality::{
    AutoFail, ITEMS_MAX, POINTS_MAX, QualityForm, QualityItem, QualitySection, SECTIONS_MAX,
    WEIGHT_MAX,
};

/// Name of the file.
pub(super) const FILE: &str = "quality_forms";
/// The highest version of a form.
const VERSION_MAX: u32 = 9_999;

#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct QualityFormRow {
    pub(super) code: String,
    version: u32,
    ar: String,
    en: String,
    sections: Vec<SectionRow>,
    #[serde(default)]
    auto_fail: Vec<FailRow>,
    #[serde(default = "super::load::active")]
    pub(super) active: bool,
}

#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct SectionRow {
    code: String,
    ar: String,
    en: String,
    weight: u32,
    items: Vec<ItemRow>,
}

#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct ItemRow {
    code: String,
    ar: String,
    en: String,
    answer: AnswerKind,
    #[serde(default)]
    max: Option<u32>,
    #[serde(default = "super::load::active")]
    may_not_apply: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
enum AnswerKind {
    YesNo,
    Points,
}

#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct FailRow {
    code: String,
    ar: String,
    en: String,
}

impl QualityFormRow {
    /// What the rows say; whether they keep the rules is [`check`]'s.
    pub(super) fn read(self) -> QualityForm {
        QualityForm {
            code: self.code,
            version: self.version,
            ar: self.ar,
            en: self.en,
            sections: self.sections.into_iter().map(SectionRow::read).collect(),
            auto_fail: self.auto_fail.into_iter().map(FailRow::read).collect(),
            active: self.active,
        }
    }

    /// Whether the other form of this code asks for another thing under a version that is not a higher one.
    pub(super) fn says_another_thing(&self, new: &Self) -> bool {
        says_another_thing(&self.clone().read(), &new.clone().read())
    }
}

impl SectionRow {
    fn read(self) -> QualitySection {
        QualitySection {
            code: self.code,
            ar: self.ar,
            en: self.en,
            weight: self.weight,
            items: self.items.into_iter().map(ItemRow::read).collect(),
        }
    }
}

impl ItemRow {
    fn read(self) -> QualityItem {
        // One of points without a bound, or of yes and no with one, keeps no rule.
        let points = match (self.answer, self.max) {
            (AnswerKind::YesNo, None) => None,
            (AnswerKind::Points, Some(max)) => Some(max),
            _ => Some(0),
        };
        QualityItem {
            code: self.code,
            ar: self.ar,
            en: self.en,
            points,
            may_not_apply: self.may_not_apply,
        }
    }
}

impl FailRow {
    fn read(self) -> AutoFail {
        AutoFail {
            code: self.code,
            ar: self.ar,
            en: self.en,
        }
    }
}

/// Whether a form of the same code says another thing under a version that is not a higher one. Labels may change.
pub(super) fn says_another_thing(before: &QualityForm, new: &QualityForm) -> bool {
    new.version < before.version || (new.version == before.version && !before.is_alike(new))
}

pub(super) fn check(forms: &[QualityForm]) -> Result<(), ListsError> {
    unique(FILE, forms.iter().map(|form| form.code.clone()))?;
    for form in forms {
        check_labels(FILE, &form.code, &form.ar, &form.en)?;
        // What is wrong within a form is told by the codes that lead to it.
        let of_form = |code: &str| below(&form.code, code);
        for section in &form.sections {
            let place = of_form(&section.code);
            check_labels(FILE, &place, &section.ar, &section.en)?;
            let rules = [
                (is_code(&section.code), "code"),
                ((1..=WEIGHT_MAX).contains(&section.weight), "weight"),
                ((1..=ITEMS_MAX).contains(&section.items.len()), "items"),
            ];
            check_rules(FILE, &place, &rules)?;
            for item in &section.items {
                let place = below(&place, &item.code);
                check_labels(FILE, &place, &item.ar, &item.en)?;
                let fits = |most| (1..=POINTS_MAX).contains(&most);
                let rules = [
                    (is_code(&item.code), "code"),
                    (item.points.is_none_or(fits), "max"),
                ];
                check_rules(FILE, &place, &rules)?;
            }
        }
        for item in &form.auto_fail {
            let place = of_form(&item.code);
            check_labels(FILE, &place, &item.ar, &item.en)?;
            check_rules(FILE, &place, &[(is_code(&item.code), "code")])?;
        }
        let sections = &form.sections;
        let rules = [
            (is_code(&form.code), "code"),
            ((1..=VERSION_MAX).contains(&form.version), "version"),
            ((1..=SECTIONS_MAX).contains(&sections.len()), "sections"),
            (form.auto_fail.len() <= ITEMS_MAX, "auto_fail"),
        ];
        check_rules(FILE, &form.code, &rules)?;
        unique(FILE, form.sections.iter().map(|row| row.code.clone()))?;
        // Answers and what made it fail are kept by their codes, side by side.
        let items = form.items().map(|item| item.code.clone());
        let fails = form.auto_fail.iter().map(|item| item.code.clone());
        unique(FILE, items.chain(fails))?;
    }
    Ok(())
}
