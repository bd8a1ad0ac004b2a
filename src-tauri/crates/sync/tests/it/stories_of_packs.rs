//! Stories of packs: what the centre publishes is at every machine with its next greeting, and whatever is wrong with
//! a pack is shown, and keeps nothing else from its way.

use std::time::Duration;

use domain::id::{CentreId, SiteId};
use domain::wire::{PackKind, PackVersion, ProblemType};
use sync::LinkState;
use sync::engine::{
    Event, FIRST_SPREAD, Failure, LONGEST_REFUSED_WAIT, LONGEST_WAIT, QUIET, WAKE_AFTER_ENTRY,
};

use crate::centre::problem;
use crate::desk::Call;
use crate::story_world::*;

/// The longest until a quiet machine has greeted again.
const NEXT_GREETING: Duration = Duration::from_secs(2 * QUIET.as_secs());

fn is_pack(call: &Call) -> bool {
    matches!(call, Call::Pack { .. })
}

/// The version in use, and the one that was refused, with its reason.
fn here(world: &World) -> (u64, Option<(u64, String)>) {
    let kept = world.desk.journal.kept();
    let refused = kept.refused.get(&PackKind::Cards).cloned();
    let pack = kept.packs.get(&PackKind::Cards);
    (
        pack.map_or(0, |pack| pack.version),
        refused.map(|(version, refusal)| (version, refusal.reason)),
    )
}

/// Lets time pass and counts how often a pack was asked for.
fn asked(world: &mut World, time: Duration) -> usize {
    let mut asked = 0;
    world.pass(time, |call| {
        asked += usize::from(is_pack(call));
        Line::Carries
    });
    asked
}

#[test]
fn what_is_published_is_here_within_minutes_and_asked_for_once() {
    let mut world = World::new();
    world.pass_well(FIRST_SPREAD);
    assert_eq!(here(&world), (0, None), "there is none yet");
    for version in 1..=3 {
        world.centre.publish(true);
        assert_eq!(asked(&mut world, NEXT_GREETING), 1);
        assert_eq!(here(&world), (version, None));
    }
    world.calls = world.desk.restart(5, world.now);
    assert_eq!(asked(&mut world, HOUR), 0, "nor after a restart");
}

/// A caller's words go before everything: the pack is asked for when nothing of the feed is missing any more.
#[test]
fn entries_go_before_packs() {
    let mut world = World::new();
    world.centre.publish(true);
    world.save(60);
    let mut order = vec![];
    world.pass(HOUR, |call| {
        order.push(match call {
            Call::Pack { .. } => "pack",
            Call::Feed { .. } => "feed",
            Call::Entries { .. } => "entries",
            _ => "hello",
        });
        Line::Carries
    });
    let at = |wanted: &str| order.iter().position(|call| *call == wanted).unwrap();
    assert_eq!(order[at("pack") - 1], "feed", "behind the feed: {order:?}");
    assert!(at("entries") < at("pack"));
    world.assert_all_in(0);
}

/// One that was changed on its way, or that its centre did not sign, is never used. It is asked for again, for the next
/// one may be whole, but ever more seldom: each try costs the line as much as the pack is long.
#[test]
fn a_pack_that_is_not_to_be_believed_is_never_used() {
    let mut world = World::new();
    world.centre.publish(true);
    world.pass_well(NEXT_GREETING);
    world.centre.publish(false);
    assert!(asked(&mut world, NEXT_GREETING) >= 1);
    let refused = (1, Some((2, "signature".into())));
    assert_eq!(here(&world), refused);
    assert_eq!(world.desk.state, LinkState::Connected, "the link is well");
    let tries = asked(&mut world, HOUR * 24);
    assert!((4..40).contains(&tries), "seldom: {tries} in a day");
    assert_eq!(here(&world), refused, "shown meanwhile");
    world.centre.publish(true);
    assert_eq!(asked(&mut world, NEXT_GREETING), 1, "a newer one at once");
    assert_eq!(here(&world), (3, None));
}

