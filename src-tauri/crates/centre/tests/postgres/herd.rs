//! After an outage all machines of a ministry come back at once. Each is let in, waits where it is told to, and
//! brings what it has: all of it, each entry once. Small in the suite; `cargo xtask herd` lets 1,000 machines
//! with 100 entries each come, and prints how long they waited.

use std::time::{Duration, Instant};

use centre::{Enrolment, Storage};
use domain::id::{EntryId, Epoch, MachineId, Millis, SubjectId};
use domain::link::epoch_root;
use domain::wire::{EnrolAnswer, EntriesAnswer, Outcome, SentLink, TokenAnswer};
use ed25519_dalek::SigningKey;

use crate::ground::Ground;
use crate::line::Line;
use crate::report::{complaint, fold, saying_as};
use crate::world::{Desk, World, problem, read};

/// Machines and entries of each in the suite.
const FEW: (u32, u32) = (12, 60);
/// Entries of the first batch, as a machine begins after an outage.
const FIRST_BATCH: usize = 100;
/// Entries of a batch at most.
const MAX_BATCH: usize = 500;
/// Tries of one batch after which a machine has waited without end.
const MAX_TRIES: u32 = 200;

fn asked(name: &str, few: u32) -> u32 {
    let asked = std::env::var(name).ok();
    asked.map_or(few, |asked| asked.parse().expect("a number"))
}

/// A machine that was let in before the outage.
async fn machine(world: &World, storage: &dyn Storage, number: u32) -> Desk {
    let mut bytes = [0xA5; 16];
    bytes[..4].copy_from_slice(&number.to_be_bytes());
    let mut desk = Desk::by_line(Line, world.base.clone(), 0);
    desk.machine = MachineId::from_bytes(bytes);
    desk.epoch = Epoch::from_bytes(bytes);
    desk.prev = epoch_root(desk.machine, desk.epoch, None);
    desk.key = SigningKey::from_bytes(&[7; 32]);
    let issued = world.code(Some("herd")).await;
    let identity = storage.identity().await.unwrap();
    let (token, token_digest) = centre::new_token(&identity.secret).unwrap();
    let expires = Millis(i64::MAX);
    let enrolment = Enrolment {
        code_name: issued.code.key(),
        code_digest: issued.code.digest(),
        machine: desk.machine,
        public_key: desk.key.verifying_key().to_bytes(),
        machine_name: format!("desk {number}"),
        token: token_digest,
        token_expires_at: expires,
        now: Millis(1_790_000_000_000),
    };
    let site = storage.enrol(enrolment).await.unwrap().unwrap();
    desk.enrolled = Some(EnrolAnswer {
        centre: identity.centre,
        epoch: identity.counting,
        site,
        token: TokenAnswer { token, expires },
        endpoints: vec![],
        ca: vec![],
        keys: None,
    });
    desk
}

/// Calls of a machine, one an entry.
fn calls(desk: &mut Desk, number: u32, many: u32) -> Vec<SentLink> {
    let id = |what: u8, made: u32| {
        let mut id = [what; 16];
        id[..4].copy_from_slice(&number.to_be_bytes());
        id[4..8].copy_from_slice(&made.to_be_bytes());
        id
    };
    let one = |made| {
        let entry = EntryId::from_bytes(id(1, made));
        let call = SubjectId::from_bytes(id(2, made));
        saying_as(desk, entry, call, complaint().logged(), None)
    };
    (0..many).map(one).collect()
}

/// How a machine fared.
struct Fared {
    took: Duration,
    longest_request: Duration,
    /// Requests that were told to come again.
    told_to_wait: u32,
}

