//! Traps that others fell into and that can be told at the window alone; the list of all of them, with the
//! test of each, is `tests/tests/repository/traps.rs`.

use i18n::{FluentArgs, Locale};
use nida_tests::Told;
use nida_tests::station::{FIRST_SECRET, Spoken, Station};
use nida_tests::window::Key;
use serde_json::json;

/// Lets the page's clock jump, ahead or back.
const JUMP: &str =
    "const [ms] = arguments; const now = Date.now.bind(Date); Date.now = () => now() + ms";
const HOUR_MS: i64 = 3_600_000;

const QUERY: Spoken<'static> = Spoken {
    number: "99123456",
    type_code: "health_ed",
    subject: "diabetes",
    facility: "",
    place: "",
    note: "يسأل عن الصيام",
};

async fn jump(station: &Station, hours: i64) -> Told {
    let ms = json!(hours * HOUR_MS);
    station.window.execute(JUMP, vec![ms]).await.map(drop)
}

async fn see_what_was_typed(station: &Station) -> Told {
    for (field, kept) in [("desk-number", QUERY.number), ("desk-note", QUERY.note)] {
        station
            .window
            .see_value("textbox", &station.word(field), kept)
            .await?;
    }
    Ok(())
}

/// A wrap-up timer closed the call and threw its text away: here a call that has ended waits for its agent,
/// for as long as they take.
#[tokio::test]
async fn a_call_that_has_ended_waits_for_hours() -> Told {
    let station = Station::at_work(Locale::Ar).await?;
    station.new_call().await?;
    station.take_down(QUERY).await?;
    station.press(&[Key::F9.into()]).await?;
    station.hear_said(&station.word("desk-ended")).await?;
    jump(&station, 7).await?;
    // The desk that nobody is at locks, and that is all.
    station.heading("lock-title").await?;
    station.fill("common-secret", FIRST_SECRET).await?;
    station.click("lock-open").await?;
    station.heading("desk-call-title").await?;
    see_what_was_typed(&station).await?;
    let one = FluentArgs::from_iter([("count", 1)]);
    station
        .window
        .see(&station.sentence("status-drafts", &one))
        .await?;
    station
        .window
        .see(&station.word("status-calls-none"))
        .await?;
    station.save().await?;
    station.see_own_log_of(1).await?;
    station.close().await
}

/// Somebody puts the clock of the machine right while a caller speaks: the call ends before it began, and is
/// saved all the same.
#[tokio::test]
async fn a_clock_that_jumps_in_a_call_costs_nothing() -> Told {
    let station = Station::at_work(Locale::Ar).await?;
    station.new_call().await?;
    station.take_down(QUERY).await?;
    jump(&station, -5).await?;
    station.press(&[Key::F9.into()]).await?;
    station.hear_said(&station.word("desk-ended")).await?;
    see_what_was_typed(&station).await?;
    station.save().await?;
    station.see_own_log_of(1).await?;
    station.close().await
}

/// A name that is longer than any is a mistake: it is said, nothing is cut in silence, and the rest of the call
/// is not lost with it.
#[tokio::test]
async fn a_name_beyond_the_bound_is_said() -> Told {
    let station = Station::at_work(Locale::Ar).await?;
    station.new_call().await?;
    station.take_down(QUERY).await?;
    let name = "سالم ".repeat(44);
    let name = name.trim();
    let field = station
        .window
        .find("textbox", &station.word("common-caller"))
        .await?;
    field.send_keys(name).await?;
    station
        .press(&[Key::Control.into(), Key::Enter.into()])
        .await?;
    station.focus_in("textbox", "common-caller").await?;
    assert_eq!(
        field.attr("aria-invalid").await?.as_deref(),
        Some("true"),
        "the field says so"
    );
    station
        .window
        .see_value("textbox", &station.word("common-caller"), name)
        .await?;
    see_what_was_typed(&station).await?;
    station.fill("common-caller", "سالم").await?;
    station.save().await?;
    station.see_own_log_of(1).await?;
    station.close().await
}
