//! The stages of a command: each timed, all of them in a closing table, failures collected.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use crate::count::Counts;
use crate::shell::Failure;

/// The stages so far.
#[derive(Debug, Default)]
pub(crate) struct Stages {
    done: Vec<Stage>,
}

#[derive(Debug)]
struct Stage {
    name: &'static str,
    took: Duration,
    /// What the table says of it.
    outcome: String,
    /// None for a stage that only prepares.
    counts: Option<Counts>,
    succeeded: bool,
}

impl Stages {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// A stage that prepares something; false where the rest cannot go on.
    pub(crate) fn prepare(
        &mut self,
        name: &'static str,
        work: impl FnOnce() -> Result<String, Failure>,
    ) -> bool {
        let (took, result) = timed(name, work);
        let succeeded = result.is_ok();
        let outcome = result.unwrap_or_else(|failure| said(name, &failure));
        self.done.push(Stage {
            name,
            took,
            outcome,
            counts: None,
            succeeded,
        });
        succeeded
    }

    /// A stage that checks something. One that counts no tests of its own counts as one.
    pub(crate) fn check(
        &mut self,
        name: &'static str,
        work: impl FnOnce() -> Result<Counts, Failure>,
    ) {
        let (took, result) = timed(name, work);
        let (counts, succeeded) = match result {
            Ok(counts) if counts == Counts::default() => (
                Counts {
                    passed: 1,
                    failed: 0,
                },
                true,
            ),
            Ok(counts) => (counts, counts.failed == 0),
            Err(failure) => {
                said(name, &failure);
                let mut counts = match failure {
                    Failure::Ended { counts, .. } => counts,
                    Failure::Missing(_) => Counts::default(),
                };
                counts.failed = counts.failed.max(1);
                (counts, false)
            }
        };
        let outcome = format!("{} passed, {} failed", counts.passed, counts.failed);
        self.done.push(Stage {
            name,
            took,
            outcome,
            counts: Some(counts),
            succeeded,
        });
    }

    /// Prints the table and, where something was checked, the sum; says how the command ended.
    pub(crate) fn close(self) -> ExitCode {
        let total: Duration = self.done.iter().map(|stage| stage.took).sum();
        println!("\n{:>6}  stage", "time");
        for stage in &self.done {
            let mark = if stage.succeeded { "" } else { "  ← failed" };
            println!(
                "{:>6}  {:<22} {}{mark}",
                clock(stage.took),
                stage.name,
                stage.outcome
            );
        }
        println!("{:>6}  in all", clock(total));
        let mut sum = Counts::default();
        let checked: Vec<Counts> = self.done.iter().filter_map(|stage| stage.counts).collect();
        for counts in &checked {
            sum += *counts;
        }
        // A preparation that failed keeps tests from running: that is a failure too.
        let unprepared = self
            .done
            .iter()
            .filter(|stage| stage.counts.is_none() && !stage.succeeded);
        sum.failed += u32::try_from(unprepared.count()).unwrap_or(u32::MAX);
        if !checked.is_empty() || sum.failed > 0 {
            println!("{} passed, {} failed", sum.passed, sum.failed);
        }
        ExitCode::from(u8::from(sum.failed > 0))
    }
}

fn timed<T>(name: &str, work: impl FnOnce() -> T) -> (Duration, T) {
    println!("\n── {name}");
    let start = Instant::now();
    let result = work();
    (start.elapsed(), result)
}

fn said(name: &str, failure: &Failure) -> String {
    eprintln!("{name}: {failure}");
    "failed".to_owned()
}

/// Minutes and seconds.
fn clock(time: Duration) -> String {
    let seconds = time.as_secs();
    format!("{}:{:02}", seconds / 60, seconds % 60)
}
