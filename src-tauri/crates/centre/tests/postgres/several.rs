//! Several processes on one database, as behind one address: what any of them answered holds for all.

use std::collections::BTreeSet;
use std::time::Duration;

use centre::{Running, Waits};
use domain::entry::CentreEpoch;
use domain::id::EntryId;
use domain::wire::{EnrolAnswer, Outcome, ProblemType};

use crate::ground::Ground;
use crate::world::{Desk, World, entry, problem, read};

/// A desk that reaches the centre by this process.
fn by(desk: &Desk, process: &Running) -> Desk {
    let mut desk = desk.clone();
    desk.base = format!("http://{}", process.address());
    desk
}

/// A service manager starts them all at once on an empty database.
#[tokio::test(flavor = "multi_thread")]
async fn processes_that_start_at_once_make_one_centre() {
    let ground = Ground::new().await;
    let opening = (0..6).map(|_| {
        let storage = ground.storage();
        tokio::spawn(async move {
            let now = domain::id::Millis(1_790_000_000_000);
            let storage = storage.open(now).await.unwrap();
            let identity = storage.identity().await.unwrap();
            (identity.centre, identity.counting, identity.secret)
        })
    });
    let mut identities = Vec::new();
    for opened in opening.collect::<Vec<_>>() {
        identities.push(opened.await.unwrap());
    }
    identities.dedup();
    assert_eq!(identities.len(), 1, "one centre, whoever was first");
    assert_eq!(ground.count("SELECT count(*) FROM site").await, 1);
}

/// The heart of it: numbers without a gap and each entry once, however many write, and whoever reads
/// meanwhile never goes past a number that comes later.
#[tokio::test(flavor = "multi_thread")]
async fn one_site_is_numbered_densely_by_all() {
    let world = World::new().await;
    let processes = [world.another().await, world.another().await];
    let reader = by(&world.desk(99).await, &processes[1]);
    let mut writing = Vec::new();
    for number in 1..=6 {
        let mut desk = by(
            &world.desk(number).await,
            &processes[usize::from(number) % 2],
        );
        writing.push(tokio::spawn(async move {
            let mut numbers = Vec::new();
            for _ in 0..15 {
                let links = [desk.call("one"), desk.call("two"), desk.call("three")];
                for outcome in desk.send(&links).await {
                    match outcome {
                        Outcome::Stored { number } => numbers.push(number),
                        other => panic!("each is new: {other:?}"),
                    }
                }
            }
            numbers
        }));
    }
    // Each reading checks that no number is left out and that the running hash stands.
    while writing.iter().any(|desk| !desk.is_finished()) {
        reader.feed(50, "").await;
    }
    let mut numbers = BTreeSet::new();
    for desk in writing {
        let own = desk.await.unwrap();
        assert!(own.is_sorted(), "in the order in which they were sent");
        numbers.extend(own);
    }
    assert_eq!(numbers, (1..=270).collect(), "each number once");
    let feed = reader.feed(500, "").await;
    let ids: BTreeSet<_> = feed.iter().map(|item| item.id).collect();
    assert_eq!((feed.len(), ids.len()), (270, 270), "each entry once");
}

/// The line cut off in the middle, and the machine sends the same by another process while the first is
/// still at it.
#[tokio::test(flavor = "multi_thread")]
async fn the_same_batch_by_two_processes_is_there_once() {
    let world = World::new().await;
    let other = world.another().await;
    let mut desk = world.desk(1).await;
    for round in 0..10 {
        let links = [desk.call("one"), desk.call("two")];
        let second = by(&desk, &other);
        let (here, there) = tokio::join!(desk.send(&links), second.send(&links));
        let first = round * 2 + 1;
        let numbers = [first, first + 1];
        let stored = numbers.map(|number| Outcome::Stored { number }).to_vec();
        let duplicate = numbers.map(|number| Outcome::Duplicate { number }).to_vec();
        let both = [here, there];
        assert!(
            both.contains(&stored) && both.contains(&duplicate),
            "{both:?}"
        );
    }
    assert_eq!(desk.feed(100, "").await.len(), 20);
}

