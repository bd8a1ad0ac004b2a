//! The link to the centre: enrolling, its state, what it could not accept.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::id::{EntryId, Millis};
use domain::wire::PackRefusal;
use store::Store;
use sync::{
    Address, EnrolError, LinkProblem, LinkState as SyncState, Options, PackKnown, Status, Syncer,
};

use crate::dto::{
    ConnectCentre, EpochBegun, HeldEntry, LinkState, LinkStatus, PackRefused, PackStatus,
};
use crate::policy::PolicyField;
use crate::rights::Command;
use crate::{App, AppError, ErrorCode, ErrorDto, Result, Rule};

/// Who is told when the state of the link changes.
pub(crate) type OnLink = Arc<dyn Fn(LinkStatus) + Send + Sync>;

/// Which of two open stores may tell of its link: the real one goes on sending behind the practice
/// store, and the window shows one state.
pub(crate) struct Links {
    practising: Mutex<bool>,
    on_link: OnLink,
}

impl Links {
    pub(crate) fn new(on_link: OnLink) -> Self {
        let practising = Mutex::new(false);
        Self {
            practising,
            on_link,
        }
    }

    /// Told under the lock, so that nothing of the other store comes behind a change.
    fn tell(&self, practice: bool, status: &Status) {
        let practising = self.lock();
        if *practising == practice {
            (self.on_link)(to_dto(status));
        }
    }

    /// From now on the other store is in use.
    pub(crate) fn go_over(&self, practising: bool, status: Option<&Status>) {
        let mut now = self.lock();
        *now = practising;
        if let Some(status) = status {
            (self.on_link)(to_dto(status));
        }
    }

    fn lock(&self) -> MutexGuard<'_, bool> {
        self.practising
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

impl App {
    /// State of the link and of what waits.
    ///
    /// # Errors
    /// `WrongStage` while no store is open.
    pub fn link_status(&self) -> Result<LinkStatus> {
        let desk = self.desk()?;
        desk.check(Command::LinkStatus)?;
        Ok(to_dto(&desk.syncer.status()))
    }

    /// Enrols this machine at a centre; what waits goes out from then on.
    ///
    /// # Errors
    /// `Centre(…)` by what the person can do; nothing has changed then.
    pub fn connect_centre(&self, connect: &ConnectCentre) -> Result<LinkStatus> {
        let asking = self.asking(Command::ConnectCentre)?;
        let fixed = self.policy().centre_address.as_ref();
        if fixed.is_some() && Address::parse(&connect.address).ok().as_ref() != fixed {
            return Err(AppError::SetByPolicy(PolicyField::CentreAddress));
        }
        let status = asking
            .desk
            .syncer
            .enrol(connect.address.trim(), connect.code.trim())?;
        Ok(to_dto(&status))
    }

    /// Tries now instead of when the engine would.
    ///
    /// # Errors
    /// `SignedOut`.
    pub fn sync_now(&self) -> Result<LinkStatus> {
        let asking = self.asking(Command::SyncNow)?;
        asking.desk.syncer.sync_now();
        Ok(to_dto(&asking.desk.syncer.status()))
    }

    /// Every entry that the centre could not accept, with its reason, oldest first.
    ///
    /// # Errors
    /// `NotAllowed`, or what the store says.
    pub fn held_entries(&self) -> Result<Vec<HeldEntry>> {
        let asking = self.asking(Command::HeldEntries)?;
        let held = asking.store().held()?;
        Ok(held
            .into_iter()
            .map(|entry| HeldEntry {
                entry: entry.entry.to_string(),
                kind: entry.kind,
                subject: entry.subject.to_string(),
                at: entry.at.0,
                reason: entry.reason,
            })
            .collect())
    }

    /// Offers entries that the centre could not accept to it again, and sends now; none named: all of them.
    /// What it refuses again stands as held again.
    ///
    /// # Errors
    /// `Invalid` for what is no id; `NotAllowed`, or what the store says.
    pub fn offer_held(&self, entries: &[String]) -> Result<LinkStatus> {
        let asking = self.asking(Command::OfferHeld)?;
        let named: Vec<EntryId> = entries
            .iter()
            .map(|id| id.parse())
            .collect::<std::result::Result<_, _>>()
            .map_err(|_| AppError::invalid("entries", Rule::NotAnId))?;
        let offered = if named.is_empty() {
            let held = asking.store().held()?;
            held.into_iter().map(|entry| entry.entry).collect()
        } else {
            named
        };
        asking.store().offer_again(offered)?;
        asking.desk.syncer.sync_now();
        Ok(to_dto(&asking.desk.syncer.status()))
    }

