//! People at this machine: signing in and out, adding them, their language.

use domain::duty::Duty;
use domain::id::{SubjectId, UserId};
use domain::role::Role;
use domain::text::{LOGIN_CHARS_MAX, LOGIN_CHARS_MIN, NAME_CHARS_MAX};
use domain::user::User;
use store::{DutyRow, UserRow};

use crate::desk::Desk;
use crate::dto::{AppState, Digits, LocaleCode, NewPerson, Person, Preferences, SignIn, SignedIn};
use crate::rights::Command;
use crate::secret;
use crate::session::Session;
use crate::text::line;
use crate::tries::Tries;
use crate::{App, AppError, Result, Rule};

/// A duty that was never closed is gone on with when its person signs in again within this time; an
/// older one is closed first. Longer than the longest shift with its hand-over.
const RESUME_MS: i64 = 16 * 60 * 60 * 1000;

/// Under which name tries are counted whose login nobody has.
const NOBODY: &str = "nobody";

impl App {
    /// The people who can sign in here, by name.
    ///
    /// # Errors
    /// What the store says.
    pub fn people(&self) -> Result<Vec<Person>> {
        let desk = self.desk()?;
        desk.check(Command::People)?;
        let mut people: Vec<Person> = desk
            .store
            .read(|reading| reading.users())?
            .iter()
            .map(to_dto)
            .collect();
        // Before anybody is signed in only those are shown who can.
        if desk.session().is_none() {
            people.retain(|person| person.active);
        }
        Ok(people)
    }

    /// Signs a person in and opens or resumes their duty.
    ///
    /// # Errors
    /// `WrongSecret`, `TooManyTries`; the try is counted on the disk before it is checked.
    pub fn sign_in(&self, sign_in: &SignIn) -> Result<SignedIn> {
        let desk = self.desk()?;
        desk.check(Command::SignIn)?;
        let now = desk.clock.now();
        let user = find(&desk, &sign_in.login)?;
        let counted = user
            .as_ref()
            .map_or_else(|| NOBODY.to_owned(), |user| user.id.to_string());

        let before = desk.store.attempts(&counted)?;
        let tries = before.map_or_else(Tries::default, |found| Tries {
            count: found.failures,
            last_at: Some(found.last_at),
        });
        let wait_s = tries.wait_s(now);
        if wait_s > 0 {
            // Counted under a clock that was ahead and has been put right: the wait runs from now, once.
            if tries.last_at.is_some_and(|last| last > now) {
                desk.store.count_attempt(&counted, now)?;
            }
            return Err(AppError::TooManyTries { wait_s });
        }
        let counting = desk.store.count_attempt(&counted, now)?;
        let hash = match &user {
            Some(user) => desk.store.credential(user.id)?,
            None => None,
        };
        // A login nobody has costs the same time as one that somebody has.
        let hash_checked = hash.as_deref().unwrap_or(self.hash_of_nobody());
        let is_right = secret::is_secret(&sign_in.secret, hash_checked) && hash.is_some();
        let Some(user) = user.filter(|user| is_right && user.active) else {
            let left = Tries {
                count: counting.failures,
                last_at: None,
            }
            .left();
            return Err(AppError::WrongSecret { left });
        };
        desk.store.clear_attempts(&counted)?;
        let session = open_duty(&desk, &user)?;
        crate::drafts::sweep(&desk)?;
        let signed_in = session.to_dto();
        desk.set_session(Some(session));
        desk.syncer.wake();
        Ok(signed_in)
    }

    /// Closes the duty and signs the person out. Their drafts stay. Where the duty's end cannot be
    /// written (a full disk) the person is signed out all the same, so that nobody else sits down in
    /// their name; the duty is resumed or closed at their next sign-in.
    ///
    /// # Errors
    /// `SignedOut` when nobody was signed in.
    pub fn sign_out(&self) -> Result<AppState> {
        let asking = self.asking(Command::SignOut)?;
        let now = asking.now();
        let duty = asking.session.duty;
        asking.desk.set_session(None);
        let closed = asking.store().act(asking.stamp()?, move |acting| {
            acting.append(duty, Duty::closed(now))?;
            Ok::<_, AppError>(())
        });
        if let Err(error) = closed {
            tracing::warn!(%error, "a duty was not closed");
        }
        asking.desk.syncer.wake();
        self.app_state()
    }

