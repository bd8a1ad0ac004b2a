//! The command line as people run it: a process of its own, stopped and killed as processes are.

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Child, Command, Output, Stdio};

use domain::id::EntryId;
use domain::wire::{EnrolAnswer, EnrolmentCode, Hello, Outcome, ProblemType, TokenAnswer};
use hyper::Method;

use crate::ground::Ground;
use crate::line::Line;
use crate::world::{Desk, problem, read, some_digests};

const NAME: &str = "Salim-al-Planted";

fn centre(ground: &Ground, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_centre"));
    let (name, rest) = arguments.split_first().unwrap();
    command.arg(name).args(ground.arguments()).args(rest);
    command
}

pub(crate) fn run(ground: &Ground, arguments: &[&str]) -> Output {
    centre(ground, arguments).output().unwrap()
}

/// The same of a command within a command: where its data are comes last.
pub(crate) fn run_whole(ground: &Ground, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_centre"));
    command.args(arguments).args(ground.arguments());
    command.output().unwrap()
}

pub(crate) fn printed(output: &Output) -> String {
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// A serving process; killed when the test ends however it ends.
pub(crate) struct Serving {
    child: Child,
    pub(crate) base: String,
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ended = self.child.kill();
        let _reaped = self.child.wait();
    }
}

impl Serving {
    pub(crate) fn start(ground: &Ground) -> Self {
        Self::start_with(ground, &[])
    }

    fn start_with(ground: &Ground, more: &[&str]) -> Self {
        let mut child = centre(ground, &["serve", "--listen", "127.0.0.1:0"])
            .args(more)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        stdout.read_line(&mut line).unwrap();
        let base = line
            .trim()
            .strip_prefix("listening on ")
            .expect("it says where");
        Self {
            base: base.to_owned(),
            child,
        }
    }

    /// Asks it to stop, as a service manager does; answers what it logged.
    pub(crate) fn terminate(mut self) -> String {
        let told = Command::new("kill")
            .arg(self.child.id().to_string())
            .status();
        assert!(told.unwrap().success());
        let mut log = String::new();
        self.child
            .stderr
            .take()
            .unwrap()
            .read_to_string(&mut log)
            .unwrap();
        assert!(self.child.wait().unwrap().success(), "it ends well: {log}");
        log
    }
}

pub(crate) async fn enrolled(ground: &Ground, serving: &Serving, number: u8) -> Desk {
    let code: EnrolmentCode = printed(&run(ground, &["enrol"])).trim().parse().unwrap();
    let mut desk = Desk::by_line(Line, serving.base.clone(), number);
    let answer: EnrolAnswer = read(&desk.try_enrol(&code).await);
    desk.believe(answer);
    desk
}

/// One command serves, one lets a machine in beside it, one shows what came; nothing of a person is in
/// lists or logs unless it is asked for.
#[tokio::test]
async fn serve_enrol_and_look() {
    let ground = Ground::new().await;
    let serving = Serving::start(&ground);
    let mut desk = enrolled(&ground, &serving, 1).await;
    let call = desk.call(NAME);
    assert_eq!(
        desk.send(&[call]).await,
        vec![Outcome::Stored { number: 1 }]
    );

    let list = printed(&run(&ground, &["entries"]));
    assert!(
        list.contains("call.logged") && list.contains(&desk.machine.to_string()),
        "{list}"
    );
    assert!(!list.contains(NAME), "{list}");
    let whole = printed(&run(&ground, &["entries", "--last", "1", "--content"]));
    assert!(whole.contains(NAME), "{whole}");

    let cut_off = run(&ground, &["revoke", &desk.machine.to_string()]);
    assert!(cut_off.status.success());
    assert_eq!(
        desk.get("/v1/feed").await.status,
        403,
        "it bites at the next request"
    );
    let unknown = run(&ground, &["revoke", "00000000-0000-0000-0000-000000000000"]);
    assert!(!unknown.status.success());

    let token = desk.enrolled().token.token.clone();
    let log = serving.terminate();
    assert!(log.contains("/v1/entries"), "requests are logged: {log}");
    for secret in [NAME, &token] {
        assert!(!log.contains(secret), "not in a log: {log}");
    }
}

/// `kill -9` before a commit, and between a commit and its answer: whatever was answered is there, and
/// what is sent again because its answer never came is there once.
#[tokio::test]
async fn nothing_answered_is_lost_by_a_kill() {
    let ground = Ground::new().await;
    let mut serving = Serving::start(&ground);
    let mut desk = enrolled(&ground, &serving, 1).await;
    let mut sent = Vec::new();
    for round in 0..4 {
        let answered = desk.call("answered");
        let number = sent.len() as u64 + 1;
        let outcomes = desk.send(std::slice::from_ref(&answered)).await;
        assert_eq!(outcomes, vec![Outcome::Stored { number }]);
        sent.push(answered);

        let unanswered = desk.call("unanswered");
        if round % 2 == 0 {
            let (away, link) = (desk.clone(), unanswered.clone());
            let sending = tokio::spawn(async move { away.try_send_if_there(&[link]).await });
            let entries = "SELECT count(*) FROM entry";
            until(&ground, entries, sent.len() as i64 + 1).await;
            serving.child.kill().unwrap();
            sending.abort();
        } else {
            serving.child.kill().unwrap();
            let nobody = desk
                .try_send_if_there(std::slice::from_ref(&unanswered))
                .await;
            assert_eq!(nobody, None);
        }
        drop(serving);
        serving = Serving::start(&ground);
        desk.base.clone_from(&serving.base);

        let number = number + 1;
        let expected = if round % 2 == 0 {
            Outcome::Duplicate { number }
        } else {
            Outcome::Stored { number }
        };
        let outcomes = desk.send(std::slice::from_ref(&unanswered)).await;
        assert_eq!(outcomes, vec![expected], "round {round}");
        sent.push(unanswered);
    }
    let feed = desk.feed(500, "").await;
    let ids: Vec<_> = feed.iter().map(|item| item.id).collect();
    let expected: Vec<_> = sent.iter().map(|link| link.id).collect();
    assert_eq!(ids, expected, "each once, in order");
}

