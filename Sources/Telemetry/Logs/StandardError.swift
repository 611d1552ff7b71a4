import Foundation
import Synchronization

/// Writes whole lines to standard error: one write each, so that lines of several threads never mix.
package final class StandardError: Sendable {
  package static let shared = StandardError()
  private let lock = Mutex(())

  package func write(line: String) {
    let bytes = Array((line + "\n").utf8)
    lock.withLock { _ in
      var rest = bytes[...]
      while !rest.isEmpty {
        let written = rest.withUnsafeBytes { Foundation.write(2, $0.baseAddress, $0.count) }
        guard written > 0 else { return }
        rest = rest.dropFirst(written)
      }
    }
  }
}
