//! The courier at the machine: what waits as a file, and a receipt taken in.
//!
//! A receipt goes through the code that an answer of the line goes through: results are weighed against what was
//! sent (`engine::verdict`), pages checked against the cursor (`engine::page`), and both written down by the
//! journal. So a line that comes back in between does no harm: what is settled already is settled again, which
//! changes nothing, and pages that were pulled meanwhile are passed over.
//!
//! Which files are on their way lies among the machine's settings: a receipt counts for one of those alone, and
//! once. Never here: where a file lies, the keys of other machines.

use ::courier::{
    BadFile, EntriesFile, FileId, Head, Kind, MAX_FILE_LINKS, Receipt, Sealed, reply_key, seal,
};
use domain::id::Millis;
use domain::link::ChainPoint;
use domain::wire::{
    EntriesRequest, EntryResult, FeedPage, Hex32, MAX_BATCH_LINKS, MAX_HOLDS, MAX_MARKS, Mark,
    PackKind, PackRefusal,
};
use ed25519_dalek::SigningKey;
use serde::{Deserialize, Serialize};
use store::{Store, StoreError};

use crate::courier_enrol;
use crate::courier_packs;
use crate::courier_pages::beyond;
use crate::engine::{BadPage, Parties, Sent, weigh, went_its_own_way};
use crate::journal::{Enrolment, Journal, JournalError, NewEpoch};
use crate::line::to_wire;
use crate::status::LinkProblem;

/// Name of the setting that tells which files are on their way.
const FILES: &str = "courier.files";
/// Most files that are on their way at once; the oldest is forgotten, and its receipt is old then.
const FILES_MAX: usize = 8;

/// Why a file was not written or not taken in, by what a person can do. Nothing has changed then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CourierError {
    /// The machine was never enrolled.
    #[error("not enrolled")]
    NotEnrolled,
    /// The centre has not told its keys: it is of an earlier version, or the machine has not spoken with it
    /// since.
    #[error("the centre's keys are not known")]
    NoKeys,
    /// It is no courier file.
    #[error("not a courier file")]
    NotOne,
    /// It is the file that this machine sends, not what came back.
    #[error("not a receipt")]
    NotAReceipt,
    /// Of another machine or centre.
    #[error("the receipt of another machine")]
    Other,
    /// It was taken in already.
    #[error("taken in already")]
    Doubled,
    /// Of a file that this machine does not know as on its way any more.
    #[error("of a file that is not on its way")]
    Old,
    /// It is not whole.
    #[error("not whole")]
    Cut,
    /// It was changed, or does not come from the centre.
    #[error("changed on its way")]
    Tampered,
    /// It is no card of a centre, or its address may not be set here.
    #[error("not the card of a centre")]
    NotACard,
    /// The code is mistyped.
    #[error("not an enrolment code")]
    WrongCode,
    /// The machine is enrolled.
    #[error("enrolled already")]
    Enrolled,
    /// This machine's own store failed.
    #[error(transparent)]
    Store(#[from] JournalError),
}

impl From<StoreError> for CourierError {
    fn from(error: StoreError) -> Self {
        Self::Store(error.into())
    }
}

impl From<BadFile> for CourierError {
    fn from(bad: BadFile) -> Self {
        match bad {
            BadFile::NotOne | BadFile::TooLong => Self::NotOne,
            BadFile::Cut => Self::Cut,
            BadFile::Signature | BadFile::Sealed => Self::Tampered,
        }
    }
}

/// A file to be carried to the centre.
#[derive(Debug)]
pub struct CourierFile {
    /// Names it.
    pub id: FileId,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// How many entries it holds.
    pub entries: u64,
    /// How many more wait; they go with the next one.
    pub left: u64,
    /// What is written down of it once it is on its way.
    pub(crate) note: Note,
}

/// What is written down of a file that is on its way.
#[derive(Debug)]
pub(crate) enum Note {
    /// Its id, beside those of the files before.
    Entries,
    /// A request to be enrolled, in place of the one before.
    Request(String),
}

