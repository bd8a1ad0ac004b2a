//! A saved call put right, taken out and brought back, as people do it at the window.

use i18n::{FluentArgs, Locale};
use nida_tests::station::{FIRST_LOGIN, FIRST_SECRET, Spoken, Station};
use nida_tests::window::Key;
use nida_tests::{Failure, Told};

/// Presses that lead to any control of a screen.
const TABS_MAX: usize = 60;

/// Tab, until the focus is on what bears these words.
async fn tab_to(station: &Station, words: &str) -> Told {
    for _ in 0..TABS_MAX {
        station.press(&[Key::Tab.into()]).await?;
        let focused = station
            .window
            .execute("return document.activeElement?.innerText ?? ''", vec![])
            .await?;
        let focused = focused.as_str().unwrap_or_default();
        if nida_tests::window::without_isolation(focused).contains(words) {
            return Ok(());
        }
    }
    Err(Failure::new(format!("no Tab leads to {words}")))
}

/// A query about diabetes is in the log.
async fn logged(station: &Station) -> Told {
    station.new_call().await?;
    station
        .take_down(Spoken {
            number: "99123456",
            type_code: "health_ed",
            subject: "diabetes",
            note: "سأل عن الإنسولين",
            ..Spoken::default()
        })
        .await?;
    station.save().await?;
    station.see_own_log_of(1).await
}

/// From the desk to the call in the own log and into its correction, by keys alone.
async fn correct_by_keys(station: &Station) -> Told {
    let subject = station.subject_label("health_ed", "diabetes")?;
    tab_to(station, &subject).await?;
    station.press(&[Key::Enter.into()]).await?;
    station.heading("desk-log-call-title").await?;
    tab_to(station, &station.word("correct-action")).await?;
    station.press(&[Key::Enter.into()]).await?;
    station.heading("correct-title").await?;
    station.focus_in("textbox", "desk-note").await
}

fn changed(station: &Station, count: u32) -> String {
    station.sentence("correct-saved", &FluentArgs::from_iter([("count", count)]))
}

async fn an_agent_corrects_their_own_call_and_takes_it_back(locale: Locale) -> Told {
    let station = Station::at_work(locale).await?;
    logged(&station).await?;
    correct_by_keys(&station).await?;
    station
        .window
        .picture(&format!("correction-{}", locale.code()))
        .await?;
    station.fill("desk-note", "سأل عن حفظ الإنسولين").await?;
    station.fill("common-caller", "منيرة").await?;
    station.window.resize((1024, 768)).await?;
    station
        .window
        .picture(&format!("correction-narrow-{}", locale.code()))
        .await?;
    station.window.resize((1366, 768)).await?;
    station
        .press(&[Key::Control.into(), Key::Enter.into()])
        .await?;
    station.heading("correct-saved-title").await?;
    station.window.see(&changed(&station, 2)).await?;
    station
        .window
        .picture(&format!("corrected-{}", locale.code()))
        .await?;
    let found = station.window.accessibility_findings().await?;
    assert!(found.is_empty(), "{found:?}");
    station.press(&[Key::Alt.into(), 'z']).await?;
    station
        .window
        .see_no_more(&station.word("correct-saved-title"))
        .await?;
    // As it was, and both steps in its history.
    station
        .window
        .click_with("button", &station.subject_label("health_ed", "diabetes")?)
        .await?;
    station.heading("desk-log-call-title").await?;
    station.window.see("سأل عن الإنسولين").await?;
    tab_to(&station, &station.word("correct-history")).await?;
    station.press(&[Key::Enter.into()]).await?;
    station
        .window
        .see(&station.word("correct-step-logged"))
        .await?;
    station.window.see("سأل عن حفظ الإنسولين").await?;
    station
        .window
        .picture(&format!("correction-history-{}", locale.code()))
        .await?;
    let found = station.window.accessibility_findings().await?;
    assert!(found.is_empty(), "{found:?}");
    station.close().await
}

/// In Arabic.
#[tokio::test]
async fn an_agent_corrects_their_own_call_and_takes_it_back_in_arabic() -> Told {
    an_agent_corrects_their_own_call_and_takes_it_back(Locale::Ar).await
}

/// In English.
#[tokio::test]
async fn an_agent_corrects_their_own_call_and_takes_it_back_in_english() -> Told {
    an_agent_corrects_their_own_call_and_takes_it_back(Locale::En).await
}

async fn a_supervisor_voids_a_call_and_brings_it_back(locale: Locale) -> Told {
    let station = Station::at_work(locale).await?;
    station.add_agent("salim", "سالم البلوشي", "739154").await?;
    station.sign_out().await?;
    station.sign_in("salim", "739154").await?;
    logged(&station).await?;
    station.sign_out().await?;

    station.sign_in(FIRST_LOGIN, FIRST_SECRET).await?;
    station.go_to("common-screen-shift").await?;
    let subject = station.subject_label("health_ed", "diabetes")?;
    station.window.click_with("cell", &subject).await?;
    station.click("correct-void").await?;
    station
        .window
        .see(&station.word("correct-void-why"))
        .await?;
    station
        .window
        .picture(&format!("void-{}", locale.code()))
        .await?;
    // The first reason of the list: a test call.
    station.press(&['1']).await?;
    station
        .window
        .see(&station.word("correct-voided-said"))
        .await?;
    // Away and back: found under the voided ones, with who and why.
    station.press(&[Key::Escape.into()]).await?;
    station.click("common-screen-desk").await?;
    station.go_to("common-screen-shift").await?;
    let arguments = FluentArgs::from_iter([("count", 1)]);
    let voided = station.sentence("correct-voided-show", &arguments);
    station.window.click("button", &voided).await?;
    station.window.click_with("cell", &subject).await?;
    station.window.see(&station.word("correct-voided")).await?;
    station
        .window
        .picture(&format!("voided-{}", locale.code()))
        .await?;
    let found = station.window.accessibility_findings().await?;
    assert!(found.is_empty(), "{found:?}");
    station.click("correct-restore").await?;
    station
        .window
        .see(&station.word("correct-restored-said"))
        .await?;
    station.press(&[Key::Escape.into()]).await?;
    station.click("shift-clear-filters").await?;
    station.window.click_with("cell", &subject).await?;
    station.window.see("سأل عن الإنسولين").await?;
    station.close().await
}

