//! Counting in working days, by table and over ten years.

use proptest::prelude::*;

use super::{Calendar, CalendarError, Certainty, Holiday, Hours, Period, Week};
use crate::lists::Lists;
use crate::local_day::{DAY_MS, LocalDay};

const HOUR_MS: i64 = 3_600_000;

fn calendar() -> &'static Calendar {
    Lists::embedded().unwrap().calendar()
}

fn day(text: &str) -> LocalDay {
    text.parse().unwrap()
}

/// `2026-11-22 14:29`, local.
fn at(text: &str) -> i64 {
    let (date, time) = text.split_once(' ').unwrap();
    let (hour, minute) = time.split_once(':').unwrap();
    let (hour, minute): (i64, i64) = (hour.parse().unwrap(), minute.parse().unwrap());
    day(date).starts_at_ms() + hour * HOUR_MS + minute * 60_000
}

#[test]
fn the_week_runs_from_sunday_to_thursday() {
    let check = |text: &str, worked: bool| {
        assert_eq!(calendar().is_working_day(day(text)), worked, "{text}");
    };
    check("2026-11-22", true);
    check("2026-11-19", true);
    check("2026-11-20", false);
    check("2026-11-21", false);
    // The National Day of 2026 was announced for the 25th and 26th.
    check("2026-11-24", true);
    check("2026-11-25", false);
    check("2026-11-26", false);
    check("2026-11-29", true);
    assert_eq!(
        calendar().holiday(day("2026-11-25")).unwrap().occasion,
        "national_day"
    );
}

#[test]
fn day_zero_ends_with_the_close_of_a_working_day() {
    let check = |received: &str, zero: &str| {
        assert_eq!(
            calendar().day_zero(at(received)),
            day(zero),
            "received {received}"
        );
    };
    check("2026-11-22 00:00", "2026-11-22");
    check("2026-11-22 14:29", "2026-11-22");
    check("2026-11-22 14:30", "2026-11-23");
    check("2026-11-19 20:00", "2026-11-22");
    check("2026-11-20 09:00", "2026-11-22");
    check("2026-11-24 15:00", "2026-11-29");
    // In Ramadan a day closes at two.
    check("2025-03-09 13:59", "2025-03-09");
    check("2025-03-09 14:00", "2025-03-10");
    check("2025-04-06 14:00", "2025-04-06");
}

#[test]
fn working_days_are_counted_from_day_zero() {
    let check = |received: &str, days: u16, due: &str| {
        assert_eq!(
            calendar().due_at_ms(at(received), days),
            at(due),
            "{days} working days from {received}"
        );
    };
    check("2026-11-22 10:00", 0, "2026-11-22 14:30");
    check("2026-11-22 10:00", 1, "2026-11-23 14:30");
    check("2026-11-22 10:00", 3, "2026-11-29 14:30");
    check("2026-11-22 15:00", 1, "2026-11-24 14:30");
    check("2025-03-27 10:00", 1, "2025-04-06 14:30");
    check("2025-03-26 10:00", 1, "2025-03-27 14:00");
}

#[test]
fn every_year_of_the_data_has_its_holidays() {
    for year in 2024..=2028 {
        let holidays = || {
            let of_year = move |holiday: &&Holiday| holiday.from.year() == year;
            calendar().holidays().iter().filter(of_year)
        };
        for occasion in [
            "accession_day",
            "isra_miraj",
            "eid_al_fitr",
            "eid_al_adha",
            "hijri_new_year",
            "prophets_birthday",
            "national_day",
        ] {
            assert!(
                holidays().any(|holiday| holiday.occasion == occasion),
                "{occasion} of {year}"
            );
        }
        assert!(holidays().all(|holiday| !holiday.source.is_empty()));
        if year > 2026 {
            // What nobody has announced yet must not pass for a fact.
            assert!(holidays().all(|holiday| holiday.certainty == Certainty::Expected));
        }
        let ramadan = calendar()
            .periods()
            .iter()
            .find(|period| period.from.year() == year)
            .unwrap();
        assert_eq!(
            (ramadan.hours.opens_minute, ramadan.hours.closes_minute),
            (540, 840)
        );
    }
}

