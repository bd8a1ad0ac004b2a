//! A station whose window is driven in the words of its language: what people do there, by name.
//!
//! Every label is asked of the same messages that the screen shows, so that one story is told in both
//! languages.

mod people;

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::path::Path;

use domain::lists::Lists;
use fantoccini::elements::Element;
use i18n::{Digits, FluentArgs, Isolation, Locale, Messages};
use tempfile::TempDir;

use crate::centre::Centre;
use crate::window::{Key, Window};
use crate::{Failure, Told};

/// What opens the station's data.
pub const PASSPHRASE: &str = "نافذة خضراء على البحر";
/// The first person: administrator, supervisor and agent.
pub const FIRST_LOGIN: &str = "amal";
/// The first person's PIN.
pub const FIRST_SECRET: &str = "482915";

/// What an agent hears from a caller, in the terms of the form; empty where nothing was said.
#[derive(Debug, Clone, Copy, Default)]
pub struct Spoken<'a> {
    /// The caller's number.
    pub number: &'a str,
    /// Code of the type of call.
    pub type_code: &'a str,
    /// Code of the subject.
    pub subject: &'a str,
    /// Code of the facility.
    pub facility: &'a str,
    /// Place in words.
    pub place: &'a str,
    /// What the caller said.
    pub note: &'a str,
}

/// A machine on which the application does not run: what it left there.
#[derive(Debug)]
pub struct Stopped {
    /// Home, configuration, caches and temporary files.
    pub home: TempDir,
    /// The folder of its data.
    pub data: TempDir,
    locale: Locale,
}

impl Stopped {
    /// Starts the application there.
    ///
    /// # Errors
    /// No window.
    pub async fn start(self) -> Told<Station> {
        let window = Window::open_again(self.home, self.data.path()).await?;
        Ok(Station::at(window, self.data, self.locale))
    }
}

/// One machine of a call centre, its window open.
pub struct Station {
    /// The window.
    pub window: Window,
    words: Messages,
    data: TempDir,
    presses: Cell<u32>,
    /// Logins of those who were added and have not chosen their own secret yet.
    given: RefCell<BTreeSet<String>>,
}

impl Station {
    /// A machine that has never been started, its first screen open in this language.
    ///
    /// # Errors
    /// No window, or no first screen.
    pub async fn unpacked(locale: Locale) -> Told<Self> {
        let station = Self::open_on(tempfile::tempdir()?, Locale::Ar).await?;
        station.in_language(locale).await
    }

    /// The same so that a screen reader can listen.
    ///
    /// # Errors
    /// No window, or no first screen.
    pub async fn unpacked_and_heard(locale: Locale) -> Told<Self> {
        let data = tempfile::tempdir()?;
        let window = Window::open_heard(data.path()).await?;
        let station = Self::at(window, data, Locale::Ar);
        station.in_language(locale).await
    }

    async fn in_language(self, locale: Locale) -> Told<Self> {
        match locale {
            Locale::Ar => Ok(self),
            Locale::En => {
                self.window.click("button", "English").await?;
                self.hear(Locale::En).await
            }
        }
    }

    /// A machine that was set up, its first person signed in.
    ///
    /// # Errors
    /// A step on the way did not show what it promises.
    pub async fn at_work(locale: Locale) -> Told<Self> {
        let station = Self::unpacked(locale).await?;
        let code = station.set_up().await?;
        station.confirm_recovery_code(&code).await?;
        station.begin().await?;
        Ok(station)
    }

    /// Opens the window on a data folder that may hold a station already.
    ///
    /// # Errors
    /// No window.
    pub async fn open_on(data: TempDir, locale: Locale) -> Told<Self> {
        let window = Window::open(data.path()).await?;
        Ok(Self::at(window, data, locale))
    }

    fn at(window: Window, data: TempDir, locale: Locale) -> Self {
        Self {
            window,
            words: words_of(locale),
            data,
            presses: Cell::new(0),
            given: RefCell::default(),
        }
    }

    /// Ends the application as a power cut would, and starts it again on the same machine.
    ///
    /// # Errors
    /// It does not come back.
    pub async fn restart_after_kill(self) -> Told<Self> {
        self.kill().await?.start().await
    }

