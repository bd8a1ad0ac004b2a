//! Every screen as a person gets it: pictures in both languages and all sizes, and what axe says.

use i18n::Locale;
use nida_tests::station::{FIRST_LOGIN, FIRST_SECRET, Spoken, Station};
use nida_tests::window::Key;
use nida_tests::{Failure, Told};

/// The usual machine, a narrow one, and the usual one at 200 % zoom, in pixels of the page.
pub(crate) const SIZES: [(u32, u32); 3] = [(1366, 690), (1024, 690), (683, 345)];

/// What lies over the desk as it is scrolled: the row that saves, and a question that waits for a digit.
/// `layers.rs` looks at the form from edge to edge, so that each of its controls is seen clear of both.
pub(crate) const COVERS: &str = "form > .go, section.question";

/// Takes pictures of screens as they stand and holds each against the rules of accessibility; what is
/// wrong is collected, so that one run tells all of it.
pub(crate) struct Look {
    pub(crate) station: Station,
    pub(crate) wrong: Vec<String>,
}

impl Look {
    pub(crate) async fn at(&mut self, screen: &str) -> Told {
        let window = &self.station.window;
        for (width, height) in SIZES {
            window.resize((width, height)).await?;
            let name = format!("{screen}-{}-{width}x{height}", self.station.locale().code());
            window.picture(&name).await?;
            let script = "return document.documentElement.scrollWidth - innerWidth";
            let sideways = window.execute(script, vec![]).await?;
            if sideways.as_i64() > Some(0) {
                self.wrong
                    .push(format!("{name} is {sideways} pixels wider than the window"));
            }
            let findings = window.accessibility_findings_beside(COVERS).await?;
            self.wrong.extend(
                findings
                    .iter()
                    .map(|finding| format!("{name}: {finding:?}")),
            );
        }
        window.resize(SIZES[0]).await?;
        self.at_in_the_dark(screen).await
    }

    /// Colours do not depend on the size: one is enough.
    async fn at_in_the_dark(&mut self, screen: &str) -> Told {
        let window = &self.station.window;
        let name = format!("{screen}-{}-dark", self.station.locale().code());
        window.in_the_dark(true).await?;
        window.picture(&name).await?;
        let findings = window.accessibility_findings_beside(COVERS).await?;
        self.wrong.extend(
            findings
                .iter()
                .map(|finding| format!("{name}: {finding:?}")),
        );
        window.in_the_dark(false).await?;
        Ok(())
    }

    pub(crate) async fn end(self) -> Told {
        self.station.close().await?;
        match self.wrong.as_slice() {
            [] => Ok(()),
            wrong => Err(Failure::new(wrong.join("\n"))),
        }
    }
}

/// What a person could press of the screen and lies under the offers to take something back.
async fn covered(station: &Station) -> Told<serde_json::Value> {
    let script = "const offers = document.querySelector('.offers').getBoundingClientRect();
        const over = (one) => {
            const box = one.getBoundingClientRect();
            return box.width > 0 && box.bottom > offers.top && box.top < offers.bottom
                && box.right > offers.left && box.left < offers.right;
        };
        return Array.from(document.querySelectorAll('main button, main input, main a, footer button'))
            .filter(over)
            .filter((one) => document.elementFromPoint(
                one.getBoundingClientRect().x + 2, one.getBoundingClientRect().y + 2)?.closest('.offers'))
            .map((one) => one.textContent)";
    station.window.execute(script, vec![]).await
}

