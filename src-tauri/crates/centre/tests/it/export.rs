//! The ministry fetches what was folded: by a token of its own, as a stream, and every time is written down.

use std::process::Command;

use centre::{After, Format, NewExport, Period, Rows, Storage, What, issue_export_token};
use domain::id::SiteId;
use domain::wire::ProblemType;
use serde_json::Value;

use crate::line::Told;
use crate::report::{MORNING, PLANTED, complaint, fold, matter, saying, subject};
use crate::world::{World, problem};
use domain::call::Call;

/// All of it, in this form.
pub(crate) fn of(site: SiteId, what: What, format: Format) -> NewExport {
    NewExport {
        id: [1; 16],
        site,
        begun_at: MORNING,
        token: String::new(),
        what,
        format,
        file: String::new(),
        period: Period::default(),
        after: None,
    }
}

/// What an export gives, by pages of this size.
pub(crate) async fn pages(
    storage: &dyn Storage,
    export: &NewExport,
    at_once: usize,
) -> Vec<String> {
    let mut pages = Rows::new(storage, export, at_once);
    let mut all = Vec::new();
    while let Some(page) = pages.next().await.unwrap() {
        all.push(page);
    }
    all
}

pub(crate) async fn token(
    world: &World,
    site: Option<&str>,
    name: &str,
    tables: &[What],
) -> String {
    let storage = world.storage().await;
    let sites = storage.sites().await.unwrap();
    let of = sites
        .iter()
        .find(|of| site.is_none_or(|name| of.site.name == name));
    let site = of.unwrap().site.id;
    let issued = issue_export_token(storage.as_ref(), site, name, tables.to_vec(), MORNING).await;
    issued.unwrap().token
}

pub(crate) async fn get(world: &World, path: &str, token: &str) -> Told {
    let asking = world.http.get(format!("{}/v1/export/{path}", world.base));
    asking.bearer_auth(token).send().await.unwrap()
}

pub(crate) fn text(told: &Told) -> String {
    assert_eq!(told.status, 200);
    String::from_utf8(told.body.clone()).unwrap()
}

/// A centre that knows some calls of two sites, one of them with its case.
async fn filled() -> World {
    let world = World::new().await;
    let mut desk = world.desk(1).await;
    let mut other = world.desk_at(2, Some("elsewhere")).await;
    let opens = Call {
        case: Some(subject(2)),
        ..complaint()
    };
    let links = [
        saying(&mut desk, 1, subject(1), opens.logged(), None),
        saying(&mut desk, 2, subject(2), matter(subject(1)).opened(), None),
    ];
    desk.send(&links).await;
    for made in 3..=60 {
        let call = Call {
            wilayat: "=cmd|x".into(),
            ..complaint()
        };
        let link = saying(&mut desk, made, subject(made), call.logged(), None);
        desk.send(&[link]).await;
    }
    let link = saying(&mut other, 1, subject(1), complaint().logged(), None);
    other.send(&[link]).await;
    fold(&world).await;
    world
}

/// Every row once, whole, in both forms, and nothing that was said in confidence.
#[tokio::test]
async fn what_was_folded_is_fetched() {
    let world = filled().await;
    let token = token(&world, Some("main"), "statistics", &What::ALL).await;
    let calls = get(&world, "calls", &token).await;
    assert_eq!(calls.header("content-type"), "application/x-ndjson");
    let rows: Vec<Value> = text(&calls)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(rows.len(), 59, "those of the site, each once");
    assert_eq!(rows[0]["id"], subject(1).to_string());
    assert_eq!(rows[0]["started_at"], "2026-11-22T04:00:00.000Z");
    assert_eq!(
        (&rows[0]["urgent"], &rows[0]["ill"]),
        (&false.into(), &0.into())
    );
    assert_eq!(rows[0]["received_at"], Value::Null);

    let csv = get(&world, "calls?format=csv", &token).await;
    assert_eq!(csv.header("content-type"), "text/csv; charset=utf-8");
    let csv = text(&csv);
    assert!(csv.starts_with("\u{feff}site,id,machine,channel,"), "{csv}");
    assert_eq!(csv.lines().count(), 60, "and the heading");
    assert!(csv.contains(",\"'=cmd|x\","), "no formula");
    assert!(csv.contains(",2026-11-22T04:00:00.000Z,"));

    let issues = text(&get(&world, "issues", &token).await);
    assert_eq!(issues.lines().count(), 2 * 59);
    let cases = text(&get(&world, "cases?format=csv", &token).await);
    assert!(
        cases.contains(",26-4170-0038-5,complaint,med_shortage,royal,p3,"),
        "{cases}"
    );
    let moves = text(&get(&world, "moves", &token).await);
    assert!(
        moves.contains("\"place\":1,\"from_status\":null,\"to_status\":\"new\""),
        "{moves}"
    );
    for all in [&csv, &issues, &cases, &moves] {
        assert!(!all.contains(PLANTED), "nothing that was said");
    }
}