    /// Ends the application as a power cut would; the machine stays as it was left.
    ///
    /// # Errors
    /// It goes on.
    pub async fn kill(self) -> Told<Stopped> {
        Ok(Stopped {
            home: self.window.kill().await?,
            data: self.data,
            locale: self.words.locale(),
        })
    }

    /// Closes the window as a person does, and opens it again on the same machine.
    ///
    /// # Errors
    /// It stays, or does not open again.
    pub async fn close_and_reopen(self) -> Told<Self> {
        self.stop().await?.start().await
    }

    /// Closes the window as a person does; the machine stays as it was left.
    ///
    /// # Errors
    /// It stays.
    pub async fn stop(self) -> Told<Stopped> {
        Ok(Stopped {
            home: self.window.close().await?,
            data: self.data,
            locale: self.words.locale(),
        })
    }

    /// Closes the window as a person does, and gives the data to open a window on again.
    ///
    /// # Errors
    /// It stays.
    pub async fn close_for_a_while(self) -> Told<TempDir> {
        self.window.close().await?;
        Ok(self.data)
    }

    /// Closes the window as a person does; the data go with it.
    ///
    /// # Errors
    /// It stays.
    pub async fn close(self) -> Told {
        self.window.close().await.map(drop)
    }

    /// From now on its words are those of this language, once the page says that it speaks it.
    ///
    /// # Errors
    /// The page speaks another.
    pub async fn hear(mut self, locale: Locale) -> Told<Self> {
        let direction = if locale.is_right_to_left() {
            "rtl"
        } else {
            "ltr"
        };
        let expected = (locale.code().to_owned(), direction.to_owned());
        self.window
            .until(&format!("a page in {expected:?}"), async || {
                Ok((self.window.language().await? == expected).then_some(()))
            })
            .await?;
        self.words = words_of(locale);
        Ok(self)
    }

    /// The folder of its data.
    #[must_use]
    pub fn data(&self) -> &Path {
        self.data.path()
    }

    /// Its language.
    #[must_use]
    pub fn locale(&self) -> Locale {
        self.words.locale()
    }

    /// A message without variables.
    #[must_use]
    pub fn word(&self, id: &str) -> String {
        self.words.plain(id)
    }

    /// A message with its variables.
    #[must_use]
    pub fn sentence(&self, id: &str, arguments: &FluentArgs<'_>) -> String {
        self.words.message(id, arguments)
    }

    /// Label of a type of call.
    ///
    /// # Errors
    /// No such type.
    pub fn type_label(&self, code: &str) -> Told<String> {
        let of = Lists::embedded()?
            .call_type(code)
            .ok_or_else(|| Failure::new(format!("no type {code}")))?;
        Ok(self.either(&of.ar, &of.en))
    }

    /// Label of a subject.
    ///
    /// # Errors
    /// No such subject.
    pub fn subject_label(&self, type_code: &str, code: &str) -> Told<String> {
        let of = Lists::embedded()?.sub_category(type_code, code);
        let of = of.ok_or_else(|| Failure::new(format!("no subject {type_code} {code}")))?;
        Ok(self.either(&of.ar, &of.en))
    }

    /// Label of a facility.
    ///
    /// # Errors
    /// No such facility.
    pub fn facility_label(&self, code: &str) -> Told<String> {
        let of = Lists::embedded()?.get(domain::lists::List::Facilities, code);
        let of = of.ok_or_else(|| Failure::new(format!("no facility {code}")))?;
        Ok(self.either(&of.ar, &of.en))
    }

    fn either(&self, ar: &str, en: &str) -> String {
        match self.locale() {
            Locale::Ar => ar.to_owned(),
            Locale::En => en.to_owned(),
        }
    }

    /// Waits for a heading with this message.
    ///
    /// # Errors
    /// It does not come.
    pub async fn heading(&self, id: &str) -> Told<Element> {
        self.window.find("heading", &self.word(id)).await
    }

    /// Clicks the button with this message.
    ///
    /// # Errors
    /// It does not come.
    pub async fn click(&self, id: &str) -> Told {
        self.window.click("button", &self.word(id)).await
    }

    /// Fills the field with this message as its label.
    ///
    /// # Errors
    /// It does not come, or does not take the text.
    pub async fn fill(&self, id: &str, text: &str) -> Told {
        self.window.fill(&self.word(id), text).await
    }

    /// Presses keys at once and counts them as one press.
    ///
    /// # Errors
    /// The window is gone.
    pub async fn press(&self, keys: &[char]) -> Told {
        self.presses.set(self.presses.get() + 1);
        self.window.press(keys).await
    }

