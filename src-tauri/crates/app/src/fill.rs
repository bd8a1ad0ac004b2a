//! Filling a store with sample people and calls, by the same way as real ones: parsed, appended,
//! folded; many acts in a transaction. For the practice store, tests and benchmarks; a real store never
//! holds a sample entry.

use std::collections::BTreeMap;

use domain::call::Call;
use domain::comment::Comment;
use domain::duty::Duty;
use domain::id::{ActId, CommentId, Millis, SubjectId, UserId};
use domain::local_day::LocalDay;
use domain::role::Role;
use domain::user::User;
use store::{Acting, Stamp, Store, random};

use crate::calls::{Saving, write};
use crate::sample::{self, SampleCall, SampleCalls};
use crate::secret::SecretCost;
use crate::{AppError, Result, form};

/// Calls in one transaction.
const BATCH: usize = 500;

/// What to fill a store with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filling {
    /// The same seed gives the same people and calls.
    pub seed: u64,
    /// How many calls.
    pub calls: u32,
    /// The last one is saved near this instant.
    pub until: Millis,
}

/// Fills a store. `told` hears how many calls are in, after each batch.
///
/// # Errors
/// What the store says; the batches before stay.
pub fn fill(store: &Store, filling: Filling, mut told: impl FnMut(u32)) -> Result<()> {
    let calls = SampleCalls::new(filling.seed, filling.calls, filling.until)?;
    let people = add_people(store, filling.until)?;
    let mut duties = BTreeMap::new();
    let mut done = 0;
    let mut calls = calls.peekable();
    while calls.peek().is_some() {
        let batch: Vec<SampleCall> = calls.by_ref().take(BATCH).collect();
        done += u32::try_from(batch.len()).unwrap_or(0);
        let people = people.clone();
        let known = std::mem::take(&mut duties);
        let stamp = people.stamp(0, Role::Agent, filling.until)?;
        duties = store.act(stamp, move |acting| {
            add_calls(acting, &people, known, batch)
        })?;
        told(done);
    }
    Ok(())
}

/// The sample people as users of the store.
#[derive(Debug, Clone)]
struct People {
    ids: Vec<UserId>,
    supervisor: usize,
}

impl People {
    fn stamp(&self, who: usize, role: Role, at: Millis) -> Result<Stamp> {
        let actor = *self
            .ids
            .get(who)
            .ok_or(AppError::Internal("sample people"))?;
        Ok(Stamp {
            act: ActId::new(at, random()?),
            actor,
            role,
            at,
            zone_min: 240,
            skew_ms: None,
            since_start_ms: 0,
        })
    }
}

fn add_people(store: &Store, at: Millis) -> Result<People> {
    let known = store.read(|reading| reading.users())?;
    let mut ids = Vec::new();
    let mut supervisor = 0;
    for (place, person) in sample::people().iter().enumerate() {
        if person.roles.contains(&Role::Supervisor) {
            supervisor = place;
        }
        let found = known.iter().find(|user| user.login == person.login);
        ids.push(match found {
            Some(user) => user.id,
            None => UserId::from(SubjectId::new(at, random()?)),
        });
    }
    let people = People { ids, supervisor };
    let hash = SecretCost::Least.hash(sample::PRACTICE_PIN)?;
    let added = people.clone();
    store.act(
        people.stamp(supervisor, Role::Administrator, at)?,
        move |acting| {
            for (person, id) in sample::people().iter().zip(&added.ids) {
                if acting.subject_exists((*id).into())? {
                    continue;
                }
                let user = User {
                    roles: person.roles.to_vec(),
                    active: true,
                    locale: "ar".into(),
                    digits: "latn".into(),
                    login: person.login.into(),
                    name_ar: person.name_ar.into(),
                    name_en: person.name_en.into(),
                };
                acting.append((*id).into(), user.added())?;
                acting.set_credential(*id, &hash)?;
            }
            Ok::<_, AppError>(())
        },
    )?;
    Ok(people)
}

/// Duties by person and local day.
type Duties = BTreeMap<(usize, LocalDay), SubjectId>;

fn add_calls(
    acting: &mut Acting<'_>,
    people: &People,
    mut duties: Duties,
    batch: Vec<SampleCall>,
) -> Result<Duties> {
    for call in batch {
        let at = Millis(call.saved_at);
        let stamp = people.stamp(call.agent, Role::Agent, at)?;
        acting.go_on_as(stamp);
        let day = (call.agent, LocalDay::of(call.saved_at));
        let duty = match duties.get(&day) {
            Some(duty) => *duty,
            None => {
                let duty = open_duty(acting, stamp.actor, Millis(call.form.started_at))?;
                duties.insert(day, duty);
                duty
            }
        };
        let parsed = form::parse(&call.form, call.save_as, at)?;
        let id = parsed.id;
        let saving = Saving {
            saved_at: at,
            duty,
            case: SubjectId::new(at, random()?),
            person: SubjectId::new(at, random()?),
            patient: SubjectId::new(at, random()?),
            promise: SubjectId::new(at, random()?),
            sensitive: false,
        };
        write(acting, parsed, &saving, stamp.actor)?;
        if let Some(text) = call.comment {
            acting.go_on_as(people.stamp(people.supervisor, Role::Supervisor, at)?);
            let by = people.ids.get(people.supervisor).copied();
            let comment = Comment {
                id: CommentId::new(at, random()?),
                by,
                at: Some(at),
                text,
            };
            acting.append(id, Call::commented(&comment))?;
        }
    }
    Ok(duties)
}

fn open_duty(acting: &mut Acting<'_>, user: UserId, at: Millis) -> Result<SubjectId> {
    let id = SubjectId::new(at, random()?);
    let duty = Duty {
        user: Some(user),
        opened_at: Some(at),
        ..Duty::default()
    };
    acting.append(id, duty.opened())?;
    Ok(id)
}
