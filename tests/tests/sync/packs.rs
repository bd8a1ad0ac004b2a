//! Answer cards on their way from the centre's people to the caller: published once, told at every desk, and never
//! anything that the centre has not signed for this site.

use app::dto::{CallForm, CardQuery, CardTold, LocaleCode, PackStatus, SaveAs};
use app::{AppError, Rule};
use domain::wire::{Base64, Pack};
use nida_tests::machine::{SUNDAY_TEN, id, query_form};
use serde_json::{Value, json};
use sync::{Journal as _, Status};

use crate::desk::Desk;
use crate::line::Mood;
use crate::world::{AT, Centre, Machine};

const GET: &str = "GET /v1/packs/cards";

/// A card that may be told all year, about first aid.
fn card(code: &str, version: u32, title: &str) -> Value {
    let text = |title: &str, answer: &str, word: &str| json!({"title": title, "red_flags": [], "ask_first": [], "answer": [answer], "words": [word]});
    let label = json!({"ar": "الوزارة", "en": "The ministry"});
    json!({
        "code": code, "version": version, "type": "health_ed", "sub_category": "first_aid", "audience": "public",
        "ar": text("لسعة قنديل البحر", "اشطفوا الموضع بماء البحر.", "قنديل"),
        "en": text(title, "Rinse it with sea water.", &code.replace('_', " ")),
        "source": label, "author": label, "approver": label, "approved_at": "2026-01-01", "valid_until": "2027-12-31",
        "replaces": (version > 1).then(|| version - 1), "state": "approved", "sample": false,
    })
}

fn cards(rows: &[Value]) -> String {
    json!({"about": "cards of a story", "rows": rows}).to_string()
}

fn status(desk: &Desk) -> PackStatus {
    let packs = desk.app.link_status().unwrap().packs;
    packs.into_iter().find(|pack| pack.kind == "cards").unwrap()
}

fn has_version(desk: &Desk, version: u64) {
    desk.wait("the pack is taken", |_| {
        (u64::try_from(status(desk).version) == Ok(version)).then_some(())
    });
}

fn found(desk: &Desk, words: &str) -> Vec<(String, u32)> {
    let query = CardQuery {
        words: words.into(),
        language: LocaleCode::En,
        type_code: String::new(),
        sub_category: String::new(),
    };
    let rows = desk.app.search_cards(&query).unwrap();
    rows.into_iter()
        .map(|row| (row.code, row.version))
        .collect()
}

/// A call at which these cards were read out.
fn telling(call: &str, told: &[(&str, u32)]) -> CallForm {
    let told = told.iter().map(|(code, version)| CardTold {
        code: (*code).into(),
        version: *version,
    });
    CallForm {
        cards: told.collect(),
        ..query_form(call.to_owned(), SUNDAY_TEN)
    }
}

/// The way of a card: published at noon, found and told at any desk a minute later without a restart, named on the
/// call everywhere, corrected, and retired without a trace being lost.
#[test]
fn what_is_published_is_told_at_every_desk() {
    let centre = Centre::start();
    let (muscat, sohar) = (Desk::at(&centre), Desk::at(&centre));
    assert_eq!(status(&muscat).version, 0);
    assert_eq!(
        found(&muscat, "burn")[0].0,
        "burns",
        "samples until there are others"
    );

    assert_eq!(
        centre.publish(None, &cards(&[card("jellyfish", 1, "Jellyfish sting")])),
        1
    );
    for desk in [&muscat, &sohar] {
        has_version(desk, 1);
        assert_eq!(found(desk, "jellyfish"), [("jellyfish".into(), 1)]);
        assert_eq!(
            found(desk, "burn"),
            [],
            "samples are not offered beside the ministry's own"
        );
    }
    let call = id(SUNDAY_TEN, [1; 10]);
    let form = telling(&call, &[("jellyfish", 1)]);
    muscat.app.log_call(&form, SaveAs::ByRule).unwrap();
    muscat.sent();
    let told = |desk: &Desk| {
        let told = desk.app.call(&call).unwrap().cards;
        let [told] = told.as_slice() else {
            panic!("one card: {told:?}");
        };
        assert_eq!((told.code.as_str(), told.version), ("jellyfish", 1));
        (told.title_en.clone(), told.may_be_told)
    };
    sohar.wait("the call has arrived", |app| app.call(&call).ok());
    assert_eq!(told(&sohar), ("Jellyfish sting".into(), true));

    let both = [
        card("jellyfish", 1, "Jellyfish sting"),
        card("jellyfish", 2, "Stung by a jellyfish"),
    ];
    centre.publish(None, &cards(&both));
    has_version(&sohar, 2);
    assert_eq!(found(&sohar, "jellyfish"), [("jellyfish".into(), 2)]);
    assert_eq!(
        told(&sohar),
        ("Jellyfish sting".into(), false),
        "what was heard stands there"
    );

    centre.publish(None, &cards(&[card("heat_stroke", 1, "Heat stroke")]));
    for desk in [&muscat, &sohar] {
        has_version(desk, 3);
        assert_eq!(found(desk, "jellyfish"), [], "retired: not offered");
        assert_eq!(
            told(desk),
            ("Jellyfish sting".into(), false),
            "and named where it was told"
        );
        assert!(!desk.app.card("jellyfish", Some(1)).unwrap().may_be_told);
        assert!(desk.app.card("jellyfish", None).is_err());
        let corrected = desk.app.call_form(&call).unwrap();
        assert_eq!(
            corrected.cards, form.cards,
            "a correction leaves it on the call"
        );
    }
    let unheard = telling(&id(SUNDAY_TEN, [2; 10]), &[("jellyfish", 7)]);
    let refused = muscat.app.log_call(&unheard, SaveAs::ByRule);
    assert!(
        matches!(
            refused,
            Err(AppError::Invalid {
                field: "cards",
                rule: Rule::UnknownCode,
                ..
            })
        ),
        "{refused:?}"
    );
}