    /// How many presses there were so far.
    #[must_use]
    pub fn presses(&self) -> u32 {
        self.presses.get()
    }

    /// Goes through the first start up to the recovery code, and gives the code that is shown then.
    ///
    /// # Errors
    /// A step does not come.
    pub async fn set_up(&self) -> Told<String> {
        self.heading("start-first-title").await?;
        self.click("start-next").await?;
        self.heading("start-station-title").await?;
        self.fill("start-first-station", "مركز الاتصال – مكتب ٣")
            .await?;
        self.fill("start-first-passphrase", PASSPHRASE).await?;
        self.fill("start-first-passphrase-again", PASSPHRASE)
            .await?;
        self.click("start-next").await?;
        self.heading("start-recovery-title").await?;
        self.code_shown().await
    }

    /// The recovery code that is shown, its groups joined by dashes.
    ///
    /// # Errors
    /// The window is gone.
    pub async fn code_shown(&self) -> Told<String> {
        let script =
            "return Array.from(document.querySelectorAll('ol bdi'), (group) => group.innerText)
            .filter((group) => /^[0-9A-Z]{5}$/.test(group)).join('-')";
        let code = self.window.execute(script, vec![]).await?;
        Ok(code.as_str().unwrap_or_default().to_owned())
    }

    /// Types the groups of the code that are asked back, as somebody reads them off their paper.
    ///
    /// # Errors
    /// The step of the first person does not come.
    pub async fn confirm_recovery_code(&self, code: &str) -> Told {
        self.click("start-next").await?;
        self.type_groups(code).await?;
        self.click("start-next").await?;
        self.heading("start-person-title").await.map(drop)
    }

    /// Types the groups of the code that are asked back.
    ///
    /// # Errors
    /// A field does not take its group.
    pub async fn type_groups(&self, code: &str) -> Told {
        self.window.see(&self.word("start-recovery-back")).await?;
        for (at, group) in code.split('-').enumerate() {
            let arguments = FluentArgs::from_iter([("number", at + 1)]);
            let label = self.sentence("start-recovery-group", &arguments);
            if self.window.shows("textbox", &label).await? {
                self.window.fill(&label, &group.to_lowercase()).await?;
            }
        }
        Ok(())
    }

    /// Adds the first person, leaves the centre for later and begins to work, signed in.
    ///
    /// # Errors
    /// A step, or the desk, does not come.
    pub async fn begin(&self) -> Told {
        self.fill("common-name-ar", "أمل الحارثية").await?;
        self.fill("common-name-en", "Amal Al Harthi").await?;
        self.fill("common-login", FIRST_LOGIN).await?;
        self.fill("common-secret", FIRST_SECRET).await?;
        self.click("start-first-make").await?;
        self.heading("start-centre-title").await?;
        self.click("start-centre-later").await?;
        self.heading("start-begin-title").await?;
        self.click("start-begin-real").await?;
        self.heading("desk-empty-title").await.map(drop)
    }

    /// Opens the data with the station passphrase, as somebody does once after the machine starts.
    ///
    /// # Errors
    /// The sign-in does not come.
    pub async fn open_data(&self) -> Told {
        self.heading("start-closed-title").await?;
        self.fill("start-closed-passphrase", PASSPHRASE).await?;
        self.click("start-closed-open").await?;
        self.heading("signin-title").await.map(drop)
    }

    /// F2: a new call, the focus in the number.
    ///
    /// # Errors
    /// The form does not come, or the focus is elsewhere.
    pub async fn new_call(&self) -> Told {
        self.press(&[Key::F2.into()]).await?;
        self.heading("desk-call-title").await?;
        self.focus_in("textbox", "desk-number").await
    }

    /// Waits until the focus is in the field with this message as its label.
    ///
    /// # Errors
    /// It is elsewhere.
    pub async fn focus_in(&self, role: &str, id: &str) -> Told {
        self.window.focus_on(role, &self.word(id)).await
    }

    /// Alt and the digit of a type; the focus goes on to the subject.
    ///
    /// # Errors
    /// No such type, or the focus is elsewhere.
    pub async fn choose_type(&self, code: &str) -> Told {
        let digit = Lists::embedded()?
            .call_type(code)
            .and_then(|of| of.digit)
            .unwrap_or(0);
        self.press(&[Key::Alt.into(), char::from(b'0' + digit)])
            .await?;
        self.focus_in("combobox", "desk-subject").await
    }

