//! What comes in is folded for reporting, behind the append: whole, once, and nothing personal of it.

use std::collections::BTreeMap;

use centre::Unfolded;
use domain::call::{Call, Issue};
use domain::case::{Case, CaseStatus, NewMove};
use domain::entry::{Entry, Header, Numbered, SALT_BYTES};
use domain::fold::Change;
use domain::id::{ActId, EntryId, IssueId, Millis, SubjectId, UserId};
use domain::wire::{Outcome, SentLink};

use crate::world::{Desk, World};

/// 2026-11-22 08:00 in Muscat.
pub(crate) const MORNING: Millis = Millis(1_795_320_000_000);

pub(crate) const fn subject(number: u8) -> SubjectId {
    SubjectId::from_bytes([number; 16])
}

/// An entry that says this of a subject; ids go up with `made`.
pub(crate) fn saying(
    desk: &mut Desk,
    made: u8,
    about: SubjectId,
    change: Change,
    seen: Option<Numbered>,
) -> SentLink {
    let mut id = [made; 16];
    id[0] = desk.machine.to_bytes()[0];
    saying_as(desk, EntryId::from_bytes(id), about, change, seen)
}

/// An entry of this id that says this of a subject.
pub(crate) fn saying_as(
    desk: &mut Desk,
    id: EntryId,
    about: SubjectId,
    change: Change,
    seen: Option<Numbered>,
) -> SentLink {
    let made = id.to_bytes()[15];
    let header = Header {
        id,
        subject: about,
        kind: change.kind.to_owned(),
        version: change.version,
        act: ActId::from_bytes([made; 16]),
        actor: UserId::from_bytes([10; 16]),
        role: "agent".into(),
        at: MORNING,
        zone_min: 240,
        skew_ms: None,
        since_start_ms: 1,
        seen,
        erasures: vec![],
    };
    let entry = Entry::write(&header, &change.facts, &change.personal, [made; SALT_BYTES]);
    desk.link(id, entry.unwrap())
}

/// What was said in confidence, and stands in no report.
pub(crate) const PLANTED: &str = "planted";

pub(crate) fn complaint() -> Call {
    let issue = |sub_category: &str, primary| Issue {
        sub_category: sub_category.into(),
        facility: "royal".into(),
        severity: Some(2),
        primary,
        facility_text: format!("{PLANTED} ward"),
        ..Issue::default()
    };
    Call {
        channel: "phone_in".into(),
        direction: "in".into(),
        started_at: Some(MORNING),
        ended_at: Some(Millis(MORNING.0 + 180_000)),
        saved_at: Some(Millis(MORNING.0 + 200_000)),
        local_day: "2026-11-22".into(),
        shift: "2026-11-22/morning".into(),
        governorate: "OM-MA".into(),
        wilayat: "bawshar".into(),
        type_code: "complaint".into(),
        outcome: "case_opened".into(),
        issues: BTreeMap::from([
            (IssueId::from_bytes([1; 16]), issue("med_shortage", true)),
            (IssueId::from_bytes([2; 16]), issue("conduct", false)),
        ]),
        number: format!("+968{PLANTED}"),
        caller_name: format!("{PLANTED} caller"),
        patient_name: format!("{PLANTED} patient"),
        note: format!("{PLANTED} note"),
        place: format!("{PLANTED} place"),
        ..Call::default()
    }
}

pub(crate) fn matter(call: SubjectId) -> Case {
    Case {
        reference: "26-4170-0038-5".into(),
        type_code: "complaint".into(),
        sub_category: "med_shortage".into(),
        facility: "royal".into(),
        priority: "p3".into(),
        calls: [call].into(),
        received_at: Some(MORNING),
        due: Some(Millis(MORNING.0 + 864_000_000)),
        title: format!("{PLANTED} title"),
        summary: format!("{PLANTED} summary"),
        number: PLANTED.into(),
        ..Case::default()
    }
}

/// Folds all that there is, as the process that serves does by itself; where it is just at it, one of the two
/// goes on.
pub(crate) async fn fold(world: &World) {
    let storage = world.storage().await;
    loop {
        let unfolded = storage.unfolded().await.unwrap();
        if unfolded.is_empty() {
            break;
        }
        for Unfolded { site, .. } in unfolded {
            while storage.fold_next(site).await.unwrap() {}
        }
        tokio::task::yield_now().await;
    }
}

fn stored(outcomes: &[Outcome]) -> bool {
    let stored = |outcome: &Outcome| matches!(outcome, Outcome::Stored { .. });
    outcomes.iter().all(stored)
}

