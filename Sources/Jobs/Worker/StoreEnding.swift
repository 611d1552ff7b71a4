import Database
import Foundation
import Kernel
import Logging

extension Worker {
  /// Stores how a run ended. What cannot be stored now is left to the lease: the job comes back.
  /// - Returns: whether the job is done and still has to be reported, with others, by the next exchange.
  func store(_ ending: JobEnding, of job: ClaimedJob) async -> Bool {
    do {
      switch ending {
      case .done where job.step == nil: return true
      case .done: try await finishStep(job)
      case .giveUp(let state, let reason): try await giveUp(job, state, reason)
      case .snooze(let until): try await snooze(job, until)
      case .retry(let delay, let reason): try await retry(job, delay, reason)
      case .release: try await database.execute(JobStatements.release, [job.lease])
      case .completed, .lost: break
      }
    } catch {
      logger.warning(
        "could not store how a job ended; it runs again when its lease ends",
        metadata: ["job": "\(job.id)", "ending": "\(ending.label)", "error": "\(error)"])
    }
    return false
  }

  private func finishStep(_ job: ClaimedJob) async throws {
    guard let tenant = job.tenant else { return }
    try await database.transaction(as: tenant) { tx in
      try await tx.finish(job.lease, .done, step: job.step, reason: nil)
    }
  }

  private func giveUp(_ job: ClaimedJob, _ state: JobState, _ reason: String) async throws {
    logger.notice(
      "job given up", metadata: ["job": "\(job.id)", "kind": "\(job.key.kind)", "reason": "\(reason)"])
    guard let tenant = job.tenant else {
      let finish = JobFinish(lease: job.lease, state: state, reason: reason)
      try await database.execute(JobStatements.finish, finish)
      return
    }
    try await database.transaction(as: tenant) { tx in
      try await registry.entries[job.key]?.gaveUp(job, reason, environment(for: job), tx)
      try await tx.finish(job.lease, state, step: job.step, reason: reason)
    }
  }

  /// At least a tenth of a second away, so that a handler whose clock runs behind the database's
  /// cannot spin.
  private func snooze(_ job: ClaimedJob, _ until: Date) async throws {
    let rest = JobRest(
      lease: job.lease, delay: .milliseconds(100), until: until, countsAttempt: false, reason: "snoozed")
    try await database.execute(JobStatements.reschedule, rest)
  }

  private func retry(_ job: ClaimedJob, _ delay: Duration, _ reason: String) async throws {
    let rest = JobRest(lease: job.lease, delay: delay, countsAttempt: true, reason: reason)
    try await database.execute(JobStatements.reschedule, rest)
  }
}
