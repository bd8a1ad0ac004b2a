//! Which lists a machine works by while packs come and go.

use std::sync::Arc;

use domain::id::{CentreId, Millis, SiteId};
use domain::lists::List;
use domain::wire::{Base64, Pack};
use store::{Cost, Folder, NewStore, Store};
use sync::{PackKnown, Status};
use tempfile::TempDir;

use super::*;
use crate::shelf::Shelf;

const CENTRE: CentreId = CentreId::from_bytes([1; 16]);
const SITE: SiteId = SiteId::from_bytes([2; 16]);

/// A machine that has taken lists.
struct Machine {
    store: Store,
    shelf: Shelf<Lists>,
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

    fn take(&self, version: u64, content: &str) {
        let at = Millis(1_795_327_200_000);
        let pack = Pack {
            centre: CENTRE,
            site: SITE,
            kind: "lists".into(),
            version,
            published_at: at,
            content: Base64(content.as_bytes().to_vec()),
            signature: Base64(vec![0; 64]),
        };
        self.store.take_pack(pack, at).unwrap();
    }

    /// The lists when the sync tells of this version; 0: of none.
    fn lists(&self, version: u64) -> Arc<Lists> {
        let known = |kind, version| PackKnown {
            centre: CENTRE,
            site: SITE,
            kind,
            version,
            published_at: None,
            unreadable: false,
            refused: None,
        };
        let mut status = Status::unknown();
        status.packs = vec![known(PackKind::Cards, 40), known(PackKind::Lists, version)];
        let beside = BesidePacks {
            day: LocalDay::of(1_795_327_200_000),
            machine: self.store.machine(),
            turn: 0,
        };
        self.shelf.get(&self.store, &status, beside).unwrap()
    }
}

fn royal(en: &str) -> String {
    format!(
        r#"{{"about": "", "lists": {{"facilities": {{"about": "", "rows": [
            {{"code": "own", "ar": "مركز", "en": "{en}", "group": "OM-MA"}}]}}}}}}"#
    )
}

fn name(lists: &Lists) -> Option<&str> {
    let row = lists.get(List::Facilities, "own");
    row.map(|row| row.en.as_str())
}

/// No restart brings new lists in, and no question reads what is held already: every save asks.
#[test]
fn lists_are_read_anew_when_the_sync_tells_of_other_ones() {
    let machine = Machine::new();
    let built_in = machine.lists(0);
    assert_eq!(Ok(built_in.as_ref()), Lists::embedded());
    machine.take(1, &royal("Own"));
    assert_eq!(name(&machine.lists(0)), None, "not before it is told of");
    let first = machine.lists(1);
    assert_eq!(name(&first), Some("Own"));
    assert!(Arc::ptr_eq(&first, &machine.lists(1)), "read once");
    machine.take(2, &royal("Own, renamed"));
    assert_eq!(name(&machine.lists(2)), Some("Own, renamed"));
    assert_eq!(
        name(&first),
        Some("Own"),
        "whoever holds the old ones goes on with them"
    );
    assert_eq!(
        name(&machine.lists(0)),
        None,
        "enrolled where there are none"
    );
}

/// Another version of the program may ask for more. Calls are taken down by what is built in until there are lists
/// that it can read; older lists do not come back, since they were changed for a reason.
#[test]
fn lists_that_cannot_be_read_any_more_give_way_to_those_built_in() {
    let machine = Machine::new();
    machine.take(1, &royal("Own"));
    machine.take(2, "{}");
    assert_eq!(Ok(machine.lists(2).as_ref()), Lists::embedded());
    machine.take(3, &royal("Own again"));
    assert_eq!(name(&machine.lists(3)), Some("Own again"));
}
