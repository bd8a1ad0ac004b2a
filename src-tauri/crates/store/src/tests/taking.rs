//! Stories between a machine's journal and a centre: what waits, what is settled, what the feed brings.

use domain::call::Call;
use domain::fold::Change;
use domain::id::SubjectId;
use domain::wire::FeedContent;

use super::site::{Centre, rows_of};
use super::world::{Desk, call};
use crate::error::StoreError;
use crate::journal::epoch::NewEpoch;

fn amend(desk: &Desk, minute: i64, id: SubjectId, change: impl Fn(&Call) -> Call + Send + 'static) {
    desk.store()
        .act(desk.stamp(minute), move |acting| {
            let folded = acting.rows()?.folded(id)?.ok_or(StoreError::NotFound)?;
            let domain::fold::Record::Call(old) = folded.record else {
                return Err(StoreError::NotFound);
            };
            match old.amended(&change(&old)) {
                Some(change) => acting.append(id, change).map(|_| ()),
                None => Ok(()),
            }
        })
        .unwrap();
}

fn assert_alike(desks: &[Desk]) {
    for desk in desks {
        let store = desk.store();
        assert_eq!(
            rows_of(store),
            rows_of(desks[0].store()),
            "every machine folds the same rows"
        );
        assert_eq!(
            store.rebuild().unwrap().differed,
            0,
            "the rows are what the journal says"
        );
        assert_eq!(store.verify().unwrap().fault, None);
    }
}

/// What a person saved waits, in order, until the centre has named it.
#[test]
fn what_waits_comes_in_the_order_of_the_chain() {
    let desk = Desk::new();
    desk.log(1, call(1, None));
    let store = desk.store();
    let all = store.waiting(None, 10).unwrap();
    assert_eq!(
        all.iter().map(|one| one.link.point.seq).collect::<Vec<_>>(),
        [1, 2]
    );
    assert_eq!(all[1].link.prev, all[0].link.hash);
    assert_eq!(
        store.waiting(Some(all[0].link.point), 10).unwrap(),
        all[1..]
    );
    assert_eq!(store.waiting(None, 1).unwrap(), all[..1]);
    assert_eq!(store.links_from(all[1].link.point, 10).unwrap(), all[1..]);
    let state = store.link_state().unwrap();
    assert_eq!(
        (state.waiting, state.oldest_at, state.held),
        (2, Some(super::world::at(0)), 0)
    );

    let mut centre = Centre::new();
    centre.take_from(store, 1, true, false);
    assert_eq!(store.waiting(None, 10).unwrap(), all[1..]);
    assert_eq!(store.acknowledged().unwrap(), [all[0].link.point]);
    let last = store.own_chain().unwrap().last.map(|(point, _)| point);
    assert_eq!(last, Some(all[1].link.point));
}

/// An answer that was lost comes back by the feed; the link is sent again and nothing is there twice.
#[test]
fn a_lost_answer_is_made_good_by_the_feed() {
    let desks = [Desk::new()];
    let desk = &desks[0];
    let id = desk.log(1, call(1, None));
    let mut centre = Centre::new();
    centre.take_from(desk.store(), 10, false, false);
    centre.give_to(desk.store(), 10).unwrap();
    assert_eq!(desk.store().cursor().unwrap().unwrap().at.number, 2);
    assert_eq!(
        desk.store().link_state().unwrap().waiting,
        2,
        "only a result for the link acknowledges it"
    );
    centre.take_from(desk.store(), 10, true, false);
    assert_eq!(
        (desk.store().link_state().unwrap().waiting, centre.last()),
        (0, 2)
    );
    assert!(
        desk.store()
            .read(|reading| reading.call(id))
            .unwrap()
            .is_some()
    );
    assert_alike(&desks);
}

