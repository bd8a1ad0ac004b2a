//! Who calls: a card that names everybody and chooses nobody, cases that a call is added to, persons who
//! are one, and what stays hidden of a sensitive case.

#![expect(clippy::unwrap_used, reason = "a test may stop at once")]

mod common;

use app::dto::{
    CallForm, CallerCard, CallerQuery, Logged, OpenStore, ProblemQuery, SameProblem, SaveAs,
};
use app::{App, AppError, Right, Rule};
use common::*;
use domain::case::{Case, ToTell};
use domain::flag::NumberFlag;
use domain::fold::Record;
use domain::follow_up::{CALL_BACK, FollowUp};
use domain::id::{ActId, Millis, SubjectId, UserId};
use domain::person::Person;
use domain::role::Role;
use store::{Acting, Folder, Stamp, Store, Unlock, random};

const NUMBER: &str = "+96899123456";
const SECRET: &str = "سر الطبيب";

fn card(app: &App, person: &str) -> CallerCard {
    let query = CallerQuery {
        number: "9912 3456".into(),
        person: person.into(),
        linked_case: String::new(),
    };
    app.caller_card(&query).unwrap()
}

fn log(app: &App, form: &CallForm) -> Logged {
    app.log_call(form, SaveAs::ByRule).unwrap()
}

fn named(n: u8, name: &str) -> CallForm {
    CallForm {
        caller_name: name.into(),
        ..query_form(n)
    }
}

/// A complaint about a facility of the list.
fn complaint_at(n: u8, facility: &str) -> CallForm {
    CallForm {
        facility: facility.into(),
        facility_text: String::new(),
        ..complaint_form(n)
    }
}

/// A chaser: nothing but the number and the case.
fn chaser(n: u8, case: &str) -> CallForm {
    CallForm {
        id: new_id(n),
        channel: "phone_in".into(),
        started_at: SUNDAY_TEN,
        number: "99123456".into(),
        link_case: case.into(),
        ..CallForm::default()
    }
}

