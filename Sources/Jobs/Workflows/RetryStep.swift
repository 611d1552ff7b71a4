package import Database
package import Kernel

/// A branch whose job was given up. Its siblings went on; it can be tried again alone.
package struct FailedBranch: Sendable, Equatable {
  package let step: StepID
  /// As it was named when the workflow was planned: `bluesky/en/2`.
  package let name: String
  package let reason: String?
}

extension Database {
  /// What has failed of the workflows of a kind about a subject, and was not tried again since.
  package func failedBranches(
    of kind: String, about subject: String, as tenant: TenantContext
  ) async throws -> [FailedBranch] {
    try await query(WorkflowStatements.failedBranches, (kind: kind, subject: subject), as: tenant)
  }
}

extension Transaction {
  /// The same within a transaction.
  package func failedBranches(of kind: String, about subject: String) async throws -> [FailedBranch] {
    try await query(WorkflowStatements.failedBranches, (kind: kind, subject: subject))
  }

  /// Tries one failed branch again, alone. When its group has not been joined yet, the join waits for
  /// it; otherwise only the counts are put right when it ends well.
  package func retry(_ step: StepID, ids: IDSource = .system) async throws {
    guard let workflow = try await first(WorkflowStatements.lock, step),
      let failed = try await first(WorkflowStatements.failedStep, step)
    else { throw Problem(.conflict, "Only a branch that has failed can be tried again.") }
    guard workflow.state != .cancelled else { throw Problem(.conflict, "The workflow was cancelled.") }
    let chain = try await query(WorkflowStatements.chain, step)
    let parent = chain.dropFirst().first
    try await execute(WorkflowStatements.revive, Revival(step: step, parent: parent))
    if let parent { try await execute(WorkflowStatements.updateStep, parent.awaitingAgain()) }
    if chain.first?.joined == false { try await execute(WorkflowStatements.forgetFailure, workflow.id) }
    try await enqueue(failed, step: step, ids: ids)
  }
}

struct Revival: Sendable {
  let step: StepID
  let detached: Bool

  init(step: StepID, parent: WorkflowStep?) {
    self.step = step
    detached = parent.map { $0.isSettled || $0.joined } ?? false
  }
}

extension WorkflowStep {
  /// A failed child runs again. Under `.succeeded` it was never taken off `pending`.
  func awaitingAgain() -> WorkflowStep {
    var copy = self
    copy.failed = max(0, failed - 1)
    if !isSettled, !joined, joinWhen == .settled { copy.pending += 1 }
    return copy
  }
}
