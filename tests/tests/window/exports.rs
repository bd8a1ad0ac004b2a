//! A bulletin of what the screen shows, written into a folder and opened again; the calls behind a figure; what is made
//! by itself; and the log of all that.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use calamine::{Data, Reader as _, Xlsx, open_workbook};
use i18n::{FluentArgs, Locale};
use nida_tests::station::{Spoken, Station};
use nida_tests::window::Key;
use nida_tests::{Failure, Told};

async fn a_bulletin_is_written_and_says_what_was_shown(locale: Locale) -> Told {
    let station = Station::at_work(locale).await?;
    for (number, type_code, subject, facility, note) in [
        (
            "99123456",
            "complaint",
            "appt_delay",
            "royal_hospital",
            "موعد القلب بعد سبعة أشهر.",
        ),
        ("99223344", "health_ed", "diabetes", "", ""),
    ] {
        station.new_call().await?;
        station
            .take_down(Spoken {
                number,
                type_code,
                subject,
                facility,
                note,
                ..Spoken::default()
            })
            .await?;
        station.save().await?;
    }
    station.go_to("common-screen-figures").await?;
    station
        .choose("figures-period", &station.word("figures-period-today"))
        .await?;
    station
        .window
        .find("button", &rows_of(&station, "2"))
        .await?;

    // What is not chosen is said at its field, and nothing is written.
    let folder = tempfile::tempdir()?;
    let path = folder.path().to_string_lossy().into_owned();
    station.press(&[Key::Alt.into(), 'b']).await?;
    station.heading("exports-bulletin-title").await?;
    station.click("exports-write").await?;
    station
        .window
        .see(&station.word("errors-rule-required"))
        .await?;
    station.fill("exports-folder", "/no/such/folder").await?;
    station.click("exports-write").await?;
    station
        .window
        .see(&station.word("errors-export-folder"))
        .await?;

    let csv = station.word("exports-format-csv");
    station.window.click("checkbox", &csv).await?;
    station.fill("exports-folder", &path).await?;
    station.click("exports-write").await?;
    let three = FluentArgs::from_iter([("count", 3)]);
    let written = station.sentence("exports-written", &three);
    station.window.see(&written).await?;
    for size in [(1366, 768), (1024, 768)] {
        station.window.resize(size).await?;
        station
            .window
            .picture(&format!("bulletin-{}-{}", locale.code(), size.0))
            .await?;
    }
    let findings = station.window.accessibility_findings().await?;
    assert!(findings.is_empty(), "{findings:#?}");
    let names = names(folder.path())?;
    let endings: BTreeSet<&str> = names.iter().filter_map(|name| ending(name)).collect();
    assert_eq!(endings, BTreeSet::from(["csv", "pdf", "xlsx"]), "{names:?}");
    let sheet = names
        .iter()
        .find(|name| ending(name) == Some("xlsx"))
        .ok_or_else(|| Failure::new("no workbook"))?;
    let received = station.word("figures-received");
    let value = value_in(&folder.path().join(sheet), &received)?;
    assert_eq!(value, Data::Float(2.0), "as the screen says");
    if let Some(pages) = std::env::var_os("NIDA_PAGES") {
        for name in &names {
            fs::copy(folder.path().join(name), Path::new(&pages).join(name))?;
        }
    }

    // The last complete day comes at once when it is settled.
    let daily = station.word("exports-rhythm-daily");
    station.window.click("checkbox", &daily).await?;
    let fields = "return document.querySelectorAll('[data-field=scheduleFolder]').length";
    assert_eq!(station.window.execute(fields, vec![]).await?, 1);
    let reports = folder.path().join("reports");
    fs::create_dir(&reports)?;
    let into = "
        const field = document.querySelector('[data-field=scheduleFolder]');
        field.focus(); field.select()";
    station.window.execute(into, vec![]).await?;
    station.window.write(&reports.to_string_lossy()).await?;
    // Back from the last field to the first: none of them lies under the title or below the lower edge.
    for _ in 0..16 {
        let covered = "
            const field = document.activeElement;
            if (!field.dataset.field) return '';
            const dialog = field.closest('dialog');
            const [top, bottom] = [dialog.querySelector('header'), dialog].map((one) => one.getBoundingClientRect().bottom);
            const { top: from, bottom: to } = field.getBoundingClientRect();
            return from < top || to > bottom ? `${field.dataset.field}: ${from}–${to} in ${top}–${bottom}` : ''";
        assert_eq!(station.window.execute(covered, vec![]).await?, "");
        station.press(&[Key::Shift.into(), Key::Tab.into()]).await?;
    }
    station.click("exports-schedule-save").await?;
    let by = station.word("exports-schedule-by");
    station.window.see(&by).await?;
    station
        .window
        .picture(&format!("bulletin-schedule-{}", locale.code()))
        .await?;
    assert_eq!(self::names(&reports)?.len(), 1, "yesterday's");
    station.press(&[Key::Escape.into()]).await?;

    // The calls behind a figure.
    station
        .window
        .click("button", &rows_of(&station, "2"))
        .await?;
    station.click("exports-rows").await?;
    station.heading("exports-rows-title").await?;
    station.click("exports-write").await?;
    let one = FluentArgs::from_iter([("count", 1)]);
    let written = station.sentence("exports-written", &one);
    station.window.see(&written).await?;
    station.press(&[Key::Escape.into()]).await?;

    // The shift's log as it is filtered, by keys alone; the folder is still known.
    station.go_to("common-screen-shift").await?;
    let complaint = station.subject_label("complaint", "appt_delay")?;
    station.window.see(&complaint).await?;
    station.press(&[Key::Alt.into(), 'e']).await?;
    station.heading("exports-shift-title").await?;
    station.press(&[Key::Tab.into()]).await?;
    station.press(&[Key::Enter.into()]).await?;
    station.window.see(&written).await?;
    station
        .window
        .picture(&format!("exports-shift-{}", locale.code()))
        .await?;
    let findings = station.window.accessibility_findings().await?;
    assert!(findings.is_empty(), "{findings:#?}");
    station.press(&[Key::Escape.into()]).await?;
    let names = self::names(folder.path())?;
    assert!(
        names.iter().any(|name| name.starts_with("nida-shift-")),
        "{names:?}"
    );

    // All of them stand in the log, by whom and where to.
    station.go_to("common-screen-settings").await?;
    station
        .window
        .see(&station.word("exports-log-way-schedule"))
        .await?;
    station
        .window
        .see(&station.word("exports-log-what-shift-log"))
        .await?;
    station.window.see("reports").await?;
    let script = "document.querySelector('ul[aria-label]').scrollIntoView({ block: 'center' })";
    station.window.execute(script, vec![]).await?;
    station
        .window
        .picture(&format!("exports-log-{}", locale.code()))
        .await?;
    let findings = station.window.accessibility_findings().await?;
    assert!(findings.is_empty(), "{findings:#?}");
    station.close().await
}

