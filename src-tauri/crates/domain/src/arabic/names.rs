//! Names as a key: two spellings of one name give one key.

use super::{article, words};

/// The key of a name for "the same name?": folded, without بن, ابن, بنت and articles, names of two
/// parts joined, one space between. Empty for an empty name. Two people may share a key: it offers
/// candidates, it never decides who somebody is.
#[must_use]
pub fn name_key(name: &str) -> String {
    let mut key = String::new();
    for unit in words::units(name) {
        // آل folds to a bare article and joins nothing.
        if words::is_particle(&unit.whole) || unit.whole == "ال" {
            continue;
        }
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(article::bare(&unit.whole));
    }
    key
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::name_key;

    #[test]
    fn spellings_of_one_name_give_one_key() {
        let check = |name: &str, expected: &str| assert_eq!(name_key(name), expected, "{name}");
        check("أحمد بن سعيد الحارثي", "احمد سعيد حارثي");
        check("احمد سعيد الحارثى", "احمد سعيد حارثي");
        check("عبد الله", "عبدالله");
        check("آل سعيد", "سعيد");
        check("Ahmed bin Saïd Al-Harthy", "ahmed said harthy");
        check("Ahmed Said AlHarthy", "ahmed said harthy");
        check("  ", "");
    }

    proptest! {
        #[test]
        fn particles_do_not_count(first in "[ب-ظ]{3,6}", second in "[ب-ظ]{3,6}") {
            prop_assert_eq!(name_key(&format!("{first} بن {second}")), name_key(&format!("{first} {second}")));
        }
    }
}
