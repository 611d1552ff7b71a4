package struct WorkerSettings: Sendable, Equatable {
  /// Jobs that run at once in this process.
  package var concurrency: Int
  /// Jobs taken in one round trip.
  package var batch: Int
  /// When a worker dies, its jobs run again within so long. Renewed every third of it.
  package var lease: Duration
  /// The longest sleep without looking.
  package var poll: Duration
  /// How long running jobs may go on after the order to stop.
  package var patience: Duration
  package var retention: JobRetention

  package init(
    concurrency: Int = 64, batch: Int = 100, lease: Duration = .seconds(15), poll: Duration = .seconds(1),
    patience: Duration = .seconds(10), retention: JobRetention = JobRetention()
  ) {
    self.concurrency = concurrency
    self.batch = batch
    self.lease = lease
    self.poll = poll
    self.patience = patience
    self.retention = retention
  }

  /// What is written to the database: less than the promise by one look, since whoever takes over has
  /// to look first.
  var heldFor: Duration { max(lease / 2, lease - poll) }
}
