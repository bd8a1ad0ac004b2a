//! Rows as the JSON of their files, and back: for whoever changes a list without knowing what its rows are about.
//!
//! Never here: what a row must keep. Whatever is read back is held against the rules with everything else.

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::ListsError;
use super::change::RowChange;
use super::load::Parts;
use super::load_calendar::CalendarFile;
use super::over::Own;
use super::shape::Shape;

/// The row of the working week in [`Parts::raw`]: it is one, and bears no code.
pub(super) const WEEK: &str = "week";
/// The stretches of days with other hours.
pub(super) const PERIODS: &str = "periods";

/// Rows as JSON, without what is not set.
pub(super) fn rows_of<Row: Serialize>(rows: &[Row]) -> Vec<Map<String, Value>> {
    let rows = rows.iter().map(serde_json::to_value);
    rows.filter_map(|row| match row {
        Ok(Value::Object(row)) => Some(set(row)),
        _ => None,
    })
    .collect()
}

/// What is set of a row.
fn set(row: Map<String, Value>) -> Map<String, Value> {
    let row = row.into_iter().filter(|(_, value)| !value.is_null());
    row.map(|(name, value)| match value {
        Value::Object(inner) => (name, Value::Object(set(inner))),
        Value::Array(all) => {
            let all = all.into_iter().map(|one| match one {
                Value::Object(inner) => Value::Object(set(inner)),
                one => one,
            });
            (name, Value::Array(all.collect()))
        }
        value => (name, value),
    })
    .collect()
}

/// A file of these rows.
pub(super) fn file_of(rows: Vec<Map<String, Value>>) -> Value {
    json!({"about": "", "rows": rows})
}

/// The file of a calendar.
pub(super) fn calendar_of(calendar: &CalendarFile) -> Value {
    json!({
        "about": "",
        "working_days": calendar.working_days,
        "week_starts": calendar.week_starts,
        "opens": calendar.opens,
        "closes": calendar.closes,
        "periods": rows_of(&calendar.periods),
    })
}

impl Parts {
    /// The rows of a list in their order.
    pub(super) fn raw(&self, shape: &Shape) -> Vec<Map<String, Value>> {
        match shape.list {
            WEEK => match calendar_of(&self.calendar) {
                Value::Object(mut week) => {
                    week.remove("about");
                    week.remove(PERIODS);
                    vec![week]
                }
                _ => Vec::new(),
            },
            PERIODS => rows_of(&self.calendar.periods),
            "types" => rows_of(&self.types),
            "sub_categories" => rows_of(&self.sub_categories),
            "shifts" => rows_of(&self.shifts),
            "holidays" => rows_of(&self.holidays),
            "targets" => rows_of(&self.targets),
            "questions" => rows_of(&self.questions),
            "custom_fields" => rows_of(&self.custom_fields),
            "proposals" => rows_of(&self.proposals),
            "channels" => rows_of(&self.channels),
            "quality_forms" => rows_of(&self.quality_forms),
            "sampling" => rows_of(&self.sampling),
            file => {
                let mut coded = self.coded.iter();
                let rows = coded.find(|(_, name, _)| *name == file);
                rows.map_or_else(Vec::new, |(_, _, rows)| rows_of(rows))
            }
        }
    }

    /// These with rows changed, and the lists that they make of it: what would have to stand in a pack that says the
    /// same of a state like this one.
    ///
    /// # Errors
    /// See [`Parts::with`]; `Unreadable` for rows of another version of the program.
    pub(super) fn with_rows(
        &self,
        changes: &[RowChange],
    ) -> Result<(Self, Map<String, Value>), ListsError> {
        let mut lists: Map<String, Value> = Map::new();
        let mut shapes: Vec<&'static Shape> = Vec::new();
        for change in changes {
            if !shapes.iter().any(|shape| shape.list == change.shape().list) {
                shapes.push(change.shape());
            }
        }
        for shape in shapes {
            let own = changes
                .iter()
                .filter(|change| change.shape().list == shape.list);
            if !shape.whole {
                let rows = own.filter_map(|change| change.row().cloned()).collect();
                lists.insert(shape.file.to_owned(), file_of(rows));
                continue;
            }
            let mut rows = self.raw(shape);
            for change in own {
                let key = change.key();
                let place = rows.iter().position(|row| shape.key_of(row) == key);
                match (change.row(), place.and_then(|place| rows.get_mut(place))) {
                    (Some(row), Some(before)) => before.clone_from(row),
                    (Some(row), None) => rows.push(row.clone()),
                    (None, _) => rows.retain(|row| shape.key_of(row) != key),
                }
            }
            // Week and periods lie in one file; each leaves the other as it is, or as it has just become.
            let before = lists.remove(shape.file);
            let file = match (shape.list, before) {
                (WEEK | PERIODS, before) => {
                    let mut calendar = before.unwrap_or_else(|| calendar_of(&self.calendar));
                    if let Value::Object(calendar) = &mut calendar {
                        if shape.list == PERIODS {
                            calendar.insert(PERIODS.to_owned(), json!(rows));
                        } else {
                            calendar.extend(rows.into_iter().next().unwrap_or_default());
                        }
                    }
                    calendar
                }
                _ => file_of(rows),
            };
            lists.insert(shape.file.to_owned(), file);
        }
        let parts = self.clone().with(Own::of(Value::Object(lists.clone()))?)?;
        Ok((parts, lists))
    }
}
