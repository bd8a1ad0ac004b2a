//! The journal: how far this machine's chain goes, what waits, what is held, and whether it is whole.

use domain::local_day::DAY_MS;
use store::FaultKind;

use super::Facts;
use super::centre::Centre;
use super::finding::Findings;
use crate::dto::FindingCode;

/// Most reasons for which entries are held that are told apart.
const REASONS_MAX: usize = 10;

pub(super) fn add(facts: &Facts, found: &mut Findings) {
    let Some(more) = facts
        .within
        .as_ref()
        .and_then(|within| within.more.as_ref())
    else {
        return;
    };
    let seq = more.chain.last.map_or(0, |(point, _)| point.seq);
    found.add(FindingCode::JournalHead).number("seq", seq);
    if let Some((count, at)) = more.begun {
        found.add(FindingCode::JournalNewEpochs).count(count).at(at);
    }
    if more.left_aside > 0 {
        found
            .add(FindingCode::JournalLeftAside)
            .count(more.left_aside);
    }
    for (reason, count) in more.held.iter().take(REASONS_MAX) {
        found
            .add(FindingCode::JournalHeld)
            .count(*count)
            .text("reason", reason);
    }
    // Without a centre nothing waits for one.
    if facts.centre.as_ref().is_some_and(Centre::is_set) {
        match more.link.oldest_at {
            None => found.plain(FindingCode::JournalSent),
            Some(oldest) => {
                let code = if facts.now.0.saturating_sub(oldest.0) > DAY_MS {
                    FindingCode::JournalWaitsLong
                } else {
                    FindingCode::JournalWaits
                };
                found.add(code).count(more.link.waiting).since(oldest);
            }
        }
    }
    if let Some(held) = &facts.centres_copy {
        let code = if held.same {
            FindingCode::JournalAgrees
        } else {
            FindingCode::JournalDiffers
        };
        found.add(code).number("seq", held.seq);
    }
    let Some(deep) = &facts.deep else {
        return;
    };
    match &deep.journal.fault {
        None => {
            let entries = deep.journal.entries;
            found.add(FindingCode::JournalWhole).count(entries);
        }
        // Told of the store: behind a bad page nothing was read.
        Some(fault) if fault.what == FaultKind::Page => {}
        Some(fault) => {
            let told = found
                .add(FindingCode::JournalBroken)
                .text("what", fault.what.code());
            let told = match fault.point {
                Some(point) => told.number("seq", point.seq),
                None => told,
            };
            if let Some(entry) = fault.entry {
                told.text("entry", &entry.to_string());
            }
        }
    }
}