impl CourierFile {
    /// Writes down that it is on its way: from then on its answer is awaited here. To be called when it lies where
    /// somebody can carry it, and not before: a file that never came to be would push out one that is on the road.
    ///
    /// # Errors
    /// When the store cannot be written; then its answer will be told as old, and what is in it goes with the next.
    pub fn set_out(&self, store: &Store) -> Result<(), CourierError> {
        match &self.note {
            Note::Entries => {
                let mut files = files(store)?;
                files.push(OnItsWay {
                    file: self.id.to_string(),
                    taken: false,
                    missing: None,
                });
                let forgotten = files.len().saturating_sub(FILES_MAX);
                files.drain(..forgotten);
                keep_files(store, &files)
            }
            Note::Request(request) => {
                courier_enrol::keep_request(store, request.clone())?;
                Ok(())
            }
        }
    }
}

/// What came of a receipt.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CourierTaken {
    /// The machine is enrolled from now on.
    pub enrolled: bool,
    /// Entries that the centre has, by its word.
    pub acknowledged: u64,
    /// Entries whose content it could not take.
    pub held: u64,
    /// Places of the feed that came with it.
    pub arrived: u64,
    /// Packs that came with it and are in use now.
    pub packs: u64,
    /// Packs that came with it and were not taken; what was in use stays.
    pub packs_refused: Vec<PackNotTaken>,
    /// The centre contradicts this machine's chain.
    pub problem: Option<LinkProblem>,
}

/// A pack that came and was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackNotTaken {
    /// What it holds.
    pub kind: PackKind,
    /// Its version.
    pub version: u64,
    /// Why.
    pub refusal: PackRefusal,
}

/// A file on its way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct OnItsWay {
    file: String,
    /// Its receipt was taken in.
    taken: bool,
    /// Where the next file begins, when the centre told that it lacks this.
    missing: Option<ChainPoint>,
}

/// Makes a file of what waits. It counts as sent only when its receipt is back, which is awaited once it has
/// [set out](CourierFile::set_out).
///
/// # Errors
/// See [`CourierError`].
pub fn write_courier(
    store: &Store,
    tell: &mut dyn FnMut(u64, u64),
) -> Result<CourierFile, CourierError> {
    let (enrolment, keys) = place(store)?;
    let seed = store.signing_seed()?;
    let id = FileId::new().map_err(|_| JournalError::Failed)?;
    let files = files(store)?;
    let waiting = store.counts()?.waiting;
    let links = match files.last().and_then(|file| file.missing) {
        Some(point) => Journal::links_from(store, point, MAX_FILE_LINKS)?,
        None => Journal::waiting(store, None, MAX_FILE_LINKS)?,
    };
    let of = u64::try_from(links.len()).unwrap_or(u64::MAX);
    // What is merely sent another machine may hold otherwise: the centre adds what it takes of it.
    let mut holds = Journal::acknowledged(store)?;
    let (mut batches, mut batch) = (Vec::new(), Vec::new());
    let mut entries = 0_u64;
    for link in links {
        batch.push(to_wire(link, false));
        entries += 1;
        if batch.len() == MAX_BATCH_LINKS {
            batches.push(EntriesRequest {
                links: std::mem::take(&mut batch),
            });
            tell(entries, of);
        }
    }
    if !batch.is_empty() {
        batches.push(EntriesRequest { links: batch });
    }
    holds.truncate(MAX_HOLDS);
    let cursors = Journal::cursors(store)?;
    let content = EntriesFile {
        reply_to: reply_key(&seed, id).public,
        counting: cursors.first().map(|cursor| cursor.centre),
        marks: cursors
            .iter()
            .take(MAX_MARKS)
            .map(|cursor| Mark {
                number: cursor.number,
                hash: Hex32(cursor.hash),
            })
            .collect(),
        held: cursors
            .iter()
            .take(MAX_MARKS)
            .map(|cursor| Hex32(cursor.held))
            .collect(),
        holds,
        batches,
        packs: courier_packs::named(store)?,
    };
    let head = Head {
        kind: Kind::Entries,
        centre: enrolment.centre,
        site: enrolment.site,
        machine: Journal::machine(store),
        file: id,
    };
    let bytes = seal(&head, &content, &keys.seal, &SigningKey::from_bytes(&seed))
        .map_err(|_| JournalError::Failed)?;
    tell(entries, of);
    Ok(CourierFile {
        id,
        bytes,
        entries,
        left: waiting.saturating_sub(entries),
        note: Note::Entries,
    })
}

/// The answers that are awaited here: for finding them among others.
#[derive(Debug)]
pub struct Awaited {
    receipts: Vec<String>,
    enrolment: Option<String>,
}

