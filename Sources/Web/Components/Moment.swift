package import Foundation

/// A moment such as `2026-11-24 at 05:14 UTC`; where scripts run, in the reader's zone and without its name.
package func moment(_ date: Date) -> HTML {
  let text = date.ISO8601Format()
  return timeElement(.dateTime(text), .data("local", "")) {
    "\(text.prefix(10)) at \(text.dropFirst(11).prefix(5)) UTC"
  }
}
