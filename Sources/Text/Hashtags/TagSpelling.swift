/// Spells tags so that a screen reader hears their words: `#blackfriday` is read as one strange word,
/// `#BlackFriday` as two.
package struct TagSpelling: Sendable {
  private let vocabulary: TagVocabulary
  /// Key -> spellings with how often each was used.
  private var seen: [String: [String: Int]] = [:]

  /// `texts` (the draft, the brand's facts and posts) lend their words; `tags` are spellings in use, of which one with
  /// inner capitals stands.
  package init(texts: [String] = [], tags: [String] = []) {
    vocabulary = TagVocabulary(texts)
    for tag in tags { seen[TaggedPost.key(tag), default: [:]][Self.bare(tag), default: 0] += 1 }
  }

  /// Without the sign. The usual spelling with capitals inside if there is one; else each word with a capital where all
  /// words are known; else as it mostly is.
  package func spell(_ tag: String) -> String {
    let key = TaggedPost.key(tag)
    let own = seen[key] ?? [:]
    let usual = own.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    if let capitals = usual.first(where: Self.hasInnerCapital) { return capitals }
    let fallback = usual.first ?? Self.bare(tag)
    guard let words = vocabulary.words(of: key), words.count > 1 else { return fallback }
    return words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }

  /// A capital behind a small letter or a digit; all capitals (`NASA`, `MAGA`) too, since they are read out as they are.
  private static func hasInnerCapital(_ tag: String) -> Bool {
    let letters = tag.filter(\.isLetter)
    if letters.count > 1, letters.count <= 5, letters.allSatisfy(\.isUppercase) { return true }
    return zip(tag, tag.dropFirst()).contains { !$0.isUppercase && $1.isUppercase }
  }

  private static func bare(_ tag: String) -> String {
    let form = canonical(tag)
    return form.hasPrefix("#") || form.hasPrefix("＃") ? String(form.dropFirst()) : form
  }
}
