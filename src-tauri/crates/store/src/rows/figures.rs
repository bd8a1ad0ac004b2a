//! What figures are counted from, row by row out of one index each. What a row counts as is not decided here (see
//! `domain::figures`), nor who may ask.

use std::collections::HashMap;

use domain::duty::DUTY_MAX_MS;
use domain::figures::{
    Answer, CallTally, CaseOf, CaseTally, Contact, ENDED_IN_CALL, Instants, RESOLVED_WITHIN_MS,
    Share, Span, SurveyTally, TimeTally, Watch,
};
use domain::id::{MachineId, Millis, UserId};
use domain::period::Period;
use rusqlite::{OptionalExtension as _, Row, params};

use super::survey::COUNTS;
use crate::error::StoreError;
use crate::read::Reading;

/// A machine of the site, and when somebody was last at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MachineSeen {
    /// Which.
    pub machine: MachineId,
    /// Name of its station then; empty where nobody was at it yet.
    pub station: String,
    /// When somebody last signed in at it, as far as is known here.
    pub at: Option<Millis>,
}

/// Contacts from an instant up to another, in the order in which they began. Whether a call was added to a case is asked
/// only of those that count as ended in the call otherwise, since each has to be looked for.
pub(crate) const CONTACTS: &str = r#"
    SELECT started_at, ended_at, saved_at, entered_late, channel, type, sub_category, governorate, outcome,
           CASE WHEN "case" IS NOT NULL THEN 1
                WHEN outcome NOT IN (SELECT value FROM json_each(?4)) THEN 0
                WHEN EXISTS (SELECT 1 FROM case_call WHERE case_call.call = call.id) THEN 2
                ELSE 0 END,
           caller, number_key, ?3 IS NULL OR agent = ?3
    FROM call INDEXED BY call_by_time
    WHERE voided = 0 AND started_at >= ?1 AND started_at < ?2
    ORDER BY started_at, id"#;

/// Times in which cases were open that have to do with a period: those that go on, and those that ended in it or later.
pub(crate) const SPANS: [&str; 2] = [
    "SELECT received_at, from_at, until, place, closed, again_at, due FROM case_span INDEXED BY case_span_by_end
     WHERE until IS NULL AND from_at < ?2 AND ?1 < ?2 AND (?3 IS NULL OR owner = ?3)",
    "SELECT received_at, from_at, until, place, closed, again_at, due FROM case_span INDEXED BY case_span_by_end
     WHERE until >= ?1 AND from_at < ?2 AND (?3 IS NULL OR owner = ?3)",
];

pub(crate) const PROMISES: &str = "
    SELECT coalesce(sum(coalesce(kept, 0)), 0), count(*) FROM follow_up INDEXED BY follow_up_promised
    WHERE promised = 1 AND due >= ?1 AND due < ?2 AND state <> 'cancelled' AND (?3 IS NULL OR owner = ?3)";

pub(crate) fn surveys_statement() -> String {
    format!(
        "SELECT mode IN (SELECT value FROM json_each(?4)), type, governorate, overall
         FROM survey INDEXED BY survey_by_day
         WHERE {COUNTS} AND day >= ?1 AND day <= ?2 AND (?3 IS NULL OR handler = ?3)"
    )
}

/// Duties that may reach into a period, each with the breaks of it: none lasts longer than [`DUTY_MAX_MS`].
pub(crate) const DUTIES: &str = "
    SELECT duty.id, duty.user, duty.opened_at, duty.closed_at, pause.from_at, pause.until
    FROM duty INDEXED BY duty_by_time
         LEFT JOIN duty_pause AS pause ON pause.duty = duty.id AND pause.reason IN (SELECT value FROM json_each(?4))
    WHERE duty.opened_at > ?1 AND duty.opened_at < ?2 AND (?3 IS NULL OR duty.user = ?3)
    ORDER BY duty.opened_at, duty.closed_at, duty.user, duty.id";

