-- What people said of a contact afterwards, and time signed in by when it began.

PRAGMA user_version = 21;

CREATE TABLE survey (
    id          BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    -- What it is about; both may be NULL where a sheet names neither.
    call        BLOB             CHECK (length(call) = 16),
    "case"      BLOB             CHECK (length("case") = 16),
    -- What a sheet names instead, in words.
    reference   TEXT    NOT NULL,
    -- Local day in Asia/Muscat on which it was answered, YYYY-MM-DD.
    day         TEXT    NOT NULL CHECK (length(day) = 10),
    mode        TEXT    NOT NULL,
    -- Who asked; NULL where a sheet or a link did.
    asked_by    BLOB             CHECK (length(asked_by) = 16),
    -- Who had handled what it is about, its type and governorate, as they stood when it was asked.
    handler     BLOB             CHECK (length(handler) = 16),
    type        TEXT    NOT NULL,
    governorate TEXT    NOT NULL,
    -- Marks from 1 to 5; NULL where none was given.
    overall     INTEGER          CHECK (overall BETWEEN 1 AND 5),
    ease        INTEGER          CHECK (ease BETWEEN 1 AND 5),
    -- yes, partly, no; empty where it was not said.
    solved      TEXT    NOT NULL,
    -- Code of the reason why nothing was said; empty where something was.
    refused     TEXT    NOT NULL,
    language    TEXT    NOT NULL,
    -- The import that brought it.
    batch       BLOB             CHECK (length(batch) = 16),
    comment     TEXT    NOT NULL,
    -- When it was written down, and by whom.
    at          INTEGER NOT NULL,
    by          BLOB    NOT NULL CHECK (length(by) = 16),
    withdrawn   INTEGER NOT NULL CHECK (withdrawn IN (0, 1))
) STRICT;

-- All that figures count by.
CREATE INDEX survey_by_day
    ON survey (day, id, handler, mode, type, governorate, overall, ease, solved, refused) WHERE withdrawn = 0;
CREATE INDEX survey_of_call ON survey (call, at, id) WHERE call IS NOT NULL;
CREATE INDEX survey_of_case ON survey ("case", at, id) WHERE "case" IS NOT NULL;
CREATE INDEX survey_of_batch ON survey (batch, id) WHERE batch IS NOT NULL;

-- Time signed in, by when it began.
CREATE INDEX duty_by_time ON duty (opened_at, closed_at, user, id);
