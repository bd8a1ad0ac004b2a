//! The keyring of the operating system behind `app`'s seam.
//!
//! On Linux it is the Secret Service of the session's bus ([`secret_service`]). Elsewhere there is none yet:
//! passphrase and recovery code open the store there as everywhere.
//!
//! Never here: when to ask it, how long to wait, what is kept in it.

#[cfg(target_os = "linux")]
mod secret_service;

use app::Keyring;

/// The keyring of this system; none where Nida knows none to ask. Nothing is asked of it yet.
#[must_use]
pub fn of_the_system() -> Option<Keyring> {
    #[cfg(target_os = "linux")]
    {
        Some(Keyring::new(std::sync::Arc::new(
            secret_service::SecretServiceRing,
        )))
    }
    #[cfg(not(target_os = "linux"))]
    {
        None
    }
}
