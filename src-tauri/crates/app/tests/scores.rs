//! Quality scores: who scores whose calls, what an agent sees of it, and what figures make of it; and the log's filters.

#![expect(clippy::unwrap_used, reason = "a test may stop at once")]

mod common;

use app::dto::{
    AddedPerson, CallScore, CentreCopy, FiguresQuery, NamedPeriod, NewScore, NewScoreReply, SaveAs,
    ScoreAnswers, ScoreBack, SeenComments, ShiftQuery,
};
use app::{AppError, Rule};
use common::*;

const SHIFT: &str = "2026-11-22/morning";
const HOUR: i64 = 3_600_000;

/// Maryam supervises, Said and Huda take calls; Said sits at the machine.
fn at_work() -> Machine {
    let machine = machine();
    machine.sign_in("maryam");
    for login in ["said", "huda"] {
        let added = machine.add(&person(login, &["agent"]));
        assert!(matches!(added, AddedPerson::Added { .. }));
    }
    change_to(&machine, "said");
    machine
}

fn change_to(machine: &Machine, login: &str) {
    machine.app.sign_out().unwrap();
    machine.sign_in(login);
}

fn log(machine: &Machine, form: &app::dto::CallForm) -> String {
    machine.app.log_call(form, SaveAs::ByRule).unwrap().row.id
}

/// All right, as far as it applies; `listened` gets so many of its four points.
fn answers(listened: u32) -> ScoreAnswers {
    let of = [
        ("greeting", "yes"),
        ("identity", "na"),
        ("listened", &listened.to_string()),
        ("understood", "4"),
        ("classified", "yes"),
        ("complete", "4"),
        ("from_card", "4"),
        ("red_flags", "na"),
        ("confidential", "yes"),
        ("summary", "yes"),
        ("promise", "na"),
    ];
    ScoreAnswers {
        form: "health_call".into(),
        version: 1,
        answers: of
            .map(|(item, answer)| (item.to_owned(), answer.to_owned()))
            .into(),
        failed: Vec::new(),
    }
}

fn score(n: u8, call: &str, answers: ScoreAnswers) -> NewScore {
    NewScore {
        id: new_id(n),
        call: call.into(),
        answers,
        text: " أحسنت الإصغاء. ".into(),
    }
}

fn reply(n: u8, call: &str, score: &CallScore) -> NewScoreReply {
    NewScoreReply {
        id: new_id(n),
        call: call.into(),
        score: score.id.clone(),
        text: "شكرًا، سأنتبه.".into(),
    }
}

/// What is said of somebody's work is said to them, they have a word, and nobody else reads it.
#[test]
fn a_score_reaches_its_agent_who_replies_once() {
    let machine = at_work();
    let call = log(&machine, &query_form(1));
    change_to(&machine, "maryam");
    assert!(machine.app.call(&call).unwrap().may_score.score);
    let made = score(60, &call, answers(2));
    let scores = machine.app.score_call(&made).unwrap();
    assert_eq!(
        machine.app.score_call(&made).unwrap().len(),
        1,
        "sent twice is one"
    );
    // By hand: of 20 for listening (2/4 + 1) / 2 are reached, all of the other 80.
    assert_eq!((scores[0].result, scores[0].counts), (950, true));
    assert_eq!(scores[0].text, "أحسنت الإصغاء.");
    let review = machine.app.shift_review(SHIFT).unwrap();
    assert_eq!(
        (review.scores[0].result, review.scores[0].replied),
        (950, false)
    );
    assert!(
        machine.app.own_log(None).unwrap().scored.is_empty(),
        "it waits for nobody but its agent"
    );

    change_to(&machine, "huda");
    let colleague = machine.app.call(&call).unwrap();
    assert!(colleague.scores.is_empty() && !colleague.may_score.reply);
    assert!(matches!(
        machine.app.reply_to_score(&reply(61, &call, &scores[0])),
        Err(AppError::NotFound)
    ));
    assert!(machine.app.own_log(None).unwrap().scored.is_empty());

    change_to(&machine, "said");
    assert_eq!(machine.app.own_log(None).unwrap().scored[0].id, call);
    let own = machine.app.call(&call).unwrap();
    assert_eq!((own.scores.len(), own.may_score.reply), (1, true));
    assert!(!own.may_score.score);
    let said = reply(61, &call, &own.scores[0]);
    for text in ["", " \n", &"ن".repeat(2_001)] {
        let wrong = NewScoreReply {
            text: text.into(),
            ..said.clone()
        };
        assert!(matches!(
            machine.app.reply_to_score(&wrong),
            Err(AppError::Invalid { field: "text", .. })
        ));
    }
    let replied = machine.app.reply_to_score(&said).unwrap();
    assert_eq!(replied[0].replies[0].text, "شكرًا، سأنتبه.");
    assert_eq!(
        machine.app.reply_to_score(&said).unwrap()[0].replies.len(),
        1
    );
    assert!(matches!(
        machine
            .app
            .reply_to_score(&reply(62, &call, &own.scores[0])),
        Err(AppError::Invalid {
            field: "text",
            rule: Rule::Taken,
            ..
        })
    ));
    let seen = SeenComments {
        call: call.clone(),
        comments: vec![own.scores[0].id.clone()],
    };
    machine.app.mark_comments_seen(&seen).unwrap();
    assert!(machine.app.own_log(None).unwrap().scored.is_empty());

    change_to(&machine, "maryam");
    assert!(machine.app.shift_review(SHIFT).unwrap().scores[0].replied);
    let back = ScoreBack {
        call: call.clone(),
        id: new_id(60),
    };
    let scores = machine.app.take_back_score(&back).unwrap();
    assert!(scores[0].withdrawn && !scores[0].counts);
    assert_eq!(scores[0].replies.len(), 1, "it stays readable");
    assert!(machine.app.shift_review(SHIFT).unwrap().scores.is_empty());
}

