-- What was held at a number when it was given, however it stands by now: a machine has been shown it so.

CREATE TABLE held_place (
    site   uuid   NOT NULL,
    number bigint NOT NULL,
    -- Running hash of the held places of the site up to here.
    hash   bytea  NOT NULL CHECK (octet_length(hash) = 32),
    PRIMARY KEY (site, number),
    FOREIGN KEY (site, number) REFERENCES feed (site, number)
);

-- Place after place: each is hashed with the one before, and a recursive query would look through all for each.
DO $$
DECLARE
    place record;
    of_site uuid;
    so_far bytea;
BEGIN
    FOR place IN
        SELECT entry.site, entry.number, entry.id
        FROM entry
        WHERE entry.held_code IS NOT NULL
            OR (entry.site, entry.number) IN
                (SELECT feed.site, feed.entry FROM feed WHERE feed.entry < feed.number)
        ORDER BY entry.site, entry.number
    LOOP
        IF of_site IS DISTINCT FROM place.site THEN
            of_site := place.site;
            so_far := decode(repeat('00', 32), 'hex');
        END IF;
        so_far := sha256('nida-held-1'::bytea || so_far || int8send(place.number)
            || uuid_send(place.id));
        INSERT INTO held_place (site, number, hash) VALUES (place.site, place.number, so_far);
    END LOOP;
END $$;
