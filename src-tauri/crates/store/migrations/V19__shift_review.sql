-- A supervisor's review of a shift: calls that were returned for correction, and signatures.

PRAGMA user_version = 19;

CREATE TABLE call_return (
    call         BLOB    NOT NULL CHECK (length(call) = 16),
    id           BLOB    NOT NULL CHECK (length(id) = 16),
    -- Who returned it and when, where that could be read.
    by           BLOB             CHECK (length(by) = 16),
    at           INTEGER,
    text         TEXT    NOT NULL,
    state        TEXT    NOT NULL CHECK (state IN ('open', 'corrected', 'withdrawn')),
    -- The last correction that followed it.
    corrected_at INTEGER,
    corrected_by BLOB             CHECK (length(corrected_by) = 16),
    PRIMARY KEY (call, id)
) STRICT, WITHOUT ROWID;

-- What has yet to be corrected. Few are at any time, so the others pay nothing for it.
CREATE INDEX call_return_open ON call_return (call) WHERE state = 'open';

CREATE TABLE shift_signature (
    id        BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    -- Key of the shift, e.g. 2026-11-22/morning.
    shift     TEXT    NOT NULL,
    -- Who signed, in which role, when and at which machine.
    by        BLOB    NOT NULL CHECK (length(by) = 16),
    role      TEXT    NOT NULL,
    at        INTEGER NOT NULL,
    machine   BLOB    NOT NULL CHECK (length(machine) = 16),
    calls     INTEGER NOT NULL CHECK (calls >= 0),
    -- Entries about them.
    entries   INTEGER NOT NULL CHECK (entries >= 0),
    -- How many of the calls the signer logged themselves.
    own_calls INTEGER NOT NULL CHECK (own_calls >= 0),
    -- SHA-256 chain over the entries; NULL where it could not be read.
    digest    BLOB             CHECK (length(digest) = 32)
) STRICT;

CREATE INDEX shift_signature_by_shift ON shift_signature (shift, at, id);

-- The machines that a signature names, and how far each was synced.
CREATE TABLE shift_signature_machine (
    signature BLOB    NOT NULL CHECK (length(signature) = 16),
    machine   BLOB    NOT NULL CHECK (length(machine) = 16),
    -- Entries of the shift that were made there, and when the last of them was.
    entries   INTEGER NOT NULL CHECK (entries >= 0),
    last_at   INTEGER,
    -- How many of them the centre had yet to take, as far as the signing machine knew.
    waiting   INTEGER NOT NULL CHECK (waiting >= 0),
    PRIMARY KEY (signature, machine)
) STRICT, WITHOUT ROWID;

CREATE TABLE hand_over (
    id           BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    -- Key of the shift that was handed over.
    shift        TEXT    NOT NULL,
    -- Who gave it, and when.
    by           BLOB    NOT NULL CHECK (length(by) = 16),
    at           INTEGER NOT NULL,
    -- What was open then: drafts at that machine, what was due by the end of the day and promises among it, urgent
    -- cases.
    drafts       INTEGER NOT NULL CHECK (drafts >= 0),
    due_today    INTEGER NOT NULL CHECK (due_today >= 0),
    promises     INTEGER NOT NULL CHECK (promises >= 0),
    urgent_cases INTEGER NOT NULL CHECK (urgent_cases >= 0),
    notes        TEXT    NOT NULL,
    -- The first confirmation; NULL while nobody has taken it.
    confirmed_at INTEGER,
    confirmed_by BLOB             CHECK (length(confirmed_by) = 16)
) STRICT;

CREATE INDEX hand_over_by_shift ON hand_over (shift, at, id);
CREATE INDEX hand_over_unconfirmed ON hand_over (at, id) WHERE confirmed_at IS NULL;
