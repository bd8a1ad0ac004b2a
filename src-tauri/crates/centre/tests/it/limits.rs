//! What a hostile or broken client gets: a problem of a fixed type, and nothing is taken from others.

use std::io::Write as _;

use centre::{Config, ServeError, serve};
use domain::wire::{
    MAX_BATCH_LINKS, MAX_BODY_BYTES, MAX_UNPACKED_BYTES, Outcome, PROTOCOL_HEADER, ProblemType,
};
use flate2::Compression;
use flate2::write::GzEncoder;
use tempfile::TempDir;

use crate::line::Told;
use crate::world::{Desk, World, problem};

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

struct Sent<'a> {
    kind: &'a str,
    encoding: Option<&'a str>,
    body: Vec<u8>,
}

async fn entries(desk: &Desk, world: &World, sent: Sent<'_>) -> Told {
    let request = world
        .http
        .post(desk.url("/v1/entries"))
        .header("content-type", sent.kind);
    let request = match sent.encoding {
        Some(encoding) => request.header("content-encoding", encoding),
        None => request,
    };
    desk.with_token(request)
        .body(sent.body)
        .send()
        .await
        .unwrap()
}

const JSON: &str = "application/json";

#[tokio::test]
async fn gzip_is_taken() {
    let world = World::new().await;
    let mut desk = world.desk(1).await;
    let request = domain::wire::EntriesRequest {
        links: vec![desk.call("packed")],
    };
    let body = gzip(&serde_json::to_vec(&request).unwrap());
    let sent = Sent {
        kind: "application/json; charset=utf-8",
        encoding: Some("gzip"),
        body,
    };
    let answer: domain::wire::EntriesAnswer =
        crate::world::read(&entries(&desk, &world, sent).await);
    assert_eq!(
        answer.results[0].read(),
        Some(Outcome::Stored { number: 1 })
    );
}

/// A pack may be cut by whatever stands between, in whole HTTP: it is refused as a whole, wherever it was cut, and the
/// same batch is taken afterwards.
#[tokio::test]
async fn a_pack_that_was_cut_leaves_nothing() {
    let world = World::new().await;
    let mut desk = world.desk(1).await;
    let links: Vec<_> = (0..3).map(|_| desk.call("packed")).collect();
    let request = domain::wire::EntriesRequest {
        links: links.clone(),
    };
    let whole = gzip(&serde_json::to_vec(&request).unwrap());
    // Each machine may ask so often at once.
    for length in (0..whole.len()).step_by(whole.len() / 100 + 1) {
        let sent = Sent {
            kind: JSON,
            encoding: Some("gzip"),
            body: whole[..length].to_vec(),
        };
        let refused = problem(&entries(&desk, &world, sent).await);
        assert_eq!(refused, ProblemType::Malformed, "cut at {length}");
    }
    assert_eq!(desk.feed(10, "").await, [], "nothing of it is there");
    let outcomes = desk.send(&links).await;
    let stored = |number| Outcome::Stored { number };
    assert_eq!(outcomes, [stored(1), stored(2), stored(3)]);
}

#[tokio::test]
async fn what_cannot_be_taken_is_named() {
    let world = World::new().await;
    let desk = world.desk(1).await;
    let bomb = gzip(&vec![b' '; MAX_UNPACKED_BYTES + 1]);
    assert!(bomb.len() < 100_000, "it is small on the line");
    let deep = format!("{{\"links\":{}", "[".repeat(200_000)).into_bytes();
    for (kind, encoding, body, expected) in [
        (JSON, Some("gzip"), bomb, ProblemType::TooLarge),
        (
            JSON,
            None,
            vec![b' '; MAX_BODY_BYTES + 1],
            ProblemType::TooLarge,
        ),
        (
            JSON,
            Some("gzip"),
            b"not gzip".to_vec(),
            ProblemType::Malformed,
        ),
        (
            JSON,
            Some("br"),
            b"{}".to_vec(),
            ProblemType::WrongMediaType,
        ),
        (
            "text/plain",
            None,
            b"{}".to_vec(),
            ProblemType::WrongMediaType,
        ),
        (JSON, None, deep, ProblemType::Malformed),
        (
            JSON,
            None,
            b"{\"links\":[{}]}".to_vec(),
            ProblemType::Malformed,
        ),
        (JSON, None, b"\xff\xfe".to_vec(), ProblemType::Malformed),
        (JSON, None, vec![], ProblemType::Malformed),
    ] {
        let sent = Sent {
            kind,
            encoding,
            body,
        };
        assert_eq!(
            problem(&entries(&desk, &world, sent).await),
            expected,
            "{kind} {encoding:?}"
        );
    }
}

