//! Leaving the desk and coming back: nothing of a caller stays to be seen, nothing typed is lost.

use i18n::Locale;
use nida_tests::Told;
use nida_tests::display::key_code;
use nida_tests::station::{FIRST_LOGIN, FIRST_SECRET, Spoken, Station};
use nida_tests::window::Key;
use serde_json::json;

const SALIM: &str = "salim";
const SALIM_SECRET: &str = "730518";

/// Lets the page's clock jump ahead, so that nobody has to wait for minutes.
const JUMP: &str =
    "const [ms] = arguments; const now = Date.now.bind(Date); Date.now = () => now() + ms";

async fn jump(station: &Station, minutes: u32) -> Told {
    let ms = json!(u64::from(minutes) * 60_000);
    station.window.execute(JUMP, vec![ms]).await.map(drop)
}

/// Ctrl+L and a digit, and the page of the locked machine.
async fn lock(station: &Station, digit: char) -> Told {
    station.press(&[Key::Control.into(), 'l']).await?;
    station.window.see(&station.word("lock-ask")).await?;
    station.press(&[digit]).await?;
    station.heading("lock-title").await.map(drop)
}

/// The locked person's own secret, at the field that waits for it.
async fn unlock(station: &Station, secret: &str) -> Told {
    station.focus_in("textbox", "common-secret").await?;
    station.fill("common-secret", secret).await?;
    station.click("lock-open").await
}

/// Neither on the page, nor in what a screen reader gets, nor anywhere in the document.
async fn see_nothing_of(station: &Station, typed: &[&str]) -> Told {
    let page = "return document.documentElement.outerHTML
        + Array.from(document.querySelectorAll('input, textarea'), (field) => field.value).join()";
    let page = station.window.execute(page, vec![]).await?;
    let page = page.as_str().unwrap_or_default();
    for words in typed {
        assert!(!page.contains(words), "{words} is still in the document");
    }
    for role in ["textbox", "button", "listitem", "heading"] {
        for name in station.window.names_of(role).await? {
            assert!(
                typed.iter().all(|words| !name.contains(words)),
                "{name} is still to be heard"
            );
        }
    }
    Ok(())
}

/// What axe says of the page as it stands: nothing.
async fn see_it_is_accessible(station: &Station) -> Told {
    let findings = station.window.accessibility_findings().await?;
    assert!(findings.is_empty(), "{findings:?}");
    Ok(())
}

/// A colleague needs the desk for a moment while a caller looks for a paper.
#[tokio::test]
async fn another_person_in_between_finds_nothing_and_changes_nothing() -> Told {
    let station = Station::at_work(Locale::Ar).await?;
    station
        .add_agent(SALIM, "سالم البوسعيدي", SALIM_SECRET)
        .await?;
    station.new_call().await?;
    station
        .take_down(Spoken {
            number: "99110011",
            note: "الأولى تبحث عن رقم الملف",
            ..Spoken::default()
        })
        .await?;
    station.new_call().await?;
    station.fill("desk-number", "99220022").await?;
    station.fill("desk-note", "خلف المسجد").await?;
    // The last key is not on the disk yet when the machine is locked.
    lock(&station, '9').await?;
    see_nothing_of(&station, &["9911", "9922", "رقم الملف", "خلف المسجد"]).await?;
    station.window.picture("locked-other-ar").await?;

    station.focus_in("textbox", "common-login").await?;
    station.enter(SALIM, SALIM_SECRET).await?;
    station.heading("desk-empty-title").await?;
    see_nothing_of(&station, &["9911", "9922", "رقم الملف", "خلف المسجد"]).await?;
    station.new_call().await?;
    station.fill("desk-note", "مسودة سالم").await?;
    lock(&station, '1').await?;
    station.window.picture("locked-ar").await?;

    station.fill("common-login", FIRST_LOGIN).await?;
    station.fill("common-secret", FIRST_SECRET).await?;
    station.click("signin-enter").await?;
    station.focus_in("textbox", "desk-note").await?;
    for (field, kept) in [("desk-number", "99220022"), ("desk-note", "خلف المسجد")] {
        station
            .window
            .see_value("textbox", &station.word(field), kept)
            .await?;
    }
    see_nothing_of(&station, &["مسودة سالم"]).await?;
    station.press(&[Key::Shift.into(), Key::F2.into()]).await?;
    station
        .window
        .see_value(
            "textbox",
            &station.word("desk-note"),
            "الأولى تبحث عن رقم الملف",
        )
        .await?;
    station.close().await
}

