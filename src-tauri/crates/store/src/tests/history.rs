//! The journal as a list: in order whatever narrows it, and the chain as it leaves the machine.

use std::collections::BTreeSet;

use rusqlite::params;

use super::site::Centre;
use super::tables::plan;
use super::world::{Desk, at, call};
use crate::journal::chain::{ChainCursor, LINKS, UNLINKED, UNLINKED_AFTER};
use crate::journal::epoch::NewEpoch;
use crate::journal::history::{Along, HistoryFilter, HistoryRow, statement};

/// Two desks of a site; the first has a second person and a second epoch, and holds what the other made.
fn site() -> (Desk, Desk) {
    let desks = [Desk::new(), Desk::new()];
    for minute in 0..7 {
        desks[0].log(minute, call(minute, None));
        desks[1].log(minute * 2, call(minute, None));
    }
    desks[0].add_person("rashid", "راشد");
    Centre::new().settle_all(&desks);
    desks[0]
        .store()
        .begin_epoch(NewEpoch::Restored, at(9))
        .unwrap();
    for minute in 9..12 {
        desks[0].log(minute, call(minute, None));
    }
    let [here, there] = desks;
    (here, there)
}

/// All pages of three.
fn paged(desk: &Desk, filter: &HistoryFilter) -> Vec<HistoryRow> {
    let (mut rows, mut after) = (Vec::new(), None);
    loop {
        let page = desk
            .store()
            .read(|reading| reading.journal_page(filter, after, 3))
            .unwrap();
        assert!(page.rows.len() <= 3, "a page is a page");
        rows.extend(page.rows);
        after = page.next.map(|next| next.to_string().parse().unwrap());
        if after.is_none() {
            return rows;
        }
    }
}

/// An auditor who pages through it sees each entry once, in one order, whichever filters stand.
#[test]
fn every_filter_shows_each_entry_once_the_newest_first() {
    let (here, there) = site();
    let all = paged(&here, &HistoryFilter::default());
    assert_eq!(
        all.len() as u64,
        here.store().verify().unwrap().entries,
        "all of it"
    );
    let ids: BTreeSet<_> = all.iter().map(|row| row.id).collect();
    assert_eq!(ids.len(), all.len(), "each once");
    assert!(all.windows(2).all(|two| two[0].at >= two[1].at), "in order");
    let machines = [here.store().machine(), there.store().machine()];
    let kinds = vec!["call.logged".to_owned(), "user.added".to_owned()];
    for machine in [None, Some(machines[0]), Some(machines[1])] {
        for actor in [None, Some(here.person), Some(there.person)] {
            for kinds in [vec![], kinds[..1].to_vec(), kinds.clone()] {
                for (from, until) in [(None, None), (Some(at(2)), Some(at(10)))] {
                    for subject in [None, Some(all[3].subject)] {
                        let filter = HistoryFilter {
                            subject,
                            actor,
                            kinds: kinds.clone(),
                            machine,
                            from,
                            until,
                        };
                        let expected: Vec<_> = all
                            .iter()
                            .filter(|row| {
                                machine.is_none_or(|one| row.machine == one)
                                    && actor.is_none_or(|one| row.actor == one)
                                    && subject.is_none_or(|one| row.subject == one)
                                    && from.is_none_or(|from| row.at >= from)
                                    && until.is_none_or(|until| row.at < until)
                                    && (kinds.is_empty() || kinds.contains(&row.kind))
                            })
                            .cloned()
                            .collect();
                        assert_eq!(paged(&here, &filter), expected, "{filter:?}");
                    }
                }
            }
        }
    }
}

/// A million entries: a page is read from an index in its order, never by going through all of them.
#[test]
fn a_page_of_the_journal_is_read_from_an_index_in_order() {
    let desk = Desk::new();
    let none = [0_u8; 16];
    for (along, index) in [
        (Along::Time, "entry_by_time"),
        (Along::Actor, "entry_by_actor (actor=?"),
        (Along::Kind, "entry_by_kind (kind=?"),
        (Along::Epoch, "entry_by_epoch (epoch=?"),
        (Along::Subject, "entry_by_subject (subject=?"),
    ] {
        let plan = plan(
            &desk,
            &statement(along),
            params![none, 0, 0, 0, "[]", none, none, 50],
        );
        assert!(
            plan.contains(&format!("SEARCH entry USING INDEX {index}")),
            "{plan}"
        );
        assert!(!plan.contains("SCAN entry"), "{plan}");
        // Of one subject there are few: they are put in order.
        if along != Along::Subject {
            assert!(
                plan.contains("at<?") || plan.contains("(at,rowid)<(?,?)"),
                "{plan}"
            );
            assert!(!plan.contains("TEMP B-TREE FOR ORDER BY"), "{plan}");
        }
    }
    let links = plan(&desk, LINKS, params![1, 0, 9, 50]);
    assert!(
        links.contains("SEARCH link USING PRIMARY KEY (epoch=? AND seq>? AND seq<?)")
            && !links.contains("TEMP B-TREE"),
        "{links}"
    );
    let after = plan(&desk, UNLINKED_AFTER, params![0, 9, 50]);
    assert!(
        after.contains("SEARCH entry USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)")
            && !after.contains("TEMP B-TREE"),
        "{after}"
    );
    let counted = plan(&desk, UNLINKED, params![]);
    assert!(
        counted.contains("COVERING INDEX entry_by_epoch") && !counted.contains("TEMP B-TREE"),
        "{counted}"
    );
}

/// Whoever takes the chain out takes all of it, own and others', in pages, as it stood when it was begun.
#[test]
fn a_copy_of_the_chain_holds_every_place_once_and_nothing_of_later() {
    let (here, there) = site();
    let store = here.store();
    let copy = store.read(|reading| reading.chain_copy()).unwrap();
    here.log(20, call(20, None));
    let (mut places, mut cursor) = (Vec::new(), ChainCursor::START);
    while cursor != ChainCursor::End {
        let (page, next) = store
            .read(|reading| reading.chain_places(&copy, cursor))
            .unwrap();
        places.extend(page);
        cursor = next;
    }
    assert_eq!(places.len() as u64, copy.places());
    let points: BTreeSet<_> = places.iter().map(|place| place.point).collect();
    assert_eq!(points.len(), places.len(), "each place once");
    let linked = places
        .iter()
        .filter(|place| place.chained.is_some())
        .count();
    assert_eq!(
        linked as u64,
        store.verify().unwrap().links - 1,
        "not the later one"
    );
    let of_other = there.store().verify().unwrap().links;
    assert_eq!(
        (places.len() - linked) as u64,
        of_other,
        "the other desk's, without links"
    );
    let own: Vec<_> = copy.epochs.iter().filter(|epoch| epoch.own).collect();
    assert_eq!(own.len(), 2);
    assert_eq!(own[1].why, "restored");
    assert_eq!(
        own[1].follows.map(|point| (point.epoch, point.seq)),
        own[0].last.map(|(seq, _)| (own[0].epoch, seq)),
        "the second goes on behind the first"
    );
}
