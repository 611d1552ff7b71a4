package import Database
import Foundation
import Kernel

package enum JobStatements: StatementList {
  package static let all = AnyStatement.list(
    insert, insertMany, holderOfKey, cancel, exchange, nextDue, heartbeat, finish, reschedule, release, prune, load)

  static let columns = """
    (id, org_id, kind, version, args, priority, run_at, max_attempts, unique_key, frees_key_at_start, subject, actor,
     brand_ids, request_id, traceparent, position, step_id)
    """

  /// No conflict target: naming one would need the right to read the table.
  static let insert = Statement<NewJob, Void>.system(
    "jobs.insert",
    """
    INSERT INTO system.jobs \(columns)
    VALUES ($1, $2, $3, $4, $5, $6, coalesce($7::timestamptz, now()), $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
    ON CONFLICT DO NOTHING
    """,
    bind: { job, parameters in job.bind(&parameters) })

  /// Jobs of one kind and one tenant, which share all but id, arguments and key.
  static let insertMany = Statement<[NewJob], Void>.system(
    "jobs.insert_many",
    """
    INSERT INTO system.jobs \(columns)
    SELECT new.id, $4, $5, $6, new.args::jsonb, $7, coalesce($8::timestamptz, now()), $9, new.key, $10, $11, $12, $13,
      $14, $15, $16, NULL
    FROM unnest($1::uuid[], $2::text[], $3::text[]) AS new(id, args, key)
    ON CONFLICT DO NOTHING
    """,
    bind: { jobs, parameters in
      parameters.append(ids: jobs.map(\.id))
      parameters.append(strings: jobs.map(\.draft.args))
      parameters.append(optionalStrings: jobs.map(\.draft.uniqueKey))
      jobs.first?.bindShared(&parameters)
    })

  static let holderOfKey = Statement<NewJob, JobID?>.system(
    "jobs.holder_of_key", "SELECT system.job_with_key($1, $2, $3)",
    bind: { job, parameters in
      parameters.append(job.tenant?.org)
      parameters.append(job.draft.kind)
      parameters.append(job.draft.uniqueKey)
    },
    row: { try $0.optionalID() })

  static let cancel = Statement<JobCancellation, Int>.system(
    "jobs.cancel", "SELECT system.cancel_jobs($1, $2, $3, $4)",
    bind: { cancellation, parameters in
      parameters.append(cancellation.org)
      parameters.append(cancellation.subject)
      parameters.append(cancellation.job)
      parameters.append(cancellation.reason)
    },
    row: { try $0.int() })

  static let exchange = Statement<JobExchange, ExchangeRow>.system(
    "jobs.exchange",
    """
    SELECT claimed, id, lease, org_id, kind, version, args, attempt, max_attempts, cancel_requested, reason, subject,
      actor, brand_ids, request_id, traceparent, position, step_id, waited_ms
    FROM system.exchange_jobs($1, $2, $3, make_interval(secs => $4), $5, $6, $7, $8)
    """,
    by: .worker,
    bind: { exchange, parameters in
      parameters.append(ids: exchange.done.map(\.job))
      parameters.append(ints: exchange.done.map { Int($0.number) })
      parameters.append(uuid: exchange.worker)
      parameters.append(exchange.lease.seconds)
      parameters.append(strings: exchange.slots.map(\.key.kind))
      parameters.append(ints: exchange.slots.map(\.key.version))
      parameters.append(ints: exchange.slots.map(\.count))
      parameters.append(exchange.total)
    },
    row: { try ExchangeRow(&$0) })

  static let nextDue = Statement<[KindVersion], Double?>.system(
    "jobs.next_due", "SELECT system.next_job_due($1, $2)", by: .worker,
    bind: { kinds, parameters in
      parameters.append(strings: kinds.map(\.kind))
      parameters.append(ints: kinds.map(\.version))
    },
    row: { try $0.optionalDouble() })

  /// Never waits for a row: a locked one is being finished by its own effect at this moment.
  static let heartbeat = Statement<Heartbeat, HeartbeatReply>.system(
    "jobs.heartbeat",
    """
    WITH mine AS (
      SELECT * FROM unnest($1::uuid[], $2::bigint[]) AS m(id, lease)
    ), held AS (
      SELECT j.id FROM mine m JOIN system.jobs j ON j.id = m.id
      WHERE j.lease = m.lease AND j.state = 'live'
      FOR UPDATE OF j SKIP LOCKED
    ), beat AS (
      UPDATE system.jobs j SET lease_until = clock_timestamp() + make_interval(secs => $3)
      FROM held WHERE j.id = held.id
      RETURNING j.id, j.cancel_requested
    )
    SELECT m.id, coalesce(j.lease = m.lease AND j.state = 'live', false), b.id IS NOT NULL,
      coalesce(b.cancel_requested, false)
    FROM mine m LEFT JOIN beat b ON b.id = m.id LEFT JOIN system.jobs j ON j.id = m.id
    """,
    by: .worker,
    bind: { beat, parameters in
      parameters.append(ids: beat.leases.map(\.job))
      parameters.append(ints: beat.leases.map { Int($0.number) })
      parameters.append(beat.lease.seconds)
    },
    row: {
      try HeartbeatReply(job: $0.id(), isOurs: $0.bool(), isExtended: $0.bool(), isCancelled: $0.bool())
    })

  /// Ends a job, in its effect's transaction or in the one that gives it up.
  static let finish = Statement<JobFinish, Void>.system(
    "jobs.finish",
    """
    UPDATE system.jobs SET state = $3, reason = $4, finished_at = clock_timestamp(), lease_until = '-infinity'
    WHERE id = $1 AND lease = $2 AND state = 'live'
    """,
    by: .worker,
    bind: { finish, parameters in
      parameters.append(finish.lease.job)
      parameters.append(finish.lease.number)
      parameters.append(finish.state.rawValue)
      parameters.append(finish.reason)
    })

  /// After a throw: the rest is a length of time, so that no worker's clock matters.
  static let reschedule = Statement<JobRest, Void>.system(
    "jobs.reschedule",
    """
    UPDATE system.jobs SET
      run_at = CASE WHEN $4::timestamptz IS NULL THEN clock_timestamp() + make_interval(secs => $3)
        ELSE greatest($4::timestamptz, clock_timestamp() + make_interval(secs => $3)) END,
      attempt = attempt - $5::integer, reason = $6, lease_until = '-infinity'
    WHERE id = $1 AND lease = $2 AND state = 'live'
    """,
    by: .worker,
    bind: { rest, parameters in
      parameters.append(rest.lease.job)
      parameters.append(rest.lease.number)
      parameters.append(rest.delay.seconds)
      parameters.append(rest.until)
      parameters.append(rest.countsAttempt ? 0 : 1)
      parameters.append(rest.reason)
    })

  /// Gives untouched or interrupted jobs back at once, as if they had not been taken.
  static let release = Statement<[JobLease], Void>.system(
    "jobs.release",
    """
    UPDATE system.jobs j SET lease_until = '-infinity', attempt = attempt - 1
    FROM unnest($1::uuid[], $2::bigint[]) AS mine(id, lease)
    WHERE j.id = mine.id AND j.lease = mine.lease AND j.state = 'live'
    """,
    by: .worker,
    bind: { leases, parameters in
      parameters.append(ids: leases.map(\.job))
      parameters.append(ints: leases.map { Int($0.number) })
    })

  /// Ids begin with their time, so the oldest are found at the front of the primary key.
  package static let prune = Statement<JobRetention, Void>.system(
    "jobs.prune",
    """
    DELETE FROM system.jobs WHERE id IN (
      SELECT id FROM system.jobs
      WHERE state <> 'live'
        AND id < (lpad(to_hex((extract(epoch FROM now() - make_interval(secs => $1)) * 1000)::bigint), 12, '0')
          || repeat('0', 20))::uuid
        AND finished_at < now() - make_interval(secs => CASE state WHEN 'done' THEN $1 ELSE $2 END)
      ORDER BY id LIMIT $3 FOR UPDATE SKIP LOCKED)
    """,
    by: .worker,
    bind: { retention, parameters in
      parameters.append(retention.done.seconds)
      parameters.append(retention.failed.seconds)
      parameters.append(retention.batch)
    })

  static let load = Statement<[KindVersion], JobLoad>.system(
    "jobs.load",
    """
    SELECT kind, count(*) FILTER (WHERE run_at <= now() AND lease_until < now()),
      count(*) FILTER (WHERE lease_until >= now()), count(*) FILTER (WHERE run_at > now() AND lease_until < now()),
      coalesce(extract(epoch FROM now() - min(run_at) FILTER (WHERE run_at <= now() AND lease_until < now())), 0)
    FROM system.jobs WHERE state = 'live' GROUP BY kind ORDER BY kind
    """,
    by: .worker,
    bind: { _, _ in },
    row: {
      try JobLoad(
        kind: $0.string(), due: $0.int(), running: $0.int(), later: $0.int(), oldestDue: .seconds($0.double()))
    })
}

