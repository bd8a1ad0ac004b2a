//! The patient is chosen as the caller is, by the keyboard.

use i18n::Locale;
use nida_tests::Told;
use nida_tests::station::{Spoken, Station};
use nida_tests::window::Key;

const FATHER: &str = "سالم بن حمد الحارثي";
const DAUGHTER: &str = "مريم بنت سالم";

async fn begin(station: &Station, number: &str) -> Told {
    station.new_call().await?;
    station.fill("desk-number", number).await
}

async fn is_patient(station: &Station, name: &str) -> Told {
    let label = station.word("form-patient-name");
    station.window.see_value("combobox", &label, name).await
}

/// Alt+T, and down to the parent: the field for the name stands behind it.
async fn of_a_parent(station: &Station) -> Told {
    station.press(&[Key::Alt.into(), 't']).await?;
    station.focus_in("combobox", "form-relation").await?;
    station.press(&[Key::Down.into()]).await?;
    station
        .window
        .see_value("combobox", &station.word("form-relation"), "parent")
        .await?;
    station.press(&[Key::Tab.into()]).await?;
    station.focus_in("combobox", "form-patient-name").await
}

async fn in_language(locale: Locale) -> Told {
    let station = Station::at_work(locale).await?;
    begin(&station, "99123456").await?;
    station.fill("common-caller", FATHER).await?;
    of_a_parent(&station).await?;
    station.window.write(DAUGHTER).await?;
    station
        .window
        .see(&station.word("form-patient-new"))
        .await?;
    // Nobody was moved to: Enter chooses nobody and saves nothing.
    station.press(&[Key::Enter.into()]).await?;
    station
        .take_down(Spoken {
            type_code: "health_ed",
            subject: "vaccination",
            note: "سأل عن جرعة",
            ..Spoken::default()
        })
        .await?;
    station.save().await?;

    // The same number once more: who calls, then who is ill, each by key and digit.
    begin(&station, "99123456").await?;
    station.window.see(DAUGHTER).await?;
    station.press(&[Key::Alt.into(), 'p']).await?;
    station
        .window
        .see(&station.word("caller-which-person"))
        .await?;
    station.press(&['1']).await?;
    let chosen = "return document.querySelector('section.caller [aria-pressed=true] b').innerText";
    let caller = station.window.execute(chosen, vec![]).await?;
    let caller = nida_tests::window::without_isolation(caller.as_str().unwrap_or_default());
    let other = if caller.trim() == FATHER {
        DAUGHTER
    } else {
        FATHER
    };
    station.press(&[Key::Alt.into(), 't']).await?;
    station.focus_in("combobox", "form-relation").await?;
    station.press(&[Key::Alt.into(), 'p']).await?;
    station
        .window
        .see(&station.word("form-which-patient"))
        .await?;
    station.press(&['1']).await?;
    is_patient(&station, other).await?;
    station.focus_in("combobox", "form-relation").await?;
    station
        .window
        .picture(&format!("patient-chosen-{}", locale.code()))
        .await?;
    // In a window that holds the whole form: its scrolled edge cuts a button where it likes.
    station.window.resize((1366, 1_000)).await?;
    let findings = station.window.accessibility_findings().await?;
    assert!(findings.is_empty(), "{findings:?}");
    station.window.resize((1024, 690)).await?;
    station
        .window
        .picture(&format!("patient-chosen-narrow-{}", locale.code()))
        .await?;
    station.window.resize((1366, 690)).await?;
    station
        .take_down(Spoken {
            type_code: "health_ed",
            subject: "vaccination",
            note: "سأل مرة أخرى",
            ..Spoken::default()
        })
        .await?;
    // What they are to each other is asked for before it is saved.
    station
        .press(&[Key::Control.into(), Key::Enter.into()])
        .await?;
    station.focus_in("combobox", "form-relation").await?;
    station.press(&[Key::Down.into()]).await?;
    station.save().await?;

    // From another telephone she is found by her name.
    begin(&station, "92001100").await?;
    of_a_parent(&station).await?;
    station.window.write("مريم").await?;
    station.window.find_with("option", DAUGHTER).await?;
    station
        .window
        .picture(&format!("patient-found-{}", locale.code()))
        .await?;
    station.press(&[Key::Down.into()]).await?;
    station.press(&[Key::Enter.into()]).await?;
    is_patient(&station, DAUGHTER).await?;
    station
        .window
        .see(&station.word("form-patient-chosen"))
        .await?;
    station.close().await
}

/// The caller is the patient until somebody says otherwise; then it is said by key and digit, or by name.
#[tokio::test]
async fn the_patient_is_chosen_by_keys() -> Told {
    in_language(Locale::Ar).await?;
    in_language(Locale::En).await
}
