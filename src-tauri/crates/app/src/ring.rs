//! The keyring of the operating system, as the application sees it: a seam, and a bound on waiting.
//!
//! A keyring is another process: it may be gone, locked, of another maker, or never answer. Nothing that
//! it does holds a person up for longer than a bound, and nothing that it says counts as damage.
//!
//! Never here: which keyring it is; a prompt, which nobody sees where a machine starts by itself.

use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

use zeroize::Zeroizing;

use crate::ErrorCode;

/// How long a keyring may take. Those on a desktop answer within some 50 ms; a person who waits for the
/// passphrase page in vain would start the program again.
const ANSWER_WITHIN: Duration = Duration::from_secs(5);

/// A keyring. Every call may be made from any thread and may take as long as it likes.
pub trait Ring: Send + Sync {
    /// What is kept under the name.
    ///
    /// # Errors
    /// Why not.
    fn get(&self, name: &str) -> Result<Zeroizing<Vec<u8>>, RingError>;

    /// Keeps something under the name, in place of what was kept under it.
    ///
    /// # Errors
    /// Why not; then what was there is there still.
    fn set(&self, name: &str, secret: &[u8]) -> Result<(), RingError>;

    /// Takes what is kept under the name away; nothing there is as good.
    ///
    /// # Errors
    /// Why not.
    fn remove(&self, name: &str) -> Result<(), RingError>;
}

/// Why a keyring did not do what it was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RingError {
    /// It keeps nothing under this name.
    #[error("the keyring has no such entry")]
    Gone,
    /// It is locked.
    #[error("the keyring is locked")]
    Locked,
    /// There is none: no session bus, no daemon, nothing to keep an entry in.
    #[error("there is no keyring")]
    Absent,
    /// It did not answer in time.
    #[error("the keyring did not answer in time")]
    Slow,
    /// Anything else.
    #[error("the keyring failed")]
    Failed,
}

impl RingError {
    pub(crate) const fn code(self) -> ErrorCode {
        match self {
            Self::Gone => ErrorCode::KeyringGone,
            Self::Locked => ErrorCode::KeyringLocked,
            Self::Absent => ErrorCode::KeyringAbsent,
            Self::Slow => ErrorCode::KeyringSlow,
            Self::Failed => ErrorCode::KeyringFailed,
        }
    }
}

/// A keyring that is waited for only so long.
#[derive(Clone)]
pub struct Keyring {
    ring: Arc<dyn Ring>,
    within: Duration,
    /// A call that was given up is out still: no second thread is sent after it.
    is_out: Arc<AtomicBool>,
}

impl fmt::Debug for Keyring {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Keyring(..)")
    }
}

impl Keyring {
    /// This keyring, waited for as long as a person would.
    #[must_use]
    pub fn new(ring: Arc<dyn Ring>) -> Self {
        Self {
            ring,
            within: ANSWER_WITHIN,
            is_out: Arc::default(),
        }
    }

    /// The same, waited for only so long.
    #[must_use]
    pub fn within(self, within: Duration) -> Self {
        Self { within, ..self }
    }

    pub(crate) fn get(&self, name: &str) -> Result<Zeroizing<Vec<u8>>, RingError> {
        let name = name.to_owned();
        self.ask(move |ring| ring.get(&name))
    }

    pub(crate) fn set(&self, name: &str, secret: &[u8]) -> Result<(), RingError> {
        let (name, secret) = (name.to_owned(), Zeroizing::new(secret.to_vec()));
        self.ask(move |ring| ring.set(&name, &secret))
    }

    pub(crate) fn remove(&self, name: &str) -> Result<(), RingError> {
        let name = name.to_owned();
        self.ask(move |ring| ring.remove(&name))
    }

    /// Asks on a thread of its own. One that is given up may still end as it likes: nobody hears it.
    fn ask<T: Send + 'static>(
        &self,
        what: impl FnOnce(&dyn Ring) -> Result<T, RingError> + Send + 'static,
    ) -> Result<T, RingError> {
        if self.is_out.swap(true, Ordering::AcqRel) {
            return Err(RingError::Slow);
        }
        let out = Out(Arc::clone(&self.is_out));
        let (tell, heard) = mpsc::channel();
        let ring = Arc::clone(&self.ring);
        let asked = thread::Builder::new()
            .name("keyring".into())
            .spawn(move || {
                let out = out;
                let answer = what(ring.as_ref());
                drop(out);
                let _ = tell.send(answer);
            });
        if asked.is_err() {
            return Err(RingError::Failed);
        }
        match heard.recv_timeout(self.within) {
            Ok(answer) => answer,
            Err(mpsc::RecvTimeoutError::Timeout) => Err(RingError::Slow),
            // It broke off; a report of that is written where every panic is.
            Err(mpsc::RecvTimeoutError::Disconnected) => Err(RingError::Failed),
        }
    }
}

/// A call that is out: over when it is dropped, also where it broke off after it was given up.
struct Out(Arc<AtomicBool>);

impl Drop for Out {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Release);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    /// Breaks off in its first call, as soon as it may; later ones find nothing.
    struct Breaking(Mutex<Option<mpsc::Receiver<()>>>);

    impl Ring for Breaking {
        fn get(&self, _: &str) -> Result<Zeroizing<Vec<u8>>, RingError> {
            let first = self.0.lock().unwrap().take();
            if let Some(goes_on) = first {
                goes_on.recv().unwrap();
                std::panic::resume_unwind(Box::new(()));
            }
            Err(RingError::Gone)
        }

        fn set(&self, _: &str, _: &[u8]) -> Result<(), RingError> {
            Err(RingError::Failed)
        }

        fn remove(&self, _: &str) -> Result<(), RingError> {
            Err(RingError::Failed)
        }
    }

    /// A daemon hangs, is given up, and its call breaks off later: the next one is asked again, and not told
    /// "slow" for the rest of the day.
    #[test]
    fn a_call_that_was_given_up_and_broke_off_is_over() {
        let (go_on, goes_on) = mpsc::channel();
        let ring = Arc::new(Breaking(Mutex::new(Some(goes_on))));
        let keyring = Keyring::new(ring).within(Duration::from_millis(1));
        assert_eq!(keyring.get("store").err(), Some(RingError::Slow));
        assert_eq!(
            keyring.get("store").err(),
            Some(RingError::Slow),
            "one call at a time"
        );
        go_on.send(()).unwrap();
        let keyring = keyring.within(Duration::from_secs(60));
        let mut asked = std::iter::repeat_with(|| keyring.get("store").err()).take(100_000_000);
        assert_eq!(
            asked.find(|told| *told != Some(RingError::Slow)),
            Some(Some(RingError::Gone))
        );
    }
}
