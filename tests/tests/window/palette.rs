//! Ctrl+K: what the site holds is found by what somebody remembers of it, and opened.

use i18n::Locale;
use nida_tests::station::{Spoken, Station};
use nida_tests::window::Key;
use nida_tests::{Failure, Told};

const NUMBER: &str = "99123456";
const CALLER: &str = "سالم بن حمد الحارثي";
/// Ctrl+K and Enter, beside what is typed.
const SEARCH_PRESSES: u32 = 2;

/// A complaint of somebody with a name, saved; gives the reference of its case.
async fn complaint(station: &Station) -> Told<String> {
    station.new_call().await?;
    station.fill("common-caller", CALLER).await?;
    station
        .take_down(Spoken {
            number: NUMBER,
            type_code: "complaint",
            subject: "med_shortage",
            facility: "khoula_hospital",
            place: "",
            note: "لم يتوفر دواء الصرع منذ أسبوعين.",
        })
        .await?;
    let reference = station.save().await?;
    reference.ok_or_else(|| Failure::new("a complaint opens no case"))
}

/// Opens the palette, types and takes what comes first once it is there.
async fn find(station: &Station, typed: &str, first: &str) -> Told {
    let before = station.presses();
    station.press(&[Key::Control.into(), 'k']).await?;
    station.focus_in("combobox", "palette-field").await?;
    station.window.write(typed).await?;
    station.window.see_selected_option(first).await?;
    station.press(&[Key::Enter.into()]).await?;
    let presses = station.presses() - before;
    assert!(presses <= SEARCH_PRESSES, "{presses} presses to find");
    Ok(())
}

async fn what_is_remembered_is_found(locale: Locale) -> Told {
    let station = Station::at_work(locale).await?;
    let reference = complaint(&station).await?;
    let subject = station.subject_label("complaint", "med_shortage")?;
    let call = format!("{} · {subject}", station.type_label("complaint")?);

    // Three digits from the middle of the number: its case and its call, each under its heading.
    station.press(&[Key::Control.into(), 'k']).await?;
    station.focus_in("combobox", "palette-field").await?;
    station.window.write("234").await?;
    station.window.see_selected_option(&call).await?;
    let groups = station.window.names_of("group").await?;
    for id in ["palette-cases", "palette-people", "palette-calls"] {
        let title = station.word(id);
        assert!(
            groups.iter().any(|group| group.starts_with(&title)),
            "{title} among {groups:?}"
        );
    }
    station
        .window
        .picture(&format!("palette-{}", locale.code()))
        .await?;
    station.press(&[Key::End.into()]).await?;
    station.press(&[Key::Enter.into()]).await?;
    station.heading("palette-call").await?;
    station
        .window
        .see("لم يتوفر دواء الصرع منذ أسبوعين.")
        .await?;
    station.press(&[Key::Escape.into()]).await?;
    station.heading("desk-saved-case-title").await?;

    // The beginning of a name, written without its hamza: the person, and from there their case.
    find(&station, "سالم الحار", CALLER).await?;
    station.window.find("heading", CALLER).await?;
    station.window.see("9912 3456").await?;
    station
        .window
        .picture(&format!("person-{}", locale.code()))
        .await?;
    station.press(&[Key::Tab.into()]).await?;
    station.press(&[Key::Enter.into()]).await?;
    station.heading("cases-page").await?;
    station.window.see(&reference).await?;
    station.press(&[Key::Control.into(), '1']).await?;

    // A case by the digits that the caller reads out.
    let digits: String = reference.chars().filter(char::is_ascii_digit).collect();
    find(&station, &digits, &call).await?;
    station.heading("cases-page").await?;
    station.close().await
}

/// A caller says part of a number or of a name; whoever listens types just that.
#[tokio::test]
async fn what_is_remembered_is_found_in_arabic() -> Told {
    what_is_remembered_is_found(Locale::Ar).await
}

/// The same for who works in English.
#[tokio::test]
async fn what_is_remembered_is_found_in_english() -> Told {
    what_is_remembered_is_found(Locale::En).await
}

/// A card that is looked for by its title opens to be read; an action is done; nothing is said to be there
/// that is not.
#[tokio::test]
async fn cards_and_actions_are_found_beside_records() -> Told {
    let station = Station::at_work(Locale::Ar).await?;
    station.press(&[Key::Control.into(), 'k']).await?;
    station.focus_in("combobox", "palette-field").await?;
    station.window.write("هبوط السكر").await?;
    let title = "هبوط السكر: ماذا نفعل الآن";
    station.window.see_selected_option(title).await?;
    station.press(&[Key::Enter.into()]).await?;
    station.heading("cards-title").await?;
    station.window.find("heading", title).await?;
    station.press(&[Key::Escape.into()]).await?;
    station.heading("desk-empty-title").await?;

    station.press(&[Key::Control.into(), 'k']).await?;
    station.focus_in("combobox", "palette-field").await?;
    station.window.write("ظظظ").await?;
    station.window.see(&station.word("palette-nothing")).await?;
    station.press(&[Key::Escape.into()]).await?;

    let new_call = station.word("keys-call-begin");
    find(&station, "مكالمة جديدة", &new_call).await?;
    station.focus_in("textbox", "desk-number").await?;
    station.close().await
}
