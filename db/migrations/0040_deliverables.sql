-- Work put before a client for approval, in rounds. `round` is the last that was published; `pin_count` the last number given to a pin.
CREATE TABLE deliverables (
  id TEXT PRIMARY KEY,
  client_id TEXT NOT NULL REFERENCES clients (id),
  project_id TEXT NOT NULL,
  title TEXT NOT NULL,
  -- Rounds that were agreed on; NULL where nobody counts.
  rounds_included INTEGER CHECK (rounds_included > 0),
  round INTEGER NOT NULL DEFAULT 0 CHECK (round >= 0),
  pin_count INTEGER NOT NULL DEFAULT 0,
  created_by TEXT NOT NULL REFERENCES members (id),
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  FOREIGN KEY (project_id, client_id) REFERENCES projects (id, client_id),
  UNIQUE (id, client_id)
) STRICT;
CREATE INDEX deliverables_by_client ON deliverables (client_id, changed_at DESC);
CREATE INDEX deliverables_by_change ON deliverables (changed_at DESC);
CREATE INDEX deliverables_by_project ON deliverables (project_id);
CREATE TRIGGER deliverables_stay BEFORE UPDATE OF client_id ON deliverables BEGIN SELECT RAISE(ABORT, 'a deliverable stays with its client'); END;

-- One version of it: a draft until it is published, never changed after.
CREATE TABLE rounds (
  id TEXT PRIMARY KEY,
  deliverable_id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  number INTEGER NOT NULL CHECK (number > 0),
  note TEXT NOT NULL DEFAULT '',
  -- Why it was begun although the one before was approved.
  reopened_why TEXT NOT NULL DEFAULT '',
  policy TEXT NOT NULL DEFAULT 'any' CHECK (policy IN ('any', 'all')),
  due_on TEXT,
  created_at INTEGER NOT NULL,
  published_at INTEGER,
  published_by TEXT REFERENCES members (id),
  -- Somebody of the client opened it, wrote on it or decided.
  first_acted_at INTEGER,
  decision TEXT CHECK (decision IN ('approved', 'needs_changes')),
  decided_at INTEGER,
  withdrawn_at INTEGER,
  withdrawn_why TEXT NOT NULL DEFAULT '',
  -- Nobody is left who could answer: the agency was told.
  stalled_noted_at INTEGER,
  FOREIGN KEY (deliverable_id, client_id) REFERENCES deliverables (id, client_id),
  UNIQUE (deliverable_id, number),
  UNIQUE (id, deliverable_id, client_id),
  UNIQUE (id, client_id),
  CHECK ((published_at IS NULL) = (published_by IS NULL)),
  CHECK ((decision IS NULL) = (decided_at IS NULL)),
  CHECK (decision IS NULL OR withdrawn_at IS NULL),
  CHECK (published_at IS NOT NULL OR (first_acted_at IS NULL AND decision IS NULL AND withdrawn_at IS NULL))
) STRICT;
CREATE INDEX rounds_open ON rounds (published_at) WHERE published_at IS NOT NULL AND decision IS NULL AND withdrawn_at IS NULL;
CREATE TRIGGER rounds_stay BEFORE UPDATE OF deliverable_id, client_id, number ON rounds BEGIN SELECT RAISE(ABORT, 'a round stays where it is'); END;
CREATE TRIGGER rounds_are_frozen BEFORE UPDATE OF note, reopened_why, policy, due_on, published_at, published_by ON rounds WHEN OLD.published_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a published round is never changed'); END;
CREATE TRIGGER rounds_are_decided_once BEFORE UPDATE OF decision, decided_at, withdrawn_at ON rounds WHEN OLD.decision IS NOT NULL OR OLD.withdrawn_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a round is decided once'); END;

