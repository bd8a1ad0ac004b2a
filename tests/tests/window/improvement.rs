//! What comes in more often than it did, in the window: told, opened down to its calls, recommended to a body, answered.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use app::clock::SetClock;
use app::dto::{CallForm, Digits, LocaleCode, Preferences, SaveAs};
use domain::id::Millis;
use i18n::{FluentArgs, Locale};
use nida_tests::station::Station;
use nida_tests::window::Key;
use nida_tests::{Told, machine};

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;
/// Complaints of this week about a matter that nobody complained about before.
const THIS_WEEK: u8 = 6;

/// A site of nine weeks at which a medicine ran short this week in Muscat.
fn short_of_a_medicine(folder: &std::path::Path, locale: Locale) -> Told {
    let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis();
    let now = i64::try_from(now)?;
    let clock = Arc::new(SetClock::at(Millis(now - 64 * DAY_MS)));
    let app = machine::start(folder, Arc::clone(&clock));
    machine::first_start(&app)?;
    let preferences = Preferences {
        locale: match locale {
            Locale::Ar => LocaleCode::Ar,
            Locale::En => LocaleCode::En,
        },
        digits: Digits::Latn,
    };
    // First of the station, then of the person.
    app.set_preferences(preferences)?;
    machine::sign_in(&app)?;
    app.set_preferences(preferences)?;
    let log = |n: u8, subject: &str, at: i64| -> Told {
        let form = CallForm {
            governorate: "OM-MA".into(),
            sub_category: subject.into(),
            ..machine::complaint_form(machine::id(at, [n; 10]), at - 60_000)
        };
        app.log_call(&form, SaveAs::ByRule)?;
        Ok(())
    };
    // A past that this week can be held against.
    for week in 0..9 {
        let at = now - (64 - 7 * i64::from(week)) * DAY_MS;
        clock.set(Millis(at));
        log(100 + week, "appt_delay", at)?;
    }
    clock.set(Millis(now));
    for n in 2..2 + THIS_WEEK {
        log(n, "med_shortage", now)?;
    }
    Ok(())
}

async fn a_spike_leads_to_a_recommendation_and_its_effect(locale: Locale) -> Told {
    let data = tempfile::tempdir()?;
    short_of_a_medicine(data.path(), locale)?;
    let station = Station::open_on(data, locale).await?;
    station
        .fill("start-closed-passphrase", machine::PASSPHRASE)
        .await?;
    station.click("start-closed-open").await?;
    station.sign_in(machine::LOGIN, machine::PIN).await?;
    station.go_to("common-screen-figures").await?;

    // Told with its number, which leads to the calls.
    let matter = matter(&station)?;
    let count = THIS_WEEK.to_string();
    let figure = FluentArgs::from_iter([("figure", matter.as_str()), ("value", count.as_str())]);
    let behind = station.sentence("figures-rows-of", &figure);
    station.window.find("button", &behind).await?;
    let to_it = "document.querySelector('main h2, [data-pane] h2').scrollIntoView()";
    station.window.execute(to_it, vec![]).await?;
    picture(&station, "improvement-noticed").await?;
    station.window.click("button", &behind).await?;
    let shown = FluentArgs::from_iter([("shown", THIS_WEEK), ("total", THIS_WEEK)]);
    let shown = station.sentence("figures-shown", &shown);
    station.window.see(&shown).await?;
    station.press(&[Key::Escape.into()]).await?;

    // Recommended: first without a body, which is said at the field, then whole.
    let about = |id: &str| {
        let arguments = FluentArgs::from_iter([("matter", matter.as_str())]);
        station.sentence(id, &arguments)
    };
    station
        .window
        .click("button", &about("improvement-recommend-about"))
        .await?;
    station
        .fill("improvement-text", "مخزون احتياطي لأسبوعين في كل مجمع صحي.")
        .await?;
    station.click("improvement-recommend-now").await?;
    station
        .window
        .see(&station.word("errors-rule-required"))
        .await?;
    station.focus_in("combobox", "improvement-entity").await?;
    picture(&station, "improvement-half").await?;
    let lists = domain::lists::Lists::embedded()?;
    let body = lists
        .get(domain::lists::List::Entities, "drug_safety")
        .map(|body| match locale {
            Locale::Ar => body.ar.clone(),
            Locale::En => body.en.clone(),
        });
    station.take_option(&body.unwrap_or_default()).await?;
    station.click("improvement-recommend-now").await?;
    station
        .window
        .see(&station.word("improvement-recommended"))
        .await?;

    // Answered, and held against the calls since: no day has passed yet.
    let list = station.word("improvement-list");
    station.window.click_with("button", &list).await?;
    station.heading("improvement-list").await?;
    station
        .window
        .click("button", &about("improvement-answer-about"))
        .await?;
    station
        .fill("improvement-what-was-done", "صُرف مخزون احتياطي.")
        .await?;
    picture(&station, "improvement-answering").await?;
    station.click("improvement-answer-send").await?;
    station
        .window
        .click("button", &about("improvement-effect-about"))
        .await?;
    station
        .window
        .see(&station.word("improvement-effect-not-yet"))
        .await?;
    picture(&station, "improvement-list").await?;
    station.press(&[Key::Escape.into()]).await?;
    station
        .window
        .see(&station.word("improvement-noticed"))
        .await?;
    station.close().await
}

/// Its subject and place as the screen tells them.
fn matter(station: &Station) -> Told<String> {
    let (of_type, subject) = (
        station.type_label("complaint")?,
        station.subject_label("complaint", "med_shortage")?,
    );
    let what = format!("{of_type} · {subject}");
    let lists = domain::lists::Lists::embedded()?;
    let place = lists.get(domain::lists::List::Governorates, "OM-MA");
    let place = place.map(|place| match station.locale() {
        Locale::Ar => place.ar.clone(),
        Locale::En => place.en.clone(),
    });
    let arguments = FluentArgs::from_iter([("what", what), ("where", place.unwrap_or_default())]);
    Ok(station.sentence("improvement-matter", &arguments))
}

async fn picture(station: &Station, name: &str) -> Told {
    let name = format!("{name}-{}", station.locale().code());
    station.window.picture(&name).await?;
    let findings = station.window.accessibility_findings().await?;
    assert!(findings.is_empty(), "{findings:#?}");
    Ok(())
}

/// In Arabic.
#[tokio::test]
async fn a_spike_leads_to_a_recommendation_and_its_effect_in_arabic() -> Told {
    a_spike_leads_to_a_recommendation_and_its_effect(Locale::Ar).await
}

/// In English.
#[tokio::test]
async fn a_spike_leads_to_a_recommendation_and_its_effect_in_english() -> Told {
    a_spike_leads_to_a_recommendation_and_its_effect(Locale::En).await
}
