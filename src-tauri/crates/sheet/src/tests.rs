//! What lies in a file is what is read; what is hostile is refused by name.

use std::io::{Cursor, Write as _};

use domain::import::{BadCell, COLUMNS_MAX, Cell};
use proptest::prelude::*;
use rust_xlsxwriter::{Format as CellFormat, Formula, Workbook};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::*;

fn cells(bytes: &[u8]) -> Vec<(u32, Vec<Cell>)> {
    let book = Book::of(bytes.to_vec()).unwrap();
    let rows = book.rows(0).unwrap().rows;
    rows.into_iter()
        .map(|row| (row.number, row.cells))
        .collect()
}

fn text(text: &str) -> Cell {
    Cell::Text(text.into())
}

fn refusal(bytes: Vec<u8>) -> SheetError {
    match Book::of(bytes).and_then(|book| book.rows(0)) {
        Err(error) => error,
        Ok(rows) => panic!("{} rows", rows.rows.len()),
    }
}

/// Arabic sheets of twenty years are in four encodings; the same words come out of each.
#[test]
fn a_text_is_read_in_each_encoding_and_told_which() {
    let words = "الاسم,الملاحظات\nسالم,شكوى من تأخر الموعد\n";
    let wide = |swap: bool| -> Vec<u8> {
        let units = words.encode_utf16();
        units
            .flat_map(|unit| {
                if swap {
                    unit.to_be_bytes()
                } else {
                    unit.to_le_bytes()
                }
            })
            .collect()
    };
    let marked = |mark: &[u8], rest: Vec<u8>| [mark, &rest].concat();
    let (arabic, _, _) = encoding_rs::WINDOWS_1256.encode(words);
    for (bytes, encoding, is_assumed) in [
        (words.as_bytes().to_vec(), Encoding::Utf8, false),
        (
            marked(b"\xef\xbb\xbf", words.as_bytes().to_vec()),
            Encoding::Utf8,
            false,
        ),
        (marked(b"\xff\xfe", wide(false)), Encoding::Utf16Le, false),
        (marked(b"\xfe\xff", wide(true)), Encoding::Utf16Be, false),
        (arabic.into_owned(), Encoding::Windows1256, true),
    ] {
        let book = Book::of(bytes.clone()).unwrap();
        assert_eq!(
            book.format,
            Format::Csv {
                encoding,
                is_assumed
            }
        );
        let expected = [
            (1, vec![text("الاسم"), text("الملاحظات")]),
            (2, vec![text("سالم"), text("شكوى من تأخر الموعد")]),
        ];
        assert_eq!(cells(&bytes), expected, "{encoding:?}");
    }
}

/// A byte that was lost is a fault of its cell, never a question mark that nobody sees.
#[test]
fn undecodable_bytes_are_a_fault_of_their_cell() {
    let mut bytes = "الاسم,الرقم\nسالم,99120001\n".repeat(5).into_bytes();
    bytes.extend(b"\xd8\xff\xd9,99120002\n");
    let rows = cells(&bytes);
    let (number, last) = rows.last().unwrap();
    assert_eq!(*number, 11);
    assert!(
        matches!(&last[0], Cell::Bad(BadCell::Undecodable, _)),
        "{last:?}"
    );
    assert_eq!(last[1], text("99120002"));
}

/// Whoever opens the sheet beside the list of faults looks for the row by its number.
#[test]
fn rows_are_numbered_as_their_program_shows_them() {
    let check = |sheet: &str, expected: &[u32]| {
        let numbers: Vec<u32> = cells(sheet.as_bytes())
            .into_iter()
            .map(|(number, _)| number)
            .collect();
        assert_eq!(numbers, expected, "{sheet:?}");
    };
    check("a,b\n1,2\n", &[1, 2]);
    check("a,b\r\n\r\n1,2\r\n", &[1, 3]);
    check("\n\na,b\n\n\n1,2", &[3, 6]);
    check("a,b\n\"1\n2\",3\n4,5\n", &[1, 2, 3]);
    check("a,b\n,,\n4,5\n", &[1, 3]);
    check("sep=;\na;b\n1;2\n", &[1, 2]);
}

#[test]
fn values_are_parted_by_what_parts_them() {
    for sheet in ["a;b\n1;\"2;3\"", "a\tb\n1\t2;3", "a|b\n1|2;3"] {
        assert_eq!(
            cells(sheet.as_bytes())[1].1,
            [text("1"), text("2;3")],
            "{sheet}"
        );
    }
    assert_eq!(
        cells(b"a,b\n'+968991,'x")[1].1,
        [text("+968991"), text("'x")],
        "a guard is taken away"
    );
}

fn workbook(fill: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(book.add_worksheet());
    book.save_to_buffer().unwrap()
}

