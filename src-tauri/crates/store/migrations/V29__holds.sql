-- Why the words of a case are kept beyond their time.

PRAGMA user_version = 29;

-- The number of the file because of which a case is under legal hold; may be empty.
ALTER TABLE "case" ADD COLUMN hold_file TEXT NOT NULL DEFAULT '';
