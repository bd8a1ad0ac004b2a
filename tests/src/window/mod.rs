//! The real window of the built shell, driven as a person drives it: found by role and name, waited
//! for by what is shown.
//!
//! It never reaches into the application: what cannot be seen, heard by a screen reader or typed is
//! no part of a journey.

mod axe;
mod driver;
mod find;
mod look;
mod paper;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use fantoccini::Client;
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use serde_json::{Value, json};
use tempfile::TempDir;

pub use axe::Finding;
pub use fantoccini::key::Key;

use self::driver::Bridge;
use crate::display::Display;
use crate::process::{Program, kill_at_once};
use crate::{Failure, Told};

/// How long a step may take to show what it promises, in seconds; far above what it takes.
const PATIENCE_S: u64 = 30;
/// How often the page is asked meanwhile, in milliseconds.
const POLL_MS: u64 = 25;

/// The size that the screens are drawn for, in pixels.
pub const USUAL_SIZE: (u32, u32) = (1366, 690);

/// One open window of the application, on a screen of its own.
///
/// Fields end in this order: the driver with the application first, then the screen.
pub struct Window {
    client: Client,
    process: u32,
    _driver: Program,
    display: Display,
    /// Home, configuration, caches and temporary files of this run.
    home: TempDir,
}

impl Window {
    /// Starts the built shell on `data_folder` and waits until its page is there.
    ///
    /// # Errors
    /// The shell is not built, a tool is missing, or no page comes.
    pub async fn open(data_folder: &Path) -> Told<Self> {
        Self::open_program(&driver::shell()?, data_folder).await
    }

    /// The same with another program of the name `nida`: one that starts it, say.
    ///
    /// # Errors
    /// A tool is missing, or no page comes.
    pub async fn open_program(program: &Path, data_folder: &Path) -> Told<Self> {
        Self::open_at(fresh_home()?, program, data_folder, Bridge::Off).await
    }

    /// Starts it once more in the home of an earlier run, and with what that one left there.
    ///
    /// # Errors
    /// As [`Window::open`].
    pub async fn open_again(home: TempDir, data_folder: &Path) -> Told<Self> {
        Self::open_at(home, &driver::shell()?, data_folder, Bridge::Off).await
    }

    /// Starts it so that a screen reader can listen.
    ///
    /// # Errors
    /// As [`Window::open`].
    pub async fn open_heard(data_folder: &Path) -> Told<Self> {
        Self::open_at(fresh_home()?, &driver::shell()?, data_folder, Bridge::On).await
    }

    async fn open_at(
        home: TempDir,
        program: &Path,
        data_folder: &Path,
        bridge: Bridge,
    ) -> Told<Self> {
        let display = Display::start()?;
        let (driver, client) =
            driver::open(&display, home.path(), program, data_folder, bridge).await?;
        let process = until("the window on the screen", async || {
            Ok(display.focus_window().ok())
        })
        .await?;
        let window = Self {
            client,
            process,
            _driver: driver,
            display,
            home,
        };
        window.resize(USUAL_SIZE).await?;
        window
            .until("a page with something on it", async || {
                Ok((!window.text().await?.trim().is_empty()).then_some(()))
            })
            .await?;
        Ok(window)
    }

    /// Closes the window as a person does, once more where it asks back, waits until the application has
    /// ended, and gives the folders of this run for a look at what it left there.
    ///
    /// # Errors
    /// It goes on.
    pub async fn close(self) -> Told<TempDir> {
        self.display.close_window()?;
        let mut told_again = false;
        until("the end of the application", async || {
            if has_ended(self.process) {
                return Ok(Some(()));
            }
            // A window that is gone answers nothing.
            let asks = self.names_of("dialog").await.unwrap_or_default();
            if !asks.is_empty() && !told_again {
                told_again = self.display.close_window().is_ok();
            }
            Ok(None)
        })
        .await?;
        Ok(self.home)
    }

    /// Ends the application at once, as a power cut would, waits until it is gone, and gives the folders of
    /// this run, where the next one begins.
    ///
    /// # Errors
    /// It goes on.
    pub async fn kill(self) -> Told<TempDir> {
        kill_at_once(self.process);
        until_ended(self.process).await?;
        Ok(self.home)
    }

