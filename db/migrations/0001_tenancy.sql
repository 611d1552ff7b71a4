-- Tenancy: the helpers that every later migration protects its tables with.
--
-- CONVENTIONS (a catalogue test holds every table to them; DESIGN section 4 says why)
--
-- * Migrations run as starling_owner, in one transaction each, with search_path = public.
-- * A tenant table has `org_id uuid NOT NULL`, PRIMARY KEY (org_id, id) or UNIQUE (org_id, id), and
--   every unique key and index leads with org_id. Its foreign keys carry the org with them, since
--   foreign keys ignore row-level security:
--
--     CREATE TABLE briefs (
--       org_id uuid NOT NULL REFERENCES orgs (id) ON DELETE CASCADE,
--       brand_id uuid NOT NULL,
--       id uuid NOT NULL,
--       topic text NOT NULL,
--       created_at timestamptz NOT NULL DEFAULT now(),
--       PRIMARY KEY (org_id, id),
--       FOREIGN KEY (org_id, brand_id) REFERENCES brands (org_id, id) ON DELETE CASCADE
--     );
--     CREATE INDEX briefs_by_brand ON briefs (org_id, brand_id, created_at DESC, id);
--     SELECT system.protect('briefs');
--
-- * A table whose rows belong to one brand has a `brand_id`, also when it hangs from a row that has
--   one: without it, people who are limited to other brands of the org would see it.
-- * `orgs` is made here with its key; the accounts migrations (0100) add its columns. `brands` is
--   made by the studio migrations (0200) and protected with brand_column => 'id'.
-- * What must work before a tenant is known is a SECURITY DEFINER function in schema system:
--
--     CREATE FUNCTION system.org_of_key(key_hash bytea) RETURNS TABLE (org_id uuid, key_id uuid)
--       LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
--       AS $f$ SELECT k.org_id, k.id FROM public.api_keys k WHERE k.hash = key_hash $f$;
--     SELECT system.allow_definer('api_keys', 'SELECT', ARRAY['org_id', 'id', 'hash']);
--     SELECT system.definer('system.org_of_key(bytea)', worker => false);
--
--   To replace one later: SET LOCAL ROLE starling_system; CREATE OR REPLACE ...; SET LOCAL ROLE starling_owner;
-- * To change rows of all orgs in a migration: SELECT system.backfill($q$ UPDATE ... $q$);
--   a plain UPDATE touches nothing, since FORCE holds the owner too.
-- * Tables without org_id are for the system schema only, and the catalogue test knows them by name.

GRANT USAGE ON SCHEMA system TO starling_app, starling_worker, starling_system;
GRANT CREATE ON SCHEMA system TO starling_system;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

-- The policy's condition for one table. `set_config(..., true)` leaves '' behind when its
-- transaction ends, not NULL, and a bare cast of '' fails: hence nullif. The sub-selects run once
-- per statement, not once per row.
CREATE FUNCTION system.tenant_condition(org_column name, brand_column name, org_wide_rows boolean)
  RETURNS text LANGUAGE sql IMMUTABLE
