//! What a person asked to be erased, and what is older than it may be kept: seen before it goes, certified afterwards.

use std::fs;

use i18n::{FluentArgs, Locale};
use nida_tests::station::{FIRST_LOGIN, FIRST_SECRET, Spoken, Station};
use nida_tests::window::Key;
use nida_tests::{Failure, Told};

const NAME: &str = "شيخة بنت خلفان الريامي";
const NUMBER: &str = "97531864";
const FILE: &str = "2026/114";

async fn look(station: &Station, name: &str) -> Told {
    let name = format!("{name}-{}", station.locale().code());
    station.window.pictures(&name).await?;
    let findings = station.window.accessibility_findings().await?;
    assert!(findings.is_empty(), "{name}: {findings:?}");
    Ok(())
}

/// What a search of her name finds first; none where it finds nothing.
async fn search(station: &Station) -> Told {
    station.press(&[Key::Control.into(), 'k']).await?;
    station.focus_in("combobox", "palette-field").await?;
    station.window.write(NAME).await
}

/// Her call is a log line, and another one opened a case, which the law keeps.
async fn calls(station: &Station) -> Told<String> {
    station.new_call().await?;
    station.fill("common-caller", NAME).await?;
    let asked = Spoken {
        number: NUMBER,
        type_code: "health_ed",
        subject: "diabetes",
        ..Spoken::default()
    };
    station.take_down(asked).await?;
    station.save().await?;
    station.new_call().await?;
    let complaint = Spoken {
        number: "99123456",
        type_code: "complaint",
        subject: "med_shortage",
        facility: "khoula_hospital",
        note: "لم يتوفر دواء الصرع منذ أسبوعين.",
        ..Spoken::default()
    };
    station.take_down(complaint).await?;
    let reference = station.save().await?;
    reference.ok_or_else(|| Failure::new("a complaint opens no case"))
}

/// Puts the case under legal hold, and ends that behind its question.
async fn hold(station: &Station, reference: &str) -> Told {
    station.go_to("common-screen-cases").await?;
    station.click("cases-filter-open").await?;
    station.window.click_with("cell", reference).await?;
    station.heading("cases-page").await?;
    station.click("cases-hold-begin").await?;
    station.fill("cases-hold-file", FILE).await?;
    look(station, "case-hold").await?;
    station.press(&[Key::Enter.into()]).await?;
    station.window.see(&station.word("cases-held")).await?;
    station.window.see(FILE).await?;
    look(station, "case-held").await?;
    station.click("cases-hold-end").await?;
    let means = station.word("cases-hold-end-lead");
    station.window.see(&means).await?;
    look(station, "case-hold-end").await?;
    station.click("cases-hold-end-now").await?;
    let begin = station.word("cases-hold-begin");
    station.window.find("button", &begin).await?;
    Ok(())
}

async fn what_is_asked_for_is_erased(locale: Locale) -> Told {
    let station = Station::at_work(locale).await?;
    let reference = calls(&station).await?;
    hold(&station, &reference).await?;

    search(&station).await?;
    station.window.see_selected_option(NAME).await?;
    station.press(&[Key::Enter.into()]).await?;
    station.window.find("heading", NAME).await?;
    station.click("erasure-begin").await?;
    station.window.see(&station.word("erasure-takes")).await?;
    look(&station, "erasure").await?;
    station.fill("erasure-request", FILE).await?;
    station.fill("common-secret", "000000").await?;
    station.press(&[Key::Enter.into()]).await?;
    let left = FluentArgs::from_iter([("left", 4)]);
    let wrong = station.sentence("errors-wrong-secret", &left);
    station.window.see(&wrong).await?;
    station.fill("common-secret", FIRST_SECRET).await?;
    station.press(&[Key::Enter.into()]).await?;
    station.heading("erasure-certificate").await?;
    station.window.see(FILE).await?;
    look(&station, "erasure-certificate").await?;
    station.press(&[Key::Escape.into()]).await?;
    station.press(&[Key::Escape.into()]).await?;

    station.go_to("common-screen-settings").await?;
    station.heading("erasure-log").await?;
    station.click("erasure-log-show").await?;
    station.heading("erasure-certificate").await?;
    station.press(&[Key::Escape.into()]).await?;
    search(&station).await?;
    station.window.see(&station.word("palette-nothing")).await?;
    station.press(&[Key::Escape.into()]).await?;
    let rules = r#"{"keepMonths": {"complaint": 120, "*": 24}}"#;
    fs::write(station.data().join("policy.json"), rules)?;

    // What is due is looked for once somebody asks, and what is not old is not offered.
    let station = station.close_and_reopen().await?;
    station.open_data().await?;
    station.sign_in(FIRST_LOGIN, FIRST_SECRET).await?;
    station.go_to("common-screen-settings").await?;
    station.heading("retention-title").await?;
    station.click("retention-look").await?;
    station
        .window
        .see(&station.word("retention-nothing"))
        .await?;
    let script = "for (const heading of document.querySelectorAll('h2, h3'))
        if (heading.textContent.trim() === arguments[0]) heading.scrollIntoView();";
    let title = station.word("retention-title");
    station.window.execute(script, vec![title.into()]).await?;
    look(&station, "retention").await?;
    station.close().await
}

/// In Arabic.
#[tokio::test]
async fn what_is_asked_for_is_erased_in_arabic() -> Told {
    what_is_asked_for_is_erased(Locale::Ar).await
}

/// In English.
#[tokio::test]
async fn what_is_asked_for_is_erased_in_english() -> Told {
    what_is_asked_for_is_erased(Locale::En).await
}

/// Whoever checks reads the journal as it stands, opens an entry, and takes the chain out with their own secret.
#[tokio::test]
async fn the_journal_is_read_and_taken_out() -> Told {
    let station = Station::at_work(Locale::Ar).await?;
    calls(&station).await?;
    station.go_to("common-screen-settings").await?;
    station.click("history-open").await?;
    station.heading("history-title").await?;
    look(&station, "journal").await?;
    let open = "document.querySelector('main ol button').click()";
    station.window.execute(open, vec![]).await?;
    let facts = station.word("history-facts");
    station.window.find("heading", &facts).await?;
    look(&station, "journal-entry").await?;
    station.press(&[Key::Escape.into()]).await?;
    station.click("history-export").await?;
    station.heading("history-export-title").await?;
    look(&station, "chain-export").await?;
    station.close().await
}
