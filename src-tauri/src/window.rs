//! The one window: where it takes its page from, and what it refuses.
//!
//! It never leaves the embedded page, opens no second window, loads nothing into a file and keeps
//! nothing of what was typed beyond its own life.

use std::path::PathBuf;

use tauri::webview::{DownloadEvent, NewWindowResponse};
use tauri::{App, LogicalSize, Url, WebviewWindowBuilder};

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
    WebviewWindowBuilder::from_config(app, &config)?
        .inner_size(size.width, size.height)
        .maximized(true)
        .data_directory(profile_folder)
        .general_autofill_enabled(false)
        .on_navigation(is_own_page)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, event| !matches!(event, DownloadEvent::Requested { .. }))
        .build()?;
    Ok(())
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
