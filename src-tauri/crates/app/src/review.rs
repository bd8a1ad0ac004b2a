//! The review list: what the fold could not decide by itself, with both values, for a supervisor.
//!
//! A decision is an entry (`domain::review`), so that it is sent and folded alike everywhere. It holds only for
//! what its person saw: where something came in meanwhile, nothing is written and they look again. Fields that
//! mean nothing apart are one question. Never here: which value stands until then, that is the fold's.

use std::collections::BTreeSet;

use domain::call::Call;
use domain::fold::{Finding, Folded, Part, Record};
use domain::id::{EntryId, SubjectId};
use domain::review;
use domain::text::{NAME_CHARS_MAX, NOTE_CHARS_MAX, PLACE_CHARS_MAX};
use serde_json::Value;
use store::{Reading, Topic, WrittenBy};

use crate::call_fields::changes;
use crate::case_rows::case_row_for;
use crate::dto::{
    FieldChange, ReviewAbout, ReviewChoice, ReviewCount, ReviewCursor, ReviewDecided,
    ReviewDecision, ReviewHand, ReviewItem, ReviewOther, ReviewPage,
};
use crate::review_fields::{Values, plain_changes};
use crate::rights::{Command, Right};
use crate::rows::row_for;
use crate::session::Session;
use crate::sight::Sight;
use crate::text::{line, lines};
use crate::{App, AppError, Result, Rule};

/// Questions of a page.
const ITEMS: u32 = 20;

/// Texts that a third value may be written for here, with the most characters and whether it has lines. All
/// else is put right on the page of its subject, where its rules are asked.
const TEXTS: &[(&str, &str, usize, bool)] = &[
    ("call", "note", NOTE_CHARS_MAX, true),
    ("call", "answer", NOTE_CHARS_MAX, true),
    ("call", "place", PLACE_CHARS_MAX, false),
    ("case", "title", NAME_CHARS_MAX, false),
    ("case", "summary", NOTE_CHARS_MAX, true),
    ("case", "tell_caller", PLACE_CHARS_MAX, false),
];

impl App {
    /// How many questions wait for a person.
    ///
    /// # Errors
    /// `NotAllowed`, or what the store says.
    pub fn review_count(&self) -> Result<ReviewCount> {
        let asking = self.asking(Command::ReviewCount)?;
        let blind = Sight::of(&asking.session).blind();
        let total = asking.store().read(|reading| reading.review_count(blind))?;
        Ok(ReviewCount { total })
    }

    /// A page of the review list, behind `after`.
    ///
    /// # Errors
    /// `NotAllowed`; `Invalid` for a cursor that is none.
    pub fn review_list(&self, after: Option<&ReviewCursor>) -> Result<ReviewPage> {
        let asking = self.asking(Command::ReviewList)?;
        let blind = Sight::of(&asking.session).blind();
        let after = after
            .map(|after| topic_of(&after.subject, &after.topic))
            .transpose()?;
        asking.store().read(|reading| {
            let page = reading.review(after.as_ref(), ITEMS, blind)?;
            let mut items = Vec::new();
            for topic in &page.topics {
                if let Some(question) = Question::read(reading, topic)? {
                    items.push(question.item(reading, &asking.session)?);
                }
            }
            Ok(ReviewPage {
                items,
                total: page.total,
                next: page.next.map(|next| ReviewCursor {
                    subject: next.subject.to_string(),
                    topic: next.topic,
                }),
            })
        })
    }

    /// Decides a question; the answer names the entry.
    ///
    /// # Errors
    /// `ReviewChanged` where it is not what the person saw any more, and nothing is written then; `Invalid`
    /// with the field; `NotAllowed` for what only somebody with another right changes.
    pub fn decide_finding(&self, decision: &ReviewDecision) -> Result<ReviewDecided> {
        let asking = self.asking(Command::DecideFinding)?;
        let topic = topic_of(&decision.subject, &decision.topic)?;
        let sight = Sight::of(&asking.session);
        let (decision, session) = (decision.clone(), asking.session.clone());
        let decided = asking.store().act(asking.stamp()?, move |acting| {
            let rows = acting.rows()?;
            if !rows.review_has(&topic, sight.blind())? {
                return Err(AppError::ReviewChanged);
            }
            check_sight(&rows, topic.subject, sight)?;
            let question = Question::read(&rows, &topic)?.ok_or(AppError::ReviewChanged)?;
            if question.seen() != decision.seen {
                return Err(AppError::ReviewChanged);
            }
            question.check_right(&session)?;
            let change = question.decided(&rows, &decision.choice)?;
            let entry = acting.append(topic.subject, change)?;
            Ok(ReviewDecided {
                subject: topic.subject.to_string(),
                entry: entry.to_string(),
            })
        })?;
        asking.desk.syncer.wake();
        Ok(decided)
    }

