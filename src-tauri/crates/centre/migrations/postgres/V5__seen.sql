-- When machines were last here, and what they told of themselves. Nothing of the promises hangs on it.

CREATE TABLE machine_seen (
    site    uuid   NOT NULL,
    machine uuid   NOT NULL,
    seen_at bigint NOT NULL,
    -- What the machine said waits there; NULL where it has not said.
    waiting bigint          CHECK (waiting >= 0),
    -- How far its clock was ahead of the centre's; NULL where it has not said.
    skew_ms bigint,
    PRIMARY KEY (site, machine),
    FOREIGN KEY (site, machine) REFERENCES machine (site, id)
) WITH (fillfactor = 50);

CREATE INDEX entry_held ON entry (site, machine) WHERE held_code IS NOT NULL;
