CREATE TABLE information_requests (
  id TEXT PRIMARY KEY,
  client_id TEXT NOT NULL REFERENCES clients (id),
  project_id TEXT,
  number INTEGER UNIQUE,
  title TEXT NOT NULL,
  intro TEXT NOT NULL DEFAULT '',
  due_on TEXT,
  author_id TEXT NOT NULL REFERENCES members (id),
  sent_at INTEGER,
  cancelled_at INTEGER,
  cancelled_why TEXT NOT NULL DEFAULT '',
  reminded_at INTEGER,
  created_at INTEGER NOT NULL,
  FOREIGN KEY (project_id, client_id) REFERENCES projects (id, client_id),
  CHECK (sent_at IS NULL OR number IS NOT NULL),
  UNIQUE (id, client_id)
) STRICT;
CREATE INDEX information_requests_by_client ON information_requests (client_id, sent_at DESC);

CREATE TABLE request_items (
  id TEXT PRIMARY KEY,
  request_id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  label TEXT NOT NULL,
  help TEXT NOT NULL DEFAULT '',
  type TEXT NOT NULL CHECK (type IN ('text', 'long_text', 'number', 'date', 'choice', 'choices', 'file', 'files')),
  options TEXT NOT NULL DEFAULT '[]',
  required INTEGER NOT NULL CHECK (required IN (0, 1)),
  due_on TEXT,
  waived_at INTEGER,
  waived_why TEXT NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL,
  FOREIGN KEY (request_id, client_id) REFERENCES information_requests (id, client_id),
  UNIQUE (id, client_id)
) STRICT;
CREATE INDEX request_items_by_request ON request_items (request_id, position);

-- Every submission is kept; the newest that was not replaced is the one that counts.
CREATE TABLE request_submissions (
  id TEXT PRIMARY KEY,
  item_id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  number INTEGER NOT NULL CHECK (number >= 1),
  contact_id TEXT NOT NULL,
  -- Canonical JSON of the answer; NULL for "we don't have this", with its note.
  answer TEXT,
  note TEXT NOT NULL DEFAULT '',
  submitted_at INTEGER NOT NULL,
  accepted_at INTEGER,
  rejected_at INTEGER,
  reviewed_by TEXT REFERENCES members (id),
  reason TEXT NOT NULL DEFAULT '',
  FOREIGN KEY (item_id, client_id) REFERENCES request_items (id, client_id),
  FOREIGN KEY (contact_id, client_id) REFERENCES contacts (id, client_id),
  UNIQUE (item_id, number),
  UNIQUE (id, client_id),
  CHECK (answer IS NOT NULL OR note <> ''),
  CHECK (accepted_at IS NULL OR rejected_at IS NULL)
) STRICT;

-- What is being written and not yet submitted, shared by the client's contacts; `edition` counts up with each save.
CREATE TABLE request_drafts (
  item_id TEXT PRIMARY KEY,
  client_id TEXT NOT NULL,
  answer TEXT NOT NULL,
  edition INTEGER NOT NULL CHECK (edition >= 1),
  contact_id TEXT NOT NULL,
  saved_at INTEGER NOT NULL,
  FOREIGN KEY (item_id, client_id) REFERENCES request_items (id, client_id),
  FOREIGN KEY (contact_id, client_id) REFERENCES contacts (id, client_id)
) STRICT;

-- Files of an item: those of its draft have no submission yet.
CREATE TABLE request_files (
  item_id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  file_id TEXT NOT NULL,
  submission_id TEXT,
  contact_id TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  removed_at INTEGER,
  PRIMARY KEY (item_id, file_id),
  FOREIGN KEY (item_id, client_id) REFERENCES request_items (id, client_id),
  FOREIGN KEY (file_id, client_id) REFERENCES files (id, client_id),
  FOREIGN KEY (submission_id, client_id) REFERENCES request_submissions (id, client_id),
  FOREIGN KEY (contact_id, client_id) REFERENCES contacts (id, client_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX request_files_by_file ON request_files (file_id);
CREATE INDEX request_files_by_submission ON request_files (submission_id);

CREATE TABLE request_templates (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  content TEXT NOT NULL,
  author_id TEXT NOT NULL REFERENCES members (id),
  created_at INTEGER NOT NULL,
  removed_at INTEGER
) STRICT;
