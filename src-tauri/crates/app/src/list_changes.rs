//! Changing the lists at this machine: rows at once or none of them, from a day on, for the trail as an entry.
//!
//! What is changed is held against every rule of the lists before anything is written, on every day on which something
//! changes. Codes never change and never go; what is not to be chosen any more is retired. Other machines are changed by
//! packs of the centre alone. Never here: which lists a form goes by (`lists`), the file for the centre (`lists_file`).

use domain::id::SubjectId;
use domain::list_change::ListChange;
use domain::lists::{
    Coded, Field, FieldKind, InnerRow, ListsError, RowChange, RowView, Shape, State, ValueKind,
};
use domain::local_day::LocalDay;

use crate::desk::Asking;
use crate::dto::{ListInner, ListRowEdit, ListValue, ListsOverview, NewListChange};
use crate::list_sheets::{gave_way, overview, standing, state};
use crate::lists::{Fate, Standing};
use crate::rights::Command;
use crate::{App, AppError, Result, Rule};

/// How far ahead a change can be in use.
const DAYS_AHEAD_MAX: i64 = 800;
/// Most rows of one change.
const ROWS_MAX: usize = 200;
/// Most bytes of the rows of one change, as an entry holds them.
const ROWS_BYTES_MAX: usize = 60 * 1024;

impl App {
    /// Changes rows of lists from a day on, all of them or none, and answers all lists as they stand then.
    ///
    /// # Errors
    /// `Invalid` with the field: `from` for a day that is none, is over or lies too far ahead, `rows` for none, too many
    /// or nothing that is another; `List` for a row that does not keep a rule, by list, code and field; `ListComing`
    /// where a row changes again on a later day; `SetByPolicy` for what a policy fixes; `NotAllowed`. Nothing has changed
    /// then.
    pub fn change_lists(&self, new: &NewListChange) -> Result<ListsOverview> {
        let asking = self.asking(Command::ChangeLists)?;
        let (standing, today) = standing(&asking)?;
        let from = day_from(&new.from, today)?;
        if new.rows.is_empty() || new.rows.len() > ROWS_MAX {
            let rule = if new.rows.is_empty() {
                Rule::Required
            } else {
                Rule::TooMany
            };
            return Err(AppError::invalid("rows", rule));
        }
        let mut rows = Vec::new();
        for edit in &new.rows {
            rows.extend(changes_of(&standing, from, edit)?);
        }
        self.make(&asking, &standing, from, rows)
    }

    /// Takes a change of this machine back, and answers all lists as they stand then. What was in use by it stays known
    /// as retired.
    ///
    /// # Errors
    /// `List` where what was changed later hangs on it: that is taken back first; `NotFound` for a change of another
    /// machine; `NotAllowed`.
    pub fn withdraw_list_change(&self, id: &str) -> Result<ListsOverview> {
        let asking = self.asking(Command::WithdrawListChange)?;
        let id = id_of(id)?;
        let (standing, _) = standing(&asking)?;
        let mut own = standing.own.iter();
        let change = own.find(|own| own.row.id == id).ok_or(AppError::NotFound)?;
        if change.fate == Fate::Counts {
            let mut without = standing.of_pack.clone();
            for own in &standing.own {
                if own.fate == Fate::Counts && own.row.id != id {
                    without.add(own.from, own.rows.clone());
                }
            }
            without.check()?;
        }
        if change.fate != Fate::Withdrawn {
            write(&asking, id, ListChange::withdrawn())?;
        }
        overview(&asking)
    }

