import Database
import Kernel
import Logging
import Synchronization

extension Worker {
  /// One round trip: reports what is done, takes what is due, starts it.
  func exchange(_ done: [JobLease], _ slots: [JobExchange.Slots], _ total: Int) async {
    let lease = state.withLock { $0.settings.heldFor }
    let deadline = time.monotonic() + lease
    let request = JobExchange(worker: identity, lease: lease, done: done, slots: slots, total: total)
    do {
      let rows = try await database.query(JobStatements.exchange, request)
      let claimed = rows.reduce(into: 0) { count, row in
        switch row {
        case .claimed(let job):
          start(job, deadline: deadline)
          count += 1
        case .late(let lease): tooLate(lease)
        }
      }
      state.withLock { $0.claimed(claimed, of: total) }
      meter.exchanged(finished: done.count, claimed: claimed)
      if total > 0 && claimed == 0 { await lookAhead() }
    } catch {
      await databaseFailed(error, done)
    }
  }

  /// When nothing is due, finds out when something will be.
  private func lookAhead() async {
    guard let next = try? await database.first(JobStatements.nextDue, registry.versions) else { return }
    state.withLock { $0.nextDue(in: next.map { .milliseconds($0) }) }
  }

  private func tooLate(_ lease: JobLease) {
    meter.late()
    logger.warning("a finish came too late: the job had been taken over", metadata: ["job": "\(lease.job)"])
  }

  /// Keeps what is to be reported and rests a little. A claim whose reply was lost is not known
  /// here: those jobs come back when their lease ends.
  private func databaseFailed(_ error: any Error, _ done: [JobLease]) async {
    state.withLock { state in
      state.notFinished(done)
      state.rang()
    }
    logger.warning("cannot reach the job queue, trying again", metadata: ["error": "\(error)"])
    try? await time.sleep(.milliseconds(200 + 300 * random.unit()))
  }
}
