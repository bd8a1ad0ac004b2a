//! Backups from the settings: one at once, into the data folder and onto a stick, read again, and a stick that is gone.

use std::fs;
use std::path::Path;

use i18n::Locale;
use nida_tests::Told;
use nida_tests::station::{Spoken, Station};

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
    station.click("backups-make-own").await?;
    let asked = station.word("backups-reason-asked");
    station.window.see(&asked).await?;
    let own = station.data().join("backups");
    assert!(made(&own)?.iter().any(|name| name.ends_with("-asked")));

    // Its folder opens like the data folder: it is no half of one.
    let again = station.word("backups-check");
    station.window.click_with("button", &again).await?;
    station
        .window
        .see_no_more(&station.word("backups-working"))
        .await?;

    // A folder that is not there is told at once; one on a stick gets a folder of this machine.
    let stick = tempfile::tempdir()?;
    station.fill("backups-folder", "/no/such/stick").await?;
    station.click("backups-folder-choose").await?;
    station
        .window
        .see(&station.word("errors-backup-place"))
        .await?;
    let path = stick.path().to_string_lossy().into_owned();
    station.fill("backups-folder", &path).await?;
    station.click("backups-folder-choose").await?;
    station.click("backups-make-chosen").await?;
    let machine = station
        .window
        .until("a backup on the stick", async || {
            let folders = made(stick.path())?;
            let Some(folder) = folders.first().map(|name| stick.path().join(name)) else {
                return Ok(None);
            };
            let asked = made(&folder)?.iter().any(|name| name.ends_with("-asked"));
            Ok(asked.then_some(folder))
        })
        .await?;
    station
        .window
        .see_no_more(&station.word("backups-working"))
        .await?;
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
    station.click("backups-make-chosen").await?;
    station
        .window
        .see(&station.word("errors-backup-place"))
        .await?;
    assert!(!machine.exists());
    station.close().await
}

/// Names of what lies there.
fn made(place: &Path) -> Told<Vec<String>> {
    let mut names = Vec::new();
    for one in fs::read_dir(place)? {
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
