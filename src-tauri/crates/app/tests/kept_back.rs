//! A sensitive case, sought through every command by everybody who has no right to it.
//!
//! It is planted with words and numbers that stand nowhere else; whoever asks knows all its ids, its reference and its
//! number. A command that is new does not compile here until it is said how it is asked, or why it has nothing to answer
//! with.

#![expect(clippy::unwrap_used, reason = "a test may stop at once")]

#[expect(dead_code, reason = "these stories use a part of the site")]
mod case_site;
mod common;
mod hidden;

use std::fmt::Debug;
use std::fs;
use std::path::Path;

use app::dto::{
    BulletinOrder, CallForm, CaseAmended, CaseFilter, CaseGiven, CaseHeld, CaseTold, ChainOrder,
    ConversationQuery, ExportFormat, FigureCallsQuery, FigureCaseSet, FigureCasesQuery,
    FigureSurveysQuery, FiguresQuery, FollowUpEnd, JournalPage, JournalQuery, LikelyQuery,
    LocaleCode, NewAttempt, NewComment, NewFollowUp, NewReturn, NewScore, NewSurvey,
    PersonDataOrder, ProblemQuery, Replanned, RowsOrder, SaveAs, ScoreAnswers, SearchQuery,
    ShiftLogOrder, ShiftQuery, SurveysQuery, TakeBack, TakeDraft, ViewingOrder,
};
use app::{App, Command};
use case_site::*;
use common::*;
use domain::case::CaseStatus;
use hidden::*;

/// An answer as text, a refusal too: neither may say anything.
fn told<T: Debug, E: Debug>(answer: Result<T, E>) -> Option<String> {
    Some(format!("{answer:?}"))
}

/// All that lies in a folder as text, however it is packed away by its format.
fn files(folder: &Path) -> String {
    let read = fs::read_dir(folder).unwrap();
    let text = read.map(|one| fs::read(one.unwrap().path()).unwrap());
    text.map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
        .collect()
}

fn today() -> FiguresQuery {
    FiguresQuery {
        named: None,
        from: "2026-11-22".into(),
        to: "2026-11-22".into(),
    }
}

fn journal(app: &App, about: String) -> app::Result<JournalPage> {
    app.journal_page(&JournalQuery {
        about,
        ..JournalQuery::default()
    })
}

