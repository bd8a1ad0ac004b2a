//! What is known of the calls of a shift when a supervisor looks at it: what stands out, and every entry about them.

use domain::call::ReturnState;
use domain::fold::Standing;
use domain::id::{EntryId, MachineId, Millis, SubjectId, UserId};
use rusqlite::params;

use crate::error::StoreError;
use crate::journal::subject::{Places, placed};
use crate::read::Reading;

/// Calls of a shift that are looked at; the newest, should there ever be more.
pub const SHIFT_CALLS_MAX: u32 = 5_000;
/// Entries about them that are looked at.
pub const SHIFT_ENTRIES_MAX: u32 = 50_000;

/// A call of the shift, as far as it matters whether somebody looks at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GlanceRow {
    /// The call.
    pub call: SubjectId,
    /// Who took it: whoever logged it, or for whom that was done.
    pub agent: UserId,
    /// When it began.
    pub started_at: Millis,
    /// When it ended, where that is known.
    pub ended_at: Option<Millis>,
    /// It came with a sheet of old calls, which says nothing of an end.
    pub imported: bool,
    /// Code of the channel.
    pub channel: String,
    /// Code of the type.
    pub type_code: String,
    /// Code of the outcome.
    pub outcome: String,
    /// It has a facility, of the list or in words.
    pub has_facility: bool,
    /// Urgent.
    pub urgent: bool,
    /// A case of it has been moved, or something planned about it was tried or done.
    pub acted: bool,
    /// A promise about it has passed its due, or was kept too late.
    pub promise_missed: bool,
    /// A case of it was opened again.
    pub reopened: bool,
    /// The centre could not accept one of its entries.
    pub held: bool,
    /// Where its returns stand: an open one before a corrected one; none where it was never returned.
    pub returned: Option<ReturnState>,
}

/// An entry about a call of the shift.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShiftEntry {
    /// The call.
    pub call: SubjectId,
    /// The entry.
    pub entry: EntryId,
    /// Version of its kind's fields.
    pub version: u32,
    /// Kind of the entry.
    pub kind: String,
    /// When it was made, by its machine's clock.
    pub at: Millis,
    /// Where it was made.
    pub machine: MachineId,
    /// This machine made it and the centre has yet to take it.
    pub waiting: bool,
    /// Where it stands.
    pub standing: Standing,
}

pub(crate) const GLANCES: &str = r#"
    SELECT call.id, coalesce(call.on_behalf_of, call.agent), call.started_at, call.ended_at, call.channel, call.outcome, call.urgent,
           EXISTS (SELECT 1 FROM case_call JOIN "case" AS moved ON moved.id = case_call."case"
                   WHERE case_call.call = call.id AND moved.status NOT IN ('', 'new'))
           OR EXISTS (SELECT 1 FROM follow_up WHERE follow_up.call = call.id
                      AND (follow_up.attempts > 0 OR follow_up.state = 'done'))
           OR EXISTS (SELECT 1 FROM case_call JOIN follow_up ON follow_up."case" = case_call."case"
                      WHERE case_call.call = call.id
                        AND (follow_up.attempts > 0 OR follow_up.state = 'done')),
           EXISTS (SELECT 1 FROM follow_up WHERE follow_up.call = call.id AND follow_up.promised = 1
                   AND ((follow_up.state = 'planned' AND follow_up.due < ?2)
                        OR (follow_up.state = 'done' AND follow_up.kept = 0))),
           EXISTS (SELECT 1 FROM case_call JOIN "case" AS again ON again.id = case_call."case"
                   WHERE case_call.call = call.id AND again.reopened > 0),
           call.id IN (SELECT entry.subject FROM link JOIN entry ON entry.local = link.entry
                       WHERE link.state = 'held'),
           (SELECT group_concat(DISTINCT state) FROM call_return WHERE call_return.call = call.id),
           call.type, call.facility <> '' OR call.facility_text <> '', call.import IS NOT NULL
    FROM call WHERE call.shift = ?1 AND call.voided = 0
    ORDER BY call.started_at DESC, call.id DESC LIMIT ?3"#;