    /// The process of the application.
    #[must_use]
    pub fn process(&self) -> u32 {
        self.process
    }

    /// Home of this run, with its folders `data`, `config`, `cache`, `state`, `run` and `tmp`.
    #[must_use]
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// The screen it stands on, for real keys.
    #[must_use]
    pub fn display(&self) -> &Display {
        &self.display
    }

    /// Gives the page a size, in pixels.
    ///
    /// # Errors
    /// The page does not take it.
    pub async fn resize(&self, (width, height): (u32, u32)) -> Told {
        self.client.set_window_size(width, height).await?;
        self.until(&format!("a page of {width} × {height}"), async || {
            let size = self
                .execute("return [innerWidth, innerHeight]", vec![])
                .await?;
            Ok((size == json!([width, height])).then_some(()))
        })
        .await
    }

    /// All text that is shown.
    ///
    /// # Errors
    /// The window is gone.
    pub async fn text(&self) -> Told<String> {
        let text = self
            .execute(
                "return document.body ? document.body.innerText : ''",
                vec![],
            )
            .await?;
        Ok(without_isolation(text.as_str().unwrap_or_default()))
    }

    /// Language and direction that the page declares, such as `("ar", "rtl")`.
    ///
    /// # Errors
    /// The window is gone.
    pub async fn language(&self) -> Told<(String, String)> {
        let script = "const page = document.documentElement; return [page.lang, page.dir]";
        let answer = self.execute(script, vec![]).await?;
        Ok(serde_json::from_value(answer)?)
    }

    /// Waits until `text` is shown somewhere.
    ///
    /// # Errors
    /// It does not come; the failure says what is shown instead.
    pub async fn see(&self, text: &str) -> Told {
        self.until(&format!("the text {text:?}"), async || {
            Ok(self.text().await?.contains(text).then_some(()))
        })
        .await
    }

    /// Waits until `text` is shown nowhere.
    ///
    /// # Errors
    /// It stays.
    pub async fn see_no_more(&self, text: &str) -> Told {
        self.until(&format!("no more {text:?}"), async || {
            Ok((!self.text().await?.contains(text)).then_some(()))
        })
        .await
    }

    /// Waits until nothing is still being asked for: what was typed last has its answer.
    ///
    /// # Errors
    /// Something stays busy.
    pub async fn see_answered(&self) -> Told {
        self.until("nothing that is busy", async || {
            let script = "return document.querySelector('[aria-busy=true]') === null";
            let answered = self.execute(script, vec![]).await?;
            Ok((answered.as_bool() == Some(true)).then_some(()))
        })
        .await
    }

    /// Waits for the element that bears this role and accessible name.
    ///
    /// # Errors
    /// It does not come; the failure says what is shown instead.
    pub async fn find(&self, role: &str, name: &str) -> Told<Element> {
        self.until(&format!("{role} {name:?}"), async || {
            find::one(self, role, name).await
        })
        .await
    }

    /// Waits until the field of this role and name holds `text`.
    ///
    /// # Errors
    /// It does not come, or holds something else.
    pub async fn see_value(&self, role: &str, name: &str, text: &str) -> Told {
        self.until(&format!("{text:?} in the {role} {name:?}"), async || {
            let held = done(match find::one(self, role, name).await? {
                Some(field) => field.prop("value").await,
                None => Ok(None),
            })?;
            Ok((held.as_deref() == Some(text)).then_some(()))
        })
        .await
    }

    /// The words of what has this role and `part` in its name.
    ///
    /// # Errors
    /// It does not come.
    pub async fn text_with(&self, role: &str, part: &str) -> Told<String> {
        let what = format!("{role} with “{part}” in its name, to read");
        self.until(&what, async || {
            done(match find::one_with(self, role, part).await? {
                Some(element) => element.text().await.map(Some),
                None => Ok(None),
            })
        })
        .await
    }

    /// Whether an element of this role and name is shown right now.
    ///
    /// # Errors
    /// The window is gone.
    pub async fn shows(&self, role: &str, name: &str) -> Told<bool> {
        Ok(find::one(self, role, name).await?.is_some())
    }

    /// The names of all elements of this role that are shown, in the order of the page.
    ///
    /// # Errors
    /// The window is gone.
    pub async fn names_of(&self, role: &str) -> Told<Vec<String>> {
        find::names(self, role).await
    }

