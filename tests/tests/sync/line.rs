//! The line between a machine and the centre, held in the test's hand: it carries, refuses, or cuts an
//! answer after so many bytes, when the centre has long written down what it was sent.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

/// What the line does with a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mood {
    Carries,
    /// Closed as soon as it is made.
    Refuses,
    /// The answer to a batch is cut after so many bytes; everything else is carried.
    CutsAnswerAfter(usize),
}

struct Shared {
    target: Mutex<SocketAddr>,
    mood: Mutex<Mood>,
    /// Answers that were cut.
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
        *lock(&self.shared.cuts)
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
            let batch = Arc::new(AtomicBool::new(false));
            let seen = Arc::clone(&batch);
            let (desk_in, centre_out) = (desk.try_clone().unwrap(), centre.try_clone().unwrap());
            std::thread::spawn(move || up.carry_up(desk_in, centre_out, &seen));
            std::thread::spawn(move || down.carry_down(centre, desk, &batch));
        }
    }

    fn carry_up(&self, mut from: TcpStream, mut to: TcpStream, batch: &AtomicBool) {
        let mut bytes = [0; 16 * 1024];
        while let Ok(count @ 1..) = from.read(&mut bytes) {
            let piece = bytes.get(..count).unwrap_or_default();
            // One request at a time: what comes next tells what is asked now.
            if piece.starts_with(b"POST /v1/entries") {
                batch.store(true, Ordering::SeqCst);
            } else if piece.starts_with(b"GET ") || piece.starts_with(b"POST ") {
                batch.store(false, Ordering::SeqCst);
            }
            if *lock(&self.mood) == Mood::Refuses || to.write_all(piece).is_err() {
                break;
            }
        }
        let _ = to.shutdown(Shutdown::Both);
        let _ = from.shutdown(Shutdown::Both);
    }

    fn carry_down(&self, mut from: TcpStream, mut to: TcpStream, batch: &AtomicBool) {
        let mut bytes = [0; 16 * 1024];
        let mut carried = 0;
        while let Ok(count @ 1..) = from.read(&mut bytes) {
            let piece = bytes.get(..count).unwrap_or_default();
            if let Mood::CutsAnswerAfter(most) = *lock(&self.mood)
                && batch.load(Ordering::SeqCst)
            {
                // The centre answers when it has committed, so this answer was true.
                let left = most.saturating_sub(carried).min(count);
                carried += left;
                let _ = to.write_all(piece.get(..left).unwrap_or_default());
                if carried >= most {
                    *lock(&self.cuts) += 1;
                    break;
                }
                continue;
            }
            if to.write_all(piece).is_err() {
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
