//! Packs: what the centre's people publish is given to every machine of the site, signed, and nothing else is.

use centre::{KeptPack, MAX_LEAP, NotKept, PackNumber, PublishError, Published, publish_pack};
use domain::wire::{BadPack, Pack, PackKind, PackVersion, ProblemType, Site, WantedPack};

use crate::ground::Ground;
use crate::process::{printed, run};
use crate::world::{Desk, World, problem, read};

const FIRST_AID: &[u8] = include_bytes!("../../../../../assets/cards/first_aid.json");
const HEART: &[u8] = include_bytes!("../../../../../assets/cards/heart.json");

async fn site(world: &World, name: &str) -> Site {
    let sites = world.storage().await.sites().await.unwrap();
    let mut sites = sites.into_iter().map(|of| of.site);
    sites.find(|site| site.name == name).unwrap()
}

async fn publish(
    world: &World,
    name: &str,
    content: &[u8],
    version: Option<u64>,
) -> Result<Published, PublishError> {
    let number = version.map_or(PackNumber::Next, PackNumber::Given);
    publish_as(world, name, content, number).await
}

async fn publish_as(
    world: &World,
    name: &str,
    content: &[u8],
    number: PackNumber,
) -> Result<Published, PublishError> {
    let (storage, site) = (world.storage().await, site(world, name).await);
    let content = content.to_vec();
    publish_pack(
        storage.as_ref(),
        &site,
        PackKind::Cards,
        content,
        number,
        world.now(),
    )
    .await
}

fn wanted(desk: &Desk) -> WantedPack {
    let enrolled = desk.enrolled();
    WantedPack {
        centre: enrolled.centre,
        site: enrolled.site.id,
        key: enrolled.keys.unwrap().sign,
        kind: PackKind::Cards,
        newer_than: 0,
    }
}

async fn told(desk: &Desk) -> Vec<PackVersion> {
    let hello = desk.hello(None, &[]).await;
    hello.machine.unwrap().packs.unwrap()
}

/// The way of an answer card: published once, named in every greeting, given whole, believed by its signature.
#[tokio::test]
async fn what_is_published_is_given_to_the_sites_machines() {
    let world = World::new().await;
    let desk = world.desk(1).await;
    assert_eq!(told(&desk).await, []);
    let missing = desk.get("/v1/packs/cards").await;
    assert_eq!(problem(&missing), ProblemType::NotFound);

    let published = publish(&world, "main", FIRST_AID, None).await.unwrap();
    assert_eq!((published.version, published.rows), (1, 4));
    let named = PackVersion {
        kind: "cards".into(),
        version: 1,
    };
    assert_eq!(told(&desk).await, [named]);
    let answered = desk.get("/v1/packs/cards").await;
    assert_eq!(answered.header("etag"), "\"1\"");
    let pack: Pack = read(&answered);
    assert_eq!(
        pack.check(&wanted(&desk)),
        Ok(()),
        "signed by the centre's key"
    );
    assert_eq!(pack.content.0, FIRST_AID, "byte for byte");

    let published = publish(&world, "main", HEART, Some(7)).await.unwrap();
    assert_eq!(published.version, 7, "a number may be given");
    assert!(
        published.retired.contains("burns"),
        "and what is gone is told"
    );
    assert_eq!(told(&desk).await[0].version, 7);
    let pack: Pack = read(&desk.get("/v1/packs/cards").await);
    assert_eq!((pack.version, pack.check(&wanted(&desk))), (7, Ok(())));
}

#[tokio::test]
async fn who_has_the_newest_is_not_sent_it_again() {
    let world = World::new().await;
    let desk = world.desk(1).await;
    publish(&world, "main", FIRST_AID, None).await.unwrap();
    let ask = |tag: &str| {
        let asking = desk.with_token(world.http.get(desk.url("/v1/packs/cards")));
        asking.header("if-none-match", tag).send()
    };
    let same = ask("\"1\"").await.unwrap();
    assert_eq!((same.status.as_u16(), same.body.len()), (304, 0));
    let other = ask("\"0\"").await.unwrap();
    assert_eq!(other.status.as_u16(), 200);
}

/// The walls between sites hold for packs as for entries, and nobody without a token sees one.
#[tokio::test]
async fn a_pack_is_its_sites_alone() {
    let world = World::new().await;
    let desk = world.desk(1).await;
    let other = world.desk_at(2, Some("صلالة")).await;
    publish(&world, "main", FIRST_AID, None).await.unwrap();
    assert_eq!(told(&other).await, []);
    let missing = other.get("/v1/packs/cards").await;
    assert_eq!(problem(&missing), ProblemType::NotFound);
    publish(&world, "صلالة", HEART, None).await.unwrap();
    let pack: Pack = read(&other.get("/v1/packs/cards").await);
    assert_eq!(pack.check(&wanted(&other)), Ok(()));
    assert_eq!(pack.check(&wanted(&desk)), Err(BadPack::OtherSite));

    let stranger = Desk::new(&world, 9);
    let refused = stranger.get("/v1/packs/cards").await;
    assert_eq!(problem(&refused), ProblemType::Unauthenticated);
    for path in [
        "/v1/packs/users",
        "/v1/packs/%ff",
        "/v1/packs/cards%2f..",
        "/v1/packs/",
    ] {
        let refused = desk.get(path).await;
        assert_eq!(problem(&refused), ProblemType::NotFound, "{path}");
    }
}

