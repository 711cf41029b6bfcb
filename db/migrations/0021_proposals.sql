-- A proposal's working text stands on its row; what was sent is frozen in its versions.
CREATE TABLE proposals (
  id TEXT PRIMARY KEY,
  client_id TEXT NOT NULL REFERENCES clients (id),
  number INTEGER UNIQUE,
  title TEXT NOT NULL,
  content TEXT NOT NULL,
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  expires_on TEXT,
  version INTEGER NOT NULL DEFAULT 0 CHECK (version >= 0),
  author_id TEXT NOT NULL REFERENCES members (id),
  project_id TEXT,
  changed_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  FOREIGN KEY (project_id, client_id) REFERENCES projects (id, client_id),
  CHECK ((version = 0) = (number IS NULL)),
  UNIQUE (id, client_id)
) STRICT;
CREATE INDEX proposals_by_client ON proposals (client_id, number DESC);

-- One version that was sent: canonical JSON and its SHA-256, and what became of it.
CREATE TABLE proposal_versions (
  proposal_id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  snapshot TEXT NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  expires_on TEXT NOT NULL,
  sent_by TEXT NOT NULL REFERENCES members (id),
  sent_at INTEGER NOT NULL,
  superseded_at INTEGER,
  withdrawn_at INTEGER,
  expiry_noted_at INTEGER,
  decision TEXT CHECK (decision IN ('accepted', 'declined')),
  decided_at INTEGER,
  chosen TEXT,
  reason TEXT NOT NULL DEFAULT '',
  receipt_id TEXT,
  PRIMARY KEY (proposal_id, version),
  FOREIGN KEY (proposal_id, client_id) REFERENCES proposals (id, client_id),
  FOREIGN KEY (receipt_id, client_id) REFERENCES receipts (id, client_id),
  CHECK ((decision IS NULL) = (decided_at IS NULL)),
  CHECK (NOT (decision IS NOT NULL AND withdrawn_at IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX proposal_versions_open ON proposal_versions (expires_on) WHERE decision IS NULL AND withdrawn_at IS NULL AND superseded_at IS NULL;
-- What was sent is never written over; only what became of it.
CREATE TRIGGER proposal_versions_stay BEFORE UPDATE OF snapshot, sha256, version, sent_at, sent_by ON proposal_versions
BEGIN SELECT RAISE(ABORT, 'a version that was sent is never changed'); END;

-- To whom each version was sent.
CREATE TABLE proposal_recipients (
  proposal_id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  contact_id TEXT NOT NULL,
  PRIMARY KEY (proposal_id, contact_id),
  FOREIGN KEY (proposal_id, client_id) REFERENCES proposals (id, client_id),
  FOREIGN KEY (contact_id, client_id) REFERENCES contacts (id, client_id)
) STRICT, WITHOUT ROWID;

-- Files that go with a proposal; from the version they were sent with, until the one they were taken out of.
CREATE TABLE proposal_files (
  proposal_id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  file_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  removed_at INTEGER,
  PRIMARY KEY (proposal_id, file_id),
  FOREIGN KEY (proposal_id, client_id) REFERENCES proposals (id, client_id),
  FOREIGN KEY (file_id, client_id) REFERENCES files (id, client_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX proposal_files_by_file ON proposal_files (file_id);

CREATE TABLE proposal_templates (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  content TEXT NOT NULL,
  author_id TEXT NOT NULL REFERENCES members (id),
  created_at INTEGER NOT NULL,
  removed_at INTEGER
) STRICT;

ALTER TABLE agency ADD COLUMN decline_needs_reason INTEGER NOT NULL DEFAULT 0 CHECK (decline_needs_reason IN (0, 1));
