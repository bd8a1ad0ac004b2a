//! People at this machine: who they are, adding them, their login, their language. Signing in is apart.

use domain::duty::Duty;
use domain::id::UserId;
use domain::lists::{List, Lists};
use domain::role::Role;
use domain::text::{LOGIN_CHARS_MAX, LOGIN_CHARS_MIN, NAME_CHARS_MAX};
use domain::user::User;
use store::UserRow;

use crate::desk::Desk;
use crate::dto::{
    AddedPerson, AppState, ChangedPerson, Digits, LocaleCode, NewLogin, NewPerson, NewSecret,
    Person, PersonActive, Preferences,
};
use crate::forgotten_secret::is_administrator;
use crate::policy::{Policy, PolicyField};
use crate::rights::Command;
use crate::secret;
use crate::text::line;
use crate::{App, AppError, Result, Rule};

impl App {
    /// The people of the site; before anybody is signed in only those who can sign in here.
    ///
    /// # Errors
    /// What the store says.
    pub fn people(&self) -> Result<Vec<Person>> {
        let desk = self.desk()?;
        desk.check(Command::People)?;
        let (users, here) = desk
            .store
            .read(|reading| Ok::<_, AppError>((reading.users()?, reading.credential_holders()?)))?;
        let mut people: Vec<Person> = users
            .iter()
            .map(|user| to_dto(user, here.contains(&user.id)))
            .collect();
        // Before anybody is signed in only those are shown who can.
        if desk.session().is_none() {
            people.retain(|person| person.active && person.signs_in_here);
        }
        Ok(people)
    }

    /// Adds a person who can sign in at this machine, at first with a secret that they change then
    /// ([`App::renew_secret`]): whoever adds them knows it. Somebody of the site who bears this login and has
    /// no secret here is not made a second time: the answer names them and nothing is written. Whether
    /// it is the same person only people know; [`App::give_secret`] lets them in here too.
    ///
    /// # Errors
    /// `Invalid` with the field, `Taken` where the login is of somebody who signs in here; `NotAllowed`
    /// without the right.
    pub fn add_person(&self, person: &NewPerson) -> Result<AddedPerson> {
        let asking = self.asking(Command::AddPerson)?;
        let lists = asking.lists()?;
        let user = User {
            languages: languages(&lists, &person.languages, &[])?,
            ..parse(person, false)?
        };
        let known = bearers(&asking.desk, &user.login)?;
        if known.iter().any(|(_, signs_in_here)| *signs_in_here) {
            return Err(AppError::invalid("login", Rule::Taken));
        }
        if !known.is_empty() {
            let people = known.iter().map(|(user, _)| to_dto(user, false)).collect();
            return Ok(AddedPerson::KnownInSite { people });
        }
        let user = User {
            locale: code_of(self.in_force().held(&asking.session).locale).into(),
            ..user
        };
        let hash = self.config().secret_cost.hash(&person.secret)?;
        let id = UserId::from(asking.desk.new_id()?);
        let row = asking.store().act(asking.stamp()?, move |acting| {
            acting.append(id.into(), user.added())?;
            acting.give_credential(id, &hash)?;
            acting.rows()?.user(id)?.ok_or(AppError::NotFound)
        })?;
        asking.desk.syncer.wake();
        let person = to_dto(&row, true);
        Ok(AddedPerson::Added { person })
    }

    /// Gives a person of the site who has no secret at this machine one, which holds for one sign-in, at which
    /// they choose their own: nobody can act as a colleague from elsewhere by giving them a secret. They keep
    /// the names and roles that they have. That it was given stays in the journal.
    ///
    /// # Errors
    /// `Invalid` with the field: `login` is `Taken` where somebody else signs in here with it, `secret`
    /// where the person has one here already; `NotFound`, `NotAllowed`.
    pub fn give_secret(&self, given: &NewSecret) -> Result<Person> {
        let asking = self.asking(Command::GiveSecret)?;
        let id = user_id(&given.person)?;
        secret::check_rule("secret", &given.secret)?;
        let hash = self.config().secret_cost.hash(&given.secret)?;
        let now = asking.now();
        let row = asking.store().act(asking.stamp()?, move |acting| {
            let rows = acting.rows()?;
            let user = rows.user(id)?.ok_or(AppError::NotFound)?;
            // Looked at where it is written: a secret that came meanwhile is not written over.
            let here = rows.credential_holders()?;
            if here.contains(&id) {
                return Err(AppError::invalid("secret", Rule::Taken));
            }
            let known = rows.users_by_login(&user.login)?;
            if known.iter().any(|other| here.contains(&other.id)) {
                return Err(AppError::invalid("login", Rule::Taken));
            }
            acting.append(id.into(), User::secret_given(now))?;
            acting.give_credential(id, &hash)?;
            acting.rows()?.user(id)?.ok_or(AppError::NotFound)
        })?;
        asking.desk.syncer.wake();
        Ok(to_dto(&row, true))
    }