/// A call that opened a case, moved to its end and opened again: each stands once, as it is now.
#[tokio::test]
async fn calls_and_cases_stand_as_they_are_now() {
    let world = World::new().await;
    let mut desk = world.desk(1).await;
    let (call, case) = (subject(1), subject(2));
    let mut first = complaint();
    first.case = Some(case);
    let urgent = Call {
        urgent: true,
        ..first.clone()
    };
    let to = |status, minutes: i64| NewMove::new(status, Millis(MORNING.0 + minutes * 60_000));
    let links = [
        saying(&mut desk, 1, call, first.logged(), None),
        saying(&mut desk, 2, case, matter(call).opened(), None),
        saying(&mut desk, 3, call, first.amended(&urgent).unwrap(), None),
        saying(
            &mut desk,
            4,
            case,
            to(CaseStatus::Resolved, 60).moved(),
            None,
        ),
        saying(&mut desk, 5, case, to(CaseStatus::Closed, 90).moved(), None),
        saying(
            &mut desk,
            6,
            case,
            to(CaseStatus::Reopened, 120).moved(),
            None,
        ),
    ];
    assert!(stored(&desk.send(&links).await));
    fold(&world).await;
    let count = async |sql: &str| world.ground.count(sql).await;
    assert_eq!(
        count("SELECT count(*) FROM report_call WHERE urgent AND type = 'complaint'").await,
        1
    );
    assert_eq!(count("SELECT count(*) FROM report_call").await, 1);
    assert_eq!(
        count("SELECT count(*) FROM report_issue WHERE counts AND sub_category = 'med_shortage'")
            .await,
        1
    );
    assert_eq!(count("SELECT count(*) FROM report_issue").await, 2);
    assert_eq!(
        count("SELECT reopened FROM report_case WHERE status = 'reopened' AND category = 'open'")
            .await,
        1
    );
    assert_eq!(count("SELECT count(*) FROM report_move").await, 4);
    assert_eq!(count("SELECT count(*) FROM report_case_call").await, 1);

    let voided = saying(&mut desk, 7, call, Call::voided("mistake"), None);
    desk.send(&[voided]).await;
    fold(&world).await;
    assert_eq!(
        count("SELECT count(*) FROM report_call").await,
        0,
        "a voided call is in no figure"
    );
    assert_eq!(count("SELECT count(*) FROM report_issue").await, 0);
    assert_eq!(count("SELECT count(*) FROM report_case").await, 1);
}

/// What was held and comes later makes its subject anew, at the place that it had.
#[tokio::test]
async fn parts_that_come_later_are_folded_where_they_belong() {
    let world = World::new().await;
    let mut desk = world.desk(1).await;
    let call = subject(1);
    let first = complaint();
    let other = Call {
        outcome: "answered".into(),
        ..first.clone()
    };
    let last = Call {
        outcome: "transferred".into(),
        ..first.clone()
    };
    let logged = saying(&mut desk, 1, call, first.logged(), None);
    let whole = saying(&mut desk, 2, call, first.amended(&other).unwrap(), None);
    let later = saying(&mut desk, 3, call, other.amended(&last).unwrap(), None);
    let mut without = whole.clone();
    without.parts = None;
    without.digests = Some({
        let (_, content) = whole.clone().read(desk.machine).unwrap();
        content.digests.into()
    });
    let outcomes = desk.send(&[logged, without, later]).await;
    assert!(matches!(outcomes[1], Outcome::Held { number: 2, .. }));
    fold(&world).await;
    let outcome = "SELECT count(*) FROM report_call WHERE outcome = 'transferred'";
    assert_eq!(world.ground.count(outcome).await, 1);
    let known = "SELECT count(*) FROM report_entry WHERE announced IS NULL";
    assert_eq!(world.ground.count(known).await, 2);

    assert_eq!(
        desk.send(&[whole]).await,
        vec![Outcome::Stored { number: 2 }],
        "its parts came"
    );
    fold(&world).await;
    assert_eq!(
        world.ground.count(outcome).await,
        1,
        "what was written later in the chain stands, though it came earlier"
    );
    let announced = "SELECT announced FROM report_entry WHERE announced IS NOT NULL";
    assert_eq!(world.ground.count(announced).await, 4, "where it came");
}

