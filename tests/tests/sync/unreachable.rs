//! There is no way to the centre: no such name, nothing listens, nothing answers. It is said as what it is, nothing
//! is lost, and it is tried again by itself.

use std::net::{SocketAddr, TcpListener, TcpStream};
use std::time::Duration;

use sync::{Clocks, EnrolError, Journal as _, LinkProblem, LinkState, Options, Patience};

use crate::line::{Line, Mood};
use crate::world::{Centre, Machine};

/// Short, so that nobody waits for it here; long enough for every answer on the loopback to come within it.
const SHORT: Options = Options {
    clocks: Clocks::SYSTEM,
    loopback_only: false,
    machine_name: String::new(),
    patience: Patience {
        connect: Duration::from_millis(300),
        stall: Duration::from_secs(5),
    },
};

/// Connections that are asked for at once to fill what the system accepts for a program that accepts none.
const MORE_THAN_ARE_ACCEPTED: usize = 5_000;

/// Reserved by RFC 2606: no resolver knows a name below it.
const NOWHERE: &str = "https://nida-centre.invalid";

fn wait_unreachable(machine: &Machine, waiting: u64) {
    let status = machine.wait("it is seen, and the count stands", |status| {
        status.state == LinkState::Unreachable
            && status.problem.is_some()
            && status.waiting == waiting
    });
    assert_eq!(status.problem, Some(LinkProblem::Network));
    assert!(status.oldest_at.is_some(), "since when is shown");
}

/// The name server is down or the name mistyped: a person is told that nothing was reached, and nothing is kept of it.
#[test]
fn a_name_that_nobody_knows_enrols_nobody() {
    let machine = Machine::with(SHORT);
    let refused = machine.syncer.enrol(NOWHERE, "01AB-CDEF-23GH-4567");
    assert_eq!(refused, Err(EnrolError::Unreachable));
    let status = machine.syncer.status();
    assert_eq!(
        (status.state, status.address.as_str()),
        (LinkState::NotSet, "")
    );
    assert_eq!(machine.store.enrolment().unwrap(), None);
}

/// Names are not resolved any more while calls are logged on: they wait, and go when names are known again.
#[test]
fn while_the_centres_name_does_not_resolve_everything_waits() {
    let centre = Centre::start();
    let mut machine = Machine::with(SHORT);
    machine.syncer.enrol(&centre.url(), &centre.code()).unwrap();
    machine.save(1);
    machine.wait_all_in();
    machine.lead_to(NOWHERE);
    machine.save(4);
    machine.syncer.sync_now();
    wait_unreachable(&machine, 4);
    // Asked for again and again it is the same, and nothing goes.
    for _ in 0..3 {
        machine.syncer.sync_now();
        machine.syncer.line_changed();
        wait_unreachable(&machine, 4);
    }
    assert_eq!(centre.count(), 1);
    machine.lead_to(&centre.url());
    machine.wait_all_in();
    machine.wait_pulled_to(5);
    assert_eq!(centre.count(), 5);
}

/// The computer of the centre is up and the centre is not: the connection is refused at once, and tried again without
/// anybody asking for it.
#[test]
fn a_refused_connection_is_tried_again_by_itself() {
    let mut centre = Centre::start();
    let machine = Machine::with(SHORT);
    let address = centre.address();
    machine.syncer.enrol(&centre.url(), &centre.code()).unwrap();
    machine.save(1);
    machine.wait_all_in();
    centre.kill();
    machine.wait_for("nothing listens", |_| {
        TcpStream::connect(address).is_err().then_some(())
    });
    machine.save(3);
    wait_unreachable(&machine, 3);
    centre.start_again_at(address);
    machine.wait("it came back by itself", |status| {
        status.waiting == 0 && status.problem.is_none()
    });
    assert_eq!(centre.count(), 4);
}

/// A place where connections are asked for and no word comes back, neither yes nor no: the program that listens there
/// accepts none, and the system has no room for more.
struct NoAnswer {
    address: SocketAddr,
    _listens: TcpListener,
    asking: Vec<TcpStream>,
}

impl NoAnswer {
    fn new() -> Self {
        let listens = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let address = listens.local_addr().unwrap();
        let mut asking = Vec::new();
        let soon = Duration::from_millis(100);
        while let Ok(line) = TcpStream::connect_timeout(&address, soon) {
            asking.push(line);
            assert!(asking.len() < MORE_THAN_ARE_ACCEPTED, "it fills up");
        }
        Self {
            address,
            _listens: listens,
            asking,
        }
    }
}

/// A route on which packets vanish: it is given up in time, told as unreachable, and the machine goes on.
#[test]
fn a_route_that_never_answers_is_given_up_in_time() {
    let hole = NoAnswer::new();
    assert!(!hole.asking.is_empty());
    let url = format!("http://{}", hole.address);
    let mut machine = Machine::with(SHORT);
    let refused = machine.syncer.enrol(&url, "01AB-CDEF-23GH-4567");
    assert_eq!(refused, Err(EnrolError::Unreachable));
    let centre = Centre::start();
    machine.syncer.enrol(&centre.url(), &centre.code()).unwrap();
    machine.lead_to(&url);
    machine.save(2);
    machine.syncer.sync_now();
    wait_unreachable(&machine, 2);
    machine.lead_to(&centre.url());
    machine.wait_all_in();
    assert_eq!(centre.count(), 2);
}

/// It connects and then no byte comes: that is another thing than no way there, and is said so.
#[test]
fn a_centre_that_accepts_and_says_nothing_has_stalled() {
    let centre = Centre::start();
    let line = Line::to(centre.address());
    let machine = Machine::impatient();
    machine.syncer.enrol(&line.url(), &centre.code()).unwrap();
    machine.wait_all_in();
    line.set(Mood::KeepsAnswers("GET /v1/hello"));
    machine.save(1);
    machine.syncer.sync_now();
    let status = machine.wait("it is given up", |status| {
        status.problem == Some(LinkProblem::Stalled)
    });
    assert_eq!(status.state, LinkState::Unreachable);
    line.set(Mood::Carries);
    machine.wait_all_in();
    assert_eq!(centre.count(), 1);
}
