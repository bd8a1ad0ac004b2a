//! The samples as a whole: the same again, valid, in order, in proportion, one at a time.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use domain::lists::{List, Lists};
use domain::local_day::{DAY_MS, LocalDay, OFFSET_MS};
use domain::phone::Phone;
use domain::role::Role;

use super::*;
use crate::cards::CardsInUse;
use crate::form;
use crate::shelf::OfPacks as _;

/// Sunday 2026-11-22, 16:00 in Muscat.
const END: Millis = Millis(1_795_348_800_000);

fn calls(seed: u64, count: u32) -> SampleCalls {
    SampleCalls::new(seed, count, END).unwrap()
}

fn hash(calls: SampleCalls) -> u64 {
    let mut hasher = DefaultHasher::new();
    for call in calls {
        serde_json::to_string(&call.form).unwrap().hash(&mut hasher);
        (call.agent, call.saved_at, call.comment).hash(&mut hasher);
        (call.save_as == SaveAs::OtherWay).hash(&mut hasher);
    }
    hasher.finish()
}

#[test]
fn the_same_seed_gives_the_same_calls_and_another_seed_others() {
    assert_eq!(hash(calls(7, 10_000)), hash(calls(7, 10_000)));
    assert_ne!(hash(calls(7, 10_000)), hash(calls(8, 10_000)));
}

#[test]
fn fewer_calls_are_the_last_ones_of_more() {
    let many: Vec<SampleCall> = calls(3, 2_000).collect();
    let few: Vec<SampleCall> = calls(3, 137).collect();
    assert_eq!(few.len(), 137);
    assert_eq!(few, many[many.len() - 137..]);
}

#[test]
fn as_many_come_as_were_asked_for_in_order_of_saving_up_to_the_end() {
    for count in [0, 1, 40, 1_000, 12_345] {
        let mut calls = calls(1, count);
        assert_eq!(calls.len() as u64, u64::from(count));
        let saved: Vec<i64> = calls.by_ref().map(|call| call.saved_at).collect();
        assert_eq!(saved.len() as u64, u64::from(count));
        assert!(
            saved.is_sorted_by(|one, next| one < next),
            "each later than the one before"
        );
        if let Some(last) = saved.last() {
            assert!(
                (END.0 - 3_600_000..=END.0).contains(last),
                "the last one near the end"
            );
        }
        assert!(calls.next().is_none());
    }
}

#[test]
fn a_million_calls_come_one_at_a_time() {
    // Not collected: only one day is ever planned, so that the first call is there at once.
    let mut calls = calls(1, 1_000_000);
    let first: Vec<SampleCall> = calls.by_ref().take(3).collect();
    assert_eq!(first.len(), 3);
    assert!(
        LocalDay::of(first[0].saved_at).year() >= 2006,
        "in the past that is promised"
    );
    assert_eq!(calls.len(), 999_997);
    assert!(calls.moments.len() < 400, "no more than a day is held");
    let raised = SampleCalls::new(1, 50_000_000, END).unwrap();
    assert!(
        raised.moments.len() < 20_000,
        "more calls than fit raise the rate of a day"
    );
}

#[test]
fn no_two_calls_have_one_id() {
    let mut ids = HashSet::new();
    for call in calls(5, 20_000) {
        assert!(call.form.id.parse::<domain::id::SubjectId>().is_ok());
        assert!(ids.insert(call.form.id), "an id was given twice");
    }
}

/// What the lists do not say by themselves: a place that hangs together, times that can be.
fn check_form(lists: &Lists, call: &SampleCall) {
    let form = &call.form;
    if !form.facility.is_empty() && !form.governorate.is_empty() {
        let facility = lists.get(List::Facilities, &form.facility).unwrap();
        assert_eq!(facility.group.as_ref(), Some(&form.governorate), "{form:?}");
    }
    if !form.wilayat.is_empty() {
        let wilayat = lists.get(List::Wilayats, &form.wilayat).unwrap();
        assert_eq!(wilayat.group.as_ref(), Some(&form.governorate), "{form:?}");
    }
    if lists.has_sub_categories(&form.type_code) {
        assert!(
            !form.sub_category.is_empty(),
            "a subject where there are some: {form:?}"
        );
    }
    assert!(
        form.ended_at
            .is_none_or(|ended| form.started_at <= ended && ended <= call.saved_at)
    );
    assert!(form.started_at <= call.saved_at);
    if form.anonymous {
        assert!(
            form.caller_name.is_empty(),
            "no name of somebody who would not say it"
        );
    }
}

