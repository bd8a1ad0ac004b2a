//! The answer cards while a caller speaks: found, read out, kept on the call; or noted that there is none.

use domain::card::{Card, CardQuestion, Cards};
use domain::local_day::LocalDay;
use i18n::{FluentArgs, Locale};
use nida_tests::station::{Spoken, Station};
use nida_tests::window::Key;
use nida_tests::{Failure, Told};

const NUMBER: &str = "99123456";
/// F2, F3, two letters, Enter, Ctrl+Enter.
const CARD_PRESSES: u32 = 6;

/// The card that these words find first on a day on which every sample may be told.
fn first_for(words: &str) -> Told<&'static Card> {
    let question = CardQuestion {
        words,
        ..CardQuestion::default()
    };
    let day: LocalDay = "2026-11-22".parse()?;
    let found = Cards::embedded()?.search(&question, day);
    let first = found.first().copied();
    first.ok_or_else(|| Failure::new(format!("no card for {words}")))
}

fn title(card: &Card, locale: Locale) -> &str {
    match locale {
        Locale::Ar => &card.ar.title,
        Locale::En => &card.en.title,
    }
}

/// F3, and the words into its field; waits until the first card found is there to be read.
async fn find(station: &Station, words: &str) -> Told<&'static Card> {
    station.press(&[Key::F3.into()]).await?;
    station.focus_in("combobox", "cards-words").await?;
    for letter in words.chars() {
        station.press(&[letter]).await?;
    }
    station.window.see_answered().await?;
    let card = first_for(words)?;
    let title = title(card, station.locale());
    station.window.see_selected_option(title).await?;
    station.window.find("heading", title).await?;
    Ok(card)
}

fn told_said(station: &Station, card: &Card) -> String {
    let title = title(card, station.locale());
    station.sentence(
        "cards-told-said",
        &FluentArgs::from_iter([("title", title)]),
    )
}

async fn a_query_with_a_card(locale: Locale, letters: &str) -> Told {
    let station = Station::at_work(locale).await?;
    let before = station.presses();
    station.new_call().await?;
    station.window.write(NUMBER).await?;
    let card = find(&station, letters).await?;
    for flag in match locale {
        Locale::Ar => &card.ar.red_flags,
        Locale::En => &card.en.red_flags,
    } {
        station.window.see(flag).await?;
    }
    station
        .window
        .picture(&format!("answers-{}", locale.code()))
        .await?;
    station.press(&[Key::Enter.into()]).await?;
    station.focus_in("textbox", "desk-note").await?;
    assert_eq!(station.save().await?, None, "a query opens no case");
    let presses = station.presses() - before;
    assert!(
        presses <= CARD_PRESSES,
        "{presses} presses for a query with a card"
    );
    // Whoever looks at the call later sees what was told, and in which version.
    let subject = station.subject_label(&card.type_code, &card.sub_category)?;
    station.see_own_log_of(1).await?;
    station.window.click_with("button", &subject).await?;
    station.heading("desk-log-call-title").await?;
    station.window.see(title(card, locale)).await?;
    let version = card.version.to_string();
    let version = FluentArgs::from_iter([("version", version.as_str())]);
    station
        .window
        .see(&station.sentence("cards-version", &version))
        .await?;
    station.close().await
}

/// The promise: six presses from a ringing phone to an answer that was read out, logged with its version.
#[tokio::test]
async fn a_query_with_a_card_takes_six_presses_in_arabic() -> Told {
    a_query_with_a_card(Locale::Ar, "سك").await
}

/// The same for who works in English.
#[tokio::test]
async fn a_query_with_a_card_takes_six_presses_in_english() -> Told {
    a_query_with_a_card(Locale::En, "su").await
}

