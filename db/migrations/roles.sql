-- Run by the migrator before the first migration and again at every start, as the login it was
-- given: makes the four roles and the extension that migrations need, where they are missing. A
-- login that may not create what is missing gets an error that says what an administrator must run.
--
--   starling_owner   owns every table and runs migrations; row-level security holds it too (FORCE)
--   starling_app     serves requests
--   starling_worker  runs jobs
--   starling_system  cannot log in; owns the SECURITY DEFINER functions and has policies of its own
--
-- Roles belong to the whole cluster, so two databases may make them at the same time.
DO $$
DECLARE
  role text;
BEGIN
  FOREACH role IN ARRAY ARRAY['starling_owner', 'starling_app', 'starling_worker', 'starling_system'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) THEN
      BEGIN
        EXECUTE format(
          'CREATE ROLE %I %s NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE', role,
          CASE role WHEN 'starling_system' THEN 'NOLOGIN' ELSE 'LOGIN' END);
      EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
      END;
    END IF;
  END LOOP;

  -- The owner hands functions over to system, but does not get system's policies.
  IF NOT pg_has_role('starling_owner', 'starling_system', 'SET') THEN
    GRANT starling_system TO starling_owner WITH INHERIT FALSE, SET TRUE;
  END IF;
  IF NOT pg_has_role(current_user, 'starling_owner', 'SET') THEN
    EXECUTE format('GRANT starling_owner TO %I WITH INHERIT TRUE, SET TRUE', current_user);
  END IF;

  IF NOT EXISTS (SELECT FROM pg_extension WHERE extname = 'vector') THEN
    CREATE EXTENSION IF NOT EXISTS vector WITH SCHEMA public;
  END IF;

  IF NOT has_database_privilege('starling_owner', current_database(), 'CREATE')
    OR NOT has_schema_privilege('starling_owner', 'public', 'CREATE')
    OR has_database_privilege('public', current_database(), 'TEMPORARY')
  THEN
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CREATE, CONNECT, TEMPORARY ON DATABASE %I TO starling_owner', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO starling_app, starling_worker', current_database());
    REVOKE ALL ON SCHEMA public FROM PUBLIC;
    GRANT USAGE, CREATE ON SCHEMA public TO starling_owner;
    GRANT USAGE ON SCHEMA public TO starling_app, starling_worker, starling_system;
  END IF;
END
$$;
