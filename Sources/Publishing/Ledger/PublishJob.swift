import Database
import Foundation
package import Jobs
package import Kernel
import Platforms

/// Brings one publication to its end.
package struct PublishJob: JobArgs, Equatable {
  package static let kind = "publish"
  /// The ledger decides what is tried again; a throw is a fault of ours or of the database.
  package static let retry = RetryPolicy(
    maxAttempts: 10_000, first: .milliseconds(500), factor: 2, longest: .seconds(15))

  package var publication: PublicationID
  /// The row's version when the job was asked for: another time of sending is another job.
  package var turn: Int

  package init(_ publication: PublicationID, turn: Int) {
    self.publication = publication
    self.turn = turn
  }

  package var uniqueKey: String? { "\(publication)/\(turn)" }
}

/// What one look at a publication led to.
package enum LedgerStep: Sendable, Equatable {
  case ended
  /// Look again at once.
  case again
  /// Look again after so long, by the database's clock.
  case wait(Duration)
}

package struct PublishHandler: JobHandler {
  package typealias Args = PublishJob

  let parts: PublishingParts

  package init(_ parts: PublishingParts) { self.parts = parts }

  package func run(_ args: PublishJob, _ context: JobContext) async throws -> JobOutcome {
    let ledger = Ledger(parts, context.database, context.tenant)
    while true {
      switch try await ledger.advance(args.publication) {
      case .ended: return .done
      case .again: continue
      case .wait(let rest): return .snooze(until: parts.time.now().addingTimeInterval(rest.seconds))
      }
    }
  }
}
