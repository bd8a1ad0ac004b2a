//! The lists of a pack, laid over those built in.
//!
//! A row whose code is known takes the place of that row; a new one stands behind the row that is before it in the
//! pack, at the end where there is none. So what is only renamed stays where hands find it, and whoever names every
//! row of a list decides its order. What is not named stays as it is: nothing is ever removed. Calendar, holidays,
//! targets, proposals and sampling are rules and no codes of records; they are replaced whole.
//!
//! A pack may say what is laid over all that on a day to come (`later`). Each of those states is held against every
//! rule when it is taken, so that no day finds the lists broken.
//!
//! Some codes the program has rules of its own about, and old records say something by some values. Those cannot be
//! changed by a pack, and the fault says so ([`ListsError::Fixed`]).
//!
//! Never here: whether a pack may be believed, what a pack before it said.

use std::collections::{BTreeSet, HashMap};
use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::{Map, Value};

use super::asked::{CustomFieldRow, ProposalRow, QuestionRow};
use super::channel::ChannelRow;
use super::check::unique;
use super::load::{CodedRow, FILES, File, Parts, ShiftRow, SubCategoryRow, TypeRow};
use super::load_calendar::{CalendarFile, HolidayRow, TargetRow};
use super::quality::QualityFormRow;
use super::sampling::SamplingRow;
use super::{List, ListsError, fault, raw};

/// What the content as a whole is called in faults.
pub(super) const FILE: &str = "lists";
/// The most characters of a name that nobody knows which a fault repeats.
pub(super) const NAME_CHARS: usize = 64;

/// Lists of which only the labels can be changed: the program has rules about each of their codes.
const LABELS_ONLY: [List; 6] = [
    List::Roles,
    List::CaseStatuses,
    List::ReferralStates,
    List::Priorities,
    List::Severities,
    List::Sexes,
];

/// Codes that the program itself writes or has a key for, by their file. They stay in use.
const IN_USE: [(&str, &[&str]); 9] = [
    (
        "types",
        &[
            "report",
            "complaint",
            "suggestion",
            "health_ed",
            "follow_up",
            "humanitarian",
            "non_service",
        ],
    ),
    // A case about these is sensitive from its start.
    ("sub_categories", &["report/abuse", "report/self_harm"]),
    ("channels", &["phone_in", "phone_out"]),
    ("outcomes", &["case_opened", "added_to_case"]),
    (
        "follow_up_kinds",
        &["call_back", "tell_caller", "chase", "check"],
    ),
    ("relations", &["self"]),
    ("cancel_reasons", &["by_mistake"]),
    ("void_reasons", &["by_mistake"]),
    ("person_flags", &["nuisance"]),
];

/// The type of calls that ask for nothing.
pub const NON_SERVICE: &str = "non_service";

/// What a pack says of the lists.
#[derive(Clone, Default)]
pub(super) struct Own {
    types: Option<Vec<TypeRow>>,
    sub_categories: Option<Vec<SubCategoryRow>>,
    shifts: Option<Vec<ShiftRow>>,
    calendar: Option<CalendarFile>,
    holidays: Option<Vec<HolidayRow>>,
    targets: Option<Vec<TargetRow>>,
    questions: Option<Vec<QuestionRow>>,
    custom_fields: Option<Vec<CustomFieldRow>>,
    proposals: Option<Vec<ProposalRow>>,
    channels: Option<Vec<ChannelRow>>,
    quality_forms: Option<Vec<QualityFormRow>>,
    sampling: Option<Vec<SamplingRow>>,
    coded: HashMap<&'static str, Vec<CodedRow>>,
    /// The first name that is none or stands there twice.
    wrong: Option<ListsError>,
}

impl Own {
    /// Lists by their names, each as its file is.
    ///
    /// # Errors
    /// See [`super::said::Said::read`].
    pub(super) fn of(lists: Value) -> Result<Self, ListsError> {
        let own: Self = serde_json::from_value(lists).map_err(|_| ListsError::Unreadable {
            file: FILE,
            line: 0,
        })?;
        own.sound()
    }