-- What a round shows: a file, or a link to something elsewhere. `alt` says what is to be seen, for those who do not see it.
CREATE TABLE round_pieces (
  id TEXT PRIMARY KEY,
  round_id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  sort TEXT NOT NULL CHECK (sort IN ('image', 'pdf', 'text', 'other', 'link')),
  file_id TEXT,
  url TEXT,
  title TEXT NOT NULL,
  alt TEXT NOT NULL DEFAULT '',
  FOREIGN KEY (round_id, client_id) REFERENCES rounds (id, client_id),
  FOREIGN KEY (file_id, client_id) REFERENCES files (id, client_id),
  UNIQUE (id, round_id, client_id),
  CHECK ((file_id IS NULL) <> (url IS NULL)),
  CHECK ((sort = 'link') = (url IS NOT NULL))
) STRICT;
CREATE INDEX round_pieces_by_round ON round_pieces (round_id, position);
CREATE INDEX round_pieces_by_file ON round_pieces (file_id) WHERE file_id IS NOT NULL;
CREATE TRIGGER round_pieces_are_frozen_insert BEFORE INSERT ON round_pieces WHEN (SELECT published_at FROM rounds WHERE id = NEW.round_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a published round is never changed'); END;
CREATE TRIGGER round_pieces_are_frozen_update BEFORE UPDATE ON round_pieces WHEN (SELECT published_at FROM rounds WHERE id = OLD.round_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a published round is never changed'); END;
CREATE TRIGGER round_pieces_are_frozen_delete BEFORE DELETE ON round_pieces WHEN (SELECT published_at FROM rounds WHERE id = OLD.round_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a published round is never changed'); END;

-- Of whom an answer is asked.
CREATE TABLE round_approvers (
  round_id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  contact_id TEXT NOT NULL,
  PRIMARY KEY (round_id, contact_id),
  FOREIGN KEY (round_id, client_id) REFERENCES rounds (id, client_id),
  FOREIGN KEY (contact_id, client_id) REFERENCES contacts (id, client_id)
) STRICT, WITHOUT ROWID;

-- What somebody answered, each with its receipt. One that was changed while the round was open stays.
CREATE TABLE round_decisions (
  id TEXT PRIMARY KEY,
  round_id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  contact_id TEXT,
  -- Where the agency recorded an answer it was given elsewhere.
  member_id TEXT REFERENCES members (id),
  verdict TEXT NOT NULL CHECK (verdict IN ('approved', 'needs_changes')),
  note TEXT NOT NULL DEFAULT '',
  receipt_id TEXT NOT NULL,
  decided_at INTEGER NOT NULL,
  replaced_at INTEGER,
  FOREIGN KEY (round_id, client_id) REFERENCES rounds (id, client_id),
  FOREIGN KEY (contact_id, client_id) REFERENCES contacts (id, client_id),
  FOREIGN KEY (receipt_id, client_id) REFERENCES receipts (id, client_id),
  CHECK ((contact_id IS NULL) <> (member_id IS NULL))
) STRICT;
CREATE UNIQUE INDEX round_decisions_standing ON round_decisions (round_id, contact_id) WHERE replaced_at IS NULL AND contact_id IS NOT NULL;
CREATE INDEX round_decisions_by_round ON round_decisions (round_id, decided_at);
CREATE TRIGGER round_decisions_stay BEFORE UPDATE OF round_id, client_id, contact_id, member_id, verdict, note, receipt_id, decided_at ON round_decisions
BEGIN SELECT RAISE(ABORT, 'a decision is never changed'); END;
CREATE TRIGGER round_decisions_are_kept BEFORE DELETE ON round_decisions BEGIN SELECT RAISE(ABORT, 'a decision is never deleted'); END;

-- A note on the work: at a spot of a page (in percent of its own size), at a paragraph of a text, on a file, or on the whole.
CREATE TABLE pins (
  id TEXT PRIMARY KEY,
  deliverable_id TEXT NOT NULL,
  round_id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  number INTEGER NOT NULL CHECK (number > 0),
  piece_id TEXT,
  page INTEGER CHECK (page > 0),
  x REAL CHECK (x BETWEEN 0 AND 100),
  y REAL CHECK (y BETWEEN 0 AND 100),
  paragraph INTEGER CHECK (paragraph > 0),
  contact_id TEXT,
  member_id TEXT REFERENCES members (id),
  body TEXT NOT NULL CHECK (length(body) BETWEEN 1 AND 2000),
  created_at INTEGER NOT NULL,
  settled_at INTEGER,
  settled_by TEXT,
  FOREIGN KEY (round_id, deliverable_id, client_id) REFERENCES rounds (id, deliverable_id, client_id),
  FOREIGN KEY (piece_id, round_id, client_id) REFERENCES round_pieces (id, round_id, client_id),
  FOREIGN KEY (contact_id, client_id) REFERENCES contacts (id, client_id),
  UNIQUE (id, client_id),
  UNIQUE (deliverable_id, number),
  CHECK ((contact_id IS NULL) <> (member_id IS NULL)),
  CHECK ((x IS NULL) = (y IS NULL)),
  CHECK ((x IS NULL) = (page IS NULL)),
  CHECK (x IS NULL OR paragraph IS NULL),
  CHECK (piece_id IS NOT NULL OR (x IS NULL AND paragraph IS NULL))
) STRICT;
CREATE INDEX pins_by_round ON pins (round_id, number);
CREATE TRIGGER pins_stay BEFORE UPDATE OF deliverable_id, round_id, client_id, number, piece_id, page, x, y, paragraph, contact_id, member_id, body, created_at ON pins
BEGIN SELECT RAISE(ABORT, 'a pin stays where it is'); END;
CREATE TRIGGER pins_are_kept BEFORE DELETE ON pins BEGIN SELECT RAISE(ABORT, 'a pin is never deleted'); END;
CREATE TRIGGER pins_go_into_open_rounds BEFORE INSERT ON pins
WHEN NOT EXISTS (SELECT 1 FROM rounds WHERE id = NEW.round_id AND published_at IS NOT NULL AND decision IS NULL AND withdrawn_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'this round is locked'); END;

CREATE TABLE pin_replies (
  id TEXT PRIMARY KEY,
  pin_id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  contact_id TEXT,
  member_id TEXT REFERENCES members (id),
  body TEXT NOT NULL CHECK (length(body) BETWEEN 1 AND 2000),
  created_at INTEGER NOT NULL,
  FOREIGN KEY (pin_id, client_id) REFERENCES pins (id, client_id),
  FOREIGN KEY (contact_id, client_id) REFERENCES contacts (id, client_id),
  CHECK ((contact_id IS NULL) <> (member_id IS NULL))
) STRICT;
CREATE INDEX pin_replies_by_pin ON pin_replies (pin_id, created_at);

-- Pages of what is shown, as pictures. A job draws them one after another; what can be no picture says why.
CREATE TABLE proof_jobs (
  file_id TEXT PRIMARY KEY,
  client_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'made', 'none')),
  -- How many pages the file has, once one was drawn; and the next to draw, counted from 1.
  pages INTEGER CHECK (pages >= 0),
  next_page INTEGER NOT NULL DEFAULT 1,
  attempts INTEGER NOT NULL DEFAULT 0,
  next_attempt_at INTEGER NOT NULL,
  why TEXT,
  FOREIGN KEY (file_id, client_id) REFERENCES files (id, client_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX proof_jobs_waiting ON proof_jobs (next_attempt_at) WHERE state = 'waiting';

CREATE TABLE proof_pictures (
  id TEXT PRIMARY KEY,
  file_id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('thumbnail', 'page')),
  page INTEGER NOT NULL CHECK (page > 0),
  width INTEGER NOT NULL CHECK (width > 0),
  height INTEGER NOT NULL CHECK (height > 0),
  size INTEGER NOT NULL CHECK (size > 0),
  sha256 TEXT NOT NULL,
  FOREIGN KEY (file_id, client_id) REFERENCES files (id, client_id),
  UNIQUE (file_id, kind, page)
) STRICT;
