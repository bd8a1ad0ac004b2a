//! What files say: what the line would carry, at once.

use domain::entry::CentreEpoch;
use domain::link::ChainPoint;
use domain::wire::{
    ChainHead, EnrolRequest, EntriesAnswer, EntriesRequest, FeedPage, Hex32, Mark, Pack,
    PackVersion,
};
use serde::{Deserialize, Serialize};

/// Most links in one file; what waits beyond goes with the next one.
pub const MAX_FILE_LINKS: usize = 10_000;

/// What a machine sends.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct EntriesFile {
    /// What its receipt is to be sealed to.
    pub reply_to: Hex32,
    /// The counting that the newest mark belongs to, as in a hello.
    pub counting: Option<CentreEpoch>,
    /// The machine's marks of the feed, newest first, as in a hello.
    pub marks: Vec<Mark>,
    /// Running hashes of the held places at these marks, in their order, as in a hello.
    pub held: Vec<Hex32>,
    /// The points up to which it holds its own entries, as for a page of the feed.
    pub holds: Vec<ChainPoint>,
    /// The batches, in the order of the chain.
    pub batches: Vec<EntriesRequest>,
    /// Of each kind of pack that it knows the newest version that it has, or knows that it cannot use; 0 for none. A
    /// machine of before packs says nothing and is given none.
    #[serde(default)]
    pub packs: Vec<PackVersion>,
}

/// What a machine sends that is not enrolled yet. Its answer is an `EnrolAnswer`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct EnrolFile {
    /// What the answer is to be sealed to.
    pub reply_to: Hex32,
    /// The request, as over the line; the file is signed by the key that it names.
    pub request: EnrolRequest,
}

/// What the centre answers.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Receipt {
    /// Where the machine has to begin again, when the centre has lost something; as in a hello.
    pub restart_from: Option<u64>,
    /// What the centre had of the machine's newest epochs before this file, as in a hello.
    #[serde(default)]
    pub heads: Vec<ChainHead>,
    /// The answer to each batch.
    pub answers: Vec<EntriesAnswer>,
    /// The feed after the machine's mark, page by page.
    pub pages: Vec<FeedPage>,
    /// Packs that are newer than those that the machine named, as the line would give them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub packs: Vec<Pack>,
}

#[cfg(test)]
mod tests {
    use domain::id::Millis;
    use domain::wire::Base64;

    use super::*;
    use crate::{CentreSecrets, FileId, Sealed, reply_key};

    const ENTRIES: &[u8] = include_bytes!("../../../../tests/frozen/v1/entries.nida-courier");
    const RECEIPT: &[u8] = include_bytes!("../../../../tests/frozen/v1/receipt.nida-receipt");
    const BATCH: &str = include_str!("../../../../tests/frozen/v1/batch.json");
    const FEED: &str = include_str!("../../../../tests/frozen/v1/feed.json");
    const ANSWER: &str = include_str!("../../../../tests/frozen/v1/answer.json");
    /// Of the machine and of the centre of the frozen files.
    const SEED: [u8; 32] = [5; 32];
    const SECRET: [u8; 32] = [6; 32];

    fn json(what: &impl Serialize) -> serde_json::Value {
        serde_json::to_value(what).unwrap()
    }

    fn frozen(text: &str) -> serde_json::Value {
        serde_json::from_str(text).unwrap()
    }

    /// A stick is on the road for weeks, and either end may be brought up meanwhile: files of the first version, frozen
    /// as bytes, open today and say what they said.
    #[test]
    fn files_of_the_first_version_open_and_say_what_they_said() {
        let key = ed25519_dalek::SigningKey::from_bytes(&SEED);
        let secrets = CentreSecrets::of(&SECRET);
        let sent: EntriesFile = Sealed::read(ENTRIES)
            .unwrap()
            .open_at_centre(&key.verifying_key().to_bytes(), &secrets)
            .unwrap();
        let reply = reply_key(&SEED, FileId([4; 16]));
        assert_eq!((sent.reply_to, sent.packs), (reply.public, vec![]));
        assert_eq!(json(&sent.batches), serde_json::json!([frozen(BATCH)]));
        let receipt: Receipt = Sealed::read(RECEIPT)
            .unwrap()
            .open_at_machine(&secrets.public().sign, &reply)
            .unwrap();
        assert_eq!((receipt.restart_from, receipt.packs), (Some(1), vec![]));
        assert_eq!(json(&receipt.pages), serde_json::json!([frozen(FEED)]));
        assert_eq!(json(&receipt.answers), serde_json::json!([frozen(ANSWER)]));
    }

    /// What the first version asks of a receipt. It passed over what it did not know.
    #[derive(Deserialize)]
    struct FirstReceipt {
        restart_from: Option<u64>,
        pages: Vec<FeedPage>,
    }

    /// A machine of the first version names no packs and is given none, so that its receipt is what it was; and one
    /// with packs, should a stick come to a machine that was put back, is read as well.
    #[test]
    fn the_first_version_reads_todays_receipts() {
        let mut receipt = Receipt {
            restart_from: Some(7),
            heads: vec![],
            answers: vec![],
            pages: vec![serde_json::from_str(FEED).unwrap()],
            packs: vec![],
        };
        assert!(json(&receipt).get("packs").is_none());
        let page = &receipt.pages[0];
        receipt.packs.push(Pack {
            centre: domain::id::CentreId::from_bytes([1; 16]),
            site: page.site,
            kind: "cards".into(),
            version: 1,
            published_at: Millis(1),
            content: Base64(vec![1]),
            signature: Base64(vec![2; 64]),
        });
        let read: FirstReceipt = serde_json::from_value(json(&receipt)).unwrap();
        assert_eq!((read.restart_from, read.pages.len()), (Some(7), 1));
    }
}
