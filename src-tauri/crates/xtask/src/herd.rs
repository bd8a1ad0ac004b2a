//! `cargo xtask herd`: all machines of a ministry come back at once, against PostgreSQL on this computer.

use std::process::ExitCode;

use crate::cargo;
use crate::setup;
use crate::shell;
use crate::stages::Stages;

const STORY: &str = "a_herd_that_comes_back_is_taken_in_whole";
/// What is promised, where nothing else is asked for.
const USUAL: [(&str, &str); 2] = [("NIDA_HERD_MACHINES", "1000"), ("NIDA_HERD_ENTRIES", "100")];

/// `--machines N`, `--entries N`; none for anything else.
fn read(arguments: &[String]) -> Option<Vec<(&'static str, String)>> {
    let (pairs, []) = arguments.as_chunks::<2>() else {
        return None;
    };
    pairs
        .iter()
        .map(|[name, value]| {
            let variable = match name.as_str() {
                "--machines" => "NIDA_HERD_MACHINES",
                "--entries" => "NIDA_HERD_ENTRIES",
                _ => return None,
            };
            value.parse::<u32>().ok()?;
            Some((variable, value.clone()))
        })
        .collect()
}

/// None where the arguments are not understood.
pub(crate) fn herd(mut stages: Stages, arguments: &[String]) -> Option<ExitCode> {
    let asked = read(arguments)?;
    let _ = setup::for_database(&mut stages)
        && stages.prepare("herd", || {
            let mut command =
                cargo::plain(&["test", "--locked", "--release", "--package", "centre"]);
            command
                .args(["--test", "postgres", "--", "--nocapture", STORY])
                .envs(USUAL)
                .envs(asked);
            shell::run(command).map(|()| "all are in, none twice".to_owned())
        });
    Some(stages.close())
}
