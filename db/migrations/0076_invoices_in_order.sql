-- Lists of invoices are read in their order instead of sorted: drafts first, then newest first, of all clients and of one.
DROP INDEX invoices_by_issue;
CREATE INDEX invoices_newest ON invoices (coalesce(issued_on, '9999') DESC, number DESC, changed_at DESC, id DESC);
CREATE INDEX invoices_newest_of_client ON invoices (client_id, coalesce(issued_on, '9999') DESC, number DESC, changed_at DESC, id DESC);
-- What is owed by client and currency, for sums and by age.
CREATE INDEX invoices_owed ON invoices (client_id, currency, due_on) WHERE sent_at IS NOT NULL AND voided_at IS NULL AND written_off_at IS NULL AND total > paid + credited;
-- What was paid since a day, by everybody.
CREATE INDEX invoice_payments_by_day ON invoice_payments (paid_on);
