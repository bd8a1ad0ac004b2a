//! `nidactl conform` as a developer of an endpoint uses it: a process, its words, and how it ends.

#![expect(clippy::unwrap_used, reason = "a test may stop at once")]

use std::process::{Command, Output, Stdio};

use centre::{Clock as _, Config, Running, Sqlite, SystemClock, issue_code, serve};
use serde_json::Value;
use tempfile::TempDir;
use tokio::runtime::Runtime;

struct Centre {
    runtime: Runtime,
    running: Running,
    folder: TempDir,
}

impl Centre {
    fn start() -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .unwrap();
        let folder = TempDir::new().unwrap();
        let config = Config::loopback(folder.path().to_owned());
        let running = runtime.block_on(serve(config)).unwrap();
        Self {
            runtime,
            running,
            folder,
        }
    }

    fn url(&self) -> String {
        format!("http://{}", self.running.address())
    }

    fn code(&self, site: &str) -> String {
        let storage = Sqlite::open(self.folder.path(), SystemClock.now()).unwrap();
        let issued = issue_code(&storage, Some(site), SystemClock.now());
        self.runtime.block_on(issued).unwrap().code.to_string()
    }
}

fn conform(words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_nidactl"))
        .arg("conform")
        .args(words)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Address and code are enough; what could not be tried for want of more codes is said.
#[test]
fn an_endpoint_that_keeps_the_contract_ends_well() {
    let centre = Centre::start();
    let (url, code) = (centre.url(), centre.code("tests"));
    let output = conform(&[&url, "--code", &code]);
    let text = out(&output);
    assert_eq!(output.status.code(), Some(0), "{text}{}", err(&output));
    assert!(text.contains("holds  entries-are-numbered "), "{text}");
    assert!(text.contains("> needs --second-code"), "{text}");
    assert!(text.contains(" 0 fail, "), "{text}");
    assert!(!text.contains(&code), "a code stands in no report");
}

/// A site with entries may be one in use, where what is sent stays for good.
#[test]
fn a_site_in_use_is_left_alone() {
    let centre = Centre::start();
    let url = centre.url();
    let first = conform(&[&url, "--code", &centre.code("in use")]);
    assert_eq!(first.status.code(), Some(0), "{}", out(&first));
    let code = centre.code("in use");
    let refused = conform(&[&url, "--code", &code]);
    assert_eq!(refused.status.code(), Some(1));
    let words = err(&refused);
    assert!(
        words.contains("\"in use\"") && words.contains("--yes-a-test-site"),
        "{words}"
    );
    assert_eq!(out(&refused), "", "nothing was tried");

    let code = centre.code("in use");
    let (second, spare) = (centre.code("in use"), centre.code("in use"));
    let elsewhere = centre.code("elsewhere");
    let confirmed = conform(&[
        &url,
        "--yes-a-test-site",
        "--json",
        "--code",
        &code,
        "--second-code",
        &second,
        "--spare-code",
        &spare,
        "--other-site-code",
        &elsewhere,
        "--cut-off",
        "false",
    ]);
    let report: Value = serde_json::from_str(&out(&confirmed)).unwrap();
    assert_eq!(confirmed.status.code(), Some(0), "{report:#}");
    assert_eq!(
        (&report["fail"], &report["not_tested"]),
        (&0.into(), &6.into()),
        "{report:#}"
    );
}

#[test]
fn an_endpoint_that_breaks_it_ends_badly() {
    let centre = Centre::start();
    let (url, code) = (centre.url(), centre.code("tests"));
    assert_eq!(conform(&[&url, "--code", &code]).status.code(), Some(0));
    // A code that has served is refused, which to the kit is an endpoint that lets nobody in.
    let output = conform(&[&url, "--code", &code]);
    let text = out(&output);
    assert_eq!(output.status.code(), Some(1), "{text}");
    assert!(text.contains("FAILS  enrol-lets-a-machine-in "), "{text}");
    assert!(text.contains("urn:nida:problem:code-used"), "{text}");
}

#[test]
fn what_cannot_be_tried_is_said_in_a_sentence() {
    let code = "0000-0000-0000-0000";
    for (words, said) in [
        (
            vec!["http://centre.example.om", "--code", code],
            "put TLS before the endpoint",
        ),
        (vec!["centre", "--code", code], "not an address"),
        (
            vec!["http://127.0.0.1:1", "--code", code, "--without", "x"],
            "no promise is called x",
        ),
        (
            vec![
                "https://centre.example.om",
                "--code",
                code,
                "--ca",
                "/nowhere",
            ],
            "cannot be read",
        ),
    ] {
        let output = conform(&words);
        assert_eq!(output.status.code(), Some(1), "{words:?}");
        assert!(err(&output).contains(said), "{words:?}: {}", err(&output));
    }
    let nobody = conform(&["http://127.0.0.1:1", "--code", code]);
    assert_eq!(nobody.status.code(), Some(1));
    let text = out(&nobody);
    assert!(text.contains("GET /v1/hello: no answer came"), "{text}");
}
