//! The department's old sheet comes in through the window: looked at, mapped, checked, brought in, and taken out again.

use std::fs;

use i18n::{FluentArgs, Locale};
use nida_tests::Told;
use nida_tests::station::Station;
use nida_tests::window::Key;

const SHEET: &str = "\u{feff}سجل مكالمات مركز الاتصال,,,,\n\
    التاريخ,الوقت,النوع,رقم الهاتف,تفاصيل المكالمة\n\
    5/3/2024,10:20,شكوى,99120001,لم يجد الدواء في الصيدلية\n\
    ٦/٣/٢٠٢٤,٢:٠٥ م,استفسار,99120002,سأل عن أوقات الدوام\n\
    24/8/1445 هـ,9:30,بلاغ,99120003,أبلغ عن طعام فاسد\n\
    5/3/24,9:30,بلاغ,99120004,سنة من رقمين\n\
    7/3/2024,9:30,شكوا,99120005,نوع بخطأ إملائي\n";

fn count(count: u32) -> FluentArgs<'static> {
    FluentArgs::from_iter([("count", count)])
}

/// Everything by the keyboard but what has no key of its own: each step begins at its title, and Tab leads on.
async fn a_sheet_comes_in_and_goes_out(locale: Locale) -> Told {
    let station = Station::at_work(locale).await?;
    let stick = tempfile::tempdir()?;
    let path = stick.path().join("old.csv");
    fs::write(&path, SHEET)?;

    station.press(&[Key::Control.into(), 'i']).await?;
    station.heading("importing-title").await?;
    station
        .window
        .see(&station.word("importing-batches-none"))
        .await?;
    station
        .fill("importing-path", "/no/such/sheet.xlsx")
        .await?;
    station.press(&[Key::Enter.into()]).await?;
    station
        .window
        .see(&station.word("errors-import-unreadable"))
        .await?;
    station
        .fill("importing-path", &path.to_string_lossy())
        .await?;
    station.press(&[Key::Enter.into()]).await?;
    station.heading("importing-columns").await?;
    station
        .window
        .see(&station.sentence("importing-rows", &count(5)))
        .await?;
    for size in [(1366, 768), (1024, 768)] {
        station.window.resize(size).await?;
        let name = format!("import-columns-{}-{}", locale.code(), size.0);
        station.window.picture(&name).await?;
    }
    let findings = station.window.accessibility_findings().await?;
    assert!(findings.is_empty(), "{findings:?}");

    station.click("importing-check").await?;
    station.heading("importing-found").await?;
    station
        .window
        .see(&station.word("importing-what-short-year"))
        .await?;
    station
        .window
        .see(&station.word("importing-what-unknown"))
        .await?;
    for size in [(1366, 768), (1024, 768)] {
        station.window.resize(size).await?;
        let name = format!("import-found-{}-{}", locale.code(), size.0);
        station.window.picture(&name).await?;
    }
    let findings = station.window.accessibility_findings().await?;
    assert!(findings.is_empty(), "{findings:?}");
    station
        .fill("importing-folder", &stick.path().to_string_lossy())
        .await?;
    station.press(&[Key::Enter.into()]).await?;
    station.window.see("nida-import-1.csv").await?;

    let run = station.sentence("importing-run", &count(3));
    station.window.click("button", &run).await?;
    let done = station.sentence("importing-done", &count(3));
    station.window.find("heading", &done).await?;
    let name = format!("import-done-{}", locale.code());
    station.window.picture(&name).await?;

    station.click("importing-undo").await?;
    station.heading("importing-undo-title").await?;
    station.click("importing-undo-confirm").await?;
    station
        .window
        .see(&station.word("importing-undone"))
        .await?;
    station
        .window
        .see(&station.word("importing-state-undone"))
        .await?;
    let name = format!("import-undone-{}", locale.code());
    station.window.picture(&name).await?;
    let findings = station.window.accessibility_findings().await?;
    assert!(findings.is_empty(), "{findings:?}");
    station.press(&[Key::Escape.into()]).await?;
    station.close().await
}

/// In Arabic.
#[tokio::test]
async fn a_sheet_comes_in_and_goes_out_in_arabic() -> Told {
    a_sheet_comes_in_and_goes_out(Locale::Ar).await
}

/// In English.
#[tokio::test]
async fn a_sheet_comes_in_and_goes_out_in_english() -> Told {
    a_sheet_comes_in_and_goes_out(Locale::En).await
}
