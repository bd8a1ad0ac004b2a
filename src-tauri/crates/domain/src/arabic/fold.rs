//! Letters: one form for all the ways in which the same letter is typed.
//!
//! Written as explicit tables rather than by Unicode categories, so that the TypeScript twin gives
//! the same answer whichever Unicode version its engine knows.

use unicode_normalization::UnicodeNormalization;

/// Folds a text for search and comparison. Total on any string, and `fold(fold(s)) == fold(s)`.
///
/// - Presentation forms, ligatures (ﻻ) and full-width forms become plain letters.
/// - أ إ آ ٱ become ا; ؤ becomes و; ئ and ى become ي; ة becomes ه; a lone ء is dropped, since it is
///   left out as often as written (بركاء, بركا).
/// - Letters of Persian and Urdu become their Arabic neighbours: ک گ become ك, ی ے become ي, پ becomes ب.
/// - Tashkeel, tatweel, accents, bidi marks and zero-width characters are dropped.
/// - Arabic-Indic, Persian and full-width digits become Latin ones.
/// - Latin letters lose case and accents; ß becomes ss, æ becomes ae.
/// - White space and control characters become one space; none at either end.
///
/// Vowel signs of scripts other than Arabic and Latin are letters to their readers and stay.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut space_waits = false;
    for c in text.nfkd() {
        if is_dropped(c) {
            continue;
        }
        if is_space(c) {
            space_waits = !folded.is_empty();
            continue;
        }
        if space_waits {
            folded.push(' ');
            space_waits = false;
        }
        push_folded(c, &mut folded);
    }
    // Hangul and the scripts of India were taken apart above; they are put together again.
    folded.nfc().collect()
}

/// White space after NFKD, which has already made the typographic spaces plain ones; control
/// characters part words as well.
fn is_space(c: char) -> bool {
    matches!(c, '\0'..=' ' | '\u{7f}'..='\u{9f}' | '\u{1680}' | '\u{2028}' | '\u{2029}')
}

/// Marks that say nothing about which word it is.
fn is_dropped(c: char) -> bool {
    matches!(c,
        // Soft hyphen, Arabic letter mark, the Mongolian separator, zero-width characters, bidi
        // marks, embeddings, overrides and isolates, invisible operators, byte order mark.
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        // Variation selectors.
        | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}'
        // Combining accents of Latin, Greek, Cyrillic.
        | '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}'
        // Arabic number signs, honorifics, tashkeel with the hamza above and below, dagger alef,
        // Quranic signs.
        | '\u{600}'..='\u{605}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}'
        | '\u{6d6}'..='\u{6dd}' | '\u{6df}'..='\u{6e8}' | '\u{6ea}'..='\u{6ed}'
        | '\u{890}' | '\u{891}' | '\u{898}'..='\u{89f}' | '\u{8ca}'..='\u{8ff}'
        // A lone hamza, a high hamza, tatweel.
        | '\u{621}' | '\u{674}' | '\u{640}')
}

/// One letter or sign after NFKD, in its folded form.
fn push_folded(c: char, folded: &mut String) {
    let plain = match c {
        '\u{671}'..='\u{673}' => 'ا',
        'ى' | '\u{620}' | '\u{63d}'..='\u{63f}' | '\u{6cc}'..='\u{6ce}' | '\u{6d0}'..='\u{6d2}' => {
            'ي'
        }
        'ة' | '\u{6be}' | '\u{6c1}' | '\u{6c3}' | '\u{6d5}' => 'ه',
        '\u{63b}' | '\u{63c}' | '\u{6a9}'..='\u{6b4}' | '\u{762}'..='\u{764}' => 'ك',
        '\u{67e}' => 'ب',
        '\u{679}' | '\u{67c}' => 'ت',
        '\u{686}' => 'ج',
        '\u{688}' | '\u{689}' => 'د',
        '\u{691}' | '\u{693}' | '\u{695}' => 'ر',
        '\u{698}' | '\u{696}' => 'ز',
        '\u{69a}' => 'س',
        '\u{6a0}' => 'غ',
        '\u{6a4}' | '\u{6a5}' => 'ف',
        '\u{6a7}' | '\u{6a8}' => 'ق',
        '\u{6b5}'..='\u{6b8}' => 'ل',
        '\u{6b9}'..='\u{6bc}' => 'ن',
        '\u{6c4}'..='\u{6cb}' | '\u{6cf}' => 'و',
        '٠'..='٩' => latin_digit(c, '٠'),
        '۰'..='۹' => latin_digit(c, '۰'),
        'ß' | 'ẞ' => return folded.push_str("ss"),
        'æ' | 'Æ' => return folded.push_str("ae"),
        'œ' | 'Œ' => return folded.push_str("oe"),
        'þ' | 'Þ' => return folded.push_str("th"),
        'ø' | 'Ø' => 'o',
        'đ' | 'Đ' | 'ð' | 'Ð' => 'd',
        'ł' | 'Ł' => 'l',
        'ħ' | 'Ħ' => 'h',
        'ı' => 'i',
        'ς' => 'σ',
        _ => return folded.extend(c.to_lowercase()),
    };
    folded.push(plain);
}

fn latin_digit(c: char, zero: char) -> char {
    char::from_digit(u32::from(c) - u32::from(zero), 10).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::fold;

    #[test]
    fn one_letter_at_a_time_folding_is_stable() {
        for c in '\0'..=char::MAX {
            let once = fold(&c.to_string());
            assert_eq!(fold(&once), once, "U+{:04X}", u32::from(c));
        }
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in any::<String>()) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn arabic_with_marks_between_is_stable(text in "[ا-يءآأإؤئةىٱ\u{64b}-\u{655}\u{200b}-\u{200f}\u{fe70}-\u{fefc} ـa-zÀ-ÿ]{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn marks_never_change_a_word(word in "[ا-غف-ي]{1,12}", mark in "[\u{64b}-\u{652}\u{640}\u{200e}\u{200f}\u{202a}-\u{202e}]", at in 0_usize..12) {
            let mut marked: Vec<char> = word.chars().collect();
            marked.insert(at.min(marked.len()), mark.chars().next().unwrap());
            prop_assert_eq!(fold(&String::from_iter(marked)), fold(&word));
        }
    }
}
