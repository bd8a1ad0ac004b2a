//! Every command with every role: the table is the only door.

mod common;
mod orders;

use app::dto::{
    BackupAsked, BackupTo, CallerQuery, CardQuery, CaseQuery, ChangedPassphrase, ChangedPerson,
    ChangedSecret, ConnectCentre, ConversationQuery, CourierEnrol, Digits, FigureCallsQuery,
    FigureCasesQuery, FiguresQuery, FollowUpEnd, ImportDefaults, ImportLook, ImportMapping,
    ImportOpen, ImportRun, ImportUndo, ImprovementAnswer, ImprovementOutcome, KeyBindings,
    LikelyQuery, LocaleCode, LockFor, LockTimes, NewCaseMove, NewComment, NewFlag, NewHandOver,
    NewImprovement, NewListChange, NewLogin, NewReturn, NewScore, NewScoreReply, NewSecret,
    NewSignature, NewSurvey, NoCard, NoticeSetting, OpenStore, PersonActive, Preferences,
    ProblemQuery, RecoveredSecret, RenewedSecret, Replanned, ReturnBack, ReviewChoice,
    ReviewDecided, ReviewDecision, SaveAs, ScoreBack, SearchQuery, SeenComments, ShiftQuery,
    SignIn, StationBegun, SurveysQuery, TakeBack, TakeDraft, TakenHandOver, WayIn, WayToTry,
};
use app::{App, AppError, Command, Need};
use common::*;
use domain::role::Role;
use orders::*;

