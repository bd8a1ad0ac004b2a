//! What an act writes to the journal and to what is private to the machine: kept until its end, so that all of it can
//! be done once more, the same, where only the rows could not be written.

use domain::entry::{Digests, Entry, Header};
use domain::erasure::erases;
use domain::id::{MachineId, Millis, SubjectId, UserId};
use rusqlite::Connection;

use crate::erasure::blank;
use crate::error::StoreError;
use crate::journal::append::append_own;
use crate::private::machine::{next_number, own_epoch};
use crate::private::{credentials, drafts, settings};

/// A part of an act.
pub(crate) enum Effect {
    /// An entry at the head of the own chain.
    Entry(Box<(Entry, Header, Digests)>),
    /// A number of a series, given out.
    Number {
        series: String,
        number: u64,
    },
    Setting {
        name: String,
        value: String,
    },
    DraftGone(SubjectId),
    DraftHandedOver {
        draft: SubjectId,
        from: UserId,
        to: UserId,
    },
    Credential {
        user: UserId,
        hash: String,
        at: Millis,
        must_change: bool,
    },
}

impl Effect {
    pub(crate) fn entry(entry: Entry, header: Header) -> Result<Self, StoreError> {
        let digests = entry.digests().ok_or(StoreError::Damaged)?;
        Ok(Self::Entry(Box::new((entry, header, digests))))
    }

    /// Whose rows it makes stale.
    pub(crate) fn subject(&self) -> Option<SubjectId> {
        match self {
            Self::Entry(entry) => Some(entry.1.subject),
            _ => None,
        }
    }

    pub(crate) fn write(
        &self,
        connection: &Connection,
        machine: MachineId,
    ) -> Result<(), StoreError> {
        match self {
            Self::Entry(made) => {
                let (entry, header, digests) = made.as_ref();
                let own = own_epoch(connection)?;
                append_own(connection, machine, &own, entry, header, digests)?;
                if erases(&header.kind) {
                    blank::erasure_came(connection, header.subject)?;
                }
                Ok(())
            }
            // The case that bears it has been told by it.
            Self::Number { series, number } => {
                if next_of_series(connection, series)? == *number {
                    Ok(())
                } else {
                    Err(StoreError::Damaged)
                }
            }
            Self::Setting { name, value } => settings::set(connection, name, value),
            Self::DraftGone(draft) => drafts::remove(connection, *draft),
            Self::DraftHandedOver { draft, from, to } => {
                drafts::hand_over(connection, *draft, *from, *to).map(drop)
            }
            Self::Credential {
                user,
                hash,
                at,
                must_change,
            } => credentials::set(connection, *user, hash, *at, *must_change),
        }
    }
}

/// The next number of a series of this machine's epoch.
pub(crate) fn next_of_series(connection: &Connection, series: &str) -> Result<u64, StoreError> {
    next_number(connection, own_epoch(connection)?.local, series)
}
