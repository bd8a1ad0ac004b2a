//! Every code of a finding, with what it is about and how bad it is. Monitoring knows them: what is released keeps its name.

use serde::Serialize;
use ts_rs::TS;

use super::condition::{FindingArea, FindingLevel};

/// What was found. The facts that each bears are named at it; `problem` is [`super::Finding::problem`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FindingCode {
    /// No store lies in the folder.
    StoreNone,
    /// The folder is not there or cannot be looked into.
    StoreFolderUnreadable,
    /// Another copy has it open; what that one knows beside, it tells itself.
    StoreInUse,
    /// It was not opened: nobody gave its passphrase.
    StoreClosed,
    /// It does not open; `problem` says why.
    StoreRefused,
    /// It opens.
    StoreOpens,
    /// It is of an older version, and nothing within was looked at. `found`, `known`.
    StoreSchemaOlder,
    /// Every page is as it was written (thorough check).
    StorePagesWhole,
    /// A page is not as it was written.
    StorePagesDamaged,
    /// WALs of another state of the store lie aside. `count`.
    StoreWalAside,
    /// Slots of stores that were taken away lie there. `count`.
    StoreSlotsAside,
    /// Files of a replacement that broke off. `count`.
    StoreHalfReplaced,
    /// A store that was being made when that broke off.
    StoreHalfMade,
    /// A store is being restored, or that broke off: it is gone on with. `count`.
    StoreBeingRestored,
    /// Stores that others were put in the place of lie there. `count`.
    StoreSetAside,
    /// What is not ours. `count`.
    StoreStrange,
    /// Others than its owner may read or write it. `count`; `name` of the first: `folder` is the folder itself.
    StoreOpenToOthers,
    /// How long this machine’s chain is. `seq`.
    JournalHead,
    /// Nothing waits for the centre.
    JournalSent,
    /// Entries wait. `count`, `since_at`.
    JournalWaits,
    /// Entries have waited for more than a day. `count`, `since_at`.
    JournalWaitsLong,
    /// The centre could not take entries. `count`, `reason`: its code.
    JournalHeld,
    /// The chain began anew. `count`, `at` of the last time.
    JournalNewEpochs,
    /// Every entry and link is as it was written (thorough check). `count`.
    JournalWhole,
    /// It is not whole. `what`: code of the first bad place; `seq` and `entry` where they are known.
    JournalBroken,
    /// Records that lie on bad pages and cannot be shown as they were written down. `count`.
    JournalLeftAside,
    /// The centre has the same chain. `seq`.
    JournalAgrees,
    /// The centre has another link. `seq`.
    JournalDiffers,
    /// Missing or unreadable: nothing opens the store.
    SlotsUnreadable,
    /// The station passphrase opens it.
    SlotsPassphrase,
    /// No passphrase opens it.
    SlotsNoPassphrase,
    /// The recovery code opens it.
    SlotsCode,
    /// No recovery code opens it.
    SlotsNoCode,
    /// Wrong recovery codes were typed since the last right one. `count`, `at` of the last.
    SlotsCodeTried,
    /// The recovery code was never seen to open it.
    SlotsCodeUntested,
    /// The recovery code was last seen to open it long ago. `at`, `days` since.
    SlotsCodeTestedLongAgo,
    /// The keyring opens it.
    SlotsKeyring,
    /// A key file opens it.
    SlotsKeyFile,
    /// Ways of another version open it. `count`.
    SlotsUnknown,
    /// The store did not open without a person; `problem`.
    SlotsNotByItself,
    /// The backups open in the same ways. `count`.
    SlotsBackupsSame,
    /// Backups open in ways of before. `count`.
    SlotsBackupsBehind,
    /// Backups have no slots that can be read. `count`.
    SlotsBackupsUnreadable,
    /// Backups in places that were used before open in ways of before. `count` of places.
    SlotsAwayBehind,
    /// The last good one. `at`, `days` since.
    BackupsLast,
    /// The last good one is old, and entries came since. `at`, `days`.
    BackupsOld,
    /// There is none.
    BackupsNone,
    /// The last try came to nothing. `at`; `problem`.
    BackupsFailed,
    /// The place cannot be looked into; `problem`.
    BackupsUnseen,
    /// The newest one is whole (thorough check). `at`, `count` of entries.
    BackupsWhole,
    /// The newest one is not whole. `at`, `what`.
    BackupsBroken,
    /// The last good one. `at`, `days` since.
    BackupsSecondLast,
    /// The last good one is old, and entries came since. `at`, `days`.
    BackupsSecondOld,
    /// There is none.
    BackupsSecondNone,
    /// The last try came to nothing. `at`; `problem`.
    BackupsSecondFailed,
    /// The place cannot be looked into; `problem`.
    BackupsSecondUnseen,
    /// The newest one is whole (thorough check). `at`, `count` of entries.
    BackupsSecondWhole,
    /// The newest one is not whole. `at`, `what`.
    BackupsSecondBroken,
    /// No second place was chosen.
    BackupsSecondUnset,
    /// What was left by some that broke off. `count`.
    BackupsUnfinished,
    /// Backups of other stores lie there. `count`.
    BackupsForeign,
    /// Nobody asked who may read backups again.
    BackupsNotRead,
    /// Enough is free. `free_mb`.
    DiskRoom,
    /// Less is free than a backup and some hundred saves take. `free_mb`, `needed_mb`.
    DiskTight,
    /// Enough is free. `free_mb`.
    DiskSecondRoom,
    /// Less is free than a backup and some hundred saves take. `free_mb`, `needed_mb`.
    DiskSecondTight,
    /// Not even some hundred saves have room. `free_mb`.
    DiskFull,
    /// The file system does not say how much is free.
    DiskUnknown,
    /// As the centre’s.
    ClockRight,
    /// It differs from the centre’s. `minutes`.
    ClockAhead,
    /// It differs from the centre’s. `minutes`.
    ClockBehind,
    /// No centre has told its time.
    ClockUnmeasured,
    /// It shows a time before this machine’s newest entry. `at` of that.
    ClockBeforeNewest,
    /// The zone is Oman’s.
    ClockZone,
    /// Another zone is set. `minutes` from UTC.
    ClockOtherZone,
    /// No centre is set.
    CentreNone,
    /// It answers this machine.
    CentreConnected,
    /// It answers; that this machine is known there was not asked, since its token has grown old.
    CentreTokenOld,
    /// It does not answer, or not well; `problem`. Tried again by itself.
    CentreAway,
    /// It ends only when a person acts; `problem`.
    CentreRefuses,
    /// It was not asked yet since the start.
    CentreNotAsked,
    /// When it last answered, since the start. `at`.
    CentreLast,
    /// Nothing is fixed.
    PolicyNone,
    /// The machine’s own is in force. `count` of keys.
    PolicyInForce,
    /// The centre’s is in force; its signature held when it was taken.
    PolicyOfCentre,
    /// The machine’s own is there and was not taken; `problem`.
    PolicyNotTaken,
    /// Records are older than the rules let them be kept. `count`.
    PolicyRecordsDue,
    /// The program. `name`: its version and system.
    VersionProgram,
    /// The store’s schema. `found`.
    VersionSchema,
    /// How entries are folded. `found`.
    VersionFold,
    /// `sqlite`, `sqlcipher`.
    VersionDatabase,
    /// `name`: version of the webview.
    VersionWebview,
    /// Only the window knows its webview.
    VersionWebviewUnknown,
    /// What was taken from the centre. `kind`, `version`.
    VersionPack,
    /// Cards and lists are those built in.
    VersionBuiltIn,
    /// `kind`, `version`, `reason`: a code.
    VersionPackRefused,
    /// `kind`, `version`.
    VersionPackUnreadable,
}

