//! Going through the syntax tree of a Fluent file.

use std::collections::BTreeSet;

use fluent_syntax::ast::{
    CallArguments, Comment, Entry, Expression, InlineExpression, Pattern, PatternElement, Variant,
};

/// A pattern with the id by which it is compared.
pub(super) struct Part<'a> {
    /// `id`, `id.attribute`, or `-term`.
    pub(super) id: String,
    pub(super) pattern: &'a Pattern<&'a str>,
    /// The comment right above its message.
    pub(super) comment: Option<&'a Comment<&'a str>>,
}

/// The value and the attributes of a message or term; none of a comment.
pub(super) fn parts<'a>(entry: &'a Entry<&'a str>) -> Vec<Part<'a>> {
    let (id, value, attributes, comment) = match entry {
        Entry::Message(message) => (
            message.id.name.to_owned(),
            message.value.as_ref(),
            &message.attributes,
            message.comment.as_ref(),
        ),
        Entry::Term(term) => (
            format!("-{}", term.id.name),
            Some(&term.value),
            &term.attributes,
            term.comment.as_ref(),
        ),
        _ => return Vec::new(),
    };
    let of_attributes = attributes.iter().map(|attribute| Part {
        id: format!("{id}.{}", attribute.id.name),
        pattern: &attribute.value,
        comment,
    });
    value
        .map(|pattern| Part {
            id: id.clone(),
            pattern,
            comment,
        })
        .into_iter()
        .chain(of_attributes)
        .collect()
}

/// What a pattern uses.
#[derive(Default)]
pub(super) struct Used<'a> {
    pub(super) variables: BTreeSet<String>,
    /// Messages, terms and attributes as ids of parts.
    pub(super) references: BTreeSet<String>,
    /// The texts between placeables, those in variants too.
    pub(super) texts: Vec<&'a str>,
    /// The variants of every selection.
    pub(super) selections: Vec<&'a [Variant<&'a str>]>,
}

pub(super) fn used<'a>(pattern: &'a Pattern<&'a str>) -> Used<'a> {
    let mut used = Used::default();
    used.pattern(pattern);
    used
}

impl<'a> Used<'a> {
    fn pattern(&mut self, pattern: &'a Pattern<&'a str>) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => self.texts.push(value),
                PatternElement::Placeable { expression } => self.expression(expression),
            }
        }
    }

    fn expression(&mut self, expression: &'a Expression<&'a str>) {
        match expression {
            Expression::Inline(inline) => self.inline(inline),
            Expression::Select { selector, variants } => {
                self.inline(selector);
                self.selections.push(variants);
                for variant in variants {
                    self.pattern(&variant.value);
                }
            }
        }
    }

    fn inline(&mut self, inline: &'a InlineExpression<&'a str>) {
        match inline {
            InlineExpression::VariableReference { id } => {
                self.variables.insert(id.name.to_owned());
            }
            InlineExpression::MessageReference { id, attribute } => {
                self.reference(id.name.to_owned(), attribute.as_ref().map(|id| id.name));
            }
            InlineExpression::TermReference {
                id,
                attribute,
                arguments,
            } => {
                self.reference(
                    format!("-{}", id.name),
                    attribute.as_ref().map(|id| id.name),
                );
                if let Some(arguments) = arguments {
                    self.arguments(arguments);
                }
            }
            InlineExpression::FunctionReference { arguments, .. } => self.arguments(arguments),
            InlineExpression::Placeable { expression } => self.expression(expression),
            InlineExpression::StringLiteral { value } => self.texts.push(value),
            InlineExpression::NumberLiteral { .. } => {}
        }
    }

    fn arguments(&mut self, arguments: &'a CallArguments<&'a str>) {
        for inline in &arguments.positional {
            self.inline(inline);
        }
    }

    fn reference(&mut self, id: String, attribute: Option<&str>) {
        self.references.insert(match attribute {
            Some(attribute) => format!("{id}.{attribute}"),
            None => id,
        });
    }
}
