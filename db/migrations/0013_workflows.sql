-- A workflow is rows: a tree of steps. A step does one job, or stands for a group of steps, and may
-- have a join: a job that is enqueued once, in the transaction that settles the group's last step.

CREATE TABLE workflows (
  org_id uuid NOT NULL REFERENCES orgs (id) ON DELETE CASCADE,
  id uuid NOT NULL,
  brand_id uuid,
  kind text NOT NULL CHECK (kind ~ '^[a-z][a-z0-9-]{0,62}$'),
  subject text CHECK (length(subject) <= 200),
  operation_id uuid,
  state text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'done', 'failed', 'cancelled')),
  -- Steps that do a job of their own; joins are not counted.
  total integer NOT NULL DEFAULT 0,
  done integer NOT NULL DEFAULT 0,
  failed integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz,
  PRIMARY KEY (org_id, id),
  FOREIGN KEY (org_id, operation_id) REFERENCES operations (org_id, id) ON DELETE CASCADE,
  CHECK (done >= 0 AND failed >= 0 AND done + failed <= total)
);
CREATE INDEX workflows_operation ON workflows (org_id, operation_id) WHERE operation_id IS NOT NULL;

CREATE TABLE workflow_steps (
  org_id uuid NOT NULL REFERENCES orgs (id) ON DELETE CASCADE,
  id uuid NOT NULL,
  brand_id uuid,
  workflow_id uuid NOT NULL,
  parent_id uuid,
  name text NOT NULL CHECK (length(name) <= 200),
  -- running: its job (its own or its join's) is live. waiting: for its children.
  state text NOT NULL CHECK (state IN ('running', 'waiting', 'done', 'failed', 'cancelled')),
  -- Its own job, kept so that it can be tried again alone; null for a group.
  draft jsonb,
  join_draft jsonb,
  -- settled: the join fires when every child has ended, well or not. succeeded: only when all ended well.
  join_when text NOT NULL DEFAULT 'settled' CHECK (join_when IN ('settled', 'succeeded')),
  joined boolean NOT NULL DEFAULT false,
  -- Children that the join still waits for, and children that failed.
  pending integer NOT NULL DEFAULT 0 CHECK (pending >= 0),
  failed integer NOT NULL DEFAULT 0 CHECK (failed >= 0),
  -- Tried again after its parent had gone on without it.
  detached boolean NOT NULL DEFAULT false,
  job_id uuid,
  reason text,
  created_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz,
  PRIMARY KEY (org_id, id),
  FOREIGN KEY (org_id, workflow_id) REFERENCES workflows (org_id, id) ON DELETE CASCADE,
  FOREIGN KEY (org_id, parent_id) REFERENCES workflow_steps (org_id, id) ON DELETE CASCADE
);
CREATE INDEX workflow_steps_workflow ON workflow_steps (org_id, workflow_id);
CREATE INDEX workflow_steps_parent ON workflow_steps (org_id, parent_id) WHERE parent_id IS NOT NULL;
SELECT system.protect('workflows', org_wide_rows => true);
SELECT system.protect('workflow_steps', org_wide_rows => true);
