//! Filling a store with sample people and calls, and what became of their cases, by the same way as real
//! ones: parsed, appended, folded; many acts in a transaction. For the practice store, tests and benchmarks; a real store never
//! holds a sample entry.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::call::Call;
use domain::case::NewMove;
use domain::comment::Comment;
use domain::duty::Duty;
use domain::id::{ActId, CommentId, Millis, SubjectId, UserId};
use domain::lists::Lists;
use domain::local_day::LocalDay;
use domain::role::Role;
use domain::user::User;
use store::{Acting, Stamp, Store, random};

use crate::calls::{Saving, write};
use crate::cards::CardsInUse;
use crate::sample::{self, SampleCall, SampleCalls};
use crate::secret::SecretCost;
use crate::shelf::OfPacks as _;
use crate::sight::Sight;
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
    let mut going_on = GoingOn::default();
    let mut done = 0;
    let mut calls = calls.peekable();
    while calls.peek().is_some() {
        let batch: Vec<SampleCall> = calls.by_ref().take(BATCH).collect();
        done += u32::try_from(batch.len()).unwrap_or(0);
        let people = people.clone();
        let so_far = std::mem::take(&mut going_on);
        let stamp = people.stamp(0, Role::Agent, filling.until)?;
        going_on = store.act(stamp, move |acting| {
            add_calls(acting, &people, so_far, batch)
        })?;
        told(done);
    }
    let stamp = people.stamp(0, Role::Agent, filling.until)?;
    store.act(stamp, move |acting| {
        move_cases(acting, &people, &mut going_on, filling.until)
    })
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
                    languages: Vec::new(),
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

/// What one batch leaves to the next.
#[derive(Debug, Default)]
struct GoingOn {
    /// Duties by person and local day.
    duties: BTreeMap<(usize, LocalDay), SubjectId>,
    /// Moves to come, soonest first, and who makes them.
    moves: BTreeMap<(Millis, SubjectId), (usize, NewMove)>,
    /// Cases so far.
    cases: u64,
}

fn add_calls(
    acting: &mut Acting<'_>,
    people: &People,
    mut going_on: GoingOn,
    batch: Vec<SampleCall>,
) -> Result<GoingOn> {
    let lists = Arc::new(Lists::built_in()?);
    let cards = Arc::new(CardsInUse::built_in()?);
    for call in batch {
        let at = Millis(call.saved_at);
        move_cases(acting, people, &mut going_on, at)?;
        let stamp = people.stamp(call.agent, Role::Agent, at)?;
        acting.go_on_as(stamp);
        let day = (call.agent, LocalDay::of(call.saved_at));
        let duty = match going_on.duties.get(&day) {
            Some(duty) => *duty,
            None => {
                let duty = open_duty(acting, stamp.actor, Millis(call.form.started_at))?;
                going_on.duties.insert(day, duty);
                duty
            }
        };
        let parsed = form::parse((&lists, &cards), &call.form, call.save_as, at)?;
        let id = parsed.id;
        let saving = Saving {
            saved_at: at,
            duty,
            case: SubjectId::new(at, random()?),
            person: SubjectId::new(at, random()?),
            patient: SubjectId::new(at, random()?),
            promise: SubjectId::new(at, random()?),
            sight: Sight::without_right(stamp.actor),
            lists: Arc::clone(&lists),
            cards: Arc::clone(&cards),
        };
        let opens_case = parsed.opens_case;
        write(acting, parsed, &saving, stamp.actor)?;
        if opens_case {
            for step in sample::course(going_on.cases, &call.form.type_code, at) {
                let to_come = (call.agent, step.clone());
                going_on.moves.insert((step.at, saving.case), to_come);
            }
            going_on.cases += 1;
        }
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
    Ok(going_on)
}

/// Makes the moves whose time has come.
fn move_cases(
    acting: &mut Acting<'_>,
    people: &People,
    going_on: &mut GoingOn,
    now: Millis,
) -> Result<()> {
    while let Some(next) = going_on
        .moves
        .first_entry()
        .filter(|next| next.key().0 <= now)
    {
        let ((at, case), (agent, step)) = next.remove_entry();
        acting.go_on_as(people.stamp(agent, Role::Agent, at)?);
        acting.append(case, step.moved())?;
    }
    Ok(())
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
