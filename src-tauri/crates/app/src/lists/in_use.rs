//! The one seam through which lists are read: those built in with the pack in use laid over them.
//!
//! Only the pack in use counts. A code is never removed, so the newest lists name whatever was chosen from the ones
//! before. A pack that cannot be read any more, of a program that was exchanged for another, gives way to what is
//! built in: calls go on being taken down.

use domain::lists::Lists;
use domain::wire::PackKind;
use store::TakenPack;

use crate::shelf::{InUse, OfPacks};
use crate::{AppError, Result};

impl OfPacks for Lists {
    const KIND: PackKind = PackKind::Lists;

    fn read(taken: Vec<TakenPack>, in_use: InUse) -> Result<Self> {
        let of = |one: &TakenPack| Some((one.pack.centre, one.pack.site, one.pack.version));
        let Some(one) = taken.iter().find(|one| of(one) == in_use) else {
            return Self::built_in();
        };
        match Self::read(&one.pack.content.0) {
            Ok(lists) => Ok(lists),
            Err(error) => {
                tracing::error!(
                    version = one.pack.version,
                    %error,
                    "a pack of lists that was taken cannot be read any more"
                );
                Self::built_in()
            }
        }
    }

    fn built_in() -> Result<Self> {
        let lists = Self::embedded().map_err(|_| AppError::Internal("code lists"))?;
        Ok(lists.clone())
    }
}

#[cfg(test)]
mod tests;
