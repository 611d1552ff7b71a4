import Kernel
import Text

/// A text, what it was written from, and what was invented in it.
struct GroundingCase: Decodable {
  var id: String?
  /// The brief's or the linked page's words.
  var brief: Brief
  var facts: [String]?
  var examples: [String]?
  /// The day the text goes out, `2026-12-05`.
  var day: String?
  var text: String
  /// Empty for an honest text.
  var invented: [Invention]?

  /// Text, or an object whose strings at any depth count, names of fields not.
  struct Brief: Decodable {
    var strings: [String]

    init(from decoder: any Decoder) throws { strings = try JSONStrings(from: decoder).all }
  }

  /// The words, or `[start, end]` in code points.
  enum Invention: Decodable {
    case words(String)
    case span([Int])

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let words = try? container.decode(String.self) {
        self = .words(words)
      } else {
        self = .span(try container.decode([Int].self))
      }
    }
  }

  var sources: [GroundingSource] {
    [("brief", brief.strings), ("brand", facts ?? []), ("example", examples ?? [])].compactMap { name, texts in
      texts.isEmpty ? nil : GroundingSource(name, texts.joined(separator: "\n"))
    }
  }

  /// Throws `Problem(.invalid)` at `place` for words that the text has not, and for a span outside of it.
  func spans(place: String) throws -> [Span] {
    let scalars = Array(text.unicodeScalars)
    return try (invented ?? []).map { invention in
      switch invention {
      case .span(let ends):
        guard ends.count == 2, ends[0] >= 0, ends[0] < ends[1], ends[1] <= scalars.count else {
          throw Problem.invalid(place, "A span in “invented” must be [start, end] within the text, in code points.")
        }
        return Span(ends[0], ends[1])
      case .words(let words):
        let wanted = Array(words.unicodeScalars)
        let starts = 0...max(0, scalars.count - wanted.count)
        guard !wanted.isEmpty, wanted.count <= scalars.count,
          let start = starts.first(where: { scalars[$0..<$0 + wanted.count].elementsEqual(wanted) })
        else { throw Problem.invalid(place, "“\(words)” in “invented” does not stand in the text.") }
        return Span(start, start + wanted.count)
      }
    }
  }

  func quote(_ span: Span) -> String {
    var result = String.UnicodeScalarView()
    result.append(contentsOf: Array(text.unicodeScalars)[span.range])
    return String(result)
  }
}

/// All strings and numbers of a JSON value, as text.
private struct JSONStrings: Decodable {
  var all: [String]

  init(from decoder: any Decoder) throws {
    if let object = try? decoder.container(keyedBy: AnyKey.self) {
      all = try object.allKeys.sorted { $0.stringValue < $1.stringValue }
        .flatMap { try object.decode(JSONStrings.self, forKey: $0).all }
    } else if var list = try? decoder.unkeyedContainer() {
      all = []
      while !list.isAtEnd { all += try list.decode(JSONStrings.self).all }
    } else {
      let value = try decoder.singleValueContainer()
      if let text = try? value.decode(String.self) {
        all = [text]
      } else if let number = try? value.decode(Double.self) {
        all = [number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)]
      } else {
        all = []
      }
    }
  }

  private struct AnyKey: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }

    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}
