//! Brings the WAL into the file beside background work, on a thread and a connection of its own.
//!
//! What is pulled fills the WAL within a second. Were it left to the commit that fills it, as SQLite does, whoever
//! saves just then would wait for thousands of pages and for the disk to have them. SQLite lets one connection
//! checkpoint while another writes, and begins the WAL anew once all of it is in the file: so that it comes to that,
//! background work waits for the last few pages. Persons never wait for any.
//!
//! The connection is made when it is first needed: most days bring too little for that.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use rusqlite::Connection;

use super::queue::Queues;
use crate::folder::Folder;
use crate::keys::Key;
use crate::open::connect::{Access, connect};

/// Shortest time between two checkpoints; a slow disk rests as long as it worked.
const APART: Duration = Duration::from_millis(50);
/// Frames of the WAL from which on it is to be begun anew: far fewer than those at which SQLite makes a save wait.
const MANY_FRAMES: i64 = 1_000;
/// How often the last pages are tried; a save that comes in between leaves its own.
const TRIES: usize = 6;

pub(super) struct Checkpointer {
    due: Option<SyncSender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Checkpointer {
    pub(super) fn start(folder: Folder, key: Key, queues: Arc<Queues>) -> std::io::Result<Self> {
        let (due, is_due) = sync_channel(1);
        let work = Work {
            folder,
            key,
            queues,
            connection: None,
        };
        let thread = std::thread::Builder::new()
            .name("store-checkpointer".into())
            .spawn(move || work.until_closed(&is_due))?;
        Ok(Self {
            due: Some(due),
            thread: Some(thread),
        })
    }

    /// Something was committed of which more follows. Never waits.
    pub(super) fn is_due(&self) {
        if let Some(due) = &self.due {
            // One that is asked for already takes this along.
            let _ = due.try_send(());
        }
    }
}

impl Drop for Checkpointer {
    fn drop(&mut self) {
        self.due = None;
        if let Some(thread) = self.thread.take() {
            thread.thread().unpark();
            let _ = thread.join();
        }
    }
}

struct Work {
    folder: Folder,
    key: Key,
    queues: Arc<Queues>,
    connection: Option<Connection>,
}

impl Work {
    fn until_closed(mut self, is_due: &Receiver<()>) {
        while is_due.recv().is_ok() {
            let began = Instant::now();
            let done = self.bring_in();
            self.queues.let_background_go_on();
            if let Err(error) = done {
                // Left to the commit that fills the WAL, as without this thread.
                self.connection = None;
                tracing::warn!(code = ?error.sqlite_error_code(), "the WAL was not brought into the file");
            }
            std::thread::park_timeout(began.elapsed().max(APART));
        }
    }

    fn bring_in(&mut self) -> rusqlite::Result<()> {
        let mut frames = self.checkpoint()?;
        if frames < MANY_FRAMES {
            return Ok(());
        }
        self.queues.let_background_wait();
        for _ in 0..TRIES {
            // All is in the file where the one before came to the end and nothing was added.
            let before = std::mem::replace(&mut frames, self.checkpoint()?);
            if frames <= before {
                break;
            }
        }
        Ok(())
    }

    /// Brings in what it can and waits for nobody; how many frames the WAL had then.
    fn checkpoint(&mut self) -> rusqlite::Result<i64> {
        let connection = match self.connection.take() {
            Some(connection) => connection,
            None => connect(&self.folder.database(), &self.key, Access::Write)?,
        };
        let connection = self.connection.insert(connection);
        connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |row| row.get(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A WAL that is never begun anew grows until a save has to wait for all of it.
    #[test]
    fn a_long_wal_is_brought_in_whole_and_begun_anew() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::at(place.path());
        let key = Key::random().unwrap();
        let writer = connect(&folder.database(), &key, Access::Create).unwrap();
        writer
            .execute_batch("CREATE TABLE note (text BLOB NOT NULL) STRICT")
            .unwrap();
        let mut work = Work {
            folder: folder.clone(),
            key,
            queues: Arc::default(),
            connection: None,
        };
        let frames_after_one_more = |work: &mut Work, bytes: i64| {
            let note = "INSERT INTO note (text) VALUES (zeroblob(?1))";
            writer.execute(note, [bytes]).unwrap();
            work.bring_in().unwrap();
            work.checkpoint().unwrap()
        };
        let few = frames_after_one_more(&mut work, 1);
        let many = frames_after_one_more(&mut work, MANY_FRAMES * 4_096);
        assert!(many > MANY_FRAMES, "{many} frames");
        assert!(
            work.queues.does_background_wait(),
            "the last pages come in while nothing is added"
        );
        let anew = frames_after_one_more(&mut work, 1);
        assert!(anew <= few, "begun anew: {anew} frames");
    }
}
