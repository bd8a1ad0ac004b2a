//! All that is moved, table by table, in an order in which each finds what it refers to.

use rusqlite::Row;
use tokio_postgres::types::{ToSql, Type};
use uuid::Uuid;

use super::MoveError;
use crate::storage::postgres::to_text;

/// What a column holds.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kind {
    /// The sixteen bytes of an id.
    Id,
    /// A number.
    Number,
    /// Bytes.
    Bytes,
    /// Text.
    Text,
    /// That of the table's one row.
    One,
}

use Kind::{Bytes, Id, Number, One, Text};

impl Kind {
    pub(super) const fn to_type(self) -> Type {
        match self {
            Id => Type::UUID,
            Number => Type::INT8,
            Bytes => Type::BYTEA,
            Text => Type::TEXT,
            One => Type::BOOL,
        }
    }
}

/// A table as it is moved.
pub(super) struct Table {
    /// Its name, the same in both.
    pub(super) name: &'static str,
    /// Its columns in the database, in the order in which `read` gives them.
    pub(super) columns: &'static [(&'static str, Kind)],
    /// How the folder's rows are read.
    pub(super) read: &'static str,
}

impl Table {
    /// A row as it is written.
    pub(super) fn cells(&self, row: &Row<'_>) -> Result<Vec<Box<dyn ToSql + Sync>>, MoveError> {
        let cells = self.columns.iter().enumerate();
        let cells = cells.map(|(at, (_, kind))| cell(row, at, *kind));
        Ok(cells.collect::<rusqlite::Result<_>>()?)
    }
}

fn cell(row: &Row<'_>, at: usize, kind: Kind) -> rusqlite::Result<Box<dyn ToSql + Sync>> {
    Ok(match kind {
        Id => {
            let id: Option<[u8; 16]> = row.get(at)?;
            Box::new(id.map(Uuid::from_bytes))
        }
        Number => Box::new(row.get::<_, Option<i64>>(at)?),
        Bytes => Box::new(row.get::<_, Option<Vec<u8>>>(at)?),
        Text => {
            let text: Option<String> = row.get(at)?;
            Box::new(text.as_deref().map(to_text))
        }
        One => Box::new(row.get::<_, bool>(at)?),
    })
}

