//! What lies over the screens, what goes wrong on them, and the form with all its parts, as a person gets it:
//! the rules of accessibility, every edge that can be scrolled to, and the keyboard alone.

use std::collections::BTreeSet;

use i18n::{FluentArgs, Locale};
use nida_tests::second_copy::start_again;
use nida_tests::station::{FIRST_LOGIN, Spoken, Station};
use nida_tests::window::Key;
use nida_tests::{Failure, Told};

use crate::looks::{COVERS, Look, SIZES};

const NUMBER: &str = "99123456";
const CALLER: &str = "سالم بن حمد الحارثي";
/// A form is not longer than so many windows.
const SCROLLS: usize = 60;
/// Controls of a desk, at the most; far above what it has.
const STOPS: usize = 400;

const COMPLAINT: Spoken<'static> = Spoken {
    number: NUMBER,
    type_code: "complaint",
    subject: "appt_delay",
    facility: "royal_hospital",
    place: "",
    note: "موعد القلب بعد سبعة أشهر، ورقم الملف 44213.",
};

/// Scrolls the form to its next place, so far that whatever the row that saves lay over comes clear of it;
/// tells whether there was one. The first time it goes to the beginning.
const SCROLL_ON: &str = "
    const [isFirst] = arguments;
    let at = document.querySelector('form');
    while (at && !(at.scrollHeight > at.clientHeight + 1
        && /auto|scroll/.test(getComputedStyle(at).overflowY))) at = at.parentElement;
    if (!at) return false;
    document.activeElement.blur();
    const before = at.scrollTop;
    const step = Math.max(40, (at.clientHeight - document.querySelector('form > .go').offsetHeight) / 2);
    at.scrollTop = isFirst ? 0 : before + step;
    return at.scrollTop !== before";

/// Opens every part that the call can have.
async fn open_all_parts(station: &Station) -> Told {
    for key in ['t', 'q', 'g', 'b', 's', 'j', 'r', 'o', 'w', 'v', 'm'] {
        station.press(&[Key::Alt.into(), key]).await?;
    }
    let promise = station.word("form-promise-words");
    station.window.find("textbox", &promise).await.map(drop)
}

impl Look {
    /// The rules at one place of the form's scrolling.
    async fn at_this_place(&mut self, name: &str) -> Told {
        let findings = self
            .station
            .window
            .accessibility_findings_beside(COVERS)
            .await?;
        self.wrong.extend(
            findings
                .iter()
                .map(|finding| format!("{name}: {finding:?}")),
        );
        Ok(())
    }

    /// The form from its first edge to its last, in every size, and once in the dark.
    async fn edge_to_edge(&mut self, screen: &str) -> Told {
        let code = self.station.locale().code();
        for (width, height) in SIZES {
            self.station.window.resize((width, height)).await?;
            let mut place = 0;
            self.station
                .window
                .execute(SCROLL_ON, vec![true.into()])
                .await?;
            loop {
                let name = format!("{screen}-{code}-{width}x{height}-{place}");
                self.at_this_place(&name).await?;
                place += 1;
                let on = self
                    .station
                    .window
                    .execute(SCROLL_ON, vec![false.into()])
                    .await?;
                if on.as_bool() != Some(true) {
                    break;
                }
                if place > SCROLLS {
                    return Err(Failure::new(format!("{name}: the form has no end")));
                }
            }
            assert!(
                place > 1,
                "the whole form is longer than {width} × {height}"
            );
            self.station
                .window
                .picture(&format!("{screen}-end-{code}-{width}x{height}"))
                .await?;
        }
        self.station.window.resize(SIZES[0]).await?;
        self.station.window.in_the_dark(true).await?;
        self.station
            .window
            .execute(SCROLL_ON, vec![true.into()])
            .await?;
        for place in 0..SCROLLS {
            self.at_this_place(&format!("{screen}-{code}-dark-{place}"))
                .await?;
            let on = self
                .station
                .window
                .execute(SCROLL_ON, vec![false.into()])
                .await?;
            if on.as_bool() != Some(true) {
                break;
            }
        }
        self.station.window.in_the_dark(false).await?;
        Ok(())
    }
}

