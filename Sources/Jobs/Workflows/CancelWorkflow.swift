package import Database
package import Kernel

extension Transaction {
  /// Stops all of it: no join fires any more, waiting jobs are given up, running ones are cancelled.
  /// A workflow that has ended stays as it is.
  /// - Returns: whether there was something to stop.
  @discardableResult
  package func cancel(_ workflow: WorkflowID, reason: String = "cancelled") async throws -> Bool {
    guard let status = try await first(WorkflowStatements.lockByID, workflow) else {
      throw Problem.notFound("workflow")
    }
    guard status.state == .running else { return false }
    try await execute(WorkflowStatements.cancel, workflow)
    for job in try await query(WorkflowStatements.cancelSteps, workflow) {
      try await cancelJob(job, reason: reason)
    }
    return true
  }
}
