//! What a supervisor looks at of a shift: what stands out, samples, signatures, what came after them, and what keeps
//! the shift from being signed. Which calls those are is the domain's to say (`domain::shift_review`).
//!
//! "After the signature" hangs on no clock: it is what whoever signed did not have before them, by the places that the
//! entries and the signature have in their chains and in the centre's order. Never here: signing (`signing`).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::call::{
    COMMENTED, RETURN_WITHDRAWN, RETURNED, ReturnState, SCORE_REPLIED, SCORE_WITHDRAWN, SCORED,
};
use domain::fold::Step;
use domain::id::{EntryId, MachineId, Millis, SubjectId, UserId};
use domain::lists::{Lists, MinimumField};
use domain::local_day::LocalDay;
use domain::shift::{ShiftKey, ShiftSpan};
use domain::shift_paper::{MACHINES_MAX, SyncedTo, hex};
use domain::shift_review::{Glance, Length, Look, Why, looks, seen_digest};
use store::{
    GlanceRow, HandOverRow, Reading, ScoreMark as StoredMark, ShiftEntry, SignatureRow, UserRow,
};

use crate::desk::Asking;
use crate::dto::{
    HandOverView, Hindrances, ScoreMark, ShiftDraft, ShiftLook, ShiftMachine, ShiftReview,
    ShiftSignature,
};
use crate::rights::{Command, Right};
use crate::rows::row_for;
use crate::sight::Sight;
use crate::{App, AppError, Result, Rule, hand_over};

/// Calls to look at that are shown.
const LOOKS_SHOWN: usize = 500;
/// Outcomes by which an urgent call has been acted on already: somebody else has the caller.
const PASSED_ON: [&str; 2] = ["transferred", "to_emergency"];
/// Entries that say something about a call and change nothing of it: they come after a signature without its being
/// another shift than was signed.
const SAID_ABOUT: [&str; 6] = [
    COMMENTED,
    RETURNED,
    RETURN_WITHDRAWN,
    SCORED,
    SCORE_REPLIED,
    SCORE_WITHDRAWN,
];

impl App {
    /// What is looked at of a shift: that of this key, or the running one for none.
    ///
    /// # Errors
    /// `Invalid` for a key that is none; `SignedOut`, `NotAllowed`, or what the store says.
    pub fn shift_review(&self, shift: &str) -> Result<ShiftReview> {
        let asking = self.asking(Command::ShiftReview)?;
        let looked = LookedAt::of(&asking, shift, self.samples_per_agent(&asking)?)?;
        asking.store().read(|reading| looked.review(reading))
    }

    /// How many calls of each agent are samples: what a policy says, else the lists. Never to be asked for inside a read
    /// of the store.
    ///
    /// # Errors
    /// What the lists say.
    pub(crate) fn samples_per_agent(&self, asking: &Asking) -> Result<u32> {
        match self.in_force().fixed.samples_per_agent {
            Some(fixed) => Ok(fixed),
            None => Ok(asking.lists()?.samples_per_agent()),
        }
    }
}

/// A shift that is looked at, by whom and when.
pub(crate) struct LookedAt {
    pub(crate) key: ShiftKey,
    pub(crate) samples: u32,
    span: ShiftSpan,
    now: Millis,
    user: UserId,
    sight: Sight,
    machine: MachineId,
    /// May know whose the drafts are.
    names: bool,
    /// May take a shift that was handed over.
    takes_over: bool,
    lists: Arc<Lists>,
    with_clock: BTreeSet<String>,
}

/// What a signature is put under.
pub(crate) struct Under {
    pub(crate) calls: u32,
    pub(crate) own_calls: u32,
    pub(crate) entries: Vec<ShiftEntry>,
    pub(crate) digest: [u8; 32],
    pub(crate) machines: BTreeMap<MachineId, SyncedTo>,
}

/// What is told of the calls of a shift beside what each says, by their ids as the screen has them.
pub(crate) struct Marks {
    /// Why those to look at are.
    pub(crate) why: BTreeMap<String, BTreeSet<Why>>,
    /// Those that came or changed after every signature.
    pub(crate) after: BTreeSet<String>,
    /// The score of each that counts.
    pub(crate) scores: BTreeMap<String, StoredMark>,
}

