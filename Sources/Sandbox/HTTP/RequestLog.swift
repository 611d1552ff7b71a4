import DequeModule
package import Foundation
import Synchronization

/// The last requests that reached a platform, without bodies and credentials.
package final class RequestLog: Sendable {
  package struct Line: Sendable, Equatable {
    package var at: Date
    package var platform: SandboxPlatform
    package var method: String
    package var path: String
    package var route: String
    package var account: String?
    package var faults: [Fault]
    package var outcome: String
  }

  private static let kept = 2000
  private let lines = Mutex(Deque<Line>())

  package init() {}

  func add(_ line: Line) {
    lines.withLock { lines in
      if lines.count == Self.kept { lines.removeFirst() }
      lines.append(line)
    }
  }

  /// Oldest first.
  package var all: [Line] { lines.withLock { Array($0) } }
}
