//! An error as it crosses to the screen: a code, and the facts that its message needs.
//!
//! Never here: a sentence, personal data.

use std::collections::BTreeMap;

use domain::lists::ListsError;
use serde::Serialize;
use store::{BackupError, OpenError, RestoreError, StoreError};
use sync::JournalError;
use ts_rs::TS;

use crate::error::AppError;
use crate::rule::Rule;

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
    /// The machine is locked.
    Locked,
    /// The person's roles do not allow it. `right`.
    NotAllowed,
    /// Only whoever has the case, or a supervisor, may do this.
    NotOwner,
    /// A sensitive case is opened with a reason before it is read.
    NotViewed,
    /// The case cannot go there from where it stands; somebody may have moved it meanwhile. `from`, `to`:
    /// codes of statuses.
    UnlawfulMove,
    /// The follow-up has been done or cancelled; somebody may have done so meanwhile.
    FollowUpOver,
    /// The thing asked for is not there.
    NotFound,
    /// Login or secret is wrong; which one is not said. `left`: tries before the wait.
    WrongSecret,
    /// The secret is right and holds for this once: another one comes first.
    MustChange,
    /// Not the recovery code of this station. `left`: tries before the wait.
    WrongCode,
    /// Nobody would be left who looks after the people of this machine.
    LastAdministrator,
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
    /// What was asked for lies on a bad page of a store that is open; all else goes on.
    RecordDamaged,
    /// The key opened, but it is not this store's.
    StoreKeyedWrongly,
    /// The folder or file cannot be written.
    StoreReadOnly,
    /// The file with the key slots is missing or unreadable.
    StoreSlotsMissing,
    /// The slot of this way is damaged: nothing opens by it.
    SlotDamaged,
    /// A backup could not be given the new way into the data, so the old one stays.
    BackupSlots,
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
    /// The centre fails or answers what makes no sense; tried again by itself.
    CentreFailed,
    /// Another centre answers than the one this machine was enrolled at.
    CentreOther,
    /// Machine and centre have no protocol in common: one of them needs an update.
    CentreUpgrade,
    /// The centre has an entry of this machine with another content.
    CentreMismatch,
    /// The centre has another chain of this machine: a copy of its disk is at work, or one was restored.
    CentreFork,
    /// Too many refusals in a row; sending rests.
    CentreTooManyRefusals,
    /// This machine is enrolled already.
    AlreadyEnrolled,
    /// The call was taken out of lists and figures, maybe meanwhile.
    CallVoided,
    /// The case of the call has gone on since; the call stays.
    CaseUnderWay,
    /// What was decided about is not as it was seen any more.
    ReviewChanged,
    /// Something came into the shift since its list was shown; it is looked at anew.
    ShiftChanged,
    /// The shift cannot be signed yet; why stands in its review.
    ShiftNotReady,
    /// The conversation has a log of that day already; what was typed can be added to it.
    ThreadLogged,
    /// Who handled a call or moves its case does not write down what was said of it.
    OwnContact,
    /// An answer about the call or the case stands already; it can be taken back first.
    SurveyAnswered,
    /// Asked for at another stage than it belongs to: a store is there already, or none is open yet.
    WrongStage,
    /// Not possible in the practice store.
    NotInPractice,
    /// Neither passphrase nor recovery code would open the store any more.
    StoreLastWay,
    /// The policy of the organisation fixes it. `field`: the key of the policy.
    SetByPolicy,
    /// The policy is there and cannot be read.
    PolicyUnreadable,
    /// The policy belongs to another account than the administrator's.
    PolicyOwner,
    /// Others than its owner can write the policy.
    PolicyWritable,
    /// The policy is longer than `limit` kibibytes.
    PolicyTooLong,
    /// The policy is not one JSON object. `line`, `column`.
    PolicySyntax,
    /// The policy has a key that is not known. `key`, `line`.
    PolicyUnknownKey,
    /// The policy has a key twice. `key`, `line`.
    PolicyTwice,
    /// A key of the policy has a value that it cannot have. `key`, `line`.
    PolicyValue,
    /// The keyring has no entry for this store: deleted, or this is another keyring.
    KeyringGone,
    /// The keyring is locked.
    KeyringLocked,
    /// There is no keyring to ask.
    KeyringAbsent,
    /// The keyring did not answer in time.
    KeyringSlow,
    /// The keyring could not do it.
    KeyringFailed,
    /// What the keyring keeps for this store does not open it.
    KeyringWrong,
    /// A row of a list does not keep a rule. `list`, `code`, `field`.
    ListField,
    /// A code stands in its list already. `list`, `code`.
    ListTwice,
    /// What the program has rules about, or records were written by, cannot be changed. `list`, `code`, `field`.
    ListFixed,
    /// Lists that this version of the program cannot read.
    ListUnreadable,
    /// The same row changes again on a later day. `list`, `code`, `day`.
    ListComing,
    /// The key file that the policy names is not there.
    KeyFileAbsent,
    /// The key file cannot be read by this account.
    KeyFileUnreadable,
    /// The key file belongs to another account than the administrator's.
    KeyFileOwner,
    /// Others could write or read the key file.
    KeyFileOpen,
    /// What lies there is no key file.
    KeyFileNotOne,
    /// The key file does not open this store.
    KeyFileWrong,
    /// No key file was made for this store.
    KeyFileNotSet,
    /// A file lies there already; none is written over.
    KeyFileThere,
    /// The key file could not be written.
    KeyFileUnwritten,
    /// Courier: the folder does not serve.
    CourierFolder,
    /// Courier: no receipt lies there.
    CourierNone,
    /// Courier: not enrolled at a centre.
    CourierNotEnrolled,
    /// Courier: the keys of the centre are not known.
    CourierNoKeys,
    /// Courier: no receipt.
    CourierNotOne,
    /// Courier: of another machine or centre.
    CourierOther,
    /// Courier: taken in already.
    CourierDoubled,
    /// Courier: of a file that is not on its way any more.
    CourierOld,
    /// Courier: not just one card of a centre.
    CourierCard,
    /// Courier: not whole.
    CourierCut,
    /// Courier: changed on its way.
    CourierTampered,
    /// Export: the folder does not serve.
    ExportFolder,
    /// Export: more rows than the form of the file holds.
    ExportTooMany,
    /// Export: a fault of this program.
    ExportFailed,
    /// Export: whoever settled the schedule may not any more.
    ExportNobody,
    /// Export: somebody wanted it to end.
    ExportStopped,
    /// Export: another one is under way.
    ExportBusy,
    /// Backup: the place has too little room. `needed_mb`, `free_mb`: millions of bytes.
    BackupNoRoom,
    /// Backup: the disk of the place became full meanwhile.
    BackupFull,
    /// Backup: the folder is not there.
    BackupPlace,
    /// Backup: the place cannot be written.
    BackupReadOnly,
    /// Backup: somebody wanted it to end.
    BackupStopped,
    /// Backup: another one is under way.
    BackupBusy,
    /// Backup: it did not read back whole.
    BackupNotSound,
    /// Backup: any other failure of its place.
    BackupFailed,
    /// Condition of the machine: another thorough check is under way.
    ConditionBusy,
    /// Retention: another erasure of what is old is under way.
    ErasingBusy,
    /// The database is gone, and its backups are there.
    StoreGone,
    /// Restore: there is no such backup.
    RestoreNotThere,
    /// Restore: the backup is damaged.
    RestoreNotSound,
    /// Restore: the backup is of another store.
    RestoreOfAnother,
    /// Restore: nothing of the store can be read.
    RestoreUnreadable,
    /// Restore: too little room. `needed_mb`, `free_mb`: millions of bytes.
    RestoreNoRoom,
    /// Restore: somebody wanted it to end.
    RestoreStopped,
    /// Import: the file is not there, or may not be read.
    ImportUnreadable,
    /// Import: the file has more bytes than are taken.
    ImportTooBig,
    /// Import: the file holds more than is taken.
    ImportTooMuch,
    /// Import: more rows than are taken.
    ImportTooManyRows,
    /// Import: more columns than are taken.
    ImportTooManyColumns,
    /// Import: neither a workbook nor text.
    ImportNotASheet,
    /// Import: a workbook of an old kind, or behind a password.
    ImportOldOrLocked,
    /// Import: the file is not whole.
    ImportDamaged,
    /// Import: nothing stands in it.
    ImportNothing,
    /// Import: not open any more, or looked at otherwise since.
    ImportGone,
    /// Import: another piece of work on a sheet is under way.
    ImportBusy,
    /// Somebody ended the work on a sheet.
    ImportStopped,
    /// Import: rows are faulty, and nothing was to come while any is.
    ImportFaulty,
    /// Import: the folder does not serve.
    ImportFolder,
    /// An error of the program itself; a report lies in the log.
    Internal,
}

