//! The clock of a call: who waits while a second caller is spoken with, and who is called back.

use i18n::{FluentArgs, Locale};
use nida_tests::Told;
use nida_tests::display::key_code;
use nida_tests::station::{FIRST_LOGIN, FIRST_SECRET, Spoken, Station};
use nida_tests::window::{Key, without_isolation};

const FIRST: Spoken<'static> = Spoken {
    number: "99110011",
    type_code: "health_ed",
    subject: "diabetes",
    facility: "",
    place: "",
    note: "تبحث عن رقم الملف",
};

const SECOND: Spoken<'static> = Spoken {
    number: "99220022",
    type_code: "health_ed",
    subject: "vaccination",
    facility: "",
    place: "",
    note: "",
};

/// The usual window and a narrow one, in pixels of the page.
const SIZES: [(u32, u32); 2] = [(1024, 690), (1366, 690)];
/// So high that no part of the form lies under the row that saves, where it could not be clicked.
const WHOLE_FORM: (u32, u32) = (1366, 960);

/// Takes pictures of what stands there, in both themes, and holds it against the rules of accessibility.
async fn look(station: &Station, name: &str) -> Told {
    let (window, code) = (&station.window, station.locale().code());
    for (width, height) in SIZES {
        window.resize((width, height)).await?;
        window
            .picture(&format!("clock-{name}-{code}-{width}"))
            .await?;
    }
    window.resize(WHOLE_FORM).await?;
    let findings = window.accessibility_findings().await?;
    assert!(findings.is_empty(), "{name}: {findings:?}");
    window.in_the_dark(true).await?;
    window.picture(&format!("clock-{name}-{code}-dark")).await?;
    let findings = window.accessibility_findings().await?;
    assert!(findings.is_empty(), "{name} in the dark: {findings:?}");
    window.in_the_dark(false).await?;
    window.resize((1366, 690)).await
}

/// What stands before the time, or the day and the time, in a message.
fn before_the_time(station: &Station, id: &str, argument: &str) -> String {
    const HERE: &str = "|";
    let arguments = FluentArgs::from_iter([(argument, HERE), ("time", HERE)]);
    let sentence = station.sentence(id, &arguments);
    let before = sentence.split(HERE).next().unwrap_or_default();
    without_isolation(before).trim_end().to_owned()
}

fn on_hold(station: &Station) -> String {
    before_the_time(station, "clock-on-hold", "length")
}

/// Waits until one of these is shown: a call-back planned late in the evening is one of the next day.
async fn see_any(station: &Station, words: &[String]) -> Told {
    let what = format!("one of {words:?}");
    station
        .window
        .until(&what, async || {
            let shown = station.window.text().await?;
            Ok(words.iter().any(|word| shown.contains(word)).then_some(()))
        })
        .await
}

async fn open_logged(station: &Station, spoken: Spoken<'_>) -> Told {
    let subject = station.subject_label(spoken.type_code, spoken.subject)?;
    station.window.click_with("button", &subject).await?;
    station.heading("desk-log-call-title").await.map(drop)
}

async fn next_draft(station: &Station) -> Told {
    station.press(&[Key::Shift.into(), Key::F2.into()]).await
}

async fn see_note(station: &Station, note: &str) -> Told {
    station
        .window
        .see_value("textbox", &station.word("desk-note"), note)
        .await
}

