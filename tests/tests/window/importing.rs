//! The department's old sheets come in through the window, calls and answers of paper: looked at, mapped, checked, brought
//! in, and taken out again.

use std::fs;

use i18n::{FluentArgs, Locale};
use nida_tests::station::{Spoken, Station};
use nida_tests::window::Key;
use nida_tests::{Failure, Told};

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

/// Forms of March: 31 of 34 people are satisfied; four rows cannot come, one of them for who brings it.
fn forms(own_case: &str) -> String {
    let mut sheet = String::from(
        "\u{feff}استبانات رضا المراجعين,,,,,,,\n\
         رقم الاستمارة,التاريخ,المستشفى,مدى الرضا,مدى السهولة,هل حُلَّ الموضوع؟,ملاحظات,رقم المعاملة\n",
    );
    for form in 1..=34 {
        let day = form % 28 + 1;
        let overall = match form {
            1..=10 => "راضٍ جدًا",
            11..=20 => "5",
            21..=31 => "٤",
            _ => "غير راضٍ",
        };
        let said = if form == 7 {
            "انتظرت ساعتين ثم شكرتهم"
        } else {
            ""
        };
        sheet += &format!("{form},{day}/3/2024,المستشفى السلطاني,{overall},سهل,نعم,{said},\n");
    }
    sheet += &format!(
        "35,5/3/2024,المستشفى السلطاني,ممتاز,سهل,نعم,,\n\
         36,5/3/2024,المستشفى السلطاني,4,9,ربما,,\n\
         37,5/3/2024,المستشفى السلطاني,4,,,,26-4170-0038-5\n\
         38,5/3/2024,المستشفى السلطاني,4,,,,{own_case}\n"
    );
    sheet
}

/// The figure of March, counted anew.
async fn march(station: &Station) -> Told {
    station
        .choose("figures-period", &station.word("figures-period-days"))
        .await?;
    station.fill("figures-from", "2024-03-01").await?;
    station.fill("figures-to", "2024-03-31").await?;
    station.click("figures-show").await
}

async fn answers_of_paper_count_and_go_out(locale: Locale) -> Told {
    let station = Station::at_work(locale).await?;
    station.new_call().await?;
    station
        .take_down(Spoken {
            number: "99123456",
            type_code: "complaint",
            subject: "appt_delay",
            facility: "royal_hospital",
            note: "موعد القلب بعد سبعة أشهر.",
            ..Spoken::default()
        })
        .await?;
    let own_case = station.save().await?;
    let own_case = own_case.ok_or_else(|| Failure::new("a complaint opens no case"))?;
    let stick = tempfile::tempdir()?;
    let path = stick.path().join("forms.csv");
    fs::write(&path, forms(&own_case))?;
    let picture = async |name: &str| -> Told {
        for size in [(1366, 768), (1024, 768)] {
            station.window.resize(size).await?;
            let name = format!("{name}-{}-{}", locale.code(), size.0);
            station.window.picture(&name).await?;
        }
        let findings = station.window.accessibility_findings().await?;
        assert!(findings.is_empty(), "{name}: {findings:#?}");
        Ok(())
    };
    station.go_to("common-screen-figures").await?;
    march(&station).await?;
    let satisfied = FluentArgs::from_iter([("part", 31), ("whole", 34)]);
    let satisfied = station.sentence("figures-of-whole", &satisfied);
    station.window.see_no_more(&satisfied).await?;

    station.press(&[Key::Control.into(), 'i']).await?;
    station.heading("importing-title").await?;
    let holds = station.word("importing-holds-surveys");
    station.window.click("radio", &holds).await?;
    station
        .fill("importing-path", &path.to_string_lossy())
        .await?;
    picture("import-survey-file").await?;
    station.press(&[Key::Enter.into()]).await?;
    station.heading("importing-columns").await?;
    station
        .window
        .see(&station.word("importing-counts-under"))
        .await?;
    picture("import-survey-columns").await?;
    station.click("importing-check").await?;
    station.heading("importing-found").await?;
    for what in [
        "importing-what-not-on-scale",
        "importing-what-not-an-answer",
        "importing-what-check-digit",
        "importing-what-own-contact",
    ] {
        station.window.see(&station.word(what)).await?;
    }
    picture("import-survey-found").await?;
    let run = station.sentence("importing-run", &count(34));
    station.window.click("button", &run).await?;
    let done = station.sentence("importing-done", &count(34));
    station.window.find("heading", &done).await?;
    station.press(&[Key::Escape.into()]).await?;

    march(&station).await?;
    station.window.see(&satisfied).await?;
    picture("import-survey-figures").await?;
    // What stands behind the number of the governorate: marks and words, and nothing to open.
    let open = "
        const table = document.querySelector('.tables table:last-child button');
        if (!table) return false;
        table.click();
        return true";
    station
        .window
        .until("the answers of a governorate", async || {
            let pressed = station.window.execute(open, vec![]).await?;
            Ok((pressed == true).then_some(()))
        })
        .await?;
    station
        .window
        .see(&station.word("importing-imported"))
        .await?;
    picture("import-survey-rows").await?;
    station.press(&[Key::Escape.into()]).await?;

    station.press(&[Key::Control.into(), 'i']).await?;
    station.click("importing-undo").await?;
    station.heading("importing-undo-title").await?;
    let lead = station.sentence("importing-undo-lead-surveys", &count(34));
    station.window.see(&lead).await?;
    picture("import-survey-undo").await?;
    station.click("importing-undo-confirm").await?;
    station
        .window
        .see(&station.word("importing-undone-surveys"))
        .await?;
    picture("import-survey-undone").await?;
    station.press(&[Key::Escape.into()]).await?;
    march(&station).await?;
    station.window.see_no_more(&satisfied).await?;
    station.close().await
}

/// In Arabic.
#[tokio::test]
async fn answers_of_paper_count_and_go_out_in_arabic() -> Told {
    answers_of_paper_count_and_go_out(Locale::Ar).await
}

/// In English.
#[tokio::test]
async fn answers_of_paper_count_and_go_out_in_english() -> Told {
    answers_of_paper_count_and_go_out(Locale::En).await
}
