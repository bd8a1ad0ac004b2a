//! What a screen reader gets: the tree of roles, names and states that the window hands to the desktop
//! (AT-SPI), and the sentences that it announces.
//!
//! Read over D-Bus from outside, as a screen reader reads it; the page is never asked.

use std::collections::{HashMap, VecDeque};
use std::fs;
use std::sync::{Arc, Mutex};

use zbus::MatchRule;
use zbus::blocking::{Connection, MessageIterator, Proxy, connection};
use zbus::message::Type;
use zbus::zvariant::OwnedObjectPath;

use crate::{Failure, Told};

const ACCESSIBLE: &str = "org.a11y.atspi.Accessible";
/// Larger trees than any of our screens are a circle.
const NODES: usize = 6_000;
/// `ATSPI_STATE_…` by their number in the interface.
const FOCUSED: u32 = 12;
const SHOWING: u32 = 25;
const VISIBLE: u32 = 30;
/// `ATSPI_ROLE_COMBO_BOX`.
const COMBO_BOX: u32 = 11;

/// One thing in the tree, as a screen reader would speak of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heard {
    /// The role as ARIA names it, such as `button`; empty for what has none.
    pub role: String,
    /// How what is said there reaches whoever listens: `polite`, `assertive`; else empty or `off`.
    pub live: String,
    /// The accessible name.
    pub name: String,
    /// It has the keyboard.
    pub focused: bool,
    /// It is on the screen.
    pub showing: bool,
    place: Place,
}

type Place = (String, OwnedObjectPath);

/// A screen reader beside one window.
pub struct ScreenReader {
    bus: Connection,
    root: Place,
    changes: Arc<Mutex<VecDeque<String>>>,
}

