//! The server goes and comes back, or undoes what was begun: nothing is lost, nothing is there twice, and
//! nobody is told what did not happen.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use centre::Waits;
use domain::wire::{Outcome, ProblemType, SentLink};

use crate::cluster::Cluster;
use crate::ground::Ground;
use crate::line::Told;
use crate::process::{Serving, enrolled};
use crate::world::{Desk, World, problem};

/// Ends all other sessions on this database, as a failing network or an administrator does.
const END_SESSIONS: &str = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()";

/// Sends until it is answered with success, as machines do; every other answer must say: come again. Who asks without a
/// pause for as long as a server takes to start on a busy computer is told that too.
async fn send_through(desk: &Desk, link: &SentLink) -> Outcome {
    for _ in 0..100_000 {
        let told: Told = desk.try_send(std::slice::from_ref(link)).await;
        if told.status.is_success() {
            let answer: domain::wire::EntriesAnswer = told.json();
            return answer.results[0].read().unwrap();
        }
        let why = problem(&told);
        let again = matches!(why, ProblemType::Unavailable | ProblemType::TooMany);
        assert!(again, "come again, not {why:?}");
    }
    panic!("it does not come back");
}

/// All that was sent is there once and in order, whatever of it was answered.
async fn check(desk: &Desk, sent: &[SentLink]) {
    let feed = desk.feed(500, "").await;
    let there: Vec<_> = feed.iter().map(|item| item.id).collect();
    let expected: Vec<_> = sent.iter().map(|link| link.id).collect();
    assert_eq!(there, expected, "each once, in order");
}

/// Sessions end in the middle of whatever they are at: before a commit, after it, before its answer.
#[tokio::test(flavor = "multi_thread")]
async fn sessions_that_are_ended_lose_nothing() {
    let world = World::new().await;
    let mut desk = world.desk(1).await;
    let (reader, ended) = (desk.clone(), world.ground.session().await);
    let ending = tokio::spawn(async move {
        let mut count = 0;
        loop {
            let row = ended.query_one(END_SESSIONS, &[]).await.unwrap();
            count += row.get::<_, i64>(0);
            if count > 60 {
                return count;
            }
            tokio::task::yield_now().await;
        }
    });
    let mut sent = Vec::new();
    while !ending.is_finished() {
        let call = desk.call("through it all");
        let number = sent.len() as u64 + 1;
        let outcome = send_through(&desk, &call).await;
        let known = [Outcome::Stored { number }, Outcome::Duplicate { number }];
        assert!(known.contains(&outcome), "{outcome:?}");
        sent.push(call);
        if sent.len() > 200 {
            break;
        }
    }
    ending.await.unwrap();
    check(&reader, &sent).await;
}

/// The server crashes and is started again, under a centre that goes on serving.
#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_comes_back_is_found_again() {
    let cluster: &'static Cluster = Box::leak(Box::new(Cluster::own()));
    let ground = Ground::on(cluster, Waits::default()).await;
    let world = World::on(ground).await;
    let mut desk = world.desk(1).await;
    let mut sent = Vec::new();
    for round in 0..3 {
        for _ in 0..5 {
            let call = desk.call("before the crash");
            send_through(&desk, &call).await;
            sent.push(call);
        }
        let call = desk.call("into the crash");
        let (away, link) = (desk.clone(), call.clone());
        let sending = tokio::spawn(async move { send_through(&away, &link).await });
        tokio::task::spawn_blocking(|| cluster.crash())
            .await
            .unwrap();
        let ready = world.http.get(format!("{}/readyz", world.base)).send();
        let refused = problem(&ready.await.unwrap());
        assert_eq!(refused, ProblemType::Unavailable, "round {round}");
        tokio::task::spawn_blocking(|| cluster.start())
            .await
            .unwrap();
        sending.await.unwrap();
        sent.push(call);
    }
    check(&desk, &sent).await;
}

