//! What can go wrong in a use-case, by what the person can do about it.
//!
//! An error crosses to the screen as `{ code, args }`, never as a sentence; the screen has one
//! exhaustive map from code to message. No personal data is ever an argument.

use std::collections::BTreeMap;

use serde::Serialize;
use ts_rs::TS;

/// An error as the screen sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ErrorDto {
    /// What happened.
    pub code: ErrorCode,
    /// Facts for the message; which ones is said at each code.
    pub args: BTreeMap<String, String>,
}

/// Every code that can cross to the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// A field does not keep its rule. `field`, `rule` (`Rule` in snake case), `limit` where the rule has one.
    Invalid,
    /// Nobody is signed in.
    SignedOut,
    /// The person's roles do not allow it. `right`.
    NotAllowed,
    /// The thing asked for is not there.
    NotFound,
    /// Login or secret is wrong; which one is not said. `left`: tries before the wait.
    WrongSecret,
    /// Too many tries. `wait_s`.
    TooManyTries,
    /// Neither passphrase nor recovery code opens this store. `left`.
    WrongPassphrase,
    /// The store is open in another copy.
    StoreInUse,
    /// The store was written by a newer version. `found`, `known`.
    StoreNewer,
    /// The store's file is damaged.
    StoreDamaged,
    /// The key opened, but it is not this store's.
    StoreKeyedWrongly,
    /// The folder or file cannot be written.
    StoreReadOnly,
    /// The file with the key slots is missing or unreadable.
    StoreSlotsMissing,
    /// No room on the disk; what was typed is still on the screen.
    DiskFull,
    /// Any other failure of the store.
    StoreFailed,
    /// The address is not an address Nida can use.
    CentreAddress,
    /// Plain HTTP to elsewhere than this machine.
    CentrePlainHttp,
    /// Nothing answers there.
    CentreUnreachable,
    /// Something answers, but it is not a centre of Nida's.
    CentreNotOne,
    /// The certificate of the centre is not trusted.
    CentreCertificate,
    /// The enrolment code is unknown, used or expired.
    EnrolmentCode,
    /// The centre refuses this machine (revoked).
    CentreRefused,
    /// The centre is busy; tried again by itself.
    CentreBusy,
    /// This machine is enrolled already.
    AlreadyEnrolled,
    /// Not possible in the practice store.
    NotInPractice,
    /// An error of the program itself; a report lies in the log.
    Internal,
}

/// The rule that a field did not keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// Must not be empty.
    Required,
    /// Longer than `limit` characters.
    TooLong,
    /// Shorter than `limit` characters.
    TooShort,
    /// Not a code of its list.
    UnknownCode,
    /// Does not belong to what was chosen beside it.
    DoesNotBelong,
    /// Not an id.
    NotAnId,
    /// Already taken.
    Taken,
    /// Too easily guessed.
    TooWeak,
    /// The end lies before the start.
    EndBeforeStart,
    /// Holds characters that cannot be kept (NUL, lone surrogates).
    BadCharacters,
}
