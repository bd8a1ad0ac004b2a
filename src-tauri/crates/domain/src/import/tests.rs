//! What can be read, by table; and that nothing is read as what it is not.

use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::call::Call;
use crate::id::{Millis, UserId};
use crate::lists::Lists;
use crate::local_day::LocalDay;

/// Sunday, 2026-11-22, 10:00 in Muscat.
const NOW: Millis = Millis(1_795_327_200_000);

fn text(text: &str) -> Cell {
    Cell::text(text)
}

fn moment(cell: &Cell) -> Result<String, What> {
    let Moment { day, time_s } = Moment::read(cell, false)?;
    Ok(match time_s {
        None => day.to_string(),
        Some(s) => format!("{day} {:02}:{:02}:{:02}", s / 3_600, s / 60 % 60, s % 60),
    })
}

/// Sheets of ten years hold dates in every form that people and programs write.
#[test]
fn days_are_read_in_all_forms() {
    for (typed, day) in [
        ("2024-03-05", "2024-03-05"),
        ("2024/3/5", "2024-03-05"),
        ("5/3/2024", "2024-03-05"),
        ("05-03-2024", "2024-03-05"),
        ("5.3.2024", "2024-03-05"),
        ("٥/٣/٢٠٢٤", "2024-03-05"),
        ("۵/۳/۲۰۲۴", "2024-03-05"),
        ("\u{200f}٥/٣/٢٠٢٤\u{200f} م", "2024-03-05"),
        ("الثلاثاء 5/3/2024", "2024-03-05"),
        ("Tuesday, 5 March 2024", "2024-03-05"),
        ("5-Mar-2024", "2024-03-05"),
        ("٥ مارس ٢٠٢٤", "2024-03-05"),
        ("5 آذار 2024", "2024-03-05"),
        ("20240305", "2024-03-05"),
        ("45356", "2024-03-05"),
        ("45356.5", "2024-03-05 12:00:00"),
        ("24/8/1445", "2024-03-05"),
        ("1445-08-24", "2024-03-05"),
        ("24/08/1445 هـ", "2024-03-05"),
        ("24 شعبان 1445", "2024-03-05"),
        ("٢٤ شعبان ١٤٤٥هـ", "2024-03-05"),
        ("14450824", "2024-03-05"),
        ("1 محرم 1446", "2024-07-07"),
        ("1 ربيع الأول 1446", "2024-09-04"),
        ("2024-03-05 10:20", "2024-03-05 10:20:00"),
        ("5/3/2024 10:20:30", "2024-03-05 10:20:30"),
        ("5/3/2024 2:05 م", "2024-03-05 14:05:00"),
        ("5/3/2024 02:05 PM", "2024-03-05 14:05:00"),
        ("5/3/2024 12:10 ص", "2024-03-05 00:10:00"),
        ("5/3/2024 12:10 p.m.", "2024-03-05 12:10:00"),
        ("2024-03-05T10:20:30", "2024-03-05 10:20:30"),
        ("2024-03-05T10:20:30.500Z", "2024-03-05 14:20:30"),
        ("2024-03-05T23:20:00+03:00", "2024-03-06 00:20:00"),
        ("2024-03-05T10:20:30+04:00", "2024-03-05 10:20:30"),
    ] {
        assert_eq!(moment(&text(typed)), Ok(day.to_owned()), "{typed}");
    }
    for (serial, day) in [(45_356.0, "2024-03-05"), (45_356.75, "2024-03-05 18:00:00")] {
        assert_eq!(moment(&Cell::Number(serial)), Ok(day.to_owned()));
        assert_eq!(moment(&Cell::Moment(serial)), Ok(day.to_owned()));
    }
    let of_1904 = Moment::read(&Cell::Number(43_894.0), true).unwrap();
    assert_eq!(of_1904.day.to_string(), "2024-03-05");
}

