//! A centre that has outgrown its folder moves into a database: everything arrives, checked, or nothing
//! does.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

use centre::{Clock as _, Storage as _};
use centre::{
    Config, MoveError, OpenError, PackNumber, Running, Sqlite, SystemClock, issue_code,
    move_centre, publish_pack, serve,
};
use domain::entry::Entry;
use domain::id::EntryId;
use domain::link::ChainPoint;
use domain::wire::{EnrolAnswer, FeedItem, Hello, Mark, Outcome, Pack, PackKind, SentParts};
use tempfile::TempDir;

use crate::ground::Ground;
use crate::line::Line;
use crate::world::{Desk, entry, read};

/// A centre in a folder, with desks that have lived through something.
struct Old {
    folder: TempDir,
    desks: Vec<Desk>,
}

impl Old {
    fn data(&self) -> &Path {
        self.folder.path()
    }

    /// Serves it for as long as the story wants something of it.
    async fn serve(&mut self) -> Running {
        let running = serve(Config::loopback(self.data().to_owned()))
            .await
            .unwrap();
        for desk in &mut self.desks {
            desk.base = format!("http://{}", running.address());
        }
        running
    }

    async fn enrol(&mut self, running: &Running, number: u8, site: Option<&str>) -> usize {
        let storage = Sqlite::open(self.data(), SystemClock.now()).unwrap();
        let issued = issue_code(&storage, site, SystemClock.now()).await.unwrap();
        let mut desk = Desk::by_line(Line, format!("http://{}", running.address()), number);
        let answer: EnrolAnswer = read(&desk.try_enrol(&issued.code).await);
        desk.believe(answer);
        self.desks.push(desk);
        self.desks.len() - 1
    }

    /// Two sites; calls, a held one, one that was held and came later, an erased one, a new epoch, a
    /// machine that was cut off, a second counting.
    async fn new(calls: usize) -> Self {
        let mut old = Self {
            folder: TempDir::new().unwrap(),
            desks: vec![],
        };
        let running = old.serve().await;
        for number in 1..=3 {
            old.enrol(&running, number, Some("مسقط")).await;
        }
        old.enrol(&running, 4, Some("صلالة")).await;
        for desk in &mut old.desks {
            let links: Vec<_> = (0..calls).map(|_| desk.call("متصلة سألت")).collect();
            desk.send(&links).await;
        }
        let desk = &mut old.desks[0];
        let mut erased = desk.call("to be erased");
        let content = erased.parts.take().unwrap().read().unwrap();
        let parts = Entry {
            personal: None,
            ..content.entry.unwrap()
        };
        erased.parts = Some(SentParts::new(parts, &content.digests));
        let held = desk.link_digests(
            EntryId::from_bytes([90; 16]),
            &crate::world::some_digests(1),
        );
        let whole = desk.call("kept back at first");
        let mut kept_back = whole.clone();
        let parts = kept_back.parts.take().unwrap();
        kept_back.digests = Some(parts.read().unwrap().digests.into());
        desk.send(&[erased, held, kept_back]).await;
        desk.send(&[whole]).await;
        let follows = vec![ChainPoint {
            seq: 2,
            ..desk.point()
        }];
        desk.new_epoch(60, follows);
        let odd = EntryId::from_bytes([91; 16]);
        let links = [
            desk.call("after a restore"),
            desk.link(odd, entry(odd, "\0")),
        ];
        desk.send(&links).await;
        let lost = old.desks[1].machine;
        let storage = Sqlite::open(old.data(), SystemClock.now()).unwrap();
        assert!(storage.revoke(lost, SystemClock.now()).await.unwrap());
        let desk = &mut old.desks[2];
        let mut later = desk.hello(None, &[]).await.epoch;
        later.ordinal += 1;
        assert_eq!(desk.hello(Some(later), &[]).await.epoch.ordinal, 3);
        let call = desk.call("of a later counting");
        desk.send(&[call]).await;
        running.shutdown().await;
        old
    }

