//! `POST /v1/enrol` and `POST /v1/token`: how a machine becomes known and stays so.

use serde::{Deserialize, Serialize};

use super::hello::Site;
use super::{Base64, Hex32};
use crate::entry::CentreEpoch;
use crate::id::{CentreId, MachineId, Millis, SiteId};

/// A machine registers the id and the key that it made itself, with a code that a person typed.
/// Sending it again with the same code, id and key gives the same answer, so that a lost one does no harm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EnrolRequest {
    /// The one-time code.
    pub code: String,
    /// The machine's id.
    pub machine: MachineId,
    /// Its Ed25519 public key.
    pub public_key: Hex32,
    /// Ed25519 signature by that key over `"nida-enrol-1" ‖ machine[16] ‖ public key[32] ‖
    /// SHA-256(code)`, the code as its sixteen capital letters and digits without dashes.
    pub signature: Base64,
    /// What people call the machine; may be empty.
    #[serde(default)]
    pub name: String,
}

/// What a machine needs from now on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EnrolAnswer {
    /// Which centre.
    pub centre: CentreId,
    /// Its current counting.
    pub epoch: CentreEpoch,
    /// The machine's site.
    pub site: Site,
    /// The first token.
    pub token: TokenAnswer,
    /// Addresses of this centre, the preferred first; empty: the one that was used.
    #[serde(default)]
    pub endpoints: Vec<String>,
    /// Certificates (PEM) that the machine shall trust for it; empty: those of its platform.
    #[serde(default)]
    pub ca: Vec<String>,
    /// Its public keys; none of a centre that has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keys: Option<CentreKeys>,
}

/// The public keys of a centre, which a machine keeps from its enrolment on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CentreKeys {
    /// X25519: what is carried to the centre as a file is sealed to it.
    pub seal: Hex32,
    /// Ed25519: the centre signs with it what machines are to believe.
    pub sign: Hex32,
}

/// A machine asks for a new token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TokenRequest {
    /// Its site.
    pub site: SiteId,
    /// Its id.
    pub machine: MachineId,
    /// The challenge of a hello not older than two minutes.
    pub challenge: Base64,
    /// Ed25519 signature by the machine's key over `"nida-token-1" ‖ centre[16] ‖ site[16] ‖
    /// machine[16] ‖ SHA-256(challenge)`.
    pub signature: Base64,
}

/// A short-lived token, sent as `Authorization: Bearer …`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TokenAnswer {
    /// The token: 256 random bits, opaque.
    pub token: String,
    /// When the centre will no longer take it, by the centre's clock. To be shown only: a machine
    /// renews when it is told 401.
    pub expires: Millis,
}

impl std::fmt::Debug for TokenAnswer {
    /// Without the token, which is a secret.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "TokenAnswer {{ expires: {:?} }}", self.expires)
    }
}
