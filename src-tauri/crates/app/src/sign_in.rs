//! Signing in and out: whose secret it was, and the duty that opens and closes with it.
//!
//! Users travel with the journal, credentials never leave their machine. So two people may bear one
//! login, given away while their machines were apart: only those with a credential here are asked.
//!
//! Opening a locked machine is signing in. Its person finds their duty going on; somebody else gets their
//! own, and the first one's goes on behind it until they sign out themselves.

use domain::duty::{DUTY_MAX_MS, Duty};
use domain::id::{SubjectId, UserId};
use domain::role::Role;
use store::{DutyRow, UserRow};

use crate::desk::Desk;
use crate::dto::{AppState, DutyPause, SignIn, SignedIn};
use crate::people::{bearers, digits_of, locale_of, to_dto};
use crate::rights::Command;
use crate::secret;
use crate::session::Session;
use crate::tries::Tries;
use crate::{App, AppError, Result};

/// Under which name tries are counted whose login nobody has.
const NOBODY: &str = "nobody";

impl App {
    /// Signs a person in and opens or resumes their duty.
    ///
    /// # Errors
    /// `WrongSecret`, `TooManyTries`; the try is counted on the disk before it is checked. `MustChange` where
    /// somebody else gave this secret: [`App::renew_secret`] comes first.
    pub fn sign_in(&self, sign_in: &SignIn) -> Result<SignedIn> {
        let desk = self.desk()?;
        desk.check(Command::SignIn)?;
        let user = self.whose(&desk, &sign_in.login, &sign_in.secret)?;
        if desk.store.read(|reading| reading.must_change(user.id))? {
            return Err(AppError::MustChange);
        }
        let session = open_duty(&desk, &user)?;
        crate::drafts::sweep(&desk)?;
        let signed_in = self.in_force().signed_in(&session);
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
        self.importing.forget();
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

    /// Whose login and secret these are. Where several bear the login each is tried, so that nobody is
    /// locked out of their own machine by a namesake; what was counted on the way is taken back from
    /// those whose secret it proved not to be, and only from them, and only this one try.
    pub(crate) fn whose(&self, desk: &Desk, login: &str, said: &str) -> Result<UserRow> {
        let mut bearers = bearers(desk, login)?;
        bearers.retain(|(_, signs_in_here)| *signs_in_here);
        if bearers.is_empty() {
            self.try_secret(desk, NOBODY, None, said)?;
        }
        let mut counted: Vec<String> = Vec::new();
        let mut refused = AppError::WrongSecret { left: 0 };
        for (user, _) in bearers {
            let subject = user.id.to_string();
            match self.try_secret(desk, &subject, Some(&user), said) {
                Ok(()) => {
                    desk.store.clear_attempts(&subject)?;
                    for other in counted {
                        desk.store.take_back_attempt(&other)?;
                    }
                    return Ok(user);
                }
                Err(error @ AppError::WrongSecret { .. }) => {
                    counted.push(subject);
                    refused = error;
                }
                Err(error @ AppError::TooManyTries { .. }) => refused = error,
                Err(error) => return Err(error),
            }
        }
        Err(refused)
    }

    /// Counts a try, then checks it. Always refuses where there is nobody.
    pub(crate) fn try_secret(
        &self,
        desk: &Desk,
        subject: &str,
        user: Option<&UserRow>,
        said: &str,
    ) -> Result<()> {
        counted(desk, subject, || {
            let hash = match user {
                Some(user) => desk.store.credential(user.id)?,
                None => None,
            };
            // A login nobody has costs the same time as one that somebody has.
            let hash_checked = hash.as_deref().unwrap_or(self.hash_of_nobody());
            let is_right = secret::is_secret(said, hash_checked) && hash.is_some();
            Ok(is_right && user.is_some_and(|user| user.active))
        })
    }
}

/// Counts a try of a subject on the disk, then checks it: `WrongSecret` where it was wrong, `TooManyTries`
/// where it is not taken. Whoever was right has the count cleared by the caller, who knows for whom.
pub(crate) fn counted(
    desk: &Desk,
    subject: &str,
    check: impl FnOnce() -> Result<bool>,
) -> Result<()> {
    let now = desk.clock.now();
    let before = desk.store.attempts(subject)?;
    let tries = before.map_or_else(Tries::default, |found| Tries {
        count: found.failures,
        last_at: Some(found.last_at),
    });
    let wait_s = tries.wait_s(now);
    if wait_s > 0 {
        // Counted under a clock that was ahead and has been put right: the wait runs from now, once.
        if tries.last_at.is_some_and(|last| last > now) {
            desk.store.count_attempt(subject, now)?;
        }
        return Err(AppError::TooManyTries { wait_s });
    }
    let counting = desk.store.count_attempt(subject, now)?;
    // What was looked at may have been counted on since, by as many as guess at once: only what stood there in
    // the transaction that counted this try says whether it is taken.
    let before = Tries {
        count: counting.failures.saturating_sub(1),
        last_at: counting.before_at,
    };
    let wait_s = before.wait_s(now);
    if wait_s > 0 {
        return Err(AppError::TooManyTries { wait_s });
    }
    if check()? {
        return Ok(());
    }
    let left = Tries {
        count: counting.failures,
        last_at: None,
    }
    .left();
    Err(AppError::WrongSecret { left })
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
        .filter(|duty| now.0 - duty.opened_at.0 < DUTY_MAX_MS);
    let (duty, opened_at) = match resumed {
        Some(duty) => {
            end_pauses(desk, duty.id, user.id, role);
            (duty.id, duty.opened_at)
        }
        None => (new_duty(desk, user.id, role, last.as_ref())?, now),
    };
    Ok(Session {
        user: user.id,
        person: to_dto(user, true),
        roles: user.roles.clone(),
        duty,
        duty_opened_at: opened_at,
        locale: locale_of(&user.locale),
        digits: digits_of(&user.digits),
        lock_times: crate::lock::lock_times(desk)?,
        pauses: pauses(desk, duty)?,
        lock: None,
    })
}

fn pauses(desk: &Desk, duty: SubjectId) -> Result<Vec<DutyPause>> {
    let rows = desk.store.read(|reading| reading.pauses_of(duty))?;
    let pauses = rows.into_iter().map(|row| DutyPause {
        reason: row.reason,
        from: row.from.0,
        until: row.until.map(|until| until.0),
    });
    Ok(pauses.collect())
}

/// Ends what goes on of a duty's pauses: its person is back. They come in also where that cannot be
/// written (a full disk); the pause then ends at their next sign-in.
fn end_pauses(desk: &Desk, duty: SubjectId, user: UserId, role: Role) {
    let ended = (|| {
        let pauses = desk.store.read(|reading| reading.pauses_of(duty))?;
        let open: Vec<_> = pauses
            .into_iter()
            .filter(|pause| pause.until.is_none())
            .collect();
        if open.is_empty() {
            return Ok(());
        }
        let now = desk.clock.now();
        desk.store.act(desk.stamp(user, role)?, move |acting| {
            for pause in open {
                acting.append(duty, Duty::resumed(pause.from, now))?;
            }
            Ok::<_, AppError>(())
        })
    })();
    if let Err(error) = ended {
        tracing::warn!(%error, "the end of a pause was not written");
    }
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
        ..Duty::default()
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
