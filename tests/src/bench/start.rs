//! From the start of the process to the first page, and from there to the desk.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use app::StoreCost;
use app::clock::SetClock;
use argon2::{Algorithm, Argon2, Params, Version};
use domain::id::Millis;

use super::ground::Ground;
use super::launch::{FirstPage, Followed, Launcher, enter, program, tab_to, write_in};
use super::report::Row;
use super::spread::{Spread, in_ms};
use crate::machine::{self, LOGIN, PASSPHRASE, PIN, SUNDAY_TEN};
use crate::{Failure, Told};

/// The most that a page may take to follow the one before, in milliseconds.
const NEXT_PAGE_MS: f64 = 100.0;

#[derive(Default)]
struct Times {
    closed: Vec<FirstPage>,
    bare: Vec<FirstPage>,
    opened: Vec<Followed>,
    desk: Vec<Followed>,
}

/// Measures and judges.
pub(super) async fn rows(ground: &Ground) -> Told<Vec<Row>> {
    let repeats = if ground.quick { 3 } else { 15 };
    let ours = Launcher::of(&program("NIDA_SHELL", "nida"))?;
    let bare = Launcher::of(&program("NIDA_BARE", "examples/bare"))?;
    let mut times = Times::default();
    // The first of each pays for files that are not in memory yet.
    for repeat in 0..=repeats {
        if repeat == 1 {
            times = Times::default();
        }
        once(&ours, &ground.big_store(), &mut times).await?;
        let window = bare.open(&ground.big_store()).await?;
        times.bare.push(bare.first_page(&window).await?);
        window.close().await?;
    }
    let opening = opening(ground, repeats)?;
    let derivation = key_derivation(if ground.quick { 2 } else { 5 })?;
    let begun = |pages: &[FirstPage]| Spread::of(pages.iter().map(|page| page.begun).collect());
    let painted = |pages: &[FirstPage]| Spread::of(pages.iter().map(|page| page.painted).collect());
    let (closed, bare) = (painted(&times.closed), painted(&times.bare));
    Ok(vec![
        Row::ratio(
            "start",
            (closed.median(), "ms"),
            ("bare window", bare.median()),
            ("≤ 1.25 ×", 1.25),
            closed.count(),
        )
        .noted(format!(
            "start of the process to the first paint of the page that asks for the passphrase, {} calls; until the webview begins to load it {:.0} ms against {:.0} ms; {:.0}–{:.0} ms in all against {:.0}–{:.0} ms",
            ground.big,
            begun(&times.closed).median(),
            begun(&times.bare).median(),
            closed.percentile(0),
            closed.longest(),
            bare.percentile(0),
            bare.longest()
        ))
        .because("script, fonts and the layout of a whole page against one letter"),
        followed(
            "start-opened",
            &times.opened,
            ("told apart", f64::INFINITY),
            "Enter behind the passphrase to the sign-in painted, key derivation apart",
        ),
        followed(
            "start-desk",
            &times.desk,
            ("≤ 100 ms", NEXT_PAGE_MS),
            "Enter behind the PIN to the desk painted",
        )
        .because("the desk is built and painted whole"),
        opening,
        Row::bound(
            "key-derivation",
            (derivation.median(), "ms"),
            ("told apart", f64::INFINITY),
            derivation.count(),
        )
        .noted("Argon2id as a real store asks for it: 64 MiB, three passes"),
    ])
}

fn followed(name: &'static str, times: &[Followed], goal: (&'static str, f64), what: &str) -> Row {
    let there = Spread::of(times.iter().map(|time| time.there).collect());
    let painted = Spread::of(times.iter().map(|time| time.painted).collect());
    Row::bound(name, (painted.median(), "ms"), goal, painted.count()).noted(format!(
        "{what}; {:.0} ms of it until it is on the page, the rest is the webview's painting; longest {:.0} ms",
        there.median(),
        painted.longest()
    ))
}

async fn once(ours: &Launcher, store: &Path, times: &mut Times) -> Told {
    let window = ours.open(store).await?;
    times.closed.push(ours.first_page(&window).await?);
    write_in(&window, "key", PASSPHRASE).await?;
    times
        .opened
        .push(enter(&window, "[data-field=login]").await?);
    write_in(&window, "login", LOGIN).await?;
    tab_to(&window, "secret").await?;
    window.write(PIN).await?;
    times.desk.push(enter(&window, ".ways button").await?);
    window.close().await.map(drop)
}

/// Opening the store and asking who may sign in, without a window: what of it grows with the store.
fn opening(ground: &Ground, repeats: usize) -> Told<Row> {
    let (mut big, mut small) = (Vec::new(), Vec::new());
    for _ in 0..repeats {
        for (store, times) in [
            (ground.big_store(), &mut big),
            (ground.small_store(), &mut small),
        ] {
            let clock = Arc::new(SetClock::at(Millis(SUNDAY_TEN)));
            let app = machine::start(&store, clock);
            let begun = Instant::now();
            machine::open(&app)?;
            app.people()?;
            times.push(in_ms(begun.elapsed()));
        }
    }
    let (big, small) = (Spread::of(big), Spread::of(small));
    let n = big.count();
    let row = Row::ratio(
        "open-store",
        (big.median(), "ms"),
        ("smaller store", small.median()),
        ("does not grow (≤ 1.15 ×)", 1.15),
        n,
    );
    Ok(row
        .noted(format!(
            "in `app` alone, key derivation apart: {} calls against {}; longest {:.1} ms",
            ground.big,
            ground.small,
            big.longest()
        ))
        .because("what waits for the centre is counted, and from here nothing has ever been sent"))
}

fn key_derivation(repeats: usize) -> Told<Spread> {
    let cost = StoreCost::REAL;
    let failed = |error: argon2::Error| Failure::new(error.to_string());
    let params = Params::new(cost.memory_kib, cost.passes, cost.lanes, Some(32)).map_err(failed)?;
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let mut times = Vec::new();
    for _ in 0..repeats {
        let mut key = [0; 32];
        let begun = Instant::now();
        argon
            .hash_password_into(PASSPHRASE.as_bytes(), &[7; 16], &mut key)
            .map_err(failed)?;
        times.push(in_ms(begun.elapsed()));
    }
    Ok(Spread::of(times))
}
