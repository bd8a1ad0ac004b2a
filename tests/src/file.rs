//! The encrypted file as anybody who has the passphrase could open it: the key out of its slot, the
//! file by SQLCipher.
//!
//! Written from the form of the files and not with the store's code, so that a change of either shows.

use std::fs;
use std::path::Path;

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use rusqlite::Connection;
use serde_json::Value;

use crate::{Failure, Told};

/// Opens the file of the store in `folder` for reading and writing; nobody else may have it open.
///
/// # Errors
/// The slots or the file are not as their form says, or the passphrase is another.
pub fn open(folder: &Path, passphrase: &str) -> Told<Connection> {
    let slots: Value = serde_json::from_slice(&fs::read(folder.join("slots.json"))?)?;
    let key = key(&slots, passphrase)?;
    let connection = Connection::open(folder.join("nida.db"))?;
    connection.execute_batch(&format!("PRAGMA key = \"x'{}'\"", hex(&key)))?;
    let _: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    Ok(connection)
}

/// All that a store holds, decrypted into one plain file that is gone again.
///
/// # Errors
/// It does not open.
pub fn plain(folder: &Path, passphrase: &str) -> Told<Vec<u8>> {
    let place = tempfile::tempdir()?;
    let plain = place.path().join("plain.db");
    let store = open(folder, passphrase)?;
    store.execute(
        "ATTACH DATABASE ?1 AS plain KEY ''",
        [plain.to_string_lossy()],
    )?;
    let _: Option<i64> =
        store.query_row("SELECT sqlcipher_export('plain')", [], |row| row.get(0))?;
    drop(store);
    Ok(fs::read(&plain)?)
}

/// Puts the store in `folder` back by three schemas, so that opening it makes every row of calls and cases anew.
///
/// # Errors
/// The file is not as its form says, or of a version whose last migration nobody has undone here yet.
pub fn age(folder: &Path, passphrase: &str) -> Told {
    let file = open(folder, passphrase)?;
    let found: u32 = file.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if found > 31 {
        return Err(Failure::new("undo the last migration here, not this one"));
    }
    if found < 31 {
        return Ok(());
    }
    let mut undo = String::from(
        "BEGIN; DROP TABLE call_score; DROP TABLE call_score_answer; DROP TABLE call_score_reply; DROP TABLE export;
         DROP TABLE call_return; DROP TABLE shift_signature; DROP TABLE shift_signature_machine; DROP TABLE hand_over;
         DROP TABLE survey; DROP INDEX duty_by_time; DROP TABLE improvement;
         DROP TABLE case_span; DROP INDEX follow_up_promised; DROP INDEX duty_by_machine;
         DROP TABLE erased; DROP TABLE erasure_due; DROP INDEX entry_erasing;
         DROP INDEX unfolded_aside; ALTER TABLE unfolded DROP COLUMN aside; DROP INDEX entry_by_time; DROP INDEX entry_by_actor;
         DROP INDEX entry_by_kind; DROP INDEX entry_by_epoch;
         DROP TABLE pack; DROP TABLE pack_refused; DROP TABLE import_batch; DROP TABLE list_change;",
    );
    for table in ["call", "case"] {
        let columns: Vec<String> = file
            .prepare(&format!(r#"SELECT * FROM "{table}""#))?
            .column_names()
            .filter(|name| !["moment", "import", "hold_file"].contains(name))
            .map(|name| format!(r#""{name}""#))
            .collect();
        undo += &format!(
            r#"DROP VIEW {table}_words;
               CREATE TABLE {table}_found (moment INTEGER NOT NULL PRIMARY KEY, subject BLOB NOT NULL UNIQUE);
               INSERT INTO {table}_found (moment, subject)
                   SELECT moment, id FROM "{table}" WHERE moment IN (SELECT moment FROM {table}_indexed
                       UNION ALL SELECT moment FROM found_waiting WHERE section = '{table}');
               CREATE TABLE was AS SELECT {} FROM "{table}";
               DROP TABLE "{table}";
               ALTER TABLE was RENAME TO "{table}";
               CREATE VIEW {table}_found_words AS SELECT moment FROM {table}_found;"#,
            columns.join(", ")
        );
    }
    undo += "ALTER TABLE user DROP COLUMN languages;
             DROP VIEW person_words;
             ALTER TABLE person DROP COLUMN moment;
             ALTER TABLE person_found RENAME COLUMN person TO subject;
             CREATE VIEW person_found_words AS SELECT moment FROM person_found;
             DELETE FROM refinery_schema_history WHERE version >= 17;
             PRAGMA user_version = 16; COMMIT";
    Ok(file.execute_batch(&undo)?)
}

/// The key from the slot of the passphrase: Argon2id of it opens XChaCha20-Poly1305.
fn key(slots: &Value, passphrase: &str) -> Told<Vec<u8>> {
    let none = || Failure::new("slots.json has no slot for a passphrase");
    let is_passphrase = |slot: &&Value| slot.pointer("/kind") == Some(&Value::from("passphrase"));
    let slot = slots
        .pointer("/slots")
        .and_then(Value::as_array)
        .and_then(|all| all.iter().find(is_passphrase))
        .ok_or_else(none)?;
    let at = |path: &str| slot.pointer(path).ok_or_else(none);
    let cost = |name: &str| {
        let number = at(&format!("/argon2id/{name}"))?.as_u64();
        u32::try_from(number.ok_or_else(none)?).map_err(Failure::from)
    };
    let params = Params::new(
        cost("memory_kib")?,
        cost("passes")?,
        cost("lanes")?,
        Some(32),
    )
    .map_err(|error| Failure::new(error.to_string()))?;
    let mut wrapping = [0; 32];
    let salt = unhex(at("/argon2id/salt")?).ok_or_else(none)?;
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase.as_bytes(), &salt, &mut wrapping)
        .map_err(|error| Failure::new(error.to_string()))?;
    let store = slots.pointer("/store").and_then(Value::as_str);
    let store = store.ok_or_else(none)?;
    let nonce: [u8; 24] = unhex(at("/nonce")?)
        .and_then(|nonce| nonce.try_into().ok())
        .ok_or_else(none)?;
    let wrapped = unhex(at("/wrapped")?).ok_or_else(none)?;
    let aad = format!("nida-slot-1/{store}/passphrase");
    let payload = Payload {
        msg: &wrapped,
        aad: aad.as_bytes(),
    };
    XChaCha20Poly1305::new(&wrapping.into())
        .decrypt(&XNonce::from(nonce), payload)
        .map_err(|_| Failure::new("the slot does not open with this passphrase"))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &Value) -> Option<Vec<u8>> {
    let text = text.as_str()?;
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(text.get(at..at + 2)?, 16).ok())
        .collect()
}