/// What no card answers reaches the educators by one key, and the call is where it was.
#[tokio::test]
async fn that_no_card_answers_is_noted_by_one_key() -> Told {
    let station = Station::at_work(Locale::Ar).await?;
    station.new_call().await?;
    station.window.write(NUMBER).await?;
    station.press(&[Key::F3.into()]).await?;
    station.focus_in("combobox", "cards-words").await?;
    station.press(&[Key::F3.into()]).await?;
    station
        .window
        .see(&station.word("cards-none-words"))
        .await?;
    station.window.write("هل الحلبة ترفع الهيموجلوبين").await?;
    station.window.see(&station.word("cards-nothing")).await?;
    let before = station.presses();
    station.press(&[Key::F3.into()]).await?;
    station
        .window
        .see(&station.word("cards-none-noted"))
        .await?;
    assert_eq!(station.presses() - before, 1);
    station.window.picture("answers-none-ar").await?;
    station.press(&[Key::Escape.into()]).await?;
    station
        .window
        .see_no_more(&station.word("cards-none-noted"))
        .await?;
    station.focus_in("textbox", "desk-number").await?;
    let number = station.word("desk-number");
    station.window.see_value("textbox", &number, NUMBER).await?;
    station.close().await
}

/// Somebody asks at the desk before any call: the card is read in both languages, and telling it begins a
/// call that has it.
#[tokio::test]
async fn telling_a_card_without_a_call_begins_one() -> Told {
    let station = Station::at_work(Locale::Ar).await?;
    let card = find(&station, "سك").await?;
    station.press(&[Key::Alt.into(), 'l']).await?;
    station.window.find("heading", &card.en.title).await?;
    for paragraph in &card.en.answer {
        station.window.see(paragraph).await?;
    }
    station.press(&[Key::Alt.into(), 'l']).await?;
    station.window.find("heading", &card.ar.title).await?;
    station.press(&[Key::Enter.into()]).await?;
    station.heading("desk-call-title").await?;
    station.focus_in("textbox", "desk-number").await?;
    let subject = station.subject_label(&card.type_code, &card.sub_category)?;
    let field = station.word("desk-subject");
    station
        .window
        .see_value("combobox", &field, &subject)
        .await?;
    station.window.see(&told_said(&station, card)).await?;
    assert_eq!(station.save().await?, None, "a query opens no case");
    station.close().await
}

/// A complaint in which a question comes up stays a complaint; what was told by mistake is taken off again,
/// and what was half typed is not lost.
#[tokio::test]
async fn telling_a_card_overwrites_nothing_that_was_chosen() -> Told {
    let station = Station::at_work(Locale::Ar).await?;
    station.new_call().await?;
    station
        .take_down(Spoken {
            number: NUMBER,
            type_code: "complaint",
            subject: "med_shortage",
            ..Spoken::default()
        })
        .await?;
    let card = find(&station, "سك").await?;
    station.press(&[Key::Enter.into()]).await?;
    let untell = FluentArgs::from_iter([("title", card.ar.title.as_str())]);
    let untell = station.sentence("cards-untell", &untell);
    station.window.find("button", &untell).await?;
    let subject = station.word("desk-subject");
    let shortage = station.subject_label("complaint", "med_shortage")?;
    station
        .window
        .see_value("combobox", &subject, &shortage)
        .await?;
    station.window.picture("desk-told-ar").await?;
    station.window.click("button", &untell).await?;
    station.focus_in("textbox", "desk-note").await?;
    assert!(!station.window.shows("button", &untell).await?);
    station.press(&[Key::Alt.into(), 'z']).await?;
    station.window.find("button", &untell).await?;

    // Words that no subject was picked for give way to the card's, and come back with one key.
    station.new_call().await?;
    station.choose_type("health_ed").await?;
    station.window.write("صيام السكري").await?;
    station.press(&[Key::F3.into()]).await?;
    let fasting = first_for("صيام السكري")?;
    station
        .window
        .see_selected_option(&fasting.ar.title)
        .await?;
    station.window.find("heading", &fasting.ar.title).await?;
    station.press(&[Key::Enter.into()]).await?;
    let topic = station.subject_label("health_ed", &fasting.sub_category)?;
    station
        .window
        .see_value("combobox", &subject, &topic)
        .await?;
    station.press(&[Key::Alt.into(), 'z']).await?;
    station
        .window
        .see_value("combobox", &subject, "صيام السكري")
        .await?;
    station.close().await
}
