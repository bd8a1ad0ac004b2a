//! The chain as a file, checked by a program that knows nothing of ours: Python's standard library and the description.
//!
//! What was harmed in the file is found and named by its epoch and its place in it.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test may stop at once"
)]

mod common;
mod exported;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use app::dto::{ChainOrder, OpenStore, SaveAs};
use app::{App, AppError, ExportFault};
use common::*;
use domain::entry::CentreEpoch;
use domain::id::{Epoch, Millis};
use domain::wire::FeedContent;
use exported::*;
use serde_json::Value;
use store::{FeedEntry, Folder, NewEpoch, Store, Unlock};

fn open(machine: &Machine) -> Store {
    Store::open(
        &Folder::at(machine.folder.path()),
        &Unlock::Passphrase(PASSPHRASE),
    )
    .unwrap()
}

/// The application over a store that was at work beside it.
fn reopened(machine: Machine) -> Machine {
    let Machine { folder, clock, app } = machine;
    drop(app);
    let app = App::start(config(folder.path(), clock.clone()));
    let passphrase = PASSPHRASE.into();
    app.open_store(&OpenStore::Passphrase { passphrase })
        .unwrap();
    let machine = Machine { folder, clock, app };
    machine.sign_in("maryam");
    machine
}

fn log(machine: &Machine, calls: std::ops::Range<u8>) {
    for n in calls {
        machine
            .app
            .log_call(&query_form(n), SaveAs::ByRule)
            .unwrap();
    }
}

/// A machine whose store was once put back from a backup, with the entries of another machine of its site.
fn used_machine() -> Machine {
    let (here, there) = (machine(), machine());
    for (machine, calls) in [(&here, 1..4), (&there, 4..7)] {
        machine.sign_in("maryam");
        log(machine, calls);
    }
    let Machine { folder, clock, app } = there;
    drop(app);
    let other = Machine {
        app: App::start(config(folder.path(), clock.clone())),
        folder,
        clock,
    };
    let items: Vec<FeedEntry> = open(&other)
        .waiting(None, 1_000)
        .unwrap()
        .into_iter()
        .zip(1..)
        .map(|(sent, number)| FeedEntry {
            number,
            of: None,
            id: sent.id,
            held_at_first: false,
            content: FeedContent::Entry {
                machine: sent.link.machine,
                chain: [vec![sent.link.point], sent.follows].concat(),
                entry: sent.entry,
                digests: sent.digests,
            },
        })
        .collect();
    let Machine { folder, clock, app } = here;
    drop(app);
    let here = Machine {
        app: App::start(config(folder.path(), clock.clone())),
        folder,
        clock,
    };
    let store = open(&here);
    let centre = CentreEpoch {
        ordinal: 1,
        id: Epoch::from_bytes([1; 16]),
    };
    store.accept(centre, items).unwrap();
    store
        .begin_epoch(NewEpoch::Restored, Millis(SUNDAY_TEN))
        .unwrap();
    drop(store);
    let here = reopened(here);
    log(&here, 7..9);
    here
}

fn order(folder: &Path) -> ChainOrder {
    ChainOrder {
        folder: folder.to_string_lossy().into_owned(),
        secret: PIN.into(),
    }
}

/// How the checker ends, and what it says.
fn checked(file: &Path) -> (i32, String) {
    let checker: PathBuf = [
        env!("CARGO_MANIFEST_DIR"),
        "../../../assets/chain-check/check.py",
    ]
    .iter()
    .collect();
    let output = Command::new("python3")
        .arg(checker)
        .arg(file)
        .output()
        .expect("python3 is there: cargo xtask setup installs it");
    let said = [output.stdout, output.stderr].concat();
    (
        output.status.code().unwrap(),
        String::from_utf8(said).unwrap(),
    )
}

/// The lines of a file that was just written.
struct Exported {
    folder: tempfile::TempDir,
    lines: Vec<String>,
}

