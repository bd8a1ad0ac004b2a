//! What is counted of a process, in Prometheus' text form. Labels are of a few fixed words: no machine, no site,
//! nothing that anybody sent.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use domain::id::Millis;

use crate::storage::{Condition, MachineState, StorageError, Unfolded};

/// Bounds of the histogram of durations, in seconds.
const BOUNDS_S: [f64; 8] = [0.005, 0.02, 0.1, 0.5, 2.0, 10.0, 30.0, 120.0];

/// What a process has counted since it started.
#[derive(Debug, Default)]
pub(crate) struct Metrics(Mutex<Counted>);

#[derive(Debug, Default)]
struct Counted {
    requests: BTreeMap<(&'static str, u16), u64>,
    took: BTreeMap<&'static str, Histogram>,
    entries: BTreeMap<&'static str, u64>,
    storage: BTreeMap<&'static str, u64>,
}

#[derive(Debug, Default)]
struct Histogram {
    below: [u64; BOUNDS_S.len()],
    count: u64,
    sum: Duration,
}

/// What is asked of the storage when the figures are.
pub(crate) struct Looked {
    pub(crate) machines: Result<Vec<MachineState>, StorageError>,
    pub(crate) unfolded: Result<Vec<Unfolded>, StorageError>,
    pub(crate) now: Millis,
}

impl Metrics {
    fn count(&self, with: impl FnOnce(&mut Counted)) {
        with(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// A request that was answered.
    pub(crate) fn request(&self, route: &'static str, status: u16, took: Duration) {
        self.count(|counted| {
            *counted.requests.entry((route, status)).or_default() += 1;
            let histogram = counted.took.entry(route).or_default();
            for (below, bound) in histogram.below.iter_mut().zip(BOUNDS_S) {
                *below += u64::from(took.as_secs_f64() <= bound);
            }
            histogram.count += 1;
            histogram.sum += took;
        });
    }

    /// What became of a link.
    pub(crate) fn entry(&self, outcome: &'static str) {
        self.count(|counted| *counted.entries.entry(outcome).or_default() += 1);
    }

    /// The storage could not do something.
    pub(crate) fn storage_error(&self, kind: &'static str) {
        self.count(|counted| *counted.storage.entry(kind).or_default() += 1);
    }

    /// All of it as text.
    pub(crate) fn text(&self, looked: &Looked) -> String {
        let mut page = Page::default();
        self.count(|counted| counted.write(&mut page));
        looked.write(&mut page);
        page.0
    }
}

impl Counted {
    fn write(&self, page: &mut Page) {
        page.family("requests_total", "counter", "Requests by route and status.");
        for ((route, status), count) in &self.requests {
            page.row(
                "requests_total",
                &format!("route=\"{route}\",status=\"{status}\""),
                count,
            );
        }
        let name = "request_duration_seconds";
        page.family(
            name,
            "histogram",
            "From the head of a request to the head of its answer.",
        );
        for (route, histogram) in &self.took {
            for (bound, below) in BOUNDS_S.iter().zip(histogram.below) {
                let labels = format!("route=\"{route}\",le=\"{bound}\"");
                page.row(&format!("{name}_bucket"), &labels, &below);
            }
            let labels = format!("route=\"{route}\"");
            page.row(
                &format!("{name}_bucket"),
                &format!("{labels},le=\"+Inf\""),
                &histogram.count,
            );
            page.row(
                &format!("{name}_sum"),
                &labels,
                &histogram.sum.as_secs_f64(),
            );
            page.row(&format!("{name}_count"), &labels, &histogram.count);
        }
        page.family("entries_total", "counter", "Links by what became of them.");
        for outcome in ["stored", "duplicate", "held", "mismatch", "fork", "missing"] {
            let count = self.entries.get(outcome).copied().unwrap_or_default();
            page.row("entries_total", &format!("outcome=\"{outcome}\""), &count);
        }
        page.family(
            "storage_errors_total",
            "counter",
            "What the storage could not do.",
        );
        for kind in ["busy", "no_room", "failed", "damaged"] {
            let count = self.storage.get(kind).copied().unwrap_or_default();
            page.row("storage_errors_total", &format!("kind=\"{kind}\""), &count);
        }
    }
}

impl Looked {
    fn write(&self, page: &mut Page) {
        let answers = self.machines.is_ok() && self.unfolded.is_ok();
        page.family("storage_up", "gauge", "Whether the storage answers.");
        page.row("storage_up", "", &u8::from(answers));
        if let Ok(unfolded) = &self.unfolded {
            let behind: u64 = unfolded.iter().map(|one| one.behind).sum();
            page.family(
                "fold_lag",
                "gauge",
                "Numbers of all feeds that reports do not know yet.",
            );
            page.row("fold_lag", "", &behind);
        }
        if let Ok(machines) = &self.machines {
            page.family("machines", "gauge", "Machines by how they are.");
            for condition in Condition::ALL {
                let such = machines
                    .iter()
                    .filter(|one| one.condition(self.now) == condition);
                page.row(
                    "machines",
                    &format!("state=\"{}\"", condition.name()),
                    &such.count(),
                );
            }
            let waiting: u64 = machines.iter().filter_map(|one| one.waiting).sum();
            page.family(
                "entries_waiting",
                "gauge",
                "Entries that machines said wait with them.",
            );
            page.row("entries_waiting", "", &waiting);
            let held: u64 = machines.iter().map(|one| one.held).sum();
            page.family(
                "entries_held",
                "gauge",
                "Entries whose content was not taken yet.",
            );
            page.row("entries_held", "", &held);
        }
    }
}

/// The text as it grows. A String takes whatever is written to it.
#[derive(Default)]
struct Page(String);

impl Page {
    fn family(&mut self, name: &str, kind: &str, help: &str) {
        let _written = write!(
            self.0,
            "# HELP nida_centre_{name} {help}\n# TYPE nida_centre_{name} {kind}\n"
        );
    }

    fn row(&mut self, name: &str, labels: &str, value: &dyn std::fmt::Display) {
        let labels = if labels.is_empty() {
            String::new()
        } else {
            format!("{{{labels}}}")
        };
        let _written = writeln!(self.0, "nida_centre_{name}{labels} {value}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A monitor has to see at once that the storage fails, from the figures of the process that lives.
    #[test]
    fn a_storage_that_fails_is_told() {
        let metrics = Metrics::default();
        metrics.storage_error(StorageError::Busy.kind());
        metrics.storage_error(StorageError::Damaged("made up").kind());
        metrics.request("/v1/feed", 503, Duration::from_millis(50));
        metrics.request("/v1/feed", 200, Duration::from_secs(3));
        let text = metrics.text(&Looked {
            machines: Err(StorageError::Busy),
            unfolded: Err(StorageError::Busy),
            now: Millis(0),
        });
        for row in [
            "nida_centre_storage_up 0",
            "nida_centre_storage_errors_total{kind=\"busy\"} 1",
            "nida_centre_storage_errors_total{kind=\"damaged\"} 1",
            "nida_centre_request_duration_seconds_bucket{route=\"/v1/feed\",le=\"0.02\"} 0",
            "nida_centre_request_duration_seconds_bucket{route=\"/v1/feed\",le=\"0.1\"} 1",
            "nida_centre_request_duration_seconds_bucket{route=\"/v1/feed\",le=\"10\"} 2",
            "nida_centre_request_duration_seconds_sum{route=\"/v1/feed\"} 3.05",
        ] {
            assert!(text.lines().any(|line| line == row), "{row}\n{text}");
        }
        assert!(!text.contains("fold_lag"), "nobody knows");
    }
}
