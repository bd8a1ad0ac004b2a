//! A call put right, three ways: as it stood when it was opened, as whoever corrects it wants it, and as
//! it stands by now.
//!
//! Only what a person changed against what they saw is theirs to write: what a colleague or another
//! machine changed meanwhile stays. Fields that mean nothing apart (type and subject, governorate and
//! wilayat, the times of a call) are weighed together. Where both changed the same, nothing is decided
//! here: it is told, and a person decides. Never here: entries, clocks, who may.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::Call;
use crate::fold::{Fields, Part, Reader, flatten};

/// A call as its fields, to be held against itself later.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CallFields(BTreeMap<(Part, String), Value>);

/// What somebody decided about fields that were changed by two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The fields, as [`Clash::group`] named them.
    pub group: String,
    /// How they stood then by the other's hand: another change since asks again.
    pub theirs: String,
    /// What this person wants is written; else the other's stays.
    pub mine: bool,
}

/// Fields that this person and somebody else changed, to different ends.
#[derive(Debug, Clone, PartialEq)]
pub struct Clash {
    /// Names them for a decision.
    pub group: String,
    /// How they stand now, as text to be given back with the decision.
    pub theirs: String,
    /// The call as it would be if this person's were written.
    pub mine: Box<Call>,
    /// Paths of the fields.
    pub paths: BTreeSet<(Part, String)>,
}

/// What comes of a correction.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    /// The call as it stands now with what was changed; where there is a clash, as it stands now.
    pub call: Call,
    /// What two have changed.
    pub clashes: Vec<Clash>,
}

impl Call {
    /// All that an amendment can change, as fields.
    #[must_use]
    pub fn fields(&self) -> CallFields {
        let change = self.logged();
        let mut fields = CallFields::default();
        fields.take(Part::Facts, change.facts);
        fields.take(Part::Personal, change.personal);
        fields
    }

    /// Writes what leads from `base` to `mine` onto this call as it stands now.
    #[must_use]
    pub fn merged(&self, base: &CallFields, mine: &CallFields, decided: &[Decision]) -> Merged {
        let now = self.fields();
        let groups = Groups::of([base, mine, &now]);
        let (mut target, mut clashes) = (now.clone(), Vec::new());
        for (group, paths) in groups.paths {
            if !mine.differs(base, &paths) || !mine.differs(&now, &paths) {
                continue;
            }
            let mut wanted = target.clone();
            wanted.put(mine, &paths);
            if !now.differs(base, &paths) {
                target = wanted;
                continue;
            }
            let theirs = now.text_of(&paths);
            let decision = decided
                .iter()
                .find(|decision| decision.group == group && decision.theirs == theirs);
            match decision {
                Some(Decision { mine: true, .. }) => target = wanted,
                Some(_) => {}
                None => {
                    let mut alone = now.clone();
                    alone.put(mine, &paths);
                    clashes.push(Clash {
                        group,
                        theirs,
                        mine: Box::new(alone.call()),
                        paths,
                    });
                }
            }
        }
        Merged {
            call: target.call(),
            clashes,
        }
    }
}

impl CallFields {
    /// As text, to be kept with a draft.
    #[must_use]
    pub fn to_text(&self) -> String {
        let (mut facts, mut personal) = (Map::new(), Map::new());
        for ((part, path), value) in &self.0 {
            let of = match part {
                Part::Facts => &mut facts,
                Part::Personal => &mut personal,
            };
            of.insert(path.clone(), value.clone());
        }
        Value::from_iter([("facts", facts), ("personal", personal)]).to_string()
    }

