-- The last number given out in each series ("proposal"); gapless, since it is counted up in the transaction that uses it.
CREATE TABLE number_series (
  name TEXT PRIMARY KEY,
  last INTEGER NOT NULL CHECK (last >= 0)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX events_of_client ON events (seq, client_id);

-- The signed proof of a decision: canonical JSON, given out as it stands here. Never changed.
CREATE TABLE receipts (
  id TEXT PRIMARY KEY,
  client_id TEXT NOT NULL REFERENCES clients (id),
  event_seq INTEGER NOT NULL UNIQUE,
  subject_kind TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  recorded_by TEXT NOT NULL CHECK (recorded_by IN ('client', 'agency')),
  contact_id TEXT,
  member_id TEXT REFERENCES members (id),
  key_id TEXT NOT NULL,
  body TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  FOREIGN KEY (event_seq, client_id) REFERENCES events (seq, client_id),
  FOREIGN KEY (contact_id, client_id) REFERENCES contacts (id, client_id),
  CHECK ((contact_id IS NULL) <> (member_id IS NULL)),
  CHECK ((recorded_by = 'client') = (contact_id IS NOT NULL)),
  UNIQUE (id, client_id)
) STRICT;
CREATE INDEX receipts_by_subject ON receipts (subject_id, event_seq);
CREATE INDEX receipts_by_client ON receipts (client_id, event_seq);
CREATE TRIGGER receipts_are_forever_update BEFORE UPDATE ON receipts BEGIN SELECT RAISE(ABORT, 'receipts are never changed'); END;
CREATE TRIGGER receipts_are_forever_delete BEFORE DELETE ON receipts BEGIN SELECT RAISE(ABORT, 'receipts are never deleted'); END;
CREATE TRIGGER receipts_are_written_once BEFORE INSERT ON receipts
WHEN EXISTS (SELECT 1 FROM receipts WHERE id = NEW.id OR event_seq = NEW.event_seq)
BEGIN SELECT RAISE(ABORT, 'receipts are written once'); END;

-- Talk about something that is asked or offered: a proposal, a request, an acceptance.
CREATE TABLE questions (
  id TEXT PRIMARY KEY,
  client_id TEXT NOT NULL REFERENCES clients (id),
  subject_kind TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  contact_id TEXT,
  member_id TEXT REFERENCES members (id),
  body TEXT NOT NULL CHECK (length(body) BETWEEN 1 AND 2000),
  created_at INTEGER NOT NULL,
  FOREIGN KEY (contact_id, client_id) REFERENCES contacts (id, client_id),
  CHECK ((contact_id IS NULL) <> (member_id IS NULL)),
  UNIQUE (id, client_id)
) STRICT;
CREATE INDEX questions_by_subject ON questions (subject_id, created_at);

-- "Ask for more time": one open ask a subject.
CREATE TABLE more_time_asks (
  id TEXT PRIMARY KEY,
  client_id TEXT NOT NULL REFERENCES clients (id),
  subject_kind TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  contact_id TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  asked_at INTEGER NOT NULL,
  answered_at INTEGER,
  FOREIGN KEY (contact_id, client_id) REFERENCES contacts (id, client_id)
) STRICT;
CREATE UNIQUE INDEX more_time_asks_open ON more_time_asks (subject_id) WHERE answered_at IS NULL;
CREATE INDEX more_time_asks_by_subject ON more_time_asks (subject_id, asked_at);

-- Who opened what, first: once for each contact and version.
CREATE TABLE first_views (
  subject_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  contact_id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (subject_id, version, contact_id),
  FOREIGN KEY (contact_id, client_id) REFERENCES contacts (id, client_id)
) STRICT, WITHOUT ROWID;
