-- What was held at a number is part of what a mark says: by it machine and centre see that they have been
-- shown the same.

PRAGMA user_version = 15;

-- Running hash of the places up to there whose parts the centre did not have when it numbered them. Marks of
-- before say "none was held": where that is wrong, the centre has the machine read again from a mark that stands.
ALTER TABLE mark ADD COLUMN held BLOB NOT NULL
    DEFAULT x'0000000000000000000000000000000000000000000000000000000000000000' CHECK (length(held) = 32);

-- The feed has shown the entry as held at its number; its parts are announced at another one. 0 where a version
-- before this one has read it.
ALTER TABLE number ADD COLUMN held_at_first INTEGER NOT NULL DEFAULT 0 CHECK (held_at_first IN (0, 1));