impl LookedAt {
    pub(crate) fn of(asking: &Asking, shift: &str, samples: u32) -> Result<Self> {
        let lists = asking.lists()?;
        let plan = lists.shift_plan();
        let now = asking.now();
        let unknown = || AppError::invalid("shift", Rule::UnknownCode);
        let key = if shift.is_empty() {
            plan.shift_at(now.0)
        } else {
            shift.parse().map_err(|_| unknown())?
        };
        let with_clock = crate::conversation::channels_with_clock(&lists);
        let with_clock = with_clock.into_iter().map(str::to_owned).collect();
        Ok(Self {
            span: plan.span(&key).ok_or_else(unknown)?,
            key,
            samples,
            now,
            user: asking.session.user,
            sight: Sight::of(&asking.session),
            machine: asking.store().machine(),
            names: asking.session.may(Right::DraftTake),
            takes_over: asking.session.may(Right::ShiftHandOver),
            lists,
            with_clock,
        })
    }

    /// What is told of each call, of all of them.
    pub(crate) fn marks(&self, reading: &Reading<'_>) -> Result<Marks> {
        let shift = self.key.to_string();
        let glances = reading.glances(&shift, self.now)?;
        let looks = self.looks(&glances).into_iter();
        let scores = reading.shift_scores(&shift)?.into_iter();
        let under = self.under(reading)?;
        Ok(Marks {
            why: looks
                .map(|look| (look.call.to_string(), look.why))
                .collect(),
            after: after(reading, &reading.signatures(&shift)?, &under.entries)?,
            scores: scores.map(|mark| (mark.call.to_string(), mark)).collect(),
        })
    }

    fn looks(&self, glances: &[GlanceRow]) -> Vec<Look> {
        let known: Vec<Glance> = glances.iter().map(|row| self.glance(row)).collect();
        let samples = usize::try_from(self.samples).unwrap_or(usize::MAX);
        looks(&self.key.to_string(), &known, samples)
    }

    fn review(&self, reading: &Reading<'_>) -> Result<ShiftReview> {
        let shift = self.key.to_string();
        let glances = reading.glances(&shift, self.now)?;
        let looked = self.looks(&glances);
        let under = self.under(reading)?;
        let signatures = reading.signatures(&shift)?;
        let until = Millis(LocalDay::of(self.now.0).ends_at_ms());
        let left_out = looked.len().saturating_sub(LOOKS_SHOWN);
        let mut shown = Vec::new();
        for look in looked.iter().take(LOOKS_SHOWN) {
            shown.extend(shown_look(reading, self.sight, look)?);
        }
        Ok(ShiftReview {
            looks: shown,
            left_out: number(left_out),
            samples_per_agent: self.samples,
            scores: reading
                .shift_scores(&shift)?
                .iter()
                .map(score_mark)
                .collect(),
            digest: hex(under.digest),
            calls: under.calls,
            entries: number(under.entries.len()),
            own_calls: under.own_calls,
            machines: self.machines(&under.machines),
            after: after(reading, &signatures, &under.entries)?
                .into_iter()
                .collect(),
            gone: gone(reading, &shift, &signatures, &under.entries)?,
            signatures: signatures.iter().map(|row| self.signature(row)).collect(),
            hindrances: self.hindrances(reading, &glances)?,
            open: hand_over::open_matters(reading.open_matters(until)?),
            hand_overs: self.given(&reading.hand_overs(&shift)?),
            waiting: self.given(&reading.unconfirmed_hand_overs()?),
            shift,
        })
    }

    /// Every entry about the calls of the shift as they are here now.
    pub(crate) fn under(&self, reading: &Reading<'_>) -> Result<Under> {
        let shift = self.key.to_string();
        let entries = reading.shift_entries(&shift)?;
        let calls: BTreeSet<SubjectId> = entries.iter().map(|entry| entry.call).collect();
        let mut machines: BTreeMap<MachineId, SyncedTo> = BTreeMap::new();
        for entry in &entries {
            let synced = machines.entry(entry.machine).or_default();
            synced.entries += 1;
            synced.last_at = synced.last_at.max(Some(entry.at));
            synced.waiting += u32::from(entry.waiting);
        }
        while machines.len() > MACHINES_MAX {
            let fewest = machines.iter().min_by_key(|(_, synced)| synced.entries);
            let Some(fewest) = fewest.map(|(machine, _)| *machine) else {
                break;
            };
            machines.remove(&fewest);
        }
        let seen = entries.iter().map(|entry| (entry.entry, entry.version));
        Ok(Under {
            calls: number(calls.len()),
            own_calls: reading.shift_calls_of(&shift, self.user)?,
            digest: seen_digest(&shift, seen),
            entries,
            machines,
        })
    }

