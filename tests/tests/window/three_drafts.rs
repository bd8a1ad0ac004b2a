//! Three calls half typed at once, and all that can happen to a desk meanwhile: afterwards every field of
//! every one of them holds what it held.

use i18n::{FluentArgs, Locale};
use nida_tests::Told;
use nida_tests::station::{FIRST_LOGIN, FIRST_SECRET, Spoken, Station};
use nida_tests::window::Key;
use serde_json::{Map, Value};

const SALIM: &str = "salim";
const SALIM_SECRET: &str = "730518";

/// Keys to parts of the form, with a field there and what is typed into it.
type More = &'static [(char, &'static str, &'static str)];

/// What the three callers have said so far.
const THREE: [(&str, Spoken<'static>, More); 3] = [
    (
        "سالم بن حمد الحارثي",
        Spoken {
            number: "99110011",
            type_code: "complaint",
            subject: "med_shortage",
            facility: "khoula_hospital",
            place: "",
            note: "لم يتوفر دواء الصرع منذ أسبوعين",
        },
        &[
            ('t', "form-file-number", "44213"),
            ('j', "form-answer", "شُرح له أن الدواء مطلوب"),
        ],
    ),
    (
        "",
        Spoken {
            number: "+968 9922 0022",
            type_code: "report",
            subject: "food",
            facility: "",
            place: "مطعم قرب دوار الصحوة",
            note: "تقيؤ بعد عشاء عرس",
        },
        &[('g', "form-affected-ill", "3")],
    ),
    (
        "ليلى",
        Spoken {
            number: "٩٩٣٣ ٠٠٣٣",
            type_code: "",
            subject: "",
            facility: "",
            place: "",
            note: "خلف المسجد، تنتظر",
        },
        &[('v', "form-external-reference", "MOSD/4471")],
    ),
];

/// Every field of the call in front.
const FIELDS: &str = "
    const fields = {};
    for (const one of document.querySelectorAll('form [data-field]')) {
        const name = one.dataset.field;
        if (one.type === 'radio') { if (one.checked) fields[name] = one.value; }
        else fields[name] = one.type === 'checkbox' ? one.checked : one.value;
    }
    for (const one of document.querySelectorAll('form [aria-pressed=true]')) fields[`pressed ${one.innerText}`] = true;
    return fields";

type Fields = Map<String, Value>;

/// A desk with the three, and what each of them holds.
async fn three_drafts(locale: Locale) -> Told<(Station, Vec<Fields>)> {
    let station = Station::at_work(locale).await?;
    let mut held = Vec::new();
    for (caller, spoken, more) in THREE {
        station.new_call().await?;
        if !caller.is_empty() {
            station.fill("common-caller", caller).await?;
        }
        station.take_down(spoken).await?;
        for (key, field, text) in more {
            station.press(&[Key::Alt.into(), *key]).await?;
            station.fill(field, text).await?;
        }
        station.window.see(&station.word("desk-kept")).await?;
        held.push(fields(&station).await?);
    }
    for (fields, (_, spoken, more)) in held.iter().zip(THREE) {
        let text = Value::Object(fields.clone()).to_string();
        for typed in [spoken.number, spoken.note]
            .into_iter()
            .chain(more.iter().map(|one| one.2))
        {
            assert!(text.contains(typed), "{typed} is read back: {text}");
        }
    }
    Ok((station, held))
}

async fn fields(station: &Station) -> Told<Fields> {
    Ok(serde_json::from_value(
        station.window.execute(FIELDS, vec![]).await?,
    )?)
}

/// Goes through the drafts by Shift+F2 and compares each, field by field.
async fn see_all_three(station: &Station, held: &[Fields]) -> Told {
    let count = FluentArgs::from_iter([("count", held.len())]);
    station
        .window
        .see(&station.sentence("status-drafts", &count))
        .await?;
    for expected in held {
        let number = expected.get("number").cloned().unwrap_or_default();
        let mut steps = 0;
        station
            .window
            .until(&format!("the draft of {number}"), async || {
                if fields(station).await?.get("number") == Some(&number) {
                    return Ok(Some(()));
                }
                assert!(steps < 200, "no draft of {number}");
                steps += 1;
                station
                    .window
                    .press(&[Key::Shift.into(), Key::F2.into()])
                    .await?;
                Ok(None)
            })
            .await?;
        station
            .window
            .until(&format!("every field of {number}"), async || {
                let now = fields(station).await?;
                let differ: Vec<_> = expected
                    .iter()
                    .filter(|(name, value)| now.get(*name) != Some(*value))
                    .collect();
                Ok(differ.is_empty().then_some(()))
            })
            .await?;
        assert_eq!(
            fields(station).await?,
            *expected,
            "and none that it had not"
        );
    }
    Ok(())
}

/// Ctrl+L and a digit.
async fn lock(station: &Station, digit: char) -> Told {
    station.press(&[Key::Control.into(), 'l']).await?;
    station.window.see(&station.word("lock-ask")).await?;
    station.press(&[digit]).await?;
    station.heading("lock-title").await.map(drop)
}

/// Somebody closes the window; it asks once, and is told to go.
#[tokio::test]
async fn three_drafts_outlive_the_closing_of_the_window() -> Told {
    let (station, held) = three_drafts(Locale::Ar).await?;
    let count = FluentArgs::from_iter([("count", 3)]);
    let asked = station.sentence("desktop-close-drafts", &count);
    station.window.display().close_window()?;
    station.window.see(&asked).await?;
    station.click("desktop-close-stay").await?;
    station.window.see_no_more(&asked).await?;
    see_all_three(&station, &held).await?;
    let station = station.close_and_reopen().await?;
    station.open_data().await?;
    station.sign_in(FIRST_LOGIN, FIRST_SECRET).await?;
    see_all_three(&station, &held).await?;
    station.close().await
}

/// The cable is pulled.
#[tokio::test]
async fn three_drafts_outlive_a_power_cut() -> Told {
    let (station, held) = three_drafts(Locale::Ar).await?;
    let station = station.restart_after_kill().await?;
    station.open_data().await?;
    station.sign_in(FIRST_LOGIN, FIRST_SECRET).await?;
    see_all_three(&station, &held).await?;
    station.close().await
}

/// The machine is locked and opened again by whoever locked it.
#[tokio::test]
async fn three_drafts_stand_behind_the_lock() -> Told {
    let (station, held) = three_drafts(Locale::En).await?;
    lock(&station, '1').await?;
    station.fill("common-secret", FIRST_SECRET).await?;
    station.click("lock-open").await?;
    station.heading("desk-call-title").await?;
    see_all_three(&station, &held).await?;
    station.close().await
}

/// Another person works at the machine in between, with a draft of their own; the first signs out as well.
#[tokio::test]
async fn three_drafts_wait_while_another_person_works() -> Told {
    let (station, held) = three_drafts(Locale::Ar).await?;
    station
        .add_agent(SALIM, "سالم البوسعيدي", SALIM_SECRET)
        .await?;
    lock(&station, '9').await?;
    station.enter(SALIM, SALIM_SECRET).await?;
    station.heading("desk-empty-title").await?;
    station.new_call().await?;
    station.fill("desk-note", "مسودة سالم").await?;
    station.sign_out().await?;
    station.enter(FIRST_LOGIN, FIRST_SECRET).await?;
    station.window.see(&station.word("common-sign-out")).await?;
    station.press(&[Key::Control.into(), '1']).await?;
    see_all_three(&station, &held).await?;
    station.sign_out().await?;
    station.sign_in(FIRST_LOGIN, FIRST_SECRET).await?;
    see_all_three(&station, &held).await?;
    station.close().await
}

/// The language changes and changes back; in between every text that a person typed is the same.
#[tokio::test]
async fn three_drafts_speak_both_languages() -> Told {
    let (mut station, held) = three_drafts(Locale::Ar).await?;
    // What was picked from a list speaks the language of the screen, and what a pressed button is called.
    let typed: Vec<Fields> = held
        .iter()
        .map(|fields| {
            let picked = ["subCategory", "facility"];
            let own = fields.iter().filter(|(name, _)| {
                !picked.contains(&name.as_str()) && !name.starts_with("pressed")
            });
            own.map(|(name, value)| (name.clone(), value.clone()))
                .collect()
        })
        .collect();
    for (language, locale) in [("English", Locale::En), ("العربية", Locale::Ar)] {
        station.go_to("common-screen-settings").await?;
        station.window.click("button", language).await?;
        station = station.hear(locale).await?;
        station.press(&[Key::Control.into(), '1']).await?;
        station.heading("desk-call-title").await?;
        if locale == Locale::Ar {
            see_all_three(&station, &held).await?;
            continue;
        }
        for expected in &typed {
            station
                .window
                .until(
                    &format!("{:?} in English", expected.get("number")),
                    async || {
                        let now = fields(&station).await?;
                        if expected
                            .iter()
                            .all(|(name, value)| now.get(name) == Some(value))
                        {
                            return Ok(Some(()));
                        }
                        station
                            .window
                            .press(&[Key::Shift.into(), Key::F2.into()])
                            .await?;
                        Ok(None)
                    },
                )
                .await?;
        }
    }
    station.close().await
}