    /// Adds a person who can sign in at this machine.
    ///
    /// # Errors
    /// `Invalid` with the field; `NotAllowed` without the right.
    pub fn add_person(&self, person: &NewPerson) -> Result<Person> {
        let asking = self.asking(Command::AddPerson)?;
        let user = parse(person, false)?;
        if find(&asking.desk, &user.login)?.is_some() {
            return Err(AppError::invalid("login", Rule::Taken));
        }
        let user = User {
            locale: code_of(asking.session.locale).into(),
            ..user
        };
        let hash = self.config().secret_cost.hash(&person.secret)?;
        let id = UserId::from(asking.desk.new_id()?);
        let row = asking.store().act(asking.stamp()?, move |acting| {
            add(acting, id, &user, &hash)?;
            acting.rows()?.user(id)?.ok_or(AppError::NotFound)
        })?;
        asking.desk.syncer.wake();
        Ok(to_dto(&row))
    }

    /// Sets language and digits: of the person signed in, else of the station.
    ///
    /// # Errors
    /// What the store or the file system says.
    pub fn set_preferences(&self, preferences: Preferences) -> Result<AppState> {
        let session = self
            .open_desk()
            .and_then(|desk| Some((desk.session()?, desk)));
        let Some((session, desk)) = session else {
            self.set_station_preferences(preferences)?;
            return self.app_state();
        };
        let role = session.role_for(Command::SetPreferences)?;
        let user = session.user;
        desk.store.act(desk.stamp(user, role)?, move |acting| {
            let row = acting.rows()?.user(user)?.ok_or(AppError::NotFound)?;
            let old = to_user(row);
            let new = User {
                locale: code_of(preferences.locale).into(),
                digits: digits_code(preferences.digits).into(),
                ..old.clone()
            };
            if let Some(change) = old.changed(&new) {
                acting.append(user.into(), change)?;
            }
            Ok::<_, AppError>(())
        })?;
        // Whoever signed out, or in, while this was being written keeps what they have.
        desk.update_session(session.duty, |session| {
            session.locale = preferences.locale;
            session.digits = preferences.digits;
        });
        desk.syncer.wake();
        self.app_state()
    }
}

/// Reads a new person; the first one of a store gets the roles that everything else needs.
pub(crate) fn parse(person: &NewPerson, is_first: bool) -> Result<User> {
    let login = line("login", &person.login, LOGIN_CHARS_MAX)?;
    let login = login.trim().to_lowercase();
    let count = login.chars().count();
    if count == 0 {
        return Err(AppError::invalid("login", Rule::Required));
    }
    if count < LOGIN_CHARS_MIN {
        let limit = Some(LOGIN_CHARS_MIN);
        return Err(AppError::Invalid {
            field: "login",
            rule: Rule::TooShort,
            limit,
        });
    }
    if login.chars().any(char::is_whitespace) {
        return Err(AppError::invalid("login", Rule::BadCharacters));
    }
    let name_ar = line("nameAr", &person.name_ar, NAME_CHARS_MAX)?
        .trim()
        .to_owned();
    let name_en = line("nameEn", &person.name_en, NAME_CHARS_MAX)?
        .trim()
        .to_owned();
    if name_ar.is_empty() && name_en.is_empty() {
        return Err(AppError::invalid("nameAr", Rule::Required));
    }
    let roles = if is_first {
        vec![Role::Agent, Role::Supervisor, Role::Administrator]
    } else {
        roles(&person.roles)?
    };
    secret::check_rule("secret", &person.secret)?;
    Ok(User {
        roles,
        active: true,
        login,
        name_ar,
        name_en,
        ..User::default()
    })
}

