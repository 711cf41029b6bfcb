CREATE UNIQUE INDEX document_versions_of_client ON document_versions (document_id, version, client_id);

-- A formal yes asked for one version of one document. Its bytes are never swapped under it.
CREATE TABLE acceptances (
  id TEXT PRIMARY KEY,
  client_id TEXT NOT NULL REFERENCES clients (id),
  project_id TEXT NOT NULL,
  document_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  file_id TEXT NOT NULL,
  title TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  policy TEXT NOT NULL CHECK (policy IN ('any', 'all')),
  expires_on TEXT NOT NULL,
  -- HH:MM in the agency's zone; NULL for the end of that day.
  expires_time TEXT,
  replaces TEXT,
  requested_by TEXT NOT NULL REFERENCES members (id),
  requested_at INTEGER NOT NULL,
  accepted_at INTEGER,
  withdrawn_at INTEGER,
  withdrawn_why TEXT NOT NULL DEFAULT '',
  expiry_noted_at INTEGER,
  FOREIGN KEY (project_id, client_id) REFERENCES projects (id, client_id),
  FOREIGN KEY (document_id, client_id) REFERENCES documents (id, client_id),
  FOREIGN KEY (document_id, version, client_id) REFERENCES document_versions (document_id, version, client_id),
  FOREIGN KEY (file_id, client_id) REFERENCES files (id, client_id),
  FOREIGN KEY (replaces, client_id) REFERENCES acceptances (id, client_id),
  CHECK (accepted_at IS NULL OR withdrawn_at IS NULL),
  UNIQUE (id, client_id)
) STRICT;
CREATE INDEX acceptances_by_client ON acceptances (client_id, requested_at DESC);
CREATE INDEX acceptances_by_document ON acceptances (document_id, version);
CREATE INDEX acceptances_by_file ON acceptances (file_id);
CREATE INDEX acceptances_open ON acceptances (expires_on) WHERE accepted_at IS NULL AND withdrawn_at IS NULL;
CREATE TRIGGER acceptances_stay BEFORE UPDATE OF document_id, version, file_id, client_id ON acceptances
BEGIN SELECT RAISE(ABORT, 'an acceptance is of one version for good'); END;

-- Of whom it is asked, and who said yes.
CREATE TABLE acceptance_contacts (
  acceptance_id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  contact_id TEXT NOT NULL,
  accepted_at INTEGER,
  receipt_id TEXT,
  PRIMARY KEY (acceptance_id, contact_id),
  FOREIGN KEY (acceptance_id, client_id) REFERENCES acceptances (id, client_id),
  FOREIGN KEY (contact_id, client_id) REFERENCES contacts (id, client_id),
  FOREIGN KEY (receipt_id, client_id) REFERENCES receipts (id, client_id),
  CHECK ((accepted_at IS NULL) = (receipt_id IS NULL))
) STRICT, WITHOUT ROWID;
