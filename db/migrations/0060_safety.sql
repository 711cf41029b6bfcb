-- Where the files lie, as they were last found all there: another STORAGE is believed once they are.
CREATE TABLE storage_places (
  id TEXT PRIMARY KEY CHECK (id = 'files'),
  place TEXT NOT NULL,
  since INTEGER NOT NULL
) STRICT;

-- What was tried to be safe, and how it ended. A row without an end is under way, or was cut off.
CREATE TABLE backups (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('backup', 'rehearsal')),
  place TEXT NOT NULL,
  began_at INTEGER NOT NULL,
  done INTEGER NOT NULL DEFAULT 0 CHECK (done >= 0),
  total INTEGER NOT NULL DEFAULT 0 CHECK (total >= 0),
  ended_at INTEGER,
  good INTEGER CHECK (good IN (0, 1)),
  says TEXT NOT NULL DEFAULT '',
  CHECK ((ended_at IS NULL) = (good IS NULL))
) STRICT;
CREATE INDEX backups_by_kind ON backups (kind, began_at);

ALTER TABLE agency ADD COLUMN backup_every TEXT NOT NULL DEFAULT 'daily' CHECK (backup_every IN ('never', 'daily', 'weekly'));
ALTER TABLE agency ADD COLUMN backup_hour INTEGER NOT NULL DEFAULT 3 CHECK (backup_hour BETWEEN 0 AND 23);
ALTER TABLE agency ADD COLUMN backups_kept INTEGER NOT NULL DEFAULT 14 CHECK (backups_kept BETWEEN 1 AND 365);
