//! How far a machine and this centre are together, and noticing that this centre was restored from a
//! backup: a machine then has a mark of the feed that does not stand, or knows of a later counting.

use domain::entry::CentreEpoch;
use domain::id::{Epoch, SiteId};
use domain::wire::{ChainHead, Hex32, MAX_HOLDS, Mark, Site};
use rusqlite::{Connection, OptionalExtension as _, TransactionBehavior};

use super::feed::running_hash;
use super::machines::identity;
use super::values::{from_column, must};
use crate::storage::{Asked, Standing, StorageError};

/// The standing, unless a new counting has to be opened for it.
pub(super) fn standing(
    connection: &mut Connection,
    asked: &Asked,
) -> Result<Option<Standing>, StorageError> {
    let transaction = connection.transaction()?;
    let current = identity(&transaction)?.counting;
    let restart_from = restart_from(&transaction, asked)?;
    if has_lost(current, asked.counting, restart_from.is_some()) {
        return Ok(None);
    }
    Ok(Some(describe(&transaction, asked, current, restart_from)?))
}

/// The standing after a new counting has been opened, if it still has to be.
pub(super) fn standing_anew(
    connection: &mut Connection,
    asked: &Asked,
) -> Result<Standing, StorageError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut current = identity(&transaction)?.counting;
    let restart_from = restart_from(&transaction, asked)?;
    if has_lost(current, asked.counting, restart_from.is_some()) {
        // Above every one that this centre was told of, so that no number is mistaken for an older one.
        let told = asked.counting.map_or(0, |counting| counting.ordinal);
        current = CentreEpoch {
            ordinal: current.ordinal.max(told).saturating_add(1),
            id: asked.new_counting,
        };
        transaction.execute(
            "INSERT INTO counting (ordinal, id, opened_at) VALUES (?1, ?2, ?3)",
            (current.ordinal, current.id.to_bytes(), asked.now.0),
        )?;
    }
    let standing = describe(&transaction, asked, current, restart_from)?;
    transaction.commit()?;
    Ok(standing)
}

/// Where the machine has to begin again: the newest of its marks that stands, if that is not the newest.
fn restart_from(connection: &Connection, asked: &Asked) -> Result<Option<u64>, StorageError> {
    for (place, mark) in asked.marks.iter().enumerate() {
        if stands(connection, asked, mark)? {
            return Ok((place > 0).then_some(mark.number));
        }
    }
    Ok((!asked.marks.is_empty()).then_some(0))
}

fn stands(connection: &Connection, asked: &Asked, mark: &Mark) -> Result<bool, StorageError> {
    let hash = running_hash(connection, asked.caller, mark.number)?;
    Ok(hash == Some(mark.hash.0))
}

/// Whether what the machine knows shows that this centre has lost something since. A mark of an older
/// counting that does not stand shows nothing new: it was lost when that counting ended.
fn has_lost(current: CentreEpoch, told: Option<CentreEpoch>, restarts: bool) -> bool {
    told.is_some_and(|told| {
        told.ordinal > current.ordinal
            || (told.ordinal == current.ordinal && (restarts || told.id != current.id))
    })
}

fn describe(
    connection: &Connection,
    asked: &Asked,
    counting: CentreEpoch,
    restart_from: Option<u64>,
) -> Result<Standing, StorageError> {
    let site: SiteId = asked.caller.site;
    let row = connection
        .prepare_cached("SELECT name, last_number FROM site WHERE id = ?1")?
        .query_row([site.to_bytes()], |row| {
            Ok((row.get(0)?, from_column(row.get(1)?)))
        })
        .optional()?;
    let (name, last) = must(row, "a machine without its site")?;
    let mut statement = connection.prepare_cached(
        "SELECT epoch, head_seq, head_hash FROM epoch WHERE site = ?1 AND machine = ?2
         ORDER BY opened_at DESC, epoch LIMIT ?3",
    )?;
    let heads = statement.query_map(
        (
            site.to_bytes(),
            asked.caller.machine.to_bytes(),
            i64::try_from(MAX_HOLDS).unwrap_or(i64::MAX),
        ),
        |row| {
            Ok(ChainHead {
                epoch: Epoch::from_bytes(row.get(0)?),
                seq: from_column(row.get(1)?),
                hash: Hex32(row.get(2)?),
            })
        },
    )?;
    Ok(Standing {
        counting,
        site: Site { id: site, name },
        heads: heads.collect::<Result<_, _>>()?,
        last,
        restart_from,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counting(ordinal: u32, id: u8) -> CentreEpoch {
        CentreEpoch {
            ordinal,
            id: Epoch::from_bytes([id; 16]),
        }
    }

    /// A new counting is opened when something was lost, and only then: each one makes machines refold.
    #[test]
    fn a_loss_is_seen_by_what_the_machine_knows() {
        let current = counting(2, 2);
        for (told, restarts, lost, why) in [
            (None, false, false, "a machine that knows nothing yet"),
            (Some(current), false, false, "all is well"),
            (
                Some(current),
                true,
                true,
                "numbers of this counting are gone",
            ),
            (
                Some(counting(2, 9)),
                false,
                true,
                "two restores of one backup",
            ),
            (
                Some(counting(3, 3)),
                false,
                true,
                "the counting itself is gone",
            ),
            (Some(counting(1, 1)), true, false, "lost and noticed before"),
        ] {
            assert_eq!(has_lost(current, told, restarts), lost, "{why}");
        }
    }
}