    /// Types the label into the field that has the focus and takes the option of that name.
    ///
    /// # Errors
    /// No option of that name comes first.
    pub async fn take_option(&self, label: &str) -> Told {
        self.window.write(label).await?;
        self.window.see_selected_option(label).await?;
        self.press(&[Key::Enter.into()]).await
    }

    /// Types what was spoken into an open form, with the keys that lead through it.
    ///
    /// # Errors
    /// A field does not take it.
    pub async fn take_down(&self, spoken: Spoken<'_>) -> Told {
        if !spoken.number.is_empty() {
            self.fill("desk-number", spoken.number).await?;
        }
        if !spoken.type_code.is_empty() {
            self.choose_type(spoken.type_code).await?;
        }
        if !spoken.subject.is_empty() {
            self.take_option(&self.subject_label(spoken.type_code, spoken.subject)?)
                .await?;
        }
        if !spoken.facility.is_empty() {
            self.window
                .click("combobox", &self.word("desk-facility"))
                .await?;
            self.take_option(&self.facility_label(spoken.facility)?)
                .await?;
        }
        if !spoken.place.is_empty() {
            self.fill("desk-place", spoken.place).await?;
        }
        if !spoken.note.is_empty() {
            self.fill("desk-note", spoken.note).await?;
        }
        Ok(())
    }

    /// Ctrl+Enter, and the confirmation; gives the case's reference where one was opened or the call was
    /// added to one.
    ///
    /// # Errors
    /// The call is not saved.
    pub async fn save(&self) -> Told<Option<String>> {
        self.press(&[Key::Control.into(), Key::Enter.into()])
            .await?;
        let plain = self.word("desk-saved-title");
        let with_case = [
            self.word("desk-saved-case-title"),
            self.word("desk-saved-linked-title"),
        ];
        let headings = self
            .window
            .until("the call saved", async || {
                let headings = self.window.names_of("heading").await?;
                Ok(headings
                    .iter()
                    .any(|name| *name == plain || with_case.contains(name))
                    .then_some(headings))
            })
            .await?;
        if headings.contains(&plain) {
            return Ok(None);
        }
        let script = "return document.querySelector('[data-testid=case-reference]').innerText";
        let reference = self.window.execute(script, vec![]).await?;
        Ok(reference
            .as_str()
            .map(|text| crate::window::without_isolation(text).trim().to_owned()))
    }

    /// Waits until the live region says this.
    ///
    /// # Errors
    /// It says something else.
    pub async fn hear_said(&self, words: &str) -> Told {
        self.window
            .until(&format!("said: {words}"), async || {
                let said = self.window.names_of("status").await?;
                Ok(said.iter().any(|said| said == words).then_some(()))
            })
            .await
    }

    /// Waits until the own log counts this many calls.
    ///
    /// # Errors
    /// It counts another number.
    pub async fn see_own_log_of(&self, calls: u32) -> Told {
        let arguments = FluentArgs::from_iter([("count", calls)]);
        let log = self.sentence("desk-log-count", &arguments);
        self.window.see(&log).await
    }

    /// Chooses from a short list by the labels that are shown.
    ///
    /// # Errors
    /// No such list or label.
    pub async fn choose(&self, id: &str, label: &str) -> Told {
        self.window.choose(&self.word(id), label).await
    }

    /// Goes to a screen by the bar at the top.
    ///
    /// # Errors
    /// The person may not see it, or it does not come.
    pub async fn go_to(&self, screen: &str) -> Told {
        self.click(screen).await?;
        self.heading(screen).await.map(drop)
    }

    /// Enrols the machine at a centre, in the settings.
    ///
    /// # Errors
    /// The centre does not take it.
    pub async fn connect(&self, centre: &Centre) -> Told {
        self.go_to("common-screen-settings").await?;
        self.fill("settings-centre-address", &centre.address())
            .await?;
        self.fill("settings-centre-code", &centre.enrolment_code().await?)
            .await?;
        self.click("settings-centre-connect").await?;
        self.window.see(&self.word("status-link-connected")).await
    }
}

fn words_of(locale: Locale) -> Messages {
    Messages::new(locale, Digits::Latn, Isolation::Off)
}
