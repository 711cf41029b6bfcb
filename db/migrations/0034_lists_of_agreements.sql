-- Texts are long, and stand before what lists are narrowed and ordered by: with these, a list reads no text but its own page's.
DROP INDEX proposals_by_client;
CREATE INDEX proposals_by_client ON proposals (client_id, version, changed_at, number, title, id);
CREATE INDEX proposal_versions_shown ON proposal_versions (proposal_id, version, sent_at, expires_on, decision, withdrawn_at, expiry_noted_at, json_extract(snapshot, '$.title'));
DROP INDEX information_requests_by_client;
CREATE INDEX information_requests_by_client ON information_requests (client_id, sent_at DESC, cancelled_at, created_at, due_on, title, project_id, id);
CREATE INDEX request_items_state ON request_items (request_id, required, waived_at);
CREATE INDEX request_submissions_state ON request_submissions (item_id, number, accepted_at, rejected_at);
CREATE INDEX acceptance_contacts_by_contact ON acceptance_contacts (contact_id, acceptance_id) WHERE accepted_at IS NULL;
