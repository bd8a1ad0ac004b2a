//! The one seam through which cards are read: those of the pack in use, else the samples built in.
//!
//! What is held: the cards of the pack in use and of the few before it, read once and shared; whoever asks is given
//! all of them as they stand then. When it is read anew: as soon as the sync tells of another pack in use, which the
//! next question sees, without a restart. A card that is open on the screen stays as it was opened, and may still be
//! told: what was in use when a call began was right then.
//!
//! Never here: taking a pack, whether it may be believed.

use std::sync::{Arc, Mutex, PoisonError};

use domain::card::{Card, Cards};
use domain::id::{CentreId, Millis, SiteId};
use domain::local_day::LocalDay;
use domain::wire::PackKind;
use store::Store;
use sync::Status;

use crate::{AppError, Result};

/// A pack in use; none: the samples.
type InUse = Option<(CentreId, SiteId, u64)>;

/// The cards of an open store.
#[derive(Default)]
pub(crate) struct CardShelf(Mutex<Option<(InUse, Arc<CardsInUse>)>>);

impl CardShelf {
    /// The cards in use, by what the sync last told; where the store cannot be read, those before, else the
    /// samples.
    ///
    /// # Errors
    /// `Internal` for a broken build.
    pub(crate) fn cards(&self, store: &Store, status: &Status) -> Result<Arc<CardsInUse>> {
        let mut known = status.packs.iter();
        let in_use = known
            .find(|known| known.kind == PackKind::Cards && known.version > 0)
            .map(|known| (known.centre, known.site, known.version));
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, cards)) = held.as_ref()
            && *of == in_use
        {
            return Ok(Arc::clone(cards));
        }
        let cards = match CardsInUse::read(store, in_use) {
            Ok(cards) => Arc::new(cards),
            // Every save asks which cards may be told: packs that cannot be read keep no call from being saved.
            Err(error) => {
                tracing::error!(%error, "the packs of answer cards cannot be read");
                return match held.as_ref() {
                    Some((_, cards)) => Ok(Arc::clone(cards)),
                    None => CardsInUse::built_in().map(Arc::new),
                };
            }
        };
        *held = Some((in_use, Arc::clone(&cards)));
        Ok(cards)
    }
}

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

impl CardsInUse {
    /// The samples alone.
    ///
    /// # Errors
    /// `Internal` for a broken build.
    pub(crate) fn built_in() -> Result<Self> {
        Ok(Self {
            current: built_in()?,
            before: Vec::new(),
        })
    }

    fn read(store: &Store, in_use: InUse) -> Result<Self> {
        let taken = store.read(|reading| reading.packs(PackKind::Cards))?;
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
