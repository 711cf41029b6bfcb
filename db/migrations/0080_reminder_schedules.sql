-- When contacts are reminded of what waits for them, by its kind. JSON lists of days: before its last day (0 is that day), after
-- it, and, where it has none, after it was asked.
CREATE TABLE reminder_schedules (
  kind TEXT PRIMARY KEY CHECK (kind IN ('proposal', 'information_request', 'acceptance', 'deliverable', 'invoice', 'comment', 'ticket')),
  days_before TEXT NOT NULL DEFAULT '[]' CHECK (json_type(days_before) = 'array'),
  days_after TEXT NOT NULL DEFAULT '[]' CHECK (json_type(days_after) = 'array'),
  days_undated TEXT NOT NULL DEFAULT '[]' CHECK (json_type(days_undated) = 'array')
) STRICT, WITHOUT ROWID;
INSERT INTO reminder_schedules (kind, days_before, days_after, days_undated) VALUES
  ('proposal', '[3,1]', '[]', '[]'),
  ('information_request', '[7,3,1,0]', '[1,7]', '[7,14,28]'),
  ('acceptance', '[3,1,0]', '[]', '[]'),
  ('deliverable', '[3,1,0]', '[1]', '[7,14]'),
  ('invoice', '[7,1]', '[1,7,14]', '[]'),
  ('comment', '[]', '[]', '[3,7]'),
  ('ticket', '[]', '[]', '[3,7]');

-- When the agency was told that the time to answer runs out; or that it knew, since it gave no more.
ALTER TABLE acceptances ADD COLUMN ending_noted_at INTEGER;
ALTER TABLE proposal_versions ADD COLUMN ending_noted_at INTEGER;
