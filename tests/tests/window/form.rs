//! The whole form: what belongs to a complaint, an outbreak, a call about three things.

use std::time::Instant;

use domain::lists::{List, Lists};
use i18n::{FluentArgs, Locale};
use nida_tests::station::{FIRST_LOGIN, FIRST_SECRET, Spoken, Station};
use nida_tests::window::Key;
use nida_tests::{Failure, Told};

/// Presses of a complaint with facility, patient, referral and promise, beside numbers and free text.
const COMPLAINT_PRESSES: u32 = 26;

/// What a key costs an average typist who is not copying: 0.28 s (Card, Moran and Newell's keystroke-level
/// model), taken for every character and every press alike.
const KEY_MS: usize = 280;
/// The promise for a whole complaint, at that speed.
const COMPLAINT_MS: usize = 45_000;

fn label(station: &Station, list: List, code: &str) -> Told<String> {
    let of = Lists::embedded()?.get(list, code);
    let of = of.ok_or_else(|| Failure::new(format!("no {code}")))?;
    Ok(match station.locale() {
        Locale::Ar => of.ar.clone(),
        Locale::En => of.en.clone(),
    })
}

/// Types the first letters of what is to be found, each a press, until it is offered first, and takes it.
async fn find_by_letters(station: &Station, letters: &str, found: &str) -> Told {
    for letter in letters.chars() {
        station.press(&[letter]).await?;
    }
    station.window.see_selected_option(found).await?;
    station.press(&[Key::Enter.into()]).await
}

/// A father complains about his daughter's medicine: everything that belongs to it is taken down without
/// the mouse, in so few presses that a person needs well under 45 seconds.
#[tokio::test]
async fn a_complaint_is_taken_down_whole_by_the_keyboard() -> Told {
    let station = Station::at_work(Locale::Ar).await?;
    let (began, before) = (Instant::now(), station.presses());
    let texts = [
        "99123456",
        "سالم الحارثي",
        "مريم بنت سالم",
        "9",
        "لم يتوفر دواء الصرع منذ أسبوعين، وبقيت لها جرعات ليومين.",
    ];
    let [number, caller, patient, age, note] = texts;
    station.new_call().await?;
    station.window.write(number).await?;
    station.press(&[Key::Tab.into()]).await?;
    station.window.write(caller).await?;
    station.choose_type("complaint").await?;
    let subject = station.subject_label("complaint", "med_shortage")?;
    find_by_letters(&station, "دوا", &subject).await?;
    station.focus_in("combobox", "desk-facility").await?;
    let facility = station.facility_label("khoula_hospital")?;
    find_by_letters(&station, "خول", &facility).await?;
    station.focus_in("textbox", "desk-note").await?;
    station.window.write(note).await?;
    station.press(&[Key::Alt.into(), 't']).await?;
    station.focus_in("combobox", "form-relation").await?;
    station.press(&[Key::Down.into()]).await?;
    station
        .window
        .see_value("combobox", &station.word("form-relation"), "parent")
        .await?;
    station.press(&[Key::Tab.into()]).await?;
    station.focus_in("combobox", "form-patient-name").await?;
    station.window.write(patient).await?;
    station.press(&[Key::Tab.into()]).await?;
    station.window.write(age).await?;
    station.press(&[Key::Alt.into(), 'r']).await?;
    station.focus_in("combobox", "form-refer-to").await?;
    let entity = label(&station, List::Entities, "medical_supplies")?;
    find_by_letters(&station, "امدا", &entity).await?;
    station.press(&[Key::Alt.into(), 'o']).await?;
    station.focus_in("combobox", "form-promise-day").await?;
    let proposed = station.sentence(
        "form-promise-proposed",
        &FluentArgs::from_iter([("when", "")]),
    );
    station.window.see(proposed.trim()).await?;
    station
        .window
        .picture("desk-complaint-unpromised-ar")
        .await?;
    station.press(&[Key::Enter.into()]).await?;
    station
        .window
        .until("the time that was proposed", async || {
            let script = "const one = document.querySelector('[data-field=promiseTime]');
                return one ? one.value : ''";
            let time = station.window.execute(script, vec![]).await?;
            Ok(time
                .as_str()
                .is_some_and(|time| !time.is_empty())
                .then_some(()))
        })
        .await?;
    station.window.picture("desk-complaint-ar").await?;
    let reference = station.save().await?;
    assert!(reference.is_some(), "a complaint opens a case");
    let promised = station.sentence("form-promised", &FluentArgs::from_iter([("when", "")]));
    station.window.see(promised.trim()).await?;
    station.window.picture("desk-complaint-saved-ar").await?;

    let presses = station.presses() - before;
    let typed: usize = texts.iter().map(|text| text.chars().count()).sum();
    let by_hand_ms = (typed + usize::try_from(presses)?) * KEY_MS;
    println!(
        "a whole complaint: {presses} presses and {typed} characters; {} s by hand, {:.1} s by the driver",
        by_hand_ms / 1_000,
        began.elapsed().as_secs_f32()
    );
    assert!(by_hand_ms <= COMPLAINT_MS, "{by_hand_ms} ms by hand");
    assert!(
        presses <= COMPLAINT_PRESSES,
        "{presses} presses for a complaint"
    );

    // What was promised for later is found today too, though nothing is due.
    let later = station.sentence(
        "notices-status-later",
        &FluentArgs::from_iter([("count", 1)]),
    );
    station.window.click("button", &later).await?;
    station.heading("notices-list-title").await?;
    station
        .window
        .see(&station.word("notices-list-none"))
        .await?;
    let call_back = label(&station, List::FollowUpKinds, "call_back")?;
    station.window.see(&call_back).await?;
    station.window.picture("due-later-ar").await?;
    station.close().await
}

