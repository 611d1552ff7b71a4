-- Replies to calls that carried an Idempotency-Key, written in the transaction of their effect.
CREATE TABLE idempotency_keys (
  org_id uuid NOT NULL REFERENCES orgs (id) ON DELETE CASCADE,
  principal text NOT NULL,
  route text NOT NULL,
  key text NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
  body_hash bytea NOT NULL,
  status integer NOT NULL CHECK (status BETWEEN 200 AND 299),
  headers jsonb NOT NULL,
  body bytea,
  hides_secret boolean NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (org_id, principal, route, key)
);
CREATE INDEX idempotency_keys_by_expiry ON idempotency_keys (org_id, expires_at);
SELECT system.protect('idempotency_keys');

-- Deletes expired keys of all orgs, some at a time; returns how many went.
CREATE FUNCTION system.prune_idempotency_keys(at_most integer) RETURNS bigint
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  WITH gone AS (
    DELETE FROM public.idempotency_keys k
    USING (SELECT org_id, principal, route, key FROM public.idempotency_keys WHERE expires_at < now() LIMIT at_most) e
    WHERE (k.org_id, k.principal, k.route, k.key) = (e.org_id, e.principal, e.route, e.key)
    RETURNING 1
  )
  SELECT count(*) FROM gone
$$;
SELECT system.allow_definer('idempotency_keys', 'SELECT', ARRAY['org_id', 'principal', 'route', 'key', 'expires_at']);
SELECT system.allow_definer('idempotency_keys', 'DELETE');
SELECT system.definer('system.prune_idempotency_keys(integer)', app => false);
