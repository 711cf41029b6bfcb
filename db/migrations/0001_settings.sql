-- What the agency may settle about itself. NULL limits mean: as the machine's configuration says.
ALTER TABLE agency ADD COLUMN members_see_all INTEGER NOT NULL DEFAULT 0 CHECK (members_see_all IN (0, 1));
ALTER TABLE agency ADD COLUMN second_factor_required INTEGER NOT NULL DEFAULT 0 CHECK (second_factor_required IN (0, 1));
ALTER TABLE agency ADD COLUMN letter_footer TEXT NOT NULL DEFAULT '';
ALTER TABLE agency ADD COLUMN proposal_days INTEGER NOT NULL DEFAULT 14 CHECK (proposal_days BETWEEN 1 AND 365);
ALTER TABLE agency ADD COLUMN acceptance_days INTEGER NOT NULL DEFAULT 7 CHECK (acceptance_days BETWEEN 1 AND 365);
ALTER TABLE agency ADD COLUMN upload_limit_mb INTEGER CHECK (upload_limit_mb BETWEEN 1 AND 10240);
