-- Why this machine began an epoch behind its first, and when: whoever administers it is told.

PRAGMA user_version = 13;

-- NULL for a first epoch, and for those of other machines.
ALTER TABLE epoch ADD COLUMN begun_at INTEGER;
ALTER TABLE epoch ADD COLUMN begun_why TEXT;