    /// Makes a change again that gave way to a newer pack, as far as that pack says something else, from its day on or
    /// from today.
    ///
    /// # Errors
    /// See [`App::change_lists`]; `NotFound` where nothing of it is left.
    pub fn remake_list_change(&self, id: &str) -> Result<ListsOverview> {
        let asking = self.asking(Command::RemakeListChange)?;
        let id = id_of(id)?;
        let (standing, today) = standing(&asking)?;
        let mut lost = gave_way(&standing, today)?.into_iter();
        let (own, rows) = lost
            .find(|(own, _)| own.row.id == id)
            .ok_or(AppError::NotFound)?;
        let (from, rows) = (own.from.max(today), rows.into_iter().cloned().collect());
        self.make(&asking, &standing, from, rows)
    }

    /// Holds a change against the policy and every rule, writes it, and answers all lists as they stand then.
    fn make(
        &self,
        asking: &Asking,
        standing: &Standing,
        from: LocalDay,
        rows: Vec<RowChange>,
    ) -> Result<ListsOverview> {
        let fixed = self.in_force().fixed;
        let mut fields = rows.iter().flat_map(|change| change.shape().fields);
        let locked = fields.find_map(|field| field.policy.filter(|key| fixed.fixes(*key)));
        match locked {
            Some(key) => Err(AppError::SetByPolicy(key.into())),
            None => make(asking, standing, from, rows),
        }
    }
}

fn make(
    asking: &Asking,
    standing: &Standing,
    from: LocalDay,
    rows: Vec<RowChange>,
) -> Result<ListsOverview> {
    let then = state(standing, from)?;
    let mut changes = Vec::with_capacity(rows.len());
    for change in rows {
        changes.push(numbered(standing, &then, change)?);
    }
    let rows: Vec<RowChange> = (changes.into_iter())
        .filter(|change| !then.holds(change))
        .collect();
    if rows.is_empty() {
        return Err(AppError::invalid("rows", Rule::SameAsBefore));
    }
    for change in &rows {
        if let Some(day) = standing.layers.followed(from, change) {
            return Err(AppError::ListComing {
                list: change.shape().list,
                code: change.key().to_owned(),
                day,
            });
        }
    }
    let mut layers = standing.layers.clone();
    layers.add(from, rows.clone());
    layers.check()?;
    let change = ListChange {
        from: from.to_string(),
        upon: standing.upon.clone(),
        rows: RowChange::write(&rows),
        withdrawn: false,
    };
    if change.rows.len() > ROWS_BYTES_MAX {
        return Err(AppError::invalid("rows", Rule::TooMany));
    }
    write(asking, asking.desk.new_id()?, change.changed())?;
    overview(asking)
}

fn write(asking: &Asking, id: SubjectId, change: domain::fold::Change) -> Result<()> {
    asking.store().act(asking.stamp()?, move |acting| {
        acting.append(id, change)?;
        Ok::<_, AppError>(())
    })?;
    asking.desk.lists_have_turned();
    asking.desk.syncer.wake();
    Ok(())
}

/// What an edited row makes of its list.
fn changes_of(standing: &Standing, from: LocalDay, edit: &ListRowEdit) -> Result<Vec<RowChange>> {
    let shape = Shape::of(&edit.list).ok_or(AppError::invalid("list", Rule::UnknownCode))?;
    let fixed = |field| ListsError::Fixed {
        file: shape.file,
        code: edit.key.clone(),
        field,
    };
    let is_new = edit.key.is_empty() && !shape.code.is_empty();
    let before = if is_new {
        None
    } else {
        let row = state(standing, from)?.row(shape, &edit.key);
        Some(row.ok_or(AppError::NotFound)?)
    };
    if edit.gone {
        let gone = RowChange::gone(shape, edit.key.clone()).ok_or(fixed("active"))?;
        return Ok(vec![gone]);
    }
    let mut view = view_of(shape, edit)?;
    if let Some(before) = &before {
        // What a form does not show can still not be another.
        if view.code != before.code {
            return Err(fixed(shape.code).into());
        }
        for field in shape.fields {
            let of = |view: &RowView| {
                let mut values = view.values.iter();
                values.find(|(name, _)| *name == field.name).cloned()
            };
            if shape.is_fixed(&before.key, field) && of(&view) != of(before) {
                return Err(fixed(field.name).into());
            }
        }
        if before.active && !view.active && shape.stays_in_use(&before.key) {
            return Err(fixed("active").into());
        }
        keep_options(&mut view, before);
    }
    let change = RowChange::put(shape, shape.row(&view)?);
    let mut changes = Vec::new();
    match &before {
        // A holiday that begins on another day is known by that.
        Some(before) if before.key != change.key() => {
            changes.extend(RowChange::gone(shape, before.key.clone()));
        }
        Some(_) => {}
        None if !shape.can_grow() => return Err(fixed("code").into()),
        None => {}
    }
    let is_known = before.is_none_or(|before| before.key != change.key())
        && is_taken(standing, from, &change)?;
    if is_known {
        return Err(AppError::List(ListsError::Twice {
            file: shape.file,
            code: change.key().to_owned(),
        }));
    }
    if let Some(field) = turned(standing, &change) {
        return Err(fixed(field).into());
    }
    changes.push(change);
    Ok(changes)
}

