-- What a centre keeps. Ids are the sixteen bytes of a UUID, instants UTC in milliseconds since 1970.
-- The site stands in every key: no query reaches over its wall.

PRAGMA application_id = 0x6e696463; -- nidc
PRAGMA user_version = 1;

-- This centre.
CREATE TABLE centre (
    one    INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    id     BLOB    NOT NULL CHECK (length(id) = 16),
    -- Authenticates the challenges of all processes on this storage.
    secret BLOB    NOT NULL CHECK (length(secret) = 32)
) STRICT;

-- The stretches of its counting; the one with the highest ordinal is current.
CREATE TABLE counting (
    ordinal   INTEGER NOT NULL PRIMARY KEY CHECK (ordinal > 0),
    id        BLOB    NOT NULL UNIQUE CHECK (length(id) = 16),
    opened_at INTEGER NOT NULL
) STRICT;

-- A site: its machines share one journal and one dense row of numbers.
CREATE TABLE site (
    id          BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name        TEXT    NOT NULL UNIQUE CHECK (name <> ''),
    -- The last number given, 0 for none.
    last_number INTEGER NOT NULL DEFAULT 0 CHECK (last_number >= 0),
    -- Running hash of the feed up to it.
    feed_hash   BLOB    NOT NULL CHECK (length(feed_hash) = 32)
) STRICT, WITHOUT ROWID;

CREATE TABLE machine (
    site        BLOB    NOT NULL REFERENCES site (id),
    id          BLOB    NOT NULL CHECK (length(id) = 16),
    -- Ed25519.
    public_key  BLOB    NOT NULL CHECK (length(public_key) = 32),
    name        TEXT    NOT NULL,
    enrolled_at INTEGER NOT NULL,
    -- Set when the machine was cut off; enrolling it again clears it.
    revoked_at  INTEGER,
    PRIMARY KEY (site, id)
) STRICT, WITHOUT ROWID;

-- One-time codes. Used and expired ones stay until their name is needed again, so that a person is told
-- which of the two it was.
CREATE TABLE enrolment_code (
    -- The first letters of the code, which are no secret.
    name       TEXT    NOT NULL PRIMARY KEY,
    -- SHA-256 of the whole code.
    digest     BLOB    NOT NULL CHECK (length(digest) = 32),
    site       BLOB    NOT NULL REFERENCES site (id),
    expires_at INTEGER NOT NULL,
    -- Wrong tries against its name.
    tries      INTEGER NOT NULL DEFAULT 0 CHECK (tries >= 0),
    -- The machine it has served.
    used_by    BLOB             CHECK (length(used_by) = 16)
) STRICT, WITHOUT ROWID;

CREATE TABLE token (
    -- SHA-256 of the token; the token itself is nowhere.
    digest     BLOB    NOT NULL PRIMARY KEY CHECK (length(digest) = 32),
    site       BLOB    NOT NULL,
    machine    BLOB    NOT NULL,
    expires_at INTEGER NOT NULL,
    FOREIGN KEY (site, machine) REFERENCES machine (site, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX token_by_machine ON token (site, machine, expires_at);

-- An entry, once, whatever was sent again.
CREATE TABLE entry (
    row             INTEGER NOT NULL PRIMARY KEY,
    site            BLOB    NOT NULL REFERENCES site (id),
    id              BLOB    NOT NULL CHECK (length(id) = 16),
    -- The centre's number: where it is folded.
    number          INTEGER NOT NULL CHECK (number > 0),
    -- Which counting gave it.
    counting        INTEGER NOT NULL REFERENCES counting (ordinal),
    -- The chain point with which it first came.
    machine         BLOB    NOT NULL CHECK (length(machine) = 16),
    epoch           BLOB    NOT NULL CHECK (length(epoch) = 16),
    seq             INTEGER NOT NULL CHECK (seq > 0),
    received_at     INTEGER NOT NULL,
    header_digest   BLOB    NOT NULL CHECK (length(header_digest) = 32),
    facts_digest    BLOB    NOT NULL CHECK (length(facts_digest) = 32),
    personal_digest BLOB    NOT NULL CHECK (length(personal_digest) = 32),
    -- Why the content was not taken; the parts are NULL then.
    held_code       TEXT,
    -- The parts, byte for byte; personal is also NULL once erased.
    kind            TEXT,
    header          BLOB,
    facts           BLOB,
    personal        BLOB,
    CHECK ((held_code IS NULL) = (header IS NOT NULL)),
    CHECK ((header IS NULL) = (facts IS NULL)),
    CHECK ((header IS NULL) = (kind IS NULL)),
    CHECK (header IS NOT NULL OR personal IS NULL),
    UNIQUE (site, id)
) STRICT;

-- The feed: every number of the site, in order, without a gap.
CREATE TABLE feed (
    site     BLOB    NOT NULL REFERENCES site (id),
    number   INTEGER NOT NULL CHECK (number > 0),
    counting INTEGER NOT NULL REFERENCES counting (ordinal),
    entry    INTEGER NOT NULL REFERENCES entry (row),
    -- The entry's own number, where this place only announces parts that came later.
    of       INTEGER          CHECK (of < number),
    -- Running hash of the feed up to here.
    hash     BLOB    NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (site, number)
) STRICT, WITHOUT ROWID;

-- A machine's chain, by epochs.
CREATE TABLE epoch (
    site      BLOB    NOT NULL,
    machine   BLOB    NOT NULL,
    epoch     BLOB    NOT NULL CHECK (length(epoch) = 16),
    head_seq  INTEGER NOT NULL CHECK (head_seq > 0),
    head_hash BLOB    NOT NULL CHECK (length(head_hash) = 32),
    opened_at INTEGER NOT NULL,
    PRIMARY KEY (site, machine, epoch),
    FOREIGN KEY (site, machine) REFERENCES machine (site, id)
) STRICT, WITHOUT ROWID;

-- The points that an epoch follows, newest first.
CREATE TABLE lineage (
    site          BLOB    NOT NULL,
    machine       BLOB    NOT NULL,
    epoch         BLOB    NOT NULL,
    place         INTEGER NOT NULL CHECK (place >= 0),
    follows_epoch BLOB    NOT NULL CHECK (length(follows_epoch) = 16),
    follows_seq   INTEGER NOT NULL CHECK (follows_seq > 0),
    PRIMARY KEY (site, machine, epoch, place),
    FOREIGN KEY (site, machine, epoch) REFERENCES epoch (site, machine, epoch)
) STRICT, WITHOUT ROWID;

CREATE TABLE link (
    site    BLOB    NOT NULL,
    machine BLOB    NOT NULL,
    epoch   BLOB    NOT NULL,
    seq     INTEGER NOT NULL CHECK (seq > 0),
    prev    BLOB    NOT NULL CHECK (length(prev) = 32),
    hash    BLOB    NOT NULL CHECK (length(hash) = 32),
    entry   INTEGER NOT NULL REFERENCES entry (row),
    PRIMARY KEY (site, machine, epoch, seq),
    FOREIGN KEY (site, machine, epoch) REFERENCES epoch (site, machine, epoch)
) STRICT, WITHOUT ROWID;
