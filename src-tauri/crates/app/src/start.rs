//! Where the application stands; the first start; opening a store.

use std::sync::Arc;

use domain::id::UserId;
use domain::text::STATION_CHARS_MAX;
use store::{Folder, NewStore, OpenError, Stage, Store, make_private_folder};
use zeroize::Zeroizing;

use crate::desk::Desk;
use crate::drill;
use crate::dto::{About, AppState, FirstStart, OpenStore, Phase, Preferences, StationBegun};
use crate::people;
use crate::restoring;
use crate::sample::PRACTICE_PIN;
use crate::station::Station;
use crate::text::line;
use crate::{App, AppError, ErrorDto, Result, Rule};

/// Name of the setting that holds the station's name.
pub(crate) const STATION_NAME: &str = "station.name";
/// Fewest characters of a station passphrase.
pub const MIN_PASSPHRASE: usize = 12;
/// Most characters of a station passphrase.
pub const MAX_PASSPHRASE: usize = 200;

/// What lies behind the first screen.
pub(crate) enum Place {
    /// No store yet.
    FirstStart,
    /// A store that is to be opened without a person, see [`crate::unattended`].
    Opening,
    /// A store whose key is not there yet.
    Closed,
    /// A store that cannot be used; it was left untouched.
    Refused(ErrorDto),
    /// Open.
    Open(Arc<Desk>),
}

impl App {
    /// Where the application stands.
    ///
    /// # Errors
    /// What the store says.
    pub fn app_state(&self) -> Result<AppState> {
        // Asked for before the place is held.
        let in_force = self.in_force();
        let practice = self.practice_desk();
        let is_practice = practice.is_some();
        let mut station = self.station(is_practice);
        let place = self.place();
        let desk = practice.or_else(|| match &*place {
            Place::Open(desk) => Some(Arc::clone(desk)),
            _ => None,
        });
        if let Some(desk) = desk.as_ref().filter(|_| station.name.is_empty()) {
            // The plain file was lost, or never written: the store knows the name.
            station.name = desk.store.setting(STATION_NAME)?.unwrap_or_default();
        }
        let signed_in = desk
            .as_ref()
            .and_then(|desk| desk.session())
            .map(|session| in_force.signed_in(&session));
        let locked = desk.as_ref().and_then(|desk| desk.locked());
        let phase = match (&desk, &*place) {
            (Some(_), _) if locked.is_some() => Phase::Locked,
            (Some(_), _) if signed_in.is_some() => Phase::Ready,
            (Some(_), _) => Phase::SignIn,
            (None, Place::FirstStart) => Phase::FirstStart,
            (None, Place::Opening) => Phase::Opening,
            (None, Place::Closed | Place::Open(_)) => Phase::Closed,
            (None, Place::Refused(_)) => Phase::Refused,
        };
        let refusal = match &*place {
            Place::Refused(error) if !is_practice => Some(error.clone()),
            _ => None,
        };
        let Preferences { locale, digits } = in_force.preferences(Preferences {
            locale: station.locale,
            digits: station.digits,
        });
        Ok(AppState {
            phase,
            locale,
            digits,
            policy: self.policy().to_dto(&in_force),
            unopened: self.unopened().clone(),
            practice: is_practice,
            practice_pin: is_practice.then(|| PRACTICE_PIN.to_owned()),
            station: station.name,
            refusal,
            data_folder: self.config().data_folder.display().to_string(),
            about: About::this(),
            signed_in,
            locked,
        })
    }

    /// Looks anew at a store that was refused, once a person has done something about it: put the slots
    /// back, closed the other copy, made room. Changes nothing where nothing was refused.
    ///
    /// # Errors
    /// What the store says.
    pub fn look_again(&self) -> Result<AppState> {
        let mut place = self.place();
        if matches!(*place, Place::Refused(_)) {
            *place = self.look();
            self.unopened().clear();
        }
        drop(place);
        self.app_state()
    }

    /// Notes language and name of the station while it is being set up: nothing of a person, and no store.
    ///
    /// # Errors
    /// `Invalid` with the field; `WrongStage` once there is a store; what the file system says.
    pub fn begin_station(&self, begun: &StationBegun) -> Result<AppState> {
        if !matches!(*self.place(), Place::FirstStart) {
            return Err(AppError::WrongStage);
        }
        let name = line("station", &begun.station, STATION_CHARS_MAX)?;
        let station = Station {
            name: name.trim().to_owned(),
            locale: self.policy().language().unwrap_or(begun.locale),
            ..Station::read(&self.config().data_folder)
        };
        make_private_folder(&self.config().data_folder)
            .and_then(|()| station.write(&self.config().data_folder))
            .map_err(OpenError::from)?;
        self.app_state()
    }

