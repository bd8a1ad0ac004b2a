//! What a new centre begins with.

use domain::id::{CentreId, Epoch, Millis, SiteId};

/// Name of the site that a new centre has.
pub(super) const FIRST_SITE: &str = "main";

/// The first rows of a new centre.
pub(super) struct Beginning {
    /// Its id.
    pub(super) centre: CentreId,
    /// Authenticates its challenges.
    pub(super) secret: [u8; 32],
    /// Id of its first counting.
    pub(super) counting: Epoch,
    /// Id of its first site.
    pub(super) site: SiteId,
}

impl Beginning {
    pub(super) fn new(now: Millis) -> Result<Self, getrandom::Error> {
        Ok(Self {
            centre: CentreId::new(now, random()?),
            secret: random()?,
            counting: Epoch::from_bytes(random()?),
            site: SiteId::new(now, random()?),
        })
    }
}

fn random<const N: usize>() -> Result<[u8; N], getrandom::Error> {
    let mut random = [0; N];
    getrandom::fill(&mut random)?;
    Ok(random)
}
