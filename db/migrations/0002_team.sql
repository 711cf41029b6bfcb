-- Whose client, whose task: what a member may see, and what they leave behind, is asked by the member.
CREATE INDEX clients_by_keeper ON clients (looked_after_by);
CREATE INDEX tasks_by_assignee ON tasks (assignee_id, status, project_id) WHERE assignee_id IS NOT NULL;
CREATE INDEX events_by_actor ON events (actor_id, seq);
