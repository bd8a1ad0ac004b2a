//! The driver that opens the window: WebKit's own, in a D-Bus session and folders of its own.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;

use super::{target_folder, until};
use crate::display::Display;
use crate::process::Program;
use crate::{Failure, Told};

/// Whether a screen reader could listen: the bridge to one costs time, so that most stories do without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bridge {
    Off,
    On,
}

/// Starts the driver and has it start the program.
pub(super) async fn open(
    display: &Display,
    home: &Path,
    program: &Path,
    data_folder: &Path,
    bridge: Bridge,
) -> Told<(Program, Client)> {
    let port = free_port()?;
    let mut driver = start(display, home, port, data_folder, bridge)?;
    until("the driver", async || {
        if driver.has_ended() {
            return Err(Failure::new("WebKitWebDriver ended at once"));
        }
        Ok(TcpStream::connect(("127.0.0.1", port)).ok())
    })
    .await?;
    // The driver's own form of what tauri-driver calls `tauri:options`.
    let options = json!({ "binary": program, "args": ["--data", data_folder] });
    let capabilities = [("webkitgtk:browserOptions".to_owned(), options)]
        .into_iter()
        .collect();
    let client = ClientBuilder::new(HttpConnector::new())
        .capabilities(capabilities)
        .connect(&format!("http://127.0.0.1:{port}"))
        .await?;
    Ok((driver, client))
}

fn start(
    display: &Display,
    home: &Path,
    port: u16,
    data_folder: &Path,
    bridge: Bridge,
) -> Told<Program> {
    let mut command = Command::new("dbus-run-session");
    command.args(["--", "WebKitWebDriver", &format!("--port={port}")]);
    command.env("DISPLAY", display.name());
    command.env("TAURI_WEBVIEW_AUTOMATION", "true");
    match bridge {
        Bridge::Off => command.env("NO_AT_BRIDGE", "1"),
        Bridge::On => command.env_remove("NO_AT_BRIDGE"),
    };
    command.env("TZ", "Asia/Muscat");
    command.env("HOME", home);
    // So that no policy of this machine holds; a journey that wants one writes it there.
    command.env("NIDA_POLICY", data_folder.join("policy.json"));
    for (name, folder) in [
        ("XDG_DATA_HOME", "data"),
        ("XDG_CONFIG_HOME", "config"),
        ("XDG_CACHE_HOME", "cache"),
        ("XDG_STATE_HOME", "state"),
        ("XDG_RUNTIME_DIR", "run"),
        ("TMPDIR", "tmp"),
    ] {
        let folder = home.join(folder);
        fs::create_dir_all(&folder)?;
        command.env(name, folder);
    }
    for name in [
        "AT_SPI_BUS_ADDRESS",
        "NIDA_DATA",
        "WAYLAND_DISPLAY",
        "DBUS_SESSION_BUS_ADDRESS",
    ] {
        command.env_remove(name);
    }
    // WEBKIT_DISABLE_DMABUF_RENDERER stays unset: with it WebKit 2.50 never answers a screenshot.
    command.env_remove("WEBKIT_DISABLE_DMABUF_RENDERER");
    let log = fs::File::create(home.join("driver.log"))?;
    command.stdout(Stdio::null()).stderr(log);
    Program::start(command)
}

/// The built shell: named by `NIDA_SHELL`, else the debug build.
pub(super) fn shell() -> Told<PathBuf> {
    let shell = std::env::var_os("NIDA_SHELL")
        .map_or_else(|| target_folder().join("debug/nida"), PathBuf::from);
    shell.canonicalize().map_err(|_| {
        Failure::new(format!(
            "{} is not built; `cargo xtask test` builds it",
            shell.display()
        ))
    })
}

fn free_port() -> Told<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}
