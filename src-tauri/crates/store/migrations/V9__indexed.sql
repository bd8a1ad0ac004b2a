-- The index of search is read in two steps that no longer lie in one row: where a hit stands and whose it
-- is, of which a page holds a hundred, and the words, which are read only to be compared or taken out.
-- Words that wait for FTS5 lie with what waits, so that a save writes no table more than before.

PRAGMA user_version = 9;

-- By the moments of `call_found`; exactly what FTS5 was given, which takes words out only when it is told
-- the same again.
CREATE TABLE call_indexed (
    moment INTEGER NOT NULL PRIMARY KEY,
    words  TEXT    NOT NULL
) STRICT;

CREATE TABLE case_indexed (
    moment INTEGER NOT NULL PRIMARY KEY,
    words  TEXT    NOT NULL
) STRICT;

CREATE TABLE person_indexed (
    moment INTEGER NOT NULL PRIMARY KEY,
    words  TEXT    NOT NULL
) STRICT;

ALTER TABLE found_waiting RENAME TO waited;

CREATE TABLE found_waiting (
    section TEXT    NOT NULL,
    moment  INTEGER NOT NULL,
    words   TEXT    NOT NULL,
    PRIMARY KEY (section, moment)
) STRICT, WITHOUT ROWID;

INSERT INTO found_waiting (section, moment, words)
    SELECT section, moment, words FROM waited JOIN call_found USING (moment) WHERE section = 'call';
INSERT INTO found_waiting (section, moment, words)
    SELECT section, moment, words FROM waited JOIN case_found USING (moment) WHERE section = 'case';
INSERT INTO found_waiting (section, moment, words)
    SELECT section, moment, words FROM waited JOIN person_found USING (moment) WHERE section = 'person';

INSERT INTO call_indexed (moment, words)
    SELECT moment, words FROM call_found
    WHERE moment NOT IN (SELECT moment FROM waited WHERE section = 'call') ORDER BY moment;
INSERT INTO case_indexed (moment, words)
    SELECT moment, words FROM case_found
    WHERE moment NOT IN (SELECT moment FROM waited WHERE section = 'case') ORDER BY moment;
INSERT INTO person_indexed (moment, words)
    SELECT moment, words FROM person_found
    WHERE moment NOT IN (SELECT moment FROM waited WHERE section = 'person') ORDER BY moment;

DROP TABLE waited;
ALTER TABLE call_found DROP COLUMN words;
ALTER TABLE case_found DROP COLUMN words;
ALTER TABLE person_found DROP COLUMN words;

-- Both together, for whoever compares.
CREATE VIEW call_found_words AS
    SELECT found.moment, found.subject, coalesce(put.words, waiting.words, '') AS words
    FROM call_found AS found
    LEFT JOIN call_indexed AS put ON put.moment = found.moment
    LEFT JOIN found_waiting AS waiting ON waiting.section = 'call' AND waiting.moment = found.moment;

CREATE VIEW case_found_words AS
    SELECT found.moment, found.subject, coalesce(put.words, waiting.words, '') AS words
    FROM case_found AS found
    LEFT JOIN case_indexed AS put ON put.moment = found.moment
    LEFT JOIN found_waiting AS waiting ON waiting.section = 'case' AND waiting.moment = found.moment;

CREATE VIEW person_found_words AS
    SELECT found.moment, found.subject, coalesce(put.words, waiting.words, '') AS words
    FROM person_found AS found
    LEFT JOIN person_indexed AS put ON put.moment = found.moment
    LEFT JOIN found_waiting AS waiting ON waiting.section = 'person' AND waiting.moment = found.moment;
