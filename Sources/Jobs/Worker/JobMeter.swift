import Metrics

/// Counts and times, by kind. Label values come from the registry, so their number is bounded.
struct JobMeter: Sendable {
  private let claimedCount = Counter(label: "starling_jobs_claimed_total")
  private let finishedCount = Counter(label: "starling_jobs_batch_finished_total")
  private let lateCount = Counter(label: "starling_jobs_late_finish_total")
  private let lostCount = Counter(label: "starling_jobs_lease_lost_total")

  func exchanged(finished: Int, claimed: Int) {
    claimedCount.increment(by: claimed)
    finishedCount.increment(by: finished)
  }

  func late() { lateCount.increment() }
  func lost() { lostCount.increment() }

  /// How long a job was due before it was taken: the queue's own delay.
  func started(_ kind: String, waited: Duration) {
    Metrics.Timer(label: "starling_job_wait_seconds", dimensions: [("kind", kind)]).record(duration: max(.zero, waited))
  }

  func ended(_ kind: String, _ outcome: String, took: Duration) {
    Metrics.Timer(label: "starling_job_run_seconds", dimensions: [("kind", kind), ("outcome", outcome)])
      .record(duration: took)
  }
}
