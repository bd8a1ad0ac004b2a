//! What the people who run a centre see of it, at an address of its own: figures without anybody's name.

use std::collections::BTreeSet;
use std::sync::Arc;

use centre::{Caller, Clock, Config, Operators, Running, Seen, ServeError, serve};
use domain::id::Millis;
use domain::wire::ProblemType;

use crate::line::Told;
use crate::report::MORNING;
use crate::world::{Desk, HandClock, World, problem, read};

const TOKEN: &str = "the-operators-own";

async fn looked_at(world: &World, token: Option<&str>) -> Running {
    let mut config = Config::loopback(world.ground.storage());
    config.operators = Some(Operators {
        listen: ([127, 0, 0, 1], 0).into(),
        token: token.map(str::to_owned),
    });
    let clock: Arc<dyn Clock> = Arc::<HandClock>::clone(&world.clock);
    config.clock = clock;
    serve(config).await.unwrap()
}

async fn look(world: &World, running: &Running, path: &str, header: Option<(&str, &str)>) -> Told {
    let url = format!("http://{}{path}", running.operators().unwrap());
    let mut asking = world.http.get(url);
    if let Some((name, value)) = header {
        asking = asking.header(name, value);
    }
    asking.send().await.unwrap()
}

fn text(told: &Told) -> String {
    assert_eq!(told.status, 200);
    String::from_utf8(told.body.clone()).unwrap()
}

/// Everything that is counted, in a form that Prometheus reads, and nobody in it.
#[tokio::test]
async fn figures_count_what_happens_and_name_nobody() {
    let world = World::new().await;
    let running = looked_at(&world, None).await;
    let mut desk = world.desk(1).await;
    desk.base = format!("http://{}", running.address());
    let links = [desk.call("one"), desk.call("two")];
    desk.send(&links).await;
    desk.send(&links).await;
    let mut held = desk.call("held");
    held.digests = Some({
        let (_, content) = held.clone().read(desk.machine).unwrap();
        content.digests.into()
    });
    held.parts = None;
    desk.send(&[held]).await;
    desk.get("/v1/hello?waiting=7&clock=1790000000000").await;
    desk.get("/v1/nothing/Salim-al-Planted").await;
    let noted = async {
        loop {
            let figures = text(&look(&world, &running, "/metrics", None).await);
            if figures.contains("nida_centre_entries_waiting 7") {
                break figures;
            }
            tokio::task::yield_now().await;
        }
    };
    let bound = std::time::Duration::from_secs(60);
    let figures = tokio::time::timeout(bound, noted)
        .await
        .expect("it is noted");
    for row in [
        "nida_centre_requests_total{route=\"/v1/entries\",status=\"200\"} 3",
        "nida_centre_requests_total{route=\"other\",status=\"404\"} 1",
        "nida_centre_request_duration_seconds_count{route=\"/v1/entries\"} 3",
        "nida_centre_request_duration_seconds_bucket{route=\"/v1/entries\",le=\"+Inf\"} 3",
        "nida_centre_entries_total{outcome=\"stored\"} 2",
        "nida_centre_entries_total{outcome=\"duplicate\"} 2",
        "nida_centre_entries_total{outcome=\"held\"} 1",
        "nida_centre_entries_total{outcome=\"mismatch\"} 0",
        "nida_centre_storage_errors_total{kind=\"busy\"} 0",
        "nida_centre_storage_up 1",
        "nida_centre_entries_held 1",
    ] {
        assert!(figures.lines().any(|line| line == row), "{row}\n{figures}");
    }
    assert!(figures.contains("nida_centre_fold_lag "), "{figures}");
    let mut families = BTreeSet::new();
    for line in figures.lines() {
        if let Some(rest) = line.strip_prefix("# TYPE ") {
            let (name, _) = rest.split_once(' ').unwrap();
            assert!(families.insert(name.to_owned()), "{name} once");
        } else if !line.starts_with('#') {
            let (name, value) = line.rsplit_once(' ').unwrap();
            assert!(value.parse::<f64>().is_ok(), "{line}");
            let family = families
                .iter()
                .any(|family| name.starts_with(family.as_str()));
            assert!(family, "{line} has a type");
        }
    }
    for nobody in ["desk", "main", "Planted", &desk.machine.to_string()] {
        assert!(!figures.contains(nobody), "{nobody}");
    }
}

