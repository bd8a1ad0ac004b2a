//! The chain as a file, so that anybody can check it without this program: `nida-chain-1`, described in
//! `assets/chain-check/README.md`, with a checker of its own that knows nothing of ours.
//!
//! Lines of JSON: what it is; each epoch with its origin and its head; each place with the bytes that were hashed.
//! Personal parts stay here, their digests are enough. It is an export like any other: one's own secret is asked for
//! again, it stands in the journal before the file bears its name, it tells how far it is, can be stopped, and lies in the
//! folder whole or not at all. What is not whole in the journal goes out as it lies there, and the checker finds it. Never
//! here: the check.

use std::fs::File;
use std::io::{BufWriter, Write};

use domain::export::Export;
use domain::link::ChainPoint;
use domain::local_day::LocalDay;
use domain::shift_paper::hex;
use serde::Serialize;
use store::{ChainCopy, ChainCursor, ChainEpoch, ChainPlace};

use crate::desk::Asking;
use crate::dto::{ChainOrder, Exported};
use crate::export::{ExportFault, ExportWay, Exporting, OutFolder, come_of, record};
use crate::rights::Command;
use crate::{App, AppError, Result};

/// What the file is, also for whoever reads it in ten years.
const FORMAT: &str = "nida-chain-1";
/// How its name ends.
const ENDING: &str = "jsonl";
/// Bytes that are gathered before the disk is asked.
const GATHERED_BYTES: usize = 64 * 1_024;

impl App {
    /// Writes the chain of this machine, and what it holds of the others, into a folder.
    ///
    /// # Errors
    /// `WrongSecret` or `TooManyTries`; `Invalid` for no folder; `Export(…)`, `NotInPractice`; nothing is left in the
    /// folder then.
    pub fn write_chain(&self, order: &ChainOrder) -> Result<Exported> {
        self.chain_by(order, ExportWay::Window)
    }

    /// The same for the command line.
    ///
    /// # Errors
    /// As [`App::write_chain`].
    pub fn report_chain(&self, order: &ChainOrder) -> Result<Exported> {
        self.chain_by(order, ExportWay::CommandLine)
    }

    fn chain_by(&self, order: &ChainOrder, way: ExportWay) -> Result<Exported> {
        let asking = self.asking(Command::WriteChain)?;
        self.check_real()?;
        let folder = OutFolder::of(&order.folder)?;
        self.prove_secret(&asking, &order.secret)?;
        let exporting = self.exports.begin()?;
        let copy = asking.store().read(|reading| reading.chain_copy())?;
        let export = Export {
            what: "chain".into(),
            way: way.code().into(),
            formats: vec![ENDING.into()],
            rows: bounded(copy.places()),
            folder: folder.name(),
            ..Export::default()
        };
        let stamp = asking.stamp()?;
        let recorded = record(&asking.desk, stamp, &export, None)?;
        let done = folder.begin(recorded, 0).map_err(AppError::from);
        let done = done.and_then(|(part, file)| {
            let rows = write(&asking, &copy, &exporting, file)?;
            // The machine is named by the file, the file by the day: a name says nothing of anybody.
            let stem = format!("nida-chain-{}", LocalDay::of(asking.now().0));
            let name = folder.keep(part, &stem, ENDING)?;
            folder.confirm();
            Ok(Exported {
                files: vec![name],
                rows,
                ..Exported::default()
            })
        });
        come_of(&asking.desk, stamp, recorded, &exporting, done)
    }
}

/// Writes every line; how many places there were.
fn write(asking: &Asking, copy: &ChainCopy, exporting: &Exporting<'_>, file: File) -> Result<u32> {
    let mut out = BufWriter::with_capacity(GATHERED_BYTES, file);
    let first = Line::Chain {
        format: FORMAT,
        machine: copy.machine.to_string(),
        made_at: asking.now().0,
        epochs: copy.epochs.len(),
    };
    put(&mut out, &first)?;
    for epoch in &copy.epochs {
        put(&mut out, &Line::of_epoch(epoch))?;
    }
    let of = bounded(copy.places());
    // Of entries without a link each names the one before it in its epoch: one that is taken out is missed.
    let mut before: Vec<ChainPoint> = Vec::new();
    let (mut cursor, mut done) = (ChainCursor::START, 0);
    while cursor != ChainCursor::End {
        let (places, next) = asking
            .store()
            .read(|reading| reading.chain_places(copy, cursor))?;
        for place in &places {
            put(&mut out, &Line::of_place(place, &mut before))?;
            done += 1;
        }
        exporting.tell(done, of)?;
        cursor = next;
    }
    out.flush().map_err(ExportFault::from)?;
    let file = out.into_inner().map_err(|_| ExportFault::Folder)?;
    file.sync_all().map_err(ExportFault::from)?;
    // The last moment at which it can be stopped: then it has a name.
    exporting.go_on()?;
    Ok(done)
}

