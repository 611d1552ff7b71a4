import Text

/// Earlier posts that are closest to what is to be written, by shared words.
package enum NearestExamples {
  /// At most `count`, the nearest first, each short enough for a prompt. Examples that share nothing come last, newest
  /// first, because they still show how the brand sounds.
  package static func pick(_ examples: [String], for brief: BriefContent, count: Int = 3) -> [String] {
    let wanted = words(([brief.topic, brief.offer] + brief.facts).joined(separator: " "))
    let ranked = examples.enumerated().map { place, text in
      (text: text, place: place, score: nearness(words(text), wanted))
    }
    return ranked.sorted { ($0.score, $1.place) > ($1.score, $0.place) }.prefix(count).map {
      String($0.text.prefix(600))
    }
  }

  private static func nearness(_ one: Set<String>, _ other: Set<String>) -> Double {
    guard !one.isEmpty, !other.isEmpty else { return 0 }
    return Double(one.intersection(other).count) / Double(one.union(other).count).squareRoot()
  }

  private static func words(_ text: String) -> Set<String> {
    Set(Words.split(text).map { quote($0, text).lowercased() }.filter { $0.count > 3 })
  }
}
