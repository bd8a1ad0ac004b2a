//! Enrolment: the machine registers the id and the key that it made itself, with a code that a person
//! read from the centre's screen.
//!
//! Sending it again with the same code gives the same answer, so that a lost one does no harm. Never
//! here: what the code is, in a log or an error.

use domain::id::MachineId;
use domain::wire::{
    Base64, EnrolAnswer, EnrolRequest, EnrolmentCode, Hex32, MARK_OF_A_CENTRE, PROTOCOL,
    ProblemType, Site, TokenRequest, enrol_bytes, token_bytes,
};
use ed25519_dalek::{Signer as _, SigningKey};
use zeroize::Zeroizing;

use crate::address::{Address, BadAddress};
use crate::engine::{Failure, Parties};
use crate::journal::{Enrolment, Journal, JournalError};
use crate::line::{Line, Patience};

/// Why a machine was not enrolled, by what the person can do. Nothing has changed then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EnrolError {
    /// It is no address of a centre.
    #[error("not an address of a centre")]
    BadAddress,
    /// Plain HTTP to elsewhere than this machine.
    #[error("plain HTTP beyond this machine")]
    PlainHttp,
    /// Here only a centre on this machine may be set (practice).
    #[error("only a centre on this machine")]
    LoopbackOnly,
    /// Nothing answers there.
    #[error("the centre cannot be reached")]
    Unreachable,
    /// Something answers that is not a centre.
    #[error("what answers is not a centre")]
    NotACentre,
    /// The certificate is not trusted.
    #[error("the certificate is not trusted")]
    Certificate,
    /// The code is unknown, mistyped, used, expired or spent by wrong tries.
    #[error("the enrolment code does not serve")]
    WrongCode,
    /// The centre refuses this machine: its id is known with another key, or no common protocol.
    #[error("the centre refuses this machine")]
    Refused,
    /// The centre is busy or failing, or an enrolment is under way: try again.
    #[error("busy")]
    Busy,
    /// The machine is enrolled and its centre answers.
    #[error("enrolled already")]
    AlreadyEnrolled,
    /// This machine's own store could not be read or written.
    #[error(transparent)]
    Store(#[from] JournalError),
}

impl From<BadAddress> for EnrolError {
    fn from(bad: BadAddress) -> Self {
        match bad {
            BadAddress::NotAnAddress => Self::BadAddress,
            BadAddress::PlainHttp => Self::PlainHttp,
        }
    }
}

impl From<Failure> for EnrolError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Network | Failure::Stall => Self::Unreachable,
            Failure::Certificate => Self::Certificate,
            Failure::NotACentre => Self::NotACentre,
            Failure::Journal(error) => Self::Store(error),
            Failure::Problem { status, kind, .. } => match (kind, status) {
                (
                    Some(
                        ProblemType::CodeUnknown
                        | ProblemType::CodeSpent
                        | ProblemType::CodeUsed
                        | ProblemType::CodeExpired,
                    ),
                    _,
                ) => Self::WrongCode,
                (_, 502 | 504) => Self::Unreachable,
                (_, 408 | 429 | 500..=599) => Self::Busy,
                (Some(_), _) => Self::Refused,
                (None, _) => Self::NotACentre,
            },
        }
    }
}

/// What a person typed, read before anything goes over the line.
#[derive(Debug, Clone)]
pub(crate) struct Wanted {
    pub(crate) address: Address,
    pub(crate) code: EnrolmentCode,
}

impl Wanted {
    pub(crate) fn read(address: &str, code: &str, loopback_only: bool) -> Result<Self, EnrolError> {
        let address = Address::parse(address)?;
        if loopback_only && !address.is_loopback() {
            return Err(EnrolError::LoopbackOnly);
        }
        let code = code.parse().map_err(|_| EnrolError::WrongCode)?;
        Ok(Self { address, code })
    }
}

/// Enrols this machine and keeps its place at the centre.
pub(crate) async fn enrol(
    journal: &dyn Journal,
    wanted: Wanted,
    name: &str,
    patience: Patience,
) -> Result<Enrolment, EnrolError> {
    let line = Line::new(wanted.address.clone(), &[], patience)?;
    let hello = line.hello(None, &[], None).await?;
    if hello.nida != MARK_OF_A_CENTRE {
        return Err(EnrolError::NotACentre);
    }
    if !(hello.protocol.min..=hello.protocol.max).contains(&PROTOCOL) {
        return Err(EnrolError::Refused);
    }
    let machine = journal.machine();
    let request = request(machine, &journal.signing_seed()?, &wanted.code, name);
    let answer = line.enrol(&request).await?;
    if answer.centre != hello.centre || answer.token.token.is_empty() {
        return Err(EnrolError::NotACentre);
    }
    let enrolment = enrolment(&wanted.address, answer);
    journal.keep_enrolment(&enrolment)?;
    Ok(enrolment)
}

pub(crate) fn request(
    machine: MachineId,
    seed: &Zeroizing<[u8; 32]>,
    code: &EnrolmentCode,
    name: &str,
) -> EnrolRequest {
    let key = SigningKey::from_bytes(seed);
    let public_key = key.verifying_key().to_bytes();
    let signature = key.sign(&enrol_bytes(machine, &public_key, code));
    EnrolRequest {
        code: code.to_string(),
        machine,
        public_key: Hex32(public_key),
        signature: Base64(signature.to_bytes().to_vec()),
        name: name.to_owned(),
    }
}

fn enrolment(address: &Address, answer: EnrolAnswer) -> Enrolment {
    let Site { id, name } = answer.site;
    Enrolment {
        address: address.to_string(),
        centre: answer.centre,
        site: id,
        site_name: name,
        ca: answer.ca,
        keys: answer.keys,
        token: Zeroizing::new(answer.token.token),
    }
}

/// Signs a challenge for a new token.
pub(crate) fn token_request(
    parties: &Parties,
    seed: &Zeroizing<[u8; 32]>,
    challenge: Base64,
) -> TokenRequest {
    let bytes = token_bytes(parties.centre, parties.site, parties.machine, &challenge.0);
    let signature = SigningKey::from_bytes(seed).sign(&bytes);
    TokenRequest {
        site: parties.site,
        machine: parties.machine,
        challenge,
        signature: Base64(signature.to_bytes().to_vec()),
    }
}