    /// When and why this machine went on in a new epoch of its chain, newest first: its store was restored
    /// from a backup, or runs at another machine too.
    ///
    /// # Errors
    /// `NotAllowed`, or what the store says.
    pub fn epochs_begun(&self) -> Result<Vec<EpochBegun>> {
        let asking = self.asking(Command::EpochsBegun)?;
        let begun = asking.store().read(|reading| reading.epochs_begun())?;
        Ok(begun
            .into_iter()
            .map(|one| EpochBegun {
                at: one.at.0,
                why: one.why.code().to_owned(),
            })
            .collect())
    }
}

/// Starts the engine over a store. In the practice store only centres on this machine may be set.
pub(crate) fn start(store: &Store, practice: bool, station: String, links: Arc<Links>) -> Syncer {
    let options = Options {
        loopback_only: practice,
        machine_name: station,
        ..Options::default()
    };
    let told = Arc::new(move |status: Status| links.tell(practice, &status));
    Syncer::start(Arc::new(store.clone()), options, told)
}

fn to_dto(status: &Status) -> LinkStatus {
    LinkStatus {
        state: match status.state {
            SyncState::NotSet => LinkState::NotSet,
            SyncState::Connected => LinkState::Connected,
            SyncState::Sending => LinkState::Sending,
            SyncState::Unreachable => LinkState::Unreachable,
            SyncState::Refused => LinkState::Refused,
        },
        address: status.address.clone(),
        site: status.site.clone(),
        waiting: count(status.waiting),
        oldest_at: status.oldest_at.map(|Millis(at)| at),
        held: count(status.held),
        last_contact_at: status.last_contact_at.map(|Millis(at)| at),
        clock_ahead_min: status.clock_ahead_min,
        problem: status
            .problem
            .map(|problem| ErrorDto::plain(of_problem(problem))),
        packs: status.packs.iter().map(pack).collect(),
    }
}

fn pack(known: &PackKnown) -> PackStatus {
    PackStatus {
        kind: known.kind.name().to_owned(),
        version: version(known.version),
        published_at: known.published_at.map(|Millis(at)| at),
        unreadable: known.unreadable,
        refused: known
            .refused
            .as_ref()
            .map(|(version, why)| refused_pack(*version, why)),
    }
}

pub(crate) fn refused_pack(refused: u64, why: &PackRefusal) -> PackRefused {
    PackRefused {
        version: version(refused),
        reason: why.reason.clone(),
        at: why.at.clone(),
        field: why.field.clone(),
    }
}

/// Bounded where packs are read.
fn version(version: u64) -> i64 {
    i64::try_from(version).unwrap_or(i64::MAX)
}

fn count(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

pub(crate) const fn of_problem(problem: LinkProblem) -> ErrorCode {
    match problem {
        LinkProblem::Network | LinkProblem::Stalled => ErrorCode::CentreUnreachable,
        LinkProblem::Certificate => ErrorCode::CentreCertificate,
        LinkProblem::NotACentre => ErrorCode::CentreNotOne,
        LinkProblem::OtherCentre => ErrorCode::CentreOther,
        LinkProblem::Busy => ErrorCode::CentreBusy,
        LinkProblem::CentreFailed => ErrorCode::CentreFailed,
        LinkProblem::Revoked | LinkProblem::Unauthenticated => ErrorCode::CentreRefused,
        LinkProblem::UpgradeNeeded => ErrorCode::CentreUpgrade,
        LinkProblem::Mismatch => ErrorCode::CentreMismatch,
        LinkProblem::Fork => ErrorCode::CentreFork,
        LinkProblem::TooManyRefusals => ErrorCode::CentreTooManyRefusals,
        LinkProblem::Store => ErrorCode::StoreFailed,
    }
}

/// What a person can do about an enrolment that failed.
pub(crate) const fn of_enrolment(error: &EnrolError) -> ErrorCode {
    match error {
        EnrolError::BadAddress => ErrorCode::CentreAddress,
        EnrolError::PlainHttp => ErrorCode::CentrePlainHttp,
        EnrolError::LoopbackOnly => ErrorCode::NotInPractice,
        EnrolError::Unreachable => ErrorCode::CentreUnreachable,
        EnrolError::NotACentre => ErrorCode::CentreNotOne,
        EnrolError::Certificate => ErrorCode::CentreCertificate,
        EnrolError::WrongCode => ErrorCode::EnrolmentCode,
        EnrolError::Refused => ErrorCode::CentreRefused,
        EnrolError::Busy => ErrorCode::CentreBusy,
        EnrolError::AlreadyEnrolled => ErrorCode::AlreadyEnrolled,
        EnrolError::Store(_) => ErrorCode::StoreFailed,
    }
}
