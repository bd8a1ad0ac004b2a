//! What the organisation's policy fixes, a policy with a mistake, and a start without a person.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use app::clock::SetClock;
use app::dto::{OpenStore, SignIn};
use domain::id::Millis;
use domain::wire::PackKind;
use i18n::{FluentArgs, Locale};
use nida_tests::Told;
use nida_tests::centre::Centre;
use nida_tests::machine::{SUNDAY_TEN, start};
use nida_tests::station::{FIRST_LOGIN, FIRST_SECRET, PASSPHRASE, Station};
use serde_json::json;

fn write_policy(station: &Station, text: &str) -> Told {
    Ok(fs::write(station.data().join("policy.json"), text)?)
}

async fn see_it_is_accessible(station: &Station) -> Told {
    let findings = station.window.accessibility_findings().await?;
    assert!(findings.is_empty(), "{findings:?}");
    Ok(())
}

async fn pictures(station: &Station, name: &str) -> Told {
    let name = format!("{name}-{}", station.locale().code());
    station.window.pictures(&name).await
}

/// Brings the lowest part of Settings into view, for the picture of it.
async fn scroll_down(station: &Station) -> Told {
    let script = "const page = document.querySelector('.settings'); page.scrollTop = 1000";
    station.window.execute(script, vec![]).await.map(drop)
}

/// The field holds this, nobody can change it, and these words say why.
async fn see_fixed(station: &Station, field: &str, value: &str, words: &str) -> Told {
    let (label, words) = (station.word(field), station.word(words));
    station.window.see_value("textbox", &label, value).await?;
    let script = "const [label] = arguments;
        const field = Array.from(document.querySelectorAll('input'))
            .find((input) => input.labels?.[0]?.textContent.trim().startsWith(label));
        return field.readOnly && field.getAttribute('aria-disabled') === 'true'
            && document.getElementById(field.getAttribute('aria-describedby')).textContent";
    let why = station.window.execute(script, vec![label.into()]).await?;
    assert_eq!(why.as_str(), Some(words.as_str()), "{field}");
    Ok(())
}

async fn policy_is_told(locale: Locale) -> Told {
    let station = Station::at_work(locale).await?;
    let language = locale.code().to_owned();
    write_policy(
        &station,
        &format!(
            r#"{{"lockMin": 5, "lockInCallMin": 25, "language": "{language}", "digits": "latn",
            "centreAddress": "https://nida.example", "keyring": false}}"#
        ),
    )?;
    let station = station.close_and_reopen().await?;
    station.open_data().await?;
    station.sign_in(FIRST_LOGIN, FIRST_SECRET).await?;
    station.go_to("common-screen-settings").await?;
    station.heading("settings-ways-title").await?;
    station
        .window
        .see(&station.word("settings-policy-fixed"))
        .await?;
    for (field, value) in [
        ("settings-lock-min", "5"),
        ("settings-lock-in-call-min", "25"),
        ("settings-centre-address", "https://nida.example"),
    ] {
        see_fixed(&station, field, value, "settings-policy-fixed").await?;
    }
    let other = match locale {
        Locale::Ar => "English",
        Locale::En => "العربية",
    };
    station.window.click("button", other).await?;
    let station = station.hear(locale).await?;
    pictures(&station, "settings-policy").await?;
    scroll_down(&station).await?;
    pictures(&station, "settings-ways").await?;
    see_it_is_accessible(&station).await?;

    // A letter is wrong: told on each page from the first one on, and the work goes on.
    write_policy(&station, "{\n  \"lockMin\": 5,\n  \"langauge\": \"ar\"\n}")?;
    let station = station.close_and_reopen().await?;
    let station = station.hear(locale).await?;
    let mistake = FluentArgs::from_iter([("key", "langauge"), ("line", "3")]);
    let mistake = station.sentence("errors-policy-unknown-key", &mistake);
    station.heading("start-closed-title").await?;
    station.window.see(&mistake).await?;
    pictures(&station, "closed-policy-broken").await?;
    see_it_is_accessible(&station).await?;
    station.open_data().await?;
    station.window.see(&mistake).await?;
    pictures(&station, "signin-policy-broken").await?;
    station.sign_in(FIRST_LOGIN, FIRST_SECRET).await?;
    station.go_to("common-screen-settings").await?;
    station.window.see(&mistake).await?;
    let lock_min = station.word("settings-lock-min");
    station.window.see_value("textbox", &lock_min, "2").await?;
    station.close().await
}

/// An agent must see that it was the organisation, and an administrator where the mistake is.
#[tokio::test]
async fn a_policy_is_told_in_arabic() -> Told {
    policy_is_told(Locale::Ar).await
}

/// The same in English.
#[tokio::test]
async fn a_policy_is_told_in_english() -> Told {
    policy_is_told(Locale::En).await
}

