//! Packs for a site with no line: they come with the receipt, and are believed as those of the line are.

use courier::{FileId, Head, Kind, Sealed, reply_key, seal};
use domain::wire::PackKind;
use ed25519_dalek::SigningKey;
use serde_json::{Value, json};
use sync::{CourierTaken, Journal as _};

use crate::courier::{back, carry, on_both, out, without_a_line};
use crate::line::Mood;
use crate::world::Machine;

/// One answer card with this code.
fn cards(code: &str) -> String {
    let text = |title: &str| json!({"title": title, "red_flags": [], "ask_first": [], "answer": [title], "words": [title]});
    let label = json!({"ar": "الوزارة", "en": "The ministry"});
    let card = json!({
        "code": code, "version": 1, "type": "health_ed", "sub_category": "first_aid", "audience": "public",
        "ar": text("قنديل"), "en": text("Jellyfish"), "source": label, "author": label, "approver": label,
        "approved_at": "2026-01-01", "valid_until": "2027-12-31", "replaces": null, "state": "approved",
        "sample": false,
    });
    json!({"about": "cards of a story", "rows": [card]}).to_string()
}

/// The version of the answer cards in use, and the last that was refused.
fn cards_here(machine: &Machine) -> (u64, Option<u64>) {
    let known = machine.store.packs().unwrap();
    let cards = known.iter().find(|known| known.kind == PackKind::Cards);
    let cards = cards.unwrap();
    let refused = cards.refused.as_ref().map(|(version, _)| *version);
    (cards.version, refused)
}

/// A site with no line gets what the ministry publishes: each pack once, the newest, and as well believed as over the
/// line. What this program cannot use is carried once and shown.
#[test]
fn packs_come_with_the_receipt() {
    on_both(|centre| {
        let (machine, _line) = without_a_line(&centre);
        let came = |taken: &CourierTaken| (taken.packs, taken.packs_refused.len());
        assert_eq!(came(&carry(&centre, &machine)), (0, 0), "none is there");
        centre.publish(None, &cards("first"));
        centre.publish(None, &cards("second"));
        machine.save(2);
        let there = centre.take(&out(&machine)).unwrap();
        assert_eq!((there.stored, there.packs), (2, 1));
        let taken = back(&machine, &there.receipt).unwrap();
        assert_eq!((taken.acknowledged, came(&taken)), (2, (1, 0)));
        assert_eq!(cards_here(&machine), (2, None));
        machine.wait("the screen says so", |status| status.packs[0].version == 2);
        let there = centre.take(&out(&machine)).unwrap();
        assert_eq!(there.packs, 0, "it has the newest");
        back(&machine, &there.receipt).unwrap();

        // A program that asks more of a card than this centre's: signed, and of no use here.
        centre.sign_as_newest(b"{}");
        let taken = carry(&centre, &machine);
        assert_eq!(came(&taken), (0, 1));
        assert_eq!(taken.packs_refused[0].refusal.reason, "unreadable");
        assert_eq!(cards_here(&machine), (2, Some(3)), "what was in use stays");
        let there = centre.take(&out(&machine)).unwrap();
        assert_eq!(there.packs, 0, "it is not carried again");
        back(&machine, &there.receipt).unwrap();
        centre.publish(None, &cards("fourth"));
        assert_eq!(came(&carry(&centre, &machine)), (1, 0));
        assert_eq!(cards_here(&machine), (4, None));
    });
}

/// The line came back and brought a newer pack while a stick with an older one was on the road.
#[test]
fn a_pack_that_comes_late_takes_nothing_back() {
    on_both(|centre| {
        let (machine, line) = without_a_line(&centre);
        centre.publish(None, &cards("first"));
        let late = centre.take(&out(&machine)).unwrap();
        assert_eq!(late.packs, 1);
        centre.publish(None, &cards("second"));
        line.set(Mood::Carries);
        machine.syncer.sync_now();
        machine.wait_for("the line brings the second", |machine| {
            (cards_here(machine).0 == 2).then_some(())
        });
        line.set(Mood::Refuses);
        let taken = back(&machine, &late.receipt).unwrap();
        assert_eq!((taken.packs, taken.packs_refused.len()), (0, 0));
        assert_eq!(cards_here(&machine), (2, None));
    });
}

/// A machine of the first version names no packs: it is given none, and everything else as ever.
#[test]
fn a_machine_of_before_packs_is_given_none() {
    on_both(|centre| {
        let (machine, _line) = without_a_line(&centre);
        centre.publish(None, &cards("first"));
        let seed = machine.store.signing_seed().unwrap();
        let enrolment = machine.store.enrolment().unwrap().unwrap();
        let file = FileId::new().unwrap();
        let reply = reply_key(&seed, file);
        let head = Head {
            kind: Kind::Entries,
            centre: enrolment.centre,
            site: enrolment.site,
            machine: machine.store.machine(),
            file,
        };
        // As it was written then.
        let sent = json!({"reply_to": reply.public, "counting": null, "marks": [], "held": [], "holds": [],
            "batches": []});
        let keys = enrolment.keys.unwrap();
        let signer = SigningKey::from_bytes(&seed);
        let there = centre.take(&seal(&head, &sent, &keys.seal, &signer).unwrap());
        let there = there.unwrap();
        assert_eq!(there.packs, 0);
        let receipt: Value = Sealed::read(&there.receipt)
            .unwrap()
            .open_at_machine(&keys.sign, &reply)
            .unwrap();
        assert!(receipt.get("packs").is_none(), "as it was answered then");
    });
}
