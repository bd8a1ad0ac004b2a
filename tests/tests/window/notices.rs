//! Notices of the desktop: what they say, and what is due inside the window.

use std::collections::HashMap;
use std::fs;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use chrono::DateTime;
use i18n::{FluentArgs, Locale};
use nida_tests::second_copy::start_again;
use nida_tests::station::{FIRST_SECRET, Spoken, Station};
use nida_tests::window::{Key, until};
use nida_tests::{Failure, Told};
use zbus::blocking::Connection;
use zbus::blocking::connection::Builder;
use zbus::zvariant::OwnedValue;

/// Muscat is four hours ahead, all year.
const ZONE_S: u64 = 4 * 3_600;
/// How long a promise is filled in and saved, at most.
const MARGIN_S: u64 = 45;
/// How often the desktop's patience is tried: until the minute has come and somebody has looked (20 s), twice
/// over.
const PATIENCE: u32 = 8;

/// A desktop on the session bus of a window: it writes down all that is said to it.
struct Desktop {
    said: Arc<Mutex<Vec<String>>>,
    _bus: Connection,
}

struct Server {
    said: Arc<Mutex<Vec<String>>>,
}

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl Server {
    #[expect(clippy::too_many_arguments, reason = "the specification has eight")]
    fn notify(
        &self,
        from: String,
        replaces: u32,
        icon: String,
        summary: String,
        body: String,
        actions: Vec<String>,
        hints: HashMap<String, OwnedValue>,
        _expires: i32,
    ) -> u32 {
        let all = format!("{from} {icon} {summary} {body} {actions:?} {hints:?}");
        let mut said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        said.push(all);
        replaces.max(1)
    }
}

impl Desktop {
    /// Stands up in the session of this window.
    fn of(station: &Station) -> Told<Self> {
        let process = station.window.process();
        let environment = fs::read(format!("/proc/{process}/environ"))?;
        let address = environment
            .split(|byte| *byte == 0)
            .filter_map(|pair| std::str::from_utf8(pair).ok())
            .find_map(|pair| pair.strip_prefix("DBUS_SESSION_BUS_ADDRESS="))
            .ok_or_else(|| Failure::new("the window has no session bus"))?;
        let said = Arc::<Mutex<Vec<String>>>::default();
        let server = Server { said: said.clone() };
        let bus = Builder::address(address)
            .and_then(|bus| bus.serve_at("/org/freedesktop/Notifications", server))
            .and_then(|bus| bus.name("org.freedesktop.Notifications"))
            .and_then(Builder::build)
            .map_err(|error| Failure::new(format!("no desktop: {error}")))?;
        Ok(Self { said, _bus: bus })
    }

    fn said(&self) -> Vec<String> {
        let said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        said.clone()
    }

    /// Waits until something with these words was said.
    async fn hears(&self, words: &str) -> Told {
        until(&format!("a notice: {words}"), async || {
            let heard = self.said().iter().any(|said| said.contains(words));
            Ok(heard.then_some(()))
        })
        .await
    }
}

/// A minute that begins soon, as day and time of day in Muscat: at least as far off as filling in a form takes a
/// busy machine, which may not be overtaken by it, and a minute more at most.
fn soon() -> Told<(String, String)> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
    let minute = (now + ZONE_S + MARGIN_S).div_ceil(60) * 60;
    let minute = DateTime::from_timestamp(i64::try_from(minute)?, 0)
        .ok_or_else(|| Failure::new("a clock beyond all calendars"))?;
    Ok((
        minute.format("%Y-%m-%d").to_string(),
        minute.format("%H:%M").to_string(),
    ))
}

/// Fills in the promise that is open, for a minute that begins soon.
pub(crate) async fn promise_soon(station: &Station) -> Told {
    station.focus_in("combobox", "form-promise-day").await?;
    let choose = "const [day] = arguments;
        const one = document.querySelector('[data-field=promiseDay]');
        if (!Array.from(one?.options ?? []).some(({ value }) => value === day)) return false;
        one.value = day;
        one.dispatchEvent(new Event('change', { bubbles: true }));
        return true";
    let (day, time) = soon()?;
    station
        .window
        .until("the day that is promised", async || {
            let done = station
                .window
                .execute(choose, vec![day.clone().into()])
                .await?;
            Ok((done == true).then_some(()))
        })
        .await?;
    station.fill("form-promise-time", &time).await
}

async fn in_language(locale: Locale) -> Told {
    let station = Station::at_work(locale).await?;
    let desktop = Desktop::of(&station)?;
    station.new_call().await?;
    station
        .take_down(Spoken {
            number: "99123456",
            type_code: "complaint",
            subject: "med_shortage",
            facility: "khoula_hospital",
            note: "لم يتوفر الدواء",
            ..Spoken::default()
        })
        .await?;
    station.press(&[Key::Alt.into(), 'o']).await?;
    promise_soon(&station).await?;
    let reference = station.save().await?;
    assert!(reference.is_some(), "a complaint opens a case");

    // Locked, the window shows nothing of a call that waits: the desktop says that one does.
    station.press(&[Key::Control.into(), 'l']).await?;
    station.window.see(&station.word("lock-ask")).await?;
    station.press(&['1']).await?;
    station.heading("lock-title").await?;
    assert!(start_again(&station, &["--call", "92001100"])?.success());
    let waiting = station.word("notices-call-waiting");
    desktop.hears(&waiting).await?;
    station.heading("lock-title").await?;
    station.fill("common-secret", FIRST_SECRET).await?;
    station.click("lock-open").await?;
    station.heading("desk-empty-title").await?;

    let one = FluentArgs::from_iter([("count", 1)]);
    let due = station.sentence("notices-due", &one);
    let counted = station.sentence("notices-status", &one);
    for patience in (0..PATIENCE).rev() {
        match desktop.hears(&due).await {
            Err(failure) if patience == 0 => return Err(failure),
            Err(_) => {}
            Ok(()) => break,
        }
    }
    for said in desktop.said() {
        for private in ["9123", "9200", "الدواء", "أمل", "Amal"] {
            assert!(!said.contains(private), "{private} was told: {said}");
        }
    }
    station.window.find("button", &counted).await?;
    station
        .window
        .picture(&format!("due-status-{}", locale.code()))
        .await?;
    station.window.click("button", &counted).await?;
    station.heading("notices-list-title").await?;
    station
        .window
        .picture(&format!("due-list-{}", locale.code()))
        .await?;
    let findings = station.window.accessibility_findings().await?;
    assert!(findings.is_empty(), "{findings:?}");
    station.window.click_with("button", "9912 3456").await?;
    station.heading("common-screen-cases").await?;
    station.heading("cases-follow-ups").await?;

    // Another call comes, and after it the list is there, not the case once more.
    station.press(&[Key::F2.into()]).await?;
    station.heading("desk-call-title").await?;
    station.press(&[Key::Control.into(), '2']).await?;
    station.heading("common-screen-cases").await?;
    let page = station.word("cases-follow-ups");
    station
        .window
        .until("the list of cases alone", async || {
            Ok((!station.window.shows("heading", &page).await?).then_some(()))
        })
        .await?;
    station.close().await
}

/// The screen may be read by whoever walks by: a notice counts and names nobody, and what is due is found
/// inside the window by its case.
#[tokio::test]
async fn a_notice_names_nobody_in_arabic() -> Told {
    in_language(Locale::Ar).await
}

/// In English.
#[tokio::test]
async fn a_notice_names_nobody_in_english() -> Told {
    in_language(Locale::En).await
}
