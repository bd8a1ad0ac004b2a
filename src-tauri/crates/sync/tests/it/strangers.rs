//! What answers and is no centre: told as such, believed in nothing, followed nowhere.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use domain::id::CentreId;
use sync::{EnrolError, Enrolment, Journal as _, LinkProblem, LinkState, Options, Status, Syncer};
use zeroize::Zeroizing;

use crate::centre::{CENTRE, Centre, SITE};
use crate::memory::Memory;

const PATIENCE: Duration = Duration::from_secs(60);
pub(crate) const CODE: &str = "01AB-CDEF-23GH-4567";

/// Answers every request with the same bytes and closes.
struct Stranger {
    url: String,
    requests: Arc<AtomicUsize>,
    ends: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Stranger {
    fn says(answer: impl Into<Vec<u8>>) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let (requests, ends) = (
            Arc::new(AtomicUsize::new(0)),
            Arc::new(AtomicBool::new(false)),
        );
        let (counts, stops, answer) = (Arc::clone(&requests), Arc::clone(&ends), answer.into());
        let thread = std::thread::spawn(move || {
            for stream in listener.incoming() {
                if stops.load(Ordering::SeqCst) {
                    return;
                }
                if let Ok(stream) = stream {
                    counts.fetch_add(1, Ordering::SeqCst);
                    serve(stream, &answer);
                }
            }
        });
        Self {
            url,
            requests,
            ends,
            thread: Some(thread),
        }
    }

    fn requests(&self) -> usize {
        self.requests.load(Ordering::SeqCst)
    }
}

impl Drop for Stranger {
    fn drop(&mut self) {
        self.ends.store(true, Ordering::SeqCst);
        drop(TcpStream::connect(self.url.trim_start_matches("http://")));
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

/// Reads a request, answers, closes.
pub(crate) fn serve(mut stream: impl Read + Write, answer: &[u8]) {
    let mut head = Vec::new();
    let mut bytes = [0; 4096];
    while !head.windows(4).any(|end| end == b"\r\n\r\n") {
        match stream.read(&mut bytes) {
            // The beginning of TLS, which a plain server takes for a bad request.
            Ok(1..) if bytes[0] == 0x16 => break,
            Ok(count @ 1..) => head.extend_from_slice(&bytes[..count]),
            _ => return,
        }
    }
    let _ = stream.write_all(answer);
}

fn http(status: &str, headers: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n{headers}\r\n\r\n{body}")
        .into_bytes()
}

pub(crate) fn json(body: &str) -> Vec<u8> {
    http("200 OK", "Content-Type: application/json", body)
}

fn html(status: &str) -> Vec<u8> {
    http(
        status,
        "Content-Type: text/html",
        "<html><form>Log in</form></html>",
    )
}

/// A hello as the centre of these tests gives it.
fn hello() -> String {
    serde_json::to_string(&Centre::new().hello(None, &[]).unwrap()).unwrap()
}

pub(crate) struct Desk {
    journal: Arc<Memory>,
    pub(crate) syncer: Syncer,
    told: Arc<(Mutex<Vec<Status>>, Condvar)>,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self::over(Arc::new(Memory::new(1)))
    }

    /// A desk that was enrolled at this address before.
    fn enrolled_at(url: &str) -> Self {
        Self::enrolled(url, vec![])
    }

    /// The same, with an issuer of certificates that was told at the enrolment.
    pub(crate) fn enrolled_trusting(url: &str, ca: &str) -> Self {
        Self::enrolled(url, vec![ca.to_owned()])
    }

    fn enrolled(url: &str, ca: Vec<String>) -> Self {
        let journal = Arc::new(Memory::new(1));
        let enrolment = Enrolment {
            address: url.to_owned(),
            centre: CENTRE,
            site: SITE,
            site_name: "مسقط".into(),
            ca,
            keys: None,
            token: Zeroizing::new("t0ken".into()),
        };
        journal.keep_enrolment(&enrolment).unwrap();
        let desk = Self::over(journal);
        // The first try is spread over seconds, for which nobody has to wait here.
        desk.syncer.sync_now();
        desk
    }

    fn over(journal: Arc<Memory>) -> Self {
        let told = Arc::new((Mutex::new(vec![]), Condvar::new()));
        let tells = Arc::clone(&told);
        let on_status = Arc::new(move |status: Status| {
            tells
                .0
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(status);
            tells.1.notify_all();
        });
        let over: Arc<Memory> = Arc::clone(&journal);
        Self {
            syncer: Syncer::start(over, Options::default(), on_status),
            journal,
            told,
        }
    }

    pub(crate) fn wait(&self, promise: &str, kept: impl Fn(&Status) -> bool) -> Status {
        let until = Instant::now() + PATIENCE;
        let mut told = self.told.0.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(found) = told.iter().find(|status| kept(status)) {
                return found.clone();
            }
            let left = until.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "promised: {promise}; {:?}", told.last());
            told = self
                .told
                .1
                .wait_timeout(told, left)
                .unwrap_or_else(PoisonError::into_inner)
                .0;
        }
    }
}

