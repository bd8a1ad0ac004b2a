-- What was held at a number when it was given, however it stands by now: a machine has been shown it so.

PRAGMA user_version = 6;

CREATE TABLE held_place (
    site   BLOB    NOT NULL,
    number INTEGER NOT NULL,
    -- Running hash of the held places of the site up to here. Empty where a version before this one gave the
    -- number: it is filled when the file is opened, since SQLite has no SHA-256.
    hash   BLOB    NOT NULL CHECK (length(hash) IN (0, 32)),
    PRIMARY KEY (site, number),
    FOREIGN KEY (site, number) REFERENCES feed (site, number)
) STRICT, WITHOUT ROWID;

INSERT INTO held_place (site, number, hash)
SELECT feed.site, feed.number, x''
FROM feed JOIN entry ON entry.row = feed.entry
WHERE feed.of IS NULL
    AND (entry.held_code IS NOT NULL
        OR EXISTS (SELECT 1 FROM feed AS later
                   WHERE later.site = feed.site AND later.of = feed.number));
