//! The one window: where it takes its page from, and what it refuses.
//!
//! It never leaves the embedded page, opens no second window, loads nothing into a file and keeps
//! nothing of what was typed beyond its own life. It never takes the focus because of a call.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tauri::webview::{DownloadEvent, NewWindowResponse, PageLoadEvent};
use tauri::{
    App, AppHandle, Emitter as _, LogicalSize, Manager as _, Url, UserAttentionType, WebviewWindow,
    WebviewWindowBuilder, WindowEvent,
};

/// The name of the one window, as the configuration and the capability have it.
const MAIN: &str = "main";
/// The event that tells the page that somebody wants to close the window.
const CLOSE_ASKED: &str = "close-asked";

/// How closing stands. The page is asked once, so that what is half typed gets onto the disk and open drafts
/// are spoken of; whoever asks again, or has a page that answers nothing, closes at once.
#[derive(Debug, Default)]
pub(crate) struct Closing {
    page_stands: AtomicBool,
    asked: AtomicBool,
}

/// Opens the window as `tauri.conf.json` describes it, maximised and in no case larger than the screen
/// leaves free, its webview working in `profile_folder`.
///
/// # Errors
/// Whatever keeps the system from giving a window or a webview.
pub(crate) fn open(app: &App, profile_folder: PathBuf) -> tauri::Result<()> {
    let config = app
        .config()
        .app
        .windows
        .first()
        .cloned()
        .unwrap_or_default();
    let wanted = LogicalSize::new(config.width, config.height);
    let size = match app.primary_monitor()? {
        Some(monitor) => fitting(
            wanted,
            monitor.work_area().size.to_logical(monitor.scale_factor()),
        ),
        None => wanted,
    };
    let window = WebviewWindowBuilder::from_config(app, &config)?
        .inner_size(size.width, size.height)
        .maximized(true)
        .data_directory(profile_folder)
        .general_autofill_enabled(false)
        .on_navigation(is_own_page)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, event| !matches!(event, DownloadEvent::Requested { .. }))
        .on_page_load(|window, page| {
            let stands = page.event() == PageLoadEvent::Finished;
            let closing = window.state::<Arc<Closing>>();
            closing.page_stands.store(stands, Ordering::SeqCst);
        })
        .build()?;
    let closing = Arc::clone(&app.state::<Arc<Closing>>());
    let page = window.clone();
    window.on_window_event(move |event| {
        if let WindowEvent::CloseRequested { api, .. } = event {
            let asks = closing.page_stands.load(Ordering::SeqCst)
                && !closing.asked.swap(true, Ordering::SeqCst)
                && page.emit(CLOSE_ASKED, ()).is_ok();
            if asks {
                api.prevent_close();
            }
        }
    });
    Ok(())
}

/// Closes the window, or forgets that it was to be closed.
pub(crate) fn close(app: &AppHandle, go: bool) {
    app.state::<Arc<Closing>>()
        .asked
        .store(false, Ordering::SeqCst);
    if go && let Some(window) = main_window(app) {
        told(window.destroy());
    }
}

/// Whether somebody works at it just now.
pub(crate) fn is_in_front(app: &AppHandle) -> bool {
    main_window(app).is_none_or(|window| window.is_focused().unwrap_or(true))
}

/// Lets the taskbar say that a call waits; nothing is raised over what somebody is working at.
pub(crate) fn ask_for_attention(app: &AppHandle) {
    let Some(window) = main_window(app) else {
        return;
    };
    if !is_in_front(app) {
        told(window.request_user_attention(Some(UserAttentionType::Informational)));
    }
}

/// Brings the window to the front, for a person who started the application once more.
pub(crate) fn raise(app: &AppHandle) {
    let Some(window) = main_window(app) else {
        return;
    };
    told(window.unminimize());
    told(window.show());
    told(window.set_focus());
}

fn main_window(app: &AppHandle) -> Option<WebviewWindow> {
    app.get_webview_window(MAIN)
}

/// A window that is closing does nothing any more, and nothing is lost by it.
fn told(outcome: tauri::Result<()>) {
    if let Err(error) = outcome {
        tracing::debug!(%error, "the window did not follow");
    }
}

/// The size wanted, cut to what is free: without a window manager nobody else cuts it, and the row that
/// saves would lie below the edge of the screen.
fn fitting(wanted: LogicalSize<f64>, free: LogicalSize<f64>) -> LogicalSize<f64> {
    LogicalSize::new(wanted.width.min(free.width), wanted.height.min(free.height))
}

/// The page inside the binary, under the two addresses that Tauri gives it by platform.
fn is_own_page(url: &Url) -> bool {
    match url.scheme() {
        "tauri" => url.host_str() == Some("localhost"),
        "http" | "https" => url.host_str() == Some("tauri.localhost"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// On a screen of 1024 × 600 a window of 768 rows would hide its last ones.
    #[test]
    fn the_window_is_never_larger_than_what_is_free() {
        let wanted = LogicalSize::new(1366.0, 768.0);
        for (free, expected) in [
            ((1024.0, 600.0), (1024.0, 600.0)),
            ((1366.0, 690.0), (1366.0, 690.0)),
            ((1920.0, 1080.0), (1366.0, 768.0)),
        ] {
            assert_eq!(
                fitting(wanted, free.into()),
                expected.into(),
                "of {free:?} free"
            );
        }
    }

    /// A link in hostile text must not carry the window away from the application.
    #[test]
    fn only_the_embedded_page_is_navigated_to() {
        for own in [
            "tauri://localhost/",
            "tauri://localhost/index.html",
            "http://tauri.localhost/",
        ] {
            assert!(
                is_own_page(&own.parse().unwrap()),
                "{own} is the application's own page"
            );
        }
        for foreign in [
            "https://example.org/",
            "http://localhost:5173/",
            "http://tauri.localhost.example.org/",
            "file:///etc/passwd",
            "data:text/html,hello",
            "about:blank",
            "tauri://example.org/",
        ] {
            assert!(
                !is_own_page(&foreign.parse().unwrap()),
                "{foreign} must be refused"
            );
        }
    }
}
