//! What a person asked to be erased is nowhere any more: not in a row, a page, the WAL, a draft, nor in a backup that is
//! put back; and nothing else has changed.

use std::collections::BTreeMap;
use std::fs;

use domain::call::Call;
use domain::case::Case;
use domain::erasure::{Erasure, Pseudonyms, Why};
use domain::figures::{CallFigures, CallTally, Series};
use domain::flag::NumberFlag;
use domain::fold::Change;
use domain::follow_up::{CALL_BACK, FollowUp};
use domain::id::SubjectId;
use domain::lists::Lists;
use domain::period::Period;
use domain::person::Person;
use domain::question::Question;
use domain::survey::Survey;

use super::hand_in;
use super::pages::{pages_of, pages_with};
use super::site::rows_of;
use super::tables::plan;
use super::world::{Desk, PASSPHRASE, at, call, fresh_subject};
use crate::erasure::blank::ERASURES;
use crate::journal::epoch::NewEpoch;
use crate::keys::slots::Unlock;
use crate::opened::Store;
use crate::private::drafts::Draft;
use crate::random::random;
use crate::restore::{Restore, RestoreFrom};
use crate::search::{Question as Asked, Searches, Sight};

/// Words and numbers that are nobody else's, as the index folds them. FTS5 keeps of a word only what the one before it
/// does not begin with, so that the end of each is looked for.
const PLANTED: [(&str, &str); 8] = [
    ("zuwaydqafvex", "dqafvex"),
    ("khuzaqmirplox", "qmirplox"),
    ("wadivgxobsteq", "xobsteq"),
    ("fylqonjazpud", "onjazpud"),
    ("moqtyvbehruk", "yvbehruk"),
    ("+96897531864", "7531864"),
    ("tepqazxolwig", "azxolwig"),
    ("yjoqvexbardu", "vexbardu"),
];
const NUMBER: &str = PLANTED[5].0;

struct Known {
    /// Everything that the person's words stand in, and the person.
    subjects: Vec<SubjectId>,
    person: SubjectId,
    calls: Vec<SubjectId>,
}

fn append(desk: &Desk, minute: i64, change: Change) -> SubjectId {
    let id = fresh_subject(minute);
    desk.store()
        .act(desk.stamp(minute), move |acting| acting.append(id, change))
        .unwrap();
    id
}

