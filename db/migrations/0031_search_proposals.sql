-- Proposals are found by what was sent; their newer draft, or one that nobody was sent, by members alone.
CREATE VIEW searchable_proposal (kind, subject_id, client_id, project_id, for_portal, title, body, at) AS
  SELECT 'proposal', proposals.id, proposals.client_id, proposals.project_id, withdrawn_at IS NULL, json_extract(snapshot, '$.title'),
    json_extract(snapshot, '$.number')
      || coalesce((SELECT ' ' || group_concat(json_extract(value, '$.heading') || ' ' || json_extract(value, '$.body'), ' ') FROM json_each(snapshot, '$.content.sections')), '')
      || coalesce((SELECT ' ' || group_concat(json_extract(value, '$.description'), ' ') FROM json_each(snapshot, '$.content.lines')), '')
      || ' ' || json_extract(snapshot, '$.content.terms'),
    sent_at
  FROM proposals JOIN proposal_versions ON proposal_id = proposals.id AND proposal_versions.version = proposals.version;

CREATE VIEW searchable_proposal_draft (kind, subject_id, client_id, project_id, for_portal, title, body, at) AS
  SELECT 'proposal_draft', proposals.id, proposals.client_id, proposals.project_id, 0, title,
    coalesce((SELECT group_concat(json_extract(value, '$.heading') || ' ' || json_extract(value, '$.body'), ' ') FROM json_each(content, '$.sections')), ''),
    changed_at
  FROM proposals LEFT JOIN proposal_versions ON proposal_id = proposals.id AND proposal_versions.version = proposals.version
  WHERE proposals.version = 0 OR title <> json_extract(snapshot, '$.title');

CREATE TRIGGER search_proposal_added AFTER INSERT ON proposals BEGIN
  INSERT INTO search_entries (kind, subject_id, client_id, project_id, for_portal, title, body, at) SELECT * FROM searchable_proposal_draft WHERE subject_id = NEW.id;
END;
CREATE TRIGGER search_proposal_changed AFTER UPDATE OF title, content, version, project_id ON proposals BEGIN
  DELETE FROM search_entries WHERE kind = 'proposal_draft' AND subject_id = NEW.id AND NOT EXISTS (SELECT * FROM searchable_proposal_draft WHERE subject_id = NEW.id);
  INSERT INTO search_entries (kind, subject_id, client_id, project_id, for_portal, title, body, at) SELECT * FROM searchable_proposal_draft WHERE subject_id = NEW.id
    ON CONFLICT DO UPDATE SET project_id = excluded.project_id, title = excluded.title, body = excluded.body, at = excluded.at;
  UPDATE search_entries SET project_id = NEW.project_id WHERE kind = 'proposal' AND subject_id = NEW.id;
END;
CREATE TRIGGER search_proposal_gone AFTER DELETE ON proposals BEGIN
  DELETE FROM search_entries WHERE kind IN ('proposal', 'proposal_draft') AND subject_id = OLD.id;
END;
CREATE TRIGGER search_proposal_version_added AFTER INSERT ON proposal_versions BEGIN
  INSERT INTO search_entries (kind, subject_id, client_id, project_id, for_portal, title, body, at) SELECT * FROM searchable_proposal WHERE subject_id = NEW.proposal_id
    ON CONFLICT DO UPDATE SET for_portal = excluded.for_portal, title = excluded.title, body = excluded.body, at = excluded.at;
  DELETE FROM search_entries WHERE kind = 'proposal_draft' AND subject_id = NEW.proposal_id AND NOT EXISTS (SELECT * FROM searchable_proposal_draft WHERE subject_id = NEW.proposal_id);
  INSERT INTO search_entries (kind, subject_id, client_id, project_id, for_portal, title, body, at) SELECT * FROM searchable_proposal_draft WHERE subject_id = NEW.proposal_id
    ON CONFLICT DO UPDATE SET title = excluded.title, body = excluded.body, at = excluded.at;
END;
CREATE TRIGGER search_proposal_version_withdrawn AFTER UPDATE OF withdrawn_at ON proposal_versions BEGIN
  UPDATE search_entries SET for_portal = (SELECT for_portal FROM searchable_proposal WHERE subject_id = NEW.proposal_id) WHERE kind = 'proposal' AND subject_id = NEW.proposal_id;
END;

INSERT INTO search_entries (kind, subject_id, client_id, project_id, for_portal, title, body, at)
SELECT * FROM (SELECT * FROM searchable_proposal UNION ALL SELECT * FROM searchable_proposal_draft) ORDER BY at;
