-- How the agency bills: one row.
CREATE TABLE billing (
  id TEXT PRIMARY KEY CHECK (id = 'billing'),
  invoice_prefix TEXT NOT NULL DEFAULT 'INV-',
  credit_prefix TEXT NOT NULL DEFAULT 'CN-',
  digits INTEGER NOT NULL DEFAULT 4 CHECK (digits BETWEEN 1 AND 9),
  -- Numbers begin again each year, and say which.
  yearly INTEGER NOT NULL DEFAULT 0 CHECK (yearly IN (0, 1)),
  terms_days INTEGER NOT NULL DEFAULT 30 CHECK (terms_days BETWEEN 0 AND 365),
  prices_include INTEGER NOT NULL DEFAULT 0 CHECK (prices_include IN (0, 1)),
  tax_number TEXT NOT NULL DEFAULT '',
  terms TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT ''
) STRICT;
INSERT INTO billing (id) VALUES ('billing');

-- What may be charged on a line. Its parts are JSON: [{"name", "rate"}], a rate in thousandths of a per cent.
CREATE TABLE taxes (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  parts TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  position INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  retired_at INTEGER
) STRICT;

-- Where clients pay to, edition by edition; empty currency is for all that have no details of their own.
CREATE TABLE bank_details (
  id TEXT PRIMARY KEY,
  currency TEXT NOT NULL DEFAULT '' CHECK (length(currency) IN (0, 3)),
  holder TEXT NOT NULL,
  bank TEXT NOT NULL DEFAULT '',
  iban TEXT NOT NULL DEFAULT '',
  bic TEXT NOT NULL DEFAULT '',
  routing TEXT NOT NULL DEFAULT '',
  account TEXT NOT NULL DEFAULT '',
  proposed_by TEXT NOT NULL REFERENCES members (id),
  proposed_at INTEGER NOT NULL,
  -- When they come into force by themselves, in a firm of one; NULL where a second member must confirm.
  holds_from INTEGER,
  confirmed_by TEXT REFERENCES members (id),
  confirmed_at INTEGER,
  withdrawn_at INTEGER,
  announced_at INTEGER,
  CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL)),
  CHECK (confirmed_by IS NULL OR confirmed_by <> proposed_by),
  CHECK (confirmed_at IS NULL OR withdrawn_at IS NULL)
) STRICT;
CREATE UNIQUE INDEX bank_details_proposed ON bank_details (currency) WHERE confirmed_at IS NULL AND withdrawn_at IS NULL AND announced_at IS NULL;
CREATE TRIGGER bank_details_stay BEFORE UPDATE OF currency, holder, bank, iban, bic, routing, account, proposed_by, proposed_at, holds_from ON bank_details
BEGIN SELECT RAISE(ABORT, 'bank details are never written over'); END;
CREATE TRIGGER bank_details_kept BEFORE DELETE ON bank_details
BEGIN SELECT RAISE(ABORT, 'bank details are never deleted'); END;

-- How one client is billed; what it does not say is as for all.
CREATE TABLE client_billing (
  client_id TEXT PRIMARY KEY REFERENCES clients (id),
  name TEXT NOT NULL DEFAULT '',
  address TEXT NOT NULL DEFAULT '',
  tax_number TEXT NOT NULL DEFAULT '',
  currency TEXT CHECK (length(currency) = 3),
  locale TEXT,
  terms_days INTEGER CHECK (terms_days BETWEEN 0 AND 365),
  tax_id TEXT REFERENCES taxes (id)
) STRICT;

