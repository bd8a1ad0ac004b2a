//! Stories of lists that were changed at a machine.

use crate::world::{Desk, at, fresh_subject};
use domain::id::SubjectId;
use domain::list_change::ListChange;
use store::StoreError;

fn change(rows: &str) -> ListChange {
    ListChange {
        from: "2026-11-22".into(),
        upon: String::new(),
        rows: rows.into(),
        withdrawn: false,
    }
}

/// Of two changes of one row the later one counts, whatever a clock said that was set back between them.
#[test]
fn changes_of_a_machine_are_in_the_order_of_its_chain() {
    let desk = Desk::new();
    let make = |minute: i64, rows: &str| {
        let (id, change) = (fresh_subject(minute), change(rows));
        desk.store()
            .act(desk.stamp(minute), move |acting| {
                acting.append(id, change.changed())?;
                Ok::<_, StoreError>(id)
            })
            .unwrap()
    };
    let first = make(9, "first");
    let second = make(2, "second");
    let machine = desk.store().machine();
    let own = || {
        let rows = desk
            .store()
            .read(|reading| reading.list_changes_of(machine))
            .unwrap();
        rows.into_iter()
            .map(|row| (row.id, row.change.rows))
            .collect::<Vec<_>>()
    };
    let expected = [(first, "first".to_owned()), (second, "second".to_owned())];
    assert_eq!(own(), expected);
    assert_eq!(desk.store().rebuild().unwrap().differed, 0);
    assert_eq!(own(), expected, "and so after a rebuild");
}

/// Taken back it is a change that was made and taken back, of whoever made it.
#[test]
fn a_change_that_is_taken_back_stays_to_be_read() {
    let desk = Desk::new();
    let id = fresh_subject(1);
    desk.store()
        .act(desk.stamp(1), move |acting| {
            acting.append(id, change("[]").changed())
        })
        .unwrap();
    desk.store()
        .act(desk.stamp(3), move |acting| {
            acting.append(id, ListChange::withdrawn())
        })
        .unwrap();
    let row = desk.store().read(|reading| reading.list_change(id));
    let row = row.unwrap().unwrap();
    assert!(row.change.withdrawn);
    assert_eq!(
        (row.by, row.at, row.by_ar.as_str()),
        (desk.person, at(1), "سلمى")
    );
    let page = |after: Option<(_, SubjectId)>| {
        let rows = desk.store().read(|reading| reading.list_changes(after));
        rows.unwrap()
            .into_iter()
            .map(|row| row.id)
            .collect::<Vec<_>>()
    };
    assert_eq!(page(None), [id]);
    assert!(
        page(Some((at(1), id))).is_empty(),
        "the next page begins behind it"
    );
}
