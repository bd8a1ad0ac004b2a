//! The keyboard that agents really have: an Arabic layout, keys struck for real.

use i18n::Locale;
use nida_tests::Told;
use nida_tests::display::{Display, key_code};
use nida_tests::station::{Spoken, Station};

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

/// What the keys of S and K write, on the one layout and on the other.
const LATIN: &str = "sk";
const ARABIC: &str = "سن";

fn write_s_and_k(keyboard: &Display) -> Told {
    keyboard.press(&[key_code::S])?;
    keyboard.press(&[key_code::K])
}

/// A call with something to save, the focus in its note.
async fn a_query(station: &Station) -> Told {
    station.new_call().await?;
    let (type_code, subject) = ("health_ed", "diabetes");
    station
        .take_down(Spoken {
            type_code,
            subject,
            ..Spoken::default()
        })
        .await?;
    station.focus_in("textbox", "desk-note").await
}

/// The layouts are switched by two keys that a shortcut may hold as well: the letters go on where they were,
/// nothing is done by the switch, and the call can still be saved either way.
async fn the_layout_is_switched_by(option: &str, switch: [u8; 2]) -> Told {
    let station = Station::at_work(Locale::Ar).await?;
    let keyboard = station.window.display();
    let note = station.word("desk-note");
    keyboard.set_layouts_switched_by(option)?;
    a_query(&station).await?;
    let mut expected = String::new();
    // There and back, the second time with the keys in the other order.
    let [first, second] = switch;
    for (held, written) in [
        (None, LATIN),
        (Some([first, second]), ARABIC),
        (Some([second, first]), LATIN),
    ] {
        if let Some(keys) = held {
            keyboard.press(&keys)?;
        }
        write_s_and_k(keyboard)?;
        expected.push_str(written);
        station
            .window
            .see_value("textbox", &note, &expected)
            .await?;
    }
    keyboard.press(&switch)?;
    let heading = station.word("desk-call-title");
    assert!(
        station.window.shows("heading", &heading).await?,
        "the same call is open"
    );
    assert!(
        station.window.names_of("dialog").await?.is_empty(),
        "the switch has opened nothing"
    );
    assert!(
        !station
            .window
            .text()
            .await?
            .contains(&station.word("desk-saved-title")),
        "nor has it saved anything"
    );

    // In the Arabic layout now: a key of each kind of chord, and saving the other way by both Enter keys.
    keyboard.press(&[key_code::ALT, key_code::digit(5)])?;
    station.focus_in("combobox", "desk-subject").await?;
    keyboard.press(&[key_code::ALT, key_code::digit(4)])?;
    station
        .take_option(&station.subject_label("health_ed", "diabetes")?)
        .await?;
    keyboard.press(&[key_code::CONTROL, key_code::K])?;
    station.focus_in("combobox", "palette-field").await?;
    keyboard.press(&[key_code::ESCAPE])?;
    station.focus_in("textbox", "desk-note").await?;
    station
        .window
        .see_value("textbox", &note, &expected)
        .await?;
    for (saved, enter) in (1..).zip([key_code::ENTER, key_code::KEYPAD_ENTER]) {
        keyboard.press(&[key_code::ALT, enter])?;
        station.heading("desk-saved-case-title").await?;
        station.see_own_log_of(saved).await?;
        a_query(&station).await?;
    }
    keyboard.press(&[key_code::CONTROL, key_code::KEYPAD_ENTER])?;
    station.heading("desk-saved-title").await?;
    station.see_own_log_of(3).await?;
    station.close().await
}

/// The usual switch of Windows in the Gulf.
#[tokio::test]
async fn alt_and_shift_switch_the_layout_in_the_middle_of_a_note() -> Told {
    the_layout_is_switched_by("grp:alt_shift_toggle", [key_code::ALT, key_code::SHIFT]).await
}

/// The other one: Ctrl+Shift+Enter is dead there, and Alt+Enter is why nobody needs it.
#[tokio::test]
async fn ctrl_and_shift_switch_the_layout_in_the_middle_of_a_note() -> Told {
    the_layout_is_switched_by(
        "grp:ctrl_shift_toggle",
        [key_code::CONTROL, key_code::SHIFT],
    )
    .await
}

