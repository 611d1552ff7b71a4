-- The ledger: each occurrence of a post on an account, and each try to send it.

CREATE TABLE publications (
  org_id uuid NOT NULL,
  id uuid NOT NULL,
  brand_id uuid NOT NULL,
  post_id uuid NOT NULL,
  connector_id uuid NOT NULL,
  account_key text NOT NULL,
  platform text NOT NULL,
  -- Counts how often a person wanted this post on this account; never the time.
  occurrence integer NOT NULL CHECK (occurrence > 0),
  state text NOT NULL CHECK (state IN (
    'planned', 'intent', 'sent', 'published', 'partial', 'failed', 'unknown', 'retryable', 'needs_human', 'missed',
    'cancelled', 'deleted')),
  reason text NOT NULL DEFAULT '',
  state_since timestamptz NOT NULL,
  -- The instant, and the wall time and zone that a person meant.
  scheduled_at timestamptz NOT NULL,
  wall_time text NOT NULL,
  zone text NOT NULL,
  zone_reading text NOT NULL CHECK (zone_reading IN ('exact', 'gap', 'overlap')),
  -- How late it may still go out; after that it is missed.
  late_seconds integer NOT NULL CHECK (late_seconds BETWEEN 0 AND 604800),
  -- Hash that the person saw when they scheduled; null leaves later edits in.
  pinned_hash text,
  -- What goes out, fixed by the intent: the exact bytes, their hash, and a hash of the words as readers compare them.
  payload bytea,
  payload_hash text,
  words_hash text,
  client_token text,
  generation integer NOT NULL DEFAULT 1,
  -- Grows with every taking over; whoever holds an older number writes nothing.
  fence bigint NOT NULL DEFAULT 0,
  attempts integer NOT NULL DEFAULT 0,
  first_sent_at timestamptz,
  sent_at timestamptz,
  -- No byte of the request leaves after this.
  send_deadline timestamptz,
  -- From here on, not finding it means that it is not there.
  settle_at timestamptz,
  -- When somebody must look at it again.
  next_at timestamptz NOT NULL,
  -- Read back from here before any send: this row was restored from a backup.
  verify_from timestamptz,
  external_id text,
  external_url text,
  external_revision text,
  published_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  created_by text NOT NULL,
  PRIMARY KEY (org_id, id),
  UNIQUE (org_id, brand_id, id),
  UNIQUE (org_id, account_key, post_id, occurrence),
  UNIQUE (org_id, account_key, external_id),
  UNIQUE (org_id, account_key, client_token),
  CHECK (state NOT IN ('intent', 'sent', 'retryable') OR (payload IS NOT NULL AND client_token IS NOT NULL)),
  CHECK (state <> 'published' OR (external_id IS NOT NULL AND published_at IS NOT NULL)),
  CHECK (state <> 'sent' OR (sent_at IS NOT NULL AND send_deadline IS NOT NULL AND settle_at IS NOT NULL)),
  FOREIGN KEY (org_id, brand_id, post_id) REFERENCES posts (org_id, brand_id, id),
  FOREIGN KEY (org_id, brand_id, connector_id) REFERENCES connectors (org_id, brand_id, id)
);
-- Nothing is sent to an account while the same words are under way there.
CREATE UNIQUE INDEX publications_same_words ON publications (org_id, account_key, words_hash)
  WHERE state IN ('intent', 'sent', 'unknown', 'retryable', 'needs_human');
-- One open occurrence of a post on an account.
CREATE UNIQUE INDEX publications_open ON publications (org_id, account_key, post_id)
  WHERE state IN ('planned', 'intent', 'sent', 'unknown', 'retryable', 'needs_human', 'partial');
CREATE INDEX publications_by_brand ON publications (org_id, brand_id, scheduled_at DESC, id DESC);
CREATE INDEX publications_by_post ON publications (org_id, post_id);
CREATE INDEX publications_due ON publications (org_id, next_at)
  WHERE state IN ('planned', 'intent', 'sent', 'unknown', 'retryable');
CREATE INDEX publications_sent ON publications (org_id, sent_at DESC) WHERE sent_at IS NOT NULL;
CREATE INDEX publications_published ON publications (org_id, published_at DESC, id DESC) WHERE state = 'published';
SELECT system.protect('publications', app => 'SELECT, INSERT, UPDATE', worker => 'SELECT, INSERT, UPDATE');

-- Each thing that was tried and what came of it: the evidence. Holds no token and no content.
CREATE TABLE publish_attempts (
  org_id uuid NOT NULL,
  id uuid NOT NULL,
  brand_id uuid NOT NULL,
  publication_id uuid NOT NULL,
  fence bigint NOT NULL,
  -- create, read, person, restore
  step text NOT NULL CHECK (step IN ('create', 'read', 'person', 'restore')),
  -- A stable word: published, found, absent, doubtful, or the kind of failure.
  outcome text NOT NULL,
  status integer NOT NULL DEFAULT 0,
  code text NOT NULL DEFAULT '',
  -- Ids and addresses of what was found.
  evidence jsonb NOT NULL DEFAULT '[]',
  actor text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (org_id, id),
  FOREIGN KEY (org_id, brand_id, publication_id) REFERENCES publications (org_id, brand_id, id) ON DELETE CASCADE
);
CREATE INDEX publish_attempts_by_publication ON publish_attempts (org_id, publication_id, at, id);
SELECT system.protect('publish_attempts', app => 'SELECT, INSERT', worker => 'SELECT, INSERT');

-- One row for the installation: which ledger this is. Beside the key file lies the same number.
CREATE TABLE system.ledger (
  id boolean PRIMARY KEY DEFAULT true CHECK (id),
  epoch bigint NOT NULL
);
INSERT INTO system.ledger (epoch) VALUES (0);
GRANT SELECT, UPDATE ON system.ledger TO starling_worker;
GRANT SELECT ON system.ledger TO starling_app;

-- Orgs that have work which nobody may be looking at, for the sweep, which visits each org in turn.
SELECT system.allow_definer('publications', 'SELECT', ARRAY['org_id', 'next_at', 'state', 'sent_at']);
CREATE FUNCTION system.orgs_with_overdue_publications(before timestamptz) RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT o.id FROM public.orgs o WHERE EXISTS (
    SELECT FROM public.publications p WHERE p.org_id = o.id AND p.next_at < before
      AND p.state IN ('planned', 'intent', 'sent', 'unknown', 'retryable'))
$$;
SELECT system.definer('system.orgs_with_overdue_publications(timestamptz)', app => false);

-- The newest send of each org, to hold against what lies beside the key file.
CREATE FUNCTION system.newest_sends() RETURNS TABLE (org_id uuid, sent_at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT o.id, (SELECT max(p.sent_at) FROM public.publications p WHERE p.org_id = o.id) FROM public.orgs o
$$;
SELECT system.definer('system.newest_sends()', app => false);
