//! The keys that a person has given actions.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Chords by the name of the action, only where they differ from the application's own. What an action
/// is and which chords are fit for it is the screen's knowledge.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct KeyBindings {
    /// Chords by action, at most 200 actions with 3 chords each.
    pub actions: BTreeMap<String, Vec<KeyChord>>,
}

/// A key with what is held down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct KeyChord {
    /// Place of the key, as the webview names it (`KeyN`, `F2`), so that layouts do not matter.
    pub code: String,
    /// With Ctrl.
    #[serde(default)]
    pub ctrl: bool,
    /// With Alt.
    #[serde(default)]
    pub alt: bool,
    /// With Shift.
    #[serde(default)]
    pub shift: bool,
}
