//! Whether a code lets a machine in, from what is there: pure, and the same whatever keeps the rows.

use domain::entry::Digest;
use domain::id::{MachineId, Millis};
use domain::wire::Site;

use crate::storage::{CODE_TRIES, CodeRefusal, Enrolment, Machine};

/// Tokens that a machine may have at once: the one in use, and those whose answers were lost.
pub(super) const MAX_TOKENS: i64 = 4;

/// A code that is there.
pub(super) struct CodeThere {
    /// Of the whole code.
    pub(super) digest: Digest,
    /// The site that it is for.
    pub(super) site: Site,
    /// Until when it is good.
    pub(super) expires_at: Millis,
    /// Wrong tries against its name.
    pub(super) tries: u32,
    /// The machine it has served.
    pub(super) used_by: Option<MachineId>,
}

/// What becomes of a try.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Admission {
    /// The machine may come in.
    Admitted,
    /// It may not.
    Refused(CodeRefusal),
    /// The rest of the code is wrong: the try is counted against its name.
    WrongTry,
}

/// Decides about a machine that names this code; `known` is the machine as the site knows it.
pub(super) fn admit(code: &CodeThere, known: Option<&Machine>, enrolment: &Enrolment) -> Admission {
    if code.tries >= CODE_TRIES {
        return Admission::Refused(CodeRefusal::Spent);
    }
    if code.digest != enrolment.code_digest {
        return Admission::WrongTry;
    }
    // Only whoever has the whole code learns what became of it.
    let other_key = known.is_some_and(|known| known.public_key != enrolment.public_key);
    let revoked = known.is_some_and(|known| known.revoked);
    match code.used_by {
        // Its answer was lost: the same again. Not for a machine that was cut off since.
        Some(used_by) if used_by != enrolment.machine || other_key || revoked => {
            Admission::Refused(CodeRefusal::Used)
        }
        _ if code.expires_at <= enrolment.now => Admission::Refused(CodeRefusal::Expired),
        _ if other_key => Admission::Refused(CodeRefusal::OtherKey),
        _ => Admission::Admitted,
    }
}