/// A date that is guessed is wrong a third of the time, and nobody sees it.
#[test]
fn what_is_no_day_is_told_by_what_is_wrong() {
    for (typed, what) in [
        ("5/3/24", What::ShortYear),
        ("24-03-05", What::ShortYear),
        ("3/25/2024", What::NoSuchDay),
        ("31/4/2024", What::NoSuchDay),
        ("29/2/2023", What::NoSuchDay),
        ("30/8/1445", What::NoSuchDay),
        ("5/13/1445", What::NoSuchDay),
        ("5/3/0024", What::NoSuchDay),
        ("24/8/1445 م", What::OtherCalendar),
        ("5/3/2024 هـ", What::OtherCalendar),
        ("24 مارس 1445", What::OtherCalendar),
        ("5 رجب 2024", What::OtherCalendar),
        ("أمس", What::NotADay),
        ("2024", What::NotADay),
        ("مارس 2024", What::NotADay),
        ("5/3", What::NotADay),
        ("10:20", What::NotADay),
        ("5/3/2024 25:00", What::NotATime),
        ("5/3/2024 10:20 مساء الخير", What::NotATime),
        ("5/3/2024 10", What::NotATime),
        ("99123456", What::NotADay),
        ("5//2024", What::NotADay),
    ] {
        assert_eq!(moment(&text(typed)), Err(what), "{typed}");
    }
    for number in [0.0, 0.5, -1.0, 1e9, f64::NAN, f64::INFINITY, 2_024.0] {
        assert_eq!(
            moment(&Cell::Number(number)),
            Err(What::NotADay),
            "{number}"
        );
    }
    assert_eq!(
        moment(&Cell::Moment(0.5)),
        Err(What::NotADay),
        "a time alone"
    );
    assert_eq!(moment(&Cell::Moment(4e6)), Err(What::NoSuchDay));
    assert_eq!(moment(&Cell::Empty), Err(What::Missing));
}

#[test]
fn times_are_read_in_all_forms() {
    let check = |cell: &Cell, expected: Result<Option<(i64, i64, i64)>, What>| {
        let expected = expected.map(|time| time.map(|(h, m, s)| h * 3_600 + m * 60 + s));
        assert_eq!(time_of_day(cell), expected, "{cell:?}");
    };
    for (typed, time) in [
        ("10:20", (10, 20, 0)),
        ("٠٩:٠٥", (9, 5, 0)),
        ("10:20:30", (10, 20, 30)),
        ("9.30", (9, 30, 0)),
        ("2:05 م", (14, 5, 0)),
        ("2:05م", (14, 5, 0)),
        ("12:00 ص", (0, 0, 0)),
        ("12:00 م", (12, 0, 0)),
        ("14:05 م", (14, 5, 0)),
        ("9 صباحًا", (9, 0, 0)),
        ("9 AM", (9, 0, 0)),
        ("5 مساءً", (17, 0, 0)),
        ("0.4375", (10, 30, 0)),
    ] {
        check(&text(typed), Ok(Some(time)));
    }
    check(&Cell::Number(0.75), Ok(Some((18, 0, 0))));
    check(&Cell::Moment(45_356.75), Ok(Some((18, 0, 0))));
    check(&Cell::Empty, Ok(None));
    for typed in [
        "24:00",
        "10:60",
        "10",
        "1020",
        "13:00 ص",
        "11 ليلًا",
        "10:2",
        "صباحًا",
    ] {
        check(&text(typed), Err(What::NotATime));
    }
    check(&Cell::Number(10.5), Err(What::NotATime));
}

fn texts(of: &[&str]) -> Vec<String> {
    of.iter().map(|text| (*text).to_owned()).collect()
}