    /// Lets a person sign in no more, or again. Nobody is deleted: what they logged names them for ever.
    /// A duty of theirs that goes on behind a lock ends; their drafts wait for a supervisor.
    ///
    /// # Errors
    /// `Invalid` with the field: `person` is `SamePerson` for oneself; `LastAdministrator` where nobody would
    /// be left who looks after people here; `NotFound`, `NotAllowed`.
    pub fn set_person_active(&self, change: &PersonActive) -> Result<Person> {
        let asking = self.asking(Command::SetPersonActive)?;
        let id = user_id(&change.person)?;
        if id == asking.session.user {
            return Err(AppError::invalid("person", Rule::SamePerson));
        }
        let (active, now) = (change.active, asking.now());
        let row = asking.store().act(asking.stamp()?, move |acting| {
            let rows = acting.rows()?;
            let row = rows.user(id)?.ok_or(AppError::NotFound)?;
            let here = rows.credential_holders()?;
            let mut others = rows.users()?.into_iter().filter(|other| other.id != id);
            let is_looked_after =
                others.any(|other| here.contains(&other.id) && is_administrator(&other));
            if !active && !is_looked_after {
                return Err(AppError::LastAdministrator);
            }
            let duty = rows.last_duty_of(id)?;
            let old = to_user(row);
            let new = User {
                active,
                ..old.clone()
            };
            if let Some(change) = old.changed(&new) {
                acting.append(id.into(), change)?;
                let open = duty.filter(|duty| !active && duty.closed_at.is_none());
                if let Some(duty) = open {
                    acting.append(duty.id, Duty::closed(now))?;
                }
            }
            acting.rows()?.user(id)?.ok_or(AppError::NotFound)
        })?;
        asking.desk.syncer.wake();
        let signs_in_here = asking.store().credential(id)?.is_some();
        Ok(to_dto(&row, signs_in_here))
    }

    /// Gives a person another login, at every machine of the site: where two bear one, each can have
    /// their own again.
    ///
    /// # Errors
    /// `Invalid` with the field, `Taken` where anybody of the site bears it; `NotFound`, `NotAllowed`.
    pub fn change_login(&self, change: &NewLogin) -> Result<Person> {
        let asking = self.asking(Command::ChangeLogin)?;
        let id = user_id(&change.person)?;
        let login = parse_login(&change.login)?;
        let row = asking.store().act(asking.stamp()?, move |acting| {
            let rows = acting.rows()?;
            let old = to_user(rows.user(id)?.ok_or(AppError::NotFound)?);
            let known = rows.users_by_login(&login)?;
            if known.iter().any(|other| other.id != id) {
                return Err(AppError::invalid("login", Rule::Taken));
            }
            let new = User {
                login,
                ..old.clone()
            };
            if let Some(change) = old.changed(&new) {
                acting.append(id.into(), change)?;
            }
            acting.rows()?.user(id)?.ok_or(AppError::NotFound)
        })?;
        asking.desk.syncer.wake();
        let signs_in_here = asking.store().credential(id)?.is_some();
        Ok(to_dto(&row, signs_in_here))
    }

    /// Changes names, languages and roles of a person, at every machine of the site. What they do from now on they do in the roles
    /// that they have then; of somebody who is signed in that is at their next sign-in.
    ///
    /// # Errors
    /// `Invalid` with the field: `roles` is `SamePerson` where somebody would take the administrator's role from
    /// themselves; `LastAdministrator` where nobody would be left who looks after people here; `NotFound`, `NotAllowed`.
    pub fn change_person(&self, change: &ChangedPerson) -> Result<Person> {
        let asking = self.asking(Command::ChangePerson)?;
        let id = user_id(&change.person)?;
        let (name_ar, name_en) = names(&change.name_ar, &change.name_en)?;
        let roles = roles(&change.roles)?;
        let lists = asking.lists()?;
        let spoken = change.languages.clone();
        let is_kept = roles.contains(&Role::Administrator);
        if id == asking.session.user && !is_kept {
            return Err(AppError::invalid("roles", Rule::SamePerson));
        }
        let row = asking.store().act(asking.stamp()?, move |acting| {
            let rows = acting.rows()?;
            let row = rows.user(id)?.ok_or(AppError::NotFound)?;
            let here = rows.credential_holders()?;
            let mut others = rows.users()?.into_iter().filter(|other| other.id != id);
            let is_looked_after =
                is_kept || others.any(|other| here.contains(&other.id) && is_administrator(&other));
            if !is_looked_after {
                return Err(AppError::LastAdministrator);
            }
            let old = to_user(row);
            let new = User {
                roles,
                languages: languages(&lists, &spoken, &old.languages)?,
                name_ar,
                name_en,
                ..old.clone()
            };
            if let Some(change) = old.changed(&new) {
                acting.append(id.into(), change)?;
            }
            acting.rows()?.user(id)?.ok_or(AppError::NotFound)
        })?;
        asking.desk.syncer.wake();
        let signs_in_here = asking.store().credential(id)?.is_some();
        Ok(to_dto(&row, signs_in_here))
    }

