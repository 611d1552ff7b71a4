/// What a person should know about the posts that a voice is to be learnt from, before they trust it.
package struct ExampleFinding: Codable, Sendable, Equatable {
  package enum Kind: String, Codable, Sendable, CaseIterable {
    /// Too few to be sure of anything.
    case few
    /// Other people's posts, passed on; they are not learnt from.
    case reposts
    /// Posts that are mostly somebody's words in quotation marks.
    case quotations
    /// More than one language or script.
    case languages
    /// In a language that there are no neutral posts of.
    case unknownLanguage = "unknown-language"
    /// Two ways of writing that differ in habits and in wording alike.
    case writers
  }

  package var kind: Kind
  /// Posts concerned.
  package var count: Int
  /// One plain sentence, and what to do.
  package var message: String
}

package enum ExampleCheck {
  /// With fewer different posts than this a voice is a first impression.
  package static let fewSure = 20
  private static let shareOfMix = 0.15
  private static let shareOfQuotations = 0.2
  private static let shareKnown = 0.3

  /// Same posts, same findings; none when there is nothing to say.
  package static func findings(_ posts: [String]) -> [ExampleFinding] {
    let reposts = posts.filter(VoiceText.isRepost)
    var seen: Set<String> = []
    let own = posts.filter { !VoiceText.isRepost($0) }.map(VoiceText.prepare)
      .filter { Words.split($0).count >= 2 && seen.insert($0).inserted }
    return [few(own), passedOn(reposts), quotations(own), languages(own), unknown(own), writers(own)]
      .compactMap(\.self)
  }

  private static func few(_ own: [String]) -> ExampleFinding? {
    guard own.count < fewSure else { return nil }
    return ExampleFinding(
      kind: .few, count: own.count,
      message:
        "Only \(own.count) different posts have words in them: this voice is a first impression. Add posts until there are \(fewSure), better 40."
    )
  }

  private static func passedOn(_ reposts: [String]) -> ExampleFinding? {
    guard !reposts.isEmpty else { return nil }
    return ExampleFinding(
      kind: .reposts, count: reposts.count,
      message: "\(reposts.count) of the posts are other people's, passed on. They were left out.")
  }

  private static func quotations(_ own: [String]) -> ExampleFinding? {
    let count = own.count { QuotedShare.of($0) >= 0.5 }
    guard count >= 2, Double(count) >= shareOfQuotations * Double(own.count) else { return nil }
    return ExampleFinding(
      kind: .quotations, count: count,
      message:
        "\(count) of \(own.count) posts are mostly quotations. If these are other people's words, leave them out and train again."
    )
  }

  private static func languages(_ own: [String]) -> ExampleFinding? {
    let counts = own.compactMap(WrittenIn.name).reduce(into: [:]) { $0[$1, default: 0] += 1 }
      .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    guard counts.count > 1, counts[1].value >= 3 else { return nil }
    let rest = counts.dropFirst().reduce(0) { $0 + $1.value }
    guard Double(counts[1].value) >= shareOfMix * Double(counts[0].value + rest) else { return nil }
    return ExampleFinding(
      kind: .languages, count: rest,
      message:
        "The posts are in several languages: \(counts[0].value) in \(counts[0].key), \(counts[1].value) in \(counts[1].key). A voice holds one language well; train one for each."
    )
  }

  private static func unknown(_ own: [String]) -> ExampleFinding? {
    guard own.count >= 5 else { return nil }
    let known = own.count { WrittenIn.language($0) != nil }
    guard Double(known) < shareKnown * Double(own.count) else { return nil }
    return ExampleFinding(
      kind: .unknownLanguage, count: own.count - known,
      message:
        "There are no neutral posts in this language to compare with, so how sure the voice is cannot be told. Its habits and limits hold all the same."
    )
  }

  private static func writers(_ own: [String]) -> ExampleFinding? {
    guard let smaller = WriterMix.find(own) else { return nil }
    return ExampleFinding(
      kind: .writers, count: smaller,
      message:
        "The examples sound mixed: \(smaller) of \(min(own.count, WriterMix.mostPosts)) are written another way, in habits and wording alike. If two people or two brands wrote them, train with one part only."
    )
  }
}

/// What a post is written in, as far as its small words or its script tell.
enum WrittenIn {
  static func language(_ text: String) -> ReferenceLanguage? {
    script(text) == "Latin letters" ? ReferenceLanguage(of: text) : nil
  }

  static func name(_ text: String) -> String? {
    guard let script = script(text), Words.split(text).count >= 4 || script != "Latin letters" else { return nil }
    guard script == "Latin letters" else { return script }
    return switch ReferenceLanguage(of: text) {
    case .english: "English"
    case .german: "German"
    case .spanish: "Spanish"
    case .french: "French"
    case nil: nil
    }
  }

  /// The script that most letters belong to, by Unicode blocks.
  private static func script(_ text: String) -> String? {
    var counts: [String: Int] = [:]
    for scalar in text.unicodeScalars where Letters.isLetter(scalar.value) {
      if let name = blocks.first(where: { $0.range.contains(scalar.value) })?.name { counts[name, default: 0] += 1 }
    }
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }

  private static let blocks: [(range: ClosedRange<UInt32>, name: String)] = [
    (0x41...0x24F, "Latin letters"), (0x1E00...0x1EFF, "Latin letters"), (0x370...0x3FF, "Greek letters"),
    (0x400...0x52F, "Cyrillic letters"), (0x590...0x5FF, "Hebrew letters"), (0x600...0x77F, "Arabic letters"),
    (0x900...0x97F, "Devanagari"), (0xE00...0xE7F, "Thai letters"), (0x3040...0x30FF, "Japanese"),
    (0x4E00...0x9FFF, "Chinese characters"), (0xAC00...0xD7AF, "Korean"),
  ]
}

enum QuotedShare {
  /// Share of the characters that stand between quotation marks, in 0...1.
  static func of(_ text: String) -> Double {
    let scalars = Scalars(text)
    var (inside, isOpen) = (0, false)
    for value in scalars.values {
      switch value {
      case 0x22: isOpen.toggle()
      case 0x201C where isOpen, 0x201D, 0xBB: isOpen = false
      case 0x201C, 0x201E, 0xAB: isOpen = true
      default: inside += isOpen ? 1 : 0
      }
    }
    return Double(inside) / Double(max(1, scalars.count))
  }
}
