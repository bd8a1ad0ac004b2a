//! What is owed about a call without a case: offered to whoever called back, found in the list of what is
//! due and on the page of its call, and ended there by keys alone.

use domain::lists::{List, Lists};
use i18n::{FluentArgs, Locale};
use nida_tests::station::{Spoken, Station};
use nida_tests::window::Key;
use nida_tests::{Failure, Told};

use crate::notices::promise_soon;

/// How often what is due is looked for: until its minute has come and it was counted, twice over.
const PATIENCE: u32 = 8;

const ASKED: Spoken<'_> = Spoken {
    number: "99123456",
    type_code: "health_ed",
    subject: "vaccination",
    facility: "",
    note: "سألت عن مواعيد التطعيم",
    place: "",
};

async fn look(station: &Station, what: &str) -> Told {
    let name = format!("due-{what}-{}", station.locale().code());
    station.window.picture(&name).await?;
    let findings = station.window.accessibility_findings().await?;
    assert!(findings.is_empty(), "{what}: {findings:?}");
    Ok(())
}

/// The words of a code in the language of the station.
fn label(station: &Station, list: List, code: &str) -> Told<String> {
    let found = Lists::embedded()?.get(list, code);
    let found = found.ok_or_else(|| Failure::new(format!("no code {code}")))?;
    Ok(match station.locale() {
        Locale::Ar => found.ar.clone(),
        Locale::En => found.en.clone(),
    })
}

async fn next_draft(station: &Station) -> Told {
    station.press(&[Key::Shift.into(), Key::F2.into()]).await
}

async fn in_language(locale: Locale) -> Told {
    let station = Station::at_work(locale).await?;
    station.new_call().await?;
    station.take_down(ASKED).await?;
    // The line drops, and the agent sets the time of the call-back herself: it stays when she calls sooner.
    station.press(&[Key::F8.into()]).await?;
    let time = station.word("form-promise-time");
    station.window.find("textbox", &time).await?;
    station.press(&[Key::Alt.into(), 'o']).await?;
    promise_soon(&station).await?;
    station.press(&[Key::Control.into(), 'b']).await?;
    station
        .window
        .see_value("textbox", &station.word("desk-note"), "")
        .await?;
    next_draft(&station).await?;
    station
        .window
        .see_value("textbox", &station.word("desk-note"), ASKED.note)
        .await?;
    station.save().await?;
    next_draft(&station).await?;
    station.fill("desk-note", "لم تجب").await?;
    station.press(&[Key::F9.into()]).await?;
    station.save().await?;
    station.heading("desk-owed-title").await?;
    look(&station, "offered").await?;

    let counted = FluentArgs::from_iter([("count", 1)]);
    let counted = station.sentence("notices-status", &counted);
    for patience in (0..PATIENCE).rev() {
        match station.window.find("button", &counted).await {
            Err(failure) if patience == 0 => return Err(failure),
            Err(_) => {}
            Ok(_) => break,
        }
    }
    let kind = label(&station, List::FollowUpKinds, "call_back")?;
    let of = |what: &str| {
        let arguments = FluentArgs::from_iter([("what", what)]);
        station.sentence("cases-done-of", &arguments)
    };
    // In the list several may stand below one another, and the number tells them apart.
    let (in_list, on_page) = (of(&format!("{kind} · 9912 3456")), of(&kind));

    station.window.click("button", &counted).await?;
    station.heading("notices-list-title").await?;
    station.window.find("button", &in_list).await?;
    look(&station, "list-without-case").await?;
    station.press(&[Key::Enter.into()]).await?;
    station.heading("palette-call").await?;
    station.window.find("button", &on_page).await?;
    look(&station, "page-of-call").await?;
    station.press(&[Key::Escape.into()]).await?;

    station.window.click("button", &counted).await?;
    station.heading("notices-list-title").await?;
    station.window.find("button", &in_list).await?;
    station.press(&[Key::Tab.into()]).await?;
    station.window.focus_on("button", &in_list).await?;
    station.press(&[Key::Enter.into()]).await?;
    let result = station.word("cases-result");
    station.window.find("combobox", &result).await?;
    look(&station, "form").await?;
    // Esc puts the form away, not the list, and the keys go on from where they were.
    station.press(&[Key::Escape.into()]).await?;
    station.window.focus_on("button", &in_list).await?;
    station.press(&[Key::Enter.into()]).await?;
    let reached = label(&station, List::FollowUpResults, "reached")?;
    station.choose("cases-result", &reached).await?;
    station.click("cases-save").await?;
    station
        .window
        .see(&station.word("notices-list-none"))
        .await?;
    station.press(&[Key::Escape.into()]).await?;
    station
        .window
        .until("nothing due any more", async || {
            let there = station.window.shows("button", &counted).await?;
            Ok((!there).then_some(()))
        })
        .await?;
    station.close().await
}

/// Every dropped enquiry plans a call-back: one that could not be ended would be due for ever.
#[tokio::test]
async fn a_promise_without_a_case_is_ended_in_arabic() -> Told {
    in_language(Locale::Ar).await
}

/// In English.
#[tokio::test]
async fn a_promise_without_a_case_is_ended_in_english() -> Told {
    in_language(Locale::En).await
}
