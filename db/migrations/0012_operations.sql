-- Long work that a caller can watch and cancel: POST answers 202 with an operation.

CREATE TABLE operations (
  org_id uuid NOT NULL REFERENCES orgs (id) ON DELETE CASCADE,
  id uuid NOT NULL,
  brand_id uuid,
  kind text NOT NULL CHECK (kind ~ '^[a-z][a-z0-9-]{0,62}$'),
  resource text CHECK (length(resource) <= 200),
  state text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'succeeded', 'failed', 'cancelled')),
  done integer NOT NULL DEFAULT 0 CHECK (done >= 0),
  total integer NOT NULL DEFAULT 0 CHECK (total >= 0),
  result jsonb,
  error jsonb,
  cancel_requested_at timestamptz,
  cancel_requested_by text,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz,
  PRIMARY KEY (org_id, id),
  CHECK ((state = 'running') = (finished_at IS NULL)),
  CHECK ((state = 'failed') = (error IS NOT NULL))
);
CREATE INDEX operations_finished ON operations (org_id, finished_at) WHERE finished_at IS NOT NULL;
SELECT system.protect('operations', org_wide_rows => true);
