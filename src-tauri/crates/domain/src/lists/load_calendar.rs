//! Reads the working calendar and the targets.

use serde::{Deserialize, Serialize};

use super::check::{check_labels, check_rules, is_code, is_label, unique};
use super::load::minute_of;
use super::{List, Lists, ListsError, fault};
use crate::calendar::{Calendar, CalendarError, Certainty, Holiday, Hours, Period, Week};
use crate::local_day::LocalDay;
use crate::target::{Span, Target, TargetRule, Targets};

pub(super) const CALENDAR: &str = "calendar";
pub(super) const HOLIDAYS: &str = "holidays";
pub(super) const TARGETS: &str = "targets";

/// The most working days that a step may take: a year's.
const DAYS_MAX: u16 = 250;
/// The most minutes that a step may take: a week's.
const MINUTES_MAX: u32 = 7 * 1_440;

#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CalendarFile {
    #[serde(default)]
    pub(super) about: String,
    pub(super) working_days: Vec<usize>,
    /// A pack of before it could be said begins weeks on Sunday.
    #[serde(default)]
    pub(super) week_starts: u32,
    pub(super) opens: String,
    pub(super) closes: String,
    pub(super) periods: Vec<PeriodRow>,
}

#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PeriodRow {
    code: String,
    ar: String,
    en: String,
    from: String,
    to: String,
    opens: String,
    closes: String,
    state: String,
    source: String,
}

#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HolidayRow {
    occasion: String,
    ar: String,
    en: String,
    from: String,
    to: String,
    state: String,
    source: String,
}

#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TargetRow {
    code: String,
    #[serde(rename = "type")]
    type_code: Option<String>,
    #[serde(default)]
    sub_categories: Vec<String>,
    #[serde(default)]
    urgent: bool,
    priority: Option<String>,
    acknowledge: Option<SpanRow>,
    first_action: Option<SpanRow>,
    entity_answer: Option<SpanRow>,
    resolve: Option<SpanRow>,
}

/// Either of the two.
#[derive(Clone, Copy, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct SpanRow {
    days: Option<u16>,
    minutes: Option<u32>,
}

/// Reads calendar and holidays.
pub(super) fn calendar(
    file: CalendarFile,
    holidays: Vec<HolidayRow>,
) -> Result<Calendar, ListsError> {
    let worked = std::array::from_fn(|weekday| file.working_days.contains(&weekday));
    let fits = file.working_days.iter().all(|weekday| *weekday < 7);
    let starts = file.week_starts < 7;
    check_rules(
        CALENDAR,
        "",
        &[(fits, "working_days"), (starts, "week_starts")],
    )?;
    let week = Week {
        worked,
        hours: hours("", &file.opens, &file.closes)?,
        starts: file.week_starts,
    };
    let periods = file
        .periods
        .into_iter()
        .map(PeriodRow::read)
        .collect::<Result<Vec<_>, _>>()?;
    unique(CALENDAR, periods.iter().map(|row| row.code.clone()))?;
    let holidays = holidays
        .into_iter()
        .map(HolidayRow::read)
        .collect::<Result<Vec<_>, _>>()?;
    let key = |row: &Holiday| format!("{}/{}", row.occasion, row.from);
    unique(HOLIDAYS, holidays.iter().map(key))?;
    Calendar::new(week, periods, holidays).map_err(|error| match error {
        CalendarError::Week => fault(CALENDAR, "", "working_days"),
        CalendarError::Period { code } => fault(CALENDAR, &code, "periods"),
        CalendarError::Holiday { occasion } => fault(HOLIDAYS, &occasion, "to"),
    })
}

/// Reads the targets.
pub(super) fn targets(rows: Vec<TargetRow>) -> Result<Targets, ListsError> {
    let rules = rows
        .into_iter()
        .map(TargetRow::read)
        .collect::<Result<Vec<_>, _>>()?;
    unique(TARGETS, rules.iter().map(|row| row.code.clone()))?;
    Ok(Targets::new(rules))
}

