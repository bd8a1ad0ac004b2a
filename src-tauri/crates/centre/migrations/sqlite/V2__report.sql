-- What the ministry's reporting reads, folded behind the append from the facts of the entries: codes, times
-- and ids of calls and cases. Nothing personal comes here: no name, no number, no word that was typed. All of
-- it can be made anew from the entries. Ids are text here, since plain SQL clients read them.

PRAGMA user_version = 2;

-- How far the feed of a site has been folded, and by which fold.
CREATE TABLE report_fold (
    site      BLOB    NOT NULL PRIMARY KEY REFERENCES site (id),
    -- The last number that the rows know of.
    number    INTEGER NOT NULL CHECK (number >= 0),
    -- Number of the fold; a newer one begins at the first number again.
    made_with INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Which entries are about a subject, of the subjects that are reported on.
CREATE TABLE report_entry (
    site      BLOB    NOT NULL REFERENCES site (id),
    subject   BLOB    NOT NULL CHECK (length(subject) = 16),
    entry     INTEGER NOT NULL REFERENCES entry (row),
    -- The place of the feed that announced its parts, where these came later.
    announced INTEGER,
    PRIMARY KEY (site, subject, entry)
) STRICT, WITHOUT ROWID;

CREATE TABLE report_call (
    site         TEXT    NOT NULL,
    id           TEXT    NOT NULL,
    -- Where it was taken down.
    machine      TEXT    NOT NULL,
    channel      TEXT    NOT NULL,
    direction    TEXT    NOT NULL,
    -- In Asia/Muscat, YYYY-MM-DD.
    local_day    TEXT    NOT NULL,
    shift        TEXT    NOT NULL,
    received_at  INTEGER,
    answered_at  INTEGER,
    started_at   INTEGER NOT NULL,
    ended_at     INTEGER,
    saved_at     INTEGER NOT NULL,
    entered_late INTEGER NOT NULL CHECK (entered_late IN (0, 1)),
    anonymous    INTEGER NOT NULL CHECK (anonymous IN (0, 1)),
    governorate  TEXT    NOT NULL,
    wilayat      TEXT    NOT NULL,
    ill          INTEGER NOT NULL,
    hospital     INTEGER NOT NULL,
    died         INTEGER NOT NULL,
    type         TEXT    NOT NULL,
    outcome      TEXT    NOT NULL,
    urgent       INTEGER NOT NULL CHECK (urgent IN (0, 1)),
    dropped      INTEGER NOT NULL CHECK (dropped IN (0, 1)),
    -- The case that it opened, which may come later.
    "case"       TEXT,
    PRIMARY KEY (site, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE report_issue (
    site         TEXT    NOT NULL,
    call         TEXT    NOT NULL,
    id           TEXT    NOT NULL,
    -- The one that the call counts under.
    counts       INTEGER NOT NULL CHECK (counts IN (0, 1)),
    type         TEXT    NOT NULL,
    sub_category TEXT    NOT NULL,
    facility     TEXT    NOT NULL,
    severity     INTEGER,
    stage        TEXT    NOT NULL,
    staff_group  TEXT    NOT NULL,
    PRIMARY KEY (site, call, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE report_case (
    site                TEXT    NOT NULL,
    id                  TEXT    NOT NULL,
    machine             TEXT    NOT NULL,
    reference           TEXT    NOT NULL,
    type                TEXT    NOT NULL,
    sub_category        TEXT    NOT NULL,
    facility            TEXT    NOT NULL,
    priority            TEXT    NOT NULL,
    severity            INTEGER,
    urgent              INTEGER NOT NULL CHECK (urgent IN (0, 1)),
    sensitive           INTEGER NOT NULL CHECK (sensitive IN (0, 1)),
    received_at         INTEGER,
    acknowledge_due     INTEGER,
    due                 INTEGER,
    status              TEXT    NOT NULL,
    -- What the status means: open, waiting, resolved, closed.
    category            TEXT    NOT NULL,
    opened_at           INTEGER,
    closed_at           INTEGER,
    reopened            INTEGER NOT NULL,
    escalation          TEXT    NOT NULL,
    refer_to            TEXT    NOT NULL,
    finding             TEXT    NOT NULL,
    action              TEXT    NOT NULL,
    closing_outcome     TEXT    NOT NULL,
    caller_informed_at  INTEGER,
    PRIMARY KEY (site, id)
) STRICT, WITHOUT ROWID;

-- Every move of a case, the first into its first status.
CREATE TABLE report_move (
    site        TEXT    NOT NULL,
    "case"      TEXT    NOT NULL,
    place       INTEGER NOT NULL,
    from_status TEXT,
    to_status   TEXT    NOT NULL,
    at          INTEGER NOT NULL,
    PRIMARY KEY (site, "case", place)
) STRICT, WITHOUT ROWID;

-- The calls that a case gathers.
CREATE TABLE report_case_call (
    site   TEXT NOT NULL,
    "case" TEXT NOT NULL,
    call   TEXT NOT NULL,
    PRIMARY KEY (site, "case", call)
) STRICT, WITHOUT ROWID;

CREATE INDEX report_case_call_by_call ON report_case_call (site, call, "case");
