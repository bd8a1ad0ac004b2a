//! Enrolment by courier: a request sealed to a centre whose card was brought, and its answer taken in.
//!
//! The centre admits by the code of `POST /v1/enrol`. The answer counts for the request that was written last.
//! Never here: whether the card is the centre's own, which a person compares.

use ::courier::{CentreCard, EnrolFile, FileId, Head, Kind, Sealed, reply_key, seal};
use domain::entry::{Digest, digest};
use domain::id::{CentreId, SiteId};
use domain::wire::{EnrolAnswer, EnrolmentCode};
use ed25519_dalek::SigningKey;
use serde::{Deserialize, Serialize};
use store::{Store, StoreError};
use zeroize::Zeroizing;

use crate::address::Address;
use crate::courier::{CourierError, CourierFile, Note};
use crate::enrol::request;
use crate::journal::{Enrolment, Journal, JournalError};

/// Name of the setting that tells which request is on its way, and to whom.
const REQUEST: &str = "courier.enrolment";

#[derive(Serialize, Deserialize)]
struct Requested {
    file: String,
    card: CentreCard,
    /// Where the machine was enrolled when it asked.
    #[serde(default)]
    before: Option<Place>,
}

/// Where a machine is enrolled, and by what: whoever comes back over the line gets another token at the same place.
#[derive(PartialEq, Eq, Serialize, Deserialize)]
struct Place {
    centre: CentreId,
    site: SiteId,
    address: String,
    token: Digest,
}

/// Where this machine is enrolled now.
fn place(store: &Store) -> Result<Option<Place>, CourierError> {
    let enrolment = Journal::enrolment(store)?;
    Ok(enrolment.map(|one| Place {
        centre: one.centre,
        site: one.site,
        address: one.address,
        token: digest(one.token.as_bytes()),
    }))
}

/// Reads the card of a centre whose address may be set here.
///
/// # Errors
/// `NotACard`.
pub fn read_card(bytes: &[u8]) -> Result<CentreCard, CourierError> {
    let card = CentreCard::read(bytes).map_err(|_| CourierError::NotACard)?;
    Address::parse(&card.address).map_err(|_| CourierError::NotACard)?;
    Ok(card)
}

/// Makes a request to be enrolled with this code at the centre of this card. A machine that is enrolled at that
/// centre may ask again, unless it is `connected`: whoever was cut off comes back with a new code.
///
/// # Errors
/// `WrongCode`; `Enrolled` where its centre answers it or is another one; what the store says.
pub fn write_enrolment(
    store: &Store,
    card: &CentreCard,
    code: &str,
    name: &str,
    connected: bool,
) -> Result<CourierFile, CourierError> {
    let before = place(store)?;
    let elsewhere = before.as_ref().is_some_and(|at| at.centre != card.centre);
    if connected || elsewhere {
        return Err(CourierError::Enrolled);
    }
    let code: EnrolmentCode = code.parse().map_err(|_| CourierError::WrongCode)?;
    let seed = Journal::signing_seed(store)?;
    let id = FileId::new().map_err(|_| JournalError::Failed)?;
    let machine = Journal::machine(store);
    let content = EnrolFile {
        reply_to: reply_key(&seed, id).public,
        request: request(machine, &seed, &code, name),
    };
    let head = Head {
        kind: Kind::Enrol,
        centre: card.centre,
        // Which one it will be the code knows.
        site: SiteId::from_bytes([0; 16]),
        machine,
        file: id,
    };
    let bytes = seal(
        &head,
        &content,
        &card.keys.seal,
        &SigningKey::from_bytes(&seed),
    )
    .map_err(|_| CourierError::NotACard)?;
    let requested = Requested {
        file: id.to_string(),
        card: card.clone(),
        before,
    };
    let kept = serde_json::to_string(&requested).map_err(|_| JournalError::Failed)?;
    Ok(CourierFile {
        id,
        bytes,
        entries: 0,
        left: 0,
        note: Note::Request(kept),
    })
}

/// The request whose answer is awaited.
pub(crate) fn keep_request(store: &Store, request: String) -> Result<(), StoreError> {
    store.set_settings(vec![(REQUEST.to_owned(), Some(request))])
}

/// Names the request that is on its way.
pub(crate) fn requested_file(store: &Store) -> Result<Option<String>, CourierError> {
    Ok(requested(store)?.map(|one| one.file))
}

/// Takes in the answer to a request: from then on the machine is enrolled.
///
/// # Errors
/// See [`CourierError`].
pub(crate) fn take_enrolled(store: &Store, sealed: &Sealed<'_>) -> Result<(), CourierError> {
    let head = sealed.head;
    if head.machine != Journal::machine(store) {
        return Err(CourierError::Other);
    }
    let Some(requested) = requested(store)? else {
        return Err(if Journal::enrolment(store)?.is_some() {
            CourierError::Doubled
        } else {
            CourierError::Old
        });
    };
    if requested.file != head.file.to_string() {
        return Err(CourierError::Old);
    }
    if place(store)? != requested.before {
        // Meanwhile the line brought it back: what was asked for before that is no longer wanted.
        return Err(CourierError::Enrolled);
    }
    let seed = Journal::signing_seed(store)?;
    let card = requested.card;
    let answer: EnrolAnswer =
        sealed.open_at_machine(&card.keys.sign, &reply_key(&seed, head.file))?;
    if answer.centre != card.centre || answer.token.token.is_empty() {
        return Err(CourierError::Tampered);
    }
    Journal::keep_enrolment(
        store,
        &Enrolment {
            address: card.address,
            centre: card.centre,
            site: answer.site.id,
            site_name: answer.site.name,
            ca: answer.ca,
            keys: Some(card.keys),
            token: Zeroizing::new(answer.token.token),
        },
    )?;
    Ok(store.set_settings(vec![(REQUEST.to_owned(), None)])?)
}

fn requested(store: &Store) -> Result<Option<Requested>, CourierError> {
    let kept = store.read(|reading| reading.setting(REQUEST))?;
    Ok(kept.and_then(|kept| serde_json::from_str(&kept).ok()))
}
