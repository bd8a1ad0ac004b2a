//! What a panic leaves behind: a local report of where the program broke.
//!
//! The panic's own message is left out: it may print a value, and a value may be a caller's name.
//! Nothing is sent anywhere.

use std::backtrace::Backtrace;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

/// How many reports are kept; the oldest go first.
const REPORTS_KEPT: usize = 20;

/// From now on every panic of any thread leaves a report in `folder`.
pub(crate) fn install(folder: PathBuf) {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let place = panic
            .location()
            .map(ToString::to_string)
            .unwrap_or_default();
        let backtrace = Backtrace::force_capture().to_string();
        if let Err(error) = write(&folder, &place, &backtrace) {
            tracing::error!(%error, place, "panic, and no report of it could be written");
        } else {
            tracing::error!(place, "panic; a report lies beside the log");
        }
        if cfg!(debug_assertions) {
            usual(panic);
        }
    }));
}

fn write(folder: &Path, place: &str, backtrace: &str) -> std::io::Result<()> {
    app::make_private_folder(folder)?;
    let at_ms = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_millis());
    let mut report = String::new();
    let _ = writeln!(
        report,
        "Nida {} broke at {place}",
        env!("CARGO_PKG_VERSION")
    );
    let _ = writeln!(
        report,
        "thread {}",
        std::thread::current().name().unwrap_or("without a name")
    );
    let _ = writeln!(report, "{} ms since 1970\n\n{backtrace}", at_ms);
    fs::write(folder.join(format!("panic-{at_ms:015}.txt")), report)?;
    drop_oldest(folder)
}

fn drop_oldest(folder: &Path) -> std::io::Result<()> {
    let mut reports: Vec<PathBuf> = fs::read_dir(folder)?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| {
            path.file_name()
                .is_some_and(|name| name.to_string_lossy().starts_with("panic-"))
        })
        .collect();
    reports.sort();
    let surplus = reports.len().saturating_sub(REPORTS_KEPT);
    reports.iter().take(surplus).try_for_each(fs::remove_file)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A report must say where it broke, and must not carry what a caller said.
    #[test]
    fn a_panic_leaves_its_place_and_not_its_message() {
        let folder = tempfile::tempdir().unwrap();
        install(folder.path().to_owned());
        let broken = std::thread::spawn(|| panic!("سالم 99123456"));
        assert!(broken.join().is_err(), "the thread broke");
        let _ = std::panic::take_hook();
        let report = fs::read_dir(folder.path())
            .unwrap()
            .flatten()
            .next()
            .unwrap();
        let text = fs::read_to_string(report.path()).unwrap();
        assert!(
            text.contains("panic_report.rs"),
            "the place is told: {text}"
        );
        assert!(!text.contains("99123456"), "the message stays out: {text}");
    }

    /// A crash at every start must not fill the disk.
    #[test]
    fn old_reports_go_first() {
        let folder = tempfile::tempdir().unwrap();
        for number in 0..REPORTS_KEPT + 5 {
            fs::write(folder.path().join(format!("panic-{number:015}.txt")), "").unwrap();
        }
        write(folder.path(), "here", "").unwrap();
        assert_eq!(
            fs::read_dir(folder.path()).unwrap().count(),
            REPORTS_KEPT,
            "bounded"
        );
        assert!(
            !folder.path().join("panic-000000000000000.txt").exists(),
            "the oldest went"
        );
    }
}