/// Two desks apart write one field: the report holds what every machine holds, the safer of the two.
#[tokio::test]
async fn two_who_wrote_at_once_are_folded_as_at_every_machine() {
    let world = World::new().await;
    let (mut one, mut two) = (world.desk(1).await, world.desk(2).await);
    let call = subject(1);
    let first = complaint();
    let logged = saying(&mut one, 1, call, first.logged(), None);
    one.send(&[logged]).await;
    let seen = Some(Numbered {
        centre: one.hello(None, &[]).await.epoch,
        number: 1,
    });
    let urgent = Call {
        urgent: true,
        wilayat: "seeb".into(),
        ..first.clone()
    };
    let elsewhere = Call {
        governorate: "OM-ZU".into(),
        ..urgent.clone()
    };
    let calm = Call {
        outcome: "answered".into(),
        ..first.clone()
    };
    let one_says = saying(&mut one, 2, call, first.amended(&urgent).unwrap(), seen);
    let two_says = saying(&mut two, 3, call, first.amended(&calm).unwrap(), seen);
    one.send(&[one_says]).await;
    fold(&world).await;
    two.send(&[two_says]).await;
    let more = saying(&mut one, 4, call, urgent.amended(&elsewhere).unwrap(), seen);
    one.send(&[more]).await;
    fold(&world).await;
    let merged = "SELECT count(*) FROM report_call WHERE urgent AND wilayat = 'seeb'
        AND outcome = 'answered' AND governorate = 'OM-ZU'";
    assert_eq!(world.ground.count(merged).await, 1, "all that both said");
}

/// A kill in between, a hand in the tables, a newer fold: it goes on where it was, or begins anew.
#[tokio::test]
async fn folding_goes_on_after_a_kill_and_begins_anew_with_another_fold() {
    let mut world = World::new().await;
    let mut desk = world.desk(1).await;
    let calls = 240_u8;
    for batch in 0..8 {
        let links: Vec<_> = (0..30)
            .map(|at| {
                let made = batch * 30 + at + 1;
                saying(&mut desk, made, subject(made), complaint().logged(), None)
            })
            .collect();
        assert!(stored(&desk.send(&links).await));
    }
    world.stop().await;
    world
        .ground
        .change("UPDATE report_fold SET made_with = 0")
        .await;
    world.ground.change("DELETE FROM report_call").await;
    let storage = world.storage().await;
    let unfolded = storage.unfolded().await.unwrap();
    assert_eq!(unfolded[0].behind, 240, "all of it, by an older fold");
    assert!(storage.fold_next(unfolded[0].site).await.unwrap());
    assert_eq!(storage.unfolded().await.unwrap()[0].behind, 140);
    drop(storage);
    fold(&world).await;
    let all = "SELECT count(*) FROM report_call";
    assert_eq!(world.ground.count(all).await, i64::from(calls));
    let issues = "SELECT count(*) FROM report_issue";
    assert_eq!(world.ground.count(issues).await, 2 * i64::from(calls));

    world
        .ground
        .change("UPDATE report_fold SET made_with = 2000000000, number = 7")
        .await;
    let storage = world.storage().await;
    let site = unfolded[0].site;
    assert!(
        !storage.fold_next(site).await.unwrap(),
        "a newer process does it"
    );
    world.start().await;
}

/// Somebody's mischief writes into one call until nobody could fold it: what was there first stands in the report, what
/// comes behind the bound does not push it out, and everything else is folded as ever.
#[tokio::test]
async fn a_subject_that_grows_without_end_keeps_what_it_began_with() {
    // Each is as long as a part may be; their sum is more than is folded of one subject.
    const FAT: u8 = 140;
    let world = World::new().await;
    let mut desk = world.desk(1).await;
    let first = complaint();
    let logged = saying(&mut desk, 1, subject(1), first.logged(), None);
    desk.send(&[logged]).await;
    let mut made = 1;
    for _ in 0..FAT / 10 {
        let links: Vec<_> = (0..10)
            .map(|_| {
                made += 1;
                let mut fat = first.amended(&Call {
                    urgent: true,
                    ..first.clone()
                });
                let change = fat.as_mut().unwrap();
                change
                    .facts
                    .insert("filler".into(), "x".repeat(62_000).into());
                saying(&mut desk, made, subject(1), fat.unwrap(), None)
            })
            .collect();
        assert!(stored(&desk.send(&links).await));
    }
    let last = Call {
        outcome: "answered".into(),
        ..first.clone()
    };
    let beyond = saying(
        &mut desk,
        made + 1,
        subject(1),
        first.amended(&last).unwrap(),
        None,
    );
    let other = saying(&mut desk, made + 2, subject(2), complaint().logged(), None);
    assert!(stored(&desk.send(&[beyond, other]).await));
    fold(&world).await;
    let count = async |sql: &str| world.ground.count(sql).await;
    assert_eq!(count("SELECT count(*) FROM report_call").await, 2);
    let began = "SELECT count(*) FROM report_call WHERE urgent AND outcome = 'case_opened'";
    assert_eq!(count(began).await, 1, "the first ones count");
    let behind = "SELECT last_number - folded_number FROM report_v1_sites";
    assert_eq!(count(behind).await, 0);
}

