//! What a machine has in use, written as the content of a pack that says the same: for whoever publishes it at the centre.
//!
//! It names everything that the pack before it named, since a centre refuses anything less, and nothing more than it must:
//! what is built in goes on coming from the program. Never here: signing, publishing, where it is written.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::layers::{Layers, built_in, keys};
use super::load::Parts;
use super::over::FILE;
use super::raw::file_of;
use super::shape::Shape;
use super::{ListsError, fault};
use crate::local_day::LocalDay;

impl Layers {
    /// The content: what is in use on this day as what is in use at once, and later what comes later.
    ///
    /// # Errors
    /// The first fault of the lists; `Field` `content` where the content would not say the same.
    pub fn content(&self, today: LocalDay, about: &str) -> Result<Vec<u8>, ListsError> {
        let mut named: BTreeSet<(&'static str, String)> = BTreeSet::new();
        let mut parts = self.lowest()?;
        if let Some(said) = &self.pack {
            named.extend(keys(&said.now.to_value()));
        }
        let mut later: Vec<Value> = Vec::new();
        for (from, step) in self.steps() {
            let (next, lists) = step.over(&parts)?;
            if from <= today {
                named.extend(keys(&lists));
            } else {
                later.push(json!({"from": from.to_string(), "lists": lists}));
            }
            parts = next;
        }
        let now = lists_naming(&self.parts(today)?, &named)?;
        let mut content = json!({"about": about, "lists": now});
        if let (false, Value::Object(content)) = (later.is_empty(), &mut content) {
            content.insert("later".to_owned(), Value::Array(later));
        }
        let text = serde_json::to_vec_pretty(&content).map_err(|_| fault(FILE, "", "content"))?;
        self.check_same(today, &text)?;
        Ok(text)
    }

    /// That whoever takes this content has the same lists from this day on.
    fn check_same(&self, today: LocalDay, content: &[u8]) -> Result<(), ListsError> {
        let theirs = Self::of_pack(content)?;
        theirs.check()?;
        let days = self.days().into_iter().filter(|day| *day > today);
        for day in std::iter::once(today).chain(days) {
            if self.parts(day)?.build()? != theirs.as_of(day)? {
                return Err(fault(FILE, &day.to_string(), "content"));
            }
        }
        Ok(())
    }
}

/// The named rows of a state in its order, and in front of each that is not built in the one that it stands behind: by
/// that its place is told.
fn lists_naming(
    parts: &Parts,
    named: &BTreeSet<(&'static str, String)>,
) -> Result<Map<String, Value>, ListsError> {
    let mut lists = Map::new();
    for shape in Shape::ALL {
        if shape.whole {
            if named.contains(&(shape.list, String::new())) {
                let file = match shape.file {
                    "calendar" => super::raw::calendar_of(&parts.calendar),
                    _ => file_of(parts.raw(shape)),
                };
                lists.insert(shape.file.to_owned(), file);
            }
            continue;
        }
        let of_program: BTreeSet<String> = {
            let rows = built_in()?.raw(shape);
            rows.iter().map(|row| shape.key_of(row)).collect()
        };
        let mut rows = Vec::new();
        let mut is_anchor = false;
        for row in parts.raw(shape).into_iter().rev() {
            let key = shape.key_of(&row);
            let is_of_program = of_program.contains(&key);
            if is_anchor || named.contains(&(shape.list, key)) {
                is_anchor = !is_of_program;
                rows.push(row);
            }
        }
        if !rows.is_empty() {
            rows.reverse();
            lists.insert(shape.file.to_owned(), file_of(rows));
        }
    }
    Ok(lists)
}
