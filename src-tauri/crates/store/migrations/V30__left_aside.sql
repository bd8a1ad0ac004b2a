-- Subjects whose rows a bad page keeps from being folded: left aside, so that they keep no others waiting.

PRAGMA user_version = 30;

ALTER TABLE unfolded ADD COLUMN aside INTEGER NOT NULL DEFAULT 0 CHECK (aside IN (0, 1));

-- They are few, and looked for wherever somebody asks who may read what.
CREATE INDEX unfolded_aside ON unfolded (subject) WHERE aside = 1;
