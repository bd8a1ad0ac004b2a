//! An old sheet with faults in it, each known by row, column and kind.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may stop at once"
)]

use super::sheets::Planted;

const HEADER: &str = "التاريخ,الوقت,نوع المكالمة,الموضوع,رقم الهاتف,اسم المتصل,المحافظة,الولاية,المؤسسة الصحية,عاجل,\
                      القناة,الملاحظات,الموظف,رقم المرجع";

/// Column, what stands there, what is wrong: sixteen kinds, and one of them twice.
const FAULTS: [(usize, &[u8], &str); 17] = [
    (0, "5/3/24".as_bytes(), "short_year"),
    (0, "31/4/2024".as_bytes(), "no_such_day"),
    (0, "3/25/2024".as_bytes(), "no_such_day"),
    (0, "أمس".as_bytes(), "not_a_day"),
    (0, b"", "missing"),
    (0, "24/8/1445 م".as_bytes(), "other_calendar"),
    (0, "5/3/2031".as_bytes(), "ahead"),
    (0, "5/3/1924".as_bytes(), "too_long_ago"),
    (1, "25:00".as_bytes(), "not_a_time"),
    (2, "شكوا".as_bytes(), "unknown"),
    (3, "تسمم غذائي / سلامة الغذاء".as_bytes(), "does_not_belong"),
    (4, b"9.69E+10", "cut_number"),
    (7, "صلالة".as_bytes(), "does_not_belong"),
    (9, "ربما".as_bytes(), "not_yes_no"),
    (11, b"\xd9\x84\xff\xfe", "undecodable"),
    (11, b"a\0b", "control"),
    (
        13,
        b"1234567890123456789012345678901234567890123456789012345678901",
        "too_long",
    ),
];

/// A row as it should be: dates of both calendars, digits of both kinds, serials, times of every form.
fn row(number: usize) -> Vec<Vec<u8>> {
    let (day, minute) = (number % 28 + 1, number % 60);
    let month = number / 28 % 12 + 1;
    let arabic = |text: String| -> String {
        text.chars()
            .map(|c| {
                c.to_digit(10)
                    .and_then(|d| char::from_u32(0x660 + d))
                    .unwrap_or(c)
            })
            .collect()
    };
    let date = match number % 5 {
        0 => format!("{day}/{month}/2023"),
        1 => format!("2023-{month:02}-{day:02}"),
        2 => arabic(format!("{day}/{month}/2023")),
        3 => format!("{}", 44_927 + number % 360),
        _ => format!("{day}/{month}/1444 هـ"),
    };
    let hour = 8 + number / 60 % 4;
    let time = match number % 3 {
        0 => format!("{hour}:{minute:02}"),
        1 => format!("{hour}:{minute:02} ص"),
        _ => arabic(format!("{hour:02}:{minute:02}")),
    };
    [
        date,
        time,
        "شكوى".into(),
        "نقص أو عدم توفر دواء".into(),
        format!("{}", 92_000_000 + number),
        "ناصر".into(),
        "مسقط".into(),
        "السيب".into(),
        "المستشفى السلطاني".into(),
        ["نعم", "لا", ""][number % 3].into(),
        "مكالمة واردة".into(),
        if number.is_multiple_of(7) {
            "\"سأل عن موعد، \"\"غدًا\"\"\nثم شكر\"".into()
        } else {
            "سأل عن موعد".into()
        },
        "موظف سابق".into(),
        format!("{number}"),
    ]
    .into_iter()
    .map(String::into_bytes)
    .collect()
}

/// So many rows, so many of them faulty, as UTF-8 text with a mark; the faults in the order of the rows.
pub(crate) fn old_sheet(rows: usize, faulty: usize) -> (Vec<u8>, Vec<Planted>) {
    let mut bytes = b"\xef\xbb\xbf".to_vec();
    bytes.extend(HEADER.as_bytes());
    bytes.push(b'\n');
    let every = rows / faulty;
    let mut planted = Vec::new();
    for number in 0..rows {
        let mut cells = row(number);
        if number % every == every / 2 && planted.len() < faulty {
            let (column, value, what) = FAULTS[planted.len() % FAULTS.len()];
            cells[column] = value.to_vec();
            let letter = char::from(b'A' + u8::try_from(column).unwrap());
            planted.push((
                u32::try_from(number).unwrap() + 2,
                letter.to_string(),
                what.to_owned(),
            ));
        }
        bytes.extend(cells.join(&b','));
        bytes.push(b'\n');
    }
    assert_eq!(planted.len(), faulty);
    (bytes, planted)
}

/// The file of faulty rows as somebody corrects it: so many rows, each as it should be.
pub(crate) fn corrected(text: &str, rows: usize) -> String {
    let mut corrected = text.lines().next().unwrap().to_owned();
    for at in 0..rows {
        let cells = row(8 + at * 7)
            .into_iter()
            .map(|cell| String::from_utf8(cell).unwrap());
        let cells: Vec<String> = cells.collect();
        corrected.push('\n');
        corrected.push_str(&cells.join(","));
    }
    corrected
}
