//! The Tauri shell: one window over `app`.
//!
//! It opens the window, hands commands to `app` and events to the window. Never here: rules, rights,
//! storage, sentences; an `if` about calls belongs in `app`.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod application;
mod commands;
mod log;
mod panic_report;
mod place;
mod webview_profile;
mod window;

use std::process::ExitCode;

use tauri::Manager as _;

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
    let profile = webview_profile::WebviewProfile::make()?;
    let profile_folder = profile.folder().to_owned();
    tracing::info!(version = env!("CARGO_PKG_VERSION"), "started");
    tauri::Builder::default()
        .invoke_handler(commands::handler())
        .setup(move |app| {
            app.manage(application::start(
                app.handle().clone(),
                place.data_folder.clone(),
            ));
            window::open(app, profile_folder)?;
            Ok(())
        })
        .build(tauri::generate_context!())?
        .run(move |_, event| {
            if matches!(event, tauri::RunEvent::Exit) {
                profile.remove();
                tracing::info!("ended");
            }
        });
    Ok(())
}
