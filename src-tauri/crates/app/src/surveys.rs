//! Surveys: what somebody said of a contact afterwards, written down by somebody other than who handled it.
//!
//! Whoever handled a call or moves its case neither writes down what was said of it nor takes that back, whatever their
//! role: the figure would be theirs to make. One answer stands for one matter; that somebody would not answer can be
//! written down more than once. What it counts under is kept as it stands now (see `domain::survey`). A sensitive matter
//! is asked about by those who may read it. Never here: how figures count.

use domain::fold::Record;
use domain::id::{Millis, SubjectId, UserId};
use domain::lists::{List, Lists, ValueKind};
use domain::local_day::LocalDay;
use domain::survey::{Flaw, MARK_MAX, OF_SURVEYS, Solved, Survey};
use domain::text::COMMENT_CHARS_MAX;
use store::{Reading, SurveyRow};

use crate::calls::call_id;
use crate::case_rows::Hand;
use crate::cases::case_id;
use crate::desk::Asking;
use crate::dto::{NewSurvey, SurveyView, Surveys, SurveysQuery};
use crate::rights::{Command, Right};
use crate::text::lines;
use crate::{App, AppError, Result, Rule};

/// Group of the modes in which somebody asks, so that whoever refuses is written down too.
pub(crate) const ASKED: &str = "asked";

/// What a survey is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum About {
    Call(SubjectId),
    Case(SubjectId),
}

/// A matter as it stands when it is asked about.
struct Matter {
    call: Option<SubjectId>,
    case: Option<SubjectId>,
    /// Those who handled it; the first counts as its handler.
    handlers: Vec<UserId>,
    type_code: String,
    governorate: String,
    /// When it began.
    since: Millis,
    voided: bool,
}

impl App {
    /// The surveys about a call or a case.
    ///
    /// # Errors
    /// `Invalid` with the field; `NotFound`; `NotAllowed` for a call of a sensitive case that is not for this person.
    pub fn surveys(&self, query: &SurveysQuery) -> Result<Surveys> {
        let asking = self.asking(Command::Surveys)?;
        let about = about(query)?;
        asking
            .store()
            .read(|reading| answers(reading, about, &asking))
    }

    /// Writes down what was said, or that nothing was; answers all surveys about the matter. The same one twice is one.
    ///
    /// # Errors
    /// `Invalid` with the field; `NotFound`; `OwnContact` for who handled the matter; `SurveyAnswered` where an answer
    /// stands; `CallVoided`; `NotAllowed`.
    pub fn log_survey(&self, made: &NewSurvey) -> Result<Surveys> {
        let asking = self.asking(Command::LogSurvey)?;
        let lists = asking.lists()?;
        let now = asking.now();
        let about = about(&made.about)?;
        let mut survey = parse(&lists, made, now)?;
        let id = survey_id(&made.id)?;
        let (user, hand) = (asking.session.user, Hand::of(&asking));
        let is_asked = is_asked(&lists, &survey.mode);
        asking.store().act(asking.stamp()?, move |acting| {
            if acting.subject_exists(id)? {
                return Ok(());
            }
            put_under(&acting.rows()?, &mut survey, about, hand)?;
            survey.asked_by = is_asked.then_some(user);
            acting.append(id, survey.answered())?;
            Ok::<_, AppError>(())
        })?;
        asking.desk.syncer.wake();
        asking
            .store()
            .read(|reading| answers(reading, about, &asking))
    }

    /// Takes a survey back; answers those that are left about the matter. One that was taken back already stays so.
    ///
    /// # Errors
    /// `Invalid` with the field; `NotFound`; `OwnContact` for who handled the matter; `NotOwner` for anybody but who
    /// wrote it down or a supervisor; `NotAllowed`.
    pub fn withdraw_survey(&self, id: &str) -> Result<Surveys> {
        let asking = self.asking(Command::WithdrawSurvey)?;
        let id = survey_id(id)?;
        let (user, hand) = (asking.session.user, Hand::of(&asking));
        let any = asking.session.may(Right::CallCorrect);
        let about = asking.store().act(asking.stamp()?, move |acting| {
            let reading = acting.rows()?;
            let row = reading.survey(id)?.ok_or(AppError::NotFound)?;
            let about = match (row.call, row.case) {
                (Some(call), _) => About::Call(call),
                (None, Some(case)) => About::Case(case),
                (None, None) => return Err(AppError::NotFound),
            };
            if matter(&reading, about, hand)?.handlers.contains(&user) {
                return Err(AppError::OwnContact);
            }
            if row.by != user && !any {
                return Err(AppError::NotOwner);
            }
            acting.append(id, Survey::withdrawn())?;
            Ok::<_, AppError>(about)
        })?;
        asking.desk.syncer.wake();
        asking
            .store()
            .read(|reading| answers(reading, about, &asking))
    }
}

