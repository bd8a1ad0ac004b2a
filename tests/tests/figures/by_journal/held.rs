//! Each field of the figures, held against what the entries say. Every structure is taken apart whole: a figure that is
//! added and counted nowhere here does not compile.

use app::dto::{
    CallNumbers, CaseNumbers, CodeAnswers, CodeCount, Days, FigureScope, FigureSeries, Figures,
    PartOf, QualityNumbers, RateOf, SatisfactionNumbers, SeriesPart, TypeNumbers, WorkNumbers,
};

use super::{Asked, OVER, RECEIVED, RESOLVED, SERVICE, TYPES, in_order};
use crate::by_hand::{lengths_of, part};
use crate::department::Expected;
use rusqlite::params;

/// The fewest answers of which a rate is told.
const ANSWERS: u32 = 30;
/// Both ends of an interval that holds with a likelihood of 95 % lie so many deviations off.
const DEVIATIONS: f64 = 1.959_963_984_540_054;

/// Holds every figure of the days against the entries of a machine that knows no centre.
pub(crate) fn check(asked: &Asked<'_>, expected: &Expected, told: &Figures) {
    let Figures {
        days,
        previous,
        year_before,
        own,
        scope,
        calls,
        cases,
        promises,
        work,
        satisfaction,
        series,
        quality,
    } = told;
    for (told, (from, to)) in [
        (days, expected.days),
        (previous, expected.previous),
        (year_before, expected.year_before),
    ] {
        let Days {
            from: first,
            to: last,
        } = told;
        assert_eq!((first.as_str(), last.as_str()), (from, to));
    }
    assert!(!own, "everybody's");
    let FigureScope {
        site,
        number,
        last_contact_at,
        silent,
    } = scope;
    assert!(!site && silent.is_empty(), "this machine alone");
    assert_eq!((*number, *last_contact_at), (None, None));
    self::calls(asked, calls);
    self::cases(asked, cases);
    assert_eq!(*promises, asked.promises(), "promises {:?}", asked.days);
    self::work(asked, work);
    self::satisfaction(asked, satisfaction);
    self::series(asked, expected.step, series);
    assert_eq!(
        series.parts.iter().map(|of| of.received).sum::<u32>(),
        calls.received,
        "the parts are the whole"
    );
    self::quality(asked, quality);
}

fn sorted(counts: &[CodeCount]) -> Vec<(String, u32)> {
    let pairs = counts
        .iter()
        .map(|CodeCount { code, count }| (code.clone(), *count));
    let mut pairs: Vec<_> = pairs.collect();
    pairs.sort();
    pairs
}

fn most_first(counts: impl Iterator<Item = u32> + Clone) -> bool {
    let next = counts.clone().skip(1);
    counts.zip(next).all(|(one, next)| one >= next)
}

fn calls(asked: &Asked<'_>, told: &CallNumbers) {
    let (from, to) = asked.days;
    let CallNumbers {
        received,
        logged,
        groups,
        types,
        channels,
        governorates,
        handling_ms,
        log_delay_ms,
        saved_later,
        resolved,
        opened_case,
    } = told;
    assert_eq!(*received, asked.contacts(RECEIVED), "received {from} {to}");
    assert_eq!(*logged, asked.logged(), "logged {from} {to}");
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
    assert_eq!(groups.len(), expected.len());
    for (CodeCount { code, count }, (group, condition)) in groups.iter().zip(&expected) {
        let counted = asked.contacts(condition);
        assert_eq!((code.as_str(), *count), (*group, counted), "{from} {to}");
    }
    let by = |column: &str| {
        asked.pairs(&format!(
            "SELECT {column}, count(*) FROM contact WHERE started_at >= ?1 AND started_at < ?2 GROUP BY 1 ORDER BY 1"
        ))
    };
    for (counts, column) in [(channels, "channel"), (governorates, "governorate")] {
        assert_eq!(sorted(counts), by(column), "by {column} {from} {to}");
        assert!(most_first(counts.iter().map(|one| one.count)), "{column}");
    }
    self::types(asked, types, by);

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
    assert_eq!(*handling_ms, handled, "handling time {from} {to}");
    assert_eq!(*log_delay_ms, spread("saved_at - ended_at", &known));
    let local = |column: &str| format!("date({column} / 1000 + 4 * 3600, 'unixepoch')");
    let later = format!("{known} AND {} > {}", local("saved_at"), local("ended_at"));
    let later = part(asked.contacts(&later), asked.contacts(&known));
    assert_eq!(*saved_later, later);
    let opened = asked.contacts(&format!("{SERVICE} AND opened IS NOT NULL"));
    assert_eq!(*opened_case, part(opened, asked.contacts(SERVICE)));
    let counted = asked
        .hand
        .query_row(RESOLVED, params![asked.from, asked.until], |row| {
            Ok(part(row.get(0)?, row.get(1)?))
        });
    assert_eq!(*resolved, counted.unwrap(), "resolved {from} {to}");
}

