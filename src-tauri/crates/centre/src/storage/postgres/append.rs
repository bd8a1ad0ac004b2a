//! Appending a batch: looked up, decided (`placing`) and written in one transaction under the row lock of
//! the site. Rows are written table by table, each table's at once.
//!
//! While the lock is held, all others of the site wait. So what need not wait for an answer does not: statements go
//! out together, in their order, and the server does them one after the other.

use std::collections::BTreeMap;

use deadpool_postgres::{ClientWrapper, Transaction};
use domain::entry::Digests;
use domain::id::{EntryId, Epoch, SubjectId};
use domain::link::ChainPoint;
use domain::wire::HELD_ROOT;
use tokio_postgres::types::ToSql;
use tokio_postgres::{IsolationLevel, Row, Statement};
use uuid::Uuid;

use super::Work;
use super::error::Fault;
use super::machines::{CURRENT_COUNTING, read_counting};
use super::values::{ToUuid as _, bytes, counting, digests, id, must, number, to_column, to_text};
use crate::judge::Judged;
use crate::storage::placing::{
    EntryThere, Erasures, Fill, Ground, Head, LinkThere, Plan, is_erased, plan, points, subjects,
};
use crate::storage::{Appended, Batch, Caller};

/// `nidc` and a number: held together by appends, alone by whoever opens a new counting, so that no append
/// gives numbers of a counting that has ended.
pub(super) const COUNTING_LOCK: i64 = 0x6e69_6463_0000_0002;

/// Numbers of a site from which on it counts how many there are.
const FEW: u64 = 64;

/// What a statement asks with.
type Asked = dyn ToSql + Sync;

/// A batch that was appended.
pub(super) struct Done {
    /// The counting that it was appended in, and one outcome each.
    pub(super) told: Appended,
    /// Whether the site has twice as many numbers as when this was last said.
    pub(super) has_doubled: bool,
    /// Whether words were taken away by it.
    pub(super) has_erased: bool,
}

pub(super) fn append<'c>(client: &'c mut ClientWrapper, batch: &'c Batch) -> Work<'c, Done> {
    Box::pin(async move {
        let transaction = writing(client).await?;
        let ground = ground(&transaction, batch).await?;
        let (counting, before) = (ground.counting, ground.number);
        let plan = plan(batch.caller, ground, &batch.arrivals)?;
        let writing = Writing {
            transaction: &transaction,
            caller: batch.caller,
            counting: i64::from(counting.ordinal),
            now: batch.now.0,
        };
        writing.write(&plan).await?;
        let (last, _) = plan.end;
        let has_erased = !plan.erased.is_empty();
        let done = Done {
            told: Appended {
                counting,
                placed: plan.placed,
            },
            has_doubled: last >= FEW && last.max(1).ilog2() > before.max(1).ilog2(),
            has_erased,
        };
        transaction.commit().await?;
        Ok(done)
    })
}

/// Has the server count what the big tables hold. A session keeps the plans that it made while they were
/// empty, when every index looked the same to it: each look-up then reads all that the site has, until the
/// server has figures. By itself it takes them a minute later or so, in which a backlog comes in.
pub(super) fn take_figures<'c>(client: &'c mut ClientWrapper, (): &'c ()) -> Work<'c, ()> {
    Box::pin(async move {
        Ok(client
            .batch_execute(
                "ANALYZE entry, feed, link, report_entry, report_call, report_issue, report_case,
             report_move, report_case_call",
            )
            .await?)
    })
}

/// Has the server let go of the rows of before, which hold what was erased: by itself it does so when there are many.
pub(super) fn clear_away<'c>(client: &'c mut ClientWrapper, (): &'c ()) -> Work<'c, ()> {
    Box::pin(async move {
        // It takes as long as the table is large, and has a statement of its own.
        client.batch_execute("SET statement_timeout = 0").await?;
        let done = client.batch_execute("VACUUM entry").await;
        client.batch_execute("RESET statement_timeout").await?;
        Ok(done?)
    })
}

