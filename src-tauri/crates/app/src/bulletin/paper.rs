//! The document of a bulletin: which tables, in which order, under which words.

mod counted;
mod headlines;
mod parts;

use std::collections::BTreeMap;

use domain::id::Millis;
use domain::lists::{List, Lists};
use domain::period::Period;
use domain::rhythm::Rhythm;
use i18n::fluent_args;
use report::{Document, PageWords, Table};

use super::numbers::{Numbers, Told};
use super::words::{Words, local};
use crate::dto::{CodeCount, FigureScope};

use counted::{by_code, rest};

/// Each figure that is explained, by its name and what it counts.
const DEFINED: [(&str, &str); 19] = [
    ("figures-received", "figures-definition-received"),
    ("figures-logged", "figures-definition-logged"),
    ("figures-handling", "figures-definition-handling"),
    ("figures-log-delay", "figures-definition-log-delay"),
    ("figures-resolved", "figures-definition-resolved"),
    ("figures-case-rate", "figures-definition-case-rate"),
    ("figures-backlog", "figures-definition-backlog"),
    ("figures-overdue", "figures-definition-overdue"),
    ("figures-in-time", "figures-definition-in-time"),
    ("figures-opened-again", "figures-definition-opened-again"),
    ("figures-promises", "figures-definition-promises"),
    ("figures-per-hour", "figures-definition-per-hour"),
    ("figures-satisfaction", "figures-definition-satisfaction"),
    ("quality-figure", "quality-figure-definition"),
    ("figures-balance", "figures-definition-balance"),
    ("figures-over-time", "figures-definition-over-time"),
    ("figures-ages", "figures-definition-ages"),
    ("bulletin-by-facility", "bulletin-definition-facilities"),
    (
        "bulletin-by-beneficiary",
        "bulletin-definition-beneficiaries",
    ),
];

/// The bulletin of these numbers.
pub(super) fn paper(
    numbers: &Numbers,
    lists: &Lists,
    words: &Words,
    station: &str,
    now: Millis,
) -> Document {
    let maker = Maker {
        numbers,
        lists,
        words,
    };
    let made = words.message(
        "bulletin-made",
        &fluent_args!["time" => words.moment(now.0), "station" => station],
    );
    Document {
        locale: words.locale,
        digits: words.digits,
        title: words.plain(title(numbers.period, lists.calendar().week().starts)),
        lines: maker.lines(&made, now),
        tables: maker.tables(),
        notes_heading: words.plain("figures-definitions"),
        notes: DEFINED
            .iter()
            .map(|(figure, counts)| (words.plain(figure), words.plain(counts)))
            .collect(),
        page: PageWords {
            before: words.plain("bulletin-page"),
            of: words.plain("bulletin-page-of"),
            by: made,
        },
        made_at: local(now.0),
    }
}

fn title(period: Period, week_starts: u32) -> &'static str {
    match Rhythm::shown_by(period, week_starts) {
        Some(Rhythm::Daily) => "bulletin-title-daily",
        Some(Rhythm::Weekly) => "bulletin-title-weekly",
        Some(Rhythm::Monthly) => "bulletin-title-monthly",
        Some(Rhythm::Quarterly) => "bulletin-title-quarterly",
        Some(Rhythm::YearToLastWeek) => "bulletin-title-year-to-last-week",
        None => "bulletin-title",
    }
}

struct Maker<'a> {
    numbers: &'a Numbers,
    lists: &'a Lists,
    words: &'a Words,
}

