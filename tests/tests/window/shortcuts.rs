//! Every action that has keys, struck by each of them for real on an Arabic layout, and what it does seen.
//!
//! The keys are read from the screens' own list; this table only says from where an action is struck and by
//! what it is known to have been done. An action that is not in the table fails
//! `every_action_is_in_the_table`: give it a row.

use std::collections::BTreeSet;

use domain::lists::Lists;
use i18n::{FluentArgs, Locale};
use nida_tests::display::key_code;
use nida_tests::second_copy::start_again;
use nida_tests::shortcuts::{self, Shortcut};
use nida_tests::station::{Spoken, Station};
use nida_tests::window::Key;
use nida_tests::{Failure, Told};

/// Two people and an open case are on it.
const NUMBER: &str = "99123456";
/// What is typed into a draft that is to be found again.
const TYPED: &str = "99110011";

/// Where somebody is when the key is struck.
#[derive(Debug, Clone, Copy)]
enum At {
    /// In the note of a new call.
    Note,
    /// In a new call from the number of the two people.
    Known,
    /// In a query that can be saved.
    Query,
    /// In a complaint like the one that is open.
    Complaint,
    /// In a report of food that made twelve people ill.
    Outbreak,
    /// In the second of two calls.
    TwoCalls,
    /// Before a card that is read.
    Card,
    /// At the desk, a call being announced.
    Announced,
    /// Behind a draft that was discarded.
    Discarded,
    /// On the screen of this name.
    Screen(&'static str),
    /// In the shift review, one of the own calls being open.
    Reviewed,
}

/// By what it is known that the action was done.
#[derive(Debug, Clone, Copy)]
enum Then {
    /// The focus is in what has this role and message.
    Focus(&'static str, &'static str),
    /// A heading with this message.
    Heading(&'static str),
    /// This message somewhere on the screen.
    Shown(&'static str),
    /// This message is said by the live region.
    Said(&'static str),
    /// The focus is within this part of the form.
    Part(&'static str),
    /// The type of this digit is chosen and the focus has gone on; none has the digit, so nothing happens.
    Type(u8),
    /// The number field holds this.
    Number(&'static str),
    /// The subject is this one of the reports.
    Report(&'static str),
    /// The case is linked.
    Linked,
    /// So many panes on.
    Pane(i64),
    /// The page says so.
    Page(&'static str),
}

/// Action, where, and then. Every action of `ui/src/lib/keys/actions.ts` has its row.
const TABLE: &[(&str, At, Then)] = &[
    ("call.new", At::Note, Then::Focus("textbox", "desk-number")),
    ("draft.next", At::TwoCalls, Then::Number(TYPED)),
    ("channel.choose", At::Note, Then::Shown("channel-choose")),
    ("call.hold", At::Note, Then::Said("clock-hold-said")),
    (
        "call.dropped",
        At::Note,
        Then::Said("clock-dropped-no-number-said"),
    ),
    ("call.back", At::Note, Then::Said("clock-not-dropped-said")),
    ("call.ended", At::Note, Then::Said("desk-ended")),
    ("call.save", At::Query, Then::Heading("desk-saved-title")),
    (
        "call.save-other",
        At::Query,
        Then::Heading("desk-saved-case-title"),
    ),
    ("answers", At::Note, Then::Focus("combobox", "cards-words")),
    (
        "answers.language",
        At::Card,
        Then::Page("return document.querySelector('dialog h3[lang=en]') !== null"),
    ),
    (
        "person.choose",
        At::Known,
        Then::Shown("caller-which-person"),
    ),
    ("case.link", At::Known, Then::Shown("caller-which-case")),
    ("case.same", At::Complaint, Then::Linked),
    ("part.patient", At::Note, Then::Part("patient")),
    ("part.questions", At::Outbreak, Then::Part("questions")),
    ("part.affected", At::Note, Then::Part("affected")),
    ("proposal.accept", At::Outbreak, Then::Report("cluster")),
    (
        "issue.add",
        At::Query,
        Then::Page("return document.activeElement.dataset.field === 'issue2SubCategory'"),
    ),
    ("part.care", At::Note, Then::Part("care")),
    ("part.place", At::Note, Then::Part("place")),
    ("part.answer", At::Note, Then::Part("answer")),
    ("part.promise", At::Note, Then::Part("promise")),
    ("part.refer", At::Note, Then::Part("refer")),
    ("part.late", At::Note, Then::Part("late")),
    ("part.contact", At::Note, Then::Part("contact")),
    (
        "number.flag",
        At::Known,
        Then::Focus("combobox", "form-flag-reason"),
    ),
    ("call.urgent", At::Note, Then::Said("desk-urgent-on")),
    (
        "draft.discard",
        At::Note,
        Then::Said("desk-draft-discarded"),
    ),
    ("draft.kept", At::Note, Then::Said("desk-kept")),
    (
        "pop.end",
        At::Announced,
        Then::Page("return document.querySelector('div:has(> section > strong)') === null"),
    ),
    ("undo", At::Discarded, Then::Number(TYPED)),
    ("type.0", At::Note, Then::Shown("desk-non-service")),
    ("type.1", At::Note, Then::Type(1)),
    ("type.2", At::Note, Then::Type(2)),
    ("type.3", At::Note, Then::Type(3)),
    ("type.4", At::Note, Then::Type(4)),
    ("type.5", At::Note, Then::Type(5)),
    ("type.6", At::Note, Then::Type(6)),
    ("type.7", At::Note, Then::Type(7)),
    ("type.8", At::Note, Then::Type(8)),
    ("type.9", At::Note, Then::Type(9)),
    (
        "screen.desk",
        At::Screen("common-screen-cases"),
        Then::Heading("desk-empty-title"),
    ),
    (
        "screen.cases",
        At::Note,
        Then::Heading("common-screen-cases"),
    ),
    (
        "screen.shift",
        At::Note,
        Then::Heading("common-screen-shift"),
    ),
    (
        "screen.figures",
        At::Note,
        Then::Heading("common-screen-figures"),
    ),
    (
        "screen.settings",
        At::Note,
        Then::Heading("common-screen-settings"),
    ),
    ("review.open", At::Note, Then::Heading("review-title")),
    ("import.open", At::Note, Then::Heading("importing-title")),
    (
        "shift.print",
        At::Screen("common-screen-shift"),
        Then::Page("return window.printed === 1"),
    ),
    (
        "shift.export",
        At::Screen("common-screen-shift"),
        Then::Heading("exports-shift-title"),
    ),
    (
        "shift.comment",
        At::Reviewed,
        Then::Focus("textbox", "shift-comment"),
    ),
    // What is to be put right comes first.
    (
        "shift.return",
        At::Reviewed,
        Then::Focus("textbox", "shift-comment"),
    ),
    ("shift.score", At::Reviewed, Then::Said("quality-not-own")),
    (
        "shift.sign",
        At::Reviewed,
        Then::Heading("shift-sign-title"),
    ),
    (
        "shift.hand-over",
        At::Reviewed,
        Then::Heading("shift-hand-over-title"),
    ),
    (
        "shift.journal",
        At::Reviewed,
        Then::Heading("journal-title"),
    ),
    (
        "figures.period",
        At::Screen("common-screen-figures"),
        Then::Focus("combobox", "figures-period"),
    ),
    (
        "figures.definitions",
        At::Screen("common-screen-figures"),
        Then::Shown("figures-definition-received"),
    ),
    (
        "figures.bulletin",
        At::Screen("common-screen-figures"),
        Then::Heading("exports-bulletin-title"),
    ),
    (
        "figures.print",
        At::Screen("common-screen-figures"),
        Then::Page("return window.printed === 1"),
    ),
    ("pane.next", At::Note, Then::Pane(1)),
    ("pane.previous", At::Note, Then::Pane(-1)),
    ("lock", At::Note, Then::Shown("lock-ask")),
    (
        "palette",
        At::Note,
        Then::Focus("combobox", "palette-field"),
    ),
    ("keys.sheet", At::Note, Then::Heading("keys-title")),
];

/// What there was before, and a printer that counts.
const BEFORE: &str = "
    const panes = Array.from(document.querySelectorAll('[data-pane]')).filter((one) => !one.closest('[hidden]'));
    window.printed = 0;
    window.print = () => { window.printed += 1 };
    window.paneBefore = panes.findIndex((one) => one.contains(document.activeElement))";
/// Whether the focus has moved by so many panes, round and round.
const PANE: &str = "
    const [by] = arguments;
    const panes = Array.from(document.querySelectorAll('[data-pane]')).filter((one) => !one.closest('[hidden]'));
    const now = panes.findIndex((one) => one.contains(document.activeElement));
    return now === (window.paneBefore + by + panes.length) % panes.length";
/// Whether the note, where there is one, is empty: a key that does something writes nothing.
const NOTHING_WRITTEN: &str = "
    const note = document.querySelector('[data-field=note]');
    return !note || note.value === ''";

/// A repository rule beside the others: the keys of an action that nobody struck are a promise only.
#[test]
fn every_action_is_in_the_table() {
    let listed: BTreeSet<String> = shortcuts::all()
        .map(|all| all.into_iter().map(|one| one.action).collect())
        .unwrap_or_default();
    let rows: BTreeSet<String> = TABLE
        .iter()
        .map(|(action, ..)| (*action).to_owned())
        .collect();
    assert_eq!(rows.len(), TABLE.len(), "one row for each");
    assert_eq!(
        rows, listed,
        "the table has every action of the list, and no other"
    );
}

async fn arrange(station: &Station, at: At) -> Told {
    match at {
        At::Note => {
            station.new_call().await?;
            station
                .window
                .click("textbox", &station.word("desk-note"))
                .await?;
            station.focus_in("textbox", "desk-note").await
        }
        At::Known => {
            station.new_call().await?;
            station.window.write(NUMBER).await?;
            let two = FluentArgs::from_iter([("count", 2)]);
            station
                .window
                .see(&station.sentence("caller-people-count", &two))
                .await
        }
        At::Query => {
            station.new_call().await?;
            let (type_code, subject) = ("health_ed", "diabetes");
            station
                .take_down(Spoken {
                    type_code,
                    subject,
                    ..Spoken::default()
                })
                .await
        }
        At::Complaint => {
            station.new_call().await?;
            station
                .take_down(Spoken {
                    note: "",
                    ..COMPLAINT
                })
                .await?;
            station.window.see(&station.word("caller-same-link")).await
        }
        At::Outbreak => {
            station.new_call().await?;
            let (type_code, subject) = ("report", "food");
            station
                .take_down(Spoken {
                    type_code,
                    subject,
                    ..Spoken::default()
                })
                .await?;
            station.fill("form-affected-ill", "12").await?;
            let cluster = station.subject_label("report", "cluster")?;
            let subject = FluentArgs::from_iter([("subject", cluster.as_str())]);
            station
                .window
                .see(&station.sentence("form-proposal-accept", &subject))
                .await
        }
        At::TwoCalls => {
            station.new_call().await?;
            station.window.write(TYPED).await?;
            station.new_call().await
        }
        At::Card => {
            station.press(&[Key::F3.into()]).await?;
            station.focus_in("combobox", "cards-words").await?;
            station.window.write("سكر").await?;
            station.window.see(&station.word("cards-danger")).await
        }
        At::Announced => {
            assert!(start_again(station, &["--call", "99765432"])?.success());
            station.window.see("9976 5432").await
        }
        At::Discarded => {
            station.new_call().await?;
            station.window.write(TYPED).await?;
            station
                .press(&[Key::Alt.into(), Key::Delete.into()])
                .await?;
            station
                .window
                .see(&station.word("desk-draft-discarded"))
                .await
        }
        At::Screen(name) => station.go_to(name).await,
        At::Reviewed => {
            station.go_to("common-screen-shift").await?;
            let subject = station.subject_label("health_ed", "vaccination")?;
            station.window.click_with("cell", &subject).await?;
            station.window.see(&station.word("shift-details")).await
        }
    }
}

async fn see(station: &Station, then: Then) -> Told {
    let window = &station.window;
    let page = async |script: &str, arguments: Vec<serde_json::Value>| {
        window
            .until(script, async || {
                let seen = window.execute(script, arguments.clone()).await?;
                Ok((seen.as_bool() == Some(true)).then_some(()))
            })
            .await
    };
    match then {
        Then::Focus(role, id) => station.focus_in(role, id).await,
        Then::Heading(id) => station.heading(id).await.map(drop),
        Then::Shown(id) => window.see(&station.word(id)).await,
        Then::Said(id) => station.hear_said(&station.word(id)).await,
        Then::Part(id) => {
            let script =
                "return document.activeElement.closest(`[data-part=${arguments[0]}]`) !== null";
            page(script, vec![id.into()]).await
        }
        Then::Type(digit) => {
            let types = Lists::embedded()?.types();
            if let Some(of) = types.iter().find(|of| of.active && of.digit == Some(digit)) {
                let script = "
                    const chosen = document.querySelector('input[data-field=type]:checked');
                    return chosen !== null && chosen.value === arguments[0]";
                return page(script, vec![of.code.as_str().into()]).await;
            }
            // Nothing to choose: the field has the focus still, and takes the next letter alone.
            window.display().press(&[key_code::S])?;
            window
                .see_value("textbox", &station.word("desk-note"), "س")
                .await?;
            window.display().press(&[key_code::BACKSPACE])
        }
        Then::Number(number) => {
            window
                .see_value("textbox", &station.word("desk-number"), number)
                .await
        }
        Then::Report(code) => {
            let subject = station.subject_label("report", code)?;
            window
                .see_value("combobox", &station.word("desk-subject"), &subject)
                .await
        }
        Then::Linked => window.see(&station.word("caller-linked")).await,
        Then::Pane(by) => page(PANE, vec![by.into()]).await,
        Then::Page(script) => page(script, vec![]).await,
    }
}

/// Closes what the action has opened and puts the drafts away, so that the next row begins at an empty desk.
async fn clear(station: &Station) -> Told {
    station.window.display().press(&[key_code::ESCAPE])?;
    station
        .window
        .until("no layer", async || {
            let script = "return document.querySelector('dialog[open], section.question') === null";
            let gone = station.window.execute(script, vec![]).await?;
            Ok((gone.as_bool() == Some(true)).then_some(()))
        })
        .await?;
    station.press(&[Key::Control.into(), '1']).await?;
    let (title, none) = (
        station.word("desk-call-title"),
        station.word("desk-drafts-none"),
    );
    station
        .window
        .until("an empty desk", async || {
            if station.window.shows("heading", &title).await? {
                station
                    .window
                    .press(&[Key::Alt.into(), Key::Delete.into()])
                    .await?;
                return Ok(None);
            }
            if station.window.text().await?.contains(&none) {
                return Ok(Some(()));
            }
            station
                .window
                .press(&[Key::Shift.into(), Key::F2.into()])
                .await?;
            Ok(None)
        })
        .await
}

const COMPLAINT: Spoken<'static> = Spoken {
    number: NUMBER,
    type_code: "complaint",
    subject: "med_shortage",
    facility: "khoula_hospital",
    place: "",
    note: "لم يتوفر الدواء منذ أسبوعين.",
};

/// A machine with two people and an open case on one number, its keyboard an Arabic one.
async fn arabic_desk() -> Told<Station> {
    let station = Station::at_work(Locale::Ar).await?;
    for (name, spoken) in [
        ("سالم بن حمد الحارثي", COMPLAINT),
        (
            "ليلى بنت سالم",
            Spoken {
                subject: "vaccination",
                type_code: "health_ed",
                number: NUMBER,
                ..Spoken::default()
            },
        ),
    ] {
        station.new_call().await?;
        station.fill("common-caller", name).await?;
        station.take_down(spoken).await?;
        station.save().await?;
    }
    station.window.display().set_layout("ara")?;
    Ok(station)
}

async fn strike(station: &Station, shortcut: &Shortcut, at: At, then: Then) -> Told {
    for chord in &shortcut.chords {
        for keys in chord.strokes()? {
            let told = async {
                arrange(station, at).await?;
                station.window.execute(BEFORE, vec![]).await?;
                station.window.display().press(&keys)?;
                see(station, then).await?;
                let clean = station.window.execute(NOTHING_WRITTEN, vec![]).await?;
                assert_eq!(
                    clean.as_bool(),
                    Some(true),
                    "{chord:?} writes into the note"
                );
                clear(station).await
            };
            told.await.map_err(|why: Failure| {
                Failure::new(format!(
                    "{} by {chord:?} ({keys:?}): {why:?}",
                    shortcut.action
                ))
            })?;
        }
    }
    Ok(())
}

async fn strike_all(works_at: fn(&str) -> bool) -> Told {
    let station = arabic_desk().await?;
    for shortcut in shortcuts::all()?.iter().filter(|one| works_at(&one.scope)) {
        let row = TABLE.iter().find(|(action, ..)| *action == shortcut.action);
        let (_, at, then) =
            row.ok_or_else(|| Failure::new(format!("no row: {}", shortcut.action)))?;
        strike(&station, shortcut, *at, *then).await?;
    }
    station.close().await
}

/// A shortcut that goes by the letter it writes is dead on the keyboard that agents have.
#[tokio::test]
async fn every_shortcut_of_the_desk_works_on_an_arabic_layout() -> Told {
    strike_all(|scope| scope == "desk").await
}

/// The same everywhere else.
#[tokio::test]
async fn every_other_shortcut_works_on_an_arabic_layout() -> Told {
    strike_all(|scope| scope != "desk").await
}