    /// Makes the store, the first person and the station. All of it or nothing. The recovery code is the
    /// one that [`App::first_code`] showed.
    ///
    /// # Errors
    /// `Invalid` with the field; `WrongStage` when there is a store already, or no code was shown; what the
    /// store says.
    pub fn first_start(&self, first: &FirstStart) -> Result<AppState> {
        let mut place = self.place();
        if !matches!(*place, Place::FirstStart) {
            return Err(AppError::WrongStage);
        }
        let name = line("station", &first.station, STATION_CHARS_MAX)?
            .trim()
            .to_owned();
        if name.is_empty() {
            return Err(AppError::invalid("station", Rule::Required));
        }
        check_passphrase(&first.passphrase)?;
        let mut user = people::parse(&first.person, true)?;
        let locale = self.policy().language().unwrap_or(first.locale);
        user.locale = people::code_of(locale).into();
        let code = self.proved_first_code(&first.groups)?;
        let hash = self.config().secret_cost.hash(&first.person.secret)?;

        let folder = Folder::at(&self.config().data_folder);
        let new = NewStore {
            passphrase: Zeroizing::new(first.passphrase.clone()),
            cost: self.config().store_cost,
            code: Some(code),
            settings: vec![(STATION_NAME.to_owned(), name.clone())],
        };
        let user_id = UserId::from(self.new_id()?);
        // The first person is added by themselves: there is nobody else.
        let stamp = self.stamp(user_id, domain::role::Role::Administrator)?;
        let (store, _) = Store::create_with(&folder, &new, stamp, |acting| {
            acting.append(user_id.into(), user.added())?;
            // Their own choice, which nobody else knows.
            acting.set_credential(user_id, &hash)?;
            Ok::<_, AppError>(())
        })?;
        let station = Station {
            name,
            locale,
            ..Station::default()
        };
        if let Err(error) = station.write(&self.config().data_folder) {
            // The store stands; the station's name is shown from its setting once it is open.
            tracing::warn!(kind = ?error.kind(), "station.json was not written");
        }
        *place = Place::Open(self.open_desk_over(store, false)?);
        drop(place);
        self.forget_code();
        self.app_state()
    }

    /// Opens the store with its passphrase or recovery code.
    ///
    /// # Errors
    /// `Open(…)` with its cause; a wrong passphrase leaves everything as it was.
    pub fn open_store(&self, open: &OpenStore) -> Result<AppState> {
        let mut place = self.place();
        if let Place::Open(_) = *place {
            drop(place);
            return self.app_state();
        }
        if self.restoring.is_under_way() {
            return Err(AppError::WrongStage);
        }
        let folder = Folder::at(&self.config().data_folder);
        match Store::open(&folder, &open.unlock()) {
            Ok(store) => {
                drill::note_opened(&store, open.way(), self.config().clock.now());
                *place = Place::Open(self.open_desk_over(store, false)?);
                drop(place);
                self.app_state()
            }
            Err(OpenError::WrongPassphrase) => {
                *place = Place::Closed;
                Err(OpenError::WrongPassphrase.into())
            }
            Err(error) => {
                let error = AppError::from(error);
                *place = Place::Refused(ErrorDto::from(&error));
                Err(error)
            }
        }
    }

    /// The station as the plain file tells it. The practice store has a file of its own, so that trying
    /// out a language changes nothing for the colleagues; without one it begins with the real one's.
    fn station(&self, practice: bool) -> Station {
        let practised = if practice {
            Station::find(self.practice_folder().path())
        } else {
            None
        };
        practised.unwrap_or_else(|| Station::read(&self.config().data_folder))
    }

    pub(crate) fn set_station_preferences(&self, preferences: Preferences) -> Result<()> {
        let practice = self.practice_desk().is_some();
        let (own, fixed) = (self.station(practice), self.in_force().fixed);
        let station = Station {
            // What is fixed is not the station's choice, and holds for as long as it is fixed.
            locale: fixed.language.map_or(preferences.locale, |_| own.locale),
            digits: fixed.digits.map_or(preferences.digits, |_| own.digits),
            ..own
        };
        let folder = if practice {
            self.practice_folder()
        } else {
            Folder::at(&self.config().data_folder)
        };
        // Before the first start there may be no folder yet.
        make_private_folder(folder.path())
            .and_then(|()| station.write(folder.path()))
            .map_err(OpenError::from)?;
        Ok(())
    }
}

/// What lies in the folder, before anything is opened.
pub(crate) fn look(folder: &Folder) -> Place {
    match folder.stage() {
        Stage::Empty => restoring::gone(folder).map_or(Place::FirstStart, Place::Refused),
        Stage::Closed if folder.is_in_use() => {
            Place::Refused(ErrorDto::from(&AppError::from(OpenError::InUse)))
        }
        Stage::Closed => Place::Closed,
        Stage::SlotsMissing => {
            Place::Refused(ErrorDto::from(&AppError::from(OpenError::SlotsMissing)))
        }
    }
}

pub(crate) fn check_passphrase(passphrase: &str) -> Result<()> {
    let count = passphrase.chars().count();
    let invalid = |rule, limit| {
        Err(AppError::Invalid {
            field: "passphrase",
            rule,
            limit,
        })
    };
    if count == 0 {
        return invalid(Rule::Required, None);
    }
    if count < MIN_PASSPHRASE {
        return invalid(Rule::TooShort, Some(MIN_PASSPHRASE));
    }
    if count > MAX_PASSPHRASE {
        return invalid(Rule::TooLong, Some(MAX_PASSPHRASE));
    }
    // Twelve times the same letter keeps the length and nothing else.
    let distinct: std::collections::BTreeSet<char> = passphrase.chars().collect();
    if distinct.len() < 4 {
        return invalid(Rule::TooWeak, None);
    }
    Ok(())
}
