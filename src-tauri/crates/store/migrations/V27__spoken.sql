-- The languages that people speak with callers.

PRAGMA user_version = 27;

-- Codes, with a blank between them, as roles are.
ALTER TABLE user ADD COLUMN languages TEXT NOT NULL DEFAULT '';

-- A newer version at another machine may have said them already, which this one kept and did not show.
INSERT OR IGNORE INTO unfolded (subject) SELECT id FROM user;