/// Machines come to one address, operators to another.
#[tokio::test]
async fn figures_are_not_where_machines_come() {
    let world = World::new().await;
    let running = looked_at(&world, None).await;
    for path in ["/metrics", "/"] {
        let url = format!("http://{}{path}", running.address());
        let told = world.http.get(url).send().await.unwrap();
        assert_eq!(problem(&told), ProblemType::NotFound, "{path}");
    }
    let machines = look(&world, &running, "/v1/hello", None).await;
    assert_eq!(problem(&machines), ProblemType::NotFound);
}

/// A token where one is set; without one this computer alone, and no page that its browser was led to.
#[tokio::test]
async fn operators_are_asked_for_their_token() {
    let world = World::new().await;
    let running = looked_at(&world, Some(TOKEN)).await;
    let asked = look(&world, &running, "/metrics", None).await;
    assert_eq!(asked.status, 401);
    assert!(asked.header("www-authenticate").starts_with("Basic "));
    for (value, status) in [
        ("Bearer the-operators-own", 200),
        ("Bearer wrong", 401),
        // "any:the-operators-own", "any:wrong"
        ("Basic YW55OnRoZS1vcGVyYXRvcnMtb3du", 200),
        ("Basic YW55Ondyb25n", 401),
        ("Basic !", 401),
        ("", 401),
    ] {
        let told = look(&world, &running, "/metrics", Some(("authorization", value))).await;
        assert_eq!(told.status, status, "{value}");
    }
    let machine = world.desk(1).await.enrolled().token.token.clone();
    let bearer = format!("Bearer {machine}");
    let told = look(
        &world,
        &running,
        "/metrics",
        Some(("authorization", &bearer)),
    )
    .await;
    assert_eq!(told.status, 401, "a machine's is none");

    let open = looked_at(&world, None).await;
    let address = open.operators().unwrap();
    for (host, status) in [
        ("localhost:8441", 200),
        ("127.0.0.1", 200),
        ("[::1]", 200),
        ("[::1]:8441", 200),
        ("::1", 403),
        ("[::1].evil.example", 403),
        ("[::1]evil.example:80", 403),
        ("evil.example", 403),
        ("127.0.0.1.evil.example:80", 403),
    ] {
        let told = by_name(address, host).await;
        assert!(
            told.starts_with(&format!("HTTP/1.1 {status}")),
            "{host}: {told}"
        );
    }
}

async fn by_name(address: std::net::SocketAddr, host: &str) -> String {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    let mut line = tokio::net::TcpStream::connect(address).await.unwrap();
    let head = format!("GET /metrics HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n");
    line.write_all(head.as_bytes()).await.unwrap();
    let mut told = String::new();
    line.read_to_string(&mut told).await.unwrap();
    told
}

/// Figures in the clear beyond this computer, or for everybody, are refused at the start.
#[tokio::test]
async fn operators_do_not_look_from_elsewhere_unasked() {
    let world = World::new().await;
    for (token, behind_proxy) in [(None, true), (Some(TOKEN), false)] {
        let mut config = Config::loopback(world.ground.storage());
        config.behind_proxy = behind_proxy;
        config.operators = Some(Operators {
            listen: ([0, 0, 0, 0], 0).into(),
            token: token.map(str::to_owned),
        });
        let refused = serve(config).await;
        assert!(matches!(
            refused,
            Err(ServeError::OperatorsBeyondLoopback(_))
        ));
    }
}

