//! Targets: how long each kind of case may take, and when that makes its steps due.
//!
//! Starting values from product, "Figures: definitions", in `assets/lists/targets.json`: settings, not
//! facts. A step is measured in working days of the calendar, or in minutes round the clock where
//! somebody may be in danger.
//!
//! Never here: pausing (a case pauses only while it waits for the caller), a clock, whether something
//! was in time.

use crate::calendar::Calendar;
use crate::id::Millis;

/// How long a step may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// Working days from day 0; 0 is the close of that day.
    WorkingDays(u16),
    /// Minutes from receipt, day and night.
    Minutes(u32),
}

/// What may take how long; none where nothing is set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Target {
    /// Until the caller is told that it is in hand.
    pub acknowledge: Option<Span>,
    /// Until the first action: first contact with the caller, or with whoever must act.
    pub first_action: Option<Span>,
    /// Until the entity it was referred to answers.
    pub entity_answer: Option<Span>,
    /// Until it is resolved.
    pub resolve: Option<Span>,
}

/// When the steps are due.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Due {
    /// Acknowledgement.
    pub acknowledge: Option<Millis>,
    /// First action.
    pub first_action: Option<Millis>,
    /// Answer of the entity.
    pub entity_answer: Option<Millis>,
    /// Resolution.
    pub resolve: Option<Millis>,
}

/// One line of the policy: what it is for, and the steps that it sets. What it leaves open it does not
/// ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetRule {
    /// The immutable code.
    pub code: String,
    /// Code of the type.
    pub type_code: Option<String>,
    /// Codes of subjects of that type; empty for all.
    pub sub_categories: Vec<String>,
    /// Only urgent ones.
    pub urgent: bool,
    /// Code of the priority.
    pub priority: Option<String>,
    /// The steps.
    pub target: Target,
}

/// The policy: its rules in their order. Each step is set by the first rule that fits and sets it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Targets {
    rules: Vec<TargetRule>,
}

impl Targets {
    /// A policy of these rules.
    #[must_use]
    pub const fn new(rules: Vec<TargetRule>) -> Self {
        Self { rules }
    }

    /// Its rules in their order.
    #[must_use]
    pub fn rules(&self) -> &[TargetRule] {
        &self.rules
    }

    /// The target of a case, by codes; nothing is set for an unknown type unless it is urgent.
    #[must_use]
    pub fn target_for(
        &self,
        type_code: &str,
        sub_category: &str,
        urgent: bool,
        priority: &str,
    ) -> Target {
        let fitting = self
            .rules
            .iter()
            .filter(|rule| rule.fits(type_code, sub_category, urgent, priority));
        fitting.fold(Target::default(), |target, rule| Target {
            acknowledge: target.acknowledge.or(rule.target.acknowledge),
            first_action: target.first_action.or(rule.target.first_action),
            entity_answer: target.entity_answer.or(rule.target.entity_answer),
            resolve: target.resolve.or(rule.target.resolve),
        })
    }
}

impl TargetRule {
    fn fits(&self, type_code: &str, sub_category: &str, urgent: bool, priority: &str) -> bool {
        self.type_code
            .as_deref()
            .is_none_or(|code| code == type_code)
            && (self.sub_categories.is_empty()
                || self.sub_categories.iter().any(|code| code == sub_category))
            && (urgent || !self.urgent)
            && self.priority.as_deref().is_none_or(|code| code == priority)
    }
}

impl Target {
    /// Whether nothing is set.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// When its steps are due for what was received then.
    #[must_use]
    pub fn due(&self, received_at: Millis, calendar: &Calendar) -> Due {
        let due = |span: Option<Span>| span.map(|span| span.due(received_at, calendar));
        Due {
            acknowledge: due(self.acknowledge),
            first_action: due(self.first_action),
            entity_answer: due(self.entity_answer),
            resolve: due(self.resolve),
        }
    }
}

impl Span {
    /// When a step that may take so long is due: the close of the last working day, or the minute.
    #[must_use]
    pub fn due(self, received_at: Millis, calendar: &Calendar) -> Millis {
        match self {
            Self::WorkingDays(days) => Millis(calendar.due_at_ms(received_at.0, days)),
            Self::Minutes(minutes) => Millis(
                received_at
                    .0
                    .saturating_add(i64::from(minutes).saturating_mul(60_000)),
            ),
        }
    }
}

#[cfg(test)]
mod tests;