/// Asks for the command with something harmless. Answers whether the table let it pass; what came of
/// it behind the table is not looked at here.
fn passes(app: &App, command: Command) -> bool {
    let refused = |error: AppError| {
        matches!(
            error,
            AppError::NotAllowed(_) | AppError::SignedOut | AppError::Locked
        )
    };
    let answer = match command {
        Command::AppState => app.app_state().map(drop),
        Command::LookAgain => app.look_again().map(drop),
        Command::FirstStart => app.first_start(&first_start()).map(drop),
        Command::OpenStore => app
            .open_store(&OpenStore::Passphrase {
                passphrase: PASSPHRASE.into(),
            })
            .map(drop),
        Command::OpenByItself => app.open_by_itself().map(drop),
        Command::WaysIn => app.ways_in().map(drop),
        Command::AddKeyring => app.add_keyring(PIN).map(drop),
        Command::TryWay => app.try_way(&WayToTry::Keyring).map(drop),
        Command::RemoveWay => app.remove_way(WayIn::Keyring).map(drop),
        Command::ChangePassphrase => app.change_passphrase(&ChangedPassphrase {
            old: String::new(),
            passphrase: String::new(),
        }),
        Command::MakeKeyFile => app.make_key_file(std::path::Path::new("/")),
        Command::SignIn => {
            let nobody = SignIn {
                login: "nobody".into(),
                secret: "0".into(),
            };
            app.sign_in(&nobody).map(drop)
        }
        Command::SignOut => app.sign_out().map(drop),
        Command::SetPreferences => app
            .set_preferences(Preferences {
                locale: LocaleCode::Ar,
                digits: Digits::Latn,
            })
            .map(drop),
        Command::KeyBindings => app.key_bindings().map(drop),
        Command::SetKeyBindings => app.set_key_bindings(&KeyBindings::default()),
        Command::People => app.people().map(drop),
        Command::AddPerson => app.add_person(&person("", &[])).map(drop),
        Command::GiveSecret => app
            .give_secret(&NewSecret {
                person: new_id(7),
                secret: PIN.into(),
            })
            .map(drop),
        Command::ReplaceSecret => app
            .replace_secret(&NewSecret {
                person: new_id(7),
                secret: PIN.into(),
            })
            .map(drop),
        Command::RenewSecret => app.renew_secret(&RenewedSecret {
            login: "nobody".into(),
            old: "0".into(),
            secret: PIN.into(),
        }),
        Command::RecoverSecret => app
            .recover_secret(&RecoveredSecret {
                login: "nobody".into(),
                code: "0".into(),
                secret: PIN.into(),
            })
            .map(drop),
        Command::SetPersonActive => app
            .set_person_active(&PersonActive {
                person: new_id(7),
                active: true,
            })
            .map(drop),
        Command::ChangeLogin => app
            .change_login(&NewLogin {
                person: new_id(7),
                login: "other".into(),
            })
            .map(drop),
        Command::ChangePerson => app
            .change_person(&ChangedPerson {
                person: new_id(7),
                name_ar: "م".into(),
                name_en: String::new(),
                roles: vec!["agent".into()],
                languages: Vec::new(),
            })
            .map(drop),
        Command::Lock => app
            .lock(&LockFor {
                reason: "prayer".into(),
            })
            .map(drop),
        Command::SetLockTimes => app
            .set_lock_times(LockTimes {
                lock_min: 2,
                lock_in_call_min: 15,
            })
            .map(drop),
        Command::NoticeSetting => app.notice_setting().map(drop),
        Command::SetNotices => app.set_notices(NoticeSetting { shown: true }).map(drop),
        Command::BeginStation => app
            .begin_station(&StationBegun {
                locale: LocaleCode::Ar,
                station: String::new(),
            })
            .map(drop),
        Command::FirstCode => app.first_code().map(drop),
        Command::NewRecoveryCode => app.new_recovery_code(PIN).map(drop),
        Command::ConfirmRecoveryCode => app.confirm_recovery_code(&[]),
        Command::ChangeSecret => app.change_secret(&ChangedSecret {
            old: PIN.into(),
            secret: PIN.into(),
        }),
        Command::OthersDrafts => app.others_drafts().map(drop),
        Command::TakeDraft => app
            .take_draft(&TakeDraft {
                id: new_id(1),
                reason: "urgent".into(),
            })
            .map(drop),
        Command::TakenDrafts => app.taken_drafts().map(drop),
        Command::MarkTakenTold => app.mark_taken_told(&[]),
        Command::PracticeEnter => app.practice_enter().map(drop),
        Command::PracticeLeave => app.practice_leave().map(drop),
        Command::Lists => app.lists().map(drop),
        Command::ListsOverview => app.lists_overview().map(drop),
        Command::ListSheet => app.list_sheet("relations").map(drop),
        Command::ListUses => app.list_uses("types", "complaint").map(drop),
        Command::ListChanges => app.list_changes(None).map(drop),
        Command::ChangeLists => app
            .change_lists(&NewListChange {
                from: String::new(),
                rows: Vec::new(),
            })
            .map(drop),
        Command::WithdrawListChange => app.withdraw_list_change(&new_id(9)).map(drop),
        Command::RemakeListChange => app.remake_list_change(&new_id(9)).map(drop),
        Command::WriteListsFile => app.write_lists_file("").map(drop),
        Command::DraftKeep => app.draft_keep(&query_form(1)).map(drop),
        Command::Drafts => app.drafts().map(drop),
        Command::DraftDiscard => app.draft_discard(&new_id(1)).map(drop),
        Command::DraftRestore => app.draft_restore(&new_id(1)).map(drop),
        Command::LogCall => app.log_call(&query_form(2), SaveAs::ByRule).map(drop),
        Command::AddToLog => app
            .add_to_log(&query_form(9), &new_id(9), SaveAs::ByRule)
            .map(drop),
        Command::VoidCall => app.void_call(&new_id(9), "by_mistake"),
        Command::RestoreCall => app.restore_call(&new_id(9)).map(drop),
        Command::AmendCall => app.amend_call(&query_form(9)).map(drop),
        Command::CallForm => app.call_form(&new_id(9)).map(drop),
        Command::TakeBackCorrection => app
            .take_back_correction(&TakeBack {
                call: new_id(9),
                entry: new_id(9),
                promise: String::new(),
            })
            .map(drop),
        Command::CallHistory => app.call_history(&new_id(9)).map(drop),
        Command::PromiseTimes => app.promise_times(false).map(drop),
        Command::FlagNumber => app.flag_number(&NewFlag {
            id: new_id(8),
            number: "99123456".into(),
            reason: "insults".into(),
            days: 7,
        }),
        Command::LiftFlag => app.lift_flag(&new_id(8)),
        Command::OwnLog => app.own_log(None).map(drop),
        Command::MarkCommentsSeen => app.mark_comments_seen(&SeenComments {
            call: new_id(2),
            comments: vec![new_id(3)],
        }),
        Command::CallerCard => app.caller_card(&CallerQuery::default()).map(drop),
        Command::LikelyPersons => app.likely_persons(&LikelyQuery::default()).map(drop),
        Command::PeopleByName => app.people_by_name("شيخة").map(drop),
        Command::PersonSheet => app.person_sheet(&new_id(4)).map(drop),
        Command::Conversation => app.conversation(&ConversationQuery::default()).map(drop),
        Command::SameProblem => app.same_problem(&ProblemQuery::default()).map(drop),
        Command::MergePersons => app.merge_persons(&new_id(4), &new_id(5)).map(drop),
        Command::UndoMerge => app.undo_merge(&new_id(4)),
        Command::ErasurePreview => app.erasure_preview(&new_id(4)).map(drop),
        Command::ErasePerson => app.erase_person(&erase_order()).map(drop),
        Command::Erasures => app.erasures().map(drop),
        Command::RetentionPreview => app.retention_preview().map(drop),
        Command::EraseOld => app.erase_old(&erase_old_order()).map(drop),
        Command::ErasingProgress => app.erasing_progress().map(drop),
        Command::StopErasing => app.stop_erasing(),
        Command::WritePersonData => app.write_person_data(&person_data_order()).map(drop),
        Command::Call => app.call(&new_id(2)).map(drop),
        Command::Search => app
            .search(&SearchQuery {
                text: "دوا".into(),
                go_on: None,
            })
            .map(drop),
        Command::Cases => app.cases(&CaseQuery::default()).map(drop),
        Command::FindCase => app.find_case("").map(drop),
        Command::Case => app.case(&new_id(4)).map(drop),
        Command::MoveCase => app
            .move_case(&NewCaseMove {
                case: new_id(4),
                from: "new".into(),
                to: "in_progress".into(),
                ..NewCaseMove::default()
            })
            .map(drop),
        Command::TakeCase => app.take_case(&new_id(4)).map(drop),
        Command::GiveCase => app.give_case(&case_given()).map(drop),
        Command::TellCase => app.tell_case(&case_told()).map(drop),
        Command::AmendCase => app.amend_case(&case_amended()).map(drop),
        Command::HoldCase => app.hold_case(&case_held()).map(drop),
        Command::ViewSensitive => app.view_sensitive(&viewing_order()),
        Command::PlanFollowUp => app.plan_follow_up(&new_follow_up()).map(drop),
        Command::AttemptFollowUp => app.attempt_follow_up(&new_attempt()).map(drop),
        Command::ReplanFollowUp => app
            .replan_follow_up(&Replanned {
                follow_up: new_id(5),
                due: i64::MAX,
            })
            .map(drop),
        Command::EndFollowUp | Command::CancelFollowUp => {
            let end = FollowUpEnd {
                follow_up: new_id(5),
                code: "other".into(),
            };
            if command == Command::EndFollowUp {
                app.end_follow_up(&end).map(drop)
            } else {
                app.cancel_follow_up(&end).map(drop)
            }
        }
        Command::DueFollowUps => app.due_follow_ups(0).map(drop),
        Command::DueCount => app.due_count().map(drop),
        Command::Shifts => app.shifts().map(drop),
        Command::Figures => app.figures(&FiguresQuery::default()).map(drop),
        Command::FigureCalls => app.figure_calls(&FigureCallsQuery::default()).map(drop),
        Command::FigureCases => app.figure_cases(&FigureCasesQuery::default()).map(drop),
        Command::FigureSurveys => app
            .figure_surveys(&app::dto::FigureSurveysQuery::default())
            .map(drop),
        Command::Surveys => app
            .surveys(&SurveysQuery {
                call: Some(new_id(2)),
                case: None,
            })
            .map(drop),
        Command::LogSurvey => app.log_survey(&NewSurvey::default()).map(drop),
        Command::WithdrawSurvey => app.withdraw_survey(&new_id(3)).map(drop),
        Command::WriteBulletin => app.write_bulletin(&bulletin_order()).map(drop),
        Command::WriteRows => app.write_rows(&rows_order()).map(drop),
        Command::WriteShiftLog => app.write_shift_log(&shift_log_order()).map(drop),
        Command::WriteChain => app.write_chain(&chain_order()).map(drop),
        Command::JournalPage => app
            .journal_page(&app::dto::JournalQuery::default())
            .map(drop),
        Command::JournalEntry => app.journal_entry(&new_id(9)).map(drop),
        Command::ExportStop => app.export_stop(),
        Command::ExportProgress => app.export_progress().map(drop),
        Command::ExportLog => app.export_log(None).map(drop),
        Command::BulletinSchedule => app.bulletin_schedule().map(drop),
        Command::SetBulletinSchedule => app.set_bulletin_schedule(&no_schedule()).map(drop),
        Command::Spikes => app.spikes().map(drop),
        Command::Recommend => app
            .recommend(&NewImprovement {
                id: new_id(3),
                type_code: "complaint".into(),
                sub_category: "clean".into(),
                governorate: String::new(),
                entity: String::new(),
                text: "زيادة عمال النظافة".into(),
            })
            .map(drop),
        Command::Improvements => app.improvements(None).map(drop),
        Command::AnswerImprovement => app
            .answer_improvement(&ImprovementAnswer {
                id: new_id(3),
                outcome: ImprovementOutcome::Done,
                answer: String::new(),
            })
            .map(drop),
        Command::WithdrawImprovement => app.withdraw_improvement(&new_id(3)).map(drop),
        Command::ImprovementEffect => app.improvement_effect(&new_id(3)).map(drop),
        Command::ShiftLog => app.shift_log(&ShiftQuery::default()).map(drop),
        Command::ShiftReview => app.shift_review("").map(drop),
        Command::SignShift => app
            .sign_shift(&NewSignature {
                id: new_id(3),
                shift: String::new(),
                digest: "0".repeat(64),
                secret: PIN.into(),
            })
            .map(drop),
        Command::HandOver => app
            .hand_over(&NewHandOver {
                id: new_id(3),
                shift: String::new(),
                notes: String::new(),
            })
            .map(drop),
        Command::ConfirmHandOver => app
            .confirm_hand_over(&TakenHandOver {
                id: new_id(3),
                shift: String::new(),
            })
            .map(drop),
        Command::ReturnCall => app
            .return_call(&NewReturn {
                id: new_id(3),
                call: new_id(2),
                text: "أضف المستشفى".into(),
            })
            .map(drop),
        Command::TakeBackReturn => app
            .take_back_return(&ReturnBack {
                call: new_id(2),
                id: new_id(3),
            })
            .map(drop),
        Command::ScoreSoFar => app.score_so_far(&health_call()).map(drop),
        Command::ScoreCall => app
            .score_call(&NewScore {
                id: new_id(3),
                call: new_id(2),
                answers: health_call(),
                text: String::new(),
            })
            .map(drop),
        Command::TakeBackScore => app
            .take_back_score(&ScoreBack {
                call: new_id(2),
                id: new_id(3),
            })
            .map(drop),
        Command::ReplyToScore => app
            .reply_to_score(&NewScoreReply {
                id: new_id(4),
                call: new_id(2),
                score: new_id(3),
                text: "شكرًا".into(),
            })
            .map(drop),
        Command::ReviewCount => app.review_count().map(drop),
        Command::ReviewList => app.review_list(None).map(drop),
        Command::DecideFinding => app
            .decide_finding(&ReviewDecision {
                subject: new_id(2),
                topic: "conflict note".into(),
                seen: String::new(),
                choice: ReviewChoice::Stands,
            })
            .map(drop),
        Command::TakeBackDecision => app.take_back_decision(&ReviewDecided {
            subject: new_id(2),
            entry: new_id(3),
        }),
        Command::CommentCall => app
            .comment_call(&NewComment {
                id: new_id(3),
                call: new_id(2),
                text: "تمام".into(),
            })
            .map(drop),
        Command::SearchCards => app
            .search_cards(&CardQuery {
                words: "تطعيم".into(),
                language: LocaleCode::Ar,
                type_code: String::new(),
                sub_category: String::new(),
            })
            .map(drop),
        Command::Card => app.card("low_sugar", None).map(drop),
        Command::NoCard => app.no_card(&NoCard {
            id: new_id(4),
            call: String::new(),
            type_code: String::new(),
            sub_category: String::new(),
            language: String::new(),
            words: "سؤال بلا بطاقة".into(),
        }),
        Command::LinkStatus => app.link_status().map(drop),
        Command::ConnectCentre => app
            .connect_centre(&ConnectCentre {
                address: String::new(),
                code: String::new(),
            })
            .map(drop),
        Command::CourierOut => app.courier_out("").map(drop),
        Command::CourierIn => app.courier_in("").map(drop),
        Command::CourierCard => app.courier_card("").map(drop),
        Command::CourierEnrol => app
            .courier_enrol(&CourierEnrol {
                folder: String::new(),
                fingerprint: String::new(),
                code: String::new(),
            })
            .map(drop),
        Command::CourierProgress => app.courier_progress().map(drop),
        Command::ImportOpen => app
            .import_open(&ImportOpen {
                path: String::new(),
                kind: "calls".into(),
            })
            .map(drop),
        Command::ImportLook => app
            .import_look(&ImportLook {
                look: 0,
                sheet: 0,
                header_row: None,
                encoding: None,
            })
            .map(drop),
        Command::ImportCheck => app
            .import_check(&ImportMapping {
                look: 0,
                columns: Vec::new(),
                defaults: ImportDefaults {
                    channel: String::new(),
                    mode: String::new(),
                    language: String::new(),
                    type_code: String::new(),
                    time: String::new(),
                },
            })
            .map(drop),
        Command::ImportFaults => app.import_faults(0, 0).map(drop),
        Command::ImportFaultyFile => app.import_faulty_file(0, "").map(drop),
        Command::ImportRun => app
            .import_run(&ImportRun {
                look: 0,
                good_alone: true,
                doubles: true,
            })
            .map(drop),
        Command::ImportProgress => app.import_progress().map(drop),
        Command::ImportStop => app.import_stop(),
        Command::ImportBatches => app.import_batches(None).map(drop),
        Command::ImportUndoLook => app.import_undo_look("").map(drop),
        Command::ImportUndo => app
            .import_undo(&ImportUndo {
                batch: String::new(),
                keep_worked_on: true,
            })
            .map(drop),
        Command::SyncNow => app.sync_now().map(drop),
        Command::ScreenPops => app.screen_pops().map(drop),
        Command::EndScreenPop => app.end_screen_pop(1).map(drop),
        Command::Diagnostics => app.diagnostics().map(drop),
        Command::Condition => app.condition(None).map(drop),
        Command::CheckCondition => app.check_condition(None).map(drop),
        Command::ConditionProgress => app.condition_progress().map(drop),
        Command::ConditionStop => app.condition_stop(),
        Command::CloseWindow => app.close_window(false),
        Command::HeldEntries => app.held_entries().map(drop),
        Command::OfferHeld => app.offer_held(&[]).map(drop),
        Command::EpochsBegun => app.epochs_begun().map(drop),
        Command::BackupStatus => app.backup_status().map(drop),
        Command::MakeBackup => app.make_backup(BackupTo::Chosen).map(drop),
        Command::BackupProgress => app.backup_progress().map(drop),
        Command::BackupStop => app.backup_stop(),
        Command::Backups => app.backups().map(drop),
        Command::SetBackupPlace => app.set_backup_place(Some("")).map(drop),
        Command::RestoreChoices => app.restore_choices(None).map(drop),
        Command::RestoreTry => app.restore_try(&restore_asked()).map(drop),
        Command::RestoreProgress => app.restore_progress().map(drop),
        Command::RestoreStop => app.restore_stop(),
        Command::RestoreFinish => app.restore_finish().map(drop),
        Command::RestoreGiveUp => app.restore_give_up().map(drop),
        // Not their secret: else the store would be closed.
        Command::CloseToRestore => app.close_to_restore("").map(drop),
        Command::CheckBackup => app
            .check_backup(BackupAsked {
                place: BackupTo::Own,
                sequence: 0,
            })
            .map(drop),
        Command::CheckJournal => app.check_journal().map(drop),
        Command::JournalProgress => app.journal_progress().map(drop),
        Command::VerifyJournal => app.verify_journal().map(drop),
        Command::RebuildTables => app.rebuild_tables().map(drop),
    };
    !answer.is_err_and(refused)
}

