//! A line that does to real answers of a real centre whatever a line can do. Whatever it was: once the line is
//! well again, everything is at the centre once and at the machine, and what was not named waited.

use domain::wire::ProblemType;
use sync::{LinkProblem, LinkState};

use crate::line::{Line, Mood};
use crate::world::{Centre, Machine};

const APPEND: &str = "POST /v1/entries";
const FEED: &str = "GET /v1/feed";
const HELLO: &str = "GET /v1/hello";

/// A centre, a line, and a machine enrolled over it with one call saved and sent.
fn world() -> (Centre, Line, Machine) {
    let centre = Centre::start();
    let line = Line::to(centre.address());
    let machine = Machine::new();
    machine.syncer.enrol(&line.url(), &centre.code()).unwrap();
    machine.save(1);
    machine.wait_all_in();
    machine.wait_pulled_to(1);
    (centre, line, machine)
}

/// The line is well: everything is where it belongs, once.
fn assert_healed(centre: &Centre, line: &Line, machine: &Machine, saved: usize, after: &str) {
    line.set(Mood::Carries);
    machine.wait_all_in();
    assert_eq!(centre.count(), saved, "after {after}: all are there");
    assert_eq!(centre.entries().len(), saved, "after {after}: once");
    machine.wait_pulled_to(u64::try_from(saved).unwrap());
    let verified = machine.store.verify().unwrap();
    assert!(verified.fault.is_none(), "after {after}: {verified:?}");
}

/// Every byte offset of the answer to an append, one after another: nothing doubled, nothing lost.
#[test]
fn the_answer_to_an_append_is_cut_at_every_byte() {
    let (centre, line, machine) = world();
    line.forget_cuts();
    line.set(Mood::CutsAtEveryByte(APPEND));
    machine.save(1);
    machine.wait_for("one cut behind its end is whole", |machine| {
        machine.syncer.sync_now();
        let waiting = machine.store.link_state().unwrap().waiting;
        (waiting == 0).then_some(())
    });
    assert!(line.cuts() > 300, "{} offsets", line.cuts());
    assert_healed(&centre, &line, &machine, 2, "every byte of an answer");
}

/// Every byte offset of a page of the feed: the cursor never passes what was not folded.
#[test]
fn a_page_of_the_feed_is_cut_at_every_byte() {
    let (centre, line, machine) = world();
    let other = Machine::new();
    other.syncer.enrol(&centre.url(), &centre.code()).unwrap();
    other.save(1);
    other.wait_all_in();
    line.forget_cuts();
    line.set(Mood::CutsAtEveryByte(FEED));
    machine.wait_for("one cut behind its end is whole", |machine| {
        machine.syncer.sync_now();
        (machine.pulled_to() == 2).then_some(())
    });
    assert!(line.cuts() > 300, "{} offsets", line.cuts());
    assert_healed(&centre, &line, &machine, 2, "every byte of a page");
}

fn answer(status: u16, kind: &str, body: &[u8], more: &str) -> Vec<u8> {
    let mut answer = format!(
        "HTTP/1.1 {status} Told\r\ncontent-type: {kind}\r\ncontent-length: {}\r\n{more}\r\n",
        body.len()
    )
    .into_bytes();
    answer.extend_from_slice(body);
    answer
}

fn html(status: u16) -> Vec<u8> {
    answer(status, "text/html", b"<html>Log in here</html>", "")
}

fn problem(kind: ProblemType) -> Vec<u8> {
    let body = serde_json::to_vec(&domain::wire::Problem::new(kind)).unwrap();
    answer(kind.status(), "application/problem+json", &body, "")
}

/// Something between machine and centre gives each status in the centre's place, as a page of its own or as
/// the centre would: nothing counts as sent, and it goes on as soon as the line is well.
#[test]
fn every_status_in_the_centres_place_loses_nothing() {
    let (centre, line, machine) = world();
    let mut saved = 1;
    for status in [400, 401, 403, 409, 413, 422, 426, 429, 500, 502, 503, 507] {
        for start in [APPEND, HELLO] {
            if (start, status) == (APPEND, 413) {
                // It is told of the one entry that was sent: that one is held by name, as a story of its own has it.
                continue;
            }
            line.forget_cuts();
            line.set(Mood::Answers(start, html(status)));
            machine.save(1);
            saved += 1;
            machine.wait_for("it was told so", |machine| {
                machine.syncer.sync_now();
                (line.cuts() > 0).then_some(())
            });
            machine.wait("it says that something is wrong", |status| {
                status.problem.is_some()
            });
            // What is answered so to a hello may have been sent before it.
            if start == APPEND {
                let waiting = machine.store.link_state().unwrap().waiting;
                assert_eq!(waiting, 1, "{status} to {start}: unnamed, so unsent");
            }
            let after = format!("{status} to {start}");
            assert_healed(&centre, &line, &machine, saved, &after);
        }
    }
}

