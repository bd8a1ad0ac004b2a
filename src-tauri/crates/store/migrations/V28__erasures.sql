-- Erasures: what was erased, when and why, and what of it waits for the journal.

PRAGMA user_version = 28;

-- Folded from the journal: the erasures of each subject.
CREATE TABLE erased (
    subject BLOB    NOT NULL CHECK (length(subject) = 16),
    entry   BLOB    NOT NULL CHECK (length(entry) = 16),
    -- Kind of the subject.
    kind    TEXT    NOT NULL,
    act     BLOB    NOT NULL CHECK (length(act) = 16),
    at      INTEGER NOT NULL,
    by      BLOB    NOT NULL CHECK (length(by) = 16),
    -- Code of the reason, and the number under which the request is filed; either may be empty.
    why     TEXT    NOT NULL,
    request TEXT    NOT NULL,
    PRIMARY KEY (subject, entry)
) STRICT, WITHOUT ROWID;

CREATE INDEX erased_by_act ON erased (act, kind, subject);
CREATE INDEX erased_by_time ON erased (at, act);

-- The entries that erase, which are few: asked with each entry that is made or arrives, and
-- gone through at each start.
CREATE INDEX entry_erasing ON entry (subject, act, id, kind) WHERE substr(kind, -7) = '.erased';

-- Private: erasures that lay beside the backups and that this store, an older copy of itself, has not got. Their
-- subjects hold no words any more; the entries come into the journal once the store is open.
CREATE TABLE erasure_due (
    id      BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    subject BLOB NOT NULL CHECK (length(subject) = 16),
    header  BLOB NOT NULL,
    facts   BLOB NOT NULL,
    digests BLOB NOT NULL CHECK (length(digests) = 96)
) STRICT;

CREATE INDEX erasure_due_by_subject ON erasure_due (subject);
