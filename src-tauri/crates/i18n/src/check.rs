//! What the files of `locales` must keep. For tests: both languages say the same, Arabic counts in
//! all its forms, and whoever translates knows what the variables are.

mod rules;
mod walk;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use fluent_syntax::ast::Entry;
use fluent_syntax::parser;

use crate::{Locale, Source};

/// Something that a file does not keep.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file: `ar/desk`.
    pub file: String,
    /// The id of the message, with its attribute behind a point; empty for a whole file.
    pub id: String,
    /// What.
    pub what: What,
}

/// What a message or file does not keep.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// Not Fluent; the line, from 1.
    Unreadable(usize),
    /// The other language does not have it.
    MissingInOther,
    /// The language has the id twice.
    Twice,
    /// The id does not begin with the name of its file, or is not in kebab-case.
    Name,
    /// The languages use different variables; those that one of them lacks.
    Variables(Vec<String>),
    /// A variable that no `Variables:` comment explains.
    Unexplained(String),
    /// A selection by number without all plural forms of the language; those missing.
    PluralForms(Vec<&'static str>),
    /// A selection that stands inside a sentence instead of around it.
    SelectionInSentence,
    /// A message or term that is referred to and not there.
    UnknownReference(String),
    /// HTML in a message.
    Html,
    /// A mark of direction written into a message; isolation is the screen's.
    DirectionMark,
    /// A message without a word.
    Empty,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {:?}", self.file, self.id, self.what)
    }
}

/// Everything that a set of files does not keep, in a fixed order. Empty is good.
#[must_use]
pub fn check(sources: &[Source]) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut languages: BTreeMap<&str, Language> = BTreeMap::new();
    for source in sources {
        let language = languages.entry(source.locale.code()).or_default();
        read(source, language, &mut problems);
    }
    for locale in Locale::ALL {
        let (own, other) = (
            languages.get(locale.code()),
            languages.get(locale.other().code()),
        );
        if let Some(own) = own {
            own.check_references(&mut problems);
            own.check_against(other.unwrap_or(&Language::default()), &mut problems);
        }
    }
    problems.sort();
    problems
}

/// What one language says.
#[derive(Default)]
struct Language {
    /// By id, with attributes as `id.attribute`; terms begin with a dash.
    messages: BTreeMap<String, Message>,
}

/// What a message uses.
struct Message {
    file: String,
    variables: BTreeSet<String>,
    references: BTreeSet<String>,
}

fn read(source: &Source, language: &mut Language, problems: &mut Vec<Problem>) {
    let file = format!("{}/{}", source.locale.code(), source.file);
    let mut add = |id: &str, what: What| {
        problems.push(Problem {
            file: file.clone(),
            id: id.to_owned(),
            what,
        });
    };
    let resource = match parser::parse(source.text) {
        Ok(resource) => resource,
        Err((resource, errors)) => {
            for error in errors {
                let before = source.text.get(..error.pos.start).unwrap_or_default();
                add("", What::Unreadable(before.matches('\n').count() + 1));
            }
            resource
        }
    };
    for entry in &resource.body {
        for part in walk::parts(entry) {
            for what in rules::broken(source, &part) {
                add(&part.id, what);
            }
            let used = walk::used(part.pattern);
            let message = Message {
                file: file.clone(),
                variables: used.variables,
                references: used.references,
            };
            if language.messages.insert(part.id.clone(), message).is_some() {
                add(&part.id, What::Twice);
            }
        }
        if let Entry::Message(message) = entry
            && message.value.is_none()
            && message.attributes.is_empty()
        {
            add(message.id.name, What::Empty);
        }
    }
}

impl Language {
    fn check_references(&self, problems: &mut Vec<Problem>) {
        for (id, message) in &self.messages {
            for reference in &message.references {
                if !self.messages.contains_key(reference) {
                    problems.push(message.problem(id, What::UnknownReference(reference.clone())));
                }
            }
        }
    }

    /// Terms belong to their language and need no twin.
    fn check_against(&self, other: &Self, problems: &mut Vec<Problem>) {
        for (id, message) in self.messages.iter().filter(|(id, _)| !id.starts_with('-')) {
            let Some(twin) = other.messages.get(id) else {
                problems.push(message.problem(id, What::MissingInOther));
                continue;
            };
            let lacking: Vec<String> = twin
                .variables
                .difference(&message.variables)
                .cloned()
                .collect();
            if !lacking.is_empty() {
                problems.push(message.problem(id, What::Variables(lacking)));
            }
        }
    }
}

impl Message {
    fn problem(&self, id: &str, what: What) -> Problem {
        Problem {
            file: self.file.clone(),
            id: id.to_owned(),
            what,
        }
    }
}

#[cfg(test)]
mod tests;
