//! The courier at the centre: takes a machine's file in and writes its receipt.
//!
//! What the file says goes through the code of the line: the machine's standing as in a hello, each batch as a
//! `POST /v1/entries`, the feed as a `GET /v1/feed`. Taking one file twice appends nothing twice. Never here: the
//! keys of machines, which are those of their enrolment.

use ::courier::{
    BadFile, CentreCard, CentreSecrets, EntriesFile, Head, Kind, Receipt, Sealed, seal,
};
use domain::id::{Epoch, Millis, SiteId};
use domain::link::ChainPoint;
use domain::wire::{
    EntriesAnswer, FeedPage, MAX_FEED_ITEMS, MAX_HOLDS, MAX_MARKS, MAX_PACK_BYTES, MAX_PACK_KINDS,
    Outcome, Pack, PackKind, PackVersion, ProblemType,
};

use crate::api::{Refusal, admit, take};
use crate::storage::{Asked, Caller, FeedWanted, Storage, StorageError};

/// What a place takes in a receipt beside its parts: names, points and digests.
const PLACE_BYTES: usize = 512;
/// Bytes after which a receipt takes no more pages; the next one goes on behind them.
const MAX_PAGES_BYTES: usize = 40 * 1024 * 1024;
/// Bytes of packs that a receipt takes, four of the longest; what does not fit goes with the next one. They take from
/// the room of the pages.
const MAX_PACKS_BYTES: usize = 4 * MAX_PACK_BYTES;
/// Most batches in a file.
const MAX_BATCHES: usize = 100;