/// Asks for it; none for what answers with nothing of a call or a case.
fn asked(app: &App, command: Command, hidden: &Hidden) -> Option<String> {
    let case = || hidden.case.row.id.clone();
    let call = || hidden.call.clone();
    let folder = tempfile::tempdir().unwrap();
    let path = || folder.path().to_string_lossy().into_owned();
    match command {
        Command::Call => told(app.call(&call())),
        Command::CallHistory => told(app.call_history(&call())),
        Command::CallForm => told(app.call_form(&call())),
        Command::Case => told(app.case(&case())),
        Command::FindCase => told(app.find_case(&hidden.case.row.reference)),
        Command::Cases => {
            let filters = [CaseFilter::Mine, CaseFilter::Open, CaseFilter::All];
            let lists = filters.map(|filter| told(app.cases(&query(filter))));
            Some(format!("{lists:?}"))
        }
        Command::Search => {
            let texts = [CALLER, PATIENT, NOTE, TOLD, PLACE, NUMBER, FILE_NUMBER];
            let found = texts.map(|text| {
                told(app.search(&SearchQuery {
                    text: text.into(),
                    go_on: None,
                }))
            });
            Some(format!("{found:?}"))
        }
        Command::CallerCard => {
            let cards = [String::new(), case()].map(|linked| app.caller_card(&caller(linked)));
            Some(format!("{cards:?}"))
        }
        Command::LikelyPersons => told(app.likely_persons(&LikelyQuery::default())),
        Command::PeopleByName => told(app.people_by_name(PATIENT)),
        Command::PersonSheet => told(app.person_sheet(&hidden.person)),
        Command::Conversation => told(app.conversation(&ConversationQuery {
            channel: "x_direct".into(),
            handle: CALLER.into(),
            ..ConversationQuery::default()
        })),
        Command::SameProblem => told(app.same_problem(&ProblemQuery {
            type_code: "humanitarian".into(),
            sub_category: "treatment_cost".into(),
            ..ProblemQuery::default()
        })),
        Command::Surveys => {
            let of = |call, case| told(app.surveys(&SurveysQuery { call, case }));
            Some(format!(
                "{:?}",
                [of(Some(call()), None), of(None, Some(case()))]
            ))
        }
        Command::LogSurvey => told(app.log_survey(&NewSurvey {
            id: new_id(80),
            about: SurveysQuery {
                call: None,
                case: Some(case()),
            },
            mode: "phone".into(),
            overall: Some(3),
            ..NewSurvey::default()
        })),
        Command::OwnLog => told(app.own_log(None)),
        Command::Drafts => told(app.drafts()),
        Command::OthersDrafts => told(app.others_drafts()),
        Command::TakenDrafts => told(app.taken_drafts()),
        Command::DraftRestore => told(app.draft_restore(&hidden.draft)),
        Command::TakeDraft => told(app.take_draft(&TakeDraft {
            id: hidden.draft.clone(),
            reason: "urgent".into(),
        })),
        Command::DraftKeep => told(app.draft_keep(&CallForm {
            id: hidden.draft.clone(),
            ..query_form(70)
        })),
        Command::LogCall => told(app.log_call(&query_form(1), SaveAs::ByRule)),
        Command::AddToLog => told(app.add_to_log(&query_form(81), &call(), SaveAs::ByRule)),
        Command::AmendCall => told(app.amend_call(&CallForm {
            id: new_id(82),
            ..query_form(1)
        })),
        Command::VoidCall => told(app.void_call(&call(), "by_mistake")),
        Command::RestoreCall => told(app.restore_call(&call())),
        Command::TakeBackCorrection => told(app.take_back_correction(&TakeBack {
            call: call(),
            entry: call(),
            promise: String::new(),
        })),
        Command::MoveCase => told(app.move_case(&to(&hidden.case, CaseStatus::InProgress))),
        Command::TakeCase => told(app.take_case(&case())),
        Command::GiveCase => told(app.give_case(&CaseGiven {
            case: case(),
            owner: new_id(5),
        })),
        Command::TellCase => told(app.tell_case(&CaseTold {
            case: case(),
            text: "غدًا".into(),
        })),
        Command::ViewSensitive => told(app.view_sensitive(&ViewingOrder {
            subject: case(),
            reason: "مراجعة المناوبة".into(),
        })),
        Command::HoldCase => told(app.hold_case(&CaseHeld {
            case: case(),
            held: true,
            file: "2026/12".into(),
        })),
        Command::AmendCase => told(app.amend_case(&CaseAmended {
            case: case(),
            ..CaseAmended::default()
        })),
        Command::PlanFollowUp => told(app.plan_follow_up(&NewFollowUp {
            id: hidden.follow_up.clone(),
            case: case(),
            kind: "check".into(),
            due: SUNDAY_TEN + DAY_MS,
            ..NewFollowUp::default()
        })),
        Command::AttemptFollowUp => told(app.attempt_follow_up(&NewAttempt {
            id: new_id(83),
            follow_up: hidden.follow_up.clone(),
            result: "no_answer".into(),
            ..NewAttempt::default()
        })),
        Command::ReplanFollowUp => told(app.replan_follow_up(&Replanned {
            follow_up: hidden.follow_up.clone(),
            due: SUNDAY_TEN + 2 * DAY_MS,
        })),
        Command::EndFollowUp | Command::CancelFollowUp => {
            let end = FollowUpEnd {
                follow_up: hidden.follow_up.clone(),
                code: "other".into(),
            };
            if command == Command::EndFollowUp {
                told(app.end_follow_up(&end))
            } else {
                told(app.cancel_follow_up(&end))
            }
        }
        Command::DueFollowUps => told(app.due_follow_ups(0)),
        Command::DueCount => told(app.due_count()),
        Command::Shifts => told(app.shifts()),
        Command::ShiftLog => {
            let logs = [String::new(), NOTE.into(), NUMBER.into()].map(|text| {
                app.shift_log(&ShiftQuery {
                    shift: hidden.shift.clone(),
                    text,
                    ..ShiftQuery::default()
                })
            });
            Some(format!("{logs:?}"))
        }
        Command::ShiftReview => told(app.shift_review(&hidden.shift)),
        Command::Figures => told(app.figures(&today())),
        Command::FigureCalls => told(app.figure_calls(&FigureCallsQuery {
            days: today(),
            ..FigureCallsQuery::default()
        })),
        Command::FigureCases => told(app.figure_cases(&FigureCasesQuery {
            days: today(),
            set: FigureCaseSet::New,
            ..FigureCasesQuery::default()
        })),
        Command::FigureSurveys => told(app.figure_surveys(&FigureSurveysQuery {
            days: today(),
            ..FigureSurveysQuery::default()
        })),
        Command::Spikes => told(app.spikes()),
        Command::Improvements => told(app.improvements(None)),
        Command::WriteBulletin => {
            let order = BulletinOrder {
                days: today(),
                formats: vec![ExportFormat::Csv],
                languages: vec![LocaleCode::Ar],
                folder: path(),
            };
            Some(format!(
                "{:?} {}",
                app.write_bulletin(&order),
                files(folder.path())
            ))
        }
        Command::WriteRows => {
            let order = RowsOrder {
                calls: FigureCallsQuery {
                    days: today(),
                    ..FigureCallsQuery::default()
                },
                format: ExportFormat::Csv,
                language: LocaleCode::Ar,
                folder: path(),
            };
            Some(format!(
                "{:?} {}",
                app.write_rows(&order),
                files(folder.path())
            ))
        }
        Command::WriteShiftLog => {
            let order = ShiftLogOrder {
                log: ShiftQuery {
                    shift: hidden.shift.clone(),
                    ..ShiftQuery::default()
                },
                format: ExportFormat::Csv,
                language: LocaleCode::Ar,
                folder: path(),
            };
            Some(format!(
                "{:?} {}",
                app.write_shift_log(&order),
                files(folder.path())
            ))
        }
        Command::WriteChain => {
            let written = app.write_chain(&ChainOrder {
                folder: path(),
                secret: PIN.into(),
            });
            Some(format!("{written:?} {}", files(folder.path())))
        }
        Command::JournalPage => {
            let reference = hidden.case.row.reference.clone();
            let asked = [String::new(), call(), case(), reference];
            Some(format!("{:?}", asked.map(|about| journal(app, about))))
        }
        Command::JournalEntry => {
            let rows = journal(app, call()).map_or(vec![], |page| page.rows);
            let opened = rows.iter().map(|row| told(app.journal_entry(&row.id)));
            Some(format!("{:?}", opened.collect::<Vec<_>>()))
        }
        Command::ExportLog => told(app.export_log(None)),
        Command::ReviewCount => told(app.review_count()),
        Command::ReviewList => told(app.review_list(None)),
        Command::CommentCall => told(app.comment_call(&NewComment {
            id: new_id(84),
            call: call(),
            text: "تمام".into(),
        })),
        Command::ReturnCall => told(app.return_call(&NewReturn {
            id: new_id(85),
            call: call(),
            text: "أضف المستشفى".into(),
        })),
        Command::ScoreCall => told(app.score_call(&NewScore {
            id: new_id(86),
            call: call(),
            answers: ScoreAnswers {
                form: "health_call".into(),
                version: 1,
                ..ScoreAnswers::default()
            },
            text: String::new(),
        })),
        Command::HeldEntries => told(app.held_entries()),
        Command::ImportBatches => told(app.import_batches(None)),
        Command::ListUses => told(app.list_uses("types", "humanitarian")),
        Command::MergePersons => told(app.merge_persons(&hidden.person, &new_id(5))),
        Command::ErasurePreview => told(app.erasure_preview(&hidden.person)),
        Command::Erasures => told(app.erasures()),
        Command::RetentionPreview => told(app.retention_preview()),
        Command::WritePersonData => {
            let written = app.write_person_data(&PersonDataOrder {
                person: hidden.person.clone(),
                format: ExportFormat::Csv,
                language: LocaleCode::Ar,
                folder: path(),
            });
            Some(format!("{written:?} {}", files(folder.path())))
        }
        Command::Diagnostics => told(app.diagnostics()),
        Command::Condition => told(app.condition(None)),
        Command::CheckCondition => told(app.check_condition(None)),
        Command::CheckJournal => told(app.check_journal()),
        Command::VerifyJournal => told(app.verify_journal()),
        Command::LinkStatus => told(app.link_status()),
        Command::AppState => told(app.app_state()),
        Command::People => told(app.people()),
        Command::ScreenPops => told(app.screen_pops()),
        // They are about the machine, its people, its lists and cards, and bear nothing of a call; or they take something
        // and answer with no more than that it was taken.
        Command::LookAgain
        | Command::BeginStation
        | Command::FirstCode
        | Command::FirstStart
        | Command::OpenByItself
        | Command::OpenStore
        | Command::SignIn
        | Command::SignOut
        | Command::Lock
        | Command::SetLockTimes
        | Command::NoticeSetting
        | Command::SetNotices
        | Command::NewRecoveryCode
        | Command::ConfirmRecoveryCode
        | Command::ChangePassphrase
        | Command::WaysIn
        | Command::AddKeyring
        | Command::RemoveWay
        | Command::TryWay
        | Command::MakeKeyFile
        | Command::SetPreferences
        | Command::KeyBindings
        | Command::SetKeyBindings
        | Command::AddPerson
        | Command::GiveSecret
        | Command::ReplaceSecret
        | Command::RenewSecret
        | Command::RecoverSecret
        | Command::SetPersonActive
        | Command::ChangeLogin
        | Command::ChangePerson
        | Command::ChangeSecret
        | Command::PracticeEnter
        | Command::PracticeLeave
        | Command::Lists
        | Command::ListsOverview
        | Command::ListSheet
        | Command::ListChanges
        | Command::ChangeLists
        | Command::WithdrawListChange
        | Command::RemakeListChange
        | Command::WriteListsFile
        | Command::DraftDiscard
        | Command::MarkTakenTold
        | Command::PromiseTimes
        | Command::FlagNumber
        | Command::LiftFlag
        | Command::MarkCommentsSeen
        | Command::UndoMerge
        | Command::SignShift
        | Command::HandOver
        | Command::ConfirmHandOver
        | Command::WithdrawSurvey
        | Command::ExportProgress
        | Command::ExportStop
        | Command::BulletinSchedule
        | Command::SetBulletinSchedule
        | Command::Recommend
        | Command::AnswerImprovement
        | Command::WithdrawImprovement
        | Command::ImprovementEffect
        | Command::DecideFinding
        | Command::TakeBackDecision
        | Command::TakeBackReturn
        | Command::ScoreSoFar
        | Command::TakeBackScore
        | Command::ReplyToScore
        | Command::SearchCards
        | Command::Card
        | Command::NoCard
        | Command::ConnectCentre
        | Command::CourierOut
        | Command::CourierIn
        | Command::CourierCard
        | Command::CourierEnrol
        | Command::CourierProgress
        | Command::ImportOpen
        | Command::ImportLook
        | Command::ImportCheck
        | Command::ImportFaults
        | Command::ImportFaultyFile
        | Command::ImportRun
        | Command::ImportProgress
        | Command::ImportStop
        | Command::ImportUndoLook
        | Command::ImportUndo
        | Command::SyncNow
        | Command::EndScreenPop
        | Command::CloseWindow
        | Command::OfferHeld
        | Command::EpochsBegun
        | Command::BackupStatus
        | Command::MakeBackup
        | Command::BackupProgress
        | Command::BackupStop
        | Command::Backups
        | Command::SetBackupPlace
        | Command::CheckBackup
        | Command::RestoreChoices
        | Command::RestoreTry
        | Command::RestoreProgress
        | Command::RestoreStop
        | Command::RestoreFinish
        | Command::RestoreGiveUp
        | Command::CloseToRestore
        | Command::ErasePerson
        | Command::EraseOld
        | Command::ErasingProgress
        | Command::StopErasing
        | Command::JournalProgress
        | Command::ConditionProgress
        | Command::ConditionStop
        | Command::RebuildTables => None,
    }
}

