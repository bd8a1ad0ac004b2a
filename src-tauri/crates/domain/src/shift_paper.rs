//! What is put under a shift by a supervisor: a signature over the entries that they saw.
//!
//! A signature is a subject of its own and names the shift by its key. So two who sign apart have both signed, and who
//! signs again after something came in adds a second one; nothing is merged and nothing is blocked. Who signed, in
//! which role, when and knowing what of the site is the header of its entry: what came in later is told by that
//! (`fold::Standing`), and the digest proves what the list was. Never here: a word of any call.

use std::collections::BTreeMap;

use crate::entry::Digest;
use crate::fold::{Change, Reader, Written};
use crate::id::{MachineId, Millis};

/// Kind of the entry that signs a shift.
pub const SIGNED: &str = "shift.signed";

/// The most machines that a signature names; a site whose shift spans more names those with the most entries.
pub const MACHINES_MAX: usize = 200;

/// What was signed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Signature {
    /// Key of the shift, e.g. `2026-11-22/morning`.
    pub shift: String,
    /// Calls of the shift, those that were taken out of it with them.
    pub calls: u32,
    /// Entries about them.
    pub entries: u32,
    /// How many of the calls the signer logged themselves; none where that could be avoided.
    pub own_calls: u32,
    /// Digest of the entries ([`crate::shift_review::seen_digest`]); none where it could not be read.
    pub digest: Option<Digest>,
    /// How many calls of each agent were samples by the rule then in force; none where the entry does not say.
    pub samples: Option<u32>,
    /// The machines of the shift, and how far each was synced.
    pub machines: BTreeMap<MachineId, SyncedTo>,
}

/// How far a machine was synced when the shift was signed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SyncedTo {
    /// Entries of the shift that were made there.
    pub entries: u32,
    /// When the last of them was made, by that machine's clock.
    pub last_at: Option<Millis>,
    /// How many of them the centre had yet to take; only the signing machine can know that of its own.
    pub waiting: u32,
}

impl Signature {
    /// Signs.
    #[must_use]
    pub fn signed(&self) -> Change {
        let mut written = Written::default();
        written.code("shift", &self.shift);
        written.count("calls", self.calls);
        written.count("entries", self.entries);
        written.count("own_calls", self.own_calls);
        written.code("digest", &self.digest.map(hex).unwrap_or_default());
        // None at all is a rule too, and told apart from none that was kept.
        if let Some(samples) = self.samples {
            written.fact("samples", samples);
        }
        for (machine, synced) in &self.machines {
            let path = format!("machines/{machine}");
            written.count(&format!("{path}/entries"), synced.entries);
            written.instant(&format!("{path}/last_at"), synced.last_at);
            written.count(&format!("{path}/waiting"), synced.waiting);
        }
        written.into_change(SIGNED)
    }

    pub(crate) fn read(reader: &mut Reader<'_>) -> Self {
        let mut machines = BTreeMap::new();
        for (machine, path) in reader.ids_under("machines") {
            let synced = SyncedTo {
                entries: reader.count(&format!("{path}/entries")),
                last_at: reader.instant(&format!("{path}/last_at")),
                waiting: reader.count(&format!("{path}/waiting")),
            };
            machines.insert(machine, synced);
        }
        Self {
            shift: reader.code("shift"),
            calls: reader.count("calls"),
            entries: reader.count("entries"),
            own_calls: reader.count("own_calls"),
            samples: reader.fact("samples", |value| u32::try_from(value.as_u64()?).ok()),
            digest: reader.fact("digest", |value| unhex(value.as_str()?)),
            machines,
        }
    }
}

/// A digest as it is written and shown: 64 hexadecimal digits.
#[must_use]
pub fn hex(digest: Digest) -> String {
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A digest from 64 hexadecimal digits; none for anything else.
#[must_use]
pub fn unhex(text: &str) -> Option<Digest> {
    if text.len() != 64 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let mut digest = Digest::default();
    for (at, byte) in digest.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(at * 2..at * 2 + 2)?, 16).ok()?;
    }
    Some(digest)
}

#[cfg(test)]
mod tests {
    use super::{hex, unhex};

    #[test]
    fn a_digest_reads_back_and_nothing_else_does() {
        let mut digest = [0; 32];
        digest[0] = 0xab;
        digest[31] = 9;
        assert_eq!(unhex(&hex(digest)), Some(digest));
        for wrong in ["", "ab", &"g".repeat(64), &"+1".repeat(32), &"0".repeat(65)] {
            assert_eq!(unhex(wrong), None, "{wrong:?}");
        }
    }
}