/// A centre that was restored names what it has: whoever waited for what it lost would wait for hours.
#[test]
fn what_a_restored_centre_still_has_is_asked_for_at_once() {
    let mut world = World::new();
    world.centre.publish(true);
    world.centre.back_up();
    world.centre.publish(false);
    let tries = asked(&mut world, HOUR * 24);
    assert!(tries >= 4, "it waits for long by now: {tries}");
    assert_eq!(here(&world), (0, Some((2, "signature".into()))));
    world.centre.restore();
    assert_eq!(asked(&mut world, NEXT_GREETING), 1);
    assert_eq!(here(&world).0, 1);
}

/// What the centre's people signed and this program cannot use stays so until either is another: whoever asked on
/// would load the line for nothing.
#[test]
fn a_signed_pack_that_cannot_be_used_is_asked_for_once() {
    let mut world = World::new();
    world.centre.publish_content(b"{}", true);
    assert_eq!(asked(&mut world, NEXT_GREETING), 1);
    let refused = (0, Some((1, "unreadable".into())));
    assert_eq!(here(&world), refused);
    assert_eq!(asked(&mut world, HOUR * 24), 0, "not again");
    world.calls = world.desk.restart(5, world.now);
    assert_eq!(asked(&mut world, HOUR), 0, "nor after a restart");
    world.centre.publish(true);
    assert_eq!(asked(&mut world, NEXT_GREETING), 1);
    assert_eq!(here(&world), (2, None));
}

/// Whatever a wrong or hostile centre, or a proxy with an old answer, gives under a name, the desk stays what it was,
/// goes on sending, and takes the right one as soon as that comes.
#[test]
fn what_is_not_for_this_machine_is_refused() {
    let check = |reason: &str, meddle: &dyn Fn(&mut World)| {
        let mut world = World::new();
        world.centre.publish(true);
        world.pass_well(NEXT_GREETING);
        let version = world.centre.publish(true);
        let right = world.centre.published().clone();
        meddle(&mut world);
        world.save(3);
        let tries = asked(&mut world, HOUR);
        assert!((2..30).contains(&tries), "{reason}: {tries} in an hour");
        assert_eq!(here(&world), (1, Some((version, reason.into()))));
        world.assert_all_in(0);
        *world.centre.published() = right;
        assert!(asked(&mut world, LONGEST_REFUSED_WAIT) >= 1, "{reason}");
        assert_eq!(here(&world), (version, None), "{reason}: it passed");
    };
    let there = |world: &mut World, change: &dyn Fn(&mut domain::wire::Pack)| {
        change(world.centre.published());
    };
    check("other_site", &|world| {
        there(world, &|pack| pack.site = SiteId::from_bytes([9; 16]));
    });
    check("other_centre", &|world| {
        there(world, &|pack| pack.centre = CentreId::from_bytes([9; 16]));
    });
    check("signature", &|world| {
        there(world, &|pack| pack.content.0[7] ^= 1);
    });
    check("signature", &|world| {
        there(world, &|pack| pack.published_at.0 += 1);
    });
    // Yesterday's pack under today's number: its signature is good, and it is older than what was named.
    check("not_newer", &|world| {
        world.centre.named = Some(vec![PackVersion {
            kind: "cards".into(),
            version: 2,
        }]);
        there(world, &|pack| pack.version = 1);
    });
}

/// The people of the centre make mistakes as well, and a machine may be older than what they publish.
#[test]
fn a_signed_pack_that_cannot_be_read_is_refused_with_its_place() {
    let mut world = World::new();
    world
        .centre
        .publish_content(b"{\"about\":\"\",\n\"rows\":7}", true);
    world.pass_well(NEXT_GREETING);
    let refused = world.desk.journal.kept().refused.clone();
    let (version, refusal) = &refused[&PackKind::Cards];
    assert_eq!((*version, refusal.reason.as_str()), (1, "unreadable"));
    assert_eq!(refusal.at, "2", "in the second line");
}

