//! The figures once more, in plain SQL over the tables, by the local day that stands in each row and by the moves of
//! the cases: nothing of the program's own counting is used.

use std::collections::BTreeMap;

use app::dto::{CodeCount, Figures, PartOf, SpreadOf};
use domain::local_day::LocalDay;
use rusqlite::{Connection, ToSql, params};

/// Calls of the days, with what they are by.
const OF_DAYS: &str = "voided = 0 AND local_day >= ?1 AND local_day <= ?2";
const SERVICE: &str = "channel = 'phone_in' AND type <> 'non_service'";
const OVER: &str = "('closed', 'cancelled', 'duplicate')";

/// Persons that were merged are one; of a caller that was not chosen only the number is known.
const RESOLVED: &str = r#"
    WITH heard AS (
        SELECT id, started_at, channel, type, sub_category, number_key, outcome, local_day, "case",
               coalesce((SELECT min(kept, merged) FROM merge WHERE undone = 0 AND call.caller IN (kept, merged)),
                        caller) AS who
        FROM call WHERE voided = 0 AND type <> 'non_service' AND channel <> 'phone_out'
    )
    SELECT coalesce(sum(
               outcome IN ('answered', 'info_sent', 'to_emergency') AND "case" IS NULL
               AND id NOT IN (SELECT call FROM case_call)
               AND NOT EXISTS (
                   SELECT 1 FROM heard AS again
                   WHERE again.type = heard.type AND again.sub_category = heard.sub_category
                     AND (again.started_at, again.id) > (heard.started_at, heard.id)
                     AND again.started_at <= heard.started_at + 7 * 86400000
                     AND (again.who = heard.who
                          OR (again.number_key <> '' AND again.number_key = heard.number_key
                              AND (again.who IS NULL OR heard.who IS NULL))))), 0),
           count(*)
    FROM heard
    WHERE channel = 'phone_in' AND local_day >= ?1 AND local_day <= ?2
      AND (who IS NOT NULL OR number_key <> '')"#;

/// Holds every figure of the days against what is counted here.
pub(crate) fn check(hand: &Connection, days: (&str, &str), now: i64, told: &Figures) {
    let (from, to) = days;
    let count = |condition: &str| -> u32 {
        let statement = format!("SELECT count(*) FROM call WHERE {OF_DAYS} AND {condition}");
        let asked = hand.query_row(&statement, params![from, to], |row| row.get(0));
        asked.unwrap()
    };
    let calls = &told.calls;
    let groups: BTreeMap<&str, u32> = calls
        .groups
        .iter()
        .map(|one| (one.code.as_str(), one.count))
        .collect();
    let non_service = "channel = 'phone_in' AND type = 'non_service'";
    for (code, condition) in [
        ("service", SERVICE.to_owned()),
        (
            "non_service",
            format!("{non_service} AND sub_category <> 'test'"),
        ),
        ("test", format!("{non_service} AND sub_category = 'test'")),
        ("outgoing", "channel = 'phone_out'".into()),
        ("visit", "channel = 'walk_in'".into()),
        ("letter", "channel IN ('letter', 'section')".into()),
        (
            "message",
            "channel NOT IN ('phone_in', 'phone_out', 'walk_in', 'letter', 'section')".into(),
        ),
    ] {
        assert_eq!(groups[code], count(&condition), "{code} {days:?}");
    }
    assert_eq!(calls.received, groups["service"] + groups["non_service"]);
    assert_eq!(calls.logged, count("1"));
    let by = |column: &str| -> BTreeMap<String, u32> {
        let statement = format!("SELECT {column}, count(*) FROM call WHERE {OF_DAYS} GROUP BY 1");
        let mut statement = hand.prepare(&statement).unwrap();
        let rows = statement.query_map(params![from, to], |row| Ok((row.get(0)?, row.get(1)?)));
        rows.unwrap().map(Result::unwrap).collect()
    };
    let counted = |counts: &[CodeCount]| -> BTreeMap<String, u32> {
        let counts = counts.iter();
        counts.map(|one| (one.code.clone(), one.count)).collect()
    };
    assert_eq!(counted(&calls.channels), by("channel"));
    assert_eq!(counted(&calls.governorates), by("governorate"));
    let mut types = BTreeMap::new();
    for of in &calls.types {
        for one in &of.subjects {
            types.insert(format!("{}/{}", of.type_code, one.code), one.count);
        }
    }
    assert_eq!(types, by("type || '/' || sub_category"));

    let known = format!("{SERVICE} AND ended_at >= started_at AND saved_at >= ended_at");
    let handling = lengths(
        hand,
        days,
        "saved_at - started_at",
        &format!("{known} AND entered_late = 0"),
    );
    assert_eq!(calls.handling_ms, handling, "handling time of {days:?}");
    let delay = lengths(hand, days, "saved_at - ended_at", &known);
    assert_eq!(calls.log_delay_ms, delay, "delay of {days:?}");
    let day = |column: &str| format!("date({column} / 1000 + 4 * 3600, 'unixepoch')");
    let later = format!("{known} AND {} > {}", day("saved_at"), day("ended_at"));
    assert_eq!(calls.saved_later, part(count(&later), count(&known)));
    let opened = count(&format!("{SERVICE} AND \"case\" IS NOT NULL"));
    assert_eq!(calls.opened_case, part(opened, count(SERVICE)));
    let resolved = hand.query_row(RESOLVED, params![from, to], |row| {
        Ok(part(row.get(0)?, row.get(1)?))
    });
    assert_eq!(calls.resolved, resolved.unwrap(), "resolved of {days:?}");

    check_cases(hand, days, now, told);
}

