//! The figures once more, in plain SQL over the facts of the entries: neither the program's counting nor its tables have a
//! part in it. Of every field the last entry that writes it counts, which is so where nobody wrote apart.

use app::dto::{Figures, PartOf, SatisfactionNumbers};
use domain::local_day::LocalDay;
use rusqlite::{Connection, params};

use crate::by_hand::{lengths_of, part};

/// Contacts, moves of cases, surveys, duties and pauses as the entries say.
const READ: &str = "
    PRAGMA temp_store = MEMORY;
    CREATE TEMP TABLE told AS
        SELECT local, subject, kind, actor, at, CAST(facts AS TEXT) AS facts,
               CAST(substr(personal, 17) AS TEXT) AS personal
        FROM entry ORDER BY local;
    CREATE INDEX temp.told_by ON told (subject, local);
    CREATE TEMP TABLE contact AS
        SELECT subject, actor AS agent, {channel} AS channel, {type} AS type, coalesce({governorate}, '') AS governorate,
               coalesce({outcome}, '') AS outcome, {started_at} AS started_at, {ended_at} AS ended_at,
               {saved_at} AS saved_at, coalesce({entered_late}, 0) AS entered_late, {case} AS opened,
               coalesce((SELECT json_extract(one.value, '$.sub_category')
                         FROM told AS said, json_each(said.facts, '$.issues') AS one
                         WHERE said.subject = first.subject AND json_type(one.value, '$.sub_category') IS NOT NULL
                         ORDER BY said.local DESC LIMIT 1), '') AS sub_category,
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
               first_value(json_extract(facts, '$.due')) OVER (PARTITION BY subject ORDER BY local) AS due
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
        WHERE first.kind = 'duty.paused' AND json_extract(one.value, '$.reason') IN ('prayer', 'rest', 'meal');";

const SERVICE: &str = "channel = 'phone_in' AND type <> 'non_service'";
const RECEIVED: &str =
    "channel = 'phone_in' AND NOT (type = 'non_service' AND sub_category = 'test')";
const OVER: &str = "('closed', 'cancelled', 'duplicate')";

/// Nobody is chosen in this year: who calls again is told by the number alone.
const RESOLVED: &str = "
    SELECT coalesce(sum(outcome IN ('answered', 'info_sent', 'to_emergency') AND opened IS NULL
               AND NOT EXISTS (
                   SELECT 1 FROM contact AS again
                   WHERE again.number = contact.number AND again.type = contact.type
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
}

/// The instants of a period, as an SQL parameter each.
struct Asked<'h> {
    hand: &'h Connection,
    days: (&'h str, &'h str),
    from: i64,
    until: i64,
    now: i64,
}

impl Asked<'_> {
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

    /// Cases open at an instant: the last turn before it is none that ends.
    fn open_at(&self, at: i64, and: &str) -> u32 {
        let statement = format!(
            "SELECT count(*) FROM turn
             WHERE turn.at < ?1 AND turn.status NOT IN {OVER} AND {and}
               AND NOT EXISTS (SELECT 1 FROM turn AS next
                               WHERE next.subject = turn.subject AND next.place > turn.place AND next.at < ?1)"
        );
        self.hand
            .query_row(&statement, [at], |row| row.get(0))
            .unwrap()
    }

    fn pairs(&self, statement: &str) -> Vec<(String, u32)> {
        let mut statement = self.hand.prepare(statement).unwrap();
        let rows = statement.query_map(params![self.from, self.until], |row| {
            Ok((row.get(0)?, row.get(1)?))
        });
        rows.unwrap().map(Result::unwrap).collect()
    }
}

/// Holds every figure of the days against the entries.
pub(crate) fn check(hand: &Connection, days: (&str, &str), now: i64, told: &Figures) {
    let day = |text: &str| -> LocalDay { text.parse().unwrap() };
    let asked = Asked {
        hand,
        days,
        from: day(days.0).starts_at_ms(),
        until: day(days.1).ends_at_ms(),
        now,
    };
    calls(&asked, told);
    cases(&asked, told);
    work(&asked, told);
    satisfaction(&asked, &told.satisfaction);
    series(&asked, told);
}