/// Twelve people ill of one meal are an emergency, whether the agent thinks of it or not.
async fn food_poisoning_of_twelve(locale: Locale) -> Told {
    let station = Station::at_work(locale).await?;
    station.new_call().await?;
    station
        .take_down(Spoken {
            number: "92223344",
            type_code: "report",
            subject: "food",
            facility: "",
            place: "مطعم قرب دوار الصحوة",
            note: "تقيؤ وإسهال بعد عشاء عرس.",
        })
        .await?;
    let urgent = station.word("common-urgent");
    let is_urgent = async || {
        let script = "return Array.from(document.querySelectorAll('[aria-pressed]'), (one) =>
            [one.innerText, one.getAttribute('aria-pressed')].join(' '))";
        let pressed = station.window.execute(script, vec![]).await?;
        let pressed: Vec<String> = serde_json::from_value(pressed)?;
        let on = |one: &String| one.contains(&urgent) && one.ends_with("true");
        Told::Ok(pressed.iter().any(on))
    };
    assert!(!is_urgent().await?, "one is no outbreak");
    station.fill("form-affected-ill", "١٢").await?;
    station
        .window
        .until("urgent by itself", async || {
            Ok(is_urgent().await?.then_some(()))
        })
        .await?;
    station
        .window
        .see(&station.word("form-urgent-by-itself"))
        .await?;
    let question = Lists::embedded()?
        .questions_of("report", "food")
        .next()
        .ok_or_else(|| Failure::new("no question"))?;
    let advice = question
        .red_flag
        .as_ref()
        .ok_or_else(|| Failure::new("no flag"))?;
    station.press(&[Key::Alt.into(), 'q']).await?;
    station.press(&[' ']).await?;
    let advice = match locale {
        Locale::Ar => &advice.ar,
        Locale::En => &advice.en,
    };
    station.window.see(advice).await?;
    station
        .window
        .picture(&format!("desk-outbreak-{}", locale.code()))
        .await?;
    station.press(&[Key::Alt.into(), 'y']).await?;
    let cluster = station.subject_label("report", "cluster")?;
    station
        .window
        .see_value("combobox", &station.word("desk-subject"), &cluster)
        .await?;
    assert!(station.save().await?.is_some(), "an outbreak opens a case");
    let row = station.window.text_with("button", &cluster).await?;
    assert!(row.contains(&urgent), "urgent in the log: {row}");
    station.close().await
}