    /// From such a text; none where it is none.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let read: Value = serde_json::from_str(text).ok()?;
        let mut fields = Self::default();
        for (part, name) in [(Part::Facts, "facts"), (Part::Personal, "personal")] {
            for (path, value) in read.get(name)?.as_object()? {
                fields.0.insert((part, path.clone()), value.clone());
            }
        }
        Some(fields)
    }

    /// The call that they are.
    #[must_use]
    pub fn call(&self) -> Call {
        let of = |wanted: Part| -> Fields {
            self.0
                .iter()
                .filter(|((part, _), _)| *part == wanted)
                .map(|((_, path), value)| (path.clone(), value.clone()))
                .collect()
        };
        let (facts, personal) = (of(Part::Facts), of(Part::Personal));
        Call::read(&mut Reader {
            facts: &facts,
            personal: &personal,
            findings: &mut Vec::new(),
        })
    }

    /// Sets a field, or clears it.
    pub fn set(&mut self, part: Part, path: &str, value: Option<&Value>) {
        let key = (part, path.to_owned());
        match value {
            Some(value) => drop(self.0.insert(key, value.clone())),
            None => drop(self.0.remove(&key)),
        }
    }

    fn take(&mut self, part: Part, object: Map<String, Value>) {
        flatten(object, &mut |path, value| {
            self.0.insert((part, path), value);
        });
    }

    fn put(&mut self, from: &Self, paths: &BTreeSet<(Part, String)>) {
        for (part, path) in paths {
            self.set(*part, path, from.0.get(&(*part, path.clone())));
        }
    }

    fn differs(&self, other: &Self, paths: &BTreeSet<(Part, String)>) -> bool {
        paths
            .iter()
            .any(|path| self.0.get(path) != other.0.get(path))
    }

    fn text_of(&self, paths: &BTreeSet<(Part, String)>) -> String {
        let values: Vec<&Value> = paths
            .iter()
            .map(|path| self.0.get(path).unwrap_or(&Value::Null))
            .collect();
        serde_json::to_string(&values).unwrap_or_default()
    }

    fn has_issue(&self, id: &str) -> bool {
        let primary = format!("issues/{id}/primary");
        self.0.contains_key(&(Part::Facts, primary))
    }
}

/// The fields of three states of a call, by what is weighed together.
struct Groups {
    paths: BTreeMap<String, BTreeSet<(Part, String)>>,
}

impl Groups {
    fn of(states: [&CallFields; 3]) -> Self {
        let mut paths: BTreeMap<String, BTreeSet<(Part, String)>> = BTreeMap::new();
        for (part, path) in states.iter().flat_map(|state| state.0.keys()) {
            let of = paths.entry(group(path, &states)).or_default();
            of.insert((*part, path.clone()));
        }
        Self { paths }
    }
}

/// What a field is weighed with. An issue that one of the states does not have comes or goes whole, with
/// what the call is about.
fn group(path: &str, states: &[&CallFields; 3]) -> String {
    let steps: Vec<&str> = path.split('/').collect();
    match steps.as_slice() {
        ["issues", id, ..] if !states.iter().all(|state| state.has_issue(id)) => "type".into(),
        _ => weighed_with(path),
    }
}

