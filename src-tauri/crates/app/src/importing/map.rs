//! What the columns of a sheet were taken for, and remembering it by the sheet's header.
//!
//! A setting of this machine, the latest few headers alone. Never here: a word of a row.

use std::sync::Arc;

use domain::id::Millis;
use domain::import::{Cell, Defaults, Fault, Field, KnownUser, RowKind, Rules, What};
use domain::lists::{List, Lists};
use serde::{Deserialize, Serialize};
use store::Store;

use crate::dto::{ImportDefaults, ImportMapping};
use crate::{AppError, Result, Rule};

/// Name of the setting.
const SETTING: &str = "import/mappings";
/// Headers that are remembered.
const REMEMBERED: usize = 20;

/// What the columns mean.
#[derive(Debug, Clone)]
pub(super) struct Mapping {
    kind: RowKind,
    pub(super) columns: Vec<Option<Field>>,
    pub(super) defaults: ImportDefaults,
}

/// As it lies in the settings.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Kept {
    header: String,
    columns: Vec<String>,
    defaults: ImportDefaults,
}

impl Mapping {
    pub(super) fn new(kind: RowKind, columns: Vec<Option<Field>>) -> Self {
        let own = Defaults::default();
        Self {
            kind,
            columns,
            defaults: ImportDefaults {
                channel: own.channel,
                mode: own.mode,
                language: own.language,
                type_code: own.type_code,
                time: "12:00".to_owned(),
            },
        }
    }

    /// What somebody chose, held against what a row needs.
    pub(super) fn read(
        kind: RowKind,
        lists: &Lists,
        width: usize,
        wanted: &ImportMapping,
    ) -> Result<Self> {
        if wanted.columns.len() != width {
            return Err(AppError::invalid("columns", Rule::Mismatch));
        }
        let mut columns = Vec::new();
        for code in &wanted.columns {
            let field = match code.as_str() {
                "" => None,
                code => Some(
                    Field::from_code(kind, code)
                        .ok_or(AppError::invalid("columns", Rule::UnknownCode))?,
                ),
            };
            if field.is_some() && columns.contains(&field) {
                return Err(AppError::invalid("columns", Rule::Taken));
            }
            columns.push(field);
        }
        if !columns.contains(&Some(Field::Day)) {
            return Err(AppError::invalid("day", Rule::Required));
        }
        let defaults = &wanted.defaults;
        let means = |field: &Field| columns.contains(&Some(*field));
        match kind {
            RowKind::Calls => {
                let says_type = [Field::Type, Field::SubCategory].iter().any(means);
                if !says_type && defaults.type_code.is_empty() {
                    return Err(AppError::invalid("type", Rule::Required));
                }
                if lists.channel(&defaults.channel).is_none() {
                    return Err(AppError::invalid("channel", Rule::UnknownCode));
                }
            }
            RowKind::Surveys => {
                if !means(&Field::Overall) {
                    return Err(AppError::invalid("overall", Rule::Required));
                }
                if lists.get(List::SurveyModes, &defaults.mode).is_none() {
                    return Err(AppError::invalid("mode", Rule::UnknownCode));
                }
            }
        }
        if !defaults.language.is_empty() && lists.get(List::Languages, &defaults.language).is_none()
        {
            return Err(AppError::invalid("language", Rule::UnknownCode));
        }
        if !defaults.type_code.is_empty() && lists.call_type(&defaults.type_code).is_none() {
            return Err(AppError::invalid("type", Rule::UnknownCode));
        }
        let mapping = Self {
            kind,
            columns,
            defaults: defaults.clone(),
        };
        mapping.time_s()?;
        Ok(mapping)
    }

    fn time_s(&self) -> Result<Option<i64>> {
        domain::import::time_of_day(&Cell::text(&self.defaults.time))
            .map_err(|_| AppError::invalid("time", Rule::NotATime))
    }

    /// The rules that rows are read by.
    pub(super) fn rules(
        &self,
        lists: Arc<Lists>,
        users: &[KnownUser],
        now: Millis,
        is_1904: bool,
    ) -> Result<Rules> {
        let defaults = Defaults {
            channel: self.defaults.channel.clone(),
            mode: self.defaults.mode.clone(),
            language: self.defaults.language.clone(),
            type_code: self.defaults.type_code.clone(),
            time_s: self.time_s()?,
        };
        let (columns, moment) = (self.columns.clone(), (now, is_1904));
        Ok(Rules::new(
            self.kind, lists, users, columns, defaults, moment,
        ))
    }

    /// A fault of a row, with the column that means its field.
    pub(super) fn fault(&self, field: Field, what: What) -> Fault {
        let column = self.columns.iter().position(|own| *own == Some(field));
        Fault {
            field,
            column,
            what,
        }
    }
}

/// What the columns of a sheet with this header were taken for; none where there was none.
pub(super) fn remembered(store: &Store, kind: RowKind, header: &str) -> Result<Option<Mapping>> {
    let kept = kept(store)?;
    let found = kept.into_iter().find(|kept| kept.header == header);
    Ok(found.map(|kept| Mapping {
        kind,
        columns: kept
            .columns
            .iter()
            .map(|code| Field::from_code(kind, code))
            .collect(),
        defaults: kept.defaults,
    }))
}

/// Remembers it, in place of the oldest.
pub(super) fn remember(store: &Store, header: String, mapping: &Mapping) -> Result<()> {
    let columns = mapping.columns.iter();
    let new = Kept {
        columns: columns
            .map(|field| field.map_or("", Field::code).to_owned())
            .collect(),
        defaults: mapping.defaults.clone(),
        header,
    };
    let mut kept = kept(store)?;
    kept.retain(|other| other.header != new.header);
    kept.insert(0, new);
    kept.truncate(REMEMBERED);
    let text = serde_json::to_string(&kept)
        .map_err(|_| AppError::Internal("a mapping could not be written down"))?;
    Ok(store.set_settings(vec![(SETTING.to_owned(), Some(text))])?)
}

/// What cannot be read any more is forgotten.
fn kept(store: &Store) -> Result<Vec<Kept>> {
    let text = store.setting(SETTING)?;
    Ok(text
        .and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_default())
}
