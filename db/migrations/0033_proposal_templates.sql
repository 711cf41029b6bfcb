-- A template's amounts are minor units of the currency it was written in.
ALTER TABLE proposal_templates ADD COLUMN currency TEXT NOT NULL DEFAULT 'USD' CHECK (length(currency) = 3);
CREATE INDEX proposals_by_change ON proposals (changed_at);
