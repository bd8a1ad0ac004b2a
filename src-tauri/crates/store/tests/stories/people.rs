//! Stories of the people at a machine: the first start, signing in, their drafts, their duty.

use domain::id::{SubjectId, UserId};
use domain::user::User;
use store::{Draft, Folder, KeptDraft, OpenError, Stage, Store, random};

use crate::world::{Desk, at, call, fresh_subject, new_store, stamp};

fn draft(desk: &Desk, id: SubjectId, minute: i64) -> Draft {
    Draft {
        id,
        user: desk.person,
        form: "{\"note\":\"نصف\"}".into(),
        started_at: at(minute),
        kept_at: at(minute),
    }
}

/// Drafts outlive everything but their call: a late keeping must not bring one back.
#[test]
fn a_draft_is_kept_discarded_restored_and_goes_with_its_call() {
    let mut desk = Desk::new();
    let (one, two) = (fresh_subject(1), fresh_subject(2));
    for (id, minute) in [(two, 2), (one, 1)] {
        assert_eq!(
            desk.store().keep_draft(draft(&desk, id, minute)).unwrap(),
            KeptDraft::Kept
        );
    }
    desk.reopen();
    let ids = |desk: &Desk| {
        desk.store()
            .drafts_of(desk.person)
            .unwrap()
            .iter()
            .map(|draft| draft.id)
            .collect::<Vec<_>>()
    };
    assert_eq!(ids(&desk), [one, two], "both after a restart, oldest first");

    let store = desk.store();
    assert!(store.discard_draft(one, desk.person, at(3)).unwrap());
    assert!(
        !store.discard_draft(one, desk.person, at(3)).unwrap(),
        "once"
    );
    assert_eq!(ids(&desk), [two]);
    assert_eq!(
        store.restore_draft(one, desk.person).unwrap().unwrap(),
        draft(&desk, one, 1),
        "undo"
    );
    assert!(store.restore_draft(one, desk.person).unwrap().is_none());
    store.discard_draft(one, desk.person, at(3)).unwrap();
    assert_eq!(store.sweep_drafts(at(3)).unwrap(), 0, "not yet");
    assert_eq!(store.sweep_drafts(at(4)).unwrap(), 1);
    assert!(
        store.restore_draft(one, desk.person).unwrap().is_none(),
        "gone for good"
    );

    let other = desk.add_person("khalid", "خالد");
    let stolen = Draft {
        user: other,
        form: "{}".into(),
        ..draft(&desk, two, 2)
    };
    assert_eq!(store.keep_draft(stolen).unwrap(), KeptDraft::NotTheirs);
    assert_eq!(
        store.drafts_of(desk.person).unwrap()[0].form,
        "{\"note\":\"نصف\"}"
    );
    assert!(!store.discard_draft(two, other, at(3)).unwrap());

    store
        .act(desk.stamp(3), move |acting| {
            acting.append(two, call(2, None).logged())?;
            acting.remove_draft(two)
        })
        .unwrap();
    assert!(ids(&desk).is_empty());
    assert_eq!(
        store.keep_draft(draft(&desk, two, 4)).unwrap(),
        KeptDraft::CallIsSaved
    );
    assert!(
        ids(&desk).is_empty(),
        "a late keeping does not bring it back"
    );
}

