-- Events with the change that caused them. Ids and versions, never content; not under row-level
-- security; app may only insert.
--
-- Order of ids is not order of commits: a transaction that began first may commit last. So readers
-- never see a row before the one leader has given it a position, which it does only for rows of
-- transactions that everyone can see (below pg_snapshot_xmin). Positions therefore only grow.

CREATE TABLE system.outbox (
  id uuid PRIMARY KEY,
  org_id uuid NOT NULL,
  brand_id uuid,
  subject text NOT NULL CHECK (subject ~ '^(brief|gen|policy|publish|metrics)\.[a-z_]+$'),
  version integer NOT NULL CHECK (version > 0),
  resource text NOT NULL CHECK (length(resource) <= 200),
  actor text NOT NULL CHECK (length(actor) <= 200),
  payload jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  position bigint
) WITH (
  fillfactor = 85,
  autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000,
  autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 5000
);

CREATE INDEX outbox_waiting ON system.outbox (xid, id) WHERE position IS NULL;
CREATE UNIQUE INDEX outbox_position ON system.outbox (position) WHERE position IS NOT NULL;
CREATE INDEX outbox_org ON system.outbox (org_id, position) WHERE position IS NOT NULL;

-- One row: the newest position given and the newest removed by retention, and the fence of the
-- leader who may give more.
CREATE TABLE system.outbox_head (
  singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
  position bigint NOT NULL DEFAULT 0,
  removed bigint NOT NULL DEFAULT 0,
  fence bigint NOT NULL DEFAULT 0
);
INSERT INTO system.outbox_head DEFAULT VALUES;

REVOKE ALL ON system.outbox, system.outbox_head FROM PUBLIC;
GRANT INSERT ON system.outbox TO starling_app, starling_worker;
GRANT SELECT ON system.outbox, system.outbox_head TO starling_worker;
GRANT SELECT, UPDATE, DELETE ON system.outbox TO starling_system;
GRANT SELECT, UPDATE ON system.outbox_head TO starling_system;

-- Gives positions to up to p_limit events that everyone can see. Only the holder of the newest fence
-- may: a leader that lost its lock without noticing gets an error instead of a second numbering.
CREATE FUNCTION system.position_events(p_fence bigint, p_limit integer) RETURNS TABLE (given integer, newest bigint, waiting boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
  head bigint;
  held bigint;
BEGIN
  SELECT position, fence INTO head, held FROM system.outbox_head WHERE singleton FOR UPDATE;
  IF held > p_fence THEN
    RAISE EXCEPTION 'a newer outbox leader has taken over' USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  WITH visible AS (
    SELECT o.id, row_number() OVER (ORDER BY o.xid, o.id) AS place
    FROM (
      SELECT w.id, w.xid FROM system.outbox w
      WHERE w.position IS NULL AND w.xid < pg_snapshot_xmin(pg_current_snapshot())
      ORDER BY w.xid, w.id LIMIT p_limit
    ) AS o
  )
  UPDATE system.outbox o SET position = head + v.place FROM visible v WHERE o.id = v.id;
  GET DIAGNOSTICS given = ROW_COUNT;
  newest := head + given;
  IF given > 0 OR held < p_fence THEN
    UPDATE system.outbox_head SET position = newest, fence = p_fence WHERE singleton;
  END IF;
  waiting := EXISTS (SELECT FROM system.outbox o WHERE o.position IS NULL);
  RETURN NEXT;
END
$$;

-- Positioned events after p_after, of one organisation or of all (null).
CREATE FUNCTION system.read_events(p_org uuid, p_after bigint, p_limit integer) RETURNS TABLE (
  "position" bigint, id uuid, org_id uuid, brand_id uuid, subject text, version integer, resource text,
  created_at timestamptz, actor text, payload text
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off SET enable_bitmapscan = off SET enable_sort = off
AS $$
#variable_conflict use_column
BEGIN
  IF p_org IS NULL THEN
    RETURN QUERY
      SELECT o.position, o.id, o.org_id, o.brand_id, o.subject, o.version, o.resource, o.created_at, o.actor,
        o.payload::text
      FROM system.outbox o WHERE o.position > p_after ORDER BY o.position LIMIT p_limit;
  ELSE
    RETURN QUERY
      SELECT o.position, o.id, o.org_id, o.brand_id, o.subject, o.version, o.resource, o.created_at, o.actor,
        o.payload::text
      FROM system.outbox o WHERE o.org_id = p_org AND o.position > p_after ORDER BY o.position LIMIT p_limit;
  END IF;
END
$$;

-- The newest position given, and the newest that retention removed.
CREATE FUNCTION system.events_head() RETURNS TABLE ("position" bigint, removed bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT h.position, h.removed FROM system.outbox_head h WHERE h.singleton $$;

-- Removes positioned events older than p_keep, oldest first, and remembers how far.
CREATE FUNCTION system.prune_events(p_keep interval, p_limit integer) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off
AS $$
DECLARE
  gone integer;
  upto bigint;
BEGIN
  PERFORM FROM system.outbox_head WHERE singleton FOR UPDATE;
  -- Oldest positions first, and only a prefix: the first event that is too young ends it.
  SELECT max(oldest.position) INTO upto FROM (
    SELECT o.position, bool_and(o.created_at < now() - p_keep) OVER (ORDER BY o.position) AS old
    FROM (SELECT w.position, w.created_at FROM system.outbox w WHERE w.position IS NOT NULL ORDER BY w.position LIMIT p_limit) AS o
  ) AS oldest WHERE oldest.old;
  IF upto IS NULL THEN RETURN 0; END IF;
  DELETE FROM system.outbox o WHERE o.position <= upto;
  GET DIAGNOSTICS gone = ROW_COUNT;
  UPDATE system.outbox_head SET removed = upto WHERE singleton;
  RETURN gone;
END
$$;

SELECT system.definer('system.position_events(bigint, integer)', app => false);
SELECT system.definer('system.read_events(uuid, bigint, integer)');
SELECT system.definer('system.events_head()');
SELECT system.definer('system.prune_events(interval, integer)', app => false);
