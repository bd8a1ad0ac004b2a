//! What the courier wrote and took in.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::link::PackRefused;
use crate::ErrorDto;

/// A file for the centre lies in the folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CourierWritten {
    /// Its name.
    pub name: String,
    /// The folder has confirmed that it keeps the file; else its people look before they carry it away.
    pub confirmed: bool,
    /// How many entries it holds.
    pub entries: u32,
    /// How many more wait for another file.
    pub left: u32,
}

/// The card of a centre that lies in the folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CourierCard {
    /// Where the centre would answer.
    pub address: String,
    /// What is compared with the fingerprint that the centre's people see.
    pub fingerprint: String,
}

/// A request to be enrolled by courier.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CourierEnrol {
    /// The folder with the card.
    pub folder: String,
    /// The fingerprint that was compared.
    pub fingerprint: String,
    /// The one-time code.
    pub code: String,
}

/// What came of the receipts in the folder.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CourierTaken {
    /// The machine is enrolled from now on.
    pub enrolled: bool,
    /// How many were taken in.
    pub receipts: u32,
    /// Entries that the centre has, by its word.
    pub acknowledged: u32,
    /// Entries whose content it could not take.
    pub held: u32,
    /// Numbers of the site that came.
    pub arrived: u32,
    /// Packs that came and are in use now.
    pub packs: u32,
    /// Packs that came and were not taken; what was in use stays, and the state of the link tells of it as well.
    pub packs_refused: Vec<PackNotTaken>,
    /// What the centre contradicts, or what is wrong with one of several receipts.
    pub problem: Option<ErrorDto>,
}

/// A pack that came and was not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PackNotTaken {
    /// What it holds, as in the state of the link.
    pub kind: String,
    /// Which version, and why.
    pub refused: PackRefused,
}

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CourierProgress {
    /// What is done.
    pub done: u64,
    /// Of how much.
    pub of: u64,
}
