//! A quality score: how a supervisor scored a call by a form, and what its agent replied.
//!
//! Each score is a member of its own, and so is each reply: two supervisors who score apart have both scored, an agent
//! who replies while the score is taken back has replied, and nobody is asked to decide. What was answered and what it
//! came to are facts, words are personal. The result is kept as it was then: a form that weighs otherwise later scores
//! nothing anew. Never here: what a form asks (`crate::quality`), who may score.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::comment::Comment;
use crate::fold::{Reader, Written, below};
use crate::id::{Millis, ScoreId, UserId};
use crate::quality::{Answer, SCORE_MAX};

/// A score of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Score {
    /// Its id.
    pub id: ScoreId,
    /// Who scored.
    pub by: Option<UserId>,
    /// When.
    pub at: Option<Millis>,
    /// Code of the form.
    pub form: String,
    /// Version of the form.
    pub version: u32,
    /// What it came to, in parts of a thousand.
    pub result: u32,
    /// How each item was answered, by its code.
    pub answers: BTreeMap<String, Answer>,
    /// What made it fail, by the codes of the form.
    pub failed: BTreeSet<String>,
    /// What was said with it; empty when erased or when there was nothing to add.
    pub text: String,
    /// What its agent replied, oldest first.
    pub replies: Vec<Comment>,
    /// It was taken back and counts no more.
    pub withdrawn: bool,
}

impl Score {
    pub(super) fn write(&self) -> Written {
        let path = format!("scores/{}", self.id);
        let mut written = Written::default();
        written.id(&format!("{path}/by"), self.by);
        written.instant(&format!("{path}/at"), self.at);
        written.code(&format!("{path}/form"), &self.form);
        written.count(&format!("{path}/version"), self.version);
        // Written even when it is zero: that is a result.
        written.fact(&format!("{path}/result"), self.result);
        for (item, answer) in &self.answers {
            let path = below(&format!("{path}/answers"), item);
            match answer {
                Answer::Points(points) => written.fact(&path, *points),
                coded => written.code(&path, coded.code().unwrap_or_default()),
            }
        }
        for item in &self.failed {
            written.flag(&below(&format!("{path}/failed"), item), true);
        }
        written.words(&format!("{path}/text"), &self.text);
        written
    }

    pub(super) fn write_reply(id: ScoreId, reply: &Comment) -> Written {
        reply.write_below(&format!("scores/{id}/replies"))
    }

    pub(super) fn write_withdrawn(id: ScoreId) -> Written {
        let mut written = Written::default();
        written.flag(&format!("scores/{id}/withdrawn"), true);
        written
    }

    /// All scores of a call, oldest first by the clock of whoever made them.
    pub(super) fn read_all(reader: &mut Reader<'_>) -> Vec<Self> {
        let mut scores = Vec::new();
        for (id, path) in reader.ids_under("scores") {
            let result = reader.fact(&format!("{path}/result"), |value| {
                let result = u32::try_from(value.as_u64()?).ok()?;
                (result <= SCORE_MAX).then_some(result)
            });
            let replies = Comment::read_below(reader, &format!("{path}/replies"));
            // A reply or a withdrawal may arrive before the score that it is about: then there is none yet.
            let Some(result) = result else {
                continue;
            };
            scores.push(Self {
                id,
                by: reader.id(&format!("{path}/by")),
                at: reader.instant(&format!("{path}/at")),
                form: reader.code(&format!("{path}/form")),
                version: reader.count(&format!("{path}/version")),
                result,
                answers: read_answers(reader, &format!("{path}/answers")),
                failed: read_failed(reader, &format!("{path}/failed")),
                text: reader.words(&format!("{path}/text")),
                replies,
                withdrawn: reader.flag(&format!("{path}/withdrawn")),
            });
        }
        scores.sort_by_key(|one| (one.at, one.id));
        scores
    }
}

fn read_answers(reader: &mut Reader<'_>, path: &str) -> BTreeMap<String, Answer> {
    let mut answers = BTreeMap::new();
    for (item, path) in reader.names_under(path) {
        let answer = reader.fact(&path, |value| match value {
            Value::String(code) => Answer::from_text(code).filter(|answer| answer.code().is_some()),
            value => u32::try_from(value.as_u64()?).ok().map(Answer::Points),
        });
        if let Some(answer) = answer {
            answers.insert(item, answer);
        }
    }
    answers
}

fn read_failed(reader: &mut Reader<'_>, path: &str) -> BTreeSet<String> {
    let mut failed = BTreeSet::new();
    for (item, path) in reader.names_under(path) {
        if reader.flag(&path) {
            failed.insert(item);
        }
    }
    failed
}
