//! The feed: everything of the site, in order, and nothing over its walls.

use domain::entry::MAX_PERSONAL_BYTES;
use domain::wire::{FeedWord, LinksPage, MAX_FEED_BYTES, ProblemType};

use crate::world::{World, problem, read};

#[tokio::test]
async fn it_holds_all_entries_of_the_site_in_order() {
    let world = World::new().await;
    let (mut desk, mut other) = (world.desk(1).await, world.desk(2).await);
    let mut sent = Vec::new();
    for round in 0..6 {
        let who = if round % 2 == 0 {
            &mut desk
        } else {
            &mut other
        };
        let links = [who.call("one"), who.call("two")];
        who.send(&links).await;
        sent.extend(links);
    }
    for limit in [1, 5, 100] {
        let feed = desk.feed(limit, "").await;
        let ids: Vec<_> = feed.iter().map(|item| item.id).collect();
        assert_eq!(ids, sent.iter().map(|link| link.id).collect::<Vec<_>>());
        for (item, link) in feed.iter().zip(&sent) {
            assert_eq!(item.parts, link.parts, "byte for byte");
        }
    }
}

/// What a machine says it holds comes short; what it has lost, comes whole.
#[tokio::test]
async fn what_the_machine_holds_comes_short() {
    let world = World::new().await;
    let (mut desk, mut other) = (world.desk(1).await, world.desk(2).await);
    let links = [
        desk.call("one"),
        desk.call("two"),
        desk.call("lost by a restore"),
    ];
    desk.send(&links).await;
    let theirs = other.call("theirs");
    other.send(&[theirs]).await;
    let feed = desk.feed(10, &format!("{}.2", desk.epoch)).await;
    let words: Vec<_> = feed.iter().map(|item| item.what).collect();
    let (known, entry) = (FeedWord::Known, FeedWord::Entry);
    assert_eq!(words, [known, known, entry, entry]);
    let pretending = desk.feed(10, &format!("{}.9", other.epoch)).await;
    assert!(
        pretending.iter().all(|item| item.what == entry),
        "only its own entries are a machine's to hold"
    );
}

/// A page of long entries is closed before it grows beyond reason, and always holds one.
#[tokio::test]
async fn a_page_is_bounded_by_weight() {
    let world = World::new().await;
    let mut desk = world.desk(1).await;
    let note = "x".repeat(MAX_PERSONAL_BYTES - 100);
    for _ in 0..12 {
        let call = desk.call(&note);
        desk.send(&[call]).await;
    }
    let page: domain::wire::FeedPage = read(&desk.get("/v1/feed?after=0").await);
    let weight: usize = page.items.iter().map(domain::wire::FeedItem::weight).sum();
    assert!(
        weight <= MAX_FEED_BYTES && !page.items.is_empty(),
        "{weight}"
    );
    assert_eq!(
        desk.feed(500, "").await.len(),
        12,
        "and nothing is left out"
    );
}

#[tokio::test]
async fn sites_are_apart() {
    let world = World::new().await;
    let (mut here, mut there) = (
        world.desk_at(1, Some("A")).await,
        world.desk_at(2, Some("B")).await,
    );
    assert_ne!(here.enrolled().site.id, there.enrolled().site.id);
    let (one, two) = (here.call("one"), there.call("two"));
    here.send(&[one]).await;
    there.send(&[two]).await;
    let (here_feed, there_feed) = (here.feed(10, "").await, there.feed(10, "").await);
    assert_eq!(
        (here_feed.len(), there_feed.len()),
        (1, 1),
        "each has its own numbers"
    );
    assert_ne!(here_feed[0].id, there_feed[0].id);
    let links: LinksPage = read(&there.get(&format!("/v1/links?epoch={}", here.epoch)).await);
    assert!(
        links.links.is_empty(),
        "another's chain cannot be looked at"
    );

    // The same entry id at another site is another entry: nobody learns that it is there.
    let forged = there.link(
        here_feed[0].id,
        here_feed[0]
            .parts
            .clone()
            .unwrap()
            .read()
            .unwrap()
            .entry
            .unwrap(),
    );
    let outcome = there.send(&[forged]).await;
    assert_eq!(outcome, vec![domain::wire::Outcome::Stored { number: 2 }]);
}

#[tokio::test]
async fn links_tell_what_is_there() {
    let world = World::new().await;
    let mut desk = world.desk(1).await;
    let links: Vec<_> = (0..5).map(|_| desk.call("a call")).collect();
    desk.send(&links[..4]).await;
    let path = format!("/v1/links?epoch={}&from=2&to=9", desk.epoch);
    let page: LinksPage = read(&desk.get(&path).await);
    let there: Vec<_> = page
        .links
        .iter()
        .map(|link| (link.seq, link.hash, link.number))
        .collect();
    let expected: Vec<_> = links[1..4]
        .iter()
        .map(|link| (link.seq, link.hash, link.seq))
        .collect();
    assert_eq!(there, expected);
}

#[tokio::test]
async fn it_is_for_machines_only() {
    let world = World::new().await;
    let stranger = crate::world::Desk::new(&world, 1);
    for path in [
        "/v1/feed",
        "/v1/links?epoch=00000000-0000-0000-0000-000000000000",
    ] {
        assert_eq!(
            problem(&stranger.get(path).await),
            ProblemType::Unauthenticated
        );
    }
    let mut liar = world.desk(1).await;
    liar.enrolled.as_mut().unwrap().token.token = "A".repeat(43);
    assert_eq!(
        problem(&liar.get("/v1/feed").await),
        ProblemType::Unauthenticated
    );
}

#[tokio::test]
async fn a_bad_query_is_malformed() {
    let world = World::new().await;
    let desk = world.desk(1).await;
    for path in [
        "/v1/feed?after=-1",
        "/v1/feed?after=99999999999999999",
        "/v1/feed?limit=0",
        "/v1/feed?holds=x",
        "/v1/feed?holds=x.1",
        "/v1/links",
        "/v1/links?epoch='%20OR%201=1%20--",
        "/v1/hello?marks=1.2",
        "/v1/hello?counting=4000000000.00000000-0000-0000-0000-000000000000",
        "/v1/hello?counting=1",
    ] {
        assert_eq!(
            problem(&desk.get(path).await),
            ProblemType::Malformed,
            "{path}"
        );
    }
    let many = vec![format!("{}.1", desk.epoch); 65].join(",");
    let refused = desk.get(&format!("/v1/feed?holds={many}")).await;
    assert_eq!(problem(&refused), ProblemType::Malformed);
}
