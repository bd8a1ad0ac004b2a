//! What files say: what the line would carry, at once.

use domain::entry::CentreEpoch;
use domain::link::ChainPoint;
use domain::wire::{ChainHead, EnrolRequest, EntriesAnswer, EntriesRequest, FeedPage, Hex32, Mark};
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
}
