//! What is read out of packs, held while the sync tells of the same pack: one shelf for each kind.
//!
//! Whoever asks is given all of it as it stands then, shared; nobody's hand is on something that changes under it. It is
//! read anew as soon as the sync tells of another pack in use, which the next question sees, without a restart.
//!
//! Never here: taking a pack, whether it may be believed, what it says.

use std::sync::{Arc, Mutex, PoisonError};

use domain::id::{CentreId, SiteId};
use domain::wire::PackKind;
use store::{Reading, Store, TakenPack};
use sync::Status;

use crate::Result;

/// A pack in use; none: what is built in.
pub(crate) type InUse = Option<(CentreId, SiteId, u64)>;

/// What packs of a kind are read into.
pub(crate) trait OfPacks: Sized {
    /// The kind.
    const KIND: PackKind;

    /// What decides beside the packs; what is held is read anew where it is another.
    type Beside: Copy + PartialEq;

    /// From the packs that this machine took, the last taken first, and the one of them that is in use.
    ///
    /// # Errors
    /// `Internal` for a broken build, or what the store says. A pack that cannot be read is none.
    fn read(
        reading: &Reading<'_>,
        taken: Vec<TakenPack>,
        in_use: InUse,
        beside: Self::Beside,
    ) -> Result<Self>;

    /// What is there without any pack.
    ///
    /// # Errors
    /// `Internal` for a broken build.
    fn built_in() -> Result<Self>;
}

/// One kind, of an open store.
pub(crate) struct Shelf<T: OfPacks>(Mutex<Option<(Of<T>, Arc<T>)>>);

/// Of what it was read.
type Of<T> = (InUse, <T as OfPacks>::Beside);

impl<T: OfPacks> Default for Shelf<T> {
    fn default() -> Self {
        Self(Mutex::new(None))
    }
}

impl<T: OfPacks> Shelf<T> {
    /// What is in use, by what the sync last told; where the store cannot be read, what was in use before, else what is
    /// built in.
    ///
    /// # Errors
    /// `Internal` for a broken build.
    pub(crate) fn get(&self, store: &Store, status: &Status, beside: T::Beside) -> Result<Arc<T>> {
        let in_use = in_use(status, T::KIND);
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, there)) = held.as_ref()
            && *of == (in_use, beside)
        {
            return Ok(Arc::clone(there));
        }
        let read = store.read(|reading| {
            let taken = reading.packs(T::KIND)?;
            T::read(reading, taken, in_use, beside)
        });
        let there = match read {
            Ok(there) => Arc::new(there),
            // Every save asks for it: packs that cannot be read keep no call from being saved.
            Err(error) => {
                tracing::error!(%error, kind = %T::KIND, "packs cannot be read");
                return match held.as_ref() {
                    Some((_, there)) => Ok(Arc::clone(there)),
                    None => T::built_in().map(Arc::new),
                };
            }
        };
        *held = Some(((in_use, beside), Arc::clone(&there)));
        Ok(there)
    }
}

/// The pack of a kind that is in use, by what the sync last told.
pub(crate) fn in_use(status: &Status, kind: PackKind) -> InUse {
    let mut known = status.packs.iter();
    known
        .find(|known| known.kind == kind && known.version > 0)
        .map(|known| (known.centre, known.site, known.version))
}
