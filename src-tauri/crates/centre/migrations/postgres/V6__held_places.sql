-- What was held at a number when it was given, however it stands by now: a machine has been shown it so.

CREATE TABLE held_place (
    site   uuid   NOT NULL,
    number bigint NOT NULL,
    -- Running hash of the held places of the site up to here.
    hash   bytea  NOT NULL CHECK (octet_length(hash) = 32),
    PRIMARY KEY (site, number),
    FOREIGN KEY (site, number) REFERENCES feed (site, number)
);

WITH RECURSIVE place AS (
    SELECT entry.site, entry.number, entry.id,
        row_number() OVER (PARTITION BY entry.site ORDER BY entry.number) AS turn
    FROM entry
    WHERE entry.held_code IS NOT NULL
        OR (entry.site, entry.number) IN
            (SELECT feed.site, feed.entry FROM feed WHERE feed.entry < feed.number)
), hashed AS (
    SELECT place.site, place.number, place.turn,
        sha256('nida-held-1'::bytea || decode(repeat('00', 32), 'hex') || int8send(place.number)
            || uuid_send(place.id)) AS hash
    FROM place WHERE place.turn = 1
    UNION ALL
    SELECT place.site, place.number, place.turn,
        sha256('nida-held-1'::bytea || hashed.hash || int8send(place.number) || uuid_send(place.id))
    FROM hashed
    JOIN place ON place.site = hashed.site AND place.turn = hashed.turn + 1
)
INSERT INTO held_place (site, number, hash)
SELECT site, number, hash FROM hashed;
