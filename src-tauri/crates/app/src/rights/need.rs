//! What each command needs: the half of the one table that says which right.

use super::{Command, Need, Right};

impl Command {
    /// What it needs.
    #[must_use]
    pub const fn need(self) -> Need {
        match self {
            // Before anybody can be signed in. The first start refuses itself once a store is there.
            Self::AppState
            | Self::LookAgain
            | Self::BeginStation
            | Self::FirstCode
            | Self::FirstStart
            | Self::OpenByItself
            | Self::OpenStore
            | Self::SignIn
            | Self::RenewSecret
            | Self::RecoverSecret
            | Self::SetPreferences
            | Self::People
            | Self::CloseWindow
            | Self::Diagnostics
            | Self::Condition
            | Self::PracticeEnter
            | Self::PracticeLeave
            | Self::Lists
            | Self::LinkStatus
            | Self::RestoreChoices
            | Self::RestoreTry
            | Self::RestoreProgress
            | Self::RestoreStop
            | Self::RestoreFinish
            | Self::RestoreGiveUp => Need::Nothing,
            Self::SignOut
            | Self::Lock
            | Self::ChangeSecret
            | Self::SyncNow
            | Self::KeyBindings
            | Self::SetKeyBindings
            | Self::BackupStatus => Need::SignedIn,
            Self::SetLockTimes
            | Self::NoticeSetting
            | Self::SetNotices
            | Self::NewRecoveryCode
            | Self::ConfirmRecoveryCode
            | Self::ChangePassphrase
            | Self::WaysIn
            | Self::AddKeyring
            | Self::RemoveWay
            | Self::TryWay
            | Self::MakeKeyFile
            | Self::SetBackupPlace
            | Self::CloseToRestore => Need::Right(Right::MachineManage),
            Self::MakeBackup
            | Self::BackupProgress
            | Self::BackupStop
            | Self::Backups
            | Self::CheckBackup => Need::Right(Right::BackupMake),
            Self::TakeDraft => Need::Right(Right::DraftTake),
            Self::AddPerson
            | Self::GiveSecret
            | Self::ReplaceSecret
            | Self::SetPersonActive
            | Self::ChangeLogin
            | Self::ChangePerson => Need::Right(Right::PeopleManage),
            Self::ListsOverview
            | Self::ListSheet
            | Self::ListUses
            | Self::ListChanges
            | Self::ChangeLists
            | Self::WithdrawListChange
            | Self::RemakeListChange
            | Self::WriteListsFile => Need::Right(Right::ListsManage),
            Self::DraftKeep
            | Self::Drafts
            | Self::DraftDiscard
            | Self::DraftRestore
            | Self::OthersDrafts
            | Self::TakenDrafts
            | Self::MarkTakenTold
            | Self::LogCall
            | Self::AddToLog
            | Self::VoidCall
            | Self::RestoreCall
            | Self::AmendCall
            | Self::CallForm
            | Self::TakeBackCorrection
            | Self::PromiseTimes
            | Self::FlagNumber
            | Self::LiftFlag
            | Self::OwnLog
            | Self::MarkCommentsSeen
            | Self::ReplyToScore
            | Self::ScreenPops
            | Self::EndScreenPop
            | Self::NoCard => Need::Right(Right::CallLog),
            Self::SearchCards | Self::Card => Need::Right(Right::CardRead),
            Self::Call
            | Self::CallHistory
            | Self::Search
            | Self::CallerCard
            | Self::LikelyPersons
            | Self::PeopleByName
            | Self::PersonSheet
            | Self::Conversation
            | Self::Surveys
            | Self::SameProblem => Need::Right(Right::CallRead),
            Self::MergePersons | Self::UndoMerge => Need::Right(Right::PersonMerge),
            Self::ErasurePreview
            | Self::ErasePerson
            | Self::RetentionPreview
            | Self::EraseOld
            | Self::ErasingProgress
            | Self::StopErasing => Need::Right(Right::PersonErase),
            Self::HoldCase => Need::Right(Right::CaseMoveAny),
            Self::ViewSensitive => Need::Right(Right::SensitiveRead),
            Self::Cases | Self::FindCase | Self::Case => Need::Right(Right::CaseRead),
            // Whose case it is decides beyond that: `app::case_rows`.
            Self::MoveCase
            | Self::TakeCase
            | Self::GiveCase
            | Self::TellCase
            | Self::AmendCase
            | Self::PlanFollowUp
            | Self::AttemptFollowUp
            | Self::ReplanFollowUp
            | Self::EndFollowUp
            | Self::CancelFollowUp
            | Self::DueFollowUps
            | Self::DueCount => Need::Right(Right::CaseWork),
            Self::Shifts | Self::ShiftLog | Self::ShiftReview => Need::Right(Right::ShiftRead),
            Self::SignShift => Need::Right(Right::ShiftSign),
            Self::HandOver | Self::ConfirmHandOver => Need::Right(Right::ShiftHandOver),
            Self::Figures | Self::FigureCalls | Self::FigureCases | Self::FigureSurveys => {
                Need::Right(Right::FiguresRead)
            }
            // Who handled the matter decides beyond that: `app::surveys`.
            Self::LogSurvey | Self::WithdrawSurvey => Need::Right(Right::SurveyLog),
            // Whose log it is takes the right to read it beyond that: `app::exported_rows`.
            Self::WriteBulletin
            | Self::WriteRows
            | Self::WriteShiftLog
            | Self::WriteChain
            | Self::WritePersonData
            | Self::ExportProgress
            | Self::ExportStop => Need::Right(Right::ExportMake),
            Self::BulletinSchedule | Self::SetBulletinSchedule => {
                Need::Right(Right::ExportSchedule)
            }
            Self::ExportLog => Need::Right(Right::ExportRead),
            Self::Spikes | Self::Improvements | Self::ImprovementEffect => {
                Need::Right(Right::FiguresAll)
            }
            Self::Recommend | Self::AnswerImprovement | Self::WithdrawImprovement => {
                Need::Right(Right::ImprovementManage)
            }
            Self::ReviewCount | Self::ReviewList => Need::Right(Right::ReviewRead),
            Self::DecideFinding | Self::TakeBackDecision => Need::Right(Right::ReviewDecide),
            Self::CommentCall => Need::Right(Right::CallComment),
            Self::ReturnCall | Self::TakeBackReturn => Need::Right(Right::CallReturn),
            Self::ScoreSoFar | Self::ScoreCall | Self::TakeBackScore => {
                Need::Right(Right::CallScore)
            }
            Self::ImportOpen
            | Self::ImportLook
            | Self::ImportCheck
            | Self::ImportFaults
            | Self::ImportFaultyFile
            | Self::ImportRun
            | Self::ImportProgress
            | Self::ImportStop
            | Self::ImportBatches
            | Self::ImportUndoLook
            | Self::ImportUndo => Need::Right(Right::Import),
            Self::CourierOut | Self::CourierIn | Self::CourierProgress => {
                Need::Right(Right::CourierCarry)
            }
            Self::CourierCard | Self::CourierEnrol | Self::ConnectCentre => {
                Need::Right(Right::CentreConnect)
            }
            Self::HeldEntries | Self::OfferHeld | Self::EpochsBegun => Need::Right(Right::HeldRead),
            // The backups it reads for whoever may have them read beyond that: `app::doctor`.
            Self::VerifyJournal
            | Self::CheckJournal
            | Self::JournalProgress
            // What of a caller it shows takes the right to sensitive cases beyond that: `app::history`.
            | Self::JournalPage
            | Self::JournalEntry
            | Self::Erasures
            | Self::CheckCondition
            | Self::ConditionProgress
            | Self::ConditionStop => Need::Right(Right::JournalVerify),
            Self::RebuildTables => Need::Right(Right::JournalRebuild),
        }
    }
}
