-- Durable jobs. Rows hold ids and versions, never content or secrets, so the table is not under
-- row-level security: app may only insert, worker claims and finishes.
--
-- "Running" is no state but a lease in the future. So a claim changes no indexed column (it stays a
-- heap-only update) and a dead worker's job becomes claimable by itself when its lease runs out.

CREATE TABLE system.jobs (
  id uuid PRIMARY KEY,
  org_id uuid,
  kind text NOT NULL CHECK (kind ~ '^[a-z][a-z0-9-]{0,62}$'),
  version integer NOT NULL CHECK (version > 0),
  args jsonb NOT NULL,
  state text NOT NULL DEFAULT 'live' CHECK (state IN ('live', 'done', 'cancelled', 'discarded')),
  priority smallint NOT NULL DEFAULT 1 CHECK (priority BETWEEN 0 AND 2),
  run_at timestamptz NOT NULL DEFAULT now(),
  attempt integer NOT NULL DEFAULT 0,
  max_attempts integer NOT NULL CHECK (max_attempts > 0),
  lease bigint NOT NULL DEFAULT 0,
  lease_until timestamptz NOT NULL DEFAULT '-infinity',
  worker uuid,
  unique_key text CHECK (length(unique_key) <= 200),
  frees_key_at_start boolean NOT NULL DEFAULT false,
  cancel_requested boolean NOT NULL DEFAULT false,
  -- A stable word or a short sentence without content: why it waits, was cancelled or given up.
  reason text CHECK (length(reason) <= 500),
  -- The envelope.
  subject text CHECK (length(subject) <= 200),
  actor text NOT NULL CHECK (length(actor) <= 200),
  brand_ids uuid[],
  request_id text,
  traceparent text,
  position bigint,
  step_id uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz,
  CHECK ((state = 'live') = (finished_at IS NULL))
) WITH (
  fillfactor = 70,
  autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000,
  autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 2000,
  autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 20000
);

CREATE INDEX jobs_ready ON system.jobs (kind, version, priority, run_at) WHERE state = 'live';
CREATE UNIQUE INDEX jobs_unique ON system.jobs (org_id, kind, unique_key) NULLS NOT DISTINCT
  WHERE state = 'live' AND unique_key IS NOT NULL;
CREATE INDEX jobs_subject ON system.jobs (org_id, subject) WHERE state = 'live' AND subject IS NOT NULL;

REVOKE ALL ON system.jobs FROM PUBLIC;
GRANT INSERT ON system.jobs TO starling_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON system.jobs TO starling_worker;
GRANT SELECT, UPDATE ON system.jobs TO starling_system;

-- Which live job holds a unique key: app may not read the table.
CREATE FUNCTION system.job_with_key(p_org uuid, p_kind text, p_key text) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT id FROM system.jobs
  WHERE org_id IS NOT DISTINCT FROM p_org AND kind = p_kind AND unique_key = p_key AND state = 'live'
$$;

-- Cancels the live jobs of one organisation about a subject, or one job by id: those that wait at
-- once, those that run at their worker's next heartbeat. Returns how many it reached.
CREATE FUNCTION system.cancel_jobs(p_org uuid, p_subject text, p_id uuid, p_reason text) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  reached integer;
BEGIN
  UPDATE system.jobs j SET
    cancel_requested = true,
    reason = p_reason,
    -- A job with a workflow step or a handler's say in giving up is finished by a worker, so it is
    -- only made due; the worker sees cancel_requested before it runs anything.
    run_at = least(j.run_at, now())
  WHERE j.org_id = p_org AND j.state = 'live'
    AND (p_subject IS NULL OR j.subject = p_subject) AND (p_id IS NULL OR j.id = p_id)
    AND (p_subject IS NOT NULL OR p_id IS NOT NULL);
  GET DIAGNOSTICS reached = ROW_COUNT;
  RETURN reached;
END
$$;