    /// Sets language and digits: of the person signed in, else of the station.
    ///
    /// # Errors
    /// What the store or the file system says.
    pub fn set_preferences(&self, preferences: Preferences) -> Result<AppState> {
        let in_force = self.in_force();
        let (language, digits) = (in_force.language(), in_force.digits());
        Policy::allow(
            PolicyField::Language,
            language.as_ref(),
            &preferences.locale,
        )?;
        Policy::allow(PolicyField::Digits, digits.as_ref(), &preferences.digits)?;
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
                locale: language
                    .map_or(code_of(preferences.locale), |_| &old.locale)
                    .into(),
                digits: digits
                    .map_or(digits_code(preferences.digits), |_| &old.digits)
                    .into(),
                ..old.clone()
            };
            if let Some(change) = old.changed(&new) {
                acting.append(user.into(), change)?;
            }
            Ok::<_, AppError>(())
        })?;
        // Whoever signed out, or in, while this was being written keeps what they have.
        desk.update_session(session.duty, |session| {
            // What is fixed is nobody's choice, and theirs comes back with its end.
            if language.is_none() {
                session.locale = preferences.locale;
            }
            if digits.is_none() {
                session.digits = preferences.digits;
            }
        });
        desk.syncer.wake();
        self.app_state()
    }
}

/// Reads a new person; the first one of a store gets the roles that everything else needs.
pub(crate) fn parse(person: &NewPerson, is_first: bool) -> Result<User> {
    let login = parse_login(&person.login)?;
    let (name_ar, name_en) = names(&person.name_ar, &person.name_en)?;
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

/// Both names; one of them may be empty.
fn names(ar: &str, en: &str) -> Result<(String, String)> {
    let ar = line("nameAr", ar, NAME_CHARS_MAX)?.trim().to_owned();
    let en = line("nameEn", en, NAME_CHARS_MAX)?.trim().to_owned();
    if ar.is_empty() && en.is_empty() {
        return Err(AppError::invalid("nameAr", Rule::Required));
    }
    Ok((ar, en))
}

fn parse_login(login: &str) -> Result<String> {
    let login = line("login", login, LOGIN_CHARS_MAX)?;
    let login = login_key(&login);
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
    Ok(login)
}

pub(crate) fn user_id(id: &str) -> Result<UserId> {
    id.parse()
        .map_err(|_| AppError::invalid("person", Rule::NotAnId))
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

/// Languages in the order of the list: those that it offers, and what somebody had before.
fn languages(lists: &Lists, codes: &[String], before: &[String]) -> Result<Vec<String>> {
    let rows = lists.rows(List::Languages);
    let is_known = |code: &&String| {
        before.contains(code) || rows.iter().any(|row| row.active && row.code == **code)
    };
    if !codes.iter().all(|code| is_known(&code)) {
        return Err(AppError::invalid("languages", Rule::UnknownCode));
    }
    let listed = rows.iter().map(|row| &row.code);
    // Of another version of the lists one may have a language that these do not know.
    let lost = before
        .iter()
        .filter(|code| !rows.iter().any(|row| row.code == **code));
    let chosen = listed.chain(lost).filter(|code| codes.contains(code));
    Ok(chosen.cloned().collect())
}

/// A login as it is kept and looked for.
pub(crate) fn login_key(typed: &str) -> String {
    typed.trim().to_lowercase()
}

/// Everybody of the site who bears a login, and who of them signs in here.
pub(crate) fn bearers(desk: &Desk, login: &str) -> Result<Vec<(UserRow, bool)>> {
    let login = login_key(login);
    desk.store.read(|reading| {
        let here = reading.credential_holders()?;
        let users = reading.users_by_login(&login)?.into_iter();
        Ok(users
            .map(|user| {
                let signs_in_here = here.contains(&user.id);
                (user, signs_in_here)
            })
            .collect())
    })
}

fn to_user(row: UserRow) -> User {
    User {
        roles: row.roles,
        languages: row.languages,
        active: row.active,
        locale: row.locale,
        digits: row.digits,
        login: row.login,
        name_ar: row.name_ar,
        name_en: row.name_en,
    }
}

pub(crate) fn to_dto(user: &UserRow, signs_in_here: bool) -> Person {
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
        languages: user.languages.clone(),
        active: user.active,
        signs_in_here,
        login_shared: user.login_shared,
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
