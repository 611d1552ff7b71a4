-- Which models write for an org, what they may cost, and what was asked of them.

-- A provider's key is sealed by the vault; never read without it.
CREATE TABLE model_providers (
  org_id uuid NOT NULL REFERENCES orgs (id) ON DELETE CASCADE,
  id uuid NOT NULL,
  version integer NOT NULL DEFAULT 1 CHECK (version > 0),
  name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 400),
  profile jsonb NOT NULL,
  key bytea,
  -- The newest test of it.
  trial jsonb,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (org_id, id)
);
CREATE UNIQUE INDEX model_providers_name ON model_providers (org_id, name);
SELECT system.protect('model_providers');

-- One row for each org that has changed anything. Money is in millionths of a US dollar.
CREATE TABLE model_settings (
  org_id uuid NOT NULL REFERENCES orgs (id) ON DELETE CASCADE,
  version integer NOT NULL CHECK (version > 0),
  -- For each task the models that are asked, in order.
  routes jsonb NOT NULL,
  monthly_micros bigint CHECK (monthly_micros >= 0),
  monthly_tokens bigint CHECK (monthly_tokens >= 0),
  at_once integer CHECK (at_once BETWEEN 1 AND 1000),
  keep_days integer NOT NULL CHECK (keep_days BETWEEN 0 AND 3650),
  updated_by text NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (org_id)
);
SELECT system.protect('model_settings');

-- What a month has cost, and what the calls that run now may cost at most. One row's lock makes the limit exact.
CREATE TABLE model_months (
  org_id uuid NOT NULL REFERENCES orgs (id) ON DELETE CASCADE,
  -- The first of the month, UTC.
  month date NOT NULL,
  spent_micros bigint NOT NULL DEFAULT 0 CHECK (spent_micros >= 0),
  reserved_micros bigint NOT NULL DEFAULT 0 CHECK (reserved_micros >= 0),
  tokens bigint NOT NULL DEFAULT 0 CHECK (tokens >= 0),
  reserved_tokens bigint NOT NULL DEFAULT 0 CHECK (reserved_tokens >= 0),
  PRIMARY KEY (org_id, month)
);
SELECT system.protect('model_months');

-- Who may call now, where an org limits how many at once: a number is free when its time is over.
CREATE TABLE model_turns (
  org_id uuid NOT NULL REFERENCES orgs (id) ON DELETE CASCADE,
  number integer NOT NULL CHECK (number > 0),
  holder uuid NOT NULL,
  until timestamptz NOT NULL,
  PRIMARY KEY (org_id, number)
);
SELECT system.protect('model_turns');

-- One row for each call: ids, counts and hashes, never words. Calls without a brand test a provider.
CREATE TABLE model_calls (
  org_id uuid NOT NULL REFERENCES orgs (id) ON DELETE CASCADE,
  id uuid NOT NULL,
  brand_id uuid,
  task text NOT NULL CHECK (task IN ('write', 'rewrite', 'translate', 'embed', 'test')),
  -- What it was for, such as a post's id.
  subject text NOT NULL,
  actor text NOT NULL,
  -- Null: the installation's own model. It outlives the provider, so there is no key.
  provider_id uuid,
  provider text NOT NULL,
  model text NOT NULL,
  -- open: runs, or its process died; lost: found open long after, and counted as if all of it had been used.
  state text NOT NULL CHECK (state IN ('open', 'answered', 'failed', 'lost')),
  -- Why it failed, as a stable word.
  error text,
  finish text,
  month date NOT NULL,
  reserved_micros bigint NOT NULL,
  reserved_tokens bigint NOT NULL,
  prompt_tokens bigint,
  completion_tokens bigint,
  -- The provider counted; else the numbers are estimates from the length of the texts.
  is_counted boolean NOT NULL DEFAULT false,
  -- Null: the price is not known.
  cost_micros bigint,
  first_token_ms integer,
  total_ms integer,
  -- SHA-256 in hex.
  prompt_digest text NOT NULL,
  answer_digest text,
  started_at timestamptz NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (org_id, id),
  UNIQUE (org_id, brand_id, id),
  FOREIGN KEY (org_id, brand_id) REFERENCES brands (org_id, id) ON DELETE CASCADE
);
CREATE INDEX model_calls_month ON model_calls (org_id, month, id);
CREATE INDEX model_calls_open ON model_calls (org_id, started_at) WHERE state = 'open';
SELECT system.protect('model_calls');

-- The words of a call, for as many days as the org keeps them. They can be erased without a trace in the records.
CREATE TABLE model_payloads (
  org_id uuid NOT NULL,
  call_id uuid NOT NULL,
  brand_id uuid,
  prompt text NOT NULL,
  answer text NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (org_id, call_id),
  FOREIGN KEY (org_id, call_id) REFERENCES model_calls (org_id, id) ON DELETE CASCADE,
  FOREIGN KEY (org_id, brand_id) REFERENCES brands (org_id, id) ON DELETE CASCADE
);
CREATE INDEX model_payloads_age ON model_payloads (org_id, created_at);
SELECT system.protect('model_payloads');