/// The ministry fixes something for all machines of the site while this one is in use.
async fn policy_of_the_centre_is_told(locale: Locale) -> Told {
    let centre = Centre::start().await?;
    let station = Station::at_work(locale).await?;
    station.connect(&centre).await?;
    let policy = json!({"lockMin": 7, "lockInCallMin": 25});
    centre.publish(PackKind::Policy, &policy).await?;
    station.click("status-sync-now").await?;
    let (lock, in_call) = ("settings-lock-min", "settings-lock-in-call-min");
    let by_centre = "settings-policy-fixed-centre";
    see_fixed(&station, lock, "7", by_centre).await?;
    see_fixed(&station, in_call, "25", by_centre).await?;

    write_policy(&station, r#"{"lockMin": 5}"#)?;
    let station = station.close_and_reopen().await?;
    station.open_data().await?;
    station.sign_in(FIRST_LOGIN, FIRST_SECRET).await?;
    station.go_to("common-screen-settings").await?;
    see_fixed(&station, lock, "5", "settings-policy-fixed").await?;
    see_fixed(&station, in_call, "25", by_centre).await?;
    station.close().await
}

/// Whoever sits there must see that it was the ministry, without a restart; and whoever administers the machine has the
/// last word about it.
#[tokio::test]
async fn a_policy_of_the_centre_is_told_in_arabic() -> Told {
    policy_of_the_centre_is_told(Locale::Ar).await
}

/// The same in English.
#[tokio::test]
async fn a_policy_of_the_centre_is_told_in_english() -> Told {
    policy_of_the_centre_is_told(Locale::En).await
}

/// What `nidactl key-file` does, with the window closed.
fn make_key_file(data: &Path, out: &Path) -> Told {
    let app = start(data, Arc::new(SetClock::at(Millis(SUNDAY_TEN))));
    app.open_store(&OpenStore::Passphrase {
        passphrase: PASSPHRASE.into(),
    })?;
    app.sign_in(&SignIn {
        login: FIRST_LOGIN.into(),
        secret: FIRST_SECRET.into(),
    })?;
    app.make_key_file(out)?;
    app.sign_out()?;
    Ok(())
}

async fn starts_by_key_file(locale: Locale) -> Told {
    let station = Station::at_work(locale).await?;
    let keys = tempfile::tempdir()?;
    let key_file = keys.path().join("key");
    write_policy(
        &station,
        &format!(r#"{{"keyFile": "{}"}}"#, key_file.display()),
    )?;
    let station = station.close_and_reopen().await?;
    let station = station.hear(locale).await?;
    station.heading("start-closed-title").await?;
    station
        .window
        .see(&station.word("errors-key-file-not-set"))
        .await?;
    pictures(&station, "closed-no-key-file").await?;
    see_it_is_accessible(&station).await?;

    let data = station.close_for_a_while().await?;
    make_key_file(data.path(), &key_file)?;
    let station = Station::open_on(data, locale).await?;
    // Nobody has typed anything.
    station.sign_in(FIRST_LOGIN, FIRST_SECRET).await?;
    station.go_to("common-screen-settings").await?;
    station.heading("settings-key-file-title").await?;
    scroll_down(&station).await?;
    pictures(&station, "settings-key-file").await?;
    see_it_is_accessible(&station).await?;
    fs::remove_file(&key_file)?;
    let station = station.restart_after_kill().await?;
    station.heading("start-closed-title").await?;
    station
        .window
        .see(&station.word("errors-key-file-absent"))
        .await?;
    station.open_data().await?;
    station.close().await
}

/// A machine that restarts at night is at its sign-in page in the morning.
#[tokio::test]
async fn a_machine_starts_by_its_key_file_in_arabic() -> Told {
    starts_by_key_file(Locale::Ar).await
}

/// The same in English.
#[tokio::test]
async fn a_machine_starts_by_its_key_file_in_english() -> Told {
    starts_by_key_file(Locale::En).await
}

/// Somebody who has left knew the passphrase.
#[tokio::test]
async fn the_passphrase_is_changed_and_the_one_before_opens_nothing() -> Told {
    let station = Station::at_work(Locale::En).await?;
    station.go_to("common-screen-settings").await?;
    let new = "باب أزرق ونافذة خضراء";
    station
        .fill("settings-passphrase-old", "not this one")
        .await?;
    station.fill("settings-passphrase-new", new).await?;
    station.fill("settings-passphrase-again", new).await?;
    station.click("settings-passphrase-change").await?;
    station
        .window
        .see(&station.word("errors-rule-wrong-one"))
        .await?;
    station.fill("settings-passphrase-old", PASSPHRASE).await?;
    station.click("settings-passphrase-change").await?;
    station
        .window
        .see(&station.word("settings-passphrase-done"))
        .await?;
    scroll_down(&station).await?;
    station.window.picture("settings-passphrase-en").await?;
    let station = station.restart_after_kill().await?;
    station.heading("start-closed-title").await?;
    station.fill("start-closed-passphrase", PASSPHRASE).await?;
    station.click("start-closed-open").await?;
    let refused = station.word("errors-wrong-passphrase-last");
    station.window.see(refused.trim_end_matches('.')).await?;
    station.fill("start-closed-passphrase", new).await?;
    station.click("start-closed-open").await?;
    station.heading("signin-title").await?;
    station.close().await
}