/// Where Ctrl+Shift switches the layout, the system takes Shift away and the page is told of Ctrl+Enter. Whoever
/// meant to save the other way would have saved by the rule without a word.
#[tokio::test]
async fn ctrl_shift_enter_never_saves_by_the_rule() -> Told {
    let station = Station::at_work(Locale::Ar).await?;
    let keyboard = station.window.display();
    keyboard.set_layouts_switched_by("grp:ctrl_shift_toggle")?;
    for keys in [
        [key_code::CONTROL, key_code::SHIFT, key_code::ENTER],
        [key_code::SHIFT, key_code::CONTROL, key_code::ENTER],
    ] {
        a_query(&station).await?;
        keyboard.press(&keys)?;
        station.heading("desk-saved-case-title").await?;
    }
    station.close().await
}

/// Digits come from both rows, in the digits of the layout, and a number is a number in all of them; Alt with
/// the number pad is for writing characters and does nothing.
#[tokio::test]
async fn both_rows_of_digits_write_a_number() -> Told {
    let station = Station::at_work(Locale::Ar).await?;
    let keyboard = station.window.display();
    for layout in ["ara", "ara(digits)"] {
        keyboard.set_layout(layout)?;
        station.new_call().await?;
        for digit in [9, 9, 1, 2] {
            keyboard.press(&[key_code::digit(digit)])?;
        }
        keyboard.press(&[key_code::NUM_LOCK])?;
        for digit in [3, 4, 5, 6] {
            keyboard.press(&[key_code::keypad(digit)])?;
        }
        keyboard.press(&[key_code::ALT, key_code::keypad(4)])?;
        keyboard.press(&[key_code::NUM_LOCK])?;
        // The card knows the number, whatever it is written in.
        station.window.see("9912 3456").await?;
        station.focus_in("textbox", "desk-number").await?;
        keyboard.press(&[key_code::ALT, key_code::digit(4)])?;
        station.focus_in("combobox", "desk-subject").await?;
    }
    station.close().await
}

/// What a webview does with these keys by itself would throw a call away, or show an agent what nobody has
/// explained to them.
#[tokio::test]
async fn the_webviews_own_keys_do_nothing_of_their_own() -> Told {
    let station = Station::at_work(Locale::Ar).await?;
    let keyboard = station.window.display();
    keyboard.set_layout("ara")?;
    let note = station.word("desk-note");
    station.new_call().await?;
    station.window.click("textbox", &note).await?;
    let mark = "window.theSamePage = true; window.printed = 0; window.print = () => { window.printed += 1 }";
    station.window.execute(mark, vec![]).await?;
    let windows = keyboard.windows()?;
    let mut expected = String::new();
    for (held, code) in [
        (vec![], "F5"),
        (vec![key_code::CONTROL], "F5"),
        (vec![key_code::SHIFT], "F5"),
        (vec![], "F7"),
        (vec![], "F12"),
        (vec![key_code::CONTROL], "KeyR"),
        (vec![key_code::CONTROL, key_code::SHIFT], "KeyR"),
        (vec![key_code::CONTROL, key_code::SHIFT], "KeyI"),
        (vec![key_code::ALT], "ArrowLeft"),
        (vec![key_code::ALT], "ArrowRight"),
        (vec![key_code::ALT], "ArrowUp"),
        (vec![key_code::ALT], "ArrowDown"),
        (vec![key_code::CONTROL], "KeyP"),
    ] {
        let mut keys = held;
        keys.extend(key_code::of(code));
        keyboard.press(&keys)?;
        // The next letter comes behind whatever the key did.
        keyboard.press(&[key_code::S])?;
        expected.push('س');
        station
            .window
            .see_value("textbox", &note, &expected)
            .await?;
        let page = "return [window.theSamePage === true, window.printed]";
        let page = station.window.execute(page, vec![]).await?;
        assert_eq!(
            page,
            serde_json::json!([true, 0]),
            "after {code} ({keys:?})"
        );
        assert_eq!(keyboard.windows()?, windows, "{code} opens no window");
    }
    // Ctrl+S answers that the draft is kept.
    keyboard.press(&[key_code::CONTROL, key_code::S])?;
    station.hear_said(&station.word("desk-kept")).await?;
    // Ctrl+P prints where there is something to print.
    keyboard.press(&[key_code::CONTROL, key_code::digit(7)])?;
    station.heading("common-screen-shift").await?;
    keyboard.press(&[key_code::CONTROL, 33])?;
    station
        .window
        .until("the shift's log on paper", async || {
            let printed = station
                .window
                .execute("return window.printed", vec![])
                .await?;
            Ok((printed.as_u64() == Some(1)).then_some(()))
        })
        .await?;
    station.close().await
}