#[test]
fn a_workbook_is_read_with_its_days_and_formulas() {
    let day = CellFormat::new().set_num_format("dd/mm/yyyy hh:mm");
    let bytes = workbook(|sheet| {
        sheet
            .merge_range(0, 0, 0, 2, "سجل المكالمات", &CellFormat::new())
            .unwrap();
        sheet.write_string(2, 0, "التاريخ").unwrap();
        sheet
            .write_number_with_format(3, 0, 45_356.5, &day)
            .unwrap();
        sheet.write_number(3, 1, 99_120_001).unwrap();
        sheet
            .write_formula(3, 2, Formula::new("=1+1").set_result("2"))
            .unwrap();
        sheet
            .write_formula(3, 3, Formula::new("=A1").set_result("#REF!"))
            .unwrap();
        sheet.write_boolean(3, 4, true).unwrap();
    });
    let rows = cells(&bytes);
    assert_eq!(rows[0], (1, vec![text("سجل المكالمات")]));
    assert_eq!(rows[1], (3, vec![text("التاريخ")]));
    let (number, row) = &rows[2];
    assert_eq!(
        (*number, &row[..3]),
        (
            4,
            [
                Cell::Moment(45_356.5),
                Cell::Number(99_120_001.0),
                Cell::Number(2.0)
            ]
            .as_slice()
        )
    );
    assert!(
        matches!(&row[3], Cell::Bad(BadCell::Error, _)),
        "{:?}",
        row[3]
    );
    assert_eq!(row[4], Cell::Flag(true));
}