    /// Waits for the element of this role whose name holds `part`.
    ///
    /// # Errors
    /// It does not come; the failure says what is shown instead.
    pub async fn find_with(&self, role: &str, part: &str) -> Told<Element> {
        let what = format!("{role} with “{part}” in its name");
        self.until(&what, async || find::one_with(self, role, part).await)
            .await
    }

    /// Waits until the keyboard's focus is on what bears this role and name.
    ///
    /// # Errors
    /// It stays elsewhere.
    pub async fn focus_on(&self, role: &str, name: &str) -> Told {
        self.until(&format!("the focus on {role} “{name}”"), async || {
            let Some(element) = find::one(self, role, name).await? else {
                return Ok(None);
            };
            let focused = self.client.active_element().await;
            Ok(focused
                .is_ok_and(|focused| focused.element_id() == element.element_id())
                .then_some(()))
        })
        .await
    }

    /// Waits until the option that Enter would take begins with `label`.
    ///
    /// # Errors
    /// Another one is offered first.
    pub async fn see_selected_option(&self, label: &str) -> Told {
        self.until(
            &format!("the option “{label}” offered first"),
            async || {
                let script =
                    "const one = document.querySelector('[role=option][aria-selected=true] span');
                return one && one.checkVisibility() ? one.innerText : null";
                let offered = self.execute(script, vec![]).await?;
                let offered = offered.as_str().map(without_isolation);
                Ok((offered.as_deref() == Some(label)).then_some(()))
            },
        )
        .await
    }

    /// Clicks what bears this role and name.
    ///
    /// # Errors
    /// It does not come, or cannot be clicked.
    pub async fn click(&self, role: &str, name: &str) -> Told {
        self.act_on(role, name, async |element| element.click().await)
            .await
    }

    /// Chooses what is labelled so from the short list of this name.
    ///
    /// # Errors
    /// No such list or label.
    pub async fn choose(&self, name: &str, label: &str) -> Told {
        self.act_on("combobox", name, async |list| {
            list.select_by_label(label).await
        })
        .await
    }

    /// Clicks what has this role and `part` in its name.
    ///
    /// # Errors
    /// It does not come, or cannot be clicked.
    pub async fn click_with(&self, role: &str, part: &str) -> Told {
        let what = format!("{role} with “{part}” in its name, to click");
        self.until(&what, async || {
            let found = find::one_with(self, role, part).await?;
            done(match found {
                Some(element) => element.click().await.map(Some),
                None => Ok(None),
            })
        })
        .await
    }

    /// Finds an element and acts on it, once; seeks it again where the page drew itself anew meanwhile.
    async fn act_on(
        &self,
        role: &str,
        name: &str,
        mut act: impl AsyncFnMut(&Element) -> Result<(), CmdError>,
    ) -> Told {
        let what = format!("{role} {name:?}, to act on");
        self.until(&what, async || {
            let found = find::one(self, role, name).await?;
            done(match found {
                Some(element) => act(&element).await.map(Some),
                None => Ok(None),
            })
        })
        .await
    }

    /// Types into the field of this name, replacing what it holds.
    ///
    /// # Errors
    /// There is no such field, or it does not hold the text afterwards.
    pub async fn fill(&self, name: &str, text: &str) -> Told {
        self.act_on("textbox", name, async |field| {
            field.clear().await?;
            field.send_keys(text).await
        })
        .await?;
        self.see_value("textbox", name, text).await
    }

    /// Presses keys in whatever has the focus, the earlier ones held while the last is struck.
    ///
    /// # Errors
    /// The window is gone.
    pub async fn press(&self, keys: &[char]) -> Told {
        let Some((last, held)) = keys.split_last() else {
            return Ok(());
        };
        let mut actions = KeyActions::new("keyboard".to_owned());
        for value in held.iter().copied() {
            actions = actions.then(KeyAction::Down { value });
        }
        actions = actions
            .then(KeyAction::Down { value: *last })
            .then(KeyAction::Up { value: *last });
        for value in held.iter().rev().copied() {
            actions = actions.then(KeyAction::Up { value });
        }
        Ok(self.client.perform_actions(actions).await?)
    }

