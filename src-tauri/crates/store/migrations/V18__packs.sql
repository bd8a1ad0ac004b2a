-- Packs that the centre signed and this machine took, and the last that it refused. Private to this machine: never
-- entries, since every machine of the site is given them by the centre itself.

PRAGMA user_version = 18;

CREATE TABLE pack (
    -- In the order in which they were taken.
    place        INTEGER NOT NULL PRIMARY KEY,
    centre       BLOB    NOT NULL CHECK (length(centre) = 16),
    -- Site at that centre. A machine that is enrolled elsewhere takes what is published there, from version 1 on.
    site         BLOB    NOT NULL CHECK (length(site) = 16),
    -- What it holds: cards.
    kind         TEXT    NOT NULL CHECK (kind <> ''),
    -- Of its centre, site and kind; the highest is in use.
    version      INTEGER NOT NULL CHECK (version > 0),
    -- When it was published, by the centre's clock.
    published_at INTEGER NOT NULL,
    content      BLOB    NOT NULL,
    -- Ed25519, by the centre's key.
    signature    BLOB    NOT NULL CHECK (length(signature) = 64),
    -- When this machine took it, by its own clock.
    taken_at     INTEGER NOT NULL,
    UNIQUE (centre, site, kind, version)
) STRICT;

CREATE TABLE pack_refused (
    centre  BLOB    NOT NULL CHECK (length(centre) = 16),
    site    BLOB    NOT NULL CHECK (length(site) = 16),
    kind    TEXT    NOT NULL CHECK (kind <> ''),
    -- Which version; it is not asked for again.
    version INTEGER NOT NULL CHECK (version > 0),
    -- Code of why, and where in the content; the last two may be empty.
    reason  TEXT    NOT NULL CHECK (reason <> ''),
    at      TEXT    NOT NULL,
    field   TEXT    NOT NULL,
    -- The version of the program that refused it. A later one may be able to read it.
    program TEXT    NOT NULL,
    PRIMARY KEY (centre, site, kind)
) STRICT, WITHOUT ROWID;
