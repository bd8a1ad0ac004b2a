//! A machine that was taken over says what it likes. Every text that it can say stands for a person somewhere: it is
//! refused, or kept as it is and means nothing; it stands in no log; and nothing else changes.

use std::collections::BTreeSet;

use domain::call::{Call, Issue};
use domain::entry::{Entry, Header, SALT_BYTES};
use domain::id::{ActId, EntryId, IssueId, Millis, UserId};
use domain::wire::{EnrolAnswer, EnrolRequest, EnrolmentCode, Outcome, ProblemType};
use serde_json::{Map, Value};

use crate::ground::Ground;
use crate::line::Line;
use crate::process::{Serving, enrolled, printed, run};
use crate::report::{complaint, fold, saying, subject};
use crate::world::{Desk, World, problem, read};

/// Stands in each of them, to be looked for in logs.
const PLANTED: &str = "planted";

/// Tables that no machine's word may change the rows of, and that each has to be there afterwards.
const TABLES: [&str; 7] = [
    "site",
    "entry",
    "feed",
    "link",
    "token",
    "report_fold",
    "export_token",
];

fn tricks() -> Vec<String> {
    [
        "planted'; DROP TABLE entry; --",
        "planted'); DELETE FROM machine; --",
        "planted\" OR \"1\"=\"1",
        "$1 planted ?1",
        "../../planted/etc/passwd",
        "..\\..\\planted\\..",
        "planted\0",
        "%00planted%2e%2e%2f",
        "planted\r\nX-Injected: 1",
        "<script>planted()</script>",
        "\u{202e}planted\u{2066}",
        "{planted} {0} {{7*7}} ${jndi:planted}",
    ]
    .map(str::to_owned)
    .to_vec()
}

/// As a query and a path carry it.
fn encoded(trick: &str) -> String {
    trick.bytes().map(|byte| format!("%{byte:02x}")).collect()
}

async fn tables_are_there(ground: &Ground) {
    for table in TABLES {
        let rows = ground.count(&format!("SELECT count(*) FROM {table}")).await;
        assert!(rows >= 0, "{table}");
    }
}

/// PostgreSQL's text cannot hold U+0000; nothing else is another than it was said.
fn as_kept(text: &str) -> String {
    text.replace('\0', "\u{fffd}")
}

/// What it is called, and what it says in every place of an entry, its kind among them.
#[tokio::test]
async fn names_and_kinds_are_kept_as_they_are() {
    let ground = Ground::new().await;
    let serving = Serving::start(&ground);
    let tricks = tricks();
    let mut desks = Vec::new();
    for (at, trick) in tricks.iter().enumerate() {
        let code: EnrolmentCode = printed(&run(&ground, &["enrol"])).trim().parse().unwrap();
        let number = u8::try_from(at + 1).unwrap();
        let mut desk = Desk::by_line(Line, serving.base.clone(), number);
        desk.name.clone_from(trick);
        let answer: EnrolAnswer = read(&desk.try_enrol(&code).await);
        desk.believe(answer);
        let mut members = Map::new();
        members.insert(trick.clone(), Value::from(trick.as_str()));
        let id = EntryId::from_bytes([number; 16]);
        let header = Header {
            id,
            subject: subject(number),
            kind: trick.clone(),
            version: 1,
            act: ActId::from_bytes([9; 16]),
            actor: UserId::from_bytes([10; 16]),
            role: trick.clone(),
            at: Millis(i64::MIN),
            zone_min: i32::MIN,
            skew_ms: Some(i64::MAX),
            since_start_ms: u64::MAX >> 11,
            seen: None,
            erasures: vec![],
        };
        let entry = Entry::write(&header, &members, &members, [3; SALT_BYTES]).unwrap();
        let link = desk.link(id, entry);
        let outcome = desk.send(std::slice::from_ref(&link)).await;
        let number = u64::from(number);
        assert_eq!(outcome, vec![Outcome::Stored { number }], "{trick:?}");
        desks.push((desk, link));
    }
    let (reader, _) = desks.first().unwrap();
    let feed = reader.feed(100, "").await;
    let kept: Vec<_> = feed.iter().map(|item| &item.parts).collect();
    let sent: Vec<_> = desks.iter().map(|(_, link)| &link.parts).collect();
    assert_eq!(kept, sent, "byte for byte");
    let log = serving.terminate();
    assert!(!log.contains(PLANTED), "{log}");

    let world = World::on(ground).await;
    let storage = world.storage().await;
    let machines = storage.machines().await.unwrap();
    let names: BTreeSet<_> = machines.iter().map(|one| as_kept(&one.name)).collect();
    let expected: BTreeSet<_> = tricks.iter().map(|trick| as_kept(trick)).collect();
    assert_eq!(names, expected, "each machine under the name that it gave");
    let listed = storage.newest(100).await.unwrap();
    let kinds: BTreeSet<_> = listed
        .iter()
        .map(|one| as_kept(one.kind.as_ref().unwrap()))
        .collect();
    assert_eq!(kinds, expected);
    tables_are_there(&world.ground).await;
}

