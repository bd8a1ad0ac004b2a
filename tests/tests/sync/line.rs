//! The line between a machine and the centre, held in the test's hand: it carries, refuses, or cuts an
//! answer after so many bytes, when the centre has long written down what it was sent.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

/// How long a byte takes on a line that trickles.
const PER_BYTE: Duration = Duration::from_millis(10);

/// What the line does with a connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Mood {
    Carries,
    /// Closed as soon as it is made.
    Refuses,
    /// The answer to a batch is cut after so many bytes; everything else is carried.
    CutsAnswerAfter(usize),
    /// Answers to requests that begin so are cut after so many bytes.
    CutsAfter(&'static str, usize),
    /// Answers to requests that begin so are cut after 0, 1, 2 … bytes, one after another, until one is
    /// shorter than where it would be cut.
    CutsAtEveryByte(&'static str),
    /// Of a request that begins so the centre gets its first bytes alone, so many; then the line is dead both
    /// ways.
    CutsRequestAfter(&'static str, usize),
    /// Requests that begin so are answered by this instead; the centre never hears of them.
    Answers(&'static str, Vec<u8>),
    /// The centre hears it and its answer is thrown away; this comes instead.
    Replaces(&'static str, Vec<u8>),
    /// The centre hears it, and in the place of its answer comes the one that it gave to such a request before.
    GivesTheOneBefore(&'static str),
    /// Both ways each byte goes out by itself, as a packet of its own.
    ByteByByte,
    /// The answer to a request that begins so comes a byte at a time, some hundred a second.
    Trickles(&'static str),
    /// Each request that begins so reaches the centre twice; the second answer is the one that comes back.
    SendsTwice(&'static str),
    /// The answer to a request that begins so lies on the line for as long as this mood lasts.
    KeepsAnswers(&'static str),
    /// A request that begins so lies on the line for as long as this mood lasts, and reaches the centre then.
    KeepsRequests(&'static str),
}

struct Shared {
    target: Mutex<SocketAddr>,
    mood: Mutex<Mood>,
    /// Told when the mood is another.
    changed: Condvar,
    /// Answers that were cut or replaced, requests that were doubled, and what was kept back.
    cuts: Mutex<u32>,
    /// What was kept back and went on afterwards.
    released: Mutex<u32>,
    /// The last whole answer to each kind of request that [`Mood::GivesTheOneBefore`] was set for.
    before: Mutex<Vec<u8>>,
    ends: AtomicBool,
}

pub(crate) struct Line {
    address: SocketAddr,
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

impl Line {
    pub(crate) fn to(target: SocketAddr) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let shared = Arc::new(Shared {
            target: Mutex::new(target),
            mood: Mutex::new(Mood::Carries),
            changed: Condvar::new(),
            cuts: Mutex::new(0),
            released: Mutex::new(0),
            before: Mutex::default(),
            ends: AtomicBool::new(false),
        });
        let serves = Arc::clone(&shared);
        let thread = std::thread::spawn(move || serves.accept(&listener));
        Self {
            address,
            shared,
            thread: Some(thread),
        }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(crate) fn lead_to(&self, target: SocketAddr) {
        *lock(&self.shared.target) = target;
    }

    pub(crate) fn set(&self, mood: Mood) {
        *lock(&self.shared.mood) = mood;
        self.shared.changed.notify_all();
    }

    /// How much of what was kept back has gone on.
    pub(crate) fn released(&self) -> u32 {
        *lock(&self.shared.released)
    }

    pub(crate) fn cuts(&self) -> u32 {
        self.shared.cuts()
    }

    /// Counts anew.
    pub(crate) fn forget_cuts(&self) {
        *lock(&self.shared.cuts) = 0;
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.shared.ends.store(true, Ordering::SeqCst);
        self.set(Mood::Refuses);
        // Wakes the thread that waits for the next connection.
        drop(TcpStream::connect(self.address));
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

impl Shared {
    fn cuts(&self) -> u32 {
        *lock(&self.cuts)
    }

    /// Waits until the mood is another.
    fn keep_back(&self, kept: &Mood) {
        *lock(&self.cuts) += 1;
        let mood = lock(&self.mood);
        let other = self.changed.wait_while(mood, |mood| *mood == *kept);
        drop(other);
    }

    /// Writes as the line is in the mood for.
    fn write(&self, piece: &[u8], to: &mut TcpStream) -> bool {
        if *lock(&self.mood) != Mood::ByteByByte {
            return to.write_all(piece).is_ok();
        }
        piece.iter().all(|byte| to.write_all(&[*byte]).is_ok())
    }

    /// Writes a byte at a time for as long as this mood lasts, and the rest at once.
    fn trickle(&self, trickles: &Mood, piece: &[u8], to: &mut TcpStream) -> bool {
        for (sent, byte) in piece.iter().enumerate() {
            let mood = lock(&self.mood);
            let is_same = |mood: &mut Mood| *mood == *trickles;
            let waited = self.changed.wait_timeout_while(mood, PER_BYTE, is_same);
            let timed_out = waited.unwrap_or_else(PoisonError::into_inner).1.timed_out();
            if !timed_out {
                let rest = piece.get(sent..).unwrap_or_default();
                return to.write_all(rest).is_ok();
            }
            if to.write_all(&[*byte]).is_err() {
                return false;
            }
        }
        true
    }

    /// Sends a whole request on a line of its own, and gives its answer.
    fn ask_again(&self, request: &[u8], to: &mut TcpStream) -> std::io::Result<()> {
        let mut centre = TcpStream::connect(*lock(&self.target))?;
        centre.write_all(request)?;
        let mut bytes = [0; 16 * 1024];
        let count = centre.read(&mut bytes)?;
        to.write_all(bytes.get(..count).unwrap_or_default())
    }

    fn accept(self: &Arc<Self>, listener: &TcpListener) {
        for stream in listener.incoming() {
            if self.ends.load(Ordering::SeqCst) {
                return;
            }
            let Ok(desk) = stream else { continue };
            if *lock(&self.mood) == Mood::Refuses {
                continue;
            }
            let target = *lock(&self.target);
            let Ok(centre) = TcpStream::connect(target) else {
                continue;
            };
            // What is written goes out as it was written.
            let at_once = desk.set_nodelay(true).and(centre.set_nodelay(true));
            at_once.unwrap();
            let (up, down) = (Arc::clone(self), Arc::clone(self));
            let asked = Arc::new(Mutex::new(Vec::new()));
            let seen = Arc::clone(&asked);
            let (desk_in, centre_out) = (desk.try_clone().unwrap(), centre.try_clone().unwrap());
            std::thread::spawn(move || up.carry_up(desk_in, centre_out, &seen));
            std::thread::spawn(move || down.carry_down(centre, desk, &asked));
        }
    }

    /// `asked` is the request as far as it has come: one at a time, so what comes next begins a new one.
    fn carry_up(&self, mut from: TcpStream, mut to: TcpStream, asked: &Mutex<Vec<u8>>) {
        let mut bytes = [0; 16 * 1024];
        let mut carried = 0;
        while let Ok(count @ 1..) = from.read(&mut bytes) {
            let piece = bytes.get(..count).unwrap_or_default();
            {
                let mut asked = lock(asked);
                if piece.starts_with(b"GET ") || piece.starts_with(b"POST ") {
                    asked.clear();
                    carried = 0;
                }
                asked.extend_from_slice(piece);
            }
            let is = |start: &str| lock(asked).starts_with(start.as_bytes());
            // Not held while the line does as it says.
            let mood = lock(&self.mood).clone();
            match mood {
                Mood::Refuses => break,
                Mood::Answers(start, answer) if is(start) => {
                    *lock(&self.cuts) += 1;
                    let _ = from.write_all(&answer);
                    break;
                }
                Mood::CutsRequestAfter(start, most) if is(start) => {
                    let left = most.saturating_sub(carried).min(count);
                    let _ = to.write_all(piece.get(..left).unwrap_or_default());
                    carried += left;
                    if carried < most {
                        continue;
                    }
                    *lock(&self.cuts) += 1;
                    break;
                }
                kept @ Mood::KeepsRequests(start) if is(start) => {
                    // Who gave it up closes; by then all of it has come.
                    let mut whole = lock(asked).clone();
                    let _ = from.read_to_end(&mut whole);
                    self.keep_back(&kept);
                    let _ = self.ask_again(&whole, &mut from);
                    *lock(&self.released) += 1;
                    break;
                }
                _ => {}
            }
            carried += count;
            if !self.write(piece, &mut to) {
                break;
            }
        }
        let _ = to.shutdown(Shutdown::Both);
        let _ = from.shutdown(Shutdown::Both);
    }

    /// The centre answers when it has committed, so an answer that is cut was true.
    fn carry_down(&self, mut from: TcpStream, mut to: TcpStream, asked: &Mutex<Vec<u8>>) {
        let mut bytes = [0; 16 * 1024];
        let mut carried = 0;
        let is = |start: &str| lock(asked).starts_with(start.as_bytes());
        while let Ok(count @ 1..) = from.read(&mut bytes) {
            let piece = bytes.get(..count).unwrap_or_default();
            let mood = lock(&self.mood).clone();
            let most = match mood {
                Mood::CutsAnswerAfter(most) if is("POST /v1/entries") => Some(most),
                Mood::CutsAfter(start, most) if is(start) => Some(most),
                Mood::CutsAtEveryByte(start) if is(start) => {
                    Some(usize::try_from(self.cuts()).unwrap_or(usize::MAX))
                }
                ref trickles @ Mood::Trickles(start) if is(start) => {
                    *lock(&self.cuts) += 1;
                    if !self.trickle(trickles, piece, &mut to) {
                        break;
                    }
                    continue;
                }
                Mood::Replaces(start, answer) if is(start) => {
                    *lock(&self.cuts) += 1;
                    let _ = to.write_all(&answer);
                    break;
                }
                Mood::SendsTwice(start) if is(start) => {
                    *lock(&self.cuts) += 1;
                    let request = lock(asked).clone();
                    let _ = self.ask_again(&request, &mut to);
                    break;
                }
                Mood::GivesTheOneBefore(start) if is(start) => {
                    let now = piece.to_vec();
                    let before = std::mem::replace(&mut *lock(&self.before), now);
                    if before.is_empty() {
                        None
                    } else {
                        *lock(&self.cuts) += 1;
                        let _ = to.write_all(&before);
                        break;
                    }
                }
                kept @ Mood::KeepsAnswers(start) if is(start) => {
                    self.keep_back(&kept);
                    let _ = to.write_all(piece);
                    *lock(&self.released) += 1;
                    break;
                }
                _ => None,
            };
            let Some(most) = most else {
                if !self.write(piece, &mut to) {
                    break;
                }
                continue;
            };
            let left = most.saturating_sub(carried).min(count);
            carried += left;
            let _ = to.write_all(piece.get(..left).unwrap_or_default());
            if left < count || carried >= most {
                *lock(&self.cuts) += 1;
                break;
            }
        }
        let _ = to.shutdown(Shutdown::Both);
        let _ = from.shutdown(Shutdown::Both);
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