/// A page ends anywhere: also between two issues of one call, and exactly at the end.
#[tokio::test]
async fn pages_of_any_size_give_the_same() {
    let world = filled().await;
    let storage = world.storage().await;
    let sites = storage.sites().await.unwrap();
    let main = sites.iter().find(|of| of.site.name == "main");
    let site = main.unwrap().site.id;
    for (what, rows) in [
        (What::Calls, 59),
        (What::Issues, 118),
        (What::Cases, 1),
        (What::Moves, 1),
        (What::Entries, 60),
    ] {
        let export = of(site, what, Format::Csv);
        let mut all = Vec::new();
        for at_once in [1, 7, 59, 1_000] {
            let mut pages = Rows::new(storage.as_ref(), &export, at_once);
            let mut text = String::new();
            while let Some(page) = pages.next().await.unwrap() {
                text += &page;
            }
            assert_eq!(pages.written(), rows, "{what:?} by {at_once}");
            all.push(text);
        }
        all.dedup();
        assert_eq!(all.len(), 1, "{what:?}");
    }
}

/// By rights, by site, and no longer than it is wanted.
#[tokio::test]
async fn a_token_is_good_for_what_it_says_until_it_is_revoked() {
    let world = filled().await;
    let calls = token(&world, Some("elsewhere"), "calls alone", &[What::Calls]).await;
    let rows = text(&get(&world, "calls", &calls).await);
    assert_eq!(rows.lines().count(), 1, "of its site");
    // Entries hold what was said in confidence: nobody has them by a right to something else.
    for path in ["cases", "entries", "calls/..", "report_v1_calls"] {
        let refused = problem(&get(&world, path, &calls).await);
        assert_eq!(refused, ProblemType::NotFound, "{path}");
    }
    let odd = problem(&get(&world, "calls?format=xlsx", &calls).await);
    assert_eq!(odd, ProblemType::Malformed);
    let machine = world.desk(9).await.enrolled().token.token.clone();
    for stranger in ["", "wrong", &machine] {
        let refused = problem(&get(&world, "calls", stranger).await);
        assert_eq!(refused, ProblemType::Unauthenticated);
    }
    let feed = world.http.get(format!("{}/v1/feed?after=0", world.base));
    let feed = feed.bearer_auth(&calls).send().await.unwrap();
    assert_eq!(problem(&feed), ProblemType::Unauthenticated, "no machine's");

    let storage = world.storage().await;
    let again = issue_export_token(
        storage.as_ref(),
        storage.sites().await.unwrap()[0].site.id,
        "calls alone",
        vec![What::Calls],
        MORNING,
    );
    assert!(again.await.is_err(), "the record would name two");
    assert!(
        storage
            .revoke_export_token("calls alone".into(), MORNING)
            .await
            .unwrap()
    );
    assert!(
        !storage
            .revoke_export_token("nobody".into(), MORNING)
            .await
            .unwrap()
    );
    let refused = problem(&get(&world, "calls", &calls).await);
    assert_eq!(refused, ProblemType::Unauthenticated, "at the next request");

    let exports = storage.exports(10).await.unwrap();
    assert_eq!(exports.len(), 1, "who was refused exported nothing");
    assert_eq!(exports[0].token, "calls alone");
    assert_eq!(
        (exports[0].what.as_str(), exports[0].rows),
        ("calls", Some(1))
    );
}

