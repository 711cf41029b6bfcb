-- A word of ours that asks the client for one: settled by the next word of any of its contacts.
ALTER TABLE questions ADD COLUMN awaits_reply INTEGER NOT NULL DEFAULT 0 CHECK (awaits_reply IN (0, 1));
ALTER TABLE comments ADD COLUMN awaits_reply INTEGER NOT NULL DEFAULT 0 CHECK (awaits_reply IN (0, 1));
CREATE INDEX questions_awaiting ON questions (client_id, created_at) WHERE awaits_reply = 1;
CREATE INDEX comments_awaiting ON comments (client_id, created_at) WHERE awaits_reply = 1;