fn calls(asked: &Asked<'_>, told: &Figures) {
    let (from, to) = asked.days;
    let calls = &told.calls;
    assert_eq!(
        calls.received,
        asked.contacts(RECEIVED),
        "received {from} {to}"
    );
    assert_eq!(calls.logged, asked.contacts("1"), "logged {from} {to}");
    let non_service = "channel = 'phone_in' AND type = 'non_service'";
    let expected = [
        ("service", SERVICE.to_owned()),
        (
            "non_service",
            format!("{non_service} AND sub_category <> 'test'"),
        ),
        ("test", format!("{non_service} AND sub_category = 'test'")),
        ("outgoing", "channel = 'phone_out'".into()),
        (
            "message",
            "channel IN ('x_direct', 'x_post', 'email', 'app', 'portal', 'other')".into(),
        ),
        ("visit", "channel = 'walk_in'".into()),
        ("letter", "channel IN ('letter', 'section')".into()),
    ];
    for (one, (code, condition)) in calls.groups.iter().zip(&expected) {
        let counted = asked.contacts(condition);
        assert_eq!(
            (one.code.as_str(), one.count),
            (*code, counted),
            "{from} {to}"
        );
    }
    let by = |column: &str| {
        asked.pairs(&format!(
            "SELECT {column}, count(*) FROM contact WHERE started_at >= ?1 AND started_at < ?2 GROUP BY 1 ORDER BY 1"
        ))
    };
    let sorted = |mut counts: Vec<(String, u32)>| {
        counts.sort();
        counts
    };
    let counted = |counts: &[app::dto::CodeCount]| {
        sorted(
            counts
                .iter()
                .map(|one| (one.code.clone(), one.count))
                .collect(),
        )
    };
    assert_eq!(counted(&calls.channels), by("channel"));
    assert_eq!(counted(&calls.governorates), by("governorate"));
    let subjects = calls.types.iter().flat_map(|of| {
        let own = of.subjects.iter();
        own.map(|one| (format!("{}/{}", of.type_code, one.code), one.count))
    });
    assert_eq!(
        sorted(subjects.collect()),
        by("type || '/' || sub_category")
    );

    let of_days = "started_at >= ?1 AND started_at < ?2";
    let known = format!("{SERVICE} AND ended_at >= started_at AND saved_at >= ended_at");
    let spread = |length: &str, condition: &str| {
        let of = format!("FROM contact WHERE {of_days} AND {condition}");
        lengths_of(asked.hand, params![asked.from, asked.until], length, &of)
    };
    let handled = spread(
        "saved_at - started_at",
        &format!("{known} AND entered_late = 0"),
    );
    assert_eq!(calls.handling_ms, handled, "handling time {from} {to}");
    assert_eq!(calls.log_delay_ms, spread("saved_at - ended_at", &known));
    let local = |column: &str| format!("date({column} / 1000 + 4 * 3600, 'unixepoch')");
    let later = format!("{known} AND {} > {}", local("saved_at"), local("ended_at"));
    let later = part(asked.contacts(&later), asked.contacts(&known));
    assert_eq!(calls.saved_later, later);
    let opened = asked.contacts(&format!("{SERVICE} AND opened IS NOT NULL"));
    assert_eq!(calls.opened_case, part(opened, asked.contacts(SERVICE)));
    let resolved = asked
        .hand
        .query_row(RESOLVED, params![asked.from, asked.until], |row| {
            Ok(part(row.get(0)?, row.get(1)?))
        });
    assert_eq!(calls.resolved, resolved.unwrap(), "resolved {from} {to}");
}