fn types(asked: &Asked<'_>, told: &[TypeNumbers], by: impl Fn(&str) -> Vec<(String, u32)>) {
    let (mut counts, mut below) = (Vec::new(), Vec::new());
    for TypeNumbers {
        type_code,
        count,
        subjects,
    } in told
    {
        counts.push((type_code.clone(), *count));
        assert!(most_first(subjects.iter().map(|one| one.count)));
        let of_type = sorted(subjects).into_iter();
        below.extend(of_type.map(|(code, count)| (format!("{type_code}/{code}"), count)));
    }
    in_their_order(asked, counts.iter().map(|(code, _)| code));
    counts.sort();
    below.sort();
    assert_eq!(counts, by("type"), "by type {:?}", asked.days);
    assert_eq!(below, by("type || '/' || sub_category"));
}

/// Types stand as in their list.
fn in_their_order<'c>(asked: &Asked<'_>, told: impl Iterator<Item = &'c String>) {
    let all = in_order(asked.hand, TYPES);
    let places: Vec<_> = told
        .map(|code| all.iter().position(|known| known == code).unwrap())
        .collect();
    assert!(places.is_sorted(), "{places:?}");
}

fn cases(asked: &Asked<'_>, told: &CaseNumbers) {
    let CaseNumbers {
        opening,
        new,
        reopened,
        closed,
        closing,
        in_time,
        overdue,
        opened_again,
        age_days,
        by_age,
    } = told;
    let (from, to) = asked.days;
    assert_eq!(*opening, asked.open_at(asked.from, "1"), "open on {from}");
    assert_eq!(*closing, asked.open_at(asked.until, "1"), "open after {to}");
    let late = format!("turn.due < {}", asked.until.min(asked.now));
    assert_eq!(*overdue, asked.open_at(asked.until, &late));
    assert_eq!(*new, asked.moves("turn.place = 1"), "new {from} {to}");
    let again = format!("before.status IN {OVER} AND turn.status NOT IN {OVER}");
    assert_eq!(*reopened, asked.moves(&again));
    let ended = format!("turn.place > 1 AND before.status NOT IN {OVER} AND turn.status IN {OVER}");
    assert_eq!(*closed, asked.moves(&ended));
    assert_eq!(
        opening + new + reopened,
        closed + closing,
        "the balance of {from} {to}"
    );
    let done = format!("{ended} AND turn.status = 'closed'");
    let by_due = asked.moves(&format!("{done} AND turn.at <= turn.due"));
    assert_eq!(*in_time, part(by_due, asked.moves(&done)));
    let not_lasting = format!(
        "{ended} AND EXISTS (SELECT 1 FROM turn AS next
                             WHERE next.subject = turn.subject AND next.place = turn.place + 1
                               AND next.at - turn.at <= 30 * 86400000)"
    );
    let not_lasting = part(asked.moves(&not_lasting), asked.moves(&ended));
    assert_eq!(*opened_again, not_lasting);
    assert_eq!(*age_days, asked.ages_lie(), "ages of {from} {to}");
    let buckets = [
        "age BETWEEN 0 AND 2",
        "age BETWEEN 3 AND 5",
        "age BETWEEN 6 AND 10",
        "age BETWEEN 11 AND 20",
        "age > 20",
    ];
    let counted = buckets.map(|bucket| asked.aged(bucket));
    assert_eq!(*by_age, counted, "ages of {from} {to}");
}

