//! The supervisor's log of the shift: what was logged, by whom, what to say about it, on paper.

use i18n::{FluentArgs, Locale};
use nida_tests::Told;
use nida_tests::station::{FIRST_LOGIN, FIRST_SECRET, Spoken, Station};
use nida_tests::window::Key;

async fn a_supervisor_reviews_the_shift(locale: Locale) -> Told {
    let station = Station::at_work(locale).await?;
    station.add_agent("salim", "سالم البلوشي", "739154").await?;
    station.sign_out().await?;

    station.sign_in("salim", "739154").await?;
    station.new_call().await?;
    station
        .take_down(Spoken {
            number: "99123456",
            type_code: "complaint",
            subject: "appt_delay",
            facility: "royal_hospital",
            place: "",
            note: "موعد القلب بعد سبعة أشهر.",
        })
        .await?;
    let reference = station.save().await?;
    station.new_call().await?;
    station
        .take_down(Spoken {
            number: "99223344",
            type_code: "health_ed",
            subject: "diabetes",
            ..Spoken::default()
        })
        .await?;
    station.save().await?;
    station.see_own_log_of(2).await?;
    station.sign_out().await?;

    station.sign_in(FIRST_LOGIN, FIRST_SECRET).await?;
    station.go_to("common-screen-shift").await?;
    let complaint = station.subject_label("complaint", "appt_delay")?;
    let query = station.subject_label("health_ed", "diabetes")?;
    station.window.see(&complaint).await?;
    station.window.see(&query).await?;
    station
        .window
        .picture(&format!("shift-log-{}", locale.code()))
        .await?;

    // By type, by text, and back to everything.
    station
        .choose("shift-type", &station.type_label("health_ed")?)
        .await?;
    station.window.see_no_more(&complaint).await?;
    station.click("shift-clear-filters").await?;
    station.window.see(&complaint).await?;
    station.fill("shift-text", "٩٩١٢٣٤٥٦").await?;
    station.window.see_no_more(&query).await?;
    station.window.see(&complaint).await?;

    // One call, whole, and a word to its agent.
    station.window.click_with("cell", &complaint).await?;
    station.window.see("موعد القلب بعد سبعة أشهر.").await?;
    let comment = "اسأل عن رقم الملف في المرة القادمة.";
    station.fill("shift-comment", comment).await?;
    station.click("shift-comment-send").await?;
    station.window.see(comment).await?;
    station
        .window
        .picture(&format!("shift-call-{}", locale.code()))
        .await?;

    // On paper: what the printer would get, as no printer is there.
    station.press(&[Key::Escape.into()]).await?;
    station.click("shift-clear-filters").await?;
    station.window.see(&query).await?;
    let take_paper = "window.print = () => { window.paper = document.body.textContent }";
    station.window.execute(take_paper, vec![]).await?;
    station.press(&[Key::Control.into(), 'p']).await?;
    let paper = station
        .window
        .until("something to print", async || {
            let paper = station
                .window
                .execute("return window.paper ?? null", vec![])
                .await?;
            Ok(paper.as_str().map(nida_tests::window::without_isolation))
        })
        .await?;
    for printed in [&complaint, &query] {
        assert!(
            paper.contains(printed.as_str()),
            "the paper holds {printed}"
        );
    }
    if let Some(reference) = reference {
        assert!(
            paper.contains(&reference),
            "the paper holds the case's reference"
        );
    }
    let name = format!("shift-paper-{}", locale.code());
    let paper = station.window.paper(&name).await?;
    assert_eq!(paper.beside, Vec::<String>::new(), "cut at the sides");
    assert_eq!(paper.pressed, Vec::<String>::new(), "to be pressed");
    station.close().await
}

/// In Arabic.
#[tokio::test]
async fn a_supervisor_reviews_the_shift_in_arabic() -> Told {
    a_supervisor_reviews_the_shift(Locale::Ar).await
}

/// In English.
#[tokio::test]
async fn a_supervisor_reviews_the_shift_in_english() -> Told {
    a_supervisor_reviews_the_shift(Locale::En).await
}

/// A comment that never comes back to whoever logged the call corrects nothing.
#[tokio::test]
async fn a_comment_stands_in_the_agents_own_log() -> Told {
    let station = Station::at_work(Locale::Ar).await?;
    station.new_call().await?;
    station
        .take_down(Spoken {
            number: "99223344",
            type_code: "health_ed",
            subject: "diabetes",
            ..Spoken::default()
        })
        .await?;
    station.save().await?;
    station.see_own_log_of(1).await?;
    let query = station.subject_label("health_ed", "diabetes")?;
    let comment = "اسأل عن العمر أيضًا.";
    station.go_to("common-screen-shift").await?;
    station.window.click_with("cell", &query).await?;
    station.fill("shift-comment", comment).await?;
    station.click("shift-comment-send").await?;
    station.window.see(comment).await?;
    station.click("common-screen-desk").await?;
    let arguments = FluentArgs::from_iter([("count", 1)]);
    let mark = station.sentence("desk-log-comments", &arguments);
    station.window.click_with("button", &mark).await?;
    station.window.see(comment).await?;
    station.close().await
}

