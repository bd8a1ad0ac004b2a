//! Restoring: a damaged file leads to a page that offers the last good backup, and what was logged since is there
//! afterwards; from the settings the data are closed for it first.

use std::fs;
use std::path::Path;

use i18n::{FluentArgs, Locale};
use nida_tests::Told;
use nida_tests::station::{FIRST_LOGIN, FIRST_SECRET, PASSPHRASE, Spoken, Station};
use nida_tests::window::Key;

const PAGE: usize = 4096;

async fn log(station: &Station) -> Told {
    station.new_call().await?;
    let spoken = Spoken {
        number: "99123456",
        type_code: "health_ed",
        subject: "diabetes",
        ..Spoken::default()
    };
    station.take_down(spoken).await?;
    station.save().await?;
    Ok(())
}

/// A backup that is asked for in the settings.
async fn back_up(station: &Station) -> Told {
    station.go_to("common-screen-settings").await?;
    station.click("backups-make-own").await?;
    let own = station.data().join("backups");
    station
        .window
        .until("a backup", async || {
            let lies_there = own.is_dir()
                && fs::read_dir(&own)?
                    .flatten()
                    .any(|one| is_whole(&one.path()));
            Ok(lies_there.then_some(()))
        })
        .await
}

fn is_whole(backup: &Path) -> bool {
    let name = backup.file_name().unwrap_or_default().to_string_lossy();
    !name.ends_with(".new") && backup.join("slots.json").is_file()
}

/// Makes every page of the description of the tables unreadable, as a disk that fails in its first megabyte.
fn spoil(file: &Path) -> Told {
    let mut bytes = fs::read(file)?;
    for page in bytes.chunks_mut(PAGE).take(3) {
        if let Some(byte) = page.get_mut(100) {
            *byte ^= 0x40;
        }
    }
    Ok(fs::write(file, bytes)?)
}

async fn damaged_data_are_restored(locale: Locale) -> Told {
    let station = Station::at_work(locale).await?;
    log(&station).await?;
    back_up(&station).await?;
    let stopped = station.stop().await?;
    spoil(&stopped.data.path().join("nida.db"))?;
    let station = stopped.start().await?;
    station.fill("start-closed-passphrase", PASSPHRASE).await?;
    station.press(&[Key::Enter.into()]).await?;
    station.heading("start-refused-title").await?;
    station
        .window
        .see(&station.word("errors-store-damaged"))
        .await?;
    station
        .window
        .picture(&format!("restore-refused-{}", locale.code()))
        .await?;
    station.click("restoring-open").await?;
    station.heading("restoring-title").await?;
    station
        .window
        .see(&station.word("backups-reason-asked"))
        .await?;

    // A wrong passphrase costs nothing.
    station.fill("start-closed-passphrase", "نخلة").await?;
    station.press(&[Key::Enter.into()]).await?;
    station
        .window
        .see(&station.word("errors-wrong-passphrase-last"))
        .await?;
    for size in [(1366, 768), (1024, 768)] {
        station.window.resize(size).await?;
        let name = format!("restore-choices-{}-{}", locale.code(), size.0);
        station.window.picture(&name).await?;
    }
    let findings = station.window.accessibility_findings().await?;
    assert!(findings.is_empty(), "{findings:#?}");
    station.fill("start-closed-passphrase", PASSPHRASE).await?;
    station.press(&[Key::Enter.into()]).await?;
    station.window.see(&station.word("restoring-means")).await?;
    station
        .window
        .see(&station.word("restoring-since-unreadable"))
        .await?;
    station
        .window
        .picture(&format!("restore-found-{}", locale.code()))
        .await?;
    let findings = station.window.accessibility_findings().await?;
    assert!(findings.is_empty(), "{findings:#?}");
    assert!(
        !station.data().join("backups/replaced-1").exists(),
        "nothing was changed yet"
    );

    station.click("restoring-finish").await?;
    station.sign_in(FIRST_LOGIN, FIRST_SECRET).await?;
    station.see_own_log_of(1).await?;
    assert!(station.data().join("backups/replaced-1/nida.db").is_file());
    log(&station).await?;
    station.see_own_log_of(2).await?;
    station.close().await
}

/// In Arabic.
#[tokio::test]
async fn damaged_data_are_restored_in_arabic() -> Told {
    damaged_data_are_restored(Locale::Ar).await
}

/// In English.
#[tokio::test]
async fn damaged_data_are_restored_in_english() -> Told {
    damaged_data_are_restored(Locale::En).await
}

/// Whoever looks after the machine closes the data with their own secret; a call that was logged after the backup and a
/// draft are there when everybody is back.
#[tokio::test]
async fn from_the_settings_the_data_are_closed_first() -> Told {
    let station = Station::at_work(Locale::En).await?;
    log(&station).await?;
    back_up(&station).await?;
    log(&station).await?;
    station.new_call().await?;
    station.fill("desk-number", "99887766").await?;
    station.go_to("common-screen-settings").await?;
    station.click("restoring-open").await?;
    station.fill("common-secret", "000000").await?;
    station.press(&[Key::Enter.into()]).await?;
    let left = FluentArgs::from_iter([("left", 4)]);
    station
        .window
        .see(&station.sentence("errors-wrong-secret", &left))
        .await?;
    station.fill("common-secret", FIRST_SECRET).await?;
    station.press(&[Key::Enter.into()]).await?;
    station.heading("restoring-title").await?;
    station.fill("start-closed-passphrase", PASSPHRASE).await?;
    station.press(&[Key::Enter.into()]).await?;
    let kept = FluentArgs::from_iter([("count", 1)]);
    station
        .window
        .see(&station.sentence("restoring-drafts-count", &kept))
        .await?;
    station.window.picture("restore-from-settings-en").await?;
    station.click("restoring-finish").await?;
    station.sign_in(FIRST_LOGIN, FIRST_SECRET).await?;
    station.see_own_log_of(2).await?;
    station.window.see("99887766").await?;
    station.close().await
}
