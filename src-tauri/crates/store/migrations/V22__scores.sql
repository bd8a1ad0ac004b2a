-- Quality scores of calls, and by how many samples of each agent a signed shift was looked at.

PRAGMA user_version = 22;

CREATE TABLE call_score (
    call       BLOB    NOT NULL CHECK (length(call) = 16),
    id         BLOB    NOT NULL CHECK (length(id) = 16),
    -- Who scored and when, where that could be read.
    by         BLOB             CHECK (length(by) = 16),
    at         INTEGER,
    -- Code and version of the form.
    form       TEXT    NOT NULL,
    version    INTEGER NOT NULL CHECK (version >= 0),
    -- In parts of a thousand.
    result     INTEGER NOT NULL CHECK (result BETWEEN 0 AND 1000),
    -- An auto-fail item holds.
    failed     INTEGER NOT NULL CHECK (failed IN (0, 1)),
    text       TEXT    NOT NULL,
    withdrawn  INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    -- It is the newest that stands of a call that was not taken out: figures count it.
    counts     INTEGER NOT NULL CHECK (counts IN (0, 1)),
    -- Whose call it was, and when that began.
    agent      BLOB    NOT NULL CHECK (length(agent) = 16),
    started_at INTEGER NOT NULL,
    PRIMARY KEY (call, id)
) STRICT, WITHOUT ROWID;

-- All that figures ask, in the order in which calls began.
CREATE INDEX call_score_by_time ON call_score (started_at, agent, result, failed) WHERE counts = 1;

-- What an agent has yet to see is looked for among the newest of theirs.
CREATE INDEX call_score_of_agent ON call_score (agent, started_at, call) WHERE counts = 1;

CREATE TABLE call_score_answer (
    call   BLOB NOT NULL CHECK (length(call) = 16),
    score  BLOB NOT NULL CHECK (length(score) = 16),
    -- Code of the item.
    item   TEXT NOT NULL,
    -- yes, no, na or a number of points; fail for an auto-fail item that holds.
    answer TEXT NOT NULL,
    PRIMARY KEY (call, score, item)
) STRICT, WITHOUT ROWID;

CREATE TABLE call_score_reply (
    call  BLOB NOT NULL CHECK (length(call) = 16),
    score BLOB NOT NULL CHECK (length(score) = 16),
    id    BLOB NOT NULL CHECK (length(id) = 16),
    by    BLOB          CHECK (length(by) = 16),
    at    INTEGER,
    text  TEXT NOT NULL,
    PRIMARY KEY (call, score, id)
) STRICT, WITHOUT ROWID;

-- How many calls of each agent were samples when it was signed; NULL where that was not kept.
ALTER TABLE shift_signature ADD COLUMN samples INTEGER CHECK (samples >= 0);
