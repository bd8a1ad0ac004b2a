-- What was published for all machines of a site, each version of it.

PRAGMA user_version = 7;

CREATE TABLE pack (
    site         BLOB    NOT NULL REFERENCES site (id),
    -- What it holds: cards.
    kind         TEXT    NOT NULL CHECK (kind <> ''),
    -- Of its site and kind; the highest is served.
    version      INTEGER NOT NULL CHECK (version > 0),
    published_at INTEGER NOT NULL,
    content      BLOB    NOT NULL,
    -- Ed25519, by the centre's key.
    signature    BLOB    NOT NULL CHECK (length(signature) = 64),
    PRIMARY KEY (site, kind, version)
) STRICT;
