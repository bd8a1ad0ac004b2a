-- Recommendations to bodies, and what came of them.

PRAGMA user_version = 26;

CREATE TABLE improvement (
    id           BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    -- What comes too often, and where; an empty governorate where none was named.
    type         TEXT    NOT NULL,
    sub_category TEXT    NOT NULL,
    governorate  TEXT    NOT NULL,
    -- Code of the body.
    entity       TEXT    NOT NULL,
    -- The days by which it was noticed, the contacts in them and in the weeks before them.
    noticed_from TEXT    NOT NULL,
    noticed_to   TEXT    NOT NULL,
    contacts     INTEGER NOT NULL CHECK (contacts >= 0),
    before       INTEGER NOT NULL CHECK (before >= 0),
    text         TEXT    NOT NULL,
    by           BLOB    NOT NULL CHECK (length(by) = 16),
    at           INTEGER NOT NULL,
    -- Empty while nobody has said what came of it.
    outcome      TEXT    NOT NULL CHECK (outcome IN ('', 'done', 'not_done')),
    answered_at  INTEGER,
    -- Who wrote last in it.
    last_by      BLOB    NOT NULL CHECK (length(last_by) = 16),
    answer       TEXT    NOT NULL,
    withdrawn    INTEGER NOT NULL CHECK (withdrawn IN (0, 1))
) STRICT;

CREATE INDEX improvement_by_time ON improvement (at, id) WHERE withdrawn = 0;
CREATE INDEX improvement_waiting ON improvement (type, sub_category, governorate) WHERE withdrawn = 0 AND outcome = '';
