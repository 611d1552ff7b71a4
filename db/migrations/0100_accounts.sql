-- People, their access to an org, and what proves who they are.
-- A person (users) may belong to several orgs, so users has no org_id: its policy shows a person only
-- to the orgs it belongs to. Secrets are here as hashes; what is looked up before a tenant is known
-- goes through the definer functions at the end, by exact hash, and gives back ids.

ALTER TABLE orgs
  ADD COLUMN name text NOT NULL DEFAULT '' CHECK (length(name) <= 120),
  ADD COLUMN is_demo boolean NOT NULL DEFAULT false,
  ADD COLUMN version integer NOT NULL DEFAULT 1,
  ADD COLUMN removed_at timestamptz;

CREATE TABLE users (
  id uuid PRIMARY KEY,
  mail text NOT NULL CHECK (length(mail) <= 254),
  mail_hash bytea NOT NULL UNIQUE,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  locale text NOT NULL DEFAULT 'en',
  zone text NOT NULL DEFAULT 'UTC',
  session_version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL
);

CREATE TABLE user_credentials (
  user_id uuid PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  password text NOT NULL,
  changed_at timestamptz NOT NULL
);

CREATE TABLE memberships (
  org_id uuid NOT NULL REFERENCES orgs (id) ON DELETE CASCADE,
  id uuid NOT NULL,
  user_id uuid NOT NULL REFERENCES users (id),
  -- The role in the whole org; null when access is by brand (membership_brands).
  role text CHECK (role IN ('owner', 'admin', 'editor', 'reviewer', 'viewer')),
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  removed_at timestamptz,
  removed_by text,
  PRIMARY KEY (org_id, id),
  UNIQUE (org_id, user_id)
);
CREATE INDEX memberships_user ON memberships (user_id, org_id);

CREATE TABLE membership_brands (
  org_id uuid NOT NULL,
  membership_id uuid NOT NULL,
  -- Not a foreign key to brands: access may be given in the transaction that makes the brand, and a
  -- removed brand's rows are swept by its owner. Named so that the brand policy does not hide a
  -- person's own access from the sign-in that reads it.
  on_brand uuid NOT NULL,
  role text NOT NULL CHECK (role IN ('admin', 'editor', 'reviewer', 'viewer')),
  PRIMARY KEY (org_id, membership_id, on_brand),
  FOREIGN KEY (org_id, membership_id) REFERENCES memberships (org_id, id) ON DELETE CASCADE
);

CREATE TABLE invitations (
  org_id uuid NOT NULL REFERENCES orgs (id) ON DELETE CASCADE,
  id uuid NOT NULL,
  mail text NOT NULL,
  access jsonb NOT NULL,
  token_hash bytea NOT NULL,
  invited_by text NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  accepted_at timestamptz,
  accepted_by uuid REFERENCES users (id),
  revoked_at timestamptz,
  revoked_by text,
  PRIMARY KEY (org_id, id),
  UNIQUE (org_id, token_hash)
);
CREATE INDEX invitations_open ON invitations (org_id, id DESC) WHERE accepted_at IS NULL AND revoked_at IS NULL;

CREATE TABLE sessions (
  org_id uuid NOT NULL REFERENCES orgs (id) ON DELETE CASCADE,
  id uuid NOT NULL,
  user_id uuid NOT NULL REFERENCES users (id),
  kind text NOT NULL CHECK (kind IN ('page', 'api')),
  -- The cookie's hash; null for API sessions, which live by their refresh tokens.
  token_hash bytea,
  user_version integer NOT NULL,
  agent text NOT NULL DEFAULT '' CHECK (length(agent) <= 200),
  created_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  ended_at timestamptz,
  ended_why text CHECK (ended_why IN ('logout', 'reuse', 'password', 'removed', 'admin')),
  PRIMARY KEY (org_id, id),
  CHECK ((kind = 'page') = (token_hash IS NOT NULL))
);
CREATE UNIQUE INDEX sessions_token ON sessions (token_hash) WHERE token_hash IS NOT NULL;
CREATE INDEX sessions_user ON sessions (org_id, user_id, created_at DESC);

