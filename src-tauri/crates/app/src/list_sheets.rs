//! The lists as an administrator reads them: all of them, one with its rows, and what was changed at which machine.
//!
//! Never here: changing anything (`list_changes`), which lists a form goes by (`lists`).

use std::collections::BTreeMap;

use domain::id::{Millis, SubjectId};
use domain::lists::{Field, FieldKind, InnerRow, Layers, Part, RowChange, RowView, Shape, State};
use domain::local_day::LocalDay;
use domain::policy::Fixed;
use domain::wire::PackKind;
use store::{Borne, CALLS_COUNTED, LIST_CHANGES_LISTED, ListChangeRow};

use crate::desk::Asking;
use crate::dto::{
    ListChange, ListChangeRow as ChangedRow, ListChangeState, ListChanges, ListField,
    ListFieldKind, ListInner, ListInnerRow, ListOption, ListRow, ListSheet, ListSummary, ListUses,
    ListValue, ListsOverview,
};
use crate::lists::{Fate, OwnChange, Standing};
use crate::policy::PolicyField;
use crate::rights::Command;
use crate::shelf;
use crate::{App, AppError, Result, Rule};

/// 365 days.
const YEAR_MS: i64 = 365 * 86_400_000;

impl App {
    /// All lists, how many rows of each were changed here, and what gave way to a pack.
    ///
    /// # Errors
    /// `NotAllowed`, or what the store says.
    pub fn lists_overview(&self) -> Result<ListsOverview> {
        let asking = self.asking(Command::ListsOverview)?;
        overview(&asking)
    }

    /// A list with the form of its rows, as it is today.
    ///
    /// # Errors
    /// `Invalid` `list` where there is none of that name; `NotAllowed`, or what the store says.
    pub fn list_sheet(&self, list: &str) -> Result<ListSheet> {
        let asking = self.asking(Command::ListSheet)?;
        let shape = Shape::of(list).ok_or(AppError::invalid("list", Rule::UnknownCode))?;
        let fixed = self.in_force().fixed;
        let (standing, today) = standing(&asking)?;
        let marks = Marks::of(&standing, today);
        let fields = shape.fields.iter().filter(|field| {
            // What a list has of its own stands beside the fields.
            field.kind != FieldKind::Options || shape.can_grow()
        });
        Ok(ListSheet {
            list: shape.list.to_owned(),
            coded: !shape.code.is_empty(),
            can_grow: shape.can_grow(),
            can_retire: shape.can_retire(),
            can_go: shape.can_go(),
            fields: fields.map(|field| list_field(field, &fixed)).collect(),
            rows: (state(&standing, today)?.rows(shape).into_iter())
                .map(|view| marks.row(shape, under(&fixed, shape, view)))
                .collect(),
        })
    }

    /// How many calls of the last 365 days bear a code, for whoever thinks of retiring it.
    ///
    /// # Errors
    /// `Invalid` `list` where there is none of that name; `NotAllowed`, or what the store says.
    pub fn list_uses(&self, list: &str, key: &str) -> Result<ListUses> {
        let asking = self.asking(Command::ListUses)?;
        let shape = Shape::of(list).ok_or(AppError::invalid("list", Rule::UnknownCode))?;
        let borne = match shape.list {
            "channels" => Some(Borne::Channel(key)),
            "types" => Some(Borne::Type(key)),
            "sub_categories" => key
                .split_once('/')
                .map(|(of_type, code)| Borne::Subject(of_type, code)),
            "governorates" => Some(Borne::Governorate(key)),
            "outcomes" => Some(Borne::Outcome(key)),
            "facilities" => Some(Borne::Facility(key)),
            _ => None,
        };
        let since = Millis(asking.now().0.saturating_sub(YEAR_MS));
        let calls = match borne {
            None => None,
            Some(code) => Some(
                asking
                    .store()
                    .read(|reading| reading.calls_bearing(code, since))?,
            ),
        };
        Ok(ListUses {
            calls,
            at_least: calls == Some(CALLS_COUNTED),
        })
    }