impl ErrorCode {
    /// Whether it tells of the keyring.
    pub(crate) const fn is_of_keyring(self) -> bool {
        matches!(
            self,
            Self::KeyringGone
                | Self::KeyringLocked
                | Self::KeyringAbsent
                | Self::KeyringSlow
                | Self::KeyringFailed
                | Self::KeyringWrong
        )
    }

    /// Whether it tells of the key file.
    pub(crate) const fn is_of_key_file(self) -> bool {
        matches!(
            self,
            Self::KeyFileAbsent
                | Self::KeyFileUnreadable
                | Self::KeyFileOwner
                | Self::KeyFileOpen
                | Self::KeyFileNotOne
                | Self::KeyFileWrong
                | Self::KeyFileNotSet
        )
    }
}

impl ErrorDto {
    /// A code that needs no facts.
    #[must_use]
    pub const fn plain(code: ErrorCode) -> Self {
        Self {
            code,
            args: BTreeMap::new(),
        }
    }
}

impl From<&AppError> for ErrorDto {
    fn from(error: &AppError) -> Self {
        let mut args = BTreeMap::new();
        let mut arg = |name: &str, value: String| drop(args.insert(name.to_owned(), value));
        let code = match error {
            AppError::Invalid { field, rule, limit } => invalid(&mut arg, field, *rule, *limit),
            AppError::InvalidAnswer { code, rule, limit } => invalid(&mut arg, code, *rule, *limit),
            AppError::SignedOut => ErrorCode::SignedOut,
            AppError::Locked => ErrorCode::Locked,
            AppError::NotAllowed(right) => {
                arg("right", right.code().to_owned());
                ErrorCode::NotAllowed
            }
            AppError::NotOwner => ErrorCode::NotOwner,
            AppError::NotViewed => ErrorCode::NotViewed,
            AppError::UnlawfulMove { from, to } => {
                arg("from", from.code().to_owned());
                arg("to", to.code().to_owned());
                ErrorCode::UnlawfulMove
            }
            AppError::FollowUpOver => ErrorCode::FollowUpOver,
            AppError::NotFound => ErrorCode::NotFound,
            AppError::WrongSecret { left } => {
                arg("left", left.to_string());
                ErrorCode::WrongSecret
            }
            AppError::MustChange => ErrorCode::MustChange,
            AppError::WrongCode { left } => {
                arg("left", left.to_string());
                ErrorCode::WrongCode
            }
            AppError::LastAdministrator => ErrorCode::LastAdministrator,
            AppError::TooManyTries { wait_s } => {
                arg("wait_s", wait_s.to_string());
                ErrorCode::TooManyTries
            }
            AppError::CallVoided => ErrorCode::CallVoided,
            AppError::CaseUnderWay => ErrorCode::CaseUnderWay,
            AppError::ReviewChanged => ErrorCode::ReviewChanged,
            AppError::ShiftChanged => ErrorCode::ShiftChanged,
            AppError::ShiftNotReady => ErrorCode::ShiftNotReady,
            AppError::ThreadLogged => ErrorCode::ThreadLogged,
            AppError::OwnContact => ErrorCode::OwnContact,
            AppError::SurveyAnswered => ErrorCode::SurveyAnswered,
            AppError::WrongStage => ErrorCode::WrongStage,
            AppError::NotInPractice => ErrorCode::NotInPractice,
            AppError::SetByPolicy(field) => {
                arg("field", field.code().to_owned());
                ErrorCode::SetByPolicy
            }
            AppError::Policy(fault) => return Self::from(fault),
            AppError::Ring(error) => error.code(),
            AppError::KeyringWrong => ErrorCode::KeyringWrong,
            AppError::KeyFile(fault) => fault.code(),
            AppError::Courier(fault) => fault.code(),
            AppError::Export(fault) => fault.code(),
            AppError::Import(fault) => fault.code(),
            AppError::CourierStore(JournalError::NoRoom) => ErrorCode::DiskFull,
            AppError::CourierStore(_) => ErrorCode::StoreFailed,
            AppError::Backup(error) => of_backup(&mut arg, error),
            AppError::ConditionBusy => ErrorCode::ConditionBusy,
            AppError::ErasingBusy => ErrorCode::ErasingBusy,
            AppError::Restore(error) => of_restore(&mut arg, error),
            AppError::Open(open) => {
                if let OpenError::Newer { found, known } = open {
                    arg("found", found.to_string());
                    arg("known", known.to_string());
                }
                of_open(open)
            }
            AppError::Store(store) => of_store(store),
            AppError::Centre(error) => crate::link::of_enrolment(error),
            AppError::List(fault) => of_list(&mut arg, fault),
            AppError::ListComing { list, code, day } => {
                arg("list", (*list).to_owned());
                arg("code", code.clone());
                arg("day", day.to_string());
                ErrorCode::ListComing
            }
            AppError::Sample(_) | AppError::Internal(_) => ErrorCode::Internal,
        };
        Self { code, args }
    }
}

