//! The clock: beside the centre's, beside the newest entry of this machine, and its zone.

use std::cmp::Ordering;

use super::Facts;
use super::finding::Findings;
use crate::dto::FindingCode;

/// By how many minutes a clock may differ: what people write down by a wall clock does too.
const MINUTES_MAX: u64 = 2;
/// So much before the newest entry it may be: a clock that a server sets goes back a little now and then.
const BACK_MS: i64 = 60_000;
/// Minutes of Oman's zone from UTC; there is no summer time.
const ZONE_MIN: i32 = 240;

pub(super) fn add(facts: &Facts, found: &mut Findings) {
    match facts.centre.as_ref().and_then(|centre| centre.ahead_min) {
        None => found.plain(FindingCode::ClockUnmeasured),
        Some(minutes) if minutes.unsigned_abs() <= MINUTES_MAX => {
            found.plain(FindingCode::ClockRight);
        }
        Some(minutes) => {
            let code = match minutes.cmp(&0) {
                Ordering::Less => FindingCode::ClockBehind,
                Ordering::Equal | Ordering::Greater => FindingCode::ClockAhead,
            };
            found.add(code).number("minutes", minutes.unsigned_abs());
        }
    }
    let newest = facts
        .within
        .as_ref()
        .and_then(|within| within.standing.newest_at);
    if let Some(newest) = newest.filter(|newest| facts.now.0 < newest.0 - BACK_MS) {
        found.add(FindingCode::ClockBeforeNewest).at(newest);
    }
    if facts.zone_min == ZONE_MIN {
        found.plain(FindingCode::ClockZone);
    } else {
        let minutes = format!("{:+}", facts.zone_min);
        found
            .add(FindingCode::ClockOtherZone)
            .text("minutes", &minutes);
    }
}
