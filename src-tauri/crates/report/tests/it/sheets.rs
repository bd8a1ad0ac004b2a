//! Workbooks, opened again by another library.

use std::io::Cursor;

use calamine::{Data, DataType as _, Reader as _, Xlsx};
use report::{Cell, Column, XlsxWriter, xlsx};

use super::{bulletin, day, moment};

fn opened(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes)).unwrap()
}

fn written() -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    xlsx(&bulletin(), &mut out).unwrap();
    out.into_inner()
}

/// Whoever adds up a column of the ministry's report needs numbers there, not text that looks like them.
#[test]
fn values_come_back_as_what_they_are() {
    let mut book = opened(written());
    assert_eq!(
        book.sheet_names(),
        [
            "المؤشرات الرئيسة",
            "بحسب النوع والموضوع شكوى بلاغ ك",
            "ما يحسبه كل مؤشر"
        ],
        "every sheet is named by what it shows, as far as a sheet may"
    );
    let first = book.worksheet_range("المؤشرات الرئيسة").unwrap();
    let at = |row, column| {
        first
            .get_value((row, column))
            .cloned()
            .unwrap_or(Data::Empty)
    };
    assert_eq!(at(0, 0), Data::String("نشرة المؤشرات: محطة مسقط ١".into()));
    assert_eq!(
        at(1, 0),
        Data::String("من 15/11/2026 إلى 21/11/2026".into())
    );
    assert_eq!(at(4, 1), Data::String("القيمة".into()));
    assert_eq!(at(5, 1), Data::Float(15_703.0));
    assert_eq!(at(7, 1), Data::Float(0.934), "a share is a number");
    assert_eq!(at(7, 2), Data::Empty, "a share of none is nothing");
    assert_eq!(at(6, 2), Data::Empty);
    let Data::DateTime(length) = at(6, 1) else {
        panic!("a length is told as one")
    };
    let length = length.as_f64();
    assert!((length * 86_400.0 - 252.0).abs() < 0.001, "{length}");
    assert_eq!(
        at(8, 1).as_date().unwrap(),
        day(2026, 11, 15),
        "a real date"
    );
    assert_eq!(at(8, 2).as_datetime().unwrap(), moment());
}

/// Text of people is text: nothing is calculated, and no mark of direction is copied along.
#[test]
fn text_is_never_a_formula_and_has_no_marks() {
    let mut book = opened(written());
    let name = "بحسب النوع والموضوع شكوى بلاغ ك";
    let subjects = book.worksheet_range(name).unwrap();
    let text = |row| subjects.get_value((row, 0)).unwrap().to_string();
    assert_eq!(text(2), "=HYPERLINK(\"http://x\")");
    assert_eq!(text(3), "نقص دواء Panadol 500");
    let formulas = book.worksheet_formula(name).unwrap();
    assert!(formulas.is_empty(), "and none of it is calculated");
}

/// The same document is the same file, whenever it is made.
#[test]
fn a_workbook_depends_on_its_document_alone() {
    assert_eq!(written(), written());
}

fn sheet(bytes: Vec<u8>, number: u32) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let name = format!("xl/worksheets/sheet{number}.xml");
    let mut sheet = archive.by_name(&name).unwrap();
    let mut text = String::new();
    std::io::Read::read_to_string(&mut sheet, &mut text).unwrap();
    text
}

/// A reader sees at a glance what there was most of; the numbers stay numbers, and bars run as the sheet does.
#[test]
fn a_column_is_shown_as_bars_too_where_that_is_wanted() {
    let [first, second] = [1, 2].map(|number| sheet(written(), number));
    assert!(!first.contains("dataBar"));
    assert!(second.contains("<dataBar") && second.contains("sqref=\"B2:B4\""));
}

/// An Arabic sheet begins at the right.
#[test]
fn arabic_sheets_run_from_right_to_left() {
    let has = |bytes: Vec<u8>| {
        let text = sheet(bytes, 1);
        (
            text.contains("rightToLeft=\"1\""),
            text.contains("state=\"frozen\""),
        )
    };
    assert_eq!(has(written()), (true, true));
    let mut english = bulletin();
    english.locale = i18n::Locale::En;
    let mut out = Cursor::new(Vec::new());
    xlsx(&english, &mut out).unwrap();
    assert_eq!(has(out.into_inner()), (false, true));
}

/// A note of a caller is up to 20,000 characters long, and an answer stands behind it.
#[test]
fn what_is_longer_than_a_cell_is_cut_and_the_rest_of_the_list_is_there() {
    let columns = [Column::words("note"), Column::values("number")];
    let mut list = XlsxWriter::new("x", &columns, i18n::Locale::En, moment()).unwrap();
    for number in 0..100 {
        let text = "ن".repeat(if number == 7 { 40_000 } else { 3 });
        list.row(&[Cell::text(text), Cell::Whole(number)]).unwrap();
    }
    let mut out = Cursor::new(Vec::new());
    list.finish(&mut out).unwrap();
    let mut book = opened(out.into_inner());
    let rows = book.worksheet_range("x").unwrap();
    assert_eq!(rows.height(), 101, "with its head");
    assert_eq!(rows.get_value((100, 1)), Some(&Data::Float(99.0)));
    let cut = rows.get_value((8, 0)).unwrap().to_string();
    assert!(cut.ends_with('…') && cut.chars().count() < 32_768);
}