/// Puts a survey under what it is about: who handled it, its type and governorate as they stand now. Where it has no type
/// or governorate, what the survey says itself stays.
///
/// # Errors
/// `NotFound`, `NotAllowed`; `CallVoided`; `OwnContact` for who handled it; `SurveyAnswered` where an answer stands;
/// `Invalid` with the day where that was before it.
pub(crate) fn put_under(
    reading: &Reading<'_>,
    survey: &mut Survey,
    about: About,
    hand: Hand,
) -> Result<()> {
    let matter = matter(reading, about, hand)?;
    if matter.voided {
        return Err(AppError::CallVoided);
    }
    if matter.handlers.contains(&hand.user) {
        return Err(AppError::OwnContact);
    }
    let before = rows_of(reading, about)?;
    if survey.overall.is_some() && before.iter().any(|row| answers_for(row, about)) {
        return Err(AppError::SurveyAnswered);
    }
    let since = LocalDay::of(matter.since.0);
    if survey.day.is_some_and(|day| day < since) {
        return Err(AppError::invalid("day", Rule::AnsweredBefore));
    }
    survey.call = matter.call;
    survey.case = matter.case;
    survey.handler = matter.handlers.first().copied();
    for (own, known) in [
        (&mut survey.type_code, matter.type_code),
        (&mut survey.governorate, matter.governorate),
    ] {
        if !known.is_empty() {
            *own = known;
        }
    }
    Ok(())
}

/// What was said, held against the lists; what it is about is looked up by whoever writes it down.
///
/// # Errors
/// `Invalid` with the field.
pub(crate) fn parse(lists: &Lists, made: &NewSurvey, now: Millis) -> Result<Survey> {
    let known = |list, code: &str| lists.get(list, code).filter(|row| row.active);
    if known(List::SurveyModes, &made.mode).is_none() {
        let rule = if made.mode.is_empty() {
            Rule::Required
        } else {
            Rule::UnknownCode
        };
        return Err(AppError::invalid("mode", rule));
    }
    if !made.language.is_empty() && known(List::Languages, &made.language).is_none() {
        return Err(AppError::invalid("language", Rule::UnknownCode));
    }
    let solved = match made.solved.as_str() {
        "" => None,
        code => Some(Solved::of(code).ok_or(AppError::invalid("solved", Rule::UnknownCode))?),
    };
    if !made.refused.is_empty() {
        let reason = known(List::RefusalReasons, &made.refused);
        if reason.is_none_or(|row| row.group.as_deref() != Some(OF_SURVEYS)) {
            return Err(AppError::invalid("refused", Rule::UnknownCode));
        }
    }
    let survey = Survey {
        day: Some(day(&made.day, now)?),
        mode: made.mode.clone(),
        overall: mark("overall", made.overall)?,
        ease: mark("ease", made.ease)?,
        solved,
        refused: made.refused.clone(),
        language: made.language.clone(),
        comment: lines("comment", &made.comment, COMMENT_CHARS_MAX)?
            .trim()
            .to_owned(),
        ..Survey::default()
    };
    match survey.flaw() {
        Some(Flaw::NoMark) => Err(AppError::invalid("overall", Rule::Required)),
        Some(Flaw::MarksBesideRefusal) => Err(AppError::invalid("refused", Rule::DoesNotBelong)),
        None => Ok(survey),
    }
}

/// Whether somebody asks in this mode, so that refusals are known.
pub(crate) fn is_asked(lists: &Lists, mode: &str) -> bool {
    let mode = lists.get(List::SurveyModes, mode);
    mode.is_some_and(|mode| mode.group.as_deref() == Some(ASKED))
}

fn mark(field: &'static str, mark: Option<u8>) -> Result<Option<u8>> {
    if mark.is_some_and(|mark| !(1..=MARK_MAX).contains(&mark)) {
        return Err(AppError::Invalid {
            field,
            rule: Rule::OutOfBounds,
            limit: Some(1),
        });
    }
    Ok(mark)
}