/// Writes into the store of a machine what other use-cases would, and opens the application again.
fn plant(machine: Machine, what: impl FnOnce(&mut Acting<'_>) + Send + 'static) -> Machine {
    let Machine { folder, clock, app } = machine;
    drop(app);
    let store = Store::open(&Folder::at(folder.path()), &Unlock::Passphrase(PASSPHRASE)).unwrap();
    let at = Millis(SUNDAY_TEN);
    let stamp = Stamp {
        act: ActId::new(at, random().unwrap()),
        actor: UserId::from_bytes([9; 16]),
        role: Role::Supervisor,
        at,
        zone_min: 240,
        skew_ms: None,
        since_start_ms: 0,
    };
    store
        .act(stamp, move |acting| {
            what(acting);
            Ok::<_, AppError>(())
        })
        .unwrap();
    drop(store);
    let app = App::start(config(folder.path(), clock.clone()));
    app.open_store(&OpenStore::Passphrase {
        passphrase: PASSPHRASE.into(),
    })
    .unwrap();
    Machine { folder, clock, app }
}

fn subject(n: u8) -> SubjectId {
    new_id(n).parse().unwrap()
}

fn person_on(numbers: &[&str], name: &str) -> Person {
    Person {
        name_ar: name.into(),
        numbers: numbers
            .iter()
            .map(|key| ((*key).into(), String::new()))
            .collect(),
        ..Person::default()
    }
}

/// Families share a number: naming one of three by itself would put words into the wrong record.
#[test]
fn nobody_is_chosen_until_chosen() {
    let machine = plant(machine(), |acting| {
        let mut salim = person_on(&[NUMBER, "+96824000001"], "سالم بن حمد الحارثي");
        salim.relations.insert(subject(51), "parent".into());
        acting.append(subject(50), salim.added()).unwrap();
        for (n, name) in [(51, "ليلى بنت سالم"), (52, "حمد بن سالم")] {
            acting
                .append(subject(n), person_on(&[NUMBER], name).added())
                .unwrap();
        }
    });
    machine.sign_in("maryam");
    let offered = card(&machine.app, "");
    assert_eq!(offered.number, "9912 3456");
    assert_eq!(offered.people.len(), 3);
    assert!(offered.chosen.is_none(), "three people and nobody chosen");
    let salim = card(&machine.app, &new_id(50)).chosen.expect("chosen");
    assert_eq!(salim.id, new_id(50));
    assert_eq!(salim.other_numbers, ["2400 0001"]);
    assert_eq!(salim.relations.len(), 1);
    assert_eq!(salim.relations[0].name_ar, "ليلى بنت سالم");
    assert!(salim.relations[0].from_here);
    let elsewhere = CallerQuery {
        number: "95550000".into(),
        person: new_id(50),
        ..CallerQuery::default()
    };
    let elsewhere = machine.app.caller_card(&elsewhere).unwrap();
    assert_eq!(elsewhere.people.len(), 1, "they call from another's");
    assert_eq!(elsewhere.chosen.unwrap().other_numbers.len(), 2);
    let empty = machine.app.caller_card(&CallerQuery::default()).unwrap();
    assert!(empty.number.is_empty() && empty.people.is_empty() && empty.calls.is_empty());
}

/// A name that was typed becomes somebody once, and is never taken for somebody who was not chosen.
#[test]
fn a_person_is_made_once_and_never_guessed() {
    let machine = machine();
    machine.sign_in("maryam");
    log(&machine.app, &named(1, "أحمد بن سالم"));
    let made = card(&machine.app, "").people;
    assert_eq!(made.len(), 1);
    assert_eq!(
        (made[0].name_ar.as_str(), made[0].calls),
        ("أحمد بن سالم", 1)
    );
    assert_eq!(made[0].last_call_at, Some(SUNDAY_TEN - 60_000));
    // The same name in another spelling: nobody was chosen, so the name stays words.
    log(&machine.app, &named(2, "احمد سالم"));
    let after = card(&machine.app, "");
    assert_eq!((after.people.len(), after.people[0].calls), (1, 1));
    assert_eq!(
        after.total_calls, 2,
        "the number's calls count all the same"
    );
    // Chosen, the call is theirs, whatever was typed.
    let chosen = CallForm {
        caller: made[0].id.clone(),
        ..named(3, "")
    };
    log(&machine.app, &chosen);
    log(&machine.app, &chosen);
    assert_eq!(
        card(&machine.app, "").people[0].calls,
        2,
        "saved twice it is one call"
    );
    let reworded = CallForm {
        note: "سأل عن الجرعة الثانية".into(),
        ..correction(&machine, &new_id(3), 99)
    };
    corrected(&machine, &reworded);
    assert_eq!(
        card(&machine.app, "").people[0].calls,
        2,
        "a correction unchooses nobody"
    );
    // Another name on the same number is another person.
    log(&machine.app, &named(4, "Salma Al Harthi"));
    let people = card(&machine.app, "").people;
    assert_eq!(people.len(), 2);
    assert!(people.iter().any(|one| one.name_latin == "Salma Al Harthi"));
    for (n, form) in [
        (
            5,
            CallForm {
                anonymous: true,
                ..named(5, "خالد")
            },
        ),
        (
            6,
            CallForm {
                number: "1234".into(),
                ..named(6, "خالد")
            },
        ),
        (
            7,
            CallForm {
                number: String::new(),
                ..named(7, "خالد")
            },
        ),
        (8, named(8, " … ")),
    ] {
        log(&machine.app, &form);
        assert_eq!(
            card(&machine.app, "").people.len(),
            2,
            "form {n} makes nobody"
        );
    }
    let nobody = CallForm {
        caller: new_id(200),
        ..query_form(9)
    };
    assert!(matches!(
        machine.app.log_call(&nobody, SaveAs::ByRule),
        Err(AppError::NotFound)
    ));
}

/// A caller asks what became of it: the answer stands first, and the call joins the case in one act.
#[test]
fn a_chaser_joins_the_case() {
    let machine = machine();
    machine.sign_in("maryam");
    let first = log(&machine.app, &complaint_form(1));
    let reference = first.case_reference.expect("a complaint opens a case");
    log(&machine.app, &complaint_form(2));
    let case = {
        let cases = card(&machine.app, "").cases;
        assert_eq!(cases.len(), 2, "the newest first");
        cases
            .into_iter()
            .find(|case| case.reference == reference)
            .unwrap()
    };
    assert!(case.own && case.status == "new" && !case.overdue);
    let id: SubjectId = case.id.parse().unwrap();
    let machine = plant(machine, move |acting| {
        let told = ToTell {
            text: "بانتظار رد مستشفى خولة".into(),
            at: Millis(SUNDAY_TEN),
            by: UserId::from_bytes([9; 16]),
        };
        acting.append(id, Case::told(&told)).unwrap();
        let folded = acting.rows().unwrap().folded(id).unwrap().unwrap();
        let Record::Case(before) = folded.record else {
            panic!("a case was promised");
        };
        let due = Case {
            due: Some(Millis(SUNDAY_TEN - 1)),
            owner: Some(UserId::from_bytes([9; 16])),
            ..(*before).clone()
        };
        acting.append(id, before.amended(&due).unwrap()).unwrap();
    });
    machine.sign_in("maryam");
    let known = card(&machine.app, "").cases;
    assert_eq!(
        known[0].tell_caller, "بانتظار رد مستشفى خولة",
        "what may be told comes first"
    );
    assert!(known[0].overdue && !known[0].own);
    assert_eq!(known[0].tell_caller_at, Some(SUNDAY_TEN));
    // Neither type nor note: what it is about, the case says. The second save key opens nothing either.
    let form = chaser(3, &case.id);
    let saved = machine.app.log_call(&form, SaveAs::OtherWay).unwrap();
    assert_eq!(saved.row.type_code, "follow_up");
    assert_eq!(saved.row.outcome, "added_to_case");
    assert_eq!(saved.row.case_reference.as_ref(), Some(&reference));
    let again = machine.app.log_call(&form, SaveAs::ByRule).unwrap();
    assert!(again.already && again.row == saved.row);
    assert_eq!(
        machine.app.own_log(None).unwrap().rows[0].case_reference,
        Some(reference)
    );
    let query = CallerQuery {
        linked_case: case.id.clone(),
        ..CallerQuery::default()
    };
    let linked = machine
        .app
        .caller_card(&query)
        .unwrap()
        .linked
        .expect("shown by its id");
    assert_eq!(linked.calls, 2, "both calls are the case's");
    assert_eq!(card(&machine.app, "").cases.len(), 2, "no case was opened");
    let own_words = CallForm {
        type_code: "inquiry".into(),
        outcome: "transferred".into(),
        ..chaser(4, &case.id)
    };
    let saved = log(&machine.app, &own_words);
    assert_eq!(
        (saved.row.type_code.as_str(), saved.row.outcome.as_str()),
        ("inquiry", "transferred")
    );
    let nowhere = chaser(5, &new_id(77));
    assert!(matches!(
        machine.app.log_call(&nowhere, SaveAs::ByRule),
        Err(AppError::NotFound)
    ));
    assert_eq!(
        machine.app.own_log(None).unwrap().total,
        4,
        "a refused call is not written"
    );
}

/// What was promised is owed until it is done; a nuisance number is told until its flag ends.
#[test]
fn promises_and_flags_count_while_they_last() {
    let machine = machine();
    machine.sign_in("maryam");
    log(&machine.app, &query_form(1));
    let call = subject(1);
    let machine = plant(machine, move |acting| {
        let promise = FollowUp {
            call: Some(call),
            kind: CALL_BACK.into(),
            due: Some(Millis(SUNDAY_TEN - 1)),
            promised: true,
            promise: "نعاود الاتصال قبل الظهر".into(),
            ..FollowUp::default()
        };
        acting.append(subject(60), promise.planned()).unwrap();
        let task = FollowUp {
            promised: false,
            ..promise.clone()
        };
        acting.append(subject(61), task.planned()).unwrap();
        acting.append(subject(62), promise.planned()).unwrap();
        acting
            .append(subject(62), FollowUp::done(Millis(SUNDAY_TEN), "reached"))
            .unwrap();
        let flag = NumberFlag {
            code: "nuisance".into(),
            until: Some(Millis(SUNDAY_TEN + 1_000)),
            reason: "repeated".into(),
            number: NUMBER.into(),
            ..NumberFlag::default()
        };
        acting.append(subject(63), flag.raised()).unwrap();
    });
    machine.sign_in("maryam");
    let known = card(&machine.app, "");
    assert_eq!(known.promises.len(), 1, "neither tasks nor what was done");
    assert!(known.promises[0].overdue && known.promises[0].promise.starts_with("نعاود"));
    assert_eq!(known.flags.len(), 1);
    assert_eq!(
        (known.flags[0].reason.as_str(), known.flags[0].until),
        ("repeated", SUNDAY_TEN + 1_000)
    );
    machine.later(1_000);
    assert!(card(&machine.app, "").flags.is_empty(), "a flag ends");
}

/// The last five calls are shown and all of them are counted, those of the chosen one's other numbers too.
#[test]
fn the_last_calls_are_those_of_number_and_person() {
    let machine = machine();
    machine.sign_in("maryam");
    log(&machine.app, &named(1, "أحمد"));
    let ahmed = card(&machine.app, "").people[0].id.clone();
    for n in 2..=7 {
        log(
            &machine.app,
            &CallForm {
                started_at: SUNDAY_TEN - 60_000 + i64::from(n),
                ..query_form(n)
            },
        );
    }
    let other = CallForm {
        number: "95551234".into(),
        caller: ahmed.clone(),
        started_at: SUNDAY_TEN - 20_000,
        ..query_form(8)
    };
    log(&machine.app, &other);
    let unchosen = card(&machine.app, "");
    assert_eq!((unchosen.calls.len(), unchosen.total_calls), (5, 7));
    assert_eq!(unchosen.calls[0].id, new_id(7));
    let chosen = card(&machine.app, &ahmed);
    assert_eq!((chosen.calls.len(), chosen.total_calls), (5, 8));
    assert_eq!(chosen.calls[0].id, new_id(8), "from another number");
}

/// Staff and public figures are known to each other: who lacks the right learns that there is a case,
/// and to ask the supervisor.
#[test]
fn a_sensitive_case_is_hidden_from_those_without_the_right() {
    let machine = machine();
    machine.sign_in("maryam");
    for role in Role::ALL {
        machine.add(&person(role.code(), &[role.code()]));
    }
    let opened = log(&machine.app, &complaint_at(1, "khoula_hospital"));
    let reference = opened.case_reference.expect("a case");
    let case = card(&machine.app, "").cases[0].id.clone();
    let id: SubjectId = case.parse().unwrap();
    let machine = plant(machine, move |acting| {
        let folded = acting.rows().unwrap().folded(id).unwrap().unwrap();
        let Record::Case(before) = folded.record else {
            panic!("a case was promised");
        };
        let sensitive = Case {
            sensitive: true,
            title: SECRET.into(),
            owner: Some(UserId::from_bytes([9; 16])),
            ..(*before).clone()
        };
        acting
            .append(id, before.amended(&sensitive).unwrap())
            .unwrap();
        let told = ToTell {
            text: SECRET.into(),
            at: Millis(SUNDAY_TEN),
            by: UserId::from_bytes([9; 16]),
        };
        acting.append(id, Case::told(&told)).unwrap();
        for (n, case, call) in [(60, Some(id), None), (61, None, Some(subject(1)))] {
            let promise = FollowUp {
                case,
                call,
                kind: CALL_BACK.into(),
                due: Some(Millis(SUNDAY_TEN)),
                promised: true,
                promise: SECRET.into(),
                ..FollowUp::default()
            };
            acting.append(subject(n), promise.planned()).unwrap();
        }
    });
    for (n, role) in (10..).zip(Role::ALL) {
        machine.sign_in(role.code());
        let query = CallerQuery {
            number: "99123456".into(),
            person: String::new(),
            linked_case: case.clone(),
        };
        let may = Right::SensitiveRead.roles().contains(&role);
        if may {
            let closed = machine.app.caller_card(&query).unwrap();
            assert_eq!(closed.restricted_cases, 1, "{role}, who has not opened it");
            open_sensitive(&machine, &case);
        }
        let known = match machine.app.caller_card(&query) {
            Ok(known) => known,
            Err(AppError::NotAllowed(right)) => {
                assert!(!right.roles().contains(&role));
                continue;
            }
            Err(error) => panic!("{role}: {error}"),
        };
        let warned = machine.app.same_problem(&about("khoula_hospital")).unwrap();
        let shown = format!("{known:?} {warned:?}");
        for secret in [SECRET, reference.as_str(), case.as_str()] {
            assert_eq!(shown.contains(secret), may, "{role} sees {secret}");
        }
        assert_eq!(
            known.restricted_cases,
            u32::from(!may),
            "{role} learns that there is one"
        );
        assert_eq!(known.calls[0].restricted, !may);
        assert_eq!(known.calls[0].type_code.is_empty(), !may);
        assert_eq!(known.promises.len(), if may { 2 } else { 0 });
        let call = format!("{:?}", machine.app.call(&opened.row.id));
        assert!(may || !call.contains(&reference), "{role} opens the call");
        let linked = machine.app.log_call(&chaser(n, &case), SaveAs::ByRule);
        let logs = Right::CallLog.roles().contains(&role);
        match linked {
            Ok(saved) => assert!(may && logs && saved.case_reference.as_ref() == Some(&reference)),
            Err(AppError::NotAllowed(right)) => {
                assert!(!may || !logs, "{role} may add to it");
                assert_eq!(
                    right,
                    if logs {
                        Right::SensitiveRead
                    } else {
                        Right::CallLog
                    }
                );
            }
            Err(error) => panic!("{role}: {error}"),
        }
    }
}

fn about(facility: &str) -> ProblemQuery {
    ProblemQuery {
        facility: facility.into(),
        type_code: "complaint".into(),
        sub_category: "med_shortage".into(),
        number: String::new(),
    }
}

/// The fourteenth call about one medicine is warned of; what is old, elsewhere or of another subject is not.
#[test]
fn the_same_problem_is_warned_of() {
    let machine = machine();
    machine.sign_in("maryam");
    let ask = |query: &ProblemQuery| machine.app.same_problem(query).unwrap();
    let figures =
        |problem: &SameProblem| (problem.calls, problem.cases, problem.newest_cases.len());
    assert_eq!(figures(&ask(&about("khoula_hospital"))), (0, 0, 0));
    for n in 1..=4 {
        log(&machine.app, &complaint_at(n, "khoula_hospital"));
    }
    log(&machine.app, &complaint_at(5, "royal_hospital"));
    assert_eq!(figures(&ask(&about("khoula_hospital"))), (4, 4, 3));
    // The same caller, before a facility is named: five of them are this number's.
    let of_number = ProblemQuery {
        number: "99123456".into(),
        ..about("")
    };
    assert_eq!(figures(&ask(&of_number)), (5, 5, 3));
    let both = ProblemQuery {
        number: "99123456".into(),
        ..about("khoula_hospital")
    };
    assert_eq!(figures(&ask(&both)), (5, 5, 3), "each is counted once");
    let other = ProblemQuery {
        sub_category: "conduct".into(),
        ..both.clone()
    };
    assert_eq!(figures(&ask(&other)), (0, 0, 0));
    machine.later(7 * 24 * 60 * 60 * 1_000);
    assert_eq!(figures(&ask(&both)), (0, 0, 0), "within seven days");
}

/// Two records of one person become one and two again, without a trace on either.
#[test]
fn persons_are_merged_and_parted_again() {
    let machine = plant(machine(), |acting| {
        acting
            .append(subject(50), person_on(&[NUMBER], "أحمد سالم").added())
            .unwrap();
        acting
            .append(
                subject(51),
                person_on(&[NUMBER, "+96824000001"], "احمد").added(),
            )
            .unwrap();
    });
    machine.sign_in("maryam");
    machine.add(&person("senior", &["senior"]));
    machine.app.sign_out().unwrap();
    machine.sign_in("senior");
    let app = &machine.app;
    let same = |answer| match answer {
        Err(AppError::Invalid {
            field: "merged",
            rule: Rule::SamePerson,
            ..
        }) => (),
        other => panic!("a refusal in words was promised, got {other:?}"),
    };
    same(app.merge_persons(&new_id(50), &new_id(50)));
    let made = app.merge_persons(&new_id(50), &new_id(51)).unwrap();
    assert_eq!(made.person, new_id(50));
    let one = card(app, &new_id(50));
    assert_eq!(one.people.len(), 1, "offered once");
    let chosen = one.chosen.expect("chosen");
    assert_eq!(chosen.other_numbers, ["2400 0001"], "the numbers of both");
    assert_eq!(chosen.merges, std::slice::from_ref(&made.merge));
    same(app.merge_persons(&new_id(51), &new_id(50)));
    app.undo_merge(&made.merge).unwrap();
    app.undo_merge(&made.merge).unwrap();
    assert_eq!(card(app, "").people.len(), 2);
    assert!(matches!(
        app.merge_persons(&new_id(50), &new_id(99)),
        Err(AppError::NotFound)
    ));
    assert!(
        matches!(app.undo_merge(&new_id(50)), Err(AppError::NotFound)),
        "a person is no merge"
    );
}
