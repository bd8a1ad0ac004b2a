//! What two machines did apart and a supervisor decides: in the status bar, on the shift's screen, in the list.

use std::path::Path;

use app::App;
use app::dto::{Amendment, CallForm, CaseAmended, ConnectCentre, SaveAs};
use i18n::{FluentArgs, Locale};
use nida_tests::centre::Centre;
use nida_tests::machine::{SUNDAY_TEN, complaint_form, id, signed_in};
use nida_tests::station::Station;
use nida_tests::window::until;
use nida_tests::{Failure, Told};

const FIRST_NOTE: &str = "لم يتوفر الدواء منذ ثلاثة أسابيع";
const SECOND_NOTE: &str = "لم يتوفر الدواء منذ شهر، وراجع الصيدلية مرتين";

async fn desk(centre: &Centre, folder: &Path) -> Told<App> {
    let app = signed_in(folder)?;
    app.connect_centre(&ConnectCentre {
        address: centre.address(),
        code: centre.enrolment_code().await?,
    })?;
    Ok(app)
}

async fn all_sent(app: &App) -> Told {
    until("all of it is at the centre", async || {
        let status = app.sync_now()?;
        let sent = status.waiting == 0 && status.problem.is_none();
        Ok(sent.then_some(()))
    })
    .await
}

fn correct(app: &App, call: &str, case: &str, n: u8, note: &str, priority: &str) -> Told {
    let form = CallForm {
        id: id(SUNDAY_TEN, [n; 10]),
        note: note.into(),
        ..app.call_form(call)?
    };
    let Amendment::Saved { .. } = app.amend_call(&form)? else {
        return Err(Failure::new("the correction was not saved"));
    };
    let seen = app.case(case)?;
    app.amend_case(&CaseAmended {
        case: case.to_owned(),
        title: seen.row.title,
        summary: seen.summary,
        priority: priority.to_owned(),
        severity: seen.row.severity,
        facility: seen.row.facility,
        refer_to: seen.refer_to,
    })?;
    Ok(())
}

/// Two machines without a line correct one complaint and its case.
async fn two_apart(centre: &mut Centre, folders: [&Path; 2]) -> Told {
    let [one, two] = folders;
    let (one, two) = (desk(centre, one).await?, desk(centre, two).await?);
    let call = id(SUNDAY_TEN, [1; 10]);
    one.log_call(&complaint_form(call.clone(), SUNDAY_TEN), SaveAs::ByRule)?;
    all_sent(&one).await?;
    until("the call has arrived", async || {
        two.sync_now()?;
        Ok(two.call(&call).ok())
    })
    .await?;
    let cases = two.cases(&app::dto::CaseQuery {
        filter: app::dto::CaseFilter::All,
        ..app::dto::CaseQuery::default()
    })?;
    let case = cases.rows.first().ok_or(Failure::new("it has a case"))?;
    centre.switch_off().await;
    correct(&one, &call, &case.id, 2, FIRST_NOTE, "p2")?;
    correct(&two, &call, &case.id, 3, SECOND_NOTE, "p4")?;
    centre.switch_on().await?;
    for app in [&one, &two, &one] {
        all_sent(app).await?;
    }
    Ok(())
}

fn waiting(station: &Station, count: i64) -> String {
    station.sentence("review-waiting", &FluentArgs::from_iter([("count", count)]))
}

/// Both values are shown with who and when; one is taken, taken back, and a third is written in its place.
async fn a_difference_is_decided(locale: Locale) -> Told {
    let mut centre = Centre::start().await?;
    let folders = [tempfile::tempdir()?, tempfile::tempdir()?];
    two_apart(&mut centre, [folders[0].path(), folders[1].path()]).await?;
    let station = Station::at_work(locale).await?;
    station.connect(&centre).await?;
    station.go_to("common-screen-shift").await?;
    station.window.see(&waiting(&station, 2)).await?;
    let code = locale.code();
    station
        .window
        .picture(&format!("shift-review-{code}"))
        .await?;
    station.click("review-open").await?;
    station.heading("review-title").await?;
    station.window.see(FIRST_NOTE).await?;
    station.window.see(SECOND_NOTE).await?;
    for size in [(1366, 768), (1024, 768)] {
        station.window.resize(size).await?;
        station
            .window
            .picture(&format!("review-{code}-{}", size.0))
            .await?;
    }
    let findings = station.window.accessibility_findings().await?;
    assert!(findings.is_empty(), "{findings:?}");

    station.click("review-take-other").await?;
    station.window.see(&waiting(&station, 1)).await?;
    station.click("common-undo").await?;
    station.window.see(&waiting(&station, 2)).await?;
    station.click("review-third").await?;
    station
        .fill("review-third-label", "لم يتوفر الدواء منذ أول الشهر")
        .await?;
    station
        .window
        .picture(&format!("review-third-{code}"))
        .await?;
    station.click("review-third-send").await?;
    station.window.see(&waiting(&station, 1)).await?;
    station.click("review-keep").await?;
    station.window.see(&station.word("review-none")).await?;
    station
        .window
        .picture(&format!("review-none-{code}"))
        .await?;
    // What was decided here is on its way to the others.
    let decided = centre.see("call.decided", 1).await?;
    assert!(
        decided
            .iter()
            .any(|(_, personal)| personal.to_string().contains("منذ أول الشهر")),
        "the third value: {decided:?}"
    );
    station.close().await
}

/// In Arabic.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_difference_is_decided_in_arabic() -> Told {
    a_difference_is_decided(Locale::Ar).await
}

/// In English.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_difference_is_decided_in_english() -> Told {
    a_difference_is_decided(Locale::En).await
}