fn rows_of(station: &Station, value: &str) -> String {
    let figure = station.word("figures-received");
    let arguments = FluentArgs::from_iter([("figure", figure.as_str()), ("value", value)]);
    station.sentence("figures-rows-of", &arguments)
}

fn names(folder: &Path) -> Told<Vec<String>> {
    let mut names = Vec::new();
    for one in fs::read_dir(folder)? {
        let one = one?;
        if one.file_type()?.is_file() {
            names.push(one.file_name().to_string_lossy().into_owned());
        }
    }
    Ok(names)
}

fn ending(name: &str) -> Option<&str> {
    name.rsplit_once('.').map(|(_, ending)| ending)
}

/// The value beside a figure on the first sheet.
fn value_in(book: &Path, figure: &str) -> Told<Data> {
    let mut book: Xlsx<_> = open_workbook(book)?;
    let first = book.sheet_names().first().cloned().unwrap_or_default();
    let sheet = book.worksheet_range(&first)?;
    let mut rows = sheet.rows();
    let row = rows.find(|row| row.first() == Some(&Data::String(figure.to_owned())));
    let value = row.and_then(|row| row.get(1)).cloned();
    value.ok_or_else(|| Failure::new(format!("{figure} is not on the first sheet")))
}

/// In Arabic.
#[tokio::test]
async fn a_bulletin_is_written_and_says_what_was_shown_in_arabic() -> Told {
    a_bulletin_is_written_and_says_what_was_shown(Locale::Ar).await
}

/// In English.
#[tokio::test]
async fn a_bulletin_is_written_and_says_what_was_shown_in_english() -> Told {
    a_bulletin_is_written_and_says_what_was_shown(Locale::En).await
}
