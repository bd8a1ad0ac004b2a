//! What whoever helps from afar asks first, as a text to copy: the program, the machine, where the store and
//! the link stand, what a look at the condition of the machine found, and the last lines of the log.
//!
//! Nobody is in it: no caller, no call, no name, no address, no path. It is in English, for those who read
//! logs, and can be had on every page, since it is wanted most where the store does not open.

use std::fmt::Write as _;
use std::fs;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::Path;

use chrono::DateTime;
use serde::Serialize;
use store::{Folder, WaysIn};

use crate::dto::Finding;
use crate::{App, ErrorDto, Result};

/// How much of the log's end is told, in bytes.
const LOG_BYTES: u64 = 16 * 1024;
/// Where the shell writes its log, in the data folder.
const LOG: &str = "logs/nida.log";
/// Files of the store whose size says something.
const FILES: [&str; 3] = ["nida.db", "nida.db-wal", "slots.json"];

impl App {
    /// The text.
    ///
    /// # Errors
    /// None: what cannot be told is told as unknown.
    pub fn diagnostics(&self) -> Result<String> {
        let mut text = String::new();
        let clock = &self.config().clock;
        let folder = &self.config().data_folder;
        let mut tell = |what: &str, value: &str| {
            // Writing into a string does not fail.
            let _ = writeln!(text, "{what}: {value}");
        };
        tell("nida", env!("CARGO_PKG_VERSION"));
        tell(
            "system",
            &format!("{} {}", std::env::consts::OS, std::env::consts::ARCH),
        );
        tell("clock", &instant(clock.now().0));
        tell("zone", &format!("{} min from UTC", clock.zone_min()));
        tell("runs", &format!("{} s", clock.since_start_ms() / 1_000));
        match self.app_state() {
            Ok(state) => {
                tell("phase", &code(&state.phase));
                tell("practice", if state.practice { "yes" } else { "no" });
                tell("language", &code(&state.locale));
                let refusal = state.refusal.map(|refusal| code(&refusal.code));
                tell("refusal", refusal.as_deref().unwrap_or("none"));
                let fixed: Vec<String> = state.policy.locked.iter().map(code).collect();
                tell("fixed by policy", &list(&fixed));
                let problem = state.policy.problem.map(|problem| with_args(&problem));
                tell("policy", problem.as_deref().unwrap_or("no problem"));
                let unopened: Vec<String> = state.unopened.iter().map(with_args).collect();
                tell("not opened by itself", &list(&unopened));
            }
            Err(error) => tell("phase", &error.to_string()),
        }
        if let Ok(ways) = WaysIn::of(&Folder::at(folder)) {
            let mut named: Vec<String> =
                ways.ways.iter().map(|way| way.code().to_owned()).collect();
            named.extend((ways.unknown > 0).then(|| format!("{} unknown", ways.unknown)));
            tell("opened by", &list(&named));
        }
        for file in FILES {
            let size = fs::metadata(folder.join(file)).map(|metadata| metadata.len());
            let size = size.map_or_else(|_| "none".into(), |bytes| format!("{bytes} bytes"));
            tell(file, &size);
        }
        let backups = fs::read_dir(folder.join("backups")).map_or(0, Iterator::count);
        tell("backups", &backups.to_string());
        if let Some(desk) = self.open_desk() {
            let link = desk.syncer.status();
            tell("link", &format!("{:?}", link.state));
            tell("waiting", &link.waiting.to_string());
            tell("held", &link.held.to_string());
            let oldest = link.oldest_at.map(|at| instant(at.0));
            tell("oldest waiting", oldest.as_deref().unwrap_or("none"));
            let contact = link.last_contact_at.map(|at| instant(at.0));
            tell("last contact", contact.as_deref().unwrap_or("never"));
            let problem = link.problem.map(|problem| format!("{problem:?}"));
            tell("problem", problem.as_deref().unwrap_or("none"));
        }
        for finding in self.condition_at_once().findings {
            tell(
                &format!("found, {}", code(&finding.level)),
                &with_facts(&finding),
            );
        }
        tell("log", "its last lines");
        text.push_str(&end_of_log(&folder.join(LOG)));
        Ok(text)
    }
}

/// A code as the screen knows it.
fn code(value: &impl Serialize) -> String {
    let value = serde_json::to_value(value).unwrap_or_default();
    value.as_str().unwrap_or("unknown").to_owned()
}

/// The code of a finding with its facts and what went wrong.
fn with_facts(finding: &Finding) -> String {
    let facts = finding
        .args
        .iter()
        .map(|(name, value)| format!(" {name}={value}"));
    let problem = finding.problem.as_ref().map(with_args);
    let problem = problem.map_or_else(String::new, |problem| format!(" ({problem})"));
    code(&finding.code) + &facts.collect::<String>() + &problem
}

/// An error's code with its facts: a line, a key of the policy; nobody's words are among them.
fn with_args(error: &ErrorDto) -> String {
    let args = error
        .args
        .iter()
        .map(|(name, value)| format!(" {name}={value}"));
    code(&error.code) + &args.collect::<String>()
}

fn list(named: &[String]) -> String {
    match named {
        [] => "none".into(),
        named => named.join(", "),
    }
}

fn instant(ms: i64) -> String {
    DateTime::from_timestamp_millis(ms).map_or_else(|| "unknown".into(), |at| at.to_rfc3339())
}

/// Whole lines from the end of the log; empty where there is none.
fn end_of_log(path: &Path) -> String {
    let read = || -> std::io::Result<Vec<u8>> {
        let mut file = fs::File::open(path)?;
        let from = file.metadata()?.len().saturating_sub(LOG_BYTES);
        file.seek(SeekFrom::Start(from))?;
        let mut end = Vec::new();
        file.take(LOG_BYTES).read_to_end(&mut end)?;
        if from > 0 {
            let first = end.iter().position(|byte| *byte == b'\n');
            end.drain(..first.map_or(0, |at| at + 1));
        }
        Ok(end)
    };
    String::from_utf8_lossy(&read().unwrap_or_default()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whole lines only, however long the log has grown.
    #[test]
    fn the_end_of_a_long_log_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("nida.log");
        assert_eq!(end_of_log(&path), "");
        let lines: String = (0..5_000).map(|n| format!("line {n}\n")).collect();
        fs::write(&path, &lines).unwrap();
        let end = end_of_log(&path);
        assert!(end.ends_with("line 4999\n") && end.starts_with("line "));
        assert!(end.len() as u64 <= LOG_BYTES && lines.ends_with(&end));
        fs::write(&path, "one\n").unwrap();
        assert_eq!(end_of_log(&path), "one\n");
    }
}