fn day(typed: &str, now: Millis) -> Result<LocalDay> {
    let today = LocalDay::of(now.0);
    if typed.trim().is_empty() {
        return Ok(today);
    }
    let read = ValueKind::Date.read(typed).ok();
    let day: LocalDay = read
        .and_then(|day| day.parse().ok())
        .ok_or(AppError::invalid("day", Rule::NotADay))?;
    if day > today {
        return Err(AppError::invalid("day", Rule::NotYet));
    }
    Ok(day)
}

/// # Errors
/// `Invalid` where it is neither or both.
fn about(query: &SurveysQuery) -> Result<About> {
    match (&query.call, &query.case) {
        (Some(call), None) => Ok(About::Call(call_id(call)?)),
        (None, Some(case)) => Ok(About::Case(case_id(case)?)),
        _ => Err(AppError::invalid("about", Rule::Required)),
    }
}

fn rows_of(reading: &Reading<'_>, about: About) -> Result<Vec<SurveyRow>> {
    Ok(match about {
        About::Call(call) => reading.surveys_of_call(call)?,
        About::Case(case) => reading.surveys_of_case(case)?,
    })
}

/// What was said of a call that opened a case is no answer about the case, which took its course after it.
const fn answers_for(row: &SurveyRow, about: About) -> bool {
    let of_it = match about {
        About::Call(_) => row.call.is_some(),
        About::Case(_) => row.call.is_none(),
    };
    of_it && row.overall.is_some()
}

fn matter(reading: &Reading<'_>, about: About, hand: Hand) -> Result<Matter> {
    match about {
        About::Call(call) => matter_of_call(reading, call, hand),
        About::Case(case) => {
            let found = reading.case_page(case)?.ok_or(AppError::NotFound)?;
            hand.sight.see(reading, Some(found.row.clone()))?;
            let first = found.calls.iter().min_by_key(|call| call.started_at);
            let governorate = match first {
                Some(first) => reading.call(first.id)?.map(|call| call.governorate),
                None => None,
            };
            let mut handlers: Vec<UserId> = found.row.owner.into_iter().collect();
            for call in &found.calls {
                // Whoever typed it up for a colleague has read it too.
                handlers.extend(reading.whose_call(call.id)?);
                handlers.push(call.agent);
            }
            Ok(Matter {
                call: None,
                case: Some(case),
                handlers,
                type_code: found.row.type_code,
                governorate: governorate.unwrap_or_default(),
                since: found.row.received_at,
                voided: false,
            })
        }
    }
}

fn matter_of_call(reading: &Reading<'_>, id: SubjectId, hand: Hand) -> Result<Matter> {
    let found = reading.call(id)?.ok_or(AppError::NotFound)?;
    hand.sight.check_call(reading, id)?;
    let folded = reading.folded(id)?.ok_or(AppError::NotFound)?;
    let Record::Call(call) = folded.record else {
        return Err(AppError::NotFound);
    };
    let whose = call.on_behalf_of.into_iter();
    Ok(Matter {
        call: Some(id),
        case: call.case,
        handlers: whose.chain([found.row.agent]).collect(),
        type_code: found.row.type_code,
        governorate: found.governorate,
        since: found.row.started_at,
        voided: found.row.voided,
    })
}

fn answers(reading: &Reading<'_>, about: About, asking: &Asking) -> Result<Surveys> {
    let matter = matter(reading, about, Hand::of(asking))?;
    let user = asking.session.user;
    let own = matter.handlers.contains(&user);
    let logs = asking.session.role_for(Command::LogSurvey).is_ok();
    let any = asking.session.may(Right::CallCorrect);
    let rows = rows_of(reading, about)?;
    let answered = rows.iter().any(|row| answers_for(row, about));
    Ok(Surveys {
        rows: rows
            .iter()
            .map(|row| view(row, logs && !own && (any || row.by == user)))
            .collect(),
        may_log: logs && !own && !answered && !matter.voided,
        own,
    })
}

pub(crate) fn view(row: &SurveyRow, may_withdraw: bool) -> SurveyView {
    SurveyView {
        id: row.id.to_string(),
        day: row.day.clone(),
        mode: row.mode.clone(),
        overall: row.overall,
        ease: row.ease,
        solved: row.solved.clone(),
        refused: row.refused.clone(),
        language: row.language.clone(),
        comment: row.comment.clone(),
        reference: row.reference.clone(),
        imported: row.imported,
        at: row.at.0,
        by_ar: row.by_ar.clone(),
        by_en: row.by_en.clone(),
        may_withdraw,
    }
}

fn survey_id(id: &str) -> Result<SubjectId> {
    id.parse()
        .map_err(|_| AppError::invalid("id", Rule::NotAnId))
}