fn of_list(arg: &mut impl FnMut(&str, String), fault: &ListsError) -> ErrorCode {
    let (file, code, field) = match fault {
        ListsError::Unreadable { .. } => return ErrorCode::ListUnreadable,
        ListsError::Twice { file, code } => (file, code, None),
        ListsError::Field { file, code, field } | ListsError::Fixed { file, code, field } => {
            (file, code, Some(field))
        }
    };
    arg("list", (*file).to_owned());
    arg("code", code.clone());
    if let Some(field) = field {
        arg("field", (*field).to_owned());
    }
    match fault {
        ListsError::Twice { .. } => ErrorCode::ListTwice,
        ListsError::Fixed { .. } => ErrorCode::ListFixed,
        ListsError::Unreadable { .. } | ListsError::Field { .. } => ErrorCode::ListField,
    }
}

/// Bytes of what is told as a megabyte.
const MB: u64 = 1_000_000;

fn of_backup(arg: &mut impl FnMut(&str, String), error: &BackupError) -> ErrorCode {
    match error {
        BackupError::NoRoom { needed, free } => {
            // So that what is told to be free never looks like enough.
            arg("needed_mb", needed.div_ceil(MB).to_string());
            arg("free_mb", (free / MB).to_string());
            ErrorCode::BackupNoRoom
        }
        BackupError::DiskFull => ErrorCode::BackupFull,
        BackupError::Gone => ErrorCode::BackupPlace,
        BackupError::ReadOnly => ErrorCode::BackupReadOnly,
        BackupError::Stopped => ErrorCode::BackupStopped,
        BackupError::Busy => ErrorCode::BackupBusy,
        BackupError::NotThere => ErrorCode::NotFound,
        BackupError::NotSound => ErrorCode::BackupNotSound,
        BackupError::Store(store) => of_store(store),
        BackupError::Slots(_) | BackupError::Io(_) | BackupError::Sqlite(_) => {
            ErrorCode::BackupFailed
        }
    }
}

