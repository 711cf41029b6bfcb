-- Jobs and tickets are found by their number, subject and what both sides wrote. Internal notes are in no index. What was
-- merged is found where it went.
CREATE VIEW searchable_ticket (kind, subject_id, client_id, project_id, for_portal, title, body, at) AS
  SELECT 'ticket', id, client_id, project_id, 1, subject,
    CASE kind WHEN 'job' THEN printf('J-%04d', number) ELSE printf('T-%04d', number) END || coalesce((SELECT ' ' || group_concat(body, ' ') FROM (SELECT body FROM ticket_messages WHERE ticket_id = tickets.id ORDER BY created_at, rowid)), ''),
    created_at
  FROM tickets WHERE merged_at IS NULL;

CREATE TRIGGER search_ticket_added AFTER INSERT ON tickets BEGIN
  INSERT INTO search_entries (kind, subject_id, client_id, project_id, for_portal, title, body, at) SELECT * FROM searchable_ticket WHERE subject_id = NEW.id;
END;
CREATE TRIGGER search_ticket_changed AFTER UPDATE OF subject, project_id, merged_at ON tickets BEGIN
  DELETE FROM search_entries WHERE kind = 'ticket' AND subject_id = NEW.id AND NEW.merged_at IS NOT NULL;
  INSERT INTO search_entries (kind, subject_id, client_id, project_id, for_portal, title, body, at) SELECT * FROM searchable_ticket WHERE subject_id = NEW.id
    ON CONFLICT DO UPDATE SET project_id = excluded.project_id, for_portal = excluded.for_portal, title = excluded.title, body = excluded.body, at = excluded.at;
END;
CREATE TRIGGER search_ticket_gone AFTER DELETE ON tickets BEGIN
  DELETE FROM search_entries WHERE kind = 'ticket' AND subject_id = OLD.id;
END;
CREATE TRIGGER search_ticket_message_added AFTER INSERT ON ticket_messages BEGIN
  UPDATE search_entries SET body = (SELECT body FROM searchable_ticket WHERE subject_id = NEW.ticket_id) WHERE kind = 'ticket' AND subject_id = NEW.ticket_id;
END;
CREATE TRIGGER search_ticket_message_changed AFTER UPDATE OF body ON ticket_messages BEGIN
  UPDATE search_entries SET body = (SELECT body FROM searchable_ticket WHERE subject_id = NEW.ticket_id) WHERE kind = 'ticket' AND subject_id = NEW.ticket_id;
END;
CREATE TRIGGER search_ticket_message_gone AFTER DELETE ON ticket_messages BEGIN
  UPDATE search_entries SET body = (SELECT body FROM searchable_ticket WHERE subject_id = OLD.ticket_id) WHERE kind = 'ticket' AND subject_id = OLD.ticket_id;
END;

INSERT INTO search_entries (kind, subject_id, client_id, project_id, for_portal, title, body, at) SELECT * FROM searchable_ticket ORDER BY at;