/// A transaction that writes. Each of its statements sees what was committed before it, so that whatever
/// is looked up after a lock was got is what the lock holds still.
pub(super) async fn writing(client: &mut ClientWrapper) -> Result<Transaction<'_>, Fault> {
    Ok(client
        .build_transaction()
        .isolation_level(IsolationLevel::ReadCommitted)
        .read_only(false)
        .start()
        .await?)
}

/// What is there of all that the arrivals touch. Locks the site first: without the stronger lock on its key,
/// for which those would have to wait who enrol a machine there.
async fn ground(transaction: &Transaction<'_>, batch: &Batch) -> Result<Ground, Fault> {
    let (site, machine) = (batch.caller.site.to_uuid(), batch.caller.machine.to_uuid());
    let points = points(&batch.arrivals);
    let epochs: Vec<Uuid> = points.iter().map(|point| point.epoch.to_uuid()).collect();
    let seqs: Vec<i64> = points.iter().map(|point| to_column(point.seq)).collect();
    let ids: Vec<Uuid> = batch.arrivals.iter().map(|one| one.id.to_uuid()).collect();
    let statements = Looking::prepare(transaction).await?;
    let lock: [&Asked; 1] = [&COUNTING_LOCK];
    let of_site: [&Asked; 1] = [&site];
    let of_links: [&Asked; 4] = [&site, &machine, &epochs, &seqs];
    let of_heads: [&Asked; 3] = [&site, &machine, &epochs];
    let of_entries: [&Asked; 2] = [&site, &ids];
    let about = subjects(&batch.arrivals);
    let about: Vec<Uuid> = about.iter().map(|subject| subject.to_uuid()).collect();
    let of_erasures: [&Asked; 2] = [&site, &about];
    // They are sent in the order in which they stand here.
    let (_, row) = tokio::try_join!(
        biased;
        transaction.execute(&statements.counting_lock, &lock),
        transaction.query_opt(&statements.site, &of_site),
    )?;
    let row = must(row, "a machine without its site")?;
    let (counting, held, links, heads, entries, erasures) = tokio::try_join!(
        biased;
        transaction.query_opt(&statements.counting, &[]),
        transaction.query_opt(&statements.held, &of_site),
        transaction.query(&statements.links, &of_links),
        transaction.query(&statements.heads, &of_heads),
        transaction.query(&statements.entries, &of_entries),
        transaction.query(&statements.erasures, &of_erasures),
    )?;
    let mut ground = Ground {
        counting: read_counting(counting)?,
        number: number(&row, "last_number")?,
        hash: bytes(&row, "feed_hash")?,
        held: held.map_or(Ok(HELD_ROOT), |row| bytes(&row, "hash"))?,
        heads: BTreeMap::new(),
        links: BTreeMap::new(),
        entries: BTreeMap::new(),
        erasures: Erasures::new(),
    };
    for row in erasures {
        let subject = SubjectId::from_bytes(id(&row, "subject")?);
        let erasure = EntryId::from_bytes(id(&row, "id")?);
        ground.erasures.entry(subject).or_default().push(erasure);
    }
    for row in links {
        let (id, entry) = entry_there(&row)?;
        let point = ChainPoint {
            epoch: Epoch::from_bytes(super::values::id(&row, "epoch")?),
            seq: number(&row, "seq")?,
        };
        let link = LinkThere {
            prev: bytes(&row, "prev")?,
            hash: bytes(&row, "hash")?,
            entry: id,
        };
        ground.links.insert(point, link);
        ground.entries.insert(id, entry);
    }
    for row in heads {
        let head = Head {
            seq: number(&row, "head_seq")?,
            hash: bytes(&row, "head_hash")?,
        };
        ground
            .heads
            .insert(Epoch::from_bytes(id(&row, "epoch")?), head);
    }
    for row in entries {
        let (id, entry) = entry_there(&row)?;
        ground.entries.insert(id, entry);
    }
    Ok(ground)
}