/// What each refusal of the centre's own makes the machine say.
#[test]
fn refusals_of_the_centre_are_told_as_what_they_are() {
    let (centre, line, machine) = world();
    for (kind, state, told) in [
        (
            ProblemType::UpgradeNeeded,
            LinkState::Refused,
            LinkProblem::UpgradeNeeded,
        ),
        (
            ProblemType::TooMany,
            LinkState::Unreachable,
            LinkProblem::Busy,
        ),
        (
            ProblemType::Internal,
            LinkState::Unreachable,
            LinkProblem::CentreFailed,
        ),
        (
            ProblemType::Revoked,
            LinkState::Refused,
            LinkProblem::Revoked,
        ),
    ] {
        line.set(Mood::Answers(HELLO, problem(kind)));
        machine.syncer.sync_now();
        machine.wait("it says what it is", |status| {
            (status.state, status.problem) == (state, Some(told))
        });
        assert_healed(&centre, &line, &machine, 1, told_as(told));
    }
}

fn told_as(problem: LinkProblem) -> &'static str {
    match problem {
        LinkProblem::Revoked => "cut off, and asked by a person",
        _ => "a refusal",
    }
}

/// A captive portal, another site's good answer, half a pack: the centre has it, the machine cannot know, and
/// nothing is there twice when it is sent again.
#[test]
fn answers_that_are_no_answers_acknowledge_nothing() {
    let (centre, line, machine) = world();
    // The head of a pack, and two bytes of what should follow.
    let half = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\xab\x56";
    let gzip = "content-encoding: gzip\r\n";
    let other_site = serde_json::json!({
        "centre": {"ordinal": 1, "id": "00000000-0000-4000-8000-000000000001"},
        "site": "00000000-0000-4000-8000-000000000002",
        "machine": "00000000-0000-4000-8000-000000000003",
        "results": [],
    });
    let other_site = other_site.to_string();
    let json = "application/json";
    let mut saved = 1;
    for (what, told) in [
        ("a captive portal", html(200)),
        ("200 without a body", answer(200, json, b"", "")),
        (
            "another site's body",
            answer(200, json, other_site.as_bytes(), ""),
        ),
        ("other JSON", answer(200, json, b"{\"ok\":true}", "")),
        ("half a pack", answer(200, json, half, gzip)),
        ("garbage", b"\x00\x01\x02 no HTTP at all".to_vec()),
    ] {
        line.forget_cuts();
        line.set(Mood::Replaces(APPEND, told));
        machine.save(1);
        saved += 1;
        machine.wait_for("it was told so", |machine| {
            machine.syncer.sync_now();
            (line.cuts() > 0).then_some(())
        });
        machine.wait("it says that something is wrong", |status| {
            status.problem.is_some()
        });
        assert_eq!(machine.store.link_state().unwrap().waiting, 1, "{what}");
        assert_eq!(centre.count(), saved, "{what}: the centre had it");
        assert_healed(&centre, &line, &machine, saved, what);
    }
}

/// A line on which each byte is a packet of its own, both ways, and one that sends everything twice.
#[test]
fn a_slow_line_and_a_doubling_line_lose_and_double_nothing() {
    let (centre, line, machine) = world();
    line.set(Mood::ByteByByte);
    machine.save(3);
    machine.wait_all_in();
    machine.wait_pulled_to(4);
    assert_healed(&centre, &line, &machine, 4, "a byte at a time");
    line.forget_cuts();
    line.set(Mood::SendsTwice(APPEND));
    machine.save(3);
    machine.wait_for("it was sent twice", |machine| {
        machine.syncer.sync_now();
        (line.cuts() > 0).then_some(())
    });
    assert_healed(&centre, &line, &machine, 7, "everything twice");
}
