//! A message is taken down where calls are: by the keyboard, one log a conversation and day, counted apart.

use domain::lists::{Lists, SenderLabel};
use i18n::Locale;
use nida_tests::station::{Spoken, Station};
use nida_tests::window::Key;
use nida_tests::{Failure, Told};

/// Presses of a message that is answered with what a card says, beside its text.
const MESSAGE_PRESSES: u32 = 6;
/// Presses of another message of the same conversation, beside its text.
const AGAIN_PRESSES: u32 = 5;

const NOTE: &str = "متى تبدأ حملة تطعيم الإنفلونزا؟";
const SECOND: &str = "وهل تشمل المقيمين؟";

fn sender(station: &Station, channel: &str) -> Told<String> {
    let found = Lists::embedded()?
        .channel(channel)
        .and_then(|channel| channel.sender.as_ref());
    let SenderLabel { ar, en } = found.ok_or_else(|| Failure::new("no sender"))?;
    Ok(match station.locale() {
        Locale::Ar => ar.clone(),
        Locale::En => en.clone(),
    })
}

fn channel_label(station: &Station, code: &str) -> Told<String> {
    let of = Lists::embedded()?.channel(code);
    let of = of.ok_or_else(|| Failure::new("no channel"))?;
    Ok(match station.locale() {
        Locale::Ar => of.ar.clone(),
        Locale::En => of.en.clone(),
    })
}

/// Alt+K and the digit of a direct message: the focus is in the account.
async fn begin_message(station: &Station) -> Told {
    station.press(&[Key::Alt.into(), 'k']).await?;
    station.window.see(&station.word("channel-choose")).await?;
    station.press(&['3']).await?;
    station
        .window
        .focus_on("textbox", &sender(station, "x_direct")?)
        .await
}

/// A mother asks twice by a direct message. The second one joins the log of the first, whoever types it,
/// and the shift counts one message beside its calls.
async fn an_x_message_is_taken_down(locale: Locale) -> Told {
    let station = Station::at_work(locale).await?;
    let code = locale.code();
    station.new_call().await?;
    station
        .take_down(Spoken {
            number: "99123456",
            type_code: "health_ed",
            subject: "diabetes",
            ..Spoken::default()
        })
        .await?;
    station.save().await?;

    let before = station.presses();
    begin_message(&station).await?;
    station.window.write("@Um_Salim").await?;
    station.choose_type("health_ed").await?;
    let subject = station.subject_label("health_ed", "vaccination")?;
    station.take_option(&subject).await?;
    station.window.write(NOTE).await?;
    station.press(&[Key::F9.into()]).await?;
    station
        .window
        .find("button", &station.word("channel-answered"))
        .await?;
    station
        .window
        .see_no_more(&station.word("desk-end"))
        .await?;
    station
        .window
        .picture(&format!("desk-message-{code}"))
        .await?;
    station
        .press(&[Key::Control.into(), Key::Enter.into()])
        .await?;
    station.heading("channel-saved-title").await?;
    let presses = station.presses() - before;
    println!("an X message: {presses} presses");
    assert!(
        presses <= MESSAGE_PRESSES,
        "{presses} presses for a message"
    );

    // The same conversation again, written by another hand: no second log.
    let before = station.presses();
    begin_message(&station).await?;
    station.window.write("um_salim").await?;
    station
        .window
        .see(&station.word("channel-logged-added"))
        .await?;
    station
        .window
        .see(&station.word("channel-conversation"))
        .await?;
    station.press(&[Key::Enter.into()]).await?;
    station.focus_in("textbox", "channel-note-message").await?;
    station.window.write(SECOND).await?;
    station.press(&[Key::F9.into()]).await?;
    station
        .window
        .picture(&format!("desk-message-again-{code}"))
        .await?;
    station
        .press(&[Key::Control.into(), Key::Enter.into()])
        .await?;
    station.heading("channel-added-title").await?;
    let presses = station.presses() - before;
    println!("the second message: {presses} presses");
    assert!(presses <= AGAIN_PRESSES, "{presses} presses to add one");
    station
        .window
        .picture(&format!("desk-message-added-{code}"))
        .await?;

    // One row of the log says both, each with its time and who wrote it.
    let channel = channel_label(&station, "x_direct")?;
    let row = station.window.text_with("button", &subject).await?;
    assert!(row.contains(&channel), "the channel in words: {row}");
    station.window.click_with("button", &subject).await?;
    for text in [NOTE, SECOND, "@Um_Salim"] {
        station.window.see(text).await?;
    }
    station
        .window
        .see_no_more(&station.word("common-call-end-unknown"))
        .await?;
    station
        .window
        .picture(&format!("log-message-{code}"))
        .await?;
    station.press(&[Key::Escape.into()]).await?;

    station.go_to("common-screen-shift").await?;
    let counted = async |label: &str, count: &str| {
        let label = station.word(label);
        station
            .window
            .until(&format!("{label}: {count}"), async || {
                let script = "return Array.from(document.querySelectorAll('dl div'), (one) =>
                    [one.querySelector('dt').innerText, one.querySelector('dd').innerText])";
                let figures = station.window.execute(script, vec![]).await?;
                let figures: Vec<(String, String)> = serde_json::from_value(figures)?;
                let expected = (label.clone(), count.to_owned());
                Ok(figures.contains(&expected).then_some(()))
            })
            .await
    };
    counted("shift-figure-received", "1").await?;
    counted("shift-figure-messages", "1").await?;
    station.window.see(&channel).await?;
    station
        .window
        .picture(&format!("shift-message-{code}"))
        .await?;
    let findings = station.window.accessibility_findings().await?;
    assert!(findings.is_empty(), "{findings:?}");
    station.close().await
}

/// In Arabic.
#[tokio::test]
async fn an_x_message_is_taken_down_in_arabic() -> Told {
    an_x_message_is_taken_down(Locale::Ar).await
}

/// In English.
#[tokio::test]
async fn an_x_message_is_taken_down_in_english() -> Told {
    an_x_message_is_taken_down(Locale::En).await
}

/// What looked like a call was a letter: nothing typed is lost, and the channels beyond the ninth are two
/// digits away.
#[tokio::test]
async fn a_call_that_is_a_letter_after_all_keeps_what_was_typed() -> Told {
    let station = Station::at_work(Locale::En).await?;
    station.new_call().await?;
    station.window.write("24601234").await?;
    station
        .fill("desk-note", "Reply to the ministry’s circular")
        .await?;
    station.press(&[Key::Alt.into(), 'k']).await?;
    station.press(&['9']).await?;
    station.press(&['1']).await?;
    let sender = sender(&station, "letter")?;
    station.window.focus_on("textbox", &sender).await?;
    station
        .window
        .write("Ministry of Social Development")
        .await?;
    for (field, text) in [
        ("desk-number", "24601234"),
        ("channel-note-letter", "Reply to the ministry’s circular"),
    ] {
        station
            .window
            .see_value("textbox", &station.word(field), text)
            .await?;
    }
    station
        .fill("channel-letter-reference", "MOSD/4471")
        .await?;
    station.window.picture("desk-letter-en").await?;
    station.window.resize((1024, 690)).await?;
    station.window.picture("desk-letter-narrow-en").await?;
    let findings = station.window.accessibility_findings().await?;
    assert!(findings.is_empty(), "{findings:?}");
    station.close().await
}
