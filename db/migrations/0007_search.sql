-- What can be searched. A view a kind says which words of which rows are found, and whether a client's contacts may find
-- them; triggers keep `search_entries` as the views say, so that the index is right by construction. A later noun brings
-- its view, its triggers, its rows so far, and a line in app/search/all.ts.

CREATE TABLE search_entries (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  client_id TEXT,
  project_id TEXT,
  -- 1 where contacts of the client may find it. Only ever a first sieve: each hit is asked for again where it stands.
  for_portal INTEGER NOT NULL CHECK (for_portal IN (0, 1)),
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  at INTEGER NOT NULL,
  -- Words no text has, so that the index itself leaps to one kind, one project (or client, where there is none), one
  -- client's own. An id in hex is one word.
  scope TEXT NOT NULL GENERATED ALWAYS AS ('k' || hex(kind) || ' j' || hex(coalesce(project_id, client_id, '')) || CASE for_portal WHEN 1 THEN ' p' || hex(client_id) ELSE '' END) VIRTUAL,
  UNIQUE (kind, subject_id)
) STRICT;

CREATE VIRTUAL TABLE search_index USING fts5 (title, body, scope, content = 'search_entries', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3', columnsize = 0);

CREATE TRIGGER search_entries_added AFTER INSERT ON search_entries BEGIN
  INSERT INTO search_index (rowid, title, body, scope) VALUES (NEW.id, NEW.title, NEW.body, NEW.scope);
END;
CREATE TRIGGER search_entries_gone AFTER DELETE ON search_entries BEGIN
  INSERT INTO search_index (search_index, rowid, title, body, scope) VALUES ('delete', OLD.id, OLD.title, OLD.body, OLD.scope);
END;
CREATE TRIGGER search_entries_changed AFTER UPDATE ON search_entries WHEN OLD.title <> NEW.title OR OLD.body <> NEW.body OR OLD.scope <> NEW.scope OR OLD.id <> NEW.id BEGIN
  INSERT INTO search_index (search_index, rowid, title, body, scope) VALUES ('delete', OLD.id, OLD.title, OLD.body, OLD.scope);
  INSERT INTO search_index (rowid, title, body, scope) VALUES (NEW.id, NEW.title, NEW.body, NEW.scope);
END;

CREATE VIEW searchable_client (kind, subject_id, client_id, project_id, for_portal, title, body, at) AS
  SELECT 'client', id, id, NULL, 0, name, address, created_at FROM clients;
CREATE TRIGGER search_client_added AFTER INSERT ON clients BEGIN
  INSERT INTO search_entries (kind, subject_id, client_id, project_id, for_portal, title, body, at) SELECT * FROM searchable_client WHERE subject_id = NEW.id;
END;
CREATE TRIGGER search_client_changed AFTER UPDATE OF name, address ON clients BEGIN
  INSERT INTO search_entries (kind, subject_id, client_id, project_id, for_portal, title, body, at) SELECT * FROM searchable_client WHERE subject_id = NEW.id
    ON CONFLICT DO UPDATE SET for_portal = excluded.for_portal, title = excluded.title, body = excluded.body, at = excluded.at;
END;
CREATE TRIGGER search_client_gone AFTER DELETE ON clients BEGIN
  DELETE FROM search_entries WHERE kind = 'client' AND subject_id = OLD.id;
END;

CREATE VIEW searchable_contact (kind, subject_id, client_id, project_id, for_portal, title, body, at) AS
  SELECT 'contact', contacts.id, client_id, NULL, 0, contacts.name, people.email || ' ' || role, invited_at FROM contacts JOIN people ON people.id = person_id;
CREATE TRIGGER search_contact_added AFTER INSERT ON contacts BEGIN
  INSERT INTO search_entries (kind, subject_id, client_id, project_id, for_portal, title, body, at) SELECT * FROM searchable_contact WHERE subject_id = NEW.id;
END;
CREATE TRIGGER search_contact_changed AFTER UPDATE OF name, role, person_id ON contacts BEGIN
  INSERT INTO search_entries (kind, subject_id, client_id, project_id, for_portal, title, body, at) SELECT * FROM searchable_contact WHERE subject_id = NEW.id
    ON CONFLICT DO UPDATE SET for_portal = excluded.for_portal, title = excluded.title, body = excluded.body, at = excluded.at;
END;
CREATE TRIGGER search_contact_gone AFTER DELETE ON contacts BEGIN
  DELETE FROM search_entries WHERE kind = 'contact' AND subject_id = OLD.id;
END;

CREATE VIEW searchable_member (kind, subject_id, client_id, project_id, for_portal, title, body, at) AS
  SELECT 'member', members.id, NULL, NULL, 0, members.name, people.email || ' ' || title, invited_at FROM members JOIN people ON people.id = person_id;
CREATE TRIGGER search_member_added AFTER INSERT ON members BEGIN
  INSERT INTO search_entries (kind, subject_id, client_id, project_id, for_portal, title, body, at) SELECT * FROM searchable_member WHERE subject_id = NEW.id;
END;
CREATE TRIGGER search_member_changed AFTER UPDATE OF name, title, person_id ON members BEGIN
  INSERT INTO search_entries (kind, subject_id, client_id, project_id, for_portal, title, body, at) SELECT * FROM searchable_member WHERE subject_id = NEW.id
    ON CONFLICT DO UPDATE SET for_portal = excluded.for_portal, title = excluded.title, body = excluded.body, at = excluded.at;
END;
CREATE TRIGGER search_member_gone AFTER DELETE ON members BEGIN
  DELETE FROM search_entries WHERE kind = 'member' AND subject_id = OLD.id;
END;

CREATE VIEW searchable_project (kind, subject_id, client_id, project_id, for_portal, title, body, at) AS
  SELECT 'project', id, client_id, id, 1, name, summary || ' ' || stage, created_at FROM projects;
CREATE TRIGGER search_project_added AFTER INSERT ON projects BEGIN
  INSERT INTO search_entries (kind, subject_id, client_id, project_id, for_portal, title, body, at) SELECT * FROM searchable_project WHERE subject_id = NEW.id;
END;
CREATE TRIGGER search_project_changed AFTER UPDATE OF name, summary, stage ON projects BEGIN
  INSERT INTO search_entries (kind, subject_id, client_id, project_id, for_portal, title, body, at) SELECT * FROM searchable_project WHERE subject_id = NEW.id
    ON CONFLICT DO UPDATE SET for_portal = excluded.for_portal, title = excluded.title, body = excluded.body, at = excluded.at;
END;
CREATE TRIGGER search_project_gone AFTER DELETE ON projects BEGIN
  DELETE FROM search_entries WHERE kind = 'project' AND subject_id = OLD.id;
END;

CREATE VIEW searchable_task (kind, subject_id, client_id, project_id, for_portal, title, body, at) AS
  SELECT 'task', id, client_id, project_id, shown_to_client, title, '', created_at FROM tasks;
CREATE TRIGGER search_task_added AFTER INSERT ON tasks BEGIN
  INSERT INTO search_entries (kind, subject_id, client_id, project_id, for_portal, title, body, at) SELECT * FROM searchable_task WHERE subject_id = NEW.id;
END;
CREATE TRIGGER search_task_changed AFTER UPDATE OF title, shown_to_client ON tasks BEGIN
  INSERT INTO search_entries (kind, subject_id, client_id, project_id, for_portal, title, body, at) SELECT * FROM searchable_task WHERE subject_id = NEW.id
    ON CONFLICT DO UPDATE SET for_portal = excluded.for_portal, title = excluded.title, body = excluded.body, at = excluded.at;
END;
CREATE TRIGGER search_task_gone AFTER DELETE ON tasks BEGIN
  DELETE FROM search_entries WHERE kind = 'task' AND subject_id = OLD.id;
END;

CREATE VIEW searchable_document (kind, subject_id, client_id, project_id, for_portal, title, body, at) AS
  SELECT 'document', id, client_id, project_id, shared_at IS NOT NULL, name, '', uploaded_at FROM documents WHERE removed_at IS NULL;
CREATE TRIGGER search_document_added AFTER INSERT ON documents BEGIN
  INSERT INTO search_entries (kind, subject_id, client_id, project_id, for_portal, title, body, at) SELECT * FROM searchable_document WHERE subject_id = NEW.id;
END;
CREATE TRIGGER search_document_changed AFTER UPDATE OF name, uploaded_at, shared_at, removed_at ON documents BEGIN
  DELETE FROM search_entries WHERE kind = 'document' AND subject_id = NEW.id AND NOT EXISTS (SELECT * FROM searchable_document WHERE subject_id = NEW.id);
  INSERT INTO search_entries (kind, subject_id, client_id, project_id, for_portal, title, body, at) SELECT * FROM searchable_document WHERE subject_id = NEW.id
    ON CONFLICT DO UPDATE SET for_portal = excluded.for_portal, title = excluded.title, body = excluded.body, at = excluded.at;
END;
CREATE TRIGGER search_document_gone AFTER DELETE ON documents BEGIN
  DELETE FROM search_entries WHERE kind = 'document' AND subject_id = OLD.id;
END;

CREATE VIEW searchable_comment (kind, subject_id, client_id, project_id, for_portal, title, body, at) AS
  SELECT 'comment', id, client_id, project_id, 1, '', body, created_at FROM comments;
CREATE TRIGGER search_comment_added AFTER INSERT ON comments BEGIN
  INSERT INTO search_entries (kind, subject_id, client_id, project_id, for_portal, title, body, at) SELECT * FROM searchable_comment WHERE subject_id = NEW.id;
END;
CREATE TRIGGER search_comment_changed AFTER UPDATE OF body ON comments BEGIN
  INSERT INTO search_entries (kind, subject_id, client_id, project_id, for_portal, title, body, at) SELECT * FROM searchable_comment WHERE subject_id = NEW.id
    ON CONFLICT DO UPDATE SET for_portal = excluded.for_portal, title = excluded.title, body = excluded.body, at = excluded.at;
END;
CREATE TRIGGER search_comment_gone AFTER DELETE ON comments BEGIN
  DELETE FROM search_entries WHERE kind = 'comment' AND subject_id = OLD.id;
END;

-- What members write for themselves is found by members alone: entries of their own, which no contact's search reads.
CREATE VIEW searchable_client_note (kind, subject_id, client_id, project_id, for_portal, title, body, at) AS
  SELECT 'client_note', id, id, NULL, 0, '', internal_notes, created_at FROM clients WHERE internal_notes <> '';
CREATE TRIGGER search_client_note_added AFTER INSERT ON clients BEGIN
  INSERT INTO search_entries (kind, subject_id, client_id, project_id, for_portal, title, body, at) SELECT * FROM searchable_client_note WHERE subject_id = NEW.id;
END;
CREATE TRIGGER search_client_note_changed AFTER UPDATE OF internal_notes ON clients BEGIN
  DELETE FROM search_entries WHERE kind = 'client_note' AND subject_id = NEW.id AND NOT EXISTS (SELECT * FROM searchable_client_note WHERE subject_id = NEW.id);
  INSERT INTO search_entries (kind, subject_id, client_id, project_id, for_portal, title, body, at) SELECT * FROM searchable_client_note WHERE subject_id = NEW.id
    ON CONFLICT DO UPDATE SET for_portal = excluded.for_portal, title = excluded.title, body = excluded.body, at = excluded.at;
END;
CREATE TRIGGER search_client_note_gone AFTER DELETE ON clients BEGIN
  DELETE FROM search_entries WHERE kind = 'client_note' AND subject_id = OLD.id;
END;

CREATE VIEW searchable_project_note (kind, subject_id, client_id, project_id, for_portal, title, body, at) AS
  SELECT 'project_note', id, client_id, id, 0, '', internal_notes, created_at FROM projects WHERE internal_notes <> '';
CREATE TRIGGER search_project_note_added AFTER INSERT ON projects BEGIN
  INSERT INTO search_entries (kind, subject_id, client_id, project_id, for_portal, title, body, at) SELECT * FROM searchable_project_note WHERE subject_id = NEW.id;
END;
CREATE TRIGGER search_project_note_changed AFTER UPDATE OF internal_notes ON projects BEGIN
  DELETE FROM search_entries WHERE kind = 'project_note' AND subject_id = NEW.id AND NOT EXISTS (SELECT * FROM searchable_project_note WHERE subject_id = NEW.id);
  INSERT INTO search_entries (kind, subject_id, client_id, project_id, for_portal, title, body, at) SELECT * FROM searchable_project_note WHERE subject_id = NEW.id
    ON CONFLICT DO UPDATE SET for_portal = excluded.for_portal, title = excluded.title, body = excluded.body, at = excluded.at;
END;
CREATE TRIGGER search_project_note_gone AFTER DELETE ON projects BEGIN
  DELETE FROM search_entries WHERE kind = 'project_note' AND subject_id = OLD.id;
END;

CREATE VIEW searchable_task_note (kind, subject_id, client_id, project_id, for_portal, title, body, at) AS
  SELECT 'task_note', id, client_id, project_id, 0, '', internal_notes, created_at FROM tasks WHERE internal_notes <> '';
CREATE TRIGGER search_task_note_added AFTER INSERT ON tasks BEGIN
  INSERT INTO search_entries (kind, subject_id, client_id, project_id, for_portal, title, body, at) SELECT * FROM searchable_task_note WHERE subject_id = NEW.id;
END;
CREATE TRIGGER search_task_note_changed AFTER UPDATE OF internal_notes ON tasks BEGIN
  DELETE FROM search_entries WHERE kind = 'task_note' AND subject_id = NEW.id AND NOT EXISTS (SELECT * FROM searchable_task_note WHERE subject_id = NEW.id);
  INSERT INTO search_entries (kind, subject_id, client_id, project_id, for_portal, title, body, at) SELECT * FROM searchable_task_note WHERE subject_id = NEW.id
    ON CONFLICT DO UPDATE SET for_portal = excluded.for_portal, title = excluded.title, body = excluded.body, at = excluded.at;
END;
CREATE TRIGGER search_task_note_gone AFTER DELETE ON tasks BEGIN
  DELETE FROM search_entries WHERE kind = 'task_note' AND subject_id = OLD.id;
END;

-- An address belongs to the person, not to the contact or member.
CREATE TRIGGER search_address_changed AFTER UPDATE OF email ON people BEGIN
  INSERT INTO search_entries (kind, subject_id, client_id, project_id, for_portal, title, body, at) SELECT * FROM searchable_contact WHERE subject_id IN (SELECT id FROM contacts WHERE person_id = NEW.id)
    ON CONFLICT DO UPDATE SET body = excluded.body;
  INSERT INTO search_entries (kind, subject_id, client_id, project_id, for_portal, title, body, at) SELECT * FROM searchable_member WHERE subject_id IN (SELECT id FROM members WHERE person_id = NEW.id)
    ON CONFLICT DO UPDATE SET body = excluded.body;
END;

-- What stands there already, oldest first: newer entries have greater ids.
INSERT INTO search_entries (kind, subject_id, client_id, project_id, for_portal, title, body, at)
SELECT * FROM (
  SELECT * FROM searchable_client UNION ALL
  SELECT * FROM searchable_contact UNION ALL
  SELECT * FROM searchable_member UNION ALL
  SELECT * FROM searchable_project UNION ALL
  SELECT * FROM searchable_task UNION ALL
  SELECT * FROM searchable_document UNION ALL
  SELECT * FROM searchable_comment UNION ALL
  SELECT * FROM searchable_client_note UNION ALL
  SELECT * FROM searchable_project_note UNION ALL
  SELECT * FROM searchable_task_note
) ORDER BY at;
