//! What comes in more often than it did, the recommendation to a body that follows from it, and what that did.
//!
//! The numbers that are kept with a recommendation are counted here when it is made, never taken from the screen. Who
//! may see everybody's figures sees recommendations; supervisors make them. Never here: what a spike is
//! (`domain::figures`).

use domain::figures::{self, SPIKE_MIN, SPIKE_TIMES, SPIKE_WEEKS, SPIKE_WEEKS_KNOWN, SpikeTally};
use domain::id::{Millis, SubjectId};
use domain::improvement::{Improvement, Matter, Noticed, Outcome};
use domain::lists::{List, Lists};
use domain::local_day::LocalDay;
use domain::period::Period;
use domain::text::COMMENT_CHARS_MAX;
use store::{ImprovementRow, Reading};

use crate::desk::Asking;
use crate::dto::{
    ContactsIn, Days, ImprovementAnswer, ImprovementEffect, ImprovementOutcome, ImprovementPage,
    ImprovementView, NewImprovement, SpikeOf, Spikes,
};
use crate::figures::days;
use crate::rights::{Command, Right};
use crate::text::lines;
use crate::{App, AppError, Result, Rule};

/// Spikes that are told at once.
const SPIKES_MAX: usize = 50;

impl App {
    /// What came in over the last seven days far more often than in the eight weeks before them.
    ///
    /// # Errors
    /// `NotAllowed`.
    pub fn spikes(&self) -> Result<Spikes> {
        let asking = self.asking(Command::Spikes)?;
        let lists = asking.lists()?;
        let looked_at = looked_at(&asking)?;
        asking.store().read(|reading| {
            let mut tally = SpikeTally::new(&lists);
            let known = reading.known_before(looked_at)? >= SPIKE_WEEKS_KNOWN;
            if known {
                reading.tally_spikes(&mut tally, looked_at)?;
            }
            let mut spikes = tally.finish();
            spikes.truncate(SPIKES_MAX);
            let spikes: Result<Vec<SpikeOf>> = spikes
                .into_iter()
                .map(|spike| {
                    let recommended = reading.improvement_about(&spike.matter)?.is_some();
                    Ok(SpikeOf {
                        type_code: spike.matter.type_code,
                        sub_category: spike.matter.sub_category,
                        governorate: spike.matter.governorate,
                        contacts: spike.contacts,
                        before: spike.before,
                        recommended,
                    })
                })
                .collect();
            Ok(Spikes {
                days: days(looked_at),
                weeks: SPIKE_WEEKS,
                times: SPIKE_TIMES,
                fewest: SPIKE_MIN,
                known,
                spikes: spikes?,
            })
        })
    }

    /// Recommends to a body to do something about what comes in; answers the first page. The same one twice is one.
    ///
    /// # Errors
    /// `Invalid` with the field; `NotAllowed`.
    pub fn recommend(&self, new: &NewImprovement) -> Result<ImprovementPage> {
        let asking = self.asking(Command::Recommend)?;
        let id = improvement_id(&new.id)?;
        let lists = asking.lists()?;
        let matter = matter(&lists, new)?;
        if lists.get(List::Entities, &new.entity).is_none() {
            let rule = if new.entity.is_empty() {
                Rule::Required
            } else {
                Rule::UnknownCode
            };
            return Err(AppError::invalid("entity", rule));
        }
        let text = lines("text", &new.text, COMMENT_CHARS_MAX)?;
        let text = text.trim().to_owned();
        if text.is_empty() {
            return Err(AppError::invalid("text", Rule::Required));
        }
        let looked_at = looked_at(&asking)?;
        let entity = new.entity.clone();
        asking.store().act(asking.stamp()?, move |acting| {
            if acting.subject_exists(id)? {
                return Ok(());
            }
            let noticed = noticed(&acting.rows()?, &lists, looked_at, &matter)?;
            let one = Improvement {
                matter,
                noticed,
                entity,
                text,
                ..Improvement::default()
            };
            acting.append(id, one.recommended())?;
            Ok::<_, AppError>(())
        })?;
        asking.desk.syncer.wake();
        self.improvements(None)
    }

    /// Recommendations, the newest first, 50 a page.
    ///
    /// # Errors
    /// `Invalid` for a cursor that is none; `NotAllowed`.
    pub fn improvements(&self, after: Option<&str>) -> Result<ImprovementPage> {
        let asking = self.asking(Command::Improvements)?;
        let after = after
            .map(|text| {
                let wrong = |()| AppError::invalid("after", Rule::NotAnId);
                text.parse().map_err(wrong)
            })
            .transpose()?;
        let may_change = asking.session.may(Right::ImprovementManage);
        asking.store().read(|reading| {
            let (rows, next) = reading.improvements(after)?;
            Ok(ImprovementPage {
                rows: rows.iter().map(view).collect(),
                next: next.map(|cursor| cursor.to_string()),
                total: reading.improvements_count()?,
                may_change,
            })
        })
    }

    /// Says what came of a recommendation; who says so later stands. Answers the first page.
    ///
    /// # Errors
    /// `Invalid` with the field; `NotFound`, also of one that was taken back; `NotAllowed`.
    pub fn answer_improvement(&self, given: &ImprovementAnswer) -> Result<ImprovementPage> {
        let asking = self.asking(Command::AnswerImprovement)?;
        let id = improvement_id(&given.id)?;
        let answer = lines("answer", &given.answer, COMMENT_CHARS_MAX)?;
        let answer = answer.trim().to_owned();
        let outcome = match given.outcome {
            ImprovementOutcome::Done => Outcome::Done,
            ImprovementOutcome::NotDone => Outcome::NotDone,
        };
        // Why nothing was done is all that is left of it.
        if outcome == Outcome::NotDone && answer.is_empty() {
            return Err(AppError::invalid("answer", Rule::Required));
        }
        let now = asking.now();
        asking.store().act(asking.stamp()?, move |acting| {
            let stands = standing(&acting.rows()?, id)?.improvement;
            if stands.outcome != Some(outcome) {
                acting.append(id, Improvement::answered(outcome, now, &answer))?;
            } else if stands.answer != answer {
                acting.append(id, Improvement::reworded(&answer))?;
            }
            Ok::<_, AppError>(())
        })?;
        asking.desk.syncer.wake();
        self.improvements(None)
    }

