//! What is offered, what is only named, and what counts as told while packs come and go.

use std::sync::Arc;

use domain::id::{CentreId, SiteId};
use domain::wire::{Base64, Pack};
use store::{Cost, Folder, NewStore, Store};
use sync::{PackKnown, Status};
use tempfile::TempDir;

use super::*;
use crate::shelf::Shelf;

const CENTRE: CentreId = CentreId::from_bytes([1; 16]);
const SITE: SiteId = SiteId::from_bytes([2; 16]);
/// Sunday, 2026-11-22, 10:00 in Muscat.
const TEN: Millis = Millis(1_795_327_200_000);
const HOUR_MS: i64 = 3_600_000;
const FIRST_AID: &str = include_str!("../../../../../../assets/cards/first_aid.json");

fn hour(hour: i64) -> Millis {
    Millis(TEN.0 + hour * HOUR_MS)
}

/// A machine that has taken packs.
struct Machine {
    store: Store,
    shelf: Shelf<CardsInUse>,
    _folder: TempDir,
}

impl Machine {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let new = NewStore {
            passphrase: "سبع نخلات عند الفلج".to_owned().into(),
            cost: Cost::PRACTICE_ONLY,
            code: None,
            settings: vec![],
        };
        let (store, _) = Store::create(&Folder::at(folder.path().join("data")), &new).unwrap();
        Self {
            store,
            shelf: Shelf::default(),
            _folder: folder,
        }
    }

    fn take(&self, version: u64, content: &str, at: Millis) {
        let pack = Pack {
            centre: CENTRE,
            site: SITE,
            kind: "cards".into(),
            version,
            published_at: at,
            content: Base64(content.as_bytes().to_vec()),
            signature: Base64(vec![0; 64]),
        };
        self.store.take_pack(pack, at).unwrap();
    }

    /// The cards when the sync tells of this version; 0: of none.
    fn cards(&self, version: u64) -> Arc<CardsInUse> {
        let mut status = Status::unknown();
        status.packs = vec![PackKnown {
            centre: CENTRE,
            site: SITE,
            kind: PackKind::Cards,
            version,
            published_at: None,
            unreadable: false,
            refused: None,
        }];
        self.shelf.get(&self.store, &status, ()).unwrap()
    }
}

/// The first aid cards under codes of the ministry's own.
fn own() -> String {
    FIRST_AID.replace("\"code\": \"", "\"code\": \"own_")
}

/// The same without the card of burns.
fn without_burns() -> String {
    let mut pack: serde_json::Value = serde_json::from_str(&own()).unwrap();
    let rows = pack["rows"].as_array_mut().unwrap();
    rows.retain(|card| card["code"] != "own_burns");
    pack.to_string()
}

fn offered(cards: &CardsInUse, code: &str) -> bool {
    let today = LocalDay::of(TEN.0);
    cards.current().told_today(code, today).is_some()
}

/// What is offered is the newest; what is not offered any more still has its name on the calls of then.
#[test]
fn what_is_retired_is_named_and_not_offered() {
    let machine = Machine::new();
    let today = LocalDay::of(TEN.0);
    let samples = machine.cards(0);
    assert!(offered(&samples, "burns") && samples.get("own_burns", 1).is_none());
    machine.take(1, &own(), hour(1));
    machine.take(2, &without_burns(), hour(2));
    let cards = machine.cards(2);
    for (code, is_offered) in [
        ("own_choking", true),
        ("own_burns", false),
        ("burns", false),
    ] {
        assert_eq!(offered(&cards, code), is_offered, "{code}");
        assert_eq!(cards.may_be_told(code, 1, today), is_offered, "{code}");
        assert!(cards.get(code, 1).is_some(), "{code} is named");
    }
    assert!(
        cards.get("own_burns", 2).is_none(),
        "what was never told is not"
    );
}

/// A pack that comes in the middle of a call must not keep its words from being saved; a call that begins afterwards
/// tells what is in use then.
#[test]
fn what_was_in_use_when_a_call_began_counts_as_told() {
    let machine = Machine::new();
    machine.take(1, &own(), hour(1));
    machine.take(2, &without_burns(), hour(3));
    let cards = machine.cards(2);
    let might = |code, began, now| cards.might_be_told(code, 1, hour(began), hour(now));
    assert!(
        might("own_burns", 2, 4),
        "it was in use when the call began"
    );
    assert!(!might("own_burns", 4, 5), "retired before the call");
    assert!(might("own_choking", 4, 5));
    assert!(might("burns", 0, 4), "a sample, before there was any pack");
    assert!(!might("burns", 2, 4));
    assert!(!might("unheard_of", 0, 4));
}

/// No restart brings a new pack in, and no question is asked of the store for what is held already.
#[test]
fn cards_are_read_anew_when_the_sync_tells_of_another_pack() {
    let machine = Machine::new();
    machine.take(1, &own(), hour(1));
    let first = machine.cards(1);
    assert!(Arc::ptr_eq(&first, &machine.cards(1)), "read once");
    machine.take(2, &without_burns(), hour(2));
    let second = machine.cards(2);
    assert!(
        offered(&first, "own_burns"),
        "whoever holds the old ones goes on with them"
    );
    assert!(!offered(&second, "own_burns"));
    let elsewhere = machine.cards(0);
    assert!(
        offered(&elsewhere, "burns"),
        "enrolled where there are no packs: samples"
    );
    assert!(
        !offered(&elsewhere, "own_choking") && elsewhere.get("own_choking", 1).is_some(),
        "what was told before is named"
    );
    assert!(
        elsewhere.might_be_told("own_choking", 1, hour(3), hour(4)),
        "and a call that told it can be saved"
    );
}

/// A later version of the program may ask for more: samples, which are called so, rather than what was withdrawn.
#[test]
fn a_pack_that_cannot_be_read_any_more_brings_no_older_one_back() {
    let machine = Machine::new();
    machine.take(1, &own(), hour(1));
    machine.take(2, "{}", hour(2));
    let cards = machine.cards(2);
    assert!(offered(&cards, "burns") && !offered(&cards, "own_burns"));
    assert!(cards.get("own_burns", 1).is_some(), "named all the same");
}