/// On one machine the agent has signed out before the supervisor sits down: what is said then must meet
/// the agent when they come again, and leave when they have read it.
#[tokio::test]
async fn a_comment_made_after_an_agent_left_meets_them_when_they_come_again() -> Told {
    let station = Station::at_work(Locale::Ar).await?;
    station.add_agent("salim", "سالم البلوشي", "739154").await?;
    station.sign_out().await?;
    station.sign_in("salim", "739154").await?;
    station.new_call().await?;
    station
        .take_down(Spoken {
            number: "99223344",
            type_code: "health_ed",
            subject: "diabetes",
            ..Spoken::default()
        })
        .await?;
    station.save().await?;
    station.see_own_log_of(1).await?;
    station.sign_out().await?;

    station.sign_in(FIRST_LOGIN, FIRST_SECRET).await?;
    station.go_to("common-screen-shift").await?;
    let query = station.subject_label("health_ed", "diabetes")?;
    station
        .window
        .find_with("cell", &query)
        .await?
        .click()
        .await?;
    let comment = "اسأل عن العمر أيضًا.";
    station.fill("shift-comment", comment).await?;
    station.click("shift-comment-send").await?;
    station.window.see(comment).await?;
    station.sign_out().await?;

    station.sign_in("salim", "739154").await?;
    let group = station.word("desk-commented");
    station.window.see(&group).await?;
    let arguments = FluentArgs::from_iter([("count", 1)]);
    let mark = station.sentence("desk-log-comments", &arguments);
    station
        .window
        .find_with("button", &mark)
        .await?
        .click()
        .await?;
    station.window.see(comment).await?;
    station.click("desk-commented-seen").await?;
    station.window.see_no_more(&group).await?;
    station.sign_out().await?;
    station.sign_in("salim", "739154").await?;
    station.window.see(&station.word("desk-log-none")).await?;
    station.window.see_no_more(&group).await?;
    station.close().await
}

/// By any clock the shift of yesterday's morning has ended, so that it can be signed.
const YESTERDAY: &str = "10:30";

