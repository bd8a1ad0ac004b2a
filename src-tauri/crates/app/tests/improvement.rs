//! What comes in more often than it did, the recommendation that follows, and what it did: from calls to figures and
//! back to calls. What a spike is stands in the tests of `domain`.

#[expect(dead_code, reason = "these stories use a part of the site")]
mod case_site;
mod common;

use app::dto::{
    CallForm, FigureCallsQuery, FiguresQuery, ImprovementAnswer, ImprovementOutcome,
    NewImprovement, SaveAs, Spikes,
};
use app::{AppError, Right, Rule};
use case_site::*;
use common::*;

const DAY: i64 = 24 * 60 * 60 * 1_000;

/// Somebody complains about one matter in one place, by this channel.
fn complain(machine: &Machine, n: u8, channel: &str) {
    complain_about(machine, n, "med_shortage", channel);
}

#[expect(clippy::unwrap_used, reason = "a test may stop at once")]
fn complain_about(machine: &Machine, n: u8, subject: &str, channel: &str) {
    let form = CallForm {
        channel: channel.into(),
        sub_category: subject.into(),
        governorate: "OM-MA".into(),
        started_at: machine.now() - 60_000,
        ended_at: Some(machine.now() - 10_000),
        ..complaint_form(n)
    };
    machine.app.log_call(&form, SaveAs::ByRule).unwrap();
}

fn recommendation(n: u8) -> NewImprovement {
    NewImprovement {
        id: new_id(n),
        type_code: "complaint".into(),
        sub_category: "med_shortage".into(),
        governorate: "OM-MA".into(),
        entity: "drug_safety".into(),
        text: " مخزون احتياطي من الدواء لأسبوعين في كل مجمع. ".into(),
    }
}

fn answer(n: u8, outcome: ImprovementOutcome, words: &str) -> ImprovementAnswer {
    ImprovementAnswer {
        id: new_id(n),
        outcome,
        answer: words.into(),
    }
}

fn told(spikes: &Spikes) -> Vec<(&str, &str, u32, u32, bool)> {
    let told = spikes.spikes.iter().map(|spike| {
        let place = spike.governorate.as_str();
        let (subject, contacts) = (spike.sub_category.as_str(), spike.contacts);
        (subject, place, contacts, spike.before, spike.recommended)
    });
    told.collect()
}

/// A site of nine weeks at which a medicine ran short this week: five complaints in Muscat, one of which by e-mail.
fn short_of_a_medicine() -> Machine {
    let machine = site();
    sit_down(&machine, "aisha");
    complain(&machine, 1, "phone_in");
    for week in 0..9 {
        machine.later(7 * DAY);
        complain_about(&machine, 100 + week, "appt_delay", "phone_in");
    }
    for n in 2..=5 {
        complain(&machine, n, "phone_in");
    }
    complain(&machine, 6, "walk_in");
    // Who was called back asked for nothing anew.
    complain(&machine, 7, "phone_out");
    machine
}

/// Told a week late it helps nobody, and told of a young site every subject would be one.
#[test]
fn what_comes_in_more_often_than_it_did_is_told_with_the_calls_behind_it() {
    let young = site();
    sit_down(&young, "aisha");
    for n in 1..=6 {
        complain(&young, n, "phone_in");
    }
    sit_down(&young, "muna");
    let spikes = young.app.spikes().unwrap();
    assert!(!spikes.known, "there is nothing to hold it against yet");
    assert!(spikes.spikes.is_empty());
    sit_down(&young, "aisha");
    young.later(63 * DAY);
    for n in 11..=16 {
        complain(&young, n, "phone_in");
    }
    sit_down(&young, "muna");
    let spikes = young.app.spikes().unwrap();
    assert!(
        !spikes.known && spikes.spikes.is_empty(),
        "one day of long ago is no past"
    );

    let machine = short_of_a_medicine();
    let refused = machine.app.spikes();
    assert!(
        matches!(refused, Err(AppError::NotAllowed(Right::FiguresAll))),
        "agents see their own figures"
    );
    sit_down(&machine, "muna");
    let spikes = machine.app.spikes().unwrap();
    assert!(spikes.known);
    assert_eq!(told(&spikes), [("med_shortage", "OM-MA", 5, 0, false)]);
    let behind = FigureCallsQuery {
        days: FiguresQuery {
            named: None,
            from: spikes.days.from,
            to: spikes.days.to,
        },
        group: "incoming".into(),
        type_code: Some("complaint".into()),
        sub_category: Some("med_shortage".into()),
        governorate: Some("OM-MA".into()),
        ..FigureCallsQuery::default()
    };
    let rows = machine.app.figure_calls(&behind).unwrap();
    assert_eq!(
        rows.total, 5,
        "the calls behind it are those that it counts"
    );
}

