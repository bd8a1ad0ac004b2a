//! Recommendations: the same at every machine of a site, as pages, and made anew from the journal.

use domain::fold::Change;
use domain::id::SubjectId;
use domain::improvement::{Improvement, Matter, Noticed, Outcome};
use rusqlite::params;

use super::site::{Centre, rows_of};
use super::tables::plan;
use super::world::{Desk, at, fresh_subject};
use crate::rows::improvement::{IMPROVEMENT_PAGE_ROWS, MATTERS, improvements_statement};

fn about(sub_category: &str) -> Improvement {
    Improvement {
        matter: Matter {
            type_code: "complaint".into(),
            sub_category: sub_category.into(),
            governorate: "OM-MA".into(),
        },
        noticed: Noticed {
            from: "2026-11-16".into(),
            to: "2026-11-22".into(),
            contacts: 14,
            before: 9,
        },
        entity: "drug_safety".into(),
        text: "مخزون احتياطي لأسبوعين".into(),
        ..Improvement::default()
    }
}

fn append(desk: &Desk, minute: i64, subject: SubjectId, change: Change) {
    desk.store()
        .act(desk.stamp(minute), move |acting| {
            acting.append(subject, change).map(|_| ())
        })
        .unwrap();
}

/// Two supervisors who write down apart what came of it must not leave two states of one recommendation.
#[test]
fn a_recommendation_ends_alike_at_every_machine() {
    let mut centre = Centre::new();
    let desks = [Desk::new(), Desk::new()];
    let [one, other] = &desks;
    let id = fresh_subject(1);
    append(one, 1, id, about("med_shortage").recommended());
    centre.settle_all(&desks);
    append(
        one,
        2,
        id,
        Improvement::answered(Outcome::NotDone, at(2), "لا مخزون"),
    );
    append(
        other,
        3,
        id,
        Improvement::answered(Outcome::Done, at(3), "صُرف"),
    );
    centre.settle_all(&desks);
    let matter = about("med_shortage").matter;
    for desk in &desks {
        let row = desk
            .store()
            .read(|reading| reading.improvement(id))
            .unwrap();
        let row = row.expect("it came to both").improvement;
        assert_eq!(
            row.outcome,
            Some(Outcome::Done),
            "who is later in the order"
        );
        assert_eq!((row.noticed.contacts, row.noticed.before), (14, 9));
        let waits = desk
            .store()
            .read(|reading| reading.improvement_about(&matter));
        assert_eq!(waits.unwrap(), None, "what is answered waits no more");
        assert_eq!(desk.store().rebuild().unwrap().differed, 0);
    }
    assert_eq!(rows_of(one.store()), rows_of(other.store()));
}

/// A department recommends for years: the list is pages, none of which repeats or leaves out a row.
#[test]
fn recommendations_are_pages_without_those_taken_back() {
    let desk = Desk::new();
    let many = IMPROVEMENT_PAGE_ROWS + 2;
    let taken_back = fresh_subject(0);
    append(&desk, 1, taken_back, about("clean").recommended());
    for n in 1..many {
        let n = i64::from(n);
        append(&desk, n + 1, fresh_subject(n), about("clean").recommended());
    }
    append(&desk, 900, taken_back, Improvement::withdrawn());
    let store = desk.store();
    let (first, next) = store.read(|reading| reading.improvements(None)).unwrap();
    assert_eq!(first.len(), IMPROVEMENT_PAGE_ROWS as usize);
    let next = next.expect("there is one more");
    let again = next
        .to_string()
        .parse()
        .expect("a cursor comes back as it went");
    let (rest, end) = store
        .read(|reading| reading.improvements(Some(again)))
        .unwrap();
    assert_eq!(rest.len(), 1, "the one that was taken back is none");
    assert!(end.is_none());
    assert!(first.iter().all(|row| row.id != rest[0].id));
    let count = store.read(|reading| reading.improvements_count()).unwrap();
    assert_eq!(count, many - 1);
}

/// Nine weeks of a large site are two hundred thousand calls: they are counted without their rows.
#[test]
fn spikes_are_counted_from_the_index_alone() {
    let desk = Desk::new();
    let counted = plan(&desk, MATTERS, params![0, 1, 2, "", "", ""]);
    assert!(
        counted.contains(
            "SEARCH call USING COVERING INDEX call_by_time (started_at>? AND started_at<?)"
        ),
        "{counted}"
    );
    let listed = plan(&desk, &improvements_statement(), params![0, [0_u8; 16], 50]);
    assert!(listed.contains("INDEX improvement_by_time"), "{listed}");
    assert!(!listed.contains("TEMP B-TREE"), "{listed}");
}
