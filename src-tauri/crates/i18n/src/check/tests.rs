//! The files of the product keep their rules, and each rule finds what breaks it.

use super::{Problem, What, check};
use crate::{Digits, Isolation, Locale, Messages, SOURCES, Source};

#[test]
fn the_files_of_the_product_keep_every_rule() {
    let problems: Vec<String> = check(SOURCES).iter().map(Problem::to_string).collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn the_files_of_the_product_are_there_in_both_languages() {
    let files = |locale| -> Vec<&str> {
        SOURCES
            .iter()
            .filter(|source| source.locale == locale)
            .map(|source| source.file)
            .collect()
    };
    assert!(!files(Locale::Ar).is_empty());
    assert_eq!(files(Locale::Ar), files(Locale::En));
}

#[test]
fn the_product_is_named_in_both_languages() {
    let product =
        |locale| Messages::new(locale, Digits::Latn, Isolation::Off).plain("common-product");
    assert_eq!(product(Locale::Ar), "نداء");
    assert_eq!(product(Locale::En), "Nida");
}

/// The problems of one Arabic and one English file named `desk`, by id.
fn found(ar: &'static str, en: &'static str) -> Vec<(String, String, What)> {
    let source = |locale, text| Source {
        locale,
        file: "desk",
        text,
    };
    check(&[source(Locale::Ar, ar), source(Locale::En, en)])
        .into_iter()
        .map(|problem| (problem.file, problem.id, problem.what))
        .collect()
}

fn problem(file: &str, id: &str, what: What) -> (String, String, What) {
    (file.to_owned(), id.to_owned(), what)
}

#[test]
fn good_files_have_no_problem() {
    let ar = "
-product = نداء
desk-title = { -product }
    .hint = نص
# Variables:
#   $count (Number) - calls, at least one
desk-calls =
    { $count ->
        [zero] لا
        [one] واحدة
        [two] اثنتان
        [few] { $count } مكالمات
        [many] { $count } مكالمة
       *[other] { $count } مكالمة
    }
desk-again = { desk-title }
";
    let en = "
desk-title = Nida
    .hint = Text
# Variables:
#   $count (Number) - calls, at least one
desk-calls = { $count ->
    [one] One call
   *[other] { $count } calls
}
desk-again = Again
";
    assert_eq!(found(ar, en), []);
}

#[test]
fn both_languages_have_the_same_messages_and_attributes() {
    assert_eq!(
        found(
            "desk-a = ا\ndesk-b = ب\n    .hint = ت\n",
            "desk-a = A\ndesk-b = B\ndesk-c = C\n"
        ),
        [
            problem("ar/desk", "desk-b.hint", What::MissingInOther),
            problem("en/desk", "desk-c", What::MissingInOther),
        ]
    );
}

#[test]
fn both_languages_have_the_same_variables() {
    let with = "# Variables:\n#   $name (String) - who\ndesk-a = { $name }\n";
    assert_eq!(
        found(with, "desk-a = A\n"),
        [problem(
            "en/desk",
            "desk-a",
            What::Variables(vec!["name".into()])
        )]
    );
}

#[test]
fn arabic_has_six_plural_forms_and_english_two() {
    let comment = "# Variables:\n#   $n (Number) - how many\n";
    let ar = format!("{comment}desk-a = {{ $n ->\n    [one] واحد\n   *[other] كثير\n}}\n");
    let en = format!("{comment}desk-a = {{ $n ->\n    [0] None\n   *[other] Many\n}}\n");
    assert_eq!(
        found(ar.leak(), en.leak()),
        [
            problem(
                "ar/desk",
                "desk-a",
                What::PluralForms(vec!["zero", "two", "few", "many"])
            ),
            problem("en/desk", "desk-a", What::PluralForms(vec!["one"])),
        ]
    );
}

#[test]
fn a_selection_by_word_needs_no_plural_forms() {
    let text = "# Variables:\n#   $state (String) - on or off\ndesk-a = { $state ->\n    [on] A\n   *[other] B\n}\n";
    assert_eq!(found(text, text), []);
}

#[test]
fn variables_are_explained() {
    assert_eq!(
        found(
            "# Variables:\n#   $names (String) - another\ndesk-a = { $name }\n",
            "desk-a = { $name }\n"
        ),
        [
            problem("ar/desk", "desk-a", What::Unexplained("name".into())),
            problem("en/desk", "desk-a", What::Unexplained("name".into())),
        ]
    );
}

#[test]
fn each_other_rule_finds_what_breaks_it() {
    let check = |text: &'static str, id: &str, what: &What| {
        assert_eq!(
            found(text, text),
            [
                problem("ar/desk", id, what.clone()),
                problem("en/desk", id, what.clone()),
            ],
            "{text}"
        );
    };
    check("desk-a = A\ndesk-a = B\n", "desk-a", &What::Twice);
    check("title = A\n", "title", &What::Name);
    check("desk-Title = A\n", "desk-Title", &What::Name);
    check("desk-a = <b>A</b>\n", "desk-a", &What::Html);
    check("desk-a = A &nbsp; B\n", "desk-a", &What::Html);
    check("desk-a = A\u{200f}\n", "desk-a", &What::DirectionMark);
    check(
        "desk-a = { desk-b }\n",
        "desk-a",
        &What::UnknownReference("desk-b".into()),
    );
    check(
        "desk-a = { -term }\n",
        "desk-a",
        &What::UnknownReference("-term".into()),
    );
    check("desk-a = A\n\n!!!\n", "", &What::Unreadable(3));
    check(
        "# Variables:\n#   $s (String) - state\ndesk-a = It is { $s ->\n    [on] on\n   *[off] off\n} now\n",
        "desk-a",
        &What::SelectionInSentence,
    );
}

#[test]
fn signs_that_only_look_like_html_are_text() {
    let text = "desk-a = 3 < 5 & 7 > 2; a<5\n";
    assert_eq!(found(text, text), []);
}
