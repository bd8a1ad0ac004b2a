//! What an export asks of the storage, and what is kept of it.

use domain::entry::{Digest, Entry};
use domain::id::{Epoch, MachineId, Millis, SiteId};
use serde_json::Value;

use crate::export::{After, Anew, DayOf, Format, Period, Place, Table, What, in_words, written};

/// Who may export over the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportToken {
    /// What people call it.
    pub name: String,
    /// Of which site.
    pub site: SiteId,
    /// What.
    pub tables: Vec<What>,
    /// Since when.
    pub made_at: Millis,
    /// Since when no more.
    pub revoked_at: Option<Millis>,
}

impl ExportToken {
    /// What it may export, as it is kept.
    pub(super) fn kept_tables(&self) -> String {
        let names: Vec<_> = self.tables.iter().map(|what| what.name()).collect();
        names.join(",")
    }

    /// The same from what was kept.
    pub(super) fn read_tables(kept: &str) -> Vec<What> {
        let names = kept.split(',').filter_map(|name| name.parse().ok());
        names.collect()
    }
}

/// An export that begins.
#[derive(Debug, Clone)]
pub struct NewExport {
    /// Random.
    pub id: [u8; 16],
    /// Of which site.
    pub site: SiteId,
    /// When.
    pub begun_at: Millis,
    /// Name of the token; empty for whoever runs the centre.
    pub token: String,
    /// What.
    pub what: What,
    /// In which form.
    pub format: Format,
    /// The file it goes to; empty over the line.
    pub file: String,
    /// The days that are wanted.
    pub period: Period,
    /// What is there already.
    pub after: Option<After>,
}

impl NewExport {
    /// Which part of it that is, in words; empty for all of it.
    pub(super) fn scope(&self) -> String {
        in_words(self.period, self.after.as_ref())
    }
}

/// An export that was begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportOverview {
    /// Of which site.
    pub site: SiteId,
    /// When.
    pub begun_at: Millis,
    /// Name of the token; empty for whoever runs the centre.
    pub token: String,
    /// What.
    pub what: String,
    /// In which form.
    pub format: String,
    /// The file it went to; empty over the line.
    pub file: String,
    /// How many rows went out; none where it has not ended.
    pub rows: Option<u64>,
    /// Which part of it, in words; empty for all of it.
    pub scope: String,
}

/// A page of rows that is wanted.
#[derive(Debug, Clone)]
pub struct RowsWanted {
    /// Of which site.
    pub(crate) site: SiteId,
    /// Of what.
    pub(crate) table: &'static Table,
    /// Rows of other days are left out.
    pub(crate) period: Period,
    /// The key of the last row that is there already.
    pub(crate) after: Option<Vec<String>>,
    /// Most rows that are looked at.
    pub(crate) limit: usize,
}

/// The ends of a period as the column that says the day writes them.
pub(super) fn ends(day: DayOf, period: Period) -> (Option<String>, Option<String>) {
    match day {
        DayOf::Day(_) => {
            let (from, to) = period.days();
            (
                from.map(|day| day.to_string()),
                to.map(|day| day.to_string()),
            )
        }
        DayOf::Instant(_) => {
            let (from, to) = period.instants();
            (from.and_then(written), to.and_then(written))
        }
    }
}

/// A page of rows.
#[derive(Debug, Clone)]
pub struct RowsPage {
    /// Those of the period, each an object with the columns as members.
    pub(crate) rows: Vec<Value>,
    /// The key from which the next page goes on; none when this is the last.
    pub(crate) next: Option<Vec<String>>,
}

impl RowsPage {
    /// A page from the rows that were looked at: key, and the row where it is one of the period.
    pub(super) fn of(looked_at: Vec<(Vec<String>, Option<Value>)>, limit: usize) -> Self {
        let is_full = looked_at.len() >= limit;
        let next = looked_at.last().filter(|_| is_full);
        let next = next.map(|(key, _)| key.clone());
        let rows = looked_at.into_iter().filter_map(|(_, row)| row).collect();
        Self { rows, next }
    }
}

/// A page of places of the feed that is wanted.
#[derive(Debug, Clone, Copy)]
pub struct PlacesWanted {
    /// Of which site.
    pub(crate) site: SiteId,
    /// Entries that came on other days are left out.
    pub(crate) period: Period,
    /// After which number.
    pub(crate) after: u64,
    /// To which number; none for the last there is.
    pub(crate) end: Option<u64>,
    /// Most places that are looked at.
    pub(crate) limit: usize,
}

