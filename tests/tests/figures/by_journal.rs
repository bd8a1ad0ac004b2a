//! The figures once more, in plain SQL over the facts of the entries: neither the program's counting nor its tables have a
//! part in it. Of every field the last entry that writes it counts, which is so where nobody wrote apart.

mod held;

use std::collections::BTreeMap;

use app::dto::{PartOf, SpreadOf};
use domain::local_day::LocalDay;
use rusqlite::{Connection, params};

use crate::by_hand::{lengths_of, part};

pub(crate) use held::check;

/// Contacts, moves of cases, surveys, duties and pauses as the entries say.
const READ: &str = "
    PRAGMA temp_store = MEMORY;
    CREATE TEMP TABLE told AS
        SELECT local, subject, kind, actor, at, CAST(facts AS TEXT) AS facts,
               CAST(substr(personal, 17) AS TEXT) AS personal
        FROM entry ORDER BY local;
    CREATE INDEX temp.told_by ON told (subject, local);
    CREATE TEMP TABLE contact AS
        SELECT subject, {caller} AS caller, {channel} AS channel, {type} AS type, coalesce({governorate}, '') AS governorate,
               coalesce({outcome}, '') AS outcome, {started_at} AS started_at, {ended_at} AS ended_at,
               {saved_at} AS saved_at, coalesce({entered_late}, 0) AS entered_late, {case} AS opened,
               coalesce((SELECT json_extract(one.value, '$.sub_category')
                         FROM told AS said, json_each(said.facts, '$.issues') AS one
                         WHERE said.subject = first.subject AND json_type(one.value, '$.sub_category') IS NOT NULL
                         ORDER BY said.local DESC LIMIT 1), '') AS sub_category,
               coalesce((SELECT json_extract(one.value, '$.facility')
                         FROM told AS said, json_each(said.facts, '$.issues') AS one
                         WHERE said.subject = first.subject AND json_type(one.value, '$.facility') IS NOT NULL
                         ORDER BY said.local DESC LIMIT 1), '') AS facility,
               coalesce(json_extract(first.personal, '$.number'), '') AS number,
               coalesce((SELECT said.kind = 'call.voided' FROM told AS said
                         WHERE said.subject = first.subject AND said.kind IN ('call.voided', 'call.restored')
                         ORDER BY said.local DESC LIMIT 1), 0) AS voided
        FROM told AS first WHERE kind = 'call.logged';
    DELETE FROM contact WHERE voided = 1;
    CREATE INDEX temp.contact_by ON contact (number, started_at);
    CREATE TEMP TABLE turn AS
        SELECT subject, row_number() OVER (PARTITION BY subject ORDER BY local) AS place,
               json_extract(facts, '$.status') AS status,
               coalesce(json_extract(facts, '$.at'), json_extract(facts, '$.received_at')) AS at,
               first_value(json_extract(facts, '$.due')) OVER (PARTITION BY subject ORDER BY local) AS due,
               first_value(json_extract(facts, '$.received_at')) OVER (PARTITION BY subject ORDER BY local) AS received
        FROM told WHERE kind IN ('case.opened', 'case.moved');
    CREATE INDEX temp.turn_by ON turn (subject, place);
    CREATE TEMP TABLE answer AS
        SELECT json_extract(facts, '$.day') AS day, json_extract(facts, '$.mode') AS mode,
               json_extract(facts, '$.type') AS type, coalesce(json_extract(facts, '$.governorate'), '') AS governorate,
               json_extract(facts, '$.overall') AS overall
        FROM told AS first WHERE kind = 'survey.answered'
          AND NOT EXISTS (SELECT 1 FROM told AS said WHERE said.subject = first.subject AND said.kind = 'survey.withdrawn');
    CREATE TEMP TABLE watch AS
        SELECT subject, json_extract(facts, '$.opened_at') AS begun,
               (SELECT json_extract(said.facts, '$.closed_at') FROM told AS said
                WHERE said.subject = first.subject AND said.kind = 'duty.closed') AS ended
        FROM told AS first WHERE kind = 'duty.opened';
    CREATE TEMP TABLE rest AS
        SELECT first.subject, CAST(one.key AS INTEGER) AS begun,
               (SELECT json_extract(back.value, '$.until')
                FROM told AS said, json_each(said.facts, '$.pauses') AS back
                WHERE said.subject = first.subject AND said.kind = 'duty.resumed' AND back.key = one.key) AS ended
        FROM told AS first, json_each(first.facts, '$.pauses') AS one
        WHERE first.kind = 'duty.paused' AND json_extract(one.value, '$.reason') IN ('prayer', 'rest', 'meal');
    CREATE TEMP TABLE promise AS
        SELECT (SELECT json_extract(said.facts, '$.due') FROM told AS said
                WHERE said.subject = first.subject AND said.kind IN ('follow_up.planned', 'follow_up.replanned')
                ORDER BY said.local DESC LIMIT 1) AS due,
               (SELECT json_extract(said.facts, '$.done_at') FROM told AS said
                WHERE said.subject = first.subject AND said.kind = 'follow_up.done') AS done_at,
               EXISTS (SELECT 1 FROM told AS said
                       WHERE said.subject = first.subject AND said.kind = 'follow_up.cancelled') AS cancelled
        FROM told AS first
        WHERE kind = 'follow_up.planned' AND json_extract(facts, '$.promised');
    CREATE TEMP TABLE given AS
        SELECT said.subject, one.key AS id, json_extract(one.value, '$.at') AS at,
               json_extract(one.value, '$.result') AS result,
               EXISTS (SELECT 1 FROM json_each(one.value, '$.failed')) AS failed
        FROM told AS said, json_each(said.facts, '$.scores') AS one
        WHERE said.kind = 'call.scored'
          AND NOT EXISTS (SELECT 1 FROM told AS back, json_each(back.facts, '$.scores') AS gone
                          WHERE back.subject = said.subject AND back.kind = 'call.score_withdrawn' AND gone.key = one.key);
    CREATE TEMP TABLE score AS
        SELECT contact.started_at, given.result, given.failed FROM given JOIN contact ON contact.subject = given.subject
        WHERE NOT EXISTS (SELECT 1 FROM given AS newer
                          WHERE newer.subject = given.subject AND (newer.at, newer.id) > (given.at, given.id));
    CREATE TEMP TABLE somebody AS
        SELECT lower(hex(subject)) AS id,
               (SELECT json_extract(said.facts, '$.beneficiary') FROM told AS said
                WHERE said.subject = first.subject AND json_type(said.facts, '$.beneficiary') IS NOT NULL
                ORDER BY said.local DESC LIMIT 1) AS beneficiary
        FROM told AS first WHERE kind = 'person.added';
    CREATE UNIQUE INDEX temp.somebody_by ON somebody (id);";

