//! What is read out of packs, held while the sync tells of the same pack: one shelf for each kind.
//!
//! Whoever asks is given all of it as it stands then, shared; nobody's hand is on something that changes under it. It is
//! read anew as soon as the sync tells of another pack in use, which the next question sees, without a restart.
//!
//! Never here: taking a pack, whether it may be believed, what it says.

use std::sync::{Arc, Mutex, PoisonError};

use domain::id::{CentreId, SiteId};
use domain::wire::PackKind;
use store::{Store, TakenPack};
use sync::Status;

use crate::Result;

/// A pack in use; none: what is built in.
pub(crate) type InUse = Option<(CentreId, SiteId, u64)>;

/// What packs of a kind are read into.
pub(crate) trait OfPacks: Sized {
    /// The kind.
    const KIND: PackKind;

    /// From the packs that this machine took, the last taken first, and the one of them that is in use.
    ///
    /// # Errors
    /// `Internal` for a broken build. A pack that cannot be read is none.
    fn read(taken: Vec<TakenPack>, in_use: InUse) -> Result<Self>;

    /// What is there without any pack.
    ///
    /// # Errors
    /// `Internal` for a broken build.
    fn built_in() -> Result<Self>;
}

/// One kind, of an open store.
pub(crate) struct Shelf<T>(Mutex<Option<(InUse, Arc<T>)>>);

impl<T> Default for Shelf<T> {
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
    pub(crate) fn get(&self, store: &Store, status: &Status) -> Result<Arc<T>> {
        let mut known = status.packs.iter();
        let in_use = known
            .find(|known| known.kind == T::KIND && known.version > 0)
            .map(|known| (known.centre, known.site, known.version));
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, there)) = held.as_ref()
            && *of == in_use
        {
            return Ok(Arc::clone(there));
        }
        let there = match store.read(|reading| reading.packs(T::KIND)) {
            Ok(taken) => Arc::new(T::read(taken, in_use)?),
            // Every save asks for it: packs that cannot be read keep no call from being saved.
            Err(error) => {
                tracing::error!(%error, kind = %T::KIND, "packs cannot be read");
                return match held.as_ref() {
                    Some((_, there)) => Ok(Arc::clone(there)),
                    None => T::built_in().map(Arc::new),
                };
            }
        };
        *held = Some((in_use, Arc::clone(&there)));
        Ok(there)
    }
}
