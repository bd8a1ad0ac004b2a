//! The one seam through which cards are read: those of the pack in use, else the samples built in.
//!
//! What is held ([`crate::shelf`]): the cards of the pack in use and of the few before it. A card that is open on the
//! screen stays as it was opened, and may still be told: what was in use when a call began was right then.
//!
//! Never here: taking a pack, whether it may be believed.

use domain::card::{Card, Cards};
use domain::id::Millis;
use domain::local_day::LocalDay;
use domain::wire::PackKind;
use store::{Reading, TakenPack};

use crate::shelf::{InUse, OfPacks};
use crate::{AppError, Result};

/// Cards as they stand at a moment.
pub(crate) struct CardsInUse {
    /// What is offered.
    current: Shared,
    /// What was offered before, the last first: retired, but still named on the calls of then.
    before: Vec<Before>,
}

enum Shared {
    BuiltIn(&'static Cards),
    Pack(Box<Cards>),
}

struct Before {
    cards: Shared,
    /// When something else came in its place, by this machine's clock; none where nobody knows: then it may have
    /// been in use at any moment, and what was told of it is saved.
    until: Option<Millis>,
}

impl Shared {
    fn get(&self) -> &Cards {
        match self {
            Self::BuiltIn(cards) => cards,
            Self::Pack(cards) => cards,
        }
    }
}

impl OfPacks for CardsInUse {
    const KIND: PackKind = PackKind::Cards;
    type Beside = ();

    fn built_in() -> Result<Self> {
        Ok(Self {
            current: built_in()?,
            before: Vec::new(),
        })
    }

    fn read(_: &Reading<'_>, taken: Vec<TakenPack>, in_use: InUse, (): ()) -> Result<Self> {
        let (mut current, mut before) = (None, Vec::new());
        // When the one that was taken next came in the place of the one that is looked at.
        let mut until = None;
        for one in taken {
            let pack = &one.pack;
            let is_current = in_use == Some((pack.centre, pack.site, pack.version));
            match Cards::read(&pack.content.0) {
                Ok(cards) if is_current => current = Some(Shared::Pack(Box::new(cards))),
                Ok(cards) => before.push(Before {
                    cards: Shared::Pack(Box::new(cards)),
                    until,
                }),
                // This version of the program asks for more than the one that took it. Going back to an older pack
                // would bring back what was withdrawn; samples are called so.
                Err(error) => tracing::error!(
                    version = pack.version,
                    %error,
                    "a pack that was taken cannot be read any more"
                ),
            }
            until = Some(one.taken_at);
        }
        let Some(current) = current else {
            return Ok(Self {
                current: built_in()?,
                before,
            });
        };
        before.push(Before {
            cards: built_in()?,
            until,
        });
        Ok(Self { current, before })
    }
}

impl CardsInUse {
    /// What is offered.
    pub(crate) fn current(&self) -> &Cards {
        self.current.get()
    }

    /// A version of a card, also of one that is not offered any more.
    pub(crate) fn get(&self, code: &str, version: u32) -> Option<&Card> {
        let before = self.before.iter().map(|before| &before.cards);
        let mut all = std::iter::once(&self.current).chain(before);
        all.find_map(|cards| cards.get().get(code, version))
    }

    /// Whether this version may be told today.
    pub(crate) fn may_be_told(&self, code: &str, version: u32, today: LocalDay) -> bool {
        told_on(self.current(), code, version, &[today])
    }

    /// Whether this version might be told by what was in use at any moment of a call, on the day on which it began
    /// or on that of its saving: a draft may lie overnight, a late entry tells of another day, and a pack may come in
    /// the middle of a call.
    pub(crate) fn might_be_told(
        &self,
        code: &str,
        version: u32,
        began_at: Millis,
        now: Millis,
    ) -> bool {
        let days = [began_at, now].map(|at| LocalDay::of(at.0));
        let was_in_use = |before: &&Before| before.until.is_none_or(|until| began_at <= until);
        let before = self.before.iter().filter(was_in_use);
        told_on(self.current(), code, version, &days)
            || before
                .map(|before| before.cards.get())
                .any(|cards| told_on(cards, code, version, &days))
    }
}

fn told_on(cards: &Cards, code: &str, version: u32, days: &[LocalDay]) -> bool {
    cards
        .get(code, version)
        .is_some_and(|card| days.iter().any(|day| cards.may_be_told(card, *day)))
}

fn built_in() -> Result<Shared> {
    let cards = Cards::embedded().map_err(|_| AppError::Internal("answer cards"))?;
    Ok(Shared::BuiltIn(cards))
}

#[cfg(test)]
mod tests;
