//! The condition of the machine in the settings: a backup that cannot be opened is found, with what to do, and a thorough
//! check reads all of it.

use std::fs;

use i18n::Locale;
use nida_tests::Told;
use nida_tests::station::Station;

async fn what_is_wrong_is_found_with_what_to_do(locale: Locale) -> Told {
    let station = Station::at_work(locale).await?;
    station.go_to("common-screen-settings").await?;
    station.click("backups-make-own").await?;
    let place = station.data().join("backups");
    let backup = station
        .window
        .until("a backup", async || {
            // Made with the first one.
            let Ok(mut folders) = fs::read_dir(&place) else {
                return Ok(None);
            };
            let named = folders.find_map(|one| one.ok().filter(|one| is_named(&one.path())));
            Ok(named.map(|one| one.path()))
        })
        .await?;
    fs::write(backup.join("slots.json"), "nonsense")?;
    station.click("doctor-look-again").await?;
    for words in [
        "doctor-some-faults",
        "doctor-slots-backups-unreadable-do",
        "doctor-store-opens",
    ] {
        station.window.see(&station.word(words)).await?;
    }
    let script = "document.querySelector('[data-finding]').scrollIntoView({ block: 'center' })";
    for size in [(1366, 768), (1024, 768)] {
        station.window.resize(size).await?;
        station.window.execute(script, vec![]).await?;
        let name = format!("condition-{}-{}", locale.code(), size.0);
        station.window.picture(&name).await?;
    }
    let findings = station.window.accessibility_findings().await?;
    assert!(findings.is_empty(), "{findings:#?}");

    station.click("doctor-thoroughly").await?;
    station
        .window
        .see(&station.word("doctor-store-pages-whole"))
        .await?;
    station.close().await
}

/// Whether it bears the name of a backup that was finished.
fn is_named(path: &std::path::Path) -> bool {
    path.extension().is_none()
}

/// In Arabic.
#[tokio::test]
async fn what_is_wrong_is_found_with_what_to_do_in_arabic() -> Told {
    what_is_wrong_is_found_with_what_to_do(Locale::Ar).await
}

/// In English.
#[tokio::test]
async fn what_is_wrong_is_found_with_what_to_do_in_english() -> Told {
    what_is_wrong_is_found_with_what_to_do(Locale::En).await
}
