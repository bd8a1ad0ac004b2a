//! Pages that go bad while people work: what can go on does, and what cannot is told as what it is.

#![expect(clippy::unwrap_used, reason = "a test may stop at once")]

mod common;

use std::fs;
use std::path::Path;
use std::process::Command;

use app::ErrorCode;
use app::ErrorDto;
use app::dto::{OpenStore, SaveAs};
use common::*;

const PAGE: u64 = 4096;
/// Of so many pages one is spoilt.
const EVERY: usize = 9;

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