    /// It with no name that is none or stands there twice.
    pub(super) fn sound(self) -> Result<Self, ListsError> {
        match self.wrong {
            Some(wrong) => Err(wrong),
            None => Ok(self),
        }
    }

    /// The lists that it has, as [`Own::of`] reads them.
    pub(super) fn to_value(&self) -> Map<String, Value> {
        let mut lists = Map::new();
        let mut add = |file: &str, rows: Option<Vec<Map<String, Value>>>| {
            if let Some(rows) = rows {
                lists.insert(file.to_owned(), raw::file_of(rows));
            }
        };
        add("types", self.types.as_deref().map(raw::rows_of));
        add(
            "sub_categories",
            self.sub_categories.as_deref().map(raw::rows_of),
        );
        add("shifts", self.shifts.as_deref().map(raw::rows_of));
        add("holidays", self.holidays.as_deref().map(raw::rows_of));
        add("targets", self.targets.as_deref().map(raw::rows_of));
        add("questions", self.questions.as_deref().map(raw::rows_of));
        add(
            "custom_fields",
            self.custom_fields.as_deref().map(raw::rows_of),
        );
        add("proposals", self.proposals.as_deref().map(raw::rows_of));
        add("channels", self.channels.as_deref().map(raw::rows_of));
        add(
            "quality_forms",
            self.quality_forms.as_deref().map(raw::rows_of),
        );
        add("sampling", self.sampling.as_deref().map(raw::rows_of));
        for (_, file, _) in FILES.coded {
            add(file, self.coded.get(file).map(|rows| raw::rows_of(rows)));
        }
        if let Some(calendar) = &self.calendar {
            lists.insert("calendar".to_owned(), raw::calendar_of(calendar));
        }
        lists
    }

    /// Everything that it names: `facilities/royal`, `sub_categories/report/food`,
    /// `custom_fields/product_kind/vaccine` for what can be chosen in a field, `holidays` for what is replaced whole.
    pub(super) fn names(&self) -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        let mut add = |file: &str, codes: Option<Vec<String>>| {
            let codes = codes.into_iter().flatten();
            names.extend(codes.map(|code| format!("{file}/{code}")));
        };
        add("types", self.types.as_deref().map(keys));
        add("sub_categories", self.sub_categories.as_deref().map(keys));
        add("shifts", self.shifts.as_deref().map(keys));
        add("questions", self.questions.as_deref().map(keys));
        add("custom_fields", self.custom_fields.as_deref().map(keys));
        add("channels", self.channels.as_deref().map(keys));
        add("quality_forms", self.quality_forms.as_deref().map(keys));
        for field in self.custom_fields.iter().flatten() {
            let file = format!("custom_fields/{}", field.code);
            add(&file, Some(keys(&field.options)));
        }
        for (file, rows) in &self.coded {
            add(file, Some(keys(rows)));
        }
        let whole = [
            ("calendar", self.calendar.is_some()),
            ("holidays", self.holidays.is_some()),
            ("targets", self.targets.is_some()),
            ("proposals", self.proposals.is_some()),
            ("sampling", self.sampling.is_some()),
        ];
        let named = whole.into_iter().filter(|(_, is_there)| *is_there);
        names.extend(named.map(|(file, _)| file.to_owned()));
        names
    }

    /// How many rows it has, those of lists that are replaced whole among them.
    pub(super) fn count(&self) -> usize {
        fn of<Row>(rows: Option<&Vec<Row>>) -> usize {
            rows.map_or(0, Vec::len)
        }
        of(self.types.as_ref())
            + of(self.sub_categories.as_ref())
            + of(self.shifts.as_ref())
            + of(self.holidays.as_ref())
            + of(self.targets.as_ref())
            + of(self.questions.as_ref())
            + of(self.custom_fields.as_ref())
            + of(self.proposals.as_ref())
            + of(self.channels.as_ref())
            + of(self.quality_forms.as_ref())
            + of(self.sampling.as_ref())
            + self.calendar.as_ref().map_or(0, |file| file.periods.len())
            + self.coded.values().map(Vec::len).sum::<usize>()
    }
}

