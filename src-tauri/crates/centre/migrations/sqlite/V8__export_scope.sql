-- Which part of it an export was asked for.

PRAGMA user_version = 8;

-- Its period and what it went on after, in words; empty for all of it.
ALTER TABLE export ADD COLUMN scope TEXT NOT NULL DEFAULT '';
