//! Memory of the application and all that it started, after hundreds of calls taken down in its window.

use std::collections::BTreeMap;
use std::fs;

use domain::lists::Lists;

use super::ground::Ground;
use super::launch::{Launcher, at_the_desk, program, until_focus, write_in};
use super::report::Row;
use crate::window::{Key, Window};
use crate::{Failure, Told};

/// What the calls of the script are about.
const TYPE: &str = "health_ed";
/// Their subject.
const SUBJECT: &str = "diabetes";

/// Measures and judges.
pub(super) async fn rows(ground: &Ground) -> Told<Vec<Row>> {
    let calls = if ground.quick { 15 } else { 300 };
    let window = at_the_desk(&ground.big_store()).await?;
    let begun = pss_mib(window.process())?;
    let mut early = begun;
    for call in 1..=calls {
        take_down(&window).await?;
        if call == calls / 3 {
            early = pss_mib(window.process())?;
        }
    }
    let end = pss_mib(window.process())?;
    let own = pss_kib(window.process()).map_or(0.0, in_mib);
    window.close().await?;
    // At once, since what other windows on the machine share is divided among them all.
    let bare = bare_mib(ground).await?;
    Ok(vec![
        Row::ratio(
            "memory",
            (end, "MiB"),
            ("bare window", bare),
            ("≤ 1.3 ×", 1.3),
            1,
        )
        .noted(format!(
            "PSS of all its processes after {calls} calls taken down in the window on {} calls, {own:.0} MiB of it the application's own process, the rest the webview's; {begun:.0} MiB at the empty desk",
            ground.big
        ))
        .because("the webview's heap and layers; what the driver's own scripts leave in the page is in it"),
        Row::ratio(
            "memory-growth",
            (end, "MiB"),
            ("a third of the way", early),
            ("no growth (≤ 1.05 ×)", 1.05),
            1,
        )
        .because("the webview's heap; what the driver's own scripts leave in the page is in it"),
    ])
}

async fn bare_mib(ground: &Ground) -> Told<f64> {
    let bare = Launcher::of(&program("NIDA_BARE", "examples/bare"))?;
    let window = bare.open(&ground.big_store()).await?;
    let mib = pss_mib(window.process())?;
    window.close().await?;
    Ok(mib)
}

/// One query by the keys alone, from F2 to the confirmation.
async fn take_down(window: &Window) -> Told {
    let lists = Lists::embedded()?;
    let digit = lists.call_type(TYPE).and_then(|of| of.digit).unwrap_or(0);
    let subject = lists
        .sub_category(TYPE, SUBJECT)
        .map(|of| of.ar.as_str())
        .ok_or_else(|| Failure::new("the subject of the script is not in the lists"))?;
    window.press(&[Key::F2.into()]).await?;
    write_in(window, "number", "99123456").await?;
    window
        .press(&[Key::Alt.into(), char::from(b'0' + digit)])
        .await?;
    write_in(window, "subCategory", subject).await?;
    window
        .until("the subject offered", async || {
            let script = "return !!document.querySelector('[role=option][aria-selected=true]')";
            let offered = window.execute(script, vec![]).await?;
            Ok((offered == serde_json::Value::Bool(true)).then_some(()))
        })
        .await?;
    window.press(&[Key::Enter.into()]).await?;
    until_focus(window, "note").await?;
    window
        .write("سأل عن مواعيد قياس السكر في المركز الصحي")
        .await?;
    window
        .press(&[Key::Control.into(), Key::Enter.into()])
        .await?;
    window
        .until("the call saved", async || {
            let script = "return !!document.querySelector('.ways button')";
            let saved = window.execute(script, vec![]).await?;
            Ok((saved == serde_json::Value::Bool(true)).then_some(()))
        })
        .await
}

/// Proportional set size of a process and all that it started, in MiB.
fn pss_mib(process: u32) -> Told<f64> {
    let parents = parents()?;
    let mut kib = 0;
    for each in parents.keys() {
        if descends(&parents, *each, process) {
            kib += pss_kib(*each).unwrap_or(0);
        }
    }
    if kib == 0 {
        return Err(Failure::new("the kernel tells no memory of the window"));
    }
    Ok(in_mib(kib))
}

fn in_mib(kib: u32) -> f64 {
    f64::from(kib) / 1_024.0
}

fn descends(parents: &BTreeMap<u32, u32>, process: u32, from: u32) -> bool {
    let mut at = process;
    while at != from {
        match parents.get(&at) {
            Some(parent) if *parent != at => at = *parent,
            _ => return false,
        }
    }
    true
}

/// Every process with its parent.
fn parents() -> Told<BTreeMap<u32, u32>> {
    let mut parents = BTreeMap::new();
    for entry in fs::read_dir("/proc")?.flatten() {
        let Some(process) = entry
            .file_name()
            .to_str()
            .and_then(|name| name.parse().ok())
        else {
            continue;
        };
        // The name stands in parentheses and may hold anything.
        let stat = fs::read_to_string(entry.path().join("stat")).unwrap_or_default();
        let parent = stat
            .rsplit_once(')')
            .and_then(|(_, rest)| rest.split_whitespace().nth(1)?.parse().ok());
        if let Some(parent) = parent {
            parents.insert(process, parent);
        }
    }
    Ok(parents)
}

fn pss_kib(process: u32) -> Option<u32> {
    let text = fs::read_to_string(format!("/proc/{process}/smaps_rollup")).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("Pss:"))?;
    line.trim().trim_end_matches(" kB").trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a window starts counts with it: most of its memory is in the webview's processes.
    #[test]
    fn what_a_process_started_counts_with_it() {
        let parents = BTreeMap::from([(2, 1), (3, 2), (4, 3), (5, 1), (1, 0)]);
        let counted: Vec<u32> = (1..=5)
            .filter(|each| descends(&parents, *each, 2))
            .collect();
        assert_eq!(counted, [2, 3, 4]);
        assert!(pss_mib(std::process::id()).unwrap() > 0.1);
    }
}
