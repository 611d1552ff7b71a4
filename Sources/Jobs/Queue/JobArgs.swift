/// What a job needs to know: ids and versions, never content or secrets, since `system.jobs` is
/// not under row-level security. The rest is read when the job runs, so a job always acts on what
/// is true then.
package protocol JobArgs: Codable, Sendable {
  /// Stable for ever (`publish`, `hashtag`); never the name of the type.
  static var kind: String { get }
  /// Grows when the fields change meaning. A worker leaves versions it does not know alone, so a
  /// new release can enqueue before every worker is replaced.
  static var version: Int { get }
  static var retry: RetryPolicy { get }
  static var uniqueness: Uniqueness { get }
  /// While a job with this key is live (`uniqueness` says how long), enqueuing the same key in the
  /// same organisation and kind returns that job. Nil: every call makes a job.
  var uniqueKey: String? { get }
}

extension JobArgs {
  package static var version: Int { 1 }
  package static var retry: RetryPolicy { .standard }
  package static var uniqueness: Uniqueness { .untilFinished }
  package var uniqueKey: String? { nil }
}

/// A job of the whole installation, such as pruning: it has no tenant.
package protocol SystemJobArgs: JobArgs {}

package enum Uniqueness: Sendable, Hashable {
  /// The key is taken until the job has run, been cancelled or been given up.
  case untilFinished
  /// The key is free as soon as a worker has taken the job, so that a change made while it runs
  /// gets a run of its own.
  case untilStarted
}

/// Which waiting job goes first. Within a priority, the one that is due longest.
package enum JobPriority: Int, Sendable, CaseIterable, Codable {
  /// Somebody is looking at a spinner.
  case interactive = 0
  case normal = 1
  /// Nobody waits: rollups, pruning, re-embedding.
  case background = 2
}
