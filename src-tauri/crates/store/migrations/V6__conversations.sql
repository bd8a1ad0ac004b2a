-- Contacts that are no calls: when a message was answered, and what was added to the log of its
-- conversation later the same day.

PRAGMA user_version = 6;

-- When a conversation was last answered; NULL for a call, and where nobody did.
ALTER TABLE call ADD COLUMN answered_at INTEGER;

CREATE TABLE call_addition (
    call        BLOB    NOT NULL CHECK (length(call) = 16),
    -- Id of the form it was typed in: the same one twice is added once.
    id          BLOB    NOT NULL CHECK (length(id) = 16),
    by          BLOB             CHECK (length(by) = 16),
    at          INTEGER,
    received_at INTEGER,
    answered_at INTEGER,
    note        TEXT    NOT NULL,
    answer      TEXT    NOT NULL,
    -- What was filled in otherwise than the log says: a JSON object by the names of the form's fields.
    otherwise   TEXT    NOT NULL,
    PRIMARY KEY (call, id)
) STRICT, WITHOUT ROWID;

-- Whether a form has been added to a log.
CREATE INDEX call_addition_by_id ON call_addition (id, call);

-- The figures of a shift tell calls and other contacts apart; the channel joins what its index answers.
DROP INDEX call_by_shift;
CREATE INDEX call_by_shift
    ON call (shift, started_at, id, agent, type, outcome, urgent, "case", ended_at, channel)
    WHERE voided = 0;
-- The same for the calls of a duty that are counted beside its log.
DROP INDEX call_by_duty;
CREATE INDEX call_by_duty ON call (duty, started_at, id, channel) WHERE voided = 0;
