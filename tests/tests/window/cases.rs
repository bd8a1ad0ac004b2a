//! A case, from the call that opened it to its end: what may be told, a promise that is kept, and nothing
//! unlawful offered on the way.

use domain::lists::{List, Lists};
use i18n::{FluentArgs, Locale};
use nida_tests::station::{Spoken, Station};
use nida_tests::window::Key;
use nida_tests::{Failure, Told};

/// Every way of moving a case, as its button is called.
const MOVES: [&str; 8] = [
    "cases-to-in-progress",
    "cases-to-awaiting-entity",
    "cases-to-awaiting-beneficiary",
    "cases-to-resolved",
    "cases-to-closed",
    "cases-to-reopened",
    "cases-to-cancelled",
    "cases-to-duplicate",
];

fn label(station: &Station, list: List, code: &str) -> Told<String> {
    let found = Lists::embedded()?.get(list, code);
    let found = found.ok_or_else(|| Failure::new(format!("no code {code}")))?;
    Ok(match station.locale() {
        Locale::Ar => found.ar.clone(),
        Locale::En => found.en.clone(),
    })
}

/// Waits until exactly these moves are offered.
async fn see_moves(station: &Station, expected: &[&str]) -> Told {
    let what = format!("these moves and no others: {expected:?}");
    station
        .window
        .until(&what, async || {
            let buttons = station.window.names_of("button").await?;
            let offered: Vec<&str> = MOVES
                .into_iter()
                .filter(|id| buttons.contains(&station.word(id)))
                .collect();
            Ok((offered == expected).then_some(()))
        })
        .await
}

