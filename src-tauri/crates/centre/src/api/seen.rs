//! Noting that a machine was here, at most once a minute each and behind the answer.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use domain::id::{MachineId, Millis, SiteId};

use super::Centre;
use crate::storage::{Caller, Seen};

/// How long a machine is not noted again.
const PAUSE_MS: i64 = 60_000;
/// Machines that are kept in mind at most; all are noted anew then.
const MAX_MACHINES: usize = 8_192;

/// When machines were last noted: those that told something of themselves apart from all others.
#[derive(Debug, Default)]
pub(crate) struct Notes(Mutex<HashMap<(SiteId, MachineId, bool), Millis>>);

impl Notes {
    /// Whether it is time to note this one.
    fn is_due(&self, seen: &Seen) -> bool {
        let Caller { site, machine } = seen.caller;
        let told = seen.waiting.is_some() || seen.skew_ms.is_some();
        let mut noted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if noted.len() >= MAX_MACHINES {
            noted.clear();
        }
        let last = noted.insert((site, machine, told), seen.at);
        match last {
            Some(last) if (0..PAUSE_MS).contains(&(seen.at.0 - last.0)) => {
                noted.insert((site, machine, told), last);
                false
            }
            _ => true,
        }
    }
}

/// Notes it, unless that was done a moment ago.
pub(crate) fn note(centre: &Centre, seen: Seen) {
    // Where many come at once, the others are noted when they come again.
    let Ok(turn) = Arc::clone(&centre.noting).try_acquire_owned() else {
        return;
    };
    if !centre.notes.is_due(&seen) {
        return;
    }
    let centre = Arc::clone(centre);
    tokio::spawn(async move {
        let _unnoted = centre.storage.note_seen(seen).await;
        // In this order: whoever has all turns has the storage to itself.
        drop(centre);
        drop(turn);
    });
}
