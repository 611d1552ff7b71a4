/// A stretch of a text, as offsets in Unicode scalars (code points) from its start; `end` is exclusive.
/// Code points are what twitter-text indices, Python and `Array.from` in a browser count in.
package struct Span: Codable, Sendable, Hashable, Comparable {
  package var start: Int
  package var end: Int

  package init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = end
  }

  package init(_ range: Range<Int>) { self.init(range.lowerBound, range.upperBound) }

  package var range: Range<Int> { start..<end }

  package func overlaps(_ other: Span) -> Bool { start < other.end && other.start < end }

  package static func < (a: Span, b: Span) -> Bool { (a.start, a.end) < (b.start, b.end) }
}