async fn a_shift_is_sampled_a_call_returned_corrected_and_signed(locale: Locale) -> Told {
    let station = Station::at_work(locale).await?;
    station.add_agent("salim", "سالم البلوشي", "739154").await?;
    station
        .add_supervisor("huda", "هدى المعمرية", "581306")
        .await?;
    station.sign_out().await?;

    // Entered late: its shift is that of yesterday morning.
    station.sign_in("salim", "739154").await?;
    station.new_call().await?;
    station
        .take_down(Spoken {
            number: "99123456",
            type_code: "health_ed",
            subject: "diabetes",
            note: "سأل عن الدواء",
            ..Spoken::default()
        })
        .await?;
    station.press(&[Key::Alt.into(), 'w']).await?;
    station
        .choose("form-happened-day", &station.word("form-yesterday"))
        .await?;
    station.fill("form-happened-time", YESTERDAY).await?;
    station.save().await?;
    station.see_own_log_of(1).await?;
    station.sign_out().await?;

    // The supervisor finds it among what is looked at, and gives it back.
    station.sign_in(FIRST_LOGIN, FIRST_SECRET).await?;
    let subject = station.subject_label("health_ed", "diabetes")?;
    let look_at_yesterday = async || {
        station.go_to("common-screen-shift").await?;
        // The running shift stands first; the one that was entered late comes next.
        let second =
            "return document.querySelector('[role=search] select')?.options[1]?.text ?? null";
        let label = station
            .window
            .until("yesterday's shift to choose", async || {
                let label = station.window.execute(second, vec![]).await?;
                Ok(label.as_str().map(str::to_owned))
            })
            .await?;
        station.choose("shift-choose", &label).await?;
        station.window.see(&subject).await
    };
    look_at_yesterday().await?;
    station
        .window
        .see(&station.word("shift-why-sample"))
        .await?;
    station.window.see(&station.word("shift-unsigned")).await?;
    station
        .window
        .picture(&format!("shift-review-{}", locale.code()))
        .await?;
    station.window.click_with("cell", &subject).await?;
    let reason = "اذكر اسم الدواء الذي سأل عنه.";
    station.fill("shift-comment", reason).await?;
    station.click("shift-return").await?;
    station
        .window
        .see(&station.word("common-return-open"))
        .await?;
    station
        .window
        .see(&station.word("shift-why-returned"))
        .await?;
    let found = station.window.accessibility_findings().await?;
    assert!(found.is_empty(), "{found:?}");
    station.window.resize((1024, 768)).await?;
    station
        .window
        .picture(&format!("shift-returned-narrow-{}", locale.code()))
        .await?;
    station.window.resize((1366, 768)).await?;
    station.press(&[Key::Escape.into()]).await?;
    // It keeps the shift from being signed, and the dialog leads to it.
    station.click("shift-sign").await?;
    station
        .window
        .see(&station.word("shift-not-yet-returned"))
        .await?;
    station
        .window
        .picture(&format!("shift-not-yet-{}", locale.code()))
        .await?;
    station.click("shift-to-call").await?;
    station.window.see(reason).await?;
    station.sign_out().await?;

    // Its agent finds it on the desk and puts it right as any other call.
    station.sign_in("salim", "739154").await?;
    station.window.see(&station.word("desk-returned")).await?;
    station
        .window
        .picture(&format!("desk-returned-{}", locale.code()))
        .await?;
    station
        .window
        .click_with("button", &station.word("desk-returned-open"))
        .await?;
    station.window.see(reason).await?;
    let found = station.window.accessibility_findings().await?;
    assert!(found.is_empty(), "{found:?}");
    station.click("correct-action").await?;
    station.heading("correct-title").await?;
    station.fill("desk-note", "سأل عن دواء الميتفورمين").await?;
    station
        .press(&[Key::Control.into(), Key::Enter.into()])
        .await?;
    station.heading("correct-saved-title").await?;
    station
        .window
        .see_no_more(&station.word("desk-returned"))
        .await?;
    station.sign_out().await?;

    // Back with the supervisor, who signs with the PIN.
    station.sign_in(FIRST_LOGIN, FIRST_SECRET).await?;
    look_at_yesterday().await?;
    station
        .window
        .see(&station.word("shift-why-corrected"))
        .await?;
    score(&station, &subject).await?;
    check_the_journal(&station).await?;
    station.click("shift-sign").await?;
    station.focus_in("textbox", "common-secret").await?;
    station
        .window
        .picture(&format!("shift-sign-{}", locale.code()))
        .await?;
    let found = station.window.accessibility_findings().await?;
    assert!(found.is_empty(), "{found:?}");
    station.fill("common-secret", FIRST_SECRET).await?;
    station.press(&[Key::Enter.into()]).await?;
    station.window.see(&station.word("shift-signed")).await?;
    station
        .window
        .see(&station.word("shift-sign-again"))
        .await?;

    // The next shift is told what is open.
    station.click("shift-hand-over").await?;
    station
        .fill("shift-hand-over-notes", "لا شيء معلّق سوى مكالمة واحدة.")
        .await?;
    station
        .window
        .picture(&format!("shift-hand-over-{}", locale.code()))
        .await?;
    let found = station.window.accessibility_findings().await?;
    assert!(found.is_empty(), "{found:?}");
    station.click("shift-hand-over-give").await?;
    station
        .window
        .see(&station.word("shift-handover-waits"))
        .await?;

    // What is put right now is shown as after the signature.
    station.window.click_with("cell", &subject).await?;
    station.click("correct-action").await?;
    station.heading("correct-title").await?;
    station
        .fill("desk-note", "سأل عن الميتفورمين وجرعته")
        .await?;
    station
        .press(&[Key::Control.into(), Key::Enter.into()])
        .await?;
    station.heading("correct-saved-title").await?;
    look_at_yesterday().await?;
    station
        .window
        .see(&station.word("shift-after-signature"))
        .await?;
    station
        .window
        .picture(&format!("shift-signed-{}", locale.code()))
        .await?;
    station.window.resize((1024, 768)).await?;
    station
        .window
        .picture(&format!("shift-signed-narrow-{}", locale.code()))
        .await?;
    station.window.resize((1366, 768)).await?;
    station.sign_out().await?;

    // The agent finds the score on the desk, and has a word.
    station.sign_in("salim", "739154").await?;
    station.window.see(&station.word("quality-desk")).await?;
    station
        .window
        .click_with("button", &station.word("quality-desk-open"))
        .await?;
    station.window.see(WORD_TO_THE_AGENT).await?;
    station
        .fill("quality-reply", "شكرًا، سأسأل عن الجرعة.")
        .await?;
    station
        .window
        .picture(&format!("desk-scored-{}", locale.code()))
        .await?;
    let found = station.window.accessibility_findings().await?;
    assert!(found.is_empty(), "{found:?}");
    station.click("quality-reply-send").await?;
    station.window.see(&station.word("quality-replied")).await?;
    station.click("quality-seen").await?;
    station
        .window
        .see_no_more(&station.word("quality-desk"))
        .await?;
    station.sign_out().await?;

    // The next supervisor takes the shift, and reads what the agent said.
    station.sign_in("huda", "581306").await?;
    station.go_to("common-screen-shift").await?;
    station
        .window
        .see(&station.word("shift-handover-waiting"))
        .await?;
    station
        .window
        .picture(&format!("shift-handover-waits-{}", locale.code()))
        .await?;
    station.click("shift-handover-take").await?;
    station
        .window
        .see_no_more(&station.word("shift-handover-waiting"))
        .await?;
    look_at_yesterday().await?;
    station
        .window
        .see(&station.word("shift-handover-taken"))
        .await?;
    station
        .window
        .see(&station.word("quality-mark-replied"))
        .await?;
    station.window.click_with("cell", &subject).await?;
    station.window.see("شكرًا، سأسأل عن الجرعة.").await?;
    station
        .window
        .picture(&format!("shift-replied-{}", locale.code()))
        .await?;
    let found = station.window.accessibility_findings().await?;
    assert!(found.is_empty(), "{found:?}");
    station.close().await
}

