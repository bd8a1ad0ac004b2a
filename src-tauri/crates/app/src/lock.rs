//! Locking the machine, with a pause or without; after how long it locks by itself.
//!
//! A locked session answers no command but those that come before signing in: that is held here and in
//! [`crate::desk`], whatever the window shows. Opening again is signing in ([`crate::sign_in`]). A duty
//! goes on behind the lock, also while somebody else sits at the machine: only signing out ends it.
//!
//! Never here: a timer. The window knows when a hand was last on it, and asks; nothing ends a pause but
//! its person.

use domain::duty::Duty;
use domain::fold::Record;
use domain::id::Millis;
use domain::lists::{List, Lists};
use domain::machine::Machine;
use domain::policy::{LOCK_IN_CALL_MIN_MAX, LOCK_MIN_MAX};

use crate::desk::Desk;
use crate::dto::{AppState, LockFor, LockTimes, PauseView, SignedIn};
use crate::policy::{Policy, PolicyField};
use crate::rights::Command;
use crate::session::Lock;
use crate::{App, AppError, Result, Rule};

/// What holds until a machine was told otherwise (safety paper, "colleague at an unlocked desk").
const USUAL: LockTimes = LockTimes {
    lock_min: 2,
    lock_in_call_min: 15,
};

impl App {
    /// Locks the machine. With a reason a pause of the duty begins, until its person is back. Where that
    /// cannot be written (a full disk) the machine is locked all the same.
    ///
    /// # Errors
    /// `SignedOut`, `Locked`; `Invalid` for a reason that is none.
    pub fn lock(&self, why: &LockFor) -> Result<AppState> {
        let asking = self.asking(Command::Lock)?;
        let now = asking.now();
        let duty = asking.session.duty;
        let pause = pause_for(asking.lists()?.as_ref(), &why.reason, now)?;
        asking.desk.lock(duty, Lock { since: now, pause });
        if !why.reason.is_empty() {
            let reason = why.reason.clone();
            let paused = asking.store().act(asking.stamp()?, move |acting| {
                acting.append(duty, Duty::paused(now, &reason))?;
                Ok::<_, AppError>(())
            });
            if let Err(error) = paused {
                tracing::warn!(%error, "a pause was not written");
                let lock = Lock {
                    since: now,
                    pause: None,
                };
                asking.desk.lock(duty, lock);
            }
            asking.desk.syncer.wake();
        }
        self.app_state()
    }

    /// Sets after how long without a key or mouse this machine locks.
    ///
    /// # Errors
    /// `Invalid` with the field, `NotAllowed`.
    pub fn set_lock_times(&self, times: LockTimes) -> Result<SignedIn> {
        let asking = self.asking(Command::SetLockTimes)?;
        let LockTimes {
            lock_min,
            lock_in_call_min,
        } = times;
        let fixed = self.in_force().fixed;
        let (free, in_call) = (fixed.lock_min, fixed.lock_in_call_min);
        Policy::allow(PolicyField::LockMin, free.as_ref(), &lock_min)?;
        Policy::allow(
            PolicyField::LockInCallMin,
            in_call.as_ref(),
            &lock_in_call_min,
        )?;
        within("lock_min", lock_min, 1, LOCK_MIN_MAX)?;
        within(
            "lock_in_call_min",
            lock_in_call_min,
            lock_min,
            LOCK_IN_CALL_MIN_MAX,
        )?;
        // What is fixed is not the machine's own choice: that one stays for the day without a policy.
        let own = lock_times(&asking.desk)?;
        let own = LockTimes {
            lock_min: free.map_or(lock_min, |_| own.lock_min),
            lock_in_call_min: in_call.map_or(lock_in_call_min, |_| own.lock_in_call_min),
        };
        let machine = Machine::subject(asking.store().machine());
        asking.store().act(asking.stamp()?, move |acting| {
            acting.append(
                machine,
                Machine::lock_set(own.lock_min, own.lock_in_call_min),
            )?;
            Ok::<_, AppError>(())
        })?;
        asking.desk.syncer.wake();
        asking
            .desk
            .update_session(asking.session.duty, |session| session.lock_times = own);
        let session = asking.desk.session().ok_or(AppError::SignedOut)?;
        Ok(self.in_force().signed_in(&session))
    }
}

/// What was set at this machine.
pub(crate) fn lock_times(desk: &Desk) -> Result<LockTimes> {
    let subject = Machine::subject(desk.store.machine());
    let folded = desk.store.read(|reading| reading.folded(subject))?;
    let Some(Record::Machine(set)) = folded.map(|folded| folded.record) else {
        return Ok(USUAL);
    };
    let or_usual = |set: u32, usual: u32| if set == 0 { usual } else { set };
    Ok(LockTimes {
        lock_min: or_usual(set.lock_min, USUAL.lock_min),
        lock_in_call_min: or_usual(set.lock_in_call_min, USUAL.lock_in_call_min),
    })
}

fn within(field: &'static str, minutes: u32, least: u32, most: u32) -> Result<()> {
    if (least..=most).contains(&minutes) {
        return Ok(());
    }
    Err(AppError::Invalid {
        field,
        rule: Rule::OutOfBounds,
        limit: usize::try_from(least).ok(),
    })
}

fn pause_for(lists: &Lists, reason: &str, from: Millis) -> Result<Option<PauseView>> {
    if reason.is_empty() {
        return Ok(None);
    }
    // One that was retired since the screen was drawn is taken: who wants to go must be able to lock.
    if lists.get(List::PauseReasons, reason).is_none() {
        return Err(AppError::invalid("reason", Rule::UnknownCode));
    }
    Ok(Some(PauseView {
        reason: reason.to_owned(),
        from: from.0,
        usual_min: usual_min(reason),
    }))
}

/// How long such a pause usually is, in minutes: proposals for the ministry, as the lists are. Longer ones
/// are shown as longer and that is all.
pub(crate) fn usual_min(reason: &str) -> Option<u32> {
    match reason {
        "prayer" | "rest" => Some(15),
        "meal" => Some(30),
        _ => None,
    }
}
