-- What left the program as files, and what a bulletin counts beside the figures.

PRAGMA user_version = 23;

-- Exports, by the entries that tell of them.
CREATE TABLE export (
    id        BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    by        BLOB    NOT NULL CHECK (length(by) = 16),
    at        INTEGER NOT NULL,
    machine   BLOB    NOT NULL CHECK (length(machine) = 16),
    what      TEXT    NOT NULL,
    way       TEXT    NOT NULL,
    -- Days of its period, YYYY-MM-DD; empty where it has none.
    from_day  TEXT    NOT NULL,
    to_day    TEXT    NOT NULL,
    -- Codes, with blanks between.
    formats   TEXT    NOT NULL,
    languages TEXT    NOT NULL,
    rows      INTEGER NOT NULL,
    -- Name of the folder without the way to it; empty once erased.
    folder    TEXT    NOT NULL,
    -- Code of what kept it from coming about.
    failed    TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX export_by_time ON export (at, id);

-- Contacts about a facility, in the order in which they began: most are about none.
CREATE INDEX call_by_facility ON call (started_at, facility) WHERE voided = 0 AND facility <> '';