/// Working days in their order with the instant at which each closes, by the lists as they lie in the files.
const WORKED: &str = "
    CREATE TEMP TABLE worked AS
        WITH RECURSIVE
            days (day) AS (SELECT '2018-01-01' UNION ALL SELECT date(day, '+1 day') FROM days WHERE day < '2028-12-31'),
            holidays AS (SELECT json_extract(value, '$.from') AS first, json_extract(value, '$.to') AS last
                         FROM json_each(?1, '$.rows')),
            periods AS (SELECT json_extract(value, '$.from') AS first, json_extract(value, '$.to') AS last,
                               json_extract(value, '$.closes') AS closes
                        FROM json_each(?2, '$.periods'))
        SELECT row_number() OVER (ORDER BY day) AS place,
               (unixepoch(day || ' ' || coalesce((SELECT closes FROM periods WHERE day BETWEEN first AND last),
                                                 json_extract(?2, '$.closes'))) - 4 * 3600) * 1000 AS closes
        FROM days
        WHERE CAST(strftime('%w', day) AS INTEGER) IN (SELECT value FROM json_each(?2, '$.working_days'))
          AND NOT EXISTS (SELECT 1 FROM holidays WHERE day BETWEEN first AND last);";
const HOLIDAYS: &str = include_str!("../../../assets/lists/holidays.json");
const CALENDAR: &str = include_str!("../../../assets/lists/calendar.json");
const TYPES: &str = include_str!("../../../assets/lists/types.json");

const SERVICE: &str = "channel = 'phone_in' AND type <> 'non_service'";
const RECEIVED: &str =
    "channel = 'phone_in' AND NOT (type = 'non_service' AND sub_category = 'test')";
const OVER: &str = "('closed', 'cancelled', 'duplicate')";