    /// What was changed at the machines of the site, the newest first; `after`: behind which.
    ///
    /// # Errors
    /// `Invalid` `after`; `NotAllowed`, or what the store says.
    pub fn list_changes(&self, after: Option<&str>) -> Result<ListChanges> {
        let asking = self.asking(Command::ListChanges)?;
        let after = match after {
            None => None,
            Some(after) => Some(place(after).ok_or(AppError::invalid("after", Rule::NotAnId))?),
        };
        let (standing, today) = standing(&asking)?;
        let fates: BTreeMap<SubjectId, Fate> = (standing.own.iter())
            .map(|own| (own.row.id, own.fate))
            .collect();
        let mut rows = asking.store().read(|reading| reading.list_changes(after))?;
        let listed = usize::try_from(LIST_CHANGES_LISTED).unwrap_or(usize::MAX);
        let is_more = rows.len() > listed;
        rows.truncate(listed);
        let next = rows.last().filter(|_| is_more);
        Ok(ListChanges {
            next: next.map(|row| format!("{}/{}", row.at.0, row.id)),
            changes: rows
                .iter()
                .map(|row| {
                    let fate = fates.get(&row.id).copied();
                    let changes = RowChange::read(&row.change.rows).unwrap_or_default();
                    change(row, fate_of(row, fate, today), changes.iter())
                })
                .collect(),
        })
    }
}

/// The lists in their layers, and which day it is.
pub(crate) fn standing(asking: &Asking) -> Result<(Standing, LocalDay)> {
    let beside = asking.desk.beside_packs();
    let in_use = shelf::in_use(&asking.desk.syncer.status(), PackKind::Lists);
    let standing = asking.store().read(|reading| {
        let taken = reading.packs(PackKind::Lists)?;
        Standing::read(reading, &taken, in_use, beside)
    })?;
    Ok((standing, beside.day))
}

/// The rows of a day; without what was changed here where that does not fit any more, so that it can be taken back.
pub(crate) fn state(standing: &Standing, day: LocalDay) -> Result<State> {
    let state = standing.layers.state(day);
    let state = state.or_else(|_| standing.of_pack.state(day));
    Ok(state.or_else(|_| Layers::default().state(day))?)
}

pub(crate) fn overview(asking: &Asking) -> Result<ListsOverview> {
    let (standing, today) = standing(asking)?;
    let state = state(&standing, today)?;
    let marks = Marks::of(&standing, today);
    let lists = Shape::ALL.iter().map(|shape| {
        let rows: Vec<ListRow> = (state.rows(shape).into_iter())
            .map(|view| marks.row(shape, view))
            .collect();
        ListSummary {
            list: shape.list.to_owned(),
            part: part(shape.part).to_owned(),
            rows: count(rows.len()),
            changed: count(rows.iter().filter(|row| row.changed).count()),
            coming: count(marks.coming_of(shape)),
            labels_only: !shape.can_grow() && !shape.code.is_empty(),
        }
    });
    let lists = lists.collect();
    let in_use = shelf::in_use(&asking.desk.syncer.status(), PackKind::Lists);
    let own = standing.own.iter();
    Ok(ListsOverview {
        lists,
        pack: in_use.map(|(_, _, version)| u32::try_from(version).unwrap_or(u32::MAX)),
        own: count(own.filter(|own| own.fate == Fate::Counts).count()),
        gave_way: gave_way(&standing, today)?
            .into_iter()
            .map(|(own, rows)| change(&own.row, ListChangeState::GaveWay, rows.into_iter()))
            .collect(),
        today: today.to_string(),
    })
}

