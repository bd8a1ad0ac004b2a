//! Answers of paper: what can be read as one, by table, and what is wrong with the others.

use std::sync::Arc;

use proptest::prelude::*;

use super::answers::Answers;
use super::*;
use crate::id::Millis;
use crate::lists::Lists;
use crate::phone::number_key;
use crate::survey::{Solved, Survey};

/// Sunday, 2026-11-22, 10:00 in Muscat.
const NOW: Millis = Millis(1_795_327_200_000);

fn text(text: &str) -> Cell {
    Cell::text(text)
}

/// Forms are filled in with digits of both scripts, and with the words that are printed on them.
#[test]
fn marks_are_read_in_digits_and_in_words_of_both_languages() {
    let answers = Answers::new();
    for (typed, mark) in [
        ("5", 5),
        ("٤", 4),
        ("۳", 3),
        (" 2 ", 2),
        ("1.0", 1),
        ("4/5", 4),
        ("٤ من ٥", 4),
        ("3 of 5", 3),
        ("راضٍ جدًا", 5),
        ("راضي جدا", 5),
        ("راضية", 4),
        ("راضٍ", 4),
        ("محايد", 3),
        ("غير راضٍ", 2),
        ("غير راضٍ إطلاقًا", 1),
        ("Very Satisfied", 5),
        ("satisfied", 4),
        ("NEUTRAL", 3),
        ("Dissatisfied", 2),
        ("not satisfied at all", 1),
    ] {
        assert_eq!(answers.overall(&text(typed)), Ok(Some(mark)), "{typed}");
    }
    for (typed, mark) in [
        ("سهل جدًا", 5),
        ("سهلة", 4),
        ("محايد", 3),
        ("صعب", 2),
        ("Very difficult", 1),
    ] {
        assert_eq!(answers.ease(&text(typed)), Ok(Some(mark)), "{typed}");
    }
    for (typed, solved) in [
        ("نعم", Solved::Yes),
        ("جزئيًا", Solved::Partly),
        ("إلى حدٍّ ما", Solved::Partly),
        ("لا", Solved::No),
        ("yes", Solved::Yes),
        ("In part", Solved::Partly),
        ("NO", Solved::No),
    ] {
        assert_eq!(answers.solved(&text(typed)), Ok(Some(solved)), "{typed}");
    }
    assert_eq!(answers.overall(&Cell::Number(4.0)), Ok(Some(4)));
    assert_eq!(answers.solved(&Cell::Flag(false)), Ok(Some(Solved::No)));
    for cell in [text(""), text("  ")] {
        assert_eq!(answers.overall(&cell), Ok(None), "nothing was answered");
        assert_eq!(answers.ease(&cell), Ok(None));
        assert_eq!(answers.solved(&cell), Ok(None));
    }
}

/// A mark that is guessed moves the rate that the ministry is told.
#[test]
fn what_is_no_mark_is_none() {
    let answers = Answers::new();
    for typed in [
        "0",
        "6",
        "-1",
        "4.5",
        "80%",
        "5/10",
        "10",
        "جيد جدًا",
        "ممتاز",
        "good",
        "✓",
        "1e9",
        "inf",
        "NaN",
        "سهل",
    ] {
        let read = answers.overall(&text(typed));
        assert_eq!(read, Err(What::NotOnScale), "{typed}");
    }
    for cell in [
        Cell::Number(f64::NAN),
        Cell::Number(4.5),
        Cell::Flag(true),
        // What a sheet makes of 4/5.
        Cell::Moment(46_117.0),
    ] {
        assert_eq!(answers.ease(&cell), Err(What::NotOnScale), "{cell:?}");
    }
    let bad = Cell::Bad(BadCell::Error, "#REF!".into());
    assert_eq!(answers.overall(&bad), Err(What::FormulaError));
    assert_eq!(answers.solved(&text("ربما")), Err(What::NotAnAnswer));
    assert_eq!(answers.solved(&Cell::Number(1.0)), Err(What::NotAnAnswer));
}

fn texts(of: &[&str]) -> Vec<String> {
    of.iter().map(|text| (*text).to_owned()).collect()
}

#[test]
fn columns_of_a_paper_sheet_are_proposed_in_both_languages() {
    let fields = |of: &[&str]| -> Vec<&'static str> {
        proposed(RowKind::Surveys, &texts(of))
            .into_iter()
            .map(|field| field.map_or("", Field::code))
            .collect()
    };
    assert_eq!(
        fields(&[
            "م",
            "رقم الاستمارة",
            "تاريخ الإستبانة",
            "المستشفى",
            "مدى الرضا",
            "مدى السهولة",
            "هل حُلَّ الموضوع؟",
            "ملاحظات",
            "رقم المعاملة",
            "رقم الهاتف"
        ]),
        [
            "",
            "reference",
            "day",
            "facility",
            "overall",
            "ease",
            "solved",
            "comment",
            "about",
            "number"
        ]
    );
    assert_eq!(
        fields(&[
            "Number",
            "Date",
            "Overall satisfaction (1-5)",
            "Ease",
            "Was it solved?",
            "Comments",
            "Language",
            "Case No",
            "Reason for no answer"
        ]),
        [
            "reference",
            "day",
            "overall",
            "ease",
            "solved",
            "comment",
            "language",
            "about",
            "refused"
        ]
    );
}