/// Codes of calls are text to whoever made them up: they stand in the report as they are, and the fold goes on.
#[tokio::test]
async fn codes_of_a_report_are_only_text() {
    let world = World::new().await;
    let mut desk = world.desk(1).await;
    let tricks = tricks();
    for (at, trick) in tricks.iter().enumerate() {
        let made = u8::try_from(at + 1).unwrap();
        let issue = Issue {
            sub_category: trick.clone(),
            facility: trick.clone(),
            stage: trick.clone(),
            staff_group: trick.clone(),
            primary: true,
            ..Issue::default()
        };
        let call = Call {
            channel: trick.clone(),
            direction: trick.clone(),
            local_day: trick.clone(),
            shift: trick.clone(),
            governorate: trick.clone(),
            wilayat: trick.clone(),
            type_code: trick.clone(),
            outcome: trick.clone(),
            started_at: Some(Millis(i64::MAX)),
            ended_at: Some(Millis(i64::MIN)),
            issues: [(IssueId::from_bytes([made; 16]), issue)].into(),
            ..complaint()
        };
        let link = saying(&mut desk, made, subject(made), call.logged(), None);
        desk.send(&[link]).await;
    }
    let last = u8::try_from(tricks.len() + 1).unwrap();
    let honest = saying(&mut desk, last, subject(last), complaint().logged(), None);
    desk.send(&[honest]).await;
    fold(&world).await;
    let count = async |sql: &str| world.ground.count(sql).await;
    let all = i64::from(last);
    assert_eq!(count("SELECT count(*) FROM report_call").await, all);
    assert_eq!(
        count("SELECT count(*) FROM report_call WHERE wilayat = 'bawshar'").await,
        1,
        "what came behind them is folded"
    );
    for trick in &tricks {
        let told = as_kept(trick).replace('\'', "''");
        let row = format!("SELECT count(*) FROM report_v1_calls WHERE outcome = '{told}'");
        assert_eq!(count(&row).await, 1, "{trick:?}");
        let row = format!("SELECT count(*) FROM report_v1_issues WHERE facility = '{told}'");
        assert_eq!(count(&row).await, 1, "{trick:?}");
    }
    tables_are_there(&world.ground).await;
}

/// In the place of every number, id, token, code, path and header that it may say.
#[tokio::test]
async fn whatever_it_asks_with_is_refused_and_changes_nothing() {
    let ground = Ground::new().await;
    let serving = Serving::start(&ground);
    let mut desk = enrolled(&ground, &serving, 1).await;
    let call = desk.call("one");
    desk.send(&[call]).await;
    for trick in tricks() {
        let told = encoded(&trick);
        for query in [
            "/v1/hello?counting=",
            "/v1/hello?marks=",
            "/v1/hello?held=",
            "/v1/hello?waiting=",
            "/v1/hello?clock=",
            "/v1/feed?after=",
            "/v1/feed?limit=",
            "/v1/feed?after=0&holds=",
            "/v1/links?epoch=",
            "/v1/links?epoch=01010101-0101-0101-0101-010101010101&from=",
            "/v1/links?epoch=01010101-0101-0101-0101-010101010101&to=",
        ] {
            let refused = desk.get(&format!("{query}{told}")).await;
            assert_eq!(
                problem(&refused),
                ProblemType::Malformed,
                "{query}{trick:?}"
            );
            let said = String::from_utf8_lossy(&refused.body);
            assert!(!said.contains(PLANTED), "nothing is repeated: {said}");
        }
        for path in ["/", "/v1/", "/v1/entries/", "/v1/feed/", "/v1/export/../"] {
            let refused = desk.get(&format!("{path}{told}")).await;
            assert_eq!(problem(&refused), ProblemType::NotFound, "{path}{trick:?}");
        }
        let export = desk.get(&format!("/v1/export/{told}")).await;
        assert_eq!(problem(&export), ProblemType::Unauthenticated, "{trick:?}");
    }
    for trick in tricks() {
        // What no line carries needs no refusal.
        if trick.chars().any(char::is_control) || !trick.is_ascii() {
            continue;
        }
        for (header, expected) in [
            ("authorization", ProblemType::Unauthenticated),
            ("nida-protocol", ProblemType::UpgradeNeeded),
            ("content-type", ProblemType::WrongMediaType),
            ("content-encoding", ProblemType::WrongMediaType),
        ] {
            let mut asking = Line.post(desk.url("/v1/entries"));
            if header != "authorization" {
                asking = desk.with_token(asking);
            }
            if header != "content-type" {
                asking = asking.header("content-type", "application/json");
            }
            let refused = asking.header(header, &trick).send().await.unwrap();
            assert_eq!(problem(&refused), expected, "{header}: {trick}");
        }
    }
    let host = by_host(&serving.base, "planted'; DROP TABLE entry; --/../x").await;
    assert!(!host.contains(PLANTED), "{host}");
    // A code is tried a few times a second by all together.
    for trick in tricks().into_iter().take(5) {
        let request = EnrolRequest {
            code: trick.clone(),
            ..enrol_request(&desk)
        };
        let refused = desk.post("/v1/enrol", &request).await;
        assert_eq!(problem(&refused), ProblemType::CodeUnknown, "{trick:?}");
    }
    let call = desk.call("two");
    let outcome = desk.send(&[call]).await;
    assert_eq!(outcome, vec![Outcome::Stored { number: 2 }], "it goes on");
    let log = serving.terminate();
    assert!(!log.contains(PLANTED), "{log}");
    for (table, rows) in [("entry", 2), ("feed", 2), ("machine", 1), ("site", 1)] {
        let there = ground.count(&format!("SELECT count(*) FROM {table}")).await;
        assert_eq!(there, rows, "{table}");
    }
    tables_are_there(&ground).await;
}

fn enrol_request(desk: &Desk) -> EnrolRequest {
    EnrolRequest {
        code: String::new(),
        machine: desk.machine,
        public_key: domain::wire::Hex32(desk.key.verifying_key().to_bytes()),
        signature: domain::wire::Base64(vec![0; 64]),
        name: String::new(),
    }
}

async fn by_host(base: &str, host: &str) -> String {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    let address = base.trim_start_matches("http://");
    let mut line = tokio::net::TcpStream::connect(address).await.unwrap();
    let head = format!("GET /v1/hello HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n");
    line.write_all(head.as_bytes()).await.unwrap();
    let mut told = String::new();
    line.read_to_string(&mut told).await.unwrap();
    told
}