/// Nobody is one with somebody else in this year. Of a caller who was not chosen only the number is known.
const RESOLVED: &str = "
    SELECT coalesce(sum(outcome IN ('answered', 'info_sent', 'to_emergency') AND opened IS NULL
               AND NOT EXISTS (
                   SELECT 1 FROM contact AS again
                   WHERE again.number = contact.number AND again.type = contact.type
                     AND (again.caller = contact.caller OR again.caller IS NULL OR contact.caller IS NULL)
                     AND again.sub_category = contact.sub_category AND again.channel <> 'phone_out'
                     AND (again.started_at, again.subject) > (contact.started_at, contact.subject)
                     AND again.started_at <= contact.started_at + 7 * 86400000)), 0), count(*)
    FROM contact WHERE channel = 'phone_in' AND type <> 'non_service' AND number <> ''
                   AND started_at >= ?1 AND started_at < ?2";

/// What a field of a contact says last.
fn last(field: &str) -> String {
    format!(
        "(SELECT json_extract(said.facts, '$.{field}') FROM told AS said
          WHERE said.subject = first.subject AND said.kind IN ('call.logged', 'call.amended')
            AND json_type(said.facts, '$.{field}') IS NOT NULL
          ORDER BY said.local DESC LIMIT 1)"
    )
}

/// Reads the entries once, for all that is asked of them then.
pub(crate) fn read(hand: &Connection) {
    let fields = [
        "caller",
        "channel",
        "type",
        "governorate",
        "outcome",
        "started_at",
        "ended_at",
        "saved_at",
        "entered_late",
        "case",
    ];
    let statements = fields.iter().fold(READ.to_owned(), |statements, field| {
        statements.replace(&format!("{{{field}}}"), &last(field))
    });
    hand.execute_batch(&statements).unwrap();
    hand.execute(WORKED, [HOLIDAYS, CALENDAR]).unwrap();
    let by = "CREATE INDEX temp.worked_by ON worked (closes, place)";
    hand.execute(by, []).unwrap();
}

/// The instants of a period, as an SQL parameter each.
#[derive(Clone, Copy)]
pub(crate) struct Asked<'h> {
    hand: &'h Connection,
    days: (&'h str, &'h str),
    from: i64,
    until: i64,
    now: i64,
}

impl<'h> Asked<'h> {
    pub(crate) fn of(hand: &'h Connection, days: (&'h str, &'h str), now: i64) -> Self {
        let day = |text: &str| -> LocalDay { text.parse().unwrap() };
        Self {
            hand,
            days,
            from: day(days.0).starts_at_ms(),
            until: day(days.1).ends_at_ms(),
            now,
        }
    }

    /// Contacts by the facility that the subject is about, those about none left out.
    pub(crate) fn facilities(&self) -> BTreeMap<String, u32> {
        let pairs = self.pairs(
            "SELECT facility, count(*) FROM contact
             WHERE facility <> '' AND started_at >= ?1 AND started_at < ?2 GROUP BY 1",
        );
        pairs.into_iter().collect()
    }

    /// Contacts by what the caller who was chosen is, those of whom that is not known left out.
    pub(crate) fn beneficiaries(&self) -> BTreeMap<String, u32> {
        let pairs = self.pairs(
            "SELECT beneficiary, count(*) FROM contact JOIN somebody ON somebody.id = replace(contact.caller, '-', '')
             WHERE beneficiary <> '' AND started_at >= ?1 AND started_at < ?2 GROUP BY 1",
        );
        pairs.into_iter().collect()
    }

    /// Everything that was logged.
    pub(crate) fn logged(&self) -> u32 {
        self.contacts("1")
    }

    /// One number; ?1 and ?2 are the first instant and the first behind the last, ?3 when it is looked at.
    fn one(&self, statement: &str) -> u32 {
        let until = self.until.min(self.now);
        let told = params![self.from, self.until, until];
        self.hand
            .query_row(statement, told, |row| row.get(0))
            .unwrap()
    }

    fn contacts(&self, condition: &str) -> u32 {
        self.one(&format!(
            "SELECT count(*) FROM contact WHERE started_at >= ?1 AND started_at < ?2 AND ?3 IS NOT NULL AND {condition}"
        ))
    }