/// Nobody has to ask for it: the process that serves folds what comes.
#[tokio::test]
async fn whoever_serves_folds() {
    let world = World::new().await;
    let mut desk = world.desk(1).await;
    let logged = saying(&mut desk, 1, subject(1), complaint().logged(), None);
    desk.send(&[logged]).await;
    let storage = world.storage().await;
    let folded = async {
        while !storage.unfolded().await.unwrap().is_empty() {
            tokio::task::yield_now().await;
        }
    };
    let bound = std::time::Duration::from_secs(60);
    tokio::time::timeout(bound, folded)
        .await
        .expect("it is folded");
    assert_eq!(
        world.ground.count("SELECT count(*) FROM report_call").await,
        1
    );
}

/// One site cannot be folded, by whatever damage: the reports of the others stay as new as they were.
#[tokio::test]
async fn a_site_that_cannot_be_folded_keeps_no_other_waiting() {
    let world = World::new().await;
    let mut desks = [
        world.desk_at(1, Some("muscat")).await,
        world.desk_at(2, Some("salalah")).await,
    ];
    desks.sort_by_key(|desk| desk.enrolled().site.id);
    let [first, second] = &mut desks;
    world
        .ground
        .change("CREATE UNIQUE INDEX damage ON report_call (type)")
        .await;
    let twice = [
        saying(first, 1, subject(1), complaint().logged(), None),
        saying(first, 2, subject(2), complaint().logged(), None),
    ];
    first.send(&twice).await;
    let other = Call {
        type_code: "suggestion".into(),
        ..complaint()
    };
    let once = saying(second, 3, subject(3), other.logged(), None);
    second.send(&[once]).await;
    let count = "SELECT count(*) FROM report_call WHERE type = 'suggestion'";
    let folded = async {
        while world.ground.count(count).await == 0 {
            tokio::task::yield_now().await;
        }
    };
    let bound = std::time::Duration::from_secs(60);
    tokio::time::timeout(bound, folded)
        .await
        .expect("the other site is folded");
    let unfolded = world.storage().await.unfolded().await.unwrap();
    assert_eq!(unfolded.len(), 1);
    assert_eq!(unfolded[0].site, first.enrolled().site.id);
}

/// Of what is sensitive a report says that it happened, not what it was about and where.
#[tokio::test]
async fn the_views_keep_back_what_is_sensitive() {
    let world = World::new().await;
    let mut desk = world.desk(1).await;
    let opens = |case: SubjectId| Call {
        case: Some(case),
        ..complaint()
    };
    let secret = Case {
        sensitive: true,
        ..matter(subject(3))
    };
    let links = [
        saying(&mut desk, 1, subject(1), opens(subject(11)).logged(), None),
        saying(&mut desk, 2, subject(11), matter(subject(1)).opened(), None),
        saying(&mut desk, 3, subject(2), opens(subject(12)).logged(), None),
        saying(&mut desk, 4, subject(12), secret.opened(), None),
        // Gathered by the sensitive case, though it opened none.
        saying(&mut desk, 5, subject(3), complaint().logged(), None),
        // Its case has not come yet.
        saying(&mut desk, 6, subject(4), opens(subject(14)).logged(), None),
        // Nothing but a call.
        saying(&mut desk, 7, subject(5), complaint().logged(), None),
    ];
    assert!(stored(&desk.send(&links).await));
    fold(&world).await;
    let count = async |sql: &str| world.ground.count(sql).await;
    assert_eq!(count("SELECT count(*) FROM report_v1_calls").await, 5);
    let open = "SELECT count(*) FROM report_v1_calls WHERE NOT sensitive AND wilayat = 'bawshar'";
    assert_eq!(count(open).await, 2);
    let kept_back = "SELECT count(*) FROM report_v1_calls WHERE sensitive AND wilayat IS NULL
        AND governorate = 'OM-MA' AND type = 'complaint'";
    assert_eq!(
        count(kept_back).await,
        3,
        "its own, a gathered one, one without its case yet"
    );
    let issues = "SELECT count(*) FROM report_v1_issues WHERE sub_category IS NOT NULL
        OR facility IS NOT NULL OR severity IS NOT NULL";
    assert_eq!(count(issues).await, 4, "two of each open call");
    let case = "SELECT count(*) FROM report_v1_cases WHERE sensitive AND status = 'new'
        AND reference IS NULL AND sub_category IS NULL AND facility IS NULL";
    assert_eq!(count(case).await, 1);
    let open = "SELECT calls FROM report_v1_cases WHERE reference = '26-4170-0038-5'
        AND sub_category = 'med_shortage'";
    assert_eq!(count(open).await, 1);
    assert_eq!(count("SELECT count(*) FROM report_v1_moves").await, 2);
    let behind = "SELECT last_number - folded_number FROM report_v1_sites";
    assert_eq!(count(behind).await, 0, "and says up to where it knows");
}