/// The numbers by which it was noticed must not be what somebody typed, and half a recommendation reaches nobody.
#[test]
fn a_recommendation_keeps_what_was_noticed_and_refuses_what_is_half() {
    let machine = short_of_a_medicine();
    let new = recommendation(20);
    let refused = machine.app.recommend(&new);
    assert!(matches!(
        refused,
        Err(AppError::NotAllowed(Right::ImprovementManage))
    ));
    sit_down(&machine, "muna");
    let wrong = |change: &dyn Fn(&mut NewImprovement)| {
        let mut new = recommendation(20);
        change(&mut new);
        refused_at(machine.app.recommend(&new))
    };
    assert_eq!(wrong(&|new| new.entity.clear()), ("entity", Rule::Required));
    assert_eq!(
        wrong(&|new| new.entity = "nobody".into()),
        ("entity", Rule::UnknownCode)
    );
    assert_eq!(
        wrong(&|new| new.text = " \n ".into()),
        ("text", Rule::Required)
    );
    assert_eq!(
        wrong(&|new| new.sub_category = "diabetes".into()),
        ("subCategory", Rule::UnknownCode)
    );
    assert_eq!(
        wrong(&|new| new.governorate = "OM-XX".into()),
        ("governorate", Rule::UnknownCode)
    );
    assert_eq!(
        machine.app.improvements(None).unwrap().total,
        0,
        "nothing half is kept"
    );

    machine.app.recommend(&new).unwrap();
    let page = machine.app.recommend(&new).unwrap();
    assert_eq!(page.total, 1, "pressed twice is one");
    let one = &page.rows[0];
    assert_eq!((one.contacts, one.before), (5, 0), "counted here");
    assert_eq!(one.text, "مخزون احتياطي من الدواء لأسبوعين في كل مجمع.");
    assert_eq!((one.by_en.as_str(), one.outcome), ("Person muna", None));
    let spikes = machine.app.spikes().unwrap();
    assert_eq!(told(&spikes), [("med_shortage", "OM-MA", 5, 0, true)]);

    machine.app.withdraw_improvement(&new.id).unwrap();
    let page = machine.app.withdraw_improvement(&new.id).unwrap();
    assert_eq!(page.total, 0, "taken back");
    let spikes = machine.app.spikes().unwrap();
    assert_eq!(told(&spikes), [("med_shortage", "OM-MA", 5, 0, false)]);
    let late = machine
        .app
        .answer_improvement(&answer(20, ImprovementOutcome::Done, ""));
    assert!(matches!(late, Err(AppError::NotFound)));
}

/// Done or not done is what a department is asked for; whether it helped is what it asks itself.
#[test]
fn what_came_of_it_is_written_down_and_held_against_the_calls_since() {
    let machine = short_of_a_medicine();
    sit_down(&machine, "muna");
    machine.app.recommend(&recommendation(20)).unwrap();
    let why = machine
        .app
        .answer_improvement(&answer(20, ImprovementOutcome::NotDone, " "));
    assert_eq!(refused_at(why), ("answer", Rule::Required));
    machine.later(10 * DAY);
    let not = answer(20, ImprovementOutcome::NotDone, "لا يسمح المخزون المركزي");
    let page = machine.app.answer_improvement(&not).unwrap();
    assert_eq!(page.rows[0].outcome, Some(ImprovementOutcome::NotDone));
    let effect = machine.app.improvement_effect(&new_id(20)).unwrap();
    assert_eq!(
        effect.after, None,
        "nothing was done that could have helped"
    );

    let done = answer(20, ImprovementOutcome::Done, "");
    let page = machine.app.answer_improvement(&done).unwrap();
    let one = &page.rows[0];
    assert_eq!(one.outcome, Some(ImprovementOutcome::Done));
    assert_eq!(one.answer, "", "the words of before went with it");
    let done_at = machine.now();
    assert_eq!(one.answered_at, Some(done_at));
    machine.later(60_000);
    let reworded = answer(20, ImprovementOutcome::Done, "صُرف المخزون في مسقط");
    let page = machine.app.answer_improvement(&reworded).unwrap();
    assert_eq!(page.rows[0].answer, "صُرف المخزون في مسقط");
    assert_eq!(
        page.rows[0].answered_at,
        Some(done_at),
        "other words change nothing of when it was done"
    );
    sit_down(&machine, "aisha");
    complain(&machine, 8, "phone_in");
    machine.later(2 * DAY);
    complain(&machine, 9, "phone_in");
    sit_down(&machine, "zahir");
    let effect = machine.app.improvement_effect(&new_id(20)).unwrap();
    assert_eq!((effect.before.contacts, effect.before.length), (5, 28));
    let after = effect.after.expect("days have passed");
    assert_eq!(
        (after.contacts, after.length),
        (1, 2),
        "what came in on the day itself is neither before nor after"
    );
    let page = machine.app.improvements(None).unwrap();
    assert!(!page.may_change, "an auditor reads");
}