/// Nobody in this year is signed in twice at once: time is what each duty lasted, less the breaks in it.
fn work(asked: &Asked<'_>, told: &WorkNumbers) {
    let WorkNumbers {
        worked_ms,
        calls,
        per_hour,
    } = told;
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
    assert_eq!(*worked_ms, worked, "worked {:?}", asked.days);
    let hours = worked as f64 / 3_600_000.0;
    let in_hours = format!("{SERVICE} AND (entered_late = 0 OR ended_at IS NOT NULL)");
    let taken = asked.contacts(&in_hours);
    let counted = (hours >= 1.0).then(|| f64::from(taken) / hours);
    assert_eq!((*calls, *per_hour), (taken, counted));
}

fn satisfaction(asked: &Asked<'_>, told: &SatisfactionNumbers) {
    let SatisfactionNumbers {
        answers,
        needed,
        rate,
        response,
        types,
        governorates,
    } = told;
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
    assert_eq!(*answers, all.of, "answers {:?}", asked.days);
    assert_eq!(*needed, ANSWERS);
    self::rate(rate.as_ref(), all);
    let asks = "mode IN ('phone', 'in_person')";
    let answered = count(&format!("{asks} AND overall IS NOT NULL"));
    assert_eq!(*response, part(answered, count(asks)));
    for (column, rows) in [("type", types), ("governorate", governorates)] {
        for CodeAnswers {
            code,
            answers,
            rate,
        } in rows
        {
            let of = share(&format!("{column} = '{code}'"));
            assert_eq!(*answers, of.of, "{column} {code}");
            self::rate(rate.as_ref(), of);
        }
        assert_eq!(rows.iter().map(|row| row.answers).sum::<u32>(), all.of);
    }
    in_their_order(asked, types.iter().map(|one| &one.code));
    assert!(most_first(governorates.iter().map(|one| one.answers)));
}

/// Of too few answers there is none. Else the share lies as many deviations off both ends as the likelihood says, each
/// deviation being that of the end (Wilson 1927).
fn rate(told: Option<&RateOf>, counted: PartOf) {
    let Some(told) = told else {
        assert!(counted.of < ANSWERS, "{counted:?}");
        return;
    };
    let RateOf {
        satisfied,
        low,
        high,
    } = told;
    assert!(counted.of >= ANSWERS);
    assert_eq!(*satisfied, counted);
    let count = f64::from(counted.of);
    let share = f64::from(counted.part) / count;
    assert!((0.0..=share).contains(low) && (share..=1.0).contains(high));
    for end in [low, high] {
        let off = (share - end).abs();
        let deviation = (end * (1.0 - end) / count).sqrt();
        assert!((off - DEVIATIONS * deviation).abs() < 1e-9, "{told:?}");
    }
}

fn series(asked: &Asked<'_>, expected: &str, told: &FigureSeries) {
    let FigureSeries { step, parts } = told;
    assert_eq!(step, expected);
    let begin = asked.parts(expected);
    assert_eq!(parts.len(), begin.len());
    for (
        place,
        SeriesPart {
            days,
            received,
            open,
        },
    ) in parts.iter().enumerate()
    {
        let Days { from, to } = days;
        assert_eq!(*from, begin[place]);
        let within = Asked::of(asked.hand, (from, to), asked.now);
        match begin.get(place + 1) {
            Some(next) => {
                let next = Asked::of(asked.hand, (next, next), asked.now);
                assert_eq!(within.until, next.from, "no day is in none or in two");
            }
            None => assert_eq!(to, asked.days.1),
        }
        assert_eq!(*received, within.contacts(RECEIVED), "{days:?}");
        let counted = within.open_at(within.until, "1");
        let has_begun = within.from <= asked.now;
        assert_eq!(*open, has_begun.then_some(counted), "{days:?}");
    }
}

fn quality(asked: &Asked<'_>, told: &QualityNumbers) {
    let QualityNumbers { mean, failed } = told;
    let (sum, count) = (
        asked.scored("coalesce(sum(result), 0)"),
        asked.scored("count(*)"),
    );
    let counted = f64::from(sum) / f64::from(count);
    assert_eq!(mean.map(f64::from), (count > 0).then(|| counted.round()));
    let fails = asked.scored("coalesce(sum(failed), 0)");
    assert_eq!(*failed, part(fails, count), "quality {:?}", asked.days);
}
