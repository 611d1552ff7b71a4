import Database
import Kernel
import Logging
import Synchronization

extension Worker {
  /// Renews all leases together, three times in a lease's length, and at once when a cancellation
  /// was rung.
  func heartbeats() async {
    while !Task.isCancelled {
      let lease = state.withLock { $0.settings.heldFor }
      await beat.wait(atMost: lease / 3, time)
      await renew(lease)
    }
  }

  private func renew(_ lease: Duration) async {
    let leases = state.withLock { $0.leases }
    guard !leases.isEmpty else { return }
    let deadline = time.monotonic() + lease
    if let replies = try? await database.query(JobStatements.heartbeat, Heartbeat(leases: leases, lease: lease)) {
      for reply in replies { apply(reply, deadline) }
    }
    // A worker that cannot reach the database must stop on its own clock: others take over.
    for job in state.withLock({ $0.expired(at: time.monotonic()) }) { lose(job) }
  }

  private func apply(_ reply: HeartbeatReply, _ deadline: ContinuousClock.Instant) {
    guard reply.isOurs else { return lose(reply.job) }
    if reply.isExtended { state.withLock { $0.extend(reply.job, to: deadline) } }
    if reply.isCancelled { state.withLock { $0.interrupt(reply.job, lost: false) }?.cancel() }
  }

  private func lose(_ job: JobID) {
    guard let task = state.withLock({ $0.interrupt(job, lost: true) }) else { return }
    meter.lost()
    logger.warning("lost the lease of a running job", metadata: ["job": "\(job)"])
    task.cancel()
  }

  /// Removes old finished jobs, a batch at a time, about once a minute.
  func upkeep() async {
    while !Task.isCancelled {
      try? await time.sleep(.seconds(30 + 60 * random.unit()))
      guard !Task.isCancelled else { return }
      let retention = state.withLock { $0.settings.retention }
      while !Task.isCancelled, let gone = try? await database.execute(JobStatements.prune, retention),
        gone >= retention.batch
      {}
    }
  }
}