#[test]
fn what_is_no_calendar_is_refused() {
    let week = || Week {
        worked: [true, true, true, true, true, false, false],
        hours: Hours {
            opens_minute: 450,
            closes_minute: 870,
        },
        starts: 0,
    };
    let holiday = |occasion: &str, from: &str, to: &str| Holiday {
        occasion: occasion.into(),
        ar: "ع".into(),
        en: "H".into(),
        from: day(from),
        to: day(to),
        certainty: Certainty::Observed,
        source: "test".into(),
    };
    let period = |code: &str, from: &str, to: &str, closes_minute: u16| Period {
        code: code.into(),
        ar: "ف".into(),
        en: "P".into(),
        from: day(from),
        to: day(to),
        hours: Hours {
            opens_minute: 540,
            closes_minute,
        },
        certainty: Certainty::Observed,
        source: "test".into(),
    };
    let refused = |week: Week, periods: Vec<Period>, holidays: Vec<Holiday>| {
        Calendar::new(week, periods, holidays).unwrap_err()
    };
    let no_days = Week {
        worked: [false; 7],
        ..week()
    };
    assert_eq!(refused(no_days, vec![], vec![]), CalendarError::Week);
    let no_hours = Week {
        hours: Hours {
            opens_minute: 870,
            closes_minute: 870,
        },
        ..week()
    };
    assert_eq!(refused(no_hours, vec![], vec![]), CalendarError::Week);
    let of_period = |code: &str| CalendarError::Period { code: code.into() };
    let of_holiday = |occasion: &str| CalendarError::Holiday {
        occasion: occasion.into(),
    };
    for periods in [
        vec![period("a", "2026-03-02", "2026-03-01", 840)],
        vec![period("a", "2026-03-01", "2026-03-02", 1_441)],
        vec![
            period("a", "2026-03-01", "2026-03-09", 840),
            period("b", "2026-03-09", "2026-03-12", 840),
        ],
    ] {
        assert_eq!(refused(week(), periods, vec![]), of_period("a"));
    }
    let backwards = vec![holiday("a", "2026-03-02", "2026-03-01")];
    assert_eq!(refused(week(), vec![], backwards), of_holiday("a"));
    let long = vec![holiday("a", "2026-03-01", "2026-04-10")];
    assert_eq!(refused(week(), vec![], long), of_holiday("a"));
    // Each alone is short enough; one behind the other they leave no working day for six weeks.
    let chained = vec![
        holiday("a", "2026-03-01", "2026-03-20"),
        holiday("b", "2026-03-21", "2026-04-15"),
    ];
    assert_eq!(refused(week(), vec![], chained), of_holiday("a"));
}

#[test]
fn a_broken_clock_is_answered() {
    for at_ms in [i64::MIN, i64::MAX] {
        let zero = calendar().day_zero(at_ms);
        assert_eq!(calendar().working_days(zero, zero), 0);
        assert!(calendar().due_at_ms(at_ms, 3) >= zero.starts_at_ms());
    }
    let ages = calendar().working_days(day("0001-01-01"), day("9998-01-01"));
    assert!(ages > 2_500_000, "{ages}");
}

/// 2020-01-01 to 2029-12-31.
fn any_instant() -> impl Strategy<Value = i64> {
    1_577_822_400_000_i64..1_893_441_600_000
}

proptest! {
    #[test]
    fn a_due_day_is_worked(received in any_instant(), days in 0_u16..60) {
        let due = calendar().due_day(received, days);
        prop_assert!(calendar().is_working_day(due), "{due}");
        prop_assert!(calendar().holiday(due).is_none());
        prop_assert!(calendar().due_at_ms(received, days) > received);
        prop_assert_eq!(LocalDay::of(calendar().due_at_ms(received, days)), due);
    }

    #[test]
    fn later_or_longer_is_never_due_earlier(
        received in any_instant(), later in 0_i64..90 * DAY_MS, days in 0_u16..40, more in 0_u16..20,
    ) {
        let due = calendar().due_at_ms(received, days);
        prop_assert!(calendar().due_at_ms(received + later, days) >= due);
        let longer = calendar().due_at_ms(received, days + more);
        prop_assert_eq!(longer > due, more > 0);
        prop_assert!(longer >= due);
    }

    #[test]
    fn counting_takes_adding_back(received in any_instant(), days in 0_u16..300) {
        let zero = calendar().day_zero(received);
        let due = calendar().add_working_days(zero, days);
        prop_assert_eq!(calendar().working_days(zero, due), i64::from(days));
        prop_assert_eq!(calendar().working_days(due, zero), -i64::from(days));
        // Until its close the due day is the last one that counts; the close itself is too late.
        let closes = calendar().due_at_ms(received, days);
        prop_assert_eq!(calendar().working_days_between(received, closes - 1), i64::from(days));
        prop_assert_eq!(calendar().working_days_between(received, closes), i64::from(days) + 1);
    }

    #[test]
    fn the_short_count_is_the_long_one(from in any_instant(), days in 0_i64..400) {
        let from = LocalDay::of(from);
        let mut to = from;
        let mut counted = 0;
        for _ in 0..days {
            to = to.next();
            counted += i64::from(calendar().is_working_day(to));
        }
        prop_assert_eq!(calendar().working_days(from, to), counted);
    }
}
