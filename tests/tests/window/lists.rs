//! Lists that come from the centre while a call is being taken down.

use domain::local_day::LocalDay;
use domain::wire::PackKind;
use i18n::{FluentArgs, Locale};
use nida_tests::Told;
use nida_tests::centre::Centre;
use nida_tests::station::Station;
use nida_tests::window::{Key, without_isolation};
use serde_json::{Value, json};

const NUMBER: &str = "99123456";
/// Days of the holiday that is published, today the first.
const DAYS_OFF: u8 = 4;

/// A facility with a new name, a new subject, and days on which nobody works, from today on.
fn lists() -> Value {
    let now = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .map_or(0, |since| since.as_millis());
    let today = LocalDay::of(i64::try_from(now).unwrap_or_default());
    let last = (1..DAYS_OFF).fold(today, |day, _| day.next());
    json!({"about": "lists of a journey", "lists": {
        "facilities": {"about": "", "rows": [
            {"code": "royal_hospital", "ar": "المستشفى السلطاني (بوشر)", "en": "Royal Hospital (Bausher)", "group": "OM-MA"}
        ]},
        "sub_categories": {"about": "", "rows": [
            {"type": "health_ed", "code": "sea_water", "ar": "لسعات البحر", "en": "Stings of the sea", "synonyms": ["قنديل"]}
        ]},
        "holidays": {"about": "", "rows": [
            {"occasion": "journey", "ar": "إجازة رسمية", "en": "Official holiday", "from": today.to_string(),
                "to": last.to_string(), "state": "observed", "source": "a journey"}
        ]}
    }})
}

fn label(locale: Locale, [ar, en]: [&'static str; 2]) -> &'static str {
    match locale {
        Locale::Ar => ar,
        Locale::En => en,
    }
}

/// The ministry publishes while somebody is on the telephone: nothing that was typed goes, nothing is said, and the new
/// names are there for this very call.
async fn lists_come_into_an_open_call(locale: Locale) -> Told {
    let centre = Centre::start().await?;
    let station = Station::at_work(locale).await?;
    station.connect(&centre).await?;
    station.click("common-screen-desk").await?;
    station.new_call().await?;
    station.window.write(NUMBER).await?;
    let note = "تسأل عن لسعة قنديل البحر";
    station.fill("desk-note", note).await?;

    centre.publish(PackKind::Lists, &lists()).await?;
    station.click("status-sync-now").await?;
    station.choose_type("health_ed").await?;
    station
        .take_option(label(locale, ["لسعات البحر", "Stings of the sea"]))
        .await?;
    let facility = station.word("desk-facility");
    station.window.click("combobox", &facility).await?;
    let renamed = label(
        locale,
        ["المستشفى السلطاني (بوشر)", "Royal Hospital (Bausher)"],
    );
    station.take_option(renamed).await?;
    station
        .window
        .see_value("combobox", &facility, renamed)
        .await?;
    let number = station.word("desk-number");
    station.window.see_value("textbox", &number, NUMBER).await?;
    let words = station.word("desk-note");
    station.window.see_value("textbox", &words, note).await?;

    station.press(&[Key::Alt.into(), 'o']).await?;
    station.focus_in("combobox", "form-promise-day").await?;
    let tomorrow = FluentArgs::from_iter([("day", station.word("form-tomorrow"))]);
    let tomorrow = station.sentence("form-day-off", &tomorrow);
    let tomorrow = without_isolation(&tomorrow);
    let days = station
        .window
        .until("the days of the ministry's calendar", async || {
            let script = "return [...document.querySelectorAll('[data-field=promiseDay] option')]
                .map((one) => one.textContent)";
            let days = station.window.execute(script, vec![]).await?;
            let days: Vec<String> = serde_json::from_value(days)?;
            let days: Vec<String> = days
                .iter()
                .map(|day| without_isolation(day).trim().to_owned())
                .collect();
            Ok(days.contains(&tomorrow).then_some(days))
        })
        .await?;
    let off =
        without_isolation(&station.sentence("form-day-off", &FluentArgs::from_iter([("day", "")])))
            .trim()
            .to_owned();
    let published = days.iter().skip(1).take(usize::from(DAYS_OFF));
    assert!(
        published.clone().all(|day| day.ends_with(&off)),
        "each of them is a day off: {days:?}"
    );
    station
        .window
        .picture(&format!("desk-lists-{}", locale.code()))
        .await?;
    assert_eq!(station.save().await?, None, "a query opens no case");
    let arrived = centre.see("call.logged", 1).await?;
    assert!(
        arrived
            .iter()
            .any(|(facts, _)| facts.to_string().contains("sea_water")),
        "by the code that was published: {arrived:?}"
    );

    station.go_to("common-screen-settings").await?;
    let name = station.word("settings-centre-pack-lists");
    let line = station.sentence(
        "settings-centre-pack-of",
        &FluentArgs::from_iter([("what", name)]),
    );
    station.window.see(&without_isolation(&line)).await?;
    station.close().await
}

/// In Arabic.
#[tokio::test]
async fn lists_come_into_an_open_call_in_arabic() -> Told {
    lists_come_into_an_open_call(Locale::Ar).await
}

/// In English.
#[tokio::test]
async fn lists_come_into_an_open_call_in_english() -> Told {
    lists_come_into_an_open_call(Locale::En).await
}
