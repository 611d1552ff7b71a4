import Database
import Foundation
import Kernel
import Logging
import Synchronization
import Tracing

extension Worker {
  func start(_ job: ClaimedJob, deadline: ContinuousClock.Instant) {
    state.withLock { $0.start(job.lease, kind: job.key.kind, deadline: deadline) }
    meter.started(job.key.kind, waited: job.waited)
    let context = LogContext(request: job.requestID, job: job.id, org: job.org)
    let task = Task { await LogContext.$current.withValue(context) { await self.run(job) } }
    if state.withLock({ $0.attach(task, to: job.id) }) { task.cancel() }
  }

  private func run(_ job: ClaimedJob) async {
    let ending = await self.ending(of: job)
    // A job that was cancelled still has to be written down, which a cancelled task cannot do.
    let finished =
      if Task.isCancelled { await Task { await self.store(ending, of: job) }.value } else {
        await store(ending, of: job)
      }
    state.withLock { $0.end(job.id, finishing: finished ? job.lease : nil) }
    wake.ring()
  }

  private func ending(of job: ClaimedJob) async -> JobEnding {
    guard let entry = registry.entries[job.key] else { return .release }
    if job.isCancelled { return .giveUp(.cancelled, job.reason ?? "cancelled") }
    if job.attempt > job.maxAttempts {
      return .giveUp(.discarded, job.reason ?? "its worker died at the last attempt")
    }
    let began = time.monotonic()
    let ending = await self.ending(of: job, entry, environment(for: job))
    meter.ended(job.key.kind, ending.label, took: time.monotonic() - began)
    return ending
  }

  func environment(for job: ClaimedJob) -> JobEnvironment {
    JobEnvironment(database: database, logger: logger(for: job))
  }

  private func ending(of job: ClaimedJob, _ entry: JobEntry, _ environment: JobEnvironment) async -> JobEnding {
    do {
      let outcome = try await withSpan("job \(job.key.kind)", context: job.serviceContext, ofKind: .consumer) { span in
        span.attributes["job.id"] = job.id.description
        span.attributes["job.attempt"] = job.attempt
        return try await entry.run(job, environment)
      }
      if environment.completion.isSet { return .completed }
      return switch outcome {
      case .done: .done
      case .cancel(let reason): .giveUp(.cancelled, reason)
      case .snooze(let until): .snooze(until)
      }
    } catch {
      return environment.completion.isSet ? .completed : ending(of: job, entry, after: error)
    }
  }

  private func ending(of job: ClaimedJob, _ entry: JobEntry, after error: any Error) -> JobEnding {
    let (entryState, isStopping) = state.withLock { ($0.running[job.id], $0.mode == .stopping) }
    if error is LeaseLost || entryState?.isLost == true { return .lost }
    if entryState?.isCancelled == true { return .giveUp(.cancelled, "cancelled") }
    if error is CancellationError || Task.isCancelled, isStopping { return .release }
    let failure = JobFailure(error)
    if failure.isFinal || job.attempt >= job.maxAttempts { return .giveUp(.discarded, failure.reason) }
    let delay = entry.retry.delay(afterAttempt: job.attempt, random: random)
    return .retry(max(delay, failure.retryAfter ?? .zero), failure.reason)
  }

  private func logger(for job: ClaimedJob) -> Logger {
    var logger = logger
    logger[metadataKey: "kind"] = "\(job.key.kind)"
    return logger
  }
}

/// How a run ended, with what the policies made of it.
enum JobEnding: Sendable {
  /// To be reported in a batch, unless it belongs to a workflow.
  case done
  /// Already finished by its effect's transaction.
  case completed
  case giveUp(JobState, String)
  case snooze(until: Date)
  case retry(Duration, String)
  /// Given back untouched, because the worker stops.
  case release
  /// Somebody else has it.
  case lost

  static func snooze(_ until: Date) -> JobEnding { .snooze(until: until) }

  var label: String {
    switch self {
    case .done, .completed: "done"
    case .giveUp(let state, _): state.rawValue
    case .snooze: "snoozed"
    case .retry: "retried"
    case .release: "released"
    case .lost: "lost"
    }
  }
}

/// What an error says about another try. Text of errors that are not ours is not kept: it may hold content.
struct JobFailure {
  let reason: String
  let isFinal: Bool
  let retryAfter: Duration?

  init(_ error: any Error) {
    let advice = error as? any RetryAdvice
    reason = String((advice?.reason ?? String(describing: type(of: error))).prefix(500))
    isFinal = advice?.isFinal ?? false
    retryAfter = advice?.retryAfter
  }
}