/// Who called and on whose number is known to whoever takes their next call: a person is no part of a case.
const OF_PERSONS: [&str; 4] = [CALLER, PATIENT, NUMBER, "9753 1846"];
const OF_THE_CASE: [&str; 7] = [NOTE, PLACE, TOLD, PROMISED, COMMENT, DRAFT, FILE_NUMBER];

/// Commands that tell of persons.
const TELL_OF_PERSONS: [Command; 5] = [
    Command::Search,
    Command::CallerCard,
    Command::LikelyPersons,
    Command::PeopleByName,
    Command::PersonSheet,
];

/// Whatever is asked, and by whomever.
#[test]
fn nobody_without_the_right_is_told_a_word_of_it() {
    for login in ["aisha", "badr", "huda", "rima", "said"] {
        let (machine, hidden) = planted();
        sit_down(&machine, login);
        for &command in Command::ALL {
            let Some(answer) = asked(&machine.app, command, &hidden) else {
                continue;
            };
            let reference = [hidden.case.row.reference.as_str()];
            let persons = OF_PERSONS
                .iter()
                .filter(|_| !TELL_OF_PERSONS.contains(&command));
            for word in OF_THE_CASE.iter().chain(&reference).chain(persons) {
                assert!(
                    !answer.contains(word),
                    "{login} is told {word} by {}: {answer}",
                    command.name()
                );
            }
        }
    }
}