/// A workbook by its parts, as no program would write it.
fn made(sheet: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let parts: [(&str, &str); 5] = [
        (
            "_rels/.rels",
            r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
        ),
        (
            "[Content_Types].xml",
            r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#,
        ),
        (
            "xl/workbook.xml",
            r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
        ),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    for (name, text) in parts {
        zip.start_file(name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    for (name, bytes) in more {
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn sheet_of(rows: &str) -> String {
    format!(
        r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1048576"/><sheetData>{rows}</sheetData></worksheet>"#
    )
}

/// What stands in a formula's cell is what the program that wrote it last computed; without that nobody knows.
#[test]
fn a_formula_without_a_result_is_a_fault() {
    let rows = cells(&made(
        &sheet_of(r#"<row r="1"><c r="A1"><v>5</v></c><c r="B1"><f>A1*2</f></c></row>"#),
        &[],
    ));
    assert_eq!(
        rows[0].1,
        [
            Cell::Number(5.0),
            Cell::Bad(BadCell::NoResult, "=A1*2".into())
        ]
    );
}

/// A file of some kilobytes must not fill a desk's memory, whatever it says of itself.
#[test]
fn what_would_fill_the_memory_is_refused_by_name() {
    let bomb = vec![0_u8; 1024 * 1024];
    let bytes = made(&sheet_of(""), &[("xl/media/bomb", bomb.as_slice())]);
    assert!(bytes.len() < 64 * 1024);
    assert!(workbook::check_unpacked(&bytes, 2 * 1024 * 1024).is_ok());
    let refused = workbook::check_unpacked(&bytes, 1024 * 1024);
    assert!(
        matches!(refused, Err(SheetError::TooMuch)),
        "a bomb: what it unpacks to is counted"
    );
    let parts: Vec<(String, &[u8])> = (0..PARTS_MAX)
        .map(|at| (format!("xl/{at}"), b"x".as_slice()))
        .collect();
    let parts: Vec<(&str, &[u8])> = parts
        .iter()
        .map(|(name, bytes)| (name.as_str(), *bytes))
        .collect();
    assert!(
        matches!(refusal(made(&sheet_of(""), &parts)), SheetError::TooMuch),
        "parts without end"
    );

    let far = sheet_of(r#"<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>"#);
    assert!(
        matches!(refusal(made(&far, &[])), SheetError::TooManyColumns),
        "16,384 columns"
    );
    let deep = sheet_of(r#"<row r="1048576"><c r="A1048576"><v>1</v></c></row>"#);
    assert_eq!(
        cells(&made(&deep, &[]))[0].0,
        1_048_576,
        "one row, however far down"
    );

    let wide = format!("{}x\n", ",".repeat(COLUMNS_MAX - 1));
    let wide = wide.repeat(CELLS_MAX / COLUMNS_MAX + 1);
    assert!(
        matches!(refusal(wide.into_bytes()), SheetError::TooMuch),
        "few values far to the side of each row"
    );
    let million = "1,x\n".repeat(1_000_000);
    assert!(matches!(
        refusal(million.into_bytes()),
        SheetError::TooManyRows
    ));
    let shared = r#"<row><c t="s"><v>4294967295</v></c></row>"#;
    assert!(matches!(
        refusal(made(&sheet_of(shared), &[])),
        SheetError::Damaged
    ));
    let formulas = r#"<row><c><f t="shared" si="4294967295" ref="A1:A2">1</f></c></row>"#;
    assert_eq!(cells(&made(&sheet_of(formulas), &[])).len(), 1);
    let back = r#"<row r="5"><c r="A5"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>"#;
    assert!(matches!(
        refusal(made(&sheet_of(back), &[])),
        SheetError::Damaged
    ));
}

#[test]
fn what_is_no_sheet_or_not_whole_is_refused_by_name() {
    let whole = workbook(|sheet| {
        sheet.write_string(0, 0, "a").unwrap();
    });
    for cut in [whole.len() / 2, whole.len() - 1, 40] {
        assert!(
            matches!(refusal(whole[..cut].to_vec()), SheetError::Damaged),
            "{cut}"
        );
    }
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("a.txt", SimpleFileOptions::default())
        .unwrap();
    zip.write_all(b"x").unwrap();
    let other = zip.finish().unwrap().into_inner();
    assert!(matches!(refusal(other), SheetError::NotASheet));
    assert!(matches!(refusal(Vec::new()), SheetError::Nothing));
    assert!(matches!(
        refusal(b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0\x01\0\0\0".to_vec()),
        SheetError::NotASheet
    ));
    let long = format!("a,{}\n", "x".repeat(CELL_CHARS_MAX + 1));
    let rows = cells(long.as_bytes());
    assert!(matches!(&rows[0].1[1], Cell::Bad(BadCell::TooLong, _)));
}

/// What goes back to be corrected must read back as what it was, in both kinds, and be no formula.
#[test]
fn a_sheet_of_faulty_rows_reads_back() {
    let rows: Vec<Vec<Cell>> = vec![
        vec![
            text("=HYPERLINK(\"x\")"),
            Cell::Number(5.5),
            Cell::Moment(45_356.25),
            text("سالم، \"و\"\nناصر"),
        ],
        vec![
            text("+96899120001"),
            Cell::Empty,
            Cell::Moment(45_356.0),
            text("-"),
        ],
    ];
    let header = ["أ", "ب", "ج", "د"].map(str::to_owned);
    let faulty = || Faulty {
        header: &header,
        reason: "السبب",
        rows: rows
            .iter()
            .map(|row| (row.as_slice(), "=1: خطأ".to_owned()))
            .collect(),
        is_right_to_left: true,
    };
    let folder = tempfile::tempdir().unwrap();
    let (xlsx, csv) = (folder.path().join("a.xlsx"), folder.path().join("a.csv"));
    write_xlsx(&faulty(), &xlsx).unwrap();
    write_csv(&faulty(), &csv).unwrap();
    assert!(write_csv(&faulty(), &csv).is_err(), "never over another");
    let read = cells(&std::fs::read(&xlsx).unwrap());
    for (row, (_, read)) in rows.iter().zip(&read[1..]) {
        assert_eq!((&read[..4], &read[4]), (row.as_slice(), &text("=1: خطأ")));
    }
    let written = std::fs::read_to_string(&csv).unwrap();
    assert!(
        written.contains("'=HYPERLINK") && written.contains("'+968"),
        "{written}"
    );
    let read = cells(written.as_bytes());
    assert_eq!(read[1].1[0], rows[0][0]);
    assert_eq!(read[1].1[2], text("2024-03-05 06:00"));
    assert_eq!(read[2].1[0], rows[1][0]);
}

proptest! {
    /// Any bytes are read or refused, and any text comes back as it was.
    #[test]
    fn nothing_stops_the_reading(bytes in prop::collection::vec(any::<u8>(), 0..400), zip in any::<bool>()) {
        let head: &[u8] = if zip { b"PK\x03\x04" } else { b"" };
        let _read = Book::of([head, &bytes].concat()).and_then(|book| book.rows(0));
    }

    /// So is a workbook that was right and has a few bytes changed: its archive, and what is packed in it.
    #[test]
    fn a_changed_workbook_is_read_or_refused(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let mut bytes = workbook(|sheet| {
            sheet.write(0, 0, "day").unwrap();
            sheet.write(1, 0, "5/3/2024").unwrap();
        });
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let _either = Book::of(bytes).and_then(|book| book.rows(0));
    }

    #[test]
    fn a_text_comes_back(values in prop::collection::vec(prop::collection::vec("[ا-يa-z0-9 ,;\"\n+=-]{0,12}", 3), 1..6)) {
        let rows: Vec<Vec<Cell>> = values.iter().map(|row| row.iter().map(|one| Cell::text(one)).collect()).collect();
        let header = ["x", "y", "z"].map(str::to_owned);
        let faulty = Faulty {
            header: &header,
            reason: "r",
            rows: rows.iter().map(|row| (row.as_slice(), "r".to_owned())).collect(),
            is_right_to_left: false,
        };
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        write_csv(&faulty, &path).unwrap();
        let read = cells(&std::fs::read(&path).unwrap());
        for (row, (_, read)) in rows.iter().zip(&read[1..]) {
            prop_assert_eq!(row.as_slice(), &read[..3]);
        }
    }
}
