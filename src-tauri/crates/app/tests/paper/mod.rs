//! A sheet of paper surveys with faults in it, each known by row, column and kind; and the site that it is about.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may stop at once"
)]

use app::dto::{CallForm, NewSurvey, SaveAs, SurveysQuery};

use super::case_site::{opened, sit_down};
use super::common::*;
use super::sheets::Planted;

const HEADER: &str = "رقم الاستمارة,تاريخ الاستبانة,المستشفى,نوع الخدمة,مدى الرضا,مدى السهولة,هل حُلَّ الموضوع؟,\
                      ملاحظات,رقم المعاملة,رقم الهاتف,سبب عدم الإجابة,طريقة الاستبيان,اللغة";
const DAY: usize = 1;
const HOSPITAL: usize = 2;
const TYPE: usize = 3;
const OVERALL: usize = 4;
const EASE: usize = 5;
const SOLVED: usize = 6;
const COMMENT: usize = 7;
const CASE: usize = 8;
const NUMBER: usize = 9;
const REFUSED: usize = 10;
const MODE: usize = 11;
const LANGUAGE: usize = 12;

/// A day that has been, and today.
const BEFORE: &str = "1/11/2026";
const TODAY: &str = "22/11/2026";
/// From this number somebody called twice, from that nobody, and from the last one once.
const TWICE: &str = "91110001";
const NEVER: &str = "91110002";
const ONCE: &str = "91110003";

/// The matters of the site that a sheet may name.
pub(crate) struct Site {
    /// Cases of which nobody has said anything yet.
    pub(crate) cases: [String; 2],
    /// One that somebody has answered for, and one that Muna handles.
    answered: String,
    munas: String,
    /// The call that came from its number alone.
    pub(crate) call: String,
}

/// What people said before the sheet came: a case that was answered for, one of Muna, calls of three numbers.
pub(crate) fn with_matters(machine: &Machine) -> Site {
    let complaint = |n: u8, number: &str| CallForm {
        number: number.into(),
        ..complaint_form(n)
    };
    let asked = |n: u8, number: &str| CallForm {
        number: number.into(),
        ..query_form(n)
    };
    sit_down(machine, "salim");
    let of_salim = |n, number| opened(machine, &complaint(n, number)).row;
    let cases = [of_salim(41, "91120001"), of_salim(42, "91120002")];
    let answered = of_salim(43, "91120003");
    for n in [44, 45] {
        let logged = machine.app.log_call(&asked(n, TWICE), SaveAs::ByRule);
        logged.unwrap();
    }
    let once = machine.app.log_call(&asked(46, ONCE), SaveAs::ByRule);
    sit_down(machine, "muna");
    let munas = opened(machine, &complaint(47, "91120004")).row.reference;
    sit_down(machine, "aisha");
    let said = machine.app.log_survey(&NewSurvey {
        id: new_id(48),
        about: SurveysQuery {
            call: None,
            case: Some(answered.id.clone()),
        },
        mode: "phone".into(),
        overall: Some(2),
        ..NewSurvey::default()
    });
    assert_eq!(said.unwrap().rows.len(), 1);
    sit_down(machine, "muna");
    Site {
        cases: cases.map(|row| row.reference),
        answered: answered.reference,
        munas,
        call: once.unwrap().row.id,
    }
}

/// What is wrong with a row: the cells that differ from those of a good one, the column in which it is told, and what.
type Fault<'s> = (Vec<(usize, &'s str)>, usize, &'s str);

fn faults(site: &Site) -> Vec<Fault<'_>> {
    let of_case = |case| vec![(CASE, case), (DAY, TODAY), (TYPE, "")];
    let of_number = |number| vec![(NUMBER, number), (DAY, TODAY), (TYPE, "")];
    vec![
        (vec![(DAY, "5/3/26")], DAY, "short_year"),
        (vec![(DAY, "31/4/2026")], DAY, "no_such_day"),
        (vec![(DAY, "")], DAY, "missing"),
        (vec![(DAY, "23/11/2026")], DAY, "ahead"),
        (vec![(OVERALL, "")], OVERALL, "missing"),
        (vec![(OVERALL, "6")], OVERALL, "not_on_scale"),
        (vec![(OVERALL, "جيد جدًا")], OVERALL, "not_on_scale"),
        (vec![(EASE, "4.5")], EASE, "not_on_scale"),
        (vec![(SOLVED, "ربما")], SOLVED, "not_an_answer"),
        (vec![(TYPE, "شكوا")], TYPE, "unknown"),
        (
            vec![(HOSPITAL, "مستشفى لا يعرفه أحد هنا")],
            HOSPITAL,
            "unknown",
        ),
        (vec![(MODE, "حمام زاجل")], MODE, "unknown"),
        (vec![(LANGUAGE, "الكلنجونية")], LANGUAGE, "unknown"),
        (vec![(REFUSED, "لا وقت لديه")], REFUSED, "does_not_belong"),
        (vec![(COMMENT, "a\0b")], COMMENT, "control"),
        (vec![(CASE, "بلاغ 7")], CASE, "not_a_reference"),
        (vec![(CASE, "26-4170-0038-5")], CASE, "check_digit"),
        (vec![(CASE, "2.64E+10")], CASE, "cut_number"),
        (of_case("26-4170-0038-4"), CASE, "no_such_case"),
        (of_case(&site.answered), CASE, "answered"),
        // The first row of the sheet is about it.
        (of_case(&site.cases[0]), CASE, "answered"),
        (of_case(&site.munas), CASE, "own_contact"),
        (
            vec![(CASE, &site.cases[1]), (DAY, TODAY), (TYPE, "استفسار")],
            TYPE,
            "does_not_belong",
        ),
        (
            vec![(CASE, &site.cases[1]), (DAY, BEFORE), (TYPE, "")],
            DAY,
            "answered_before",
        ),
        (of_number(NEVER), NUMBER, "no_such_call"),
        (of_number(TWICE), NUMBER, "several_matters"),
        (
            vec![(NUMBER, ONCE), (DAY, BEFORE), (TYPE, "")],
            NUMBER,
            "no_such_call",
        ),
    ]
}

