-- What clients sent back, found without walking what is settled: for the list of what waits on the agency.
CREATE INDEX rounds_sent_back ON rounds (deliverable_id) WHERE decision = 'needs_changes';

-- A client's own list: what is open without walking what is over, and how much is over from the index alone.
DROP INDEX tickets_by_client;
CREATE INDEX tickets_by_client ON tickets (client_id, last_message_at DESC, resolved_at, declined_at, cancelled_at, merged_at);
CREATE INDEX tickets_open_of_client ON tickets (client_id, last_message_at DESC) WHERE resolved_at IS NULL AND declined_at IS NULL AND cancelled_at IS NULL AND merged_at IS NULL;
