//! Contacts that are no calls: one log a conversation and day, nothing lost, counted apart.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may stop at once")]

mod common;

use app::dto::{
    CallForm, ContactCounts, Conversation, ConversationQuery, Logged, SaveAs, ShiftQuery,
};
use app::{AppError, Rule};
use common::*;

const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 24 * HOUR_MS;

/// A message that came in at half past nine and has been answered.
fn message(n: u8) -> CallForm {
    CallForm {
        channel: "x_direct".into(),
        number: String::new(),
        ended_at: None,
        handle: "@Salim_H".into(),
        received_day: "2026-11-22".into(),
        received_time: "٩:٣٠".into(),
        answered_day: "2026-11-22".into(),
        answered_time: "0950".into(),
        answer: "من السابعة والنصف".into(),
        ..query_form(n)
    }
}

/// The same conversation again, typed by somebody who writes the account in another way.
fn again(n: u8) -> CallForm {
    CallForm {
        handle: "salim_h".into(),
        received_time: "9:55".into(),
        answered_time: "9:58".into(),
        note: "وسأل عن يوم السبت".into(),
        answer: "مغلق".into(),
        ..message(n)
    }
}

/// Two agents at one machine.
fn desk() -> Machine {
    let machine = machine();
    machine.sign_in("maryam");
    for login in ["salim", "huda"] {
        machine.add(&person(login, &["agent"]));
    }
    machine.sign_in("salim");
    machine
}

fn conversation(machine: &Machine, handle: &str, day: &str) -> Conversation {
    let query = ConversationQuery {
        channel: "x_direct".into(),
        handle: handle.into(),
        day: day.into(),
        ..ConversationQuery::default()
    };
    machine.app.conversation(&query).unwrap()
}

fn log(machine: &Machine, form: &CallForm) -> app::Result<Logged> {
    machine.app.log_call(form, SaveAs::ByRule)
}

fn add(machine: &Machine, form: &CallForm, log: &str) -> app::Result<Logged> {
    machine.app.add_to_log(form, log, SaveAs::ByRule)
}

/// The field and the rule of a refusal.
fn refused(answer: app::Result<Logged>) -> (&'static str, Rule) {
    match answer {
        Err(AppError::Invalid { field, rule, .. }) => (field, rule),
        other => panic!("{other:?}"),
    }
}

/// What an agent takes down from a screen must be as whole as what they hear.
#[test]
fn a_message_is_saved_with_its_times_and_without_a_length() {
    let machine = desk();
    let form = CallForm {
        message_link: "https://x.com/messages/1-2?s=20".into(),
        // The clock ran before the agent saw that it was a message.
        ended_at: Some(SUNDAY_TEN),
        ..message(1)
    };
    let logged = log(&machine, &form).unwrap();
    assert_eq!(
        (
            logged.row.channel.as_str(),
            logged.row.ended_at,
            logged.added
        ),
        ("x_direct", None, false)
    );
    assert_eq!(logged.row.handle, "@Salim_H");
    let view = machine.app.call(&logged.row.id).unwrap();
    assert_eq!(view.received_at, Some(SUNDAY_TEN - HOUR_MS / 2));
    assert_eq!(view.answered_at, Some(SUNDAY_TEN - HOUR_MS / 6));
    assert_eq!(view.form.message_link, form.message_link);
    assert_eq!(view.form.received_time, "09:30");
}

