//! What a store says once it is open, read at one moment.

use std::collections::BTreeMap;
use std::path::PathBuf;

use domain::id::Millis;
use domain::local_day::LocalDay;
use domain::policy::{Fixed, KeptMonths};
use store::{Attempts, LinkState, OwnChain, Reading, Standing, Way, WaysIn};
use sync::{Enrolment, PackKnown};

use crate::Result;
use crate::backups::PLACE;
use crate::drill;
use crate::forgotten_secret::RECOVERY_CODE;
use crate::policy::Policy;
use crate::retention;
use crate::shelf::OfPacks;

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
    /// Records that are older than they may be kept.
    pub(super) retention_due: usize,
}

/// What is asked with.
pub(super) struct Asked<'a> {
    /// In which ways the store opens, where its slots can be read.
    pub(super) ways: Option<&'a WaysIn>,
    /// The policy of the machine.
    pub(super) policy: &'a Policy,
    pub(super) now: Millis,
    /// The day by which the time is counted for which something may be kept.
    pub(super) today: LocalDay,
    /// Whether all calls may be read for it.
    pub(super) counts_due: bool,
}

pub(super) fn read(reading: &Reading<'_>, asked: &Asked<'_>) -> Result<Within> {
    let standing = reading.standing()?;
    let enrolment = sync::enrolment_of(reading).unwrap_or_default();
    let more = if standing.schema == standing.schema_known {
        Some(more(reading, enrolment.as_ref(), asked)?)
    } else {
        None
    };
    Ok(Within {
        second_place: reading.setting(PLACE)?.map(PathBuf::from),
        code_opened: match asked.ways {
            Some(ways) => drill::last_opened(reading, ways, Way::RecoveryCode)?,
            None => None,
        },
        standing,
        more,
        enrolment,
    })
}

fn more(reading: &Reading<'_>, enrolment: Option<&Enrolment>, asked: &Asked<'_>) -> Result<More> {
    let mut held = BTreeMap::new();
    for entry in reading.held()? {
        *held.entry(entry.reason).or_insert(0) += 1;
    }
    let begun = reading.epochs_begun()?;
    let packs = match enrolment {
        Some(enrolment) => sync::packs_of(reading, enrolment.centre, enrolment.site)?,
        None => Vec::new(),
    };
    let retention_due = match kept_months(reading, &packs, asked.policy)? {
        Some(kept) if asked.counts_due => {
            let cutoffs = retention::cutoffs(&kept, asked.today);
            let due = reading.retention_due(&cutoffs, asked.now)?;
            due.subjects().count()
        }
        _ => 0,
    };
    Ok(More {
        retention_due,
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

/// For how long the rules that are in force let what be kept: the machine's, and those of its centre.
fn kept_months(
    reading: &Reading<'_>,
    packs: &[PackKnown],
    policy: &Policy,
) -> Result<Option<KeptMonths>> {
    let mut known = packs.iter();
    let in_use = known
        .find(|pack| pack.kind == Fixed::KIND && pack.version > 0 && !pack.unreadable)
        .map(|pack| (pack.centre, pack.site, pack.version));
    let taken = reading.packs(Fixed::KIND)?;
    let site = <Fixed as OfPacks>::read(reading, taken, in_use, ())?;
    Ok(policy.with(&site).fixed.kept_months)
}