impl ScreenReader {
    /// Begins to listen to the application of this process, opened with [`crate::window::Window::open_heard`].
    ///
    /// # Errors
    /// There is no such bus, or the application is not on it (yet).
    pub fn listen(process: u32) -> Told<Self> {
        let environment = fs::read(format!("/proc/{process}/environ"))?;
        let session = String::from_utf8_lossy(&environment)
            .split('\0')
            .find_map(|pair| {
                pair.strip_prefix("DBUS_SESSION_BUS_ADDRESS=")
                    .map(str::to_owned)
            })
            .ok_or_else(|| Failure::new("the window has no session bus"))?;
        let session = connection::Builder::address(session.as_str())?.build()?;
        let status = Proxy::new(&session, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus")?;
        let address: String = status.call("GetAddress", &())?;
        let bus = connection::Builder::address(address.as_str())?.build()?;
        let changes = Arc::default();
        follow(&bus, Arc::clone(&changes))?;
        let registry = (
            "org.a11y.atspi.Registry".to_owned(),
            OwnedObjectPath::try_from("/org/a11y/atspi/accessible/root")?,
        );
        let root = children(&bus, &registry)?
            .into_iter()
            .find(|place| process_of(&bus, &place.0).is_ok_and(|of| of == process))
            .ok_or_else(|| Failure::new("the application is not in the tree"))?;
        Ok(Self { bus, root, changes })
    }

    /// Everything in the tree, from the window inwards.
    ///
    /// # Errors
    /// The application answers no more.
    pub fn everything(&self) -> Told<Vec<Heard>> {
        let mut all = Vec::new();
        let mut waiting = vec![self.root.clone()];
        while let Some(place) = waiting.pop() {
            // What has gone while the tree was read is no failure.
            let Ok(heard) = self.hear(&place) else {
                continue;
            };
            all.push(heard);
            if all.len() > NODES {
                return Err(Failure::new("the tree has no end"));
            }
            let mut inner = children(&self.bus, &place).unwrap_or_default();
            inner.reverse();
            waiting.extend(inner);
        }
        Ok(all)
    }

    /// What has the keyboard.
    ///
    /// # Errors
    /// The application answers no more.
    pub fn focus(&self) -> Told<Option<Heard>> {
        let all = self.everything()?;
        // The innermost one: a window around it has the focus as well.
        Ok(all.into_iter().rev().find(|one| one.focused))
    }

    /// The sentences of the live regions as they stand.
    ///
    /// # Errors
    /// The application answers no more.
    pub fn live(&self) -> Told<Vec<String>> {
        let all = self.everything()?;
        let live = all
            .iter()
            .filter(|one| ["polite", "assertive"].contains(&one.live.as_str()));
        let texts = live.filter_map(|one| self.text(one).ok());
        Ok(texts.filter(|text| !text.is_empty()).collect())
    }

    /// What the application has told of itself since this was asked last, such as
    /// `ChildrenChanged`: by these a screen reader learns that a live region speaks.
    #[must_use]
    pub fn changes(&self) -> Vec<String> {
        let changes = self.changes.lock();
        changes
            .map(|mut changes| changes.drain(..).collect())
            .unwrap_or_default()
    }

    fn hear(&self, place: &Place) -> Told<Heard> {
        let proxy = Proxy::new(&self.bus, place.0.as_str(), &place.1, ACCESSIBLE)?;
        let states: Vec<u32> = proxy.call("GetState", &())?;
        let is = |state: u32| {
            let word = states
                .get(usize::from(state > 31))
                .copied()
                .unwrap_or_default();
            word & (1 << (state % 32)) != 0
        };
        let mut attributes: HashMap<String, String> = proxy.call("GetAttributes", &())?;
        Ok(Heard {
            // A short list of the system's own has a role for the desktop and none for ARIA.
            role: match proxy.call::<_, _, u32>("GetRole", &())? {
                COMBO_BOX => "combobox".to_owned(),
                _ => attributes.remove("computed-role").unwrap_or_default(),
            },
            live: attributes.remove("container-live").unwrap_or_default(),
            name: words(proxy.get_property("Name")?),
            focused: is(FOCUSED),
            showing: is(SHOWING) && is(VISIBLE),
            place: place.clone(),
        })
    }

    /// The text inside of something.
    ///
    /// # Errors
    /// It has none.
    pub fn text(&self, heard: &Heard) -> Told<String> {
        let (name, path) = &heard.place;
        let proxy = Proxy::new(&self.bus, name.as_str(), path, "org.a11y.atspi.Text")?;
        let text: String = proxy.call("GetText", &(0_i32, -1_i32))?;
        Ok(words(text))
    }
}

/// Registers for what is announced or changes, and notes it down.
fn follow(bus: &Connection, changes: Arc<Mutex<VecDeque<String>>>) -> Told {
    let registry = Proxy::new(
        bus,
        "org.a11y.atspi.Registry",
        "/org/a11y/atspi/registry",
        "org.a11y.atspi.Registry",
    )?;
    for event in [
        "Object:Announcement",
        "Object:TextChanged:insert",
        "Object:ChildrenChanged:add",
    ] {
        let _: () = registry.call("RegisterEvent", &(event, Vec::<String>::new(), ""))?;
    }
    let rule = MatchRule::builder()
        .msg_type(Type::Signal)
        .interface("org.a11y.atspi.Event.Object")?
        .build();
    let events = MessageIterator::for_match_rule(rule, bus, Some(4_096))?;
    std::thread::spawn(move || {
        for event in events.flatten() {
            let header = event.header();
            let member = header.member().map(ToString::to_string);
            if let Ok(mut changes) = changes.lock() {
                changes.extend(member);
            }
        }
    });
    Ok(())
}

fn children(bus: &Connection, place: &Place) -> Told<Vec<Place>> {
    let proxy = Proxy::new(bus, place.0.as_str(), &place.1, ACCESSIBLE)?;
    let children: Vec<Place> = proxy.call("GetChildren", &())?;
    if !children.is_empty() {
        return Ok(children);
    }
    // The page is the only child of a socket, which counts it and does not list it (GTK's bridge, 2.46).
    let count: i32 = proxy.get_property("ChildCount")?;
    (0..count)
        .map(|at| Ok(proxy.call("GetChildAtIndex", &(at))?))
        .collect()
}

fn process_of(bus: &Connection, name: &str) -> Told<u32> {
    let names = Proxy::new(
        bus,
        "org.freedesktop.DBus",
        "/org/freedesktop/DBus",
        "org.freedesktop.DBus",
    )?;
    Ok(names.call("GetConnectionUnixProcessID", &(name))?)
}

fn words(text: String) -> String {
    let text = crate::window::without_isolation(&text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
