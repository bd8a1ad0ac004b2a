//! People at the machine: a forgotten PIN, people who go, and what a supervisor sees of pauses.

use i18n::{FluentArgs, Locale};
use nida_tests::Told;
use nida_tests::station::{FIRST_LOGIN, FIRST_SECRET, Station};
use nida_tests::window::Key;

const SALIM: &str = "salim";
const FORGOTTEN: &str = "730518";
const GIVEN: &str = "864209";
const OWN: &str = "975318";

async fn of(station: &Station, id: &str) -> Told<String> {
    let login = FluentArgs::from_iter([("login", SALIM)]);
    Ok(station.sentence(id, &login))
}

async fn see_it_is_accessible(station: &Station) -> Told {
    let findings = station.window.accessibility_findings().await?;
    assert!(findings.is_empty(), "{findings:?}");
    Ok(())
}

async fn pair(station: &Station, secret: &str) -> Told {
    station.fill("settings-secret-new", secret).await?;
    station.fill("settings-secret-again", secret).await
}

async fn a_colleague_helps(locale: Locale) -> Told {
    let station = Station::at_work(locale).await?;
    station
        .add_agent_with(SALIM, "سالم البوسعيدي", FORGOTTEN)
        .await?;
    let new_secret = of(&station, "settings-people-new-secret-of").await?;
    station.window.click("button", &new_secret).await?;
    station.fill("common-secret", GIVEN).await?;
    station
        .window
        .picture(&format!("secret-given-{}", locale.code()))
        .await?;
    see_it_is_accessible(&station).await?;
    station.click("settings-people-new-secret-give").await?;
    station
        .window
        .see_no_more(&station.word("settings-people-new-secret-lead"))
        .await?;
    station
        .window
        .picture(&format!("people-{}", locale.code()))
        .await?;
    see_it_is_accessible(&station).await?;
    station.sign_out().await?;

    station.fill("common-login", SALIM).await?;
    station.fill("common-secret", GIVEN).await?;
    station.click("signin-enter").await?;
    station
        .window
        .see(&station.word("signin-given-lead"))
        .await?;
    station.focus_in("textbox", "settings-secret-new").await?;
    station
        .window
        .picture(&format!("secret-renewed-{}", locale.code()))
        .await?;
    see_it_is_accessible(&station).await?;
    pair(&station, OWN).await?;
    station.press(&[Key::Enter.into()]).await?;
    station.heading("desk-empty-title").await?;
    station.sign_out().await?;

    // Whoever goes is not in the list any more, and comes back by the same button.
    station.sign_in(FIRST_LOGIN, FIRST_SECRET).await?;
    station.go_to("common-screen-settings").await?;
    let off = of(&station, "settings-people-deactivate-of").await?;
    let on = of(&station, "settings-people-activate-of").await?;
    station.window.click("button", &off).await?;
    station.window.find("button", &on).await?;
    station
        .window
        .picture(&format!("people-off-{}", locale.code()))
        .await?;
    station.press(&[Key::Alt.into(), 'z']).await?;
    station.window.find("button", &off).await?;
    station.sign_out().await?;
    station.sign_in(SALIM, OWN).await?;
    station.close().await
}

/// Somebody has forgotten their PIN: a colleague gives them one, and they choose another that only they know.
#[tokio::test]
async fn a_forgotten_pin_is_given_and_changed() -> Told {
    a_colleague_helps(Locale::Ar).await?;
    a_colleague_helps(Locale::En).await
}

async fn alone(locale: Locale) -> Told {
    let station = Station::unpacked(locale).await?;
    let code = station.set_up().await?;
    station.confirm_recovery_code(&code).await?;
    station.begin().await?;
    station.sign_out().await?;

    station.click("signin-forgotten").await?;
    station.heading("signin-forgotten").await?;
    station.fill("common-login", FIRST_LOGIN).await?;
    station
        .fill(
            "start-closed-code",
            "00000-00000-00000-00000-00000-00000-00000-00000",
        )
        .await?;
    pair(&station, OWN).await?;
    station.press(&[Key::Enter.into()]).await?;
    station.window.see("4").await?;
    station
        .window
        .picture(&format!("forgotten-{}", locale.code()))
        .await?;
    see_it_is_accessible(&station).await?;
    station.focus_in("textbox", "start-closed-code").await?;
    station
        .fill("start-closed-code", &code.to_lowercase())
        .await?;
    station.press(&[Key::Enter.into()]).await?;
    station
        .window
        .see(&station.word("signin-forgotten-done"))
        .await?;
    station.focus_in("textbox", "common-secret").await?;
    station.window.write(OWN).await?;
    station.press(&[Key::Enter.into()]).await?;
    station.heading("desk-empty-title").await?;
    station.close().await
}

/// The only administrator has forgotten theirs: the paper from the safe lets them in.
#[tokio::test]
async fn an_administrator_who_is_alone_comes_in_by_the_recovery_code() -> Told {
    alone(Locale::Ar).await?;
    alone(Locale::En).await
}

async fn a_pause(locale: Locale) -> Told {
    let station = Station::at_work(locale).await?;
    station.press(&[Key::Control.into(), 'l']).await?;
    station.window.see(&station.word("lock-ask")).await?;
    station.press(&['2']).await?;
    station.heading("lock-title").await?;
    station.fill("common-secret", FIRST_SECRET).await?;
    station.click("lock-open").await?;
    station.heading("desk-empty-title").await?;
    station.press(&[Key::Control.into(), '7']).await?;
    station.heading("common-screen-shift").await?;
    let one = FluentArgs::from_iter([("count", 1)]);
    let pauses = station.sentence("shift-pauses", &one);
    station.window.see(&pauses).await?;
    station
        .window
        .execute("document.querySelector('summary').focus()", vec![])
        .await?;
    station.press(&[Key::Enter.into()]).await?;
    station
        .window
        .see(&station.word("shift-pause-reason"))
        .await?;
    station
        .window
        .picture(&format!("pauses-{}", locale.code()))
        .await?;
    see_it_is_accessible(&station).await?;
    station.close().await
}

/// A supervisor sees who was away, why and how long.
#[tokio::test]
async fn the_pauses_of_the_shift_are_listed() -> Told {
    a_pause(Locale::Ar).await?;
    a_pause(Locale::En).await
}
