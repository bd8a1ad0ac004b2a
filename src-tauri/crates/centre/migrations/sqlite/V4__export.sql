-- Exports for the ministry's reporting: who may ask for them over the line, and which there were.

PRAGMA user_version = 4;

CREATE TABLE export_token (
    -- SHA-256 of the token; the token itself is nowhere.
    digest     BLOB    NOT NULL PRIMARY KEY CHECK (length(digest) = 32),
    -- What people call it. It stays taken once it is revoked, since exports name it.
    name       TEXT    NOT NULL UNIQUE CHECK (name <> ''),
    site       BLOB    NOT NULL REFERENCES site (id),
    -- What it may export, parted by commas.
    tables     TEXT    NOT NULL,
    made_at    INTEGER NOT NULL,
    revoked_at INTEGER
) STRICT, WITHOUT ROWID;

-- Every export that was begun.
CREATE TABLE export (
    id       BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    site     BLOB    NOT NULL REFERENCES site (id),
    begun_at INTEGER NOT NULL,
    -- Name of the token; empty for whoever runs the centre.
    token    TEXT    NOT NULL,
    -- What, in which form.
    what     TEXT    NOT NULL,
    format   TEXT    NOT NULL,
    -- Where to: empty for whoever asked over the line, else the file.
    file     TEXT    NOT NULL,
    -- How many rows went out; NULL while it goes on, and where it broke off without a word.
    row_count INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX export_by_time ON export (begun_at);
