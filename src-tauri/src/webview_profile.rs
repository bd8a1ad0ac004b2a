//! The folder in which the webview keeps its caches: one for each run, gone when the run ends.
//!
//! A webview writes caches and typed values of its own, outside the encrypted store. An incognito
//! window would not, but no driver can open one, and then nothing could be tested as people use it.
//! So the profile lies in the run's own folder: in memory where the system has a runtime folder, and
//! swept at the next start where a run was killed.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// How the folder's name begins; the process id follows.
const PREFIX: &str = "nida-webview-";

/// The webview's folder of this run.
#[derive(Debug)]
pub(crate) struct WebviewProfile {
    folder: PathBuf,
}

impl WebviewProfile {
    /// Makes the folder of this run and removes those of runs that ended without doing so.
    ///
    /// # Errors
    /// The folder cannot be made.
    pub(crate) fn make() -> io::Result<Self> {
        let runtime = std::env::var_os("XDG_RUNTIME_DIR").filter(|folder| !folder.is_empty());
        let base = runtime.map_or_else(std::env::temp_dir, PathBuf::from);
        Self::make_in(&base, std::process::id(), is_running)
    }

    fn make_in(base: &Path, process: u32, is_running: impl Fn(u32) -> bool) -> io::Result<Self> {
        sweep(base, process, is_running);
        let folder = base.join(format!("{PREFIX}{process}"));
        make_private(&folder)?;
        Ok(Self { folder })
    }

    /// Where it lies.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Removes it with all that the webview left in it.
    pub(crate) fn remove(&self) {
        if let Err(error) = fs::remove_dir_all(&self.folder) {
            tracing::warn!(%error, "the webview's folder stays until the next start");
        }
    }
}

/// Makes a folder that nobody else may look into.
fn make_private(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Removes the folders of runs that are over. One that cannot be removed belongs to somebody else.
fn sweep(base: &Path, own: u32, is_running: impl Fn(u32) -> bool) {
    for entry in fs::read_dir(base).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let process = name
            .to_str()
            .and_then(|name| name.strip_prefix(PREFIX)?.parse().ok());
        if process.is_some_and(|process: u32| process == own || !is_running(process)) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// Whether a process of this id is there. Where that cannot be told, it counts as running: a folder
/// left over is a smaller harm than one taken away from under a window.
fn is_running(process: u32) -> bool {
    if !Path::new("/proc/self").exists() {
        return true;
    }
    let stat = Path::new("/proc").join(process.to_string()).join("stat");
    match fs::read_to_string(stat) {
        Ok(stat) => !has_ended(&stat),
        Err(error) => error.kind() != io::ErrorKind::NotFound,
    }
}

/// Whether the line of `/proc/<id>/stat` is that of a process that has ended and whose parent has not asked
/// for its end yet (proc(5): the state is the first word behind the name, which stands in brackets).
fn has_ended(stat: &str) -> bool {
    let state = stat.rsplit_once(')').map(|(_, rest)| rest.trim_start());
    state.is_some_and(|state| state.starts_with(['Z', 'X']))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A killed program whose parent is slow counts as over: its folder must not outlive the next start.
    #[test]
    fn who_only_waits_to_be_asked_for_has_ended() {
        let check = |stat: &str, expected: bool| assert_eq!(has_ended(stat), expected, "{stat}");
        check("812 (nida) Z 1 812", true);
        check("812 (nida) S 1 812", false);
        check("812 (odd ) Z name) R 1 812", false);
        check("", false);
        assert!(is_running(std::process::id()), "this one runs");
    }

    /// What a killed run left behind may hold typed text: the next start must take it away.
    #[test]
    fn the_folder_of_a_killed_run_is_swept_and_that_of_a_running_one_kept() {
        let base = tempfile::tempdir().unwrap();
        for name in [
            "nida-webview-10",
            "nida-webview-11",
            "nida-webview-x",
            "other",
        ] {
            fs::create_dir(base.path().join(name)).unwrap();
        }
        let profile = WebviewProfile::make_in(base.path(), 12, |process| process == 11).unwrap();
        let there = |name: &str| base.path().join(name).exists();
        assert!(!there("nida-webview-10"), "the killed run's folder is gone");
        assert!(
            there("nida-webview-11"),
            "the running copy keeps its folder"
        );
        assert!(
            there("nida-webview-x") && there("other"),
            "what is not ours is left alone"
        );
        fs::write(profile.folder().join("cache"), "typed").unwrap();
        profile.remove();
        assert!(!there("nida-webview-12"), "nothing of this run stays");
    }
}
