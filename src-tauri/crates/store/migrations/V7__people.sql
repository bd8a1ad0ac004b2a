-- People at a machine: secrets that were given to them, the pauses of a shift; and the type of each issue.

PRAGMA user_version = 7;

-- Somebody else gave this secret: it holds once, and its person chooses another when they sign in.
ALTER TABLE credential ADD COLUMN must_change INTEGER NOT NULL DEFAULT 0 CHECK (must_change IN (0, 1));

-- The pauses of a shift are read by when they began, whosever they are.
CREATE INDEX duty_pause_by_time ON duty_pause (from_at, duty);

-- Code of the type that the issue counts under: its own, else that of its call. Empty in rows that an earlier
-- version wrote, until they are folded anew.
ALTER TABLE issue ADD COLUMN type TEXT NOT NULL DEFAULT '';
