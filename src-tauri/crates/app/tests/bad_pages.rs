//! Pages that go bad while people work: what can go on does, and what cannot is told as what it is.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may stop at once"
)]

mod common;

use std::fs;
use std::path::Path;
use std::process::Command;

use app::ErrorCode;
use app::ErrorDto;
use app::dto::{FindingCode, FindingLevel, OpenStore, SaveAs};
use common::*;

const PAGE: u64 = 4096;
/// Of so many pages one is spoilt.
const EVERY: usize = 9;
/// How often it is looked for what is done behind a save.
const LOOKS: usize = 100;

/// Changes a byte from a process of its own: whoever opens and closes the file in this one takes away SQLite's locks.
fn spoil(file: &Path, page: u64) {
    let done = Command::new("sh")
        .args([
            "-c",
            r#"printf '\252' | dd of="$1" bs=1 seek="$2" conv=notrunc status=none"#,
            "sh",
        ])
        .arg(file)
        .arg((page * PAGE + 2_000).to_string())
        .status()
        .unwrap();
    assert!(done.success(), "the byte was changed");
}

fn code<T>(asked: app::Result<T>) -> Option<ErrorCode> {
    asked.err().map(|error| ErrorDto::from(&error).code)
}

/// Whichever page it is: most keep nobody from saving, a save that is refused leaves its draft, and whatever cannot be
/// shown says that a part of the data is damaged, and nothing else.
#[test]
fn whichever_page_goes_bad_people_go_on_or_are_told() {
    let template = machine();
    template.sign_in("maryam");
    for n in 1..40 {
        template
            .app
            .log_call(&query_form(n), SaveAs::ByRule)
            .unwrap();
    }
    let Machine { folder, clock, app } = template;
    drop(app);
    let pages = fs::metadata(folder.path().join("nida.db")).unwrap().len() / PAGE;
    let (mut tried, mut saved, mut shown) = (0, 0, 0);
    for page in (1..pages).step_by(EVERY) {
        tried += 1;
        let place = tempfile::tempdir().unwrap();
        for name in ["nida.db", "slots.json", "station.json"] {
            let _ = fs::copy(folder.path().join(name), place.path().join(name));
        }
        let app = app::App::start(config(place.path(), clock.clone()));
        let machine = Machine {
            folder: place,
            clock: clock.clone(),
            app,
        };
        let opened = machine.app.open_store(&OpenStore::Passphrase {
            passphrase: PASSPHRASE.into(),
        });
        // Pages are looked at here and there when it is opened; this one was whole then.
        opened.unwrap();
        machine.sign_in("maryam");
        let form = query_form(50);
        machine.app.draft_keep(&form).unwrap();
        spoil(&machine.folder.path().join("nida.db"), page);

        match code(machine.app.log_call(&form, SaveAs::ByRule)) {
            None => saved += 1,
            Some(refused) => {
                assert_eq!(refused, ErrorCode::RecordDamaged, "page {page}");
                match machine.app.drafts() {
                    Ok(drafts) => {
                        assert_eq!(drafts.len(), 1, "page {page}: what was typed is kept")
                    }
                    damaged => assert_eq!(code(damaged), Some(ErrorCode::RecordDamaged)),
                }
            }
        }
        let first = query_form(1).id;
        match code(machine.app.call(&first)) {
            None => shown += 1,
            Some(refused) => assert_eq!(refused, ErrorCode::RecordDamaged, "page {page}"),
        }
        if let Some(refused) = code(machine.app.own_log(None)) {
            assert_eq!(refused, ErrorCode::RecordDamaged, "page {page}");
        }
    }
    assert!(tried > 10, "{tried} of {pages} pages");
    assert!(
        saved * 10 > tried * 8,
        "{saved} of {tried}: most pages stop no save"
    );
    assert!(shown * 10 > tried * 7, "{shown} of {tried}");
}

/// Turns that byte back to what it was, of a file that nobody has open.
fn heal(file: &Path, whole: &Path, page: u64) {
    let at = usize::try_from(page * PAGE + 2_000).unwrap();
    let mut bytes = fs::read(file).unwrap();
    bytes[at] = fs::read(whole).unwrap()[at];
    fs::write(file, bytes).unwrap();
}

fn opened(machine: Machine) -> Machine {
    let Machine { folder, clock, app } = machine;
    drop(app);
    let app = app::App::start(config(folder.path(), clock.clone()));
    app.open_store(&OpenStore::Passphrase {
        passphrase: PASSPHRASE.into(),
    })
    .unwrap();
    Machine { folder, clock, app }
}

/// How many records `doctor` tells to lie on bad pages.
fn left_aside(app: &app::App) -> Option<String> {
    let condition = app.condition(None).unwrap();
    let mut findings = condition.findings.into_iter();
    let aside = findings.find(|one| one.code == FindingCode::JournalLeftAside)?;
    assert_eq!(aside.level, FindingLevel::Fault);
    aside.args.get("count").cloned()
}

/// The same, looked for so often.
fn told_within(looks: usize, app: &app::App) -> Option<String> {
    let mut told = std::iter::repeat_with(|| {
        std::thread::yield_now();
        left_aside(app)
    });
    told.by_ref().take(looks).find(Option::is_some).flatten()
}

/// A call was taken down and told as saved, and its record lies on a bad page: whoever looks after the machine is told that
/// there is such a record, and no more once it could be shown.
#[test]
fn what_is_left_aside_is_told() {
    let template = machine();
    template.sign_in("maryam");
    for n in 1..10 {
        let logged = template.app.log_call(&query_form(n), SaveAs::ByRule);
        logged.unwrap();
    }
    let Machine { folder, clock, app } = template;
    drop(app);
    let whole = folder.path().join("nida.db");
    let pages = fs::metadata(&whole).unwrap().len() / PAGE;
    let form = query_form(50);
    let hit = (1..pages).find_map(|page| {
        let place = tempfile::tempdir().unwrap();
        for name in ["nida.db", "slots.json", "station.json"] {
            let _ = fs::copy(folder.path().join(name), place.path().join(name));
        }
        let app = app::App::start(config(place.path(), clock.clone()));
        let machine = opened(Machine {
            folder: place,
            clock: clock.clone(),
            app,
        });
        machine.sign_in("maryam");
        spoil(&machine.folder.path().join("nida.db"), page);
        let saved = machine.app.log_call(&form, SaveAs::ByRule).is_ok();
        let hides = code(machine.app.call(&form.id)).is_some();
        // It is folded behind the save: a moment until that was tried.
        let told = (saved && hides).then(|| told_within(LOOKS, &machine.app));
        Some((machine, page, told??))
    });
    let (machine, page, told) = hit.expect("some page keeps a saved call from being folded");
    assert!(told.parse::<u64>().unwrap() > 0);

    // The page came back, as those of a disk do that was loose.
    let Machine {
        folder: place,
        clock,
        app,
    } = machine;
    drop(app);
    heal(&place.path().join("nida.db"), &whole, page);
    let app = app::App::start(config(place.path(), clock.clone()));
    let machine = opened(Machine {
        folder: place,
        clock,
        app,
    });
    machine.sign_in("maryam");
    let mut looks = std::iter::repeat_with(|| {
        std::thread::yield_now();
        left_aside(&machine.app)
    });
    assert!(
        looks.by_ref().take(100 * LOOKS).any(|told| told.is_none()),
        "a start tries it again"
    );
    assert!(machine.app.call(&form.id).is_ok(), "and it is shown");
}
