//! A machine and its centre: what was saved arrives, whatever the line does meanwhile.

use std::fs;
use std::path::Path;

use i18n::{FluentArgs, Locale};
use nida_tests::Told;
use nida_tests::centre::Centre;
use nida_tests::station::{FIRST_LOGIN, FIRST_SECRET, Spoken, Station};
use serde_json::Value;

const QUERY: Spoken<'static> = Spoken {
    number: "99123456",
    type_code: "health_ed",
    subject: "diabetes",
    facility: "",
    place: "",
    note: "تسأل عن الإنسولين في رمضان",
};

/// The whole way, from the key press to the centre.
async fn a_call_arrives_at_the_centre(locale: Locale) -> Told {
    let centre = Centre::start().await?;
    let station = Station::at_work(locale).await?;
    station.connect(&centre).await?;
    station.click("common-screen-desk").await?;
    station.new_call().await?;
    station.take_down(QUERY).await?;
    station.save().await?;
    let arrived = centre.see("call.logged", 1).await?;
    let holds = |value: &Value, text: &str| value.to_string().contains(text);
    assert!(
        arrived.iter().any(|(facts, _)| holds(facts, QUERY.subject)),
        "its facts: {arrived:?}"
    );
    assert!(
        arrived
            .iter()
            .any(|(_, personal)| holds(personal, QUERY.note)),
        "what was said: {arrived:?}"
    );
    station
        .window
        .see(&station.word("status-waiting-none"))
        .await?;
    station
        .window
        .picture(&format!("desk-sent-{}", locale.code()))
        .await?;
    station.close().await
}

/// In Arabic.
#[tokio::test]
async fn a_call_arrives_at_the_centre_in_arabic() -> Told {
    a_call_arrives_at_the_centre(Locale::Ar).await
}

/// In English.
#[tokio::test]
async fn a_call_arrives_at_the_centre_in_english() -> Told {
    a_call_arrives_at_the_centre(Locale::En).await
}

/// A dead line must be seen and not felt; nobody has to send anything again by hand.
#[tokio::test]
async fn calls_of_a_dead_line_arrive_when_the_centre_is_back() -> Told {
    let mut centre = Centre::start().await?;
    let station = Station::at_work(Locale::Ar).await?;
    station.connect(&centre).await?;
    station.click("common-screen-desk").await?;
    station
        .window
        .see(&station.word("status-waiting-none"))
        .await?;
    centre.switch_off().await;
    for _ in 0..2 {
        station.new_call().await?;
        station.take_down(QUERY).await?;
        station.save().await?;
    }
    station.see_own_log_of(2).await?;
    let waiting = station.sentence("status-waiting", &FluentArgs::from_iter([("count", 2)]));
    station.window.see(&waiting).await?;
    station
        .window
        .see(&station.word("status-link-unreachable"))
        .await?;
    station.window.picture("desk-unreachable-ar").await?;
    assert_eq!(
        centre.arrived("call.logged").await?.len(),
        0,
        "nothing has arrived yet"
    );
    centre.switch_on().await?;
    station.click("status-sync-now").await?;
    station
        .window
        .see(&station.word("status-waiting-none"))
        .await?;
    assert_eq!(
        centre.arrived("call.logged").await?.len(),
        2,
        "each call once"
    );
    station.close().await
}

/// A station's data were copied to another machine and both work on: the copy goes on by itself, nothing is lost or
/// doubled, and the settings say when and why.
async fn a_copied_station_is_told(locale: Locale) -> Told {
    let centre = Centre::start().await?;
    let station = Station::at_work(locale).await?;
    station.connect(&centre).await?;
    let data = station.close_for_a_while().await?;
    let image = tempfile::TempDir::new()?;
    copy_all(data.path(), image.path())?;

    // One call at the first, two at the copy: both write at the same places.
    for (data, calls, arrived) in [(data, 1, 1), (image, 2, 3)] {
        let station = Station::open_on(data, locale).await?;
        station.open_data().await?;
        station.sign_in(FIRST_LOGIN, FIRST_SECRET).await?;
        for _ in 0..calls {
            station.new_call().await?;
            station.take_down(QUERY).await?;
            station.save().await?;
        }
        centre.see("call.logged", arrived).await?;
        if arrived == 1 {
            station.close().await?;
            continue;
        }
        station.go_to("common-screen-settings").await?;
        station.heading("settings-centre-epochs").await?;
        for size in [(1366, 768), (1024, 768)] {
            station.window.resize(size).await?;
            let script = "Array.from(document.querySelectorAll('h3')).find((one) =>
                one.textContent.includes(arguments[0]))?.scrollIntoView({ block: 'center' })";
            let heading = station.word("settings-centre-epochs").into();
            station.window.execute(script, vec![heading]).await?;
            station
                .window
                .picture(&format!("settings-epochs-{}-{}", locale.code(), size.0))
                .await?;
        }
        let findings = station.window.accessibility_findings().await?;
        assert!(findings.is_empty(), "{findings:?}");
        station.close().await?;
    }
    assert_eq!(
        centre.arrived("call.logged").await?.len(),
        3,
        "all of both, once"
    );
    Ok(())
}

fn copy_all(from: &Path, to: &Path) -> Told {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let copy = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            fs::create_dir_all(&copy)?;
            copy_all(&entry.path(), &copy)?;
        } else {
            fs::copy(entry.path(), copy)?;
        }
    }
    Ok(())
}

/// In Arabic.
#[tokio::test]
async fn a_copied_station_is_told_in_arabic() -> Told {
    a_copied_station_is_told(Locale::Ar).await
}

/// In English.
#[tokio::test]
async fn a_copied_station_is_told_in_english() -> Told {
    a_copied_station_is_told(Locale::En).await
}

/// What is typed as an address may be anything: the field says what is wrong with it.
#[tokio::test]
async fn a_wrong_address_or_code_is_told_by_what_is_wrong() -> Told {
    let centre = Centre::start().await?;
    let station = Station::at_work(Locale::Ar).await?;
    station.go_to("common-screen-settings").await?;
    let used = centre.enrolment_code().await?;
    for (address, code, said) in [
        (
            "ftp://centre.example.om".to_owned(),
            used.as_str(),
            "errors-centre-address",
        ),
        (
            "http://198.51.100.7".to_owned(),
            &used,
            "errors-centre-plain-http",
        ),
        (
            "http://127.0.0.1:9".to_owned(),
            &used,
            "errors-centre-unreachable",
        ),
        (centre.address(), "ABCDE-FGHJK", "errors-enrolment-code"),
    ] {
        station.fill("settings-centre-address", &address).await?;
        station.fill("settings-centre-code", code).await?;
        station.click("settings-centre-connect").await?;
        station.window.see(&station.word(said)).await?;
    }
    station.close().await
}