async fn every_screen_can_be_put_in_front_of_an_agent(locale: Locale) -> Told {
    let mut look = Look {
        station: Station::unpacked(locale).await?,
        wrong: Vec::new(),
    };
    look.station.heading("start-first-title").await?;
    look.at("first-start").await?;
    let code = look.station.set_up().await?;
    look.at("recovery-code").await?;
    look.station.confirm_recovery_code(&code).await?;
    look.at("first-person").await?;
    look.station.begin().await?;
    look.station.sign_out().await?;
    look.at("sign-in").await?;
    look.station.sign_in(FIRST_LOGIN, FIRST_SECRET).await?;
    look.at("desk-empty").await?;
    look.station.new_call().await?;
    look.station
        .take_down(Spoken {
            number: "99123456",
            type_code: "complaint",
            subject: "appt_delay",
            facility: "royal_hospital",
            place: "",
            note: "موعد القلب بعد سبعة أشهر، ورقم الملف 44213.",
        })
        .await?;
    look.at("desk-call").await?;
    look.station.press(&[Key::F3.into()]).await?;
    look.station.focus_in("combobox", "cards-words").await?;
    look.station
        .window
        .see(&look.station.word("cards-danger"))
        .await?;
    look.at("answers").await?;
    look.station.press(&[Key::Escape.into()]).await?;
    look.station.heading("desk-call-title").await?;
    for key in ['t', 'q', 'b', 's', 'j', 'r', 'o', 'w', 'v', 'm'] {
        look.station.press(&[Key::Alt.into(), key]).await?;
    }
    let promise = look.station.word("form-promise-words");
    look.station.window.find("textbox", &promise).await?;
    let directions = "return Array.from(document.querySelectorAll(
            'form textarea, form input[type=text]:not(.number, .code)'))
        .filter(({ value }) => value === '')
        .map((field) => getComputedStyle(field).direction)
        .filter((one) => one !== getComputedStyle(document.documentElement).direction).length";
    let astray = look.station.window.execute(directions, vec![]).await?;
    assert_eq!(astray, 0, "an empty field begins where the page begins");
    // Longer than the window: `layers.rs` looks at it from edge to edge.
    let name = format!("desk-whole-form-{}", locale.code());
    look.station.window.picture(&name).await?;
    look.station.save().await?;
    look.at("desk-saved").await?;
    assert_eq!(
        covered(&look.station).await?,
        serde_json::json!([]),
        "what can be taken back covers nothing"
    );
    look.station.press(&[Key::Control.into(), 'k']).await?;
    look.station.focus_in("combobox", "palette-field").await?;
    look.station.window.write("123").await?;
    look.station
        .window
        .see(&look.station.word("palette-calls"))
        .await?;
    look.at("palette").await?;
    look.station.press(&[Key::Escape.into()]).await?;
    look.station.press(&[Key::F1.into()]).await?;
    look.station.heading("keys-title").await?;
    look.at("keys").await?;
    look.station.press(&[Key::Escape.into()]).await?;
    look.station.go_to("common-screen-cases").await?;
    let subject = look.station.subject_label("complaint", "appt_delay")?;
    look.station.window.find_with("cell", &subject).await?;
    look.at("cases-list").await?;
    look.station.window.click_with("cell", &subject).await?;
    look.station.heading("cases-page").await?;
    look.at("case-page").await?;
    look.station.click("cases-plan").await?;
    look.at("case-plan").await?;
    look.station.click("cases-amend").await?;
    look.at("case-amend").await?;
    look.station.go_to("common-screen-shift").await?;
    let subject = look.station.subject_label("complaint", "appt_delay")?;
    look.station.window.click_with("cell", &subject).await?;
    look.station.heading("shift-details").await?;
    look.at("shift-call").await?;
    look.station.go_to("common-screen-figures").await?;
    let balance = look.station.word("figures-balance");
    look.station.window.see(&balance).await?;
    look.at("figures").await?;
    look.station.go_to("common-screen-settings").await?;
    look.at("settings").await?;
    look.station.press(&[Key::Control.into(), 'l']).await?;
    let asked = look.station.word("lock-ask");
    look.station.window.see(&asked).await?;
    look.at("lock-ask").await?;
    look.station.press(&['3']).await?;
    look.station.heading("lock-title").await?;
    look.at("locked").await?;
    look.station = look.station.restart_after_kill().await?;
    look.station.heading("start-closed-title").await?;
    look.at("closed").await?;
    look.end().await
}

/// In Arabic.
#[tokio::test]
async fn every_screen_can_be_used_in_arabic() -> Told {
    every_screen_can_be_put_in_front_of_an_agent(Locale::Ar).await
}

/// In English.
#[tokio::test]
async fn every_screen_can_be_used_in_english() -> Told {
    every_screen_can_be_put_in_front_of_an_agent(Locale::En).await
}
