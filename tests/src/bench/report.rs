//! The rows of a run: a table to read, `target/bench/report.json` to compare.

use std::fs;
use std::path::PathBuf;

use serde::Serialize;

use crate::Told;
use crate::window::target_folder;

/// One thing that was measured.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row {
    /// What.
    pub name: &'static str,
    /// How much.
    pub value: f64,
    /// Of what.
    pub unit: &'static str,
    /// What it is held against, measured in the same run; empty where it stands alone.
    pub against: &'static str,
    /// How much that was.
    pub against_value: Option<f64>,
    /// `value` over `against_value`.
    pub ratio: Option<f64>,
    /// What was promised, in words.
    pub goal: &'static str,
    /// Whether it was kept.
    pub holds: bool,
    /// How many times it was measured.
    pub n: usize,
    /// On what, how spread, under which load; of a row that does not hold, why.
    pub note: String,
}

impl Row {
    /// A value held to a ratio to another of the same run.
    pub(super) fn ratio(
        name: &'static str,
        (value, unit): (f64, &'static str),
        (against, against_value): (&'static str, f64),
        (goal, most): (&'static str, f64),
        n: usize,
    ) -> Self {
        let ratio = value / against_value;
        Self {
            name,
            value,
            unit,
            against,
            against_value: Some(against_value),
            ratio: Some(ratio),
            goal,
            holds: ratio <= most,
            n,
            note: String::new(),
        }
    }

    /// A value held to a bound.
    pub(super) fn bound(
        name: &'static str,
        (value, unit): (f64, &'static str),
        (goal, most): (&'static str, f64),
        n: usize,
    ) -> Self {
        Self {
            name,
            value,
            unit,
            against: "",
            against_value: None,
            ratio: None,
            goal,
            holds: value <= most,
            n,
            note: String::new(),
        }
    }

    /// Tells what else took how long in the same run; the bound is what is judged by.
    pub(super) fn beside(mut self, against: &'static str, value: f64) -> Self {
        self.against = against;
        self.against_value = Some(value);
        self.ratio = Some(self.value / value);
        self
    }

    /// Says why, should it not hold: what is known of the cause when this was written.
    pub(super) fn because(mut self, cause: &str) -> Self {
        if !self.holds {
            let stop = if self.note.is_empty() { "" } else { "; " };
            self.note = format!("{}{stop}{cause}", self.note);
        }
        self
    }

    pub(super) fn noted(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }
}

/// The rows so far.
#[derive(Debug)]
pub struct Report {
    rows: Vec<Row>,
}

impl Report {
    /// An empty one, and on the terminal on what machine it is made.
    ///
    /// # Errors
    /// The folder of the report cannot be made.
    pub fn begin() -> Told<Self> {
        fs::create_dir_all(folder())?;
        println!("{}", machine());
        Ok(Self { rows: Vec::new() })
    }

    /// Adds rows, each with the load of the machine as it is now, since others may work on it.
    pub(super) fn add(&mut self, rows: Vec<Row>) {
        let load = first_word("/proc/loadavg");
        for mut row in rows {
            let stop = if row.note.is_empty() { "" } else { "; " };
            row.note = format!("{}{stop}load {load}", row.note);
            println!("{}", line(&row));
            self.rows.push(row);
        }
    }

    /// Prints the table, writes the report and tells where it lies.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn write(&self) -> Told<PathBuf> {
        println!("\n{}", table(&self.rows));
        let path = folder().join("report.json");
        let mut text = serde_json::to_vec_pretty(&self.rows)?;
        text.push(b'\n');
        fs::write(&path, text)?;
        Ok(path)
    }
}

/// Where a run keeps its files.
pub(super) fn folder() -> PathBuf {
    target_folder().join("bench")
}

fn table(rows: &[Row]) -> String {
    let head = "| measured | value | against | ratio | goal | holds | n | note |\n|---|---|---|---|---|---|---|---|";
    let lines = rows.iter().map(line);
    std::iter::once(head.to_owned())
        .chain(lines)
        .collect::<Vec<_>>()
        .join("\n")
}

fn line(row: &Row) -> String {
    let against = row.against_value.map_or_else(
        || "–".to_owned(),
        |value| format!("{} {value:.2} {}", row.against, row.unit),
    );
    let ratio = row
        .ratio
        .map_or_else(|| "–".to_owned(), |ratio| format!("{ratio:.2}"));
    let holds = if row.holds { "yes" } else { "**no**" };
    format!(
        "| {} | {:.2} {} | {against} | {ratio} | {} | {holds} | {} | {} |",
        row.name, row.value, row.unit, row.goal, row.n, row.note
    )
}

/// The machine in a line: processor, cores, memory, system, load.
fn machine() -> String {
    let processor = field("/proc/cpuinfo", "model name");
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let memory_gib = field("/proc/meminfo", "MemTotal")
        .trim_end_matches(" kB")
        .parse::<f64>()
        .map_or(0.0, |kib| kib / 1_048_576.0);
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    let load = first_word("/proc/loadavg");
    format!(
        "{processor}, {cores} cores, {memory_gib:.0} GiB, Linux {}, load {load} at the start",
        kernel.trim()
    )
}

/// What stands behind the colon of the first line of this name.
fn field(file: &str, name: &str) -> String {
    let text = fs::read_to_string(file).unwrap_or_default();
    let line = text.lines().find(|line| line.starts_with(name));
    line.and_then(|line| line.split_once(':'))
        .map(|(_, value)| value.trim().to_owned())
        .unwrap_or_default()
}

fn first_word(file: &str) -> String {
    let text = fs::read_to_string(file).unwrap_or_default();
    text.split(' ').next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The report is read by others: its names and its judgement are promises.
    #[test]
    fn a_row_is_judged_and_told() {
        let good = Row::ratio("save", (3.0, "ms"), ("bare", 2.0), ("≤ 1.5 ×", 1.5), 10);
        let bad = Row::bound("longest", (31.0, "ms"), ("≤ 30 ms", 30.0), 10)
            .noted("a checkpoint")
            .because("disk");
        let good = good.because("disk");
        assert!(good.holds && !bad.holds);
        assert_eq!(
            serde_json::to_value(&good).unwrap(),
            serde_json::json!({
                "name": "save", "value": 3.0, "unit": "ms", "against": "bare", "against_value": 2.0,
                "ratio": 1.5, "goal": "≤ 1.5 ×", "holds": true, "n": 10, "note": ""
            })
        );
        let table = table(&[good, bad]);
        assert!(table.contains("| save | 3.00 ms | bare 2.00 ms | 1.50 | ≤ 1.5 × | yes | 10 |  |"));
        assert!(table.contains(
            "| longest | 31.00 ms | – | – | ≤ 30 ms | **no** | 10 | a checkpoint; disk |"
        ));
    }
}
