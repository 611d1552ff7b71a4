import Kernel
import Text
import Web

/// The form of a brand, for a new one and for edits.
enum BrandForm {
  static func fields(_ profile: BrandProfile, _ problem: Problem?) -> HTML {
    HTML {
      problemNotice(problem)
      textField(Field("name", "Name", value: profile.name, required: true), problem: problem)
      selectField(
        Field("mode", "Mode", value: profile.mode.rawValue, hint: "Rehearsal publishes to the built-in sandbox only."),
        options: [("rehearsal", "Rehearsal"), ("live", "Live")], problem: problem)
      textArea(
        Field(
          "facts", "Facts", value: profile.facts.map(line).joined(separator: "\n"),
          hint:
            "One a line: what posts may state. Source and last day may follow: We roast in Graz | https://… | 2027-01-31"
        ),
        rows: 6, problem: problem)
      textArea(
        Field("guidelines", "Guidelines", value: profile.guidelines, hint: "What a new writer should know."),
        rows: 6, problem: problem)
      textField(
        Field("always", "Always spell exactly so", value: profile.always.joined(separator: ", ")), problem: problem)
      textField(Field("never", "Never write", value: profile.never.joined(separator: ", ")), problem: problem)
      textField(
        Field(
          "colours", "Colours", value: profile.colours.joined(separator: ", "),
          hint: "Such as #3b2a1a, the main one first."),
        problem: problem)
      textField(Field("fonts", "Fonts", value: profile.fonts.joined(separator: ", ")), problem: problem)
      textArea(
        Field(
          "glossary", "Glossary", value: profile.glossary.map(line).joined(separator: "\n"),
          hint: "One a line: term = meaning | de: its word in German | fr: …"), rows: 3, problem: problem)
      textField(
        Field(
          "locales", "Languages", value: profile.locales.joined(separator: ", "),
          hint: "Such as en, de. The main one first.", required: true),
        problem: problem)
      textField(
        Field(
          "formality", "How readers are spoken to", value: words(of: profile.formality),
          hint: "By language, such as de: formal, fr: informal."),
        problem: problem)
      textField(
        Field("zone", "Time zone", value: profile.zone, hint: "Such as Europe/Vienna.", required: true),
        problem: problem)
    }
  }

  /// What the form says, on top of a profile whose other parts stay.
  static func read(_ form: FormValues, over profile: BrandProfile) -> BrandProfile {
    let text = FormText(form: form)
    var new = profile
    new.name = text.text("name")
    new.mode = BrandMode(rawValue: text.text("mode")) ?? profile.mode
    new.facts = text.lines("facts").map(fact)
    new.guidelines = text.text("guidelines")
    new.always = text.words("always")
    new.never = text.words("never")
    new.colours = text.words("colours")
    new.fonts = text.words("fonts")
    new.glossary = text.lines("glossary").map(term)
    new.locales = text.words("locales")
    new.zone = text.text("zone")
    new.formality = formality(text.words("formality"))
    return new
  }

  private static func line(_ fact: BrandFact) -> String {
    [fact.text, fact.source ?? (fact.expires == nil ? nil : ""), fact.expires].compactMap { $0 }
      .joined(separator: " | ")
  }

  private static func fact(_ line: String) -> BrandFact {
    let parts = line.split(separator: "|", omittingEmptySubsequences: false).map(trim)
    func part(_ index: Int) -> String? { parts.indices.contains(index) && !parts[index].isEmpty ? parts[index] : nil }
    return BrandFact(text: part(0) ?? "", source: part(1), expires: part(2))
  }

  private static func line(_ term: GlossaryTerm) -> String {
    let head = term.meaning.map { "\(term.term) = \($0)" } ?? term.term
    let said = (term.translations ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
    return ([head] + said).joined(separator: " | ")
  }

  private static func term(_ line: String) -> GlossaryTerm {
    let parts = line.split(separator: "|")
    let head = (parts.first ?? "").split(separator: "=", maxSplits: 1).map(trim)
    let said = parts.dropFirst().map { $0.split(separator: ":", maxSplits: 1).map(trim) }.filter { $0.count == 2 }
    return GlossaryTerm(
      term: head.first ?? "", meaning: head.count == 2 ? head[1] : nil,
      translations: said.isEmpty ? nil : Dictionary(said.map { ($0[0], $0[1]) }, uniquingKeysWith: { $1 }))
  }

  private static func words(of formality: [String: Formality]?) -> String {
    (formality ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.rawValue)" }.joined(separator: ", ")
  }

  /// A word that is neither counts as a language of its own, which the act refuses by name.
  private static func formality(_ entries: [String]) -> [String: Formality]? {
    guard !entries.isEmpty else { return nil }
    return Dictionary(
      entries.map { entry in
        let parts = entry.split(separator: ":", maxSplits: 1).map(trim)
        guard parts.count == 2, let formality = Formality(rawValue: parts[1].lowercased()) else {
          return (entry, Formality.formal)
        }
        return (parts[0], formality)
      }, uniquingKeysWith: { $1 })
  }

  private static func trim(_ text: Substring) -> String {
    var text = text
    while text.first?.isWhitespace == true { text = text.dropFirst() }
    while text.last?.isWhitespace == true { text = text.dropLast() }
    return String(text)
  }
}