/// Whoever looks after the machines sees each as it is, in their language, and a name does nothing.
#[tokio::test]
async fn the_status_page_shows_each_machine_as_it_is() {
    const DAY_MS: i64 = 24 * 60 * 60 * 1_000;
    let world = World::new().await;
    let running = looked_at(&world, None).await;
    let base = format!("http://{}", running.address());
    let mut silent = Desk::new(&world, 1);
    silent.name = "<script>alert(1)</script>&\"'".into();
    let code = world.code(Some("مسقط")).await.code;
    let answer = read(&silent.try_enrol(&code).await);
    silent.believe(answer);
    silent.base.clone_from(&base);
    silent.get("/v1/hello?waiting=12").await;
    seen(&world, 1).await;
    world.clock.forward(DAY_MS);
    let mut cut_off = world.desk(2).await;
    cut_off.base.clone_from(&base);
    let storage = world.storage().await;
    storage.revoke(cut_off.machine, MORNING).await.unwrap();
    let mut active = world.desk(3).await;
    active.base.clone_from(&base);
    let clock = world.clock.now().0 - 5 * 60_000;
    active
        .get(&format!("/v1/hello?waiting=0&clock={clock}"))
        .await;
    seen(&world, 2).await;
    world.desk(4).await;

    let page = look(&world, &running, "/", None).await;
    let policy = page.header("content-security-policy");
    assert!(
        policy.starts_with("default-src 'none'; style-src 'self';"),
        "{policy}"
    );
    assert!(!policy.contains("unsafe"));
    let html = text(&page);
    assert!(
        html.contains("<html lang=\"ar\" dir=\"rtl\">"),
        "Arabic first: {html}"
    );
    for here in [
        "<bdi>مسقط</bdi>",
        "<bdi>&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;&#39;</bdi>",
        "لم يتصل منذ 24 ساعة أو أكثر</td>",
        "<td>12</td>",
        "أُلغي تسجيله</td>",
        "دقائق</td>",
        "سُجِّل ولم يتصل بعد</td>",
    ] {
        assert!(html.contains(here), "{here}\n{html}");
    }
    assert!(
        !html.contains("<script") && !html.contains(" style="),
        "{html}"
    );

    let english = Some(("accept-language", "en-GB,en;q=0.9,ar;q=0.5"));
    let html = text(&look(&world, &running, "/", english).await);
    assert!(html.contains("<html lang=\"en\" dir=\"ltr\">"), "{html}");
    assert!(html.contains("minutes behind</td>") && html.contains("Enrolment revoked</td>"));
    let asked = text(&look(&world, &running, "/?lang=ar", english).await);
    assert!(
        asked.contains("dir=\"rtl\""),
        "what was asked for goes first"
    );
    let style = look(&world, &running, "/status.css", None).await;
    assert_eq!(style.header("content-type"), "text/css; charset=utf-8");
}

/// The clock of the centre was two days ahead for a while: a machine that came then and has been silent since must not
/// be shown as here until those days are over.
#[tokio::test]
async fn a_note_of_a_wrong_clock_gives_way_to_the_right_time() {
    const TWO_DAYS_MS: i64 = 2 * 24 * 60 * 60 * 1_000;
    let world = World::new().await;
    let desk = world.desk(1).await;
    let storage = world.storage().await;
    let (site, machine) = (desk.enrolled().site.id, desk.machine);
    let note = async |at: i64| {
        let seen = Seen {
            caller: Caller { site, machine },
            at: Millis(at),
            waiting: None,
            skew_ms: None,
        };
        storage.note_seen(seen).await.unwrap();
        let machines = storage.machines().await.unwrap();
        machines[0].seen_at.unwrap().0
    };
    let now = world.clock.now().0;
    assert_eq!(note(now + TWO_DAYS_MS).await, now + TWO_DAYS_MS);
    assert_eq!(note(now).await, now, "the clock was put right");
    assert_eq!(note(now - 1_000).await, now, "a note that was overtaken");
    assert_eq!(note(now + 1_000).await, now + 1_000);
}

/// Waits until so many machines have told how much waits there.
async fn seen(world: &World, told: usize) {
    let storage = world.storage().await;
    let noted = async {
        loop {
            let machines = storage.machines().await.unwrap();
            if machines.iter().filter(|one| one.waiting.is_some()).count() >= told {
                break;
            }
            tokio::task::yield_now().await;
        }
    };
    let bound = std::time::Duration::from_secs(60);
    tokio::time::timeout(bound, noted)
        .await
        .expect("it is noted");
}
