//! Messages by their id.

use std::sync::LazyLock;

use fluent::concurrent::FluentBundle;
use fluent::{FluentArgs, FluentResource};

use crate::{Digits, Locale, SOURCES, Source};
use crate::{number, plural};

/// Whether what is put into a sentence is set apart from its direction by invisible marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Isolation {
    /// For text on a screen.
    On,
    /// For titles, exports, file names, the clipboard and the command line.
    Off,
}

/// The messages of one language in one kind of digits. Cheap to share, not cheap to make: keep it.
pub struct Messages {
    locale: Locale,
    own: FluentBundle<&'static FluentResource>,
    other: FluentBundle<&'static FluentResource>,
}

/// The files parsed once. What cannot be parsed is left out here and told by `check`.
static RESOURCES: LazyLock<Vec<(Locale, FluentResource)>> = LazyLock::new(|| {
    SOURCES
        .iter()
        .map(|source| (source.locale, parse(source)))
        .collect()
});

impl Messages {
    /// The messages built into the program.
    #[must_use]
    pub fn new(locale: Locale, digits: Digits, isolation: Isolation) -> Self {
        Self::from_resources(&RESOURCES, locale, digits, isolation)
    }

    fn from_resources(
        resources: &'static [(Locale, FluentResource)],
        locale: Locale,
        digits: Digits,
        isolation: Isolation,
    ) -> Self {
        let bundle = |locale| bundle(resources, locale, digits, isolation);
        Self {
            locale,
            own: bundle(locale),
            other: bundle(locale.other()),
        }
    }

    /// The language.
    #[must_use]
    pub fn locale(&self) -> Locale {
        self.locale
    }

    /// A message with its variables. Total: a message that is missing is given in the other language,
    /// and one that is missing in both by its id; tests hold that neither happens.
    #[must_use]
    pub fn message(&self, id: &str, args: &FluentArgs<'_>) -> String {
        self.find(id, None, args).unwrap_or_else(|| id.to_owned())
    }

    /// A message without variables.
    #[must_use]
    pub fn plain(&self, id: &str) -> String {
        self.message(id, &FluentArgs::new())
    }

    /// An attribute of a message, such as its `title`. Total as [`Messages::message`] is.
    #[must_use]
    pub fn attribute(&self, id: &str, attribute: &str, args: &FluentArgs<'_>) -> String {
        self.find(id, Some(attribute), args)
            .unwrap_or_else(|| format!("{id}.{attribute}"))
    }

    /// Whether the language itself has a message.
    #[must_use]
    pub fn has(&self, id: &str) -> bool {
        self.own
            .get_message(id)
            .is_some_and(|message| message.value().is_some())
    }

    fn find(&self, id: &str, attribute: Option<&str>, args: &FluentArgs<'_>) -> Option<String> {
        let args = plural::counted(args);
        [&self.own, &self.other].into_iter().find_map(|bundle| {
            let message = bundle.get_message(id)?;
            let pattern = match attribute {
                Some(name) => message.get_attribute(name)?.value(),
                None => message.value()?,
            };
            // A variable that is missing shows its name; `check` holds that both languages ask for
            // the same ones.
            let mut errors = Vec::new();
            let text = bundle.format_pattern(pattern, Some(&args), &mut errors);
            Some(text.into_owned())
        })
    }
}

fn bundle(
    resources: &'static [(Locale, FluentResource)],
    locale: Locale,
    digits: Digits,
    isolation: Isolation,
) -> FluentBundle<&'static FluentResource> {
    let mut bundle = FluentBundle::new_concurrent(vec![locale.language_identifier()]);
    bundle.set_use_isolating(isolation == Isolation::On);
    bundle.set_formatter(Some(match digits {
        Digits::Latn => number::latin,
        Digits::Arab => number::arabic,
    }));
    // Fails only where a function of that name is there already, and this bundle is new.
    let _ = bundle.add_builtins();
    for (_, resource) in resources.iter().filter(|(of, _)| *of == locale) {
        bundle.add_resource_overriding(resource);
    }
    bundle
}

