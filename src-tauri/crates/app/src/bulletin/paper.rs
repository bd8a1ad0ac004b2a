//! The document of a bulletin: which tables, in which order, under which words.

use std::collections::BTreeMap;

use domain::figures::Group;
use domain::id::Millis;
use domain::lists::{List, Lists};
use domain::period::Period;
use domain::rhythm::Rhythm;
use i18n::fluent_args;
use report::{Cell, Column, Document, Line, PageWords, Table};

use super::numbers::{Numbers, Told};
use super::words::{Words, local};
use crate::dto::{CaseNumbers, CodeCount, FigureScope, Figures, PartOf, RateOf};

/// Each figure that is explained, by its name and what it counts.
const DEFINED: [(&str, &str); 18] = [
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
    ("figures-ages", "figures-definition-ages"),
    ("bulletin-by-facility", "bulletin-definition-facilities"),
    (
        "bulletin-by-beneficiary",
        "bulletin-definition-beneficiaries",
    ),
];
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
        lines: maker.lines(&made),
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

/// A number of the cases, and what it is called.
type OfCases = (&'static str, fn(&CaseNumbers) -> u32);

struct Maker<'a> {
    numbers: &'a Numbers,
    lists: &'a Lists,
    words: &'a Words,
}

impl Maker<'_> {
    fn lines(&self, made: &str) -> Vec<String> {
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
        vec![
            self.headlines(),
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
        ]
    }

    fn headlines(&self) -> Table {
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
            number(service(now)),
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
        }
    }

    /// Numbers by a code, those of this period first, then what came only before.
    fn counted(
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
    fn groups(&self, wholes: [u32; 3]) -> Table {
        let counts = self
            .numbers
            .three(|told| by_code(&told.figures.calls.groups));
        let rows = GROUPS.iter().map(|(code, id)| {
            let of = of_code(&counts, code);
            self.line(self.words.plain(id), false, of, wholes)
        });
        self.table("figures-by-group", "figures-column-group", rows.collect())
    }

    fn types(&self, wholes: [u32; 3]) -> Table {
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

    fn balance(&self) -> Table {
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
        }
    }

    fn ages(&self) -> Table {
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
        }
    }
}

/// The value of the period, what stands beside it, and the two it is held against.
fn after_first([now, previous, year_before]: [Cell; 3], beside: Cell) -> [Cell; 4] {
    [now, beside, previous, year_before]
}

fn cell_of(PartOf { part, of }: PartOf) -> Cell {
    Cell::Share { part, of }
}

fn length(length_ms: Option<i64>) -> Cell {
    length_ms.map_or(Cell::Empty, Cell::Length)
}

/// Received service calls: what is counted by the hour.
fn service(figures: &Figures) -> u32 {
    let mut groups = figures.calls.groups.iter();
    let service = groups.find(|one| one.code == Group::Service.code());
    service.map_or(0, |one| one.count)
}

fn tenths(number: Option<f64>) -> Cell {
    // Counts by hours lie far below what an i64 holds.
    #[expect(clippy::cast_possible_truncation, reason = "rounded, and small")]
    number.map_or(Cell::Empty, |number| {
        Cell::Tenths((number * 10.0).round() as i64)
    })
}

/// A share that is no part of a count.
fn thousandths(share: f64) -> Cell {
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

fn by_code(counts: &[CodeCount]) -> BTreeMap<String, u32> {
    let counts = counts.iter();
    counts.map(|one| (one.code.clone(), one.count)).collect()
}

/// What was counted by a code, and under the empty one all that has none.
fn rest(counts: &BTreeMap<String, u32>, whole: u32) -> BTreeMap<String, u32> {
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
