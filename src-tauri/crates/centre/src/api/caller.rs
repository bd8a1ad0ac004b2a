//! Who asks: the machine behind the token. Checked before a byte of the body is read, and bounded before the storage
//! is asked: what was made up never reaches it.

use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use domain::entry::Digest;
use domain::wire::ProblemType;

use super::{Centre, Refusal, seen};
use crate::secrets::{Claim, claim, token_digest};
use crate::storage::{Caller, Seen};

impl FromRequestParts<Centre> for Caller {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, centre: &Centre) -> Result<Self, Refusal> {
        let claimed = Claimed::of(parts, centre).await?;
        let now = centre.clock.now();
        let holder = centre.storage.holder(claimed.digest, now).await?;
        let holder = holder.ok_or(ProblemType::Unauthenticated)?;
        claimed.holds(centre);
        let caller = holder.caller;
        centre.take(&centre.machines, (caller.site, caller.machine))?;
        let seen = Seen {
            caller,
            at: centre.clock.now(),
            waiting: None,
            skew_ms: None,
        };
        seen::note(centre, seen);
        if holder.revoked {
            return Err(ProblemType::Revoked.into());
        }
        Ok(caller)
    }
}

impl OptionalFromRequestParts<Centre> for Caller {
    type Rejection = Refusal;

    /// None without any `Authorization`; one that does not hold is refused.
    async fn from_request_parts(
        parts: &mut Parts,
        centre: &Centre,
    ) -> Result<Option<Self>, Refusal> {
        if parts.headers.contains_key(AUTHORIZATION) {
            <Self as FromRequestParts<Centre>>::from_request_parts(parts, centre)
                .await
                .map(Some)
        } else {
            centre.take_stranger()?;
            Ok(None)
        }
    }
}

/// A token of which the storage may be asked.
pub(super) struct Claimed {
    /// Its digest.
    pub(super) digest: Digest,
    claim: Claim,
}

impl Claimed {
    /// The token that came, if the storage may be asked of it.
    ///
    /// # Errors
    /// There is none, it was made up, or it was asked of too often.
    pub(super) async fn of(parts: &Parts, centre: &Centre) -> Result<Self, Refusal> {
        let Some(token) = token(parts) else {
            centre.take_stranger()?;
            return Err(ProblemType::Unauthenticated.into());
        };
        let digest = token_digest(token);
        let claim = claim(centre.secret().await?, token);
        match claim {
            Claim::Made => centre.take(&centre.tokens, digest)?,
            Claim::Bare => centre.take(&centre.bare, ())?,
            // Costs next to nothing, and others renew their tokens by the bucket of strangers.
            Claim::MadeUp => return Err(ProblemType::Unauthenticated.into()),
        }
        Ok(Self { digest, claim })
    }

    /// The storage knows it: it takes nothing from those of which nothing can be said.
    pub(super) fn holds(&self, centre: &Centre) {
        if self.claim == Claim::Bare {
            centre.give_back(&centre.bare, ());
        }
    }
}

fn token(parts: &Parts) -> Option<&str> {
    let value = parts.headers.get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("bearer")
        .then_some(token.trim())
}
