//! Entries as they came in: a row for each place of the feed, and one for each link that was made anew for an
//! entry that was there. Whoever has all rows can hash every part, every link and the feed again, and needs
//! nothing else for it.

use domain::entry::{CentreEpoch, Digest, Digests, Entry, Header};
use domain::id::{EntryId, Epoch, MachineId, Millis, SiteId};
use domain::link::{ChainPoint, Link};
use domain::wire::{Hex32, SentDigests, SentParts};
use serde::Serialize;

use super::Format;
use super::cells::{push_cell, written};

/// A place of the feed with what stands there.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    /// Its number.
    pub(crate) number: u64,
    /// The entry's own number, where this place only announces parts that came later.
    pub(crate) of: Option<u64>,
    /// The counting that gave the number.
    pub(crate) counting: CentreEpoch,
    /// Running hash of the feed up to here.
    pub(crate) feed_hash: Digest,
    /// When the centre first received the entry.
    pub(crate) received_at: Millis,
    /// The entry.
    pub(crate) id: EntryId,
    pub(crate) digests: Digests,
    /// Why its content was not taken.
    pub(crate) held_code: Option<String>,
    /// Its parts, unless it is held.
    pub(crate) entry: Option<Entry>,
    /// The link with which it first came; none where it only announces, and where the row was lost.
    pub(crate) link: Option<Standing>,
}

/// A link that was made anew for an entry that was there already.
#[derive(Debug, Clone)]
pub(crate) struct Anew {
    /// The entry's number.
    pub(crate) number: u64,
    pub(crate) received_at: Millis,
    pub(crate) id: EntryId,
    pub(crate) digests: Digests,
    pub(crate) link: Standing,
}

/// A link where it stands.
#[derive(Debug, Clone)]
pub(crate) struct Standing {
    pub(crate) link: Link,
    /// What its epoch follows, with the first link of one.
    pub(crate) follows: Vec<ChainPoint>,
}

/// The columns of CSV: all but the parts themselves.
pub(super) const COLUMNS: &[&str] = &[
    "row",
    "site",
    "number",
    "of",
    "counting",
    "received_at",
    "id",
    "kind",
    "version",
    "subject",
    "act",
    "actor",
    "role",
    "at",
    "zone_min",
    "skew_ms",
    "held_code",
    "machine",
    "epoch",
    "seq",
    "follows_epoch",
    "follows_seq",
    "prev",
    "hash",
    "feed_hash",
    "header_digest",
    "facts_digest",
    "personal_digest",
    "header_bytes",
    "facts_bytes",
    "personal_bytes",
];

/// A row as a JSON object.
#[derive(Serialize)]
struct Row {
    /// `entry`, `announced` (parts that came later), `link` (made anew).
    row: &'static str,
    site: SiteId,
    number: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    counting: Option<CentreEpoch>,
    #[serde(skip_serializing_if = "Option::is_none")]
    feed_hash: Option<Hex32>,
    received_at: Option<String>,
    id: EntryId,
    digests: SentDigests,
    #[serde(skip_serializing_if = "Option::is_none")]
    held_code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<WrittenLink>,
    #[serde(skip_serializing_if = "Option::is_none")]
    parts: Option<SentParts>,
}

#[derive(Serialize)]
struct WrittenLink {
    machine: MachineId,
    epoch: Epoch,
    seq: u64,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    follows: Vec<ChainPoint>,
    prev: Hex32,
    hash: Hex32,
}

impl From<Standing> for WrittenLink {
    fn from(Standing { link, follows }: Standing) -> Self {
        Self {
            machine: link.machine,
            epoch: link.point.epoch,
            seq: link.point.seq,
            follows,
            prev: Hex32(link.prev),
            hash: Hex32(link.hash),
        }
    }
}

impl Place {
    /// Adds it as a row.
    pub(crate) fn write(self, site: SiteId, format: Format, out: &mut String) {
        let header = match format {
            Format::Csv => self
                .entry
                .as_ref()
                .and_then(|entry| entry.read_header().ok()),
            Format::Ndjson => None,
        };
        let row = Row {
            row: if self.of.is_some() {
                "announced"
            } else {
                "entry"
            },
            site,
            number: self.number,
            of: self.of,
            counting: Some(self.counting),
            feed_hash: Some(Hex32(self.feed_hash)),
            received_at: written(self.received_at),
            id: self.id,
            digests: self.digests.into(),
            held_code: self.held_code,
            link: self.link.map(WrittenLink::from),
            parts: self.entry.map(|entry| SentParts::new(entry, &self.digests)),
        };
        row.write(format, header, out);
    }
}

impl Anew {
    /// Adds it as a row.
    pub(crate) fn write(self, site: SiteId, format: Format, out: &mut String) {
        let row = Row {
            row: "link",
            site,
            number: self.number,
            of: None,
            counting: None,
            feed_hash: None,
            received_at: written(self.received_at),
            id: self.id,
            digests: self.digests.into(),
            held_code: None,
            link: Some(self.link.into()),
            parts: None,
        };
        row.write(format, None, out);
    }
}

impl Row {
    fn write(&self, format: Format, header: Option<Header>, out: &mut String) {
        match format {
            Format::Ndjson => {
                // Of texts, numbers and bytes: nothing that JSON cannot hold.
                out.push_str(&serde_json::to_string(self).unwrap_or_default());
                out.push('\n');
            }
            Format::Csv => {
                for (at, cell) in self.cells(header).into_iter().enumerate() {
                    if at > 0 {
                        out.push(',');
                    }
                    match cell {
                        // No formula: it is a number, and a spreadsheet may count with it.
                        Cell::Number(number) => out.push_str(&number),
                        Cell::Text(text) => push_cell(&text, out),
                        Cell::Empty => {}
                    }
                }
                out.push_str("\r\n");
            }
        }
    }