extension NewJob {
  fileprivate func bind(_ parameters: inout Parameters) {
    parameters.append(id)
    parameters.append(tenant?.org)
    parameters.append(draft.kind)
    parameters.append(draft.version)
    parameters.append(draft.args)
    parameters.append(draft.priority.rawValue)
    parameters.append(draft.at)
    parameters.append(draft.maxAttempts)
    parameters.append(draft.uniqueKey)
    parameters.append(draft.freesKeyAtStart)
    bindEnvelope(&parameters)
    parameters.append(step)
  }

  fileprivate func bindShared(_ parameters: inout Parameters) {
    parameters.append(tenant?.org)
    parameters.append(draft.kind)
    parameters.append(draft.version)
    parameters.append(draft.priority.rawValue)
    parameters.append(draft.at)
    parameters.append(draft.maxAttempts)
    parameters.append(draft.freesKeyAtStart)
    bindEnvelope(&parameters)
  }

  private func bindEnvelope(_ parameters: inout Parameters) {
    parameters.append(draft.subject)
    parameters.append((tenant?.actor ?? .system("worker")).label)
    if case .only(let brands) = tenant?.brands {
      parameters.append(ids: brands.sorted())
    } else {
      parameters.appendNull()
    }
    parameters.append(tenant?.requestID)
    parameters.append(tenant?.traceparent)
    parameters.append(draft.position)
  }
}