/// Two desks, one call, two edits while apart: both have both in the end, and the conflict is told.
#[test]
fn two_desks_meet_at_the_centre() {
    let desks = [Desk::new(), Desk::new()];
    let mut centre = Centre::new();
    let id = desks[0].log(1, call(1, None));
    centre.settle_all(&desks);
    assert!(
        desks[1]
            .store()
            .read(|reading| reading.call(id))
            .unwrap()
            .is_some(),
        "the other desk has it"
    );

    amend(&desks[0], 10, id, |old| Call {
        place: "مسقط".into(),
        outcome: "answered".into(),
        ..old.clone()
    });
    amend(&desks[1], 11, id, |old| Call {
        urgent: true,
        outcome: "transferred".into(),
        ..old.clone()
    });
    centre.settle_all(&desks);
    assert_alike(&desks);
    let whole = desks[1]
        .store()
        .read(|reading| reading.call(id))
        .unwrap()
        .unwrap();
    assert!(
        whole.row.urgent && whole.place == "مسقط",
        "different fields merge"
    );
    let findings = desks[0]
        .store()
        .read(|reading| reading.findings_of(id))
        .unwrap();
    assert_eq!(
        (
            findings.len(),
            findings[0].code.as_str(),
            findings[0].field.as_str()
        ),
        (1, "conflict", "outcome")
    );

    // Whoever has seen both settles it.
    amend(&desks[0], 20, id, |old| Call {
        outcome: "information_sent".into(),
        ..old.clone()
    });
    centre.settle_all(&desks);
    assert!(
        desks[1]
            .store()
            .read(|reading| reading.findings_of(id))
            .unwrap()
            .is_empty()
    );
    assert_alike(&desks);
}

/// A held entry keeps its place, is listed with its reason, and counts once its content was taken.
#[test]
fn a_held_entry_is_seen_and_comes_later() {
    let desks = [Desk::new(), Desk::new()];
    let mut centre = Centre::new();
    centre.settle_all(&desks);
    let id = desks[0].log(1, call(1, None));
    centre.take_from(desks[0].store(), 10, true, true);
    let number = centre.last();
    let held = desks[0].store().held().unwrap();
    assert_eq!(
        (held.len(), held[0].subject, held[0].reason.as_str()),
        (1, id, "too_long")
    );
    let row = desks[0]
        .store()
        .read(|reading| reading.call_row(id))
        .unwrap()
        .unwrap();
    assert!(row.held, "its row says so");
    let later = desks[0].log(2, call(2, None));
    centre.settle_all(&desks);
    assert!(
        desks[1]
            .store()
            .read(|reading| reading.call(id))
            .unwrap()
            .is_none()
    );
    assert!(
        desks[1]
            .store()
            .read(|reading| reading.call(later))
            .unwrap()
            .is_some(),
        "nothing behind it is blocked"
    );

    centre.release(number);
    centre.settle_all(&desks);
    assert!(
        desks[1]
            .store()
            .read(|reading| reading.call(id))
            .unwrap()
            .is_some()
    );
    assert!(desks[0].store().held().unwrap().is_empty());
    assert_alike(&desks);
}

/// What is held can be offered again after an update of the one or the other.
#[test]
fn a_held_entry_is_offered_again() {
    let desk = Desk::new();
    let mut centre = Centre::new();
    centre.take_from(desk.store(), 10, true, true);
    let entry = desk.store().held().unwrap()[0].entry;
    desk.store().offer_again(vec![entry]).unwrap();
    assert_eq!(desk.store().waiting(None, 10).unwrap()[0].id, entry);
    centre.take_from(desk.store(), 10, true, false);
    let state = desk.store().link_state().unwrap();
    assert_eq!((state.waiting, state.held), (0, 0));
}

/// The answer that it is taken now may outlive the centre that gave it: until the feed has announced the parts,
/// the entry stands as held.
#[test]
fn what_the_feed_has_shown_as_held_is_taken_when_the_feed_says_so() {
    let desk = Desk::new();
    let mut centre = Centre::new();
    centre.take_from(desk.store(), 10, true, true);
    let number = centre.last();
    centre.give_to(desk.store(), 10).unwrap();
    let entry = desk.store().held().unwrap()[0].entry;
    desk.store().offer_again(vec![entry]).unwrap();
    centre.take_from(desk.store(), 10, true, false);
    let state = desk.store().link_state().unwrap();
    assert_eq!((state.waiting, state.held), (0, 1), "not announced yet");
    centre.release(number);
    centre.give_to(desk.store(), 10).unwrap();
    assert_eq!(desk.store().link_state().unwrap().held, 0);

    // The centre is restored to before the announcement: it is offered once more.
    centre.restored_at(number);
    desk.store().restart_from(number).unwrap();
    let state = desk.store().link_state().unwrap();
    assert_eq!((state.waiting, state.held), (1, 0));
    centre.take_from(desk.store(), 10, true, false);
    assert_eq!(desk.store().link_state().unwrap().held, 1, "as before");
}

