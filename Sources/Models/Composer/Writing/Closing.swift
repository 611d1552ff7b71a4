import Text

/// The last line: what the reader is asked to do, and where.
enum Closing {
  /// A call to action without the words of who asked for it, and without shouting.
  static func cleaned(_ call: String, link: String?) -> String {
    var text = Phrase.bare(call)
    for _ in 0..<2 {
      let lower = text.lowercased()
      if let lead = leads.first(where: { lower.hasPrefix($0) }), text.count > lead.count + 2 {
        text = String(text.dropFirst(lead.count))
      }
    }
    while text.hasSuffix("!") { text.removeLast() }
    guard let link, let range = text.firstRange(of: link) else { return Phrase.capitalised(text) }
    return Phrase.capitalised(Phrase.bare(String(text[..<range.lowerBound]) + String(text[range.upperBound...])))
  }

  private static let leads = [
    "call to action: ", "cta: ", "please get people to ", "get people to ", "get them to ", "ask people to ",
    "ask them to ",
    "encourage people to ", "encourage readers to ", "encourage them to ", "tell people to ", "tell them to ",
    "invite people to ", "people should ", "readers should ", "they should ", "we want people to ", "want people to ",
    "have people ", "to ",
  ]

  /// The call with the link behind it; the link with a plain word when there is no call; nil when there is neither.
  static func line(_ reading: Reading, _ manner: Manner, _ dress: Dress) -> String? {
    guard let call = reading.call else { return reading.link.map { introduced($0, reading, manner, dress.pick) } }
    guard let link = reading.link else {
      return call.hasSuffix("?") ? call : dress.exclaims ? call + "!" : Phrase.sentence(call)
    }
    if call.hasSuffix("?") { return "\(call) \(link)" }
    if reading.callLeadsToLink { return "\(call): \(link)" }
    return "\(Phrase.sentence(call)) \(introduced(link, reading, manner, dress.pick))"
  }

  /// A link can answer it: `Book a table`, not `Bring a bottle`.
  static func leadsToLink(_ call: String) -> Bool {
    let terms = Term.split(call)
    guard terms.count <= 14, let first = terms.first(where: { $0.key != "please" }) else { return false }
    return !elsewhere.contains(first.key) && !call.contains("@")
      && !terms.contains { $0.key.filter(\.isNumber).count >= 6 }
      && Sentences.split(call).count == 1
  }

  private static let elsewhere = Lexis.set(
    "bring come call ring phone pop drop swing mail email message text dm reply comment tell wear walk share stop taste sit"
  )

  private static func introduced(_ link: String, _ reading: Reading, _ manner: Manner, _ pick: Int) -> String {
    let words: [String]
    if manner.formal {
      words = ["More information: ", "Details: "]
    } else {
      switch reading.topic.genre {
      case .event, .notice: words = ["All the details: ", "Details: "]
      case .hiring: words = ["More about the job: ", "Details: "]
      default: words = ["More here: ", "Details: ", "Find out more: "]
      }
    }
    return words[pick % words.count] + link
  }
}
