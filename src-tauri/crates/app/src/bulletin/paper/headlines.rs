//! The headline figures: each with what it was counted from, and beside it what it was before.

use report::{Cell, Column, Line, Table};

use super::Maker;
use super::counted::after_first;
use crate::bulletin::numbers::Told;
use crate::dto::{PartOf, RateOf};

impl Maker<'_> {
    pub(super) fn headlines(&self) -> Table {
        let words = self.words;
        let mut rows = Vec::new();
        let mut put = |id: &str, below, counted: Cell, values: [Cell; 3]| {
            rows.push(Line {
                cells: [Cell::text(words.plain(id))]
                    .into_iter()
                    .chain(after_first(values, counted))
                    .collect(),
                below,
            });
        };
        let whole = |of: fn(&Told) -> u32| self.numbers.three(|told| Cell::Whole(of(told).into()));
        let share = |of: fn(&Told) -> PartOf| self.numbers.three(|told| cell_of(of(told)));
        let number = |count: u32| Cell::Whole(count.into());
        let (now, three) = (&self.numbers.now.figures, self.numbers);
        let handling = now.calls.handling_ms;
        put(
            "figures-received",
            false,
            Cell::Empty,
            whole(|told| told.figures.calls.received),
        );
        put(
            "figures-logged",
            false,
            Cell::Empty,
            whole(|told| told.figures.calls.logged),
        );
        put(
            "figures-handling",
            false,
            handling.map_or(Cell::Empty, |spread| number(spread.count)),
            three.three(|told| length(told.figures.calls.handling_ms.map(|one| one.mean))),
        );
        put(
            "bulletin-median",
            true,
            Cell::Empty,
            three.three(|told| length(told.figures.calls.handling_ms.map(|one| one.median))),
        );
        put(
            "bulletin-p90",
            true,
            Cell::Empty,
            three.three(|told| length(told.figures.calls.handling_ms.map(|one| one.p90))),
        );
        put(
            "figures-log-delay",
            false,
            now.calls
                .log_delay_ms
                .map_or(Cell::Empty, |spread| number(spread.count)),
            three.three(|told| length(told.figures.calls.log_delay_ms.map(|one| one.p90))),
        );
        let mut put_share = |id: &str, of: fn(&Told) -> PartOf| {
            put(id, false, number(of(&self.numbers.now).of), share(of));
        };
        put_share("bulletin-saved-later", |told| {
            told.figures.calls.saved_later
        });
        put_share("figures-resolved", |told| told.figures.calls.resolved);
        put_share("figures-case-rate", |told| told.figures.calls.opened_case);
        put_share("figures-in-time", |told| told.figures.cases.in_time);
        put_share("figures-opened-again", |told| {
            told.figures.cases.opened_again
        });
        put_share("figures-promises", |told| told.figures.promises);
        put(
            "figures-backlog",
            false,
            Cell::Empty,
            whole(|told| told.figures.cases.closing),
        );
        put(
            "figures-overdue",
            true,
            Cell::Empty,
            whole(|told| told.figures.cases.overdue),
        );
        put(
            "figures-per-hour",
            false,
            number(now.work.calls),
            three.three(|told| tenths(told.figures.work.per_hour)),
        );
        let said = &now.satisfaction;
        put(
            "figures-satisfaction",
            false,
            number(said.answers),
            three.three(|told| rate(told, |rate| cell_of(rate.satisfied))),
        );
        put(
            "bulletin-satisfaction-from",
            true,
            Cell::Empty,
            three.three(|told| rate(told, |rate| thousandths(rate.low))),
        );
        put(
            "bulletin-satisfaction-to",
            true,
            Cell::Empty,
            three.three(|told| rate(told, |rate| thousandths(rate.high))),
        );
        put(
            "bulletin-response",
            true,
            number(said.response.of),
            three.three(|told| cell_of(told.figures.satisfaction.response)),
        );
        put(
            "quality-figure",
            false,
            number(now.quality.failed.of),
            three.three(|told| match told.figures.quality.mean {
                Some(part) => Cell::Share { part, of: 1_000 },
                None => Cell::Empty,
            }),
        );
        Table {
            heading: words.plain("bulletin-headlines"),
            columns: vec![
                Column::words(words.plain("bulletin-column-figure")),
                Column::values(words.plain("bulletin-column-value")),
                Column::values(words.plain("bulletin-column-counted")),
                Column::values(words.plain("figures-previous")),
                Column::values(words.plain("figures-year-before")),
            ],
            rows,
            bars: None,
        }
    }
}

pub(super) fn cell_of(PartOf { part, of }: PartOf) -> Cell {
    Cell::Share { part, of }
}

fn length(length_ms: Option<i64>) -> Cell {
    length_ms.map_or(Cell::Empty, Cell::Length)
}

fn tenths(number: Option<f64>) -> Cell {
    // Counts by hours lie far below what an i64 holds.
    #[expect(clippy::cast_possible_truncation, reason = "rounded, and small")]
    number.map_or(Cell::Empty, |number| {
        Cell::Tenths((number * 10.0).round() as i64)
    })
}

/// A share that is no part of a count.
pub(super) fn thousandths(share: f64) -> Cell {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share lies between 0 and 1"
    )]
    let part = (share * 1_000.0).round() as u32;
    Cell::Share { part, of: 1_000 }
}

/// Of enough answers; of too few there is no rate.
fn rate(told: &Told, of: impl Fn(&RateOf) -> Cell) -> Cell {
    told.figures
        .satisfaction
        .rate
        .as_ref()
        .map_or(Cell::Empty, of)
}
