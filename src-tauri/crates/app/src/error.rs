//! What can go wrong in a use-case, by what the person can do about it.
//!
//! An error crosses to the screen as `{ code, args }`, never as a sentence; the screen has one
//! exhaustive map from code to message. No personal data is ever an argument.

use domain::case::CaseStatus;
use domain::lists::ListsError;
use domain::local_day::LocalDay;
use serde::{Serialize, Serializer};
use store::{BackupError, OpenError, RestoreError, StoreError};
use sync::{EnrolError, JournalError};

use crate::courier::CourierFault;
use crate::error_told::ErrorDto;
use crate::export::ExportFault;
use crate::importing::ImportFault;
use crate::key_file::KeyFileFault;
use crate::policy::{PolicyFault, PolicyField};
use crate::rights::Right;
use crate::ring::RingError;
use crate::rule::Rule;
use crate::sample::SampleError;

/// What every use-case answers with.
pub type Result<T, E = AppError> = std::result::Result<T, E>;

/// Why a use-case did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// A field does not keep its rule; the person corrects it.
    #[error("field {field}: {rule:?}")]
    Invalid {
        /// The field, by the name it has in the struct that crossed.
        field: &'static str,
        /// The rule.
        rule: Rule,
        /// The bound, for rules that have one.
        limit: Option<usize>,
    },
    /// An answer or a custom field does not keep its rule; the person corrects it.
    #[error("answer {code}: {rule:?}")]
    InvalidAnswer {
        /// Code of the question or the field.
        code: String,
        /// The rule.
        rule: Rule,
        /// The bound, for rules that have one.
        limit: Option<usize>,
    },
    /// Nobody is signed in.
    #[error("nobody is signed in")]
    SignedOut,
    /// The machine is locked: the person's secret comes first.
    #[error("locked")]
    Locked,
    /// The person's roles lack this right.
    #[error("not allowed: {}", .0.code())]
    NotAllowed(Right),
    /// A sensitive case is opened with a reason before it is read.
    #[error("not opened yet")]
    NotViewed,
    /// Only whoever has the case, or a supervisor, may do this.
    #[error("not the owner")]
    NotOwner,
    /// A case cannot go there from where it stands.
    #[error("no lawful move")]
    UnlawfulMove {
        /// Where it stands.
        from: CaseStatus,
        /// Where it was to go.
        to: CaseStatus,
    },
    /// The follow-up has been done or cancelled.
    #[error("the follow-up is over")]
    FollowUpOver,
    /// The thing asked for is not there, or not for this person.
    #[error("not found")]
    NotFound,
    /// Login or secret is wrong.
    #[error("wrong secret")]
    WrongSecret {
        /// Tries left before a wait.
        left: u32,
    },
    /// The secret is right and was given by somebody else: its person chooses their own first.
    #[error("the secret must be changed")]
    MustChange,
    /// Not the recovery code of this station.
    #[error("wrong recovery code")]
    WrongCode {
        /// Tries left before a wait.
        left: u32,
    },
    /// Nobody would be left who looks after the people of this machine.
    #[error("the last administrator")]
    LastAdministrator,
    /// Too many tries.
    #[error("too many tries")]
    TooManyTries {
        /// Seconds until the next one is taken.
        wait_s: u64,
    },
    /// There is a store already, or none is open yet.
    #[error("not at this stage")]
    WrongStage,
    /// The call was taken out of lists and figures; it has to be brought back first.
    #[error("the call is voided")]
    CallVoided,
    /// The case of a call has gone on since: others rely on it.
    #[error("the case is under way")]
    CaseUnderWay,
    /// What was decided about is not as it was seen any more.
    #[error("the finding is another one by now")]
    ReviewChanged,
    /// Something came into the shift since its list was shown: another list would be signed than was seen.
    #[error("the shift is another one by now")]
    ShiftChanged,
    /// The shift runs, a draft of it is open, or a returned call is not corrected.
    #[error("the shift cannot be signed yet")]
    ShiftNotReady,
    /// The conversation has a log of its day: what came in belongs to that one.
    #[error("the conversation has a log")]
    ThreadLogged,
    /// Who handled a matter does not write down what was said of it.
    #[error("the matter is their own")]
    OwnContact,
    /// An answer about the matter stands already.
    #[error("the survey is answered")]
    SurveyAnswered,
    /// Not offered in the practice store.
    #[error("not in the practice store")]
    NotInPractice,
    /// The policy of the organisation fixes it.
    #[error("set by policy: {}", .0.code())]
    SetByPolicy(PolicyField),
    /// The policy could not be taken, and it may forbid this.
    #[error(transparent)]
    Policy(#[from] PolicyFault),
    /// The keyring of the operating system did not do it.
    #[error(transparent)]
    Ring(#[from] RingError),
    /// What the keyring keeps for this store does not open it.
    #[error("the keyring's entry does not open this store")]
    KeyringWrong,
    /// The key file does not serve.
    #[error(transparent)]
    KeyFile(#[from] KeyFileFault),
    /// What a courier carries.
    #[error(transparent)]
    Courier(#[from] CourierFault),
    /// A sheet that was to be brought in.
    #[error(transparent)]
    Import(#[from] ImportFault),
    /// The store failed the courier.
    #[error(transparent)]
    CourierStore(JournalError),
    /// An export did not come about.
    #[error("export: {0}")]
    Export(#[from] ExportFault),
    /// A backup did not come about, or a place of backups does not serve.
    #[error(transparent)]
    Backup(#[from] BackupError),
    /// What is older than it may be kept is being erased.
    #[error("another erasure is under way")]
    ErasingBusy,
    /// The condition of the machine is being checked thoroughly.
    #[error("another check is under way")]
    ConditionBusy,
    /// The store was not restored.
    #[error(transparent)]
    Restore(RestoreError),
    /// The store could not be opened or made.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The store could not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The machine was not enrolled at the centre.
    #[error(transparent)]
    Centre(#[from] EnrolError),
    /// The sample data built in cannot be read.
    #[error(transparent)]
    Sample(#[from] SampleError),
    /// A row of a list does not keep a rule; nothing was changed.
    #[error(transparent)]
    List(#[from] ListsError),
    /// The same row changes again on a later day: what is said of an earlier one would be lost then.
    #[error("list {list}: {code:?} changes again on {day}")]
    ListComing {
        /// The list.
        list: &'static str,
        /// The row.
        code: String,
        /// The later day.
        day: LocalDay,
    },
    /// A fault of the program.
    #[error("internal: {0}")]
    Internal(&'static str),
}

impl AppError {
    pub(crate) const fn invalid(field: &'static str, rule: Rule) -> Self {
        Self::Invalid {
            field,
            rule,
            limit: None,
        }
    }
}

impl From<RestoreError> for AppError {
    fn from(error: RestoreError) -> Self {
        match error {
            RestoreError::Open(open) => open.into(),
            error => Self::Restore(error),
        }
    }
}

impl Serialize for AppError {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        ErrorDto::from(self).serialize(serializer)
    }
}
