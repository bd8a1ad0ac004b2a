-- What a centre keeps, as PostgreSQL keeps it: the same as in SQLite, row for row. Ids are uuid, instants
-- UTC in milliseconds since 1970. The site stands in every key: no query reaches over its wall, and a site
-- can be moved to a server of its own.

-- This centre.
CREATE TABLE centre (
    one    boolean NOT NULL PRIMARY KEY CHECK (one),
    id     uuid    NOT NULL,
    -- Authenticates the challenges of all processes on this storage.
    secret bytea   NOT NULL CHECK (octet_length(secret) = 32)
);

-- Tells a centre's data from those of other programs, as the header of the file does in SQLite.
COMMENT ON TABLE centre IS 'nidc';

-- The stretches of its counting; the one with the highest ordinal is current.
CREATE TABLE counting (
    ordinal   bigint NOT NULL PRIMARY KEY CHECK (ordinal > 0),
    id        uuid   NOT NULL UNIQUE,
    opened_at bigint NOT NULL
);

-- A site: its machines share one journal and one dense row of numbers. Its row is the lock of an append
-- and is written by each: room beside it keeps the new version on the same page.
CREATE TABLE site (
    id          uuid   NOT NULL PRIMARY KEY,
    name        text   NOT NULL UNIQUE CHECK (name <> ''),
    -- The last number given, 0 for none.
    last_number bigint NOT NULL DEFAULT 0 CHECK (last_number >= 0),
    -- Running hash of the feed up to it.
    feed_hash   bytea  NOT NULL CHECK (octet_length(feed_hash) = 32)
) WITH (fillfactor = 50);

CREATE TABLE machine (
    site        uuid   NOT NULL REFERENCES site (id),
    id          uuid   NOT NULL,
    -- Ed25519.
    public_key  bytea  NOT NULL CHECK (octet_length(public_key) = 32),
    name        text   NOT NULL,
    enrolled_at bigint NOT NULL,
    -- Set when the machine was cut off; enrolling it again clears it.
    revoked_at  bigint,
    PRIMARY KEY (site, id)
);

-- One-time codes. Used and expired ones stay until their name is needed again, so that a person is told
-- which of the two it was.
CREATE TABLE enrolment_code (
    -- The first letters of the code, which are no secret.
    name       text   NOT NULL PRIMARY KEY,
    -- SHA-256 of the whole code.
    digest     bytea  NOT NULL CHECK (octet_length(digest) = 32),
    site       uuid   NOT NULL REFERENCES site (id),
    expires_at bigint NOT NULL,
    -- Wrong tries against its name.
    tries      bigint NOT NULL DEFAULT 0 CHECK (tries >= 0),
    -- The machine it has served.
    used_by    uuid
);

CREATE TABLE token (
    -- SHA-256 of the token; the token itself is nowhere.
    digest     bytea  NOT NULL PRIMARY KEY CHECK (octet_length(digest) = 32),
    site       uuid   NOT NULL,
    machine    uuid   NOT NULL,
    expires_at bigint NOT NULL,
    FOREIGN KEY (site, machine) REFERENCES machine (site, id)
);

CREATE INDEX token_by_machine ON token (site, machine, expires_at);

-- An entry, once, whatever was sent again. Its number is its key: dense, short, and there before the row.
CREATE TABLE entry (
    site            uuid   NOT NULL REFERENCES site (id),
    -- The centre's number: where it is folded.
    number          bigint NOT NULL CHECK (number > 0),
    id              uuid   NOT NULL,
    -- Which counting gave it. No reference: each append of every site would have to lock that one row.
    counting        bigint NOT NULL CHECK (counting > 0),
    -- The chain point with which it first came.
    machine         uuid   NOT NULL,
    epoch           uuid   NOT NULL,
    seq             bigint NOT NULL CHECK (seq > 0),
    received_at     bigint NOT NULL,
    header_digest   bytea  NOT NULL CHECK (octet_length(header_digest) = 32),
    facts_digest    bytea  NOT NULL CHECK (octet_length(facts_digest) = 32),
    personal_digest bytea  NOT NULL CHECK (octet_length(personal_digest) = 32),
    -- Why the content was not taken; the parts are NULL then.
    held_code       text,
    -- For lists and reports; what PostgreSQL's text cannot hold (U+0000) stands replaced. The header is
    -- the authority.
    kind            text,
    -- The parts, byte for byte; personal is also NULL once erased.
    header          bytea,
    facts           bytea,
    personal        bytea,
    CHECK ((held_code IS NULL) = (header IS NOT NULL)),
    CHECK ((header IS NULL) = (facts IS NULL)),
    CHECK ((header IS NULL) = (kind IS NULL)),
    CHECK (header IS NOT NULL OR personal IS NULL),
    PRIMARY KEY (site, number),
    UNIQUE (site, id)
);

-- The feed: every number of the site, in order, without a gap.
CREATE TABLE feed (
    site     uuid   NOT NULL,
    number   bigint NOT NULL CHECK (number > 0),
    counting bigint NOT NULL CHECK (counting > 0),
    -- The entry's own number: a smaller one than the place's, where the place only announces parts that
    -- came later.
    entry    bigint NOT NULL CHECK (entry <= number),
    -- Running hash of the feed up to here.
    hash     bytea  NOT NULL CHECK (octet_length(hash) = 32),
    PRIMARY KEY (site, number),
    FOREIGN KEY (site, entry) REFERENCES entry (site, number)
);

-- A machine's chain, by epochs. The row of the newest is written by each append, as the site's is.
CREATE TABLE epoch (
    site      uuid   NOT NULL,
    machine   uuid   NOT NULL,
    epoch     uuid   NOT NULL,
    head_seq  bigint NOT NULL CHECK (head_seq > 0),
    head_hash bytea  NOT NULL CHECK (octet_length(head_hash) = 32),
    opened_at bigint NOT NULL,
    PRIMARY KEY (site, machine, epoch),
    FOREIGN KEY (site, machine) REFERENCES machine (site, id)
) WITH (fillfactor = 50);

-- The points that an epoch follows, newest first.
CREATE TABLE lineage (
    site          uuid   NOT NULL,
    machine       uuid   NOT NULL,
    epoch         uuid   NOT NULL,
    place         bigint NOT NULL CHECK (place >= 0),
    follows_epoch uuid   NOT NULL,
    follows_seq   bigint NOT NULL CHECK (follows_seq > 0),
    PRIMARY KEY (site, machine, epoch, place),
    FOREIGN KEY (site, machine, epoch) REFERENCES epoch (site, machine, epoch)
);

CREATE TABLE link (
    site    uuid   NOT NULL,
    machine uuid   NOT NULL,
    epoch   uuid   NOT NULL,
    seq     bigint NOT NULL CHECK (seq > 0),
    prev    bytea  NOT NULL CHECK (octet_length(prev) = 32),
    hash    bytea  NOT NULL CHECK (octet_length(hash) = 32),
    -- Number of its entry.
    entry   bigint NOT NULL,
    PRIMARY KEY (site, machine, epoch, seq),
    FOREIGN KEY (site, machine, epoch) REFERENCES epoch (site, machine, epoch),
    FOREIGN KEY (site, entry) REFERENCES entry (site, number)
);
