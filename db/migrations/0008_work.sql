-- What an hour of a member's is charged at, in minor units of the agency's currency; NULL where nobody has said. An
-- entry keeps the rate it was logged at.
ALTER TABLE members ADD COLUMN rate_minor INTEGER CHECK (rate_minor BETWEEN 0 AND 1000000000);
ALTER TABLE time_entries ADD COLUMN rate_minor INTEGER CHECK (rate_minor BETWEEN 0 AND 1000000000);

-- Which task an entry was for. A column that is added can refer to one column only, so triggers hold what a composite
-- key would: the task is of the same project, and thereby of the same client.
ALTER TABLE time_entries ADD COLUMN task_id TEXT;
CREATE TRIGGER time_entries_task_added BEFORE INSERT ON time_entries
WHEN NEW.task_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM tasks WHERE id = NEW.task_id AND project_id = NEW.project_id)
BEGIN SELECT RAISE(ABORT, 'FOREIGN KEY: the task of a time entry is of its project'); END;
CREATE TRIGGER time_entries_task_changed BEFORE UPDATE OF task_id, project_id ON time_entries
WHEN NEW.task_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM tasks WHERE id = NEW.task_id AND project_id = NEW.project_id)
BEGIN SELECT RAISE(ABORT, 'FOREIGN KEY: the task of a time entry is of its project'); END;
CREATE TRIGGER tasks_with_time_stay BEFORE DELETE ON tasks
WHEN EXISTS (SELECT 1 FROM time_entries WHERE task_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'FOREIGN KEY: time was logged on this task'); END;
CREATE INDEX time_entries_by_task ON time_entries (task_id) WHERE task_id IS NOT NULL;
CREATE INDEX time_entries_by_member ON time_entries (member_id, worked_on, project_id, billable, minutes);

-- One timer a member. While stopped_at is NULL it runs; once stopped it waits to be completed into an entry.
CREATE TABLE timers (
  member_id TEXT PRIMARY KEY REFERENCES members (id),
  project_id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  task_id TEXT,
  started_at INTEGER NOT NULL,
  stopped_at INTEGER CHECK (stopped_at >= started_at),
  FOREIGN KEY (project_id, client_id) REFERENCES projects (id, client_id),
  FOREIGN KEY (task_id, client_id) REFERENCES tasks (id, client_id)
) STRICT;
CREATE INDEX timers_by_project ON timers (project_id, client_id);
