//! The article ال and what is written together with it: وال، بال، فال، كال، لل.
//!
//! A word is indexed without its article, because half of all nouns carry it and a question for
//! `ال` alone would then touch every row. Whether the first letters are an article or belong to the
//! word cannot always be told (إلهام, والدة, كالسيوم), so the rules below are made to lose nothing:
//! what is stripped from a text is stripped from a question in the same way, and in the doubtful
//! cases the whole word is kept beside the stripped one.

/// The fewest letters that must remain behind ال. With one letter left the word is ألم, ألف or إلى.
const REST_MIN: usize = 2;

/// The fewest letters that must remain behind a particle with the article: والد and والي, بالغ and
/// فالح are words of their own.
const COMPOUND_REST_MIN: usize = 3;

/// Longer ones first, since the first that fits is taken.
const COMPOUNDS: [&str; 10] = [
    "وبال", "وكال", "فبال", "ولل", "فلل", "وال", "بال", "فال", "كال", "لل",
];

/// Begins of Latin transliterations of the article when written together: Alharthy, Elsayed.
const LATIN: [&str; 2] = ["al", "el"];

/// What a folded word is found by and, in a question, asks for: one form, two where the article is in
/// doubt, none for a bare ال.
pub(super) fn forms(word: &str, forms: &mut Vec<String>) {
    match strip(word) {
        Stripped::Nothing => forms.push(word.to_owned()),
        Stripped::Article(rest) => match rest.chars().count() {
            0 => {}
            // ألم (pain). To take it for the beginning of المستشفى as well, while that is typed,
            // would ask for every word in م; the next letter decides.
            1 => forms.push(word.to_owned()),
            REST_MIN.. => forms.push(rest.to_owned()),
        },
        Stripped::Doubtful(rest) => forms.extend([word.to_owned(), rest.to_owned()]),
    }
}

/// The word of a name without its article.
pub(super) fn bare(word: &str) -> &str {
    match strip(word) {
        Stripped::Article(rest) if rest.chars().count() >= REST_MIN => rest,
        Stripped::Doubtful(rest) if word.is_ascii() => rest,
        _ => word,
    }
}

enum Stripped<'a> {
    Nothing,
    /// ال and what follows it, which may be nothing.
    Article(&'a str),
    /// A beginning that may or may not hold an article, and what follows it.
    Doubtful(&'a str),
}

fn strip(word: &str) -> Stripped<'_> {
    if word == "الله" {
        return Stripped::Nothing;
    }
    if let Some(rest) = word.strip_prefix("ال") {
        return Stripped::Article(rest);
    }
    let doubtful = COMPOUNDS
        .iter()
        .find_map(|compound| word.strip_prefix(compound))
        .filter(|rest| rest.chars().count() >= COMPOUND_REST_MIN)
        .or_else(|| {
            LATIN
                .iter()
                .find_map(|article| word.strip_prefix(article))
                .filter(|rest| rest.chars().count() >= REST_MIN)
        });
    doubtful.map_or(Stripped::Nothing, Stripped::Doubtful)
}