    /// Whether the shift can be signed now.
    pub(crate) fn is_ready(&self, reading: &Reading<'_>) -> Result<bool> {
        let glances = reading.glances(&self.key.to_string(), self.now)?;
        let Hindrances {
            running,
            drafts,
            returned,
        } = self.hindrances(reading, &glances)?;
        Ok(!running && drafts.is_empty() && returned == 0)
    }

    fn hindrances(&self, reading: &Reading<'_>, glances: &[GlanceRow]) -> Result<Hindrances> {
        let returned = glances
            .iter()
            .filter(|call| call.returned == Some(ReturnState::Open));
        Ok(Hindrances {
            running: self.now.0 < self.span.ends_at_ms,
            returned: number(returned.count()),
            drafts: self.drafts(reading)?,
        })
    }

    fn drafts(&self, reading: &Reading<'_>) -> Result<Vec<ShiftDraft>> {
        let falls_in = |at: Millis| (self.span.starts_at_ms..self.span.ends_at_ms).contains(&at.0);
        let mut drafts = Vec::new();
        for draft in reading.drafts_of(self.user)? {
            if falls_in(draft.started_at) {
                // One that cannot be read is open all the same.
                let form = crate::drafts::to_dto(&draft).ok().map(|draft| draft.form);
                drafts.push(ShiftDraft {
                    own: true,
                    correction: form.as_ref().is_some_and(|form| form.corrects.is_some()),
                    type_code: form.map(|form| form.type_code).unwrap_or_default(),
                    started_at: draft.started_at.0,
                    owner_ar: String::new(),
                    owner_en: String::new(),
                });
            }
        }
        let left = reading.drafts_left_by_others(self.user)?;
        let left: Vec<_> = left
            .into_iter()
            .filter(|draft| falls_in(draft.started_at))
            .collect();
        let users: Vec<UserRow> = if self.names && !left.is_empty() {
            reading.users()?
        } else {
            Vec::new()
        };
        for draft in left {
            let owner = users.iter().find(|user| user.id == draft.user);
            drafts.push(ShiftDraft {
                own: false,
                type_code: draft.type_code,
                correction: draft.correction,
                started_at: draft.started_at.0,
                owner_ar: owner.map(|user| user.name_ar.clone()).unwrap_or_default(),
                owner_en: owner.map(|user| user.name_en.clone()).unwrap_or_default(),
            });
        }
        drafts.sort_by_key(|draft| draft.started_at);
        Ok(drafts)
    }

    fn glance(&self, row: &GlanceRow) -> Glance {
        let length = if row.imported || !self.with_clock.contains(&row.channel) {
            Length::None
        } else {
            let ended = row.ended_at.map(|ended| ended.0 - row.started_at.0);
            ended.map_or(Length::Unknown, Length::Known)
        };
        Glance {
            call: row.call,
            agent: row.agent,
            started_at: row.started_at,
            length,
            urgent: row.urgent,
            acted: row.acted || PASSED_ON.contains(&row.outcome.as_str()),
            promise_missed: row.promise_missed,
            reopened: row.reopened,
            no_facility: !row.has_facility && self.asks_for_facility(&row.type_code),
            held: row.held,
            returned: row.returned,
        }
    }

    fn asks_for_facility(&self, type_code: &str) -> bool {
        let known = self.lists.call_type(type_code);
        known.is_some_and(|of| of.minimum.contains(&MinimumField::Facility))
    }

    fn given(&self, rows: &[HandOverRow]) -> Vec<HandOverView> {
        let may_confirm = |row: &HandOverRow| self.takes_over && row.by != self.user;
        rows.iter()
            .map(|row| hand_over::view(row, &self.lists, may_confirm(row)))
            .collect()
    }

