-- Exports for the ministry's reporting: who may ask for them over the line, and which there were.

CREATE TABLE export_token (
    -- SHA-256 of the token; the token itself is nowhere.
    digest     bytea  NOT NULL PRIMARY KEY CHECK (octet_length(digest) = 32),
    -- What people call it. It stays taken once it is revoked, since exports name it.
    name       text   NOT NULL UNIQUE CHECK (name <> ''),
    site       uuid   NOT NULL REFERENCES site (id),
    -- What it may export, parted by commas.
    tables     text   NOT NULL,
    made_at    bigint NOT NULL,
    revoked_at bigint
);

-- Every export that was begun.
CREATE TABLE export (
    id        uuid   NOT NULL PRIMARY KEY,
    site      uuid   NOT NULL REFERENCES site (id),
    begun_at  bigint NOT NULL,
    -- Name of the token; empty for whoever runs the centre.
    token     text   NOT NULL,
    -- What, in which form.
    what      text   NOT NULL,
    format    text   NOT NULL,
    -- Where to: empty for whoever asked over the line, else the file.
    file      text   NOT NULL,
    -- How many rows went out; NULL while it goes on, and where it broke off without a word.
    row_count bigint
);

CREATE INDEX export_by_time ON export (begun_at);