/// Sign-in: found by the login whatever its letters, tries counted before they are checked.
#[test]
fn people_are_found_and_tries_are_counted() {
    let mut desk = Desk::new();
    let by_login = |desk: &Desk, login: &str| {
        desk.store()
            .read(|reading| reading.users_by_login(login))
            .unwrap()
    };
    let found = by_login(&desk, "SALMA");
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].id, found[0].active, found[0].roles.len()),
        (desk.person, true, 2)
    );
    assert!(!found[0].login_shared);
    assert!(by_login(&desk, "nobody").is_empty());
    assert_eq!(
        desk.store().read(|reading| reading.users()).unwrap().len(),
        1
    );

    assert_eq!(desk.store().credential(desk.person).unwrap(), None);
    let person = desk.person;
    desk.store()
        .act(desk.stamp(0), move |acting| {
            acting.set_credential(person, "$argon2id$…")
        })
        .unwrap();
    let subject = desk.person.to_string();
    for failures in 1..=3 {
        assert_eq!(
            desk.store()
                .count_attempt(&subject, at(failures.into()))
                .unwrap()
                .failures,
            failures
        );
    }
    desk.reopen();
    let counted = desk.store().attempts(&subject).unwrap().unwrap();
    assert_eq!(
        (counted.failures, counted.last_at),
        (3, at(3)),
        "counted on the disk"
    );
    desk.store().take_back_attempt(&subject).unwrap();
    let left = desk.store().attempts(&subject).unwrap().unwrap();
    assert_eq!(left.failures, 2, "one of them was somebody else's");
    desk.store().clear_attempts(&subject).unwrap();
    assert_eq!(desk.store().attempts(&subject).unwrap(), None);
    desk.store()
        .count_attempt("guess", at(4))
        .and_then(|_| desk.store().take_back_attempt("guess"))
        .unwrap();
    assert_eq!(desk.store().attempts("guess").unwrap(), None);
    assert_eq!(
        desk.store().credential(desk.person).unwrap().as_deref(),
        Some("$argon2id$…")
    );
}

/// Guessing at names cannot fill the disk.
#[test]
fn names_that_were_tried_are_bounded() {
    let desk = Desk::new();
    for guess in 0..1_020_i64 {
        desk.store()
            .count_attempt(&format!("guess-{guess}"), at(guess))
            .unwrap();
    }
    desk.store()
        .count_attempt(&"ا".repeat(10_000), at(2_000))
        .unwrap();
    assert_eq!(
        desk.store().attempts("guess-5").unwrap(),
        None,
        "the oldest is forgotten"
    );
    assert!(desk.store().attempts("guess-1019").unwrap().is_some());
}

#[test]
fn a_duty_is_found_again() {
    let desk = Desk::new();
    let duty = desk.open_duty(1);
    let found = desk
        .store()
        .read(|reading| reading.last_duty_of(desk.person))
        .unwrap()
        .unwrap();
    assert_eq!(
        (found.id, found.user, found.opened_at, found.closed_at),
        (duty, Some(desk.person), at(1), None)
    );
    desk.store()
        .act(desk.stamp(9), move |acting| {
            acting.append(duty, domain::duty::Duty::closed(at(9)))
        })
        .unwrap();
    let closed = desk
        .store()
        .read(|reading| reading.duty(duty))
        .unwrap()
        .unwrap();
    assert_eq!(closed.closed_at, Some(at(9)));
    let later = desk.open_duty(20);
    assert_eq!(
        desk.store()
            .read(|reading| reading.last_duty_of(desk.person))
            .unwrap()
            .unwrap()
            .id,
        later
    );
}

/// The first start: store and first person are there together or not at all.
#[test]
fn a_store_is_made_with_its_first_person_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let place = Folder::at(folder.path().join("data"));
    let person = UserId::from_bytes(random().unwrap());
    let user = User {
        login: "salma".into(),
        active: true,
        ..User::default()
    };
    let refused = Store::create_with(
        &place,
        &new_store(),
        stamp(person, 0),
        |acting| -> Result<(), OpenError> {
            acting.append(person.into(), user.added())?;
            Err(OpenError::NoRandom)
        },
    );
    assert!(matches!(refused, Err(OpenError::NoRandom)));
    assert_eq!(place.stage(), Stage::Empty);

    let (store, _) = Store::create_with(
        &place,
        &new_store(),
        stamp(person, 0),
        |acting| -> Result<(), OpenError> {
            acting.append(person.into(), user.added())?;
            Ok(acting.set_credential(person, "$argon2id$…")?)
        },
    )
    .unwrap();
    assert_eq!(
        store
            .read(|reading| reading.users_by_login("salma"))
            .unwrap()
            .first()
            .map(|user| user.id),
        Some(person)
    );
    assert_eq!(
        store.read(|reading| reading.credential_holders()).unwrap(),
        [person].into()
    );
    assert_eq!(
        store.credential(person).unwrap().as_deref(),
        Some("$argon2id$…")
    );
    assert_eq!(store.verify().unwrap().fault, None);
}
