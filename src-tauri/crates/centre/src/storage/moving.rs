//! Moving a centre from a folder into a database: everything, checked before it counts, and all of it in
//! one transaction of the database. So a move that is killed has left nothing or all, whenever that was, and is
//! simply begun again; and no process can serve half a centre.
//!
//! The folder is left as it was, but for a mark that keeps it from being served by mistake: that the centre may be
//! in the database, before that is told to commit, and that it is, once it has.

mod check;
mod source;
mod tables;

use std::io;
use std::path::Path;
use std::pin::pin;

use domain::id::Millis;
use tokio_postgres::binary_copy::BinaryCopyInWriter;
use tokio_postgres::error::Severity;
use tokio_postgres::{IsolationLevel, Transaction};

use super::postgres::{Alone, Fault, make_schema};
use super::{OpenError, Server, StorageError};
use source::Source;
use tables::{TABLES, Table};

/// Rows that are copied between two words about how far it is.
const ROWS_AT_ONCE: usize = 2_000;

/// The centre could not be moved; the folder is what counts, as before, except where nobody knows.
#[derive(Debug, thiserror::Error)]
pub enum MoveError {
    /// There is no centre in the folder.
    #[error("there is no centre in this folder")]
    NoCentre,
    /// A process serves the folder, or another moves it.
    #[error("the folder is in use: stop what serves it first")]
    InUse,
    /// The database holds something already.
    #[error("the database is not empty: a centre is moved into a new one")]
    NotEmpty,
    /// The folder's data do not hold together, or did not arrive as they are.
    #[error("not moved, because the check failed: {0}")]
    Differs(&'static str),
    /// The folder cannot be read.
    #[error("the folder cannot be read")]
    From(#[source] OpenError),
    /// The database cannot be used.
    #[error("the database cannot be used")]
    To(#[source] OpenError),
    /// The database did not say whether it has it.
    #[error(
        "the database did not say whether it has taken the centre in: the same command again brings the move to \
         its end, and until then the folder is not served"
    )]
    Unheard(#[source] StorageError),
    /// One of the two failed in the middle.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl From<Fault> for MoveError {
    fn from(fault: Fault) -> Self {
        Self::Storage(fault.told())
    }
}

impl From<tokio_postgres::Error> for MoveError {
    fn from(error: tokio_postgres::Error) -> Self {
        Fault::from(error).into()
    }
}

impl From<rusqlite::Error> for MoveError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Storage(error.into())
    }
}

/// How far a move is.
#[derive(Debug, Clone, Copy)]
pub struct Progress {
    /// At what.
    pub at: &'static str,
    /// Rows done of it.
    pub done: u64,
    /// Rows of it in all.
    pub of: u64,
}

/// Moves the centre in this folder into this database, which must be empty, and checks what arrived;
/// answers the entries that it holds. A move that came about without anybody hearing of it is answered
/// the same when it is asked for again.
///
/// The rows are read by whoever awaits this: it is for a command of its own, not for a server.
///
/// # Errors
/// See [`MoveError`]; nothing has changed then.
pub async fn move_centre(
    from: &Path,
    to: &Server,
    now: Millis,
    tell: &mut dyn FnMut(Progress),
) -> Result<u64, MoveError> {
    let source = Source::open(from, now)?;
    let mut alone = Alone::connect(to).await.map_err(MoveError::To)?;
    // Holds the lock under which schemas are made: nobody begins to serve the database meanwhile.
    make_schema(&mut alone.client)
        .await
        .map_err(MoveError::To)?;
    let transaction = alone
        .client
        .build_transaction()
        .isolation_level(IsolationLevel::ReadCommitted)
        .read_only(false)
        .start()
        .await?;
    if is_empty(&transaction).await? {
        for table in TABLES {
            copy(&source, &transaction, table, tell).await?;
        }
        check::check(&source, &transaction, tell).await?;
    } else if check::is_of(&source, &transaction).await? {
        // A move whose end nobody heard of, or else a centre that has gone on since. Where the folder says that it
        // was not served any more, only the one in the database can have: then that is where it is.
        match check::check(&source, &transaction, tell).await {
            Err(MoveError::Differs(_)) if source.is_moving() => {}
            Err(MoveError::Differs(_)) => return Err(MoveError::NotEmpty),
            checked => checked?,
        }
    } else {
        return Err(MoveError::NotEmpty);
    }
    let marked = |done: io::Result<()>| done.map_err(|error| MoveError::From(error.into()));
    marked(source.mark_moving())?;
    if let Err(error) = transaction.commit().await {
        if !is_refusal(&error) {
            return Err(MoveError::Unheard(Fault::from(error).told()));
        }
        marked(source.mark_here())?;
        return Err(error.into());
    }
    marked(source.mark())?;
    // Without figures of its own the server would plan the first queries for empty tables.
    alone
        .client
        .batch_execute("ANALYZE entry, feed, link")
        .await?;
    source.count("entry")
}

/// Whether the server has undone it and said so. A connection that broke off may have done so behind the commit, and
/// so may a server that was stopped.
fn is_refusal(error: &tokio_postgres::Error) -> bool {
    let told = error.as_db_error();
    told.is_some_and(|told| told.parsed_severity() == Some(Severity::Error))
}

async fn is_empty(transaction: &Transaction<'_>) -> Result<bool, MoveError> {
    for table in TABLES {
        let any = format!("SELECT FROM {} LIMIT 1", table.name);
        if transaction.query_opt(&any, &[]).await?.is_some() {
            return Ok(false);
        }
    }
    Ok(true)
}

async fn copy(
    source: &Source,
    transaction: &Transaction<'_>,
    table: &Table,
    tell: &mut dyn FnMut(Progress),
) -> Result<(), MoveError> {
    let of = source.count(table.name)?;
    let mut statement = source.prepare(table.read)?;
    let mut rows = statement.query([])?;
    let types: Vec<_> = table
        .columns
        .iter()
        .map(|(_, kind)| kind.to_type())
        .collect();
    let names: Vec<_> = table.columns.iter().map(|(name, _)| *name).collect();
    let into = format!(
        "COPY {} ({}) FROM STDIN (FORMAT binary)",
        table.name,
        names.join(", ")
    );
    let mut done = 0;
    while done < of {
        let sink = transaction.copy_in(&into).await?;
        let mut writer = pin!(BinaryCopyInWriter::new(sink, &types));
        let mut written = 0;
        while written < ROWS_AT_ONCE
            && let Some(row) = rows.next()?
        {
            writer.as_mut().write_raw(table.cells(row)?).await?;
            written += 1;
        }
        writer.as_mut().finish().await?;
        if written == 0 {
            return Err(MoveError::Differs("rows of the folder were not found"));
        }
        done += written as u64;
        tell(Progress {
            at: table.name,
            done,
            of,
        });
    }
    Ok(())
}
