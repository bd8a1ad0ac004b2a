//! A station with no line: what waits goes out on a stick, and its receipt comes back on one.

use i18n::{FluentArgs, Locale};
use nida_tests::Told;
use nida_tests::centre::Centre;
use nida_tests::station::{Spoken, Station};

const QUERY: Spoken<'static> = Spoken {
    number: "99123456",
    type_code: "health_ed",
    subject: "diabetes",
    facility: "",
    place: "",
    note: "تسأل عن الإنسولين في رمضان",
};

/// A call is saved without a line, carried to the centre, and counts as sent when the receipt is back.
async fn a_call_is_carried_to_the_centre(locale: Locale) -> Told {
    let mut centre = Centre::start().await?;
    let station = Station::at_work(locale).await?;
    station.connect(&centre).await?;
    station
        .window
        .see(&station.word("status-waiting-none"))
        .await?;
    centre.switch_off().await;
    station.click("common-screen-desk").await?;
    station.new_call().await?;
    station.take_down(QUERY).await?;
    station.save().await?;
    let stick = tempfile::tempdir()?;
    let path = stick.path().to_string_lossy().into_owned();

    station.go_to("common-screen-settings").await?;
    station.heading("settings-courier-title").await?;
    // What was just saved can be undone for half a minute, over the end of the column.
    let script = "document.getElementById('courier-title').scrollIntoView({ block: 'start' })";
    station.window.execute(script, vec![]).await?;
    station
        .fill("settings-courier-folder", "/no/such/stick")
        .await?;
    station.click("settings-courier-write").await?;
    station
        .window
        .see(&station.word("errors-courier-folder"))
        .await?;
    station.fill("settings-courier-folder", &path).await?;
    station.click("settings-courier-take").await?;
    station
        .window
        .see(&station.word("errors-courier-none"))
        .await?;
    station.click("settings-courier-write").await?;
    station
        .window
        .see(&file_name(stick.path(), "nida-courier").await?)
        .await?;
    centre.take_courier(stick.path()).await?;
    station.click("settings-courier-take").await?;
    let acknowledged = station.sentence(
        "settings-courier-acknowledged",
        &FluentArgs::from_iter([("count", 1)]),
    );
    station.window.see(&acknowledged).await?;
    station
        .window
        .see(&station.word("status-waiting-none"))
        .await?;
    for size in [(1366, 768), (1024, 768)] {
        station.window.resize(size).await?;
        station.window.execute(script, vec![]).await?;
        station
            .window
            .picture(&format!("settings-courier-{}-{}", locale.code(), size.0))
            .await?;
    }
    let findings = station.window.accessibility_findings().await?;
    assert!(findings.is_empty(), "{findings:?}");
    assert_eq!(centre.arrived("call.logged").await?.len(), 1);
    station.click("settings-courier-take").await?;
    station
        .window
        .see(&station.word("errors-courier-doubled"))
        .await?;
    station.close().await
}

/// A station that has never had a line is enrolled by files, its code typed once the fingerprint was compared.
async fn a_station_is_enrolled_by_courier(locale: Locale) -> Told {
    let centre = Centre::start().await?;
    let station = Station::at_work(locale).await?;
    let stick = tempfile::tempdir()?;
    let fingerprint = centre.lay_card(stick.path()).await?;
    station.go_to("common-screen-settings").await?;
    station.heading("settings-courier-enrol-title").await?;
    let path = stick.path().to_string_lossy().into_owned();
    station.fill("settings-courier-folder", &path).await?;
    station.click("settings-courier-card").await?;
    station.window.see(&fingerprint).await?;
    let script = "const field = document.querySelector('[data-field=\"courier-code\"]');
        field.scrollIntoView({ block: 'center' }); field.focus()";
    station.window.execute(script, vec![]).await?;
    station
        .window
        .write(&centre.enrolment_code().await?)
        .await?;
    station
        .window
        .picture(&format!("settings-courier-enrol-{}", locale.code()))
        .await?;
    let findings = station.window.accessibility_findings().await?;
    assert!(findings.is_empty(), "{findings:?}");
    station.click("settings-courier-request").await?;
    station
        .window
        .see(&file_name(stick.path(), "nida-courier").await?)
        .await?;
    centre.take_courier(stick.path()).await?;
    station.click("settings-courier-answer").await?;
    station.heading("settings-courier-title").await?;
    station.close().await
}

/// In Arabic.
#[tokio::test]
async fn a_station_is_enrolled_by_courier_in_arabic() -> Told {
    a_station_is_enrolled_by_courier(Locale::Ar).await
}

/// In English.
#[tokio::test]
async fn a_station_is_enrolled_by_courier_in_english() -> Told {
    a_station_is_enrolled_by_courier(Locale::En).await
}

/// The name of the file with this ending, as soon as it lies there.
async fn file_name(folder: &std::path::Path, ending: &str) -> Told<String> {
    nida_tests::window::until(&format!("a file .{ending}"), async || {
        let found = std::fs::read_dir(folder)?.flatten().find(|one| {
            let path = one.path();
            path.extension()
                .is_some_and(|extension| extension == ending)
        });
        Ok(found.map(|one| one.file_name().to_string_lossy().into_owned()))
    })
    .await
}

/// In Arabic.
#[tokio::test]
async fn a_call_is_carried_to_the_centre_in_arabic() -> Told {
    a_call_is_carried_to_the_centre(Locale::Ar).await
}

/// In English.
#[tokio::test]
async fn a_call_is_carried_to_the_centre_in_english() -> Told {
    a_call_is_carried_to_the_centre(Locale::En).await
}