/// The second message of a day belongs to the log of the first, and is added once however often it is sent.
#[test]
fn the_second_message_of_a_day_is_added_to_the_first_once() {
    let machine = desk();
    let first = log(&machine, &message(1)).unwrap();
    let second = again(2);
    machine.app.draft_keep(&second).unwrap();
    let known = conversation(&machine, "SALIM_h ", "2026-11-22");
    let today = known.today.unwrap();
    assert_eq!(
        (today.id.as_str(), known.logs.len()),
        (first.row.id.as_str(), 1)
    );
    let refusal = log(&machine, &second);
    assert!(
        matches!(refusal, Err(AppError::ThreadLogged)),
        "{refusal:?}"
    );
    assert_eq!(
        machine.app.drafts().unwrap().len(),
        1,
        "what was typed is still there"
    );

    machine.later(60_000);
    let added = add(&machine, &second, &today.id).unwrap();
    assert!(added.added && !added.already);
    assert_eq!(added.row.id, first.row.id);
    assert_eq!(machine.app.drafts().unwrap().len(), 0);
    for once_more in [
        add(&machine, &second, &today.id).unwrap(),
        log(&machine, &second).unwrap(),
    ] {
        assert!(once_more.added && once_more.already);
    }
    let kept_late = machine.app.draft_keep(&second).unwrap();
    assert_eq!(kept_late, app::dto::Kept::AlreadySaved);

    let view = machine.app.call(&first.row.id).unwrap();
    assert_eq!(view.note, message(1).note, "what was said stays as it was");
    let [one] = view.additions.as_slice() else {
        panic!("{:?}", view.additions)
    };
    assert_eq!(
        (one.note.as_str(), one.answer.as_str()),
        ("وسأل عن يوم السبت", "مغلق")
    );
    assert_eq!(one.by_en, "Person salim");
    assert_eq!(one.otherwise, CallForm::default(), "the same account");
    assert_eq!(
        view.answered_at,
        Some(SUNDAY_TEN - 2 * 60_000),
        "it moves on"
    );
    assert_eq!(
        machine.app.call(&second.id).unwrap().row.id,
        first.row.id,
        "what was added is found in its log"
    );
    let found = machine.app.own_log(None).unwrap();
    assert_eq!(found.total, 1);
}

/// A conversation goes on for weeks; each day has a log of its own, and one taken out is none.
#[test]
fn another_day_another_conversation_and_a_voided_log_are_logs_of_their_own() {
    let machine = desk();
    let first = log(&machine, &message(1)).unwrap();
    let other = CallForm {
        handle: "@huda".into(),
        ..message(2)
    };
    log(&machine, &other).unwrap();
    let by_mail = CallForm {
        channel: "email".into(),
        ..message(3)
    };
    log(&machine, &by_mail).unwrap();
    machine.app.void_call(&first.row.id, "by_mistake").unwrap();
    let gone = add(&machine, &again(4), &first.row.id);
    assert!(matches!(gone, Err(AppError::NotFound)), "{gone:?}");
    assert!(
        conversation(&machine, "@salim_h", "2026-11-22")
            .today
            .is_none()
    );
    log(&machine, &again(4)).unwrap();

    machine.later(DAY_MS);
    let tomorrow = CallForm {
        started_at: SUNDAY_TEN + DAY_MS - 60_000,
        received_day: "2026-11-23".into(),
        answered_day: String::new(),
        answered_time: String::new(),
        ..message(5)
    };
    let logged = log(&machine, &tomorrow).unwrap();
    assert!(!logged.added);
    let known = conversation(&machine, "@salim_h", "2026-11-23");
    assert_eq!(known.logs.len(), 2, "without the one that was taken out");
    assert_eq!(known.today.unwrap().id, logged.row.id);
    let elsewhere = add(&machine, &again(6), &logged.row.id);
    assert_eq!(
        refused(elsewhere),
        ("handle", Rule::Mismatch),
        "of another day"
    );
}