impl Exported {
    fn of(machine: &Machine) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let done = machine.app.write_chain(&order(folder.path())).unwrap();
        assert_eq!(done.files, ["nida-chain-2026-11-22.jsonl"]);
        assert_eq!(names(folder.path()), done.files, "and nothing beside it");
        let text = fs::read_to_string(folder.path().join(&done.files[0])).unwrap();
        let lines = text.lines().map(str::to_owned).collect();
        Self { folder, lines }
    }

    fn of_kind(&self, kind: &str) -> Vec<usize> {
        let begins = format!("{{\"line\":\"{kind}\"");
        let found = self.lines.iter().enumerate();
        found
            .filter(|(_, line)| line.starts_with(&begins))
            .map(|(at, _)| at)
            .collect()
    }

    fn place(&self, at: usize) -> String {
        let line: Value = serde_json::from_str(&self.lines[at]).unwrap();
        format!(
            "epoch {}, seq {}",
            line["epoch"].as_str().unwrap(),
            line["seq"]
        )
    }

    /// What the checker says of these lines.
    fn checked(&self, lines: &[String]) -> (i32, String) {
        let file = self.folder.path().join("harmed.jsonl");
        fs::write(&file, lines.join("\n") + "\n").unwrap();
        checked(&file)
    }

    /// The harm is found, and this place named.
    fn names(&self, lines: &[String], place: &str, harm: &str) {
        let (code, said) = self.checked(lines);
        assert_eq!(code, 1, "{harm} is found: {said}");
        assert!(
            said.contains(&format!("NOT WHOLE: {place}:")),
            "{harm} is named as {place}: {said}"
        );
    }
}

/// An auditor of the ministry takes the chain with them: with a program of a page, written by somebody else, they see that
/// nothing was changed, from the first entry over a store that was put back, and the other machine's entries too.
#[test]
fn a_whole_chain_is_whole_to_somebody_elses_program() {
    let machine = used_machine();
    let exported = Exported::of(&machine);
    let own = exported.of_kind("link");
    let others = exported.of_kind("entry");
    assert_eq!(
        exported.of_kind("epoch").len(),
        3,
        "two of its own, one of the other's"
    );
    assert!(own.len() > 8 && others.len() > 3, "{own:?} {others:?}");
    let (code, said) = exported.checked(&exported.lines);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("The chain is whole."), "{said}");
    let of_store = machine.app.verify_journal().unwrap();
    let linked = u64::try_from(own.len()).unwrap();
    assert_eq!(
        of_store.links,
        linked + 1,
        "all but the entry that tells of it"
    );
    let made = exported::log(&machine.app);
    let last = made.first().unwrap();
    assert_eq!(
        (
            last.what.as_str(),
            last.way.as_str(),
            last.formats.join(" ")
        ),
        ("chain", "window", "jsonl".to_owned())
    );
    assert_eq!(last.rows as usize, own.len() + others.len());
}

/// Not a word that somebody said may be carried out of the house with it.
#[test]
fn nothing_personal_leaves_with_the_chain() {
    let exported = Exported::of(&used_machine());
    let text = exported.lines.join("\n");
    for word in ["99123456", "تطعيم", "موظف", "Person", "maryam"] {
        assert!(!text.contains(word), "{word} is in the chain");
    }
}

/// One flipped bit anywhere that the hash holds, in any kind of line, and whoever checks it knows where.
#[test]
fn a_flipped_bit_is_found_and_named_by_its_place() {
    let exported = Exported::of(&used_machine());
    for kind in ["link", "entry"] {
        let found = exported.of_kind(kind);
        let at = found[found.len() / 2];
        let place = exported.place(at);
        let line: Value = serde_json::from_str(&exported.lines[at]).unwrap();
        let mut fields = vec!["header", "facts", "digests/header", "digests/facts"];
        if kind == "link" {
            // Of another machine's entry the hash, which holds this one, is there and not here.
            fields.extend(["digests/personal", "hash", "prev"]);
        }
        for field in fields {
            let pointer = format!("/{field}");
            let whole = line.pointer(&pointer).unwrap().as_str().unwrap().to_owned();
            for byte in [0, whole.len() / 2, whole.len() - 1] {
                let mut bytes = whole.clone().into_bytes();
                bytes[byte] ^= 1;
                let mut harmed = line.clone();
                *harmed.pointer_mut(&pointer).unwrap() = String::from_utf8(bytes).unwrap().into();
                let mut lines = exported.lines.clone();
                lines[at] = harmed.to_string();
                exported.names(&lines, &place, &format!("{kind}: byte {byte} of {field}"));
            }
        }
    }
}

