//! CSV, read again.

use std::io::{self, Write};

use report::{Cell, CsvWriter, ReportError, csv};

use super::{bulletin, day, moment};

fn records(bytes: &[u8]) -> Vec<Vec<String>> {
    let text = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap();
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text);
    let records = reader.records().map(Result::unwrap);
    records
        .map(|record| record.iter().map(str::to_owned).collect())
        .collect()
}

/// A spreadsheet takes Arabic without the mark for another encoding, and shows signs of nothing.
#[test]
fn the_mark_is_there_and_every_table_comes_back() {
    let bytes = csv(&bulletin(), Vec::new()).unwrap();
    assert!(bytes.starts_with("\u{FEFF}نشرة".as_bytes()));
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert!(text.contains("\r\n") && !text.replace("\r\n", "").contains('\n'));
    let rows = records(&bytes);
    let find = |first: &str| rows.iter().find(|row| row[0] == first).unwrap();
    assert_eq!(find("المكالمات الواردة")[1..], ["15703", "14002"]);
    assert_eq!(find("متوسط زمن المعالجة")[1..], ["0:04:12", ""]);
    assert_eq!(find("الحل من أول تواصل")[1..], ["0.9340", ""]);
    assert_eq!(find("أول يوم")[1..], ["2026-11-15", "2026-11-22 10:05"]);
    assert_eq!(
        find("نقص دواء Panadol 500")[1],
        "5",
        "no marks of direction"
    );
    assert_eq!(find("'=HYPERLINK(\"http://x\")")[1], "7");
}

/// What people typed must not run in somebody's spreadsheet.
#[test]
fn no_text_begins_a_formula() {
    for hostile in [
        "=1+1",
        "+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "  =1",
        "\u{202E}=1",
        "\u{0}=1",
        "\u{200F}+968",
        "＝1",
        "＋1",
        "－1",
        "＠x",
    ] {
        let mut rows = CsvWriter::new(Vec::new()).unwrap();
        rows.row(&[Cell::text(hostile), Cell::Whole(-5)]).unwrap();
        rows.words([hostile]).unwrap();
        let read = records(&rows.finish().unwrap());
        assert!(
            read[0][0].starts_with('\''),
            "{hostile:?}: {:?}",
            read[0][0]
        );
        assert!(read[1][0].starts_with('\''), "a heading too: {hostile:?}");
        assert_eq!(read[0][1], "-5", "a number below zero stays one");
    }
}

/// Quotes, commas and lines of a note stay within their cell.
#[test]
fn what_stands_in_a_cell_stays_there() {
    let text = "قال: \"لا\"، ثم\nسطر, آخر;";
    let mut rows = CsvWriter::new(Vec::new()).unwrap();
    let cells = [
        Cell::text(text),
        Cell::Day(day(2026, 2, 1)),
        Cell::Moment(moment()),
        Cell::Empty,
    ];
    rows.row(&cells).unwrap();
    let read = records(&rows.finish().unwrap());
    assert_eq!(read, [[text, "2026-02-01", "2026-11-22 10:05", ""]]);
}

/// A disk that is full is told, and as what it is.
#[test]
fn a_full_disk_is_told() {
    struct Full(usize);
    impl Write for Full {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            if self.0 < bytes.len() {
                return Err(io::ErrorKind::StorageFull.into());
            }
            self.0 -= bytes.len();
            Ok(bytes.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    for room in [0, 10] {
        let told = csv(&bulletin(), Full(room));
        let Err(ReportError::Io(error)) = told.map(drop) else {
            panic!("it was not told");
        };
        assert_eq!(error.kind(), io::ErrorKind::StorageFull);
    }
}
