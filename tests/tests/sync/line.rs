//! The line between a machine and the centre, held in the test's hand: it carries, refuses, or cuts an
//! answer after so many bytes, when the centre has long written down what it was sent.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

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
    /// Requests that begin so are answered by this instead; the centre never hears of them.
    Answers(&'static str, Vec<u8>),
    /// The centre hears it and its answer is thrown away; this comes instead.
    Replaces(&'static str, Vec<u8>),
    /// Every answer comes a byte at a time.
    Trickles,
    /// Each request that begins so reaches the centre twice; the second answer is the one that comes back.
    SendsTwice(&'static str),
}

struct Shared {
    target: Mutex<SocketAddr>,
    mood: Mutex<Mood>,
    /// Answers that were cut or replaced, and requests that were doubled.
    cuts: Mutex<u32>,
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
            cuts: Mutex::new(0),
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
        while let Ok(count @ 1..) = from.read(&mut bytes) {
            let piece = bytes.get(..count).unwrap_or_default();
            {
                let mut asked = lock(asked);
                if piece.starts_with(b"GET ") || piece.starts_with(b"POST ") {
                    asked.clear();
                }
                asked.extend_from_slice(piece);
            }
            let is = |start: &str| lock(asked).starts_with(start.as_bytes());
            match lock(&self.mood).clone() {
                Mood::Refuses => break,
                Mood::Answers(start, answer) if is(start) => {
                    *lock(&self.cuts) += 1;
                    let _ = from.write_all(&answer);
                    break;
                }
                _ => {}
            }
            if to.write_all(piece).is_err() {
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
            let most = match lock(&self.mood).clone() {
                Mood::CutsAnswerAfter(most) if is("POST /v1/entries") => Some(most),
                Mood::CutsAfter(start, most) if is(start) => Some(most),
                Mood::CutsAtEveryByte(start) if is(start) => {
                    Some(usize::try_from(self.cuts()).unwrap_or(usize::MAX))
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
                Mood::Trickles => {
                    let bytes_told = piece.iter().all(|byte| to.write_all(&[*byte]).is_ok());
                    if !bytes_told {
                        break;
                    }
                    continue;
                }
                _ => None,
            };
            let Some(most) = most else {
                if to.write_all(piece).is_err() {
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
