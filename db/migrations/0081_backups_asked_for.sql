-- When an owner asked for a backup, or for the rehearsal of a restore, outside its time.
ALTER TABLE agency ADD COLUMN backup_asked_at INTEGER;
ALTER TABLE agency ADD COLUMN rehearsal_asked_at INTEGER;
