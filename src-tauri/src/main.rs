//! The Tauri shell: one window over `app`.
//!
//! It opens the window, hands commands to `app` and events to the window. Never here: rules, rights,
//! storage, sentences; an `if` about calls belongs in `app`.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod application;
mod commands;
mod log;
mod notices;
mod now_and_then;
mod only_copy;
mod panic_report;
mod place;
mod webview_profile;
mod window;

use std::process::ExitCode;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use app::App;
use tauri::Manager as _;
use tauri_plugin_window_state::StateFlags;

/// What of the window is found again the next day: where it was and how large. Nothing else.
const REMEMBERED: StateFlags = StateFlags::SIZE
    .union(StateFlags::POSITION)
    .union(StateFlags::MAXIMIZED);

/// How long it takes until somebody is told that something has come due, at most.
const DUE_EVERY: Duration = Duration::from_secs(20);
/// How long it takes until a bulletin or a backup that is due is begun, at most.
const MADE_EVERY: Duration = Duration::from_secs(30);

fn main() -> ExitCode {
    let place = match place::Place::from_process() {
        Ok(place) => place,
        Err(place::PlaceError::Help) => {
            println!("{}", place::USAGE);
            return ExitCode::SUCCESS;
        }
        Err(error) => {
            eprintln!("nida: {error}\n{}", place::USAGE);
            return ExitCode::from(2);
        }
    };
    panic_report::install(place.log_folder());
    log::install(&place.log_folder());
    // Before the webview begins its processes, which inherit it.
    if let Err(error) = app::leave_no_dump() {
        tracing::warn!(%error, "a crash may leave an image of the memory");
    }
    match run(place) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(%error, "the window could not be opened");
            eprintln!("nida: the window could not be opened: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(place: place::Place) -> tauri::Result<()> {
    // Made only once this is known to be the only copy: a second one ends before that.
    let profile: Arc<OnceLock<webview_profile::WebviewProfile>> = Arc::default();
    let made = Arc::clone(&profile);
    tauri::Builder::default()
        .plugin(only_copy::plugin(&place))
        .plugin(
            tauri_plugin_window_state::Builder::new()
                .with_state_flags(REMEMBERED)
                .build(),
        )
        .invoke_handler(commands::handler())
        .setup(move |app| {
            tracing::info!(version = env!("CARGO_PKG_VERSION"), "started");
            let folder = webview_profile::WebviewProfile::make()?;
            let folder = made.get_or_init(|| folder).folder().to_owned();
            let nida = application::start(app.handle().clone(), &place);
            now_and_then::begin(&nida, "due", DUE_EVERY, App::tell_what_is_due);
            now_and_then::begin(&nida, "bulletins", MADE_EVERY, App::write_what_is_scheduled);
            now_and_then::begin(&nida, "backups", MADE_EVERY, App::back_up_when_due);
            if let Some(call) = &place.call {
                nida.pop_screen(call);
            }
            app.manage(nida);
            app.manage(Arc::<window::Closing>::default());
            window::open(app, folder)?;
            Ok(())
        })
        .build(tauri::generate_context!())?
        .run(move |_, event| {
            if matches!(event, tauri::RunEvent::Exit) {
                if let Some(profile) = profile.get() {
                    profile.remove();
                }
                tracing::info!("ended");
            }
        });
    Ok(())
}
