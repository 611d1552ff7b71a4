package import Database
import Foundation
package import Kernel
package import Logging
import Synchronization

/// What a handler knows about its run.
package struct JobContext: Sendable {
  package let job: JobID
  package let kind: String
  /// 1 for the first run.
  package let attempt: Int
  package let maxAttempts: Int
  package let subject: String?
  /// Position of the event that caused the job.
  package let position: Int64?
  /// On whose behalf; what the handler passes to the database.
  package let tenant: TenantContext
  /// The workflow step that this job does, when it belongs to one.
  package let step: StepID?
  /// The worker's pool.
  package let database: Database
  /// Carries job, kind, org and request id.
  package let logger: Logger
  let lease: JobLease
  let completion: CompletionFlag

  /// True on the last try that the policy allows: a failure now gives the job up.
  package var isLastAttempt: Bool { attempt >= maxAttempts }

  /// Finishes the job in the effect's transaction, so that both commit or neither does. Call it
  /// last: it locks the job's row (and its workflow's) until the commit.
  ///
  /// Throws `LeaseLost` when another worker has taken the job over; let it pass, so that the effect
  /// is rolled back.
  package func complete(in tx: Transaction) async throws {
    try await tx.finish(lease, .done, step: step, reason: nil)
    tx.afterCommit { [completion] in completion.set() }
  }
}

package struct SystemJobContext: Sendable {
  package let job: JobID
  package let kind: String
  package let attempt: Int
  package let maxAttempts: Int
  package let database: Database
  package let logger: Logger
  let lease: JobLease
  let completion: CompletionFlag

  /// As `JobContext.complete(in:)`.
  package func complete(in tx: Transaction) async throws {
    try await tx.finish(lease, .done, step: nil, reason: nil)
    tx.afterCommit { [completion] in completion.set() }
  }
}

/// The job belongs to another worker now, or has ended: nothing done under the old lease counts.
package struct LeaseLost: Error, Sendable, Equatable {
  package let job: JobID
}

/// Whether the job was finished by a commit of its own effect.
final class CompletionFlag: Sendable {
  private let value = Atomic(false)
  func set() { value.store(true, ordering: .releasing) }
  var isSet: Bool { value.load(ordering: .acquiring) }
}

extension Transaction {
  /// Ends the job under its lease and settles its workflow step. The workflow is locked before the
  /// job, as cancelling does, so that the two cannot wait for each other.
  func finish(_ lease: JobLease, _ state: JobState, step: StepID?, reason: String?) async throws {
    let workflow = if let step { try await first(WorkflowStatements.lock, step) } else { WorkflowStatus?.none }
    let finish = JobFinish(lease: lease, state: state, reason: reason)
    guard try await execute(JobStatements.finish, finish) == 1 else { throw LeaseLost(job: lease.job) }
    guard let step, let workflow else { return }
    try await settle(step, of: workflow, state == .done ? .done : .failed, reason: reason)
  }
}
