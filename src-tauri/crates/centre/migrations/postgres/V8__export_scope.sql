-- Which part of it an export was asked for.

-- Its period and what it went on after, in words; empty for all of it.
ALTER TABLE export ADD COLUMN scope text NOT NULL DEFAULT '';
