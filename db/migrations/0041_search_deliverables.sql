-- Work for approval is found by its title, what was said with its published rounds, and its notes; what is only drafted, by members through the title.
CREATE VIEW searchable_deliverable (kind, subject_id, client_id, project_id, for_portal, title, body, at) AS
  SELECT 'deliverable', id, client_id, project_id, round > 0, title,
    coalesce((SELECT group_concat(note, ' ') FROM rounds WHERE deliverable_id = deliverables.id AND published_at IS NOT NULL), '')
      || coalesce((SELECT ' ' || group_concat(body, ' ') FROM pins WHERE deliverable_id = deliverables.id), '')
      || coalesce((SELECT ' ' || group_concat(pin_replies.body, ' ') FROM pin_replies JOIN pins ON pins.id = pin_id WHERE deliverable_id = deliverables.id), ''),
    created_at
  FROM deliverables;

CREATE TRIGGER search_deliverable_added AFTER INSERT ON deliverables BEGIN
  INSERT INTO search_entries (kind, subject_id, client_id, project_id, for_portal, title, body, at) SELECT * FROM searchable_deliverable WHERE subject_id = NEW.id;
END;
CREATE TRIGGER search_deliverable_changed AFTER UPDATE OF title, round, project_id ON deliverables BEGIN
  INSERT INTO search_entries (kind, subject_id, client_id, project_id, for_portal, title, body, at) SELECT * FROM searchable_deliverable WHERE subject_id = NEW.id
    ON CONFLICT DO UPDATE SET project_id = excluded.project_id, for_portal = excluded.for_portal, title = excluded.title, body = excluded.body, at = excluded.at;
END;
CREATE TRIGGER search_deliverable_gone AFTER DELETE ON deliverables BEGIN
  DELETE FROM search_entries WHERE kind = 'deliverable' AND subject_id = OLD.id;
END;
CREATE TRIGGER search_deliverable_pinned AFTER INSERT ON pins BEGIN
  UPDATE search_entries SET body = (SELECT body FROM searchable_deliverable WHERE subject_id = NEW.deliverable_id) WHERE kind = 'deliverable' AND subject_id = NEW.deliverable_id;
END;
CREATE TRIGGER search_deliverable_replied AFTER INSERT ON pin_replies BEGIN
  UPDATE search_entries SET body = (SELECT body FROM searchable_deliverable WHERE subject_id = (SELECT deliverable_id FROM pins WHERE id = NEW.pin_id))
  WHERE kind = 'deliverable' AND subject_id = (SELECT deliverable_id FROM pins WHERE id = NEW.pin_id);
END;