#[test]
fn every_form_is_one_that_the_application_takes() {
    let lists = Lists::embedded().unwrap();
    let cards = CardsInUse::built_in().unwrap();
    for call in calls(11, 12_000) {
        if let Err(error) = form::parse(
            (Lists::embedded().unwrap(), &cards),
            &call.form,
            call.save_as,
            Millis(call.saved_at),
        ) {
            panic!("the application refuses {:?}: {error}", call.form);
        }
        check_form(lists, &call);
        let roles = people()[call.agent].roles;
        assert!(roles.contains(&Role::Agent) || roles.contains(&Role::Senior));
        let rule = lists.sub_category(&call.form.type_code, &call.form.sub_category);
        if rule.is_some_and(|row| row.urgent) {
            assert!(call.form.urgent, "urgent by its subject");
        }
    }
}

#[test]
fn every_note_reads_as_written() {
    for call in calls(12, 12_000) {
        let note = &call.form.note;
        assert!(
            !note.contains(['{', '}', '[', ']', '<', '>', '|']),
            "{note}"
        );
        assert!(!note.contains("  ") && note.trim() == note, "{note:?}");
        assert!(note.chars().count() <= 700, "{note}");
        assert!(
            !note.contains(" .") && !note.contains("()"),
            "an empty slot: {note}"
        );
    }
}

/// How many of a thousand calls are such ones.
fn per_mille(calls: &[SampleCall], is_it: impl Fn(&SampleCall) -> bool) -> usize {
    calls.iter().filter(|call| is_it(call)).count() * 1_000 / calls.len()
}

#[test]
fn the_mix_is_that_of_a_centre() {
    let all: Vec<SampleCall> = calls(2, 15_000).collect();
    let of_type = |code: &str| per_mille(&all, |call| call.form.type_code == code);
    let cards = CardsInUse::built_in().unwrap();
    let opens_case = |call: &SampleCall| {
        form::parse(
            (Lists::embedded().unwrap(), &cards),
            &call.form,
            call.save_as,
            Millis(call.saved_at),
        )
        .unwrap()
        .opens_case
    };
    let check = |what: &str, found: usize, expected: std::ops::RangeInclusive<usize>| {
        assert!(
            expected.contains(&found),
            "{what}: {found} of 1,000, not {expected:?}"
        );
    };
    check("health education", of_type("health_ed"), 390..=450);
    check("enquiries", of_type("inquiry"), 300..=360);
    check("non-service", of_type("non_service"), 70..=90);
    check("complaints", of_type("complaint"), 34..=48);
    check("cases", per_mille(&all, opens_case), 50..=70);
    check(
        "end not known",
        per_mille(&all, |call| call.form.ended_at.is_none()),
        100..=140,
    );
    check(
        "commented",
        per_mille(&all, |call| call.comment.is_some()),
        10..=35,
    );
    check(
        "noted in English",
        per_mille(&all, |call| {
            call.form.note.chars().any(|c| c.is_ascii_lowercase())
        }),
        35..=75,
    );
    check(
        "number that can be read",
        per_mille(&all, |call| Phone::read(&call.form.number).e164.is_some()),
        940..=995,
    );
    let mut talk_s: Vec<i64> = all
        .iter()
        .filter(|call| call.form.type_code == "health_ed")
        .filter_map(|call| Some((call.form.ended_at? - call.form.started_at) / 1_000))
        .collect();
    talk_s.sort_unstable();
    let median = talk_s[talk_s.len() / 2];
    assert!((150..=190).contains(&median), "median talk of {median} s");
    assert!(
        talk_s[talk_s.len() * 9 / 10] > median * 3 / 2,
        "a tail to the right"
    );
}

#[test]
fn calls_come_when_a_centre_works() {
    let all: Vec<SampleCall> = calls(4, 12_000).collect();
    let local_ms = |call: &SampleCall| call.form.started_at + OFFSET_MS;
    // 1970-01-01 was a Thursday; 0 is Sunday here.
    let weekday = |call: &SampleCall| (local_ms(call).div_euclid(DAY_MS) + 4).rem_euclid(7);
    let minute = |call: &SampleCall| local_ms(call).rem_euclid(DAY_MS) / 60_000;
    let working: Vec<SampleCall> = all
        .iter()
        .filter(|call| weekday(call) <= 4)
        .cloned()
        .collect();
    let days: HashSet<i64> = working
        .iter()
        .map(|call| local_ms(call).div_euclid(DAY_MS))
        .collect();
    let a_day = working.len() / days.len();
    assert!((170..=200).contains(&a_day), "{a_day} calls a working day");
    let by_day = per_mille(&working, |call| (450..1_290).contains(&minute(call)));
    assert!(
        (920..=960).contains(&by_day),
        "{by_day} of 1,000 between 07:30 and 21:30"
    );
    assert!(
        all.len() - working.len() < all.len() / 8,
        "few on Friday and Saturday"
    );
    let quiet = SampleCalls::at_rate(4, 2_000, END, 40).unwrap();
    let first = quiet.take(1).next().unwrap().saved_at;
    assert!(
        (END.0 - first) / DAY_MS > 50,
        "at 40 a day 2,000 calls take more than 50 days"
    );
}