async fn a_second_call_in_the_middle_and_back(locale: Locale) -> Told {
    let station = Station::at_work(locale).await?;
    station.new_call().await?;
    station.take_down(FIRST).await?;
    station.new_call().await?;
    let number = FluentArgs::from_iter([("number", FIRST.number)]);
    let said = station.sentence("clock-held-said", &number);
    let live = "return Array.from(document.querySelectorAll('[aria-live]'), (one) => one.textContent).join(' ')";
    station
        .window
        .until("that the first one waits, said", async || {
            let heard = station.window.execute(live, vec![]).await?;
            let heard = heard.as_str().unwrap_or_default();
            Ok(without_isolation(heard).contains(&said).then_some(()))
        })
        .await?;
    station.take_down(SECOND).await?;
    station.window.see(&on_hold(&station)).await?;
    look(&station, "held").await?;
    station.save().await?;

    next_draft(&station).await?;
    see_note(&station, FIRST.note).await?;
    station.window.see_no_more(&on_hold(&station)).await?;
    // And once more by hand, to look something up.
    station.click("clock-hold").await?;
    station.window.see(&on_hold(&station)).await?;
    look(&station, "held-by-hand").await?;
    station.click("clock-take-up").await?;
    station.window.see_no_more(&on_hold(&station)).await?;
    station.press(&[Key::F9.into()]).await?;
    station.save().await?;
    station.see_own_log_of(2).await?;

    open_logged(&station, FIRST).await?;
    station.window.see(&station.word("clock-talk")).await?;
    let holds = "return document.querySelectorAll('dialog[open] dd li').length";
    let holds = station.window.execute(holds, vec![]).await?;
    assert_eq!(holds.as_u64(), Some(2), "both times that she waited");
    look(&station, "saved").await?;
    station.press(&[Key::Escape.into()]).await?;
    open_logged(&station, SECOND).await?;
    assert!(
        !station
            .window
            .text()
            .await?
            .contains(&station.word("clock-talk")),
        "nobody waited in the second call"
    );
    station.close().await
}

/// The first caller looks for a paper, a second one rings: both are saved, and how long the first one waited
/// is in the saved call.
#[tokio::test]
async fn a_second_call_in_the_middle_and_back_in_arabic() -> Told {
    a_second_call_in_the_middle_and_back(Locale::Ar).await
}

/// The same for who works in English.
#[tokio::test]
async fn a_second_call_in_the_middle_and_back_in_english() -> Told {
    a_second_call_in_the_middle_and_back(Locale::En).await
}

/// The power goes while a caller waits: since when is known afterwards, and coming back takes them up.
#[tokio::test]
async fn who_waits_is_not_forgotten_over_a_power_cut() -> Told {
    let station = Station::at_work(Locale::Ar).await?;
    station.new_call().await?;
    station.take_down(FIRST).await?;
    station.new_call().await?;
    station.fill("desk-note", SECOND.subject).await?;
    station.window.see(&station.word("desk-kept")).await?;
    let station = station.restart_after_kill().await?;
    station.open_data().await?;
    station.sign_in(FIRST_LOGIN, FIRST_SECRET).await?;
    let row = station
        .window
        .text_with("button", &station.subject_label("health_ed", "diabetes")?)
        .await?;
    assert!(
        without_isolation(&row).contains(&on_hold(&station)),
        "the list tells who waits: {row}"
    );
    // The newest first: looking at it takes nobody up. Then the one that waits, and the other one waits.
    next_draft(&station).await?;
    see_note(&station, SECOND.subject).await?;
    next_draft(&station).await?;
    see_note(&station, FIRST.note).await?;
    let waiting =
        "return Array.from(document.querySelectorAll('.side li'), (one) => one.innerText)";
    let held = on_hold(&station);
    station
        .window
        .until(
            "the second one on hold, and the first one not",
            async || {
                let rows = station.window.execute(waiting, vec![]).await?;
                let rows: Vec<String> = serde_json::from_value(rows)?;
                let waits: Vec<bool> = rows
                    .iter()
                    .map(|row| without_isolation(row).contains(&held))
                    .collect();
                Ok(waits.starts_with(&[true, false]).then_some(()))
            },
        )
        .await?;
    station.close().await
}

