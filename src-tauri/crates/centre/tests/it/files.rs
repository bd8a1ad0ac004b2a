//! What is true of a centre in a folder alone: its file.

use std::path::Path;
use std::process::{Command, Output};

use centre::{OpenError, Sqlite};
use domain::id::Millis;
use rusqlite::Connection;
use tempfile::TempDir;

fn open(folder: &Path) -> Result<(), OpenError> {
    Sqlite::open(folder, Millis(1)).map(|_| ())
}

/// Data of a newer version, or of something else, are refused and left as they are.
#[tokio::test]
async fn foreign_and_newer_data_are_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("centre.sqlite");
    Connection::open(&file)
        .unwrap()
        .execute("CREATE TABLE other (x)", [])
        .unwrap();
    let before = std::fs::read(&file).unwrap();
    assert!(matches!(open(folder.path()), Err(OpenError::Foreign)));
    assert_eq!(std::fs::read(&file).unwrap(), before, "untouched");

    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("centre.sqlite");
    open(folder.path()).unwrap();
    let connection = Connection::open(&file).unwrap();
    connection.pragma_update(None, "user_version", 99).unwrap();
    drop(connection);
    assert!(matches!(
        open(folder.path()),
        Err(OpenError::Newer { found: 99, .. })
    ));
}

/// A slip in the name of the folder: whoever cuts a lost machine off must not be told "no such machine" by a centre that
/// was made for it just then.
#[test]
fn no_command_makes_a_centre_by_mistake() {
    let folder = tempfile::tempdir().unwrap();
    let slip = folder.path().join("slip");
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_centre"));
        command.args(arguments).arg("--data").arg(&slip);
        let output = command.output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        (output.status.success(), said)
    };
    let nobody = "00000000-0000-0000-0000-000000000000";
    for arguments in [&["revoke", nobody][..], &["entries"], &["pack", "list"]] {
        let (done, said) = run(arguments);
        assert!(!done && said.contains("there is no centre in"), "{said}");
    }
    assert!(!slip.exists(), "nothing was made");
    let (done, said) = run(&["enrol"]);
    assert!(done && said.contains("a new centre, in"), "{said}");
    let (done, said) = run(&["enrol"]);
    assert!(done && !said.contains("a new centre"), "{said}");
}

/// The list of migrations is made by itself before the first of them. A first start that was killed in between was
/// taken for somebody else's data ever after.
#[tokio::test]
async fn a_first_start_that_was_killed_is_begun_again() {
    let folder = tempfile::tempdir().unwrap();
    open(folder.path()).unwrap();
    let file = folder.path().join("centre.sqlite");
    let list = "SELECT sql FROM sqlite_schema WHERE name = 'refinery_schema_history'";
    let made = Connection::open(&file).unwrap();
    let list: String = made.query_row(list, [], |row| row.get(0)).unwrap();
    drop(made);
    let folder = tempfile::tempdir().unwrap();
    let killed = Connection::open(folder.path().join("centre.sqlite")).unwrap();
    killed.execute_batch(&list).unwrap();
    drop(killed);
    open(folder.path()).unwrap();
}

fn run(data: &Path, name: &str, more: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_centre"));
    command.arg(name).arg("--data").arg(data).args(more);
    command.output().unwrap()
}

#[test]
fn it_says_what_is_wrong() {
    let folder = TempDir::new().unwrap();
    let open = run(folder.path(), "serve", &["--listen", "0.0.0.0:0"]);
    let said = String::from_utf8_lossy(&open.stderr).into_owned();
    assert!(
        !open.status.success() && said.contains("--behind-proxy"),
        "{said}"
    );
    std::fs::write(folder.path().join("centre.sqlite"), vec![7; 8_192]).unwrap();
    let foreign = run(folder.path(), "entries", &[]);
    assert!(!foreign.status.success());
    let left = std::fs::read(folder.path().join("centre.sqlite")).unwrap();
    assert_eq!(left, vec![7; 8_192], "it is left as it is");
}