/// Whoever reads the second message need not be who read the first.
#[test]
fn another_agent_adds_and_overwrites_nobody() {
    let machine = desk();
    let first = CallForm {
        caller_name: "سالم".into(),
        governorate: "OM-MA".into(),
        message_link: "https://x.com/messages/1-2/1".into(),
        ..message(1)
    };
    let first = log(&machine, &first).unwrap();
    machine.sign_in("huda");
    let second = CallForm {
        caller_name: "سالم الحارثي".into(),
        number: "99123456".into(),
        place: "الخوير".into(),
        message_link: "https://x.com/messages/1-2/2".into(),
        urgent: true,
        // What it is about, the log says.
        type_code: String::new(),
        sub_category: String::new(),
        ..again(2)
    };
    let added = add(&machine, &second, &first.row.id).unwrap();
    assert_eq!(
        added.row.agent_en, "Person salim",
        "the log stays its agent's"
    );
    assert!(added.row.urgent, "urgent only upwards");
    let third = CallForm {
        urgent: false,
        note: "شكر".into(),
        ..again(3)
    };
    add(&machine, &third, &first.row.id).unwrap();
    let view = machine.app.call(&first.row.id).unwrap();
    assert!(view.row.urgent);
    assert_eq!(view.caller_name, "سالم");
    assert_eq!(view.place, "الخوير", "what the log did not say");
    assert_eq!(view.form.number, "99123456");
    let said = &view.additions.first().unwrap().otherwise;
    assert_eq!(
        (said.caller_name.as_str(), said.message_link.as_str()),
        ("سالم الحارثي", "https://x.com/messages/1-2/2")
    );
    assert_eq!(said.number, "", "not said otherwise");
    assert!(
        matches!(
            machine.app.call_form(&first.row.id),
            Err(AppError::NotAllowed(_))
        ),
        "adding is no right to change"
    );
    machine.sign_in("salim");
    let mut form = machine.app.call_form(&first.row.id).unwrap();
    form.id = new_id(4);
    form.note = "سأل عن الدوام".into();
    machine.app.amend_call(&form).unwrap();
    let view = machine.app.call(&first.row.id).unwrap();
    assert_eq!(view.additions.len(), 2, "putting right takes nothing away");
}

/// A complaint in the second message needs an owner and a clock like any other, and one only.
#[test]
fn a_complaint_that_is_added_opens_one_case() {
    let machine = desk();
    let first = log(&machine, &message(1)).unwrap();
    assert!(first.case_reference.is_none());
    let complaint = CallForm {
        type_code: "complaint".into(),
        sub_category: "med_shortage".into(),
        facility_text: "مجمع صحي".into(),
        ..again(2)
    };
    let added = add(&machine, &complaint, &first.row.id).unwrap();
    let reference = added.case_reference.unwrap();
    assert_eq!(added.row.case_reference.as_ref(), Some(&reference));
    assert_eq!(
        added.row.type_code, "health_ed",
        "what the log counts under stays"
    );
    let more = CallForm {
        id: new_id(3),
        sub_category: "conduct".into(),
        ..complaint.clone()
    };
    let again = add(&machine, &more, &first.row.id).unwrap();
    assert_eq!(
        again.case_reference.as_ref(),
        Some(&reference),
        "it has one"
    );
    let view = machine.app.call(&first.row.id).unwrap();
    let subjects: Vec<&str> = view
        .form
        .more_issues
        .iter()
        .map(|one| one.sub_category.as_str())
        .collect();
    assert_eq!(view.form.sub_category, "vaccination");
    assert_eq!(subjects.len(), 2, "{subjects:?}");
    assert!(subjects.contains(&"med_shortage") && subjects.contains(&"conduct"));
    let refer = CallForm {
        id: new_id(4),
        refer_to: "medical_supplies".into(),
        ..complaint.clone()
    };
    let no_case = add(&machine, &refer, &first.row.id);
    assert_eq!(refused(no_case), ("referTo", Rule::NeedsCase));
    let known = conversation(&machine, "@salim_h", "2026-11-22");
    assert_eq!(
        known
            .cases
            .iter()
            .map(|case| &case.reference)
            .collect::<Vec<_>>(),
        [&reference]
    );
    let sixth = (5..9).map(|n| {
        let more = CallForm {
            id: new_id(n),
            sub_category: ["clean", "maint", "parking", "meals"][usize::from(n) - 5].into(),
            ..complaint.clone()
        };
        add(&machine, &more, &first.row.id).err()
    });
    let refused_at: Vec<bool> = sixth.map(|error| error.is_some()).collect();
    assert_eq!(refused_at, [false, false, true, true], "five issues a log");
}