/// A pack as the body of an answer.
fn answer(pack: &Pack) -> Vec<u8> {
    let body = serde_json::to_string(pack).unwrap();
    let length = body.len();
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n"
    );
    (head + &body).into_bytes()
}

/// Whoever sits on the line has real packs in hand: another site's, an old one, one of this site with a byte changed.
/// The desk says which version it did not take and why, goes on as before, and takes the next good one.
#[test]
fn what_was_not_signed_for_this_site_is_refused_and_shown() {
    let centre = Centre::start();
    let desk = Desk::at(&centre);
    let site = desk.app.link_status().unwrap().site;
    centre.publish(None, &cards(&[card("jellyfish", 1, "Jellyfish sting")]));
    has_version(&desk, 1);
    let old = centre.pack(&site);
    drop(centre.code_of("صلالة"));
    for _ in 0..9 {
        centre.publish(Some("صلالة"), &cards(&[card("elsewhere", 1, "Elsewhere")]));
    }
    let elsewhere = centre.pack("صلالة");
    let changed = |pack: &Pack| {
        let text = String::from_utf8(pack.content.0.clone()).unwrap();
        let content = Base64(text.replace("sea water", "hot water").into_bytes());
        let pack = pack.clone();
        Pack { content, ..pack }
    };
    let renumbered = Pack {
        version: 9,
        ..old.clone()
    };
    let refused = |reason: &str, pack: &dyn Fn() -> Pack| {
        desk.line.set(Mood::Refuses);
        let version = centre.publish(None, &cards(&[card("jellyfish", 1, "Jellyfish sting")]));
        desk.line.set(Mood::Replaces(GET, answer(&pack())));
        let status = desk.wait("it is refused", |_| {
            let status = status(&desk);
            let refused = status.refused.as_ref()?.version;
            (u64::try_from(refused) == Ok(version)).then_some(status)
        });
        assert_eq!(status.refused.unwrap().reason, reason);
        assert_eq!(status.version, 1, "the one before stays in use");
        assert_eq!(found(&desk, "jellyfish"), [("jellyfish".into(), 1)]);
        assert_eq!(
            desk.app.link_status().unwrap().problem,
            None,
            "the link is well"
        );
    };
    refused("other_site", &|| elsewhere.clone());
    refused("not_newer", &|| old.clone());
    refused("signature", &|| renumbered.clone());
    refused("signature", &|| changed(&centre.pack(&site)));

    desk.line.set(Mood::Carries);
    let version = centre.publish(None, &cards(&[card("heat_stroke", 1, "Heat stroke")]));
    has_version(&desk, version);
    assert_eq!(status(&desk).refused, None);
}

