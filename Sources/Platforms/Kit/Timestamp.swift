package import Foundation

/// RFC 3339 in UTC, as both platforms write it.
package enum Timestamp {
  package static func parse(_ text: String) -> Date? {
    let fractional = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    return (try? Date(text, strategy: fractional)) ?? (try? Date(text, strategy: .iso8601))
  }

  package static func format(_ date: Date) -> String {
    date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
  }
}
