-- When machines were last here, and what they told of themselves. Nothing of the promises hangs on it.

PRAGMA user_version = 5;

CREATE TABLE machine_seen (
    site       BLOB    NOT NULL,
    machine    BLOB    NOT NULL,
    seen_at    INTEGER NOT NULL,
    -- What the machine said waits there; NULL where it has not said.
    waiting    INTEGER          CHECK (waiting >= 0),
    -- How far its clock was ahead of the centre's; NULL where it has not said.
    skew_ms    INTEGER,
    PRIMARY KEY (site, machine),
    FOREIGN KEY (site, machine) REFERENCES machine (site, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX entry_held ON entry (site, machine) WHERE held_code IS NOT NULL;
