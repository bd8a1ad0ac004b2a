//! What a look at a closed machine finds of its journal and its schema, each made so by another hand than ours.

use std::sync::Arc;

use app::clock::SetClock;
use app::dto::{Condition, Finding, FindingCode, OpenStore, SaveAs, SignIn};
use domain::id::Millis;
use nida_tests::file;
use nida_tests::machine::{LOGIN, PASSPHRASE, PIN, SUNDAY_TEN, id, query_form, signed_in, start};
use tempfile::TempDir;

use super::alone;

fn found(condition: &Condition, code: FindingCode) -> &Finding {
    let mut findings = condition.findings.iter();
    findings
        .find(|one| one.code == code)
        .unwrap_or_else(|| panic!("{code:?} is not among {condition:#?}"))
}

/// A machine that was worked at, closed, and changed by these statements.
fn changed(statements: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    let app = signed_in(folder.path()).unwrap();
    let form = query_form(id(SUNDAY_TEN, [1; 10]), SUNDAY_TEN);
    app.log_call(&form, SaveAs::ByRule).unwrap();
    drop(app);
    let store = file::open(folder.path(), PASSPHRASE).unwrap();
    store.execute_batch(statements).unwrap();
    folder
}

fn passphrase() -> OpenStore {
    OpenStore::Passphrase {
        passphrase: PASSPHRASE.into(),
    }
}

fn looked(folder: &TempDir) -> Condition {
    let clock = Arc::new(SetClock::at(Millis(SUNDAY_TEN)));
    let app = start(folder.path(), clock);
    app.condition_beside(Some(&passphrase())).unwrap()
}

/// Entries that the centre could not take stand by its reason, and a chain that began anew is told.
#[test]
fn what_is_held_and_what_began_anew_is_told() {
    let _turn = alone();
    let folder = changed(
        "UPDATE link SET state = 'held', reason = 'too_large' WHERE seq = 1;
         UPDATE link SET state = 'held', reason = 'malformed' WHERE seq = 2;
         UPDATE epoch SET begun_at = 5, begun_why = 'behind';",
    );
    let condition = looked(&folder);
    let held = condition.findings.iter();
    let reasons: Vec<&str> = held
        .filter(|one| one.code == FindingCode::JournalHeld)
        .map(|one| one.args["reason"].as_str())
        .collect();
    assert_eq!(reasons, ["malformed", "too_large"]);
    let begun = found(&condition, FindingCode::JournalNewEpochs);
    assert_eq!(
        (begun.args["count"].as_str(), begun.args["at"].as_str()),
        ("1", "5")
    );
}

/// Somebody who has the key wrote into an entry: a thorough check names the place.
#[test]
fn a_journal_that_was_written_into_is_found_by_a_thorough_check() {
    let _turn = alone();
    let folder = changed("UPDATE entry SET facts = CAST(facts || x'20' AS BLOB) WHERE local = 2;");
    let clock = Arc::new(SetClock::at(Millis(SUNDAY_TEN)));
    let app = start(folder.path(), clock);
    let (login, secret) = (LOGIN.into(), PIN.into());
    let sign_in = SignIn { login, secret };
    let checked = app.check_condition_beside(&passphrase(), &sign_in, &|_| true);
    let condition = checked.unwrap().unwrap();
    let broken = found(&condition, FindingCode::JournalBroken);
    assert_eq!(broken.args["what"], "facts");
    assert!(broken.args.contains_key("entry"), "{broken:?}");
    found(&condition, FindingCode::StorePagesWhole);
}

/// The program was updated and nobody has opened the store since: nothing is brought anywhere by looking.
#[test]
fn a_store_of_an_older_schema_is_told_and_left() {
    let _turn = alone();
    let folder = changed("");
    file::age(folder.path(), PASSPHRASE).unwrap();
    for _ in 0..2 {
        let condition = looked(&folder);
        let older = found(&condition, FindingCode::StoreSchemaOlder);
        assert_ne!(older.args["found"], older.args["known"]);
    }
}