/// The size is announced falsely or not at all: what counts is what comes.
#[tokio::test]
async fn a_stream_without_a_length_is_bounded_too() {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    let world = World::new().await;
    let desk = world.desk(1).await;
    let address = world.base.trim_start_matches("http://");
    let mut line = tokio::net::TcpStream::connect(address).await.unwrap();
    let head = format!(
        "POST /v1/entries HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {}\r\ncontent-type: {JSON}\r\n\
         transfer-encoding: chunked\r\n\r\n",
        desk.enrolled().token.token
    );
    line.write_all(head.as_bytes()).await.unwrap();
    let chunk = [b"10000\r\n".as_slice(), &[b' '; 0x10000], b"\r\n"].concat();
    // The centre may hang up in the middle; what it said before is what counts.
    for _ in 0..=(MAX_BODY_BYTES / 0x10000) {
        if line.write_all(&chunk).await.is_err() {
            break;
        }
    }
    let mut answer = [0; 12];
    line.read_exact(&mut answer).await.unwrap();
    assert_eq!(&answer, b"HTTP/1.1 413");
}

/// A machine that sees a broken line in place of the refusal sends the same again, for ever.
#[tokio::test]
async fn a_refusal_is_read_by_who_sends_to_the_end_first() {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    let world = World::new().await;
    let desk = world.desk(1).await;
    let address = world.base.trim_start_matches("http://");
    let body = vec![b' '; 3 * MAX_BODY_BYTES];
    for (kind, status) in [(JSON, "413"), ("text/plain", "415")] {
        let mut line = tokio::net::TcpStream::connect(address).await.unwrap();
        let head = format!(
            "POST /v1/entries HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {}\r\n\
             content-type: {kind}\r\ncontent-length: {}\r\n\r\n",
            desk.enrolled().token.token,
            body.len()
        );
        line.write_all(head.as_bytes()).await.unwrap();
        line.write_all(&body).await.expect("all of it can be sent");
        let mut answer = [0; 12];
        line.read_exact(&mut answer)
            .await
            .expect("the refusal comes");
        assert_eq!(
            String::from_utf8_lossy(&answer),
            format!("HTTP/1.1 {status}")
        );
    }
}

#[tokio::test]
async fn a_batch_is_bounded_by_count() {
    let world = World::new().await;
    let mut desk = world.desk(1).await;
    let links: Vec<_> = (0..=MAX_BATCH_LINKS)
        .map(|_| {
            desk.link_digests(
                domain::id::EntryId::from_bytes([50; 16]),
                &crate::world::some_digests(1),
            )
        })
        .collect();
    assert_eq!(problem(&desk.try_send(&links).await), ProblemType::TooLarge);
}

#[tokio::test]
async fn numbers_beyond_reason_are_malformed() {
    let world = World::new().await;
    let mut desk = world.desk(1).await;
    for seq in [0, u64::MAX, 1 << 53] {
        let mut call = desk.call("one");
        call.seq = seq;
        assert_eq!(
            problem(&desk.try_send(&[call]).await),
            ProblemType::Malformed,
            "{seq}"
        );
    }
}

/// The body of a stranger is not even read.
#[tokio::test]
async fn strangers_are_refused_first() {
    let world = World::new().await;
    let stranger = Desk::new(&world, 1);
    let sent = Sent {
        kind: JSON,
        encoding: None,
        body: vec![b' '; 100],
    };
    let refused = problem(&entries(&stranger, &world, sent).await);
    assert_eq!(refused, ProblemType::Unauthenticated);
}

#[tokio::test]
async fn a_foreign_protocol_is_told_to_upgrade() {
    let world = World::new().await;
    let hello = |protocol: &'static str| {
        let request = world.http.get(format!("{}/v1/hello", world.base));
        request.header(PROTOCOL_HEADER, protocol).send()
    };
    assert!(hello("1").await.unwrap().status.is_success());
    for protocol in ["2", "0", "x"] {
        assert_eq!(
            problem(&hello(protocol).await.unwrap()),
            ProblemType::UpgradeNeeded
        );
    }
}

