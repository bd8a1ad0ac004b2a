-- The languages that people speak with callers; whether an answer counts hangs on the call that it is about.

PRAGMA user_version = 27;

-- Codes, with a blank between them, as roles are.
ALTER TABLE user ADD COLUMN languages TEXT NOT NULL DEFAULT '';

-- A newer version at another machine may have said them already, which this one kept and did not show.
INSERT OR IGNORE INTO unfolded (subject) SELECT id FROM user;

DROP INDEX survey_by_day;
CREATE INDEX survey_by_day
    ON survey (day, id, handler, mode, type, governorate, overall, ease, solved, refused, call) WHERE withdrawn = 0;