    /// Takes a decision back: what it decided is asked again. Taking it back twice is once.
    ///
    /// # Errors
    /// `NotFound` where there is no such decision; `NotAllowed` as for deciding.
    pub fn take_back_decision(&self, decided: &ReviewDecided) -> Result<()> {
        let asking = self.asking(Command::TakeBackDecision)?;
        let subject = subject_of(&decided.subject)?;
        let entry: EntryId = decided
            .entry
            .parse()
            .map_err(|_| AppError::invalid("entry", Rule::NotAnId))?;
        let (sight, session) = (Sight::of(&asking.session), asking.session.clone());
        asking.store().act(asking.stamp()?, move |acting| {
            let rows = acting.rows()?;
            check_sight(&rows, subject, sight)?;
            let folded = rows.folded(subject)?.ok_or(AppError::NotFound)?;
            let written = rows.written(subject, &BTreeSet::from([entry]))?;
            let found = written.first().filter(|one| review::decides(&one.kind));
            found.ok_or(AppError::NotFound)?;
            check_right(&folded.kind, &session)?;
            if !review::is_taken_back(&folded.facts, entry) {
                let change = review::withdrawn(&folded.kind, entry).ok_or(AppError::NotFound)?;
                acting.append(subject, change)?;
            }
            Ok::<_, AppError>(())
        })?;
        asking.desk.syncer.wake();
        Ok(())
    }
}

/// A question as it stands: a subject and its findings of one topic.
struct Question {
    folded: Folded,
    findings: Vec<Finding>,
    topic: String,
}

impl Question {
    fn read(rows: &Reading<'_>, topic: &Topic) -> Result<Option<Self>> {
        let Some(folded) = rows.folded(topic.subject)? else {
            return Ok(None);
        };
        let of_topic = |finding: &&Finding| finding.topic(&folded.kind) == topic.topic;
        let findings: Vec<Finding> = folded.findings.iter().filter(of_topic).cloned().collect();
        Ok((!findings.is_empty()).then(|| Self {
            folded,
            findings,
            topic: topic.topic.clone(),
        }))
    }

    /// The entries that it is about, as text: another one makes it another question.
    fn seen(&self) -> String {
        let mut entries = BTreeSet::new();
        for finding in &self.findings {
            entries.extend(finding.entry().map(|entry| entry.to_string()));
            if let Finding::Conflict { kept, .. } = finding {
                entries.insert(format!("{kept}*"));
            }
        }
        entries.into_iter().collect::<Vec<_>>().join(" ")
    }

    /// The fields in conflict.
    fn fields(&self) -> BTreeSet<(Part, String)> {
        let fields = self.findings.iter().filter_map(|finding| match finding {
            Finding::Conflict { part, field, .. } => Some((*part, field.clone())),
            _ => None,
        });
        fields.collect()
    }

    fn standing(&self, part: Part, path: &str) -> Option<Value> {
        let fields = match part {
            Part::Facts => &self.folded.facts,
            Part::Personal => &self.folded.personal,
        };
        fields.get(path).cloned()
    }

    /// The fields as they would be by this entry; those that it did not write stay. None where nothing of it is
    /// left, its words having been erased.
    fn by(&self, entry: &WrittenBy) -> Option<Values> {
        let mut wrote = false;
        let values = self.fields().into_iter().map(|(part, path)| {
            let key = (part, path);
            let value = match entry.wrote.get(&key) {
                Some(value) => {
                    wrote = true;
                    Some(value.clone()).filter(|value| !value.is_null())
                }
                None => self.standing(part, &key.1),
            };
            (key, value)
        });
        let values: Values = values.collect();
        wrote.then_some(values)
    }

    /// The one text that it is about, with its bounds; none where it is about anything else.
    fn text(&self) -> Option<(&'static str, usize, bool)> {
        let fields = self.fields();
        let (_, path, limit, has_lines) = TEXTS.iter().find(|(kind, path, ..)| {
            *kind == self.folded.kind && self.topic == format!("conflict {path}")
        })?;
        let companions = |path: &str| matches!(path, "tell_caller_at" | "tell_caller_by");
        fields
            .iter()
            .all(|(_, field)| field == path || companions(field))
            .then_some((*path, *limit, *has_lines))
    }