/// Programs that gather logs read an object a line; what was sent is in none.
#[tokio::test]
async fn the_log_can_be_objects() {
    let ground = Ground::new().await;
    let serving = Serving::start_with(&ground, &["--log-format", "json"]);
    let mut desk = enrolled(&ground, &serving, 1).await;
    let call = desk.call(NAME);
    desk.send(&[call]).await;
    let log = serving.terminate();
    assert!(!log.contains(NAME), "{log}");
    let lines: Vec<serde_json::Value> = log
        .lines()
        .map(|line| serde_json::from_str(line).expect(line))
        .collect();
    let sent = lines.iter().find(|line| line["route"] == "/v1/entries");
    let sent = sent.expect("a line for each request");
    assert_eq!(
        (&sent["status"], &sent["level"]),
        (&200.into(), &"INFO".into())
    );
    assert_eq!(sent["message"], "request");
    assert!(
        sent["took_ms"].is_u64() && sent["time"].is_string(),
        "{sent}"
    );
}

/// A stranger can make up a method of any length, and say in it whatever they like.
#[tokio::test]
async fn a_method_that_was_made_up_is_in_no_log() {
    let ground = Ground::new().await;
    let serving = Serving::start(&ground);
    let method = Method::from_bytes(NAME.as_bytes()).unwrap();
    let asking = Line.request(method, format!("{}/v1/feed", serving.base));
    let told = asking.send().await.unwrap();
    assert_eq!(problem(&told), ProblemType::BadMethod);
    let log = serving.terminate();
    assert!(log.contains("/v1/feed"), "requests are logged: {log}");
    assert!(!log.contains(NAME), "{log}");
}

/// A machine gone wild sends batches of what cannot be taken, again and again: each is a line and not hundreds.
#[tokio::test]
async fn a_batch_that_is_held_is_one_line() {
    const MANY: usize = 40;
    let ground = Ground::new().await;
    let serving = Serving::start(&ground);
    let mut desk = enrolled(&ground, &serving, 1).await;
    let links: Vec<_> = (0..MANY)
        .map(|made| {
            let made = u8::try_from(made).unwrap();
            desk.link_digests(EntryId::from_bytes([made; 16]), &some_digests(made))
        })
        .collect();
    let outcomes = desk.send(&links).await;
    let held = |outcome: &Outcome| matches!(outcome, Outcome::Held { .. });
    assert!(outcomes.iter().all(held), "{outcomes:?}");
    let log = serving.terminate();
    let lines = log.lines().filter(|line| line.contains("held"));
    let lines: Vec<_> = lines.collect();
    assert_eq!(lines.len(), 1, "{log}");
    assert!(lines[0].contains(&MANY.to_string()), "{log}");
}

/// Waits until a query gives this many.
async fn until(ground: &Ground, sql: &str, many: i64) {
    let committed = async {
        while ground.count(sql).await < many {
            tokio::task::yield_now().await;
        }
    };
    let bound = std::time::Duration::from_secs(60);
    tokio::time::timeout(bound, committed)
        .await
        .expect("it is committed");
}

/// `kill -9` of the centre at each step of a renewal, and a machine that never hears or never keeps what it was
/// given: what it holds goes on working, or its key gets it a new token.
#[tokio::test]
async fn a_renewal_leaves_a_credential_that_works_wherever_it_is_cut() {
    const TOKENS: &str = "SELECT count(*) FROM token";
    let ground = Ground::new().await;
    let mut serving = Serving::start(&ground);
    let mut desk = enrolled(&ground, &serving, 1).await;
    let restart = |serving: Serving, desk: &mut Desk| {
        drop(serving);
        let serving = Serving::start(&ground);
        desk.base.clone_from(&serving.base);
        serving
    };
    let works = async |desk: &Desk| desk.get("/v1/feed").await.status == 200;

    // Between the challenge and the request for a token.
    let hello: Hello = read(&Line.get(desk.url("/v1/hello")).send().await.unwrap());
    serving = restart(serving, &mut desk);
    assert!(works(&desk).await, "what it held");
    let told = desk.ask_token(&hello).await;
    let answered: TokenAnswer = read(&told);
    let mut renewed = desk.clone();
    renewed.enrolled.as_mut().unwrap().token = answered;
    assert!(works(&renewed).await && works(&desk).await, "both are good");

    // Committed, and the answer never comes.
    let before = ground.count(TOKENS).await;
    let away = desk.clone();
    let asking = tokio::spawn(async move { away.try_token_if_there().await });
    until(&ground, TOKENS, before + 1).await;
    serving.child.kill().unwrap();
    let _lost = asking.await;
    serving = restart(serving, &mut desk);
    assert!(works(&desk).await, "what it held, and not the lost one");

    // Answered, and never kept: more often than tokens are kept beside each other.
    for _ in 0..8 {
        let told = desk.try_token().await;
        assert_eq!(told.status, 200, "its key is always good");
    }
    assert!(ground.count(TOKENS).await <= 4, "and they do not pile up");
    desk.renew().await;
    assert!(works(&desk).await, "the one that it keeps");
    serving = restart(serving, &mut desk);
    assert!(works(&desk).await, "also after a restart");
    drop(serving);
}
