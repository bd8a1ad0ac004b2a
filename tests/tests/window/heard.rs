//! The desk as a screen reader gets it: read from the accessibility tree of the desktop (AT-SPI), with the
//! page never asked what it thinks of itself.

use std::collections::BTreeMap;

use i18n::{FluentArgs, Locale};
use nida_tests::screen_reader::{Heard, ScreenReader};
use nida_tests::station::{FIRST_SECRET, Spoken, Station};
use nida_tests::window::Key;
use nida_tests::{Failure, Told};

/// What a person acts on.
const CONTROLS: [&str; 8] = [
    "button",
    "textbox",
    "combobox",
    "radio",
    "checkbox",
    "searchbox",
    "spinbutton",
    "option",
];

/// By what the application tells that a live region speaks.
const SPEAKS: [&str; 3] = ["Announcement", "ChildrenChanged", "TextChanged"];

/// A desk with a call that has all its parts open, and somebody who listens.
async fn a_heard_desk(locale: Locale) -> Told<(Station, ScreenReader)> {
    let station = Station::unpacked_and_heard(locale).await?;
    let code = station.set_up().await?;
    station.confirm_recovery_code(&code).await?;
    station.begin().await?;
    let process = station.window.process();
    let reader = station
        .window
        .until("the window in the tree", async || {
            Ok(ScreenReader::listen(process).ok())
        })
        .await?;
    // A screen reader reads the page once; from then on the page tells what changes.
    reader.everything()?;
    Ok((station, reader))
}

/// How often each role and name of what can be acted on is there, by the page and by the tree.
async fn controls(
    station: &Station,
    all: &[Heard],
) -> Told<(
    BTreeMap<(String, String), usize>,
    BTreeMap<(String, String), usize>,
)> {
    let (mut shown, mut heard) = (BTreeMap::new(), BTreeMap::new());
    for role in CONTROLS {
        for name in station.window.names_of(role).await? {
            *shown.entry((role.to_owned(), plain(&name))).or_default() += 1;
        }
    }
    for one in all
        .iter()
        .filter(|one| CONTROLS.contains(&one.role.as_str()))
    {
        *heard
            .entry((one.role.clone(), plain(&one.name)))
            .or_default() += 1;
    }
    Ok((shown, heard))
}

/// Without the spaces that stand between the parts of a name, which each side joins in its own way.
fn plain(name: &str) -> String {
    name.split_whitespace().collect()
}

/// Everything that can be pressed or typed into has its role and a name, and the focus is where it is shown.
async fn every_control_has_a_role_and_a_name(locale: Locale) -> Told {
    let (station, reader) = a_heard_desk(locale).await?;
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
    for key in ['t', 'q', 'g', 'b', 's', 'j', 'r', 'o', 'w', 'v', 'm'] {
        station.press(&[Key::Alt.into(), key]).await?;
    }
    let promise = station.word("form-promise-words");
    station.window.find("textbox", &promise).await?;
    let mut last = String::new();
    station
        .window
        .until("every control of the page in the tree", async || {
            let (shown, heard) = controls(&station, &reader.everything()?).await?;
            let missing: Vec<_> = shown
                .iter()
                .filter(|(control, count)| heard.get(*control).is_none_or(|there| there < *count))
                .collect();
            let nameless: Vec<_> = heard.keys().filter(|(_, name)| name.is_empty()).collect();
            let told = format!("missing {missing:#?}, without a name {nameless:#?}");
            if told != last {
                println!("{} controls; {told}", shown.len());
                last = told;
            }
            Ok((shown.len() > 40 && missing.is_empty() && nameless.is_empty()).then_some(()))
        })
        .await?;

    // The focus, along a path by keys.
    for (keys, role, id) in [
        (vec![Key::Alt.into(), '2'], "combobox", "desk-subject"),
        (vec![Key::Alt.into(), 't'], "combobox", "form-relation"),
        (vec![Key::F2.into()], "textbox", "desk-number"),
        (vec![Key::Tab.into()], "textbox", "common-caller"),
        (vec![Key::Control.into(), 'k'], "combobox", "palette-field"),
        (vec![Key::Escape.into()], "textbox", "common-caller"),
        (vec![Key::F3.into()], "combobox", "cards-words"),
        (vec![Key::Escape.into()], "textbox", "common-caller"),
    ] {
        station.press(&keys).await?;
        station.focus_in(role, id).await?;
        let name = plain(&station.word(id));
        station
            .window
            .until(&format!("the focus heard on {id}"), async || {
                let focus = reader.focus()?;
                // Where a list is open below a field, what is heard is its option that Enter would take.
                let there = focus.is_some_and(|one| {
                    one.role == "option" || one.role == role && plain(&one.name) == name
                });
                Ok(there.then_some(()))
            })
            .await?;
    }
    station.close().await
}