    fn check_right(&self, session: &Session) -> Result<()> {
        check_right(&self.folded.kind, session)
    }

    /// The entry that decides.
    fn decided(&self, rows: &Reading<'_>, choice: &ReviewChoice) -> Result<domain::fold::Change> {
        let kind = &self.folded.kind;
        let fields = self.fields();
        let stands = |(part, path): (Part, String)| {
            let value = self.standing(part, &path);
            (part, path, value)
        };
        let writes = match choice {
            ReviewChoice::SetAside => {
                let [finding] = self.findings.as_slice() else {
                    return Err(AppError::ReviewChanged);
                };
                let entry = finding.entry().filter(|_| fields.is_empty());
                let change = entry.and_then(|entry| review::set_aside(kind, finding.code(), entry));
                return change.ok_or(AppError::invalid("choice", Rule::DoesNotBelong));
            }
            ReviewChoice::Stands => fields.into_iter().map(stands).collect::<Vec<_>>(),
            ReviewChoice::Other { entry } => {
                let entry: EntryId = entry
                    .parse()
                    .map_err(|_| AppError::invalid("entry", Rule::NotAnId))?;
                let gave_way = |finding: &Finding| finding.entry() == Some(entry);
                if !self.findings.iter().any(gave_way) {
                    return Err(AppError::invalid("entry", Rule::DoesNotBelong));
                }
                let written = rows.written(self.folded.subject, &BTreeSet::from([entry]))?;
                let values = written.first().and_then(|one| self.by(one));
                let values = values.ok_or(AppError::ReviewChanged)?;
                let write = |((part, path), value)| (part, path, value);
                values.into_iter().map(write).collect()
            }
            ReviewChoice::Text { text } => {
                let (path, limit, has_lines) = self
                    .text()
                    .ok_or(AppError::invalid("text", Rule::DoesNotBelong))?;
                let text = if has_lines {
                    lines("text", text, limit)?
                } else {
                    line("text", text, limit)?
                };
                // Nothing typed is not a wish to erase: what may be empty is emptied on the page of its subject.
                if text.trim().is_empty() {
                    return Err(AppError::invalid("text", Rule::Required));
                }
                let value = Value::from(text);
                let write = |(part, field): (Part, String)| match field == path {
                    true => (part, field, Some(value.clone())),
                    false => stands((part, field)),
                };
                fields.into_iter().map(write).collect()
            }
        };
        if writes.is_empty() {
            return Err(AppError::invalid("choice", Rule::DoesNotBelong));
        }
        review::decided(kind, writes).ok_or(AppError::invalid("choice", Rule::DoesNotBelong))
    }

    fn item(&self, rows: &Reading<'_>, session: &Session) -> Result<ReviewItem> {
        let mut entries = BTreeSet::new();
        let mut kept = None;
        for finding in &self.findings {
            entries.extend(finding.entry());
            if let Finding::Conflict { kept: stands, .. } = finding {
                kept = Some(*stands);
            }
        }
        let mut stands = match kept {
            Some(kept) => {
                let written = rows.written(self.folded.subject, &BTreeSet::from([kept]))?;
                written.first().map(|one| hand(rows, one)).transpose()?
            }
            None => None,
        };
        let mut others = Vec::new();
        for one in rows.written(self.folded.subject, &entries)? {
            others.push(ReviewOther {
                entry: one.entry.to_string(),
                hand: hand(rows, &one)?,
                fields: self.differences(rows, &one)?,
            });
        }
        let first = self.findings.first();
        let (from, to) = match first {
            Some(Finding::Unlawful { from, to, .. }) => (from.code(), to.code()),
            _ => ("", ""),
        };
        let sight = Sight::of(session);
        let masked = !reads_subject(rows, self.folded.subject, sight)?;
        if masked {
            (stands, others) = (None, Vec::new());
        }
        let text = self.text().filter(|_| !masked);
        let standing = text.and_then(|(path, ..)| self.standing(Part::Personal, path));
        Ok(ReviewItem {
            subject: self.folded.subject.to_string(),
            kind: self.folded.kind.clone(),
            topic: self.topic.clone(),
            seen: self.seen(),
            code: first.map_or("", Finding::code).to_owned(),
            about: self.about(rows, sight)?,
            stands,
            others,
            from: from.to_owned(),
            to: to.to_owned(),
            text_limit: text.map_or(0, |(_, limit, _)| u32::try_from(limit).unwrap_or(u32::MAX)),
            text: standing
                .and_then(|value| value.as_str().map(str::to_owned))
                .unwrap_or_default(),
            may_decide: !masked
                && session.may(Right::ReviewDecide)
                && self.check_right(session).is_ok(),
        })
    }