/// Whoever brings a sheet should have nothing to choose where its headers say it.
#[test]
fn columns_are_proposed_by_their_headers_in_both_languages() {
    let fields = |of: &[&str]| -> Vec<&'static str> {
        proposed(RowKind::Calls, &texts(of))
            .into_iter()
            .map(|field| field.map_or("", Field::code))
            .collect()
    };
    assert_eq!(
        fields(&[
            "م",
            "التاريخ",
            "وقت المكالمه",
            "نوع المكالمة",
            "الموضوع",
            "رقم الهاتف",
            "اسم المتصل",
            "ملاحظـات"
        ]),
        [
            "",
            "day",
            "time",
            "type",
            "sub_category",
            "number",
            "caller_name",
            "note"
        ]
    );
    assert_eq!(
        fields(&[
            "No",
            "CALL DATE",
            "Time ",
            "Type",
            "Phone Number",
            "Details of the call",
            "Taken by"
        ]),
        ["", "day", "time", "type", "number", "note", "agent"]
    );
    assert_eq!(
        fields(&["تاريخ ووقت المكالمة", "تاريخ"]),
        ["", "day"],
        "the word itself before what holds it"
    );
    assert_eq!(fields(&["", "؟"]), ["", ""]);
}

/// Old sheets begin with a title, and merge the cells of their headers.
#[test]
fn the_header_is_found_below_a_title_and_in_two_merged_rows() {
    let rows: Vec<Vec<Cell>> = [
        vec!["سجل مكالمات مركز الاتصال"],
        vec![],
        vec!["التاريخ", "بيانات المتصل", "", "الملاحظات"],
        vec!["", "الاسم", "رقم الهاتف", ""],
        vec!["5/3/2024", "سالم", "99120001", "سأل عن موعد"],
    ]
    .into_iter()
    .map(|row| row.into_iter().map(text).collect())
    .collect();
    let found = find_header(RowKind::Calls, rows.iter().map(Vec::as_slice)).unwrap();
    assert_eq!(found, 3, "the lower row, whose empty cells are those above");
    let header = header_texts(Some(&rows[2]), &rows[3], 4);
    assert_eq!(header, ["التاريخ", "الاسم", "رقم الهاتف", "الملاحظات"]);
    assert_eq!(
        fingerprint(RowKind::Calls, &header),
        fingerprint(
            RowKind::Calls,
            &texts(&["التاريـخ", "الإسم", "رقم الهاتف", "الملاحظات"])
        ),
        "the same header, however it is typed"
    );
    assert_eq!(find_header(RowKind::Calls, std::iter::empty()), None);
}

const COLUMNS: [Field; 14] = [
    Field::Day,
    Field::Time,
    Field::Type,
    Field::SubCategory,
    Field::Number,
    Field::Governorate,
    Field::Wilayat,
    Field::Facility,
    Field::Urgent,
    Field::Note,
    Field::Agent,
    Field::Channel,
    Field::CallerName,
    Field::Reference,
];

fn rules() -> Rules {
    let lists = Arc::new(Lists::embedded().unwrap().clone());
    let users = [KnownUser {
        id: UserId::from_bytes([7; 16]),
        login: "salim".into(),
        name_ar: "سالم الحارثي".into(),
        name_en: "Salim Al Harthy".into(),
    }];
    let columns = COLUMNS.iter().map(|field| Some(*field)).collect();
    let calls = RowKind::Calls;
    Rules::new(
        calls,
        lists,
        &users,
        columns,
        Defaults::default(),
        (NOW, false),
    )
}

fn call(row: &[Cell]) -> Call {
    match rules().read(source().row_id(2), row) {
        Ok(ReadRow::Call(call)) => *call,
        other => panic!("no call: {other:?}"),
    }
}

fn source() -> Source {
    Source {
        digest: [1; 32],
        kind: RowKind::Calls,
        sheet: 0,
        round: 0,
    }
}

fn good() -> Vec<Cell> {
    [
        "5/3/2024",
        "10:20",
        "شكوى",
        "نقص أو عدم توفر دواء",
        "99120001",
        "مسقط",
        "السيب",
        "المستشفى السلطاني",
        "نعم",
        "لم يجد الدواء",
        "سالم الحارثي",
        "",
        "ناصر",
        "",
    ]
    .map(text)
    .to_vec()
}

