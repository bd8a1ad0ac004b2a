//! Kinds of entries in groups, as they are looked for. A test holds that every kind is in one of them.

use crate::{AppError, Result, Rule};

/// Longest kind that is asked for.
const KIND_CHARS_MAX: usize = 100;

/// The groups with their kinds.
const GROUPS: [(&str, &[&str]); 16] = [
    ("viewings", &["case.viewed"]),
    ("exports", &["export.made", "export.failed"]),
    (
        "erasures",
        &[
            "call.erased",
            "case.erased",
            "person.erased",
            "follow_up.erased",
            "survey.erased",
            "question.erased",
            "flag.erased",
        ],
    ),
    (
        "people",
        &[
            "user.added",
            "user.changed",
            "user.secret_changed",
            "user.secret_given",
            "user.secret_recovered",
        ],
    ),
    (
        "machine",
        &[
            "machine.code_renewed",
            "machine.passphrase_changed",
            "machine.keyring_added",
            "machine.keyring_removed",
            "machine.key_file_added",
            "machine.key_file_removed",
            "machine.lock_set",
        ],
    ),
    ("lists", &["lists.changed", "lists.change_withdrawn"]),
    ("imports", &["import.begun", "import.done", "import.undone"]),
    (
        "duties",
        &["duty.opened", "duty.closed", "duty.paused", "duty.resumed"],
    ),
    (
        "shifts",
        &[
            "shift.signed",
            "shift.handed_over",
            "shift.handover_confirmed",
        ],
    ),
    (
        "calls",
        &[
            "call.logged",
            "call.added",
            "call.amended",
            "call.voided",
            "call.restored",
            "call.commented",
            "call.returned",
            "call.return_corrected",
            "call.return_withdrawn",
        ],
    ),
    (
        "cases",
        &[
            "case.opened",
            "case.moved",
            "case.amended",
            "case.call_linked",
            "case.told",
        ],
    ),
    (
        "follow_ups",
        &[
            "follow_up.planned",
            "follow_up.attempted",
            "follow_up.replanned",
            "follow_up.done",
            "follow_up.cancelled",
        ],
    ),
    (
        "persons",
        &[
            "person.added",
            "person.amended",
            "merge.made",
            "merge.undone",
            "flag.raised",
            "flag.lifted",
        ],
    ),
    (
        "quality",
        &[
            "call.scored",
            "call.score_replied",
            "call.score_withdrawn",
            "survey.answered",
            "survey.withdrawn",
        ],
    ),
    (
        "decisions",
        &[
            "call.decided",
            "call.decision_withdrawn",
            "case.decided",
            "case.decision_withdrawn",
            "person.decided",
            "person.decision_withdrawn",
            "follow_up.decided",
            "follow_up.decision_withdrawn",
            "flag.decided",
            "flag.decision_withdrawn",
            "user.decided",
            "user.decision_withdrawn",
        ],
    ),
    (
        "others",
        &[
            "takeover.made",
            "question.asked",
            "improvement.recommended",
            "improvement.answered",
            "improvement.withdrawn",
        ],
    ),
];

/// Kinds of subjects of which no entry tells of a caller's matter.
const OF_NO_CALLER: [&str; 7] = [
    "user", "machine", "lists", "import", "duty", "shift", "export",
];

/// The kinds of a group, or the one that is asked for; none where all are.
///
/// # Errors
/// `Invalid` for neither.
pub(super) fn of(what: &str) -> Result<Vec<String>> {
    if what.is_empty() {
        return Ok(Vec::new());
    }
    if let Some((_, kinds)) = GROUPS.iter().find(|(group, _)| *group == what) {
        return Ok(kinds.iter().map(|kind| (*kind).to_owned()).collect());
    }
    // Also one that only a later version knows: it is shown by its code.
    if what.contains('.') && what.chars().count() <= KIND_CHARS_MAX {
        return Ok(vec![what.to_owned()]);
    }
    Err(AppError::invalid("what", Rule::UnknownCode))
}

pub(super) fn tells_of_no_caller(subject_kind: &str) -> bool {
    OF_NO_CALLER.contains(&subject_kind)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::*;

    const CRATE: &str = env!("CARGO_MANIFEST_DIR");

    /// Kinds that the domain writes, as they stand in its source.
    fn of_domain(folder: &Path, into: &mut BTreeSet<String>) {
        let subjects = [
            "call",
            "case",
            "person",
            "follow_up",
            "survey",
            "question",
            "flag",
            "user",
            "machine",
            "lists",
            "import",
            "duty",
            "shift",
            "export",
            "merge",
            "takeover",
            "improvement",
        ];
        for found in fs::read_dir(folder).unwrap() {
            let path = found.unwrap().path();
            if path.is_dir() {
                if !path.ends_with("tests") {
                    of_domain(&path, into);
                }
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            for word in text.split('"') {
                let is_kind = word.split_once('.').is_some_and(|(subject, verb)| {
                    subjects.contains(&subject)
                        && !verb.is_empty()
                        && verb
                            .chars()
                            .all(|char| char.is_ascii_lowercase() || char == '_')
                });
                if is_kind {
                    into.insert(word.to_owned());
                }
            }
        }
    }

    /// An auditor who looks through every group has seen everything; and reads words, not codes.
    #[test]
    fn every_kind_is_in_one_group_and_has_words_on_the_screen() {
        let mut kinds = BTreeSet::new();
        let root = PathBuf::from(CRATE);
        of_domain(&root.join("../domain/src"), &mut kinds);
        let grouped: Vec<&str> = GROUPS
            .iter()
            .flat_map(|(_, kinds)| kinds.iter().copied())
            .collect();
        assert_eq!(
            grouped
                .iter()
                .map(|kind| (*kind).to_owned())
                .collect::<BTreeSet<_>>(),
            kinds
        );
        assert_eq!(grouped.len(), kinds.len(), "each in one");
        let words = root.join("../../../ui/src/features/settings/journal/words.ts");
        let words = fs::read_to_string(words).unwrap();
        for kind in &kinds {
            assert!(
                words.contains(&format!("'{kind}': 'history-kind-")),
                "{kind} has words"
            );
        }
        for (group, _) in &GROUPS {
            assert!(
                words.contains(&format!("group: '{group}'")),
                "{group} has words"
            );
        }
    }
}
