//! The store and its folder.

use store::{FaultKind, Lying, Stage};

use super::Facts;
use super::finding::Findings;
use crate::dto::FindingCode;

pub(super) fn add(facts: &Facts, found: &mut Findings) {
    let Some(folder) = &facts.outside.folder else {
        found.plain(FindingCode::StoreFolderUnreadable);
        return;
    };
    match folder.stage {
        Stage::Empty => found.plain(FindingCode::StoreNone),
        // What opens it is a subject of its own.
        Stage::SlotsMissing => {}
        Stage::Closed => opens(facts, found),
    }
    if facts.outside.in_use {
        found.plain(FindingCode::StoreInUse);
    }
    for (lying, count) in &folder.lying {
        let code = match lying {
            Lying::WalAside => FindingCode::StoreWalAside,
            Lying::SlotsAside => FindingCode::StoreSlotsAside,
            Lying::HalfReplaced => FindingCode::StoreHalfReplaced,
            Lying::HalfMade => FindingCode::StoreHalfMade,
            Lying::BeingRestored => FindingCode::StoreBeingRestored,
            Lying::SetAside => FindingCode::StoreSetAside,
            Lying::Strange => FindingCode::StoreStrange,
        };
        found.add(code).count(*count);
    }
    if let Some(first) = folder.open_to_others.first() {
        found
            .add(FindingCode::StoreOpenToOthers)
            .count(folder.open_to_others.len())
            .text("name", first);
    }
}

fn opens(facts: &Facts, found: &mut Findings) {
    if let Some(problem) = &facts.refusal {
        found.add(FindingCode::StoreRefused).problem(problem);
        return;
    }
    let Some(within) = &facts.within else {
        found.plain(FindingCode::StoreClosed);
        return;
    };
    found.plain(FindingCode::StoreOpens);
    let (schema, known) = (within.standing.schema, within.standing.schema_known);
    if schema < known {
        found
            .add(FindingCode::StoreSchemaOlder)
            .number("found", schema)
            .number("known", known);
    }
    if let Some(deep) = &facts.deep {
        let fault = deep.journal.fault.as_ref();
        found.add(match fault {
            Some(fault) if fault.what == FaultKind::Page => FindingCode::StorePagesDamaged,
            _ => FindingCode::StorePagesWhole,
        });
    }
}
