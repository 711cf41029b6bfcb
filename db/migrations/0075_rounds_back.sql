-- What clients sent back, found without walking what is settled: for the list of what waits on the agency.
CREATE INDEX rounds_sent_back ON rounds (deliverable_id) WHERE decision = 'needs_changes';
