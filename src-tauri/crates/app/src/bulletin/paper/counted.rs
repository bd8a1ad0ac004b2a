//! Numbers by a code, each beside what it was before: what came in, by what it was, and the cases.

use std::collections::BTreeMap;

use report::{Cell, Column, Line, Table};

use super::Maker;
use crate::dto::{CaseNumbers, CodeCount};

const GROUPS: [(&str, &str); 7] = [
    ("service", "figures-group-service"),
    ("non_service", "figures-group-non-service"),
    ("test", "figures-group-test"),
    ("outgoing", "figures-group-outgoing"),
    ("message", "figures-group-message"),
    ("visit", "figures-group-visit"),
    ("letter", "figures-group-letter"),
];
const AGES: [&str; 5] = [
    "figures-age-2",
    "figures-age-5",
    "figures-age-10",
    "figures-age-20",
    "figures-age-more",
];

/// A number of the cases, and what it is called.
type OfCases = (&'static str, fn(&CaseNumbers) -> u32);

impl Maker<'_> {
    /// Numbers by a code, those of this period first, then what came only before.
    pub(super) fn counted(
        &self,
        (heading, column): (&str, &str),
        counts: &[BTreeMap<String, u32>; 3],
        wholes: [u32; 3],
        label: impl Fn(&str) -> String,
    ) -> Table {
        let rows = codes(counts).into_iter();
        let rows = rows.map(|code| self.line(label(&code), false, of_code(counts, &code), wholes));
        self.table(heading, column, rows.collect())
    }

    /// All of them, in their own order: service and non-service stand beside each other.
    pub(super) fn groups(&self, wholes: [u32; 3]) -> Table {
        let counts = self
            .numbers
            .three(|told| by_code(&told.figures.calls.groups));
        let rows = GROUPS.iter().map(|(code, id)| {
            let of = of_code(&counts, code);
            self.line(self.words.plain(id), false, of, wholes)
        });
        self.table("figures-by-group", "figures-column-group", rows.collect())
    }

    pub(super) fn types(&self, wholes: [u32; 3]) -> Table {
        let of_type = self.numbers.three(|told| {
            let types = told.figures.calls.types.iter();
            types
                .map(|of| (of.type_code.clone(), (of.count, by_code(&of.subjects))))
                .collect::<BTreeMap<_, _>>()
        });
        let totals = of_type.each_ref().map(|types| {
            types
                .iter()
                .map(|(code, (count, _))| (code.clone(), *count))
                .collect()
        });
        let mut order = codes(&totals);
        let place = |code: &String| self.lists.types().iter().position(|of| of.code == *code);
        order.sort_by_key(|code| place(code).unwrap_or(usize::MAX));
        let mut rows = Vec::new();
        for code in order {
            let label = self
                .lists
                .call_type(&code)
                .map_or_else(|| code.clone(), |of| self.words.label(&of.ar, &of.en));
            rows.push(self.line(label, false, of_code(&totals, &code), wholes));
            let subjects = of_type.each_ref().map(|types| {
                types
                    .get(&code)
                    .map(|(_, subjects)| subjects.clone())
                    .unwrap_or_default()
            });
            for subject in codes(&subjects) {
                if subject.is_empty() {
                    continue;
                }
                let label = self
                    .lists
                    .sub_category(&code, &subject)
                    .map_or_else(|| subject.clone(), |of| self.words.label(&of.ar, &of.en));
                rows.push(self.line(label, true, of_code(&subjects, &subject), wholes));
            }
        }
        self.table("figures-by-type", "figures-column-type", rows)
    }

    pub(super) fn balance(&self) -> Table {
        let parts: [OfCases; 5] = [
            ("figures-balance-opening", |cases| cases.opening),
            ("figures-balance-new", |cases| cases.new),
            ("figures-balance-reopened", |cases| cases.reopened),
            ("figures-balance-closed", |cases| cases.closed),
            ("figures-balance-closing", |cases| cases.closing),
        ];
        let rows = parts.into_iter().map(|(id, of)| Line {
            cells: [Cell::text(self.words.plain(id))]
                .into_iter()
                .chain(
                    self.numbers
                        .three(|told| Cell::Whole(of(&told.figures.cases).into())),
                )
                .collect(),
            below: false,
        });
        Table {
            heading: self.words.plain("figures-balance"),
            columns: vec![
                Column::words(self.words.plain("bulletin-column-cases")),
                Column::values(self.words.plain("figures-column-count")),
                Column::values(self.words.plain("figures-previous")),
                Column::values(self.words.plain("figures-year-before")),
            ],
            rows: rows.collect(),
            bars: None,
        }
    }

    pub(super) fn ages(&self) -> Table {
        let wholes = self.numbers.three(|told| told.figures.cases.closing);
        let rows = AGES.iter().enumerate().map(|(at, id)| {
            let counts = self.numbers.three(|told| {
                let by_age = &told.figures.cases.by_age;
                by_age.get(at).copied().unwrap_or_default()
            });
            self.line(self.words.plain(id), false, counts, wholes)
        });
        self.table("figures-ages", "figures-column-age", rows.collect())
    }

    fn line(&self, label: String, below: bool, counts: [u32; 3], wholes: [u32; 3]) -> Line {
        let [part, ..] = counts;
        let [of, ..] = wholes;
        Line {
            cells: [Cell::text(label)]
                .into_iter()
                .chain(after_first(
                    counts.map(|count| Cell::Whole(count.into())),
                    Cell::Share { part, of },
                ))
                .collect(),
            below,
        }
    }

    fn table(&self, heading: &str, column: &str, rows: Vec<Line>) -> Table {
        let words = self.words;
        Table {
            heading: words.plain(heading),
            columns: vec![
                Column::words(words.plain(column)),
                Column::values(words.plain("figures-column-count")),
                Column::values(words.plain("figures-column-share")),
                Column::values(words.plain("figures-previous")),
                Column::values(words.plain("figures-year-before")),
            ],
            rows,
            bars: Some(1),
        }
    }
}

/// The value of the period, what stands beside it, and the two it is held against.
pub(super) fn after_first([now, previous, year_before]: [Cell; 3], beside: Cell) -> [Cell; 4] {
    [now, beside, previous, year_before]
}

pub(super) fn by_code(counts: &[CodeCount]) -> BTreeMap<String, u32> {
    let counts = counts.iter();
    counts.map(|one| (one.code.clone(), one.count)).collect()
}

/// What was counted by a code, and under the empty one all that has none.
pub(super) fn rest(counts: &BTreeMap<String, u32>, whole: u32) -> BTreeMap<String, u32> {
    let mut counts = counts.clone();
    let counted: u32 = counts.values().sum();
    counts.insert(String::new(), whole.saturating_sub(counted));
    counts
}

fn of_code(counts: &[BTreeMap<String, u32>; 3], code: &str) -> [u32; 3] {
    counts
        .each_ref()
        .map(|of| of.get(code).copied().unwrap_or_default())
}

/// Every code that was counted in one of the three, the most first; what has no code stands at the end.
fn codes(counts: &[BTreeMap<String, u32>; 3]) -> Vec<String> {
    let mut codes: Vec<String> = counts
        .iter()
        .flat_map(BTreeMap::iter)
        .filter(|(_, count)| **count > 0)
        .map(|(code, _)| code.clone())
        .collect();
    codes.sort();
    codes.dedup();
    codes.sort_by_key(|code| (code.is_empty(), std::cmp::Reverse(of_code(counts, code))));
    codes
}
