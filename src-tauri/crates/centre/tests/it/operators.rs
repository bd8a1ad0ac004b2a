//! What the people who run a centre see of it, at an address of its own: figures without anybody's name.

use std::collections::BTreeSet;
use std::sync::Arc;

use centre::{Clock, Config, Operators, Running, ServeError, serve};
use domain::wire::ProblemType;

use crate::line::Told;
use crate::world::{HandClock, World, problem};

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