    async fn move_to(&self, ground: &Ground) -> Result<u64, MoveError> {
        let mut told = Vec::new();
        let mut tell = |progress| told.push(progress);
        move_centre(self.data(), &ground.server(), SystemClock.now(), &mut tell).await
    }
}

/// What a machine sees of a centre.
async fn seen(desk: &Desk) -> (Vec<FeedItem>, Hello, Option<Pack>) {
    let feed = desk.feed(100, "").await;
    let mut hello = desk.hello(None, &[]).await;
    // They differ from one hello to the next.
    hello.challenge = domain::wire::Base64(vec![]);
    hello.time = domain::id::Millis(0);
    let pack = desk.get("/v1/packs/cards").await;
    let pack = (pack.status == 200).then(|| read(&pack));
    (feed, hello, pack)
}

async fn serve_from(ground: &Ground) -> Running {
    let mut config = Config::loopback(ground.storage());
    config.clock = Arc::new(SystemClock);
    serve(config).await.unwrap()
}

/// Machines notice nothing: their tokens hold, the feed is the same byte for byte, their chains go on, and
/// the numbers too.
#[tokio::test]
async fn machines_notice_nothing() {
    let mut old = Old::new(30).await;
    let running = old.serve().await;
    let storage = Sqlite::open(old.data(), SystemClock.now()).unwrap();
    let site = old.desks[0].enrolled().site.clone();
    let cards = include_bytes!("../../../../../assets/cards/heart.json").to_vec();
    let (kind, now) = (PackKind::Cards, SystemClock.now());
    let published = publish_pack(&storage, &site, kind, cards, PackNumber::Next, now);
    published.await.unwrap();
    drop(storage);
    let mut before = Vec::new();
    for at in [0, 2, 3] {
        before.push(seen(&old.desks[at]).await);
    }
    let has_pack: Vec<_> = before.iter().map(|(_, _, pack)| pack.is_some()).collect();
    assert_eq!(has_pack, [true, true, false], "packs are their site's");
    running.shutdown().await;
    let ground = Ground::new().await;
    let entries = old.move_to(&ground).await.unwrap();
    assert_eq!(entries, 4 * 30 + 3 + 2 + 1);

    let running = serve_from(&ground).await;
    for desk in &mut old.desks {
        desk.base = format!("http://{}", running.address());
    }
    for (at, before) in [0, 2, 3].into_iter().zip(before) {
        assert!(
            seen(&old.desks[at]).await == before,
            "desk {at} sees the same"
        );
    }
    assert_eq!(
        old.desks[1].get("/v1/feed").await.status,
        403,
        "who was cut off stays it"
    );
    for at in [0, 3] {
        let desk = &mut old.desks[at];
        let hello = desk.hello(None, &[]).await;
        let last = hello.machine.unwrap().last;
        let call = desk.call("goes on");
        let outcome = desk.send(&[call]).await;
        assert_eq!(outcome, vec![Outcome::Stored { number: last + 1 }]);
        let page: domain::wire::FeedPage = read(&desk.get(&format!("/v1/feed?after={last}")).await);
        let mark = Mark {
            number: last,
            hash: page.before.unwrap(),
        };
        let hello = desk.hello(Some(hello.epoch), &[mark]).await;
        assert_eq!(
            hello.machine.unwrap().restart_from,
            None,
            "nothing was lost"
        );
    }
}

/// A folder that has moved is not served by mistake, one that is served is not moved, and neither is what
/// is not there.
#[tokio::test]
async fn one_of_the_two_is_the_centre() {
    let mut old = Old::new(2).await;
    let ground = Ground::new().await;
    let running = old.serve().await;
    let refused = old.move_to(&ground).await;
    assert!(matches!(refused, Err(MoveError::InUse)), "{refused:?}");
    running.shutdown().await;
    old.move_to(&ground).await.unwrap();
    let opened = Sqlite::open(old.data(), SystemClock.now()).map(|_| ());
    assert!(matches!(opened, Err(OpenError::Moved)), "{opened:?}");
    old.move_to(&ground)
        .await
        .expect("the same again, for whoever did not hear the end of it");

    let nothing = TempDir::new().unwrap();
    let mut tell = |_| {};
    let server = ground.server();
    let refused = move_centre(nothing.path(), &server, SystemClock.now(), &mut tell).await;
    assert!(matches!(refused, Err(MoveError::NoCentre)), "{refused:?}");
    let left = std::fs::read_dir(nothing.path()).unwrap().count();
    assert_eq!(left, 0, "nothing was made there");
}