/// Those of the calls that stand, or that were taken out: each kind has an index of its own.
pub(crate) fn entries_statement(voided: bool) -> String {
    let kind = if voided { 1 } else { 0 };
    format!(
        "SELECT entry.subject, entry.id, entry.version, entry.kind, entry.at, entry.epoch, entry.seq,
                number.centre, number.number, number.announced_centre, number.announced,
                EXISTS (SELECT 1 FROM link WHERE link.entry = entry.local AND link.state = 'waiting')
         FROM call CROSS JOIN entry ON entry.subject = call.id
              LEFT JOIN number ON number.entry = entry.local
         WHERE call.shift = ?1 AND call.voided = {kind}
         ORDER BY call.started_at, call.id, entry.local LIMIT ?2"
    )
}

impl Reading<'_> {
    /// The calls of a shift that stand, newest first, at most [`SHIFT_CALLS_MAX`]. `now` decides which promises have
    /// passed.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn glances(&self, shift: &str, now: Millis) -> Result<Vec<GlanceRow>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(GLANCES)?
            .query_map(params![shift, now.0, SHIFT_CALLS_MAX], |row| {
                let returned: Option<String> = row.get(11)?;
                Ok(GlanceRow {
                    call: SubjectId::from_bytes(row.get(0)?),
                    agent: UserId::from_bytes(row.get(1)?),
                    started_at: Millis(row.get(2)?),
                    ended_at: row.get::<_, Option<_>>(3)?.map(Millis),
                    channel: row.get(4)?,
                    type_code: row.get(12)?,
                    outcome: row.get(5)?,
                    has_facility: row.get(13)?,
                    imported: row.get(14)?,
                    urgent: row.get(6)?,
                    acted: row.get(7)?,
                    promise_missed: row.get(8)?,
                    reopened: row.get(9)?,
                    held: row.get(10)?,
                    returned: returned.and_then(|states| most_of(&states)),
                })
            })?
            .collect::<Result<_, _>>()?)
    }

    /// Every entry about the calls of a shift, those that were taken out with them; at most [`SHIFT_ENTRIES_MAX`].
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn shift_entries(&self, shift: &str) -> Result<Vec<ShiftEntry>, StoreError> {
        let places = Places::read(self.connection)?;
        let mut entries = Vec::new();
        for voided in [false, true] {
            let mut statement = self.connection.prepare_cached(&entries_statement(voided))?;
            let mut rows = statement.query(params![shift, SHIFT_ENTRIES_MAX])?;
            while let Some(row) = rows.next()? {
                let (machine, point) = places.point(row.get(5)?, row.get(6)?)?;
                entries.push(ShiftEntry {
                    call: SubjectId::from_bytes(row.get(0)?),
                    entry: EntryId::from_bytes(row.get(1)?),
                    version: row.get(2)?,
                    kind: row.get(3)?,
                    at: Millis(row.get(4)?),
                    machine,
                    waiting: row.get(11)?,
                    standing: Standing {
                        point: Some(point),
                        number: places.numbered(row, 7, 8)?,
                        announced: places.numbered(row, 9, 10)?,
                    },
                });
            }
        }
        Ok(entries)
    }

    /// Which of these entries whoever made the first entry of one of the subjects did not have before them: for
    /// signatures, what came in after all of them. Everything where there is none.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn unknown_to_all<'e>(
        &self,
        subjects: &[SubjectId],
        entries: &'e [ShiftEntry],
    ) -> Result<Vec<&'e ShiftEntry>, StoreError> {
        let places = Places::read(self.connection)?;
        let mut knowing = Vec::new();
        for subject in subjects {
            let (entries, _) = placed(self.connection, &places, *subject)?;
            knowing.extend(entries.into_iter().next());
        }
        let unknown = |entry: &&ShiftEntry| {
            let knew = |by: &domain::fold::Placed| by.knew(&entry.standing);
            !knowing.iter().any(knew)
        };
        Ok(entries.iter().filter(unknown).collect())
    }
}

/// The state that matters most of those that a call's returns are in.
fn most_of(states: &str) -> Option<ReturnState> {
    [
        ReturnState::Open,
        ReturnState::Corrected,
        ReturnState::Withdrawn,
    ]
    .into_iter()
    .find(|state| states.split(',').any(|one| one == state.code()))
}