/// A half is not taken for the whole, and the next try does not find its name taken by it.
#[tokio::test]
async fn an_export_to_a_file_that_fails_leaves_none() {
    let world = filled().await;
    let folder = tempfile::tempdir().unwrap();
    world.ground.change("DROP VIEW report_v1_calls").await;
    let mut command = Command::new(env!("CARGO_BIN_EXE_centre"));
    command.arg("export").args(world.ground.arguments());
    command.arg("--out").arg(folder.path().join("calls.csv"));
    assert!(!command.output().unwrap().status.success());
    let left = std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(left, 0);
}

/// Whoever runs the centre needs no token, and is recorded all the same.
#[tokio::test]
async fn a_command_exports_to_a_file() {
    let world = filled().await;
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("calls.csv");
    let run = |name: &str, more: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_centre"));
        command.arg(name).args(world.ground.arguments()).args(more);
        let output = command.output().unwrap();
        let said = [&output.stdout[..], &output.stderr[..]].map(String::from_utf8_lossy);
        (output.status.success(), said.concat())
    };
    let to = ["--site", "main", "--out", out.to_str().unwrap()];
    // As a command leaves it that was killed.
    std::fs::write(out.with_extension("csv.part"), "x".repeat(100_000)).unwrap();
    assert_eq!(run("export", &to), (true, "59 rows\n".to_owned()));
    let csv = std::fs::read_to_string(&out).unwrap();
    assert_eq!(csv.lines().count(), 60);
    let (again, said) = run("export", &to);
    assert!(!again && said.contains("it is there already"), "{said}");

    let part = folder.path().join("part.ndjson");
    let part = [
        "--out",
        part.to_str().unwrap(),
        "--what",
        "entries",
        "--format",
        "ndjson",
    ];
    let (backwards, said) = run(
        "export",
        &[&part[..], &["--from", "2026-12-01", "--to", "2026-11-01"]].concat(),
    );
    assert!(
        !backwards && said.contains("does not end after it begins"),
        "{said}"
    );
    let (nowhere, said) = run("export", &[&part[..], &["--after", "x"]].concat());
    assert!(!nowhere && said.contains("it names no row"), "{said}");
    let rest = [
        &part[..],
        &["--site", "main", "--from", "2026-09-01", "--after", "58"],
    ]
    .concat();
    assert_eq!(run("export", &rest), (true, "2 rows\n".to_owned()));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(part[1]).unwrap().permissions().mode();
        assert_eq!(
            mode & 0o077,
            0,
            "what callers said is for whoever asked alone"
        );
    }
    let made: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(made.len(), 2, "and nothing beside the two: {made:?}");

    let (made, said) = run(
        "export-token",
        &[
            "--site",
            "main",
            "--name",
            "by hand",
            "--only",
            "calls,moves",
        ],
    );
    assert!(made, "{said}");
    let token = said.lines().next().unwrap();
    let rows = text(&get(&world, "moves", token).await);
    assert_eq!(rows.lines().count(), 1);
    let (wrong, said) = run("export-token", &["--name", "x", "--only", "persons"]);
    assert!(!wrong && said.contains("nothing of this name"), "{said}");
    let (listed, said) = run("exports", &[]);
    assert!(
        listed && said.contains("token \"by hand\": calls, moves of site main"),
        "{said}"
    );
    assert!(
        said.contains("moves.ndjson of site main, 1 rows, by token \"by hand\""),
        "{said}"
    );
    assert!(
        said.contains("calls.csv of site main, 59 rows, to"),
        "{said}"
    );
    assert!(
        said.contains("entries.ndjson of site main from 2026-09-01 after 58, 2 rows, to"),
        "{said}"
    );
    assert!(run("revoke-export", &["by hand"]).0);
    assert!(!run("revoke-export", &["nobody"]).0);
}

