//! Stories of what is due for a person: their own, and what is for whoever comes first.

use domain::follow_up::{CHASE, FollowUp};
use domain::id::UserId;
use store::{DueCounts, DueRows};

use crate::world::{Desk, at, call, fresh_subject};

/// So many are listed of a kind at most.
const LISTED: usize = 200;

/// Plans so many, one a minute from this one on.
fn plan(desk: &Desk, owner: Option<UserId>, from: i64, count: i64) {
    let heard = desk.log(from, call(from, None));
    desk.store()
        .act(desk.stamp(from), move |acting| {
            for due in from..from + count {
                let task = FollowUp {
                    call: Some(heard),
                    kind: CHASE.into(),
                    due: Some(at(due)),
                    owner,
                    ..FollowUp::default()
                };
                acting.append(fresh_subject(due), task.planned())?;
            }
            Ok::<_, store::StoreError>(())
        })
        .unwrap();
}

fn due(desk: &Desk, until: i64) -> (DueRows, DueRows) {
    desk.store()
        .read(|reading| reading.follow_ups_due_for(desk.person, at(until), false))
        .unwrap()
}

/// Years of what nobody took must not hide what a person has promised, nor the other way round; and that
/// more is due than is shown can be told.
#[test]
fn what_is_due_is_cut_for_each_kind_alone() {
    let desk = Desk::new();
    let khalid = desk.add_person("khalid", "خالد");
    plan(&desk, None, 100, 205);
    plan(&desk, Some(desk.person), 400, 3);
    plan(&desk, Some(khalid), 500, 4);
    let (own, anyones) = due(&desk, 1_000);
    assert_eq!((own.rows.len(), own.total), (3, 3), "her own are all there");
    assert_eq!(
        (anyones.rows.len(), anyones.total),
        (LISTED, 205),
        "what is cut is counted"
    );
    assert_eq!(anyones.rows.first().map(|row| row.due), Some(at(100)));
    assert_eq!(anyones.rows.last().map(|row| row.due), Some(at(299)));

    plan(&desk, Some(desk.person), 600, 205);
    let (own, anyones) = due(&desk, 1_000);
    assert_eq!((own.rows.len(), own.total), (LISTED, 208));
    assert_eq!(anyones.total, 205);
    let (own, anyones) = due(&desk, 400);
    assert_eq!((own.total, anyones.total), (1, 205), "until then");
    let counts = desk
        .store()
        .read(|reading| reading.due_counts(khalid, at(1_000), false))
        .unwrap();
    let his = DueCounts {
        own: 4,
        anyones: 205,
    };
    assert_eq!(counts, his);
}