CREATE TABLE invoices (
  id TEXT PRIMARY KEY,
  client_id TEXT NOT NULL REFERENCES clients (id),
  project_id TEXT,
  number TEXT UNIQUE,
  content TEXT NOT NULL,
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  -- Of a draft: as it is meant to be issued; NULL for the day it is.
  issued_on TEXT,
  due_on TEXT,
  pay_link TEXT NOT NULL DEFAULT '',
  author_id TEXT NOT NULL REFERENCES members (id),
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  -- What was sent: canonical JSON and its SHA-256, and what it came to in minor units.
  snapshot TEXT,
  sha256 TEXT CHECK (length(sha256) = 64),
  total INTEGER CHECK (total >= 0),
  sent_by TEXT REFERENCES members (id),
  sent_at INTEGER,
  first_viewed_at INTEGER,
  -- Sums of the rows below, reversals taken off; kept here so that lists need not add up.
  paid INTEGER NOT NULL DEFAULT 0 CHECK (paid >= 0),
  credited INTEGER NOT NULL DEFAULT 0 CHECK (credited >= 0),
  voided_at INTEGER,
  void_reason TEXT NOT NULL DEFAULT '',
  written_off_at INTEGER,
  disputed_at INTEGER,
  overdue_noted_at INTEGER,
  FOREIGN KEY (project_id, client_id) REFERENCES projects (id, client_id),
  CHECK ((sent_at IS NULL) = (number IS NULL)),
  CHECK ((sent_at IS NULL) = (snapshot IS NULL)),
  CHECK ((sent_at IS NULL) = (total IS NULL)),
  CHECK (sent_at IS NULL OR (issued_on IS NOT NULL AND due_on IS NOT NULL AND sent_by IS NOT NULL AND sha256 IS NOT NULL)),
  CHECK (sent_at IS NOT NULL OR (voided_at IS NULL AND written_off_at IS NULL AND disputed_at IS NULL AND paid = 0 AND credited = 0)),
  CHECK (voided_at IS NULL OR (paid = 0 AND credited = 0)),
  CHECK (credited <= coalesce(total, 0)),
  UNIQUE (id, client_id)
) STRICT;
CREATE INDEX invoices_by_client ON invoices (client_id, issued_on DESC);
CREATE INDEX invoices_by_issue ON invoices (issued_on DESC, number DESC);
CREATE INDEX invoices_by_project ON invoices (project_id, client_id);
CREATE INDEX invoices_open ON invoices (due_on) WHERE sent_at IS NOT NULL AND voided_at IS NULL AND written_off_at IS NULL AND total > paid + credited;
CREATE INDEX invoices_drafts ON invoices (changed_at DESC) WHERE sent_at IS NULL;
CREATE INDEX invoices_in_excess ON invoices (client_id, currency) WHERE paid + credited > total;
CREATE TRIGGER invoices_stay BEFORE UPDATE OF client_id, project_id, number, content, currency, issued_on, due_on, snapshot, sha256, total, sent_by, sent_at ON invoices
WHEN OLD.sent_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'an invoice that was sent is never changed'); END;
CREATE TRIGGER invoices_kept BEFORE DELETE ON invoices WHEN OLD.sent_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'an invoice that was sent is never deleted'); END;

-- Money that came, credit that was used, and what was taken back of either: entries, never changed.
CREATE TABLE invoice_payments (
  id TEXT PRIMARY KEY,
  invoice_id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0),
  method TEXT NOT NULL CHECK (method IN ('transfer', 'card', 'cheque', 'direct_debit', 'cash', 'other', 'credit')),
  reference TEXT NOT NULL DEFAULT '',
  paid_on TEXT NOT NULL,
  -- The entry this one takes back, whole.
  reverses TEXT UNIQUE,
  reason TEXT NOT NULL DEFAULT '',
  recorded_by TEXT NOT NULL REFERENCES members (id),
  recorded_at INTEGER NOT NULL,
  FOREIGN KEY (invoice_id, client_id) REFERENCES invoices (id, client_id),
  FOREIGN KEY (reverses, client_id) REFERENCES invoice_payments (id, client_id),
  CHECK (reverses IS NULL OR reason <> ''),
  UNIQUE (id, client_id)
) STRICT;
CREATE INDEX invoice_payments_by_invoice ON invoice_payments (invoice_id, recorded_at);
CREATE INDEX invoice_payments_by_client ON invoice_payments (client_id, paid_on);
CREATE TRIGGER invoice_payments_stay BEFORE UPDATE ON invoice_payments BEGIN SELECT RAISE(ABORT, 'a payment is never changed: reverse it'); END;
CREATE TRIGGER invoice_payments_kept BEFORE DELETE ON invoice_payments BEGIN SELECT RAISE(ABORT, 'a payment is never deleted: reverse it'); END;

CREATE TABLE credit_notes (
  id TEXT PRIMARY KEY,
  invoice_id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  number TEXT NOT NULL UNIQUE,
  reason TEXT NOT NULL,
  issued_on TEXT NOT NULL,
  snapshot TEXT NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  total INTEGER NOT NULL CHECK (total > 0),
  issued_by TEXT NOT NULL REFERENCES members (id),
  issued_at INTEGER NOT NULL,
  FOREIGN KEY (invoice_id, client_id) REFERENCES invoices (id, client_id),
  UNIQUE (id, client_id)
) STRICT;
CREATE INDEX credit_notes_by_invoice ON credit_notes (invoice_id, issued_at);
CREATE INDEX credit_notes_by_client ON credit_notes (client_id, issued_on);
CREATE TRIGGER credit_notes_stay BEFORE UPDATE ON credit_notes BEGIN SELECT RAISE(ABORT, 'a credit note is never changed'); END;
CREATE TRIGGER credit_notes_kept BEFORE DELETE ON credit_notes BEGIN SELECT RAISE(ABORT, 'a credit note is never deleted'); END;

CREATE TABLE write_offs (
  id TEXT PRIMARY KEY,
  invoice_id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0),
  reason TEXT NOT NULL,
  written_by TEXT NOT NULL REFERENCES members (id),
  written_on TEXT NOT NULL,
  written_at INTEGER NOT NULL,
  -- A later payment took it up again.
  reopened_on TEXT,
  FOREIGN KEY (invoice_id, client_id) REFERENCES invoices (id, client_id)
) STRICT;
CREATE UNIQUE INDEX write_offs_open ON write_offs (invoice_id) WHERE reopened_on IS NULL;
CREATE INDEX write_offs_by_client ON write_offs (client_id, written_on);

