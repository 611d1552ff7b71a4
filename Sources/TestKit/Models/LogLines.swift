package import Logging
import Synchronization

/// Keeps every line that is logged, metadata included, for tests that look for what must not be there.
package final class LogLines: Sendable {
  private let kept = Mutex<[String]>([])

  package init() {}

  package var all: [String] { kept.withLock { $0 } }

  /// A logger that writes here, at every level.
  package var logger: Logger { Logger(label: "test") { _ in Handler(lines: self) } }

  fileprivate func keep(_ line: String) { kept.withLock { $0.append(line) } }

  private struct Handler: LogHandler {
    let lines: LogLines
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      lines.keep("\(event.message) \(metadata) \(event.metadata ?? [:])")
    }
  }
}