fn parse(source: &Source) -> FluentResource {
    match FluentResource::try_new(source.text.to_owned()) {
        Ok(resource) | Err((resource, _)) => resource,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use fluent::{FluentArgs, FluentResource, fluent_args};
    use proptest::prelude::*;

    use super::{Isolation, Messages, parse};
    use crate::{Digits, Locale, Source};

    const AR: &str = "
calls =
    { $count ->
        [zero] لا مكالمات
        [one] مكالمة واحدة
        [two] مكالمتان
        [few] { $count } مكالمات
        [many] { $count } مكالمة
       *[other] { $count } مكالمة
    }
greeting = مرحبًا { $name }
    .title = تحية { $name }
share = النسبة { NUMBER($share, style: \"percent\") }
";
    const EN: &str = "
calls = { $count ->
        [one] One call
       *[other] { $count } calls
    }
greeting = Hello { $name }
    .title = Greeting of { $name }
share = Share { NUMBER($share, style: \"percent\") }
only-english = Only here
";

    static RESOURCES: LazyLock<Vec<(Locale, FluentResource)>> = LazyLock::new(|| {
        [(Locale::Ar, AR), (Locale::En, EN)]
            .into_iter()
            .map(|(locale, text)| {
                (
                    locale,
                    parse(&Source {
                        locale,
                        file: "test",
                        text,
                    }),
                )
            })
            .collect()
    });

    fn messages(locale: Locale, digits: Digits, isolation: Isolation) -> Messages {
        Messages::from_resources(&RESOURCES, locale, digits, isolation)
    }

    #[test]
    fn arabic_counts_in_six_forms_and_the_digits_named() {
        let check = |count: i64, latin: &str, arabic: &str| {
            let args = fluent_args!["count" => count];
            let message =
                |digits| messages(Locale::Ar, digits, Isolation::Off).message("calls", &args);
            assert_eq!(message(Digits::Latn), latin);
            assert_eq!(message(Digits::Arab), arabic);
        };
        check(0, "لا مكالمات", "لا مكالمات");
        check(1, "مكالمة واحدة", "مكالمة واحدة");
        check(2, "مكالمتان", "مكالمتان");
        check(3, "3 مكالمات", "٣ مكالمات");
        check(10, "10 مكالمات", "١٠ مكالمات");
        check(11, "11 مكالمة", "١١ مكالمة");
        check(99, "99 مكالمة", "٩٩ مكالمة");
        check(100, "100 مكالمة", "١٠٠ مكالمة");
        check(101, "101 مكالمة", "١٠١ مكالمة");
        check(103, "103 مكالمات", "١٠٣ مكالمات");
        check(111, "111 مكالمة", "١١١ مكالمة");
        check(15_703, "15,703 مكالمات", "١٥٬٧٠٣ مكالمات");
    }

    #[test]
    fn english_counts_in_two() {
        let english = messages(Locale::En, Digits::Latn, Isolation::Off);
        assert_eq!(
            english.message("calls", &fluent_args!["count" => 1]),
            "One call"
        );
        assert_eq!(
            english.message("calls", &fluent_args!["count" => 0]),
            "0 calls"
        );
        assert_eq!(
            english.message("share", &fluent_args!["share" => 0.93]),
            "Share 93%"
        );
    }

    #[test]
    fn marks_of_isolation_are_for_screens_alone() {
        let args = fluent_args!["name" => "Salim"];
        let message =
            |isolation| messages(Locale::Ar, Digits::Latn, isolation).message("greeting", &args);
        assert_eq!(message(Isolation::Off), "مرحبًا Salim");
        assert_eq!(message(Isolation::On), "مرحبًا \u{2068}Salim\u{2069}");
    }

    #[test]
    fn what_is_missing_is_said_in_the_other_language() {
        let arabic = messages(Locale::Ar, Digits::Latn, Isolation::Off);
        assert_eq!(arabic.plain("only-english"), "Only here");
        assert!(!arabic.has("only-english"));
        assert!(arabic.has("calls"));
        assert_eq!(arabic.plain("nowhere"), "nowhere");
        assert_eq!(
            arabic.attribute("greeting", "nowhere", &FluentArgs::new()),
            "greeting.nowhere"
        );
    }

    #[test]
    fn attributes_are_messages_too() {
        let arabic = messages(Locale::Ar, Digits::Latn, Isolation::Off);
        assert_eq!(
            arabic.attribute("greeting", "title", &fluent_args!["name" => "سالم"]),
            "تحية سالم"
        );
    }

    #[test]
    fn messages_are_shared_between_threads() {
        fn shared<T: Send + Sync>() {}
        shared::<Messages>();
    }

    proptest! {
        #[test]
        fn any_message_and_any_value_give_a_text(id in any::<String>(), count in any::<f64>(), name in any::<String>()) {
            let args = fluent_args!["count" => count, "share" => count, "name" => name.as_str()];
            for locale in Locale::ALL {
                let messages = messages(locale, Digits::Arab, Isolation::Off);
                prop_assert_eq!(messages.message(&id, &args), id.clone());
                prop_assert!(!messages.message("calls", &args).is_empty());
                prop_assert!(messages.message("share", &args).len() > "Share ".len());
                prop_assert!(messages.message("greeting", &args).ends_with(&name));
            }
        }
    }
}
