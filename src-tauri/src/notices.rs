//! Notices of the desktop, sent from here: the page knows nothing of them and may send none.
//!
//! They go to the desktop's own notification server over the session bus, from a thread of their own, so
//! that a server that does not answer holds nobody up. One that is pressed brings the window to the front;
//! nothing else does. Where there is no server they are gone, and the log says so once. Desktops without a
//! session bus (Windows) get none yet. Never here: what is told, and to whom (`app::notices`).

#[cfg(target_os = "linux")]
mod server;

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use app::{Notice, Notifier};
use tauri::AppHandle;

use crate::window;

/// Notices on their way at most; what comes on top of them is gone.
const WAITING_MAX: usize = 8;

/// The desktop around the window.
pub(crate) struct DesktopNotices {
    window: AppHandle,
    waiting: SyncSender<Notice>,
}

impl DesktopNotices {
    /// Begins to show what it is told.
    pub(crate) fn begin(window: AppHandle) -> Self {
        let (waiting, notices) = sync_channel(WAITING_MAX);
        let front = window.clone();
        in_background("notices", move || show_all(&notices, front));
        Self { window, waiting }
    }
}

impl Notifier for DesktopNotices {
    fn in_front(&self) -> bool {
        window::is_in_front(&self.window)
    }

    fn tell(&self, notice: Notice) {
        if self.waiting.try_send(notice).is_err() {
            tracing::debug!("a notice was left out");
        }
    }
}

#[cfg(target_os = "linux")]
fn show_all(notices: &Receiver<Notice>, front: AppHandle) {
    server::show_all(notices, server::session, move || window::raise(&front));
}

#[cfg(not(target_os = "linux"))]
fn show_all(notices: &Receiver<Notice>, _: AppHandle) {
    tracing::info!("this desktop shows no notices");
    while notices.recv().is_ok() {}
}

/// A machine that gives no thread works without notices.
fn in_background(name: &str, work: impl FnOnce() + Send + 'static) {
    let begun = std::thread::Builder::new().name(name.into()).spawn(work);
    if let Err(error) = begun {
        tracing::warn!(kind = ?error.kind(), "no thread for notices");
    }
}
