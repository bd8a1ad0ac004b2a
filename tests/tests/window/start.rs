//! The first start, broken off and gone on with; what protects the machine, made anew.

use i18n::{FluentArgs, Locale};
use nida_tests::Told;
use nida_tests::station::{FIRST_LOGIN, FIRST_SECRET, PASSPHRASE, Station};

/// The window closes in the middle of setting up: language and name are there, no half of a store is,
/// and no code that was seen once opens anything.
#[tokio::test]
async fn a_first_start_that_was_broken_off_goes_on() -> Told {
    let station = Station::unpacked(Locale::En).await?;
    let code = station.set_up().await?;
    assert!(!station.data().join("nida.db").exists(), "no store yet");
    let station = station.restart_after_kill().await?;
    station.heading("start-station-title").await?;
    station
        .window
        .see_value(
            "textbox",
            &station.word("start-first-station"),
            "مركز الاتصال – مكتب ٣",
        )
        .await?;
    station.window.picture("first-start-resumed-en").await?;
    station.fill("start-first-passphrase", PASSPHRASE).await?;
    station
        .window
        .see(&station.word("start-strength-strong"))
        .await?;
    station
        .fill("start-first-passphrase-again", PASSPHRASE)
        .await?;
    station.click("start-next").await?;
    station.heading("start-recovery-title").await?;
    let shown = station.code_shown().await?;
    assert_ne!(shown, code, "a code is shown in one start alone");
    station.confirm_recovery_code(&shown).await?;
    // Back to the code and on again: what was typed is there.
    station.fill("common-login", FIRST_LOGIN).await?;
    station.click("start-back").await?;
    station.heading("start-recovery-title").await?;
    assert_eq!(station.code_shown().await?, shown);
    station.confirm_recovery_code(&shown).await?;
    station
        .window
        .see_value("textbox", &station.word("common-login"), FIRST_LOGIN)
        .await?;
    station.begin().await?;
    station.close().await
}

/// The paper with the code is lost and a PIN was seen over a shoulder: both are made anew, and what held
/// before opens nothing.
#[tokio::test]
async fn a_recovery_code_and_a_pin_are_made_anew() -> Told {
    let station = Station::unpacked(Locale::Ar).await?;
    let old = station.set_up().await?;
    station.confirm_recovery_code(&old).await?;
    station.begin().await?;
    station.go_to("common-screen-settings").await?;

    station.click("settings-code-new").await?;
    station.fill("common-secret", FIRST_SECRET).await?;
    station.click("settings-code-show").await?;
    station
        .window
        .see(&station.word("settings-code-shown"))
        .await?;
    let new = station.code_shown().await?;
    station.window.picture("new-code-ar").await?;
    station.click("start-next").await?;
    station.type_groups(&new).await?;
    let page = "return document.documentElement.outerHTML";
    let page = station.window.execute(page, vec![]).await?;
    let groups = new
        .split('-')
        .filter(|group| page.as_str().is_some_and(|page| page.contains(*group)));
    assert_eq!(groups.count(), 0, "it is asked of paper, not of the page");
    station.click("settings-code-confirm").await?;
    station
        .window
        .see_no_more(&station.word("start-recovery-back"))
        .await?;

    station.fill("settings-secret-old", FIRST_SECRET).await?;
    station.fill("settings-secret-new", "905731").await?;
    station.fill("settings-secret-again", "905731").await?;
    station.click("settings-secret-change").await?;
    station
        .window
        .see(&station.word("settings-secret-done"))
        .await?;
    station.window.picture("settings-secret-ar").await?;

    let station = station.restart_after_kill().await?;
    station.heading("start-closed-title").await?;
    station.click("start-closed-use-code").await?;
    station.fill("start-closed-code", &old).await?;
    station.click("start-closed-open").await?;
    let refused = station.word("errors-wrong-passphrase-last");
    station.window.see(refused.trim_end_matches('.')).await?;
    station.fill("start-closed-code", &new).await?;
    station.click("start-closed-open").await?;
    station.heading("signin-title").await?;
    station.fill("common-login", FIRST_LOGIN).await?;
    station.fill("common-secret", FIRST_SECRET).await?;
    station.click("signin-enter").await?;
    let left = FluentArgs::from_iter([("left", 4)]);
    let wrong = station.sentence("errors-wrong-secret", &left);
    station.window.see(&wrong).await?;
    station.sign_in(FIRST_LOGIN, "905731").await?;
    station.close().await
}