#[tokio::test]
async fn codes_cannot_be_tried_without_end() {
    let world = World::new().await;
    let desk = Desk::new(&world, 1);
    let code = "0000-0000-0000-0000".parse().unwrap();
    let mut refused = None;
    for _ in 0..100 {
        let response = desk.try_enrol(&code).await;
        if response.status == 429 {
            let wait = response.header("retry-after").parse::<u32>().unwrap();
            assert!(wait >= 1);
            refused = Some(problem(&response));
            break;
        }
    }
    assert_eq!(refused, Some(ProblemType::TooMany));
}

/// A machine gone wild is told to wait, and no other one waits for it.
#[tokio::test(flavor = "multi_thread")]
async fn a_machine_cannot_ask_without_end() {
    const AT_ONCE: usize = 100;
    let world = World::new().await;
    let (wild, calm) = (world.desk(1).await, world.desk(2).await);
    let mut refused = None;
    // Some hundred at once, and then more than come back each second.
    for _ in 0..40 {
        let mut asking = tokio::task::JoinSet::new();
        for _ in 0..AT_ONCE {
            let wild = wild.clone();
            asking.spawn(async move { wild.get("/v1/links?epoch=x").await });
        }
        while let Some(told) = asking.join_next().await {
            let told = told.unwrap();
            if told.status == 429 {
                refused = Some(told);
            }
        }
        if refused.is_some() {
            break;
        }
    }
    let refused = refused.expect("it is told to wait");
    assert_eq!(problem(&refused), ProblemType::TooMany);
    assert!(refused.header("retry-after").parse::<u32>().unwrap() >= 1);
    assert_eq!(calm.get("/v1/feed").await.status, 200);
}

/// Plain HTTP beyond the loopback would show entries and tokens to everyone on the way.
#[tokio::test]
async fn it_does_not_listen_beyond_the_loopback_by_itself() {
    let folder = TempDir::new().unwrap();
    let config = Config {
        listen: ([0, 0, 0, 0], 0).into(),
        ..Config::loopback(folder.path().to_owned())
    };
    let refused = serve(config.clone()).await;
    assert!(matches!(refused, Err(ServeError::PlainBeyondLoopback(_))));
    assert!(
        !folder.path().join("centre.sqlite").exists(),
        "nothing was made"
    );
}

#[tokio::test]
async fn health_is_told_to_anyone() {
    let world = World::new().await;
    for path in ["/healthz", "/readyz"] {
        let response = world
            .http
            .get(format!("{}{path}", world.base))
            .send()
            .await
            .unwrap();
        assert!(response.status.is_success(), "{path}");
    }
    let nothing = world
        .http
        .get(format!("{}/../etc/passwd%00", world.base))
        .send()
        .await
        .unwrap();
    assert_eq!(problem(&nothing), ProblemType::NotFound);
}

/// Requests under way are finished; new ones find nobody.
#[tokio::test]
async fn it_stops_in_order() {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    let mut world = World::new().await;
    let mut desk = world.desk(1).await;
    let request = domain::wire::EntriesRequest {
        links: vec![desk.call("under way")],
    };
    let body = serde_json::to_vec(&request).unwrap();
    let address = world.base.trim_start_matches("http://").to_owned();
    let mut line = tokio::net::TcpStream::connect(&address).await.unwrap();
    let head = format!(
        "POST /v1/entries HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {}\r\ncontent-type: {JSON}\r\n\
         content-length: {}\r\nexpect: 100-continue\r\n\r\n",
        desk.enrolled().token.token,
        body.len()
    );
    line.write_all(head.as_bytes()).await.unwrap();
    // Said when it begins to read the body: from here on the request is under way.
    let mut go_on = [0; 25];
    line.read_exact(&mut go_on).await.unwrap();
    assert_eq!(&go_on, b"HTTP/1.1 100 Continue\r\n\r\n");
    let finish = async {
        line.write_all(&body).await.unwrap();
        let mut answer = String::new();
        line.read_to_string(&mut answer).await.unwrap();
        answer
    };
    let ((), answer) = tokio::join!(world.stop(), finish);
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(answer.contains("\"stored\""), "{answer}");
    let late = tokio::net::TcpStream::connect(&address).await;
    assert!(late.is_err(), "nobody listens any more");
}
