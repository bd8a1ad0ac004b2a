//! The desktop's notification server, as freedesktop.org specifies it (Desktop Notifications 1.2).

use std::collections::{BTreeMap, HashMap};
use std::sync::mpsc::Receiver;
use std::sync::{Arc, Mutex, PoisonError};

use app::{Notice, NoticeKind};
use zbus::blocking::{Connection, Proxy};
use zbus::zvariant::Value;

/// Its name on the bus and that of what it offers.
const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";
/// Our desktop file, without its ending: the server shows its icon.
const DESKTOP_ENTRY: &str = "Nida";
/// What a server calls it that the notice itself was pressed.
const PRESSED: &str = "default";
/// "However long you usually do."
const EXPIRES_AS_USUAL: i32 = -1;
/// Urgency by the specification.
const LOW: u8 = 0;
const NORMAL: u8 = 1;

/// What each kind of notice is to the server: a newer one takes its place.
type Shown = Arc<Mutex<BTreeMap<NoticeKind, u32>>>;

/// The bus of the desktop's session.
pub(super) fn session() -> zbus::Result<Connection> {
    Connection::session()
}

/// Shows notices until nobody sends any more. `pressed` is called when one was pressed.
pub(super) fn show_all(
    notices: &Receiver<Notice>,
    connect: impl Fn() -> zbus::Result<Connection>,
    pressed: impl Fn() + Send + Clone + 'static,
) {
    let mut server = None;
    let mut is_silent = false;
    while let Ok(notice) = notices.recv() {
        let met = match server.take() {
            Some(met) => Ok(met),
            None => connect().and_then(|bus| Server::meet(&bus, pressed.clone())),
        };
        let shown = met.and_then(|met: Server| {
            let shown = met.show(&notice);
            // A bus that is gone is looked for anew; a server may be started later on the same one.
            if !matches!(shown, Err(zbus::Error::InputOutput(_))) {
                server = Some(met);
            }
            shown
        });
        match shown {
            Ok(()) => is_silent = false,
            Err(error) if !is_silent => {
                // Once, and without its words, which might repeat ours.
                tracing::info!(why = kind(&error), "the desktop shows no notices");
                is_silent = true;
            }
            Err(_) => {}
        }
    }
}

struct Server {
    proxy: Proxy<'static>,
    shown: Shown,
}

impl Server {
    /// Listens for what is pressed before anything is shown.
    fn meet(bus: &Connection, pressed: impl Fn() + Send + 'static) -> zbus::Result<Self> {
        let proxy: Proxy<'static> = Proxy::new(bus, NAME, PATH, NAME)?;
        let signals = proxy.receive_signal("ActionInvoked")?;
        let shown = Shown::default();
        let ours = Arc::clone(&shown);
        super::in_background("notice-pressed", move || {
            for signal in signals {
                let Ok((id, action)) = signal.body().deserialize::<(u32, String)>() else {
                    continue;
                };
                let shown = ours.lock().unwrap_or_else(PoisonError::into_inner);
                let is_ours = shown.values().any(|known| *known == id);
                drop(shown);
                if is_ours && action == PRESSED {
                    pressed();
                }
            }
        });
        Ok(Self { proxy, shown })
    }

    fn show(&self, notice: &Notice) -> zbus::Result<()> {
        let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        let before = shown.get(&notice.kind).copied().unwrap_or_default();
        let urgency = match notice.kind {
            NoticeKind::CallWaiting => NORMAL,
            NoticeKind::Due => LOW,
        };
        // Transient: what waited a while ago is not kept for whoever looks through old notices.
        let hints: HashMap<&str, Value<'_>> = HashMap::from([
            ("urgency", Value::from(urgency)),
            ("transient", Value::from(true)),
            ("desktop-entry", Value::from(DESKTOP_ENTRY)),
        ]);
        let actions = [PRESSED, notice.from.as_str()];
        let said = (
            notice.from.as_str(),
            before,
            "",
            notice.text.as_str(),
            "",
            actions.as_slice(),
            hints,
            EXPIRES_AS_USUAL,
        );
        let id: u32 = self.proxy.call("Notify", &said)?;
        shown.insert(notice.kind, id);
        Ok(())
    }
}