/// In Arabic.
#[tokio::test]
async fn a_supervisor_voids_a_call_and_brings_it_back_in_arabic() -> Told {
    a_supervisor_voids_a_call_and_brings_it_back(Locale::Ar).await
}

/// In English.
#[tokio::test]
async fn a_supervisor_voids_a_call_and_brings_it_back_in_english() -> Told {
    a_supervisor_voids_a_call_and_brings_it_back(Locale::En).await
}

/// A correction that was half typed when the power went must be there again as what it was: no new call.
#[tokio::test]
async fn a_correction_survives_a_kill() -> Told {
    let station = Station::at_work(Locale::Ar).await?;
    logged(&station).await?;
    correct_by_keys(&station).await?;
    station.fill("desk-note", "قبل انقطاع الكهرباء").await?;
    station.window.see(&station.word("desk-kept")).await?;
    let station = station.restart_after_kill().await?;
    station.open_data().await?;
    station.sign_in(FIRST_LOGIN, FIRST_SECRET).await?;
    station.window.see(&station.word("correct-tag")).await?;
    station.press(&[Key::Shift.into(), Key::F2.into()]).await?;
    station.heading("correct-title").await?;
    station
        .window
        .see_value("textbox", &station.word("desk-note"), "قبل انقطاع الكهرباء")
        .await?;
    station
        .press(&[Key::Control.into(), Key::Enter.into()])
        .await?;
    station.heading("correct-saved-title").await?;
    station.window.see(&changed(&station, 1)).await?;
    station.see_own_log_of(1).await?;
    station.close().await
}

/// While an agent is away from a half typed correction a supervisor corrects the same note: nothing is written
/// over in silence, both values are shown, and what only one of them changed needs no question.
async fn two_people_correct_the_same(locale: Locale) -> Told {
    let (theirs, mine) = ("سأل عن قلم الإنسولين", "سأل عن حفظ الإنسولين");
    let station = Station::at_work(locale).await?;
    station.add_agent("salim", "سالم البلوشي", "739154").await?;
    station.sign_out().await?;
    station.sign_in("salim", "739154").await?;
    logged(&station).await?;
    correct_by_keys(&station).await?;
    station.fill("desk-note", mine).await?;
    station.fill("common-caller", "منيرة").await?;
    station.window.see(&station.word("desk-kept")).await?;
    station.press(&[Key::Control.into(), 'l']).await?;
    station.window.see(&station.word("lock-ask")).await?;
    station.press(&['9']).await?;
    station.heading("lock-title").await?;

    station.fill("common-login", FIRST_LOGIN).await?;
    station.fill("common-secret", FIRST_SECRET).await?;
    station.click("signin-enter").await?;
    station.heading("desk-empty-title").await?;
    station.go_to("common-screen-shift").await?;
    let subject = station.subject_label("health_ed", "diabetes")?;
    station.window.click_with("cell", &subject).await?;
    station.click("correct-action").await?;
    station.heading("correct-title").await?;
    station.fill("desk-note", theirs).await?;
    station
        .press(&[Key::Control.into(), Key::Enter.into()])
        .await?;
    station.heading("correct-saved-title").await?;
    station.sign_out().await?;

    station.heading("signin-title").await?;
    station.fill("common-login", "salim").await?;
    station.fill("common-secret", "739154").await?;
    station.click("signin-enter").await?;
    // What was in front when the machine was locked is in front again.
    station.heading("correct-title").await?;
    station
        .press(&[Key::Control.into(), Key::Enter.into()])
        .await?;
    station.heading("correct-differs-title").await?;
    for value in [theirs, mine] {
        station.window.see(value).await?;
    }
    station
        .window
        .picture(&format!("correction-differs-{}", locale.code()))
        .await?;
    let found = station.window.accessibility_findings().await?;
    assert!(found.is_empty(), "{found:?}");
    station
        .window
        .click("radio", &station.word("correct-differs-theirs"))
        .await?;
    station
        .press(&[Key::Control.into(), Key::Enter.into()])
        .await?;
    station.heading("correct-saved-title").await?;
    station.window.see(&changed(&station, 1)).await?;
    station.window.click_with("button", &subject).await?;
    station.heading("desk-log-call-title").await?;
    station.window.see(theirs).await?;
    station.window.see("منيرة").await?;
    station.close().await
}

/// In Arabic.
#[tokio::test]
async fn two_people_correct_the_same_in_arabic() -> Told {
    two_people_correct_the_same(Locale::Ar).await
}

/// In English.
#[tokio::test]
async fn two_people_correct_the_same_in_english() -> Told {
    two_people_correct_the_same(Locale::En).await
}
