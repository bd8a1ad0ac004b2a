//! Stories of pages that went bad: whichever it is, what a person saves is not lost for rows that can be folded anew.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use domain::case::Case;
use domain::fold::Record;
use domain::id::{SubjectId, UserId};
use rusqlite::Connection;

use super::hand_in;
use super::site::Centre;
use super::tampering::change_bytes;
use super::world::{Desk, PASSPHRASE, at, call, fresh_subject, stamp};
use crate::error::StoreError;
use crate::folder::Folder;
use crate::journal::unfolded::{self, Aside};
use crate::keys::slots::Unlock;
use crate::opened::Store;
use crate::private::drafts::Draft;
use crate::restore::{Restore, RestoreFrom};
use crate::tables::{FOLDED_TABLES, INDEX_PREFIX, INDEX_TABLES};

/// Calls whose words are in FTS5, and so many that wait that the next one puts some of them in.
const INDEXED: i64 = 30;
const WAITING: i64 = 100;
const PAGE: u64 = 4096;

/// A table or an index, of which table, and its first page.
struct Tree {
    name: String,
    table: String,
    root: u64,
}

impl Tree {
    /// Whether it is made from the journal.
    fn is_made(&self) -> bool {
        let table = self.table.as_str();
        FOLDED_TABLES.contains(&table)
            || INDEX_TABLES.contains(&table)
            || table.starts_with(INDEX_PREFIX)
    }
}

fn trees(hand: &Connection) -> Vec<Tree> {
    let mut trees = hand
        .prepare("SELECT name, tbl_name, rootpage FROM sqlite_schema WHERE rootpage > 0")
        .unwrap();
    let trees = trees.query_map([], |row| {
        Ok(Tree {
            name: row.get(0)?,
            table: row.get(1)?,
            root: row.get::<_, i64>(2)?.try_into().unwrap(),
        })
    });
    trees.unwrap().map(Result::unwrap).collect()
}

fn spoil(store: &Store, root: u64) {
    change_bytes(&store.folder().database(), (root - 1) * PAGE + 2_000);
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for item in fs::read_dir(from).unwrap() {
        let item = item.unwrap();
        if item.file_type().unwrap().is_file() {
            fs::copy(item.path(), to.join(item.file_name())).unwrap();
        }
    }
}

/// What a save of the desk does: a call with its case, which gets a number, and the draft goes.
struct Saving {
    person: UserId,
    minute: i64,
    call: SubjectId,
    case: SubjectId,
}

impl Saving {
    fn at(person: UserId, minute: i64) -> Self {
        Self {
            person,
            minute,
            call: fresh_subject(minute),
            case: fresh_subject(minute),
        }
    }

    fn keep_draft(&self, store: &Store) -> Result<(), StoreError> {
        let draft = Draft {
            id: self.call,
            user: self.person,
            form: "{}".into(),
            started_at: at(self.minute),
            kept_at: at(self.minute),
        };
        store.keep_draft(draft).map(drop)
    }

    /// The number of the case and the call as it is shown to whoever saved it.
    fn save(&self, store: &Store) -> Result<(u32, String, Option<String>), StoreError> {
        let (id, case, mut saved) = (self.call, self.case, call(self.minute, None));
        saved.case = Some(case);
        store.act(stamp(self.person, self.minute), move |acting| {
            let (_, number) = acting.next_case_sequence(2026)?;
            let opened = Case {
                reference: format!("2026-{number}"),
                calls: [id].into(),
                ..Case::default()
            };
            acting.append(case, opened.opened())?;
            acting.append(id, saved.logged())?;
            acting.set_setting("last", "saved")?;
            acting.remove_draft(id)?;
            let row = acting.call_row(id)?.ok_or(StoreError::NotFound)?;
            Ok((number, row.agent_login, row.case_reference))
        })
    }

    /// How many entries lie in the journal about the call and its case.
    fn entries(&self, store: &Store) -> usize {
        let count = |subject| {
            let history = store.read(|reading| reading.history(subject));
            history.map_or(0, |steps: Vec<_>| steps.len())
        };
        count(self.call) + count(self.case)
    }
}

