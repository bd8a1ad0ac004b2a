//! A process that is listened to until it is killed.

use std::io::{BufRead as _, BufReader};
use std::os::unix::process::ExitStatusExt as _;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// The signal that nobody can catch.
const KILL: i32 = 9;

/// What it has said, line by line, and whether it has ended.
#[derive(Default)]
struct Said {
    lines: Vec<String>,
    ended: bool,
}

/// What became of a process.
pub(crate) struct Ended {
    pub(crate) lines: Vec<String>,
    /// By us; else by itself, before we came to it.
    pub(crate) killed: bool,
}

pub(crate) struct Process {
    child: Child,
    said: Arc<(Mutex<Said>, Condvar)>,
    listens: Option<JoinHandle<()>>,
}

impl Process {
    pub(crate) fn start(command: &mut Command) -> Self {
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let said: Arc<(Mutex<Said>, Condvar)> = Arc::default();
        let (tells, mut out) = (
            Arc::clone(&said),
            BufReader::new(child.stdout.take().unwrap()),
        );
        let listens = std::thread::spawn(move || {
            let mut line = String::new();
            while out.read_line(&mut line).is_ok_and(|count| count > 0) {
                // Half a line was being said when it died: nobody heard it.
                if let Some(whole) = line.strip_suffix('\n') {
                    lock(&tells.0).lines.push(whole.to_owned());
                    tells.1.notify_all();
                }
                line.clear();
            }
            lock(&tells.0).ended = true;
            tells.1.notify_all();
        });
        Self {
            child,
            said,
            listens: Some(listens),
        }
    }

    /// Waits until what it has said is enough, at the longest so long; whether it was.
    pub(crate) fn wait(&self, longest: Duration, enough: impl Fn(&[String]) -> bool) -> bool {
        let until = Instant::now() + longest;
        let mut said = lock(&self.said.0);
        loop {
            if enough(&said.lines) {
                return true;
            }
            let left = until.saturating_duration_since(Instant::now());
            if said.ended || left.is_zero() {
                return false;
            }
            let waited = self.said.1.wait_timeout(said, left);
            said = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// What it has said so far.
    pub(crate) fn lines(&self) -> Vec<String> {
        lock(&self.said.0).lines.clone()
    }

    /// Kills it. What it said before is still in the pipe behind it and is heard.
    pub(crate) fn kill(mut self) -> Ended {
        self.child.kill().unwrap();
        self.end()
    }

    /// Waits until it has ended by itself.
    pub(crate) fn wait_for_end(mut self) -> Ended {
        self.end()
    }

    fn end(&mut self) -> Ended {
        let status = self.child.wait().unwrap();
        if let Some(listens) = self.listens.take() {
            listens.join().unwrap();
        }
        Ended {
            lines: self.lines(),
            killed: status.signal() == Some(KILL),
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
