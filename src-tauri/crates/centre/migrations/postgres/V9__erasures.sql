-- What an entry is about, so that an erasure finds the entries whose words it takes.

-- NULL while its parts are not there.
ALTER TABLE entry ADD COLUMN subject uuid;

-- By its text: a header may hold an escape that the server's own JSON refuses.
UPDATE entry
SET subject = (regexp_match(convert_from(header, 'UTF8'), '"subject"\s*:\s*"([0-9a-fA-F-]{36})"'))[1]::uuid
WHERE header IS NOT NULL;

CREATE INDEX entry_by_subject ON entry (site, subject);
CREATE INDEX entry_erasing ON entry (site, subject, id) WHERE right(kind, 7) = '.erased';
