//! Backups from the settings: one at once, into the data folder and onto a stick, read again, and a stick that is gone.

use std::fs;
use std::path::Path;

use i18n::{FluentArgs, Locale};
use nida_tests::Told;
use nida_tests::station::{Spoken, Station};
use nida_tests::window::Key;

async fn a_backup_is_made_read_again_and_goes_onto_a_stick(locale: Locale) -> Told {
    let station = Station::at_work(locale).await?;
    station.new_call().await?;
    station
        .take_down(Spoken {
            number: "99123456",
            type_code: "health_ed",
            subject: "diabetes",
            ..Spoken::default()
        })
        .await?;
    station.save().await?;
    station.go_to("common-screen-settings").await?;
    let own = station.data().join("backups");
    ask_for_one(&station, "backups-make-own", &own).await?;
    let asked = station.word("backups-reason-asked");
    station.window.see(&asked).await?;
    let again = station.word("backups-check");
    station.window.click_with("button", &again).await?;
    // The person, the duty's beginning and the call.
    let three = FluentArgs::from_iter([("count", 3)]);
    let whole = station.sentence("backups-whole", &three);
    station.window.see(&whole).await?;

    // A folder that is not there is told at once; one on a stick gets a folder of this machine.
    let stick = tempfile::tempdir()?;
    station.fill("backups-folder", "/no/such/stick").await?;
    station.press(&[Key::Enter.into()]).await?;
    station
        .window
        .see(&station.word("errors-backup-place"))
        .await?;
    let path = stick.path().to_string_lossy().into_owned();
    station.fill("backups-folder", &path).await?;
    station.press(&[Key::Enter.into()]).await?;
    let machine = station
        .window
        .until("a folder of this machine on the stick", async || {
            let folders = names(stick.path())?;
            Ok(folders.first().map(|name| stick.path().join(name)))
        })
        .await?;
    ask_for_one(&station, "backups-make-chosen", &machine).await?;
    let made = station.sentence("backups-made", &three);
    station.window.see(&made).await?;
    let script = "document.querySelector('[data-kept]').scrollIntoView({ block: 'center' })";
    for size in [(1366, 768), (1024, 768)] {
        station.window.resize(size).await?;
        station.window.execute(script, vec![]).await?;
        let name = format!("backups-{}-{}", locale.code(), size.0);
        station.window.picture(&name).await?;
    }
    let findings = station.window.accessibility_findings().await?;
    assert!(findings.is_empty(), "{findings:#?}");

    // Pulled out: it is said where one is asked for, and nothing is written in its stead.
    fs::remove_dir_all(&machine)?;
    let gone = station.word("errors-backup-place");
    station.click("backups-make-chosen").await?;
    station.window.see(&gone).await?;
    assert!(!machine.exists());
    station.close().await
}

/// Presses the button until one lies there: the one of the day may be made by itself just then, which is said.
async fn ask_for_one(station: &Station, button: &str, place: &Path) -> Told {
    let busy = station.word("errors-backup-busy");
    station.click(button).await?;
    station
        .window
        .until("a backup that was asked for", async || {
            let lies_there =
                place.is_dir() && names(place)?.iter().any(|name| name.ends_with("-asked"));
            if !lies_there && station.window.text().await?.contains(&busy) {
                station.click(button).await?;
            }
            Ok(lies_there.then_some(()))
        })
        .await
}

/// Of what lies in a folder.
fn names(folder: &Path) -> Told<Vec<String>> {
    let mut names = Vec::new();
    for one in fs::read_dir(folder)? {
        names.push(one?.file_name().to_string_lossy().into_owned());
    }
    Ok(names)
}

/// In Arabic.
#[tokio::test]
async fn a_backup_is_made_read_again_and_goes_onto_a_stick_in_arabic() -> Told {
    a_backup_is_made_read_again_and_goes_onto_a_stick(Locale::Ar).await
}

/// In English.
#[tokio::test]
async fn a_backup_is_made_read_again_and_goes_onto_a_stick_in_english() -> Told {
    a_backup_is_made_read_again_and_goes_onto_a_stick(Locale::En).await
}
