-- Times of a duty in which no calls were received, and drafts that changed hands.

PRAGMA user_version = 4;

CREATE TABLE duty_pause (
    duty    BLOB    NOT NULL CHECK (length(duty) = 16),
    from_at INTEGER NOT NULL,
    -- Code of the list of pause reasons.
    reason  TEXT    NOT NULL,
    -- None while it goes on.
    until   INTEGER          CHECK (until >= from_at),
    PRIMARY KEY (duty, from_at)
) STRICT, WITHOUT ROWID;

CREATE TABLE takeover (
    id         BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    -- Id of the call that the draft will be.
    draft      BLOB             CHECK (length(draft) = 16),
    -- Whose it was.
    owner      BLOB             CHECK (length(owner) = 16),
    -- Who took it.
    by         BLOB    NOT NULL CHECK (length(by) = 16),
    at         INTEGER NOT NULL,
    type       TEXT    NOT NULL,
    started_at INTEGER NOT NULL,
    reason     TEXT    NOT NULL
) STRICT;

-- What the first owner is told.
CREATE INDEX takeover_by_owner ON takeover (owner, at, id) WHERE owner IS NOT NULL;
