//! Every figure is what somebody would count by hand in the tables, on made-up months with everything in them that is
//! easily counted wrongly.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may stop at once"
)]

mod by_hand;
mod by_journal;
mod department;

use std::sync::Arc;

use app::clock::SetClock;
use app::dto::{
    CallForm, CallerQuery, CaseView, FigureCallsQuery, FigureCaseSet, FigureCasesQuery, Figures,
    FiguresQuery, NewCaseMove, SaveAs,
};
use app::{App, Filling};
use domain::id::Millis;
use nida_tests::file;
use nida_tests::machine::{
    PASSPHRASE, SUNDAY_TEN, complaint_form, first_start, id, open, query_form, sign_in, start,
};
use store::{Folder, Store, Unlock};

const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 24 * HOUR_MS;
/// The midnight in Muscat with which the second half of the made-up days begins, on the Sunday before.
const MIDNIGHT: i64 = SUNDAY_TEN - 10 * HOUR_MS - 7 * DAY_MS;
const SEED: u64 = 20_261_122;
const CALLS: u32 = 2_500;

/// Days that begin and end where something stands on the edge, a whole month, and days on which there was nothing.
const PERIODS: [(&str, &str); 6] = [
    ("2026-11-15", "2026-11-22"),
    ("2026-11-14", "2026-11-14"),
    ("2026-11-15", "2026-11-15"),
    ("2026-11-01", "2026-11-30"),
    ("2026-01-01", "2026-12-31"),
    ("2020-01-01", "2020-01-31"),
];

fn days(from: &str, to: &str) -> FiguresQuery {
    FiguresQuery {
        named: None,
        from: from.into(),
        to: to.into(),
    }
}

fn log(app: &App, n: u8, form: CallForm) -> String {
    let id = id(form.started_at, [n; 10]);
    let form = CallForm {
        id: id.clone(),
        ..form
    };
    app.log_call(&form, SaveAs::ByRule).unwrap();
    id
}

/// What counts apart, what counts nowhere, and what stands on the edge of a day.
fn bait(app: &App) {
    let call = |at| CallForm {
        ended_at: Some(at + 60_000),
        outcome: "answered".into(),
        ..query_form(String::new(), at)
    };
    let none = |subject: &str, at| CallForm {
        type_code: "non_service".into(),
        sub_category: subject.into(),
        outcome: String::new(),
        note: String::new(),
        ..call(at)
    };
    log(app, 1, call(MIDNIGHT - 1));
    log(app, 2, call(MIDNIGHT));
    log(app, 3, none("test", MIDNIGHT + HOUR_MS));
    log(app, 4, none("silent", MIDNIGHT + HOUR_MS));
    for (n, channel) in [(5, "phone_out"), (6, "walk_in")] {
        let form = CallForm {
            channel: channel.into(),
            ended_at: None,
            ..call(MIDNIGHT + 2 * HOUR_MS)
        };
        log(app, n, form);
    }
    for (n, channel, handle) in [(7, "x_direct", "@salim_h"), (8, "letter", "وزارة التنمية")]
    {
        let form = CallForm {
            channel: channel.into(),
            number: String::new(),
            ended_at: None,
            handle: handle.into(),
            received_day: "2026-11-15".into(),
            received_time: "0900".into(),
            ..call(MIDNIGHT + 10 * HOUR_MS)
        };
        log(app, n, form);
    }
    let taken_out = log(app, 9, call(MIDNIGHT + 3 * HOUR_MS));
    app.void_call(&taken_out, "by_mistake").unwrap();

    // Two records of one person, each on a number of its own, with the same issue.
    let people = [
        (
            10,
            "24000001",
            "خميس بن سعيد الحارثي",
            MIDNIGHT + 4 * HOUR_MS,
        ),
        (11, "24000002", "خميس الحارثي", MIDNIGHT + 5 * DAY_MS),
    ];
    let mut records = Vec::new();
    for (n, number, name, at) in people {
        let form = CallForm {
            number: number.into(),
            caller_name: name.into(),
            ..call(at)
        };
        log(app, n, form);
        let card = app.caller_card(&CallerQuery {
            number: number.into(),
            ..CallerQuery::default()
        });
        records.push(card.unwrap().people[0].id.clone());
    }
    app.merge_persons(&records[0], &records[1]).unwrap();

    // Again with the same issue: on the seventh day to the millisecond, and after it.
    for (n, number, after) in [
        (20, "24000003", 7 * DAY_MS),
        (22, "24000004", 7 * DAY_MS + 1),
    ] {
        let of = |at| CallForm {
            number: number.into(),
            ..call(at)
        };
        log(app, n, of(MIDNIGHT));
        log(app, n + 1, of(MIDNIGHT + after));
    }
}

fn moved(app: &App, case: &CaseView, to: &str) -> CaseView {
    app.move_case(&NewCaseMove {
        case: case.row.id.clone(),
        from: case.row.status.clone(),
        to: to.into(),
        finding: "upheld".into(),
        action: "explained".into(),
        closing_outcome: "done".into(),
        caller_informed_at: Some(MIDNIGHT),
        caller_informed_how: "phone".into(),
    })
    .unwrap()
}