/// Whoever scores themselves, or takes a score of their own away, makes all scores worth nothing.
#[test]
fn nobody_scores_their_own_call() {
    let machine = at_work();
    let theirs = log(&machine, &query_form(1));
    change_to(&machine, "maryam");
    let own = log(&machine, &query_form(2));
    let refused = |answer: app::Result<Vec<CallScore>>| {
        matches!(
            answer,
            Err(AppError::Invalid {
                field: "call",
                rule: Rule::SamePerson,
                ..
            })
        )
    };
    assert!(!machine.app.call(&own).unwrap().may_score.score);
    assert!(refused(machine.app.score_call(&score(
        60,
        &own,
        answers(4)
    ))));

    // Entered for somebody, it is the call of both.
    let maryam = machine.app.call(&own).unwrap().row.agent;
    change_to(&machine, "said");
    let behalf = app::dto::CallForm {
        on_behalf_of: maryam,
        ..query_form(3)
    };
    let behalf = log(&machine, &behalf);
    change_to(&machine, "maryam");
    assert!(refused(machine.app.score_call(&score(
        61,
        &behalf,
        answers(4)
    ))));

    machine.add(&person("salma", &["supervisor"]));
    change_to(&machine, "salma");
    machine
        .app
        .score_call(&score(62, &own, answers(0)))
        .unwrap();
    change_to(&machine, "maryam");
    let back = ScoreBack {
        call: own,
        id: new_id(62),
    };
    assert!(refused(machine.app.take_back_score(&back)));
    machine.app.void_call(&theirs, "duplicate").unwrap();
    assert!(matches!(
        machine.app.score_call(&score(63, &theirs, answers(4))),
        Err(AppError::CallVoided)
    ));
}

/// A form with a hole in it is no score, and what is missing is named where it is.
#[test]
fn what_is_missing_is_named_and_an_auto_fail_asks_for_nothing_more() {
    let machine = at_work();
    let call = log(&machine, &query_form(1));
    change_to(&machine, "maryam");
    let so_far = |given: &ScoreAnswers| machine.app.score_so_far(given).unwrap();
    let mut given = answers(4);
    assert_eq!(
        (so_far(&given).result, so_far(&given).unanswered),
        (Some(1_000), 0)
    );
    given.answers.remove("complete");
    assert_eq!(
        (so_far(&given).result, so_far(&given).unanswered),
        (None, 1)
    );
    let wrong = |answers: ScoreAnswers, item: &str, rule: Rule| {
        let refused = machine.app.score_call(&score(60, &call, answers));
        assert!(
            matches!(&refused, Err(AppError::InvalidAnswer { code, rule: of, .. })
                if code == item && *of == rule),
            "{refused:?}"
        );
    };
    wrong(given.clone(), "complete", Rule::Required);
    given.answers.insert("complete".into(), "5".into());
    wrong(given.clone(), "complete", Rule::UnknownCode);
    given.answers.insert("complete".into(), "perhaps".into());
    wrong(given, "complete", Rule::UnknownCode);
    let other = ScoreAnswers {
        version: 2,
        ..answers(4)
    };
    assert!(matches!(
        machine.app.score_call(&score(60, &call, other)),
        Err(AppError::Invalid {
            field: "form",
            rule: Rule::Mismatch,
            ..
        })
    ));
    let failed = ScoreAnswers {
        failed: vec!["privacy_breach".into()],
        answers: [].into(),
        ..answers(4)
    };
    let scores = machine.app.score_call(&score(60, &call, failed)).unwrap();
    assert_eq!((scores[0].result, scores[0].failed.len()), (0, 1));
    assert!(machine.app.shift_review(SHIFT).unwrap().scores[0].failed);
}

