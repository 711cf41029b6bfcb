-- Information requests are found by their number, their words and what their items ask for; what was answered stays with its page.
CREATE VIEW searchable_information_request (kind, subject_id, client_id, project_id, for_portal, title, body, at) AS
  SELECT 'information_request', id, client_id, project_id, sent_at IS NOT NULL, title,
    CASE WHEN number IS NULL THEN '' ELSE printf('IR-%04d ', number) END || intro || coalesce((SELECT ' ' || group_concat(label || ' ' || help, ' ') FROM request_items WHERE request_id = information_requests.id), ''),
    coalesce(sent_at, created_at)
  FROM information_requests;

CREATE TRIGGER search_information_request_added AFTER INSERT ON information_requests BEGIN
  INSERT INTO search_entries (kind, subject_id, client_id, project_id, for_portal, title, body, at) SELECT * FROM searchable_information_request WHERE subject_id = NEW.id;
END;
CREATE TRIGGER search_information_request_changed AFTER UPDATE OF title, intro, number, sent_at, project_id ON information_requests BEGIN
  INSERT INTO search_entries (kind, subject_id, client_id, project_id, for_portal, title, body, at) SELECT * FROM searchable_information_request WHERE subject_id = NEW.id
    ON CONFLICT DO UPDATE SET project_id = excluded.project_id, for_portal = excluded.for_portal, title = excluded.title, body = excluded.body, at = excluded.at;
END;
CREATE TRIGGER search_information_request_gone AFTER DELETE ON information_requests BEGIN
  DELETE FROM search_entries WHERE kind = 'information_request' AND subject_id = OLD.id;
END;
CREATE TRIGGER search_request_item_added AFTER INSERT ON request_items BEGIN
  UPDATE search_entries SET body = (SELECT body FROM searchable_information_request WHERE subject_id = NEW.request_id) WHERE kind = 'information_request' AND subject_id = NEW.request_id;
END;
CREATE TRIGGER search_request_item_changed AFTER UPDATE OF label, help ON request_items BEGIN
  UPDATE search_entries SET body = (SELECT body FROM searchable_information_request WHERE subject_id = NEW.request_id) WHERE kind = 'information_request' AND subject_id = NEW.request_id;
END;
CREATE TRIGGER search_request_item_gone AFTER DELETE ON request_items BEGIN
  UPDATE search_entries SET body = (SELECT body FROM searchable_information_request WHERE subject_id = OLD.request_id) WHERE kind = 'information_request' AND subject_id = OLD.request_id;
END;

INSERT INTO search_entries (kind, subject_id, client_id, project_id, for_portal, title, body, at) SELECT * FROM searchable_information_request ORDER BY at;

-- The lists of every client's requests, newest first, and of one project.
CREATE INDEX information_requests_by_project ON information_requests (project_id) WHERE project_id IS NOT NULL;