/// A log of a sensitive case is not there for whoever may not read it: nothing of it is said, and what
/// they typed is saved all the same.
#[test]
fn a_log_of_a_sensitive_case_is_kept_back() {
    let machine = desk();
    let sensitive = CallForm {
        type_code: "report".into(),
        sub_category: "self_harm".into(),
        place: "مسقط".into(),
        ..message(1)
    };
    let first = log(&machine, &sensitive).unwrap();
    assert!(first.case_reference.is_some());
    machine.sign_in("huda");
    let known = conversation(&machine, "@salim_h", "2026-11-22");
    assert!(known.today.is_none() && known.cases.is_empty());
    assert_eq!(known.restricted_cases, 1);
    assert!(
        known
            .logs
            .iter()
            .all(|log| log.restricted && log.id.is_empty())
    );
    let refused = add(&machine, &again(2), &first.row.id);
    assert!(
        matches!(refused, Err(AppError::NotAllowed(_))),
        "{refused:?}"
    );
    let own = log(&machine, &again(2)).unwrap();
    assert_ne!(own.row.id, first.row.id);
    // From now on that one is theirs to add to, and the first one its owner's.
    let third = again(3);
    assert!(matches!(log(&machine, &third), Err(AppError::ThreadLogged)));
    assert_eq!(
        conversation(&machine, "@salim_h", "2026-11-22")
            .today
            .unwrap()
            .id,
        own.row.id
    );
    machine.sign_in("salim");
    assert_eq!(
        conversation(&machine, "@salim_h", "2026-11-22")
            .today
            .unwrap()
            .id,
        first.row.id
    );
    add(&machine, &third, &first.row.id).unwrap();
}

/// Nothing is cut: a log that is full says how much still fits.
#[test]
fn a_full_log_refuses_and_cuts_nothing() {
    let machine = desk();
    let long = CallForm {
        note: "م".repeat(19_990),
        ..message(1)
    };
    let first = log(&machine, &long).unwrap();
    let second = CallForm {
        note: "ن".repeat(11),
        ..again(2)
    };
    match add(&machine, &second, &first.row.id) {
        Err(AppError::Invalid { field, rule, limit }) => {
            assert_eq!((field, rule, limit), ("note", Rule::LogFull, Some(10)));
        }
        other => panic!("{other:?}"),
    }
    let fits = CallForm {
        note: "ن".repeat(10),
        ..second
    };
    add(&machine, &fits, &first.row.id).unwrap();
    let view = machine.app.call(&first.row.id).unwrap();
    assert_eq!(view.additions.first().unwrap().note.chars().count(), 10);
}

/// Each field says in words what is wrong with it, and text of strangers stays text.
#[test]
fn bad_times_links_and_names_are_refused_by_their_field() {
    let machine = desk();
    let check = |form: CallForm, field: &str, rule: Rule| {
        assert_eq!(refused(log(&machine, &form)), (field, rule), "{field}");
    };
    let of = |change: &dyn Fn(&mut CallForm)| {
        let mut form = message(1);
        change(&mut form);
        form
    };
    check(
        of(&|one| one.received_day.clear()),
        "receivedDay",
        Rule::Required,
    );
    check(
        of(&|one| one.received_time.clear()),
        "receivedTime",
        Rule::Required,
    );
    check(
        of(&|one| one.received_time = "25:00".into()),
        "receivedTime",
        Rule::NotATime,
    );
    check(
        of(&|one| one.received_day = "2026-02-30".into()),
        "receivedDay",
        Rule::NotADay,
    );
    check(
        of(&|one| one.received_time = "10:01".into()),
        "receivedTime",
        Rule::NotYet,
    );
    check(
        of(&|one| one.answered_time = "9:29".into()),
        "answeredTime",
        Rule::AnsweredBefore,
    );
    check(
        of(&|one| one.answered_time = "10:01".into()),
        "answeredTime",
        Rule::NotYet,
    );
    check(
        of(&|one| one.received_day = "2025-11-01".into()),
        "receivedDay",
        Rule::TooLongAgo,
    );
    for link in [
        "javascript:alert(1)",
        "x.com/salim",
        "https://x.com/a\nhttps://x.com/b",
        "https://moh.gov.om@evil.example/",
    ] {
        check(
            of(&|one| one.message_link = link.into()),
            "messageLink",
            Rule::NotALink,
        );
    }
    let long = format!("https://x.com/{}", "a".repeat(2_000));
    check(
        of(&|one| one.message_link.clone_from(&long)),
        "messageLink",
        Rule::TooLong,
    );
    check(
        of(&|one| one.handle = "س".repeat(5_000)),
        "handle",
        Rule::TooLong,
    );
    let hostile = of(&|one| {
        one.handle = "\u{202e}@salim\u{202c}\n<b>".into();
        one.message_link = "\u{200f}https://x.com/1\u{200f}".into();
    });
    let logged = log(&machine, &hostile).unwrap();
    let form = machine.app.call(&logged.row.id).unwrap().form;
    assert_eq!(
        form.handle, "@salim <b>",
        "one line, and nothing that turns it around"
    );
    assert_eq!(form.message_link, "https://x.com/1");
}

