//! Who asks without end, makes tokens up, or begins bodies and never ends them: others notice nothing of it.

use std::collections::BTreeMap;

use centre::{ExportToken, NewExportToken, NewToken, What};
use domain::id::Millis;
use domain::wire::{MAX_HOLDS, Outcome, ProblemType};
use sha2::{Digest as _, Sha256};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::world::{World, problem};

const JSON: &str = "application/json";

/// Asks so often with this token, many at once; answers how often it was told what.
async fn ask_often(world: &World, token: &str, times: usize) -> BTreeMap<u16, usize> {
    const AT_ONCE: usize = 50;
    let mut told = BTreeMap::new();
    let mut asking = tokio::task::JoinSet::new();
    for _ in 0..AT_ONCE {
        let (http, url) = (world.http.clone(), format!("{}/v1/feed", world.base));
        let token = token.to_owned();
        asking.spawn(async move {
            let mut told = Vec::new();
            for _ in 0..times.div_ceil(AT_ONCE) {
                let asked = http.get(&url).bearer_auth(&token).send().await;
                told.push(asked.unwrap().status.as_u16());
            }
            told
        });
    }
    while let Some(statuses) = asking.join_next().await {
        for status in statuses.unwrap() {
            *told.entry(status).or_default() += 1;
        }
    }
    told
}

/// Whoever makes tokens up keeps nobody from renewing theirs, and the storage is not asked about more of them than it
/// can bear.
#[tokio::test(flavor = "multi_thread")]
async fn tokens_that_were_made_up_cost_others_nothing() {
    // More than strangers may ask at once.
    const OFTEN: usize = 2_500;
    let world = World::new().await;
    let mut desk = world.desk(1).await;
    let mut forged = desk.enrolled().token.token.clone();
    let last = forged.pop();
    forged.push(if last == Some('A') { 'B' } else { 'A' });
    let told = ask_often(&world, &forged, OFTEN).await;
    assert_eq!(
        told,
        BTreeMap::from([(401, OFTEN)]),
        "all of it was seen through"
    );
    desk.renew().await;

    // Of the form that tokens had before they carried a proof: only the storage knows.
    let told = ask_often(&world, &"A".repeat(43), OFTEN).await;
    assert!(told.get(&429).is_some_and(|often| *often > 0), "{told:?}");
    desk.renew().await;
    assert_eq!(desk.get("/v1/feed").await.status, 200);
}

/// A centre that was upgraded goes on with the tokens that it gave before: those of machines for an hour, those for
/// exports until they are revoked.
#[tokio::test]
async fn tokens_without_a_proof_are_good_as_before() {
    let world = World::new().await;
    let mut desk = world.desk(1).await;
    let (storage, bare) = (world.storage().await, format!("{}A", "B".repeat(42)));
    let digest = Sha256::digest(&bare).into();
    let token = NewToken {
        digest,
        site: desk.enrolled().site.id,
        machine: desk.machine,
        expires_at: Millis(world.now().0 + 1_000),
        now: world.now(),
    };
    storage.keep_token(token).await.unwrap();
    desk.enrolled.as_mut().unwrap().token.token = bare;
    assert_eq!(desk.get("/v1/feed").await.status, 200);
    world.clock.forward(1_000);
    let refused = problem(&desk.get("/v1/feed").await);
    assert_eq!(refused, ProblemType::Unauthenticated);

    let bare = format!("{}A", "C".repeat(42));
    let kept = ExportToken {
        name: "of before".into(),
        site: desk.enrolled().site.id,
        tables: What::ALL.to_vec(),
        made_at: world.now(),
        revoked_at: None,
    };
    let digest = Sha256::digest(&bare).into();
    let new = NewExportToken {
        digest,
        token: kept,
    };
    storage.keep_export_token(new).await.unwrap().unwrap();
    let told = crate::export::get(&world, "calls", &bare).await;
    assert_eq!(told.status, 200);
}