/// The same id with other content, both at once: one is told aloud, never swallowed.
#[tokio::test(flavor = "multi_thread")]
async fn of_two_contents_of_one_id_one_is_told() {
    let world = World::new().await;
    let other = world.another().await;
    let mut one = world.desk(1).await;
    let mut two = by(&world.desk(2).await, &other);
    for round in 0..10 {
        let id = EntryId::from_bytes([100 + round; 16]);
        // Each from its own chain as it stands.
        let (mut one_now, mut two_now) = (one.clone(), two.clone());
        let here = [one_now.link(id, entry(id, "as it was"))];
        let there = [two_now.link(id, entry(id, "as it was not"))];
        let (here, there) = tokio::join!(one_now.send(&here), two_now.send(&there));
        let outcomes = [here, there].concat();
        let stored = |outcome: &&Outcome| matches!(outcome, Outcome::Stored { .. });
        let told = |outcome: &&Outcome| matches!(outcome, Outcome::Mismatch);
        assert_eq!(outcomes.iter().filter(stored).count(), 1, "{outcomes:?}");
        assert_eq!(outcomes.iter().filter(told).count(), 1, "{outcomes:?}");
        // Whoever was refused goes on without it.
        if matches!(outcomes[0], Outcome::Mismatch) {
            two = two_now;
        } else {
            one = one_now;
        }
    }
    assert_eq!(one.feed(100, "").await.len(), 10, "the first stands");
}

/// Two machines that bring one code at once: it serves one.
#[tokio::test(flavor = "multi_thread")]
async fn a_code_brought_twice_at_once_serves_once() {
    let world = World::new().await;
    let other = world.another().await;
    for round in 0..5 {
        let code = world.code(None).await.code;
        let one = Desk::new(&world, 10 + round);
        let two = by(&Desk::new(&world, 20 + round), &other);
        let (here, there) = tokio::join!(one.try_enrol(&code), two.try_enrol(&code));
        let served = [&here, &there]
            .into_iter()
            .filter(|told| told.status.is_success());
        assert_eq!(served.count(), 1, "{} and {}", here.status, there.status);
        let refused = if here.status.is_success() {
            there
        } else {
            here
        };
        assert_eq!(problem(&refused), ProblemType::CodeUsed);
    }
}

/// A copied disk with a key of its own, enrolled at the same moment as the machine it was copied from.
#[tokio::test(flavor = "multi_thread")]
async fn of_two_keys_of_one_machine_one_comes_in() {
    let world = World::new().await;
    let other = world.another().await;
    let one = Desk::new(&world, 1);
    let mut two = by(&one, &other);
    two.key = ed25519_dalek::SigningKey::from_bytes(&[99; 32]);
    let (first, second) = (world.code(None).await.code, world.code(None).await.code);
    let (here, there) = tokio::join!(one.try_enrol(&first), two.try_enrol(&second));
    let both = [here, there];
    let (served, refused): (Vec<_>, Vec<_>) =
        both.iter().partition(|told| told.status.is_success());
    assert_eq!(served.len(), 1, "one of the two");
    let _served: EnrolAnswer = read(served[0]);
    assert_eq!(problem(refused[0]), ProblemType::OtherKey);
}

/// After a restore all machines say hello at once, to all processes: one restore, one counting.
#[tokio::test(flavor = "multi_thread")]
async fn one_loss_opens_one_counting() {
    let world = World::new().await;
    let other = world.another().await;
    let desk = world.desk(1).await;
    let told = CentreEpoch {
        ordinal: 7,
        ..desk.hello(None, &[]).await.epoch
    };
    let mut hellos = Vec::new();
    for at in 0..8 {
        let desk = if at % 2 == 0 {
            desk.clone()
        } else {
            by(&desk, &other)
        };
        hellos.push(tokio::spawn(async move {
            desk.hello(Some(told), &[]).await.epoch
        }));
    }
    let mut countings = BTreeSet::new();
    for hello in hellos {
        let counting = hello.await.unwrap();
        countings.insert((counting.ordinal, counting.id));
    }
    assert_eq!(countings.len(), 1, "{countings:?}");
    assert_eq!(countings.first().unwrap().0, 8);
}

/// A session that made its plans for empty tables reads all of a site for each link, until the server has
/// figures; a backlog comes in before the server takes them by itself.
#[tokio::test(flavor = "multi_thread")]
async fn a_backlog_is_not_planned_for_empty_tables() {
    let world = World::new().await;
    let mut desk = world.desk(1).await;
    let links: Vec<_> = (0..100).map(|_| desk.call("of a backlog")).collect();
    desk.send(&links).await;
    let figures = "SELECT count(*) FROM pg_class
                   WHERE relname IN ('entry', 'feed', 'link') AND reltuples >= 100";
    let taken = async {
        while world.ground.count(figures).await < 3 {
            tokio::task::yield_now().await;
        }
    };
    let long_before_the_server = Duration::from_secs(20);
    tokio::time::timeout(long_before_the_server, taken)
        .await
        .expect("figures are taken");
}