    /// What stands against what an entry wrote, in the names that people know.
    fn differences(&self, rows: &Reading<'_>, one: &WrittenBy) -> Result<Vec<FieldChange>> {
        match self.findings.first() {
            Some(Finding::Conflict { .. }) => {}
            Some(Finding::Backwards {
                field,
                written,
                counts,
                ..
            }) => {
                return Ok(vec![FieldChange {
                    field: format!("{}.{field}", self.folded.kind),
                    of: String::new(),
                    old: counts.0.to_string(),
                    new: written.0.to_string(),
                }]);
            }
            _ => return Ok(Vec::new()),
        }
        let Some(values) = self.by(one) else {
            return Ok(Vec::new());
        };
        if let Record::Call(call) = &self.folded.record {
            return changes(rows, call, &with(call, &values));
        }
        let standing = values.keys().map(|(part, path)| {
            let value = self.standing(*part, path);
            ((*part, path.clone()), value)
        });
        plain_changes(rows, &self.folded.kind, &standing.collect(), &values)
    }

    fn about(&self, rows: &Reading<'_>, sight: Sight) -> Result<ReviewAbout> {
        let id = self.folded.subject;
        let mut about = ReviewAbout::default();
        let case_of = |case: Option<SubjectId>| match case {
            Some(case) => rows
                .case_row(case)?
                .map(|row| case_row_for(rows, sight, &row))
                .transpose(),
            None => Ok::<_, AppError>(None),
        };
        match &self.folded.record {
            Record::Call(_) => {
                let row = rows.call_row(id)?;
                about.call = row.map(|row| row_for(rows, sight, &row)).transpose()?;
            }
            Record::Case(_) => about.kase = case_of(Some(id))?,
            Record::FollowUp(task) => {
                about.code.clone_from(&task.kind);
                about.kase = case_of(task.case)?;
            }
            Record::Person(person) => {
                about.name_ar.clone_from(&person.name_ar);
                about.name_en.clone_from(&person.name_latin);
            }
            Record::User(user) => {
                about.name_ar.clone_from(&user.name_ar);
                about.name_en.clone_from(&user.name_en);
            }
            Record::Flag(flag) => {
                about.code.clone_from(&flag.code);
                about.name_ar.clone_from(&flag.number);
            }
            _ => {}
        }
        Ok(about)
    }
}

/// The call with these fields in place of its own.
fn with(call: &Call, values: &Values) -> Call {
    let mut fields = call.fields();
    for ((part, path), value) in values {
        fields.set(*part, path, value.as_ref());
    }
    fields.call()
}

fn hand(rows: &Reading<'_>, one: &WrittenBy) -> Result<ReviewHand> {
    let by = rows.user(one.by)?;
    let (by_ar, by_en) = by.map(|by| (by.name_ar, by.name_en)).unwrap_or_default();
    Ok(ReviewHand {
        by_ar,
        by_en,
        role: one.role.clone(),
        at: one.at.0,
    })
}

/// Who people are is an administrator's to decide.
fn check_right(kind: &str, session: &Session) -> Result<()> {
    if kind == "user" && !session.may(Right::PeopleManage) {
        return Err(AppError::NotAllowed(Right::PeopleManage));
    }
    Ok(())
}

/// Whether this person reads what a call, a case or something planned says.
fn reads_subject(rows: &Reading<'_>, subject: SubjectId, sight: Sight) -> Result<bool> {
    if !sight.kept_back(rows, &[subject])?.is_empty() {
        return Ok(false);
    }
    if let Some(case) = rows.case_row(subject)? {
        return sight.reads(rows, &case);
    }
    match rows.follow_up(subject)? {
        Some(planned) => sight.reads_planned(rows, &planned),
        None => Ok(true),
    }
}

/// Of a sensitive case that is not for this person nothing is there; one that they have not opened says so.
fn check_sight(rows: &Reading<'_>, subject: SubjectId, sight: Sight) -> Result<()> {
    if reads_subject(rows, subject, sight)? {
        return Ok(());
    }
    Err(match sight.blind() {
        Some(_) => AppError::NotFound,
        None => AppError::NotViewed,
    })
}

fn subject_of(id: &str) -> Result<SubjectId> {
    id.parse()
        .map_err(|_| AppError::invalid("subject", Rule::NotAnId))
}

fn topic_of(subject: &str, topic: &str) -> Result<Topic> {
    Ok(Topic {
        subject: subject_of(subject)?,
        topic: topic.to_owned(),
    })
}
