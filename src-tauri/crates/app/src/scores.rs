//! Scoring a call by a quality form, the agent's reply, and taking a score back.
//!
//! A supervisor scores the calls of others, never one of their own, and takes no score of their own call back. A score
//! is seen by whose call it is and by whoever reads shifts; nobody is ranked by it. Its agent replies once: a reply is a
//! word to whoever scored and no conversation. Never here: what answers come to (`domain::quality`).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::call::{Call, Score};
use domain::comment::Comment;
use domain::id::{CommentId, ScoreId, SubjectId, UserId};
use domain::lists::Lists;
use domain::quality::{Answer, NoScore, QualityForm};
use domain::text::COMMENT_CHARS_MAX;
use store::{Acting, Reading, ScoreRow};

use crate::calls::call_id;
use crate::desk::Asking;
use crate::dto::{
    CallComment, CallScore, NewScore, NewScoreReply, ScoreAnswers, ScoreBack, ScoreMay, ScoreSoFar,
};
use crate::rights::{Command, Right};
use crate::text::lines;
use crate::{App, AppError, Result, Rule};

impl App {
    /// What answers come to so far; writes nothing.
    ///
    /// # Errors
    /// `Invalid` for a form that is none or another one by now; `NotAllowed`.
    pub fn score_so_far(&self, given: &ScoreAnswers) -> Result<ScoreSoFar> {
        let asking = self.asking(Command::ScoreSoFar)?;
        let lists = asking.lists()?;
        let form = form_of(&lists, given)?;
        let (answers, failed) = read(given)?;
        let unanswered = form
            .items()
            .filter(|item| !answers.contains_key(&item.code));
        Ok(ScoreSoFar {
            unanswered: u32::try_from(unanswered.count()).unwrap_or(u32::MAX),
            result: form.score(&answers, &failed).ok(),
        })
    }

    /// Scores a call; answers all its scores. The same score twice is one.
    ///
    /// # Errors
    /// `Invalid` with the field, `form` by the rule of what it is held against where the form changed meanwhile, `call` by
    /// the rule of the same person for one's own; `InvalidAnswer` with the item; `NotFound`; `CallVoided`; `NotAllowed`.
    pub fn score_call(&self, made: &NewScore) -> Result<Vec<CallScore>> {
        let asking = self.asking(Command::ScoreCall)?;
        let lists = asking.lists()?;
        let text = lines("text", &made.text, COMMENT_CHARS_MAX)?;
        let (call, id) = (call_id(&made.call)?, score_id(&made.id)?);
        let form = form_of(&lists, &made.answers)?;
        if !form.active {
            return Err(AppError::invalid("form", Rule::UnknownCode));
        }
        let (answers, failed) = read(&made.answers)?;
        let result = form.score(&answers, &failed).map_err(no_score)?;
        let score = Score {
            id,
            by: Some(asking.session.user),
            at: Some(asking.now()),
            form: form.code.clone(),
            version: form.version,
            result,
            answers,
            failed,
            text: text.trim().to_owned(),
            replies: Vec::new(),
            withdrawn: false,
        };
        let user = asking.session.user;
        let scores = asking.store().act(asking.stamp()?, move |acting| {
            let found = acting.rows()?.call(call)?.ok_or(AppError::NotFound)?;
            if found.scores.iter().any(|known| known.id == id) {
                return Ok(found.scores);
            }
            if found.row.voided {
                return Err(AppError::CallVoided);
            }
            check_not_own(acting, call, found.row.agent, user)?;
            acting.append(call, Call::scored(&score))?;
            Ok::<_, AppError>(acting.rows()?.scores(call)?)
        })?;
        asking.desk.syncer.wake();
        Ok(scores.iter().map(to_dto).collect())
    }

    /// Takes a score back: it counts no more and stays readable; answers all scores of the call. Twice is once.
    ///
    /// # Errors
    /// `Invalid` with the field; `NotFound`; `NotAllowed`.
    pub fn take_back_score(&self, back: &ScoreBack) -> Result<Vec<CallScore>> {
        let asking = self.asking(Command::TakeBackScore)?;
        let (call, id) = (call_id(&back.call)?, score_id(&back.id)?);
        let user = asking.session.user;
        let scores = asking.store().act(asking.stamp()?, move |acting| {
            let found = acting.rows()?.call(call)?.ok_or(AppError::NotFound)?;
            let known = found.scores.iter().find(|known| known.id == id);
            if !known.ok_or(AppError::NotFound)?.withdrawn {
                check_not_own(acting, call, found.row.agent, user)?;
                acting.append(call, Call::score_withdrawn(id))?;
            }
            Ok::<_, AppError>(acting.rows()?.scores(call)?)
        })?;
        asking.desk.syncer.wake();
        Ok(scores.iter().map(to_dto).collect())
    }

