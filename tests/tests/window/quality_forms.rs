//! A quality form changed in the window: what is wrong within it at its place, how its reviewer will see it, and the
//! version that it becomes.

use i18n::{FluentArgs, Locale};
use nida_tests::Told;
use nida_tests::station::Station;
use nida_tests::window::{Key, without_isolation};

use crate::looks::Look;

async fn open_form(station: &Station, name: &str) -> Told {
    let arguments = FluentArgs::from_iter([("name", name)]);
    let edit = without_isolation(&station.sentence("lists-edit-of", &arguments));
    station.window.click("button", &edit).await?;
    station.window.see(&station.word("lists-preview")).await
}

/// Opens what is folded, by its place in the form.
async fn unfold(station: &Station, place: usize) -> Told {
    let script = "document.querySelectorAll('dialog details > summary')[arguments[0]].click()";
    let place = serde_json::json!(place);
    station.window.execute(script, vec![place]).await.map(drop)
}

async fn a_form_weighs_otherwise(locale: Locale) -> Told {
    let mut look = Look {
        station: Station::at_work(locale).await?,
        wrong: Vec::new(),
    };
    let station = &look.station;
    station.go_to("common-screen-settings").await?;
    station.click("lists-open").await?;
    station.heading("lists-title").await?;
    let forms = station.word("lists-name-quality-forms");
    station.window.click_with("button", &forms).await?;
    station.heading("lists-name-quality-forms").await?;
    let (name, listening) = match locale {
        Locale::Ar => ("تقييم مكالمة صحية", "الإصغاء"),
        Locale::En => ("Health call", "Listening"),
    };
    open_form(station, name).await?;
    station.window.see(listening).await?;
    unfold(station, 1).await?;
    station.fill("lists-field-weight", "0").await?;
    station.click("lists-save").await?;
    let rule = station.word("errors-rule-list-weight");
    station.window.see(&rule).await?;
    station.focus_in("textbox", "lists-field-weight").await?;
    look.at("quality-form-fault").await?;

    let station = &look.station;
    station.fill("lists-field-weight", "40").await?;
    unfold(station, 1).await?;
    station.click("lists-inner-fail-add").await?;
    station
        .window
        .until("the focus in the row that was added", async || {
            let script = "const at = document.activeElement;
                return at?.tagName === 'INPUT' && at.value === '' && at.closest('dialog') !== null";
            let is_there = station.window.execute(script, vec![]).await?;
            Ok((is_there == serde_json::json!(true)).then_some(()))
        })
        .await?;
    station.window.write("أقفل الخط في وجه المتصل").await?;
    station.press(&[Key::Tab.into()]).await?;
    station.window.write("Hung up on the caller").await?;
    unfold(station, 6).await?;
    let fails = station.word("quality-auto-fail-hint");
    station.window.see(&fails).await?;
    look.at("quality-form-preview").await?;

    let station = &look.station;
    station.click("lists-save").await?;
    let in_use = station.word("lists-state-in-use");
    station.window.see(&in_use).await?;
    look.at("quality-form-changed").await?;
    let station = &look.station;
    open_form(station, name).await?;
    let version = station.word("lists-field-version");
    station.window.see_value("textbox", &version, "2").await?;
    look.at("quality-form").await?;
    look.end().await
}

/// In Arabic.
#[tokio::test]
async fn a_form_weighs_otherwise_in_arabic() -> Told {
    a_form_weighs_otherwise(Locale::Ar).await
}

/// In English.
#[tokio::test]
async fn a_form_weighs_otherwise_in_english() -> Told {
    a_form_weighs_otherwise(Locale::En).await
}