AS $$
  SELECT format('%I = (SELECT nullif(current_setting(''app.org_id'', true), '''')::uuid)', org_column)
    || CASE WHEN brand_column IS NULL THEN ''
       ELSE ' AND (' || CASE WHEN org_wide_rows THEN format('%I IS NULL OR ', brand_column) ELSE '' END
         || '(SELECT coalesce(current_setting(''app.brand_ids'', true), '''') = ''*'') OR '
         || format('%I = ANY ((SELECT string_to_array(nullif(nullif(current_setting(''app.brand_ids'', true), ''''), ''*''), '','')::uuid[])::uuid[])', brand_column)
         || ')' END
$$;

-- Puts a table under row-level security and grants its verbs. `app` and `worker` are lists of verbs
-- ('SELECT, INSERT' for what is only ever added), '' for none. A table with a `brand_id` is also
-- limited to the caller's brands; a row without a brand is then for callers with all brands only,
-- unless `org_wide_rows` says that everybody in the org may see and write such rows.
CREATE FUNCTION system.protect(
  relation regclass,
  app text DEFAULT 'SELECT, INSERT, UPDATE, DELETE',
  worker text DEFAULT 'SELECT, INSERT, UPDATE, DELETE',
  org_column name DEFAULT 'org_id',
  brand_column name DEFAULT 'brand_id',
  org_wide_rows boolean DEFAULT false
) RETURNS void LANGUAGE plpgsql
AS $$
DECLARE
  condition text;
BEGIN
  IF NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = relation AND attname = brand_column AND NOT attisdropped)
  THEN
    brand_column := NULL;
  END IF;
  condition := system.tenant_condition(org_column, brand_column, org_wide_rows);
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', relation);
  EXECUTE format('CREATE POLICY tenant ON %s USING (%s) WITH CHECK (%s)', relation, condition, condition);
  EXECUTE format('REVOKE ALL ON %s FROM PUBLIC', relation);
  IF app <> '' THEN EXECUTE format('GRANT %s ON %s TO starling_app', app, relation); END IF;
  IF worker <> '' THEN EXECUTE format('GRANT %s ON %s TO starling_worker', worker, relation); END IF;
END
$$;

-- Lets definer functions use one verb on a table, on the named columns only (not for DELETE).
CREATE FUNCTION system.allow_definer(relation regclass, verb text, columns text[] DEFAULT NULL)
  RETURNS void LANGUAGE plpgsql
AS $$
BEGIN
  IF upper(verb) NOT IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE') THEN
    RAISE EXCEPTION 'system.allow_definer: % is no verb', verb;
  END IF;
  EXECUTE format(
    'CREATE POLICY definer_%s ON %s FOR %s TO starling_system %s', lower(verb), relation, verb,
    CASE upper(verb)
      WHEN 'INSERT' THEN 'WITH CHECK (true)'
      WHEN 'UPDATE' THEN 'USING (true) WITH CHECK (true)'
      ELSE 'USING (true)' END);
  EXECUTE format(
    'GRANT %s %s ON %s TO starling_system', verb,
    CASE WHEN columns IS NULL THEN ''
      ELSE '(' || (SELECT string_agg(quote_ident(c), ', ') FROM unnest(columns) c) || ')' END,
    relation);
END
$$;

-- Hands a function over to starling_system and opens it to app, worker or both. Refuses one that is
-- not SECURITY DEFINER or does not pin its search_path.
CREATE FUNCTION system.definer(function regprocedure, app boolean DEFAULT true, worker boolean DEFAULT true)
  RETURNS void LANGUAGE plpgsql
AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM pg_proc WHERE oid = function AND prosecdef
      AND proconfig @> ARRAY['search_path=pg_catalog, pg_temp'])
  THEN
    RAISE EXCEPTION '% must be SECURITY DEFINER SET search_path = pg_catalog, pg_temp', function;
  END IF;
  EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', function);
  IF app THEN EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO starling_app', function); END IF;
  IF worker THEN EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO starling_worker', function); END IF;
  EXECUTE format('ALTER FUNCTION %s OWNER TO starling_system', function);
END
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA system FROM PUBLIC;

CREATE TABLE orgs (
  id uuid PRIMARY KEY,
  created_at timestamptz NOT NULL DEFAULT now()
);
SELECT system.protect('orgs', org_column => 'id');
SELECT system.allow_definer('orgs', 'SELECT', ARRAY['id']);

-- Every org's id, for backfills and for workers that visit each org in turn.
CREATE FUNCTION system.org_ids() RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT id FROM public.orgs ORDER BY id $$;
SELECT system.definer('system.org_ids()', app => false);
SET LOCAL ROLE starling_system;
GRANT EXECUTE ON FUNCTION system.org_ids() TO starling_owner;
SET LOCAL ROLE starling_owner;

-- Runs one data-changing statement for each org in turn, as that org. For migrations: FORCE shows
-- the owner no row otherwise. Returns the number of rows changed.
CREATE FUNCTION system.backfill(statement text) RETURNS bigint LANGUAGE plpgsql
AS $$
DECLARE
  org uuid;
  changed bigint;
  total bigint := 0;
BEGIN
  FOR org IN SELECT * FROM system.org_ids() LOOP
    PERFORM set_config('app.org_id', org::text, true), set_config('app.brand_ids', '*', true);
    EXECUTE statement;
    GET DIAGNOSTICS changed = ROW_COUNT;
    total := total + changed;
  END LOOP;
  PERFORM set_config('app.org_id', '', true), set_config('app.brand_ids', '', true);
  RETURN total;
END
$$;
REVOKE ALL ON FUNCTION system.backfill(text) FROM PUBLIC;
