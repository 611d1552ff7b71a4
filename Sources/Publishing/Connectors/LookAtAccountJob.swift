import Database
import Foundation
package import Jobs
package import Kernel
import Platforms

/// Keeps an account's access alive and its server's limits known while nobody uses it.
package struct LookAtAccountJob: JobArgs, Equatable {
  package static let kind = "account"
  /// The sweep asks again.
  package static let retry = RetryPolicy.once

  package var connector: ConnectorID

  package init(_ connector: ConnectorID) { self.connector = connector }

  package var uniqueKey: String? { connector.description }
}

package struct LookAtAccountHandler: JobHandler {
  package typealias Args = LookAtAccountJob

  /// Profile and limits older than this are read again.
  private static let staleAfter: TimeInterval = 82_800

  let parts: PublishingParts

  package init(_ parts: PublishingParts) { self.parts = parts }

  package func run(_ args: LookAtAccountJob, _ context: JobContext) async throws -> JobOutcome {
    do {
      let open = try await parts.freshSession(args.connector, context.database, as: context.tenant)
      guard parts.reaches(open.connector), isStale(open.connector) else { return .done }
      try await look(at: open, context)
      return .done
    } catch let problem as Problem where problem.kind == .notFound {
      return .cancel("removed")
    }
  }

  private func isStale(_ connector: Connector) -> Bool {
    parts.time.now().timeIntervalSince(connector.checkedAt) > Self.staleAfter
  }

  private func look(at open: OpenSession, _ context: JobContext) async throws {
    do {
      _ = try await parts.looked(at: open, context.database, as: context.tenant)
    } catch let failure as PublishFailure {
      _ = try await parts.learn(failure, open.connector, context.database, as: context.tenant)
    }
  }
}
