//! What a store says once it is open, read at one moment.

use std::collections::BTreeMap;
use std::path::PathBuf;

use domain::id::Millis;
use store::{Attempts, LinkState, OwnChain, Reading, Standing, Way, WaysIn};
use sync::{Enrolment, PackKnown};

use crate::Result;
use crate::backups::PLACE;
use crate::drill;
use crate::forgotten_secret::RECOVERY_CODE;

/// What it says. What is of a newer table than the store has is not asked for.
pub(super) struct Within {
    pub(super) standing: Standing,
    /// None of a store whose schema is older than this program's.
    pub(super) more: Option<More>,
    pub(super) second_place: Option<PathBuf>,
    pub(super) enrolment: Option<Enrolment>,
    /// When the recovery code as its slot is now was last seen to open the store.
    pub(super) code_opened: Option<Millis>,
}

/// What only a store of today's schema says.
pub(super) struct More {
    pub(super) chain: OwnChain,
    pub(super) link: LinkState,
    /// How many are held, by the code of the reason.
    pub(super) held: BTreeMap<String, u32>,
    /// How often the chain began anew, and when last.
    pub(super) begun: Option<(usize, Millis)>,
    /// Subjects that a bad page keeps from being shown.
    pub(super) left_aside: u64,
    pub(super) grown_to: u64,
    pub(super) code_tried: Option<Attempts>,
    pub(super) packs: Vec<PackKnown>,
}

pub(super) fn read(reading: &Reading<'_>, ways: Option<&WaysIn>) -> Result<Within> {
    let standing = reading.standing()?;
    let enrolment = sync::enrolment_of(reading).unwrap_or_default();
    let more = if standing.schema == standing.schema_known {
        Some(more(reading, enrolment.as_ref())?)
    } else {
        None
    };
    Ok(Within {
        second_place: reading.setting(PLACE)?.map(PathBuf::from),
        code_opened: match ways {
            Some(ways) => drill::last_opened(reading, ways, Way::RecoveryCode)?,
            None => None,
        },
        standing,
        more,
        enrolment,
    })
}

fn more(reading: &Reading<'_>, enrolment: Option<&Enrolment>) -> Result<More> {
    let mut held = BTreeMap::new();
    for entry in reading.held()? {
        *held.entry(entry.reason).or_insert(0) += 1;
    }
    let begun = reading.epochs_begun()?;
    let packs = match enrolment {
        Some(enrolment) => sync::packs_of(reading, enrolment.centre, enrolment.site)?,
        None => Vec::new(),
    };
    Ok(More {
        chain: reading.own_chain()?,
        link: reading.link_state()?,
        held,
        begun: begun.first().map(|newest| (begun.len(), newest.at)),
        left_aside: reading.left_aside()?,
        grown_to: reading.grown_to()?,
        code_tried: reading.attempts(RECOVERY_CODE)?,
        packs,
    })
}