async fn a_dropped_call_is_called_back(locale: Locale) -> Told {
    let station = Station::at_work(locale).await?;
    station.new_call().await?;
    station.take_down(FIRST).await?;
    station.press(&[Key::F8.into()]).await?;
    see_any(
        &station,
        &[
            before_the_time(&station, "clock-dropped-plan", "time"),
            before_the_time(&station, "clock-dropped-plan-on", "day"),
        ],
    )
    .await?;
    let planned = station
        .window
        .find("textbox", &station.word("form-promise-time"))
        .await?;
    let time = planned.prop("value").await?.unwrap_or_default();
    assert_eq!(time.len(), 5, "planned, to be seen and changed: {time}");
    look(&station, "dropped").await?;
    // Taken back, the call goes on and nothing is planned; then it drops for good.
    station.press(&[Key::F8.into()]).await?;
    station
        .window
        .until("no promise any more", async || {
            let there = station
                .window
                .shows("textbox", &station.word("form-promise-time"))
                .await?;
            Ok((!there).then_some(()))
        })
        .await?;
    station.press(&[Key::Control.into(), 'd']).await?;
    station
        .window
        .find("button", &station.word("clock-call-back"))
        .await?;

    station.press(&[Key::Control.into(), 'b']).await?;
    station
        .window
        .see_value("textbox", &station.word("desk-number"), FIRST.number)
        .await?;
    see_note(&station, "").await?;
    let called = before_the_time(&station, "clock-dropped-called", "time");
    station.window.see(&called).await?;
    look(&station, "called-back").await?;
    station.fill("desk-note", "أكملت سؤالها").await?;
    station.press(&[Key::F9.into()]).await?;
    station.save().await?;
    let along = station.word("desk-saved-along");
    station.window.see(&along).await?;
    look(&station, "saved-along").await?;
    station.see_own_log_of(2).await?;

    // What was saved last stands first in the log: the call that dropped.
    open_logged(&station, FIRST).await?;
    station
        .window
        .see(&station.word("clock-goes-on-in"))
        .await?;
    station.window.see(&station.word("clock-dropped")).await?;
    look(&station, "goes-on").await?;
    let other = "document.querySelector('dialog[open] dd button').click()";
    station.window.execute(other, vec![]).await?;
    station
        .window
        .see(&station.word("clock-goes-on-from"))
        .await?;
    station.close().await
}

/// The line drops in the middle of a sentence: the words stay, the call-back is planned, and whoever reads
/// one of the two calls finds the other.
#[tokio::test]
async fn a_dropped_call_is_called_back_in_arabic() -> Told {
    a_dropped_call_is_called_back(Locale::Ar).await
}

/// The same for who works in English.
#[tokio::test]
async fn a_dropped_call_is_called_back_in_english() -> Told {
    a_dropped_call_is_called_back(Locale::En).await
}

/// Nobody can be called back without a number; on the layout that agents really have.
#[tokio::test]
async fn the_keys_of_the_clock_work_on_an_arabic_layout() -> Told {
    let station = Station::at_work(Locale::Ar).await?;
    let keyboard = station.window.display();
    keyboard.set_layout("ara")?;
    keyboard.press(&[key_code::F2])?;
    station.focus_in("textbox", "desk-number").await?;
    keyboard.press(&[key_code::ALT, key_code::L])?;
    station.window.see(&on_hold(&station)).await?;
    keyboard.press(&[key_code::ALT, key_code::L])?;
    station.window.see_no_more(&on_hold(&station)).await?;
    keyboard.press(&[key_code::F8])?;
    let no_number = station.word("clock-dropped-no-number");
    station.window.see(&no_number).await?;
    keyboard.press(&[key_code::CONTROL, key_code::D])?;
    station.window.see_no_more(&no_number).await?;
    for digit in [9, 9, 1, 2, 3, 4, 5, 6] {
        keyboard.press(&[key_code::digit(digit)])?;
    }
    keyboard.press(&[key_code::F8])?;
    station
        .window
        .find("button", &station.word("clock-call-back"))
        .await?;
    keyboard.press(&[key_code::CONTROL, key_code::B])?;
    station
        .window
        .see(&before_the_time(&station, "clock-dropped-called", "time"))
        .await?;
    station.close().await
}