/// The statements that look up, made before they go out together: making one is a question of its own.
struct Looking {
    counting_lock: Statement,
    site: Statement,
    counting: Statement,
    held: Statement,
    links: Statement,
    heads: Statement,
    entries: Statement,
    erasures: Statement,
}

impl Looking {
    async fn prepare(transaction: &Transaction<'_>) -> Result<Self, Fault> {
        Ok(Self {
            counting_lock: transaction
                .prepare_cached("SELECT pg_advisory_xact_lock_shared($1)")
                .await?,
            site: transaction
                .prepare_cached(
                    "SELECT last_number, feed_hash FROM site WHERE id = $1 FOR NO KEY UPDATE",
                )
                .await?,
            counting: transaction.prepare_cached(CURRENT_COUNTING).await?,
            held: transaction
                .prepare_cached(
                    "SELECT hash FROM held_place WHERE site = $1 ORDER BY number DESC LIMIT 1",
                )
                .await?,
            links: transaction
                .prepare_cached(
                    "SELECT link.epoch, link.seq, link.prev, link.hash, entry.id, entry.number,
                         entry.header_digest, entry.facts_digest, entry.personal_digest,
                         entry.held_code, counting.ordinal, counting.id AS counting
                     FROM unnest($3::uuid[], $4::bigint[]) AS wanted (epoch, seq)
                     JOIN link ON link.site = $1 AND link.machine = $2
                         AND link.epoch = wanted.epoch AND link.seq = wanted.seq
                     JOIN entry ON entry.site = link.site AND entry.number = link.entry
                     JOIN counting ON counting.ordinal = entry.counting",
                )
                .await?,
            heads: transaction
                .prepare_cached(
                    "SELECT epoch, head_seq, head_hash FROM epoch
                     WHERE site = $1 AND machine = $2 AND epoch = ANY ($3)",
                )
                .await?,
            entries: transaction
                .prepare_cached(
                    "SELECT entry.id, entry.number, entry.header_digest, entry.facts_digest,
                         entry.personal_digest, entry.held_code, counting.ordinal,
                         counting.id AS counting
                     FROM entry JOIN counting ON counting.ordinal = entry.counting
                     WHERE entry.site = $1 AND entry.id = ANY ($2)",
                )
                .await?,
            erasures: transaction
                .prepare_cached(
                    "SELECT subject, id FROM entry
                     WHERE site = $1 AND subject = ANY ($2) AND right(kind, 7) = '.erased'",
                )
                .await?,
        })
    }
}

fn entry_there(row: &Row) -> Result<(EntryId, EntryThere), Fault> {
    let there = EntryThere {
        number: number(row, "number")?,
        counting: counting(row, "ordinal", "counting")?,
        digests: digests(row)?,
        held_code: row.try_get("held_code")?,
    };
    Ok((EntryId::from_bytes(id(row, "id")?), there))
}

struct Writing<'t> {
    transaction: &'t Transaction<'t>,
    caller: Caller,
    /// Ordinal of the current one.
    counting: i64,
    now: i64,
}

