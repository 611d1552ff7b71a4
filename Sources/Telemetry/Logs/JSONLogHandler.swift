import Foundation
package import Kernel
package import Logging

/// One JSON object a line: `time`, `level`, `message`, `logger`, then the metadata as fields. Ids of
/// request, job, tenant and trace come from `LogContext` of the current task.
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
    for (name, value) in LogContext.current.fields { line.add(name, value) }
    var fields = metadata
    if let provided = metadataProvider?.get() { fields.merge(provided) { $1 } }
    if let more = event.metadata { fields.merge(more) { $1 } }
    if let error = event.error { fields["error"] = "\(error)" }
    for (name, value) in fields.sorted(by: { $0.key < $1.key }) { line.add(name, value) }
    write(line.finished)
  }
}

/// The ids that tie a line to what caused it. Set with `LogContext.$current.withValue`.
package struct LogContext: Sendable {
  @TaskLocal package static var current = LogContext()

  package var request: String?
  package var job: JobID?
  package var org: OrgID?
  /// The 32 hexadecimal digits of the W3C trace id.
  package var trace: String?

  package init(request: String? = nil, job: JobID? = nil, org: OrgID? = nil, trace: String? = nil) {
    self.request = request
    self.job = job
    self.org = org
    self.trace = trace
  }

  var fields: [(String, String)] {
    [("request", request), ("job", job?.description), ("org", org?.description), ("trace", trace)]
      .compactMap { name, value in value.map { (name, $0) } }
  }
}

enum Timestamp {
  /// RFC 3339 with milliseconds, in UTC.
  static func text(_ date: Date) -> String {
    let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    return date.formatted(style)
  }
}
