//! What stands in a folder of exports, and in the log of them.

use std::fs;
use std::path::Path;

use app::App;
use app::dto::ExportMade;

/// The files of a folder by name.
#[expect(clippy::unwrap_used, reason = "a test may stop at once")]
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let read = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = read
        .map(|one| one.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// What was exported, the newest first.
#[expect(clippy::unwrap_used, reason = "a test may stop at once")]
pub(crate) fn log(app: &App) -> Vec<ExportMade> {
    app.export_log(None).unwrap().rows
}
