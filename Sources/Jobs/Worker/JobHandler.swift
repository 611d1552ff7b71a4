package import Database
package import Foundation
import Kernel

/// How a run ended, as a value. A throw means "try again later" by the kind's retry policy.
package enum JobOutcome: Sendable, Equatable {
  case done
  /// There is nothing left to do, or never will be. The reason is a stable word or a short
  /// sentence without content; it is kept with the job.
  case cancel(String)
  /// Not yet. Does not count as an attempt.
  case snooze(until: Date)
}

/// Does the work of one kind of job.
///
/// A handler may run more than once for one job: its worker can die after the effect and before the
/// job is finished. A handler with an effect in the database therefore calls
/// `context.complete(in: tx)` last in the effect's transaction, which makes both one. Effects
/// elsewhere need the ledger (`Publishing`) or must be harmless to repeat.
package protocol JobHandler<Args>: Sendable {
  associatedtype Args: JobArgs

  /// Cancelled (`Task.isCancelled`) when the job is cancelled, its lease is lost or the worker is
  /// told to stop and its patience ends.
  func run(_ args: Args, _ context: JobContext) async throws -> JobOutcome

  /// Called in the transaction that gives the job up: attempts used up, a final error, or cancelled.
  /// Here a visible state is set, so that nothing fails silently. Throwing delays the giving up.
  func gaveUp(_ args: Args, _ reason: String, _ context: JobContext, in tx: Transaction) async throws
}

extension JobHandler {
  package func gaveUp(_ args: Args, _ reason: String, _ context: JobContext, in tx: Transaction) async throws {}
}

/// Does the work of a job of the installation.
package protocol SystemJobHandler<Args>: Sendable {
  associatedtype Args: SystemJobArgs
  func run(_ args: Args, _ context: SystemJobContext) async throws -> JobOutcome
}
