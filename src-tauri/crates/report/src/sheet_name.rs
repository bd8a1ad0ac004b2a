//! Names of sheets, as spreadsheets take them.

use std::collections::BTreeSet;

use crate::plain::plain;

/// Longest name of a sheet, in characters.
const NAME_CHARS_MAX: usize = 31;

/// The names given away in a workbook.
#[derive(Debug, Default)]
pub(crate) struct SheetNames {
    taken: BTreeSet<String>,
}

impl SheetNames {
    /// A lawful name for a sheet that is to be called so, and that no other bears.
    pub(crate) fn name(&mut self, wanted: &str) -> String {
        let legal: String = plain(wanted)
            .chars()
            .map(|c| match c {
                '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\n' | '\t' => ' ',
                c => c,
            })
            .collect();
        let legal = legal.split_whitespace().collect::<Vec<_>>().join(" ");
        let legal = legal.trim_matches('\'');
        for count in 1.. {
            let end = match count {
                // A name that spreadsheets keep for themselves.
                1 if legal.is_empty() || legal.eq_ignore_ascii_case("history") => continue,
                1 => String::new(),
                count => format!(" {count}"),
            };
            let room = NAME_CHARS_MAX - end.chars().count();
            let begin: String = legal.chars().take(room).collect();
            let name = format!("{}{end}", begin.trim_end_matches([' ', '\'']));
            let name = name.trim().to_owned();
            if self.taken.insert(name.to_lowercase()) {
                return name;
            }
        }
        String::new()
    }
}

#[cfg(test)]
mod tests {
    use super::SheetNames;

    /// A workbook with one unlawful name does not open at all.
    #[test]
    fn names_are_lawful_and_differ() {
        let mut names = SheetNames::default();
        let mut check = |wanted: &str, expected: &str| assert_eq!(names.name(wanted), expected);
        check("بحسب المحافظة", "بحسب المحافظة");
        check("بحسب المحافظة", "بحسب المحافظة 2");
        check("a/b:c*[d]?", "a b c d");
        check("'quoted'", "quoted");
        check("History", "History 2");
        check("", "2");
        check(&"ط".repeat(40), &"ط".repeat(31));
        check(&"ط".repeat(40), &format!("{} 2", "ط".repeat(29)));
        check("\u{202E}x", "x");
    }
}