impl FindingCode {
    /// Every code.
    pub const ALL: &'static [Self] = &[
        Self::StoreNone,
        Self::StoreFolderUnreadable,
        Self::StoreInUse,
        Self::StoreClosed,
        Self::StoreRefused,
        Self::StoreOpens,
        Self::StoreSchemaOlder,
        Self::StorePagesWhole,
        Self::StorePagesDamaged,
        Self::StoreWalAside,
        Self::StoreSlotsAside,
        Self::StoreHalfReplaced,
        Self::StoreHalfMade,
        Self::StoreBeingRestored,
        Self::StoreSetAside,
        Self::StoreStrange,
        Self::StoreOpenToOthers,
        Self::JournalHead,
        Self::JournalSent,
        Self::JournalWaits,
        Self::JournalWaitsLong,
        Self::JournalHeld,
        Self::JournalNewEpochs,
        Self::JournalWhole,
        Self::JournalBroken,
        Self::JournalLeftAside,
        Self::JournalAgrees,
        Self::JournalDiffers,
        Self::SlotsUnreadable,
        Self::SlotsPassphrase,
        Self::SlotsNoPassphrase,
        Self::SlotsCode,
        Self::SlotsNoCode,
        Self::SlotsCodeTried,
        Self::SlotsCodeUntested,
        Self::SlotsCodeTestedLongAgo,
        Self::SlotsKeyring,
        Self::SlotsKeyFile,
        Self::SlotsUnknown,
        Self::SlotsNotByItself,
        Self::SlotsBackupsSame,
        Self::SlotsBackupsBehind,
        Self::SlotsBackupsUnreadable,
        Self::SlotsAwayBehind,
        Self::BackupsLast,
        Self::BackupsOld,
        Self::BackupsNone,
        Self::BackupsFailed,
        Self::BackupsUnseen,
        Self::BackupsWhole,
        Self::BackupsBroken,
        Self::BackupsSecondLast,
        Self::BackupsSecondOld,
        Self::BackupsSecondNone,
        Self::BackupsSecondFailed,
        Self::BackupsSecondUnseen,
        Self::BackupsSecondWhole,
        Self::BackupsSecondBroken,
        Self::BackupsSecondUnset,
        Self::BackupsUnfinished,
        Self::BackupsForeign,
        Self::BackupsNotRead,
        Self::DiskRoom,
        Self::DiskTight,
        Self::DiskSecondRoom,
        Self::DiskSecondTight,
        Self::DiskFull,
        Self::DiskUnknown,
        Self::ClockRight,
        Self::ClockAhead,
        Self::ClockBehind,
        Self::ClockUnmeasured,
        Self::ClockBeforeNewest,
        Self::ClockZone,
        Self::ClockOtherZone,
        Self::CentreNone,
        Self::CentreConnected,
        Self::CentreTokenOld,
        Self::CentreAway,
        Self::CentreRefuses,
        Self::CentreNotAsked,
        Self::CentreLast,
        Self::PolicyNone,
        Self::PolicyInForce,
        Self::PolicyOfCentre,
        Self::PolicyNotTaken,
        Self::PolicyRecordsDue,
        Self::VersionProgram,
        Self::VersionSchema,
        Self::VersionFold,
        Self::VersionDatabase,
        Self::VersionWebview,
        Self::VersionWebviewUnknown,
        Self::VersionPack,
        Self::VersionBuiltIn,
        Self::VersionPackRefused,
        Self::VersionPackUnreadable,
    ];

    /// What it is about.
    #[must_use]
    pub const fn area(self) -> FindingArea {
        match self {
            Self::StoreNone
            | Self::StoreFolderUnreadable
            | Self::StoreInUse
            | Self::StoreClosed
            | Self::StoreRefused
            | Self::StoreOpens
            | Self::StoreSchemaOlder
            | Self::StorePagesWhole
            | Self::StorePagesDamaged
            | Self::StoreWalAside
            | Self::StoreSlotsAside
            | Self::StoreHalfReplaced
            | Self::StoreHalfMade
            | Self::StoreBeingRestored
            | Self::StoreSetAside
            | Self::StoreStrange
            | Self::StoreOpenToOthers => FindingArea::Store,
            Self::JournalHead
            | Self::JournalSent
            | Self::JournalWaits
            | Self::JournalWaitsLong
            | Self::JournalHeld
            | Self::JournalNewEpochs
            | Self::JournalWhole
            | Self::JournalBroken
            | Self::JournalLeftAside
            | Self::JournalAgrees
            | Self::JournalDiffers => FindingArea::Journal,
            Self::SlotsUnreadable
            | Self::SlotsPassphrase
            | Self::SlotsNoPassphrase
            | Self::SlotsCode
            | Self::SlotsNoCode
            | Self::SlotsCodeTried
            | Self::SlotsCodeUntested
            | Self::SlotsCodeTestedLongAgo
            | Self::SlotsKeyring
            | Self::SlotsKeyFile
            | Self::SlotsUnknown
            | Self::SlotsNotByItself
            | Self::SlotsBackupsSame
            | Self::SlotsBackupsBehind
            | Self::SlotsBackupsUnreadable
            | Self::SlotsAwayBehind => FindingArea::Slots,
            Self::BackupsLast
            | Self::BackupsOld
            | Self::BackupsNone
            | Self::BackupsFailed
            | Self::BackupsUnseen
            | Self::BackupsWhole
            | Self::BackupsBroken
            | Self::BackupsSecondLast
            | Self::BackupsSecondOld
            | Self::BackupsSecondNone
            | Self::BackupsSecondFailed
            | Self::BackupsSecondUnseen
            | Self::BackupsSecondWhole
            | Self::BackupsSecondBroken
            | Self::BackupsSecondUnset
            | Self::BackupsUnfinished
            | Self::BackupsForeign
            | Self::BackupsNotRead => FindingArea::Backups,
            Self::DiskRoom
            | Self::DiskTight
            | Self::DiskSecondRoom
            | Self::DiskSecondTight
            | Self::DiskFull
            | Self::DiskUnknown => FindingArea::Disk,
            Self::ClockRight
            | Self::ClockAhead
            | Self::ClockBehind
            | Self::ClockUnmeasured
            | Self::ClockBeforeNewest
            | Self::ClockZone
            | Self::ClockOtherZone => FindingArea::Clock,
            Self::CentreNone
            | Self::CentreConnected
            | Self::CentreTokenOld
            | Self::CentreAway
            | Self::CentreRefuses
            | Self::CentreNotAsked
            | Self::CentreLast => FindingArea::Centre,
            Self::PolicyNone
            | Self::PolicyInForce
            | Self::PolicyOfCentre
            | Self::PolicyNotTaken
            | Self::PolicyRecordsDue => FindingArea::Policy,
            Self::VersionProgram
            | Self::VersionSchema
            | Self::VersionFold
            | Self::VersionDatabase
            | Self::VersionWebview
            | Self::VersionWebviewUnknown
            | Self::VersionPack
            | Self::VersionBuiltIn
            | Self::VersionPackRefused
            | Self::VersionPackUnreadable => FindingArea::Version,
        }
    }

    /// How bad it is.
    #[must_use]
    pub const fn level(self) -> FindingLevel {
        match self {
            Self::StoreNone
            | Self::StoreInUse
            | Self::StoreClosed
            | Self::StoreSchemaOlder
            | Self::StoreSlotsAside
            | Self::StoreHalfReplaced
            | Self::StoreHalfMade
            | Self::StoreBeingRestored
            | Self::StoreSetAside
            | Self::StoreStrange
            | Self::JournalWaits
            | Self::JournalNewEpochs
            | Self::SlotsCodeUntested
            | Self::SlotsCodeTestedLongAgo
            | Self::SlotsKeyFile
            | Self::SlotsUnknown
            | Self::BackupsSecondUnset
            | Self::BackupsUnfinished
            | Self::BackupsForeign
            | Self::BackupsNotRead
            | Self::DiskUnknown
            | Self::ClockUnmeasured
            | Self::CentreNone
            | Self::CentreTokenOld
            | Self::CentreNotAsked
            | Self::PolicyRecordsDue
            | Self::VersionWebviewUnknown => FindingLevel::Note,
            Self::StoreFolderUnreadable
            | Self::StoreRefused
            | Self::StorePagesDamaged
            | Self::JournalBroken
            | Self::JournalLeftAside
            | Self::JournalDiffers
            | Self::SlotsUnreadable
            | Self::SlotsBackupsUnreadable
            | Self::BackupsBroken
            | Self::BackupsSecondBroken
            | Self::DiskFull
            | Self::CentreRefuses
            | Self::PolicyNotTaken => FindingLevel::Fault,
            Self::StoreOpens
            | Self::StorePagesWhole
            | Self::JournalHead
            | Self::JournalSent
            | Self::JournalWhole
            | Self::JournalAgrees
            | Self::SlotsPassphrase
            | Self::SlotsCode
            | Self::SlotsKeyring
            | Self::SlotsBackupsSame
            | Self::BackupsLast
            | Self::BackupsWhole
            | Self::BackupsSecondLast
            | Self::BackupsSecondWhole
            | Self::DiskRoom
            | Self::DiskSecondRoom
            | Self::ClockRight
            | Self::ClockZone
            | Self::CentreConnected
            | Self::CentreLast
            | Self::PolicyNone
            | Self::PolicyInForce
            | Self::PolicyOfCentre
            | Self::VersionProgram
            | Self::VersionSchema
            | Self::VersionFold
            | Self::VersionDatabase
            | Self::VersionWebview
            | Self::VersionPack
            | Self::VersionBuiltIn => FindingLevel::Ok,
            Self::StoreWalAside
            | Self::StoreOpenToOthers
            | Self::JournalWaitsLong
            | Self::JournalHeld
            | Self::SlotsNoPassphrase
            | Self::SlotsNoCode
            | Self::SlotsCodeTried
            | Self::SlotsNotByItself
            | Self::SlotsBackupsBehind
            | Self::SlotsAwayBehind
            | Self::BackupsOld
            | Self::BackupsNone
            | Self::BackupsFailed
            | Self::BackupsUnseen
            | Self::BackupsSecondOld
            | Self::BackupsSecondNone
            | Self::BackupsSecondFailed
            | Self::BackupsSecondUnseen
            | Self::DiskTight
            | Self::DiskSecondTight
            | Self::ClockAhead
            | Self::ClockBehind
            | Self::ClockBeforeNewest
            | Self::ClockOtherZone
            | Self::CentreAway
            | Self::VersionPackRefused
            | Self::VersionPackUnreadable => FindingLevel::Warning,
        }
    }
}