/// Half of a pack is nothing: what was there stays in use, and the whole one is asked for until it comes.
#[test]
fn a_pack_that_is_cut_is_asked_for_again() {
    let centre = Centre::start();
    let desk = Desk::at(&centre);
    centre.publish(None, &cards(&[card("jellyfish", 1, "Jellyfish sting")]));
    has_version(&desk, 1);
    for most in [0, 10, 300, 900] {
        desk.line.set(Mood::CutsAfter(GET, most));
        desk.line.forget_cuts();
        let version = centre.publish(None, &cards(&[card("heat_stroke", 1, "Heat stroke")]));
        desk.wait("it is cut", |_| (desk.line.cuts() > 0).then_some(()));
        let status = status(&desk);
        assert_eq!(status.refused, None, "{most}: a line is no reason");
        assert!(status.version < i64::try_from(version).unwrap(), "{most}");
        desk.line.set(Mood::Carries);
        has_version(&desk, version);
    }
}

/// A pack may take the line for hours. Calls are sent and colleagues' calls come meanwhile, as if there were none, and
/// it is in use once it is whole.
#[test]
fn a_pack_that_trickles_keeps_no_call_waiting() {
    let centre = Centre::start();
    let (desk, other) = (Desk::at(&centre), Desk::at(&centre));
    desk.sent();
    desk.line.set(Mood::Trickles(GET));
    // A quarter of an hour of this line.
    let many: Vec<_> = (0..100)
        .map(|of| card(&format!("card_{of}"), 1, "Jellyfish sting"))
        .collect();
    centre.publish(None, &cards(&many));
    desk.wait("it is on its way", |_| (desk.line.cuts() > 0).then_some(()));
    for saved in 1..=3 {
        let call = id(SUNDAY_TEN, [saved; 10]);
        let form = telling(&call, &[]);
        desk.app.log_call(&form, SaveAs::ByRule).unwrap();
        desk.sent();
        other.wait("a colleague has it", |app| app.call(&call).ok());
        let call = id(SUNDAY_TEN, [100 + saved; 10]);
        let form = telling(&call, &[]);
        other.app.log_call(&form, SaveAs::ByRule).unwrap();
        desk.wait("a colleague's is here", |app| app.call(&call).ok());
    }
    assert_eq!(status(&desk).version, 0, "it is on its way still");
    desk.line.set(Mood::Carries);
    has_version(&desk, 1);
    assert_eq!(found(&desk, "card 77"), [("card_77".into(), 1)]);
}

/// A later version of the program may ask more of a card than the one that took the pack. The desk's people learn why
/// they see samples, and not only the log.
#[test]
fn a_pack_that_this_program_cannot_read_any_more_is_told() {
    let centre = Centre::start();
    let mut machine = Machine::new();
    machine.syncer.enrol(&centre.url(), &centre.code()).unwrap();
    let enrolment = machine.store.enrolment().unwrap().unwrap();
    let pack = Pack {
        centre: enrolment.centre,
        site: enrolment.site,
        kind: "cards".into(),
        version: 1,
        published_at: AT,
        content: Base64(b"{}".to_vec()),
        signature: Base64(vec![0; 64]),
    };
    machine.store.take_pack(pack, AT).unwrap();
    machine.restart();
    let in_use = |version: u64, unreadable: bool| {
        move |status: &Status| {
            let mut packs = status.packs.iter();
            packs.any(|pack| (pack.version, pack.unreadable) == (version, unreadable))
        }
    };
    machine.wait("it is told", in_use(1, true));
    for _ in 0..2 {
        centre.publish(None, &cards(&[card("jellyfish", 1, "Jellyfish sting")]));
    }
    machine.syncer.sync_now();
    machine.wait("until a newer one is here", in_use(2, false));
}

/// The centre's backup of last night knows an older pack. A desk never goes back to it.
#[test]
fn a_restored_centre_brings_no_old_pack_back() {
    let mut centre = Centre::start();
    let desk = Desk::at(&centre);
    centre.publish(None, &cards(&[card("jellyfish", 1, "Jellyfish sting")]));
    has_version(&desk, 1);
    let backup = centre.back_up();
    centre.publish(None, &cards(&[card("heat_stroke", 1, "Heat stroke")]));
    has_version(&desk, 2);
    centre.restore(backup);
    desk.line.lead_to(centre.address());
    let call = id(SUNDAY_TEN, [1; 10]);
    desk.app
        .log_call(&telling(&call, &[]), SaveAs::ByRule)
        .unwrap();
    desk.sent();
    assert_eq!((status(&desk).version, status(&desk).refused), (2, None));
    assert_eq!(found(&desk, "jellyfish"), []);
    assert_eq!(found(&desk, "heat"), [("heat_stroke".into(), 1)]);
}
