import HTTPTypes
import Kernel

/// A problem as RFC 9457 JSON.
enum ProblemJSON {
  /// - Parameter yours: for `stale`, the body that was sent.
  static func encode(_ problem: Problem, requestID: String, yours: [UInt8]? = nil) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    member("type", problem.kind.type, &writer)
    member("title", problem.kind.title, &writer)
    writer.name("status")
    writer.value(problem.kind.status.code)
    member("detail", problem.detail, &writer)
    member("request_id", requestID, &writer)
    if !problem.fields.isEmpty { errors(problem.fields, &writer) }
    if let current = problem.current { json("current", Array(current.utf8), &writer) }
    if problem.kind == .stale, let yours { json("yours", yours, &writer) }
    writer.endObject()
    return writer.bytes
  }

  private static func member(_ name: StaticString, _ value: String, _ writer: inout JSONWriter) {
    writer.name(name)
    writer.value(value)
  }

  private static func errors(_ fields: [Problem.Field], _ writer: inout JSONWriter) {
    writer.name("errors")
    writer.beginArray()
    for field in fields {
      writer.beginObject()
      member("pointer", field.pointer, &writer)
      member("message", field.message, &writer)
      writer.endObject()
    }
    writer.endArray()
  }

  /// As JSON when it is JSON, as text otherwise.
  private static func json(_ name: StaticString, _ bytes: [UInt8], _ writer: inout JSONWriter) {
    writer.name(name)
    if (try? JSONParser.parse(bytes)) != nil {
      writer.raw(bytes)
    } else {
      writer.value(String(decoding: bytes, as: UTF8.self))
    }
  }
}