fn of_restore(arg: &mut impl FnMut(&str, String), error: &RestoreError) -> ErrorCode {
    match error {
        RestoreError::NotThere => ErrorCode::RestoreNotThere,
        RestoreError::NotSound => ErrorCode::RestoreNotSound,
        RestoreError::OfAnother => ErrorCode::RestoreOfAnother,
        RestoreError::Unreadable => ErrorCode::RestoreUnreadable,
        RestoreError::NoRoom { needed, free } => {
            arg("needed_mb", needed.div_ceil(MB).to_string());
            arg("free_mb", (free / MB).to_string());
            ErrorCode::RestoreNoRoom
        }
        RestoreError::Stopped => ErrorCode::RestoreStopped,
        RestoreError::Open(open) => of_open(open),
        RestoreError::Io(_) => ErrorCode::StoreFailed,
    }
}

const fn of_open(error: &OpenError) -> ErrorCode {
    match error {
        OpenError::InUse => ErrorCode::StoreInUse,
        OpenError::Newer { .. } => ErrorCode::StoreNewer,
        OpenError::Damaged | OpenError::Store(StoreError::Damaged) => ErrorCode::StoreDamaged,
        OpenError::KeyedWrongly => ErrorCode::StoreKeyedWrongly,
        OpenError::ReadOnly => ErrorCode::StoreReadOnly,
        OpenError::SlotsMissing => ErrorCode::StoreSlotsMissing,
        OpenError::WrongPassphrase => ErrorCode::WrongPassphrase,
        OpenError::SlotDamaged => ErrorCode::SlotDamaged,
        OpenError::LastSlot => ErrorCode::StoreLastWay,
        OpenError::DiskFull => ErrorCode::DiskFull,
        OpenError::BackupSlots(_) => ErrorCode::BackupSlots,
        OpenError::Store(store) => of_store(store),
        OpenError::NotThere
        | OpenError::AlreadyThere
        | OpenError::NoRandom
        | OpenError::Backup(_)
        | OpenError::Io(_)
        | OpenError::Sqlite(_)
        | OpenError::Migration(_) => ErrorCode::StoreFailed,
    }
}

const fn of_store(error: &StoreError) -> ErrorCode {
    match error {
        StoreError::DiskFull => ErrorCode::DiskFull,
        StoreError::ReadOnly => ErrorCode::StoreReadOnly,
        StoreError::Damaged => ErrorCode::RecordDamaged,
        StoreError::NotFound => ErrorCode::NotFound,
        _ => ErrorCode::StoreFailed,
    }
}

/// What a field and its rule add to an error.
fn invalid(
    arg: &mut impl FnMut(&str, String),
    field: &str,
    rule: Rule,
    limit: Option<usize>,
) -> ErrorCode {
    arg("field", field.to_owned());
    arg("rule", rule.code().to_owned());
    if let Some(limit) = limit {
        arg("limit", limit.to_string());
    }
    ErrorCode::Invalid
}
