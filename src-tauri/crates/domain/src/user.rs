//! A user: a person who can sign in. The credential is private to the machine and never here.

use crate::fold::{Change, Reader, Written};
use crate::id::Millis;
use crate::role::Role;

/// Kind of the entry that adds a user.
pub const ADDED: &str = "user.added";
/// Kind of the entry that changes one.
pub const CHANGED: &str = "user.changed";
/// Kind of the entry that says that one gave themselves another secret at the machine that says so.
pub const SECRET_CHANGED: &str = "user.secret_changed";
/// Kind of the entry that says that an administrator gave them one, which holds for one sign-in.
pub const SECRET_GIVEN: &str = "user.secret_given";
/// Kind of the entry that says that one gave themselves another secret by the recovery code of a machine.
pub const SECRET_RECOVERED: &str = "user.secret_recovered";

/// A user.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct User {
    /// Roles they hold.
    pub roles: Vec<Role>,
    /// Codes of the languages that they speak with callers, those of the list `languages`. Of two people who change them
    /// at once both are right: as roles do, they unite.
    pub languages: Vec<String>,
    /// Whether they may sign in.
    pub active: bool,
    /// Code of their language.
    pub locale: String,
    /// Code of their digits.
    pub digits: String,
    /// What they type to sign in.
    pub login: String,
    /// Name in Arabic.
    pub name_ar: String,
    /// Name in English.
    pub name_en: String,
}

impl User {
    /// Adds the user.
    #[must_use]
    pub fn added(&self) -> Change {
        self.write().into_change(ADDED)
    }

    /// Changes the user into `new`; none when nothing differs.
    #[must_use]
    pub fn changed(&self, new: &Self) -> Option<Change> {
        Change::between(CHANGED, self.write(), new.write())
    }

    /// Says that the user changed their secret. The secret itself never leaves its machine.
    #[must_use]
    pub fn secret_changed(at: Millis) -> Change {
        let mut written = Written::default();
        written.instant("secret_changed_at", Some(at));
        written.into_change(SECRET_CHANGED)
    }

    /// Says that somebody else gave the user a secret, which they change when they sign in with it.
    #[must_use]
    pub fn secret_given(at: Millis) -> Change {
        let mut written = Written::default();
        written.instant("secret_given_at", Some(at));
        written.into_change(SECRET_GIVEN)
    }

    /// Says that the user gave themselves another secret by the recovery code.
    #[must_use]
    pub fn secret_recovered(at: Millis) -> Change {
        let mut written = Written::default();
        written.instant("secret_recovered_at", Some(at));
        written.into_change(SECRET_RECOVERED)
    }

    fn write(&self) -> Written {
        let mut written = Written::default();
        let roles: Vec<&str> = self.roles.iter().map(|role| role.code()).collect();
        written.fact("roles", roles);
        if !self.languages.is_empty() {
            written.fact("languages", self.languages.clone());
        }
        written.fact("active", self.active);
        written.code("locale", &self.locale);
        written.code("digits", &self.digits);
        written.words("login", &self.login);
        written.words("name_ar", &self.name_ar);
        written.words("name_en", &self.name_en);
        written
    }

    pub(crate) fn read(reader: &mut Reader<'_>) -> Self {
        Self {
            roles: reader.list("roles"),
            languages: reader.list("languages"),
            active: reader.flag("active"),
            locale: reader.code("locale"),
            digits: reader.code("digits"),
            login: reader.words("login"),
            name_ar: reader.words("name_ar"),
            name_en: reader.words("name_en"),
        }
    }
}