/// That every rule is about something that there is, and sets a step.
pub(super) fn check_targets(lists: &Lists) -> Result<(), ListsError> {
    for rule in lists.targets().rules() {
        let type_code = rule.type_code.as_deref();
        let type_is_known = type_code.is_none_or(|code| lists.call_type(code).is_some());
        let subjects_are_known = rule.sub_categories.iter().all(|code| {
            type_code.is_some_and(|of_type| lists.sub_category(of_type, code).is_some())
        });
        let priority_is_known = rule
            .priority
            .as_deref()
            .is_none_or(|code| lists.get(List::Priorities, code).is_some());
        let rules = [
            (is_code(&rule.code), "code"),
            (type_is_known, "type"),
            (subjects_are_known, "sub_categories"),
            (priority_is_known, "priority"),
            (!rule.target.is_empty(), "resolve"),
        ];
        check_rules(TARGETS, &rule.code, &rules)?;
    }
    Ok(())
}

impl PeriodRow {
    fn read(self) -> Result<Period, ListsError> {
        check_labels(CALENDAR, &self.code, &self.ar, &self.en)?;
        let rules = [
            (is_code(&self.code), "code"),
            (is_label(&self.source), "source"),
        ];
        check_rules(CALENDAR, &self.code, &rules)?;
        Ok(Period {
            from: day(CALENDAR, &self.code, "from", &self.from)?,
            to: day(CALENDAR, &self.code, "to", &self.to)?,
            hours: hours(&self.code, &self.opens, &self.closes)?,
            certainty: certainty(CALENDAR, &self.code, &self.state)?,
            code: self.code,
            ar: self.ar,
            en: self.en,
            source: self.source,
        })
    }
}

impl HolidayRow {
    fn read(self) -> Result<Holiday, ListsError> {
        check_labels(HOLIDAYS, &self.occasion, &self.ar, &self.en)?;
        let rules = [
            (is_code(&self.occasion), "occasion"),
            (is_label(&self.source), "source"),
        ];
        check_rules(HOLIDAYS, &self.occasion, &rules)?;
        Ok(Holiday {
            from: day(HOLIDAYS, &self.occasion, "from", &self.from)?,
            to: day(HOLIDAYS, &self.occasion, "to", &self.to)?,
            certainty: certainty(HOLIDAYS, &self.occasion, &self.state)?,
            occasion: self.occasion,
            ar: self.ar,
            en: self.en,
            source: self.source,
        })
    }
}

impl TargetRow {
    fn read(self) -> Result<TargetRule, ListsError> {
        let span = |row: Option<SpanRow>, field: &'static str| match row {
            None => Ok(None),
            Some(row) => row
                .read()
                .map(Some)
                .ok_or_else(|| fault(TARGETS, &self.code, field)),
        };
        let target = Target {
            acknowledge: span(self.acknowledge, "acknowledge")?,
            first_action: span(self.first_action, "first_action")?,
            entity_answer: span(self.entity_answer, "entity_answer")?,
            resolve: span(self.resolve, "resolve")?,
        };
        Ok(TargetRule {
            target,
            code: self.code,
            type_code: self.type_code,
            sub_categories: self.sub_categories,
            urgent: self.urgent,
            priority: self.priority,
        })
    }
}

impl SpanRow {
    fn read(self) -> Option<Span> {
        match (self.days, self.minutes) {
            (Some(days), None) if days <= DAYS_MAX => Some(Span::WorkingDays(days)),
            (None, Some(minutes)) if (1..=MINUTES_MAX).contains(&minutes) => {
                Some(Span::Minutes(minutes))
            }
            _ => None,
        }
    }
}

fn hours(code: &str, opens: &str, closes: &str) -> Result<Hours, ListsError> {
    let minute = |text: &str, field| minute_of(text).ok_or_else(|| fault(CALENDAR, code, field));
    Ok(Hours {
        opens_minute: minute(opens, "opens")?,
        closes_minute: minute(closes, "closes")?,
    })
}

fn day(
    file: &'static str,
    code: &str,
    field: &'static str,
    text: &str,
) -> Result<LocalDay, ListsError> {
    text.parse().map_err(|_| fault(file, code, field))
}

fn certainty(file: &'static str, code: &str, state: &str) -> Result<Certainty, ListsError> {
    [Certainty::Observed, Certainty::Expected]
        .into_iter()
        .find(|certainty| certainty.code() == state)
        .ok_or_else(|| fault(file, code, "state"))
}
