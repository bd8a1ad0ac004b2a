//! `cargo xtask simulate`: the seeded simulation of machines and a centre, as many worlds as one has time for.

use std::process::ExitCode;

use crate::cargo;
use crate::shell;
use crate::stages::Stages;

const STORY: &str = "every_storm_ends_with_everything_there_once";

/// `--seeds N`, `--first N`: how many worlds, and the seed of the first; none for anything else.
fn read(arguments: &[String]) -> Option<Vec<(&'static str, String)>> {
    let (pairs, []) = arguments.as_chunks::<2>() else {
        return None;
    };
    pairs
        .iter()
        .map(|[name, value]| {
            let variable = match name.as_str() {
                "--seeds" => "NIDA_SEEDS",
                "--first" => "NIDA_FIRST_SEED",
                _ => return None,
            };
            value.parse::<u64>().ok()?;
            Some((variable, value.clone()))
        })
        .collect()
}

/// None where the arguments are not understood.
pub(crate) fn simulate(mut stages: Stages, arguments: &[String]) -> Option<ExitCode> {
    let asked = read(arguments)?;
    stages.prepare("storms", || {
        // Optimised: a world takes a tenth of the time, and thousands are the point.
        let mut command = cargo::plain(&["test", "--locked", "--release", "--package", "sync"]);
        command
            .args(["--test", "it", "--", "--nocapture", STORY])
            .envs(asked);
        shell::run(command).map(|()| "all came to rest".to_owned())
    });
    Some(stages.close())
}