/// Why, in words of our own.
fn kind(error: &zbus::Error) -> &'static str {
    match error {
        zbus::Error::Address(_) | zbus::Error::InputOutput(_) => "no session bus",
        zbus::Error::MethodError(..) | zbus::Error::FDO(_) => "no server, or it refuses",
        _ => "other",
    }
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead as _, BufReader};
    use std::process::{Child, Command, Stdio};
    use std::sync::mpsc::{Sender, channel, sync_channel};
    use std::time::Duration;

    use zbus::blocking::connection::Builder;
    use zbus::object_server::SignalEmitter;

    use super::*;

    /// Longer than a busy machine takes for one message.
    const PATIENCE: Duration = Duration::from_secs(30);

    /// A session bus of its own.
    struct Bus {
        daemon: Child,
        address: String,
    }

    impl Bus {
        fn start() -> Self {
            let mut daemon = Command::new("dbus-daemon")
                .args(["--session", "--nofork", "--print-address=1"])
                .stdout(Stdio::piped())
                .spawn()
                .unwrap();
            let mut address = String::new();
            BufReader::new(daemon.stdout.take().unwrap())
                .read_line(&mut address)
                .unwrap();
            let address = address.trim().to_owned();
            Self { daemon, address }
        }

        fn connect(&self) -> zbus::Result<Connection> {
            Builder::address(self.address.as_str())?.build()
        }
    }

    impl Drop for Bus {
        fn drop(&mut self) {
            self.daemon.kill().unwrap();
            self.daemon.wait().unwrap();
        }
    }

    /// A desktop that shows notices: what it was told, and what it takes the place of.
    struct Desktop {
        shown: Sender<(u32, String, String)>,
    }

    #[zbus::interface(name = "org.freedesktop.Notifications")]
    impl Desktop {
        #[expect(clippy::too_many_arguments, reason = "the specification has eight")]
        fn notify(
            &self,
            from: String,
            replaces: u32,
            _icon: String,
            summary: String,
            body: String,
            _actions: Vec<String>,
            hints: HashMap<String, zbus::zvariant::OwnedValue>,
            _expires: i32,
        ) -> u32 {
            assert!(hints.contains_key("transient") && body.is_empty());
            self.shown.send((replaces, from, summary)).unwrap();
            7
        }

        #[zbus(signal)]
        async fn action_invoked(
            emitter: &SignalEmitter<'_>,
            id: u32,
            action: &str,
        ) -> zbus::Result<()>;
    }

    fn notice(kind: NoticeKind, text: &str) -> Notice {
        let (from, text) = ("نداء".to_owned(), text.to_owned());
        Notice { kind, from, text }
    }

    /// A desktop that comes up after us, shows what it is told, and is pressed: only then the window comes.
    #[test]
    fn a_notice_is_shown_and_pressed() {
        let bus = Bus::start();
        let (tell, notices) = sync_channel(8);
        let (raise, raised) = channel();
        let (shown, seen) = channel();
        std::thread::scope(|scope| {
            let bus = &bus;
            scope.spawn(move || {
                let raise = move || raise.send(()).unwrap();
                show_all(&notices, || bus.connect(), raise);
            });
            // Nobody shows this one, and nothing comes of it.
            tell.send(notice(NoticeKind::Due, "حان موعد متابعتين"))
                .unwrap();
            let desktop = Builder::address(bus.address.as_str())
                .unwrap()
                .serve_at(PATH, Desktop { shown })
                .unwrap()
                .name(NAME)
                .unwrap()
                .build()
                .unwrap();
            let waiting = "مكالمة في الانتظار";
            let seen_as = |kind| {
                tell.send(notice(kind, waiting)).unwrap();
                let known = |one: &(u32, String, String)| one.2 == waiting;
                loop {
                    let one = seen.recv_timeout(PATIENCE).unwrap();
                    // The first one may have met the desktop after all.
                    if known(&one) {
                        return (one.0, one.1);
                    }
                }
            };
            assert_eq!(seen_as(NoticeKind::CallWaiting), (0, "نداء".into()));
            assert_eq!(seen_as(NoticeKind::CallWaiting), (7, "نداء".into()));
            assert!(raised.try_recv().is_err(), "shown is not raised");
            let interface = desktop.object_server().interface::<_, Desktop>(PATH);
            let interface = interface.unwrap();
            let press = |id, action| {
                let emitter = interface.signal_emitter();
                zbus::block_on(Desktop::action_invoked(emitter, id, action)).unwrap();
            };
            press(8, PRESSED);
            press(7, "reply");
            press(7, PRESSED);
            raised.recv_timeout(PATIENCE).unwrap();
            assert!(raised.try_recv().is_err(), "only ours, and only once");
            drop(tell);
        });
    }
}