fn cases(asked: &Asked<'_>, told: &Figures) {
    let cases = &told.cases;
    let (from, to) = asked.days;
    assert_eq!(
        cases.opening,
        asked.open_at(asked.from, "1"),
        "open on {from}"
    );
    assert_eq!(
        cases.closing,
        asked.open_at(asked.until, "1"),
        "open after {to}"
    );
    let overdue = format!("turn.due < {}", asked.until.min(asked.now));
    assert_eq!(cases.overdue, asked.open_at(asked.until, &overdue));
    assert_eq!(cases.new, asked.moves("turn.place = 1"), "new {from} {to}");
    let again = format!("before.status IN {OVER} AND turn.status NOT IN {OVER}");
    assert_eq!(cases.reopened, asked.moves(&again));
    let ended = format!("turn.place > 1 AND before.status NOT IN {OVER} AND turn.status IN {OVER}");
    assert_eq!(cases.closed, asked.moves(&ended));
    assert_eq!(
        cases.opening + cases.new + cases.reopened,
        cases.closed + cases.closing,
        "the balance of {from} {to}"
    );
    let closed = format!("{ended} AND turn.status = 'closed'");
    let in_time = asked.moves(&format!("{closed} AND turn.at <= turn.due"));
    assert_eq!(cases.in_time, part(in_time, asked.moves(&closed)));
    let not_lasting = format!(
        "{ended} AND EXISTS (SELECT 1 FROM turn AS next
                             WHERE next.subject = turn.subject AND next.place = turn.place + 1
                               AND next.at - turn.at <= 30 * 86400000)"
    );
    let opened_again = part(asked.moves(&not_lasting), asked.moves(&ended));
    assert_eq!(cases.opened_again, opened_again);
}

/// Nobody in this year is signed in twice at once: time is what each duty lasted, less the breaks in it.
fn work(asked: &Asked<'_>, told: &Figures) {
    let clipped = |table: &str, end: &str| {
        format!(
            "(SELECT coalesce(sum(max(0, min({end}, ?2, ?3) - max(begun, ?1))), 0) FROM {table})"
        )
    };
    let statement = format!(
        "SELECT {} - {}",
        clipped("watch", "coalesce(ended, ?3)"),
        clipped("rest", "coalesce(ended, ?3)")
    );
    let asks = params![asked.from, asked.until, asked.now];
    let worked: i64 = asked
        .hand
        .query_row(&statement, asks, |row| row.get(0))
        .unwrap();
    assert_eq!(told.work.worked_ms, worked, "worked {:?}", asked.days);
    let hours = worked as f64 / 3_600_000.0;
    let per_hour = (hours >= 1.0).then(|| f64::from(asked.contacts(SERVICE)) / hours);
    assert_eq!(told.work.per_hour, per_hour);
}

fn satisfaction(asked: &Asked<'_>, told: &SatisfactionNumbers) {
    let count = |condition: &str| -> u32 {
        let statement =
            format!("SELECT count(*) FROM answer WHERE day >= ?1 AND day <= ?2 AND {condition}");
        let asks = params![asked.days.0, asked.days.1];
        asked
            .hand
            .query_row(&statement, asks, |row| row.get(0))
            .unwrap()
    };
    let share = |condition: &str| -> PartOf {
        let satisfied = format!("{condition} AND overall >= 4");
        part(
            count(&satisfied),
            count(&format!("{condition} AND overall IS NOT NULL")),
        )
    };
    let all = share("1");
    assert_eq!(told.answers, all.of, "answers {:?}", asked.days);
    assert_eq!(
        told.rate.map(|rate| rate.satisfied),
        (all.of >= 30).then_some(all)
    );
    let asks = "mode IN ('phone', 'in_person')";
    let answered = count(&format!("{asks} AND overall IS NOT NULL"));
    assert_eq!(told.response, part(answered, count(asks)));
    for (column, rows) in [("type", &told.types), ("governorate", &told.governorates)] {
        for row in rows {
            let of = share(&format!("{column} = '{}'", row.code));
            assert_eq!(row.answers, of.of, "{column} {}", row.code);
            let rate = row.rate.map(|rate| rate.satisfied);
            assert_eq!(rate, (of.of >= 30).then_some(of));
        }
        assert_eq!(rows.iter().map(|row| row.answers).sum::<u32>(), all.of);
    }
}

fn series(asked: &Asked<'_>, told: &Figures) {
    let mut received = 0;
    for of in &told.series.parts {
        let day = |text: &str| -> LocalDay { text.parse().unwrap() };
        let within = Asked {
            days: (&of.days.from, &of.days.to),
            from: day(&of.days.from).starts_at_ms(),
            until: day(&of.days.to).ends_at_ms(),
            ..*asked
        };
        assert_eq!(of.received, within.contacts(RECEIVED), "{:?}", of.days);
        if let Some(open) = of.open {
            assert_eq!(open, within.open_at(within.until, "1"), "{:?}", of.days);
        }
        received += of.received;
    }
    assert_eq!(received, told.calls.received, "the parts are the whole");
}
