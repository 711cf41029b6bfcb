-- A document stands under one label at most: a free word of its client's.
ALTER TABLE documents ADD COLUMN label TEXT CHECK (label <> '');
CREATE INDEX documents_by_label ON documents (client_id, label, project_id) WHERE label IS NOT NULL AND removed_at IS NULL;

-- What changed with a version, in its bringer's words; shown to the client's contacts while it is the current one.
ALTER TABLE document_versions ADD COLUMN note TEXT NOT NULL DEFAULT '';

-- Whether a file can be shown as a picture. A row waits until it is tried; after a few attempts in vain, why says what was wrong.
CREATE TABLE picture_jobs (
  file_id TEXT PRIMARY KEY,
  client_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'made', 'none')),
  attempts INTEGER NOT NULL DEFAULT 0,
  next_attempt_at INTEGER NOT NULL,
  pages INTEGER CHECK (pages >= 0),
  why TEXT,
  FOREIGN KEY (file_id, client_id) REFERENCES files (id, client_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX picture_jobs_waiting ON picture_jobs (next_attempt_at) WHERE state = 'waiting';
INSERT INTO picture_jobs (file_id, client_id, state, next_attempt_at) SELECT id, client_id, 'waiting', created_at FROM files WHERE removed_at IS NULL;

-- The pictures made of a file, each under a key of its own in storage.
CREATE TABLE pictures (
  id TEXT PRIMARY KEY,
  file_id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('thumbnail', 'preview')),
  width INTEGER NOT NULL CHECK (width > 0),
  height INTEGER NOT NULL CHECK (height > 0),
  size INTEGER NOT NULL CHECK (size > 0),
  sha256 TEXT NOT NULL,
  FOREIGN KEY (file_id, client_id) REFERENCES files (id, client_id),
  UNIQUE (file_id, kind)
) STRICT;
