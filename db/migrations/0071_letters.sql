-- What a contact or a member chose about their letters, where it is not the way everybody begins with.
CREATE TABLE letter_choices (
  viewer_id TEXT PRIMARY KEY,
  contact_id TEXT REFERENCES contacts (id),
  member_id TEXT REFERENCES members (id),
  -- JSON: a topic and when its letters go. A topic that is not named goes at once.
  topics TEXT NOT NULL DEFAULT '{}',
  -- An IANA name; NULL for the agency's.
  time_zone TEXT,
  digest_at TEXT NOT NULL DEFAULT '08:00',
  quiet_from TEXT,
  quiet_to TEXT,
  quiet_weekends INTEGER NOT NULL DEFAULT 0 CHECK (quiet_weekends IN (0, 1)),
  changed_at INTEGER NOT NULL,
  CHECK ((contact_id IS NULL) <> (member_id IS NULL)),
  CHECK (viewer_id = coalesce(contact_id, member_id)),
  CHECK ((quiet_from IS NULL) = (quiet_to IS NULL))
) STRICT, WITHOUT ROWID;

-- Threads somebody wants no more letters about.
CREATE TABLE mutes (
  viewer_id TEXT NOT NULL,
  contact_id TEXT REFERENCES contacts (id),
  member_id TEXT REFERENCES members (id),
  thread TEXT NOT NULL,
  title TEXT NOT NULL,
  muted_at INTEGER NOT NULL,
  PRIMARY KEY (viewer_id, thread),
  CHECK ((contact_id IS NULL) <> (member_id IS NULL)),
  CHECK (viewer_id = coalesce(contact_id, member_id))
) STRICT, WITHOUT ROWID;

-- A letter of a day's news waits with those of its day, not with what goes at once.
ALTER TABLE outbox ADD COLUMN digest INTEGER NOT NULL DEFAULT 0 CHECK (digest IN (0, 1));

-- The bell: one row for each event and whom it tells; what they may no longer see is not shown.
CREATE TABLE notices (
  viewer_id TEXT NOT NULL,
  event_seq INTEGER NOT NULL REFERENCES events (seq),
  contact_id TEXT REFERENCES contacts (id),
  member_id TEXT REFERENCES members (id),
  -- The page it is about, without its query and its fragment.
  place TEXT,
  read_at INTEGER,
  PRIMARY KEY (viewer_id, event_seq),
  CHECK ((contact_id IS NULL) <> (member_id IS NULL)),
  CHECK (viewer_id = coalesce(contact_id, member_id))
) STRICT, WITHOUT ROWID;
CREATE INDEX notices_unread ON notices (viewer_id, place) WHERE read_at IS NULL;

-- Who was reminded of what, on which day of the agency's zone.
CREATE TABLE reminders (
  contact_id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  need TEXT NOT NULL,
  on_day TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  -- The day it was due then: more time begins a new round.
  due_on TEXT,
  event_seq INTEGER NOT NULL,
  by_member TEXT REFERENCES members (id),
  at INTEGER NOT NULL,
  PRIMARY KEY (contact_id, need, on_day),
  FOREIGN KEY (contact_id, client_id) REFERENCES contacts (id, client_id),
  FOREIGN KEY (event_seq, client_id) REFERENCES events (seq, client_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX reminders_by_subject ON reminders (subject_id, at);
CREATE INDEX reminders_by_day ON reminders (contact_id, on_day);

-- The day each contact's needs were last looked through, so that a day's reminders are sent once.
CREATE TABLE reminder_rounds (
  contact_id TEXT PRIMARY KEY REFERENCES contacts (id),
  on_day TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Secret addresses of calendars: hashed; a new one ends the old.
CREATE TABLE calendar_feeds (
  id TEXT PRIMARY KEY,
  face TEXT NOT NULL CHECK (face IN ('portal', 'staff')),
  person_id TEXT NOT NULL REFERENCES people (id),
  created_at INTEGER NOT NULL,
  ended_at INTEGER,
  read_at INTEGER
) STRICT;
CREATE UNIQUE INDEX calendar_feeds_living ON calendar_feeds (person_id, face) WHERE ended_at IS NULL;

CREATE INDEX tasks_due ON tasks (due_on) WHERE status IN ('open', 'in_progress') AND due_on IS NOT NULL;
