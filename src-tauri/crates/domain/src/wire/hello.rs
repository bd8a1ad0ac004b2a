//! `GET /v1/hello`: is this a centre, which, and how far are we together?

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::enrol::CentreKeys;
use super::pack::PackVersion;
use super::{Base64, Hex32};
use crate::entry::CentreEpoch;
use crate::id::{CentreId, Epoch, Millis, SiteId};

/// What `nida` says in the hello of a centre. Anything else that answers is not one: a captive portal,
/// another server.
pub const MARK_OF_A_CENTRE: &str = "centre";

/// The centre's greeting. Answered to anyone; `machine` only with a token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Hello {
    /// Always `centre`: the mark by which a centre is known.
    pub nida: String,
    /// Which protocols it speaks.
    pub protocol: Protocol,
    /// Which centre.
    pub centre: CentreId,
    /// Which counting of the centre's is current.
    pub epoch: CentreEpoch,
    /// Its clock, for measuring the machine's skew; nothing hangs on it.
    pub time: Millis,
    /// What it takes in one request.
    pub limits: Limits,
    /// To be signed for a token within two minutes; says nothing to the machine.
    pub challenge: Base64,
    /// Its public keys, for machines that were enrolled before it had any; none of a centre that has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keys: Option<CentreKeys>,
    /// How far this machine and the centre are together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub machine: Option<HelloMachine>,
}

/// A range of protocols.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Protocol {
    /// The oldest it speaks.
    pub min: u32,
    /// The newest it speaks.
    pub max: u32,
}

/// What a centre takes in one request, and gives in one answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Limits {
    /// Most links in a batch.
    pub links: usize,
    /// Longest body in bytes as it is sent.
    pub body_bytes: usize,
    /// Longest body in bytes once unpacked.
    pub unpacked_bytes: usize,
    /// Most items on a page of the feed.
    pub feed_items: usize,
}

/// A site by id and name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Site {
    /// Its id.
    pub id: SiteId,
    /// Its name as the centre's people gave it.
    pub name: String,
}

/// How far a machine and the centre are together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HelloMachine {
    /// The machine's site.
    pub site: Site,
    /// The last link that the centre has of each of the machine's epochs.
    pub heads: Vec<ChainHead>,
    /// The last number of the site.
    pub last: u64,
    /// The newest of the marks that still stands, 0 when none of them does. Set only when the newest
    /// mark does not stand: the centre has lost what came after, so the machine drops later numbers,
    /// sends its own entries again and pulls from here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub restart_from: Option<u64>,
    /// The newest pack of each kind that there is for the site, 16 kinds at most; left out by a centre that has no
    /// packs at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub packs: Option<Vec<PackVersion>>,
}

/// The last link of an epoch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChainHead {
    /// The epoch.
    pub epoch: Epoch,
    /// Sequence number of its last link.
    pub seq: u64,
    /// Hash of its last link.
    pub hash: Hex32,
}

/// A place in the feed with its running hash ([`super::feed_hash`]); in a query `number.hash`, several
/// parted by commas, newest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Mark {
    /// The number up to which the machine has the feed.
    pub number: u64,
    /// Running hash of the feed up to there.
    pub hash: Hex32,
}

/// The text is not a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a mark of the feed")]
pub struct NotAMark;

impl fmt::Display for Mark {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}.{}", self.number, self.hash)
    }
}

impl FromStr for Mark {
    type Err = NotAMark;

    fn from_str(text: &str) -> Result<Self, NotAMark> {
        let (number, hash) = text.split_once('.').ok_or(NotAMark)?;
        Ok(Self {
            number: number.parse().map_err(|_| NotAMark)?,
            hash: hash.parse().map_err(|_| NotAMark)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_come_back_as_they_were() {
        let mark = Mark {
            number: 7,
            hash: Hex32([1; 32]),
        };
        assert_eq!(mark.to_string().parse(), Ok(mark));
        for wrong in ["", "7", "7.", ".00", "-1.00", "7.zz"] {
            assert_eq!(wrong.parse::<Mark>(), Err(NotAMark), "{wrong}");
        }
    }
}