CREATE TABLE refresh_tokens (
  org_id uuid NOT NULL,
  id uuid NOT NULL,
  session_id uuid NOT NULL,
  token_hash bytea NOT NULL,
  issued_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  parent_id uuid,
  PRIMARY KEY (org_id, id),
  FOREIGN KEY (org_id, session_id) REFERENCES sessions (org_id, id) ON DELETE CASCADE,
  FOREIGN KEY (org_id, parent_id) REFERENCES refresh_tokens (org_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX refresh_tokens_hash ON refresh_tokens (token_hash);
CREATE INDEX refresh_tokens_session ON refresh_tokens (org_id, session_id);
CREATE INDEX refresh_tokens_parent ON refresh_tokens (org_id, parent_id);

CREATE TABLE api_keys (
  org_id uuid NOT NULL REFERENCES orgs (id) ON DELETE CASCADE,
  id uuid NOT NULL,
  user_id uuid NOT NULL REFERENCES users (id),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  hint text NOT NULL,
  key_hash bytea NOT NULL,
  scopes text[] NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz,
  used_at timestamptz,
  revoked_at timestamptz,
  revoked_by text,
  PRIMARY KEY (org_id, id)
);
CREATE UNIQUE INDEX api_keys_hash ON api_keys (key_hash);
CREATE INDEX api_keys_user ON api_keys (org_id, user_id);

CREATE TABLE notifications (
  org_id uuid NOT NULL REFERENCES orgs (id) ON DELETE CASCADE,
  id uuid NOT NULL,
  user_id uuid NOT NULL REFERENCES users (id),
  kind text NOT NULL,
  resource text NOT NULL,
  title text NOT NULL,
  detail text NOT NULL,
  dedup_key text,
  created_at timestamptz NOT NULL,
  shown boolean NOT NULL,
  read_at timestamptz,
  mail_state text NOT NULL DEFAULT 'none' CHECK (mail_state IN ('none', 'due', 'sent', 'failed')),
  mail_detail text,
  PRIMARY KEY (org_id, id)
);
CREATE INDEX notifications_user ON notifications (org_id, user_id, id DESC);
CREATE INDEX notifications_unread ON notifications (org_id, user_id) WHERE read_at IS NULL AND shown;
CREATE UNIQUE INDEX notifications_once ON notifications (org_id, user_id, dedup_key);

CREATE TABLE notification_choices (
  org_id uuid NOT NULL REFERENCES orgs (id) ON DELETE CASCADE,
  user_id uuid NOT NULL REFERENCES users (id),
  kind text NOT NULL,
  in_app boolean NOT NULL,
  mail boolean NOT NULL,
  PRIMARY KEY (org_id, user_id, kind)
);

CREATE TABLE audit_log (
  org_id uuid NOT NULL REFERENCES orgs (id) ON DELETE CASCADE,
  id uuid NOT NULL,
  at timestamptz NOT NULL,
  actor text NOT NULL CHECK (length(actor) <= 80),
  action text NOT NULL CHECK (action ~ '^[a-z_]+(\.[a-z_]+)+$'),
  resource text NOT NULL CHECK (length(resource) <= 80),
  about_brand uuid,
  request_id text,
  -- Canonical JSON of ids, hashes, numbers and stable words, kept as the text that was sealed.
  facts text NOT NULL DEFAULT '{}' CHECK (length(facts) <= 8000),
  -- Commit order is not id order: the sealer takes only rows of transactions that have ended.
  written_by xid8 NOT NULL DEFAULT pg_current_xact_id(),
  PRIMARY KEY (org_id, id)
);

-- Entries and links have no foreign key between them: verification must see a link whose entry is gone.
CREATE TABLE audit_seals (
  org_id uuid NOT NULL REFERENCES orgs (id) ON DELETE CASCADE,
  sequence bigint NOT NULL CHECK (sequence > 0),
  entry_id uuid NOT NULL,
  link bytea NOT NULL CHECK (length(link) = 32),
  PRIMARY KEY (org_id, sequence),
  UNIQUE (org_id, entry_id)
);

-- Setting up: the one-time link that `starling up` prints. No tenant yet, so no row-level security; only
-- the functions below reach it.
CREATE TABLE system.setup_links (
  token_hash bytea PRIMARY KEY,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  used_at timestamptz
);

-- Before a tenant is known. Each takes an exact hash or an id and gives back ids; the one exception is
-- the password hash, which has to be compared outside.
CREATE FUNCTION system.user_by_mail(hash bytea) RETURNS uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$ SELECT id FROM public.users WHERE mail_hash = hash $$;

CREATE FUNCTION system.password_of(person uuid) RETURNS text
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$ SELECT password FROM public.user_credentials WHERE user_id = person $$;

CREATE FUNCTION system.create_user(
  new_id uuid, new_mail text, hash bytea, new_name text, new_zone text, new_password text, at timestamptz
) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$
    INSERT INTO public.users (id, mail, mail_hash, name, zone, created_at) VALUES (new_id, new_mail, hash, new_name, new_zone, at);
    INSERT INTO public.user_credentials (user_id, password, changed_at) VALUES (new_id, new_password, at);
  $$;

-- Ends every session of the person in every org: their user_version no longer fits.
CREATE FUNCTION system.set_password(person uuid, new_password text, at timestamptz) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$
    UPDATE public.user_credentials SET password = new_password, changed_at = at WHERE user_id = person;
    UPDATE public.users SET session_version = session_version + 1 WHERE id = person;
  $$;

CREATE FUNCTION system.update_user(person uuid, new_name text, new_locale text, new_zone text) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$ UPDATE public.users SET name = new_name, locale = new_locale, zone = new_zone WHERE id = person $$;

CREATE FUNCTION system.orgs_of_user(person uuid) RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$
    SELECT m.org_id FROM public.memberships m JOIN public.orgs o ON o.id = m.org_id
    WHERE m.user_id = person AND m.removed_at IS NULL AND o.removed_at IS NULL ORDER BY m.id
  $$;

CREATE FUNCTION system.session_by_token(hash bytea) RETURNS TABLE (org_id uuid, id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$ SELECT s.org_id, s.id FROM public.sessions s WHERE s.token_hash = hash AND s.ended_at IS NULL $$;

CREATE FUNCTION system.refresh_token_by_hash(hash bytea) RETURNS TABLE (org_id uuid, id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$ SELECT t.org_id, t.id FROM public.refresh_tokens t WHERE t.token_hash = hash $$;

CREATE FUNCTION system.api_key_by_hash(hash bytea) RETURNS TABLE (org_id uuid, id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$ SELECT k.org_id, k.id FROM public.api_keys k WHERE k.key_hash = hash AND k.revoked_at IS NULL $$;

CREATE FUNCTION system.invitation_by_hash(hash bytea) RETURNS TABLE (org_id uuid, id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$ SELECT i.org_id, i.id FROM public.invitations i WHERE i.token_hash = hash $$;

CREATE FUNCTION system.orgs_with_unsealed_audit() RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$
    SELECT o.id FROM public.orgs o
    WHERE EXISTS (SELECT 1 FROM public.audit_log a WHERE a.org_id = o.id
      AND NOT EXISTS (SELECT 1 FROM public.audit_seals s WHERE s.org_id = a.org_id AND s.entry_id = a.id))
  $$;

-- Everything of the org goes with it, by cascade; people without another org go too.
CREATE FUNCTION system.remove_org(org uuid) RETURNS boolean
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
    RETURN true;
  END $$;

CREATE FUNCTION system.add_setup_link(hash bytea, until timestamptz) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$
    DELETE FROM system.setup_links WHERE expires_at < now();
    INSERT INTO system.setup_links (token_hash, expires_at) VALUES (hash, until);
  $$;

CREATE FUNCTION system.setup_link_is_open(hash bytea, at timestamptz) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$ SELECT EXISTS (SELECT 1 FROM system.setup_links WHERE token_hash = hash AND used_at IS NULL AND expires_at > at) $$;

CREATE FUNCTION system.take_setup_link(hash bytea, at timestamptz) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$
  BEGIN
    UPDATE system.setup_links SET used_at = at WHERE token_hash = hash AND used_at IS NULL AND expires_at > at;
    RETURN FOUND;
  END $$;

-- The log is append-only: by grant, and by trigger for whoever holds more. Rows go only with their org.
CREATE FUNCTION system.refuse_audit_change() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
  AS $$
  BEGIN
    IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT 1 FROM public.orgs WHERE id = OLD.org_id) THEN RETURN OLD; END IF;
    RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = '42501';
  END $$;

CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE ON audit_log
  FOR EACH ROW EXECUTE FUNCTION system.refuse_audit_change();
CREATE TRIGGER audit_seals_append_only BEFORE UPDATE OR DELETE ON audit_seals
  FOR EACH ROW EXECUTE FUNCTION system.refuse_audit_change();
CREATE TRIGGER audit_log_no_truncate BEFORE TRUNCATE ON audit_log
  FOR EACH STATEMENT EXECUTE FUNCTION system.refuse_audit_change();
CREATE TRIGGER audit_seals_no_truncate BEFORE TRUNCATE ON audit_seals
  FOR EACH STATEMENT EXECUTE FUNCTION system.refuse_audit_change();

-- Who may do what. A person (users) is shown to the orgs it belongs to; making and changing one goes
-- through the functions above only.
ALTER TABLE users ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY member ON users FOR SELECT TO starling_app, starling_worker USING (
  EXISTS (SELECT 1 FROM memberships m WHERE m.user_id = users.id
    AND m.org_id = (SELECT nullif(current_setting('app.org_id', true), '')::uuid)));
GRANT SELECT ON users TO starling_app, starling_worker;
ALTER TABLE user_credentials ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

SELECT system.protect('memberships', app => 'SELECT, INSERT, UPDATE', worker => 'SELECT');
SELECT system.protect('membership_brands', app => 'SELECT, INSERT, DELETE', worker => 'SELECT');
SELECT system.protect('invitations', app => 'SELECT, INSERT, UPDATE', worker => 'SELECT');
SELECT system.protect('sessions', app => 'SELECT, INSERT, UPDATE', worker => 'SELECT, DELETE');
SELECT system.protect('refresh_tokens', app => 'SELECT, INSERT, UPDATE', worker => 'SELECT, DELETE');
SELECT system.protect('api_keys', app => 'SELECT, INSERT, UPDATE', worker => 'SELECT');
SELECT system.protect('notifications', app => 'SELECT, INSERT, UPDATE', worker => 'SELECT, INSERT, UPDATE, DELETE');
SELECT system.protect('notification_choices', app => 'SELECT, INSERT, UPDATE', worker => 'SELECT');
SELECT system.protect('audit_log', app => 'SELECT, INSERT', worker => 'SELECT, INSERT');
SELECT system.protect('audit_seals', app => 'SELECT', worker => 'SELECT, INSERT');

SELECT system.allow_definer('users', 'SELECT');
SELECT system.allow_definer('users', 'INSERT');
SELECT system.allow_definer('users', 'UPDATE', ARRAY['name', 'locale', 'zone', 'session_version']);
SELECT system.allow_definer('users', 'DELETE');
SELECT system.allow_definer('user_credentials', 'SELECT');
SELECT system.allow_definer('user_credentials', 'INSERT');
SELECT system.allow_definer('user_credentials', 'UPDATE', ARRAY['password', 'changed_at']);
SELECT system.allow_definer('memberships', 'SELECT', ARRAY['org_id', 'id', 'user_id', 'removed_at']);
SELECT system.allow_definer('sessions', 'SELECT', ARRAY['org_id', 'id', 'token_hash', 'ended_at']);
SELECT system.allow_definer('refresh_tokens', 'SELECT', ARRAY['org_id', 'id', 'token_hash']);
SELECT system.allow_definer('api_keys', 'SELECT', ARRAY['org_id', 'id', 'key_hash', 'revoked_at']);
SELECT system.allow_definer('invitations', 'SELECT', ARRAY['org_id', 'id', 'token_hash']);
SELECT system.allow_definer('audit_log', 'SELECT', ARRAY['org_id', 'id']);
SELECT system.allow_definer('audit_seals', 'SELECT', ARRAY['org_id', 'entry_id']);
SELECT system.allow_definer('orgs', 'DELETE');
GRANT SELECT (removed_at) ON orgs TO starling_system;
GRANT SELECT, INSERT, UPDATE, DELETE ON system.setup_links TO starling_system;

SELECT system.definer('system.user_by_mail(bytea)', worker => false);
SELECT system.definer('system.password_of(uuid)', worker => false);
SELECT system.definer('system.create_user(uuid, text, bytea, text, text, text, timestamptz)', worker => false);
SELECT system.definer('system.set_password(uuid, text, timestamptz)', worker => false);
SELECT system.definer('system.update_user(uuid, text, text, text)', worker => false);
SELECT system.definer('system.orgs_of_user(uuid)', worker => false);
SELECT system.definer('system.session_by_token(bytea)', worker => false);
SELECT system.definer('system.refresh_token_by_hash(bytea)', worker => false);
SELECT system.definer('system.api_key_by_hash(bytea)', worker => false);
SELECT system.definer('system.invitation_by_hash(bytea)', worker => false);
SELECT system.definer('system.orgs_with_unsealed_audit()', app => false);
SELECT system.definer('system.remove_org(uuid)', worker => false);
SELECT system.definer('system.add_setup_link(bytea, timestamptz)', worker => false);
SELECT system.definer('system.setup_link_is_open(bytea, timestamptz)', worker => false);
SELECT system.definer('system.take_setup_link(bytea, timestamptz)', worker => false);
GRANT EXECUTE ON FUNCTION system.refuse_audit_change() TO PUBLIC;
