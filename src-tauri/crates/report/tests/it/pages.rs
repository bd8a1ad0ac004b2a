//! Pages. How they look is looked at by people; here it is that they are whole, with their font, and no other than the
//! document.

use i18n::Digits;
use report::{Cell, Line, pdf};

use super::bulletin;

fn count(bytes: &[u8], what: &str) -> usize {
    let what = what.as_bytes();
    bytes.windows(what.len()).filter(|at| *at == what).count()
}

/// Written where somebody looks at them, when asked for.
fn show(name: &str, bytes: &[u8]) {
    if let Some(folder) = std::env::var_os("NIDA_PAGES") {
        std::fs::write(std::path::Path::new(&folder).join(name), bytes).unwrap();
    }
}

/// A machine without any Arabic font prints the same page.
#[test]
fn a_page_carries_its_font() {
    let bytes = pdf(&bulletin()).unwrap();
    show("one.pdf", &bytes);
    assert!(bytes.starts_with(b"%PDF-"));
    assert!(count(&bytes, "IBMPlexSansArabic") > 0, "the font is in it");
    assert!(count(&bytes, "/FontFile") > 0);
    assert_eq!(
        bytes,
        pdf(&bulletin()).unwrap(),
        "and it depends on nothing else"
    );
}

/// A year has more subjects than a page has lines.
#[test]
fn a_long_table_goes_on_over_pages() {
    let mut long = bulletin();
    long.digits = Digits::Arab;
    for number in 0..150 {
        let cells = vec![Cell::text(format!("موضوع {number}")), Cell::Whole(number)];
        long.tables[1].rows.push(Line { cells, below: true });
    }
    let bytes = pdf(&long).unwrap();
    show("long.pdf", &bytes);
    let pages = count(&bytes, "/Type/Page") - count(&bytes, "/Type/Pages");
    assert!((4..=6).contains(&pages), "{pages} pages");
}

/// What people typed is never read as markup: it neither breaks the page nor does anything.
#[test]
fn hostile_text_is_set_as_it_stands() {
    let mut hostile = bulletin();
    for text in [
        "#panic()",
        "#read(\"/etc/passwd\")",
        "]",
        "$x$",
        "\\",
        "\"",
        "*_`",
        "\u{0}\u{FFFF}",
        "<a> @b",
    ] {
        hostile.lines.push(text.into());
        let cells = vec![Cell::text(text), Cell::Whole(1)];
        hostile.tables[1].rows.push(Line {
            cells,
            below: false,
        });
        hostile.notes.push((text.into(), text.into()));
    }
    let bytes = pdf(&hostile).unwrap();
    show("hostile.pdf", &bytes);
    assert!(bytes.starts_with(b"%PDF-"));
}
