-- One data key per org, wrapped by the vault's key, which is never in the database. A row says which
-- vault key wraps it, so that `starling vault rotate` can go on where it was stopped.
CREATE TABLE org_keys (
  org_id uuid NOT NULL REFERENCES orgs (id) ON DELETE CASCADE,
  id uuid NOT NULL,
  -- The newest seals; all of them open.
  generation integer NOT NULL CHECK (generation > 0),
  vault_key text NOT NULL CHECK (length(vault_key) BETWEEN 1 AND 200),
  wrapped bytea NOT NULL CHECK (length(wrapped) BETWEEN 1 AND 4096),
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (org_id, id),
  UNIQUE (org_id, generation)
);
SELECT system.protect('org_keys', app => 'SELECT, INSERT', worker => 'SELECT, INSERT');
GRANT UPDATE (vault_key, wrapped) ON org_keys TO starling_worker;
