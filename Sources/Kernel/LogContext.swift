import Synchronization

/// The ids that tie a log line to what caused it; every line of the task and of its children carries them. The trace's
/// id comes from the current span.
package final class LogContext: Sendable {
  @TaskLocal package static var current: LogContext?

  package let request: String?
  package let job: JobID?
  private let learnt: Mutex<OrgID?>

  package init(request: String? = nil, job: JobID? = nil, org: OrgID? = nil) {
    self.request = request
    self.job = job
    learnt = Mutex(org)
  }

  /// Nil until it is known who asks.
  package var org: OrgID? {
    get { learnt.withLock { $0 } }
    set { learnt.withLock { $0 = newValue } }
  }
}
