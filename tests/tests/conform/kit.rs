//! The kit itself: what it says of our centre, and that it catches each mutant by its own promise.

use std::collections::BTreeSet;
use std::sync::Arc;

use conform::{Options, Report, Verdict, examine};
use domain::wire::ProblemType;
use http::HeaderValue;
use http::header::RETRY_AFTER;
use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::centre::Centre;
use crate::mutant::{Mutant, PASSING, Told};
use crate::mutants::{APPENDING, BOUNDING, LETTING_IN, TELLING};
use crate::proxy::Proxy;

/// What sends or takes much, and is left out where the fault is elsewhere: each of these takes longer than
/// all the others together.
pub(crate) const HEAVY: [&str; 4] = [
    "bodies-may-be-long",
    "bodies-too-large-are-413",
    "gzip-bombs-are-413",
    "feed-pages-can-be-taken",
];
/// Endpoints that are tried at the same time.
const AT_ONCE: usize = 3;

fn failing(report: &Report) -> BTreeSet<&str> {
    let rows = report.promises.iter();
    rows.filter(|row| matches!(row.verdict, Verdict::Fails { .. }))
        .map(|row| row.name)
        .collect()
}

async fn report_on(centre: Arc<Centre>, address: &str) -> Report {
    let options = centre.options(address).await;
    examine(options, centre).await.unwrap()
}

/// What the project publishes as the contract, its own centre keeps, to the last promise.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn our_centre_keeps_every_promise() {
    let published = include_str!("../../../assets/conform/our-centre.txt");
    keeps_every_promise(Centre::start().await, published).await;
}

/// The same over the other storage: what a ministry runs.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn our_centre_keeps_every_promise_in_a_database() {
    let published = include_str!("../../../assets/conform/our-centre-postgresql.txt");
    keeps_every_promise(Centre::start_in_a_database().await, published).await;
}

/// Whatever it keeps its data in.
async fn keeps_every_promise(centre: Arc<Centre>, published: &str) {
    let address = centre.url.clone();
    let report = report_on(centre, &address).await;
    assert_eq!(report.fail + report.not_tested, 0, "{report}");
    assert!(report.conforms());
    let text = report
        .to_string()
        .replace(&address, "http://127.0.0.1:8440");
    assert_eq!(published.trim_end(), text, "the published example is fresh");
}

async fn try_mutant(mutant: &'static Mutant, without: &[&str]) -> Result<(), String> {
    let centre = Centre::start().await;
    let proxy = Proxy::before(&centre.url, mutant).await;
    let options = Options {
        without: without.iter().map(ToString::to_string).collect(),
        ..centre.options(&proxy.url).await
    };
    let report = examine(options, centre).await.unwrap();
    let wanted: BTreeSet<_> = mutant.fails.iter().copied().collect();
    let found = failing(&report);
    if found == wanted && !report.conforms() {
        return Ok(());
    }
    Err(format!(
        "an endpoint that {}: fails {found:?} instead of {wanted:?}\n{report}",
        mutant.fault
    ))
}

async fn each_is_caught(mutants: &'static [Mutant], without: &'static [&str]) {
    let mut trying: JoinSet<Result<(), String>> = JoinSet::new();
    let mut wrong = Vec::new();
    for mutant in mutants {
        if trying.len() >= AT_ONCE {
            wrong.extend(trying.join_next().await.unwrap().unwrap().err());
        }
        trying.spawn(try_mutant(mutant, without));
    }
    while let Some(tried) = trying.join_next().await {
        wrong.extend(tried.unwrap().err());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn faults_of_letting_in_are_caught_as_what_they_are() {
    each_is_caught(LETTING_IN, &HEAVY).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn faults_of_appending_are_caught_as_what_they_are() {
    each_is_caught(APPENDING, &HEAVY).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn faults_of_telling_are_caught_as_what_they_are() {
    each_is_caught(TELLING, &HEAVY).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn faults_of_bounding_are_caught_as_what_they_are() {
    each_is_caught(BOUNDING, &[]).await;
}

/// Busy at every seventh request, for as long as it says.
const BUSY: Mutant = Mutant {
    fault: "is busy now and then, and says for how long",
    ask: |_, memory| {
        let asked = memory.get("asked").and_then(Value::as_u64).unwrap_or(0) + 1;
        memory.insert("asked".into(), json!(asked));
        (asked % 7 == 0).then(|| {
            let mut told = Told::refusal(ProblemType::TooMany);
            told.headers
                .insert(RETRY_AFTER, HeaderValue::from_static("0"));
            told
        })
    },
    ..PASSING
};

/// An endpoint that bounds what it takes from whom is a good one.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_endpoint_that_is_busy_is_waited_for() {
    let centre = Centre::start().await;
    let proxy = Proxy::before(&centre.url, &BUSY).await;
    let report = report_on(centre, &proxy.url).await;
    assert_eq!(report.fail + report.not_tested, 0, "{report}");
}

/// One that has no packs at all, and answers for them as for any path that it does not know.
const WITHOUT_PACKS: Mutant = Mutant {
    fault: "has no packs",
    tell: |asked, told, _| {
        if asked.gets("/v1/hello") {
            told.change(|hello| {
                let machine = hello.get_mut("machine").and_then(Value::as_object_mut);
                machine.and_then(|machine| machine.remove("packs"));
            });
        } else if asked.path.starts_with("/v1/packs/") {
            *told = Told::html(404);
        }
    },
    ..PASSING
};

/// Packs may be left out: an endpoint without any is asked for none, and nothing of it fails for that.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_endpoint_without_packs_is_asked_for_none() {
    let centre = Centre::start().await;
    let proxy = Proxy::before(&centre.url, &WITHOUT_PACKS).await;
    let options = Options {
        without: HEAVY.iter().map(ToString::to_string).collect(),
        ..centre.options(&proxy.url).await
    };
    let report = examine(options, centre).await.unwrap();
    assert_eq!(report.fail, 0, "{report}");
    let untested = report.promises.iter();
    let untested = untested.filter(|row| matches!(row.verdict, Verdict::NotTested { .. }));
    let packs = untested.filter(|row| row.name.starts_with("packs-"));
    assert_eq!(packs.count(), 3, "{report}");
}

/// A check that nothing fails proves nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_promise_has_an_endpoint_that_breaks_it() {
    let centre = Centre::start().await;
    let address = centre.url.clone();
    let report = report_on(centre, &address).await;
    let all: BTreeSet<_> = report.promises.iter().map(|row| row.name).collect();
    let mutants = [LETTING_IN, APPENDING, TELLING, BOUNDING];
    let own = mutants.into_iter().flatten().map(|mutant| mutant.fails[0]);
    let broken: BTreeSet<_> = own.collect();
    assert_eq!(
        broken, all,
        "each promise is some mutant's own, and no other"
    );
}
