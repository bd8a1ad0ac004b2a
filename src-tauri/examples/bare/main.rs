//! A bare Tauri window: the same framework, build and size of window as the application's, a page with
//! one letter on it and nothing behind it. What the application's start and memory are measured
//! against; never shipped.

fn main() -> tauri::Result<()> {
    tauri::Builder::default()
        .setup(|app| {
            let config = app.config().app.windows.first().cloned();
            tauri::WebviewWindowBuilder::from_config(app, &config.unwrap_or_default())?.build()?;
            Ok(())
        })
        .run(tauri::generate_context!("examples/bare/tauri.conf.json"))
}