/// Processes die and are started again under machines that send by whichever of them answers.
#[tokio::test(flavor = "multi_thread")]
async fn processes_that_die_lose_nothing() {
    let mut world = World::new().await;
    let mut senders = Vec::new();
    let address = Arc::new(Mutex::new(world.base.clone()));
    for number in 1..=3 {
        let mut desk = world.desk(number).await;
        let address = Arc::clone(&address);
        senders.push(tokio::spawn(async move {
            let mut sent = Vec::new();
            for _ in 0..40 {
                let call = desk.call("through it all");
                let outcome = loop {
                    desk.base.clone_from(&address.lock().unwrap());
                    let answer = desk.try_send_if_there(std::slice::from_ref(&call)).await;
                    match answer {
                        Some(outcomes) => break outcomes[0].clone(),
                        None => tokio::task::yield_now().await,
                    }
                };
                let known = matches!(outcome, Outcome::Stored { .. } | Outcome::Duplicate { .. });
                assert!(known, "{outcome:?}");
                sent.push(call.id);
            }
            sent
        }));
    }
    let mut deaths = 0;
    while senders.iter().any(|sender| !sender.is_finished()) {
        let next = world.another().await;
        // What the old one is at when it dies is whatever it is at.
        let there = format!("http://{}", next.address());
        address.lock().unwrap().clone_from(&there);
        world.kill();
        world.take(next);
        deaths += 1;
    }
    assert!(deaths > 5, "they died {deaths} times");
    let mut expected = BTreeMap::new();
    for (at, sender) in senders.into_iter().enumerate() {
        expected.insert(at, sender.await.unwrap());
    }
    let feed = world.desk(99).await.feed(500, "").await;
    assert_eq!(feed.len(), 120, "each once");
    for sent in expected.into_values() {
        let own = feed.iter().filter(|item| sent.contains(&item.id));
        let own: Vec<_> = own.map(|item| item.id).collect();
        assert_eq!(own, sent, "in the order of its chain");
    }
}

/// A machine that hangs up in the middle leaves no transaction open behind it.
#[tokio::test(flavor = "multi_thread")]
async fn who_hangs_up_leaves_nothing_open() {
    let world = World::new().await;
    let mut desk = world.desk(1).await;
    let call = desk.call("hangs up");
    for round in 0..60 {
        let (away, link) = (desk.clone(), call.clone());
        let sending = tokio::spawn(async move { away.try_send_if_there(&[link]).await });
        for _ in 0..round {
            tokio::task::yield_now().await;
        }
        sending.abort();
    }
    let outcome = send_through(&desk, &call).await;
    let known = [
        Outcome::Stored { number: 1 },
        Outcome::Duplicate { number: 1 },
    ];
    assert!(known.contains(&outcome), "{outcome:?}");
    let open = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
                AND pid <> pg_backend_pid() AND xact_start IS NOT NULL";
    let closed = async {
        while world.ground.count(open).await > 0 {
            tokio::task::yield_now().await;
        }
    };
    let before_the_server_ends_it = Duration::from_secs(20);
    tokio::time::timeout(before_the_server_ends_it, closed)
        .await
        .expect("no transaction stays open");
    check(&desk, &[call]).await;
}

/// Makes every new link fail with this SQLSTATE, the first so many times.
async fn fail(world: &World, code: &str, times: u32) {
    let sql = format!(
        "CREATE SEQUENCE failed;
         CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$
         BEGIN
             IF nextval('failed') <= {times} THEN
                 RAISE EXCEPTION 'planted' USING ERRCODE = '{code}';
             END IF;
             RETURN NULL;
         END $$;
         CREATE TRIGGER fail AFTER INSERT ON link EXECUTE FUNCTION fail()"
    );
    let session = world.ground.session().await;
    session.batch_execute(&sql).await.unwrap();
}