/// The change with the version of its row, where its list has one. No number is given twice: not that of a day to come,
/// and not that of a change that was taken back, since scores bear the number of what was in use then.
fn numbered(standing: &Standing, then: &State, change: RowChange) -> Result<RowChange> {
    let (shape, key) = (change.shape(), change.key());
    let Some(row) = change.row().filter(|_| shape.has_versions()) else {
        return Ok(change);
    };
    let own = standing.own.iter().flat_map(|own| &own.rows);
    let own = own.filter(|one| one.shape().list == shape.list && one.key() == key);
    let mut ever: Vec<RowView> = own
        .filter_map(RowChange::row)
        .map(|row| shape.view(row))
        .collect();
    for day in standing.layers.days() {
        ever.extend(state(standing, day)?.row(shape, key));
    }
    let mut view = shape.view(row);
    shape.set_version(&mut view, then.row(shape, key).as_ref(), &ever);
    Ok(RowChange::put(shape, shape.row(&view)?))
}

/// The first field by which records were written while this code was in use here before, and that is another now: who
/// takes a row back and makes it again gives the code no other meaning.
fn turned(standing: &Standing, change: &RowChange) -> Option<&'static str> {
    let (shape, row) = (change.shape(), change.row()?);
    let new = shape.view(row);
    let once = standing
        .own
        .iter()
        .filter(|own| own.fate != Fate::Counts)
        .flat_map(|own| &own.rows)
        .filter(|one| one.shape().list == shape.list && one.key() == change.key());
    let of = |view: &RowView, name: &str| {
        let mut values = view.values.iter();
        values.find(|(field, _)| *field == name).cloned()
    };
    for before in once.filter_map(|one| one.row().map(|row| shape.view(row))) {
        let mut fields = shape.fields.iter().filter(|field| field.for_good);
        let turned = fields.find(|field| of(&before, field.name) != of(&new, field.name));
        if let Some(field) = turned {
            return Some(field.name);
        }
    }
    None
}

/// Whether a code stands in its list already, on that day, later, or in what was in use here once.
fn is_taken(standing: &Standing, from: LocalDay, change: &RowChange) -> Result<bool> {
    let shape = change.shape();
    let alike = |one: &RowChange| one.shape().list == shape.list && one.key() == change.key();
    let last = standing.layers.days().last().copied();
    for day in std::iter::once(from).chain(last) {
        if state(standing, day)?.row(shape, change.key()).is_some() {
            return Ok(true);
        }
    }
    let mut once = standing.own.iter().filter(|own| own.fate == Fate::GaveWay);
    Ok(!shape.whole && once.any(|own| own.rows.iter().any(alike)))
}

