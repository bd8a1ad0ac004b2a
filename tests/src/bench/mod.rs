//! What people wait for, measured side by side in one run, and told with what it was held against.
//!
//! Machines are shared and noisy: only the ratio of two things measured in turns within one run counts.
//! A row that does not hold is told as that, with its cause as far as it is known. Never here: an
//! assertion about time.

mod bare;
mod caller;
mod export;
mod figures;
mod ground;
mod launch;
mod lists;
mod memory;
mod painted;
mod plain;
mod report;
mod save;
mod search;
mod spread;
mod start;
mod synced;

use std::path::PathBuf;

pub use ground::Ground;
pub use report::{Report, Row};

use crate::{Failure, Told};

/// What a run measures and how much of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Small stores and few repeats: shows that everything runs, not how fast.
    pub quick: bool,
    /// One group of rows alone.
    pub only: Option<String>,
    /// Where the stores are kept after the run and taken from by the next one, for whoever works at
    /// one group; without, they are made anew and gone with the run.
    pub stores: Option<PathBuf>,
    /// Calls of the big store, where it is not to hold a million.
    pub calls: Option<u32>,
}

/// The groups of rows, in the order in which they are measured.
pub const GROUPS: [&str; 10] = [
    "save", "search", "caller", "lists", "figures", "export", "synced", "start", "painted",
    "memory",
];

impl Plan {
    /// From the command line.
    ///
    /// # Errors
    /// An argument or a group that is not known.
    pub fn read(arguments: &[String]) -> Told<Self> {
        let usage = || {
            Failure::new(format!(
                "usage: bench [--quick] [--only {}] [--stores FOLDER] [--calls NUMBER]",
                GROUPS.join("|")
            ))
        };
        let mut plan = Self {
            quick: false,
            only: None,
            stores: None,
            calls: None,
        };
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--quick" => plan.quick = true,
                "--only" => {
                    let group = arguments.next().ok_or_else(usage)?;
                    if !GROUPS.contains(&group.as_str()) {
                        return Err(usage());
                    }
                    plan.only = Some(group.clone());
                }
                "--stores" => {
                    plan.stores = Some(arguments.next().ok_or_else(usage)?.into());
                }
                "--calls" => {
                    let calls = arguments.next().and_then(|calls| calls.parse().ok());
                    plan.calls = Some(calls.ok_or_else(usage)?);
                }
                _ => return Err(usage()),
            }
        }
        Ok(plan)
    }

    fn wants(&self, group: &str) -> bool {
        self.only.as_deref().is_none_or(|only| only == group)
    }
}

/// Measures what the plan wants, and tells where the report lies.
///
/// # Errors
/// Something could not be measured at all; rows that do not hold are no error.
pub fn measure(plan: &Plan) -> Told<PathBuf> {
    let mut report = Report::begin()?;
    let ground = Ground::prepare(plan)?;
    if plan.wants("save") {
        report.add(save::rows(&ground)?);
    }
    if plan.wants("search") {
        report.add(search::rows(&ground)?);
    }
    if plan.wants("caller") {
        report.add(caller::rows(&ground)?);
    }
    if plan.wants("lists") {
        report.add(lists::rows(&ground)?);
    }
    if plan.wants("figures") {
        report.add(figures::rows(&ground)?);
    }
    if plan.wants("export") {
        report.add(export::rows(&ground)?);
    }
    let runtime = tokio::runtime::Runtime::new()?;
    if plan.wants("synced") {
        report.add(synced::rows(&ground, &runtime)?);
    }
    if plan.wants("start") {
        report.add(runtime.block_on(start::rows(&ground))?);
    }
    if plan.wants("painted") {
        report.add(runtime.block_on(painted::rows(&ground))?);
    }
    if plan.wants("memory") {
        report.add(runtime.block_on(memory::rows(&ground))?);
    }
    report.write()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(arguments: &[&str]) -> Option<Plan> {
        let arguments: Vec<String> = arguments.iter().map(ToString::to_string).collect();
        Plan::read(&arguments).ok()
    }

    /// A measure that silently was another would be believed.
    #[test]
    fn the_command_line_says_what_is_measured() {
        let plan = |quick, only: Option<&str>| {
            Some(Plan {
                quick,
                only: only.map(str::to_owned),
                stores: None,
                calls: None,
            })
        };
        assert_eq!(read(&[]), plan(false, None));
        assert_eq!(read(&["--quick"]), plan(true, None));
        assert_eq!(
            read(&["--only", "save", "--quick"]),
            plan(true, Some("save"))
        );
        assert_eq!(
            read(&["--stores", "here"]).and_then(|plan| plan.stores),
            Some(PathBuf::from("here"))
        );
        assert_eq!(read(&["--stores"]), None);
        assert_eq!(
            read(&["--calls", "200000"]).and_then(|plan| plan.calls),
            Some(200_000)
        );
        assert_eq!(read(&["--calls", "many"]), None);
        assert_eq!(read(&["--only"]), None);
        assert_eq!(read(&["--only", "speed"]), None);
        assert_eq!(read(&["--fast"]), None);
    }
}