const COLUMNS: [Field; 15] = [
    Field::Day,
    Field::Overall,
    Field::Ease,
    Field::Solved,
    Field::Comment,
    Field::Refused,
    Field::Mode,
    Field::About,
    Field::Number,
    Field::Type,
    Field::Governorate,
    Field::Wilayat,
    Field::Facility,
    Field::Language,
    Field::Reference,
];

fn read(row: &[Cell], defaults: Defaults) -> Result<ReadSurvey, Vec<Fault>> {
    let lists = Arc::new(Lists::embedded().unwrap().clone());
    let columns = COLUMNS.iter().map(|field| Some(*field)).collect();
    let kind = RowKind::Surveys;
    let source = Source {
        digest: [1; 32],
        kind,
        sheet: 0,
        round: 0,
    };
    let mut rules = Rules::new(kind, lists, &[], columns, defaults, (NOW, false));
    rules.read(source.row_id(2), row).map(|read| match read {
        ReadRow::Survey(read) => *read,
        ReadRow::Call(_) => panic!("a call"),
    })
}

fn good() -> Vec<Cell> {
    [
        "5/3/2026",
        "راضٍ جدًا",
        "٤",
        "نعم",
        " شكرًا لكم ",
        "",
        "",
        "",
        "",
        "شكوى",
        "",
        "",
        "المستشفى السلطاني",
        "",
        "117",
    ]
    .map(text)
    .to_vec()
}

#[test]
fn a_row_becomes_a_survey() {
    let read_row = read(&good(), Defaults::default()).unwrap();
    assert_eq!(read_row.about, None, "whoever wrote it named nothing");
    let expected = Survey {
        day: "2026-03-05".parse().ok(),
        mode: "paper".into(),
        overall: Some(5),
        ease: Some(4),
        solved: Some(Solved::Yes),
        comment: "شكرًا لكم".into(),
        type_code: "complaint".into(),
        governorate: "OM-MA".into(),
        language: "ar".into(),
        reference: "117".into(),
        ..Survey::default()
    };
    assert_eq!(
        read_row.survey, expected,
        "nobody asked, and nobody handled it"
    );

    let mut row = good();
    (row[7], row[8], row[9]) = (text("٢٦-٤١٧٠-٠٠٣٨-٤"), text("99120001"), text(""));
    let of_all = Defaults {
        type_code: "inquiry".into(),
        ..Defaults::default()
    };
    let of_case = read(&row, of_all.clone()).unwrap();
    let reference = "26-4170-0038-4".parse().unwrap();
    assert_eq!(
        of_case.about,
        Some(Named::Case(reference)),
        "before the number"
    );
    assert_eq!(of_case.survey.type_code, "", "that of the case counts");
    row[7] = Cell::Empty;
    let number = number_key("+96899120001", "");
    let of_call = read(&row, of_all.clone()).unwrap();
    assert_eq!(of_call.about, Some(Named::Number(number)));
    row[8] = Cell::Empty;
    assert_eq!(read(&row, of_all).unwrap().survey.type_code, "inquiry");

    let mut refused = good();
    (refused[1], refused[2], refused[3]) = (Cell::Empty, Cell::Empty, Cell::Empty);
    (refused[5], refused[6]) = (text("لا وقت لديه"), text("مكالمة هاتفية"));
    let refused = read(&refused, Defaults::default()).unwrap().survey;
    assert_eq!(
        (refused.overall, refused.refused.as_str()),
        (None, "no_time")
    );
    assert_eq!(refused.mode, "phone");
}