/// In Arabic.
#[tokio::test]
async fn food_poisoning_of_twelve_is_urgent_by_itself_in_arabic() -> Told {
    food_poisoning_of_twelve(Locale::Ar).await
}

/// In English.
#[tokio::test]
async fn food_poisoning_of_twelve_is_urgent_by_itself_in_english() -> Told {
    food_poisoning_of_twelve(Locale::En).await
}

/// Somebody asks about vaccines, complains about the staff and cannot get a medicine. A power cut in the
/// middle loses none of it.
#[tokio::test]
async fn a_call_about_three_things_survives_a_power_cut() -> Told {
    let station = Station::at_work(Locale::Ar).await?;
    station.new_call().await?;
    station
        .take_down(Spoken {
            number: "95551234",
            type_code: "health_ed",
            subject: "vaccination",
            facility: "",
            place: "",
            note: "سأل عن تطعيم السفر.",
        })
        .await?;
    let subject_of = |number: u32| {
        let arguments = FluentArgs::from_iter([("number", number)]);
        station.sentence("form-issue-subject", &arguments)
    };
    let conduct = station.subject_label("complaint", "conduct")?;
    let shortage = station.subject_label("complaint", "med_shortage")?;
    for (number, subject) in [(2, &conduct), (3, &shortage)] {
        station.press(&[Key::Alt.into(), 's']).await?;
        station
            .window
            .focus_on("combobox", &subject_of(number))
            .await?;
        station.take_option(subject).await?;
        station
            .take_option(&station.facility_label("royal_hospital")?)
            .await?;
        station.focus_in("textbox", "desk-note").await?;
    }
    station.press(&[Key::Alt.into(), 't']).await?;
    station.fill("form-file-number", "44213").await?;
    station.press(&[Key::Alt.into(), 'j']).await?;
    station.fill("form-answer", "شُرح له الجدول.").await?;
    station.press(&[Key::Alt.into(), 'w']).await?;
    station.press(&[Key::Alt.into(), 'v']).await?;
    station.fill("form-external-reference", "MOSD/4471").await?;
    station.window.picture("desk-three-issues-ar").await?;
    station.press(&[Key::Control.into(), 's']).await?;
    station.window.see(&station.word("desk-kept")).await?;

    let station = station.restart_after_kill().await?;
    station.open_data().await?;
    station.sign_in(FIRST_LOGIN, FIRST_SECRET).await?;
    station.press(&[Key::Shift.into(), Key::F2.into()]).await?;
    let arguments = |number: u32| FluentArgs::from_iter([("number", number)]);
    let (second, third) = (
        station.sentence("form-issue-subject", &arguments(2)),
        station.sentence("form-issue-subject", &arguments(3)),
    );
    station
        .window
        .see_value("combobox", &second, &conduct)
        .await?;
    station
        .window
        .see_value("combobox", &third, &shortage)
        .await?;
    for (field, text) in [
        ("form-file-number", "44213"),
        ("form-answer", "شُرح له الجدول."),
        ("form-external-reference", "MOSD/4471"),
    ] {
        station
            .window
            .see_value("textbox", &station.word(field), text)
            .await?;
    }
    // The complaint about the staff becomes what the call counts under.
    let of_conduct = FluentArgs::from_iter([("subject", conduct.as_str())]);
    let in_front = station.sentence("form-issue-make-primary-of", &of_conduct);
    station.window.click("button", &in_front).await?;
    station
        .window
        .see_value("combobox", &station.word("desk-subject"), &conduct)
        .await?;
    assert!(
        station.save().await?.is_some(),
        "two of the three need a case"
    );
    station.window.text_with("button", &conduct).await?;
    station.close().await
}