/// Whoever has the right is told that it is there, and not what it says: not before they said why they look.
#[test]
fn whoever_has_the_right_is_told_nothing_of_it_before_they_open_it() {
    for login in ["muna", "zahir"] {
        let (machine, hidden) = planted();
        sit_down(&machine, login);
        for &command in Command::ALL {
            // These are entries of their own: it is opened, a draft is taken over with a reason, a person is given what
            // stands here about them, for which the secret is asked once more.
            if matches!(
                command,
                Command::ViewSensitive | Command::TakeDraft | Command::WritePersonData
            ) {
                continue;
            }
            let Some(answer) = asked(&machine.app, command, &hidden) else {
                continue;
            };
            let persons = OF_PERSONS
                .iter()
                .filter(|_| !TELL_OF_PERSONS.contains(&command));
            for word in OF_THE_CASE.iter().chain(persons) {
                assert!(
                    !answer.contains(word),
                    "{login} is told {word} by {}: {answer}",
                    command.name()
                );
            }
        }
    }
}

/// A supervisor, who has the right and says why, is told all of it: else the stories above would look for nothing.
#[test]
fn whoever_has_the_right_is_told_all_of_it() {
    let (machine, hidden) = planted();
    asked(&machine.app, Command::ViewSensitive, &hidden);
    let answers: String = [
        Command::Case,
        Command::Call,
        Command::CallHistory,
        Command::Search,
        Command::CallerCard,
        Command::ShiftLog,
        Command::FigureCalls,
        Command::FigureCases,
        Command::DueFollowUps,
        Command::WriteRows,
        Command::WriteShiftLog,
        Command::TakeDraft,
    ]
    .iter()
    .filter_map(|command| asked(&machine.app, *command, &hidden))
    .collect();
    let reference = [hidden.case.row.reference.as_str()];
    for word in OF_THE_CASE.iter().chain(&OF_PERSONS[..2]).chain(&reference) {
        assert!(answers.contains(word), "{word} is not in {answers}");
    }
}