impl<'de> Deserialize<'de> for Own {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Walk)
    }
}

/// Walks the lists by their names, so that each is read as what it is and a fault has its line.
struct Walk;

impl<'de> Visitor<'de> for Walk {
    type Value = Own;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("lists by their names")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Own, M::Error> {
        let mut own = Own::default();
        while let Some(name) = map.next_key::<String>()? {
            let wrong = &mut own.wrong;
            match name.as_str() {
                "types" => put(&mut own.types, wrong, "types", rows(&mut map)?),
                "sub_categories" => {
                    let rows = rows(&mut map)?;
                    put(&mut own.sub_categories, wrong, "sub_categories", rows);
                }
                "shifts" => put(&mut own.shifts, wrong, "shifts", rows(&mut map)?),
                "calendar" => put(&mut own.calendar, wrong, "calendar", map.next_value()?),
                "holidays" => put(&mut own.holidays, wrong, "holidays", rows(&mut map)?),
                "targets" => put(&mut own.targets, wrong, "targets", rows(&mut map)?),
                "questions" => put(&mut own.questions, wrong, "questions", rows(&mut map)?),
                "custom_fields" => {
                    let rows = rows(&mut map)?;
                    put(&mut own.custom_fields, wrong, "custom_fields", rows);
                }
                "proposals" => put(&mut own.proposals, wrong, "proposals", rows(&mut map)?),
                "channels" => put(&mut own.channels, wrong, "channels", rows(&mut map)?),
                "sampling" => put(&mut own.sampling, wrong, "sampling", rows(&mut map)?),
                "quality_forms" => {
                    let rows = rows(&mut map)?;
                    put(&mut own.quality_forms, wrong, "quality_forms", rows);
                }
                _ => match FILES.coded.iter().find(|(_, file, _)| *file == name) {
                    Some((_, file, _)) => {
                        if own.coded.insert(file, rows(&mut map)?).is_some() {
                            wrong.get_or_insert(twice(file));
                        }
                    }
                    None => {
                        map.next_value::<IgnoredAny>()?;
                        let name: String = name.chars().take(NAME_CHARS).collect();
                        wrong.get_or_insert(fault(FILE, &name, "lists"));
                    }
                },
            }
        }
        Ok(own)
    }
}

fn rows<'de, M: MapAccess<'de>, Row: Deserialize<'de>>(map: &mut M) -> Result<Vec<Row>, M::Error> {
    map.next_value::<File<Row>>().map(|file| file.rows)
}

fn put<T>(slot: &mut Option<T>, wrong: &mut Option<ListsError>, file: &'static str, new: T) {
    if slot.replace(new).is_some() {
        wrong.get_or_insert(twice(file));
    }
}

fn twice(file: &'static str) -> ListsError {
    ListsError::Twice {
        file: FILE,
        code: file.to_owned(),
    }
}

/// Whether only the labels of this list can be changed.
pub(super) fn is_labels_only(file: &str) -> bool {
    let mut coded = FILES.coded.iter();
    coded.any(|(list, name, _)| *name == file && LABELS_ONLY.contains(list))
}

/// Whether the program itself writes this code or has a key for it, so that it stays in use.
pub(super) fn stays_in_use(file: &str, key: &str) -> bool {
    (IN_USE.iter()).any(|(of, codes)| *of == file && codes.contains(&key))
}

