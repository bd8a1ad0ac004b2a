//! What is found, as it is gathered.

use std::collections::BTreeMap;
use std::fmt::Display;

use domain::id::Millis;

use crate::ErrorDto;
use crate::dto::{Condition, Finding, FindingCode, FindingLevel};

/// Longest fact that comes from elsewhere than this program, in characters.
const TEXT_CHARS_MAX: usize = 60;

/// The findings so far.
#[derive(Debug, Default)]
pub(super) struct Findings(Vec<Finding>);

impl Findings {
    /// Adds one; its facts are named by what is answered.
    pub(super) fn add(&mut self, code: FindingCode) -> Facts<'_> {
        self.0.push(Finding {
            area: code.area(),
            level: code.level(),
            code,
            args: BTreeMap::new(),
            problem: None,
        });
        Facts(self.0.last_mut())
    }

    /// Adds one that has no facts.
    pub(super) fn plain(&mut self, code: FindingCode) {
        self.add(code);
    }

    /// As they are told.
    pub(super) fn told(self, thorough: bool) -> Condition {
        let Self(mut findings) = self;
        // What is worst in an area stands first in it.
        findings.sort_by_key(|one| (one.area, std::cmp::Reverse(one.level)));
        let worst = findings.iter().map(|one| one.level).max();
        Condition {
            level: worst.unwrap_or(FindingLevel::Ok),
            thorough,
            findings,
        }
    }
}

/// The facts of a finding that was just added.
pub(super) struct Facts<'a>(Option<&'a mut Finding>);

impl Facts<'_> {
    pub(super) fn count(self, count: impl TryInto<u64>) -> Self {
        self.number("count", count)
    }

    pub(super) fn number(self, name: &str, number: impl TryInto<u64>) -> Self {
        self.set(name, number.try_into().unwrap_or(u64::MAX))
    }

    pub(super) fn at(self, Millis(at): Millis) -> Self {
        self.set("at", at)
    }

    pub(super) fn since(self, Millis(at): Millis) -> Self {
        self.set("since_at", at)
    }

    /// A code or a version; what comes from elsewhere is bounded.
    pub(super) fn text(self, name: &str, text: &str) -> Self {
        let kept: String = text.chars().take(TEXT_CHARS_MAX).collect();
        self.set(name, kept)
    }

    pub(super) fn problem(mut self, problem: &ErrorDto) -> Self {
        if let Some(finding) = &mut self.0 {
            finding.problem = Some(problem.clone());
        }
        self
    }

    fn set(mut self, name: &str, value: impl Display) -> Self {
        if let Some(finding) = &mut self.0 {
            finding.args.insert(name.to_owned(), value.to_string());
        }
        self
    }
}
