//! What was found, as a plain table for people and as JSON for whatever reads it.
//!
//! Never here: a code, a token, a key.

use std::fmt;

use serde::Serialize;

use crate::check::Check;

/// What became of one promise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "verdict")]
pub enum Verdict {
    /// It holds.
    Holds,
    /// It does not.
    Fails {
        /// What was seen.
        seen: String,
    },
    /// It could not be tried.
    NotTested {
        /// What that would need.
        why: &'static str,
    },
}

/// One promise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Its name, which stays.
    pub name: &'static str,
    /// What is promised.
    pub promise: &'static str,
    /// What became of it.
    #[serde(flatten)]
    pub verdict: Verdict,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The endpoint.
    pub address: String,
    /// How many promises hold.
    pub hold: usize,
    /// How many do not.
    pub fail: usize,
    /// How many could not be tried.
    pub not_tested: usize,
    /// Every one of them.
    pub promises: Vec<Row>,
}

impl Report {
    pub(crate) fn new(address: &str) -> Self {
        Self {
            address: address.to_owned(),
            hold: 0,
            fail: 0,
            not_tested: 0,
            promises: Vec::new(),
        }
    }

    pub(crate) fn add(&mut self, check: &Check, verdict: Verdict) {
        match verdict {
            Verdict::Holds => self.hold += 1,
            Verdict::Fails { .. } => self.fail += 1,
            Verdict::NotTested { .. } => self.not_tested += 1,
        }
        self.promises.push(Row {
            name: check.name,
            promise: check.promise,
            verdict,
        });
    }

    /// Whether nothing was found that the contract does not allow.
    #[must_use]
    pub const fn conforms(&self) -> bool {
        self.fail == 0
    }
}

impl fmt::Display for Report {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = self.promises.iter().map(|row| row.name.len()).max();
        let width = width.unwrap_or(0);
        writeln!(out, "{}", self.address)?;
        for row in &self.promises {
            let (word, below) = match &row.verdict {
                Verdict::Holds => ("holds", None),
                Verdict::Fails { seen } => ("FAILS", Some(seen.as_str())),
                Verdict::NotTested { why } => ("-", Some(*why)),
            };
            writeln!(out, "{word:5}  {:width$}  {}", row.name, row.promise)?;
            if let Some(below) = below {
                writeln!(out, "{:7}{:width$}  > {below}", "", "")?;
            }
        }
        write!(
            out,
            "{} hold, {} fail, {} not tested",
            self.hold, self.fail, self.not_tested
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::CHECKS;

    fn report() -> Report {
        let mut report = Report::new("https://centre.example.om");
        let verdicts = [
            Verdict::Holds,
            Verdict::Fails {
                seen: "it hung up".into(),
            },
            Verdict::NotTested { why: "needs more" },
        ];
        for (check, verdict) in CHECKS.iter().zip(verdicts) {
            report.add(check, verdict);
        }
        report
    }

    #[test]
    fn what_fails_is_said_and_counted() {
        let report = report();
        assert!(!report.conforms());
        let text = report.to_string();
        assert!(text.contains("FAILS  hello-speaks-the-protocol"), "{text}");
        assert!(text.contains("> it hung up\n"), "{text}");
        assert!(text.ends_with("1 hold, 1 fail, 1 not tested"), "{text}");
    }

    /// Others read it: names and words stay.
    #[test]
    fn the_report_has_one_form() {
        let json = serde_json::to_value(report()).unwrap();
        assert_eq!(json["fail"], 1);
        let first = &json["promises"][0];
        assert_eq!(first["name"], "hello-is-known");
        assert_eq!(first["verdict"], "holds");
        assert_eq!(json["promises"][1]["verdict"], "fails");
        assert_eq!(json["promises"][1]["seen"], "it hung up");
        assert_eq!(json["promises"][2]["verdict"], "not_tested");
    }

    #[test]
    fn no_name_stands_twice() {
        let names: std::collections::BTreeSet<_> = CHECKS.iter().map(|check| check.name).collect();
        assert_eq!(names.len(), CHECKS.len());
    }
}