    fn moves(&self, condition: &str) -> u32 {
        self.one(&format!(
            "SELECT count(*) FROM turn LEFT JOIN turn AS before
                    ON before.subject = turn.subject AND before.place = turn.place - 1
             WHERE turn.at >= ?1 AND turn.at < ?2 AND ?3 IS NOT NULL AND {condition}"
        ))
    }

    /// Cases open at an instant.
    fn open_at(&self, at: i64, and: &str) -> u32 {
        let statement = format!("SELECT count(*) {} AND {and}", open());
        let asked = self.hand.query_row(&statement, [at], |row| row.get(0));
        asked.unwrap()
    }

    /// How old what is open at the end of the days is, in working days: as many as closed between the one that it counts
    /// as received on and the one on which it is looked at.
    fn ages(&self) -> String {
        let day_of = |instant: &str| {
            format!("(SELECT place FROM worked WHERE closes > {instant} ORDER BY closes LIMIT 1)")
        };
        let (today, received) = (day_of("?2"), day_of("turn.received"));
        format!(
            "FROM (SELECT max(0, {today} - {received}) AS age {})",
            open()
        )
    }

    fn ages_lie(&self) -> Option<SpreadOf> {
        let bounds = params![self.until, self.until.min(self.now)];
        lengths_of(self.hand, bounds, "age", &self.ages())
    }

    fn aged(&self, condition: &str) -> u32 {
        let statement = format!("SELECT count(*) {} WHERE {condition}", self.ages());
        let bounds = params![self.until, self.until.min(self.now)];
        let asked = self.hand.query_row(&statement, bounds, |row| row.get(0));
        asked.unwrap()
    }

    /// Promises that had come due in the days by the time at which they are looked at, and those of them done by then.
    fn promises(&self) -> PartOf {
        let due = "FROM promise
                   WHERE due >= ?1 AND due < ?3 AND ?2 IS NOT NULL AND (done_at IS NOT NULL OR NOT cancelled)";
        let kept = self.one(&format!("SELECT count(*) {due} AND done_at <= due"));
        part(kept, self.one(&format!("SELECT count(*) {due}")))
    }

    /// Calls of the days by their score that counts.
    fn scored(&self, of: &str) -> u32 {
        self.one(&format!(
            "SELECT {of} FROM score WHERE started_at >= ?1 AND started_at < ?2 AND ?3 IS NOT NULL"
        ))
    }

    /// First days of the parts that the days fall into.
    fn parts(&self, step: &str) -> Vec<String> {
        let begins = match step {
            "day" => "1",
            "week" => "strftime('%w', day) = '0'",
            "month" => "strftime('%d', day) = '01'",
            _ => "strftime('%m-%d', day) = '01-01'",
        };
        let statement = format!(
            "WITH RECURSIVE days (day) AS
                 (SELECT ?1 UNION ALL SELECT date(day, '+1 day') FROM days WHERE day < ?2)
             SELECT day FROM days WHERE day = ?1 OR {begins} ORDER BY day"
        );
        let mut statement = self.hand.prepare(&statement).unwrap();
        let rows = statement.query_map(params![self.days.0, self.days.1], |row| row.get(0));
        rows.unwrap().map(Result::unwrap).collect()
    }

    fn pairs(&self, statement: &str) -> Vec<(String, u32)> {
        let mut statement = self.hand.prepare(statement).unwrap();
        let rows = statement.query_map(params![self.from, self.until], |row| {
            Ok((row.get(0)?, row.get(1)?))
        });
        rows.unwrap().map(Result::unwrap).collect()
    }
}

/// Cases that are open at the instant ?1: the last turn before it is none that ends.
fn open() -> String {
    format!(
        "FROM turn
         WHERE turn.at < ?1 AND turn.status NOT IN {OVER}
           AND NOT EXISTS (SELECT 1 FROM turn AS next
                           WHERE next.subject = turn.subject AND next.place > turn.place AND next.at < ?1)"
    )
}

/// The codes of a list in the order in which it lies in its file.
fn in_order(hand: &Connection, file: &str) -> Vec<String> {
    let statement = "SELECT json_extract(value, '$.code') FROM json_each(?1, '$.rows') ORDER BY CAST(key AS INTEGER)";
    let mut statement = hand.prepare(statement).unwrap();
    let rows = statement.query_map([file], |row| row.get(0));
    rows.unwrap().map(Result::unwrap).collect()
}
