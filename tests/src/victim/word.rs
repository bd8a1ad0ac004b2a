//! What is said by the one and read by the other, a line each.

use std::fmt;
use std::str::FromStr;

use crate::Failure;

/// One thing that the application answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Word {
    /// The store has been made.
    Made,
    /// The store is open.
    Opened,
    /// A draft lay there at the start, as it was after so many keepings, the last of them at `at`.
    Found {
        /// Id of the call that it will be.
        id: String,
        /// How many times it had been kept.
        keeping: u32,
        /// When it was kept last.
        at: i64,
    },
    /// All drafts have been told; from now on there are more.
    Ready,
    /// A draft is on the disk.
    Kept {
        /// Id of the call that it will be.
        id: String,
        /// The how manieth keeping.
        keeping: u32,
        /// When, as it was answered.
        at: i64,
    },
    /// A call is on the disk.
    Saved {
        /// Id of the call.
        id: String,
        /// Reference of its case, where one was opened.
        reference: Option<String>,
    },
    /// A correction of a call is on the disk.
    Corrected {
        /// Id of the call.
        id: String,
        /// What its note ends in now; a later correction has a higher one.
        mark: i64,
    },
    /// Another recovery code is on paper and is about to be put in force.
    Shown {
        /// The code, as it is typed.
        code: String,
    },
    /// It is in force.
    Code {
        /// The code, as it is typed.
        code: String,
    },
    /// A courier's file is on the stick.
    Written {
        /// Its name.
        name: String,
        /// Its length in bytes.
        bytes: u64,
    },
    /// A backup was made, of all that was told by then.
    BackedUp {
        /// Its number.
        sequence: u64,
    },
    /// A backup was put in the place of the store.
    Restored,
    /// Somebody was erased.
    Erased {
        /// Id of the act.
        act: String,
    },
    /// So many rows of a sheet were brought in or passed over.
    Came {
        /// The rows.
        rows: u32,
    },
    /// The machine is enrolled at a centre.
    Enrolled,
    /// The line to the centre changed.
    Line {
        /// Whether something is being sent or read.
        sending: bool,
        /// How many entries wait to be acknowledged.
        waiting: u32,
    },
}

impl fmt::Display for Word {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Made => out.write_str("made"),
            Self::Opened => out.write_str("opened"),
            Self::Found { id, keeping, at } => write!(out, "found {id} {keeping} {at}"),
            Self::Ready => out.write_str("ready"),
            Self::Kept { id, keeping, at } => write!(out, "kept {id} {keeping} {at}"),
            Self::Saved { id, reference } => {
                write!(out, "saved {id} {}", reference.as_deref().unwrap_or("-"))
            }
            Self::Corrected { id, mark } => write!(out, "corrected {id} {mark}"),
            Self::Shown { code } => write!(out, "shown {code}"),
            Self::Code { code } => write!(out, "code {code}"),
            Self::Written { name, bytes } => write!(out, "written {name} {bytes}"),
            Self::BackedUp { sequence } => write!(out, "backed-up {sequence}"),
            Self::Came { rows } => write!(out, "came {rows}"),
            Self::Restored => out.write_str("restored"),
            Self::Erased { act } => write!(out, "erased {act}"),
            Self::Enrolled => out.write_str("enrolled"),
            Self::Line { sending, waiting } => write!(out, "line {sending} {waiting}"),
        }
    }
}

impl FromStr for Word {
    type Err = Failure;

    fn from_str(line: &str) -> Result<Self, Failure> {
        let unread = || Failure::new(format!("the child said {line:?}"));
        let parts: Vec<&str> = line.split(' ').collect();
        let number = |text: &str| text.parse().map_err(|_| unread());
        Ok(match parts.as_slice() {
            ["made"] => Self::Made,
            ["opened"] => Self::Opened,
            ["ready"] => Self::Ready,
            ["restored"] => Self::Restored,
            ["erased", act] => Self::Erased {
                act: (*act).to_owned(),
            },
            ["enrolled"] => Self::Enrolled,
            ["backed-up", sequence] => Self::BackedUp {
                sequence: sequence.parse().map_err(|_| unread())?,
            },
            ["came", rows] => Self::Came {
                rows: rows.parse().map_err(|_| unread())?,
            },
            ["line", sending, waiting] => Self::Line {
                sending: sending.parse().map_err(|_| unread())?,
                waiting: waiting.parse().map_err(|_| unread())?,
            },
            ["found", id, keeping, at] => Self::Found {
                id: (*id).to_owned(),
                keeping: keeping.parse().map_err(|_| unread())?,
                at: number(at)?,
            },
            ["kept", id, keeping, at] => Self::Kept {
                id: (*id).to_owned(),
                keeping: keeping.parse().map_err(|_| unread())?,
                at: number(at)?,
            },
            ["corrected", id, mark] => Self::Corrected {
                id: (*id).to_owned(),
                mark: number(mark)?,
            },
            ["written", name, bytes] => Self::Written {
                name: (*name).to_owned(),
                bytes: bytes.parse().map_err(|_| unread())?,
            },
            ["shown", code] => Self::Shown {
                code: (*code).to_owned(),
            },
            ["code", code] => Self::Code {
                code: (*code).to_owned(),
            },
            ["saved", id, reference] => Self::Saved {
                id: (*id).to_owned(),
                reference: (*reference != "-").then(|| (*reference).to_owned()),
            },
            _ => return Err(unread()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A word that is read as another would hold the machine to something it never said.
    #[test]
    fn every_word_is_read_as_it_was_said() {
        let id = || "0190-1".to_owned();
        for word in [
            Word::Made,
            Word::Opened,
            Word::Ready,
            Word::Enrolled,
            Word::Restored,
            Word::Erased { act: id() },
            Word::Came { rows: 500 },
            Word::Corrected { id: id(), mark: 12 },
            Word::Shown {
                code: "ABCDE-12345".into(),
            },
            Word::Code {
                code: "ABCDE-12345".into(),
            },
            Word::Written {
                name: "0190-1.nida-courier".into(),
                bytes: 2_048,
            },
            Word::Line {
                sending: true,
                waiting: 25,
            },
            Word::Found {
                id: id(),
                keeping: 3,
                at: 17,
            },
            Word::Kept {
                id: id(),
                keeping: 4,
                at: -1,
            },
            Word::Saved {
                id: id(),
                reference: None,
            },
            Word::Saved {
                id: id(),
                reference: Some("26-4170-0001-5".into()),
            },
        ] {
            let read: Word = word.to_string().parse().unwrap();
            assert_eq!(read, word);
        }
        assert!("kept 0190-1 4".parse::<Word>().is_err());
        assert!("".parse::<Word>().is_err());
    }
}
