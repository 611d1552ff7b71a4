/// Claim words and phrases in groups: one of a group in the sources grounds every other of it.
enum ClaimWords {
  static let lexicon = Lexicon(Array(groups.keys))

  /// Phrase to the keys of its groups; none for a phrase that claims nothing though it holds a claim word.
  static let groups: [String: Set<String>] = {
    var result: [String: Set<String>] = [:]
    for (index, group) in list.split(separator: ";").enumerated() {
      for phrase in group.split(separator: ",") {
        for form in forms(String(phrase)) { result[form, default: []].insert("claim:\(index)") }
      }
    }
    for phrase in idioms.split(separator: ",") { for form in forms(String(phrase)) { result[form] = [] } }
    return result
  }()

  /// The group of words for what costs nothing.
  static let freeGroup = "claim:0"

  /// With hyphens as written, and as separate words.
  private static func forms(_ phrase: String) -> [String] {
    let words = Lexicon.words(phrase)
    let whole = words.joined(separator: " ")
    return whole.contains("-") ? [whole, whole.split(separator: "-").joined(separator: " ")] : [whole]
  }
}