impl Writing<'_> {
    async fn write(&self, plan: &Plan<'_>) -> Result<(), Fault> {
        // Made before: what is written goes out together, in this order, and making a statement is a question of
        // its own. A link finds its epoch and its entry, a place its entry.
        for sql in [HEADS, ENTRIES, LINKS, PLACES, SITE] {
            self.transaction.prepare_cached(sql).await?;
        }
        tokio::try_join!(
            biased;
            self.write_heads(plan),
            self.insert_entries(plan),
            self.insert_links(plan),
            self.insert_places(plan),
            self.write_end(plan),
        )?;
        // All of these are rare.
        self.insert_lineages(plan).await?;
        for fill in &plan.fills {
            self.fill(fill).await?;
        }
        for (subject, erasures) in &plan.erased {
            self.blank(*subject, erasures).await?;
        }
        self.insert_held_places(plan).await
    }

    /// How far the epochs have come.
    async fn write_heads(&self, plan: &Plan<'_>) -> Result<(), Fault> {
        if plan.heads.is_empty() {
            return Ok(());
        }
        let heads = &plan.heads;
        let epochs: Vec<Uuid> = heads.keys().map(|epoch| epoch.to_uuid()).collect();
        let seqs: Vec<i64> = heads.values().map(|head| to_column(head.seq)).collect();
        let hashes: Vec<&[u8]> = heads.values().map(|head| head.hash.as_slice()).collect();
        let statement = self.transaction.prepare_cached(HEADS).await?;
        self.transaction
            .execute(
                &statement,
                &[
                    &self.caller.site.to_uuid(),
                    &self.caller.machine.to_uuid(),
                    &self.now,
                    &epochs,
                    &seqs,
                    &hashes,
                ],
            )
            .await?;
        Ok(())
    }

    /// What the epochs follow that begin.
    async fn insert_lineages(&self, plan: &Plan<'_>) -> Result<(), Fault> {
        let (site, machine) = (self.caller.site.to_uuid(), self.caller.machine.to_uuid());
        for (epoch, follows) in &plan.epochs {
            let epochs: Vec<Uuid> = follows.iter().map(|point| point.epoch.to_uuid()).collect();
            let seqs: Vec<i64> = follows.iter().map(|point| to_column(point.seq)).collect();
            let statement = self
                .transaction
                .prepare_cached(
                    "INSERT INTO lineage (site, machine, epoch, place, follows_epoch, follows_seq)
                     SELECT $1, $2, $3, follows.place - 1, follows.epoch, follows.seq
                     FROM unnest($4::uuid[], $5::bigint[])
                         WITH ORDINALITY AS follows (epoch, seq, place)",
                )
                .await?;
            self.transaction
                .execute(
                    &statement,
                    &[&site, &machine, &epoch.to_uuid(), &epochs, &seqs],
                )
                .await?;
        }
        Ok(())
    }

    async fn insert_entries(&self, plan: &Plan<'_>) -> Result<(), Fault> {
        if plan.entries.is_empty() {
            return Ok(());
        }
        let new = &plan.entries;
        let ids: Vec<Uuid> = new.iter().map(|new| new.id.to_uuid()).collect();
        let numbers: Vec<i64> = new.iter().map(|new| to_column(new.number)).collect();
        let epochs: Vec<Uuid> = new.iter().map(|new| new.point.epoch.to_uuid()).collect();
        let seqs: Vec<i64> = new.iter().map(|new| to_column(new.point.seq)).collect();
        let of = |part: fn(&Digests) -> &[u8]| -> Vec<&[u8]> {
            new.iter().map(|new| part(&new.digests)).collect()
        };
        let header_digests = of(|digests| digests.header.as_slice());
        let facts_digests = of(|digests| digests.facts.as_slice());
        let personal_digests = of(|digests| digests.personal.as_slice());
        let taken = new.iter().map(|new| match new.content {
            Judged::Taken { entry, header } => (None, Some((entry, header))),
            Judged::Held(code) => (Some(code.as_str()), None),
        });
        let (held_codes, taken): (Vec<Option<&str>>, Vec<_>) = taken.unzip();
        let kinds: Vec<Option<String>> = taken
            .iter()
            .map(|taken| taken.map(|(_, header)| to_text(&header.kind)))
            .collect();
        let headers: Vec<Option<&[u8]>> = taken
            .iter()
            .map(|taken| taken.map(|(entry, _)| entry.header.as_slice()))
            .collect();
        let facts: Vec<Option<&[u8]>> = taken
            .iter()
            .map(|taken| taken.map(|(entry, _)| entry.facts.as_slice()))
            .collect();
        let personal: Vec<Option<&[u8]>> = new.iter().map(|new| new.personal).collect();
        let subjects: Vec<Option<Uuid>> = taken
            .iter()
            .map(|taken| taken.map(|(_, header)| header.subject.to_uuid()))
            .collect();
        let statement = self.transaction.prepare_cached(ENTRIES).await?;
        self.transaction
            .execute(
                &statement,
                &[
                    &self.caller.site.to_uuid(),
                    &self.counting,
                    &self.caller.machine.to_uuid(),
                    &self.now,
                    &numbers,
                    &ids,
                    &epochs,
                    &seqs,
                    &header_digests,
                    &facts_digests,
                    &personal_digests,
                    &held_codes,
                    &kinds,
                    &headers,
                    &facts,
                    &personal,
                    &subjects,
                ],
            )
            .await?;
        Ok(())
    }

    async fn insert_links(&self, plan: &Plan<'_>) -> Result<(), Fault> {
        if plan.links.is_empty() {
            return Ok(());
        }
        let links = &plan.links;
        let epochs: Vec<Uuid> = links
            .iter()
            .map(|link| link.point.epoch.to_uuid())
            .collect();
        let seqs: Vec<i64> = links.iter().map(|link| to_column(link.point.seq)).collect();
        let prevs: Vec<&[u8]> = links.iter().map(|link| link.prev.as_slice()).collect();
        let hashes: Vec<&[u8]> = links.iter().map(|link| link.hash.as_slice()).collect();
        let entries: Vec<i64> = links.iter().map(|link| to_column(link.number)).collect();
        let statement = self.transaction.prepare_cached(LINKS).await?;
        self.transaction
            .execute(
                &statement,
                &[
                    &self.caller.site.to_uuid(),
                    &self.caller.machine.to_uuid(),
                    &epochs,
                    &seqs,
                    &prevs,
                    &hashes,
                    &entries,
                ],
            )
            .await?;
        Ok(())
    }

    async fn fill(&self, fill: &Fill<'_>) -> Result<(), Fault> {
        let statement = self
            .transaction
            .prepare_cached(
                "UPDATE entry SET held_code = NULL, kind = $3, header = $4, facts = $5, personal = $6,
                     subject = $7
                 WHERE site = $1 AND id = $2",
            )
            .await?;
        self.transaction
            .execute(
                &statement,
                &[
                    &self.caller.site.to_uuid(),
                    &fill.id.to_uuid(),
                    &to_text(&fill.header.kind),
                    &fill.entry.header,
                    &fill.entry.facts,
                    &fill.personal,
                    &fill.header.subject.to_uuid(),
                ],
            )
            .await?;
        Ok(())
    }

    /// Takes the personal parts of a subject's entries that do not name its erasures; their digests stay.
    async fn blank(&self, subject: SubjectId, erasures: &[EntryId]) -> Result<(), Fault> {
        let statement = self
            .transaction
            .prepare_cached(
                "SELECT number, header FROM entry
                 WHERE site = $1 AND subject = $2 AND personal IS NOT NULL",
            )
            .await?;
        let site = self.caller.site.to_uuid();
        let there = self
            .transaction
            .query(&statement, &[&site, &subject.to_uuid()])
            .await?;
        let mut erased: Vec<i64> = Vec::new();
        for row in there {
            if is_erased(row.try_get("header")?, erasures) {
                erased.push(row.try_get("number")?);
            }
        }
        let statement = self
            .transaction
            .prepare_cached(
                "UPDATE entry SET personal = NULL WHERE site = $1 AND number = ANY ($2)",
            )
            .await?;
        self.transaction
            .execute(&statement, &[&site, &erased])
            .await?;
        Ok(())
    }

    /// The new places of the feed.
    async fn insert_places(&self, plan: &Plan<'_>) -> Result<(), Fault> {
        if plan.places.is_empty() {
            return Ok(());
        }
        let places = &plan.places;
        let site = self.caller.site.to_uuid();
        let numbers: Vec<i64> = places.iter().map(|place| to_column(place.number)).collect();
        let entries: Vec<i64> = places
            .iter()
            .map(|place| to_column(place.of.unwrap_or(place.number)))
            .collect();
        let hashes: Vec<&[u8]> = places.iter().map(|place| place.hash.as_slice()).collect();
        let statement = self.transaction.prepare_cached(PLACES).await?;
        self.transaction
            .execute(
                &statement,
                &[&site, &self.counting, &numbers, &entries, &hashes],
            )
            .await?;
        Ok(())
    }

    /// How far the site has come.
    async fn write_end(&self, plan: &Plan<'_>) -> Result<(), Fault> {
        if plan.places.is_empty() {
            return Ok(());
        }
        let (last, hash) = plan.end;
        let site = self.caller.site.to_uuid();
        let statement = self.transaction.prepare_cached(SITE).await?;
        self.transaction
            .execute(&statement, &[&site, &to_column(last), &hash.as_slice()])
            .await?;
        Ok(())
    }

    async fn insert_held_places(&self, plan: &Plan<'_>) -> Result<(), Fault> {
        let site = self.caller.site.to_uuid();
        for place in &plan.places {
            let Some(held) = &place.held else {
                continue;
            };
            let statement = self
                .transaction
                .prepare_cached("INSERT INTO held_place (site, number, hash) VALUES ($1, $2, $3)")
                .await?;
            self.transaction
                .execute(
                    &statement,
                    &[&site, &to_column(place.number), &held.as_slice()],
                )
                .await?;
        }
        Ok(())
    }
}