/// Begins a request whose body never comes, and waits until the centre has said something: that it wants the body, or
/// that it takes none.
async fn begin(world: &World, path: &str, token: Option<&str>) -> (TcpStream, String) {
    let address = world.base.trim_start_matches("http://");
    let mut line = TcpStream::connect(address).await.unwrap();
    let token = token.map_or(String::new(), |token| {
        format!("authorization: Bearer {token}\r\n")
    });
    let head = format!(
        "POST {path} HTTP/1.1\r\nhost: x\r\n{token}content-type: {JSON}\r\ncontent-length: 100\r\n\
         expect: 100-continue\r\n\r\n"
    );
    line.write_all(head.as_bytes()).await.unwrap();
    let mut answer = [0; 12];
    line.read_exact(&mut answer).await.unwrap();
    let answer = String::from_utf8_lossy(&answer).into_owned();
    (line, answer)
}

/// A stranger needs no token to begin a body and let it drip. That must not take the room of those who bring calls.
#[tokio::test]
async fn bodies_of_strangers_keep_no_machine_waiting() {
    let world = World::new().await;
    let mut desk = world.desk(1).await;
    let mut dripping = Vec::new();
    let full = loop {
        let (line, said) = begin(&world, "/v1/token", None).await;
        if said != "HTTP/1.1 100" {
            break said;
        }
        dripping.push(line);
        assert!(dripping.len() <= 500, "they are bounded too");
    };
    assert_eq!(full, "HTTP/1.1 503");
    let call = desk.call("comes through");
    assert_eq!(desk.send(&[call]).await, [Outcome::Stored { number: 1 }]);
}

/// A machine gone wild begins one batch after the other and ends none: the others have room all the same.
#[tokio::test]
async fn bodies_of_one_machine_keep_no_other_waiting() {
    let world = World::new().await;
    let (wild, mut calm) = (world.desk(1).await, world.desk(2).await);
    let token = wild.enrolled().token.token.clone();
    let mut begun = Vec::new();
    let full = loop {
        let (line, said) = begin(&world, "/v1/entries", Some(&token)).await;
        if said != "HTTP/1.1 100" {
            break said;
        }
        begun.push(line);
    };
    assert_eq!(full, "HTTP/1.1 503");
    let call = calm.call("comes through");
    assert_eq!(calm.send(&[call]).await, [Outcome::Stored { number: 1 }]);
    // One that ends makes room for the next.
    begun.clear();
    let mut wild = wild;
    let call = wild.call("calm again");
    let again = async {
        loop {
            let told = wild.try_send(std::slice::from_ref(&call)).await;
            if told.status == 200 {
                break;
            }
            tokio::task::yield_now().await;
        }
    };
    let bound = std::time::Duration::from_secs(60);
    let taken = tokio::time::timeout(bound, again).await;
    taken.expect("its places are free again");
}

/// What strangers say is short: whoever sends them megabytes is told so before they are taken in.
#[tokio::test]
async fn bodies_of_strangers_are_short() {
    let world = World::new().await;
    for path in ["/v1/token", "/v1/enrol"] {
        let asking = world.http.post(format!("{}{path}", world.base));
        let asking = asking.header("content-type", JSON);
        let told = asking.body(vec![b' '; 100_000]).send().await.unwrap();
        assert_eq!(problem(&told), ProblemType::TooLarge, "{path}");
    }
}

/// Nobody is known before the end of their head: it must not take memory without end.
#[tokio::test]
async fn heads_without_end_are_refused() {
    let world = World::new().await;
    let desk = world.desk(1).await;
    let holds = format!("{}.{}", desk.epoch, 1);
    let holds = vec![holds; MAX_HOLDS].join(",");
    let longest = desk.get(&format!("/v1/feed?after=0&holds={holds}")).await;
    assert_eq!(longest.status, 200, "the longest that a machine asks");
    let endless = desk.with_token(world.http.get(desk.url("/v1/feed")));
    let told = endless
        .header("x-endless", &"x".repeat(200_000))
        .send()
        .await;
    // Or it was hung up on while it went on.
    let served = told.is_ok_and(|told| told.status != 431);
    assert!(!served);
}
