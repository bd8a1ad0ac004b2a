//! What was asked and answered: numbers affected, guided questions, custom fields.
//!
//! An answer is kept whatever subject is chosen by now: what was asked about food stays said when the
//! call turns out to be about an outbreak. Answers in words are personal and lie with the custom fields;
//! the rest are facts. Never here: which of them must be given, since an agent may always save.

use std::collections::BTreeMap;

use domain::arabic;
use domain::call::{Affected, Call, Custom};
use domain::lists::{BadValue, Lists, ValueKind};

use super::back::custom_text;
use crate::dto::CallForm;
use crate::{AppError, Result, Rule};

/// The most people that one call can be about.
const AFFECTED_MAX: u32 = 100_000;
/// The most answers and custom fields that a form can bring: far more than any subject asks for.
const SAID_MAX: usize = 200;

/// How many people are affected.
pub(super) fn affected(form: &CallForm) -> Result<Affected> {
    Ok(Affected {
        ill: people("affectedIll", &form.affected_ill)?,
        hospital: people("affectedHospital", &form.affected_hospital)?,
        died: people("affectedDied", &form.affected_died)?,
    })
}

fn people(field: &'static str, typed: &str) -> Result<u32> {
    let typed = arabic::fold(typed);
    if typed.is_empty() {
        return Ok(0);
    }
    typed
        .parse()
        .ok()
        .filter(|count| *count <= AFFECTED_MAX)
        .ok_or(AppError::Invalid {
            field,
            rule: Rule::NotANumber,
            limit: usize::try_from(AFFECTED_MAX).ok(),
        })
}

type Said = (BTreeMap<String, String>, BTreeMap<String, Custom>);

/// The answers to guided questions, and the custom fields with the answers in words among them. What the call that is
/// corrected says already is kept as it is there; what no list knows is refused by its code.
pub(super) fn said(lists: &Lists, form: &CallForm, stood: &Call) -> Result<Said> {
    if form.asked.len() > SAID_MAX || form.custom.len() > SAID_MAX {
        return Err(AppError::invalid("custom", Rule::TooMany));
    }
    let kept = as_it_stood(form, stood);
    let is_new = |(code, typed): &(&String, &String)| {
        is_said(typed) && !kept.0.contains_key(*code) && !kept.1.contains_key(*code)
    };
    let (mut asked, mut custom) = kept.clone();
    for (code, typed) in form.asked.iter().filter(is_new) {
        let question = lists.question(code).ok_or_else(|| unknown(code))?;
        let value = value(&question.code, &question.answer, typed)?;
        if question.answer.is_personal() {
            custom.insert(code.clone(), Custom::Text(value));
        } else {
            asked.insert(code.clone(), value);
        }
    }
    for (code, typed) in form.custom.iter().filter(is_new) {
        let field = lists.custom_field(code).ok_or_else(|| unknown(code))?;
        let value = value(&field.code, &field.kind, typed)?;
        let said = match &field.kind {
            ValueKind::Text { .. } => Custom::Text(value),
            ValueKind::Number { .. } => Custom::Number(value.parse().unwrap_or_default()),
            ValueKind::Date | ValueKind::Codes(_) | ValueKind::YesNo => Custom::Code(value),
        };
        custom.insert(code.clone(), said);
    }
    Ok((asked, custom))
}

/// What the form says in the very words of the call: bounds and codes may be others by now.
fn as_it_stood(form: &CallForm, stood: &Call) -> Said {
    let said = |code: &String, text: &String| {
        [&form.asked, &form.custom]
            .iter()
            .any(|typed| typed.get(code) == Some(text))
    };
    let (mut asked, mut custom) = (stood.asked.clone(), stood.custom.clone());
    asked.retain(|code, answer| said(code, answer));
    custom.retain(|code, value| said(code, &custom_text(value)));
    (asked, custom)
}

fn unknown(code: &str) -> AppError {
    AppError::InvalidAnswer {
        code: code.to_owned(),
        rule: Rule::UnknownCode,
        limit: None,
    }
}

fn is_said(typed: &str) -> bool {
    !typed.trim().is_empty()
}

/// A value of its kind; what is no such value is refused at the field of its code.
fn value(code: &str, kind: &ValueKind, typed: &str) -> Result<String> {
    kind.read(typed).map_err(|bad| {
        let (rule, limit) = match bad {
            BadValue::Empty => (Rule::Required, None),
            BadValue::TooLong { limit } => (Rule::TooLong, Some(limit)),
            BadValue::NotInBounds { max, .. } => (Rule::NotANumber, usize::try_from(max).ok()),
            BadValue::NotADay => (Rule::NotADay, None),
            BadValue::UnknownCode => (Rule::UnknownCode, None),
        };
        AppError::InvalidAnswer {
            code: code.to_owned(),
            rule,
            limit,
        }
    })
}
