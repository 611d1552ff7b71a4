import Foundation
package import Kernel
package import Logging
import Tracing

/// One JSON object a line: `time`, `level`, `message`, `logger`, then the metadata as fields. The ids of
/// request, job and tenant come from `LogContext` of the current task, that of the trace from its span.
package struct JSONLogHandler: LogHandler {
  package var logLevel: Logger.Level
  package var metadata: Logger.Metadata = [:]
  package var metadataProvider: Logger.MetadataProvider?
  private let label: String
  private let time: TimeSource
  private let write: @Sendable (String) -> Void

  /// `write` gets one line without its end, from any thread.
  package init(
    label: String, level: Logger.Level, time: TimeSource, write: @escaping @Sendable (String) -> Void
  ) {
    self.label = label
    self.time = time
    self.write = write
    logLevel = level
  }

  package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  package func log(event: LogEvent) {
    var line = JSONLine()
    line.add("time", Timestamp.text(time.now()))
    line.add("level", event.level.rawValue)
    line.add("message", event.message.description)
    line.add("logger", label)
    var fields = metadata
    if let provided = metadataProvider?.get() { fields.merge(provided) { $1 } }
    if let more = event.metadata { fields.merge(more) { $1 } }
    if let error = event.error { fields["error"] = "\(error)" }
    for (name, value) in Self.ids where fields[name] == nil { line.add(name, value) }
    for (name, value) in fields.sorted(by: { $0.key < $1.key }) { line.add(name, value) }
    write(line.finished)
  }

  private static var ids: [(String, String)] {
    let context = LogContext.current
    return [
      ("request", context?.request), ("job", context?.job?.description), ("org", context?.org?.description),
      ("trace", ServiceContext.current?.traceParent?.trace),
    ].compactMap { name, value in value.map { (name, $0) } }
  }
}

enum Timestamp {
  /// RFC 3339 with milliseconds, in UTC.
  static func text(_ date: Date) -> String {
    let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    return date.formatted(style)
  }
}
