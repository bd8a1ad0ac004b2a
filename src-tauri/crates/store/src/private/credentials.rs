//! What people prove themselves with: the text form of an Argon2id hash, made and checked by the
//! application. It never leaves the machine.

use std::collections::BTreeSet;

use domain::id::{Millis, UserId};
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::error::StoreError;
use crate::opened::Store;
use crate::read::Reading;

/// Sets the credential of a user; one that must be changed holds for one sign-in.
pub(crate) fn set(
    connection: &Connection,
    user: UserId,
    hash: &str,
    at: Millis,
    must_change: bool,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO credential (user, hash, changed_at, must_change) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (user) DO UPDATE SET hash = excluded.hash, changed_at = excluded.changed_at,
                                              must_change = excluded.must_change",
        )?
        .execute(params![user.to_bytes(), hash, at.0, must_change])?;
    Ok(())
}

impl Reading<'_> {
    /// The hash of a user's credential, in its text form.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn credential(&self, user: UserId) -> Result<Option<String>, StoreError> {
        Ok(self
            .connection
            .prepare_cached("SELECT hash FROM credential WHERE user = ?1")?
            .query_row([user.to_bytes()], |row| row.get(0))
            .optional()?)
    }

    /// Whether somebody else gave the user the credential that they have, so that it must be changed.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn must_change(&self, user: UserId) -> Result<bool, StoreError> {
        Ok(self
            .connection
            .prepare_cached("SELECT must_change FROM credential WHERE user = ?1")?
            .query_row([user.to_bytes()], |row| row.get(0))
            .optional()?
            .unwrap_or_default())
    }

    /// Everybody who has a credential at this machine: users travel with the journal, credentials
    /// never do.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn credential_holders(&self) -> Result<BTreeSet<UserId>, StoreError> {
        Ok(self
            .connection
            .prepare_cached("SELECT user FROM credential")?
            .query_map([], |row| row.get(0).map(UserId::from_bytes))?
            .collect::<Result<_, _>>()?)
    }
}

impl Store {
    /// The hash of a user's credential, in its text form.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn credential(&self, user: UserId) -> Result<Option<String>, StoreError> {
        self.read(|reading| reading.credential(user))
    }
}
