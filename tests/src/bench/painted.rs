//! The caller card in the real window: the last digit of a number pressed → its card painted, by the page's
//! own clock, against what the same cards take in `app` alone and a key pressed in a field of the bare window
//! until that is painted. The digits before have their card painted by then: nobody dials as fast as a driver.

use std::sync::Arc;
use std::time::Instant;

use app::clock::SetClock;
use app::dto::CallerQuery;
use app::sample::SampleCalls;
use domain::id::Millis;
use serde_json::json;

use super::ground::{self, Ground, at_work};
use super::launch::{Launcher, at_the_desk, program, until_focus};
use super::report::Row;
use super::spread::{Spread, in_ms};
use crate::machine::SUNDAY_TEN;
use crate::window::{Key, Window};
use crate::{Failure, Told};

/// One of so many calls is where a number may come from.
const ASKED_OF: usize = 997;
/// Digits of a number that is typed.
const DIGITS: usize = 8;
/// Two frames of a screen of 60 a second, in milliseconds.
const TWO_FRAMES_MS: f64 = 2_000.0 / 60.0;

/// Notes when a key is pressed, when the card that answers it is on the page, and when that has been
/// painted: what a frame posts is run once the frame is drawn.
const WATCH: &str = "
    const card = document.querySelector('.card[aria-busy]');
    if (!card) throw new Error('no caller card on the page');
    const seen = { pressed: null, there: null, painted: null };
    window.benchSeen = seen;
    addEventListener('keydown', (event) => {
        if (event.key.length !== 1) return;
        seen.pressed = event.timeStamp;
        seen.there = seen.painted = null;
    }, true);
    new MutationObserver(() => {
        if (seen.pressed === null || seen.there !== null || card.ariaBusy === 'true') return;
        const pressed = seen.pressed;
        seen.there = performance.now();
        requestAnimationFrame(() => {
            const channel = new MessageChannel();
            channel.port1.onmessage = () => {
                if (seen.pressed === pressed) seen.painted = performance.now();
            };
            channel.port2.postMessage(null);
        });
    }).observe(card, { attributes: true, attributeFilter: ['aria-busy'] });";

/// The same of a field in a page with nothing else on it.
const WATCH_BARE: &str = "
    const field = document.createElement('input');
    document.body.append(field);
    field.focus();
    const seen = { pressed: null, painted: null };
    window.benchSeen = seen;
    addEventListener('keydown', (event) => {
        if (event.key.length !== 1) return;
        seen.pressed = event.timeStamp;
        seen.painted = null;
    }, true);
    field.addEventListener('input', () => {
        const pressed = seen.pressed;
        requestAnimationFrame(() => {
            const channel = new MessageChannel();
            channel.port1.onmessage = () => {
                if (seen.pressed === pressed) seen.painted = performance.now();
            };
            channel.port2.postMessage(null);
        });
    });";

/// Measures and judges.
pub(super) async fn rows(ground: &Ground) -> Told<Vec<Row>> {
    let numbers = numbers(ground.big, if ground.quick { 5 } else { 100 })?;
    let query = asked_in_app(ground, &numbers)?;
    let window = at_the_desk(&ground.big_store()).await?;
    window.press(&[Key::F2.into()]).await?;
    until_focus(&window, "number").await?;
    window.execute(WATCH, vec![]).await?;
    let (mut there, mut painted) = (Vec::new(), Vec::new());
    for number in &numbers {
        let seen = typed(&window, number).await?;
        there.push(seen.0);
        painted.push(seen.1);
    }
    window.close().await?;
    let bare = Spread::of(painted_bare(ground, numbers.len()).await?);
    let (there, painted) = (Spread::of(there), Spread::of(painted));
    Ok(vec![
        Row::bound(
            "caller-card-painted",
            (
                painted.median() - query.median() - bare.median(),
                "ms",
            ),
            (
                "≤ 2 frames (33 ms) on top of the query and of a key in the bare window",
                TWO_FRAMES_MS,
            ),
            painted.count(),
        )
        .noted(format!(
            "the last digit pressed to its card painted, of {} calls, without a graphics card: {:.1} ms, of which {:.1} ms until it is on the page and {:.2} ms the query in `app`; {:.1} ms at P99; a key in the bare window {:.1} ms, {:.1} ms at P99",
            ground.big,
            painted.median(),
            there.median(),
            query.median(),
            painted.percentile(99),
            bare.median(),
            bare.percentile(99)
        ))
        .because("the page is painted by the processor"),
    ])
}