/// What was changed here upon another pack and is said by none of the layers, the newest first. Of each row only the last
/// change counts, and none where it was changed again since.
pub(crate) fn gave_way(
    standing: &Standing,
    today: LocalDay,
) -> Result<Vec<(&OwnChange, Vec<&RowChange>)>> {
    let mut met: Vec<(&str, &str)> = Vec::new();
    let mut found = Vec::new();
    let now = state(standing, today)?;
    for own in standing.own.iter().rev() {
        if own.fate == Fate::Withdrawn {
            continue;
        }
        let mut lost = Vec::new();
        let then = if own.from > today && own.fate == Fate::GaveWay {
            Some(state(standing, own.from)?)
        } else {
            None
        };
        for change in &own.rows {
            let row = (change.shape().list, change.key());
            if met.contains(&row) {
                continue;
            }
            met.push(row);
            if own.fate == Fate::GaveWay && !then.as_ref().unwrap_or(&now).holds(change) {
                lost.push(change);
            }
        }
        if !lost.is_empty() {
            found.push((own, lost));
        }
    }
    Ok(found)
}

/// What is marked at the rows.
struct Marks {
    changed: Vec<(&'static str, String)>,
    coming: BTreeMap<(&'static str, String), LocalDay>,
}

impl Marks {
    fn of(standing: &Standing, today: LocalDay) -> Self {
        let in_use = standing.own.iter();
        let in_use = in_use.filter(|own| own.fate == Fate::Counts && own.from <= today);
        let rows = in_use.flat_map(|own| &own.rows);
        Self {
            changed: rows
                .map(|change| (change.shape().list, change.key().to_owned()))
                .collect(),
            coming: standing.layers.coming(today),
        }
    }

    fn coming_of(&self, shape: &Shape) -> usize {
        let lists = self.coming.keys();
        lists.filter(|(list, _)| *list == shape.list).count()
    }

    fn row(&self, shape: &'static Shape, view: RowView) -> ListRow {
        let place = (shape.list, view.key.clone());
        let fixed = shape.fields.iter();
        let fixed = fixed.filter(|field| shape.is_fixed(&view.key, field));
        ListRow {
            stays: shape.stays_in_use(&view.key),
            fixed: fixed.map(|field| field.name.to_owned()).collect(),
            changed: self.changed.contains(&place),
            coming: self.coming.get(&place).map(ToString::to_string),
            code: view.code,
            active: view.active,
            values: list_values(view.values),
            rows: list_inner(view.rows),
            options: (view.options.into_iter())
                .map(|one| ListOption {
                    code: one.code,
                    ar: one.ar,
                    en: one.en,
                    active: one.active,
                })
                .collect(),
            key: view.key,
        }
    }
}

/// The row as it holds under what a policy fixes.
fn under(fixed: &Fixed, shape: &Shape, mut view: RowView) -> RowView {
    for field in shape.fields {
        let number = field.policy.and_then(|key| fixed.number(key));
        let mut values = view.values.iter_mut();
        let value = values.find(|(name, _)| *name == field.name);
        if let (Some(number), Some((_, texts))) = (number, value) {
            *texts = vec![number.to_string()];
        }
    }
    view
}

fn list_field(field: &Field, fixed: &Fixed) -> ListField {
    ListField {
        name: field.name.to_owned(),
        kind: kind(field.kind),
        of: of(field.kind),
        needed: field.needed,
        fields: match field.kind {
            FieldKind::Rows(fields) => {
                let fields = fields.iter();
                fields.map(|field| list_field(field, fixed)).collect()
            }
            _ => Vec::new(),
        },
        locked: (field.policy)
            .filter(|key| fixed.fixes(*key))
            .map(PolicyField::from),
    }
}

fn list_values(values: Vec<(&'static str, Vec<String>)>) -> Vec<ListValue> {
    let values = values.into_iter().map(|(name, values)| ListValue {
        name: name.to_owned(),
        values,
    });
    values.collect()
}

fn list_inner(rows: Vec<(&'static str, Vec<InnerRow>)>) -> Vec<ListInner> {
    let rows = rows.into_iter().map(|(name, rows)| {
        let rows = rows.into_iter().map(|row| ListInnerRow {
            code: row.code,
            values: list_values(row.values),
            rows: list_inner(row.rows),
        });
        ListInner {
            name: name.to_owned(),
            rows: rows.collect(),
        }
    });
    rows.collect()
}

fn fate_of(row: &ListChangeRow, fate: Option<Fate>, today: LocalDay) -> ListChangeState {
    let is_to_come = || {
        let from: Option<LocalDay> = row.change.from.parse().ok();
        from.is_some_and(|from| from > today)
    };
    match fate {
        _ if row.change.withdrawn => ListChangeState::Withdrawn,
        None => ListChangeState::Elsewhere,
        Some(Fate::Withdrawn) => ListChangeState::Withdrawn,
        Some(Fate::GaveWay) => ListChangeState::GaveWay,
        Some(Fate::Counts) if is_to_come() => ListChangeState::Coming,
        Some(Fate::Counts) => ListChangeState::InUse,
    }
}

pub(crate) fn change<'c>(
    row: &ListChangeRow,
    state: ListChangeState,
    rows: impl Iterator<Item = &'c RowChange>,
) -> ListChange {
    ListChange {
        id: row.id.to_string(),
        at: row.at.0,
        by_ar: row.by_ar.clone(),
        by_en: row.by_en.clone(),
        from: row.change.from.clone(),
        state,
        rows: rows.map(changed_row).collect(),
    }
}

fn changed_row(change: &RowChange) -> ChangedRow {
    let view = change.row().map(|row| change.shape().view(row));
    let text = |name: &str| {
        let mut values = view.iter().flat_map(|view| &view.values);
        let found = values.find(|(of, _)| *of == name);
        found
            .and_then(|(_, values)| values.first().cloned())
            .unwrap_or_default()
    };
    ChangedRow {
        list: change.shape().list.to_owned(),
        key: change.key().to_owned(),
        ar: text("ar"),
        en: text("en"),
        gone: view.is_none(),
        retired: view.as_ref().is_some_and(|view| !view.active),
    }
}

fn place(after: &str) -> Option<(Millis, SubjectId)> {
    let (at, id) = after.split_once('/')?;
    Some((Millis(at.parse().ok()?), id.parse().ok()?))
}

const fn part(part: Part) -> &'static str {
    match part {
        Part::Services => "services",
        Part::Places => "places",
        Part::Calls => "calls",
        Part::Persons => "persons",
        Part::Cases => "cases",
        Part::Calendar => "calendar",
    }
}

const fn kind(kind: FieldKind) -> ListFieldKind {
    match kind {
        FieldKind::Arabic => ListFieldKind::Arabic,
        FieldKind::English => ListFieldKind::English,
        FieldKind::Line => ListFieldKind::Line,
        FieldKind::Words => ListFieldKind::Words,
        FieldKind::OneOf(_) => ListFieldKind::OneOf,
        FieldKind::SomeOf(_) => ListFieldKind::SomeOf,
        FieldKind::CodeOf(_) => ListFieldKind::CodeOf,
        FieldKind::CodesOf(_) => ListFieldKind::CodesOf,
        FieldKind::YesNo | FieldKind::YesUnlessSaid => ListFieldKind::YesNo,
        FieldKind::Number(_) => ListFieldKind::Number,
        FieldKind::Time => ListFieldKind::Time,
        FieldKind::Day => ListFieldKind::Day,
        FieldKind::Weekdays => ListFieldKind::Weekdays,
        FieldKind::Weekday => ListFieldKind::Weekday,
        FieldKind::Span => ListFieldKind::Span,
        FieldKind::Options => ListFieldKind::Options,
        FieldKind::Version => ListFieldKind::Version,
        FieldKind::Rows(_) => ListFieldKind::Rows,
    }
}

fn of(kind: FieldKind) -> Vec<String> {
    let codes = |codes: &[&str]| codes.iter().map(|code| (*code).to_owned()).collect();
    match kind {
        FieldKind::OneOf(all) | FieldKind::SomeOf(all) => codes(all),
        FieldKind::CodeOf(list) | FieldKind::CodesOf(list) => codes(&[list]),
        _ => Vec::new(),
    }
}

fn count(rows: usize) -> u32 {
    u32::try_from(rows).unwrap_or(u32::MAX)
}
