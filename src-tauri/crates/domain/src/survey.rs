//! A survey: what somebody who was in contact with the centre says of it afterwards, or that they would not say.
//!
//! It is asked by somebody other than who handled the contact (product, "Survey"), by telephone, on paper or by a link,
//! and is about a call, a case, or neither where a sheet names none. What it counts under (who handled it, its type and
//! governorate) is kept as it stood when it was asked, so that a sheet without a call can say it too and figures need no
//! row but its own. A wrong answer is withdrawn and given anew. Never here: who may ask; how figures count.

use crate::fold::{Change, Reader, Written};
use crate::id::{SubjectId, UserId};
use crate::local_day::LocalDay;

/// Kind of the entry that answers it, or says that it was refused.
pub const ANSWERED: &str = "survey.answered";
/// Kind of the entry that takes it back.
pub const WITHDRAWN: &str = "survey.withdrawn";

/// The best mark; the worst is 1.
pub const MARK_MAX: u8 = 5;
/// Marks from this one on are satisfied (product, "Figures": answers 4–5 of 5).
pub const SATISFIED_FROM: u8 = 4;

/// Group of the reasons for which nothing was said.
pub const OF_SURVEYS: &str = "survey";

/// What makes a survey none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    /// Neither a mark nor why there is none.
    NoMark,
    /// Answers beside the reason for which there is none.
    MarksBesideRefusal,
}

/// Whether the matter was solved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Solved {
    /// Yes.
    Yes,
    /// In part.
    Partly,
    /// No.
    No,
}

impl Solved {
    /// Every answer.
    pub const ALL: [Self; 3] = [Self::Yes, Self::Partly, Self::No];

    /// Its code in entries and DTOs.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Partly => "partly",
            Self::No => "no",
        }
    }

    /// The answer of a code.
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|solved| solved.code() == code)
    }
}

/// A survey. Empty codes and none mean: not said. Either `overall` or `refused` is there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Survey {
    /// The call that it is about.
    pub call: Option<SubjectId>,
    /// The case that it is about.
    pub case: Option<SubjectId>,
    /// What a sheet names instead, in words; empty when erased.
    pub reference: String,
    /// The day on which it was answered.
    pub day: Option<LocalDay>,
    /// Code of the mode.
    pub mode: String,
    /// Who asked; none where a sheet or a link did.
    pub asked_by: Option<UserId>,
    /// Who had handled what it is about, when it was asked.
    pub handler: Option<UserId>,
    /// Code of the type that it counts under.
    pub type_code: String,
    /// Code of the governorate that it counts under.
    pub governorate: String,
    /// How satisfied, 1–5.
    pub overall: Option<u8>,
    /// How easy it was, 1–5.
    pub ease: Option<u8>,
    /// Whether the matter was solved.
    pub solved: Option<Solved>,
    /// Code of the reason why nothing was said.
    pub refused: String,
    /// Code of the language.
    pub language: String,
    /// The import that brought it.
    pub batch: Option<SubjectId>,
    /// What was said beside the marks; empty when erased.
    pub comment: String,
    /// Taken back: it counts nowhere.
    pub withdrawn: bool,
}

impl Survey {
    /// What is wrong with it, whoever wrote it down and however.
    #[must_use]
    pub fn flaw(&self) -> Option<Flaw> {
        let says = self.overall.is_some() || self.ease.is_some() || self.solved.is_some();
        match (self.overall, self.refused.is_empty()) {
            (None, true) => Some(Flaw::NoMark),
            (_, false) if says => Some(Flaw::MarksBesideRefusal),
            _ => None,
        }
    }

    /// Answers it.
    #[must_use]
    pub fn answered(&self) -> Change {
        let mut written = Written::default();
        written.id("call", self.call);
        written.id("case", self.case);
        written.id("day", self.day);
        written.code("mode", &self.mode);
        written.id("asked_by", self.asked_by);
        written.id("handler", self.handler);
        written.code("type", &self.type_code);
        written.code("governorate", &self.governorate);
        written.count("overall", self.overall.unwrap_or_default().into());
        written.count("ease", self.ease.unwrap_or_default().into());
        written.code("solved", self.solved.map_or("", Solved::code));
        written.code("refused", &self.refused);
        written.code("language", &self.language);
        written.id("batch", self.batch);
        written.words("reference", &self.reference);
        written.words("comment", &self.comment);
        written.into_change(ANSWERED)
    }

    /// Takes it back.
    #[must_use]
    pub fn withdrawn() -> Change {
        let mut written = Written::default();
        written.flag("withdrawn", true);
        written.into_change(WITHDRAWN)
    }

    pub(crate) fn read(reader: &mut Reader<'_>) -> Self {
        Self {
            call: reader.id("call"),
            case: reader.id("case"),
            reference: reader.words("reference"),
            day: reader.id("day"),
            mode: reader.code("mode"),
            asked_by: reader.id("asked_by"),
            handler: reader.id("handler"),
            type_code: reader.code("type"),
            governorate: reader.code("governorate"),
            overall: mark(reader, "overall"),
            ease: mark(reader, "ease"),
            solved: reader.fact("solved", |value| Solved::of(value.as_str()?)),
            refused: reader.code("refused"),
            language: reader.code("language"),
            batch: reader.id("batch"),
            comment: reader.words("comment"),
            withdrawn: reader.flag("withdrawn"),
        }
    }
}

/// A mark of 0 is none.
fn mark(reader: &mut Reader<'_>, path: &str) -> Option<u8> {
    reader.level(path, MARK_MAX).filter(|mark| *mark > 0)
}