/// What a field of a call is weighed with, by its path alone: fields that mean nothing apart have one name.
#[must_use]
pub(crate) fn weighed_with(path: &str) -> String {
    let steps: Vec<&str> = path.split('/').collect();
    match steps.as_slice() {
        ["started_at" | "ended_at" | "shift" | "local_day" | "entered_late"] => "started_at".into(),
        // The key of a conversation is made of the others: apart, it could become that of somebody else's.
        ["channel" | "direction" | "handle" | "message_link" | "thread"] => "channel".into(),
        ["number" | "number_as_typed"] => "number".into(),
        ["caller" | "caller_name" | "anonymous"] => "caller_name".into(),
        ["patient" | "patient_name"] => "patient_name".into(),
        ["governorate" | "wilayat"] => "governorate".into(),
        ["issues", _, "type" | "sub_category" | "primary"] => "type".into(),
        ["issues", id, "facility_text"] => format!("issues/{id}/facility"),
        _ => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::call::Issue;
    use crate::id::{IssueId, Millis};

    fn issue_id() -> IssueId {
        IssueId::from_bytes([3; 16])
    }

    fn call() -> Call {
        let issue = Issue {
            sub_category: "vaccination".into(),
            primary: true,
            ..Issue::default()
        };
        Call {
            channel: "phone_in".into(),
            started_at: Some(Millis(1_000)),
            type_code: "health_ed".into(),
            issues: [(issue_id(), issue)].into(),
            note: "one".into(),
            place: "Muscat".into(),
            outcome: "answered".into(),
            cards: [("low_sugar".to_owned(), 2)].into(),
            ..Call::default()
        }
    }

    fn with(change: impl FnOnce(&mut Call)) -> Call {
        let mut call = call();
        change(&mut call);
        call
    }

    fn merge(mine: &Call, now: &Call, decided: &[Decision]) -> Merged {
        now.merged(&call().fields(), &mine.fields(), decided)
    }

    /// What a draft keeps must be what was seen, over a restart too.
    #[test]
    fn fields_are_kept_as_text_and_are_the_call() {
        let fields = call().fields();
        assert_eq!(
            CallFields::from_text(&fields.to_text()),
            Some(fields.clone())
        );
        assert_eq!(fields.call(), call());
        assert_eq!(CallFields::from_text("not that"), None);
        assert_eq!(CallFields::from_text("{}"), None);
    }

    /// A colleague's amendment of another field must survive a correction that was opened before it.
    #[test]
    fn what_each_changed_stays() {
        let mine = with(|call| call.note = "two".into());
        let now = with(|call| call.place = "Sohar".into());
        let merged = merge(&mine, &now, &[]);
        assert_eq!(merged.clashes, []);
        assert_eq!(merged.call.note, "two");
        assert_eq!(merged.call.place, "Sohar", "theirs");
        assert_eq!(merged.call.cards, call().cards, "and all else");
    }

    /// Whose conversation a message belongs to follows from who wrote it: half of each would file it with
    /// somebody else's.
    #[test]
    fn a_sender_and_their_conversation_go_together() {
        let written = |handle: &'static str| {
            move |call: &mut Call| {
                call.handle = handle.into();
                call.thread = format!("sender:{handle}");
            }
        };
        let (mine, now) = (with(written("c")), with(written("b")));
        let merged = merge(&mine, &now, &[]);
        assert_eq!(
            merged.clashes.len(),
            1,
            "one question: {:?}",
            merged.clashes
        );
        let sender = |call: &Call| (call.handle.clone(), call.thread.clone());
        assert_eq!(sender(&merged.call), sender(&now));
    }

    /// Of two who changed one field neither may win in silence.
    #[test]
    fn the_same_field_is_told_and_decided() {
        let mine = with(|call| call.note = "two".into());
        let now = with(|call| call.note = "three".into());
        let merged = merge(&mine, &now, &[]);
        assert_eq!(merged.call.note, "three", "as it stands until decided");
        let [clash] = merged.clashes.as_slice() else {
            panic!("{:?}", merged.clashes);
        };
        assert_eq!(clash.group, "note");
        assert_eq!(clash.mine.note, "two");
        let decide = |mine_wins: bool, theirs: &str| Decision {
            group: "note".into(),
            theirs: theirs.into(),
            mine: mine_wins,
        };
        let kept = merge(&mine, &now, &[decide(true, &clash.theirs)]);
        assert_eq!((kept.call.note.as_str(), kept.clashes.len()), ("two", 0));
        let left = merge(&mine, &now, &[decide(false, &clash.theirs)]);
        assert_eq!((left.call.note.as_str(), left.clashes.len()), ("three", 0));
        let later = with(|call| call.note = "four".into());
        let again = merge(&mine, &later, &[decide(true, &clash.theirs)]);
        assert_eq!(again.clashes.len(), 1, "decided about something else");
    }

    /// A subject of one type under another type would be a call that no form can make.
    #[test]
    fn what_means_nothing_apart_is_weighed_together() {
        let mine = with(|call| {
            for issue in call.issues.values_mut() {
                issue.sub_category = "diabetes".into();
            }
        });
        let now = with(|call| call.type_code = "inquiry".into());
        let merged = merge(&mine, &now, &[]);
        assert_eq!(merged.clashes.len(), 1);
        assert_eq!(merged.clashes[0].mine.type_code, "health_ed");
        assert_eq!(merged.call, now, "nothing is mixed");
    }

    /// Saving a second time must find nothing to write.
    #[test]
    fn what_is_there_already_is_no_clash() {
        let mine = with(|call| call.note = "two".into());
        let merged = merge(&mine, &mine, &[]);
        assert_eq!((merged.call, merged.clashes.len()), (mine, 0));
    }

    /// An issue that was taken out must not leave its facility behind.
    #[test]
    fn an_issue_comes_and_goes_whole() {
        let second = IssueId::from_bytes([4; 16]);
        let base = with(|call| {
            let issue = Issue {
                sub_category: "mental".into(),
                facility: "royal_hospital".into(),
                ..Issue::default()
            };
            call.issues.insert(second, issue);
        });
        let mut now = base.clone();
        now.issues.get_mut(&second).unwrap().facility = "khoula_hospital".into();
        let merged = now.merged(&base.fields(), &call().fields(), &[]);
        assert_eq!(
            merged.clashes.len(),
            1,
            "removed by one, changed by the other"
        );
        let decided = Decision {
            group: merged.clashes[0].group.clone(),
            theirs: merged.clashes[0].theirs.clone(),
            mine: true,
        };
        let gone = now.merged(&base.fields(), &call().fields(), &[decided]);
        assert_eq!(gone.call, call());
    }
}
