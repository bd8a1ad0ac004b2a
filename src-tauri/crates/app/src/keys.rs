//! Keys of a person at this machine: kept in its settings, since laptops and hands differ from desk to
//! desk. Never here: what an action does, or whether two of them fight; the screen knows its actions.

use crate::dto::{KeyBindings, KeyChord};
use crate::rights::Command;
use crate::{App, AppError, Result, Rule};

/// The most actions that can be given keys.
const ACTIONS_MAX: usize = 200;
/// The most chords of one action.
const CHORDS_MAX: usize = 3;
/// Longest name of an action or a key, in bytes.
const NAME_BYTES_MAX: usize = 64;

impl App {
    /// The keys that the person has given actions; empty where they have changed none.
    ///
    /// # Errors
    /// `SignedOut`.
    pub fn key_bindings(&self) -> Result<KeyBindings> {
        let asking = self.asking(Command::KeyBindings)?;
        let kept = asking.store().setting(&name(&asking.session.user))?;
        // What cannot be read any more gives the application's own keys back.
        Ok(kept
            .and_then(|text| serde_json::from_str(&text).ok())
            .unwrap_or_default())
    }

    /// Gives actions other keys; replaces what was given before.
    ///
    /// # Errors
    /// `SignedOut`; `Invalid` when there are more than can be meant.
    pub fn set_key_bindings(&self, bindings: &KeyBindings) -> Result<()> {
        let asking = self.asking(Command::SetKeyBindings)?;
        let fits = |(action, chords): (&String, &Vec<KeyChord>)| {
            action.len() <= NAME_BYTES_MAX
                && chords.len() <= CHORDS_MAX
                && chords
                    .iter()
                    .all(|chord| chord.code.len() <= NAME_BYTES_MAX)
        };
        if bindings.actions.len() > ACTIONS_MAX || !bindings.actions.iter().all(fits) {
            return Err(AppError::Invalid {
                field: "keys",
                rule: Rule::TooLong,
                limit: Some(ACTIONS_MAX),
            });
        }
        let text = serde_json::to_string(bindings)
            .map_err(|_| AppError::Internal("keys could not be written down"))?;
        let kept = (!bindings.actions.is_empty()).then_some(text);
        asking
            .store()
            .set_settings(vec![(name(&asking.session.user), kept)])?;
        Ok(())
    }
}

fn name(user: &domain::id::UserId) -> String {
    format!("keys/{user}")
}