/// A row that is known by its code.
trait Row {
    /// The code by which it is known in its list.
    fn key(&self) -> String;
    /// Whether it is in use.
    fn active(&self) -> bool;
    /// Of two rows of one code, the value that a new one cannot change; none where it may be as it is.
    fn fixed(&self, _new: &Self) -> Option<&'static str> {
        None
    }
    /// Takes over from the row that was there what the new one need not repeat.
    fn succeed(&mut self, _before: Self)
    where
        Self: Sized,
    {
    }
}

impl Row for TypeRow {
    fn key(&self) -> String {
        self.code.clone()
    }

    fn active(&self) -> bool {
        self.active
    }

    // Hands know it: Alt+0 and one more digit save a call that asked for nothing.
    fn fixed(&self, new: &Self) -> Option<&'static str> {
        (self.code == NON_SERVICE && self.digit != new.digit).then_some("digit")
    }
}

impl Row for SubCategoryRow {
    fn key(&self) -> String {
        format!("{}/{}", self.type_code, self.code)
    }

    fn active(&self) -> bool {
        self.active
    }
}

impl Row for ShiftRow {
    fn key(&self) -> String {
        self.code.clone()
    }

    fn active(&self) -> bool {
        self.active
    }
}

impl Row for QuestionRow {
    fn key(&self) -> String {
        self.code.clone()
    }

    fn active(&self) -> bool {
        self.active
    }

    // An answer in words is personal, and one that is none lies among the facts.
    fn fixed(&self, new: &Self) -> Option<&'static str> {
        (self.answer != new.answer).then_some("answer")
    }
}

impl Row for CustomFieldRow {
    fn key(&self) -> String {
        self.code.clone()
    }

    fn active(&self) -> bool {
        self.active
    }

    fn fixed(&self, new: &Self) -> Option<&'static str> {
        (self.kind != new.kind).then_some("kind")
    }

    fn succeed(&mut self, before: Self) {
        let own = std::mem::take(&mut self.options);
        self.options = laid(before.options, own);
    }
}

impl Row for ChannelRow {
    fn key(&self) -> String {
        self.code.clone()
    }

    fn active(&self) -> bool {
        self.active
    }

    // Contacts of years were taken down by what kind they were.
    fn fixed(&self, new: &Self) -> Option<&'static str> {
        if self.kind == new.kind {
            (self.out != new.out).then_some("out")
        } else {
            Some("kind")
        }
    }
}

impl Row for QualityFormRow {
    fn key(&self) -> String {
        self.code.clone()
    }

    fn active(&self) -> bool {
        self.active
    }

    // Scores of before name the version that they were made by.
    fn fixed(&self, new: &Self) -> Option<&'static str> {
        self.says_another_thing(new).then_some("version")
    }
}

impl Row for CodedRow {
    fn key(&self) -> String {
        self.code.clone()
    }

    fn active(&self) -> bool {
        self.active
    }
}

fn keys<R: Row>(rows: &[R]) -> Vec<String> {
    rows.iter().map(Row::key).collect()
}

impl Parts {
    /// These with what a pack says laid over them.
    ///
    /// # Errors
    /// `Twice` for a code that the pack has twice; `Fixed` for what it cannot change.
    pub(super) fn with(mut self, own: Own) -> Result<Self, ListsError> {
        lay("types", &mut self.types, own.types)?;
        lay(
            "sub_categories",
            &mut self.sub_categories,
            own.sub_categories,
        )?;
        lay("shifts", &mut self.shifts, own.shifts)?;
        lay("questions", &mut self.questions, own.questions)?;
        for field in own.custom_fields.iter().flatten() {
            unique("custom_fields", keys(&field.options).into_iter())?;
        }
        lay("custom_fields", &mut self.custom_fields, own.custom_fields)?;
        lay("channels", &mut self.channels, own.channels)?;
        lay("quality_forms", &mut self.quality_forms, own.quality_forms)?;
        let mut coded = own.coded;
        for (list, file, rows) in &mut self.coded {
            let own = coded.remove(file);
            if LABELS_ONLY.contains(list) {
                check_labels_only(file, rows, own.as_deref().unwrap_or_default())?;
            }
            lay(file, rows, own)?;
        }
        if let Some(calendar) = own.calendar {
            self.calendar = calendar;
        }
        replace(&mut self.holidays, own.holidays);
        replace(&mut self.targets, own.targets);
        replace(&mut self.proposals, own.proposals);
        replace(&mut self.sampling, own.sampling);
        Ok(self)
    }
}