/// Everything that may listen at a mistyped address, or stand before the right one.
#[test]
fn what_is_no_centre_is_told_as_such_and_changes_nothing() {
    let other_mark = hello().replace("\"centre\",\"protocol\"", "\"nothing\",\"protocol\"");
    let strangers = [
        ("a portal", html("200 OK")),
        ("a portal that asks to log in", html("401 Unauthorized")),
        ("a page that is not there", html("404 Not Found")),
        ("a block page", html("403 Forbidden")),
        ("nothing", json("")),
        ("other JSON", json("{\"status\":\"ok\"}")),
        ("a cut JSON", json("{\"nida\":\"centre\",")),
        ("another mark", json(&other_mark)),
        (
            "a greeting as a page",
            http("200 OK", "Content-Type: text/html", &hello()),
        ),
        ("no HTTP", b"220 mail.example.om ESMTP\r\n".to_vec()),
        ("a hello and no more", json(&hello())),
    ];
    for (name, answer) in strangers {
        let stranger = Stranger::says(answer);
        let desk = Desk::new();
        let enrolled = desk.syncer.enrol(&stranger.url, CODE);
        assert_eq!(enrolled, Err(EnrolError::NotACentre), "{name}");
        assert_eq!(desk.syncer.status().state, LinkState::NotSet, "{name}");
        assert_eq!(
            desk.journal.enrolment().unwrap(),
            None,
            "{name}: nothing is kept"
        );
    }
}

/// TLS is asked of something that speaks none: no fault of a certificate.
#[test]
fn https_to_a_plain_server_is_no_centre() {
    let stranger = Stranger::says(html("400 Bad Request"));
    let address = stranger.url.replace("http://", "https://");
    assert_eq!(
        Desk::new().syncer.enrol(&address, CODE),
        Err(EnrolError::NotACentre)
    );
}

/// A code or a token that followed a redirect would be in somebody else's hands.
#[test]
fn redirects_are_not_followed() {
    for status in [
        "301 Moved",
        "302 Found",
        "303 See Other",
        "307 Temporary",
        "308 Permanent",
    ] {
        let elsewhere = Stranger::says(json(&hello()));
        let location = format!("Location: {}/v1/hello", elsewhere.url);
        let stranger = Stranger::says(http(status, &location, ""));
        let enrolled = Desk::new().syncer.enrol(&stranger.url, CODE);
        assert_eq!(enrolled, Err(EnrolError::NotACentre), "{status}");
        let desk = Desk::enrolled_at(&stranger.url);
        desk.wait("it is told", |status| {
            status.problem == Some(LinkProblem::NotACentre)
        });
        assert_eq!(elsewhere.requests(), 0, "{status}: nobody went there");
    }
}

#[test]
fn a_server_that_closes_or_fails_is_told_apart() {
    for (answer, expected) in [
        (vec![], EnrolError::Unreachable),
        (
            b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"nida\"".to_vec(),
            EnrolError::Unreachable,
        ),
        (html("502 Bad Gateway"), EnrolError::Unreachable),
        (html("500 Internal Server Error"), EnrolError::Busy),
        (html("503 Service Unavailable"), EnrolError::Busy),
        (html("429 Too Many Requests"), EnrolError::Busy),
    ] {
        let said = String::from_utf8_lossy(&answer).into_owned();
        let stranger = Stranger::says(answer);
        assert_eq!(
            Desk::new().syncer.enrol(&stranger.url, CODE),
            Err(expected),
            "{said}"
        );
    }
}

/// An answer without end must not fill the memory.
#[test]
fn an_endless_answer_is_cut_off() {
    let long = "x".repeat(3 * 1024 * 1024);
    let stranger = Stranger::says(json(&long));
    assert_eq!(
        Desk::new().syncer.enrol(&stranger.url, CODE),
        Err(EnrolError::NotACentre)
    );
}

/// A portal came up between the machine and its centre: nothing counts as sent, and it is said.
#[test]
fn a_portal_before_an_enrolled_machine_is_told() {
    let stranger = Stranger::says(html("200 OK"));
    let desk = Desk::enrolled_at(&stranger.url);
    desk.journal.save();
    desk.syncer.wake();
    let status = desk.wait("it is told", |status| {
        status.problem == Some(LinkProblem::NotACentre) && status.waiting == 1
    });
    assert_eq!(status.state, LinkState::Unreachable);
    assert_eq!(status.last_contact_at, None, "nobody was heard");
}

/// Another centre answers at the old address: it gets no token and no entry.
#[test]
fn another_centre_at_the_old_address_is_told() {
    let mut other = Centre::new().hello(None, &[]).unwrap();
    other.centre = CentreId::from_bytes([9; 16]);
    let stranger = Stranger::says(json(&serde_json::to_string(&other).unwrap()));
    let desk = Desk::enrolled_at(&stranger.url);
    let status = desk.wait("it is told", |status| {
        status.problem == Some(LinkProblem::OtherCentre)
    });
    assert_eq!(status.state, LinkState::Refused);
}

/// Closing the application must not wait for a line that says nothing.
#[test]
fn stopping_does_not_wait_for_the_line() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let desk = Desk::enrolled_at(&url);
    // The request is made, and nobody ever answers.
    let (_stream, _) = listener.accept().unwrap();
    let began = Instant::now();
    desk.syncer.stop();
    desk.syncer.stop();
    assert!(
        began.elapsed() < PATIENCE / 2,
        "long before the line would have stalled"
    );
    let late = desk.syncer.enrol(&url, CODE);
    assert!(
        late.is_err(),
        "a stopped sync enrols nobody, and says so at once: {late:?}"
    );
}