async fn stop_failing(world: &World) {
    let sql = "DROP TRIGGER fail ON link; DROP FUNCTION fail; DROP SEQUENCE failed";
    let session = world.ground.session().await;
    session.batch_execute(sql).await.unwrap();
}

/// A deadlock or a serialisation failure was undone for another's sake: begun again, it comes about.
#[tokio::test]
async fn what_the_server_undid_is_begun_again() {
    let world = World::new().await;
    let mut desk = world.desk(1).await;
    for (number, code) in [(1, "40001"), (2, "40P01")] {
        fail(&world, code, 2).await;
        let call = desk.call("in the end");
        assert_eq!(desk.send(&[call]).await, vec![Outcome::Stored { number }]);
        stop_failing(&world).await;
    }
}

/// What the server cannot do is told by what can be done about it, and has left nothing behind.
#[tokio::test]
async fn what_fails_is_told_and_leaves_nothing() {
    let world = World::new().await;
    let mut desk = world.desk(1).await;
    let call = desk.call("in the end");
    for (code, told) in [
        ("40001", ProblemType::Unavailable),
        ("53100", ProblemType::NoRoom),
        ("53200", ProblemType::Unavailable),
        ("57P03", ProblemType::Unavailable),
        ("25006", ProblemType::Unavailable),
        ("XX001", ProblemType::Internal),
    ] {
        fail(&world, code, 1_000).await;
        let refused = problem(&desk.try_send(std::slice::from_ref(&call)).await);
        assert_eq!(refused, told, "{code}");
        stop_failing(&world).await;
        assert!(desk.feed(10, "").await.is_empty(), "nothing is left of it");
    }
    assert_eq!(
        desk.send(&[call]).await,
        vec![Outcome::Stored { number: 1 }]
    );
}

/// A statement that takes for ever ends at its bound.
#[tokio::test]
async fn a_statement_that_hangs_is_ended() {
    let waits = Waits {
        // Long enough for everything else on a busy machine.
        statement: Duration::from_secs(3),
        ..Waits::default()
    };
    let world = World::on(Ground::with(waits).await).await;
    let mut desk = world.desk(1).await;
    let call = desk.call("one");
    let session = world.ground.session().await;
    let sql = "CREATE FUNCTION hang() RETURNS trigger LANGUAGE plpgsql AS $$
               BEGIN PERFORM pg_sleep(600); RETURN NULL; END $$;
               CREATE TRIGGER hang AFTER INSERT ON link EXECUTE FUNCTION hang()";
    session.batch_execute(sql).await.unwrap();
    let refused = problem(&desk.try_send(std::slice::from_ref(&call)).await);
    assert_eq!(refused, ProblemType::Unavailable);
    session
        .batch_execute("DROP TRIGGER hang ON link")
        .await
        .unwrap();
    assert_eq!(
        desk.send(&[call]).await,
        vec![Outcome::Stored { number: 1 }]
    );
}

/// PostgreSQL's own words about a row that it refuses hold the whole row.
#[tokio::test]
async fn no_log_holds_a_row() {
    const NAME: &str = "Salim-al-Planted";
    let ground = Ground::new().await;
    let serving = Serving::start(&ground);
    let mut desk = enrolled(&ground, &serving, 1).await;
    let session = ground.session().await;
    session
        .batch_execute("ALTER TABLE entry ADD CONSTRAINT planted CHECK (kind <> 'call.logged')")
        .await
        .unwrap();
    let refused = desk.call(NAME);
    let told = problem(&desk.try_send(&[refused]).await);
    assert_eq!(told, ProblemType::Internal);
    let log = serving.terminate();
    assert!(log.contains("23514"), "what it was is logged: {log}");
    let hex: String = NAME.bytes().map(|byte| format!("{byte:02x}")).collect();
    for planted in [NAME, hex.get(..16).unwrap()] {
        assert!(!log.contains(planted), "and what it held is not: {log}");
    }
}
