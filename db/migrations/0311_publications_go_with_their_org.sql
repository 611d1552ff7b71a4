-- A removed organisation takes its ledger along. Posts and accounts still cannot be deleted under a publication:
-- those foreign keys are checked at the end of the statement, when the organisation's rows are gone.
ALTER TABLE publications ADD FOREIGN KEY (org_id) REFERENCES orgs (id) ON DELETE CASCADE;