fn replace<R>(rows: &mut Vec<R>, own: Option<Vec<R>>) {
    if let Some(own) = own {
        *rows = own;
    }
}

/// Lays rows over those of a list, once they were held against what cannot be changed.
fn lay<R: Row>(
    file: &'static str,
    rows: &mut Vec<R>,
    own: Option<Vec<R>>,
) -> Result<(), ListsError> {
    let Some(own) = own else {
        return Ok(());
    };
    unique(file, keys(&own).into_iter())?;
    let in_use = IN_USE.iter().find(|(of, _)| *of == file);
    let in_use = in_use.map_or(&[][..], |(_, codes)| codes);
    for new in &own {
        let key = new.key();
        let before = rows.iter().find(|row| row.key() == key);
        let changed = before.and_then(|row| row.fixed(new));
        let retired = (in_use.contains(&key.as_str()) && !new.active()).then_some("active");
        if let Some(field) = changed.or(retired) {
            return Err(fixed(file, key, field));
        }
    }
    *rows = laid(std::mem::take(rows), own);
    Ok(())
}

fn check_labels_only(
    file: &'static str,
    rows: &[CodedRow],
    own: &[CodedRow],
) -> Result<(), ListsError> {
    for new in own {
        let changed = match rows.iter().find(|row| row.code == new.code) {
            None => Some("code"),
            Some(row) if row.group != new.group => Some("group"),
            Some(row) if row.active != new.active => Some("active"),
            Some(_) => None,
        };
        if let Some(field) = changed {
            return Err(fixed(file, new.code.clone(), field));
        }
    }
    Ok(())
}

fn fixed(file: &'static str, code: String, field: &'static str) -> ListsError {
    ListsError::Fixed { file, code, field }
}

/// The rows of both, in the order that the head of this module tells.
fn laid<R: Row>(rows: Vec<R>, own: Vec<R>) -> Vec<R> {
    // Each row of the pack that is known, with the new ones behind it; those before any known one come last.
    let known: HashMap<String, usize> = (rows.iter().enumerate())
        .map(|(at, row)| (row.key(), at))
        .collect();
    let mut runs: Vec<(String, Vec<R>)> = Vec::new();
    let mut last = Vec::new();
    for new in own {
        let key = new.key();
        if known.contains_key(&key) {
            runs.push((key, vec![new]));
        } else if let Some((_, run)) = runs.last_mut() {
            run.push(new);
        } else {
            last.push(new);
        }
    }
    let mut places: Vec<Option<R>> = rows.into_iter().map(Some).collect();
    let mut slots: Vec<usize> = runs
        .iter()
        .filter_map(|(key, _)| known.get(key).copied())
        .collect();
    let mut taken: HashMap<usize, Vec<R>> = HashMap::new();
    let of_key = slots.clone();
    slots.sort_unstable();
    for ((slot, before), (_, mut run)) in slots.into_iter().zip(of_key).zip(runs) {
        let before = places.get_mut(before).and_then(Option::take);
        if let (Some(new), Some(before)) = (run.first_mut(), before) {
            new.succeed(before);
        }
        taken.insert(slot, run);
    }
    let mut all = Vec::new();
    for (at, row) in places.into_iter().enumerate() {
        match taken.remove(&at) {
            Some(run) => all.extend(run),
            None => all.extend(row),
        }
    }
    all.extend(last);
    all
}
