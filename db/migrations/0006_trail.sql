-- The trail is read by what was done and by when; each newest first.
CREATE INDEX events_by_action ON events (action, seq);
CREATE INDEX events_by_time ON events (at, seq);

-- How far the chain was verified. "follow" keeps up with what is added; "whole" begins at the first event again each day.
CREATE TABLE chain_checks (
  pass TEXT PRIMARY KEY CHECK (pass IN ('follow', 'whole')),
  began_at INTEGER NOT NULL,
  -- The event it stands at, and when it came there.
  seq INTEGER NOT NULL,
  hash TEXT NOT NULL,
  at INTEGER NOT NULL,
  under_way INTEGER NOT NULL CHECK (under_way IN (0, 1)),
  -- When it last came to the end of the chain, and how many events stood then.
  ended_at INTEGER,
  ended_seq INTEGER,
  -- The first event that does not stand, until a later pass finds that it does.
  broken_seq INTEGER,
  broken_why TEXT
) STRICT, WITHOUT ROWID;