/// Each kind comes by itself: cards that are not to be believed keep no holiday from a desk.
#[test]
fn one_kind_waits_for_no_other() {
    let mut world = World::new();
    world.centre.publish(false);
    let lists = world.centre.publish_of(PackKind::Lists, true);
    world.pass_well(NEXT_GREETING);
    assert_eq!(here(&world), (0, Some((1, "signature".into()))));
    let of_lists = |world: &World| world.desk.journal.kept().packs[&PackKind::Lists].version;
    assert_eq!(of_lists(&world), lists);
    let cards = world.centre.publish(true);
    let lists = world.centre.publish_of(PackKind::Lists, true);
    assert_eq!(asked(&mut world, NEXT_GREETING), 2, "both are here at once");
    assert_eq!((here(&world), of_lists(&world)), ((cards, None), lists));
}

/// A line that breaks, a cut answer, a centre that is busy with packs: it is asked for again, and nothing of it is
/// used before.
#[test]
fn a_pack_that_did_not_come_is_asked_for_again() {
    for failure in [
        Failure::Network,
        Failure::Stall,
        // Half of a pack is no JSON.
        Failure::NotACentre,
        problem(ProblemType::Unavailable),
        problem(ProblemType::Internal),
        problem(ProblemType::NotFound),
        problem(ProblemType::UpgradeNeeded),
    ] {
        let mut world = World::new();
        world.centre.publish(true);
        world.save(8);
        let mut tries = 0;
        let mut cut = |call: &Call| {
            if is_pack(call) {
                tries += 1;
                return Line::Fails(failure);
            }
            Line::Carries
        };
        world.pass(HOUR * 6, &mut cut);
        // What is saved while packs fail goes out as soon as ever.
        world.save(2);
        world.pass(Duration::from_secs(10), &mut cut);
        let entries = world.centre.entries().len();
        assert_eq!(entries, 10, "{failure:?}: nothing waits for the pack");
        assert_eq!(here(&world), (0, None), "{failure:?}");
        assert!(tries > 6, "{failure:?}: tried on, {tries}");
        assert!(tries < 400, "{failure:?}: but not a flood, {tries}");
        world.pass_well(LONGEST_WAIT * 2);
        assert_eq!(here(&world), (1, None), "{failure:?}");
        world.assert_all_in(0);
    }
}

/// Four megabytes on a line that gives a byte a second are weeks. What a caller said is sent as ever meanwhile, the
/// others' entries come, and the pack is here when it is whole.
#[test]
fn a_pack_that_trickles_keeps_nothing_waiting() {
    let mut world = World::new();
    world.centre.publish(true);
    let mut line = |call: &Call| match call {
        Call::Pack { .. } => Line::Keeps,
        _ => Line::Carries,
    };
    world.pass(NEXT_GREETING, &mut line);
    for saved in 1..=9 {
        world.save(1);
        world.pass(WAKE_AFTER_ENTRY + Duration::from_secs(1), &mut line);
        assert_eq!(world.centre.entries().len(), saved, "sent as ever");
    }
    world.pass(HOUR, &mut line);
    world.assert_all_in(0);
    let [pack] = world.kept.as_slice() else {
        panic!("asked for once: {:?}", world.kept);
    };
    let came = world.desk.reach(&mut world.centre, pack.clone());
    world.tell(came);
    assert_eq!(here(&world), (1, None));
    world.centre.publish(true);
    assert_eq!(asked(&mut world, NEXT_GREETING), 1, "and so is the next");
    assert_eq!(here(&world), (2, None));
}

/// Whoever cannot wait asks for it: "sync now" is not kept waiting by a pack that failed.
#[test]
fn a_person_may_ask_for_it_at_once() {
    let mut world = World::new();
    world.centre.publish(true);
    world.pass(HOUR, |call| match call {
        Call::Pack { .. } => Line::Fails(problem(ProblemType::Internal)),
        _ => Line::Carries,
    });
    world.tell(Event::SyncNow);
    world.pass_well(Duration::from_secs(1));
    assert_eq!(here(&world), (1, None));
}

/// Kinds that this version does not know, and what is said twice, are passed over.
#[test]
fn what_it_does_not_know_it_does_not_ask_for() {
    let mut world = World::new();
    world.centre.publish(true);
    let name = |kind: &str| PackVersion {
        kind: kind.into(),
        version: 1,
    };
    world.centre.named = Some(vec![name("users"), name("cards"), name("cards"), name("")]);
    assert_eq!(asked(&mut world, HOUR), 1);
    assert_eq!(here(&world), (1, None));
}
