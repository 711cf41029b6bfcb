-- The secret of an authenticator app, sealed. It counts once confirmed_at is set; last_step is the newest step of thirty
-- seconds whose code was taken, so that no code is taken twice.
CREATE TABLE second_factors (
  person_id TEXT PRIMARY KEY REFERENCES people (id),
  secret TEXT NOT NULL,
  last_step INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  confirmed_at INTEGER
) STRICT;

-- Ten for each person, hashed with a key; each opens the door once.
CREATE TABLE recovery_codes (
  person_id TEXT NOT NULL REFERENCES people (id),
  hash TEXT NOT NULL,
  used_at INTEGER,
  PRIMARY KEY (person_id, hash)
) STRICT, WITHOUT ROWID;

-- Who has proved who they are and still owes the second factor. The id is the SHA-256 of a cookie's value; no session yet.
CREATE TABLE pending_sign_ins (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES people (id),
  member_id TEXT NOT NULL REFERENCES members (id),
  method TEXT NOT NULL CHECK (method IN ('password', 'link', 'invitation', 'reset', 'first_run')),
  go_to TEXT NOT NULL,
  agent TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER
) STRICT;
CREATE INDEX pending_sign_ins_by_person ON pending_sign_ins (person_id);

ALTER TABLE sessions ADD COLUMN second_factor TEXT CHECK (second_factor IN ('code', 'recovery_code'));
-- Where a letter was asked for from, until that is on record.
ALTER TABLE outbox ADD COLUMN asked_by TEXT;