fn check_cases(hand: &Connection, (from, to): (&str, &str), now: i64, told: &Figures) {
    let begins = from.parse::<LocalDay>().unwrap().starts_at_ms();
    let ends = to.parse::<LocalDay>().unwrap().ends_at_ms();
    let seen = ends.min(now);
    let one = |statement: &str| -> u32 {
        let asked = hand.query_row(statement, params![begins, ends, seen], |row| row.get(0));
        asked.unwrap()
    };
    let open_at = |at: &str, and: &str| {
        one(&format!(
            r#"SELECT count(*) FROM "case" AS kase
               WHERE (SELECT to_status FROM case_move WHERE case_move."case" = kase.id AND case_move.at < {at}
                      ORDER BY place DESC LIMIT 1) NOT IN {OVER}
                 AND ?1 <= ?2 AND ?3 IS NOT NULL AND {and}"#
        ))
    };
    let moves = |and: &str| {
        one(&format!(
            r#"SELECT count(*) FROM case_move AS made JOIN "case" AS kase ON kase.id = made."case"
               WHERE made.at >= ?1 AND made.at < ?2 AND ?3 IS NOT NULL AND {and}"#
        ))
    };
    let cases = &told.cases;
    assert_eq!(cases.opening, open_at("?1", "1"), "open on {from}");
    assert_eq!(cases.closing, open_at("?2", "1"), "open after {to}");
    assert_eq!(cases.overdue, open_at("?2", "kase.due < ?3"));
    assert_eq!(cases.new, moves("from_status = ''"));
    let again = format!("from_status IN {OVER} AND to_status NOT IN {OVER}");
    assert_eq!(cases.reopened, moves(&again));
    let ended = format!("from_status NOT IN {OVER} AND to_status IN {OVER}");
    assert_eq!(cases.closed, moves(&ended));
    assert_eq!(
        cases.opening + cases.new + cases.reopened - cases.closed,
        cases.closing
    );
    let closed = format!("{ended} AND to_status = 'closed' AND kase.due IS NOT NULL");
    let in_time = moves(&format!("{closed} AND made.at <= kase.due"));
    assert_eq!(cases.in_time, part(in_time, moves(&closed)));
    let not_lasting = format!(
        "{ended} AND EXISTS (SELECT 1 FROM case_move AS next
                             WHERE next.\"case\" = made.\"case\" AND next.place > made.place
                               AND next.to_status NOT IN {OVER} AND next.at - made.at <= 30 * 86400000)"
    );
    assert_eq!(cases.opened_again, part(moves(&not_lasting), moves(&ended)));
    assert_eq!(cases.by_age.iter().sum::<u32>(), cases.closing);
    assert_eq!(cases.age_days.map_or(0, |ages| ages.count), cases.closing);

    let promises = |and: &str| {
        one(&format!(
            "SELECT count(*) FROM follow_up
             WHERE promised = 1 AND state <> 'cancelled' AND due >= ?1 AND due < ?3 AND ?2 IS NOT NULL AND {and}"
        ))
    };
    let kept = promises("done_at <= due");
    assert_eq!(told.promises, part(kept, promises("1")));
}

pub(crate) fn part(part: u32, of: u32) -> PartOf {
    PartOf { part, of }
}

/// Mean, median and 90th percentile of the contacts of days.
fn lengths(
    hand: &Connection,
    (from, to): (&str, &str),
    length: &str,
    condition: &str,
) -> Option<SpreadOf> {
    let of = format!("FROM call WHERE {OF_DAYS} AND {condition}");
    lengths_of(hand, params![from, to], length, &of)
}

/// The same by place in the order, of whatever two parameters bound.
pub(crate) fn lengths_of(
    hand: &Connection,
    bounds: &[&dyn ToSql],
    length: &str,
    of: &str,
) -> Option<SpreadOf> {
    let (count, sum): (i64, i64) = hand
        .query_row(
            &format!("SELECT count(*), coalesce(sum({length}), 0) {of}"),
            bounds,
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .unwrap();
    let at = |place: i64| -> i64 {
        let statement = format!("SELECT {length} {of} ORDER BY 1 LIMIT 1 OFFSET {place}");
        hand.query_row(&statement, bounds, |row| row.get(0))
            .unwrap()
    };
    (count > 0).then(|| SpreadOf {
        count: u32::try_from(count).unwrap(),
        mean: sum / count,
        median: (at((count - 1) / 2) + at(count / 2)) / 2,
        p90: at((count * 9 + 9) / 10 - 1),
    })
}
