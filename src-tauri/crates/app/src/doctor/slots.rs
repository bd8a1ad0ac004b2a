//! What opens the store and its backups.

use domain::local_day::DAY_MS;
use store::{BackupSlots, Stage, Way, WaysIn};

use super::Facts;
use super::finding::Findings;
use crate::dto::FindingCode;

/// For how many days a recovery code that opened is taken for one that opens.
const CODE_TESTED_DAYS: i64 = 180;

pub(super) fn add(facts: &Facts, found: &mut Findings) {
    match &facts.outside.folder {
        Some(folder) if folder.stage != Stage::Empty => match &folder.ways {
            None => found.plain(FindingCode::SlotsUnreadable),
            Some(ways) => add_ways(ways, found),
        },
        _ => return,
    }
    if let Some(tried) = code_tried(facts) {
        found
            .add(FindingCode::SlotsCodeTried)
            .count(tried.failures)
            .at(tried.last_at);
    }
    of_code(facts, found);
    for problem in &facts.live.unopened {
        found.add(FindingCode::SlotsNotByItself).problem(problem);
    }
    of_backups(facts, found);
}

fn add_ways(ways: &WaysIn, found: &mut Findings) {
    let (passphrase, code) = (ways.has(Way::Passphrase), ways.has(Way::RecoveryCode));
    found.add(match passphrase {
        true => FindingCode::SlotsPassphrase,
        false => FindingCode::SlotsNoPassphrase,
    });
    found.add(match code {
        true => FindingCode::SlotsCode,
        false => FindingCode::SlotsNoCode,
    });
    if ways.has(Way::Keyring) {
        found.plain(FindingCode::SlotsKeyring);
    }
    if ways.has(Way::KeyFile) {
        found.plain(FindingCode::SlotsKeyFile);
    }
    if ways.unknown > 0 {
        found.add(FindingCode::SlotsUnknown).count(ways.unknown);
    }
}

/// A sheet of paper is as good as the last time that somebody read it. Only an open store says when that was.
fn of_code(facts: &Facts, found: &mut Findings) {
    let has_code = facts
        .outside
        .ways()
        .is_some_and(|ways| ways.has(Way::RecoveryCode));
    let Some(within) = facts.within.as_ref().filter(|_| has_code) else {
        return;
    };
    match within.code_opened {
        None => found.plain(FindingCode::SlotsCodeUntested),
        Some(at) => {
            let days = facts.now.0.saturating_sub(at.0) / DAY_MS;
            if days >= CODE_TESTED_DAYS {
                let told = found.add(FindingCode::SlotsCodeTestedLongAgo);
                told.at(at).number("days", days);
            }
        }
    }
}

fn code_tried(facts: &Facts) -> Option<&store::Attempts> {
    let more = facts.within.as_ref()?.more.as_ref()?;
    more.code_tried.as_ref().filter(|tried| tried.failures > 0)
}

fn of_backups(facts: &Facts, found: &mut Findings) {
    let places = [facts.outside.own.as_ref(), facts.outside.second.as_ref()];
    let backups: Vec<BackupSlots> = places
        .into_iter()
        .flatten()
        .filter_map(|seen| seen.as_ref().ok())
        .flat_map(|look| look.backups.iter().map(|backup| backup.slots))
        .collect();
    for (slots, code) in [
        (BackupSlots::Same, FindingCode::SlotsBackupsSame),
        (BackupSlots::Behind, FindingCode::SlotsBackupsBehind),
        (BackupSlots::Unreadable, FindingCode::SlotsBackupsUnreadable),
    ] {
        let count = backups.iter().filter(|backup| **backup == slots).count();
        if count > 0 {
            found.add(code).count(count);
        }
    }
    let Some(within) = &facts.within else {
        return;
    };
    let second = facts.second_place.as_deref();
    let is_looked_at = |place: &str| place.is_empty() || second == Some(place);
    let noted = within.standing.backups_made.iter();
    let away = noted
        .filter(|made| made.slots_behind && !is_looked_at(&made.place))
        .count();
    if away > 0 {
        found.add(FindingCode::SlotsAwayBehind).count(away);
    }
}