/// Somebody's forgotten transaction at one site: that site is told to come again, in time, and nobody else
/// notices.
#[tokio::test]
async fn sites_do_not_wait_for_each_other() {
    let waits = Waits {
        lock: Duration::from_secs(1),
        ..Waits::default()
    };
    let world = World::on(Ground::with(waits).await).await;
    let (mut here, mut there) = (
        world.desk_at(1, Some("A")).await,
        world.desk_at(2, Some("B")).await,
    );
    let session = world.ground.session().await;
    session
        .batch_execute("BEGIN; SELECT FROM site WHERE name = 'A' FOR UPDATE")
        .await
        .unwrap();
    let (call, other) = (here.call("one"), there.call("two"));
    assert_eq!(
        there.send(&[other]).await,
        vec![Outcome::Stored { number: 1 }]
    );
    let busy = here.try_send(std::slice::from_ref(&call)).await;
    assert_eq!(problem(&busy), ProblemType::Unavailable);
    assert!(busy.header("retry-after").parse::<u32>().unwrap() >= 1);
    session.batch_execute("ROLLBACK").await.unwrap();
    assert_eq!(
        here.send(&[call]).await,
        vec![Outcome::Stored { number: 1 }]
    );
}

/// A stuck site with many machines: they wait for one another and not on the connections that others need.
#[tokio::test(flavor = "multi_thread")]
async fn a_stuck_site_does_not_take_all_connections() {
    let waits = Waits {
        connections: 4,
        lock: Duration::from_secs(2),
        ..Waits::default()
    };
    let world = World::on(Ground::with(waits).await).await;
    let mut there = world.desk_at(50, Some("B")).await;
    let mut waiting = Vec::new();
    let session = world.ground.session().await;
    let mut stuck = Vec::new();
    for number in 1..=8 {
        stuck.push(world.desk_at(number, Some("A")).await);
    }
    session
        .batch_execute("BEGIN; SELECT FROM site WHERE name = 'A' FOR UPDATE")
        .await
        .unwrap();
    for mut desk in stuck {
        waiting.push(tokio::spawn(async move {
            let call = desk.call("waits");
            problem(&desk.try_send(&[call]).await)
        }));
    }
    let blocked = "SELECT count(*) FROM pg_stat_activity
                   WHERE datname = current_database() AND wait_event_type = 'Lock'";
    while world.ground.count(blocked).await == 0 {
        tokio::task::yield_now().await;
    }
    for number in 1..=5 {
        let call = there.call("of another site");
        assert_eq!(
            there.send(&[call]).await,
            vec![Outcome::Stored { number }],
            "others notice nothing"
        );
    }
    for waited in waiting {
        assert_eq!(waited.await.unwrap(), ProblemType::Unavailable);
    }
}

/// All connections in use: whoever comes is told so in time, instead of waiting without an end.
#[tokio::test(flavor = "multi_thread")]
async fn a_full_pool_says_so() {
    let waits = Waits {
        connections: 1,
        connection: Duration::from_secs(2),
        lock: Duration::from_secs(60),
        ..Waits::default()
    };
    let world = World::on(Ground::with(waits).await).await;
    let mut desk = world.desk(1).await;
    let session = world.ground.session().await;
    session
        .batch_execute("BEGIN; SELECT FROM site FOR UPDATE")
        .await
        .unwrap();
    let call = desk.call("waits for the lock");
    let (away, link) = (desk.clone(), call.clone());
    let waiting = tokio::spawn(async move { away.send(&[link]).await });
    let blocked = "SELECT count(*) FROM pg_stat_activity
                   WHERE datname = current_database() AND wait_event_type = 'Lock'";
    while world.ground.count(blocked).await == 0 {
        tokio::task::yield_now().await;
    }
    let ready = world.http.get(format!("{}/readyz", world.base)).send();
    assert_eq!(problem(&ready.await.unwrap()), ProblemType::Unavailable);
    session.batch_execute("ROLLBACK").await.unwrap();
    let outcome = waiting.await.unwrap();
    assert_eq!(outcome, vec![Outcome::Stored { number: 1 }]);
}