/// A case that is closed, opened again and cancelled, and one that is a duplicate.
fn cases(app: &App, clock: &SetClock) {
    let opened = |n, number: &str| {
        let form = CallForm {
            number: number.into(),
            ended_at: Some(MIDNIGHT + 7 * HOUR_MS),
            ..complaint_form(String::new(), MIDNIGHT + 6 * HOUR_MS)
        };
        log(app, n, form);
        let card = app.caller_card(&CallerQuery {
            number: number.into(),
            ..CallerQuery::default()
        });
        app.case(&card.unwrap().cases[0].id).unwrap()
    };
    let (first, second) = (opened(30, "24000005"), opened(31, "24000006"));
    clock.set(Millis(SUNDAY_TEN + HOUR_MS));
    let resolved = moved(app, &first, "resolved");
    let closed = moved(app, &resolved, "closed");
    moved(app, &second, "duplicate");
    clock.set(Millis(SUNDAY_TEN + 2 * HOUR_MS));
    let again = moved(app, &closed, "reopened");
    clock.set(Millis(SUNDAY_TEN + 3 * HOUR_MS));
    moved(app, &again, "cancelled");
}

/// A number that somebody tells the minister and cannot be counted again is worse than none.
#[test]
fn every_figure_is_what_is_counted_by_hand() {
    let folder = tempfile::tempdir().unwrap();
    let clock = Arc::new(SetClock::at(Millis(SUNDAY_TEN)));
    let app = start(folder.path(), Arc::clone(&clock));
    first_start(&app).unwrap();
    drop(app);
    let store = Store::open(&Folder::at(folder.path()), &Unlock::Passphrase(PASSPHRASE)).unwrap();
    let filling = Filling {
        seed: SEED,
        calls: CALLS,
        until: Millis(SUNDAY_TEN - HOUR_MS),
    };
    app::fill(&store, filling, |_| {}).unwrap();
    drop(store);

    let app = start(folder.path(), Arc::clone(&clock));
    open(&app).unwrap();
    sign_in(&app).unwrap();
    bait(&app);
    cases(&app, &clock);
    let told: Vec<Figures> = PERIODS
        .iter()
        .map(|(from, to)| app.figures(&days(from, to)).unwrap())
        .collect();
    rows_are_what_was_counted(&app, &told);
    let now = SUNDAY_TEN + 3 * HOUR_MS;
    drop(app);

    let hand = file::open(folder.path(), PASSPHRASE).unwrap();
    for ((from, to), told) in PERIODS.iter().zip(&told) {
        by_hand::check(&hand, (from, to), now, told);
    }
    let year = &told[4];
    assert!(year.calls.received > 2_000, "there is something to count");
    assert_eq!((told[5].calls.logged, told[5].calls.handling_ms), (0, None));
    assert!(told[0].cases.reopened > 0 && told[0].cases.opened_again.part > 0);
}

/// Whoever opens a number must find as many rows as it says, page after page.
fn rows_are_what_was_counted(app: &App, told: &[Figures]) {
    for ((from, to), figures) in PERIODS.iter().zip(told) {
        let calls = |query: FigureCallsQuery| {
            let mut query = FigureCallsQuery {
                days: days(from, to),
                ..query
            };
            let mut seen = 0;
            loop {
                let page = app.figure_calls(&query).unwrap();
                seen += u32::try_from(page.rows.len()).unwrap();
                if page.next.is_none() {
                    assert_eq!(seen, page.total, "the total is what is listed");
                    return seen;
                }
                query.after = page.next;
            }
        };
        assert_eq!(calls(FigureCallsQuery::default()), figures.calls.logged);
        let group = |code: &str| {
            calls(FigureCallsQuery {
                group: code.into(),
                ..FigureCallsQuery::default()
            })
        };
        assert_eq!(group("received"), figures.calls.received);
        for one in &figures.calls.groups {
            assert_eq!(group(&one.code), one.count, "{}", one.code);
        }
        for one in &figures.calls.governorates {
            let behind = calls(FigureCallsQuery {
                governorate: Some(one.code.clone()),
                ..FigureCallsQuery::default()
            });
            assert_eq!(behind, one.count, "{}", one.code);
        }
        let opened = calls(FigureCallsQuery {
            group: "service".into(),
            opened_case: true,
            ..FigureCallsQuery::default()
        });
        assert_eq!(opened, figures.calls.opened_case.part);

        let cases = |set| {
            let query = FigureCasesQuery {
                days: days(from, to),
                set,
                after: None,
            };
            app.figure_cases(&query).unwrap().total
        };
        assert_eq!(cases(FigureCaseSet::Opening), figures.cases.opening);
        assert_eq!(cases(FigureCaseSet::New), figures.cases.new);
        assert_eq!(cases(FigureCaseSet::Closing), figures.cases.closing);
        assert_eq!(cases(FigureCaseSet::Overdue), figures.cases.overdue);
        // A case that ended twice stands once.
        assert!(cases(FigureCaseSet::Closed) <= figures.cases.closed);
        let late = figures.cases.in_time.of - figures.cases.in_time.part;
        assert!(cases(FigureCaseSet::Late) <= late);
    }
}