    /// Replies to a score of one's own call; answers all scores of it. The same reply twice is one.
    ///
    /// # Errors
    /// `Invalid` with the field, `text` by the rule of what is taken where there is a reply already; `NotFound` for a call
    /// of somebody else and a score that was taken back; `NotAllowed`.
    pub fn reply_to_score(&self, made: &NewScoreReply) -> Result<Vec<CallScore>> {
        let asking = self.asking(Command::ReplyToScore)?;
        let text = lines("text", &made.text, COMMENT_CHARS_MAX)?;
        if text.trim().is_empty() {
            return Err(AppError::invalid("text", Rule::Required));
        }
        let (call, score) = (call_id(&made.call)?, score_id(&made.score)?);
        let id: CommentId = made
            .id
            .parse()
            .map_err(|_| AppError::invalid("id", Rule::NotAnId))?;
        let user = asking.session.user;
        let reply = Comment {
            id,
            by: Some(user),
            at: Some(asking.now()),
            text: text.trim().to_owned(),
        };
        let scores = asking.store().act(asking.stamp()?, move |acting| {
            let rows = acting.rows()?;
            if rows.whose_call(call)? != Some(user) {
                return Err(AppError::NotFound);
            }
            let scores = rows.scores(call)?;
            let known = scores.iter().find(|known| known.id == score);
            let known = known.ok_or(AppError::NotFound)?;
            if known.replies.iter().any(|known| known.id == id) {
                return Ok(scores);
            }
            if known.withdrawn {
                return Err(AppError::NotFound);
            }
            if !known.replies.is_empty() {
                return Err(AppError::invalid("text", Rule::Taken));
            }
            acting.append(call, Call::score_replied(score, &reply))?;
            Ok::<_, AppError>(acting.rows()?.scores(call)?)
        })?;
        asking.desk.syncer.wake();
        Ok(scores.iter().map(to_dto).collect())
    }
}

/// The scores of a call as whoever asks may see them, and what they may do about them.
///
/// # Errors
/// When the store cannot be read.
pub(crate) fn seen_by(
    asking: &Asking,
    reading: &Reading<'_>,
    (call, agent, voided): (SubjectId, UserId, bool),
    scores: &[ScoreRow],
) -> Result<(Vec<CallScore>, ScoreMay)> {
    let user = asking.session.user;
    let whose = reading.whose_call(call)?;
    let own = whose == Some(user);
    let may = ScoreMay {
        score: asking.session.may(Right::CallScore) && !own && agent != user && !voided,
        reply: own && asking.session.may(Right::CallLog),
    };
    if !own && !asking.session.may(Right::ShiftRead) {
        return Ok((Vec::new(), may));
    }
    Ok((scores.iter().map(to_dto).collect(), may))
}

/// Neither whoever spoke with the caller nor whoever typed it in for them.
fn check_not_own(
    acting: &mut Acting<'_>,
    call: SubjectId,
    agent: UserId,
    user: UserId,
) -> Result<()> {
    if agent == user || acting.rows()?.whose_call(call)? == Some(user) {
        return Err(AppError::invalid("call", Rule::SamePerson));
    }
    Ok(())
}

fn form_of<'l>(lists: &'l Arc<Lists>, given: &ScoreAnswers) -> Result<&'l QualityForm> {
    let form = lists.quality_form(&given.form);
    let form = form.ok_or(AppError::invalid("form", Rule::UnknownCode))?;
    if form.version != given.version {
        return Err(AppError::invalid("form", Rule::Mismatch));
    }
    Ok(form)
}

fn read(given: &ScoreAnswers) -> Result<(BTreeMap<String, Answer>, BTreeSet<String>)> {
    let mut answers = BTreeMap::new();
    for (item, answer) in &given.answers {
        let read = Answer::from_text(answer);
        let read = read.ok_or_else(|| not_an_answer(item.clone(), Rule::UnknownCode))?;
        answers.insert(item.clone(), read);
    }
    Ok((answers, given.failed.iter().cloned().collect()))
}

fn no_score(error: NoScore) -> AppError {
    match error {
        NoScore::Unanswered(item) => not_an_answer(item, Rule::Required),
        NoScore::NotAnAnswer(item) => not_an_answer(item, Rule::UnknownCode),
        NoScore::NothingApplies => AppError::invalid("form", Rule::Required),
    }
}

fn not_an_answer(code: String, rule: Rule) -> AppError {
    AppError::InvalidAnswer {
        code,
        rule,
        limit: None,
    }
}

fn to_dto(row: &ScoreRow) -> CallScore {
    let answers = row.answers.iter();
    CallScore {
        id: row.id.to_string(),
        at: row.at.map_or(0, |at| at.0),
        by_ar: row.by_ar.clone(),
        by_en: row.by_en.clone(),
        form: row.form.clone(),
        version: row.version,
        result: row.result,
        answers: answers
            .map(|(item, answer)| (item.clone(), answer.to_text()))
            .collect(),
        failed: row.failed.iter().cloned().collect(),
        text: row.text.clone(),
        withdrawn: row.withdrawn,
        counts: row.counts,
        replies: row
            .replies
            .iter()
            .map(|reply| CallComment {
                id: reply.id.to_string(),
                at: reply.at.map_or(0, |at| at.0),
                by_ar: reply.by_ar.clone(),
                by_en: reply.by_en.clone(),
                text: reply.text.clone(),
            })
            .collect(),
    }
}

fn score_id(id: &str) -> Result<ScoreId> {
    id.parse()
        .map_err(|_| AppError::invalid("id", Rule::NotAnId))
}
