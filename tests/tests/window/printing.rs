//! The figures on paper: what stands on it, that nothing of it is cut, and that nothing to be pressed is left.

use i18n::Locale;
use nida_tests::Told;
use nida_tests::window::Key;

use crate::satisfaction::{days, with_a_year};

async fn the_figures_are_printed(locale: Locale) -> Told {
    let station = with_a_year(locale).await?;
    station.go_to("common-screen-figures").await?;
    days(&station, "2026-01-01", "2026-05-02").await?;
    let received = "
        const tile = document.querySelector('.figures li .value');
        return tile?.textContent.trim() === '400'";
    station
        .window
        .until("the figures of the days", async || {
            let there = station.window.execute(received, vec![]).await?;
            Ok((there == true).then_some(()))
        })
        .await?;

    // What the printer would get, as no printer is there; it gets the page.
    let take = "window.printed = 0; window.print = () => { window.printed += 1 }";
    station.window.execute(take, vec![]).await?;
    station.press(&[Key::Control.into(), 'p']).await?;
    station
        .window
        .until("something to print", async || {
            let printed = station
                .window
                .execute("return window.printed", vec![])
                .await?;
            Ok((printed == 1).then_some(()))
        })
        .await?;
    let name = format!("figures-paper-{}", locale.code());
    let paper = station.window.paper(&name).await?;
    assert!(paper.pictures.len() > 1, "a year is more than one sheet");
    assert_eq!(paper.beside, Vec::<String>::new(), "cut at the sides");
    assert_eq!(paper.pressed, Vec::<String>::new(), "to be pressed");
    for word in [
        "figures-this-machine",
        "figures-of-calls",
        "figures-balance",
        "figures-over-time",
        "figures-satisfaction-by",
        "figures-by-type",
    ] {
        let word = station.word(word);
        assert!(paper.text.contains(&word), "{word} is not on it");
    }
    station.close().await
}

/// In Arabic.
#[tokio::test]
async fn the_figures_are_printed_in_arabic() -> Told {
    the_figures_are_printed(Locale::Ar).await
}

/// In English.
#[tokio::test]
async fn the_figures_are_printed_in_english() -> Told {
    the_figures_are_printed(Locale::En).await
}
