//! The department's own numbers: what it told in public comes out of a year in which everything lies beside them that is
//! easily counted wrongly, and every figure is what plain SQL counts in the entries.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::{env, fs};

use app::App;
use app::clock::SetClock;
use app::dto::{
    BulletinOrder, ExportFormat, Exported, Figures, FiguresQuery, LocaleCode, NamedPeriod,
};
use calamine::{Data, Reader as _, Xlsx, open_workbook};
use domain::lists::{List, Lists};
use i18n::{Digits, Isolation, Locale, Messages};
use nida_tests::file;
use nida_tests::machine::{PASSPHRASE, first_start, open, sign_in, start};
use nida_tests::sample_year::{self, DEPARTMENT, SampleYear};
use store::{Folder, Store, Unlock};
use tempfile::TempDir;

use crate::by_journal::Asked;
use crate::{by_journal, days};

const SEED: u64 = 20_260_502;

/// Days, and what is known of them without counting.
pub(crate) struct Expected {
    pub(crate) days: (&'static str, &'static str),
    /// As many whole months, or else days, right before them.
    pub(crate) previous: (&'static str, &'static str),
    pub(crate) year_before: (&'static str, &'static str),
    /// How long their parts are.
    pub(crate) step: &'static str,
}

const YEAR_TO_LAST_WEEK: Expected = Expected {
    days: ("2026-01-01", "2026-05-02"),
    previous: ("2025-09-01", "2025-12-31"),
    year_before: ("2025-01-01", "2025-05-02"),
    step: "week",
};

/// Periods that end where something lies on the edge, in parts of every length.
const PERIODS: [Expected; 7] = [
    YEAR_TO_LAST_WEEK,
    Expected {
        days: ("2026-01-01", "2026-03-31"),
        previous: ("2025-10-01", "2025-12-31"),
        year_before: ("2025-01-01", "2025-03-31"),
        step: "week",
    },
    Expected {
        days: ("2025-01-01", "2025-12-31"),
        previous: ("2024-01-01", "2024-12-31"),
        year_before: ("2024-01-01", "2024-12-31"),
        step: "month",
    },
    Expected {
        days: ("2026-05-03", "2026-05-06"),
        previous: ("2026-04-29", "2026-05-02"),
        year_before: ("2025-05-03", "2025-05-06"),
        step: "day",
    },
    Expected {
        days: ("2025-12-31", "2025-12-31"),
        previous: ("2025-12-30", "2025-12-30"),
        year_before: ("2024-12-31", "2024-12-31"),
        step: "day",
    },
    Expected {
        days: ("2026-01-01", "2026-01-01"),
        previous: ("2025-12-31", "2025-12-31"),
        year_before: ("2025-01-01", "2025-01-01"),
        step: "day",
    },
    Expected {
        days: ("2020-01-01", "2026-12-31"),
        previous: ("2013-01-01", "2019-12-31"),
        year_before: ("2019-01-01", "2025-12-31"),
        step: "year",
    },
];

/// A machine with the year, and its supervisor at it.
fn with_the_year(folder: &Path) -> App {
    let clock = Arc::new(SetClock::at(sample_year::now()));
    let app = start(folder, Arc::clone(&clock));
    first_start(&app).unwrap();
    drop(app);
    let store = Store::open(&Folder::at(folder), &Unlock::Passphrase(PASSPHRASE)).unwrap();
    let year = SampleYear::new(SEED, DEPARTMENT).unwrap();
    SampleYear::write(&store, &year.acts).unwrap();
    drop(store);
    let app = start(folder, clock);
    open(&app).unwrap();
    sign_in(&app).unwrap();
    app
}

fn by_name(named: NamedPeriod) -> FiguresQuery {
    FiguresQuery {
        named: Some(named),
        ..FiguresQuery::default()
    }
}

