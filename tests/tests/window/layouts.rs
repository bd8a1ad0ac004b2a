//! The keyboard that agents really have: an Arabic layout, keys struck for real.

use i18n::Locale;
use nida_tests::Told;
use nida_tests::display::key_code;
use nida_tests::station::Station;

/// A shortcut that goes by the letter it writes is dead on an Arabic layout.
#[tokio::test]
async fn every_key_of_a_call_works_on_an_arabic_layout() -> Told {
    let station = Station::at_work(Locale::Ar).await?;
    let keyboard = station.window.display();
    keyboard.set_layout("ara")?;
    keyboard.press(&[key_code::F2])?;
    station.focus_in("textbox", "desk-number").await?;
    for digit in [9, 9, 1, 2, 3, 4, 5, 6] {
        keyboard.press(&[key_code::digit(digit)])?;
    }
    keyboard.press(&[key_code::ALT, key_code::digit(4)])?;
    station.focus_in("combobox", "desk-subject").await?;
    // On this layout these two keys write س and ك.
    keyboard.press(&[key_code::S])?;
    keyboard.press(&[key_code::SEMICOLON])?;
    let subject = station.subject_label("health_ed", "diabetes")?;
    station.window.see_selected_option(&subject).await?;
    keyboard.press(&[key_code::ENTER])?;
    keyboard.press(&[key_code::CONTROL, key_code::ENTER])?;
    station.heading("desk-saved-title").await?;
    station.see_own_log_of(1).await?;
    station.window.click_with("button", &subject).await?;
    station.window.see("9912 3456").await?;
    // Ctrl with the key of 7 goes to the shift's log, whatever digits the layout writes.
    keyboard.press(&[key_code::ESCAPE])?;
    keyboard.press(&[key_code::CONTROL, key_code::digit(7)])?;
    station
        .window
        .find_with("button", &station.word("common-screen-shift"))
        .await?;
    station.close().await
}
