-- What was published for all machines of a site, each version of it.

CREATE TABLE pack (
    site         uuid   NOT NULL REFERENCES site (id),
    -- What it holds: cards.
    kind         text   NOT NULL CHECK (kind <> ''),
    -- Of its site and kind; the highest is served.
    version      bigint NOT NULL CHECK (version > 0),
    published_at bigint NOT NULL,
    content      bytea  NOT NULL,
    -- Ed25519, by the centre's key.
    signature    bytea  NOT NULL CHECK (octet_length(signature) = 64),
    PRIMARY KEY (site, kind, version)
);
