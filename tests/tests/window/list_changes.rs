//! Lists changed in the window: a label from a day on, what is wrong with a row at its field, and a whole new service that
//! takes a call a minute later.

use domain::local_day::LocalDay;
use i18n::{FluentArgs, Locale};
use nida_tests::Told;
use nida_tests::station::Station;
use nida_tests::window::{Key, without_isolation};

fn label(locale: Locale, [ar, en]: [&'static str; 2]) -> &'static str {
    match locale {
        Locale::Ar => ar,
        Locale::En => en,
    }
}

/// Tomorrow as it is typed.
fn tomorrow() -> String {
    let now = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .map_or(0, |since| since.as_millis());
    let day = LocalDay::of(i64::try_from(now).unwrap_or_default()).next();
    format!("{:02}/{:02}/{}", day.day(), day.month(), day.year())
}

fn named(station: &Station, id: &str, name: &str) -> String {
    let arguments = FluentArgs::from_iter([("name", name)]);
    without_isolation(&station.sentence(id, &arguments))
}

async fn look(station: &Station, name: &str) -> Told {
    let name = format!("{name}-{}", station.locale().code());
    station.window.picture(&name).await?;
    let findings = station.window.accessibility_findings().await?;
    assert!(findings.is_empty(), "{name}: {findings:#?}");
    Ok(())
}

async fn open_facilities(station: &Station) -> Told {
    station.go_to("common-screen-settings").await?;
    station.click("lists-open").await?;
    station.heading("lists-title").await?;
    let facilities = station.word("lists-name-facilities");
    station.window.click_with("button", &facilities).await?;
    station.heading("lists-name-facilities").await.map(drop)
}

async fn edit(station: &Station, found_by: &str, facility: &str) -> Told {
    // The row before has closed.
    station
        .window
        .see_no_more(&station.word("lists-preview"))
        .await?;
    station.fill("lists-search", found_by).await?;
    let edit = named(station, "lists-edit-of", &station.facility_label(facility)?);
    station.window.click("button", &edit).await?;
    station.window.see(&station.word("lists-preview")).await
}

/// A hospital is renamed from tomorrow on, another at once: the first waits for its day, the second is what the agent
/// chooses in the next call; taken back, it has its old name.
async fn a_label_changes_from_its_day_on(locale: Locale) -> Told {
    let station = Station::at_work(locale).await?;
    open_facilities(&station).await?;
    look(&station, "lists").await?;
    station.window.resize((1024, 690)).await?;
    look(&station, "lists-narrow").await?;
    station
        .window
        .resize(nida_tests::window::USUAL_SIZE)
        .await?;

    let field = label(locale, ["lists-field-ar", "lists-field-en"]);
    edit(
        &station,
        label(locale, ["السلطاني", "Royal"]),
        "royal_hospital",
    )
    .await?;
    station.fill(field, " ").await?;
    station.click("lists-save").await?;
    let rule = label(
        locale,
        ["errors-rule-list-label-ar", "errors-rule-list-label-en"],
    );
    station.window.see(&station.word(rule)).await?;
    station.focus_in("textbox", field).await?;
    let later = label(locale, ["مستشفى الغد", "Hospital of tomorrow"]);
    station.fill(field, later).await?;
    station.fill("lists-from", &tomorrow()).await?;
    look(&station, "lists-row").await?;
    station.click("lists-save").await?;
    station
        .window
        .see(&station.word("lists-state-coming"))
        .await?;

    edit(
        &station,
        label(locale, ["خولة", "Khoula"]),
        "khoula_hospital",
    )
    .await?;
    let now = label(locale, ["مستشفى اليوم", "Hospital of today"]);
    station.fill(field, now).await?;
    station.click("lists-save").await?;
    station
        .window
        .see(&station.word("lists-state-in-use"))
        .await?;
    look(&station, "lists-changed").await?;

    station.click("common-screen-desk").await?;
    station.new_call().await?;
    station.choose_type("complaint").await?;
    let facility = station.word("desk-facility");
    station.window.click("combobox", &facility).await?;
    station.take_option(now).await?;
    station.window.see_value("combobox", &facility, now).await?;

    open_facilities(&station).await?;
    let back = named(&station, "lists-withdraw-of", now);
    station.window.click("button", &back).await?;
    station
        .window
        .see(&station.word("lists-state-withdrawn"))
        .await?;
    station.close().await
}

/// In Arabic.
#[tokio::test]
async fn a_label_changes_from_its_day_on_in_arabic() -> Told {
    a_label_changes_from_its_day_on(Locale::Ar).await
}

/// In English.
#[tokio::test]
async fn a_label_changes_from_its_day_on_in_english() -> Told {
    a_label_changes_from_its_day_on(Locale::En).await
}

/// A service that the ministry decided on this morning is made in one wizard, by keyboard, and takes a call at once; its
/// target sets when the case is due.
async fn a_service_is_made_and_takes_a_call(locale: Locale) -> Told {
    let station = Station::at_work(locale).await?;
    station.go_to("common-screen-settings").await?;
    station.click("lists-new-service").await?;
    station.focus_in("textbox", "lists-field-ar").await?;
    station.window.write("زيارة منزلية").await?;
    station.fill("lists-field-en", "Home visit").await?;
    let code = station.word("lists-code");
    station
        .window
        .see_value("textbox", &code, "home_visit")
        .await?;
    let always = station.word("lists-choice-always");
    let case = station.word("lists-field-case");
    station.window.choose(&case, &always).await?;
    look(&station, "service-type").await?;
    station.click("lists-service-next").await?;

    station.focus_in("textbox", "lists-field-ar").await?;
    station.window.write("العناية بالجروح").await?;
    station.fill("lists-field-en", "Wound care").await?;
    station.click("lists-service-previous").await?;
    station
        .window
        .see_value("textbox", &code, "home_visit")
        .await?;
    station.click("lists-service-next").await?;
    station
        .window
        .see_value("textbox", &code, "wound_care")
        .await?;
    look(&station, "service-subjects").await?;
    station.click("lists-service-next").await?;
    station.click("lists-service-next").await?;
    station.fill("lists-field-resolve", "3").await?;
    look(&station, "service-target").await?;
    station.click("lists-service-next").await?;
    look(&station, "service-look").await?;
    station.click("lists-service-make").await?;
    station
        .window
        .see_no_more(&station.word("lists-service-look-lead"))
        .await?;

    station.click("common-screen-desk").await?;
    station.new_call().await?;
    station.window.write("99123456").await?;
    station.press(&[Key::Alt.into(), '9']).await?;
    let subject = label(locale, ["العناية بالجروح", "Wound care"]);
    station.focus_in("combobox", "desk-subject").await?;
    station.take_option(subject).await?;
    look(&station, "service-call").await?;
    let reference = station.save().await?;
    assert!(reference.is_some(), "its type always opens a case");
    station.go_to("common-screen-cases").await?;
    station.window.click_with("cell", subject).await?;
    station.heading("cases-page").await?;
    station.window.see(&station.word("cases-due")).await?;
    station
        .window
        .picture(&format!("service-case-{}", locale.code()))
        .await?;
    station.close().await
}

/// In Arabic.
#[tokio::test]
async fn a_service_is_made_and_takes_a_call_in_arabic() -> Told {
    a_service_is_made_and_takes_a_call(Locale::Ar).await
}

/// In English.
#[tokio::test]
async fn a_service_is_made_and_takes_a_call_in_english() -> Told {
    a_service_is_made_and_takes_a_call(Locale::En).await
}
