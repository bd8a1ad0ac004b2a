//! Who asks: the machine behind the token. Checked before a byte of the body is read.

use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use domain::wire::ProblemType;

use super::{Centre, Refusal, seen};
use crate::secrets::token_digest;
use crate::storage::{Caller, Seen};

impl FromRequestParts<Centre> for Caller {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, centre: &Centre) -> Result<Self, Refusal> {
        let Some(token) = token(parts) else {
            centre.take_stranger()?;
            return Err(ProblemType::Unauthenticated.into());
        };
        let digest = token_digest(token);
        let Some(holder) = centre.storage.holder(digest, centre.clock.now()).await? else {
            centre.take_stranger()?;
            return Err(ProblemType::Unauthenticated.into());
        };
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

pub(super) fn token(parts: &Parts) -> Option<&str> {
    let value = parts.headers.get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("bearer")
        .then_some(token.trim())
}
