//! Walking through a damaged table by its keys: what lies on a bad page is passed over, and counted.

use super::read::{Present, Unreadable};

/// Keys that are asked for at once, as long as all goes well.
const AT_ONCE: i64 = 256;

/// Hands over every row with a key from `first` to `last`, in order, as far as it can be read; `read` gives the rows
/// between two keys, both included. How many keys could not be read.
pub(super) fn walk<T, E>(
    present: &mut Present,
    (first, last): (i64, i64),
    read: impl Fn(&rusqlite::Connection, i64, i64) -> rusqlite::Result<Vec<T>>,
    mut each: impl FnMut(T) -> Result<(), E>,
) -> Result<u64, E> {
    let mut unreadable = 0;
    let mut at = first;
    while at <= last {
        let to = last.min(at.saturating_add(AT_ONCE - 1));
        if let Ok(rows) = present.ask(|connection| read(connection, at, to)) {
            for row in rows {
                each(row)?;
            }
        } else {
            unreadable += one_by_one(present, (at, to), &read, &mut each)?;
        }
        at = to.saturating_add(1);
    }
    Ok(unreadable)
}

fn one_by_one<T, E>(
    present: &mut Present,
    (first, last): (i64, i64),
    read: &impl Fn(&rusqlite::Connection, i64, i64) -> rusqlite::Result<Vec<T>>,
    each: &mut impl FnMut(T) -> Result<(), E>,
) -> Result<u64, E> {
    let mut unreadable = 0;
    for key in first..=last {
        match present.ask(|connection| read(connection, key, key)) {
            Ok(rows) => {
                for row in rows {
                    each(row)?;
                }
            }
            Err(Unreadable) => unreadable += 1,
        }
    }
    Ok(unreadable)
}
