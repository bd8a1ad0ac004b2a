//! Somebody rings again: the card knows them, and the call joins their case.

use i18n::{FluentArgs, Locale};
use nida_tests::Told;
use nida_tests::station::{Spoken, Station};
use nida_tests::window::Key;

const NUMBER: &str = "99123456";
/// F2, Alt+C, the digit of the case, Ctrl+Enter.
const CHASER_PRESSES: u32 = 4;

/// Answering a chaser takes four presses beside the number, and nothing is typed twice.
#[tokio::test]
async fn a_repeat_caller_is_added_to_their_case_in_four_presses() -> Told {
    let station = Station::at_work(Locale::Ar).await?;
    station.new_call().await?;
    station.fill("common-caller", "سالم بن حمد الحارثي").await?;
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
    let reference = station.save().await?.expect("a complaint opens a case");

    let before = station.presses();
    station.new_call().await?;
    station.window.write(NUMBER).await?;
    station.window.see(&station.word("caller-open")).await?;
    station.press(&[Key::Alt.into(), 'c']).await?;
    station
        .window
        .see(&station.word("caller-which-case"))
        .await?;
    station.press(&['1']).await?;
    let arguments = FluentArgs::from_iter([("reference", reference.as_str())]);
    let saving = station.sentence("desk-save-to-case", &arguments);
    station.window.find("button", &saving).await?;
    station.window.picture("desk-linked-ar").await?;
    assert_eq!(station.save().await?.as_ref(), Some(&reference));
    let presses = station.presses() - before;
    assert!(presses <= CHASER_PRESSES, "{presses} presses for a chaser");

    station.see_own_log_of(2).await?;
    let rows = station.window.names_of("button").await?;
    let of_case = rows.iter().filter(|row| row.contains(&reference));
    assert_eq!(
        of_case.count(),
        2,
        "both calls bear the reference: {rows:?}"
    );
    station.close().await
}

/// A family shares a number: everybody on it is named, and who calls is a choice of the agent.
#[tokio::test]
async fn a_shared_number_waits_for_a_choice() -> Told {
    let station = Station::at_work(Locale::Ar).await?;
    for name in ["سالم بن حمد الحارثي", "ليلى بنت سالم"] {
        station.new_call().await?;
        station.fill("common-caller", name).await?;
        station
            .take_down(Spoken {
                number: NUMBER,
                type_code: "health_ed",
                subject: "vaccination",
                ..Spoken::default()
            })
            .await?;
        station.save().await?;
    }
    station.new_call().await?;
    station.window.write(NUMBER).await?;
    let arguments = FluentArgs::from_iter([("count", 2)]);
    let two = station.sentence("caller-people-count", &arguments);
    station.window.see(&two).await?;
    let caller = station.word("common-caller");
    station.window.see_value("textbox", &caller, "").await?;
    station.press(&[Key::Alt.into(), 'p']).await?;
    station
        .window
        .see(&station.word("caller-which-person"))
        .await?;
    station.press(&['2']).await?;
    let chosen = "return document.querySelectorAll('section.caller [aria-pressed=true]').length";
    station
        .window
        .until("one person chosen", async || {
            let chosen = station.window.execute(chosen, vec![]).await?;
            Ok((chosen.as_u64() == Some(1)).then_some(()))
        })
        .await?;
    station
        .window
        .see_no_more(&station.word("caller-which-person"))
        .await?;
    station.press(&[Key::Alt.into(), 'p']).await?;
    station.press(&['2']).await?;
    station.window.see_value("textbox", &caller, "").await?;
    station.close().await
}