/// Two centres cannot become one: what is there already stays as it is.
#[tokio::test]
async fn what_is_not_empty_is_refused() {
    let old = Old::new(2).await;
    let ground = Ground::new().await;
    drop(serve_from(&ground).await);
    let id = "SELECT count(*) FROM centre";
    let refused = old.move_to(&ground).await;
    assert!(matches!(refused, Err(MoveError::NotEmpty)), "{refused:?}");
    assert_eq!(ground.count(id).await, 1);
    Sqlite::open(old.data(), SystemClock.now()).expect("the folder is what counts, as before");

    // And one that has gone on since it was moved.
    let (mut old, ground) = (old, Ground::new().await);
    old.move_to(&ground).await.unwrap();
    let running = serve_from(&ground).await;
    let desk = &mut old.desks[0];
    desk.base = format!("http://{}", running.address());
    let call = desk.call("goes on");
    desk.send(&[call]).await;
    let refused = old.move_to(&ground).await;
    assert!(matches!(refused, Err(MoveError::NotEmpty)), "{refused:?}");
}

/// What does not hold together in the folder, or arrives otherwise, is found before it counts.
#[tokio::test]
async fn what_does_not_hold_together_is_not_moved() {
    for (spoil, why) in [
        (
            "UPDATE entry SET facts = x'7b7d20' WHERE number = 5",
            "a part was changed by hand",
        ),
        ("DELETE FROM feed WHERE number = 6", "a place is missing"),
        (
            "UPDATE feed SET hash = zeroblob(32) WHERE number = 7",
            "a hash was changed",
        ),
        (
            "UPDATE link SET prev = zeroblob(32) WHERE seq = 3",
            "a link was changed",
        ),
        (
            "UPDATE site SET last_number = last_number + 1 WHERE last_number > 0",
            "a number was never given",
        ),
    ] {
        let old = Old::new(10).await;
        let file = old.data().join("centre.sqlite");
        let connection = rusqlite::Connection::open(file).unwrap();
        assert!(connection.execute(spoil, []).unwrap() > 0);
        drop(connection);
        let ground = Ground::new().await;
        let refused = old.move_to(&ground).await;
        assert!(
            matches!(refused, Err(MoveError::Differs(_))),
            "{why}: {refused:?}"
        );
        let left = ground.count("SELECT count(*) FROM centre").await;
        assert_eq!(left, 0, "{why}: nothing is left of it");
    }
}

/// A database with the tables of a centre and nothing in them, which does this when something is committed.
async fn at_commit(ground: &Ground, act: &str) {
    drop(serve_from(ground).await);
    let session = ground.session().await;
    let trap = format!(
        "TRUNCATE centre, counting, site CASCADE;
         CREATE FUNCTION trap() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {act}; RETURN NULL; END $$;
         CREATE CONSTRAINT TRIGGER trap AFTER INSERT ON centre DEFERRABLE INITIALLY DEFERRED
             FOR EACH ROW EXECUTE FUNCTION trap()"
    );
    session.batch_execute(&trap).await.unwrap();
}

fn opened(old: &Old) -> Result<(), OpenError> {
    Sqlite::open(old.data(), SystemClock.now()).map(|_| ())
}