const WORD_TO_THE_AGENT: &str = "أحسنت التصحيح، واسأل عن الجرعة أيضًا.";

/// Every answer of the form but the first one, which is given by keys.
const ANSWER_THE_REST: &str = "
    for (const group of document.querySelectorAll('dialog [role=radiogroup]')) {
        const radios = [...group.querySelectorAll('input')];
        if (radios.some((one) => one.checked)) continue;
        const last = radios.filter((one) => one.value !== 'na').at(-1);
        (last.value === 'no' ? radios[0] : last).click();
    }";

/// Scores the call of this subject: from its row by a key, the first item by keys too.
async fn score(station: &Station, subject: &str) -> Told {
    station.window.click_with("cell", subject).await?;
    station.window.see(&station.word("shift-details")).await?;
    station.press(&[Key::Alt.into(), 'q']).await?;
    station.heading("quality-title").await?;
    // Nothing is saved with a hole in it: the first item without an answer has the focus.
    station
        .press(&[Key::Control.into(), Key::Enter.into()])
        .await?;
    let first = "return document.activeElement?.dataset.field === 'score-greeting'";
    station
        .window
        .until("the first item in focus", async || {
            let there = station.window.execute(first, vec![]).await?;
            Ok((there.as_bool() == Some(true)).then_some(()))
        })
        .await?;
    station.press(&[' ']).await?;
    station
        .window
        .picture(&format!("shift-score-{}", station.locale().code()))
        .await?;
    station.window.execute(ANSWER_THE_REST, vec![]).await?;
    station.fill("quality-text", WORD_TO_THE_AGENT).await?;
    let found = station.window.accessibility_findings().await?;
    assert!(found.is_empty(), "{found:?}");
    station
        .window
        .picture(&format!("shift-score-whole-{}", station.locale().code()))
        .await?;
    station
        .press(&[Key::Control.into(), Key::Enter.into()])
        .await?;
    station.window.see(&station.word("quality-scores")).await?;
    station.window.see(WORD_TO_THE_AGENT).await?;
    station
        .window
        .picture(&format!("shift-scored-{}", station.locale().code()))
        .await?;
    station.press(&[Key::Escape.into()]).await
}

/// Whether the record is whole is asked and answered where it is signed.
async fn check_the_journal(station: &Station) -> Told {
    station.click("journal-check").await?;
    station.heading("journal-title").await?;
    station.click("journal-begin").await?;
    station.window.see(&station.word("journal-whole")).await?;
    station
        .window
        .see(&station.word("journal-centre-not-set"))
        .await?;
    let found = station.window.accessibility_findings().await?;
    assert!(found.is_empty(), "{found:?}");
    station
        .window
        .picture(&format!("shift-journal-{}", station.locale().code()))
        .await?;
    station.press(&[Key::Escape.into()]).await
}

/// A call that is only remarked on stays wrong, and a shift that nobody answers for is nobody's. In Arabic.
#[tokio::test]
async fn a_shift_is_sampled_a_call_returned_corrected_and_signed_in_arabic() -> Told {
    a_shift_is_sampled_a_call_returned_corrected_and_signed(Locale::Ar).await
}

/// In English.
#[tokio::test]
async fn a_shift_is_sampled_a_call_returned_corrected_and_signed_in_english() -> Told {
    a_shift_is_sampled_a_call_returned_corrected_and_signed(Locale::En).await
}

/// Whoever only logs calls must not read those of others by a screen that was left open to them.
#[tokio::test]
async fn an_agent_is_not_offered_the_shift_of_others() -> Told {
    let station = Station::at_work(Locale::Ar).await?;
    station.add_agent("salim", "سالم البلوشي", "739154").await?;
    station.sign_out().await?;
    station.sign_in("salim", "739154").await?;
    assert!(
        !station
            .window
            .shows("button", &station.word("common-screen-shift"))
            .await?,
        "no way to the shift's log"
    );
    station.close().await
}