fn put(out: &mut impl Write, line: &Line) -> Result<(), ExportFault> {
    let mut text = serde_json::to_vec(line).map_err(|_| ExportFault::Failed)?;
    text.push(b'\n');
    Ok(out.write_all(&text)?)
}

fn bounded(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// A line of the file. Its words are those of the description and never change their meaning.
#[derive(Serialize)]
#[serde(
    tag = "line",
    rename_all = "lowercase",
    rename_all_fields = "camelCase"
)]
enum Line {
    /// What the file is.
    Chain {
        format: &'static str,
        machine: String,
        made_at: i64,
        epochs: usize,
    },
    /// A stretch of a machine's chain: its origin, its head.
    Epoch {
        machine: String,
        epoch: String,
        own: bool,
        follows: Option<Point>,
        why: String,
        links: u64,
        hash: Option<String>,
        entries: u64,
        last_entry: u64,
    },
    /// A link of this machine with the entry that it holds.
    Link {
        #[serde(flatten)]
        at: Point,
        prev: String,
        hash: String,
        #[serde(flatten)]
        held: Held,
    },
    /// An entry whose link another machine has.
    Entry {
        #[serde(flatten)]
        at: Point,
        after: u64,
        #[serde(flatten)]
        held: Held,
    },
}

#[derive(Serialize)]
struct Point {
    epoch: String,
    seq: u64,
}

/// An entry without its personal part. Bytes stand as the text that they are; where they are none, in hexadecimal.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Held {
    #[serde(skip_serializing_if = "Option::is_none")]
    header: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    header_hex: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    facts: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    facts_hex: Option<String>,
    digests: Parts,
    erased: bool,
}

#[derive(Serialize)]
struct Parts {
    header: String,
    facts: String,
    personal: String,
}

impl From<ChainPoint> for Point {
    fn from(point: ChainPoint) -> Self {
        Self {
            epoch: point.epoch.to_string(),
            seq: point.seq,
        }
    }
}

impl Held {
    fn of(place: &ChainPlace) -> Self {
        let (header, header_hex) = as_text(&place.header);
        let (facts, facts_hex) = as_text(&place.facts);
        Self {
            header,
            header_hex,
            facts,
            facts_hex,
            digests: Parts {
                header: hex(place.digests.header),
                facts: hex(place.digests.facts),
                personal: hex(place.digests.personal),
            },
            erased: place.erased,
        }
    }
}

/// Bytes as text, or else in hexadecimal.
fn as_text(bytes: &[u8]) -> (Option<String>, Option<String>) {
    match std::str::from_utf8(bytes) {
        Ok(text) => (Some(text.to_owned()), None),
        Err(_) => {
            let digits = bytes.iter().map(|byte| format!("{byte:02x}"));
            (None, Some(digits.collect()))
        }
    }
}

impl Line {
    fn of_epoch(epoch: &ChainEpoch) -> Self {
        Self::Epoch {
            machine: epoch.machine.to_string(),
            epoch: epoch.epoch.to_string(),
            own: epoch.own,
            follows: epoch.follows.map(Into::into),
            why: epoch.why.clone(),
            links: epoch.last.map_or(0, |(seq, _)| seq),
            hash: epoch.last.map(|(_, hash)| hex(hash)),
            entries: epoch.unlinked,
            last_entry: epoch.last_unlinked,
        }
    }

    /// `before` holds the last entry without a link of each epoch.
    fn of_place(place: &ChainPlace, before: &mut Vec<ChainPoint>) -> Self {
        let (at, held) = (place.point.into(), Held::of(place));
        if let Some((prev, hash)) = place.chained {
            return Self::Link {
                at,
                prev: hex(prev),
                hash: hex(hash),
                held,
            };
        }
        let of = before
            .iter_mut()
            .find(|point| point.epoch == place.point.epoch);
        let after = match of {
            Some(point) => std::mem::replace(&mut point.seq, place.point.seq),
            None => {
                before.push(place.point);
                0
            }
        };
        Self::Entry { at, after, held }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A damaged journal must go out too: whoever checks it is to find that.
    #[test]
    fn bytes_that_are_no_text_go_out_as_they_are() {
        assert_eq!(
            as_text("{\"a\":\"ن\"}".as_bytes()),
            (Some("{\"a\":\"ن\"}".into()), None)
        );
        assert_eq!(as_text(&[0x7b, 0xff]), (None, Some("7bff".into())));
    }
}
