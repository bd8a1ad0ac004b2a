//! Answers of paper as marks: digits of any script, or the words of the usual scales. Labels first, then other words that
//! say the same.
//!
//! Only words that mean one mark on every five-point scale: "good" is the third of one form and the second of another, and
//! whoever brings the sheet knows which. Never here: which answers a survey needs.

use super::codes::Codes;
use super::{Cell, What};
use crate::arabic;
use crate::survey::{MARK_MAX, Solved};

/// A code, its labels, further words.
type Words = (
    &'static str,
    (&'static str, &'static str),
    &'static [&'static str],
);

const SATISFACTION: [Words; 5] = [
    (
        "5",
        ("راضٍ جدًا", "Very satisfied"),
        &[
            "راضي جدا",
            "راضية جدا",
            "راض تماما",
            "راضي تماما",
            "completely satisfied",
        ],
    ),
    ("4", ("راضٍ", "Satisfied"), &["راضي", "راضية"]),
    (
        "3",
        ("محايد", "Neutral"),
        &["محايدة", "neither satisfied nor dissatisfied"],
    ),
    (
        "2",
        ("غير راضٍ", "Dissatisfied"),
        &["غير راضي", "غير راضية", "unsatisfied", "not satisfied"],
    ),
    (
        "1",
        ("غير راضٍ إطلاقًا", "Very dissatisfied"),
        &[
            "غير راض ابدا",
            "غير راض تماما",
            "غير راضي اطلاقا",
            "غير راضي ابدا",
            "غير راضية اطلاقا",
            "غير راضية ابدا",
            "very unsatisfied",
            "not satisfied at all",
        ],
    ),
];

const EASE: [Words; 5] = [
    ("5", ("سهل جدًا", "Very easy"), &["سهلة جدا"]),
    ("4", ("سهل", "Easy"), &["سهلة"]),
    (
        "3",
        ("محايد", "Neutral"),
        &["محايدة", "neither easy nor difficult"],
    ),
    ("2", ("صعب", "Difficult"), &["صعبة", "hard"]),
    (
        "1",
        ("صعب جدًا", "Very difficult"),
        &["صعبة جدا", "very hard"],
    ),
];

const SOLVED: [Words; 3] = [
    (
        "yes",
        ("نعم", "Yes"),
        &["true", "y", "حلت", "تم الحل", "solved"],
    ),
    (
        "partly",
        ("جزئيًا", "In part"),
        &["الي حد ما", "نوعا ما", "partially", "somewhat"],
    ),
    (
        "no",
        ("لا", "No"),
        &["false", "n", "لم تحل", "لم يتم الحل", "not solved"],
    ),
];

/// Signs between a mark and the highest one: `4/5`, `4 من 5`, `4 of 5`.
const OF_HIGHEST: [&str; 3] = ["/", "من", "of"];

/// The words of the answers to each question.
#[derive(Debug)]
pub(super) struct Answers {
    satisfaction: Codes,
    ease: Codes,
    solved: Codes,
}

impl Answers {
    pub(super) fn new() -> Self {
        Self {
            satisfaction: codes(&SATISFACTION),
            ease: codes(&EASE),
            solved: codes(&SOLVED),
        }
    }

    /// How satisfied; none where nothing stands there.
    pub(super) fn overall(&self, cell: &Cell) -> Result<Option<u8>, What> {
        mark(&self.satisfaction, cell)
    }

    /// How easy it was; so too.
    pub(super) fn ease(&self, cell: &Cell) -> Result<Option<u8>, What> {
        mark(&self.ease, cell)
    }

    /// Whether it was solved; so too.
    pub(super) fn solved(&self, cell: &Cell) -> Result<Option<Solved>, What> {
        match cell {
            Cell::Empty => Ok(None),
            Cell::Bad(bad, _) => Err(bad.what()),
            cell => word(&self.solved, &cell.shown())
                .and_then(Solved::of)
                .map(Some)
                .ok_or(What::NotAnAnswer),
        }
    }
}

fn codes(of: &[Words]) -> Codes {
    let mut codes = Codes::default();
    for (code, labels, also) in of {
        let also: Vec<String> = also.iter().map(|&word| word.to_owned()).collect();
        codes.add(code, *labels, &also);
    }
    codes
}

fn mark(words: &Codes, cell: &Cell) -> Result<Option<u8>, What> {
    let text = match cell {
        Cell::Empty => return Ok(None),
        Cell::Bad(bad, _) => return Err(bad.what()),
        Cell::Text(text) => arabic::fold(text),
        // A day is none: a sheet makes one of 4/5, and of which mark nobody can tell any more.
        Cell::Moment(_) | Cell::Flag(_) => return Err(What::NotOnScale),
        Cell::Number(_) => cell.shown(),
    };
    let highest = MARK_MAX.to_string();
    let alone = OF_HIGHEST.iter().find_map(|sign| {
        let (mark, of) = text.split_once(sign)?;
        (of.trim() == highest).then(|| mark.trim())
    });
    let text = alone.unwrap_or(&text);
    let found = match text.parse::<f64>() {
        Ok(number) => (1..=MARK_MAX).find(|mark| (f64::from(*mark) - number).abs() < f64::EPSILON),
        Err(_) => word(words, text).and_then(|code| code.parse().ok()),
    };
    found.map(Some).ok_or(What::NotOnScale)
}

/// The code of a word. Nothing near is offered: a word of another scale is near to the wrong mark.
fn word<'w>(words: &'w Codes, text: &str) -> Option<&'w str> {
    match words.all(text) {
        [code] => Some(code),
        _ => None,
    }
}