impl Maker<'_> {
    fn lines(&self, made: &str, now: Millis) -> Vec<String> {
        let (words, period) = (self.words, self.numbers.period);
        let (from, to) = (words.day(period.from()), words.day(period.to()));
        let days = if period.days() == 1 {
            from
        } else {
            words.message("figures-days", &fluent_args!["from" => from, "to" => to])
        };
        let mut lines = vec![days, self.scope()];
        lines.extend(self.silent());
        lines.push(made.to_owned());
        // Whoever reads it next year must not take a part of a month for the month.
        if now.0 < period.ends_at_ms() {
            let until = fluent_args!["time" => words.moment(now.0)];
            lines.push(words.message("bulletin-not-over", &until));
        }
        if self.numbers.now.figures.calls.logged == 0 {
            lines.push(words.plain("figures-empty"));
        }
        lines
    }

    /// Whose figures, and up to where.
    fn scope(&self) -> String {
        let FigureScope {
            site,
            number,
            last_contact_at,
            ..
        } = &self.numbers.now.figures.scope;
        match (site, number, last_contact_at) {
            (false, ..) => self.words.plain("figures-this-machine"),
            (true, Some(number), Some(at)) => self.words.message(
                "figures-site",
                &fluent_args![
                    "number" => self.words.digits.grouped(*number),
                    "time" => self.words.moment(*at)
                ],
            ),
            (true, ..) => self.words.plain("figures-site-nothing-yet"),
        }
    }

    fn silent(&self) -> Option<String> {
        let silent = &self.numbers.now.figures.scope.silent;
        if silent.is_empty() {
            return None;
        }
        let machines = silent.iter().map(|one| {
            let station = match one.station.as_str() {
                "" => self.words.plain("figures-silent-unnamed"),
                station => station.to_owned(),
            };
            match one.at {
                Some(at) => format!("{station} ({})", self.words.moment(at)),
                None => station,
            }
        });
        let machines = machines.collect::<Vec<_>>().join(" · ");
        let count = fluent_args!["count" => silent.len()];
        let told = self.words.message("figures-silent", &count);
        Some(format!("{told} {machines}"))
    }

    fn tables(&self) -> Vec<Table> {
        let logged = self.numbers.three(|told| told.figures.calls.logged);
        let coded = |list, none: &'static str| {
            move |code: &str| match code {
                "" => self.words.plain(none),
                code => self.words.coded(self.lists.get(list, code), code),
            }
        };
        let channel = |code: &str| {
            let channel = self.lists.channel(code);
            channel.map_or_else(
                || code.to_owned(),
                |channel| self.words.label(&channel.ar, &channel.en),
            )
        };
        let counts =
            |of: fn(&Told) -> &Vec<CodeCount>| self.numbers.three(|told| by_code(of(told)));
        let with_rest = |of: fn(&Told) -> &BTreeMap<String, u32>| {
            self.numbers
                .three(|told| rest(of(told), told.figures.calls.logged))
        };
        let of_type = |code: &str| match code {
            "" => self.words.plain("figures-no-type"),
            code => {
                let known = self.lists.call_type(code);
                known.map_or_else(|| code.to_owned(), |of| self.words.label(&of.ar, &of.en))
            }
        };
        let said = &self.numbers.now.figures.satisfaction;
        let mut tables = vec![self.headlines()];
        tables.extend(self.over_time());
        tables.extend([
            self.groups(logged),
            self.counted(
                ("figures-by-channel", "figures-column-channel"),
                &counts(|told| &told.figures.calls.channels),
                logged,
                channel,
            ),
            self.types(logged),
            self.counted(
                ("figures-by-governorate", "figures-column-governorate"),
                &counts(|told| &told.figures.calls.governorates),
                logged,
                coded(List::Governorates, "figures-no-governorate"),
            ),
            self.counted(
                ("bulletin-by-facility", "bulletin-column-facility"),
                &with_rest(|told| &told.facilities),
                logged,
                coded(List::Facilities, "bulletin-no-facility"),
            ),
            self.counted(
                ("bulletin-by-beneficiary", "bulletin-column-beneficiary"),
                &with_rest(|told| &told.beneficiaries),
                logged,
                coded(List::Beneficiaries, "bulletin-no-beneficiary"),
            ),
            self.balance(),
            self.ages(),
        ]);
        tables.extend(self.said(
            ("figures-satisfaction-by-type", "figures-column-of-type"),
            &said.types,
            of_type,
        ));
        tables.extend(self.said(
            (
                "figures-satisfaction-by-governorate",
                "figures-column-governorate",
            ),
            &said.governorates,
            coded(List::Governorates, "figures-no-governorate"),
        ));
        tables
    }
}