/// A report of a month fetches that month, by the days that its rows say, and no row is lost at its ends.
#[tokio::test]
async fn a_period_has_its_days_and_no_others() {
    let world = World::new().await;
    let mut desk = world.desk(1).await;
    for (made, day) in [
        (1, "2026-10-31"),
        (2, "2026-11-01"),
        (3, "2026-11-30"),
        (4, "2026-12-01"),
    ] {
        let call = Call {
            local_day: day.into(),
            ..complaint()
        };
        let link = saying(&mut desk, made, subject(made), call.logged(), None);
        desk.send(&[link]).await;
    }
    let opened = saying(&mut desk, 5, subject(5), matter(subject(4)).opened(), None);
    desk.send(&[opened]).await;
    fold(&world).await;
    let token = token(&world, None, "statistics", &What::ALL).await;
    let rows = async |path: &str| text(&get(&world, path, &token).await).lines().count();
    for (path, count) in [
        ("calls?from=2026-11-01&to=2026-12-01", 2),
        ("calls?to=2026-11-01", 1),
        ("calls?from=2026-11-30", 2),
        ("calls?from=2026-12-02", 0),
        ("issues?from=2026-11-01&to=2026-11-02", 2),
        // Opened at 08:00 in Muscat on 2026-11-22.
        ("cases?from=2026-11-22&to=2026-11-23", 1),
        ("cases?to=2026-11-22", 0),
        ("moves?from=2026-11-23", 0),
        ("moves?from=2026-11-22", 1),
        ("calls?format=csv&from=2026-11-01&to=2026-12-01", 3),
    ] {
        assert_eq!(rows(path).await, count, "{path}");
    }
    for (path, refused) in [
        (
            "calls?from=2026-12-01&to=2026-11-01",
            ProblemType::BadPeriod,
        ),
        (
            "entries?from=2026-12-01&to=2026-12-01",
            ProblemType::BadPeriod,
        ),
        ("calls?from=2026-13-01", ProblemType::Malformed),
        ("calls?to=yesterday", ProblemType::Malformed),
        ("calls?after=7", ProblemType::Malformed),
        ("entries?after=-1", ProblemType::Malformed),
    ] {
        assert_eq!(problem(&get(&world, path, &token).await), refused, "{path}");
    }
    let exports = world.storage().await.exports(50).await.unwrap();
    let scopes: Vec<_> = exports.iter().map(|export| export.scope.as_str()).collect();
    assert!(
        scopes.contains(&"from 2026-11-01 to 2026-12-01"),
        "the record says which part: {scopes:?}"
    );
    assert_eq!(exports.len(), 10, "who was refused exported nothing");
}

/// However little of it a period leaves, each page is a short look, and all of the period comes.
#[tokio::test]
async fn a_period_is_found_among_many_other_days() {
    let world = filled().await;
    let mut desk = world.desk_at(3, Some("main")).await;
    let late = Call {
        local_day: "2026-11-23".into(),
        ..complaint()
    };
    let link = saying(&mut desk, 1, subject(250), late.logged(), None);
    desk.send(&[link]).await;
    fold(&world).await;
    let storage = world.storage().await;
    let site = desk.enrolled().site.id;
    let day = "2026-11-23".parse().ok();
    let export = NewExport {
        period: Period::new(day, None).unwrap(),
        ..of(site, What::Calls, Format::Ndjson)
    };
    let pages = pages(storage.as_ref(), &export, 1).await;
    assert!(pages.len() > 7, "looked at in pages: {}", pages.len());
    let rows = pages.concat();
    assert_eq!(rows.lines().count(), 1);
    assert!(rows.contains(&subject(250).to_string()));
}

/// What broke off is gone on with behind the last row that came, whatever it is of.
#[tokio::test]
async fn an_export_goes_on_where_it_broke_off() {
    let world = filled().await;
    let storage = world.storage().await;
    let sites = storage.sites().await.unwrap();
    let site = sites
        .iter()
        .find(|of| of.site.name == "main")
        .unwrap()
        .site
        .id;
    for what in What::ALL {
        let whole = pages(storage.as_ref(), &of(site, what, Format::Ndjson), 500).await;
        let whole = whole.concat();
        let rows: Vec<&str> = whole.lines().collect();
        for had in [0, rows.len() / 2, rows.len() - 1] {
            let last: Value = serde_json::from_str(rows[had]).unwrap();
            let member = |name: &str| match &last[name] {
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            let after = match what {
                What::Calls | What::Cases => member("id"),
                What::Issues => format!("{}.{}", member("call"), member("id")),
                What::Moves => format!("{}.{}", member("case"), member("place")),
                What::Entries => member("number"),
            };
            let export = NewExport {
                after: Some(After::read(what, &after).unwrap()),
                ..of(site, what, Format::Ndjson)
            };
            let rest = pages(storage.as_ref(), &export, 7).await.concat();
            let rest: Vec<&str> = rest.lines().collect();
            assert_eq!(rest, rows[had + 1..], "{what:?} after {after}");
        }
    }
}
