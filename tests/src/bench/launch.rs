//! The real window, started so that the moment of its start is known, and asked in its own clock.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::machine::{LOGIN, PASSPHRASE, PIN};
use crate::window::{Key, Window};
use crate::{Failure, Told};

/// What the page says of its begin and of its first paint with something on it, by the clock on the wall.
const PAINTED: &str = "
    const [paint] = performance.getEntriesByName('first-contentful-paint');
    return [performance.timeOrigin, paint ? performance.timeOrigin + paint.startTime : null]";

/// Notes when Enter is pressed, when what it brings is on the page, and when that has been painted: at
/// the second frame behind it.
const WATCH: &str = "
    const [selector] = arguments;
    const seen = { pressed: null, there: null, painted: null };
    window.benchSeen = seen;
    addEventListener('keydown', (event) => {
        if (event.key === 'Enter' && seen.pressed === null) seen.pressed = event.timeStamp;
    }, true);
    new MutationObserver((_, observer) => {
        if (seen.pressed === null || !document.querySelector(selector)) return;
        observer.disconnect();
        seen.there = performance.now();
        requestAnimationFrame(() => requestAnimationFrame(() => { seen.painted = performance.now(); }));
    }).observe(document, { childList: true, subtree: true });";

/// Answers once the page as it stands has been painted.
const AFTER_TWO_FRAMES: &str = "
    const [done] = arguments;
    requestAnimationFrame(() => requestAnimationFrame(() => done(null)))";

/// A program that notes when it was started and then becomes another one.
#[derive(Debug)]
pub(super) struct Launcher {
    folder: TempDir,
}

impl Launcher {
    /// For this program. It must bear the name of the application for its window to be found, so a copy
    /// of another is started under that name.
    pub(super) fn of(program: &Path) -> Told<Self> {
        let folder = tempfile::Builder::new().prefix("nida-bench-").tempdir()?;
        let copy = folder.path().join("nida");
        fs::copy(program, &copy).map_err(|error| {
            Failure::new(format!(
                "{}: {error}; it is built by cargo xtask bench",
                program.display()
            ))
        })?;
        let script = format!(
            "#!/bin/sh\ndate +%s%N > '{}'\nexec '{}' \"$@\"\n",
            folder.path().join("started").display(),
            copy.display()
        );
        let path = folder.path().join("start");
        fs::write(&path, script)?;
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755))?;
        Ok(Self { folder })
    }

    /// Opens the window.
    pub(super) async fn open(&self, data_folder: &Path) -> Told<Window> {
        Window::open_program(&self.folder.path().join("start"), data_folder).await
    }

    /// From the start of the process to its first page.
    pub(super) async fn first_page(&self, window: &Window) -> Told<FirstPage> {
        let (begun, painted) = window
            .until("a first paint", async || {
                let told: (f64, Option<f64>) =
                    serde_json::from_value(window.execute(PAINTED, vec![]).await?)?;
                Ok(told.1.map(|painted| (told.0, painted)))
            })
            .await?;
        let started_ns = fs::read_to_string(self.folder.path().join("started"))?;
        let started = started_ns.trim().parse::<f64>()? / 1e6;
        Ok(FirstPage {
            begun: begun - started,
            painted: painted - started,
        })
    }
}

/// When the first page came, in milliseconds behind the start of the process.
#[derive(Debug, Clone, Copy)]
pub(super) struct FirstPage {
    /// The webview began to load it.
    pub(super) begun: f64,
    /// It has been painted.
    pub(super) painted: f64,
}

/// The program of this name in the environment, else where a release build puts it.
pub(super) fn program(variable: &str, built: &str) -> PathBuf {
    std::env::var_os(variable).map_or_else(
        || crate::window::target_folder().join("release").join(built),
        PathBuf::from,
    )
}

/// What followed an Enter, in milliseconds behind it, by the page's clock.
#[derive(Debug, Clone, Copy)]
pub(super) struct Followed {
    /// What it brings is on the page.
    pub(super) there: f64,
    /// It has been painted.
    pub(super) painted: f64,
}

/// Presses Enter and waits until what it brings is shown. Before that the page stands there painted, as
/// for a person: a driver types faster than a new window gets its first frames.
pub(super) async fn enter(window: &Window, selector: &str) -> Told<Followed> {
    window.ask(AFTER_TWO_FRAMES, vec![]).await?;
    window.execute(WATCH, vec![json!(selector)]).await?;
    window.press(&[Key::Enter.into()]).await?;
    window
        .until(selector, async || {
            let script = "const { pressed, there, painted } = window.benchSeen;
                return [painted && there - pressed, painted && painted - pressed]";
            let told: (Option<f64>, Option<f64>) =
                serde_json::from_value(window.execute(script, vec![]).await?)?;
            Ok(told
                .0
                .zip(told.1)
                .map(|(there, painted)| Followed { there, painted }))
        })
        .await
}

/// The window, signed in, its desk painted.
pub(super) async fn at_the_desk(store: &Path) -> Told<Window> {
    let ours = Launcher::of(&program("NIDA_SHELL", "nida"))?;
    let window = ours.open(store).await?;
    write_in(&window, "key", PASSPHRASE).await?;
    enter(&window, "[data-field=login]").await?;
    write_in(&window, "login", LOGIN).await?;
    tab_to(&window, "secret").await?;
    window.write(PIN).await?;
    enter(&window, ".ways button").await?;
    Ok(window)
}

/// Types into the field of this name as soon as it has the focus.
pub(super) async fn write_in(window: &Window, name: &str, text: &str) -> Told {
    until_focus(window, name).await?;
    window.write(text).await
}

/// Goes on by Tab to the field of this name; a button may stand between.
pub(super) async fn tab_to(window: &Window, name: &str) -> Told {
    window
        .until(&format!("{name} behind Tab"), async || {
            window.press(&[Key::Tab.into()]).await?;
            Ok(has_focus(window, name).await?.then_some(()))
        })
        .await
}

/// Waits until the field of this name has the focus.
pub(super) async fn until_focus(window: &Window, name: &str) -> Told {
    window
        .until(&format!("the focus in {name}"), async || {
            Ok(has_focus(window, name).await?.then_some(()))
        })
        .await
}

async fn has_focus(window: &Window, name: &str) -> Told<bool> {
    let script = "return document.activeElement?.dataset.field === arguments[0]";
    Ok(window.execute(script, vec![json!(name)]).await? == Value::Bool(true))
}