-- One worker's turn in one round trip: finishes jobs whose effect is not in the database, then
-- claims new ones. Both go by the lease number, so a late finish of a job that another worker took
-- over changes nothing. All times are the database's.
--
-- Rows with claimed = false name finishes that came too late.
--
-- The settings keep the plans those of a full queue: a cached plan made while the table was empty
-- would scan it from end to end once it is not.
CREATE FUNCTION system.exchange_jobs(
  p_done uuid[], p_done_leases bigint[],
  p_worker uuid, p_lease interval,
  p_kinds text[], p_versions integer[], p_slots integer[], p_total integer
) RETURNS TABLE (
  claimed boolean, id uuid, org_id uuid, kind text, version integer, args text, attempt integer,
  max_attempts integer, lease bigint, cancel_requested boolean, reason text, subject text, actor text,
  brand_ids uuid[], request_id text, traceparent text, "position" bigint, step_id uuid, waited_ms double precision
)
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp SET enable_seqscan = off SET enable_bitmapscan = off
SET enable_hashjoin = off SET enable_mergejoin = off SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
BEGIN
  IF cardinality(p_done) > 0 THEN
    RETURN QUERY
    WITH finishing AS (
      SELECT * FROM unnest(p_done, p_done_leases) AS f(id, lease)
    ), finished AS (
      UPDATE system.jobs j SET
        state = 'done', finished_at = clock_timestamp(), lease_until = '-infinity', reason = NULL
      FROM finishing f
      WHERE j.id = f.id AND j.lease = f.lease AND j.state = 'live'
      RETURNING j.id
    )
    SELECT false, f.id, NULL::uuid, NULL::text, NULL::integer, NULL::text, NULL::integer, NULL::integer, f.lease,
      NULL::boolean, NULL::text, NULL::text, NULL::text, NULL::uuid[], NULL::text, NULL::text, NULL::bigint,
      NULL::uuid, NULL::double precision
    FROM finishing f
    WHERE cardinality(p_done) <> (SELECT count(*) FROM finished)
      AND NOT EXISTS (SELECT FROM finished d WHERE d.id = f.id);
  END IF;
  IF p_total > 0 THEN
    RETURN QUERY
    WITH picked AS MATERIALIZED (
      SELECT found.id
      FROM unnest(p_kinds, p_versions, p_slots) AS s(kind, version, slots)
      CROSS JOIN LATERAL (
        SELECT ready.id
        FROM generate_series(0, 2) AS p(priority)
        CROSS JOIN LATERAL (
          SELECT j.id FROM system.jobs j
          WHERE j.kind = s.kind AND j.version = s.version AND j.priority = p.priority AND j.state = 'live'
            AND j.run_at <= clock_timestamp() AND j.lease_until < clock_timestamp()
          ORDER BY j.run_at LIMIT s.slots
          FOR UPDATE SKIP LOCKED
        ) AS ready
        LIMIT s.slots
      ) AS found
      LIMIT p_total
    )
    UPDATE system.jobs j SET
      lease = j.lease + 1, lease_until = clock_timestamp() + p_lease, worker = p_worker, attempt = j.attempt + 1,
      unique_key = CASE WHEN j.frees_key_at_start THEN NULL ELSE j.unique_key END
    FROM picked
    WHERE j.id = picked.id
    RETURNING true, j.id, j.org_id, j.kind, j.version, j.args::text, j.attempt, j.max_attempts, j.lease,
      j.cancel_requested, j.reason, j.subject, j.actor, j.brand_ids, j.request_id, j.traceparent, j.position,
      j.step_id, extract(epoch FROM clock_timestamp() - j.run_at)::double precision * 1000;
  END IF;
END
$$;

-- Milliseconds until the next job of these kinds is due, by the database's clock; null when none
-- waits. Jobs under a lease count from its end.
CREATE FUNCTION system.next_job_due(p_kinds text[], p_versions integer[]) RETURNS double precision
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp SET enable_seqscan = off SET enable_bitmapscan = off
SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
  RETURN (
    SELECT extract(epoch FROM min(due.at) - clock_timestamp()) * 1000
    FROM unnest(p_kinds, p_versions) AS s(kind, version)
    CROSS JOIN generate_series(0, 2) AS p(priority)
    CROSS JOIN LATERAL (
      SELECT j.run_at AS at FROM system.jobs j
      WHERE j.kind = s.kind AND j.version = s.version AND j.priority = p.priority AND j.state = 'live'
        AND j.run_at > clock_timestamp()
      ORDER BY j.run_at LIMIT 1
    ) AS due
  );
END
$$;

SELECT system.definer('system.job_with_key(uuid, text, text)');
SELECT system.definer('system.cancel_jobs(uuid, text, uuid, text)');
GRANT EXECUTE ON FUNCTION
  system.exchange_jobs(uuid[], bigint[], uuid, interval, text[], integer[], integer[], integer),
  system.next_job_due(text[], integer[]) TO starling_worker;