/// What was left out, or put elsewhere, is missed: behind, in between, and at an epoch's beginning.
#[test]
fn a_missing_or_moved_line_is_found_and_named_by_its_place() {
    let exported = Exported::of(&used_machine());
    for kind in ["link", "entry"] {
        let found = exported.of_kind(kind);
        let (at, next) = (found[1], found[2]);
        // A link says its own place; an entry says which is before it, so the one behind the gap is named.
        let named = exported.place(if kind == "link" { at } else { next });
        let mut dropped = exported.lines.clone();
        dropped.remove(at);
        exported.names(&dropped, &named, &format!("a dropped {kind}"));
        let mut moved = exported.lines.clone();
        moved.swap(at, next);
        exported.names(&moved, &named, &format!("moved {kind}s"));
    }
    let links = exported.of_kind("link");
    let last = exported.lines.len() - 1;
    exported.names(
        &exported.lines[..last],
        &exported.place(last),
        "a cut tail of entries",
    );
    let cut = &exported.lines[..links[links.len() - 1]];
    exported.names(
        cut,
        &exported.place(links[links.len() - 1]),
        "a cut tail of links",
    );
    let mut torn = exported.lines.clone();
    let half = torn[links[3]].len() / 2;
    torn[links[3]].truncate(half);
    exported.names(
        &torn,
        &exported.place(links[2]),
        "a torn line, by the place before it",
    );
    // Another origin of an epoch: as if the one before it had never been.
    let second = exported
        .of_kind("epoch")
        .into_iter()
        .rfind(|at| exported.lines[*at].contains("\"own\":true"));
    let second = second.unwrap();
    let mut epoch: Value = serde_json::from_str(&exported.lines[second]).unwrap();
    assert_eq!(epoch["why"], "restored");
    epoch["follows"] = Value::Null;
    let mut orphaned = exported.lines.clone();
    orphaned[second] = epoch.to_string();
    let first = format!("epoch {}, seq 1", epoch["epoch"].as_str().unwrap());
    exported.names(&orphaned, &first, "a changed origin");
}

/// Whoever sits down at an open desk must not carry the chain away: one's own secret is asked for again.
#[test]
fn whoever_takes_it_out_says_who_they_are_again() {
    let machine = machine();
    machine.sign_in("maryam");
    let folder = tempfile::tempdir().unwrap();
    let wrong = ChainOrder {
        secret: "111222".into(),
        ..order(folder.path())
    };
    let told = machine.app.write_chain(&wrong);
    assert!(
        matches!(told, Err(AppError::WrongSecret { .. })),
        "{told:?}"
    );
    assert_eq!(names(folder.path()), Vec::<String>::new());
    assert_eq!(
        exported::log(&machine.app).len(),
        0,
        "nothing left, nothing is told"
    );
    let nowhere = machine.app.write_chain(&order(Path::new("/there/is/none")));
    assert!(
        matches!(nowhere, Err(AppError::Export(ExportFault::Folder))),
        "{nowhere:?}"
    );
    assert_eq!(
        machine.app.write_chain(&order(folder.path())).unwrap().rows,
        u32::try_from(machine.app.verify_journal().unwrap().links).unwrap() - 1,
        "all but the entry that tells of it"
    );
}

/// Half a chain on a stick would read as one that was cut: whoever stops it leaves none, and the journal says so.
#[test]
fn a_chain_that_is_stopped_leaves_no_file() {
    let machine = machine();
    machine.sign_in("maryam");
    let folder = tempfile::tempdir().unwrap();
    let over = AtomicBool::new(false);
    let told = thread::scope(|scope| {
        scope.spawn(|| {
            while !over.load(Ordering::SeqCst) {
                if machine.app.export_progress().unwrap().is_some() {
                    machine.app.export_stop().unwrap();
                }
            }
        });
        // It is soon done: now and then it is whole before anybody could stop it.
        let mut tried = (0..200).map(|_| machine.app.write_chain(&order(folder.path())));
        let told = tried.find(Result::is_err);
        over.store(true, Ordering::SeqCst);
        told
    });
    assert!(
        matches!(told, Some(Err(AppError::Export(ExportFault::Stopped)))),
        "{told:?}"
    );
    let log = exported::log(&machine.app);
    let newest = log.first().unwrap();
    assert_eq!(newest.failed, "stopped");
    let whole = log.iter().filter(|one| one.failed.is_empty()).count();
    assert_eq!(
        names(folder.path()).len(),
        whole,
        "neither half nor left behind"
    );
}
