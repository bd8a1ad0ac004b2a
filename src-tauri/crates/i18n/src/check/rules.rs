//! The rules that one message keeps by itself.

use fluent_syntax::ast::{Expression, PatternElement, Variant, VariantKey};

use super::What;
use super::walk::{self, Part};
use crate::{Locale, Source};

/// Every plural form that any language here knows (CLDR, cardinal).
const PLURAL_FORMS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// What a part of a file does not keep, whatever the other language says.
pub(super) fn broken(source: &Source, part: &Part<'_>) -> Vec<What> {
    let used = walk::used(part.pattern);
    let mut broken = Vec::new();
    if !is_well_named(source.file, &part.id) {
        broken.push(What::Name);
    }
    for variable in &used.variables {
        if !is_explained(part, variable) {
            broken.push(What::Unexplained(variable.clone()));
        }
    }
    for variants in &used.selections {
        let missing = missing_forms(source.locale, variants);
        if !missing.is_empty() {
            broken.push(What::PluralForms(missing));
        }
    }
    if selects_inside_a_sentence(part) {
        broken.push(What::SelectionInSentence);
    }
    if used.texts.iter().any(|text| holds_html(text)) {
        broken.push(What::Html);
    }
    if used
        .texts
        .iter()
        .any(|text| text.contains(is_direction_mark))
    {
        broken.push(What::DirectionMark);
    }
    broken
}

/// `file-place-thing`: kebab-case, behind the name of the file. Attributes and terms are free of the
/// file's name.
fn is_well_named(file: &str, id: &str) -> bool {
    let (message, attribute) = match id.split_once('.') {
        Some((message, attribute)) => (message, Some(attribute)),
        None => (id, None),
    };
    let own = match message.strip_prefix('-') {
        Some(term) => is_kebab_case(term),
        None => {
            is_kebab_case(message)
                && message
                    .strip_prefix(file)
                    .is_some_and(|rest| rest.starts_with('-'))
        }
    };
    own && attribute.is_none_or(is_kebab_case)
}

fn is_kebab_case(name: &str) -> bool {
    !name.is_empty()
        && name.split('-').all(|part| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        })
}

/// A comment `# Variables:` above the message with a line `#   $name (Type) - what it is`.
fn is_explained(part: &Part<'_>, variable: &str) -> bool {
    let Some(comment) = part.comment else {
        return false;
    };
    let mut lines = comment
        .content
        .iter()
        .skip_while(|line| line.trim() != "Variables:");
    lines.any(|line| {
        line.trim()
            .strip_prefix('$')
            .and_then(|line| line.strip_prefix(variable))
            .is_some_and(|rest| rest.starts_with(" ("))
    })
}

/// The plural forms that a selection by number lacks. A selection is one by number when its keys
/// are plural forms, perhaps beside exact numbers.
fn missing_forms(locale: Locale, variants: &[Variant<&str>]) -> Vec<&'static str> {
    let names: Vec<&str> = variants
        .iter()
        .filter_map(|variant| match variant.key {
            VariantKey::Identifier { name } => Some(name),
            VariantKey::NumberLiteral { .. } => None,
        })
        .collect();
    let by_number = names.iter().all(|name| PLURAL_FORMS.contains(name))
        && (names.len() > 1 || names.len() < variants.len());
    let required: &[&'static str] = match locale {
        Locale::Ar => &PLURAL_FORMS,
        Locale::En => &["one", "other"],
    };
    required
        .iter()
        .filter(|form| by_number && !names.contains(form))
        .copied()
        .collect()
}

/// A selection wraps the whole sentence; words beside it cannot agree with it in Arabic.
fn selects_inside_a_sentence(part: &Part<'_>) -> bool {
    let is_selection = |element: &PatternElement<&str>| {
        matches!(
            element,
            PatternElement::Placeable {
                expression: Expression::Select { .. }
            }
        )
    };
    part.pattern.elements.len() > 1 && part.pattern.elements.iter().any(is_selection)
}

/// A tag or a named entity.
fn holds_html(text: &str) -> bool {
    let tag = text
        .split('<')
        .skip(1)
        .any(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!'));
    let entity = text.split('&').skip(1).any(|rest| {
        rest.split_once(';').is_some_and(|(name, _)| {
            !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'#')
        })
    });
    tag || entity
}

fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