    /// Takes a recommendation back that was made by mistake; twice is once. Answers the first page.
    ///
    /// # Errors
    /// `NotFound`; `NotAllowed`.
    pub fn withdraw_improvement(&self, id: &str) -> Result<ImprovementPage> {
        let asking = self.asking(Command::WithdrawImprovement)?;
        let id = improvement_id(id)?;
        asking.store().act(asking.stamp()?, move |acting| {
            let found = acting.rows()?.improvement(id)?;
            if !found.ok_or(AppError::NotFound)?.improvement.withdrawn {
                acting.append(id, Improvement::withdrawn())?;
            }
            Ok::<_, AppError>(())
        })?;
        asking.desk.syncer.wake();
        self.improvements(None)
    }

    /// How often the matter of a recommendation came in before it was made, and after it was done.
    ///
    /// # Errors
    /// `NotFound`; `NotAllowed`.
    pub fn improvement_effect(&self, id: &str) -> Result<ImprovementEffect> {
        let asking = self.asking(Command::ImprovementEffect)?;
        let id = improvement_id(id)?;
        let lists = asking.lists()?;
        let today = LocalDay::of(asking.now().0);
        asking.store().read(|reading| {
            let row = standing(reading, id)?;
            let one = &row.improvement;
            let is_done = one.outcome == Some(Outcome::Done);
            let done = one.answered_at.filter(|_| is_done).unwrap_or(row.at);
            let (made, done) = (LocalDay::of(row.at.0), LocalDay::of(done.0));
            let no_days = |_| AppError::Internal("days of an effect");
            let (before, after) = Improvement::effect(made, done, today).map_err(no_days)?;
            let count = |period: Period| -> Result<ContactsIn> {
                let mut tally = SpikeTally::new(&lists);
                reading.tally_matter(&mut tally, period, &one.matter)?;
                Ok(ContactsIn {
                    days: days(period),
                    length: u32::try_from(period.days()).unwrap_or(u32::MAX),
                    contacts: tally.contacts(),
                })
            };
            Ok(ImprovementEffect {
                before: count(before)?,
                after: after.filter(|_| is_done).map(count).transpose()?,
            })
        })
    }
}

fn looked_at(asking: &Asking) -> Result<Period> {
    let today = LocalDay::of(asking.now().0);
    figures::looked_at(today).map_err(|_| AppError::Internal("the last seven days"))
}

/// How often it came in lately, as the recommendation keeps it.
fn noticed(
    reading: &Reading<'_>,
    lists: &Lists,
    looked_at: Period,
    matter: &Matter,
) -> Result<Noticed> {
    let mut tally = SpikeTally::new(lists);
    reading.tally_matter_held_against(&mut tally, looked_at, matter)?;
    let (contacts, before) = tally.counted(matter);
    let Days { from, to } = days(looked_at);
    Ok(Noticed {
        from,
        to,
        contacts,
        before,
    })
}

fn matter(lists: &Lists, new: &NewImprovement) -> Result<Matter> {
    let has_subject = lists
        .sub_category(&new.type_code, &new.sub_category)
        .is_some();
    if !has_subject {
        return Err(AppError::invalid("subCategory", Rule::UnknownCode));
    }
    let has_place =
        new.governorate.is_empty() || lists.get(List::Governorates, &new.governorate).is_some();
    if !has_place {
        return Err(AppError::invalid("governorate", Rule::UnknownCode));
    }
    Ok(Matter {
        type_code: new.type_code.clone(),
        sub_category: new.sub_category.clone(),
        governorate: new.governorate.clone(),
    })
}

fn standing(reading: &Reading<'_>, id: SubjectId) -> Result<ImprovementRow> {
    let found = reading.improvement(id)?;
    found
        .filter(|row| !row.improvement.withdrawn)
        .ok_or(AppError::NotFound)
}

fn view(row: &ImprovementRow) -> ImprovementView {
    let one = &row.improvement;
    let said = one.outcome.is_some();
    let of_last = |name: &str| if said { name.to_owned() } else { String::new() };
    ImprovementView {
        id: row.id.to_string(),
        type_code: one.matter.type_code.clone(),
        sub_category: one.matter.sub_category.clone(),
        governorate: one.matter.governorate.clone(),
        entity: one.entity.clone(),
        text: one.text.clone(),
        days: Days {
            from: one.noticed.from.clone(),
            to: one.noticed.to.clone(),
        },
        contacts: one.noticed.contacts,
        before: one.noticed.before,
        at: row.at.0,
        by_ar: row.by_ar.clone(),
        by_en: row.by_en.clone(),
        outcome: one.outcome.map(|outcome| match outcome {
            Outcome::Done => ImprovementOutcome::Done,
            Outcome::NotDone => ImprovementOutcome::NotDone,
        }),
        answered_at: one.answered_at.map(|Millis(at)| at),
        answer: one.answer.clone(),
        answered_ar: of_last(&row.last_ar),
        answered_en: of_last(&row.last_en),
    }
}

fn improvement_id(id: &str) -> Result<SubjectId> {
    id.parse()
        .map_err(|_| AppError::invalid("id", Rule::NotAnId))
}