/// A copy of this machine kept back what this one had sent, at a centre that was restored in between: what
/// the centre lacks is sent again rather than counted as taken.
#[test]
fn what_was_taken_and_stands_as_held_in_the_feed_is_sent_again() {
    let desk = Desk::new();
    let mut centre = Centre::new();
    centre.take_from(desk.store(), 10, true, false);
    assert_eq!(desk.store().link_state().unwrap().waiting, 0);
    centre.hold(1);
    centre.give_to(desk.store(), 10).unwrap();
    let state = desk.store().link_state().unwrap();
    assert_eq!((state.waiting, state.held), (1, 0));
}

fn assert_all_have(desks: &[Desk], calls: &[SubjectId]) {
    for desk in desks {
        for id in calls {
            let call = desk.store().read(|reading| reading.call(*id)).unwrap();
            assert!(call.is_some(), "every machine has all");
        }
    }
    assert_alike(desks);
}

/// The centre was restored before this machine had read what it was told: others have its numbers by now, and
/// nothing of that may keep it from going on.
#[test]
fn a_number_that_the_feed_never_confirmed_gives_way() {
    let desks = [Desk::new(), Desk::new()];
    let mut centre = Centre::new();
    centre.settle_all(&desks);
    let confirmed = centre.last();
    let lost = desks[0].log(1, call(1, None));
    centre.take_from(desks[0].store(), 10, true, false);
    assert_eq!(desks[0].store().link_state().unwrap().waiting, 0);
    centre.restored_at(confirmed);
    let other = desks[1].log(2, call(2, None));
    centre.take_from(desks[1].store(), 10, true, false);

    centre.give_to(desks[0].store(), 10).unwrap();
    assert!(
        desks[0].store().link_state().unwrap().waiting > 0,
        "whose number another one bears is sent again"
    );
    centre.settle_all(&desks);
    assert_all_have(&desks, &[lost, other]);
}

/// The other one may be held, and then there is nothing of it to keep: its place is its own all the same.
#[test]
fn a_number_gives_way_to_an_entry_that_is_held() {
    let desks = [Desk::new(), Desk::new()];
    let mut centre = Centre::new();
    centre.settle_all(&desks);
    let confirmed = centre.last();
    let lost = desks[0].log(1, call(1, None));
    centre.take_from(desks[0].store(), 10, true, false);
    centre.restored_at(confirmed);
    let held = desks[1].log(2, call(2, None));
    centre.take_from(desks[1].store(), 10, true, true);
    let until = centre.last();

    centre.give_to(desks[0].store(), 10).unwrap();
    assert!(desks[0].store().link_state().unwrap().waiting > 0);
    centre.take_from(desks[0].store(), 10, true, false);
    for number in confirmed + 1..=until {
        centre.release(number);
    }
    centre.settle_all(&desks);
    assert_all_have(&desks, &[lost, held]);
}

/// In its new epoch a machine offers again what was named beyond what it has read: the place may be another's.
#[test]
fn a_new_epoch_brings_along_what_the_feed_never_confirmed() {
    let desk = Desk::new();
    let mut centre = Centre::new();
    centre.take_from(desk.store(), 10, true, false);
    centre.give_to(desk.store(), 10).unwrap();
    desk.log(1, call(1, None));
    let named = desk.store().waiting(None, 10).unwrap().len();
    centre.take_from(desk.store(), 10, true, false);
    desk.store()
        .begin_epoch(NewEpoch::Fork, super::world::at(1))
        .unwrap();
    let waiting = desk.store().waiting(None, 10).unwrap();
    assert_eq!(waiting.len(), named, "these and no others");
    assert_eq!(waiting[0].link.point.seq, 1);
}