fn roles(codes: &[String]) -> Result<Vec<Role>> {
    if codes.is_empty() {
        return Err(AppError::invalid("roles", Rule::Required));
    }
    let mut roles = Vec::new();
    for code in codes {
        let role = code
            .parse()
            .map_err(|_| AppError::invalid("roles", Rule::UnknownCode))?;
        if !roles.contains(&role) {
            roles.push(role);
        }
    }
    roles.sort();
    Ok(roles)
}

/// Adds a user with their credential in the act that is going on.
pub(crate) fn add(
    acting: &mut store::Acting<'_>,
    id: UserId,
    user: &User,
    hash: &str,
) -> Result<()> {
    acting.append(id.into(), user.added())?;
    acting.set_credential(id, hash)?;
    Ok(())
}

fn find(desk: &Desk, login: &str) -> Result<Option<UserRow>> {
    let login = login.trim().to_lowercase();
    Ok(desk.store.read(|reading| reading.user_by_login(&login))?)
}

/// Opens a duty, or resumes the one that was never closed.
fn open_duty(desk: &Desk, user: &UserRow) -> Result<Session> {
    let now = desk.clock.now();
    let role = user.roles.first().copied().ok_or(AppError::SignedOut)?;
    let last = desk
        .store
        .read(|reading| reading.last_duty_of(user.id))?
        .filter(|duty| duty.closed_at.is_none());
    let resumed = last
        .as_ref()
        .filter(|duty| now.0 - duty.opened_at.0 < RESUME_MS);
    let (duty, opened_at) = match resumed {
        Some(duty) => (duty.id, duty.opened_at),
        None => (new_duty(desk, user.id, role, last.as_ref())?, now),
    };
    Ok(Session {
        user: user.id,
        person: to_dto(user),
        roles: user.roles.clone(),
        duty,
        duty_opened_at: opened_at,
        locale: locale_of(&user.locale),
        digits: digits_of(&user.digits),
    })
}

fn new_duty(desk: &Desk, user: UserId, role: Role, stale: Option<&DutyRow>) -> Result<SubjectId> {
    let id = desk.new_id()?;
    let station = desk
        .store
        .setting(crate::start::STATION_NAME)?
        .unwrap_or_default();
    let opened = Duty {
        user: Some(user),
        opened_at: Some(desk.clock.now()),
        station,
        closed_at: None,
    };
    // Nobody knows when a duty that was never closed ended; it is closed where the next one begins.
    let stale = stale.map(|duty| duty.id);
    let now = desk.clock.now();
    desk.store.act(desk.stamp(user, role)?, move |acting| {
        if let Some(stale) = stale {
            acting.append(stale, Duty::closed(now))?;
        }
        acting.append(id, opened.opened())?;
        Ok::<_, AppError>(())
    })?;
    Ok(id)
}

fn to_user(row: UserRow) -> User {
    User {
        roles: row.roles,
        active: row.active,
        locale: row.locale,
        digits: row.digits,
        login: row.login,
        name_ar: row.name_ar,
        name_en: row.name_en,
    }
}

pub(crate) fn to_dto(user: &UserRow) -> Person {
    let mut roles = user.roles.clone();
    roles.sort_by_key(|role| std::cmp::Reverse(role.rank()));
    Person {
        id: user.id.to_string(),
        login: user.login.clone(),
        name_ar: user.name_ar.clone(),
        name_en: user.name_en.clone(),
        roles: roles
            .into_iter()
            .map(|role| role.code().to_owned())
            .collect(),
        active: user.active,
    }
}

pub(crate) const fn code_of(locale: LocaleCode) -> &'static str {
    match locale {
        LocaleCode::Ar => "ar",
        LocaleCode::En => "en",
    }
}

pub(crate) const fn digits_code(digits: Digits) -> &'static str {
    match digits {
        Digits::Latn => "latn",
        Digits::Arab => "arab",
    }
}

pub(crate) fn locale_of(code: &str) -> LocaleCode {
    if code == "en" {
        LocaleCode::En
    } else {
        LocaleCode::Ar
    }
}

pub(crate) fn digits_of(code: &str) -> Digits {
    if code == "arab" {
        Digits::Arab
    } else {
        Digits::Latn
    }
}