/// Each fault is told with its column, all of a row at once, and nothing else is.
#[test]
fn a_faulty_answer_is_named_with_its_column() {
    let near = |ar: &str, en: &str| What::Unknown(Some((ar.into(), en.into())));
    for (column, cell, what) in [
        (0, text(""), What::Missing),
        (0, text("5/3/26"), What::ShortYear),
        (0, text("23/11/2026"), What::Ahead),
        (0, text("22/11/1981"), What::TooLongAgo),
        (1, text(""), What::Missing),
        (1, text("6"), What::NotOnScale),
        (2, text("ممتاز"), What::NotOnScale),
        (3, text("ربما"), What::NotAnAnswer),
        (4, text(&"ا".repeat(2_001)), What::TooLong(2_000)),
        (4, text("ا\u{0}ب"), What::Control),
        (5, text("لا وقت لديه"), What::DoesNotBelong),
        (5, text("لا توجد مخصصات"), What::Unknown(None)),
        (
            6,
            text("استبانه ورقيه."),
            near("استبانة ورقية", "Paper form"),
        ),
        (7, text("26-4170-0038-5"), What::CheckDigit),
        (7, text("بلاغ 7"), What::NotAReference),
        (7, text("2.64E+10"), What::CutNumber),
        (8, text("9.69E+10"), What::CutNumber),
        (9, text("شكوا"), near("شكوى", "Complaint")),
        (10, text("ظفار"), What::DoesNotBelong),
        (12, text("مستشفى السلام"), What::Unknown(None)),
        (13, text("الكلنجونية"), What::Unknown(None)),
        (14, text(&"1".repeat(61)), What::TooLong(60)),
        (15, text("انزاحت"), What::MoreCells),
    ] {
        let mut row = good();
        row.resize(row.len().max(column + 1), Cell::Empty);
        row[column] = cell;
        // Of the governorate the facility is what does not belong to it.
        let named = if column == 10 { 12 } else { column };
        let faults = read(&row, Defaults::default()).unwrap_err();
        let [fault] = faults.as_slice() else {
            panic!("{column} {what:?}: {faults:?}")
        };
        let is_near = matches!(
            (&fault.what, &what),
            (What::Unknown(Some(_)), What::Unknown(None))
        );
        assert_eq!(fault.column, Some(named), "{what:?}");
        assert!(fault.what == what || is_near, "{:?} {what:?}", fault.what);
    }
    let mut row = good();
    (row[0], row[1], row[3]) = (text("x"), text("y"), text("z"));
    let faults = read(&row, Defaults::default()).unwrap_err();
    assert_eq!(faults.len(), 3, "all at once: {faults:?}");
}

/// A private clinic is in no list: where the sheet says its governorate, nothing hangs on its name.
#[test]
fn a_place_says_its_governorate() {
    let governorate = |governorate: &str, wilayat: &str, facility: &str| {
        let mut row = good();
        (row[10], row[11], row[12]) = (text(governorate), text(wilayat), text(facility));
        read(&row, Defaults::default()).map(|read| read.survey.governorate)
    };
    assert_eq!(governorate("", "", ""), Ok(String::new()));
    for (said, wilayat, facility) in [
        ("ظفار", "", ""),
        ("", "صلالة", ""),
        ("ظفار", "صلالة", "عيادة خاصة"),
        ("", "صلالة", "مستشفى السلطان قابوس بصلالة"),
    ] {
        assert_eq!(governorate(said, wilayat, facility), Ok("OM-ZU".into()));
    }
    let apart = governorate("", "صلالة", "المستشفى السلطاني").unwrap_err();
    assert_eq!(
        (apart[0].field, &apart[0].what),
        (Field::Facility, &What::DoesNotBelong)
    );
}

proptest! {
    /// A sheet holds anything.
    #[test]
    fn nothing_stops_the_reading(
        texts in prop::collection::vec(".{0,30}", 0..16), at in 0_usize..15, number in any::<f64>(),
    ) {
        let mut row: Vec<Cell> = texts.iter().map(|one| text(one)).collect();
        row.resize(COLUMNS.len(), Cell::Empty);
        row[at] = Cell::Number(number);
        row[(at + 1) % 15] = Cell::Moment(number);
        let _read = read(&row, Defaults::default());
    }

    /// A row that is read is one that the form would have taken, whatever stands in its cells.
    #[test]
    fn what_is_read_is_what_the_form_takes(
        cells in prop::collection::vec(
            prop::sample::select(vec!["", "1", "٥", "6", "نعم", "لا", "راضٍ", "سهل", "لا وقت لديه", "غير راغب"]), 5,
        ),
    ) {
        let mut row = good();
        for (at, cell) in [1, 2, 3, 5, 4].into_iter().zip(&cells) {
            row[at] = text(cell);
        }
        if let Ok(read) = read(&row, Defaults::default()) {
            prop_assert_eq!(read.survey.flaw(), None);
            prop_assert!(read.survey.day.is_some() && !read.survey.mode.is_empty());
        }
    }

    /// Every mark reads back in every script, and no other number is one.
    #[test]
    fn marks_read_back(number in -100_i32..100, script in prop::sample::select(vec!['0', '٠', '۰'])) {
        let written: String = number
            .to_string()
            .chars()
            .map(|c| match c.to_digit(10) {
                Some(digit) => char::from_u32(u32::from(script) + digit).unwrap_or(c),
                None => c,
            })
            .collect();
        let expected = match u8::try_from(number) {
            Ok(mark @ 1..=5) => Ok(Some(mark)),
            _ => Err(What::NotOnScale),
        };
        prop_assert_eq!(Answers::new().overall(&text(&written)), expected);
    }
}
