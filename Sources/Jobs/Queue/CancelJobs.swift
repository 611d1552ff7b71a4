package import Database
package import Kernel

extension Transaction {
  /// Asks for an end of the tenant's live jobs about a subject. Those that wait are given up by the
  /// next worker, those that run are cancelled at once by theirs (at the latest at its next
  /// heartbeat). Their handlers' `gaveUp` is called.
  /// - Returns: how many jobs it reached.
  @discardableResult
  package func cancelJobs(about subject: String, reason: String) async throws -> Int {
    try await cancelJobs(subject: subject, job: nil, reason)
  }

  @discardableResult
  package func cancelJob(_ job: JobID, reason: String) async throws -> Bool {
    try await cancelJobs(subject: nil, job: job, reason) > 0
  }

  private func cancelJobs(subject: String?, job: JobID?, _ reason: String) async throws -> Int {
    guard let tenant else { throw Problem(.internal, "Cancelling jobs needs an organisation.") }
    let cancellation = JobCancellation(org: tenant.org, subject: subject, job: job, reason: reason)
    let reached = try await first(JobStatements.cancel, cancellation) ?? 0
    if reached > 0 {
      ring(.jobs)
      ring(.cancellations)
    }
    return reached
  }
}
