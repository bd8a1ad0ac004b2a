//! Where this copy keeps its data: named on the command line, by the environment, or the usual place.

use std::ffi::OsString;
use std::fmt;
use std::path::PathBuf;

/// What the command line takes.
pub(crate) const USAGE: &str = "usage: nida [--data DIR]";

/// The folders of this copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    /// The folder of the store; may not exist yet.
    pub(crate) data_folder: PathBuf,
}

/// Why no place could be told from the command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PlaceError {
    /// The person asked what the command line takes.
    Help,
    /// `--data` without a folder behind it.
    NoFolder,
    /// Something that is not known.
    Unknown(OsString),
    /// Neither an option, nor a home folder, tells a place.
    NoHome,
}

impl fmt::Display for PlaceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Help => f.write_str(USAGE),
            Self::NoFolder => f.write_str("--data wants a folder"),
            Self::Unknown(argument) => write!(f, "unknown argument {argument:?}"),
            Self::NoHome => f.write_str("no home folder: say --data DIR"),
        }
    }
}

impl Place {
    /// The place that this process was started for.
    ///
    /// # Errors
    /// An argument that is not known, or no place at all.
    pub(crate) fn from_process() -> Result<Self, PlaceError> {
        Self::choose(std::env::args_os().skip(1), |name| {
            std::env::var_os(name).filter(|value| !value.is_empty())
        })
    }

    /// `--data DIR`, else `NIDA_DATA`, else `nida` in the person's data folder (XDG Base Directory
    /// Specification; on Windows `LOCALAPPDATA`).
    fn choose(
        arguments: impl Iterator<Item = OsString>,
        environment: impl Fn(&str) -> Option<OsString>,
    ) -> Result<Self, PlaceError> {
        let mut arguments = arguments;
        let mut named = None;
        while let Some(argument) = arguments.next() {
            if argument == "--data" {
                named = Some(arguments.next().ok_or(PlaceError::NoFolder)?);
            } else if argument == "--help" {
                return Err(PlaceError::Help);
            } else {
                return Err(PlaceError::Unknown(argument));
            }
        }
        let data_folder = named
            .or_else(|| environment("NIDA_DATA"))
            .map(PathBuf::from)
            .or_else(|| {
                environment("XDG_DATA_HOME").map(|folder| PathBuf::from(folder).join("nida"))
            })
            .or_else(|| {
                environment("LOCALAPPDATA").map(|folder| PathBuf::from(folder).join("nida"))
            })
            .or_else(|| {
                environment("HOME").map(|home| PathBuf::from(home).join(".local/share/nida"))
            })
            .ok_or(PlaceError::NoHome)?;
        Ok(Self { data_folder })
    }

    /// Where the local logs lie.
    pub(crate) fn log_folder(&self) -> PathBuf {
        self.data_folder.join("logs")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(arguments: &[&str], environment: &[(&str, &str)], expected: Result<&str, PlaceError>) {
        let chosen = Place::choose(arguments.iter().map(OsString::from), |name| {
            let found = environment.iter().find(|(key, _)| *key == name);
            found.map(|(_, value)| OsString::from(value))
        });
        let expected = expected.map(|folder| Place {
            data_folder: PathBuf::from(folder),
        });
        assert_eq!(chosen, expected, "{arguments:?} with {environment:?}");
    }

    /// A person who names a folder must get that one and no other: two stores would look like lost calls.
    #[test]
    fn the_nearest_word_about_the_place_counts() {
        let home = ("HOME", "/home/amal");
        let data = ("XDG_DATA_HOME", "/data");
        let nida = ("NIDA_DATA", "/srv/nida");
        check(&[], &[home], Ok("/home/amal/.local/share/nida"));
        check(&[], &[home, data], Ok("/data/nida"));
        check(&[], &[home, data, nida], Ok("/srv/nida"));
        check(&["--data", "/d"], &[home, data, nida], Ok("/d"));
        check(&[], &[], Err(PlaceError::NoHome));
        check(&["--data"], &[home], Err(PlaceError::NoFolder));
        check(&["--help"], &[home], Err(PlaceError::Help));
        check(
            &["--dat"],
            &[home],
            Err(PlaceError::Unknown("--dat".into())),
        );
    }
}
