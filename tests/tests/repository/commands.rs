//! The commands of the shell: thin, never on the main thread, and the same ones that the screen calls.

use std::collections::BTreeSet;

use super::tree::{files, read};

const LIST: &str = "src-tauri/src/commands/mod.rs";
/// Where the screen names the commands it calls.
const CALLS: &str = "ui/src/lib/backend/tauri.ts";
/// Lines between the braces of a command.
const BODY_LINES: usize = 3;

/// The names in `generate_handler![…]`.
pub(crate) fn listed() -> BTreeSet<String> {
    let source = read(LIST);
    let list = source
        .split_once("generate_handler![")
        .unwrap()
        .1
        .split_once(']')
        .unwrap()
        .0
        .to_owned();
    let names = list
        .split(',')
        .map(|path| path.trim().rsplit("::").next().unwrap().to_owned());
    names.filter(|name| !name.is_empty()).collect()
}

/// The commands of a source: name, whether off the main thread, and lines of the body.
fn written(source: &str) -> Vec<(String, bool, usize)> {
    let mut commands = Vec::new();
    let mut lines = source.lines();
    while let Some(line) = lines.next() {
        let Some(attribute) = line.trim().strip_prefix("#[tauri::command") else {
            continue;
        };
        let is_off_main_thread = attribute.starts_with("(async)");
        let head = lines.by_ref().find(|line| line.contains("fn ")).unwrap();
        let name = head
            .split_once("fn ")
            .unwrap()
            .1
            .split(['(', '<'])
            .next()
            .unwrap()
            .to_owned();
        if !head.trim_end().ends_with('{') {
            lines
                .by_ref()
                .find(|line| line.trim_end().ends_with('{'))
                .unwrap();
        }
        let body = lines.by_ref().take_while(|line| *line != "}").count();
        commands.push((name, is_off_main_thread, body));
    }
    commands
}

fn all_written() -> Vec<(String, bool, usize)> {
    files("src-tauri/src", &[".rs"])
        .iter()
        .flat_map(|file| written(&file.text))
        .collect()
}

/// A command on the main thread freezes the window; logic in one is tested by nobody.
#[test]
fn commands_are_thin_and_off_the_main_thread() {
    for (name, is_off_main_thread, lines) in all_written() {
        assert!(is_off_main_thread, "{name} needs #[tauri::command(async)]");
        assert!(
            lines <= BODY_LINES,
            "{name} has {lines} lines: what it decides belongs in `app`"
        );
    }
}

/// A command that asks the application on a worker of the runtime holds up all others while it waits.
#[test]
fn commands_wait_on_the_pool() {
    let sources = files("src-tauri/src/commands", &[".rs"]);
    for file in sources.iter().filter(|file| file.path != LIST) {
        let commands = file.text.matches("#[tauri::command").count();
        let asked = file.text.matches("    ask(app, move |app| app.").count();
        assert_eq!(
            commands, asked,
            "{}: every command asks by `ask`",
            file.path
        );
    }
}

/// A command that is written and not listed is dead; one that is listed and never called is a door
/// that nobody watches.
#[test]
fn shell_and_screen_name_the_same_commands() {
    let written: BTreeSet<String> = all_written().into_iter().map(|(name, ..)| name).collect();
    assert_eq!(written, listed(), "every command is listed");
    let screen = read(CALLS);
    let called = screen.split("invoke(").skip(1);
    let called: BTreeSet<String> = called
        .map(|call| call.split('\'').nth(1).unwrap().to_owned())
        .collect();
    assert_eq!(
        called,
        listed(),
        "the screen calls every command and no other"
    );
}

#[test]
fn a_thick_command_is_found() {
    let source = "
#[tauri::command]
pub(crate) fn one(app: State<App>) -> u32 {
    1
}

#[tauri::command(async)]
pub(crate) fn two(
    app: State<App>,
) -> Result<u32, ErrorDto> {
    let a = 1;
    if a > 0 {
        return Ok(2);
    }
    Ok(a)
}
";
    assert_eq!(
        written(source),
        [("one".to_owned(), false, 1), ("two".to_owned(), true, 5)]
    );
}
