//! What is fixed now, from the machine's own policy and the centre's, and what that makes of what people chose.

use domain::policy::{Fixed, ScreenDigits, ScreenLanguage};
use domain::wire::PackKind;
use store::{Reading, TakenPack};

use super::PolicyField;
use crate::Result;
use crate::dto::{Digits, LocaleCode, LockTimes, Preferences, SignedIn};
use crate::session::Session;
use crate::shelf::{InUse, OfPacks};

/// What is fixed, whoever says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct InForce {
    pub(crate) fixed: Fixed,
    /// What the centre alone fixes.
    pub(crate) by_centre: Vec<PolicyField>,
}

impl InForce {
    /// The language that is fixed.
    pub(crate) fn language(&self) -> Option<LocaleCode> {
        self.fixed.language.map(locale)
    }

    /// The digits that are fixed.
    pub(crate) fn digits(&self) -> Option<Digits> {
        self.fixed.digits.map(|digits| match digits {
            ScreenDigits::Latn => Digits::Latn,
            ScreenDigits::Arab => Digits::Arab,
        })
    }

    /// The times as they hold, from those that were set at the machine.
    pub(crate) fn lock_times(&self, set: LockTimes) -> LockTimes {
        let lock_min = self.fixed.lock_min.unwrap_or(set.lock_min);
        let lock_in_call_min = self.fixed.lock_in_call_min.unwrap_or(set.lock_in_call_min);
        // Where only one of the two is fixed, the other one gives way: a call never locks sooner.
        match self.fixed.lock_in_call_min {
            Some(fixed) => LockTimes {
                lock_min: lock_min.min(fixed),
                lock_in_call_min: fixed,
            },
            None => LockTimes {
                lock_min,
                lock_in_call_min: lock_in_call_min.max(lock_min),
            },
        }
    }

    /// Language and digits as they hold, from those that somebody chose.
    pub(crate) fn preferences(&self, chosen: Preferences) -> Preferences {
        Preferences {
            locale: self.language().unwrap_or(chosen.locale),
            digits: self.digits().unwrap_or(chosen.digits),
        }
    }

    /// The session with what is fixed in the place of what its person and their machine chose. The choices stay in the
    /// session itself: they hold again once nothing is fixed any more, also in the middle of it.
    pub(crate) fn held(&self, session: &Session) -> Session {
        let Preferences { locale, digits } = self.preferences(Preferences {
            locale: session.locale,
            digits: session.digits,
        });
        Session {
            locale,
            digits,
            lock_times: self.lock_times(session.lock_times),
            ..session.clone()
        }
    }

    /// The person at the machine, under what is fixed.
    pub(crate) fn signed_in(&self, session: &Session) -> SignedIn {
        self.held(session).to_dto()
    }
}

pub(super) const fn locale(language: ScreenLanguage) -> LocaleCode {
    match language {
        ScreenLanguage::Ar => LocaleCode::Ar,
        ScreenLanguage::En => LocaleCode::En,
    }
}

impl OfPacks for Fixed {
    const KIND: PackKind = PackKind::Policy;
    type Beside = ();

    fn read(_: &Reading<'_>, taken: Vec<TakenPack>, in_use: InUse, (): ()) -> Result<Self> {
        let of = |one: &TakenPack| Some((one.pack.centre, one.pack.site, one.pack.version));
        let Some(one) = taken.iter().find(|one| of(one) == in_use) else {
            return Self::built_in();
        };
        match Self::read(&one.pack.content.0) {
            Ok(fixed) => Ok(fixed),
            Err(error) => {
                tracing::error!(
                    version = one.pack.version,
                    %error,
                    "a pack of the policy that was taken cannot be read any more"
                );
                Self::built_in()
            }
        }
    }

    fn built_in() -> Result<Self> {
        Ok(Self::default())
    }
}
