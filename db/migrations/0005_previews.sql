-- A whole client's portal, on or off: while this is set, its contacts are shut out as those of an archived client are.
ALTER TABLE clients ADD COLUMN portal_closed_at INTEGER;

-- A member looking at the portal as one contact sees it. The id is the hash of the secret in their browser; it hangs on
-- their own session and is worth nothing without it.
CREATE TABLE previews (
  id TEXT PRIMARY KEY,
  session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  member_id TEXT NOT NULL REFERENCES members (id),
  contact_id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  FOREIGN KEY (contact_id, client_id) REFERENCES contacts (id, client_id)
) STRICT;
CREATE INDEX previews_by_session ON previews (session_id);
CREATE INDEX previews_open ON previews (started_at) WHERE ended_at IS NULL;