async fn the_whole_form_from_edge_to_edge(locale: Locale) -> Told {
    let mut look = Look {
        station: Station::at_work(locale).await?,
        wrong: Vec::new(),
    };
    look.station.new_call().await?;
    look.station.take_down(COMPLAINT).await?;
    open_all_parts(&look.station).await?;
    look.edge_to_edge("whole-form").await?;
    look.end().await
}

/// A form that is clean as far as one sees without scrolling is half a form.
#[tokio::test]
async fn the_whole_form_is_clean_from_edge_to_edge_in_arabic() -> Told {
    the_whole_form_from_edge_to_edge(Locale::Ar).await
}

/// In English.
#[tokio::test]
async fn the_whole_form_is_clean_from_edge_to_edge_in_english() -> Told {
    the_whole_form_from_edge_to_edge(Locale::En).await
}

/// Layers and faults, each over the screen it comes up on.
async fn layers_and_faults(locale: Locale) -> Told {
    let mut look = Look {
        station: Station::unpacked(locale).await?,
        wrong: Vec::new(),
    };
    // The first start with what it refuses.
    look.station.click("start-next").await?;
    look.station.heading("start-station-title").await?;
    look.at("station-step").await?;
    look.station.click("start-next").await?;
    look.station
        .window
        .see(&look.station.word("errors-rule-required"))
        .await?;
    look.at("station-refused").await?;
    look.station.click("start-back").await?;
    let code = look.station.set_up().await?;
    look.station.click("start-next").await?;
    look.station
        .window
        .see(&look.station.word("start-recovery-back"))
        .await?;
    look.at("recovery-asked-back").await?;
    look.station.type_groups(&code).await?;
    look.station.click("start-next").await?;
    look.station.heading("start-person-title").await?;
    look.station.begin().await?;

    look.station.new_call().await?;
    look.station.fill("common-caller", CALLER).await?;
    look.station.take_down(COMPLAINT).await?;
    look.station.save().await?;
    // Somebody known, with an open case, in a form that lacks something; a call is announced.
    look.station.new_call().await?;
    look.station
        .take_down(Spoken {
            facility: "",
            note: "",
            ..COMPLAINT
        })
        .await?;
    look.station
        .press(&[Key::Control.into(), Key::Enter.into()])
        .await?;
    look.station
        .window
        .see(&look.station.word("errors-rule-required"))
        .await?;
    assert!(start_again(&look.station, &["--call", "99765432"])?.success());
    look.station.window.see("9976 5432").await?;
    look.at("desk-refused-and-announced").await?;
    look.station.press(&[Key::Alt.into(), 'x']).await?;
    look.station.press(&[Key::Alt.into(), 'f']).await?;
    look.station
        .focus_in("combobox", "form-flag-reason")
        .await?;
    look.at("desk-flag").await?;
    look.station.press(&[Key::Alt.into(), 'f']).await?;
    look.station.press(&[Key::Alt.into(), 'c']).await?;
    look.station
        .window
        .see(&look.station.word("caller-which-case"))
        .await?;
    look.at("desk-question").await?;
    look.station.press(&[Key::Escape.into()]).await?;
    // The person, and the call, found by the palette; nothing found.
    look.station.press(&[Key::Control.into(), 'k']).await?;
    look.station.focus_in("combobox", "palette-field").await?;
    look.station.window.write("ظظظ").await?;
    look.station
        .window
        .see(&look.station.word("palette-nothing"))
        .await?;
    look.at("palette-nothing").await?;
    look.station.press(&[Key::Escape.into()]).await?;
    look.station.press(&[Key::Control.into(), 'k']).await?;
    look.station.focus_in("combobox", "palette-field").await?;
    look.station.window.write("سالم الحار").await?;
    look.station.window.see_selected_option(CALLER).await?;
    look.station.press(&[Key::Enter.into()]).await?;
    look.station.window.find("heading", CALLER).await?;
    look.at("person-sheet").await?;
    look.station.press(&[Key::Escape.into()]).await?;
    look.station.press(&[Key::Control.into(), 'k']).await?;
    look.station.focus_in("combobox", "palette-field").await?;
    look.station.window.write("234").await?;
    look.station
        .window
        .see(&look.station.word("palette-calls"))
        .await?;
    look.station.press(&[Key::End.into()]).await?;
    look.station.press(&[Key::Enter.into()]).await?;
    look.station.heading("palette-call").await?;
    look.at("call-sheet").await?;
    look.station.press(&[Key::Escape.into()]).await?;
    // Closing, asked.
    let drafts = FluentArgs::from_iter([("count", 1)]);
    let asked = look.station.sentence("desktop-close-drafts", &drafts);
    look.station.window.display().close_window()?;
    look.station.window.see(&asked).await?;
    look.at("close-question").await?;
    look.station.press(&[Key::Escape.into()]).await?;
    // Parts of the settings that open.
    look.station.go_to("common-screen-settings").await?;
    look.station.click("settings-people-add").await?;
    look.at("settings-person").await?;
    look.station.press(&[Key::Escape.into()]).await?;
    look.station.click("settings-code-new").await?;
    look.at("settings-code").await?;
    look.station.press(&[Key::Escape.into()]).await?;
    // A wrong PIN; practice.
    look.station.sign_out().await?;
    look.station.fill("common-login", FIRST_LOGIN).await?;
    look.station.fill("common-secret", "000000").await?;
    look.station.click("signin-enter").await?;
    let said = look.station.word("errors-wrong-secret-last");
    look.station.window.see(said.trim_end_matches('.')).await?;
    look.at("sign-in-refused").await?;
    look.station.click("start-practice").await?;
    look.station
        .window
        .see(&look.station.word("common-practice"))
        .await?;
    look.at("practice-sign-in").await?;
    look.end().await
}