/// Whoever listens types nothing; a desk that was left locks, after it has said so.
#[tokio::test]
async fn six_silent_minutes_of_listening_do_not_lock() -> Told {
    let station = Station::at_work(Locale::En).await?;
    station.new_call().await?;
    station.fill("desk-number", "99123456").await?;
    station
        .fill("desk-note", "He tells it from the beginning")
        .await?;
    jump(&station, 6).await?;
    station.window.see("06:0").await?;
    station.focus_in("textbox", "desk-note").await?;
    station.press(&[Key::F9.into()]).await?;
    station.window.see(&station.word("desk-ended")).await?;

    // Now nobody speaks: a hundred and some seconds later it is told, and the next key is typed all the same.
    // The clock stands there, however long a busy machine takes to look.
    let seconds = "const then = Date.now() + 105000; Date.now = () => then";
    station.window.execute(seconds, vec![]).await?;
    station.window.see("The machine locks in").await?;
    station.window.picture("lock-soon-en").await?;
    station.press(&['!']).await?;
    station
        .window
        .see_value(
            "textbox",
            &station.word("desk-note"),
            "He tells it from the beginning!",
        )
        .await?;
    station.window.see_no_more("The machine locks in").await?;

    jump(&station, 2).await?;
    station.heading("lock-title").await?;
    see_nothing_of(&station, &["99123456", "from the beginning"]).await?;
    unlock(&station, FIRST_SECRET).await?;
    station.focus_in("textbox", "desk-note").await?;
    station
        .window
        .see_value(
            "textbox",
            &station.word("desk-note"),
            "He tells it from the beginning!",
        )
        .await?;
    station.close().await
}

/// A break by the keys of an Arabic board, longer than usual, and back; wrong secrets count here too.
#[tokio::test]
async fn a_break_is_begun_by_two_keys_and_ended_by_its_person() -> Told {
    let station = Station::at_work(Locale::Ar).await?;
    station.go_to("common-screen-shift").await?;
    let keyboard = station.window.display();
    keyboard.set_layout("ara")?;
    keyboard.press(&[key_code::CONTROL, key_code::L])?;
    station.window.see(&station.word("lock-ask")).await?;
    keyboard.press(&[key_code::digit(2)])?;
    station.heading("lock-title").await?;
    station.window.see("صلاة").await?;
    jump(&station, 16).await?;
    station.window.see("16:0").await?;
    station.window.see("تجاوز المدة المعتادة").await?;
    station.window.picture("locked-break-ar").await?;
    unlock(&station, "111222").await?;
    station.window.see("محاولات").await?;
    unlock(&station, FIRST_SECRET).await?;
    // Where they were.
    station.heading("common-screen-shift").await?;
    station.close().await
}

async fn sign_in_instead(station: &Station, login: &str, secret: &str) -> Told {
    station.focus_in("textbox", "common-login").await?;
    station.enter(login, secret).await
}

/// An agent had to leave; the supervisor goes on with the call, and the agent learns of it.
#[tokio::test]
async fn a_supervisor_takes_over_what_an_agent_left() -> Told {
    let station = Station::at_work(Locale::En).await?;
    station
        .add_agent(SALIM, "سالم البوسعيدي", SALIM_SECRET)
        .await?;
    lock(&station, '9').await?;
    // Salim's language is that of whoever added him.
    sign_in_instead(&station, SALIM, SALIM_SECRET).await?;
    station.heading("desk-empty-title").await?;
    station.new_call().await?;
    station
        .take_down(Spoken {
            number: "99330033",
            type_code: "complaint",
            note: "beside the pharmacy",
            ..Spoken::default()
        })
        .await?;
    lock(&station, '9').await?;

    sign_in_instead(&station, FIRST_LOGIN, FIRST_SECRET).await?;
    // Where they were.
    station.heading("common-screen-settings").await?;
    station.click("common-screen-desk").await?;
    station.window.see(&station.word("drafts-others")).await?;
    see_nothing_of(&station, &["9933", "beside the pharmacy"]).await?;
    station.window.picture("others-drafts-en").await?;
    see_it_is_accessible(&station).await?;
    station.click("drafts-take").await?;
    let reason = station.word("drafts-take-reason");
    station
        .window
        .choose(&reason, "Its agent is absent")
        .await?;
    station.window.picture("take-over-en").await?;
    see_it_is_accessible(&station).await?;
    station.click("drafts-take-confirm").await?;
    station
        .window
        .see_value("textbox", &station.word("desk-note"), "beside the pharmacy")
        .await?;
    lock(&station, '9').await?;

    sign_in_instead(&station, SALIM, SALIM_SECRET).await?;
    station.heading("desk-empty-title").await?;
    let taken = station.word("drafts-taken");
    station.window.see(&taken).await?;
    station.window.picture("taken-drafts-en").await?;
    see_it_is_accessible(&station).await?;
    station.click("drafts-taken-read").await?;
    station.window.see_no_more(&taken).await?;
    station.close().await
}
