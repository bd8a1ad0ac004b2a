-- What a person has seen of the comments on their calls.

PRAGMA user_version = 2;

-- Calls that bear comments, by who logged them, newest first. Few do, so the others pay nothing for it.
CREATE INDEX call_commented ON call (agent, started_at, id) WHERE comments > 0 AND voided = 0;

-- Private to this machine: which comments a person has had before their eyes here.
CREATE TABLE seen_comment (
    user    BLOB NOT NULL CHECK (length(user) = 16),
    comment BLOB NOT NULL CHECK (length(comment) = 16),
    PRIMARY KEY (user, comment)
) STRICT, WITHOUT ROWID;
