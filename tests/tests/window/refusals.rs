//! What the screens say to what cannot be taken: at the field, in the person's language, nothing lost.

use i18n::Locale;
use nida_tests::Told;
use nida_tests::station::{PASSPHRASE, Spoken, Station};
use nida_tests::window::Key;

/// A complaint without a place helps nobody: the form says what it needs and keeps what it has.
async fn a_complaint_says_what_it_needs(locale: Locale) -> Told {
    let station = Station::at_work(locale).await?;
    station.new_call().await?;
    station
        .take_down(Spoken {
            number: "12ab",
            type_code: "complaint",
            subject: "appt_delay",
            ..Spoken::default()
        })
        .await?;
    station
        .press(&[Key::Control.into(), Key::Enter.into()])
        .await?;
    station.focus_in("combobox", "desk-facility").await?;
    let facility = station
        .window
        .find("combobox", &station.word("desk-facility"))
        .await?;
    assert_eq!(
        facility.attr("aria-invalid").await?.as_deref(),
        Some("true"),
        "the field says so"
    );
    station
        .window
        .see(&station.word("errors-rule-required"))
        .await?;
    station
        .window
        .picture(&format!("desk-needed-{}", locale.code()))
        .await?;
    // An unreadable number is kept as it was typed.
    station
        .window
        .see_value("textbox", &station.word("desk-number"), "12ab")
        .await?;
    station
        .take_option(&station.facility_label("royal_hospital")?)
        .await?;
    station.fill("desk-note", "سبعة أشهر").await?;
    assert!(
        station.save().await?.is_some(),
        "with its facility and note it is taken"
    );
    station.close().await
}

/// In Arabic.
#[tokio::test]
async fn a_complaint_says_what_it_needs_in_arabic() -> Told {
    a_complaint_says_what_it_needs(Locale::Ar).await
}

/// In English.
#[tokio::test]
async fn a_complaint_says_what_it_needs_in_english() -> Told {
    a_complaint_says_what_it_needs(Locale::En).await
}

/// A station whose passphrase nobody typed twice, or whose first person has a PIN of one digit, must
/// not come to be.
#[tokio::test]
async fn a_first_start_says_what_it_needs() -> Told {
    let station = Station::unpacked(Locale::Ar).await?;
    station.click("start-next").await?;
    station.fill("start-first-station", "مركز الاتصال").await?;
    station.fill("start-first-passphrase", PASSPHRASE).await?;
    station
        .fill("start-first-passphrase-again", "شيء آخر تمامًا")
        .await?;
    station.click("start-next").await?;
    station
        .focus_in("textbox", "start-first-passphrase-again")
        .await?;
    station
        .fill("start-first-passphrase-again", PASSPHRASE)
        .await?;
    station.click("start-next").await?;
    station.heading("start-recovery-title").await?;
    let code = station.code_shown().await?;
    station.click("start-next").await?;
    station
        .window
        .see(&station.word("start-recovery-back"))
        .await?;
    // Nobody has written the code down yet: back to it.
    station.click("start-next").await?;
    station
        .window
        .see(&station.word("errors-rule-required"))
        .await?;
    station.click("start-back").await?;
    station
        .window
        .see_no_more(&station.word("start-recovery-back"))
        .await?;
    station.confirm_recovery_code(&code).await?;
    station.fill("common-name-ar", "أمل").await?;
    station.fill("common-login", "amal").await?;
    station.fill("common-secret", "1").await?;
    station.click("start-first-make").await?;
    station.focus_in("textbox", "common-secret").await?;
    let mut made: Vec<_> = std::fs::read_dir(station.data())?
        .flatten()
        .map(|entry| entry.file_name())
        .collect();
    made.sort();
    assert_eq!(
        made,
        ["logs", "station.json"],
        "no store is made of a form that was refused"
    );
    station.close().await
}

/// Whoever tries another's PIN learns only how many tries are left.
#[tokio::test]
async fn a_wrong_pin_is_told_without_saying_what_is_wrong() -> Told {
    let station = Station::at_work(Locale::Ar).await?;
    station.sign_out().await?;
    for login in ["amal", "nobody"] {
        station.fill("common-login", login).await?;
        station.fill("common-secret", "000000").await?;
        station.click("signin-enter").await?;
        let said = station.word("errors-wrong-secret-last");
        let beginning = said.trim_end_matches('.');
        station.window.see(beginning).await?;
    }
    station.close().await
}
