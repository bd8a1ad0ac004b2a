//! The row of a user. What proves who they are is private to the machine and not here.

use domain::fold::Folded;
use domain::id::UserId;
use domain::role::Role;
use domain::user::User;
use rusqlite::{Connection, OptionalExtension as _, Row, params};
use unicode_normalization::UnicodeNormalization as _;

use crate::error::StoreError;
use crate::read::Reading;

/// Most users that are listed.
const LISTED: u32 = 5_000;

/// A person who can sign in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserRow {
    /// Their id.
    pub id: UserId,
    /// What they type to sign in.
    pub login: String,
    /// Name in Arabic.
    pub name_ar: String,
    /// Name in English.
    pub name_en: String,
    /// Roles they hold.
    pub roles: Vec<Role>,
    /// Codes of the languages that they speak with callers.
    pub languages: Vec<String>,
    /// Whether they may sign in.
    pub active: bool,
    /// Code of their language.
    pub locale: String,
    /// Code of their digits.
    pub digits: String,
    /// Whether somebody else bears the same login: two machines gave it away while they were apart.
    pub login_shared: bool,
}

pub(super) fn write(
    connection: &Connection,
    folded: &Folded,
    user: &User,
) -> Result<(), StoreError> {
    let roles: Vec<&str> = user.roles.iter().map(|role| role.code()).collect();
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO user
                 (id, login, login_key, name_ar, name_en, roles, active, locale, digits, added_at, languages)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )?
        .execute(params![
            folded.subject.to_bytes(),
            user.login,
            login_key(&user.login),
            user.name_ar,
            user.name_en,
            roles.join(" "),
            user.active,
            user.locale,
            user.digits,
            folded.first.at.0,
            user.languages.join(" "),
        ])?;
    Ok(())
}

/// A login as it is compared: letter case and the form of the letters do not matter.
fn login_key(login: &str) -> String {
    login.nfkc().collect::<String>().to_lowercase()
}

pub(super) const COLUMNS: &str = "
    user.id, user.login, user.name_ar, user.name_en, user.roles, user.active, user.locale, user.digits,
    EXISTS (SELECT 1 FROM user AS other
            WHERE other.login_key = user.login_key AND other.id <> user.id), user.languages";

pub(super) fn row(row: &Row<'_>) -> rusqlite::Result<UserRow> {
    let roles: String = row.get(4)?;
    let languages: String = row.get(9)?;
    Ok(UserRow {
        id: UserId::from_bytes(row.get(0)?),
        login: row.get(1)?,
        name_ar: row.get(2)?,
        name_en: row.get(3)?,
        roles: roles
            .split(' ')
            .filter_map(|code| code.parse().ok())
            .collect(),
        languages: languages.split_whitespace().map(str::to_owned).collect(),
        active: row.get(5)?,
        locale: row.get(6)?,
        digits: row.get(7)?,
        login_shared: row.get(8)?,
    })
}

impl Reading<'_> {
    /// All users, in the order in which they were added, at most 5,000.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn users(&self) -> Result<Vec<UserRow>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(&format!(
                "SELECT {COLUMNS} FROM user ORDER BY added_at, id LIMIT ?1"
            ))?
            .query_map([LISTED], row)?
            .collect::<Result<_, _>>()?)
    }

    /// The user of this id.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn user(&self, id: UserId) -> Result<Option<UserRow>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(&format!("SELECT {COLUMNS} FROM user WHERE id = ?1"))?
            .query_row([id.to_bytes()], row)
            .optional()?)
    }

    /// The users with this login, at most 5,000, the active ones first, then those who were added
    /// first; letter case does not matter. There are several when machines gave one login away while
    /// they were apart.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn users_by_login(&self, login: &str) -> Result<Vec<UserRow>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(&format!(
                "SELECT {COLUMNS} FROM user WHERE login_key = ?1
                 ORDER BY active DESC, added_at, id LIMIT ?2"
            ))?
            .query_map(params![login_key(login), LISTED], row)?
            .collect::<Result<_, _>>()?)
    }
}