/// The line breaks while the database commits: nobody knows where the centre is, so nobody serves it from the folder
/// until the same command has found out. Two centres of one name would each give the same numbers.
#[tokio::test]
async fn a_move_whose_end_nobody_heard_closes_the_folder() {
    let mut old = Old::new(2).await;
    let ground = Ground::new().await;
    at_commit(&ground, "PERFORM pg_terminate_backend(pg_backend_pid())").await;
    let unheard = old.move_to(&ground).await;
    assert!(matches!(unheard, Err(MoveError::Unheard(_))), "{unheard:?}");
    let refused = opened(&old);
    assert!(
        matches!(refused, Err(OpenError::MoveUnheard)),
        "{refused:?}"
    );
    let said = refused.unwrap_err().to_string();
    assert!(
        said.contains("centre move") && said.contains("centre.moving"),
        "it says what to do: {said}"
    );
    let session = ground.session().await;
    let free = "DROP TRIGGER trap ON centre";
    session.batch_execute(free).await.unwrap();
    let entries = old.move_to(&ground).await.unwrap();
    assert_eq!(entries, 4 * 2 + 3 + 2 + 1, "the same command again");
    assert!(matches!(opened(&old), Err(OpenError::Moved)));
    assert!(!old.data().join("centre.moving").exists());

    // It was killed between the commit and the last mark, and the database was served all the same.
    let mark = |name: &str| old.data().join(name);
    std::fs::rename(mark("centre.moved"), mark("centre.moving")).unwrap();
    let running = serve_from(&ground).await;
    let desk = &mut old.desks[0];
    desk.base = format!("http://{}", running.address());
    let call = desk.call("goes on");
    desk.send(&[call]).await;
    assert!(matches!(opened(&old), Err(OpenError::MoveUnheard)));
    old.move_to(&ground).await.expect("it is there");
    assert!(matches!(opened(&old), Err(OpenError::Moved)));
    let call = old.desks[0].call("and further");
    let stored = old.desks[0].send(&[call]).await;
    assert!(matches!(stored[..], [Outcome::Stored { .. }]), "{stored:?}");
}

/// Where the database says no, the folder is what counts, as before.
#[tokio::test]
async fn a_move_that_the_database_refuses_leaves_the_folder() {
    let old = Old::new(2).await;
    let ground = Ground::new().await;
    at_commit(&ground, "RAISE EXCEPTION 'no'").await;
    let refused = old.move_to(&ground).await;
    assert!(matches!(refused, Err(MoveError::Storage(_))), "{refused:?}");
    opened(&old).expect("served as before");
}

/// `kill -9` at any moment: nothing is there, or all of it; and the same command brings it to its end.
#[tokio::test]
async fn a_move_that_is_killed_is_begun_again() {
    let mut old = Old::new(240).await;
    let running = old.serve().await;
    let before = seen(&old.desks[0]).await;
    running.shutdown().await;
    let ground = Ground::new().await;
    let command = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_centre"));
        command.arg("move").arg("--from").arg(old.data());
        command.args(["--to", &ground.address()]);
        command
    };
    let mut left = Vec::new();
    loop {
        let mut child = command()
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // After so many words about how far it is; the last ones come while it is being checked.
        let at = left.len() + 1;
        let words = BufReader::new(child.stderr.take().unwrap()).lines();
        if words.take(at).count() < at {
            assert!(child.wait().unwrap().success(), "it came to its end");
            break;
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let tables = "SELECT count(*) FROM pg_tables WHERE tablename = 'centre'";
        let there = if ground.count(tables).await > 0 {
            ground.count("SELECT count(*) FROM centre").await
        } else {
            0
        };
        let marked = old.data().join("centre.moved").exists();
        assert!(!marked || there == 1, "marked only once all of it is there");
        left.push(there);
    }
    assert!(left.len() > 10, "it was killed at {} places", left.len());
    // Behind the last word nothing but the end can have come.
    let before_last = left.len() - 1;
    assert_eq!(
        left[..before_last],
        vec![0; before_last],
        "nothing, or all of it"
    );
    let again = command().output().unwrap();
    assert!(again.status.success(), "and once more it is the same");

    let running = serve_from(&ground).await;
    old.desks[0].base = format!("http://{}", running.address());
    assert!(seen(&old.desks[0]).await == before, "all of it is there");
}
