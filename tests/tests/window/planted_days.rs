//! Two days at a desk: over two hundred planted names, numbers and words, an export that was thought better of, a report, a
//! backup, and the power that goes in the middle of it. No file has any of them but the encrypted store and its backup, in
//! which they are not to be read.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

use i18n::{FluentArgs, Locale};
use nida_tests::planted::{Planted, Search, Words, family};
use nida_tests::station::{FIRST_LOGIN, FIRST_SECRET, PASSPHRASE, Spoken, Station};
use nida_tests::window::Key;
use nida_tests::{Told, file};

/// The planted words are the same in every run, and stand in no source.
const SEED: u64 = 0x0ace_0fda_1152;
/// Calls of yesterday, which are written down late, and of today, in which something is promised.
const YESTERDAY: usize = 27;
const TODAY: usize = 13;
/// Words that are planted, at the least.
const PLANTED: usize = 200;

/// What is planted with one call.
struct Call {
    caller: String,
    number: String,
    note: String,
    place: String,
    answer: String,
    /// None where nothing is promised.
    promise: Option<String>,
}

impl Call {
    fn words(&self) -> impl Iterator<Item = &String> {
        [
            &self.caller,
            &self.number,
            &self.note,
            &self.place,
            &self.answer,
        ]
        .into_iter()
        .chain(&self.promise)
    }
}

fn calls(planted: &mut Planted) -> Vec<Call> {
    let mut words = Words::from_seed(SEED);
    let calls: Vec<Call> = (0..YESTERDAY + TODAY)
        .map(|at| Call {
            caller: words.arabic(),
            number: words.number(),
            note: words.arabic(),
            place: words.arabic(),
            answer: words.arabic(),
            promise: (at >= YESTERDAY).then(|| words.arabic()),
        })
        .collect();
    for call in &calls {
        planted.text("a caller", &call.caller);
        planted.number("a caller's number", &call.number);
        planted.text("a note", &call.note);
        planted.text("a place", &call.place);
        planted.text("an answer", &call.answer);
        if let Some(promise) = &call.promise {
            planted.text("a promise", promise);
        }
    }
    calls
}

/// Takes a call down; one of yesterday by the times of its form.
async fn take_down(station: &Station, call: &Call) -> Told {
    station.new_call().await?;
    station
        .fill("common-caller", &format!("{0} بن {0}", call.caller))
        .await?;
    station
        .take_down(Spoken {
            number: &call.number,
            type_code: "health_ed",
            subject: "vaccination",
            note: &format!("يسأل عن {} منذ أسبوع", call.note),
            ..Spoken::default()
        })
        .await?;
    for (key, field, text) in [
        ('m', "desk-place", &call.place),
        ('j', "form-answer", &call.answer),
    ] {
        station.press(&[Key::Alt.into(), key]).await?;
        station.fill(field, text).await?;
    }
    if let Some(promise) = &call.promise {
        station.press(&[Key::Alt.into(), 'o']).await?;
        station.focus_in("combobox", "form-promise-day").await?;
        station.press(&[Key::Enter.into()]).await?;
        station.fill("form-promise-words", promise).await?;
    } else {
        station.press(&[Key::Alt.into(), 'w']).await?;
        station
            .choose("form-happened-day", &station.word("form-yesterday"))
            .await?;
        station.fill("form-happened-time", "10:15").await?;
    }
    station.save().await.map(drop)
}

/// A list of calls is begun to be exported and not; a bulletin is written, in which nobody is.
async fn exports(station: &Station, folder: &Path) -> Told {
    station.go_to("common-screen-figures").await?;
    station
        .choose("figures-period", &station.word("figures-period-today"))
        .await?;
    let figure = station.word("figures-received");
    let value = TODAY.to_string();
    let arguments = FluentArgs::from_iter([("figure", figure.as_str()), ("value", value.as_str())]);
    let rows = station.sentence("figures-rows-of", &arguments);
    station.window.click("button", &rows).await?;
    station.click("exports-rows").await?;
    station.heading("exports-rows-title").await?;
    let path = folder.to_string_lossy().into_owned();
    station.fill("exports-folder", &path).await?;
    station.press(&[Key::Escape.into()]).await?;
    station.press(&[Key::Escape.into()]).await?;
    assert_eq!(fs::read_dir(folder)?.count(), 0, "nothing was exported");
    station.press(&[Key::Alt.into(), 'b']).await?;
    station.heading("exports-bulletin-title").await?;
    station.fill("exports-folder", &path).await?;
    station.click("exports-write").await?;
    let two = FluentArgs::from_iter([("count", 2)]);
    let written = station.sentence("exports-written", &two);
    station.window.see(&written).await?;
    station.press(&[Key::Escape.into()]).await
}

async fn a_backup(station: &Station) -> Told {
    station.go_to("common-screen-settings").await?;
    station.click("backups-make-own").await?;
    station
        .window
        .see(&station.word("backups-reason-asked"))
        .await?;
    station.click("common-screen-desk").await
}

fn see_nothing(
    planted: &Planted,
    folders: [&Path; 3],
    since: SystemTime,
    when: &str,
) -> Told<Search> {
    let mut search = planted.search_elsewhere(since);
    for folder in folders {
        search.extend(planted.search(folder)?);
    }
    assert!(
        search.found.is_empty(),
        "{when}, found in {} files:\n{}",
        search.files.len(),
        search.found.join("\n")
    );
    Ok(search)
}

/// A machine that is stolen after days, with its backups and its reports.
#[tokio::test]
async fn nothing_that_callers_said_is_in_any_file_after_two_days() -> Told {
    let since = SystemTime::now();
    let mut planted = Planted::default();
    let calls = calls(&mut planted);
    assert!(calls.iter().flat_map(Call::words).count() > PLANTED);
    let reports = tempfile::tempdir()?;
    let station = Station::at_work(Locale::Ar).await?;
    for call in &calls {
        take_down(&station, call).await?;
    }
    a_backup(&station).await?;
    exports(&station, reports.path()).await?;

    let folders = [station.data(), station.window.home(), reports.path()];
    let running = see_nothing(&planted, folders, since, "while the window is open")?;
    for part in ["/nida.db", "/nida.db-wal", "/backups/", ".xlsx", ".pdf"] {
        let mut files = running.files.iter();
        assert!(
            files.any(|path| path.to_string_lossy().contains(part)),
            "{part} is looked into: {:?}",
            running.files
        );
    }
    let open = planted.search_open_files(&family(station.window.process())?)?;
    assert!(open.found.is_empty(), "{}", open.found.join("\n"));

    // The cable is pulled in the middle of the next day's first call.
    station.click("common-screen-desk").await?;
    station.new_call().await?;
    station.fill("desk-note", &calls[0].note).await?;
    let stopped = station.kill().await?;
    let folders = [stopped.data.path(), stopped.home.path(), reports.path()];
    see_nothing(&planted, folders, since, "after the power cut")?;
    let station = stopped.start().await?;
    station.open_data().await?;
    station.sign_in(FIRST_LOGIN, FIRST_SECRET).await?;
    let stopped = station.stop().await?;
    let folders = [stopped.data.path(), stopped.home.path(), reports.path()];
    see_nothing(&planted, folders, since, "after closing")?;

    // Each of them is in the store: the search would find it in the clear.
    let plain = file::plain(stopped.data.path(), PASSPHRASE)?;
    let plain = String::from_utf8_lossy(&plain);
    for word in calls.iter().flat_map(Call::words) {
        assert!(plain.contains(word), "{word} was typed and is not there");
    }
    Ok(())
}