/// A mean without the number behind it misleads, and an agent is told their own alone.
#[test]
fn figures_tell_the_mean_and_what_failed() {
    let machine = at_work();
    let first = log(&machine, &query_form(1));
    change_to(&machine, "huda");
    let second = log(&machine, &query_form(2));
    change_to(&machine, "maryam");
    let figures = || {
        let query = FiguresQuery {
            named: Some(NamedPeriod::Today),
            ..FiguresQuery::default()
        };
        machine.app.figures(&query).unwrap().quality
    };
    assert_eq!((figures().mean, figures().failed.of), (None, 0));
    machine
        .app
        .score_call(&score(60, &first, answers(2)))
        .unwrap();
    let failed = ScoreAnswers {
        failed: vec!["disrespect".into()],
        ..answers(4)
    };
    machine.app.score_call(&score(61, &second, failed)).unwrap();
    assert_eq!(
        (figures().mean, figures().failed.part, figures().failed.of),
        (Some(475), 1, 2)
    );
    change_to(&machine, "said");
    assert_eq!((figures().mean, figures().failed.of), (Some(950), 1));
}

/// Looking for one kind of call among hundreds must not mean reading all of them.
#[test]
fn the_log_is_filtered_by_channel_length_and_mark() {
    let machine = at_work();
    let plain = log(&machine, &query_form(1));
    let mut short = query_form(2);
    short.ended_at = Some(short.started_at + 19_999);
    let short = log(&machine, &short);
    // Entered later: nobody knows when it ended.
    let open = app::dto::CallForm {
        happened_day: "2026-11-22".into(),
        happened_time: "9:15".into(),
        ended_at: None,
        ..query_form(3)
    };
    let open = log(&machine, &open);
    let mut visit = query_form(4);
    visit.channel = "walk_in".into();
    let visit = log(&machine, &visit);
    let complaint = log(&machine, &complaint_form(5));
    change_to(&machine, "maryam");
    machine
        .app
        .score_call(&score(60, &plain, answers(4)))
        .unwrap();
    let found = |query: ShiftQuery| {
        let log = machine.app.shift_log(&query).unwrap();
        assert_eq!(log.page.rows.len(), log.page.total as usize);
        let mut ids: Vec<String> = log.page.rows.into_iter().map(|row| row.id).collect();
        ids.sort();
        ids
    };
    let by = |channel: &str, length: &str, flag: &str| {
        found(ShiftQuery {
            channel: channel.into(),
            length: length.into(),
            flag: flag.into(),
            ..ShiftQuery::default()
        })
    };
    let ids = |of: &[&String]| {
        let mut ids: Vec<String> = of.iter().map(|id| (*id).clone()).collect();
        ids.sort();
        ids
    };
    assert_eq!(by("walk_in", "", ""), ids(&[&visit]));
    assert_eq!(by("", "short", ""), ids(&[&short]));
    assert_eq!(by("", "up_to_3", ""), ids(&[&plain, &complaint]));
    assert_eq!(
        by("", "unknown", ""),
        ids(&[&open]),
        "a visit has no length"
    );
    assert_eq!(by("", "", "late"), ids(&[&open]));
    assert_eq!(by("", "", "scored"), ids(&[&plain]));
    assert_eq!(
        by("", "", "unscored"),
        ids(&[&short, &open, &visit, &complaint])
    );
    assert_eq!(by("", "", "case"), ids(&[&complaint]));
    assert_eq!(by("phone_in", "short", "case"), ids(&[]));
    for (field, query) in [("length", ("", "long", "")), ("flag", ("", "", "starred"))] {
        let (channel, length, flag) = query;
        let refused = machine.app.shift_log(&ShiftQuery {
            channel: channel.into(),
            length: length.into(),
            flag: flag.into(),
            ..ShiftQuery::default()
        });
        assert!(matches!(refused, Err(AppError::Invalid { field: of, .. }) if of == field));
    }
}

/// A supervisor who doubts the record asks it, and is told what could not be asked.
#[test]
fn the_journal_is_checked_from_the_screen() {
    let machine = at_work();
    log(&machine, &query_form(1));
    change_to(&machine, "maryam");
    machine.later(HOUR);
    let check = machine.app.check_journal().unwrap();
    assert_eq!(check.fault, None);
    assert!(check.entries > 1 && check.entries == check.links);
    assert_eq!(check.centre, CentreCopy::NotSet);
    assert_eq!(machine.app.journal_progress().unwrap(), None, "it is over");
}
