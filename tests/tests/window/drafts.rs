//! Half-typed calls: several at once, kept through whatever happens to the window.

use i18n::Locale;
use nida_tests::Told;
use nida_tests::station::{FIRST_LOGIN, FIRST_SECRET, Spoken, Station};
use nida_tests::window::Key;

/// A second caller rings while the first one looks for a paper: neither call may be lost.
#[tokio::test]
async fn two_calls_are_typed_side_by_side() -> Told {
    let station = Station::at_work(Locale::Ar).await?;
    station.new_call().await?;
    station
        .take_down(Spoken {
            number: "99110011",
            note: "الأولى تبحث عن رقم الملف",
            ..Spoken::default()
        })
        .await?;
    station.new_call().await?;
    station
        .take_down(Spoken {
            number: "99220022",
            type_code: "health_ed",
            subject: "diabetes",
            ..Spoken::default()
        })
        .await?;
    station.save().await?;
    station.press(&[Key::Shift.into(), Key::F2.into()]).await?;
    station
        .window
        .see_value(
            "textbox",
            &station.word("desk-note"),
            "الأولى تبحث عن رقم الملف",
        )
        .await?;
    station.close().await
}

/// What was typed before a power cut is there afterwards, in the form, not in a list of remains.
#[tokio::test]
async fn a_draft_survives_the_end_of_the_application() -> Told {
    let station = Station::at_work(Locale::Ar).await?;
    station.new_call().await?;
    station.fill("desk-number", "99334455").await?;
    station
        .fill("desk-note", "ابنها محموم منذ ثلاثة أيام")
        .await?;
    // Half a subject: nothing of the list is picked yet.
    let subject = station.word("desk-subject");
    station.window.click("combobox", &subject).await?;
    station.window.write("حم").await?;
    station.window.see(&station.word("desk-kept")).await?;
    let station = station.restart_after_kill().await?;
    station.open_data().await?;
    station.sign_in(FIRST_LOGIN, FIRST_SECRET).await?;
    station.press(&[Key::Shift.into(), Key::F2.into()]).await?;
    for (field, kept) in [
        ("desk-number", "99334455"),
        ("desk-note", "ابنها محموم منذ ثلاثة أيام"),
    ] {
        station
            .window
            .see_value("textbox", &station.word(field), kept)
            .await?;
    }
    let subject = station.window.find("combobox", &subject).await?;
    assert_eq!(
        subject.prop("value").await?.as_deref(),
        Some("حم"),
        "what was typed for the subject is kept too"
    );
    station.close().await
}

/// A draft that was put away by mistake comes back with one key.
#[tokio::test]
async fn a_discarded_draft_comes_back() -> Told {
    let station = Station::at_work(Locale::En).await?;
    station.new_call().await?;
    station
        .fill("desk-note", "Asks for the night pharmacy")
        .await?;
    station.click("desk-discard").await?;
    station
        .window
        .see(&station.word("desk-draft-discarded"))
        .await?;
    station.press(&[Key::Alt.into(), 'z']).await?;
    station
        .window
        .see_value(
            "textbox",
            &station.word("desk-note"),
            "Asks for the night pharmacy",
        )
        .await?;
    station.close().await
}
