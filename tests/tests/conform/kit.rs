//! The kit itself: what it says of our centre, and that it catches each mutant by its own promise.

use conform::{Report, Verdict, examine};

use crate::centre::Centre;
use crate::mutant::Mutant;
use crate::mutants::MUTANTS;
use crate::proxy::Proxy;

fn failing(report: &Report) -> Vec<&str> {
    let rows = report.promises.iter();
    rows.filter(|row| matches!(row.verdict, Verdict::Fails { .. }))
        .map(|row| row.name)
        .collect()
}

/// What the project publishes as the contract, its own centre keeps, to the last promise.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn our_centre_keeps_every_promise() {
    let centre = Centre::start().await;
    let options = centre.options(&centre.url).await;
    let report = examine(options, centre).await.unwrap();
    assert_eq!(report.fail + report.not_tested, 0, "{report}");
}

async fn try_mutant(mutant: &'static Mutant) -> Result<(), String> {
    let centre = Centre::start().await;
    let proxy = Proxy::before(&centre.url, mutant).await;
    let options = centre.options(&proxy.url).await;
    let report = examine(options, centre).await.unwrap();
    let mut wanted = mutant.fails.to_vec();
    let mut found = failing(&report);
    wanted.sort_unstable();
    found.sort_unstable();
    if found == wanted {
        return Ok(());
    }
    Err(format!(
        "an endpoint that {}: fails {found:?} instead of {wanted:?}\n{report}",
        mutant.fault
    ))
}

/// Each fault is found, and told as what it is.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_mutant_is_caught_by_its_own_promise() {
    let mut trying = tokio::task::JoinSet::new();
    let mut wrong = Vec::new();
    for mutant in MUTANTS {
        trying.spawn(try_mutant(mutant));
        if trying.len() >= 4 {
            wrong.extend(trying.join_next().await.unwrap().unwrap().err());
        }
    }
    while let Some(tried) = trying.join_next().await {
        wrong.extend(tried.unwrap().err());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
