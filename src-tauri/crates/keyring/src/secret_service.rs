//! The Secret Service of the session's bus (freedesktop.org Secret Service API 0.2: GNOME Keyring, KWallet,
//! KeePassXC), its secrets encrypted on the way.
//!
//! Each call makes a connection of its own: a daemon that was started anew is found, and one that hangs
//! holds nothing. Never here: a prompt. Whatever is locked is told as locked, since at a start nobody may
//! sit there to answer, and a prompt cannot be told from a daemon that hangs.

use std::collections::HashMap;

use app::{Ring, RingError};
use secret_service::blocking::{Collection, Item, SecretService};
use secret_service::{EncryptionType, Error};
use zeroize::Zeroizing;

/// Under which application our entries are found.
const APPLICATION: &str = "om.gov.moh.nida";
/// How an entry is called in the system's own list of secrets.
const LABEL: &str = "Nida · نداء";
const CONTENT_TYPE: &str = "application/octet-stream";

/// The keyring that the session's bus knows at the moment of each call.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SecretServiceRing;

impl Ring for SecretServiceRing {
    fn get(&self, name: &str) -> Result<Zeroizing<Vec<u8>>, RingError> {
        let service = connect()?;
        let found = service.search_items(attributes(name)).map_err(told)?;
        // Where it is kept is looked first: what another collection has under the name is older.
        let kept = kept_in_default(&service, name);
        let unlocked = found.unlocked.iter();
        let in_default = unlocked
            .clone()
            .find(|item| kept.iter().any(|path| path == item.item_path.as_str()));
        match (
            in_default.or_else(|| found.unlocked.first()),
            found.locked.is_empty(),
        ) {
            (Some(item), _) => item.get_secret().map(Zeroizing::new).map_err(told),
            (None, false) => Err(RingError::Locked),
            // A keyring that is locked as a whole need not say what is in it.
            (None, true) if is_default_locked(&service) => Err(RingError::Locked),
            (None, true) => Err(RingError::Gone),
        }
    }

    fn set(&self, name: &str, secret: &[u8]) -> Result<(), RingError> {
        let service = connect()?;
        let collection = unlocked_default(&service)?;
        let replace = true;
        let kept = collection
            .create_item(LABEL, attributes(name), secret, replace, CONTENT_TYPE)
            .map_err(told)?;
        // Replaced is only what was in the same collection; the default may have been another one before.
        // What cannot be deleted there is passed over when the secret is asked for.
        if let Ok(found) = service.search_items(attributes(name)) {
            let others = found.unlocked.iter();
            for other in others.filter(|item| item.item_path != kept.item_path) {
                let _ = other.delete();
            }
        }
        Ok(())
    }

    fn remove(&self, name: &str) -> Result<(), RingError> {
        let service = connect()?;
        let found = service.search_items(attributes(name)).map_err(told)?;
        if !found.locked.is_empty() {
            return Err(RingError::Locked);
        }
        found
            .unlocked
            .iter()
            .try_for_each(Item::delete)
            .map_err(told)
    }
}

fn connect() -> Result<SecretService<'static>, RingError> {
    // Whatever fails before there is a session with a daemon: there is nobody to ask.
    SecretService::connect(EncryptionType::Dh).map_err(|_| RingError::Absent)
}

fn attributes(name: &str) -> HashMap<&str, &str> {
    HashMap::from([("application", APPLICATION), ("store", name)])
}

fn unlocked_default<'a>(service: &'a SecretService<'_>) -> Result<Collection<'a>, RingError> {
    // A daemon without a default collection would make one by a prompt.
    let collection = service
        .get_default_collection()
        .map_err(|_| RingError::Absent)?;
    match collection.is_locked() {
        Ok(false) => Ok(collection),
        Ok(true) => Err(RingError::Locked),
        Err(error) => Err(told(error)),
    }
}

/// The paths of the entries of this name in the collection in which they are kept.
fn kept_in_default(service: &SecretService<'_>, name: &str) -> Vec<String> {
    let Ok(collection) = service.get_default_collection() else {
        return Vec::new();
    };
    let items = collection
        .search_items(attributes(name))
        .unwrap_or_default();
    let paths = items.iter().map(|item| item.item_path.to_string());
    paths.collect()
}

fn is_default_locked(service: &SecretService<'_>) -> bool {
    let collection = service.get_default_collection();
    collection.is_ok_and(|collection| collection.is_locked().unwrap_or(false))
}

fn told(error: Error) -> RingError {
    match error {
        Error::Locked | Error::Prompt | Error::PromptDisconnected => RingError::Locked,
        Error::NoResult => RingError::Gone,
        Error::Unavailable => RingError::Absent,
        _ => RingError::Failed,
    }
}