    /// Types text into whatever has the focus.
    ///
    /// # Errors
    /// Nothing has the focus.
    pub async fn write(&self, text: &str) -> Told {
        Ok(self.client.active_element().await?.send_keys(text).await?)
    }

    /// What axe-core finds on the page as it stands, of serious or critical weight.
    ///
    /// # Errors
    /// axe-core is not installed or does not run.
    pub async fn accessibility_findings(&self) -> Told<Vec<Finding>> {
        axe::findings(self, None).await
    }

    /// The same of a page that is longer than the window, at one place of its scrolling: the size of a target
    /// that `cover` lies over there is left out. Whoever uses this scrolls on until all of it was clear once.
    ///
    /// # Errors
    /// axe-core is not installed or does not run.
    pub async fn accessibility_findings_beside(&self, cover: &str) -> Told<Vec<Finding>> {
        axe::findings(self, Some(cover)).await
    }

    /// Runs a script in the page, past its content security policy, and gives what it returns. For
    /// what a person can see or hear but no element tells; never to act.
    ///
    /// # Errors
    /// The script throws, or the window is gone.
    pub async fn execute(&self, script: &str, arguments: Vec<Value>) -> Told<Value> {
        Ok(self.client.execute(script, arguments).await?)
    }

    /// Runs a script that calls its last argument with its answer when it has one.
    ///
    /// # Errors
    /// It never answers, or the window is gone.
    pub async fn ask(&self, script: &str, arguments: Vec<Value>) -> Told<Value> {
        Ok(self.client.execute_async(script, arguments).await?)
    }

    /// Waits until `ready` answers something.
    ///
    /// # Errors
    /// It does not within the patience of a test; the failure says what is shown instead.
    pub async fn until<T>(
        &self,
        what: &str,
        ready: impl AsyncFnMut() -> Told<Option<T>>,
    ) -> Told<T> {
        match until(what, ready).await {
            Ok(seen) => Ok(seen),
            Err(failure) => {
                let shown = find::outline(self).await.unwrap_or_default();
                let story = std::thread::current()
                    .name()
                    .unwrap_or("story")
                    .replace("::", "-");
                let picture = self.picture(&format!("failed-{story}")).await;
                Err(Failure::new(format!(
                    "{failure:?}\npicture: {picture:?}\nshown instead:\n{shown}"
                )))
            }
        }
    }
}

/// A home that nobody has worked in.
fn fresh_home() -> Told<TempDir> {
    Ok(tempfile::Builder::new().prefix("nida-").tempdir()?)
}

/// What an action answered; none where the page drew itself anew under it.
fn done<T>(answer: Result<Option<T>, CmdError>) -> Told<Option<T>> {
    match answer {
        Ok(done) => Ok(done),
        Err(error) if find::redrawn(&error) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Waits until `ready` answers something, asking again and again for a bounded time.
///
/// # Errors
/// It never does, or asking fails.
pub async fn until<T>(what: &str, mut ready: impl AsyncFnMut() -> Told<Option<T>>) -> Told<T> {
    let end = Instant::now() + Duration::from_secs(PATIENCE_S);
    loop {
        if let Some(seen) = ready().await? {
            return Ok(seen);
        }
        if Instant::now() > end {
            return Err(Failure::new(format!(
                "{what}: not seen within {PATIENCE_S} s"
            )));
        }
        tokio::time::sleep(Duration::from_millis(POLL_MS)).await;
    }
}

async fn until_ended(process: u32) -> Told {
    until("the end of the application", async || {
        Ok(has_ended(process).then_some(()))
    })
    .await
}

/// A process that has ended but was not yet waited for by its parent has no program any more.
fn has_ended(process: u32) -> bool {
    std::fs::read_link(format!("/proc/{process}/exe")).is_err()
}

/// Where builds and pictures go.
#[must_use]
pub fn target_folder() -> PathBuf {
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(
        || project.unwrap_or(Path::new(".")).join("target"),
        PathBuf::from,
    )
}

/// Text as it is read: the marks that isolate a run of the other direction take no part in it.
#[must_use]
pub fn without_isolation(text: &str) -> String {
    text.chars()
        .filter(|c| !matches!(c, '\u{2066}'..='\u{2069}'))
        .collect()
}