/// A row as it should be: dates and marks in every form; nine of ten people are satisfied.
fn row(number: usize) -> Vec<String> {
    let arabic = |text: String| -> String {
        text.chars()
            .map(|c| {
                c.to_digit(10)
                    .and_then(|d| char::from_u32(0x660 + d))
                    .unwrap_or(c)
            })
            .collect()
    };
    let (day, month) = (number % 28 + 1, number % 10 + 1);
    let date = match number % 3 {
        0 => format!("{day}/{month}/2026"),
        1 => arabic(format!("{day}/{month}/2026")),
        _ => format!("2026-{month:02}-{day:02}"),
    };
    let mark = mark(number);
    let overall = match number % 4 {
        0 => mark.to_string(),
        1 => arabic(mark.to_string()),
        2 => ["غير راضٍ إطلاقًا", "غير راضٍ", "محايد", "راضٍ", "راضٍ جدًا"][mark - 1].into(),
        _ => [
            "Very dissatisfied",
            "Dissatisfied",
            "Neutral",
            "Satisfied",
            "Very satisfied",
        ][mark - 1]
            .into(),
    };
    [
        number.to_string(),
        date,
        ["المستشفى السلطاني", "Khoula Hospital", ""][number % 3].into(),
        ["شكوى", "Enquiry", ""][number % 3].into(),
        overall,
        ["5", "سهل", "", "٣"][number % 4].into(),
        ["نعم", "جزئيًا", "", "No"][number % 4].into(),
        if number.is_multiple_of(7) {
            "\"انتظرت طويلًا، \"\"ساعتين\"\"\nثم شكرتهم\"".into()
        } else {
            String::new()
        },
        String::new(),
        String::new(),
        String::new(),
        String::new(),
        ["", "الإنجليزية"][number % 2].into(),
    ]
    .to_vec()
}

/// The mark of a row.
fn mark(number: usize) -> usize {
    match number % 10 {
        9 => number / 10 % 3 + 1,
        other => 4 + other % 2,
    }
}

/// So many rows, so many of them faulty, as UTF-8 text with a mark; the faults in the order of the rows, and how many of
/// the good rows are satisfied answers, of how many answers.
pub(crate) fn paper_sheet(
    site: &Site,
    rows: usize,
    faulty: usize,
) -> (Vec<u8>, Vec<Planted>, (u32, u32)) {
    let kinds = faults(site);
    let every = rows / faulty;
    assert!(
        every > 8 && faulty >= kinds.len(),
        "every kind stands below the rows of matters"
    );
    let mut text = format!("\u{feff}{HEADER}\n");
    let mut planted = Vec::new();
    let (mut satisfied, mut answers) = (0, 0);
    for number in 0..rows {
        let mut cells = row(number);
        // A case, a call by its number, and somebody who was asked by telephone and would not answer.
        let named: &[(usize, &str)] = match number {
            0 => &[(CASE, &site.cases[0]), (DAY, TODAY), (TYPE, "شكوى")],
            1 => &[(NUMBER, ONCE), (DAY, TODAY), (TYPE, "")],
            2 => &[
                (OVERALL, ""),
                (EASE, ""),
                (SOLVED, ""),
                (REFUSED, "لا وقت لديه"),
                (MODE, "مكالمة هاتفية"),
            ],
            _ => &[],
        };
        for (column, value) in named {
            cells[*column] = (*value).to_owned();
        }
        if number % every == every / 2 && planted.len() < faulty {
            let (changes, column, what) = &kinds[planted.len() % kinds.len()];
            for (column, value) in changes {
                cells[*column] = (*value).to_owned();
            }
            let letter = char::from(b'A' + u8::try_from(*column).unwrap());
            let row = u32::try_from(number).unwrap() + 2;
            planted.push((row, letter.to_string(), (*what).to_owned()));
        } else if number != 2 {
            answers += 1;
            satisfied += u32::from(mark(number) >= 4);
        }
        text += &cells.join(",");
        text += "\n";
    }
    assert_eq!(planted.len(), faulty);
    (text.into_bytes(), planted, (satisfied, answers))
}
