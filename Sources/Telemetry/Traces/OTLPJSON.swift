package import Foundation
import Tracing

/// OTLP/HTTP in its JSON encoding: https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding
/// Ids are hexadecimal there, 64-bit integers are strings.
package enum OTLPJSON {
  /// The body of a POST to `/v1/traces`.
  package static func body(_ spans: [FinishedSpan], service: String, version: String) throws -> Data {
    let resource = [attribute("service.name", service), attribute("service.version", version)]
    let body: [String: Any] = [
      "resourceSpans": [
        [
          "resource": ["attributes": resource],
          "scopeSpans": [["scope": ["name": service], "spans": spans.map(span)]],
        ]
      ]
    ]
    return try JSONSerialization.data(withJSONObject: body, options: [.sortedKeys])
  }

  private static func span(_ span: FinishedSpan) -> [String: Any] {
    var fields: [String: Any] = [
      "traceId": span.place.trace, "spanId": span.place.span, "name": span.name, "kind": number(of: span.kind),
      "startTimeUnixNano": String(span.start), "endTimeUnixNano": String(span.end),
      "attributes": attributes(span.attributes),
      "events": span.events.map {
        ["name": $0.name, "timeUnixNano": String($0.time), "attributes": attributes($0.attributes)]
      },
    ]
    fields["parentSpanId"] = span.parent
    if let status = span.status { fields["status"] = ["code": status.code == .error ? 2 : 1] }
    return fields
  }

  private static func number(of kind: SpanKind) -> Int {
    switch kind {
    case .server: 2
    case .client: 3
    case .producer: 4
    case .consumer: 5
    default: 1
    }
  }

  private static func attributes(_ attributes: SpanAttributes) -> [[String: Any]] {
    var found: [[String: Any]] = []
    attributes.forEach { name, value in found.append(["key": name, "value": self.value(value)]) }
    return found
  }

  private static func attribute(_ name: String, _ text: String) -> [String: Any] {
    ["key": name, "value": ["stringValue": text]]
  }

  private static func value(_ value: SpanAttribute) -> [String: Any] {
    switch value {
    case .int32(let number): ["intValue": String(number)]
    case .int64(let number): ["intValue": String(number)]
    case .double(let number): ["doubleValue": number]
    case .bool(let flag): ["boolValue": flag]
    case .string(let text): ["stringValue": text]
    case .stringConvertible(let text): ["stringValue": text.description]
    default: ["stringValue": String(describing: value)]
    }
  }
}