/// The bulletin of the ministry rests on these.
#[test]
fn the_departments_own_numbers_come_out_of_a_year_with_bait() {
    let folder = tempfile::tempdir().unwrap();
    let app = with_the_year(folder.path());
    let named = |named| app.figures(&by_name(named)).unwrap();
    let this_year = named(NamedPeriod::YearToLastWeek);
    assert_eq!(
        (this_year.days.from.as_str(), this_year.days.to.as_str()),
        YEAR_TO_LAST_WEEK.days,
        "to the end of the last complete week"
    );
    assert_eq!(this_year.calls.received, 15_731);
    let year_before = named(NamedPeriod::LastYear);
    assert_eq!(year_before.cases.new, 3_014, "about 3,000 cases a year");
    let quarter = app.figures(&days("2026-01-01", "2026-03-31")).unwrap();
    let rate = quarter.satisfaction.rate.unwrap();
    assert_eq!(
        (rate.satisfied.part * 100, rate.satisfied.of),
        (93 * 1_200, 1_200)
    );
    assert!(rate.low < 0.93 && rate.high > 0.93 && rate.high - rate.low < 0.04);
    let early = app.figures(&days("2025-01-01", "2025-03-31")).unwrap();
    assert_eq!(early.satisfaction.rate, None, "a dozen answers are no rate");
    assert!(early.satisfaction.answers > 0);

    let told: Vec<Figures> = PERIODS
        .iter()
        .map(|of| app.figures(&days(of.days.0, of.days.1)).unwrap())
        .collect();
    let (files, bulletin) = bulletin(&app);
    drop(app);
    let hand = file::open(folder.path(), PASSPHRASE).unwrap();
    by_journal::read(&hand);
    let now = sample_year::now().0;
    for (expected, told) in PERIODS.iter().zip(&told) {
        by_journal::check(&Asked::of(&hand, expected.days, now), expected, told);
    }
    bait_was_taken(&told);
    let Expected {
        days,
        previous,
        year_before,
        ..
    } = YEAR_TO_LAST_WEEK;
    let asked = [days, previous, year_before].map(|days| Asked::of(&hand, days, now));
    for locale in [Locale::Ar, Locale::En] {
        what_stands_beside_the_figures(&asked, locale, &files, &bulletin);
    }
}

/// There is something to count in what is easily counted wrongly.
fn bait_was_taken(told: &[Figures]) {
    let [this_year, ..] = told else { return };
    let promises = this_year.promises;
    assert!(promises.part > 100 && promises.of > promises.part + 100);
    let quality = this_year.quality;
    assert!(quality.failed.part > 20 && quality.failed.of > 200);
    assert!(quality.mean.is_some_and(|mean| (1..1_000).contains(&mean)));
    let ages = &this_year.cases.by_age;
    assert!(ages.iter().all(|count| *count > 0), "{ages:?}");
}

/// The bulletin in every form and language; what came of it.
fn bulletin(app: &App) -> (TempDir, Exported) {
    let folder = tempfile::tempdir().unwrap();
    let order = BulletinOrder {
        days: by_name(NamedPeriod::YearToLastWeek),
        formats: vec![ExportFormat::Xlsx, ExportFormat::Csv, ExportFormat::Pdf],
        languages: vec![LocaleCode::Ar, LocaleCode::En],
        folder: folder.path().to_string_lossy().into_owned(),
    };
    let written = app.write_bulletin(&order).unwrap();
    assert_eq!((written.files.len(), written.failed.len()), (6, 0));
    // For whoever looks at the pages.
    if let Some(pages) = env::var_os("NIDA_PAGES") {
        for name in &written.files {
            fs::copy(folder.path().join(name), Path::new(&pages).join(name)).unwrap();
        }
    }
    (folder, written)
}

/// Facilities and beneficiaries stand in the bulletin alone: of its days, of those before and of a year before.
fn what_stands_beside_the_figures(
    asked: &[Asked<'_>; 3],
    locale: Locale,
    folder: &TempDir,
    written: &Exported,
) {
    let end = format!("-{}.xlsx", locale.code());
    let mut files = written.files.iter();
    let name = files.find(|name| name.ends_with(&end)).unwrap();
    let mut book: Xlsx<_> = open_workbook(folder.path().join(name)).unwrap();
    let words = Messages::new(locale, Digits::Latn, Isolation::Off);
    let lists = Lists::embedded().unwrap();
    let tables: [(_, _, List, fn(&Asked<'_>) -> BTreeMap<String, u32>); 2] = [
        (
            "bulletin-by-facility",
            "bulletin-no-facility",
            List::Facilities,
            |asked| asked.facilities(),
        ),
        (
            "bulletin-by-beneficiary",
            "bulletin-no-beneficiary",
            List::Beneficiaries,
            |asked| asked.beneficiaries(),
        ),
    ];
    for (heading, none, list, counts) in tables {
        let mut expected: BTreeMap<String, [f64; 3]> = BTreeMap::new();
        for (place, asked) in asked.iter().enumerate() {
            let mut rest = asked.logged();
            for (code, count) in counts(asked) {
                rest -= count;
                let row = lists.get(list, &code).unwrap();
                let label = match locale {
                    Locale::Ar => &row.ar,
                    Locale::En => &row.en,
                };
                expected.entry(label.clone()).or_default()[place] = f64::from(count);
            }
            expected.entry(words.plain(none)).or_default()[place] = f64::from(rest);
        }
        assert!(expected.len() > 5, "there is something to count");
        let sheet = book.worksheet_range(&words.plain(heading)).unwrap();
        let number = |cell: &Data| match cell {
            Data::Float(number) => *number,
            other => panic!("{other:?} is no number"),
        };
        let told = sheet.rows().skip(1).map(|row| {
            let Data::String(label) = &row[0] else {
                panic!("no label");
            };
            (label.clone(), [1, 3, 4].map(|column| number(&row[column])))
        });
        assert_eq!(told.collect::<BTreeMap<_, _>>(), expected, "{heading}");
    }
}
