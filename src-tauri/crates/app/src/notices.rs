//! Notices of the desktop: that a call waits while the window is behind another one, and that own
//! follow-ups have come due.
//!
//! A notice says how many and never who or what: it stands on the screen of whoever walks by, and the
//! desktop may keep it. It opens nothing and raises nothing. Never here: how a desktop shows one, and a
//! timer; the shell asks now and then.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use domain::id::{Millis, UserId};
use i18n::{FluentArgs, Isolation, Locale, Messages};

use crate::case_rows::Hand;
use crate::desk::Desk;
use crate::dto::{Digits, DueCount, LocaleCode, NoticeSetting};
use crate::policy::{Policy, PolicyField};
use crate::rights::{Command, Right};
use crate::session::Session;
use crate::{App, Result};

/// Name of the setting that is there where notices were switched off.
const SWITCHED_OFF: &str = "notices.off";
/// People of whom it is remembered until when they were told; more do not share a machine in one day.
const TOLD_MAX: usize = 500;

/// What shows notices.
pub trait Notifier: Send + Sync {
    /// Whether the window is in front, so that what it shows is seen.
    fn in_front(&self) -> bool;

    /// Shows a notice. Never waits and never fails: where there is nothing that shows it, it is gone.
    fn tell(&self, notice: Notice);
}

/// Something to be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What it is about; a newer one of a kind takes the place of the one before.
    pub kind: NoticeKind,
    /// The name of the product in the language of the person.
    pub from: String,
    /// The sentence, in the language of the person.
    pub text: String,
}

/// Kinds of notices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoticeKind {
    /// A call waits.
    CallWaiting,
    /// Own follow-ups have come due.
    Due,
}

/// For where nothing shows notices.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoNotices;

impl Notifier for NoNotices {
    fn in_front(&self) -> bool {
        true
    }

    fn tell(&self, _: Notice) {}
}

/// Until when each person was told what had come due.
#[derive(Debug, Default)]
pub(crate) struct Told(Mutex<BTreeMap<UserId, Millis>>);

impl Told {
    /// Since when nothing was told to this person, who is told until now from here on. Nothing is owed to
    /// whoever sits down for the first time: what is due by then stands in their window.
    fn go_on(&self, user: UserId, now: Millis) -> Millis {
        let mut told = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if told.len() >= TOLD_MAX && !told.contains_key(&user) {
            told.clear();
        }
        // A clock that was put right tells some things twice, and leaves nothing out.
        told.insert(user, now).map_or(now, |before| before.min(now))
    }
}

impl App {
    /// How much is due: of the person's own, and for whoever comes first.
    ///
    /// # Errors
    /// What the store says.
    pub fn due_count(&self) -> Result<DueCount> {
        let asking = self.asking(Command::DueCount)?;
        let hand = Hand::of(&asking);
        let (until, sees) = (asking.now(), hand.sight.knows_of_all());
        asking.store().read(|reading| {
            let due = reading.due_counts(hand.user, until, sees)?;
            Ok(DueCount {
                own: due.own,
                anyones: due.anyones,
                later: reading.own_due_count(hand.user, until, Millis(i64::MAX), sees)?,
            })
        })
    }

    /// Whether this machine shows notices of the desktop.
    ///
    /// # Errors
    /// What the store says.
    pub fn notice_setting(&self) -> Result<NoticeSetting> {
        let asking = self.asking(Command::NoticeSetting)?;
        let shown = self.shows(&asking.desk)?;
        Ok(NoticeSetting { shown })
    }

    /// Has this machine show notices of the desktop, or none.
    ///
    /// # Errors
    /// What the store says.
    pub fn set_notices(&self, setting: NoticeSetting) -> Result<NoticeSetting> {
        let asking = self.asking(Command::SetNotices)?;
        let fixed = self.in_force().fixed.notifications;
        Policy::allow(PolicyField::Notifications, fixed.as_ref(), &setting.shown)?;
        if fixed.is_some() {
            return Ok(setting);
        }
        let off = (!setting.shown).then(|| "yes".to_owned());
        asking
            .store()
            .set_settings(vec![(SWITCHED_OFF.to_owned(), off)])?;
        Ok(setting)
    }

    /// Tells the person at the machine what of their own came due since this was last asked: each once,
    /// many as one number. What is for whoever comes first stands in the window alone: told to everybody at
    /// every machine at once, it would call all of them to one telephone. Behind a lock nothing is told and nothing is lost; practice is silent. The shell
    /// asks now and then; it is one look at an index.
    pub fn tell_what_is_due(&self) {
        let Some(desk) = self.open_desk() else { return };
        let Some(session) = desk.session().filter(|one| one.may(Right::CaseWork)) else {
            return;
        };
        if self.practice_desk().is_some() {
            return;
        }
        let now = desk.clock.now();
        let since = self.told.go_on(session.user, now);
        let sees = session.may(Right::SensitiveRead);
        let due = desk
            .store
            .read(|reading| reading.own_due_count(session.user, since, now, sees));
        match due {
            Ok(0) => {}
            Ok(count) => self.tell(&desk, &session, NoticeKind::Due, count),
            // The next look counts what has come due by then; what this one missed stands in the window.
            Err(error) => tracing::warn!(%error, "what is due could not be counted"),
        }
    }

    /// Tells that a call waits, where the window does not show it: it is behind another one, or locked.
    /// Practice is silent: it shows no call that waits.
    pub(crate) fn tell_call_waiting(&self) {
        if self.practice_desk().is_some() {
            return;
        }
        let Some(desk) = self.open_desk() else { return };
        let Some(session) = desk.seated().filter(|one| one.may(Right::CallLog)) else {
            return;
        };
        if session.lock.is_none() && self.config().notifier.in_front() {
            return;
        }
        self.tell(&desk, &session, NoticeKind::CallWaiting, 1);
    }

    fn tell(&self, desk: &Desk, session: &Session, kind: NoticeKind, count: u32) {
        match self.shows(desk) {
            Ok(true) => {
                let held = self.in_force().held(session);
                self.config().notifier.tell(notice(&held, kind, count));
            }
            Ok(false) => {}
            Err(error) => tracing::warn!(%error, "whether notices are shown could not be read"),
        }
    }

    /// Whether notices are shown at this machine: by the policy where that says so, else by the machine's own
    /// setting.
    fn shows(&self, desk: &Desk) -> Result<bool> {
        match self.in_force().fixed.notifications {
            Some(fixed) => Ok(fixed),
            None => Ok(desk.store.setting(SWITCHED_OFF)?.is_none()),
        }
    }
}

fn notice(session: &Session, kind: NoticeKind, count: u32) -> Notice {
    let locale = match session.locale {
        LocaleCode::Ar => Locale::Ar,
        LocaleCode::En => Locale::En,
    };
    let digits = match session.digits {
        Digits::Latn => i18n::Digits::Latn,
        Digits::Arab => i18n::Digits::Arab,
    };
    // Made anew for each: they are rare.
    let messages = Messages::new(locale, digits, Isolation::Off);
    let text = match kind {
        NoticeKind::CallWaiting => messages.plain("notices-call-waiting"),
        NoticeKind::Due => {
            let mut args = FluentArgs::new();
            args.set("count", count);
            messages.message("notices-due", &args)
        }
    };
    Notice {
        kind,
        from: messages.plain("common-product"),
        text,
    }
}