/// Brings everything, as often as it is told to come again.
async fn bring(desk: Desk, links: Vec<SentLink>, first: usize) -> Fared {
    let began = Instant::now();
    let mut fared = Fared {
        took: Duration::ZERO,
        longest_request: Duration::ZERO,
        told_to_wait: 0,
    };
    let (mut rest, mut size, mut tries) = (links.as_slice(), first, 0);
    while !rest.is_empty() {
        let (batch, behind) = rest.split_at(size.min(rest.len()));
        let asked = Instant::now();
        let told = desk.try_send(batch).await;
        fared.longest_request = fared.longest_request.max(asked.elapsed());
        if told.status == 200 {
            let answer: EntriesAnswer = read(&told);
            let is_in = |outcome: Option<Outcome>| {
                matches!(
                    outcome,
                    Some(Outcome::Stored { .. } | Outcome::Duplicate { .. })
                )
            };
            let all = answer.results.iter().all(|result| is_in(result.read()));
            assert!(all && answer.results.len() == batch.len(), "all are taken");
            (rest, size, tries) = (behind, (size * 2).min(MAX_BATCH), 0);
            continue;
        }
        let kind = problem(&told);
        assert!(matches!(kind.status(), 429 | 503), "{kind:?}");
        let wait: u64 = told.header("retry-after").parse().unwrap();
        assert!((1..=60).contains(&wait), "bounded: {wait} s");
        (fared.told_to_wait, tries) = (fared.told_to_wait + 1, tries + 1);
        assert!(tries < MAX_TRIES, "nobody waits without end");
        // Not all at the same moment again: by the machine's own number.
        let jitter = u64::from(desk.machine.to_bytes()[3]) * 4;
        tokio::time::sleep(Duration::from_millis(wait * 1_000 + jitter)).await;
    }
    fared.took = began.elapsed();
    fared
}

fn at(sorted: &[Duration], percent: usize) -> Duration {
    sorted[(sorted.len() - 1) * percent / 100]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_herd_that_comes_back_is_taken_in_whole() {
    let machines = asked("NIDA_HERD_MACHINES", FEW.0);
    let entries = asked("NIDA_HERD_ENTRIES", FEW.1);
    let all = machines * entries;
    let world = World::on(Ground::new().await).await;
    let storage = world.storage().await;
    let mut herd = Vec::new();
    for number in 0..machines {
        let mut desk = machine(&world, storage.as_ref(), number).await;
        let links = calls(&mut desk, number, entries);
        herd.push((desk, links));
    }
    let began = Instant::now();
    let coming = herd.into_iter();
    let coming = coming.map(|(desk, links)| tokio::spawn(bring(desk, links, FIRST_BATCH)));
    let coming: Vec<_> = coming.collect();
    let mut fared = Vec::new();
    for one in coming {
        fared.push(one.await.unwrap());
    }
    let took = began.elapsed();
    for (sql, what) in [
        ("SELECT count(*) FROM entry", "each is there"),
        ("SELECT count(DISTINCT id) FROM entry", "once"),
        ("SELECT max(number) FROM entry", "numbered without a gap"),
        ("SELECT count(*) FROM link", "and so is each link"),
        ("SELECT count(*) FROM feed", "and the feed gives each"),
    ] {
        assert_eq!(world.ground.count(sql).await, i64::from(all), "{what}");
    }
    let folding = Instant::now();
    fold(&world).await;
    let folded = folding.elapsed();
    let reported = "SELECT count(*) FROM report_v1_calls";
    assert_eq!(world.ground.count(reported).await, i64::from(all));

    // The same entries as one stream of one machine, into a database of its own.
    let alone = World::on(Ground::new().await).await;
    let beside = alone.storage().await;
    let mut desk = machine(&alone, beside.as_ref(), 0).await;
    let links = calls(&mut desk, 0, all);
    let stream = bring(desk, links, MAX_BATCH).await.took;

    let mut waited: Vec<_> = fared.iter().map(|one| one.took).collect();
    waited.sort_unstable();
    let longest = fared.iter().map(|one| one.longest_request).max();
    let told: u32 = fared.iter().map(|one| one.told_to_wait).sum();
    println!(
        "herd: {machines} machines with {entries} entries each: {:.1} s, {:.0} entries/s; as one stream {:.1} s, \
         ratio {:.2}; a machine P50 {:.1} s, P99 {:.1} s, slowest {:.1} s; longest request {:.1} s; told to come \
         again {told} times; folded for reporting {:.1} s later",
        took.as_secs_f64(),
        f64::from(all) / took.as_secs_f64(),
        stream.as_secs_f64(),
        took.as_secs_f64() / stream.as_secs_f64(),
        at(&waited, 50).as_secs_f64(),
        at(&waited, 99).as_secs_f64(),
        at(&waited, 100).as_secs_f64(),
        longest.unwrap_or_default().as_secs_f64(),
        folded.as_secs_f64(),
    );
}
