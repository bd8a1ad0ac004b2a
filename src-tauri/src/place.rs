//! What this copy was started for: where it keeps its data (named on the command line, by the environment,
//! or the usual place), and who is ringing.

use std::ffi::{OsStr, OsString};
use std::fmt;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::PathBuf;

use app::PolicyPlace;

/// What the command line takes.
pub(crate) const USAGE: &str =
    "usage: nida [--data DIR] [--call NUMBER | nida://call?number=NUMBER]";
/// How a link that the system hands to us begins; the letters of a scheme may be large (RFC 3986, 3.1).
const SCHEME: &str = "nida:";

/// The folders of this copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    /// The folder of the store; may not exist yet.
    pub(crate) data_folder: PathBuf,
    /// What a softphone handed over, unread: a number or a link.
    pub(crate) call: Option<String>,
    /// Where the organisation's policy lies.
    pub(crate) policy: Option<PolicyPlace>,
}

/// Why no place could be told from the command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PlaceError {
    /// The person asked what the command line takes.
    Help,
    /// `--data` without a folder behind it.
    NoFolder,
    /// `--call` without a number behind it.
    NoNumber,
    /// Something that is not known.
    Unknown,
    /// Neither an option, nor a home folder, tells a place.
    NoHome,
}

impl fmt::Display for PlaceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Help => f.write_str(USAGE),
            Self::NoFolder => f.write_str("--data wants a folder"),
            Self::NoNumber => f.write_str("--call wants a number"),
            // Without its words: a number that was forgotten behind something else could be among them.
            Self::Unknown => f.write_str("unknown argument"),
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
        Self::choose(std::env::args_os().skip(1), from_environment)
    }

    /// What another copy, started on the same place, was handed by a softphone.
    ///
    /// # Errors
    /// As [`Place::from_process`]; the other copy has said so itself.
    pub(crate) fn call_of_another(arguments: &[String]) -> Result<Option<String>, PlaceError> {
        let arguments = arguments.iter().skip(1).map(OsString::from);
        Self::choose(arguments, from_environment).map(|place| place.call)
    }

    /// A name that no other place has: a second copy on it finds the first one by this.
    pub(crate) fn name(&self) -> String {
        let folder = std::path::absolute(&self.data_folder);
        let mut hasher = DefaultHasher::new();
        folder
            .as_ref()
            .unwrap_or(&self.data_folder)
            .hash(&mut hasher);
        format!("om.gov.moh.nida.at{:016x}", hasher.finish())
    }

    /// `--data DIR`, else `NIDA_DATA`, else `nida` in the person's data folder (XDG Base Directory
    /// Specification; on Windows `LOCALAPPDATA`).
    fn choose(
        arguments: impl Iterator<Item = OsString>,
        environment: impl Fn(&str) -> Option<OsString>,
    ) -> Result<Self, PlaceError> {
        let mut arguments = arguments;
        let (mut named, mut call) = (None, None);
        while let Some(argument) = arguments.next() {
            if argument == "--data" {
                named = Some(arguments.next().ok_or(PlaceError::NoFolder)?);
            } else if argument == "--call" {
                let number = arguments.next().ok_or(PlaceError::NoNumber)?;
                call = Some(number.to_string_lossy().into_owned());
            } else if argument == "--help" {
                return Err(PlaceError::Help);
            } else if is_link(&argument) {
                call = Some(argument.to_string_lossy().into_owned());
            } else {
                return Err(PlaceError::Unknown);
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
        Ok(Self {
            data_folder,
            call,
            policy: policy_place(environment),
        })
    }

    /// Where the local logs lie.
    pub(crate) fn log_folder(&self) -> PathBuf {
        self.data_folder.join("logs")
    }
}

/// Where the policy of the organisation lies. In debug builds alone `NIDA_POLICY` names another file, which
/// must be its user's: tests have no other way to one. A released program must not be told by whoever
/// starts it which policy holds.
fn policy_place(environment: impl Fn(&str) -> Option<OsString>) -> Option<PolicyPlace> {
    match environment("NIDA_POLICY").filter(|_| cfg!(debug_assertions)) {
        Some(path) => Some(PolicyPlace {
            path: path.into(),
            owner: own_account(),
        }),
        None => PolicyPlace::of_the_system(),
    }
}

/// The account that this program runs as, by a file of its own process.
#[cfg(unix)]
fn own_account() -> u32 {
    use std::os::unix::fs::MetadataExt as _;
    std::fs::metadata("/proc/self/environ").map_or(0, |metadata| metadata.uid())
}

#[cfg(not(unix))]
const fn own_account() -> u32 {
    0
}

fn from_environment(name: &str) -> Option<OsString> {
    std::env::var_os(name).filter(|value| !value.is_empty())
}

fn is_link(argument: &OsStr) -> bool {
    let begins = argument.to_string_lossy();
    begins
        .get(..SCHEME.len())
        .is_some_and(|scheme| scheme.eq_ignore_ascii_case(SCHEME))
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
            call: None,
            policy: PolicyPlace::of_the_system(),
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
        check(&["--dat"], &[home], Err(PlaceError::Unknown));
    }

    /// The number of who is ringing comes from a softphone, to the first copy or through a second one.
    #[test]
    fn a_number_is_handed_over() {
        let call = |arguments: &[&str]| {
            let home = |name: &str| (name == "HOME").then(|| OsString::from("/home/amal"));
            Place::choose(arguments.iter().map(OsString::from), home).map(|place| place.call)
        };
        assert_eq!(call(&[]), Ok(None));
        assert_eq!(call(&["--call", "99123456"]), Ok(Some("99123456".into())));
        assert_eq!(call(&["--call"]), Err(PlaceError::NoNumber));
        let link = "NIDA://call?number=99123456";
        assert_eq!(call(&["--data", "/d", link]), Ok(Some(link.into())));
        assert_eq!(call(&["https://example.org/"]), Err(PlaceError::Unknown));
        let other = Place::call_of_another(&["nida".into(), "--call".into(), "99123456".into()]);
        assert_eq!(other, Ok(Some("99123456".into())));
    }

    /// Only a build for tests is told where its policy lies.
    #[test]
    fn the_policy_lies_where_the_administrator_writes() {
        let of = |named: Option<&str>| {
            let place = policy_place(|name| {
                let named = named.filter(|_| name == "NIDA_POLICY");
                named.map(OsString::from)
            });
            place.map(|place| place.path)
        };
        let usual = PolicyPlace::of_the_system().map(|place| place.path);
        if cfg!(target_os = "linux") {
            assert_eq!(usual, Some(PathBuf::from("/etc/nida/policy.json")));
        }
        assert_eq!(of(None), usual);
        let named = of(Some("/tmp/p.json"));
        if cfg!(debug_assertions) {
            assert_eq!(named, Some(PathBuf::from("/tmp/p.json")));
        } else {
            assert_eq!(named, usual);
        }
    }

    /// Two folders are two places, however they are written.
    #[test]
    fn places_are_told_apart_by_their_folder() {
        let name = |folder: &str| {
            let place = Place {
                data_folder: folder.into(),
                call: None,
                policy: None,
            };
            place.name()
        };
        assert_eq!(name("/srv/nida"), name("/srv/nida/"));
        assert_ne!(name("/srv/nida"), name("/srv/practice"));
    }
}
