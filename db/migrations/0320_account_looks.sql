-- When an account is looked at next without anybody asking: its access is renewed at half of its life, and its server's
-- own limits are read again each day.
ALTER TABLE connectors ADD COLUMN look_at timestamptz NOT NULL DEFAULT now();
DROP INDEX connectors_to_refresh;
CREATE INDEX connectors_to_look_at ON connectors (org_id, look_at) WHERE state <> 'removed';

-- Orgs that have such an account, for the sweep, which visits each org in turn.
SELECT system.allow_definer('connectors', 'SELECT', ARRAY['org_id', 'look_at', 'state', 'state_reason']);
CREATE FUNCTION system.orgs_with_accounts_to_look_at() RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT o.id FROM public.orgs o WHERE EXISTS (
    SELECT FROM public.connectors c WHERE c.org_id = o.id AND c.look_at <= now()
      AND c.state <> 'removed' AND (c.state <> 'lost' OR c.state_reason = 'account-blocked'))
$$;
SELECT system.definer('system.orgs_with_accounts_to_look_at()', app => false);