/// A number that comes again, or an older one, would be passed over by machines that have the newer.
#[tokio::test]
async fn versions_only_grow() {
    let world = World::new().await;
    let desk = world.desk(1).await;
    publish(&world, "main", FIRST_AID, Some(5)).await.unwrap();
    for version in [1, 4, 5] {
        let refused = publish(&world, "main", FIRST_AID, Some(version)).await;
        let not_newer = NotKept::NotNewer { newest: 5 };
        let newest = matches!(&refused, Err(PublishError::NotKept(not)) if *not == not_newer);
        assert!(newest, "{version}: {refused:?}");
    }
    for version in [0, 1 << 53] {
        let refused = publish(&world, "main", FIRST_AID, Some(version)).await;
        assert!(
            matches!(refused, Err(PublishError::BadVersion)),
            "{refused:?}"
        );
    }
    assert_eq!(told(&desk).await[0].version, 5);
    let next = publish(&world, "main", FIRST_AID, None).await.unwrap();
    assert_eq!(next.version, 6);
}

/// A number with a digit too many would be the last but few that a site ever has: it is asked about first.
#[tokio::test]
async fn a_number_does_not_leap_unasked() {
    let world = World::new().await;
    let desk = world.desk(1).await;
    publish(&world, "main", FIRST_AID, Some(5)).await.unwrap();
    let far = 5 + MAX_LEAP + 1;
    let refused = publish(&world, "main", FIRST_AID, Some(far)).await;
    let words = refused.unwrap_err().to_string();
    assert!(words.contains("the next one is 6"), "{words}");
    assert_eq!(told(&desk).await[0].version, 5);
    let near = publish(&world, "main", FIRST_AID, Some(far - 1)).await;
    assert_eq!(near.unwrap().version, far - 1);
    let forced = PackNumber::Forced(1 << 40);
    let meant = publish_as(&world, "main", FIRST_AID, forced).await;
    assert_eq!(meant.unwrap().version, 1 << 40);
}

/// What a card says under a version is held against the packs before: one that came meanwhile is among them, or the
/// new one is not published.
#[tokio::test]
async fn who_publishes_at_the_same_moment_is_held_against_the_other() {
    let world = World::new().await;
    let desk = world.desk(1).await;
    publish(&world, "main", FIRST_AID, None).await.unwrap();
    let storage = world.storage().await;
    let late = KeptPack {
        site: site(&world, "main").await.id,
        kind: PackKind::Cards,
        version: 2,
        published_at: world.now(),
        content: HEART.to_vec(),
        signature: [0; 64],
    };
    // Looked at while nothing was published.
    let refused = storage.publish_pack(late, 0).await.unwrap();
    assert_eq!(refused, Err(NotKept::Overtaken { newest: 1 }));
    let once = || publish(&world, "main", FIRST_AID, None);
    let all = tokio::join!(once(), once(), once(), once());
    let all = [all.0, all.1, all.2, all.3];
    let mut kept = 0;
    for one in all {
        match one {
            Ok(_) => kept += 1,
            Err(PublishError::NotKept(_)) => {}
            Err(error) => panic!("{error}"),
        }
    }
    assert!(kept >= 1, "somebody is through");
    assert_eq!(told(&desk).await[0].version, 1 + kept, "each once");
}

/// A whole site asks in the same minute: a pack is read and built once, and goes out packed to whoever takes that.
#[tokio::test]
async fn a_pack_is_built_once_for_all_who_ask() {
    let world = World::new().await;
    let desk = world.desk(1).await;
    publish(&world, "main", FIRST_AID, None).await.unwrap();
    let ask = |encodings: &str| {
        let asking = desk.with_token(world.http.get(desk.url("/v1/packs/cards")));
        asking.header("accept-encoding", encodings).send()
    };
    let plain = ask("identity").await.unwrap();
    let pack: Pack = read(&plain);
    assert_eq!(pack.check(&wanted(&desk)), Ok(()));
    let changed = world.ground.change("UPDATE pack SET content = signature");
    assert_eq!(changed.await, 1);
    let packed = ask("br, gzip;q=0.5").await.unwrap();
    assert_eq!(packed.header("content-encoding"), "gzip");
    assert!(packed.body.len() < plain.body.len() * 3 / 4);
    let mut unpacked = Vec::new();
    let mut reader = flate2::read::GzDecoder::new(packed.body.as_slice());
    std::io::Read::read_to_end(&mut reader, &mut unpacked).unwrap();
    assert_eq!(unpacked, plain.body, "the same, and not read again");
    for encodings in ["gzip;q=0", "*;q=0", ""] {
        let told = ask(encodings).await.unwrap();
        assert_eq!(told.body, plain.body, "{encodings:?}");
    }
    publish(&world, "main", HEART, None).await.unwrap();
    let pack: Pack = read(&ask("identity").await.unwrap());
    assert_eq!((pack.version, pack.content.0.as_slice()), (2, HEART));
}