    fn signature(&self, row: &SignatureRow) -> ShiftSignature {
        ShiftSignature {
            id: row.id.to_string(),
            at: row.at.0,
            by_ar: row.by_ar.clone(),
            by_en: row.by_en.clone(),
            calls: row.calls,
            entries: row.entries,
            own_calls: row.own_calls,
            samples_per_agent: row.samples,
            digest: row.digest.map(hex).unwrap_or_default(),
            machines: self.machines(&row.machines),
        }
    }

    /// This machine first, then the others by how late they were heard of.
    fn machines(&self, machines: &BTreeMap<MachineId, SyncedTo>) -> Vec<ShiftMachine> {
        let mut named: Vec<ShiftMachine> = machines
            .iter()
            .map(|(machine, synced)| ShiftMachine {
                name: short_name(*machine),
                this: *machine == self.machine,
                entries: synced.entries,
                last_at: synced.last_at.map(|at| at.0),
                waiting: synced.waiting,
            })
            .collect();
        named.sort_by_key(|machine| (!machine.this, machine.last_at));
        named
    }
}

fn score_mark(mark: &StoredMark) -> ScoreMark {
    ScoreMark {
        call: mark.call.to_string(),
        result: mark.result,
        failed: mark.failed,
        replied: mark.replied,
    }
}

/// A call to look at as a row; none where it is gone meanwhile.
fn shown_look(reading: &Reading<'_>, sight: Sight, look: &Look) -> Result<Option<ShiftLook>> {
    let row = reading.call_row(look.call)?;
    let row = row.map(|row| row_for(reading, sight, &row)).transpose()?;
    Ok(row.map(|row| ShiftLook {
        row,
        stands_out: look.stands_out(),
        why: look.why.iter().map(|why| why.code().to_owned()).collect(),
    }))
}

/// The calls of which an entry came or changed something after every signature.
fn after(
    reading: &Reading<'_>,
    signatures: &[SignatureRow],
    entries: &[ShiftEntry],
) -> Result<BTreeSet<String>> {
    if signatures.is_empty() {
        return Ok(BTreeSet::new());
    }
    let signatures: Vec<SubjectId> = signatures.iter().map(|row| row.id).collect();
    let late = reading.unknown_to_all(&signatures, entries)?;
    let changing = late
        .into_iter()
        .filter(|entry| !SAID_ABOUT.contains(&entry.kind.as_str()));
    Ok(changing.map(|entry| entry.call.to_string()).collect())
}

/// How many calls of the last signature are in the shift no more. A signature keeps no list of them, only how many they
/// were: those that whoever signed had, less those that were in another shift then.
fn gone(
    reading: &Reading<'_>,
    shift: &str,
    signatures: &[SignatureRow],
    entries: &[ShiftEntry],
) -> Result<u32> {
    let Some(last) = signatures.last() else {
        return Ok(0);
    };
    let late = reading.unknown_to_all(&[last.id], entries)?;
    let late: BTreeSet<EntryId> = late.into_iter().map(|entry| entry.entry).collect();
    let known = entries.iter().filter(|entry| !late.contains(&entry.entry));
    let mut signed: BTreeSet<SubjectId> = known.map(|entry| entry.call).collect();
    let changed = entries.iter().filter(|entry| late.contains(&entry.entry));
    let changed: BTreeSet<SubjectId> = changed.map(|entry| entry.call).collect();
    for call in &changed {
        if signed.contains(call) && came_with(&late, shift, &reading.history(*call)?) {
            signed.remove(call);
        }
    }
    Ok(last.calls.saturating_sub(number(signed.len())))
}

/// Whether it was one of these entries that brought a call into the shift, out of another.
fn came_with(late: &BTreeSet<EntryId>, shift: &str, steps: &[Step]) -> bool {
    let moves = steps
        .iter()
        .filter(|step| late.contains(&step.stamp.entry))
        .flat_map(|step| &step.wrote)
        .filter(|wrote| wrote.path == "shift");
    let before = moves.map(|wrote| wrote.old.as_ref()).next();
    before
        .flatten()
        .is_some_and(|old| old.as_str() != Some(shift))
}

/// The last six digits of a machine's id: what begins it is the time at which it was made.
fn short_name(machine: MachineId) -> String {
    let id = machine.to_string();
    id.get(id.len().saturating_sub(6)..)
        .unwrap_or_default()
        .to_uppercase()
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
