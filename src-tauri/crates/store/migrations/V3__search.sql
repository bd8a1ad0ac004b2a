------------------------------------------------------------------------------------------------
-- The index of search as you type: derived from the rows, made anew by a rebuild, compared by its
-- answers. One table a section of what a row is found by, newest last, and the same words in FTS5
-- tables by age (`found_words_<part>`), which are made as months pass.
------------------------------------------------------------------------------------------------

CREATE TABLE call_found (
    -- When it began, in 1/64 seconds since 1970, moved where two would be the same.
    moment  INTEGER NOT NULL PRIMARY KEY,
    subject BLOB    NOT NULL UNIQUE CHECK (length(subject) = 16),
    -- The words it is found by, folded, each with a space before it; exactly what FTS5 was given, which
    -- takes words out only when it is told the same again.
    words   TEXT    NOT NULL
) STRICT;

CREATE TABLE case_found (
    moment  INTEGER NOT NULL PRIMARY KEY,
    subject BLOB    NOT NULL UNIQUE CHECK (length(subject) = 16),
    words   TEXT    NOT NULL
) STRICT;

CREATE TABLE person_found (
    moment  INTEGER NOT NULL PRIMARY KEY,
    subject BLOB    NOT NULL UNIQUE CHECK (length(subject) = 16),
    words   TEXT    NOT NULL
) STRICT;

-- Rows whose words are not in FTS5 yet: a save writes here, and the words follow when it is quiet.
CREATE TABLE found_waiting (
    section TEXT    NOT NULL,
    moment  INTEGER NOT NULL,
    PRIMARY KEY (section, moment)
) STRICT, WITHOUT ROWID;

-- The FTS5 tables: which months of which section each holds.
CREATE TABLE found_part (
    part        INTEGER NOT NULL PRIMARY KEY,
    section     TEXT    NOT NULL,
    -- Local months, as year × 12 + month − 1. Those of two parts of a section never overlap.
    first_month INTEGER NOT NULL,
    last_month  INTEGER NOT NULL CHECK (last_month >= first_month),
    -- How many were put in.
    filled      INTEGER NOT NULL CHECK (filled >= 0),
    -- 1 while segments may wait to be merged, 2 while all of them are to become one.
    unmerged    INTEGER NOT NULL CHECK (unmerged IN (0, 1, 2)),
    -- While the part is filled anew: rows from this moment on are not in it yet.
    refill_from INTEGER
) STRICT;

CREATE INDEX found_part_by_section ON found_part (section, first_month);

-- The words moved into the index.
ALTER TABLE call DROP COLUMN search;

PRAGMA user_version = 3;
