//! The backups of both places: the last good one and its age, whether the place can be looked into, and after a thorough
//! check whether the newest one is whole.

use domain::id::Millis;
use store::{BackupMade, BackupSlots, PlaceLook, PlacedBackup};

use super::Facts;
use super::deep::ReadAgain;
use super::finding::Findings;
use super::outside::Seen;
use crate::ErrorDto;
use crate::backups::days_since;
use crate::dto::FindingCode;

/// The codes of one place.
struct Codes {
    last: FindingCode,
    old: FindingCode,
    none: FindingCode,
    failed: FindingCode,
    unseen: FindingCode,
    whole: FindingCode,
    broken: FindingCode,
}

const OWN: Codes = Codes {
    last: FindingCode::BackupsLast,
    old: FindingCode::BackupsOld,
    none: FindingCode::BackupsNone,
    failed: FindingCode::BackupsFailed,
    unseen: FindingCode::BackupsUnseen,
    whole: FindingCode::BackupsWhole,
    broken: FindingCode::BackupsBroken,
};

const SECOND: Codes = Codes {
    last: FindingCode::BackupsSecondLast,
    old: FindingCode::BackupsSecondOld,
    none: FindingCode::BackupsSecondNone,
    failed: FindingCode::BackupsSecondFailed,
    unseen: FindingCode::BackupsSecondUnseen,
    whole: FindingCode::BackupsSecondWhole,
    broken: FindingCode::BackupsSecondBroken,
};

/// What is known of one place.
struct Place<'a> {
    codes: &'a Codes,
    seen: &'a Seen,
    /// As it stands in what the store noted.
    name: &'a str,
    failed: Option<&'a (Millis, ErrorDto)>,
    read_again: Option<&'a ReadAgain>,
}

pub(super) fn add(facts: &Facts, found: &mut Findings) {
    let deep = facts.deep.as_ref();
    if let Some(seen) = &facts.outside.own {
        let own = Place {
            codes: &OWN,
            seen,
            name: "",
            failed: facts.live.own_failed.as_ref(),
            read_again: deep.and_then(|deep| deep.own.as_ref()),
        };
        of_place(&own, facts, found);
    }
    match (&facts.outside.second, &facts.second_place) {
        (Some(seen), Some(name)) => {
            let second = Place {
                codes: &SECOND,
                seen,
                name,
                failed: facts.live.second_failed.as_ref(),
                read_again: deep.and_then(|deep| deep.second.as_ref()),
            };
            of_place(&second, facts, found);
        }
        // It was not looked at.
        (None, Some(_)) => {}
        // Whether one was chosen is known to an open store alone.
        _ if facts.within.is_some() => found.plain(FindingCode::BackupsSecondUnset),
        _ => {}
    }
    if deep.is_some_and(|deep| deep.leaves_backups) {
        found.plain(FindingCode::BackupsNotRead);
    }
}

fn of_place(place: &Place<'_>, facts: &Facts, found: &mut Findings) {
    let codes = place.codes;
    if let Some((at, problem)) = place.failed {
        found.add(codes.failed).at(*at).problem(problem);
    }
    let look = match place.seen {
        Ok(look) => look,
        Err(problem) => {
            found.add(codes.unseen).problem(problem);
            return;
        }
    };
    match newest(look) {
        // Where there is no store yet, nothing is missing.
        None if facts.outside.is_empty() => {}
        None => found.plain(codes.none),
        Some(newest) => {
            let days = days_since(newest.at.0, facts.now);
            let is_old = days > i64::from(facts.warn_days) && !is_all_in(place, newest, facts);
            let code = if is_old { codes.old } else { codes.last };
            let days = u64::try_from(days).unwrap_or(0);
            found.add(code).at(newest.at).number("days", days);
        }
    }
    // One that is being made is none that broke off; whoever has the store open elsewhere may be making one.
    if look.unfinished > 0 && !facts.live.backing_up && !facts.outside.in_use {
        found
            .add(FindingCode::BackupsUnfinished)
            .count(look.unfinished);
    }
    let foreign = look.backups.iter();
    let foreign = foreign.filter(|backup| backup.slots == BackupSlots::Foreign);
    let foreign = foreign.count();
    if foreign > 0 {
        found.add(FindingCode::BackupsForeign).count(foreign);
    }
    if let Some(ReadAgain { at, found: read }) = place.read_again {
        match read {
            Ok(verified) => match &verified.fault {
                None => {
                    found.add(codes.whole).at(*at).count(verified.entries);
                }
                Some(fault) => {
                    let what = fault.what.code();
                    found.add(codes.broken).at(*at).text("what", what);
                }
            },
            Err(problem) => {
                found.add(codes.unseen).problem(problem);
            }
        }
    }
}

/// The newest that is of this store and opens.
pub(super) fn newest(look: &PlaceLook) -> Option<&PlacedBackup> {
    let mut backups = look.backups.iter();
    backups.find(|backup| {
        matches!(
            backup.slots,
            BackupSlots::Same | BackupSlots::Behind | BackupSlots::Unknown
        )
    })
}

/// Whether nothing came since that backup was made.
fn is_all_in(place: &Place<'_>, newest: &PlacedBackup, facts: &Facts) -> bool {
    let Some(within) = &facts.within else {
        return false;
    };
    let is_of_it =
        |made: &&BackupMade| made.place == place.name && made.sequence == newest.sequence;
    let made = within.standing.backups_made.iter().find(is_of_it);
    let grown_to = within.more.as_ref().map(|more| more.grown_to);
    made.is_some_and(|made| Some(made.grown_to) == grown_to)
}
