-- What an entry is about, so that an erasure finds the entries whose words it takes.

PRAGMA user_version = 9;

-- NULL while its parts are not there.
ALTER TABLE entry ADD COLUMN subject BLOB;

UPDATE entry SET subject = unhex(replace(CAST(header AS TEXT) ->> '$.subject', '-', '')) WHERE header IS NOT NULL;

CREATE INDEX entry_by_subject ON entry (site, subject);
CREATE INDEX entry_erasing ON entry (site, subject, id) WHERE substr(kind, -7) = '.erased';
