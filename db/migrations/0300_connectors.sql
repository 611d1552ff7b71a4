-- Connected accounts, what stops them, and how fast each may send.

CREATE TABLE connectors (
  org_id uuid NOT NULL,
  id uuid NOT NULL,
  brand_id uuid NOT NULL,
  platform text NOT NULL CHECK (platform ~ '^[a-z][a-z0-9_]{0,31}$'),
  -- The account in a form that stays the same over reconnects: the ledger's unique keys use it.
  account_key text NOT NULL CHECK (char_length(account_key) BETWEEN 1 AND 400),
  account jsonb NOT NULL,
  settlement text NOT NULL CHECK (settlement IN ('K', 'I', 'C', 'N')),
  limits jsonb NOT NULL,
  software text NOT NULL,
  -- The account lies in the sandbox of this installation.
  rehearsal boolean NOT NULL,
  state text NOT NULL CHECK (state IN ('connected', 'refresh_unknown', 'lost', 'removed')),
  state_reason text NOT NULL DEFAULT '',
  disabled_at timestamptz,
  disabled_by text,
  -- Sealed by the vault; never read without it.
  credential bytea NOT NULL,
  token_generation integer NOT NULL DEFAULT 1,
  token_expires_at timestamptz,
  refresh_after timestamptz,
  -- Who refreshes now: no lock is held over the network.
  refresh_lease bigint NOT NULL DEFAULT 0,
  refresh_lease_until timestamptz,
  checked_at timestamptz NOT NULL,
  connected_at timestamptz NOT NULL,
  connected_by text NOT NULL,
  version integer NOT NULL DEFAULT 1 CHECK (version > 0),
  PRIMARY KEY (org_id, id),
  -- A reconnect meets its own row here.
  UNIQUE (org_id, account_key),
  UNIQUE (org_id, brand_id, id),
  FOREIGN KEY (org_id, brand_id) REFERENCES brands (org_id, id) ON DELETE CASCADE
);
CREATE INDEX connectors_by_brand ON connectors (org_id, brand_id, id);
CREATE INDEX connectors_to_refresh ON connectors (org_id, refresh_after) WHERE state = 'connected';
SELECT system.protect('connectors');

-- "Stop everything": one row for each click; in force until somebody resumes.
CREATE TABLE publishing_stops (
  org_id uuid NOT NULL REFERENCES orgs (id) ON DELETE CASCADE,
  id uuid NOT NULL,
  brand_id uuid,
  connector_id uuid,
  scope text NOT NULL CHECK (scope IN ('org', 'brand', 'connector')),
  -- person: somebody clicked. restored: the database went back or was copied.
  reason text NOT NULL CHECK (reason IN ('person', 'restored')),
  -- What may have gone out without this database knowing, for `restored`.
  lost_from timestamptz,
  stopped_at timestamptz NOT NULL,
  stopped_by text NOT NULL,
  resumed_at timestamptz,
  resumed_by text,
  PRIMARY KEY (org_id, id),
  CHECK ((scope = 'org') = (brand_id IS NULL) AND (scope = 'connector') = (connector_id IS NOT NULL)),
  FOREIGN KEY (org_id, brand_id) REFERENCES brands (org_id, id) ON DELETE CASCADE,
  FOREIGN KEY (org_id, connector_id) REFERENCES connectors (org_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX publishing_stops_in_force ON publishing_stops
  (org_id, scope, coalesce(connector_id, brand_id, org_id)) WHERE resumed_at IS NULL;
SELECT system.protect('publishing_stops', org_wide_rows => true);

-- A token bucket for each account, so that the pace holds across processes.
CREATE TABLE account_pace (
  org_id uuid NOT NULL,
  brand_id uuid NOT NULL,
  connector_id uuid NOT NULL,
  tokens double precision NOT NULL,
  filled_at timestamptz NOT NULL,
  -- How long the last who asked has to wait; 0 when a token was taken.
  wait_seconds double precision NOT NULL DEFAULT 0,
  -- The platform asked for silence until then.
  blocked_until timestamptz,
  PRIMARY KEY (org_id, connector_id),
  FOREIGN KEY (org_id, brand_id, connector_id) REFERENCES connectors (org_id, brand_id, id) ON DELETE CASCADE
);
SELECT system.protect('account_pace');