#[test]
fn people_call_again_and_families_share_a_number() {
    let mut by_number: HashMap<String, Vec<String>> = HashMap::new();
    let mut total = 0;
    for call in calls(6, 12_000) {
        if let Some(e164) = Phone::read(&call.form.number).e164 {
            by_number
                .entry(e164)
                .or_default()
                .push(call.form.caller_name);
            total += 1;
        }
    }
    let again = total - by_number.len();
    assert!(
        (total / 4..total * 3 / 5).contains(&again),
        "{again} of {total} called again"
    );
    let shared = by_number.values().filter(|names| {
        let given: HashSet<&str> = names
            .iter()
            .filter_map(|name| name.split(' ').next())
            .collect();
        given.len() > 2
    });
    assert!(
        shared.count() > 100,
        "some numbers belong to several people"
    );
}

#[test]
fn proportions_name_codes_that_exist() {
    let lists = Lists::embedded().unwrap();
    for (code, _, _) in mix::TYPES {
        assert!(lists.call_type(code).is_some(), "{code}");
    }
    for (type_code, code, _) in mix::SUBJECTS {
        assert!(
            lists.sub_category(type_code, code).is_some(),
            "{type_code}/{code}"
        );
    }
    for (code, _) in mix::GOVERNORATES {
        assert!(lists.get(List::Governorates, code).is_some(), "{code}");
    }
    for (code, _) in mix::WILAYATS {
        assert!(lists.get(List::Wilayats, code).is_some(), "{code}");
    }
    for (code, _) in mix::OTHER_CHANNELS {
        assert!(lists.get(List::Channels, code).is_some(), "{code}");
    }
    for (_, code, _) in mix::OUTCOMES {
        assert!(lists.get(List::Outcomes, code).is_some(), "{code}");
    }
    assert!(!material::embedded().unwrap().referral_hospitals.is_empty());
}

#[test]
fn phrases_name_codes_that_exist_and_serve_every_subject() {
    let lists = Lists::embedded().unwrap();
    let phrases = material::embedded().unwrap().phrases;
    for tellings in [&phrases.arabic, &phrases.english] {
        for (type_code, subjects) in tellings {
            for (code, told) in subjects {
                let is_known = code.is_empty() || lists.sub_category(type_code, code).is_some();
                assert!(is_known, "{type_code}/{code}");
                for outcome in told.iter().filter_map(|telling| telling.outcome.as_ref()) {
                    assert!(lists.get(List::Outcomes, outcome).is_some(), "{outcome}");
                }
            }
        }
        for call_type in lists.types() {
            let fallback = tellings
                .get(&call_type.code)
                .and_then(|subjects| subjects.get(""));
            assert!(
                fallback.is_some_and(|told| !told.is_empty()),
                "{}",
                call_type.code
            );
        }
    }
    for outcome in phrases.ends.keys() {
        assert!(lists.get(List::Outcomes, outcome).is_some(), "{outcome}");
    }
    // The 25 subjects heard most have at least three ways to be told.
    let weight_of_type = |code: &str| mix::TYPES.iter().find(|row| row.0 == code).unwrap().1;
    let total = |code: &str| -> u64 {
        mix::SUBJECTS
            .iter()
            .filter(|row| row.0 == code)
            .map(|row| row.2)
            .sum()
    };
    let mut heard: Vec<(u64, &str, &str)> = mix::SUBJECTS
        .iter()
        .map(|(of, code, weight)| (weight_of_type(of) * weight * 1_000 / total(of), *of, *code))
        .collect();
    heard.sort_unstable_by(|one, other| other.cmp(one));
    for (_, type_code, code) in heard.into_iter().take(25) {
        let subjects = &phrases.arabic[type_code];
        let told = subjects
            .get(code)
            .or_else(|| subjects.get(""))
            .map_or(0, Vec::len);
        assert!(told >= 3, "{type_code}/{code} has {told}");
    }
}

#[test]
fn every_subject_is_heard_in_time() {
    let lists = Lists::embedded().unwrap();
    let heard: HashSet<(String, String)> = calls(9, 30_000)
        .map(|call| (call.form.type_code, call.form.sub_category))
        .collect();
    for row in lists.sub_categories() {
        assert!(
            heard.contains(&(row.type_code.clone(), row.code.clone())),
            "{}",
            row.code
        );
    }
}

#[test]
fn the_people_of_the_practice_store_fill_its_roles() {
    let logins: HashSet<&str> = people().iter().map(|person| person.login).collect();
    assert_eq!(logins.len(), people().len());
    for role in [
        Role::Agent,
        Role::Senior,
        Role::Supervisor,
        Role::Administrator,
        Role::Auditor,
    ] {
        assert!(
            people().iter().any(|person| person.roles.contains(&role)),
            "{role}"
        );
    }
    assert_eq!(PRACTICE_PIN.len(), 6);
    assert!(PRACTICE_PIN.bytes().all(|digit| digit.is_ascii_digit()));
}