/// The cursor must never pass what was not folded, nor take one thing for another.
#[test]
fn a_feed_that_does_not_fit_is_refused() {
    let desks = [Desk::new(), Desk::new()];
    let mut centre = Centre::new();
    for minute in 0..4 {
        desks[0].log(minute, call(minute, None));
    }
    centre.take_from(desks[0].store(), 10, true, false);
    let store = desks[1].store();
    let (_, items) = centre.items(store, 0, 10);

    let gap = store.accept(centre.epoch, items[1..].to_vec());
    assert!(matches!(gap, Err(StoreError::FeedGap)), "{gap:?}");
    assert_eq!(store.cursor().unwrap(), None);
    let other = domain::entry::CentreEpoch {
        ordinal: 1,
        id: domain::id::Epoch::from_bytes([5; 16]),
    };
    store.accept(centre.epoch, items[..2].to_vec()).unwrap();
    assert!(
        matches!(
            store.accept(other, items[2..].to_vec()),
            Err(StoreError::FeedGap)
        ),
        "another counting"
    );

    let mut forged = items[2..].to_vec();
    if let FeedContent::Entry { digests, entry, .. } = &mut forged[0].content {
        entry.facts = b"{}".to_vec();
        digests.facts = domain::entry::digest(b"{}");
    }
    forged[0].id = items[0].id;
    assert!(
        matches!(
            store.accept(centre.epoch, forged),
            Err(StoreError::Mismatch)
        ),
        "a known id with other content"
    );

    store.accept(centre.epoch, items.clone()).unwrap();
    assert_eq!(
        store.cursor().unwrap().unwrap().at.number,
        5,
        "what was there already is passed over"
    );
    assert_eq!(store.accept(centre.epoch, items).unwrap().entries, 0);
}

/// One entry that cannot be read must not block those behind it.
#[test]
fn an_unreadable_entry_is_passed_over() {
    let desks = [Desk::new(), Desk::new()];
    let mut centre = Centre::new();
    let id = desks[0].log(1, call(1, None));
    centre.take_from(desks[0].store(), 10, true, false);
    let (_, mut items) = centre.items(desks[1].store(), 0, 10);
    if let FeedContent::Entry { entry, digests, .. } = &mut items[0].content {
        entry.header = b"no header".to_vec();
        digests.header = domain::entry::digest(b"no header");
    }
    let accepted = desks[1].store().accept(centre.epoch, items).unwrap();
    assert_eq!((accepted.passed_over, accepted.entries), (1, 1));
    assert!(
        desks[1]
            .store()
            .read(|reading| reading.call(id))
            .unwrap()
            .is_some()
    );
    assert_eq!(desks[1].store().verify().unwrap().fault, None);
}

/// A kind of a later version is kept, told and folded once it is known.
#[test]
fn an_unknown_kind_is_kept_as_it_is() {
    let desk = Desk::new();
    let id = super::world::fresh_subject(1);
    let facts = serde_json::json!({"crater": 7})
        .as_object()
        .unwrap()
        .clone();
    let change = Change {
        kind: "moon.landed",
        version: 9,
        facts: facts.clone(),
        personal: serde_json::Map::new(),
    };
    desk.store()
        .act(desk.stamp(1), move |acting| acting.append(id, change))
        .unwrap();
    assert_eq!(rows_of(desk.store())["not_understood"].len(), 1);
    let sent = desk.store().waiting(None, 10).unwrap();
    assert_eq!(sent[1].entry.read_facts().unwrap(), facts);
    assert_alike(&[desk]);
}

