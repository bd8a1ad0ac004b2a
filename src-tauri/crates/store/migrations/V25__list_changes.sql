-- Changes of the lists that were made at machines of the site.

PRAGMA user_version = 25;

CREATE TABLE list_change (
    id        BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    -- Who made it, when, and at which machine it is in use.
    by        BLOB    NOT NULL CHECK (length(by) = 16),
    at        INTEGER NOT NULL,
    machine   BLOB    NOT NULL CHECK (length(machine) = 16),
    -- The local day from which it is in use, YYYY-MM-DD.
    from_day  TEXT    NOT NULL,
    -- The pack that was in use when it was made; empty where none was.
    upon      TEXT    NOT NULL,
    -- The rows, as JSON.
    rows      TEXT    NOT NULL,
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1))
) STRICT;

CREATE INDEX list_change_by_time ON list_change (at, id);
CREATE INDEX list_change_by_machine ON list_change (machine);
