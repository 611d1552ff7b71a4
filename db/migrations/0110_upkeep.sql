-- What upkeep needs: to find what is over without reading everything, and to know which orgs' files may go.

-- A token outlives the one that it was made from: until now the end of an old token was the end of the newest too.
ALTER TABLE refresh_tokens DROP CONSTRAINT refresh_tokens_org_id_parent_id_fkey;
ALTER TABLE refresh_tokens ADD CONSTRAINT refresh_tokens_parent
  FOREIGN KEY (org_id, parent_id) REFERENCES refresh_tokens (org_id, id) ON DELETE SET NULL (parent_id);

CREATE INDEX sessions_over ON sessions (org_id, (least(ended_at, expires_at)));
CREATE INDEX refresh_tokens_expired ON refresh_tokens (org_id, expires_at);

-- Orgs whose files are still to be deleted. Only what was removed here is ever in it, so that a database that is the
-- wrong one, or empty, costs nobody a file.
CREATE TABLE system.removed_orgs (
  id uuid PRIMARY KEY,
  removed_at timestamptz NOT NULL DEFAULT now()
);
REVOKE ALL ON system.removed_orgs FROM PUBLIC;
GRANT SELECT, INSERT, UPDATE, DELETE ON system.removed_orgs TO starling_system;

-- As in 0100, and remembers the org for its files.
SET LOCAL ROLE starling_system;
CREATE OR REPLACE FUNCTION system.remove_org(org uuid) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$
  DECLARE
    people uuid[];
  BEGIN
    SELECT array_agg(user_id) INTO people FROM public.memberships WHERE org_id = org;
    DELETE FROM public.orgs WHERE id = org;
    IF NOT FOUND THEN RETURN false; END IF;
    DELETE FROM public.users u WHERE u.id = ANY (people)
      AND NOT EXISTS (SELECT 1 FROM public.memberships m WHERE m.user_id = u.id);
    INSERT INTO system.removed_orgs (id) VALUES (org) ON CONFLICT (id) DO UPDATE SET removed_at = now();
    RETURN true;
  END $$;
SET LOCAL ROLE starling_owner;

-- One that was made again under its old id is not among them.
CREATE FUNCTION system.removed_org_ids() RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$ SELECT r.id FROM system.removed_orgs r WHERE NOT EXISTS (SELECT 1 FROM public.orgs o WHERE o.id = r.id) $$;

-- A job that was running at the removal may still write a file, so each stays for a day.
CREATE FUNCTION system.forget_removed_orgs() RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$ DELETE FROM system.removed_orgs WHERE removed_at < now() - interval '1 day' $$;

SELECT system.definer('system.removed_org_ids()', app => false);
SELECT system.definer('system.forget_removed_orgs()', app => false);
