/// Whether readers are spoken to formally (`Sie`, `vous`) or not (`du`, `tu`).
package enum Formality: String, Codable, Sendable, CaseIterable {
  case formal, informal

  package var other: Formality { self == .formal ? .informal : .formal }

  /// Languages in which this module can tell the two apart.
  package static let languages: Set<String> = ["de", "fr", "es", "it", "nl", "pl", "ru"]

  /// What a translator is told.
  package func instruction(for language: String) -> String {
    let example = Forms.of(language)?.examples[self].map { " (\($0))" } ?? ""
    return "Speak to readers \(self == .formal ? "formally" : "informally")\(example)."
  }

  /// Words that speak to readers in this way. Empty where the language is not known or has no such difference.
  package func words(in text: String, language: String) -> [Span] {
    guard let forms = Forms.of(language) else { return [] }
    let scalars = Scalars(text)
    let starts = Set(Sentences.split(text).map(\.start))
    let kept = Quotations.spans(scalars)
    return Words.split(text).filter { span in
      let word = scalars.string(span)
      guard !kept.contains(where: { $0.overlaps(span) }) else { return false }
      // "Sie" at the beginning of a sentence may be "she" or "they".
      if forms.capitalised(self).contains(word) { return !opens(span, starts, scalars) }
      return forms.plain(self).contains(word.lowercased())
    }
  }

  private func opens(_ word: Span, _ starts: Set<Int>, _ text: Scalars) -> Bool {
    var place = word.start
    while place > 0, !starts.contains(place), !TwitterCharacters.isSpace(text[place - 1]) { place -= 1 }
    return starts.contains(place)
  }

  private struct Forms: Sendable {
    var formal: Set<String>
    /// Formal only with a capital letter that no sentence gives them.
    var formalCapitalised: Set<String> = []
    var informal: Set<String>
    var examples: [Formality: String]

    func plain(_ formality: Formality) -> Set<String> { formality == .formal ? formal : informal }
    func capitalised(_ formality: Formality) -> Set<String> { formality == .formal ? formalCapitalised : [] }

    static func of(_ language: String) -> Forms? { all[language.split(separator: "-").first.map(String.init) ?? ""] }

    private static func words(_ text: String) -> Set<String> { Set(text.split(separator: " ").map(String.init)) }

    /// Only words that speak to somebody and nothing else: German `ihr` is also "her", French `ton` is also a tone.
    private static let all: [String: Forms] = [
      "de": Forms(
        formal: [], formalCapitalised: words("Sie Ihnen Ihr Ihre Ihren Ihrem Ihrer Ihres"),
        informal: words("du dich dir dein deine deinen deinem deiner deines euch euer eure euren eurem eurer"),
        examples: [.formal: "Sie, Ihr", .informal: "du, dein"]),
      "fr": Forms(
        formal: words("vous votre vos"), informal: words("tu toi tes"),
        examples: [.formal: "vous, votre", .informal: "tu, ton"]),
      "es": Forms(
        formal: words("usted ustedes"),
        informal: words("tú ti contigo tus vosotros vosotras vuestro vuestra vuestros vuestras"),
        examples: [.formal: "usted, su", .informal: "tú, tu"]),
      "it": Forms(
        formal: [], formalCapitalised: words("Lei Suo Sua Suoi Sue"), informal: words("tu tuo tua tuoi tue"),
        examples: [.formal: "Lei, Suo", .informal: "tu, tuo"]),
      "nl": Forms(
        formal: words("u uw"), informal: words("jij je jou jouw jullie"),
        examples: [.formal: "u, uw", .informal: "je, jouw"]),
      "pl": Forms(
        formal: [], formalCapitalised: words("Państwo Państwa Państwu Pan Pani"),
        informal: words("ty ciebie tobie tobą twój twoja twoje twoich twoim was wasz wasza wasze"),
        examples: [.formal: "Państwo", .informal: "ty, twój"]),
      "ru": Forms(
        formal: words("вы вас вам вами ваш ваша ваше ваши вашего вашей вашему вашим ваших"),
        informal: words("ты тебя тебе тобой твой твоя твоё твое твои твоего твоей твоему твоим твоих"),
        examples: [.formal: "вы, ваш", .informal: "ты, твой"]),
    ]
  }
}
