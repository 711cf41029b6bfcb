-- How long a client waits for a first word before it counts as late, in hours.
ALTER TABLE agency ADD COLUMN ticket_answer_hours INTEGER NOT NULL DEFAULT 24 CHECK (ticket_answer_hours BETWEEN 1 AND 720);

-- What jobs and tickets are about, as the agency names it. One that was used stays with what was asked under it.
CREATE TABLE ticket_categories (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('job', 'support')),
  name TEXT NOT NULL,
  position INTEGER NOT NULL,
  removed_at INTEGER,
  UNIQUE (id, kind)
) STRICT;
INSERT INTO ticket_categories (id, kind, name, position) VALUES
  ('job-design', 'job', 'Design', 1), ('job-development', 'job', 'Development', 2), ('job-content', 'job', 'Content', 3), ('job-strategy', 'job', 'Strategy', 4), ('job-other', 'job', 'Other', 5),
  ('support-billing', 'support', 'Billing', 1), ('support-access', 'support', 'Access', 2), ('support-bugs', 'support', 'Bugs', 3), ('support-feedback', 'support', 'Feedback', 4), ('support-other', 'support', 'Other', 5);

-- A job request or a support ticket: facts alone, its status is read from them.
CREATE TABLE tickets (
  id TEXT PRIMARY KEY,
  client_id TEXT NOT NULL REFERENCES clients (id),
  project_id TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('job', 'support')),
  number INTEGER NOT NULL,
  category_id TEXT NOT NULL,
  subject TEXT NOT NULL,
  wanted_on TEXT,
  -- For whom it is: the contact who asked; NULL where a member opened it for the client as a whole.
  contact_id TEXT,
  -- The member who opened it on behalf of the client.
  opened_by TEXT REFERENCES members (id),
  follows_id TEXT,
  assignee_id TEXT REFERENCES members (id),
  priority INTEGER NOT NULL DEFAULT 1 CHECK (priority BETWEEN 0 AND 3),
  created_at INTEGER NOT NULL,
  started_at INTEGER,
  first_response_at INTEGER,
  waiting_since INTEGER,
  -- Milliseconds that were spent waiting on the client, without the present wait.
  waited_ms INTEGER NOT NULL DEFAULT 0 CHECK (waited_ms >= 0),
  resolved_at INTEGER,
  resolved_by TEXT CHECK (resolved_by IN ('client', 'agency')),
  reopen_count INTEGER NOT NULL DEFAULT 0,
  declined_at INTEGER,
  declined_why TEXT NOT NULL DEFAULT '',
  cancelled_at INTEGER,
  merged_at INTEGER,
  merged_into TEXT,
  rating INTEGER CHECK (rating BETWEEN 1 AND 3),
  rating_note TEXT NOT NULL DEFAULT '',
  rated_by TEXT,
  rated_at INTEGER,
  -- On the row, so that lists need not count threads.
  message_count INTEGER NOT NULL DEFAULT 0,
  last_message_at INTEGER NOT NULL,
  last_by TEXT NOT NULL CHECK (last_by IN ('client', 'agency')),
  -- Since when it waits as it does: for an answer, for the client, for the work.
  turn_at INTEGER NOT NULL,
  FOREIGN KEY (project_id, client_id) REFERENCES projects (id, client_id),
  FOREIGN KEY (category_id, kind) REFERENCES ticket_categories (id, kind),
  FOREIGN KEY (contact_id, client_id) REFERENCES contacts (id, client_id),
  FOREIGN KEY (rated_by, client_id) REFERENCES contacts (id, client_id),
  FOREIGN KEY (follows_id, client_id) REFERENCES tickets (id, client_id),
  FOREIGN KEY (merged_into, client_id) REFERENCES tickets (id, client_id),
  UNIQUE (kind, number),
  UNIQUE (id, client_id),
  CHECK (contact_id IS NOT NULL OR opened_by IS NOT NULL),
  CHECK ((merged_at IS NULL) = (merged_into IS NULL)),
  CHECK (merged_into IS NULL OR merged_into <> id),
  CHECK ((resolved_at IS NULL) = (resolved_by IS NULL)),
  CHECK (resolved_at IS NULL OR waiting_since IS NULL),
  CHECK (waiting_since IS NULL OR started_at IS NOT NULL)
) STRICT;
-- What somebody still has to do something about, most pressing first; and each client's, newest word first.
CREATE INDEX tickets_open ON tickets (priority DESC, turn_at, id) WHERE resolved_at IS NULL AND declined_at IS NULL AND cancelled_at IS NULL AND merged_at IS NULL;
CREATE INDEX tickets_by_client ON tickets (client_id, last_message_at DESC);
CREATE INDEX tickets_by_project ON tickets (project_id) WHERE project_id IS NOT NULL;
CREATE INDEX tickets_newest ON tickets (last_message_at DESC);
CREATE INDEX tickets_by_age ON tickets (created_at);
CREATE INDEX tickets_resolved ON tickets (resolved_at) WHERE resolved_at IS NOT NULL;
CREATE INDEX tickets_merged ON tickets (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX tickets_following ON tickets (follows_id) WHERE follows_id IS NOT NULL;
CREATE INDEX tickets_assigned ON tickets (assignee_id) WHERE assignee_id IS NOT NULL;
CREATE TRIGGER tickets_stay BEFORE UPDATE OF client_id, kind, number, created_at ON tickets
BEGIN SELECT RAISE(ABORT, 'a ticket stays with its client, its kind and its number'); END;

-- What both sides read. A copy that came with a merge names the ticket it was written on.
CREATE TABLE ticket_messages (
  id TEXT PRIMARY KEY,
  ticket_id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  contact_id TEXT,
  member_id TEXT REFERENCES members (id),
  body TEXT NOT NULL,
  origin_id TEXT,
  created_at INTEGER NOT NULL,
  FOREIGN KEY (ticket_id, client_id) REFERENCES tickets (id, client_id),
  FOREIGN KEY (contact_id, client_id) REFERENCES contacts (id, client_id),
  FOREIGN KEY (origin_id, client_id) REFERENCES tickets (id, client_id),
  UNIQUE (id, client_id),
  CHECK ((contact_id IS NULL) <> (member_id IS NULL))
) STRICT;
CREATE INDEX ticket_messages_by_ticket ON ticket_messages (ticket_id, created_at);

CREATE TABLE ticket_files (
  message_id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  file_id TEXT NOT NULL,
  PRIMARY KEY (message_id, file_id),
  FOREIGN KEY (message_id, client_id) REFERENCES ticket_messages (id, client_id),
  FOREIGN KEY (file_id, client_id) REFERENCES files (id, client_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ticket_files_by_file ON ticket_files (file_id);

-- What only the agency may read. In a table of its own, which no function of the portal asks, no view of the search holds.
CREATE TABLE ticket_notes (
  id TEXT PRIMARY KEY,
  ticket_id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  member_id TEXT NOT NULL REFERENCES members (id),
  body TEXT NOT NULL,
  origin_id TEXT,
  created_at INTEGER NOT NULL,
  FOREIGN KEY (ticket_id, client_id) REFERENCES tickets (id, client_id),
  FOREIGN KEY (origin_id, client_id) REFERENCES tickets (id, client_id)
) STRICT;
CREATE INDEX ticket_notes_by_ticket ON ticket_notes (ticket_id, created_at);

CREATE TABLE ticket_followers (
  ticket_id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  member_id TEXT NOT NULL REFERENCES members (id),
  since INTEGER NOT NULL,
  PRIMARY KEY (ticket_id, member_id),
  FOREIGN KEY (ticket_id, client_id) REFERENCES tickets (id, client_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ticket_followers_by_member ON ticket_followers (member_id);

CREATE TABLE canned_replies (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  body TEXT NOT NULL,
  author_id TEXT NOT NULL REFERENCES members (id),
  created_at INTEGER NOT NULL,
  removed_at INTEGER
) STRICT;
