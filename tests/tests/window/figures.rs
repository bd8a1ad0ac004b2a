//! Figures of a period: chosen, understood, opened down to their rows, and back.

use i18n::{FluentArgs, Locale};
use nida_tests::Told;
use nida_tests::station::{Spoken, Station};
use nida_tests::window::Key;

async fn figures_lead_to_their_rows_and_back(locale: Locale) -> Told {
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
    station.save().await?;
    station.new_call().await?;
    station
        .take_down(Spoken {
            number: "99223344",
            type_code: "health_ed",
            subject: "diabetes",
            ..Spoken::default()
        })
        .await?;
    station.save().await?;

    // What was logged today, of which one call opened a case.
    station.go_to("common-screen-figures").await?;
    station
        .choose("figures-period", &station.word("figures-period-today"))
        .await?;
    let received = rows_of(&station, "figures-received", "2");
    station.window.find("button", &received).await?;
    let half = FluentArgs::from_iter([("part", 1), ("whole", 2)]);
    let half = station.sentence("figures-of-whole", &half);
    station.window.see(&half).await?;
    station
        .window
        .see(&station.word("figures-this-machine"))
        .await?;
    station
        .window
        .picture(&format!("figures-{}", locale.code()))
        .await?;
    let findings = station.window.accessibility_findings().await?;
    assert!(findings.is_empty(), "{findings:#?}");

    // The tables, whose bars begin where the lines begin.
    let to_tables = "document.querySelector('table').scrollIntoView()";
    station.window.execute(to_tables, vec![]).await?;
    station
        .window
        .picture(&format!("figures-tables-{}", locale.code()))
        .await?;
    let begins = "
        const bar = document.querySelector('table svg rect').getBoundingClientRect();
        const cell = document.querySelector('table td.bar svg').getBoundingClientRect();
        const rtl = getComputedStyle(document.documentElement).direction === 'rtl';
        return Math.abs(rtl ? bar.right - cell.right : bar.left - cell.left) < 1";
    let begins = station.window.execute(begins, vec![]).await?;
    assert_eq!(begins, true, "a bar begins where its line begins");

    // What each counts, by one key, and away again.
    let definition = station.word("figures-definition-received");
    station.press(&[Key::Alt.into(), 'q']).await?;
    station.window.see(&definition).await?;
    station
        .window
        .picture(&format!("figures-defined-{}", locale.code()))
        .await?;
    station.press(&[Key::Alt.into(), 'q']).await?;
    station.window.see_no_more(&definition).await?;

    // The calls behind the number, and back to it.
    let complaint = station.subject_label("complaint", "appt_delay")?;
    let query = station.subject_label("health_ed", "diabetes")?;
    station.window.click("button", &received).await?;
    station.heading("figures-received").await?;
    station.window.find_with("button", &complaint).await?;
    station.window.find_with("button", &query).await?;
    station
        .window
        .picture(&format!("figures-rows-{}", locale.code()))
        .await?;
    let findings = station.window.accessibility_findings().await?;
    assert!(findings.is_empty(), "{findings:#?}");
    station.press(&[Key::Escape.into()]).await?;
    station.window.focus_on("button", &received).await?;

    // The case behind its number.
    let new = rows_of(&station, "figures-balance-new", "1");
    station.window.click("button", &new).await?;
    station.window.find_with("button", &complaint).await?;
    station.press(&[Key::Escape.into()]).await?;
    station.window.focus_on("button", &new).await?;

    // Any period in one line from the palette; nothing was logged in that one.
    station.press(&[Key::Control.into(), 'k']).await?;
    station.focus_in("combobox", "palette-field").await?;
    let yesterday = station.word("figures-period-yesterday");
    station.window.write(&yesterday).await?;
    let period = FluentArgs::from_iter([("period", yesterday.as_str())]);
    let period = station.sentence("palette-period", &period);
    station.window.see_selected_option(&period).await?;
    station.press(&[Key::Enter.into()]).await?;
    station.window.see(&station.word("figures-empty")).await?;

    // Days that end before they begin are refused in words, and the figures stay those of before.
    station
        .choose("figures-period", &station.word("figures-period-days"))
        .await?;
    station.fill("figures-from", "22/11/2026").await?;
    station.fill("figures-to", "21/11/2026").await?;
    station.click("figures-show").await?;
    station
        .window
        .see(&station.word("errors-rule-end-before-start"))
        .await?;
    station.close().await
}

/// The name of the button that leads to the rows behind a figure.
fn rows_of(station: &Station, figure: &str, value: &str) -> String {
    let figure = station.word(figure);
    let arguments = FluentArgs::from_iter([("figure", figure.as_str()), ("value", value)]);
    station.sentence("figures-rows-of", &arguments)
}

/// In Arabic.
#[tokio::test]
async fn figures_lead_to_their_rows_and_back_in_arabic() -> Told {
    figures_lead_to_their_rows_and_back(Locale::Ar).await
}

/// In English.
#[tokio::test]
async fn figures_lead_to_their_rows_and_back_in_english() -> Told {
    figures_lead_to_their_rows_and_back(Locale::En).await
}