async fn a_case_is_answered_and_closed(locale: Locale) -> Told {
    let station = Station::at_work(locale).await?;
    station.new_call().await?;
    station
        .take_down(Spoken {
            number: "99123456",
            type_code: "complaint",
            subject: "appt_delay",
            facility: "royal_hospital",
            place: "",
            note: "موعد القلب بعد سبعة أشهر.",
        })
        .await?;
    let reference = station.save().await?;
    let reference = reference.ok_or_else(|| Failure::new("a complaint opens no case"))?;

    // By keys alone: the screen, the first row, the page.
    station.press(&[Key::Control.into(), '2']).await?;
    station.heading("common-screen-cases").await?;
    station
        .window
        .until("the focus on the case", async || {
            let script = "return document.activeElement.localName === 'tr'
                ? document.activeElement.innerText : ''";
            let row = station.window.execute(script, vec![]).await?;
            let row = row.as_str().unwrap_or_default().to_owned();
            Ok(row.contains(&reference).then_some(()))
        })
        .await?;
    station.press(&[Key::Enter.into()]).await?;
    station.heading("cases-page").await?;
    station.window.see(&station.word("cases-tell-none")).await?;
    see_moves(
        &station,
        &[
            "cases-to-in-progress",
            "cases-to-awaiting-entity",
            "cases-to-awaiting-beneficiary",
            "cases-to-resolved",
            "cases-to-cancelled",
            "cases-to-duplicate",
        ],
    )
    .await?;

    // Taken into work; what may be told.
    station.click("cases-to-in-progress").await?;
    see_moves(
        &station,
        &[
            "cases-to-awaiting-entity",
            "cases-to-awaiting-beneficiary",
            "cases-to-resolved",
            "cases-to-cancelled",
            "cases-to-duplicate",
        ],
    )
    .await?;
    let told = "قُدّم الموعد إلى الأحد القادم.";
    station.click("cases-tell-write").await?;
    station.fill("cases-tell", told).await?;
    station.click("cases-save").await?;
    station.heading("cases-tell").await?;
    station.window.see(told).await?;

    // A call-back, promised and kept.
    let promise = "نعاود الاتصال غدًا في العاشرة";
    station.click("cases-plan").await?;
    station.fill("cases-plan-promise", promise).await?;
    station.click("cases-plan-send").await?;
    station.window.see(promise).await?;
    station.window.see(&station.word("cases-promised")).await?;
    let call_back = label(&station, List::FollowUpKinds, "call_back")?;
    let arguments = FluentArgs::from_iter([("what", call_back.as_str())]);
    let done = station.sentence("cases-done-of", &arguments);
    station.window.click("button", &done).await?;
    let reached = label(&station, List::FollowUpResults, "reached")?;
    station.choose("cases-result", &reached).await?;
    station.click("cases-save").await?;
    station
        .window
        .until("the follow-up done", async || {
            Ok((!station.window.shows("button", &done).await?
                && !station
                    .window
                    .shows("button", &station.word("cases-save"))
                    .await?)
                .then_some(()))
        })
        .await?;
    station.window.see(&reached).await?;
    station
        .window
        .picture(&format!("case-page-{}", locale.code()))
        .await?;

    // Closed, with exactly what closing asks for.
    station.click("cases-to-resolved").await?;
    see_moves(&station, &["cases-to-in-progress", "cases-to-closed"]).await?;
    station.click("cases-to-closed").await?;
    let closed = label(&station, List::CaseStatuses, "closed")?;
    let arguments = FluentArgs::from_iter([("status", closed.as_str())]);
    let send = station.sentence("cases-move-send", &arguments);
    station.window.click("button", &send).await?;
    station.focus_in("combobox", "cases-finding").await?;
    station
        .window
        .see(&station.word("errors-rule-required"))
        .await?;
    station
        .choose("cases-finding", &label(&station, List::Findings, "upheld")?)
        .await?;
    station
        .choose(
            "cases-action",
            &label(&station, List::ActionsTaken, "apology")?,
        )
        .await?;
    station
        .choose(
            "cases-informed-how",
            &label(&station, List::InformedWays, "phone")?,
        )
        .await?;
    station
        .window
        .picture(&format!("case-closing-{}", locale.code()))
        .await?;
    station.window.click("button", &send).await?;
    see_moves(&station, &["cases-to-reopened"]).await?;

    // Esc closes the page; what is closed is under its own filter.
    station.press(&[Key::Escape.into()]).await?;
    station
        .window
        .until("the page closed", async || {
            Ok((!station
                .window
                .shows("heading", &station.word("cases-page"))
                .await?)
                .then_some(()))
        })
        .await?;
    station.click("cases-filter-waiting").await?;
    station.window.see(&station.word("cases-empty")).await?;
    station.click("cases-filter-closed").await?;
    station.window.find_with("cell", &reference).await?;
    station.close().await
}

/// In Arabic.
#[tokio::test]
async fn a_case_is_answered_and_closed_in_arabic() -> Told {
    a_case_is_answered_and_closed(Locale::Ar).await
}

/// In English.
#[tokio::test]
async fn a_case_is_answered_and_closed_in_english() -> Told {
    a_case_is_answered_and_closed(Locale::En).await
}

/// Whoever takes the chaser's call reads what may be told, and moves nothing that is another's.
#[tokio::test]
async fn an_agent_moves_no_case_of_another() -> Told {
    let station = Station::at_work(Locale::Ar).await?;
    station.add_agent("salim", "سالم البلوشي", "739154").await?;
    station.new_call().await?;
    station
        .take_down(Spoken {
            number: "99123456",
            type_code: "complaint",
            subject: "appt_delay",
            facility: "royal_hospital",
            place: "",
            note: "موعد القلب بعد سبعة أشهر.",
        })
        .await?;
    let reference = station.save().await?;
    let reference = reference.ok_or_else(|| Failure::new("a complaint opens no case"))?;
    station.sign_out().await?;
    station.sign_in("salim", "739154").await?;
    station.go_to("common-screen-cases").await?;
    station
        .window
        .see(&station.word("cases-empty-mine"))
        .await?;
    station.click("cases-filter-open").await?;
    station.window.click_with("cell", &reference).await?;
    station.heading("cases-page").await?;
    station.window.see(&station.word("cases-not-yours")).await?;
    see_moves(&station, &[]).await?;
    station.close().await
}
