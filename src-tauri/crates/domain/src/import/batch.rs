//! A batch: the rows of one sheet that came in together, and go out together. Its kinds of entry, and its record.
//!
//! A row's id is made of the sheet it stands in, so that the same row is the same call however often, and at however
//! many machines, it is brought in. A batch that was undone counts up the round, so that the sheet can be brought in
//! anew. The sheet is named by its digest: names of files say who and what.
//!
//! Never here: the rows; each is a subject of its own that names its batch.

use sha2::{Digest as _, Sha256};

use crate::entry::Digest;
use crate::fold::{Change, Reader, Written};
use crate::id::{Millis, SubjectId};
use crate::shift_paper::{hex, unhex};

/// Kind of the entry that begins a batch.
pub const BEGUN: &str = "import.begun";
/// Kind of the entry that ends it: every row is in.
pub const DONE: &str = "import.done";
/// Kind of the entry that says that its rows were taken out again.
pub const UNDONE: &str = "import.undone";

/// Reason for which a row that is taken out with its batch is void. In no list: nobody chooses it, and a row that is
/// void for it stands in no table.
pub const VOID_REASON: &str = "import_undone";

/// What the rows of a sheet are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum RowKind {
    /// Calls and other contacts.
    #[default]
    Calls,
    /// Answers to surveys, from paper.
    Surveys,
}

impl RowKind {
    /// Its code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Calls => "calls",
            Self::Surveys => "surveys",
        }
    }

    /// The kind of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Calls, Self::Surveys]
            .into_iter()
            .find(|kind| kind.code() == code)
    }
}

/// A batch.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Batch {
    /// Code of what its rows are.
    pub kind: String,
    /// SHA-256 of the file.
    pub digest: Option<Digest>,
    /// Which sheet of the file, from 0.
    pub sheet: u32,
    /// How often the sheet was brought in and undone before.
    pub round: u32,
    /// How many rows were to come.
    pub rows: u32,
    /// When they were all in.
    pub done_at: Option<Millis>,
    /// How many came.
    pub imported: u32,
    /// When they were taken out again.
    pub undone_at: Option<Millis>,
    /// How many were left then, since somebody had worked on them.
    pub left: u32,
}

impl Batch {
    /// Begins it.
    #[must_use]
    pub fn begun(&self) -> Change {
        let mut written = Written::default();
        written.code("kind", &self.kind);
        written.code("digest", &self.digest.map(hex).unwrap_or_default());
        written.count("sheet", self.sheet);
        written.count("round", self.round);
        written.count("rows", self.rows);
        written.into_change(BEGUN)
    }

    /// Says that all its rows are in.
    #[must_use]
    pub fn done(at: Millis, imported: u32) -> Change {
        let mut written = Written::default();
        written.instant("done_at", Some(at));
        written.fact("imported", imported);
        written.into_change(DONE)
    }

    /// Says that its rows were taken out, but for so many.
    #[must_use]
    pub fn undone(at: Millis, left: u32) -> Change {
        let mut written = Written::default();
        written.instant("undone_at", Some(at));
        written.fact("left", left);
        written.into_change(UNDONE)
    }

    pub(crate) fn read(reader: &mut Reader<'_>) -> Self {
        Self {
            kind: reader.code("kind"),
            digest: reader.fact("digest", |value| unhex(value.as_str()?)),
            sheet: reader.count("sheet"),
            round: reader.count("round"),
            rows: reader.count("rows"),
            done_at: reader.instant("done_at"),
            imported: reader.count("imported"),
            undone_at: reader.instant("undone_at"),
            left: reader.count("left"),
        }
    }
}

/// Which sheet, in which round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Source {
    /// SHA-256 of the file.
    pub digest: Digest,
    /// What its rows are.
    pub kind: RowKind,
    /// Which sheet of the file, from 0.
    pub sheet: u32,
    /// How often it was brought in and undone before.
    pub round: u32,
}

impl Source {
    /// Id of its batch.
    #[must_use]
    pub fn batch_id(&self) -> SubjectId {
        self.id(b"batch", 0)
    }

    /// Id of the row of this number, from 1 as the sheet counts them.
    #[must_use]
    pub fn row_id(&self, row: u32) -> SubjectId {
        self.id(b"row", row)
    }

    /// Rows lie beside one another, since the time in their ids is their number: a time of day would hang on the
    /// mapping, and with it the id.
    fn id(&self, of: &[u8], row: u32) -> SubjectId {
        let mut hash = Sha256::new();
        hash.update(b"nida-import-1");
        hash.update(self.digest);
        hash.update(self.kind.code());
        hash.update([0]);
        hash.update(of);
        for number in [self.sheet, self.round, row] {
            hash.update(number.to_be_bytes());
        }
        let mut random = [0; 10];
        for (to, from) in random.iter_mut().zip(hash.finalize()) {
            *to = from;
        }
        SubjectId::new(Millis(i64::from(row)), random)
    }
}
