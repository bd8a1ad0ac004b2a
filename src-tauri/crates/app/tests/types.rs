//! The TypeScript types of the screen are those of the structs here.
//!
//! `NIDA_WRITE_TYPES=1 cargo test -p app --test types` writes them anew.

#![expect(clippy::unwrap_used, reason = "a test may stop at once")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use app::ErrorDto;
use app::dto::*;
use ts_rs::{Config, TS};

fn write_all(folder: &Path) {
    let config = Config::new().with_out_dir(folder).with_large_int("number");
    // What the commands take and answer; everything that these name comes with them.
    AppState::export_all(&config).unwrap();
    FirstStart::export_all(&config).unwrap();
    StationBegun::export_all(&config).unwrap();
    ShownCode::export_all(&config).unwrap();
    OpenStore::export_all(&config).unwrap();
    WaysIn::export_all(&config).unwrap();
    WayIn::export_all(&config).unwrap();
    WayToTry::export_all(&config).unwrap();
    ChangedPassphrase::export_all(&config).unwrap();
    Person::export_all(&config).unwrap();
    AddedPerson::export_all(&config).unwrap();
    NewSecret::export_all(&config).unwrap();
    PersonActive::export_all(&config).unwrap();
    RenewedSecret::export_all(&config).unwrap();
    RecoveredSecret::export_all(&config).unwrap();
    NewLogin::export_all(&config).unwrap();
    ChangedPerson::export_all(&config).unwrap();
    SignIn::export_all(&config).unwrap();
    LockFor::export_all(&config).unwrap();
    LockTimes::export_all(&config).unwrap();
    NoticeSetting::export_all(&config).unwrap();
    ChangedSecret::export_all(&config).unwrap();
    LeftDraft::export_all(&config).unwrap();
    TakeDraft::export_all(&config).unwrap();
    TakenDraft::export_all(&config).unwrap();
    Preferences::export_all(&config).unwrap();
    KeyBindings::export_all(&config).unwrap();
    Lists::export_all(&config).unwrap();
    ListsOverview::export_all(&config).unwrap();
    ListSheet::export_all(&config).unwrap();
    ListUses::export_all(&config).unwrap();
    ListChanges::export_all(&config).unwrap();
    NewListChange::export_all(&config).unwrap();
    ListsFile::export_all(&config).unwrap();
    CallerQuery::export_all(&config).unwrap();
    CallerCard::export_all(&config).unwrap();
    LikelyQuery::export_all(&config).unwrap();
    LikelyPerson::export_all(&config).unwrap();
    PersonSheet::export_all(&config).unwrap();
    PersonDataOrder::export_all(&config).unwrap();
    ErasurePreview::export_all(&config).unwrap();
    EraseOrder::export_all(&config).unwrap();
    ErasureCertificate::export_all(&config).unwrap();
    RetentionPreview::export_all(&config).unwrap();
    EraseOldOrder::export_all(&config).unwrap();
    ErasingProgress::export_all(&config).unwrap();
    CaseHeld::export_all(&config).unwrap();
    ConversationQuery::export_all(&config).unwrap();
    Conversation::export_all(&config).unwrap();
    ProblemQuery::export_all(&config).unwrap();
    SameProblem::export_all(&config).unwrap();
    MergedPersons::export_all(&config).unwrap();
    CallForm::export_all(&config).unwrap();
    Amendment::export_all(&config).unwrap();
    TakeBack::export_all(&config).unwrap();
    TakenBack::export_all(&config).unwrap();
    CallHistory::export_all(&config).unwrap();
    PromiseTimes::export_all(&config).unwrap();
    NewFlag::export_all(&config).unwrap();
    SaveAs::export_all(&config).unwrap();
    Logged::export_all(&config).unwrap();
    Draft::export_all(&config).unwrap();
    Kept::export_all(&config).unwrap();
    OwnLog::export_all(&config).unwrap();
    SeenComments::export_all(&config).unwrap();
    CallPage::export_all(&config).unwrap();
    CallView::export_all(&config).unwrap();
    SearchQuery::export_all(&config).unwrap();
    SearchAnswer::export_all(&config).unwrap();
    CaseQuery::export_all(&config).unwrap();
    CasePage::export_all(&config).unwrap();
    CaseView::export_all(&config).unwrap();
    ViewingOrder::export_all(&config).unwrap();
    NewCaseMove::export_all(&config).unwrap();
    CaseTold::export_all(&config).unwrap();
    CaseGiven::export_all(&config).unwrap();
    CaseAmended::export_all(&config).unwrap();
    NewFollowUp::export_all(&config).unwrap();
    NewAttempt::export_all(&config).unwrap();
    Replanned::export_all(&config).unwrap();
    FollowUpEnd::export_all(&config).unwrap();
    ScreenPop::export_all(&config).unwrap();
    DueFollowUps::export_all(&config).unwrap();
    DueCount::export_all(&config).unwrap();
    DueRows::export_all(&config).unwrap();
    ShiftQuery::export_all(&config).unwrap();
    ShiftLog::export_all(&config).unwrap();
    ShiftReview::export_all(&config).unwrap();
    NewHandOver::export_all(&config).unwrap();
    TakenHandOver::export_all(&config).unwrap();
    NewSignature::export_all(&config).unwrap();
    ScoreAnswers::export_all(&config).unwrap();
    ScoreSoFar::export_all(&config).unwrap();
    NewScore::export_all(&config).unwrap();
    ScoreBack::export_all(&config).unwrap();
    NewScoreReply::export_all(&config).unwrap();
    CallScore::export_all(&config).unwrap();
    BackupStatus::export_all(&config).unwrap();
    BackupMade::export_all(&config).unwrap();
    Backups::export_all(&config).unwrap();
    BackupAsked::export_all(&config).unwrap();
    BackupChecked::export_all(&config).unwrap();
    BackupProgress::export_all(&config).unwrap();
    Restorable::export_all(&config).unwrap();
    RestoreAsked::export_all(&config).unwrap();
    RestoreChoices::export_all(&config).unwrap();
    Condition::export_all(&config).unwrap();
    ConditionProgress::export_all(&config).unwrap();
    JournalCheck::export_all(&config).unwrap();
    JournalProgress::export_all(&config).unwrap();
    NewReturn::export_all(&config).unwrap();
    ReturnBack::export_all(&config).unwrap();
    FiguresQuery::export_all(&config).unwrap();
    Figures::export_all(&config).unwrap();
    BulletinOrder::export_all(&config).unwrap();
    RowsOrder::export_all(&config).unwrap();
    ShiftLogOrder::export_all(&config).unwrap();
    ChainOrder::export_all(&config).unwrap();
    JournalQuery::export_all(&config).unwrap();
    JournalPage::export_all(&config).unwrap();
    JournalEntry::export_all(&config).unwrap();
    Exported::export_all(&config).unwrap();
    ExportProgress::export_all(&config).unwrap();
    ExportLog::export_all(&config).unwrap();
    BulletinSchedule::export_all(&config).unwrap();
    ScheduleState::export_all(&config).unwrap();
    FigureCallsQuery::export_all(&config).unwrap();
    FigureCasesQuery::export_all(&config).unwrap();
    FigureSurveysQuery::export_all(&config).unwrap();
    SurveyPage::export_all(&config).unwrap();
    SurveysQuery::export_all(&config).unwrap();
    NewSurvey::export_all(&config).unwrap();
    Surveys::export_all(&config).unwrap();
    Spikes::export_all(&config).unwrap();
    NewImprovement::export_all(&config).unwrap();
    ImprovementAnswer::export_all(&config).unwrap();
    ImprovementPage::export_all(&config).unwrap();
    ImprovementEffect::export_all(&config).unwrap();
    ReviewCount::export_all(&config).unwrap();
    ReviewPage::export_all(&config).unwrap();
    ReviewDecision::export_all(&config).unwrap();
    ReviewDecided::export_all(&config).unwrap();
    NewComment::export_all(&config).unwrap();
    CardQuery::export_all(&config).unwrap();
    CardRow::export_all(&config).unwrap();
    CardView::export_all(&config).unwrap();
    NoCard::export_all(&config).unwrap();
    LinkStatus::export_all(&config).unwrap();
    ConnectCentre::export_all(&config).unwrap();
    EpochBegun::export_all(&config).unwrap();
    CourierWritten::export_all(&config).unwrap();
    CourierTaken::export_all(&config).unwrap();
    CourierCard::export_all(&config).unwrap();
    CourierEnrol::export_all(&config).unwrap();
    CourierProgress::export_all(&config).unwrap();
    ImportBatch::export_all(&config).unwrap();
    ImportBatches::export_all(&config).unwrap();
    ImportChecked::export_all(&config).unwrap();
    ImportDone::export_all(&config).unwrap();
    ImportFaults::export_all(&config).unwrap();
    ImportFaultyFile::export_all(&config).unwrap();
    ImportLook::export_all(&config).unwrap();
    ImportMapping::export_all(&config).unwrap();
    ImportOpen::export_all(&config).unwrap();
    ImportProgress::export_all(&config).unwrap();
    ImportRun::export_all(&config).unwrap();
    ImportSheet::export_all(&config).unwrap();
    ImportUndo::export_all(&config).unwrap();
    ImportUndoLook::export_all(&config).unwrap();
    HeldEntry::export_all(&config).unwrap();
    ErrorDto::export_all(&config).unwrap();
    app::Rule::export_all(&config).unwrap();
}

fn read_all(folder: &Path) -> BTreeMap<String, String> {
    let files = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path());
    files
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, fs::read_to_string(path).unwrap())
        })
        .collect()
}

#[test]
fn the_generated_types_are_fresh() {
    let kept: PathBuf = [
        env!("CARGO_MANIFEST_DIR"),
        "../../../ui/src/lib/backend/types",
    ]
    .iter()
    .collect();
    if std::env::var_os("NIDA_WRITE_TYPES").is_some() {
        fs::remove_dir_all(&kept).unwrap();
        write_all(&kept);
    }
    let fresh = tempfile::tempdir().unwrap();
    write_all(fresh.path());
    let (fresh, kept) = (read_all(fresh.path()), read_all(&kept));
    let names = |files: &BTreeMap<String, String>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(
        names(&fresh),
        names(&kept),
        "write them anew with NIDA_WRITE_TYPES=1"
    );
    for (name, text) in fresh {
        assert_eq!(
            kept.get(&name),
            Some(&text),
            "{name}: write them anew with NIDA_WRITE_TYPES=1"
        );
    }
}