impl Reading<'_> {
    /// Hands every contact of a period to its tally, and those of the days behind it that may be what somebody came in
    /// with again. Voided ones are none. `agent`: only what this person logged counts.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn tally_calls(
        &self,
        tally: &mut CallTally<'_>,
        period: Period,
        agent: Option<UserId>,
    ) -> Result<(), StoreError> {
        let merged = self.merged_persons()?;
        let until = period.ends_at_ms().saturating_add(RESOLVED_WITHIN_MS + 1);
        let agent = agent.map(|agent| agent.to_bytes());
        let mut statement = self.connection.prepare_cached(CONTACTS)?;
        let ended = serde_json::to_string(&ENDED_IN_CALL).unwrap_or_else(|_| "[]".into());
        let mut rows = statement.query(params![period.starts_at_ms(), until, agent, ended])?;
        while let Some(row) = rows.next()? {
            let person: Option<[u8; 16]> = row.get(10)?;
            tally.add(&Contact {
                started_at: row.get(0)?,
                ended_at: row.get(1)?,
                saved_at: row.get(2)?,
                entered_late: row.get(3)?,
                channel: text(row, 4)?,
                type_code: text(row, 5)?,
                sub_category: text(row, 6)?,
                governorate: text(row, 7)?,
                outcome: text(row, 8)?,
                case: match row.get(9)? {
                    1 => CaseOf::Opened,
                    2 => CaseOf::Added,
                    _ => CaseOf::None,
                },
                person: person.map(|person| known_as(&merged, person)),
                number: text(row, 11)?,
                is_counted: row.get(12)?,
            });
        }
        Ok(())
    }

    /// Hands every time in which a case was open to the tally of a period that it has to do with. `owner`: only cases
    /// that this person moves.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn tally_cases(
        &self,
        tally: &mut CaseTally<'_>,
        instants: &Instants,
        owner: Option<UserId>,
    ) -> Result<(), StoreError> {
        let owner = owner.map(|owner| owner.to_bytes());
        for statement in SPANS {
            let mut statement = self.connection.prepare_cached(statement)?;
            let mut rows = statement.query(params![instants.from, instants.until, owner])?;
            while let Some(row) = rows.next()? {
                tally.add(&Span {
                    received_at: row.get(0)?,
                    from: row.get(1)?,
                    until: row.get(2)?,
                    first: row.get::<_, i64>(3)? == 1,
                    closed: row.get(4)?,
                    again_at: row.get(5)?,
                    due: row.get(6)?,
                });
            }
        }
        Ok(())
    }

    /// Hands every survey that was answered or refused in a period, and stands, to its tally. `asked`: codes of the modes
    /// in which somebody asks. `handler`: only those about what this person handled.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn tally_surveys(
        &self,
        tally: &mut SurveyTally,
        period: Period,
        asked: &[String],
        handler: Option<UserId>,
    ) -> Result<(), StoreError> {
        let handler = handler.map(|handler| handler.to_bytes());
        let (from, to) = (period.from().to_string(), period.to().to_string());
        let mut statement = self.connection.prepare_cached(&surveys_statement())?;
        let mut rows = statement.query(params![from, to, handler, json(asked)])?;
        while let Some(row) = rows.next()? {
            tally.add(&Answer {
                is_asked: row.get(0)?,
                type_code: text(row, 1)?,
                governorate: text(row, 2)?,
                overall: row.get(3)?,
            });
        }
        Ok(())
    }

    /// Hands every duty that may reach into the period of the tally to it. `breaks`: codes of the reasons of pauses that
    /// are no work. `user`: only theirs.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn tally_time(
        &self,
        tally: &mut TimeTally,
        breaks: &[String],
        user: Option<UserId>,
    ) -> Result<(), StoreError> {
        let user = user.map(|user| user.to_bytes());
        let (from, until) = tally.between();
        let asked = params![from.saturating_sub(DUTY_MAX_MS), until, user, json(breaks)];
        let mut statement = self.connection.prepare_cached(DUTIES)?;
        let mut rows = statement.query(asked)?;
        let mut last: Option<([u8; 16], Watch)> = None;
        while let Some(row) = rows.next()? {
            let duty: [u8; 16] = row.get(0)?;
            let watch = match &mut last {
                Some((known, watch)) if *known == duty => watch,
                _ => {
                    if let Some((_, watch)) = last.take() {
                        tally.add(&watch);
                    }
                    &mut last.insert((duty, watch_of(row)?)).1
                }
            };
            if let Some(from) = row.get(4)? {
                watch.breaks.push((from, row.get(5)?));
            }
        }
        if let Some((_, watch)) = last {
            tally.add(&watch);
        }
        Ok(())
    }

    /// Promises that were due from an instant up to another, and those of them that were done by their due. What was
    /// cancelled was none.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn promises_kept(
        &self,
        from: Millis,
        until: Millis,
        owner: Option<UserId>,
    ) -> Result<Share, StoreError> {
        let owner = owner.map(|owner| owner.to_bytes());
        Ok(self.connection.prepare_cached(PROMISES)?.query_row(
            params![from.0, until.0, owner],
            |row| {
                Ok(Share {
                    part: row.get(0)?,
                    of: row.get(1)?,
                })
            },
        )?)
    }

    /// The machines of the site that are known here, this one with them.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn machines_seen(&self) -> Result<Vec<MachineSeen>, StoreError> {
        let machines: Vec<[u8; 16]> = self
            .connection
            .prepare_cached("SELECT DISTINCT machine FROM epoch ORDER BY machine")?
            .query_map([], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        let mut last = self.connection.prepare_cached(
            "SELECT station, opened_at FROM duty INDEXED BY duty_by_machine
             WHERE machine = ?1 ORDER BY opened_at DESC LIMIT 1",
        )?;
        let mut seen = Vec::with_capacity(machines.len());
        for machine in machines {
            let found: Option<(String, i64)> = last
                .query_row([machine], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?;
            let (station, at) = found.unzip();
            seen.push(MachineSeen {
                machine: MachineId::from_bytes(machine),
                station: station.unwrap_or_default(),
                at: at.map(Millis),
            });
        }
        Ok(seen)
    }

    /// Up to which of the centre's numbers the entries of the site are here; none before it was ever asked.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn synced_number(&self) -> Result<Option<i64>, StoreError> {
        Ok(self
            .connection
            .prepare_cached("SELECT max(number) FROM mark")?
            .query_row([], |row| row.get(0))?)
    }

    /// For each person who is one with others by merges that stand, the one of them by whom they are known: the lowest
    /// id, so that the order of the merges does not matter.
    fn merged_persons(&self) -> Result<HashMap<[u8; 16], [u8; 16]>, StoreError> {
        let merges: Vec<([u8; 16], [u8; 16])> = self
            .connection
            .prepare_cached(
                "SELECT kept, merged FROM merge
                 WHERE undone = 0 AND kept IS NOT NULL AND merged IS NOT NULL",
            )?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?;
        let mut above = HashMap::new();
        for (kept, merged) in merges {
            let (one, other) = (known_as(&above, kept), known_as(&above, merged));
            if one != other {
                above.insert(one.max(other), one.min(other));
            }
        }
        Ok(above)
    }
}

fn watch_of(row: &Row<'_>) -> rusqlite::Result<Watch> {
    Ok(Watch {
        user: row.get(1)?,
        from: row.get(2)?,
        until: row.get(3)?,
        breaks: Vec::new(),
    })
}

fn json(codes: &[String]) -> String {
    serde_json::to_string(codes).unwrap_or_else(|_| "[]".into())
}

/// Each step leads to a lower id, so that it ends.
fn known_as(above: &HashMap<[u8; 16], [u8; 16]>, person: [u8; 16]) -> [u8; 16] {
    let mut known = person;
    while let Some(next) = above.get(&known) {
        known = *next;
    }
    known
}

pub(super) fn text<'r>(row: &'r Row<'_>, at: usize) -> rusqlite::Result<&'r str> {
    Ok(row.get_ref(at)?.as_str()?)
}