/// What was told under a version is what callers heard; a text is corrected by another version beside it.
#[tokio::test]
async fn a_published_version_never_says_something_else() {
    let world = World::new().await;
    world.desk(1).await;
    let text = std::str::from_utf8(FIRST_AID).unwrap();
    let own = text.replace("\"burns\"", "\"own_burns\"");
    publish(&world, "main", own.as_bytes(), None).await.unwrap();
    let cards = domain::card::Cards::read(own.as_bytes()).unwrap();
    let answer = &cards.get("own_burns", 1).unwrap().en.answer[0];
    let retold = own.replacen(answer, "Something else.", 1);
    let refused = publish(&world, "main", retold.as_bytes(), None).await;
    let words = refused.unwrap_err().to_string();
    assert!(
        words.starts_with("card \"own_burns\", version 1: it says something else"),
        "{words}"
    );
    publish(&world, "main", HEART, None).await.unwrap();
    let refused = publish(&world, "main", retold.as_bytes(), None).await;
    assert!(
        matches!(refused, Err(PublishError::Retold { version: 1, .. })),
        "nor after it was left out: {refused:?}"
    );
    let sample = text.replacen(answer, "Something else.", 1);
    let refused = publish(&world, "main", sample.as_bytes(), None).await;
    assert!(
        matches!(refused, Err(PublishError::Sample { version: 1, .. })),
        "{refused:?}"
    );
}

/// A mistake is told to whoever can put it right, by card and field, and nothing is signed.
#[tokio::test]
async fn the_command_publishes_and_tells_each_fault() {
    let ground = Ground::new().await;
    printed(&run(&ground, &["enrol", "--site", "مسقط"]));
    let folder = tempfile::TempDir::new().unwrap();
    let file = folder.path().join("cards.json");
    let text = std::str::from_utf8(FIRST_AID).unwrap();
    let publish = |text: &str, more: &[&str]| {
        std::fs::write(&file, text).unwrap();
        let mut arguments = vec!["pack", "publish"];
        arguments.extend([file.to_str().unwrap(), "--kind", "cards", "--site", "مسقط"]);
        arguments.extend(more);
        crate::process::run_whole(&ground, &arguments)
    };
    let refused = |text: &str, expected: &str| {
        let output = publish(text, &[]);
        assert!(!output.status.success());
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains(expected), "{expected}: {said}");
    };
    refused("{}", "line 1: this is not the JSON that is expected here");
    refused(
        &text.replacen("\"version\": 1", "\"version\": 0", 1),
        "card \"burns\", field \"version\": a number from 1",
    );
    refused(
        &text.replacen("\"burns\"", "\"Burns\"", 1),
        "card \"Burns\", field \"code\": small Latin letters",
    );
    refused(
        &text.replacen("\"state\": \"approved\"", "\"state\": \"told\"", 1),
        "card \"burns\", field \"state\": draft, review",
    );
    refused(
        &text.replacen("\"sample\"", "\"simple\"", 1),
        "each card with every field and no other",
    );
    refused(
        &" ".repeat(domain::wire::MAX_PACK_BYTES + 1),
        "the content is longer than",
    );
    let list = crate::process::run_whole(&ground, &["pack", "list"]);
    assert_eq!(printed(&list), "", "nothing was published so far");

    let told = printed(&publish(text, &["--version", "3"]));
    assert_eq!(told, "cards version 3 for site مسقط: 4 rows\n");
    let again = publish(text, &["--version", "3"]);
    let said = String::from_utf8(again.stderr).unwrap();
    assert!(said.contains("version 3 is published already"), "{said}");
    let leaping = publish(text, &["--version", "30000"]);
    let said = String::from_utf8(leaping.stderr).unwrap();
    assert!(said.contains("say --force"), "{said}");
    let told = printed(&crate::process::run_whole(&ground, &["pack", "list"]));
    assert!(
        told.starts_with("cards version 3 of site مسقط, published "),
        "{told}"
    );
    let told = printed(&publish(text, &["--version", "30000", "--force"]));
    assert_eq!(told, "cards version 30000 for site مسقط: 4 rows\n");
}