/// A region whose hospitals are named in a sheet must not be missing in the figures of its governorate.
#[test]
fn a_facility_gives_its_governorate_where_none_is_said() {
    let of = |governorate: &str, wilayat: &str, facility: &str, number: &str| {
        let mut row = good();
        row[4] = text(number);
        (row[5], row[6], row[7]) = (text(governorate), text(wilayat), text(facility));
        let call = call(&row);
        (call.governorate, call.number_as_typed)
    };
    let said = |governorate: &str| (governorate.to_owned(), "99120001".to_owned());
    assert_eq!(of("", "", "المستشفى السلطاني", "99120001"), said("OM-MA"));
    assert_eq!(
        of("ظفار", "", "المستشفى السلطاني", "99120001"),
        said("OM-ZU")
    );
    assert_eq!(of("", "", "عيادة الحي", "99120001"), said(""));
    // A dash stands for none.
    assert_eq!(of("", "", "", "-"), (String::new(), String::new()));
}

#[test]
fn a_row_becomes_a_call() {
    let call = call(&good());
    let day: LocalDay = "2024-03-05".parse().unwrap();
    let started = day.starts_at_ms() + (10 * 60 + 20) * 60_000;
    assert_eq!(call.started_at, Some(Millis(started)));
    assert!(call.entered_late && call.urgent && call.ended_at.is_none());
    assert_eq!(
        (call.channel.as_str(), call.direction.as_str()),
        ("phone_in", "in")
    );
    assert_eq!(
        (call.type_code.as_str(), call.language.as_str()),
        ("complaint", "ar")
    );
    let (_, issue) = call.primary_issue().unwrap();
    assert_eq!(
        (issue.sub_category.as_str(), issue.facility.as_str()),
        ("med_shortage", "royal_hospital")
    );
    assert_eq!(
        (call.governorate.as_str(), call.local_day.as_str()),
        ("OM-MA", "2024-03-05")
    );
    assert_eq!(call.number, "+96899120001");
    assert_eq!(call.on_behalf_of, Some(UserId::from_bytes([7; 16])));
    assert!(call.case.is_none() && call.caller.is_none() && call.duty.is_none());
}

/// Each fault is told with its column, all of a row at once, and nothing else is.
#[test]
fn a_faulty_cell_is_named_with_its_column() {
    let near = |ar: &str, en: &str| What::Unknown(Some((ar.into(), en.into())));
    for (column, cell, what) in [
        (0, text(""), What::Missing),
        (0, text("5/3/24"), What::ShortYear),
        (0, text("22/11/2027"), What::Ahead),
        (0, text("22/11/1981"), What::TooLongAgo),
        (1, text("قبل الظهر"), What::NotATime),
        (2, text("شكوا"), near("شكوى", "Complaint")),
        (2, text("زيارة ميدانية طويلة"), What::Unknown(None)),
        (3, text("تسمم غذائي / سلامة الغذاء"), What::DoesNotBelong),
        (4, text("9.69E+10"), What::CutNumber),
        (4, text("abc"), What::NotAPhone),
        (4, text(&"9".repeat(41)), What::TooLong(40)),
        (6, text("صحار"), What::DoesNotBelong),
        (8, text("ربما"), What::NotYesNo),
        (9, text("ا\u{0}ب"), What::Control),
        (
            9,
            Cell::Bad(BadCell::Undecodable, "\u{fffd}".into()),
            What::Undecodable,
        ),
        (
            9,
            Cell::Bad(BadCell::NoResult, "=A1".into()),
            What::NoResult,
        ),
        (
            9,
            Cell::Bad(BadCell::Error, "#REF!".into()),
            What::FormulaError,
        ),
        (11, text("حمام زاجل"), What::Unknown(None)),
        (13, text(&"1".repeat(61)), What::TooLong(60)),
        (14, text("انزاحت"), What::MoreCells),
    ] {
        let mut row = good();
        row.resize(row.len().max(column + 1), Cell::Empty);
        row[column] = cell;
        let faults = rules().read(source().row_id(2), &row).unwrap_err();
        let [fault] = faults.as_slice() else {
            panic!("{column} {what:?}: {faults:?}")
        };
        assert_eq!((fault.column, &fault.what), (Some(column), &what));
    }
    let mut row = good();
    (row[0], row[2], row[8]) = (text("x"), text("y"), text("z"));
    let faults = rules().read(source().row_id(2), &row).unwrap_err();
    assert_eq!(faults.len(), 3, "all at once: {faults:?}");
}

