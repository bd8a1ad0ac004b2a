//! Figures over time as charts that run the way the language is read, and what people say of a contact: written down by
//! keys, by somebody other than who handled it, and counted.

use std::sync::Arc;

use app::clock::SetClock;
use app::dto::{Digits, LocaleCode, Preferences};
use i18n::{FluentArgs, Locale};
use nida_tests::Told;
use nida_tests::machine::{self, LOGIN, PASSPHRASE, PIN};
use nida_tests::sample_year::{self, SMALL, SampleYear};
use nida_tests::station::Station;
use nida_tests::window::Key;
use store::{Folder, Store, Unlock};

const SEED: u64 = 7;

/// A machine with a small year on it, its supervisor signed in.
pub(crate) async fn with_a_year(locale: Locale) -> Told<Station> {
    let data = tempfile::tempdir()?;
    let clock = Arc::new(SetClock::at(sample_year::now()));
    let app = machine::start(data.path(), Arc::clone(&clock));
    machine::first_start(&app)?;
    machine::sign_in(&app)?;
    let locale_code = match locale {
        Locale::Ar => LocaleCode::Ar,
        Locale::En => LocaleCode::En,
    };
    app.set_preferences(Preferences {
        locale: locale_code,
        digits: Digits::Latn,
    })?;
    app.sign_out()?;
    drop(app);
    let store = Store::open(&Folder::at(data.path()), &Unlock::Passphrase(PASSPHRASE))?;
    SampleYear::write(&store, &SampleYear::new(SEED, SMALL)?.acts)?;
    drop(store);
    let station = Station::open_on(data, Locale::Ar).await?;
    station.heading("start-closed-title").await?;
    station.fill("start-closed-passphrase", PASSPHRASE).await?;
    station.click("start-closed-open").await?;
    station.heading("signin-title").await?;
    station.enter(LOGIN, PIN).await?;
    let station = station.hear(locale).await?;
    station.heading("desk-empty-title").await?;
    Ok(station)
}

pub(crate) async fn days(station: &Station, from: &str, to: &str) -> Told {
    station
        .choose("figures-period", &station.word("figures-period-days"))
        .await?;
    station.fill("figures-from", from).await?;
    station.fill("figures-to", to).await?;
    station.click("figures-show").await
}

async fn picture(station: &Station, name: &str) -> Told {
    let name = format!("{name}-{}", station.locale().code());
    station.window.picture(&name).await.map(drop)
}

async fn nothing_is_found(station: &Station) -> Told {
    let findings = station.window.accessibility_findings().await?;
    assert!(findings.is_empty(), "{findings:#?}");
    Ok(())
}

async fn charts_run_the_way_the_language_is_read(locale: Locale) -> Told {
    let station = with_a_year(locale).await?;
    station.go_to("common-screen-figures").await?;
    // The first quarter stands at 93 %.
    days(&station, "2026-01-01", "2026-03-31").await?;
    let satisfied = FluentArgs::from_iter([("part", 37), ("whole", 40)]);
    let satisfied = station.sentence("figures-of-whole", &satisfied);
    station.window.see(&satisfied).await?;
    picture(&station, "figures-satisfaction").await?;
    days(&station, "2026-01-01", "2026-05-02").await?;

    let to_charts = "document.querySelector('figure').scrollIntoView()";
    station.window.execute(to_charts, vec![]).await?;
    picture(&station, "figures-charts").await?;
    nothing_is_found(&station).await?;
    let runs = "
        const bars = Array.from(document.querySelectorAll('figure rect.bar'), (bar) => bar.getBoundingClientRect());
        const rtl = getComputedStyle(document.documentElement).direction === 'rtl';
        const ordered = bars.every((bar, at) => at === 0 || (bar.left > bars[at - 1].left) !== rtl);
        const words = document.querySelector('figure text').getCTM();
        return bars.length > 10 && ordered && words.a > 0";
    let runs = station.window.execute(runs, vec![]).await?;
    assert_eq!(
        runs, true,
        "time runs as it is read, and no word is mirrored"
    );

    // A number of the table leads to its rows, and back to it.
    let first = "
        const button = document.querySelector('.table table button');
        button.focus();
        button.click();
        return button.getAttribute('aria-label')";
    let first = station.window.execute(first, vec![]).await?;
    let first = first.as_str().unwrap_or_default().to_owned();
    station.window.see(&station.word("figures-back")).await?;
    station.press(&[Key::Escape.into()]).await?;
    station.window.focus_on("button", &first).await?;

    station.window.resize((1024, 768)).await?;
    station.window.execute(to_charts, vec![]).await?;
    picture(&station, "figures-charts-small").await?;
    station.close().await
}

async fn what_people_say_is_written_down_by_keys(locale: Locale) -> Told {
    let station = with_a_year(locale).await?;
    station.go_to("common-screen-figures").await?;
    days(&station, "2026-05-03", "2026-05-04").await?;
    let received = "
        const button = document.querySelector('.figures li .value button');
        // Until the days are counted those of before stand there, in which nobody called.
        if (!button || button.textContent.trim() === '0') return false;
        button.click();
        return true";
    station
        .window
        .until("the calls received", async || {
            let pressed = station.window.execute(received, vec![]).await?;
            Ok((pressed == true).then_some(()))
        })
        .await?;
    station.window.see(&station.word("figures-back")).await?;
    let open = "
        const row = document.querySelector('.figures ul li button');
        if (!row) return false;
        row.click();
        return true";
    station
        .window
        .until("a call behind the number", async || {
            let pressed = station.window.execute(open, vec![]).await?;
            Ok((pressed == true).then_some(()))
        })
        .await?;
    station.click("surveys-record").await?;
    station
        .window
        .see(&station.word("surveys-marks-hint"))
        .await?;
    station.press(&['5']).await?;
    station.press(&[Key::Tab.into()]).await?;
    station.press(&['4']).await?;
    station.press(&[Key::Tab.into()]).await?;
    station.press(&['1']).await?;
    picture(&station, "survey-form").await?;
    nothing_is_found(&station).await?;
    station.click("surveys-save").await?;
    let five = FluentArgs::from_iter([("mark", "5")]);
    let overall = station.sentence("surveys-overall-of", &five);
    station.window.see(&overall).await?;
    let four = FluentArgs::from_iter([("mark", "4")]);
    let ease = station.sentence("surveys-ease-of", &four);
    station.window.see(&ease).await?;
    picture(&station, "survey-said").await?;
    nothing_is_found(&station).await?;

    // Taken back it is gone, and may be asked again.
    station.click("surveys-withdraw").await?;
    station.window.see_no_more(&overall).await?;
    station
        .window
        .find("button", &station.word("surveys-record"))
        .await?;
    station.close().await
}

/// In Arabic.
#[tokio::test]
async fn charts_run_the_way_the_language_is_read_in_arabic() -> Told {
    charts_run_the_way_the_language_is_read(Locale::Ar).await
}

/// In English.
#[tokio::test]
async fn charts_run_the_way_the_language_is_read_in_english() -> Told {
    charts_run_the_way_the_language_is_read(Locale::En).await
}

/// In Arabic.
#[tokio::test]
async fn what_people_say_is_written_down_by_keys_in_arabic() -> Told {
    what_people_say_is_written_down_by_keys(Locale::Ar).await
}

/// In English.
#[tokio::test]
async fn what_people_say_is_written_down_by_keys_in_english() -> Told {
    what_people_say_is_written_down_by_keys(Locale::En).await
}