impl PlacesWanted {
    /// The last number that is looked at, where the feed ends with this one.
    pub(super) fn to(&self, end: u64) -> u64 {
        let limit = u64::try_from(self.limit).unwrap_or(u64::MAX);
        self.after.saturating_add(limit).min(end)
    }
}

/// A page of places of the feed.
#[derive(Debug, Clone)]
pub struct PlacesPage {
    /// Those of the period.
    pub(crate) places: Vec<Place>,
    /// The number from which the next page goes on; none when this is the last.
    pub(crate) next: Option<u64>,
    /// The number with which it ends.
    pub(crate) end: u64,
}

/// Bytes of parts after which a page of places is closed early; it holds one place at least.
const MAX_PAGE_BYTES: usize = 4 * 1024 * 1024;

/// A page of places that is being filled.
pub(super) struct FillingPlaces {
    wanted: PlacesWanted,
    page: PlacesPage,
    weight: usize,
}

impl FillingPlaces {
    /// A page of a feed whose last number is this.
    pub(super) fn new(wanted: PlacesWanted, last: u64) -> Self {
        let end = wanted.end.unwrap_or(last);
        let to = wanted.to(end);
        Self {
            wanted,
            page: PlacesPage {
                places: Vec::new(),
                next: (to < end).then_some(to),
                end,
            },
            weight: 0,
        }
    }

    /// The last number that belongs to it.
    pub(super) fn to(&self) -> u64 {
        self.wanted.to(self.page.end)
    }

    /// Takes the next place; false when it belongs to the next page, as all behind it.
    pub(super) fn take(&mut self, place: Place) -> bool {
        let weight = |entry: &Entry| {
            let personal = entry.personal.as_ref().map_or(0, Vec::len);
            entry.header.len() + entry.facts.len() + personal
        };
        self.weight += place.entry.as_ref().map_or(0, weight);
        let last = self.page.places.last().map(|last| last.number);
        if let Some(last) = last
            && self.weight > MAX_PAGE_BYTES
        {
            self.page.next = Some(last);
            return false;
        }
        self.page.places.push(place);
        true
    }

    pub(super) fn close(self) -> PlacesPage {
        self.page
    }
}

/// A page of links that is wanted, of those that were made anew for entries that were there.
#[derive(Debug, Clone, Copy)]
pub struct AnewWanted {
    /// Of which site.
    pub(crate) site: SiteId,
    /// Links of entries that came on other days are left out.
    pub(crate) period: Period,
    /// The last link that was looked at: machine, epoch, place.
    pub(crate) after: Option<(MachineId, Epoch, u64)>,
    /// Links of entries with a higher number are left out.
    pub(crate) end: u64,
    /// Most links that are looked at.
    pub(crate) limit: usize,
}

/// A page of such links.
#[derive(Debug, Clone)]
pub struct AnewPage {
    /// Those that were made anew, of entries of the period.
    pub(crate) links: Vec<Anew>,
    /// The link from which the next page goes on; none when this is the last.
    pub(crate) next: Option<(MachineId, Epoch, u64)>,
}

impl AnewPage {
    /// A page from the links that were looked at, each with whether it was made anew.
    pub(super) fn of(looked_at: Vec<(Anew, bool)>, wanted: &AnewWanted) -> Self {
        let is_full = looked_at.len() >= wanted.limit;
        let next = looked_at.last().filter(|_| is_full).map(|(last, _)| {
            let link = last.link.link;
            (link.machine, link.point.epoch, link.point.seq)
        });
        let is_wanted =
            |anew: &Anew| anew.number <= wanted.end && wanted.period.has(anew.received_at);
        let links = looked_at.into_iter();
        let links =
            links.filter_map(|(anew, is_anew)| (is_anew && is_wanted(&anew)).then_some(anew));
        Self {
            links: links.collect(),
            next,
        }
    }
}

/// The name of a token is taken already, perhaps by one that was revoked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("there is, or was, a token of this name")]
pub struct NameTaken;

/// A token to keep.
#[derive(Debug, Clone)]
pub struct NewExportToken {
    /// SHA-256 of it.
    pub digest: Digest,
    /// The rest.
    pub token: ExportToken,
}
