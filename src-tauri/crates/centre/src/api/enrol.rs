//! `POST /v1/enrol` and `POST /v1/token`: only who holds the key gets a token.

use ::courier::CentreSecrets;
use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::Request;
use domain::id::Millis;
use domain::wire::{
    EnrolAnswer, EnrolRequest, EnrolmentCode, MAX_NAME_CHARS, Problem, ProblemType, TokenAnswer,
    TokenRequest, enrol_bytes, token_bytes,
};
use ed25519_dalek::{Signature, VerifyingKey};

use super::{Centre, Refusal, body};
use crate::secrets::{TOKEN_LIFE_MS, is_challenge, new_token};
use crate::storage::{Enrolment, NewToken, Storage};

/// Registers the id and the key that a machine made, with a one-time code. Sending it again with the
/// same code, id and key gives the same answer.
#[utoipa::path(
    post, path = "/v1/enrol", request_body = EnrolRequest,
    responses(
        (status = 200, description = "Enrolled", body = EnrolAnswer),
        (status = 400, description = "Unreadable", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "The signature does not hold", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "Unknown code, or too many tries", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "Used code, or known with another key", body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "Expired code", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "Too large", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "Not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too many requests", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Busy", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn enrol(
    State(centre): State<Centre>,
    request: Request<Body>,
) -> Result<Json<EnrolAnswer>, Refusal> {
    centre.take(&centre.codes, ())?;
    let wanted: EnrolRequest = body::read_short(&centre, request).await?;
    let now = centre.clock.now();
    Ok(Json(admit(centre.storage.as_ref(), wanted, now).await?))
}

/// Lets a machine in, however its request came.
pub(crate) async fn admit(
    storage: &dyn Storage,
    wanted: EnrolRequest,
    now: Millis,
) -> Result<EnrolAnswer, Refusal> {
    let code: EnrolmentCode = wanted.code.parse().map_err(|_| ProblemType::CodeUnknown)?;
    if wanted.name.chars().count() > MAX_NAME_CHARS {
        return Err(ProblemType::Malformed.into());
    }
    let signed = enrol_bytes(wanted.machine, &wanted.public_key.0, &code);
    check_signature(&wanted.public_key.0, &signed, &wanted.signature.0)?;
    let identity = storage.identity().await?;
    let (token, digest) = new_token(&identity.secret)?;
    let expires = Millis(now.0.saturating_add(TOKEN_LIFE_MS));
    let enrolment = Enrolment {
        code_name: code.key(),
        code_digest: code.digest(),
        machine: wanted.machine,
        public_key: wanted.public_key.0,
        machine_name: wanted.name,
        token: digest,
        token_expires_at: expires,
        now,
    };
    let site = storage.enrol(enrolment).await?.inspect_err(|refusal| {
        tracing::warn!(machine = %wanted.machine, ?refusal, "an enrolment was refused");
    })?;
    tracing::info!(machine = %wanted.machine, site = %site.id, "a machine was enrolled");
    Ok(EnrolAnswer {
        centre: identity.centre,
        epoch: identity.counting,
        site,
        token: TokenAnswer { token, expires },
        endpoints: Vec::new(),
        ca: Vec::new(),
        keys: Some(CentreSecrets::of(&identity.secret).public()),
    })
}

/// Gives a new token for a signature. Tokens that the machine has stay good until they expire, so that
/// a lost answer leaves it with one that works.
#[utoipa::path(
    post, path = "/v1/token", request_body = TokenRequest,
    responses(
        (status = 200, description = "A new token", body = TokenAnswer),
        (status = 400, description = "Unreadable", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "Unknown machine, or the signature or challenge does not hold", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "The machine was cut off", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "Too large", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "Not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too many requests", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Busy", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn token(
    State(centre): State<Centre>,
    request: Request<Body>,
) -> Result<Json<TokenAnswer>, Refusal> {
    centre.take_stranger()?;
    let wanted: TokenRequest = body::read_short(&centre, request).await?;
    let now = centre.clock.now();
    let identity = centre.storage.identity().await?;
    if !is_challenge(&identity.secret, &wanted.challenge.0, now) {
        return Err(ProblemType::BadSignature.into());
    }
    let machine = centre.storage.machine(wanted.site, wanted.machine).await?;
    // Unknown machine and wrong key are told alike: nobody learns which machines there are.
    let machine = machine.ok_or(ProblemType::BadSignature)?;
    let signed = token_bytes(
        identity.centre,
        wanted.site,
        wanted.machine,
        &wanted.challenge.0,
    );
    check_signature(&machine.public_key, &signed, &wanted.signature.0)?;
    if machine.revoked {
        return Err(ProblemType::Revoked.into());
    }
    let (token, digest) = new_token(&identity.secret)?;
    let expires = Millis(now.0.saturating_add(TOKEN_LIFE_MS));
    let kept = NewToken {
        digest,
        site: wanted.site,
        machine: wanted.machine,
        expires_at: expires,
        now,
    };
    centre.storage.keep_token(kept).await?;
    Ok(Json(TokenAnswer { token, expires }))
}

fn check_signature(key: &[u8; 32], signed: &[u8], signature: &[u8]) -> Result<(), Refusal> {
    let key = VerifyingKey::from_bytes(key).map_err(|_| ProblemType::BadSignature)?;
    let signature = Signature::from_slice(signature).map_err(|_| ProblemType::BadSignature)?;
    key.verify_strict(signed, &signature)
        .map_err(|_| ProblemType::BadSignature.into())
}