/// The tables. What is named here has to be all that there is: a test compares it with the schema.
pub(super) const TABLES: &[Table] = &[
    Table {
        name: "centre",
        columns: &[("one", One), ("id", Id), ("secret", Bytes)],
        read: "SELECT one, id, secret FROM centre",
    },
    Table {
        name: "counting",
        columns: &[("ordinal", Number), ("id", Id), ("opened_at", Number)],
        read: "SELECT ordinal, id, opened_at FROM counting",
    },
    Table {
        name: "site",
        columns: &[
            ("id", Id),
            ("name", Text),
            ("last_number", Number),
            ("feed_hash", Bytes),
        ],
        read: "SELECT id, name, last_number, feed_hash FROM site",
    },
    Table {
        name: "machine",
        columns: &[
            ("site", Id),
            ("id", Id),
            ("public_key", Bytes),
            ("name", Text),
            ("enrolled_at", Number),
            ("revoked_at", Number),
        ],
        read: "SELECT site, id, public_key, name, enrolled_at, revoked_at FROM machine",
    },
    Table {
        name: "enrolment_code",
        columns: &[
            ("name", Text),
            ("digest", Bytes),
            ("site", Id),
            ("expires_at", Number),
            ("tries", Number),
            ("used_by", Id),
        ],
        read: "SELECT name, digest, site, expires_at, tries, used_by FROM enrolment_code",
    },
    Table {
        name: "token",
        columns: &[
            ("digest", Bytes),
            ("site", Id),
            ("machine", Id),
            ("expires_at", Number),
        ],
        read: "SELECT digest, site, machine, expires_at FROM token",
    },
    Table {
        name: "entry",
        columns: &[
            ("site", Id),
            ("number", Number),
            ("id", Id),
            ("counting", Number),
            ("machine", Id),
            ("epoch", Id),
            ("seq", Number),
            ("received_at", Number),
            ("header_digest", Bytes),
            ("facts_digest", Bytes),
            ("personal_digest", Bytes),
            ("held_code", Text),
            ("kind", Text),
            ("header", Bytes),
            ("facts", Bytes),
            ("personal", Bytes),
            ("subject", Id),
        ],
        read: "SELECT site, number, id, counting, machine, epoch, seq, received_at, header_digest,
                   facts_digest, personal_digest, held_code, kind, header, facts, personal, subject
               FROM entry ORDER BY row",
    },
    Table {
        name: "feed",
        columns: &[
            ("site", Id),
            ("number", Number),
            ("counting", Number),
            ("entry", Number),
            ("hash", Bytes),
        ],
        read: "SELECT feed.site, feed.number, feed.counting, entry.number, feed.hash
               FROM feed JOIN entry ON entry.row = feed.entry
               ORDER BY feed.site, feed.number",
    },
    Table {
        name: "held_place",
        columns: &[("site", Id), ("number", Number), ("hash", Bytes)],
        read: "SELECT site, number, hash FROM held_place",
    },
    Table {
        name: "epoch",
        columns: &[
            ("site", Id),
            ("machine", Id),
            ("epoch", Id),
            ("head_seq", Number),
            ("head_hash", Bytes),
            ("opened_at", Number),
        ],
        read: "SELECT site, machine, epoch, head_seq, head_hash, opened_at FROM epoch",
    },
    Table {
        name: "lineage",
        columns: &[
            ("site", Id),
            ("machine", Id),
            ("epoch", Id),
            ("place", Number),
            ("follows_epoch", Id),
            ("follows_seq", Number),
        ],
        read: "SELECT site, machine, epoch, place, follows_epoch, follows_seq FROM lineage",
    },
    Table {
        name: "link",
        columns: &[
            ("site", Id),
            ("machine", Id),
            ("epoch", Id),
            ("seq", Number),
            ("prev", Bytes),
            ("hash", Bytes),
            ("entry", Number),
        ],
        read: "SELECT link.site, link.machine, link.epoch, link.seq, link.prev, link.hash, entry.number
               FROM link JOIN entry ON entry.row = link.entry
               ORDER BY link.site, link.machine, link.epoch, link.seq",
    },
    Table {
        name: "machine_seen",
        columns: &[
            ("site", Id),
            ("machine", Id),
            ("seen_at", Number),
            ("waiting", Number),
            ("skew_ms", Number),
        ],
        read: "SELECT site, machine, seen_at, waiting, skew_ms FROM machine_seen",
    },
    Table {
        name: "export_token",
        columns: &[
            ("digest", Bytes),
            ("name", Text),
            ("site", Id),
            ("tables", Text),
            ("made_at", Number),
            ("revoked_at", Number),
        ],
        read: "SELECT digest, name, site, tables, made_at, revoked_at FROM export_token",
    },
    Table {
        name: "pack",
        columns: &[
            ("site", Id),
            ("kind", Text),
            ("version", Number),
            ("published_at", Number),
            ("content", Bytes),
            ("signature", Bytes),
        ],
        read: "SELECT site, kind, version, published_at, content, signature FROM pack",
    },
    Table {
        name: "export",
        columns: &[
            ("id", Id),
            ("site", Id),
            ("begun_at", Number),
            ("token", Text),
            ("what", Text),
            ("format", Text),
            ("file", Text),
            ("row_count", Number),
            ("scope", Text),
        ],
        read: "SELECT id, site, begun_at, token, what, format, file, row_count, scope FROM export",
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    /// What is not moved, but folded anew from what is.
    const FOLDED: &str = "report_";

    /// Tables and columns as the migrations make them.
    fn made(migrations: &[&str]) -> BTreeMap<String, Vec<String>> {
        let constraints = ["CHECK", "PRIMARY", "UNIQUE", "FOREIGN"];
        let mut tables: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut table = None;
        for line in migrations.iter().flat_map(|sql| sql.lines()) {
            if let Some(rest) = line.strip_prefix("CREATE TABLE ") {
                table = rest.split_whitespace().next().map(str::to_owned);
            } else if let Some(rest) = line.strip_prefix("ALTER TABLE ") {
                let mut words = rest.split_whitespace();
                let (of, column) = (words.next(), words.nth(2));
                let columns = tables.entry(of.unwrap().to_owned()).or_default();
                columns.push(column.unwrap().to_owned());
            } else if line.starts_with(')') {
                table = None;
            } else if let Some(table) = &table
                && let Some(word) = line.split_whitespace().next()
                && !word.starts_with("--")
                && !constraints
                    .iter()
                    .any(|constraint| word.starts_with(constraint))
            {
                tables
                    .entry(table.clone())
                    .or_default()
                    .push(word.to_owned());
            }
        }
        tables.retain(|table, _| !table.starts_with(FOLDED));
        tables
    }

    /// A table or a column that a migration adds and a move forgets would be lost without a word.
    #[test]
    fn everything_that_is_kept_is_moved() {
        let moved: BTreeMap<String, Vec<String>> = TABLES
            .iter()
            .map(|table| {
                let columns = table.columns.iter().map(|(name, _)| (*name).to_owned());
                (table.name.to_owned(), columns.collect())
            })
            .collect();
        let there = made(&[
            include_str!("../../../migrations/postgres/V1__centre.sql"),
            include_str!("../../../migrations/postgres/V2__report.sql"),
            include_str!("../../../migrations/postgres/V4__export.sql"),
            include_str!("../../../migrations/postgres/V5__seen.sql"),
            include_str!("../../../migrations/postgres/V6__held_places.sql"),
            include_str!("../../../migrations/postgres/V7__packs.sql"),
            include_str!("../../../migrations/postgres/V8__export_scope.sql"),
            include_str!("../../../migrations/postgres/V9__erasures.sql"),
        ]);
        assert_eq!(moved, there, "in PostgreSQL");
        let folder = made(&[
            include_str!("../../../migrations/sqlite/V1__centre.sql"),
            include_str!("../../../migrations/sqlite/V2__report.sql"),
            include_str!("../../../migrations/sqlite/V4__export.sql"),
            include_str!("../../../migrations/sqlite/V5__seen.sql"),
            include_str!("../../../migrations/sqlite/V6__held_places.sql"),
            include_str!("../../../migrations/sqlite/V7__packs.sql"),
            include_str!("../../../migrations/sqlite/V8__export_scope.sql"),
            include_str!("../../../migrations/sqlite/V9__erasures.sql"),
        ]);
        let kept: Vec<_> = folder.keys().collect();
        assert_eq!(kept, moved.keys().collect::<Vec<_>>(), "in SQLite");
        let here = |name: &str| match name {
            "entry" => vec!["row"],
            "feed" => vec!["of"],
            _ => vec![],
        };
        for (name, columns) in &folder {
            let missing = columns
                .iter()
                .filter(|column| !moved.get(name).is_some_and(|moved| moved.contains(column)))
                .map(String::as_str);
            assert_eq!(
                missing.collect::<Vec<_>>(),
                here(name),
                "what {name} has in SQLite alone: the row's own number, and what follows from others"
            );
        }
    }
}