/// A courier's file was not taken in, by what can be told of it. What was appended of it by then stays, and
/// taking it again goes on from there.
#[derive(Debug, thiserror::Error)]
pub enum CourierError {
    /// It cannot be believed.
    #[error(transparent)]
    BadFile(#[from] BadFile),
    /// It is a receipt.
    #[error("this is a receipt, which belongs to its machine")]
    Receipt,
    /// It is for another centre.
    #[error("this file is for another centre")]
    OtherCentre,
    /// No machine of this id is enrolled at the site.
    #[error("no machine of this centre wrote this file")]
    UnknownMachine,
    /// The machine was cut off.
    #[error("the machine that wrote this file was cut off")]
    Revoked,
    /// What it says is no batch.
    #[error("what the file says cannot be read")]
    Malformed,
    /// The storage does not take it now.
    #[error("the storage does not take it: {}", .0.name())]
    Refused(ProblemType),
    /// The receipt cannot be written.
    #[error("the receipt cannot be written")]
    Receiptless(#[from] ::courier::SealError),
    /// The storage failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// The system gives no random bytes.
    #[error("the system gives no random bytes")]
    Random(#[from] getrandom::Error),
}

impl From<Refusal> for CourierError {
    fn from(refusal: Refusal) -> Self {
        match refusal.kind() {
            ProblemType::Malformed | ProblemType::TooLarge => Self::Malformed,
            kind => Self::Refused(kind),
        }
    }
}

/// What came of a file.
#[derive(Debug)]
pub struct CourierTaken {
    /// The receipt, to be carried back.
    pub receipt: Vec<u8>,
    /// Entries that were new here.
    pub stored: u64,
    /// Entries that were here already.
    pub duplicates: u64,
    /// Entries whose content could not be taken.
    pub held: u64,
    /// Links that contradict what is here, or follow what is not.
    pub refused: u64,
    /// Places of the feed that go back.
    pub fed: u64,
    /// Packs that go back.
    pub packs: u64,
    /// A machine was enrolled at the site of this name.
    pub enrolled: Option<String>,
}

/// Takes a file in.
///
/// # Errors
/// See [`CourierError`].
pub async fn take_courier(
    storage: &dyn Storage,
    file: &[u8],
    now: Millis,
) -> Result<CourierTaken, CourierError> {
    let sealed = Sealed::read(file)?;
    let head = sealed.head;
    if matches!(head.kind, Kind::Receipt | Kind::Enrolled) {
        return Err(CourierError::Receipt);
    }
    let identity = storage.identity().await?;
    if head.centre != identity.centre {
        return Err(CourierError::OtherCentre);
    }
    let secrets = CentreSecrets::of(&identity.secret);
    if head.kind == Kind::Enrol {
        return enrol(storage, &sealed, &secrets, now).await;
    }
    let machine = storage.machine(head.site, head.machine).await?;
    let machine = machine.ok_or(CourierError::UnknownMachine)?;
    if machine.revoked {
        return Err(CourierError::Revoked);
    }
    let sent: EntriesFile = sealed.open_at_centre(&machine.public_key, &secrets)?;
    if sent.batches.len() > MAX_BATCHES
        || sent.marks.len() > MAX_MARKS
        || sent.held.len() != sent.marks.len()
        || sent.holds.len() > MAX_HOLDS
        || sent.packs.len() > MAX_PACK_KINDS
    {
        return Err(CourierError::Malformed);
    }
    let caller = Caller {
        site: head.site,
        machine: head.machine,
    };
    let mut new_counting = [0; 16];
    getrandom::fill(&mut new_counting)?;
    let mark = sent.marks.first().map_or(0, |mark| mark.number);
    let standing = storage
        .standing(Asked {
            caller,
            counting: sent.counting,
            marks: sent.marks,
            held: sent.held,
            new_counting: Epoch::from_bytes(new_counting),
            now,
        })
        .await?;
    let mut answers = Vec::with_capacity(sent.batches.len());
    for batch in sent.batches {
        answers.push(take(storage, caller, batch, now).await?);
    }
    let after = standing.restart_from.unwrap_or(mark);
    let holds = with_taken(sent.holds, &answers);
    let (packs, packs_bytes) = packs(storage, caller.site, &sent.packs).await?;
    let most = MAX_PAGES_BYTES - packs_bytes;
    let pages = pages(storage, caller, after, &holds, most).await?;
    let mut taken = counted(&answers);
    taken.packs = packs.len() as u64;
    taken.fed = pages.iter().map(|page| page.items.len() as u64).sum();
    let receipt = Receipt {
        restart_from: standing.restart_from,
        heads: standing.heads,
        answers,
        pages,
        packs,
    };
    let back = Head {
        kind: Kind::Receipt,
        ..head
    };
    taken.receipt = seal(&back, &receipt, &sent.reply_to, &secrets.sign)?;
    Ok(taken)
}

/// Admits a machine; its receipt is the answer. Taken in again it gives the same one.
async fn enrol(
    storage: &dyn Storage,
    sealed: &Sealed<'_>,
    secrets: &CentreSecrets,
    now: Millis,
) -> Result<CourierTaken, CourierError> {
    let file = sealed.open_enrolment(secrets)?;
    let answer = admit(storage, file.request, now).await?;
    let back = Head {
        kind: Kind::Enrolled,
        site: answer.site.id,
        ..sealed.head
    };
    let mut taken = counted(&[]);
    taken.enrolled = Some(answer.site.name.clone());
    taken.receipt = seal(&back, &answer, &file.reply_to, &secrets.sign)?;
    Ok(taken)
}

/// The card of this centre, for machines that have no line to it; whoever enrols one compares its fingerprint.
///
/// # Errors
/// When the storage cannot be read.
pub async fn centre_card(
    storage: &dyn Storage,
    address: String,
) -> Result<CentreCard, StorageError> {
    let identity = storage.identity().await?;
    let keys = CentreSecrets::of(&identity.secret).public();
    Ok(CentreCard::new(identity.centre, address, keys))
}

/// The newest pack of each kind that the machine named an older version of, and how long they are together.
async fn packs(
    storage: &dyn Storage,
    site: SiteId,
    has: &[PackVersion],
) -> Result<(Vec<Pack>, usize), CourierError> {
    let (mut packs, mut bytes) = (Vec::new(), 0);
    for kind in PackKind::ALL {
        let Some(has) = has.iter().find(|has| has.kind == kind.name()) else {
            continue;
        };
        let head = storage.pack_head(site, kind).await?;
        if head.is_none_or(|newest| newest.version <= has.version) {
            continue;
        }
        let Some(pack) = storage.pack(site, kind, None).await? else {
            continue;
        };
        if bytes + pack.content.len() > MAX_PACKS_BYTES {
            continue;
        }
        bytes += pack.content.len();
        packs.push(pack.to_wire(storage.identity().await?.centre));
    }
    Ok((packs, bytes))
}

async fn pages(
    storage: &dyn Storage,
    caller: Caller,
    mut after: u64,
    holds: &[ChainPoint],
    most: usize,
) -> Result<Vec<FeedPage>, CourierError> {
    let (mut pages, mut bytes) = (Vec::new(), 0);
    loop {
        let page = storage
            .feed(FeedWanted {
                caller,
                after,
                limit: MAX_FEED_ITEMS,
                holds: holds.to_vec(),
            })
            .await?;
        let Some(last) = page.items.last() else {
            return Ok(pages);
        };
        after = last.number;
        bytes += page
            .items
            .iter()
            .map(|item| PLACE_BYTES + item.weight())
            .sum::<usize>();
        pages.push(page);
        if bytes > most {
            return Ok(pages);
        }
    }
}

/// The points up to which the machine holds its own entries: those that the centre had named to it, and before
/// them what this file brought of each epoch. A link that was refused may be another one here.
fn with_taken(mut holds: Vec<ChainPoint>, answers: &[EntriesAnswer]) -> Vec<ChainPoint> {
    for result in answers.iter().flat_map(|answer| &answer.results) {
        let taken = matches!(
            result.read(),
            Some(Outcome::Stored { .. } | Outcome::Duplicate { .. } | Outcome::Held { .. })
        );
        let point = result.point();
        let further = |held: &ChainPoint| held.epoch == point.epoch && held.seq >= point.seq;
        if taken && !holds.iter().any(further) {
            holds.retain(|held| held.epoch != point.epoch);
            holds.insert(0, point);
        }
    }
    holds.truncate(MAX_HOLDS);
    holds
}

fn counted(answers: &[EntriesAnswer]) -> CourierTaken {
    let mut taken = CourierTaken {
        receipt: Vec::new(),
        stored: 0,
        duplicates: 0,
        held: 0,
        refused: 0,
        fed: 0,
        packs: 0,
        enrolled: None,
    };
    let results = answers.iter().flat_map(|answer| &answer.results);
    for result in results {
        match result.read() {
            Some(Outcome::Stored { .. }) => taken.stored += 1,
            Some(Outcome::Duplicate { .. }) => taken.duplicates += 1,
            Some(Outcome::Held { .. }) => taken.held += 1,
            Some(Outcome::Mismatch | Outcome::Fork | Outcome::Missing { .. }) | None => {
                taken.refused += 1;
            }
        }
    }
    taken
}