/// Numbers as somebody types them at the desk, of calls from all over the store.
fn numbers(of: u32, count: usize) -> Told<Vec<String>> {
    let calls = SampleCalls::new(ground::SEED, of, Millis(SUNDAY_TEN))?;
    let numbers: Vec<String> = calls
        .step_by(if of < 100_000 { 7 } else { ASKED_OF })
        .map(|call| call.form.number)
        .filter(|number| number.len() == DIGITS && number.bytes().all(|byte| byte.is_ascii_digit()))
        .take(count)
        .collect();
    if numbers.is_empty() {
        return Err(Failure::new("no call has a number of eight digits"));
    }
    Ok(numbers)
}

/// The same cards without a window. The store is closed again behind it: one copy of the application works
/// on a store.
fn asked_in_app(ground: &Ground, numbers: &[String]) -> Told<Spread> {
    let clock = Arc::new(SetClock::at(Millis(SUNDAY_TEN)));
    let app = at_work(&ground.big_store(), &clock)?;
    let mut times = Vec::new();
    for number in numbers {
        let query = CallerQuery {
            number: number.clone(),
            person: String::new(),
            linked_case: String::new(),
        };
        let begun = Instant::now();
        app.caller_card(&query)?;
        times.push(in_ms(begun.elapsed()));
    }
    Ok(Spread::of(times))
}

/// Keys pressed in the bare window until each is painted, in milliseconds.
async fn painted_bare(ground: &Ground, keys: usize) -> Told<Vec<f64>> {
    let bare = Launcher::of(&program("NIDA_BARE", "examples/bare"))?;
    let window = bare.open(&ground.big_store()).await?;
    bare.first_page(&window).await?;
    window.execute(WATCH_BARE, vec![]).await?;
    let mut painted = Vec::with_capacity(keys);
    for key in 0..keys {
        window.press(&['7']).await?;
        let took = window
            .until("a key painted", async || {
                let script = "const { pressed, painted } = window.benchSeen;
                    const typed = document.querySelector('input').value.length > arguments[0];
                    return typed && painted ? painted - pressed : null";
                Ok(serde_json::from_value(
                    window.execute(script, vec![json!(key)]).await?,
                )?)
            })
            .await?;
        painted.push(took);
    }
    window.close().await?;
    Ok(painted)
}

/// Types a number in place of the one before; when its card was on the page and when it was painted, in
/// milliseconds behind the last digit.
async fn typed(window: &Window, number: &str) -> Told<(f64, f64)> {
    let (before, last) = number.split_at(DIGITS - 1);
    window.press(&[Key::Control.into(), 'a']).await?;
    window.write(before).await?;
    painted(window, before).await?;
    window.write(last).await?;
    painted(window, number).await
}

/// Waits until the card of what is typed has been painted.
async fn painted(window: &Window, typed: &str) -> Told<(f64, f64)> {
    window
        .until("the card painted", async || {
            let script = "const { pressed, there, painted } = window.benchSeen;
                const typed = document.querySelector('[data-field=number]').value === arguments[0];
                return typed && painted ? [there - pressed, painted - pressed] : null";
            Ok(serde_json::from_value(
                window.execute(script, vec![json!(typed)]).await?,
            )?)
        })
        .await
}
