//! Documents written, opened again and held against what they were made of.

#![expect(clippy::unwrap_used, reason = "a test may stop at once")]

mod pages;
mod separated;
mod sheets;

use chrono::{NaiveDate, NaiveDateTime};
use i18n::{Digits, Locale};
use report::{Cell, Column, Document, Line, PageWords, Table};

pub(crate) fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

pub(crate) fn moment() -> NaiveDateTime {
    day(2026, 11, 22).and_hms_opt(10, 5, 0).unwrap()
}

fn line(cells: Vec<Cell>, below: bool) -> Line {
    Line { cells, below }
}

/// A bulletin of a week in Arabic, with every kind of cell and text that is hostile.
pub(crate) fn bulletin() -> Document {
    let headline = Table {
        heading: "المؤشرات الرئيسة".into(),
        columns: vec![
            Column::words("المؤشر"),
            Column::values("القيمة"),
            Column::values("الفترة السابقة"),
        ],
        rows: vec![
            line(
                vec![
                    Cell::text("المكالمات الواردة"),
                    Cell::Whole(15_703),
                    Cell::Whole(14_002),
                ],
                false,
            ),
            line(
                vec![
                    Cell::text("متوسط زمن المعالجة"),
                    Cell::Length(252_000),
                    Cell::Empty,
                ],
                false,
            ),
            line(
                vec![
                    Cell::text("الحل من أول تواصل"),
                    Cell::Share {
                        part: 934,
                        of: 1_000,
                    },
                    Cell::Share { part: 0, of: 0 },
                ],
                false,
            ),
            line(
                vec![
                    Cell::text("أول يوم"),
                    Cell::Day(day(2026, 11, 15)),
                    Cell::Moment(moment()),
                ],
                false,
            ),
        ],
        bars: None,
    };
    let subjects = Table {
        heading: "بحسب النوع والموضوع: شكوى/بلاغ [كل شيء] وما يطول اسمه".into(),
        columns: vec![Column::words("النوع والموضوع"), Column::values("العدد")],
        rows: vec![
            line(vec![Cell::text("شكوى"), Cell::Whole(12)], false),
            line(
                vec![Cell::text("=HYPERLINK(\"http://x\")"), Cell::Whole(7)],
                true,
            ),
            line(
                vec![
                    Cell::text("نقص دواء \u{202E}Panadol\u{202C} 500"),
                    Cell::Whole(5),
                ],
                true,
            ),
        ],
        bars: Some(1),
    };
    Document {
        locale: Locale::Ar,
        digits: Digits::Latn,
        title: "نشرة المؤشرات: محطة مسقط ١".into(),
        lines: vec![
            "من 15/11/2026 إلى 21/11/2026".into(),
            "هذا الجهاز وحده.".into(),
        ],
        tables: vec![headline, subjects],
        notes_heading: "ما يحسبه كل مؤشر".into(),
        notes: vec![(
            "المكالمات الواردة".into(),
            "المكالمات الهاتفية الواردة #[أمر] $x$ @y".into(),
        )],
        page: PageWords {
            before: "صفحة".into(),
            of: "من".into(),
            by: "نداء".into(),
        },
        made_at: moment(),
    }
}