/// Codes of a row's own stay, whether a form sent them or not; those it left out are retired.
fn keep_options(view: &mut RowView, before: &RowView) {
    for (place, known) in before.options.iter().enumerate() {
        if !view.options.iter().any(|one| one.code == known.code) {
            let retired = Coded {
                active: false,
                ..known.clone()
            };
            view.options.insert(place.min(view.options.len()), retired);
        }
    }
}

fn view_of(shape: &'static Shape, edit: &ListRowEdit) -> Result<RowView> {
    let values = values_of(shape.fields, &edit.values)?;
    let rows = inner_of(shape.fields, &edit.rows)?;
    Ok(RowView {
        key: edit.key.clone(),
        code: edit.code.trim().to_owned(),
        active: edit.active,
        values,
        rows,
        options: (edit.options.iter())
            .map(|one| Coded {
                code: one.code.trim().to_owned(),
                ar: one.ar.trim().to_owned(),
                en: one.en.trim().to_owned(),
                group: None,
                active: one.active,
            })
            .collect(),
    })
}

/// What was typed into these fields, in their order.
fn values_of(
    fields: &'static [Field],
    typed: &[ListValue],
) -> Result<Vec<(&'static str, Vec<String>)>> {
    let mut values = Vec::with_capacity(typed.len());
    for value in typed {
        let field = field_of(fields, &value.name)?;
        let texts = value.values.iter().map(|text| match field.kind {
            // Days are written as people write them here; what is no day is told by its field.
            FieldKind::Day => ValueKind::Date.read(text).unwrap_or_else(|_| text.clone()),
            _ => text.trim().to_owned(),
        });
        let texts: Vec<String> = texts.filter(|text| !text.is_empty()).collect();
        if !texts.is_empty() {
            values.push((field.name, texts));
        }
    }
    values.sort_by_key(|(name, _)| fields.iter().position(|field| field.name == *name));
    Ok(values)
}

/// The rows that were typed within these fields.
fn inner_of(
    fields: &'static [Field],
    typed: &[ListInner],
) -> Result<Vec<(&'static str, Vec<InnerRow>)>> {
    let mut rows = Vec::with_capacity(typed.len());
    for inner in typed {
        let field = field_of(fields, &inner.name)?;
        let FieldKind::Rows(fields) = field.kind else {
            return Err(AppError::invalid("values", Rule::UnknownCode));
        };
        let mut all = Vec::with_capacity(inner.rows.len());
        for row in &inner.rows {
            all.push(InnerRow {
                code: row.code.trim().to_owned(),
                values: values_of(fields, &row.values)?,
                rows: inner_of(fields, &row.rows)?,
            });
        }
        if !all.is_empty() {
            rows.push((field.name, all));
        }
    }
    rows.sort_by_key(|(name, _)| fields.iter().position(|field| field.name == *name));
    Ok(rows)
}

fn field_of(fields: &'static [Field], name: &str) -> Result<&'static Field> {
    let found = fields.iter().find(|field| field.name == name);
    found.ok_or(AppError::invalid("values", Rule::UnknownCode))
}

fn day_from(typed: &str, today: LocalDay) -> Result<LocalDay> {
    let day = ValueKind::Date.read(typed).ok();
    let day: Option<LocalDay> = day.and_then(|day| day.parse().ok());
    let day = day.ok_or(AppError::invalid("from", Rule::NotADay))?;
    if day < today {
        return Err(AppError::invalid("from", Rule::NotAhead));
    }
    let ahead = day.starts_at_ms().saturating_sub(today.starts_at_ms());
    if ahead / 86_400_000 > DAYS_AHEAD_MAX {
        let limit = usize::try_from(DAYS_AHEAD_MAX).ok();
        return Err(AppError::Invalid {
            field: "from",
            rule: Rule::TooFarAhead,
            limit,
        });
    }
    Ok(day)
}

fn id_of(id: &str) -> Result<SubjectId> {
    id.parse()
        .map_err(|_| AppError::invalid("id", Rule::NotAnId))
}
