import Database
import Foundation
import Kernel
import Logging

/// A registered handler without its types.
struct JobEntry: Sendable {
  let key: KindVersion
  let retry: RetryPolicy
  let limit: JobLimit?
  let isSystem: Bool
  let run: @Sendable (ClaimedJob, JobEnvironment) async throws -> JobOutcome
  let gaveUp: @Sendable (ClaimedJob, String, JobEnvironment, Transaction) async throws -> Void

  init<Handler: JobHandler>(_ handler: Handler, limit: JobLimit?) {
    typealias Args = Handler.Args
    key = KindVersion(kind: Args.kind, version: Args.version)
    retry = Args.retry
    self.limit = limit
    isSystem = false
    run = { job, environment in
      try await handler.run(job.decode(Args.self), environment.context(job))
    }
    gaveUp = { job, reason, environment, tx in
      guard let args = try? job.decode(Args.self) else { return }
      try await handler.gaveUp(args, reason, environment.context(job), in: tx)
    }
  }

  init<Handler: SystemJobHandler>(system handler: Handler, limit: JobLimit?) {
    typealias Args = Handler.Args
    key = KindVersion(kind: Args.kind, version: Args.version)
    retry = Args.retry
    self.limit = limit
    isSystem = true
    run = { job, environment in
      try await handler.run(job.decode(Args.self), environment.systemContext(job))
    }
    gaveUp = { _, _, _, _ in }
  }
}

/// What one run gets besides its job.
struct JobEnvironment: Sendable {
  let database: Database
  let logger: Logger
  let completion = CompletionFlag()

  func context(_ job: ClaimedJob) throws -> JobContext {
    guard let tenant = job.tenant else { throw UnfitJob(reason: "it has no organisation") }
    return JobContext(
      job: job.id, kind: job.key.kind, attempt: job.attempt, maxAttempts: job.maxAttempts, subject: job.subject,
      position: job.position, tenant: tenant, step: job.step, database: database, logger: logger, lease: job.lease,
      completion: completion)
  }

  func systemContext(_ job: ClaimedJob) throws -> SystemJobContext {
    SystemJobContext(
      job: job.id, kind: job.key.kind, attempt: job.attempt, maxAttempts: job.maxAttempts, database: database,
      logger: logger, lease: job.lease, completion: completion)
  }
}

/// A row that no handler can run, now or later.
struct UnfitJob: RetryAdvice {
  let reason: String
  var retryAfter: Duration? { nil }
  var isFinal: Bool { true }
}

extension ClaimedJob {
  func decode<Args: JobArgs>(_: Args.Type) throws -> Args {
    do {
      return try JobCoding.decoder.decode(Args.self, from: Data(args.utf8))
    } catch {
      throw UnfitJob(reason: "its arguments do not fit \(Args.kind) version \(Args.version)")
    }
  }
}
