//! The period in its parts, and what people said by what it was about.

use domain::local_day::LocalDay;
use report::{Cell, Column, Line, Table};

use super::Maker;
use super::headlines::{cell_of, thousandths};
use crate::bulletin::words::local;
use crate::dto::{CodeAnswers, Days, RateOf, SeriesPart};

impl Maker<'_> {
    /// From day to day, week to week …; none where the period is one part.
    pub(super) fn over_time(&self) -> Option<Table> {
        let series = &self.numbers.now.figures.series;
        let rows = series.parts.iter().map(
            |SeriesPart {
                 days,
                 received,
                 open,
             }| {
                let Days { from, to } = days;
                Line {
                    cells: vec![
                        day(from),
                        day(to),
                        Cell::Whole((*received).into()),
                        open.map_or(Cell::Empty, |open| Cell::Whole(open.into())),
                    ],
                    below: false,
                }
            },
        );
        (series.parts.len() > 1).then(|| Table {
            heading: self.words.plain("figures-over-time"),
            columns: vec![
                Column::values(self.words.plain("figures-from")),
                Column::values(self.words.plain("figures-to")),
                Column::values(self.words.plain("figures-received")),
                Column::values(self.words.plain("figures-chart-open")),
            ],
            rows: rows.collect(),
            bars: Some(2),
        })
    }

    /// Answers by a code, with the rate of those that are enough; none where there are no answers.
    pub(super) fn said(
        &self,
        (heading, column): (&str, &str),
        rows: &[CodeAnswers],
        label: impl Fn(&str) -> String,
    ) -> Option<Table> {
        let words = self.words;
        let lines = rows.iter().map(
            |CodeAnswers {
                 code,
                 answers,
                 rate,
             }| {
                let of_rate = |of: fn(&RateOf) -> Cell| rate.as_ref().map_or(Cell::Empty, of);
                Line {
                    cells: vec![
                        Cell::text(label(code)),
                        Cell::Whole((*answers).into()),
                        of_rate(|rate| cell_of(rate.satisfied)),
                        of_rate(|rate| thousandths(rate.low)),
                        of_rate(|rate| thousandths(rate.high)),
                    ],
                    below: false,
                }
            },
        );
        (!rows.is_empty()).then(|| Table {
            heading: words.plain(heading),
            columns: vec![
                Column::words(words.plain(column)),
                Column::values(words.plain("figures-answers")),
                Column::values(words.plain("figures-satisfaction")),
                Column::values(words.plain("bulletin-satisfaction-from")),
                Column::values(words.plain("bulletin-satisfaction-to")),
            ],
            rows: lines.collect(),
            bars: None,
        })
    }
}

/// A day as figures write it.
fn day(text: &str) -> Cell {
    let day: Option<LocalDay> = text.parse().ok();
    day.map_or(Cell::Empty, |day| {
        Cell::Day(local(day.starts_at_ms()).date())
    })
}
