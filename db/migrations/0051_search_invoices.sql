-- Invoices are found by their number and what stands on them; drafts by who bills alone. A contact who may not view
-- invoices finds none: each hit is asked for again where it stands.
CREATE VIEW searchable_invoice (kind, subject_id, client_id, project_id, for_portal, title, body, at) AS
  SELECT 'invoice', id, client_id, project_id, 1, number,
    coalesce((SELECT group_concat(json_extract(value, '$.description'), ' ') FROM json_each(snapshot, '$.lines')), '') || ' ' || coalesce(json_extract(snapshot, '$.note'), ''),
    sent_at
  FROM invoices WHERE sent_at IS NOT NULL;
CREATE VIEW searchable_invoice_draft (kind, subject_id, client_id, project_id, for_portal, title, body, at) AS
  SELECT 'invoice_draft', id, client_id, project_id, 0, '',
    coalesce((SELECT group_concat(json_extract(value, '$.description'), ' ') FROM json_each(content, '$.lines')), '') || ' ' || coalesce(json_extract(content, '$.note'), ''),
    changed_at
  FROM invoices WHERE sent_at IS NULL;

CREATE TRIGGER search_invoice_added AFTER INSERT ON invoices BEGIN
  INSERT INTO search_entries (kind, subject_id, client_id, project_id, for_portal, title, body, at) SELECT * FROM (SELECT * FROM searchable_invoice UNION ALL SELECT * FROM searchable_invoice_draft) WHERE subject_id = NEW.id;
END;
CREATE TRIGGER search_invoice_changed AFTER UPDATE OF content, project_id, sent_at ON invoices BEGIN
  DELETE FROM search_entries WHERE kind = 'invoice_draft' AND subject_id = NEW.id AND NEW.sent_at IS NOT NULL;
  INSERT INTO search_entries (kind, subject_id, client_id, project_id, for_portal, title, body, at) SELECT * FROM (SELECT * FROM searchable_invoice UNION ALL SELECT * FROM searchable_invoice_draft) WHERE subject_id = NEW.id
    ON CONFLICT DO UPDATE SET project_id = excluded.project_id, title = excluded.title, body = excluded.body, at = excluded.at;
END;
CREATE TRIGGER search_invoice_gone AFTER DELETE ON invoices BEGIN
  DELETE FROM search_entries WHERE kind IN ('invoice', 'invoice_draft') AND subject_id = OLD.id;
END;
