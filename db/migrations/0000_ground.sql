-- The ground: ourselves, people, clients, work, files, what happened, and what must go out.
-- Instants are UTC milliseconds; days are YYYY-MM-DD in the agency's zone; booleans are 0 or 1.
-- (id, client_id) is a key wherever something hangs below: a child can only ever belong to its parent's client.

CREATE TABLE agency (
  id TEXT PRIMARY KEY CHECK (id = 'agency'),
  name TEXT NOT NULL,
  address TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  email TEXT NOT NULL DEFAULT '',
  time_zone TEXT NOT NULL,
  locale TEXT NOT NULL,
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  brand_colour TEXT NOT NULL CHECK (brand_colour GLOB '#[0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f]'),
  logo TEXT,
  logo_dark TEXT,
  show_team_members INTEGER NOT NULL DEFAULT 1 CHECK (show_team_members IN (0, 1)),
  created_at INTEGER NOT NULL
) STRICT;

-- A human with an address and credentials; may be a contact of several clients.
CREATE TABLE people (
  id TEXT PRIMARY KEY,
  email TEXT NOT NULL COLLATE NOCASE UNIQUE,
  name TEXT NOT NULL,
  password_hash TEXT,
  password_set_at INTEGER,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE members (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL UNIQUE REFERENCES people (id),
  name TEXT NOT NULL,
  title TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  role TEXT NOT NULL CHECK (role IN ('owner', 'manager', 'member')),
  invited_at INTEGER NOT NULL,
  activated_at INTEGER,
  deactivated_at INTEGER,
  last_seen_at INTEGER
) STRICT;

CREATE TABLE clients (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  address TEXT NOT NULL DEFAULT '',
  internal_notes TEXT NOT NULL DEFAULT '',
  looked_after_by TEXT REFERENCES members (id),
  since_on TEXT NOT NULL,
  archived_at INTEGER,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX clients_by_name ON clients (name COLLATE NOCASE);

CREATE TABLE contacts (
  id TEXT PRIMARY KEY,
  client_id TEXT NOT NULL REFERENCES clients (id),
  person_id TEXT NOT NULL REFERENCES people (id),
  name TEXT NOT NULL,
  role TEXT NOT NULL DEFAULT '',
  can_view_invoices INTEGER NOT NULL CHECK (can_view_invoices IN (0, 1)),
  can_approve_work INTEGER NOT NULL CHECK (can_approve_work IN (0, 1)),
  can_comment INTEGER NOT NULL CHECK (can_comment IN (0, 1)),
  can_submit_requests INTEGER NOT NULL CHECK (can_submit_requests IN (0, 1)),
  invited_at INTEGER NOT NULL,
  activated_at INTEGER,
  deactivated_at INTEGER,
  last_seen_at INTEGER,
  UNIQUE (client_id, person_id),
  UNIQUE (id, client_id)
) STRICT;
CREATE INDEX contacts_by_person ON contacts (person_id);

CREATE TABLE projects (
  id TEXT PRIMARY KEY,
  client_id TEXT NOT NULL REFERENCES clients (id),
  name TEXT NOT NULL,
  summary TEXT NOT NULL DEFAULT '',
  stage TEXT NOT NULL DEFAULT '',
  internal_notes TEXT NOT NULL DEFAULT '',
  show_team_members INTEGER CHECK (show_team_members IN (0, 1)),
  finished_at INTEGER,
  last_activity_at INTEGER NOT NULL,
  comment_count INTEGER NOT NULL DEFAULT 0 CHECK (comment_count >= 0),
  created_at INTEGER NOT NULL,
  UNIQUE (id, client_id)
) STRICT;
CREATE INDEX projects_by_client ON projects (client_id, last_activity_at DESC, finished_at);
CREATE INDEX projects_by_activity ON projects (last_activity_at DESC, finished_at);

CREATE TABLE project_members (
  project_id TEXT NOT NULL REFERENCES projects (id),
  member_id TEXT NOT NULL REFERENCES members (id),
  manages INTEGER NOT NULL CHECK (manages IN (0, 1)),
  PRIMARY KEY (project_id, member_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX project_members_by_member ON project_members (member_id);

CREATE TABLE tasks (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  title TEXT NOT NULL,
  internal_notes TEXT NOT NULL DEFAULT '',
  status TEXT NOT NULL CHECK (status IN ('open', 'in_progress', 'done', 'cancelled')),
  assignee_id TEXT REFERENCES members (id),
  position INTEGER NOT NULL,
  due_on TEXT,
  shown_to_client INTEGER NOT NULL CHECK (shown_to_client IN (0, 1)),
  created_at INTEGER NOT NULL,
  FOREIGN KEY (project_id, client_id) REFERENCES projects (id, client_id),
  UNIQUE (id, client_id)
) STRICT;
CREATE INDEX tasks_by_project ON tasks (project_id, position);
CREATE INDEX tasks_counted ON tasks (project_id, shown_to_client, status, client_id);

CREATE TABLE time_entries (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  member_id TEXT NOT NULL REFERENCES members (id),
  worked_on TEXT NOT NULL,
  minutes INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 1440),
  billable INTEGER NOT NULL CHECK (billable IN (0, 1)),
  note TEXT NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL,
  FOREIGN KEY (project_id, client_id) REFERENCES projects (id, client_id)
) STRICT;
CREATE INDEX time_entries_by_project ON time_entries (project_id, worked_on DESC, billable, minutes);

CREATE TABLE comments (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  contact_id TEXT,
  member_id TEXT REFERENCES members (id),
  body TEXT NOT NULL CHECK (length(body) BETWEEN 1 AND 2000),
  created_at INTEGER NOT NULL,
  FOREIGN KEY (project_id, client_id) REFERENCES projects (id, client_id),
  FOREIGN KEY (contact_id, client_id) REFERENCES contacts (id, client_id),
  CHECK ((contact_id IS NULL) <> (member_id IS NULL))
) STRICT;
CREATE INDEX comments_by_project ON comments (project_id, created_at);

-- Bytes on disk under a random key. Never shared between clients.
CREATE TABLE files (
  id TEXT PRIMARY KEY,
  client_id TEXT NOT NULL REFERENCES clients (id),
  name TEXT NOT NULL,
  size INTEGER NOT NULL CHECK (size > 0),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  created_at INTEGER NOT NULL,
  removed_at INTEGER,
  UNIQUE (id, client_id)
) STRICT;

CREATE TABLE documents (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  name TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  size INTEGER NOT NULL,
  uploaded_at INTEGER NOT NULL,
  shared_at INTEGER,
  removed_at INTEGER,
  created_at INTEGER NOT NULL,
  FOREIGN KEY (project_id, client_id) REFERENCES projects (id, client_id),
  UNIQUE (id, client_id)
) STRICT;
CREATE INDEX documents_by_project ON documents (project_id, uploaded_at DESC, id DESC);
CREATE INDEX documents_by_client ON documents (client_id, uploaded_at DESC, id DESC, project_id) WHERE shared_at IS NOT NULL AND removed_at IS NULL;
CREATE INDEX documents_shared ON documents (project_id, client_id) WHERE shared_at IS NOT NULL AND removed_at IS NULL;

CREATE TABLE document_versions (
  document_id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  file_id TEXT NOT NULL,
  uploaded_by TEXT NOT NULL REFERENCES members (id),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (document_id, version),
  FOREIGN KEY (document_id, client_id) REFERENCES documents (id, client_id),
  FOREIGN KEY (file_id, client_id) REFERENCES files (id, client_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX document_versions_by_file ON document_versions (file_id);

-- Sessions are rows, so they can be ended. The id is the SHA-256 of the cookie's value.
CREATE TABLE sessions (
  id TEXT PRIMARY KEY,
  face TEXT NOT NULL CHECK (face IN ('portal', 'staff')),
  person_id TEXT NOT NULL REFERENCES people (id),
  contact_id TEXT REFERENCES contacts (id),
  member_id TEXT REFERENCES members (id),
  method TEXT NOT NULL CHECK (method IN ('password', 'link', 'invitation', 'reset', 'first_run')),
  address TEXT NOT NULL,
  agent TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL,
  ended_at INTEGER,
  ended_why TEXT CHECK (ended_why IN ('signed_out', 'rotated', 'access_ended', 'password_changed')),
  CHECK (face = 'portal' OR member_id IS NOT NULL)
) STRICT;
CREATE INDEX sessions_by_person ON sessions (person_id, ended_at);

-- One-time links. Hashed; a GET never spends one.
CREATE TABLE links (
  id TEXT PRIMARY KEY,
  purpose TEXT NOT NULL CHECK (purpose IN ('sign_in', 'invitation', 'reset')),
  face TEXT NOT NULL CHECK (face IN ('portal', 'staff')),
  person_id TEXT NOT NULL REFERENCES people (id),
  contact_id TEXT REFERENCES contacts (id),
  go_to TEXT,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER,
  cancelled_at INTEGER
) STRICT;
CREATE INDEX links_by_person ON links (person_id, purpose);

-- Attempts counted in fixed windows, per bucket ("password:account:…", "link:address:…").
CREATE TABLE attempts (
  bucket TEXT NOT NULL,
  window_start INTEGER NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (bucket, window_start)
) STRICT, WITHOUT ROWID;

-- Forms already submitted, so that a second press does nothing new.
CREATE TABLE submissions (
  form_key TEXT NOT NULL,
  body_hash TEXT NOT NULL,
  location TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (form_key, body_hash)
) STRICT, WITHOUT ROWID;

-- What was typed when a session had ended, kept for the same person only.
CREATE TABLE drafts (
  person_id TEXT NOT NULL REFERENCES people (id),
  viewer_id TEXT NOT NULL,
  action TEXT NOT NULL,
  fields TEXT NOT NULL CHECK (length(fields) <= 65536),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (viewer_id, action)
) STRICT, WITHOUT ROWID;

-- What happened. Never changed; chained by hash.
CREATE TABLE events (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  form INTEGER NOT NULL,
  at INTEGER NOT NULL,
  action TEXT NOT NULL,
  actor_kind TEXT NOT NULL CHECK (actor_kind IN ('contact', 'member', 'system', 'stranger')),
  actor_id TEXT NOT NULL,
  client_id TEXT,
  project_id TEXT,
  subject_kind TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  commitment TEXT NOT NULL,
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE
) STRICT;
CREATE INDEX events_by_subject ON events (subject_id, seq);
CREATE INDEX events_by_client ON events (client_id, seq);
CREATE INDEX events_by_project ON events (project_id, seq);

-- Names, addresses and words beside the chain: may be erased whole, never changed.
CREATE TABLE event_particulars (
  seq INTEGER PRIMARY KEY REFERENCES events (seq),
  salt TEXT NOT NULL,
  particulars TEXT NOT NULL
) STRICT;

CREATE TRIGGER events_are_forever_update BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
CREATE TRIGGER events_are_forever_delete BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;
-- Also against INSERT OR REPLACE, which deletes without asking the triggers: an event only ever follows the newest one.
CREATE TRIGGER events_follow_the_newest BEFORE INSERT ON events
WHEN NEW.seq <> coalesce((SELECT max(seq) FROM events), 0) + 1
  OR NEW.previous_hash <> coalesce((SELECT hash FROM events ORDER BY seq DESC LIMIT 1), '0000000000000000000000000000000000000000000000000000000000000000')
  OR EXISTS (SELECT 1 FROM events WHERE id = NEW.id OR hash = NEW.hash)
BEGIN SELECT RAISE(ABORT, 'an event follows the newest one'); END;
CREATE TRIGGER particulars_are_written_once BEFORE INSERT ON event_particulars
WHEN EXISTS (SELECT 1 FROM event_particulars WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'particulars are written once'); END;
CREATE TRIGGER particulars_are_never_changed BEFORE UPDATE ON event_particulars BEGIN SELECT RAISE(ABORT, 'particulars are erased or kept, never changed'); END;

-- Letters to write: one row a recipient. Never holds a token: those are made when the letter is written.
CREATE TABLE outbox (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  event_seq INTEGER REFERENCES events (seq),
  face TEXT NOT NULL CHECK (face IN ('portal', 'staff')),
  contact_id TEXT REFERENCES contacts (id),
  member_id TEXT REFERENCES members (id),
  asked_for TEXT,
  go_to TEXT,
  queued_at INTEGER NOT NULL,
  next_attempt_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  letter_id TEXT,
  sent_at INTEGER,
  dropped_at INTEGER,
  dropped_why TEXT,
  gave_up_at INTEGER,
  last_error TEXT,
  UNIQUE (event_seq, contact_id, member_id)
) STRICT;
CREATE INDEX outbox_waiting ON outbox (next_attempt_at) WHERE sent_at IS NULL AND dropped_at IS NULL AND gave_up_at IS NULL;
CREATE INDEX outbox_gave_up ON outbox (gave_up_at) WHERE gave_up_at IS NOT NULL;
CREATE INDEX outbox_by_letter ON outbox (letter_id);

-- What is done by one process at a time.
CREATE TABLE leases (
  name TEXT PRIMARY KEY,
  holder TEXT NOT NULL,
  until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Signed download links that were used: a link that is resumed is one download.
CREATE TABLE downloads (
  link_id TEXT PRIMARY KEY,
  file_id TEXT NOT NULL REFERENCES files (id),
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