/// A desk at which one person's words stand among those of many, in rows of every kind.
fn desk_with_a_person() -> (Desk, Known) {
    let desk = Desk::new();
    let [name, note, place, title, asked, number, said, added] = PLANTED.map(|(word, _)| word);
    let person = append(
        &desk,
        0,
        Person {
            name_latin: name.into(),
            numbers: [(number.into(), "mobile".into())].into(),
            ..Person::default()
        }
        .added(),
    );
    let mut calls = Vec::new();
    for minute in 0..240 {
        let other = Call {
            note: format!("{} {}", "call of somebody else".repeat(9), minute),
            number: format!("+968{}", 95_000_000 + minute * 7_919 % 100_000),
            ..call(minute, None)
        };
        if minute % 12 == 5 {
            calls.push(desk.log(
                minute,
                Call {
                    caller: Some(person),
                    number: number.into(),
                    number_as_typed: number.into(),
                    caller_name: name.into(),
                    patient_name: name.into(),
                    note: format!("{note} ").repeat(30),
                    place: place.into(),
                    outcome: "answered".into(),
                    ..call(minute, None)
                },
            ));
        } else {
            desk.log(minute, other);
        }
    }
    for (minute, call) in (300..).zip(&calls) {
        let (call, note) = (*call, added.to_owned());
        desk.store()
            .act(desk.stamp(minute), move |acting| {
                let folded = acting.rows()?.folded(call)?.map(|folded| folded.record);
                let Some(domain::fold::Record::Call(old)) = folded else {
                    return Err(crate::StoreError::NotFound);
                };
                let new = Call {
                    answer: note.clone(),
                    ..(*old).clone()
                };
                let amended = old.amended(&new).ok_or(crate::StoreError::NotFound)?;
                acting.append(call, amended)
            })
            .unwrap();
    }
    let case = append(
        &desk,
        400,
        Case {
            title: title.into(),
            number: number.into(),
            calls: calls.iter().copied().take(1).collect(),
            caller: Some(person),
            received_at: Some(at(400)),
            ..Case::default()
        }
        .opened(),
    );
    let subjects = vec![
        person,
        case,
        append(
            &desk,
            401,
            FollowUp {
                case: Some(case),
                kind: CALL_BACK.into(),
                due: Some(at(500)),
                promised: true,
                promise: said.into(),
                ..FollowUp::default()
            }
            .planned(),
        ),
        append(
            &desk,
            402,
            Survey {
                call: calls.first().copied(),
                overall: Some(4),
                comment: said.into(),
                ..Survey::default()
            }
            .answered(),
        ),
        append(
            &desk,
            403,
            Question {
                call: calls.first().copied(),
                words: asked.into(),
                ..Question::default()
            }
            .asked(),
        ),
        append(
            &desk,
            404,
            NumberFlag {
                code: "nuisance".into(),
                until: Some(at(9_000)),
                number: number.into(),
                ..NumberFlag::default()
            }
            .raised(),
        ),
    ];
    for (id, form) in [
        (
            1,
            format!(r#"{{"corrects":"{}","note":"{note}"}}"#, calls[0]),
        ),
        (2, format!(r#"{{"caller":"{person}","place":"{place}"}}"#)),
        (3, r#"{"note":"somebody else"}"#.to_owned()),
    ] {
        let draft = Draft {
            id: SubjectId::from_bytes([id; 16]),
            user: desk.person,
            form,
            started_at: at(500),
            kept_at: at(500),
        };
        desk.store().keep_draft(draft).unwrap();
    }
    desk.store().tend_index().unwrap();
    let subjects = subjects.into_iter().chain(calls.iter().copied()).collect();
    let known = Known {
        subjects,
        person,
        calls,
    };
    (desk, known)
}

fn erase(desk: &Desk, minute: i64, subjects: &[SubjectId]) {
    let subjects = subjects.to_vec();
    desk.store()
        .act(desk.stamp(minute), move |acting| {
            let asked = Erasure {
                why: Why::Asked,
                request: "2026/114".into(),
            };
            let names = Pseudonyms::new(random()?);
            for subject in subjects {
                acting.erase(subject, &asked, &names)?.unwrap();
            }
            Ok::<_, crate::StoreError>(())
        })
        .unwrap();
}

fn figures(store: &Store) -> CallFigures {
    let period = Period::new("2026-11-22".parse().unwrap(), "2026-11-28".parse().unwrap());
    let period = period.unwrap();
    let series = Series::of(period, 0);
    let mut tally = CallTally::new(Lists::embedded().unwrap(), &series);
    store
        .read(|reading| reading.tally_calls(&mut tally, period, None))
        .unwrap();
    tally.finish()
}

fn is_found(desk: &Desk, words: &str) -> bool {
    let searches = Searches::default();
    let turn = searches.begin();
    let sight = Sight { sensitive: true };
    let found = desk
        .store()
        .read(|reading| reading.find_calls(&Asked::read(words), None, sight, &turn));
    !found.unwrap().unwrap().rows.is_empty()
}

fn assert_whole(desk: &Desk) {
    assert_eq!(
        desk.store().verify().unwrap().fault,
        None,
        "the chain is whole"
    );
    assert_eq!(
        desk.store().rebuild().unwrap().differed,
        0,
        "the rows are what the journal says"
    );
}

fn assert_nowhere(store: &Store) {
    let pages = pages_of(store);
    assert!(
        pages_with(&pages, "somebody else") > 0,
        "the pages are read"
    );
    for (word, end) in PLANTED {
        assert_eq!(pages_with(&pages, end), 0, "{word} lies in a page");
    }
}

/// The promise of an erasure.
#[test]
fn what_is_erased_lies_nowhere_and_nothing_else_has_changed() {
    let (desk, known) = desk_with_a_person();
    let store = desk.store();
    let pages = pages_of(store);
    for (word, end) in PLANTED {
        assert!(pages_with(&pages, end) > 0, "{word} was there");
    }
    let before = figures(store);
    assert_eq!((before.received(), before.resolved.of), (240, 240));
    let entries = store.verify().unwrap().entries;
    assert!(is_found(&desk, PLANTED[1].0));

    erase(&desk, 600, &known.subjects);
    assert!(store.is_residue_left().unwrap());
    assert!(store.sweep_erased().unwrap());
    assert!(!store.is_residue_left().unwrap());

    assert_nowhere(store);
    assert!(!is_found(&desk, PLANTED[1].0));
    assert_eq!(figures(store), before, "who came in again is still one");
    let verified = store.verify().unwrap();
    let erasures = known.subjects.len() as u64;
    assert_eq!(verified.entries, entries + erasures);
    assert!(verified.erased >= 2 * erasures);
    assert_whole(&desk);
    assert_nowhere(store);

    let drafts = store.drafts_of(desk.person).unwrap();
    assert_eq!(drafts.len(), 1, "what was typed about the person is gone");
    let row = store
        .read(|reading| reading.call_row(known.calls[0]))
        .unwrap();
    assert!(row.is_some_and(|row| row.number.is_empty() && row.note_start.is_empty()));
    let person = store
        .read(|reading| reading.person(known.person))
        .unwrap()
        .unwrap();
    assert!(person.numbers.is_empty() && person.row.name_latin.is_empty());
    let said = store
        .read(|reading| reading.erased(known.person))
        .unwrap()
        .unwrap();
    assert_eq!(
        (said.why.as_str(), said.request.as_str()),
        ("asked", "2026/114")
    );
    let acts = store.read(|reading| reading.erasures()).unwrap();
    let counts: BTreeMap<&str, u32> = acts[0]
        .counts
        .iter()
        .map(|(kind, n)| (kind.as_str(), *n))
        .collect();
    assert_eq!(acts.len(), 1);
    assert_eq!(
        (counts["call"], counts["person"], counts["survey"]),
        (20, 1, 1)
    );
}

/// What was learnt after the erasure is not what was erased.
#[test]
fn what_is_written_afterwards_stays() {
    let (desk, known) = desk_with_a_person();
    erase(&desk, 600, &known.subjects);
    let person = known.person;
    desk.store()
        .act(desk.stamp(601), move |acting| {
            let new = Person {
                name_latin: "Ahmed".into(),
                ..Person::default()
            };
            acting.append(person, Person::default().amended(&new).unwrap())
        })
        .unwrap();
    let row = desk
        .store()
        .read(|reading| reading.person_row(person))
        .unwrap();
    assert_eq!(row.unwrap().name_latin, "Ahmed");
    assert_whole(&desk);
}

/// A reader that began before sees the pages of before: they stay until it is done, and that is not forgotten.
#[test]
fn a_reader_only_delays_it() {
    let (mut desk, known) = desk_with_a_person();
    let reader = hand_in(desk.store());
    reader
        .execute_batch("BEGIN; SELECT count(*) FROM entry")
        .unwrap();
    erase(&desk, 600, &known.subjects);
    assert!(!desk.store().sweep_erased().unwrap());
    assert!(desk.store().is_residue_left().unwrap());
    drop(reader);
    desk.reopen();
    assert!(
        desk.store().is_residue_left().unwrap(),
        "it is known after a restart"
    );
    assert!(desk.store().sweep_erased().unwrap());
    assert_nowhere(desk.store());
    assert_whole(&desk);
}

/// Nobody has to ask for it.
#[test]
fn it_is_swept_when_it_is_quiet() {
    let (mut desk, known) = desk_with_a_person();
    erase(&desk, 600, &known.subjects);
    // Nobody has written anything since it was opened: nobody is near.
    desk.reopen();
    for _ in 0..200 {
        if !desk.store().is_residue_left().unwrap() {
            assert_nowhere(desk.store());
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    panic!("it was not swept");
}

/// Whoever puts last week's file back must not have back what was erased since.
#[test]
fn a_backup_that_is_put_back_has_it_no_more() {
    let (mut desk, known) = desk_with_a_person();
    let backup = desk.back_up(550);
    erase(&desk, 600, &known.subjects);
    assert!(desk.store().sweep_erased().unwrap());
    let erased = rows_of(desk.store())["erased"].clone();
    desk.close();
    fs::copy(backup.join("nida.db"), desk.place().database()).unwrap();
    desk.reopen();
    let store = desk.store();
    let row = store
        .read(|reading| reading.call_row(known.calls[0]))
        .unwrap();
    assert!(row.unwrap().number.is_empty());
    assert!(store.sweep_erased().unwrap());
    assert_nowhere(store);
    assert_whole(&desk);
    assert_eq!(
        rows_of(store)["erased"],
        erased,
        "the same erasures, in the journal again"
    );
    let begun = store.read(|reading| reading.epochs_begun()).unwrap();
    assert_eq!(begun.first().map(|begun| begun.why), Some(NewEpoch::Behind));
    let waiting = store.waiting(None, 1_000).unwrap();
    assert!(waiting.iter().any(|one| {
        one.entry
            .header
            .windows(13)
            .any(|part| part == b"person.erased")
    }));
    desk.reopen();
    assert_eq!(
        desk.store()
            .read(|reading| reading.epochs_begun())
            .unwrap()
            .len(),
        1,
        "once"
    );
}

/// Restored by the program, with the store that knows of the erasure there and with nothing but the list beside the
/// backups.
#[test]
fn a_backup_that_is_restored_has_it_no_more() {
    for there in [true, false] {
        let (mut desk, known) = desk_with_a_person();
        let backup = desk.back_up(550);
        erase(&desk, 600, &known.subjects);
        assert!(desk.store().sweep_erased().unwrap());
        let erased = rows_of(desk.store())["erased"].clone();
        desk.close();
        if !there {
            fs::remove_file(desk.place().database()).unwrap();
        }
        let from = RestoreFrom::Backup(backup);
        let with = Unlock::Passphrase(PASSPHRASE);
        let restore = Restore::prepare(&desk.place(), &from, &with, &|_| true).unwrap();
        drop(restore.finish().unwrap());
        desk.reopen();
        let store = desk.store();
        assert!(store.sweep_erased().unwrap());
        assert_nowhere(store);
        assert_whole(&desk);
        assert_eq!(rows_of(store)["erased"], erased);
        let begun = store.read(|reading| reading.epochs_begun()).unwrap();
        let begun: Vec<NewEpoch> = begun.iter().map(|begun| begun.why).collect();
        assert_eq!(begun, [NewEpoch::Restored], "with the store there: {there}");
    }
}

/// A file that anybody could lay beside the backups would erase whatever they like.
#[test]
fn a_list_that_is_not_the_stores_erases_nothing() {
    let (mut desk, known) = desk_with_a_person();
    let backup = desk.back_up(550);
    erase(&desk, 600, &known.subjects);
    assert!(desk.store().sweep_erased().unwrap());
    let list = desk.place().backups().join("erased");
    let file = fs::read_dir(&list).unwrap().next().unwrap().unwrap().path();
    let text = fs::read_to_string(&file).unwrap();
    for (word, _) in PLANTED {
        assert!(!text.contains(word));
    }
    let other = Desk::new();
    let theirs = other.place().backups().join("erased");
    fs::create_dir_all(&theirs).unwrap();
    fs::write(theirs.join("x-1.json"), &text).unwrap();
    let mut other = other;
    other.reopen();
    assert!(!other.store().is_residue_left().unwrap());

    desk.close();
    fs::write(&file, text.replace(r#""mac":""#, r#""mac":"00"#)).unwrap();
    fs::copy(backup.join("nida.db"), desk.place().database()).unwrap();
    let folder = desk.place();
    let opened = Store::open(&folder, &Unlock::Passphrase(PASSPHRASE)).unwrap();
    let row = opened
        .read(|reading| reading.call_row(known.calls[0]))
        .unwrap();
    assert_eq!(
        row.unwrap().number,
        NUMBER,
        "a list that was changed says nothing"
    );
}

/// A million calls are sold for nothing if one erasure has to read them all.
#[test]
fn erasures_are_asked_of_their_index() {
    let desk = Desk::new();
    let asked = plan(&desk, ERASURES, &[&[0_u8; 16]]);
    assert!(
        asked.contains("SEARCH entry USING COVERING INDEX entry_erasing (subject=?)"),
        "{asked}"
    );
}
