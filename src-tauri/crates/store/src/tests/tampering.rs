//! A journal that was changed by hand, or by a failing disk, is found and named.

use std::path::Path;
use std::process::Command;

use super::hand_in;
use super::world::{Desk, call};
use crate::error::StoreError;
use crate::journal::inbox::FeedEntry;
use crate::journal::settle::Settled;
use crate::journal::verify::FaultKind;
use domain::entry::{CentreEpoch, Numbered};
use domain::id::Epoch;
use domain::wire::FeedContent;

fn used_desk() -> Desk {
    let desk = Desk::new();
    for minute in 0..6 {
        desk.log(minute, call(minute, None));
    }
    desk
}

#[test]
fn a_whole_journal_is_told_as_whole() {
    let desk = used_desk();
    let verified = desk.store().verify().unwrap();
    assert_eq!(
        (
            verified.entries,
            verified.links,
            verified.erased,
            verified.fault
        ),
        (7, 7, 0, None)
    );
    let rebuilt = desk.store().rebuild().unwrap();
    assert_eq!((rebuilt.subjects, rebuilt.differed), (7, 0));
    assert_eq!((rebuilt.rows["call"], rebuilt.rows["user"]), (6, 1));
}

/// Every byte of every part of every entry counts, and the entry is named.
#[test]
fn a_changed_byte_of_any_part_is_found_and_named() {
    let desk = used_desk();
    let hand = hand_in(desk.store());
    for (part, expected) in [
        ("header", FaultKind::Header),
        ("facts", FaultKind::Facts),
        ("personal", FaultKind::Personal),
    ] {
        let (id, bytes): ([u8; 16], Vec<u8>) = hand
            .query_row(
                &format!("SELECT id, {part} FROM entry WHERE local = 4"),
                [],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .unwrap();
        let write = |bytes: &[u8]| {
            hand.execute(
                &format!("UPDATE entry SET {part} = ?1 WHERE local = 4"),
                [bytes],
            )
            .unwrap()
        };
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            write(&changed);
            if at % 29 == 0 {
                let fault = desk
                    .store()
                    .verify()
                    .unwrap()
                    .fault
                    .expect("a changed byte is found");
                assert_eq!(
                    (fault.what, fault.entry.map(|entry| entry.to_bytes())),
                    (expected, Some(id)),
                    "{part}, byte {at}"
                );
            }
        }
        write(&bytes);
    }
    assert_eq!(
        desk.store().verify().unwrap().fault,
        None,
        "and whole again"
    );
}

#[test]
fn a_changed_chain_column_or_number_is_found_and_named() {
    let harm = [
        (
            "UPDATE entry SET actor = randomblob(16) WHERE local = 3",
            FaultKind::Columns,
        ),
        (
            "UPDATE entry SET digests = randomblob(96) WHERE local = 3",
            FaultKind::Header,
        ),
        ("DELETE FROM link WHERE seq = 3", FaultKind::Gap),
        (
            "UPDATE link SET prev = randomblob(32) WHERE seq = 3",
            FaultKind::Follows,
        ),
        (
            "UPDATE link SET hash = randomblob(32) WHERE seq = 3",
            FaultKind::Hash,
        ),
        ("UPDATE link SET entry = 4 WHERE seq = 3", FaultKind::Hash),
        (
            "UPDATE entry SET seq = 5 WHERE local = 3",
            FaultKind::Unlinked,
        ),
        (
            "UPDATE link SET state = 'acknowledged' WHERE seq = 3",
            FaultKind::Unnumbered,
        ),
    ];
    for (statement, expected) in harm {
        let desk = used_desk();
        assert_eq!(hand_in(desk.store()).execute(statement, []).unwrap(), 1);
        let fault = desk.store().verify().unwrap().fault.expect(statement);
        assert_eq!(fault.what, expected, "{statement}");
        assert!(
            fault.entry.is_some() || fault.point.is_some_and(|point| point.seq == 3),
            "{fault:?}"
        );
    }
}

/// Rows changed behind the fold's back are told and put right; nothing of the journal changes.
#[test]
fn changed_rows_are_put_right_by_a_rebuild() {
    let desk = used_desk();
    let hand = hand_in(desk.store());
    for statement in [
        "UPDATE call SET outcome = 'answered' WHERE moment = (SELECT min(moment) FROM call)",
        "DELETE FROM call WHERE moment = (SELECT max(moment) FROM call)",
        "DELETE FROM issue WHERE call = (SELECT id FROM call ORDER BY moment LIMIT 1 OFFSET 2)",
        "INSERT INTO not_understood (subject, kind, entries) VALUES (randomblob(16), 'moon', 1)",
    ] {
        assert_eq!(hand.execute(statement, []).unwrap(), 1, "{statement}");
    }
    let rebuilt = desk.store().rebuild().unwrap();
    assert_eq!(
        (rebuilt.differed, rebuilt.named.len(), rebuilt.rows["call"]),
        (4, 3, 6)
    );
    assert_eq!(desk.store().rebuild().unwrap().differed, 0);
    assert_eq!(desk.store().verify().unwrap().fault, None);
}