impl Awaited {
    /// # Errors
    /// What the store says.
    pub fn read(store: &Store) -> Result<Self, CourierError> {
        let files = files(store)?.into_iter();
        Ok(Self {
            receipts: files.filter(|one| !one.taken).map(|one| one.file).collect(),
            enrolment: courier_enrol::requested_file(store)?,
        })
    }

    /// Whether a file that begins so is one of them; the first [`COURIER_HEAD_BYTES`](crate::COURIER_HEAD_BYTES) are
    /// enough.
    #[must_use]
    pub fn names(&self, beginning: &[u8]) -> bool {
        let Ok(head) = Head::read(beginning) else {
            return false;
        };
        let named = head.file.to_string();
        match head.kind {
            Kind::Receipt => self.receipts.contains(&named),
            Kind::Enrolled => self.enrolment.as_ref() == Some(&named),
            Kind::Entries | Kind::Enrol => false,
        }
    }
}

/// Takes a receipt in. Broken off half-way it can be taken in again.
///
/// # Errors
/// See [`CourierError`].
pub fn take_receipt(
    store: &Store,
    file: &[u8],
    now: Millis,
    tell: &mut dyn FnMut(u64, u64),
) -> Result<CourierTaken, CourierError> {
    let sealed = Sealed::read(file)?;
    let head = sealed.head;
    if head.kind == Kind::Enrolled {
        courier_enrol::take_enrolled(store, &sealed)?;
        return Ok(CourierTaken {
            enrolled: true,
            ..CourierTaken::default()
        });
    }
    let (enrolment, keys) = place(store)?;
    if head.kind != Kind::Receipt {
        return Err(CourierError::NotAReceipt);
    }
    let parties = Parties {
        centre: enrolment.centre,
        site: enrolment.site,
        machine: Journal::machine(store),
    };
    if (head.centre, head.site, head.machine) != (parties.centre, parties.site, parties.machine) {
        return Err(CourierError::Other);
    }
    let mut files = files(store)?;
    let named = head.file.to_string();
    let at = files
        .iter()
        .position(|one| one.file == named)
        .ok_or(CourierError::Old)?;
    if files.get(at).is_none_or(|one| one.taken) {
        return Err(CourierError::Doubled);
    }
    let reply = reply_key(&*store.signing_seed()?, head.file);
    let receipt: Receipt = sealed.open_at_machine(&keys.sign, &reply)?;

    let mut taken = CourierTaken::default();
    if let Some(from) = receipt.restart_from {
        Journal::restart(store, from)?;
    }
    let of = u64::try_from(receipt.answers.len() + receipt.pages.len()).unwrap_or(u64::MAX);
    let mut done = 0;
    let mut missing = None;
    let (present, mut forked) = (Journal::own_chain(store)?.epoch, false);
    for answer in &receipt.answers {
        let sent = sent(store, &answer.results)?;
        let verdict = weigh(&sent, answer, &parties);
        for one in &verdict.settled {
            match one.held {
                None => taken.acknowledged += 1,
                Some(_) => taken.held += 1,
            }
        }
        missing = missing.or(verdict.missing);
        taken.problem = taken.problem.or(verdict.diverged);
        // Of an earlier epoch it is old news.
        forked |= verdict.diverged == Some(LinkProblem::Fork)
            && sent.iter().any(|one| one.point.epoch == present);
        Journal::settle(store, verdict.settled)?;
        done += 1;
        tell(done, of);
    }
    let own = Journal::own_chain(store)?;
    let forked = forked.then_some(NewEpoch::Fork);
    if let Some(why) = went_its_own_way(&receipt.heads, &own).or(forked) {
        // As over the line: the chain goes on in a new epoch, and what waits goes with the next file.
        Journal::begin_epoch(store, why, now)?;
        missing = None;
    }
    let (arrived, problem) = accept(store, receipt.pages, &parties, &mut || {
        done += 1;
        tell(done, of);
    })?;
    taken.arrived = arrived;
    taken.problem = taken.problem.or(problem);
    (taken.packs, taken.packs_refused) =
        courier_packs::take(store, receipt.packs, &parties, keys.sign, now)?;
    // What was sent before it is told by it too, or is told again by the next one.
    for one in files.iter_mut().take(at + 1) {
        one.taken = true;
        one.missing = None;
    }
    if let Some(last) = files.last_mut() {
        last.missing = missing;
    }
    keep_files(store, &files)?;
    Ok(taken)
}