/// Of a letter the day is enough, and a call keeps what was typed when it looked like a message.
#[test]
fn letters_have_a_day_and_calls_lose_nothing() {
    let machine = desk();
    let letter = CallForm {
        channel: "letter".into(),
        handle: "وزارة التنمية الاجتماعية".into(),
        external_reference: "MOSD/4471".into(),
        received_day: "2026-11-18".into(),
        received_time: String::new(),
        answered_day: String::new(),
        answered_time: String::new(),
        ..message(1)
    };
    let logged = log(&machine, &letter).unwrap();
    let form = machine.app.call(&logged.row.id).unwrap().form;
    assert_eq!(
        (form.received_day.as_str(), form.received_time.as_str()),
        ("2026-11-18", "")
    );
    // Two letters of one sender are two.
    let second = CallForm {
        id: new_id(2),
        ..letter
    };
    log(&machine, &second).unwrap();
    let call = CallForm {
        channel: "phone_in".into(),
        ended_at: Some(SUNDAY_TEN - 10_000),
        ..message(3)
    };
    let logged = log(&machine, &call).unwrap();
    assert!(logged.row.ended_at.is_some());
    let form = machine.app.call(&logged.row.id).unwrap().form;
    assert_eq!(form.handle, "@Salim_H");
    assert_eq!(form.received_time, "09:30");
    assert!(
        conversation(&machine, "@salim_h", "2026-11-22")
            .today
            .is_none(),
        "a call is no log of a conversation"
    );
}

/// Handling figures are those of calls; a shift that wrote forty messages must not look idle either.
#[test]
fn contacts_are_counted_apart() {
    let machine = machine();
    machine.sign_in("maryam");
    let of = |n: u8, channel: &str| CallForm {
        channel: channel.into(),
        handle: format!("@{n}"),
        ended_at: Some(SUNDAY_TEN),
        ..message(n)
    };
    for (n, channel) in [
        "phone_in",
        "phone_in",
        "phone_out",
        "x_direct",
        "email",
        "app",
        "walk_in",
        "letter",
    ]
    .into_iter()
    .enumerate()
    {
        log(&machine, &of(u8::try_from(n).unwrap() + 1, channel)).unwrap();
    }
    let counts = ContactCounts {
        received: 2,
        outgoing: 1,
        messages: 3,
        visits: 1,
        letters: 1,
    };
    let own = machine.app.own_log(None).unwrap();
    assert_eq!((own.total, own.counts), (8, counts));
    let shift = machine.app.shift_log(&ShiftQuery::default()).unwrap();
    assert_eq!(shift.counts, counts);
    assert_eq!(shift.end_known, 3, "calls alone have a length");
    assert_eq!(shift.median_talk_ms, Some(60_000));
    let by_type: u32 = shift.by_type.iter().map(|one| one.calls).sum();
    assert_eq!(by_type, 8);
}