/// Layers are seen for a moment and looked at by nobody; they are where contrast and names go wrong.
#[tokio::test]
async fn layers_and_faults_can_be_used_in_arabic() -> Told {
    layers_and_faults(Locale::Ar).await
}

/// In English.
#[tokio::test]
async fn layers_and_faults_can_be_used_in_english() -> Told {
    layers_and_faults(Locale::En).await
}

/// What Tab can reach: everything that is shown, one stop for a group of radio buttons.
const STOPS_OF_PAGE: &str = "
    window.stops = Array.from(document.querySelectorAll(
        'a[href], button, input, select, textarea, summary, [tabindex]')).filter((one) =>
            one.tabIndex >= 0 && !one.disabled && one.checkVisibility({ visibilityProperty: true })
            && !one.closest('[inert]'));
    window.groups = new Map();
    window.groupOf = (one) => window.stops.includes(one)
        ? one.type === 'radio' ? `radio ${one.name}` : window.stops.indexOf(one)
        : null;
    return new Set(window.stops.map(window.groupOf)).size";

/// Which stop has the focus, none where it came after they were counted, and whether a person sees it: a ring
/// around the control, or around its label.
const STOP: &str = "
    const one = document.activeElement;
    if (!one || one === document.body) return null;
    const name = `${one.localName} ${one.dataset.field ?? ''} ${(one.ariaLabel ?? one.innerText ?? '').slice(0, 40)}`;
    const ring = (node) => {
        const style = node ? getComputedStyle(node) : null;
        return style !== null && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1;
    };
    const sees = ring(one) || ring(one.closest('label')) || (one.id && ring(document.querySelector(`label[for='${one.id}']`)))
        || getComputedStyle(one).boxShadow !== 'none';
    const box = one.getBoundingClientRect();
    const clear = box.bottom > 0 && box.top < innerHeight;
    const group = window.groupOf(one);
    return [group === null ? null : String(group), name, Boolean(sees), clear]";