/// Whichever table or index it is: where it is made from the journal, every save goes on, whole and once, and where it
/// is not, whatever was not saved is still in the draft.
#[test]
fn whichever_page_is_bad_saving_goes_on() {
    let mut desk = Desk::new();
    for minute in 0..INDEXED {
        desk.log(minute, call(minute, None));
    }
    desk.store().tend_index().unwrap();
    for minute in INDEXED..INDEXED + WAITING {
        desk.log(minute, call(minute, None));
    }
    Saving::at(desk.person, 300).save(desk.store()).unwrap();
    let trees = trees(&hand_in(desk.store()));
    let entries = desk.store().waiting(None, 1_000).unwrap().len();
    desk.close();

    let (mut went_on_without_rows, mut refused) = (BTreeSet::new(), BTreeSet::new());
    for tree in &trees {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::at(place.path().join("data"));
        copy(desk.place().path(), folder.path());
        let store = Store::open(&folder, &Unlock::Passphrase(PASSPHRASE)).unwrap();
        store.fold_unfolded(Aside::Left).unwrap();
        let (first, second) = (Saving::at(desk.person, 400), Saving::at(desk.person, 401));
        let kept = first
            .keep_draft(&store)
            .and_then(|()| second.keep_draft(&store));
        assert!(kept.is_ok(), "{}: {kept:?}", tree.name);
        spoil(&store, tree.root);

        for (nth, saving) in [(2, &first), (3, &second)] {
            match saving.save(&store) {
                Ok(told) => {
                    let expected = (nth, "salma".to_owned(), Some(format!("2026-{nth}")));
                    assert_eq!(told, expected, "{}", tree.name);
                    if tree.is_made() {
                        assert_eq!(saving.entries(&store), 2, "{}", tree.name);
                    }
                }
                Err(error) => {
                    assert!(!tree.is_made(), "{}: {error:?}", tree.name);
                    refused.insert(tree.table.clone());
                    assert_eq!(saving.entries(&store), 0, "{}", tree.name);
                }
            }
        }
        if !tree.is_made() {
            continue;
        }
        assert!(
            store.drafts_of(desk.person).unwrap().is_empty(),
            "{}",
            tree.name
        );
        assert_eq!(store.setting("last").unwrap().as_deref(), Some("saved"));
        store.fold_unfolded(Aside::Left).unwrap();
        let aside = store.read(|reading| reading.left_aside()).unwrap();
        if aside == 0 {
            continue;
        }
        went_on_without_rows.insert(tree.name.clone());
        let chain = store.waiting(None, 1_000).unwrap();
        assert_eq!(
            chain.len(),
            entries + 4,
            "{}: nothing is doubled",
            tree.name
        );
        for pair in chain.windows(2) {
            assert_eq!(pair[1].link.prev, pair[0].link.hash, "{}", tree.name);
        }
        drop(store);

        // Whoever puts it right has all of it.
        let with = Unlock::Passphrase(PASSPHRASE);
        let restore = Restore::prepare(&folder, &RestoreFrom::Present, &with, &|_| true).unwrap();
        let store = restore.finish().unwrap();
        assert_eq!(store.verify().unwrap().fault, None);
        for saving in [&first, &second] {
            let call = store.read(|reading| reading.call(saving.call)).unwrap();
            assert!(call.is_some(), "{}: the call is there", tree.name);
        }
        assert_eq!(store.read(|reading| reading.left_aside()).unwrap(), 0);
    }
    for tree in ["call", "issue", "found_waiting", "case", "case_call"] {
        assert!(
            went_on_without_rows.contains(tree),
            "{tree} is written by this save: {went_on_without_rows:?}"
        );
    }
    assert!(
        refused.contains("entry") && refused.contains("link"),
        "{refused:?}"
    );
}

fn root_of(store: &Store, name: &str) -> u64 {
    let trees = trees(&hand_in(store));
    trees.iter().find(|tree| tree.name == name).unwrap().root
}