#[test]
fn every_command_with_every_role() {
    for role in Role::ALL {
        let machine = machine();
        machine.sign_in("maryam");
        machine.add(&person("tried", &[role.code()]));
        machine.app.sign_out().unwrap();
        for &command in Command::ALL {
            // Each is asked with a person of just this role at the machine.
            if machine.app.app_state().unwrap().practice {
                machine.app.practice_leave().unwrap();
            }
            machine.sign_in("tried");
            let may = match command.need() {
                Need::Nothing | Need::SignedIn => true,
                Need::Right(right) => right.roles().contains(&role),
            };
            assert_eq!(
                passes(&machine.app, command),
                may,
                "{role} asks for {}",
                command.name()
            );
        }
    }
}

#[test]
fn every_command_with_nobody_signed_in() {
    for &command in Command::ALL {
        let machine = machine();
        let may = command.need() == Need::Nothing;
        assert_eq!(
            passes(&machine.app, command),
            may,
            "nobody asks for {}",
            command.name()
        );
    }
}

/// Whoever walks up to a locked desk gets no answer that was not to be had before anybody signed in.
#[test]
fn every_command_with_the_machine_locked() {
    for &command in Command::ALL {
        let machine = machine();
        machine.sign_in("maryam");
        let reason = String::new();
        machine.app.lock(&LockFor { reason }).unwrap();
        assert_eq!(
            passes(&machine.app, command),
            command.need() == Need::Nothing,
            "behind the lock: {}",
            command.name()
        );
    }
}

/// A command that is not asked here would be a door without a test.
#[test]
fn names_are_told_apart() {
    let names: std::collections::BTreeSet<&str> =
        Command::ALL.iter().map(|command| command.name()).collect();
    assert_eq!(names.len(), Command::ALL.len());
}
