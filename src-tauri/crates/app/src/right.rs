//! The rights, and which roles have them: the other half of the one table in [`crate::rights`].

use domain::role::Role;

/// A right that roles have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Right {
    /// Take calls down: drafts, saving, the own log.
    CallLog,
    /// Correct calls that others logged; everybody who logs calls corrects their own.
    CallCorrect,
    /// Read calls of the site: all of them, since nothing can be marked as sensitive yet.
    CallRead,
    /// See the personal parts of sensitive cases, and add calls to them.
    SensitiveRead,
    /// Say that two persons are one, and take it back.
    PersonMerge,
    /// Erase what is recorded about a person.
    PersonErase,
    /// Leave a comment on a call.
    CallComment,
    /// Return a call to its agent for correction, and take that back.
    CallReturn,
    /// Score the calls of others, and take scores back.
    CallScore,
    /// Find and read answer cards.
    CardRead,
    /// Read cases of the site that are not sensitive, and one's own.
    CaseRead,
    /// Move one's own cases and take those that nobody has; plan follow-ups and keep them.
    CaseWork,
    /// Move the cases of others, and give them to somebody.
    CaseMoveAny,
    /// Read the log of a shift.
    ShiftRead,
    /// Sign a shift.
    ShiftSign,
    /// Hand a shift over, and take one that was.
    ShiftHandOver,
    /// See figures: of what one did oneself.
    FiguresRead,
    /// See the figures of everybody.
    FiguresAll,
    /// Write down what somebody said of a contact that others handled.
    SurveyLog,
    /// Take figures and the rows behind them out of the program as files.
    ExportMake,
    /// Settle which bulletins this machine makes by itself.
    ExportSchedule,
    /// Read the log of exports.
    ExportRead,
    /// Recommend to a body what would help many callers, and say what came of it.
    ImprovementManage,
    /// Read the review list: what two machines did apart.
    ReviewRead,
    /// Decide what stands on it.
    ReviewDecide,
    /// Take over a draft that somebody else left.
    DraftTake,
    /// Add and change people.
    PeopleManage,
    /// Change the code lists at this machine.
    ListsManage,
    /// Settle how this machine is kept: its lock, its recovery code.
    MachineManage,
    /// Connect the machine to a centre.
    CentreConnect,
    /// Carry entries to the centre and its receipts back, sealed.
    CourierCarry,
    /// Bring sheets in, and take out again what came with them.
    Import,
    /// See what the centre could not accept.
    HeldRead,
    /// Make backups, and read them again.
    BackupMake,
    /// Check the journal.
    JournalVerify,
    /// Make the tables anew from the journal.
    JournalRebuild,
}

impl Right {
    /// Every right.
    pub const ALL: &'static [Self] = &[
        Self::CallLog,
        Self::CallCorrect,
        Self::CallRead,
        Self::SensitiveRead,
        Self::PersonMerge,
        Self::PersonErase,
        Self::CallComment,
        Self::CallReturn,
        Self::CallScore,
        Self::CardRead,
        Self::CaseRead,
        Self::CaseWork,
        Self::CaseMoveAny,
        Self::ShiftRead,
        Self::ShiftSign,
        Self::ShiftHandOver,
        Self::FiguresRead,
        Self::FiguresAll,
        Self::SurveyLog,
        Self::ExportMake,
        Self::ExportSchedule,
        Self::ExportRead,
        Self::ImprovementManage,
        Self::ReviewRead,
        Self::ReviewDecide,
        Self::DraftTake,
        Self::PeopleManage,
        Self::ListsManage,
        Self::MachineManage,
        Self::CentreConnect,
        Self::CourierCarry,
        Self::Import,
        Self::HeldRead,
        Self::BackupMake,
        Self::JournalVerify,
        Self::JournalRebuild,
    ];

    /// Its code for the screen.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::CallLog => "call_log",
            Self::CallCorrect => "call_correct",
            Self::CallRead => "call_read",
            Self::SensitiveRead => "sensitive_read",
            Self::PersonMerge => "person_merge",
            Self::PersonErase => "person_erase",
            Self::CallComment => "call_comment",
            Self::CallReturn => "call_return",
            Self::CallScore => "call_score",
            Self::CardRead => "card_read",
            Self::CaseRead => "case_read",
            Self::CaseWork => "case_work",
            Self::CaseMoveAny => "case_move_any",
            Self::ShiftRead => "shift_read",
            Self::ShiftSign => "shift_sign",
            Self::ShiftHandOver => "shift_hand_over",
            Self::FiguresRead => "figures_read",
            Self::FiguresAll => "figures_all",
            Self::SurveyLog => "survey_log",
            Self::ExportMake => "export_make",
            Self::ExportSchedule => "export_schedule",
            Self::ExportRead => "export_read",
            Self::ImprovementManage => "improvement_manage",
            Self::ReviewRead => "review_read",
            Self::ReviewDecide => "review_decide",
            Self::DraftTake => "draft_take",
            Self::PeopleManage => "people_manage",
            Self::ListsManage => "lists_manage",
            Self::MachineManage => "machine_manage",
            Self::CentreConnect => "centre_connect",
            Self::CourierCarry => "courier_carry",
            Self::Import => "import",
            Self::HeldRead => "held_read",
            Self::BackupMake => "backup_make",
            Self::JournalVerify => "journal_verify",
            Self::JournalRebuild => "journal_rebuild",
        }
    }

    /// The roles that have it. An administrator looks after the machine and reads no calls; an
    /// auditor reads all and changes nothing.
    #[must_use]
    pub const fn roles(self) -> &'static [Role] {
        match self {
            Self::CallLog | Self::SurveyLog => &[Role::Agent, Role::Senior, Role::Supervisor],
            Self::CallRead | Self::CaseRead | Self::FiguresRead => {
                &[Role::Agent, Role::Senior, Role::Supervisor, Role::Auditor]
            }
            // A supervisor who also takes calls moves the cases of others as what they are.
            Self::CaseWork => &[Role::Supervisor, Role::Senior, Role::Agent],
            Self::CallCorrect
            | Self::CallComment
            | Self::CallReturn
            | Self::CallScore
            | Self::ShiftSign
            | Self::ShiftHandOver
            | Self::CaseMoveAny
            | Self::ImprovementManage
            | Self::ReviewDecide
            | Self::ExportSchedule
            | Self::DraftTake
            // Whoever takes away must have been able to see what it was.
            | Self::PersonErase => &[Role::Supervisor],
            Self::CardRead => &[
                Role::Agent,
                Role::Senior,
                Role::Supervisor,
                Role::Educator,
                Role::Auditor,
            ],
            Self::ShiftRead
            | Self::FiguresAll
            | Self::ExportMake
            | Self::ReviewRead
            | Self::SensitiveRead => &[Role::Supervisor, Role::Auditor],
            Self::PersonMerge => &[Role::Senior, Role::Supervisor],
            Self::PeopleManage
            | Self::ListsManage
            | Self::MachineManage
            | Self::CentreConnect
            | Self::JournalRebuild => &[Role::Administrator],
            Self::CourierCarry | Self::Import | Self::BackupMake => {
                &[Role::Supervisor, Role::Administrator]
            }
            Self::HeldRead | Self::JournalVerify | Self::ExportRead => {
                &[Role::Supervisor, Role::Administrator, Role::Auditor]
            }
        }
    }

    /// The first of these roles that has the right, which is the role the act is done in.
    #[must_use]
    pub fn role_among(self, roles: &[Role]) -> Option<Role> {
        self.roles()
            .iter()
            .copied()
            .find(|role| roles.contains(role))
    }
}
