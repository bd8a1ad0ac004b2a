//! What takes its time: how far it is, said now and then, and the way to end it by an interrupt (Ctrl+C). Never here: what
//! is done.

use std::io;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use app::dto::{BackupProgress, ConditionProgress, CourierProgress, ExportProgress};
use tokio::sync::oneshot;
use tokio::time::{MissedTickBehavior, interval};

/// How often it is said how far something is.
const LOOK: Duration = Duration::from_millis(500);

/// How much is done, of how much.
pub(crate) struct Far(u64, u64);

impl From<CourierProgress> for Far {
    fn from(CourierProgress { done, of }: CourierProgress) -> Self {
        Self(done, of)
    }
}

impl From<ExportProgress> for Far {
    fn from(ExportProgress { done, of }: ExportProgress) -> Self {
        Self(done.into(), of.into())
    }
}

impl From<BackupProgress> for Far {
    fn from(BackupProgress { done, of }: BackupProgress) -> Self {
        Self(done, of)
    }
}

impl From<ConditionProgress> for Far {
    fn from(ConditionProgress { done, of, .. }: ConditionProgress) -> Self {
        Self(done, of)
    }
}

/// Says how far it is while something is done. An interrupt ends the program, as it does without this.
pub(crate) fn told<T>(far: impl Fn() -> Option<Far> + Sync, what: impl FnOnce() -> T) -> T {
    while_done(far, None, what)
}

/// The same of what can be stopped: an interrupt stops it, and the program says what came of it.
pub(crate) fn stoppable<T>(
    far: impl Fn() -> Option<Far> + Sync,
    stop: impl Fn() + Sync,
    what: impl FnOnce() -> T,
) -> T {
    while_done(far, Some(&stop), what)
}

fn while_done<T>(
    far: impl Fn() -> Option<Far> + Sync,
    stop: Option<&(dyn Fn() + Sync)>,
    what: impl FnOnce() -> T,
) -> T {
    let (ends, ended) = oneshot::channel();
    let (listens, listening) = mpsc::channel();
    thread::scope(|scope| {
        let far = &far;
        scope.spawn(move || look(far, stop, ended, listens));
        // Begun once an interrupt would be heard. Where that cannot be, it is done all the same.
        let _listening = listening.recv();
        let answer = what();
        let _heard = ends.send(());
        answer
    })
}

fn look(
    far: &(dyn Fn() -> Option<Far> + Sync),
    stop: Option<&(dyn Fn() + Sync)>,
    mut ended: oneshot::Receiver<()>,
    listens: mpsc::Sender<()>,
) {
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    let Ok(runtime) = runtime.enable_all().build() else {
        return;
    };
    runtime.block_on(async {
        let mut interrupts = stop.and_then(|_| interrupts().ok());
        drop(listens);
        let mut looks = interval(LOOK);
        looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        // The first one is at once.
        looks.tick().await;
        loop {
            let interrupt = async {
                match &mut interrupts {
                    Some(interrupts) => interrupts.recv().await,
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                _ = &mut ended => return,
                _ = looks.tick() => {
                    if let Some(Far(done, of)) = far().filter(|far| far.1 > 0) {
                        eprintln!("{done} of {of}");
                    }
                }
                Some(()) = interrupt => {
                    if let Some(stop) = stop {
                        stop();
                    }
                }
            }
        }
    });
}

#[cfg(unix)]
fn interrupts() -> io::Result<tokio::signal::unix::Signal> {
    use tokio::signal::unix::{SignalKind, signal};
    signal(SignalKind::interrupt())
}

#[cfg(windows)]
fn interrupts() -> io::Result<tokio::signal::windows::CtrlC> {
    tokio::signal::windows::ctrl_c()
}

#[cfg(all(test, unix))]
mod tests {
    use std::process::Command;
    use std::sync::mpsc;
    use std::time::Duration;

    use super::*;

    /// Whoever presses Ctrl+C during a long bulletin means that nothing of it is to be left, not that its halves are.
    #[test]
    fn an_interrupt_stops_what_is_done_and_its_end_is_told() {
        let (stops, stopped) = mpsc::sync_channel(1);
        let answer = stoppable(
            || None,
            || stops.send(()).unwrap(),
            || {
                let own = std::process::id().to_string();
                Command::new("kill").args(["-INT", &own]).status().unwrap();
                stopped.recv_timeout(Duration::from_secs(60))
            },
        );
        assert_eq!(answer, Ok(()), "it was told to stop, and could say so");
    }
}