/// One subject that cannot be folded keeps no other waiting, is not tried for ever, and is told; at the next start it
/// is tried once more.
#[test]
fn what_cannot_be_folded_is_left_aside() {
    let mut desk = Desk::new();
    let shown = desk.log(1, call(1, None));
    let person = desk.person;
    let root = root_of(desk.store(), "found_waiting");
    desk.close();
    let whole = fs::read(desk.place().database()).unwrap();
    desk.reopen();
    desk.store().fold_unfolded(Aside::Left).unwrap();
    spoil(desk.store(), root);
    // Words of a call change: the index is written. A person's do not.
    let change = |store: &Store| {
        store.write(move |transaction| {
            transaction.execute("UPDATE user SET name_en = 'as folded before'", [])?;
            unfolded::note(transaction, person.into())?;
            // Folded before the person, being newer.
            unfolded::note(transaction, shown)
        })
    };
    change(desk.store()).unwrap();
    let saved = Saving::at(person, 5);
    saved.save(desk.store()).unwrap();
    desk.store().fold_unfolded(Aside::Left).unwrap();
    let state = |desk: &Desk| {
        desk.store()
            .read(|reading| {
                let name = reading.user(person)?.map(|user| user.name_en);
                Ok::<_, StoreError>((reading.left_aside()?, name))
            })
            .unwrap()
    };
    let (aside, name) = state(&desk);
    assert!(aside > 0, "what lies on the bad page is told");
    assert_eq!(name.as_deref(), Some("salma"), "the others are folded");
    // Nothing is left to be tried.
    desk.store().fold_unfolded(Aside::Left).unwrap();
    assert_eq!(state(&desk).0, aside);

    // The page came back, as those of a disk do that was loose.
    desk.close();
    let mut file = fs::read(desk.place().database()).unwrap();
    let page = usize::try_from((root - 1) * PAGE).unwrap()..usize::try_from(root * PAGE).unwrap();
    file[page.clone()].copy_from_slice(&whole[page]);
    fs::write(desk.place().database(), file).unwrap();
    desk.reopen();
    desk.store().fold_unfolded(Aside::Left).unwrap();
    assert_eq!(state(&desk).0, 0, "a start tries it again");
    let row = desk.store().read(|reading| reading.call_row(saved.call));
    assert!(row.unwrap().is_some());
}

/// What was told in confidence is shown to nobody because a page went bad: who may read it is told by the entries.
#[test]
fn a_case_left_aside_is_as_sensitive_as_its_entries_say() {
    let desk = Desk::new();
    let saved = Saving::at(desk.person, 5);
    saved.save(desk.store()).unwrap();
    let (call, case) = (saved.call, saved.case);
    let kept = || {
        let asked = desk
            .store()
            .read(|reading| reading.in_sensitive_cases(&[call], desk.person, None));
        asked.unwrap().contains(&call)
    };
    assert!(!kept(), "it is not sensitive yet");
    desk.store()
        .act(stamp(desk.person, 6), move |acting| {
            let folded = acting.rows()?.folded(case)?.ok_or(StoreError::NotFound)?;
            let Record::Case(before) = folded.record else {
                return Err(StoreError::NotFound);
            };
            let after = Case {
                sensitive: true,
                ..(*before).clone()
            };
            let change = before.amended(&after).ok_or(StoreError::NotFound)?;
            acting.append(case, change).map(drop)
        })
        .unwrap();
    assert!(kept());
    // As where its page went bad before that: the row stands as it stood, or is not there at all.
    for stale in [
        r#"UPDATE "case" SET sensitive = 0"#,
        r#"DELETE FROM case_call"#,
        r#"DELETE FROM "case""#,
    ] {
        desk.store()
            .write(move |transaction| {
                transaction.execute(stale, [])?;
                unfolded::leave_aside(transaction, case)
            })
            .unwrap();
        assert!(kept(), "{stale}");
        let told = desk.store().read(|reading| reading.case_left_aside(case));
        assert!(told.unwrap().is_some_and(|told| told.sensitive), "{stale}");
    }
}

/// The site's work does not stand still at a machine for one record: what the feed brings is taken past it.
#[test]
fn the_feed_goes_on_past_a_bad_page() {
    let (mut here, there) = (Desk::new(), Desk::new());
    let mut centre = Centre::new();
    here.log(1, call(1, None));
    centre.take_from(there.store(), 10, true, false);
    here.reopen();
    here.store().fold_unfolded(Aside::Left).unwrap();
    let root = root_of(here.store(), "found_waiting");
    let calls = [there.log(2, call(2, None)), there.log(3, call(3, None))];
    centre.take_from(there.store(), 10, true, false);
    spoil(here.store(), root);
    let accepted = centre.give_to(here.store(), 100).unwrap();
    assert_eq!(accepted.entries, 3);
    for call in calls {
        let folded = here.store().read(|reading| reading.folded(call)).unwrap();
        assert!(matches!(folded.unwrap().record, Record::Call(_)));
    }
    let aside = here.store().read(|reading| reading.left_aside()).unwrap();
    assert_eq!(
        aside, 2,
        "both calls want to be found, and the person has their row"
    );
    let users = here.store().read(|reading| reading.users()).unwrap();
    assert_eq!(users.len(), 2);
    // What the centre says of this machine's own goes on too.
    centre.take_from(here.store(), 10, true, false);
    assert_eq!(here.store().link_state().unwrap().waiting, 0);
}