    /// In the order of the columns.
    fn cells(&self, header: Option<Header>) -> Vec<Cell> {
        let link = self.link.as_ref();
        let follows = link.and_then(|link| link.follows.first());
        let parts = self.parts.as_ref();
        let header = header.as_ref();
        vec![
            text(Some(self.row)),
            text(Some(self.site)),
            number(Some(self.number)),
            number(self.of),
            number(self.counting.map(|counting| counting.ordinal)),
            text(self.received_at.as_ref()),
            text(Some(self.id)),
            text(header.map(|header| &header.kind)),
            number(header.map(|header| header.version)),
            text(header.map(|header| header.subject)),
            text(header.map(|header| header.act)),
            text(header.map(|header| header.actor)),
            text(header.map(|header| &header.role)),
            text(header.and_then(|header| written(header.at))),
            number(header.map(|header| header.zone_min)),
            number(header.and_then(|header| header.skew_ms)),
            text(self.held_code.as_ref()),
            text(link.map(|link| link.machine)),
            text(link.map(|link| link.epoch)),
            number(link.map(|link| link.seq)),
            text(follows.map(|point| point.epoch)),
            number(follows.map(|point| point.seq)),
            text(link.map(|link| link.prev)),
            text(link.map(|link| link.hash)),
            text(self.feed_hash),
            text(Some(self.digests.header)),
            text(Some(self.digests.facts)),
            text(Some(self.digests.personal)),
            number(parts.map(|parts| parts.header.0.len())),
            number(parts.map(|parts| parts.facts.0.len())),
            number(parts.and_then(|parts| Some(parts.personal.as_ref()?.0.len()))),
        ]
    }
}

/// What stands in a cell.
enum Cell {
    Empty,
    Number(String),
    Text(String),
}

fn number(value: Option<impl ToString>) -> Cell {
    value.map_or(Cell::Empty, |value| Cell::Number(value.to_string()))
}

fn text(value: Option<impl ToString>) -> Cell {
    value.map_or(Cell::Empty, |value| Cell::Text(value.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::id::{ActId, SubjectId, UserId};
    use domain::link::epoch_root;
    use serde_json::{Map, Value};

    const SITE: SiteId = SiteId::from_bytes([1; 16]);
    const MACHINE: MachineId = MachineId::from_bytes([2; 16]);
    const EPOCH: Epoch = Epoch::from_bytes([3; 16]);

    fn place(personal: bool) -> Place {
        let header = Header {
            id: EntryId::from_bytes([4; 16]),
            subject: SubjectId::from_bytes([5; 16]),
            kind: "=cmd.logged".into(),
            version: 1,
            act: ActId::from_bytes([6; 16]),
            actor: UserId::from_bytes([7; 16]),
            role: "agent".into(),
            at: Millis(1_795_320_000_000),
            zone_min: -240,
            skew_ms: None,
            since_start_ms: 5,
            seen: None,
            erasures: vec![],
        };
        let mut entry = Entry::write(&header, &Map::new(), &Map::new(), [8; 16]).unwrap();
        let digests = entry.digests().unwrap();
        if !personal {
            entry.personal = None;
        }
        let point = ChainPoint {
            epoch: EPOCH,
            seq: 1,
        };
        let root = epoch_root(MACHINE, EPOCH, None);
        Place {
            number: 9,
            of: None,
            counting: CentreEpoch {
                ordinal: 1,
                id: EPOCH,
            },
            feed_hash: [9; 32],
            received_at: Millis(1_795_320_000_001),
            id: header.id,
            digests,
            held_code: None,
            entry: Some(entry),
            link: Some(Standing {
                link: Link::new(MACHINE, point, root, &digests),
                follows: vec![],
            }),
        }
    }

    /// What was erased is told as that, with the digest by which the chain still holds.
    #[test]
    fn an_erased_part_is_absent_and_its_digest_stays() {
        let (whole, erased) = (place(true), place(false));
        let mut lines = String::new();
        erased.write(SITE, Format::Ndjson, &mut lines);
        let row: Value = serde_json::from_str(&lines).unwrap();
        assert_eq!(row["parts"]["personal"], Value::Null);
        let digest = Hex32(whole.digests.personal).to_string();
        assert_eq!(row["digests"]["personal"], digest);
        assert_eq!(row["parts"]["personal_digest"], digest);
    }

    /// A kind is a machine's own word: a spreadsheet must not run it. A number stays one.
    #[test]
    fn an_envelope_has_a_cell_for_each_column() {
        let mut row = String::new();
        place(true).write(SITE, Format::Csv, &mut row);
        let cells: Vec<_> = row.trim_end().split(',').collect();
        assert_eq!(cells.len(), COLUMNS.len(), "{row}");
        let cell = |name| cells[COLUMNS.iter().position(|column| *column == name).unwrap()];
        assert_eq!(cell("kind"), "\"'=cmd.logged\"");
        assert_eq!(cell("zone_min"), "-240");
        assert_eq!(cell("at"), "2026-11-22T04:00:00.000Z");
        assert_eq!(cell("received_at"), "2026-11-22T04:00:00.001Z");
        assert_eq!(cell("personal_bytes"), "18");
        assert_eq!(cell("follows_epoch"), "", "the first epoch follows nothing");
    }
}
