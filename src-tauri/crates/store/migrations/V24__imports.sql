-- Sheets that were brought in: which call came with which, and the batches themselves.

PRAGMA user_version = 24;

-- The batch in which it came; NULL for what somebody took down.
ALTER TABLE call ADD COLUMN import BLOB CHECK (length(import) = 16);

-- The calls of a batch in the order of their rows. Calls of people pay nothing for it.
CREATE INDEX call_by_import ON call (import, id) WHERE import IS NOT NULL;

CREATE TABLE import_batch (
    id        BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    -- What its rows are.
    kind      TEXT    NOT NULL,
    -- SHA-256 of the file; NULL where it could not be read.
    digest    BLOB             CHECK (length(digest) = 32),
    -- Which sheet of the file, from 0, and how often it was brought in and undone before.
    sheet     INTEGER NOT NULL CHECK (sheet >= 0),
    round     INTEGER NOT NULL CHECK (round >= 0),
    -- How many rows were to come.
    rows      INTEGER NOT NULL CHECK (rows >= 0),
    -- Who began it, and when.
    by        BLOB    NOT NULL CHECK (length(by) = 16),
    began_at  INTEGER NOT NULL,
    -- When all were in, and how many; NULL while it is under way or broke off.
    done_at   INTEGER,
    imported  INTEGER NOT NULL CHECK (imported >= 0),
    -- When it was undone, and how many calls were left then.
    undone_at INTEGER,
    kept      INTEGER NOT NULL CHECK (kept >= 0)
) STRICT;

CREATE INDEX import_batch_by_time ON import_batch (began_at, id);
CREATE INDEX import_batch_by_sheet ON import_batch (digest, kind, sheet, round);
