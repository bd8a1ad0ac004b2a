-- The review list, as it is decided: what is one question to a person has one topic.

PRAGMA user_version = 16;

-- What it is decided under: `domain::fold::Finding::topic`.
ALTER TABLE finding ADD COLUMN topic TEXT NOT NULL DEFAULT '';

CREATE INDEX finding_by_topic ON finding (subject, topic);

-- Rows from before have no topic yet.
INSERT OR IGNORE INTO unfolded (subject) SELECT DISTINCT subject FROM finding;
