import Tracing

/// OTLP/HTTP in its binary encoding, which every collector takes. Field numbers are those of
/// opentelemetry-proto 1, `trace/v1/trace.proto` and `common/v1/common.proto`.
package enum OTLP {
  package static let mediaType = "application/x-protobuf"

  /// The body of a POST to `/v1/traces`: an `ExportTraceServiceRequest`.
  package static func body(_ spans: [FinishedSpan], service: String, version: String) -> [UInt8] {
    var request = ProtobufWriter()
    request.message(1) { resourceSpans in
      resourceSpans.message(1) { resource in
        attribute(1, "service.name", .string(service), in: &resource)
        attribute(1, "service.version", .string(version), in: &resource)
      }
      resourceSpans.message(2) { scopeSpans in
        scopeSpans.message(1) { scope in scope.text(1, service) }
        for span in spans { scopeSpans.message(2) { write(span, to: &$0) } }
      }
    }
    return request.bytes
  }

  private static func write(_ span: FinishedSpan, to message: inout ProtobufWriter) {
    message.data(1, span.place.traceBytes)
    message.data(2, span.place.spanBytes)
    if let parent = span.parent { message.data(4, parent) }
    message.text(5, span.name)
    message.integer(6, number(of: span.kind))
    message.fixed(7, span.start)
    message.fixed(8, span.end)
    attributes(9, span.attributes, in: &message)
    for event in span.events {
      message.message(11) { inner in
        inner.fixed(1, event.time)
        inner.text(2, event.name)
        attributes(3, event.attributes, in: &inner)
      }
    }
    if let status = span.status { message.message(15) { $0.integer(3, status.code == .error ? 2 : 1) } }
  }

  private static func number(of kind: SpanKind) -> Int64 {
    switch kind {
    case .server: 2
    case .client: 3
    case .producer: 4
    case .consumer: 5
    default: 1
    }
  }

  private static func attributes(_ field: UInt64, _ attributes: SpanAttributes, in message: inout ProtobufWriter) {
    attributes.forEach { name, value in attribute(field, name, value, in: &message) }
  }

  private static func attribute(
    _ field: UInt64, _ name: String, _ value: SpanAttribute, in message: inout ProtobufWriter
  ) {
    message.message(field) { pair in
      pair.text(1, name)
      pair.message(2) { write(value, to: &$0) }
    }
  }

  private static func write(_ value: SpanAttribute, to message: inout ProtobufWriter) {
    switch value {
    case .int32(let number): message.integer(3, Int64(number))
    case .int64(let number): message.integer(3, number)
    case .double(let number): message.fixed(4, number.bitPattern)
    case .bool(let flag): message.integer(2, flag ? 1 : 0)
    case .string(let text): message.text(1, text)
    case .stringConvertible(let text): message.text(1, text.description)
    default: message.text(1, String(describing: value))
    }
  }
}