/// Folds the pages in as far as they go beyond the cursor; how many places came with them. Those of another past
/// are left: the next receipt, or the line, brings what they hold.
fn accept(
    store: &Store,
    pages: Vec<FeedPage>,
    parties: &Parties,
    tell: &mut dyn FnMut(),
) -> Result<(u64, Option<LinkProblem>), CourierError> {
    let mut arrived = 0;
    for page in pages {
        let cursor = Journal::cursors(store)?.first().copied();
        match beyond(page, cursor.as_ref(), parties) {
            Ok(None) | Err(BadPage::OtherPast) => {}
            Ok(Some(page)) => {
                arrived += u64::try_from(page.items.len()).unwrap_or(u64::MAX);
                Journal::accept(store, page)?;
            }
            // What stands behind it does not follow either. The words are those of the line.
            Err(BadPage::Newer) => return Ok((arrived, Some(LinkProblem::UpgradeNeeded))),
            Err(BadPage::Nonsense) => return Ok((arrived, Some(LinkProblem::CentreFailed))),
        }
        tell();
    }
    Ok((arrived, None))
}

/// The links that these results are about, as this machine holds them.
fn sent(store: &Store, results: &[EntryResult]) -> Result<Vec<Sent>, CourierError> {
    let mut sent = Vec::with_capacity(results.len());
    for (mut from, end) in runs(results) {
        while from.seq < end {
            let left = usize::try_from(end - from.seq).unwrap_or(usize::MAX);
            let links = Journal::links_from(store, from, left)?;
            let Some(last) = links.last() else {
                break;
            };
            from.seq = last.link.point.seq + 1;
            let of_run = links.into_iter().filter(|one| one.link.point.seq < end);
            sent.extend(of_run.map(|one| Sent {
                point: one.link.point,
                id: one.id,
                hash: one.link.hash,
            }));
        }
    }
    Ok(sent)
}

/// The stretches of a chain that the results stand for: where each begins, and the number behind its end.
fn runs(results: &[EntryResult]) -> Vec<(ChainPoint, u64)> {
    let mut runs: Vec<(ChainPoint, u64)> = Vec::new();
    for point in results.iter().map(EntryResult::point) {
        match runs.last_mut() {
            Some((first, end)) if first.epoch == point.epoch && *end == point.seq => {
                *end = end.saturating_add(1);
            }
            _ => runs.push((point, point.seq.saturating_add(1))),
        }
    }
    runs
}

fn place(store: &Store) -> Result<(Enrolment, domain::wire::CentreKeys), CourierError> {
    let enrolment = Journal::enrolment(store)?.ok_or(CourierError::NotEnrolled)?;
    let keys = enrolment.keys.ok_or(CourierError::NoKeys)?;
    Ok((enrolment, keys))
}

fn files(store: &Store) -> Result<Vec<OnItsWay>, CourierError> {
    let kept = store.read(|reading| reading.setting(FILES))?;
    Ok(kept
        .and_then(|kept| serde_json::from_str(&kept).ok())
        .unwrap_or_default())
}

fn keep_files(store: &Store, files: &[OnItsWay]) -> Result<(), CourierError> {
    let kept = serde_json::to_string(files).map_err(|_| JournalError::Failed)?;
    Ok(store.set_settings(vec![(FILES.to_owned(), Some(kept))])?)
}

#[cfg(test)]
mod tests {
    use domain::id::{EntryId, Epoch};
    use domain::wire::{Hex32, Outcome};

    use super::*;

    #[test]
    fn results_of_several_epochs_with_gaps_are_read_stretch_by_stretch() {
        let point = |epoch: u8, seq| ChainPoint {
            epoch: Epoch::from_bytes([epoch; 16]),
            seq,
        };
        let results: Vec<_> = [(1, 4), (1, 5), (1, 8), (2, 1), (2, 2), (1, 6)]
            .into_iter()
            .map(|(epoch, seq)| {
                let (id, hash) = (EntryId::from_bytes([3; 16]), Hex32([4; 32]));
                EntryResult::new(id, point(epoch, seq), hash, Outcome::Fork)
            })
            .collect();
        let due = [
            (point(1, 4), 6),
            (point(1, 8), 9),
            (point(2, 1), 3),
            (point(1, 6), 7),
        ];
        assert_eq!(runs(&results), due);
        assert_eq!(runs(&[]), []);
    }
}