/// The centre was restored from last night's backup: what it lost is sent again, numbers are given
/// anew, and all machines agree in the end.
#[test]
fn a_restored_centre_is_filled_up_again() {
    let desks = [Desk::new(), Desk::new()];
    let mut centre = Centre::new();
    let early = desks[0].log(1, call(1, None));
    centre.settle_all(&desks);
    let backup = centre.last();
    desks[1].log(2, call(2, None));
    amend(&desks[0], 3, early, |old| Call {
        outcome: "answered".into(),
        ..old.clone()
    });
    centre.settle_all(&desks);
    assert_eq!(centre.last(), backup + 2);

    centre.restored_at(backup);
    for desk in &desks {
        let marks = desk.store().cursors().unwrap();
        assert_eq!(marks[0].at.number, backup + 2);
        assert!(
            marks.iter().any(|mark| mark.at.number == backup),
            "a mark that still stands: {marks:?}"
        );
        assert!(matches!(
            desk.store().restart_from(1_000),
            Err(StoreError::NotFound)
        ));
        desk.store().restart_from(backup).unwrap();
        assert_eq!(
            desk.store().link_state().unwrap().waiting,
            1,
            "what the centre lost waits again"
        );
    }
    desks[1].log(4, call(4, None));
    centre.settle_all(&desks);
    assert_alike(&desks);
    assert_eq!(centre.last(), backup + 3);
    assert_eq!(
        desks[0]
            .store()
            .cursor()
            .unwrap()
            .unwrap()
            .at
            .centre
            .ordinal,
        2
    );

    // Even when nothing of the feed is left.
    centre.restored_at(0);
    for desk in &desks {
        desk.store().restart_from(0).unwrap();
    }
    centre.settle_all(&desks);
    assert_alike(&desks);
    assert_eq!(centre.last(), backup + 3);
}

/// After a fork or a restore the chain goes on in a new epoch; what waits goes with it.
#[test]
fn a_new_epoch_takes_along_what_waits() {
    let desks = [Desk::new(), Desk::new()];
    let mut centre = Centre::new();
    let id = desks[0].log(1, call(1, None));
    centre.take_from(desks[0].store(), 1, true, false);
    centre.give_to(desks[0].store(), 10).unwrap();
    let before = desks[0].store().waiting(None, 10).unwrap();
    let code = |desk: &Desk| {
        desk.store()
            .act(desk.stamp(2), |acting| acting.next_case_sequence(2026))
            .unwrap()
    };
    let old_code = code(&desks[0]);

    let why = NewEpoch::Fork;
    let epoch = desks[0]
        .store()
        .begin_epoch(why, super::world::at(3))
        .unwrap();
    let after = desks[0].store().waiting(None, 10).unwrap();
    assert_eq!(
        after.iter().map(|one| one.id).collect::<Vec<_>>(),
        [before[0].id],
        "the same entry"
    );
    assert_eq!(
        (after[0].link.point.epoch, after[0].link.point.seq),
        (epoch, 1)
    );
    assert_eq!(after[0].follows, [before[0].link.point]);
    let begun = desks[0]
        .store()
        .read(|reading| reading.epochs_begun())
        .unwrap();
    assert_eq!(
        begun,
        [crate::EpochBegun {
            at: super::world::at(3),
            why
        }]
    );
    assert_eq!(after[0].entry, before[0].entry, "byte for byte");
    assert_eq!(code(&desks[0]).1, 1, "the series begins anew: {old_code:?}");
    amend(&desks[0], 3, id, |old| Call {
        outcome: "answered".into(),
        ..old.clone()
    });
    centre.settle_all(&desks);
    assert_alike(&desks);
    assert_eq!(desks[0].store().verify().unwrap().links, 4);
}

/// Weeks of another desk arrive at once: taken in slices, the cursor at the end, nothing left out.
#[test]
fn a_long_feed_is_taken_in_slices() {
    let desks = [Desk::new(), Desk::new()];
    let mut centre = Centre::new();
    for minute in 0..450 {
        desks[0].log(minute, call(minute, None));
    }
    centre.take_from(desks[0].store(), 1_000, true, false);
    let accepted = centre.give_to(desks[1].store(), 1_000).unwrap();
    assert_eq!((accepted.entries, accepted.touched.len()), (451, 451));
    let marks = desks[1].store().cursors().unwrap();
    let marks: Vec<u64> = marks.iter().map(|mark| mark.at.number).collect();
    assert_eq!(marks, [451], "the slices leave none of their own");
    centre.settle_all(&desks);
    assert_alike(&desks);
}
