//! The one list of commands that the window may call.

/// The handler of every command; `build.rs` reads this list.
pub(crate) fn handler() -> impl Fn(tauri::ipc::Invoke) -> bool + Send + Sync + 'static {
    tauri::generate_handler![]
}
