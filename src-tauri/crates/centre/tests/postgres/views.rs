//! The ministry's reporting reads by a plain SQL client, as a role that may read the views and nothing else.

use std::process::{Command, Output};

use crate::cluster::{Cluster, programs};
use crate::ground::Ground;
use crate::report::{complaint, fold, saying, subject};
use crate::world::World;

/// As the README gives it to whoever runs the database.
const GRANT: &str = "GRANT SELECT ON report_v1_sites, report_v1_calls, report_v1_issues, report_v1_cases, \
    report_v1_moves TO nida_report";
const READER: &str = "nida_report";

fn psql(ground: &Ground, sql: &str) -> Output {
    let address = Cluster::shared().address(READER, &ground.database);
    let mut psql = Command::new(programs().join("psql"));
    psql.args([
        "--no-psqlrc",
        "--tuples-only",
        "--no-align",
        "--command",
        sql,
    ]);
    psql.arg(address).output().unwrap()
}

fn said(output: &Output) -> String {
    let (out, error) = (&output.stdout, &output.stderr);
    [out.as_slice(), error.as_slice()]
        .map(String::from_utf8_lossy)
        .concat()
}

#[tokio::test]
async fn a_reader_reads_the_views_and_nothing_else() {
    let world = World::new().await;
    let mut desk = world.desk(1).await;
    let logged = saying(&mut desk, 1, subject(1), complaint().logged(), None);
    desk.send(&[logged]).await;
    fold(&world).await;
    let session = world.ground.session().await;
    let made = "DO $$ BEGIN CREATE ROLE nida_report LOGIN;
                EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$";
    session.batch_execute(made).await.unwrap();
    session.batch_execute(GRANT).await.unwrap();
    let readme = include_str!("../../../../../README.md");
    let told: Vec<&str> = readme.split_whitespace().collect();
    assert!(told.join(" ").contains(GRANT), "the README says the same");

    let ground = &world.ground;
    let calls = psql(
        ground,
        "SELECT type, governorate, local_day, to_char(started_at AT TIME ZONE 'Asia/Muscat', 'HH24:MI'),
             extract(epoch FROM ended_at - started_at)::int FROM report_v1_calls",
    );
    assert_eq!(said(&calls), "complaint|OM-MA|2026-11-22|08:00|180\n");
    let joined = psql(
        ground,
        "SELECT site.name, issue.sub_category, count(*) FROM report_v1_issues AS issue
         JOIN report_v1_sites AS site ON site.id = issue.site WHERE issue.counts GROUP BY 1, 2",
    );
    assert_eq!(said(&joined), "main|med_shortage|1\n");

    let views = "report_v1_";
    let all = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace
        AND relkind IN ('r', 'v', 'p', 'm') ORDER BY relname";
    let all = session.query(all, &[]).await.unwrap();
    assert!(all.len() > 15, "tables and views");
    for row in all {
        let name: String = row.get(0);
        let read = psql(ground, &format!("SELECT * FROM \"{name}\" LIMIT 1"));
        assert_eq!(
            read.status.success(),
            name.starts_with(views),
            "{name}: {}",
            said(&read)
        );
    }
    for change in [
        "DELETE FROM report_v1_moves",
        "UPDATE report_v1_cases SET status = 'closed'",
        "CREATE TABLE more (x int)",
    ] {
        let changed = psql(ground, change);
        assert!(said(&changed).contains("permission denied"), "{change}");
    }
}
