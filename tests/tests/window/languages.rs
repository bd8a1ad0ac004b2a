//! Two languages, one desk: the switch loses nothing and leaves nothing behind.

use i18n::Locale;
use nida_tests::Told;
use nida_tests::station::{Spoken, Station};
use nida_tests::window::Key;

/// An agent who changes the language while a caller speaks must not lose what was said.
#[tokio::test]
async fn the_language_changes_in_the_middle_of_a_draft() -> Told {
    let station = Station::at_work(Locale::Ar).await?;
    station.new_call().await?;
    let note = "تسأل عن لقاح الإنفلونزا، هاتفها +968 9912 3456";
    station
        .take_down(Spoken {
            number: "99123456",
            type_code: "health_ed",
            subject: "vaccination",
            note,
            ..Spoken::default()
        })
        .await?;
    let mut station = station;
    for (language, locale) in [
        ("English", Locale::En),
        ("العربية", Locale::Ar),
        ("English", Locale::En),
    ] {
        station.go_to("common-screen-settings").await?;
        station.window.click("button", language).await?;
        station = station.hear(locale).await?;
        station.press(&[Key::Control.into(), '1']).await?;
        station.heading("desk-call-title").await?;
    }
    for (field, kept) in [("desk-number", "99123456"), ("desk-note", note)] {
        station
            .window
            .see_value("textbox", &station.word(field), kept)
            .await?;
    }
    // The label speaks the new language.
    let label = station.subject_label("health_ed", "vaccination")?;
    station
        .window
        .see_value("combobox", &station.word("desk-subject"), &label)
        .await?;
    // What people typed stays Arabic, and so does what was said aloud before the switch.
    let script = "
        const page = document.body.cloneNode(true);
        for (const spoken of page.querySelectorAll('[role=status], [aria-live], [lang=ar]')) spoken.remove();
        return page.textContent;";
    let words = station.window.execute(script, vec![]).await?;
    let arabic = |text: &str| text.chars().any(|c| ('\u{0600}'..='\u{06ff}').contains(&c));
    let left: Vec<&str> = words
        .as_str()
        .unwrap_or_default()
        .split_whitespace()
        .filter(|word| arabic(word))
        .collect();
    assert_eq!(
        left,
        Vec::<&str>::new(),
        "no Arabic word of the screen is left behind"
    );
    assert_eq!(station.save().await?, None, "and it is saved as it stands");
    station.see_own_log_of(1).await?;
    station.close().await
}