/// In Arabic.
#[tokio::test]
async fn every_control_has_a_role_and_a_name_in_arabic() -> Told {
    every_control_has_a_role_and_a_name(Locale::Ar).await
}

/// In English.
#[tokio::test]
async fn every_control_has_a_role_and_a_name_in_english() -> Told {
    every_control_has_a_role_and_a_name(Locale::En).await
}

/// Waits until a live region holds the sentence, and the tree has told that it changed.
async fn hear(station: &Station, reader: &ScreenReader, sentence: &str) -> Told {
    let (mut told, mut live) = (Vec::new(), Vec::new());
    let heard = station
        .window
        .until(&format!("heard: {sentence}"), async || {
            told.extend(reader.changes());
            live = reader.live()?;
            let holds = live
                .iter()
                .any(|said| plain(said).contains(&plain(sentence)));
            let changed = told
                .iter()
                .any(|change: &String| SPEAKS.contains(&change.as_str()));
            Ok((holds && changed).then_some(()))
        })
        .await;
    heard.map_err(|why| Failure::new(format!("{why:?}\nlive: {live:?}\ntold: {told:?}")))
}

/// Whoever does not see the screen must hear that a call began, under which number its case was opened, that
/// it was taken back, and that the machine is about to lock.
#[tokio::test]
async fn what_happens_is_said_to_whoever_listens() -> Told {
    let (station, reader) = a_heard_desk(Locale::Ar).await?;
    station.new_call().await?;
    hear(&station, &reader, &station.word("desk-new-call-said")).await?;
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
    let reference = station.save().await?.unwrap_or_default();
    let arguments =
        FluentArgs::from_iter([("number", "9912 3456"), ("reference", reference.as_str())]);
    let saved = station.sentence("desk-saved-case-of", &arguments);
    hear(&station, &reader, &saved).await?;
    station.press(&[Key::Alt.into(), 'z']).await?;
    hear(&station, &reader, &station.word("desk-taken-back")).await?;

    // A minute and three quarters later; the clock stands there while it is listened to.
    station.press(&[Key::F9.into()]).await?;
    let seconds = "const then = Date.now() + 105000; Date.now = () => then";
    station.window.execute(seconds, vec![]).await?;
    hear(&station, &reader, &station.word("lock-soon-said")).await?;
    station.press(&[Key::Control.into(), 'l']).await?;
    hear(&station, &reader, &station.word("lock-ask")).await?;
    station.press(&['1']).await?;
    station.heading("lock-title").await?;
    hear(&station, &reader, &station.word("lock-said")).await?;
    // Behind the lock nothing of the call is to be heard.
    let all = reader.everything()?;
    assert!(
        all.iter()
            .all(|one| !one.name.contains("99123456") && !one.name.contains(&reference)),
        "the locked machine tells nothing of a caller"
    );
    station.fill("common-secret", FIRST_SECRET).await?;
    station.click("lock-open").await?;
    station.heading("desk-call-title").await?;
    station.close().await
}
