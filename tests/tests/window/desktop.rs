//! The desktop around the window: one copy, calls that a softphone announces, closing with open drafts.

use i18n::{FluentArgs, Locale};
use nida_tests::Told;
use nida_tests::second_copy::start_again;
use nida_tests::station::{FIRST_LOGIN, FIRST_SECRET, Spoken, Station};
use nida_tests::window::Key;

fn ringing(station: &Station, number: &str) -> String {
    let mut arguments = FluentArgs::new();
    arguments.set("number", number);
    station.sentence("desktop-pop-number", &arguments)
}

/// The softphone announces a call while another one is being typed: the bar says so, the typing goes on where
/// it was, and F2 takes the number over.
#[tokio::test]
async fn a_call_that_is_announced_waits_for_f2() -> Told {
    let station = Station::at_work(Locale::Ar).await?;
    station.new_call().await?;
    station
        .take_down(Spoken {
            number: "99110011",
            ..Spoken::default()
        })
        .await?;
    station.fill("desk-note", "الأولى تبحث").await?;
    assert!(start_again(&station, &["--call", "99123456"])?.success());
    station.window.see(&ringing(&station, "9912 3456")).await?;
    // The next letters go where the last ones went.
    station.window.write(" عن رقم الملف").await?;
    station
        .window
        .see_value(
            "textbox",
            &station.word("desk-note"),
            "الأولى تبحث عن رقم الملف",
        )
        .await?;
    // Another call, by a link, and something that a web page might send.
    assert!(start_again(&station, &["nida://call?number=%2B96899765432"])?.success());
    station.window.see(&ringing(&station, "9976 5432")).await?;
    station.window.picture("pop-ar").await?;
    let findings = station.window.accessibility_findings().await?;
    assert!(findings.is_empty(), "{findings:?}");

    station.press(&[Key::F2.into()]).await?;
    let number = station.word("desk-number");
    station
        .window
        .see_value("textbox", &number, "+96899765432")
        .await?;
    station.window.see(&ringing(&station, "9912 3456")).await?;
    station.press(&[Key::Alt.into(), 'x']).await?;
    let bar = station.word("desktop-pop");
    station
        .window
        .until("nothing waits any more", async || {
            Ok((!station.window.shows("region", &bar).await?).then_some(()))
        })
        .await?;
    assert!(start_again(&station, &["nida://erase?number=99123456"])?.success());
    station
        .window
        .see(&station.word("desktop-pop-unreadable"))
        .await?;
    station.close().await
}

/// Somebody starts the application a second time: the window that is there is all there is.
#[tokio::test]
async fn a_second_copy_ends_at_once() -> Told {
    let station = Station::at_work(Locale::En).await?;
    assert!(start_again(&station, &[])?.success());
    station.new_call().await?;
    station.close().await
}

/// Whoever closes the window over open drafts is asked once; staying changes nothing, and after closing they
/// are all there.
#[tokio::test]
async fn closing_over_open_drafts_asks_once() -> Told {
    let station = Station::at_work(Locale::En).await?;
    for number in ["99110011", "99110022", "99110033"] {
        station.new_call().await?;
        station.fill("desk-number", number).await?;
    }
    let mut arguments = FluentArgs::new();
    arguments.set("count", 3);
    let asked = station.sentence("desktop-close-drafts", &arguments);
    station.window.display().close_window()?;
    station.window.see(&asked).await?;
    station.window.picture("close-question-en").await?;
    station.press(&[Key::Escape.into()]).await?;
    station.window.see_no_more(&asked).await?;
    station
        .window
        .see_value("textbox", &station.word("desk-number"), "99110033")
        .await?;
    // Asked anew another time, and told twice it goes.
    station.window.display().close_window()?;
    station.window.see(&asked).await?;
    let station = station.close_and_reopen().await?;
    station.open_data().await?;
    station.sign_in(FIRST_LOGIN, FIRST_SECRET).await?;
    let mut arguments = FluentArgs::new();
    arguments.set("count", 3);
    station
        .window
        .see(&station.sentence("status-drafts", &arguments))
        .await?;
    station.close().await
}
