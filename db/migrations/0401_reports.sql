-- Reports: what was asked for, and where the files lie once they are made. The files are in the blob store.

CREATE TABLE reports (
  org_id uuid NOT NULL REFERENCES orgs (id) ON DELETE CASCADE,
  id uuid NOT NULL,
  -- Null for a report over all brands.
  brand_id uuid,
  from_at timestamptz NOT NULL,
  to_at timestamptz NOT NULL,
  formats text[] NOT NULL CHECK (cardinality(formats) BETWEEN 1 AND 4),
  state text NOT NULL CHECK (state IN ('queued', 'ready', 'failed')),
  reason text NOT NULL DEFAULT '',
  -- Format to file name.
  files jsonb NOT NULL DEFAULT '{}',
  rows integer NOT NULL DEFAULT 0 CHECK (rows >= 0),
  created_by text NOT NULL,
  created_at timestamptz NOT NULL,
  finished_at timestamptz,
  PRIMARY KEY (org_id, id),
  FOREIGN KEY (org_id, brand_id) REFERENCES brands (org_id, id) ON DELETE CASCADE,
  CHECK (to_at > from_at),
  CHECK ((state = 'queued') = (finished_at IS NULL))
);
SELECT system.protect('reports');