#[test]
fn what_a_sheet_leaves_out_is_filled_or_left() {
    let mut row = vec![Cell::Empty; COLUMNS.len()];
    row[0] = text("5/3/2024");
    row[3] = text("التطعيمات");
    row[10] = text("موظف سابق");
    let call = call(&row);
    assert_eq!(call.type_code, "health_ed", "the subject says its type");
    assert_eq!(call.outcome, "answered", "by its type");
    assert_eq!(
        (call.on_behalf_of, call.taken_by.as_str()),
        (None, "موظف سابق")
    );
    row[3] = text("أخرى");
    let faults = rules().read(source().row_id(2), &row).unwrap_err();
    assert_eq!(
        faults[0].what,
        What::Several,
        "many types have one of that name"
    );
    row[3] = Cell::Empty;
    let faults = rules().read(source().row_id(2), &row).unwrap_err();
    assert_eq!(
        (faults[0].field, &faults[0].what),
        (Field::Type, &What::Missing)
    );
}

/// Two machines that bring the same sheet in, or one that does so twice, make each row once.
#[test]
fn ids_hang_on_the_sheet_alone() {
    let one = source();
    assert_eq!(one.row_id(5), source().row_id(5));
    let mut ids = std::collections::BTreeSet::from([one.batch_id(), one.row_id(0), one.row_id(1)]);
    for other in [
        Source {
            digest: [2; 32],
            ..one
        },
        Source { sheet: 1, ..one },
        Source { round: 1, ..one },
        Source {
            kind: RowKind::Surveys,
            ..one
        },
    ] {
        ids.insert(other.row_id(1));
        ids.insert(other.batch_id());
    }
    assert_eq!(ids.len(), 11);
}

proptest! {
    /// A sheet holds anything.
    #[test]
    fn nothing_stops_the_reading(texts in prop::collection::vec(".{0,30}", 0..16), number in any::<f64>()) {
        let mut row: Vec<Cell> = texts.iter().map(|one| text(one)).collect();
        row.push(Cell::Number(number));
        row.push(Cell::Moment(number));
        let _read = rules().read(source().row_id(1), &row);
        let _ = (Moment::read(&Cell::Moment(number), true), Cell::Moment(number).shown());
    }

    /// Every day reads back in every form that it is written in.
    #[test]
    fn days_read_back(days in 7_400_i64..20_800, second in 0_i64..86_400) {
        let at = days * 86_400_000 - 4 * 3_600_000;
        let day = LocalDay::of(at);
        let (y, m, d) = (day.year(), day.month(), day.day());
        let (h, min, s) = (second / 3_600, second / 60 % 60, second % 60);
        let expected = Moment { day, time_s: Some(second) };
        for written in [
            format!("{y}-{m:02}-{d:02} {h:02}:{min:02}:{s:02}"),
            format!("{d}/{m}/{y} {h}:{min:02}:{s:02}"),
            format!("{d:02}.{m:02}.{y} {}:{min:02}:{s:02} {}", (h + 11) % 12 + 1, if h < 12 { "ص" } else { "م" }),
        ] {
            prop_assert_eq!(Moment::read(&text(&written), false), Ok(expected), "{}", written);
        }
        #[expect(clippy::cast_precision_loss, reason = "a sheet keeps it so")]
        let serial = days as f64 + 25_569.0 + second as f64 / 86_400.0;
        let read = Moment::read(&Cell::Moment(serial), false).unwrap();
        prop_assert_eq!((read.day, read.time_s.unwrap_or(0)), (day, second));
    }
}