CREATE TABLE invoice_disputes (
  id TEXT PRIMARY KEY,
  invoice_id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  contact_id TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
  disputed_at INTEGER NOT NULL,
  settled_by TEXT REFERENCES members (id),
  settled_at INTEGER,
  outcome TEXT NOT NULL DEFAULT '',
  FOREIGN KEY (invoice_id, client_id) REFERENCES invoices (id, client_id),
  FOREIGN KEY (contact_id, client_id) REFERENCES contacts (id, client_id),
  CHECK ((settled_by IS NULL) = (settled_at IS NULL))
) STRICT;
CREATE UNIQUE INDEX invoice_disputes_open ON invoice_disputes (invoice_id) WHERE settled_at IS NULL;
CREATE INDEX invoice_disputes_by_invoice ON invoice_disputes (invoice_id, disputed_at);

-- Credit that was paid back.
CREATE TABLE credit_refunds (
  id TEXT PRIMARY KEY,
  client_id TEXT NOT NULL REFERENCES clients (id),
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  amount INTEGER NOT NULL CHECK (amount > 0),
  method TEXT NOT NULL CHECK (method IN ('transfer', 'card', 'cheque', 'direct_debit', 'cash', 'other')),
  reference TEXT NOT NULL DEFAULT '',
  refunded_on TEXT NOT NULL,
  recorded_by TEXT NOT NULL REFERENCES members (id),
  recorded_at INTEGER NOT NULL
) STRICT;
CREATE INDEX credit_refunds_by_client ON credit_refunds (client_id, refunded_on);
CREATE TRIGGER credit_refunds_stay BEFORE UPDATE ON credit_refunds BEGIN SELECT RAISE(ABORT, 'a refund is never changed'); END;
CREATE TRIGGER credit_refunds_kept BEFORE DELETE ON credit_refunds BEGIN SELECT RAISE(ABORT, 'a refund is never deleted'); END;

-- What of an accepted proposal stands on an invoice: 'whole', 'milestone:ID', 'period:2026-11'. Each once.
CREATE TABLE invoice_sources (
  proposal_id TEXT NOT NULL,
  part TEXT NOT NULL,
  client_id TEXT NOT NULL,
  invoice_id TEXT NOT NULL,
  line_id TEXT NOT NULL,
  PRIMARY KEY (proposal_id, part),
  FOREIGN KEY (proposal_id, client_id) REFERENCES proposals (id, client_id),
  FOREIGN KEY (invoice_id, client_id) REFERENCES invoices (id, client_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX invoice_sources_by_invoice ON invoice_sources (invoice_id);

-- Time that stands on an invoice: reserved while that is a draft, billed from when it is issued. A column that is added can
-- refer to one column only, so triggers hold what a composite key would.
ALTER TABLE time_entries ADD COLUMN invoice_id TEXT;
ALTER TABLE time_entries ADD COLUMN invoice_line TEXT;
ALTER TABLE time_entries ADD COLUMN billed_at INTEGER;
CREATE INDEX time_entries_by_invoice ON time_entries (invoice_id) WHERE invoice_id IS NOT NULL;
CREATE INDEX time_entries_unbilled ON time_entries (client_id, worked_on) WHERE invoice_id IS NULL AND billable = 1;
CREATE TRIGGER time_entries_invoice_named BEFORE UPDATE OF invoice_id, client_id ON time_entries
WHEN NEW.invoice_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM invoices WHERE id = NEW.invoice_id AND client_id = NEW.client_id)
BEGIN SELECT RAISE(ABORT, 'FOREIGN KEY: the invoice of a time entry is of its client'); END;
CREATE TRIGGER time_entries_reserved_once BEFORE UPDATE OF invoice_id ON time_entries
WHEN OLD.invoice_id IS NOT NULL AND NEW.invoice_id IS NOT NULL AND NEW.invoice_id <> OLD.invoice_id
BEGIN SELECT RAISE(ABORT, 'this time stands on another invoice'); END;
CREATE TRIGGER time_entries_on_invoice_stay BEFORE UPDATE OF minutes, billable, rate_minor, project_id, member_id, worked_on ON time_entries
WHEN OLD.invoice_id IS NOT NULL AND (NEW.minutes <> OLD.minutes OR NEW.billable <> OLD.billable OR NEW.rate_minor IS NOT OLD.rate_minor OR NEW.project_id <> OLD.project_id OR NEW.member_id <> OLD.member_id OR NEW.worked_on <> OLD.worked_on)
BEGIN SELECT RAISE(ABORT, 'time that stands on an invoice is never changed'); END;
CREATE TRIGGER time_entries_on_invoice_kept BEFORE DELETE ON time_entries WHEN OLD.invoice_id IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'time that stands on an invoice is never removed'); END;
CREATE TRIGGER invoices_release_time BEFORE DELETE ON invoices WHEN EXISTS (SELECT 1 FROM time_entries WHERE invoice_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'FOREIGN KEY: time is reserved by this invoice'); END;