const HEADS: &str = "INSERT INTO epoch (site, machine, epoch, head_seq, head_hash, opened_at)
    SELECT $1, $2, new.epoch, new.seq, new.hash, $3
    FROM unnest($4::uuid[], $5::bigint[], $6::bytea[]) AS new (epoch, seq, hash)
    ON CONFLICT (site, machine, epoch) DO UPDATE
    SET head_seq = excluded.head_seq, head_hash = excluded.head_hash";

const ENTRIES: &str = "INSERT INTO entry (site, number, id, counting, machine, epoch, seq,
        received_at, header_digest, facts_digest, personal_digest, held_code, kind, header, facts,
        personal, subject)
    SELECT $1, new.number, new.id, $2, $3, new.epoch, new.seq, $4, new.header_digest,
        new.facts_digest, new.personal_digest, new.held_code, new.kind, new.header, new.facts,
        new.personal, new.subject
    FROM unnest($5::bigint[], $6::uuid[], $7::uuid[], $8::bigint[], $9::bytea[], $10::bytea[],
            $11::bytea[], $12::text[], $13::text[], $14::bytea[], $15::bytea[], $16::bytea[],
            $17::uuid[])
        AS new (number, id, epoch, seq, header_digest, facts_digest, personal_digest, held_code,
            kind, header, facts, personal, subject)";

const LINKS: &str = "INSERT INTO link (site, machine, epoch, seq, prev, hash, entry)
    SELECT $1, $2, new.epoch, new.seq, new.prev, new.hash, new.entry
    FROM unnest($3::uuid[], $4::bigint[], $5::bytea[], $6::bytea[], $7::bigint[])
        AS new (epoch, seq, prev, hash, entry)";

const PLACES: &str = "INSERT INTO feed (site, number, counting, entry, hash)
    SELECT $1, new.number, $2, new.entry, new.hash
    FROM unnest($3::bigint[], $4::bigint[], $5::bytea[]) AS new (number, entry, hash)";

const SITE: &str = "UPDATE site SET last_number = $2, feed_hash = $3 WHERE id = $1";