/// The whole desk by Tab alone: every control is reached and left, in both directions, and always seen.
async fn the_desk_by_tab_alone(keys: &[char]) -> Told {
    let station = Station::at_work(Locale::Ar).await?;
    station.new_call().await?;
    station.fill("common-caller", CALLER).await?;
    station.take_down(COMPLAINT).await?;
    station.save().await?;
    station.new_call().await?;
    station.take_down(COMPLAINT).await?;
    open_all_parts(&station).await?;
    station.press(&[Key::Alt.into(), '2']).await?;
    station.press(&[Key::Escape.into()]).await?;
    let stops = station.window.execute(STOPS_OF_PAGE, vec![]).await?;
    let stops = usize::try_from(stops.as_u64().unwrap_or_default())?;
    let (mut seen, mut unseen) = (BTreeSet::new(), BTreeSet::new());
    let mut presses = 0;
    // Twice around: whoever can leave every stop comes by again.
    while seen.len() < stops && presses < 2 * stops + 10 && presses < STOPS {
        station.window.press(keys).await?;
        presses += 1;
        let stop = station.window.execute(STOP, vec![]).await?;
        let Ok((group, name, sees, clear)) =
            serde_json::from_value::<(Option<String>, String, bool, bool)>(stop)
        else {
            continue;
        };
        if !sees || !clear {
            unseen.insert(name);
        }
        seen.extend(group);
    }
    let script = "
        const [seen] = arguments;
        return window.stops.filter((one) => one.isConnected && !seen.includes(String(window.groupOf(one))))
            .map((one) => one.outerHTML.slice(0, 160))";
    let seen_groups: Vec<&String> = seen.iter().collect();
    let missed = station
        .window
        .execute(script, vec![serde_json::to_value(seen_groups)?])
        .await?;
    println!("{presses} times Tab, {} of {stops} stops", seen.len());
    assert!(stops > 60, "a desk has many controls: {stops}");
    assert_eq!(missed, serde_json::json!([]), "every control is reached");
    assert_eq!(
        unseen,
        BTreeSet::new(),
        "the focus is seen on every control"
    );
    station.close().await
}

/// Forwards.
#[tokio::test]
async fn tab_reaches_and_leaves_every_control_of_the_desk() -> Told {
    the_desk_by_tab_alone(&[Key::Tab.into()]).await
}

/// And back.
#[tokio::test]
async fn shift_and_tab_reach_and_leave_every_control_of_the_desk() -> Told {
    the_desk_by_tab_alone(&[Key::Shift.into(), Key::Tab.into()]).await
}

/// F6 goes round by all parts of every screen, and Shift+F6 the other way.
#[tokio::test]
async fn f6_goes_round_by_every_pane() -> Told {
    let station = Station::at_work(Locale::En).await?;
    station.new_call().await?;
    for (digit, heading) in [
        ('1', "desk-call-title"),
        ('2', "common-screen-cases"),
        ('7', "common-screen-shift"),
        ('8', "common-screen-figures"),
        ('9', "common-screen-settings"),
    ] {
        station.press(&[Key::Control.into(), digit]).await?;
        station.heading(heading).await?;
        let script = "
            const panes = Array.from(document.querySelectorAll('[data-pane]')).filter((one) => !one.closest('[hidden]'));
            return [panes.length, panes.findIndex((one) => one.contains(document.activeElement))]";
        let place = async || -> Told<(i64, i64)> {
            Ok(serde_json::from_value(
                station.window.execute(script, vec![]).await?,
            )?)
        };
        station.press(&[Key::F6.into()]).await?;
        let (panes, first) = place().await?;
        assert!(panes > 1, "{heading} has parts");
        for by in [1, -1] {
            let mut at = first;
            for _ in 0..panes {
                if by > 0 {
                    station.press(&[Key::F6.into()]).await?;
                } else {
                    station.press(&[Key::Shift.into(), Key::F6.into()]).await?;
                }
                at = (at + by + panes) % panes;
                let expected = at;
                station
                    .window
                    .until(
                        &format!("the focus in pane {expected} of {heading}"),
                        async || Ok((place().await?.1 == expected).then_some(())),
                    )
                    .await?;
            }
        }
    }
    station.close().await
}
