//! The list of actions and their keys, read from where the screens have it, so that no test keeps a second
//! one. Never here: what an action does.

use std::fs;
use std::path::Path;

use crate::display::key_code;
use crate::{Failure, Told};

const LIST: &str = "../ui/src/lib/keys/actions.ts";

/// One chord, by the place of its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chord {
    /// `KeyboardEvent.code`; `Enter` stands for both of these keys.
    pub code: String,
    /// Ctrl is held.
    pub ctrl: bool,
    /// Alt is held.
    pub alt: bool,
    /// Shift is held.
    pub shift: bool,
}

/// An action with all its usual chords.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shortcut {
    /// Its name in the list.
    pub action: String,
    /// Where it works.
    pub scope: String,
    /// Its chords, the first one shown as the hint.
    pub chords: Vec<Chord>,
}

impl Chord {
    /// The codes of its keys on a real keyboard, the one that is struck last; one row for each key of
    /// that name.
    ///
    /// # Errors
    /// A key that no test has struck yet: [`key_code::of`] wants to know it.
    pub fn strokes(&self) -> Told<Vec<Vec<u8>>> {
        let mut held = Vec::new();
        held.extend(self.ctrl.then_some(key_code::CONTROL));
        held.extend(self.alt.then_some(key_code::ALT));
        held.extend(self.shift.then_some(key_code::SHIFT));
        let struck = key_code::of(&self.code)
            .ok_or_else(|| Failure::new(format!("where is the key {}?", self.code)))?;
        let other = (self.code == "Enter").then_some(key_code::KEYPAD_ENTER);
        let strokes = [Some(struck), other].into_iter().flatten().map(|last| {
            let mut keys = held.clone();
            keys.push(last);
            keys
        });
        Ok(strokes.collect())
    }
}

/// All actions that have keys.
///
/// # Errors
/// The list cannot be read, or is written in another form.
pub fn all() -> Told<Vec<Shortcut>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(LIST);
    let found = read(&fs::read_to_string(path)?);
    if found.is_empty() {
        return Err(Failure::new("no actions in the list of actions"));
    }
    Ok(found)
}

/// Reads `'name': { label: …, scope: 'desk', chords: [alt('KeyN'), { code: 'F2', shift: true }] }`, over
/// as many lines as it takes.
fn read(source: &str) -> Vec<Shortcut> {
    let list = source
        .split_once("export const ACTIONS = {")
        .unwrap_or_default()
        .1;
    let list = list.split_once("} as const").unwrap_or_default().0;
    let mut found = Vec::new();
    let mut before = "";
    for part in list.split("label:") {
        let scope = quoted(part, "scope:");
        let chords = part
            .split_once("chords: [")
            .and_then(|(_, rest)| rest.split_once(']'));
        if let (Some(scope), Some((chords, _))) = (scope, chords) {
            found.push(Shortcut {
                action: name_before(before),
                scope,
                chords: chords_in(chords),
            });
        }
        before = part;
    }
    found
}

/// The name that stands last in front of a brace, quoted or not.
fn name_before(text: &str) -> String {
    let name = text
        .trim_end()
        .trim_end_matches('{')
        .trim_end()
        .trim_end_matches(':');
    let name = name.rsplit(['\n', ' ']).next().unwrap_or_default();
    name.trim_matches('\'').to_owned()
}

fn quoted(text: &str, behind: &str) -> Option<String> {
    let (_, rest) = text.split_once(behind)?;
    rest.split('\'').nth(1).map(str::to_owned)
}

fn chords_in(text: &str) -> Vec<Chord> {
    let mut chords = Vec::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('\'') {
        let Some((code, after)) = behind.split_once('\'') else {
            break;
        };
        let own = after.split_once(['}', ')']).map_or(after, |(own, _)| own);
        let held = |name: &str| {
            before.trim_end().ends_with(&format!("{name}("))
                || own.contains(&format!("{name}: true"))
        };
        chords.push(Chord {
            code: code.to_owned(),
            ctrl: held("ctrl"),
            alt: held("alt"),
            shift: held("shift"),
        });
        rest = after;
    }
    chords
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(chord: &Chord) -> String {
        let held = [
            (chord.ctrl, "Ctrl+"),
            (chord.alt, "Alt+"),
            (chord.shift, "Shift+"),
        ];
        let held = held.iter().filter(|(is_held, _)| *is_held);
        held.map(|(_, name)| *name)
            .chain([chord.code.as_str()])
            .collect()
    }

    /// What is not read is not struck, and would be proven by nothing.
    #[test]
    fn the_list_is_read_in_every_form_in_which_it_is_written() {
        let source = "
export const ACTIONS = {
  'call.new': { label: 'a', scope: 'everywhere', chords: [{ code: 'F2' }, alt('KeyN')] },
  // A comment.
  'call.save-other': {
    label: 'b',
    scope: 'desk',
    chords: [alt('Enter'), { code: 'Enter', ctrl: true, shift: true }],
  },
  lock: { label: 'c', scope: 'everywhere', chords: [ctrl('KeyL')], always: true },
} as const satisfies X;
export const OTHER = { label: 'd', scope: 'x', chords: [] };";
        let read: Vec<String> = read(source)
            .iter()
            .map(|one| {
                let chords: Vec<String> = one.chords.iter().map(written).collect();
                format!("{} {}: {}", one.scope, one.action, chords.join(", "))
            })
            .collect();
        assert_eq!(
            read,
            [
                "everywhere call.new: F2, Alt+KeyN",
                "desk call.save-other: Alt+Enter, Ctrl+Shift+Enter",
                "everywhere lock: Ctrl+KeyL",
            ]
        );
    }

    /// An action whose name this reader did not understand would be missing without a word.
    #[test]
    fn every_action_of_the_screens_is_read() {
        let source = include_str!("../../ui/src/lib/keys/actions.ts");
        let labels = source.matches("label: 'keys-").count();
        assert_eq!(all().unwrap().len(), labels);
    }
}