/// Changes eight bytes of an open database from a process of its own: whoever opens and closes the file in
/// this one takes away the locks that SQLite holds on it here (POSIX, fcntl), and then "database is
/// locked" is told instead of the damage.
pub(super) fn change_bytes(file: &Path, at: u64) {
    let done = Command::new("sh")
        .args([
            "-c",
            r#"printf '\252' | dd of="$1" bs=1 seek="$2" conv=notrunc status=none"#,
            "sh",
        ])
        .arg(file)
        .arg(at.to_string())
        .status()
        .unwrap();
    assert!(done.success(), "the bytes were changed");
}

/// A page that went bad while the store is open: told as damage, and what does not lie on it goes on.
#[test]
fn a_bad_page_is_told_and_the_rest_goes_on() {
    let mut desk = used_desk();
    for minute in 10..200 {
        desk.log(minute, call(minute, None));
    }
    desk.reopen();
    let root: u64 = hand_in(desk.store())
        .query_row(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'credential'",
            [],
            |row| row.get::<_, i64>(0),
        )
        .unwrap()
        .try_into()
        .unwrap();
    change_bytes(&desk.store().folder().database(), (root - 1) * 4096 + 2000);

    let told = desk.store().credential(desk.person);
    assert!(matches!(told, Err(StoreError::Damaged)), "{told:?}");
    let person = desk.person;
    let hash = desk.store().act(desk.stamp(0), move |acting| {
        acting.set_credential(person, "$")
    });
    assert!(matches!(hash, Err(StoreError::Damaged)), "{hash:?}");
    desk.log(300, call(300, None));
    assert!(
        desk.store().read(|reading| reading.users()).is_ok(),
        "readers go on"
    );
    assert_eq!(
        desk.store().verify().unwrap().fault.map(|fault| fault.what),
        Some(FaultKind::Page)
    );
}

/// What the centre says must fit what it said before.
#[test]
fn a_number_is_given_once() {
    let desk = used_desk();
    let waiting = desk.store().waiting(None, 10).unwrap();
    let centre = CentreEpoch {
        ordinal: 1,
        id: Epoch::from_bytes([7; 16]),
    };
    let stored = |number| Settled::Stored(Numbered { centre, number });
    let settle = |at: usize, number| {
        desk.store()
            .settle(vec![(waiting[at].link.point, stored(number))])
    };
    settle(0, 1).unwrap();
    settle(0, 1).unwrap();
    let confirmed = FeedEntry {
        number: 1,
        of: None,
        id: waiting[0].id,
        held_at_first: false,
        content: FeedContent::Known {
            digests: waiting[0].digests,
        },
    };
    desk.store().accept(centre, vec![confirmed]).unwrap();
    assert!(
        matches!(settle(0, 2), Err(StoreError::Mismatch)),
        "another number for one entry"
    );
    assert!(
        matches!(settle(1, 1), Err(StoreError::Mismatch)),
        "one number for two entries"
    );
    let state = desk.store().link_state().unwrap();
    assert_eq!(
        (state.waiting, state.held),
        (6, 0),
        "what was refused still waits"
    );

    // What the feed has not confirmed is the word of a centre that may have been restored since.
    settle(1, 2).unwrap();
    settle(2, 2).unwrap();
    assert_eq!(
        desk.store().waiting(None, 1).unwrap()[0].id,
        waiting[1].id,
        "whoever bore the number waits again"
    );
}

/// An erased personal part leaves the chain whole: its digest stays, and goes to the centre.
#[test]
fn an_erased_part_leaves_the_chain_whole() {
    let desk = used_desk();
    let before = desk.store().waiting(None, 10).unwrap();
    hand_in(desk.store())
        .execute("UPDATE entry SET personal = NULL WHERE local = 4", [])
        .unwrap();
    let verified = desk.store().verify().unwrap();
    assert_eq!((verified.erased, verified.fault), (1, None));
    let after = desk.store().waiting(None, 10).unwrap();
    assert_eq!(
        (after[3].entry.personal.as_ref(), after[3].digests),
        (None, before[3].digests)
    );
    let rebuilt = desk.store().rebuild().unwrap();
    assert_eq!(rebuilt.differed, 1);
    let call = desk
        .store()
        .read(|reading| reading.call(rebuilt.named[0]))
        .unwrap()
        .unwrap();
    assert_eq!(
        (
            call.note.as_str(),
            call.caller_name.as_str(),
            call.row.type_code.as_str()
        ),
        ("", "", "complaint")
    );
}
