//! The program, what it works with, and what it took from the centre.

use domain::fold::FOLD_VERSION;
use sync::PackKnown;

use super::Facts;
use super::finding::Findings;
use crate::dto::FindingCode;

/// What is known of the packs: by the sync, where there is one.
pub(super) fn packs(facts: &Facts) -> &[PackKnown] {
    let more = facts
        .within
        .as_ref()
        .and_then(|within| within.more.as_ref());
    let stored = more.map_or(&[][..], |more| &more.packs);
    facts.live.packs.as_deref().unwrap_or(stored)
}

pub(super) fn add(facts: &Facts, found: &mut Findings) {
    let program = format!(
        "{} ({} {})",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH
    );
    found
        .add(FindingCode::VersionProgram)
        .text("name", &program);
    found
        .add(FindingCode::VersionFold)
        .number("found", FOLD_VERSION);
    if let Some(within) = &facts.within {
        let standing = &within.standing;
        found
            .add(FindingCode::VersionSchema)
            .number("found", standing.schema);
        found
            .add(FindingCode::VersionDatabase)
            .text("sqlite", &standing.sqlite)
            .text("sqlcipher", &standing.sqlcipher);
        of_packs(packs(facts), found);
    }
    match &facts.live.webview {
        Some(version) => {
            found.add(FindingCode::VersionWebview).text("name", version);
        }
        None => found.plain(FindingCode::VersionWebviewUnknown),
    }
}

fn of_packs(packs: &[PackKnown], found: &mut Findings) {
    if packs.iter().all(|pack| pack.version == 0) {
        found.plain(FindingCode::VersionBuiltIn);
    }
    for pack in packs {
        let kind = pack.kind.name();
        if pack.version > 0 {
            let code = if pack.unreadable {
                FindingCode::VersionPackUnreadable
            } else {
                FindingCode::VersionPack
            };
            found
                .add(code)
                .text("kind", kind)
                .number("version", pack.version);
        }
        if let Some((version, why)) = &pack.refused {
            found
                .add(FindingCode::VersionPackRefused)
                .text("kind", kind)
                .number("version", *version)
                .text("reason", &why.reason);
        }
    }
}
