/// Where a text names one of some companies or people: by name, by a form of it, by handle or by address.
///
/// - a name as a word, also in disguise (see `Folding`), with a possessive or plural `s` behind it;
/// - a mention whose name is the company's letters, perhaps with `hq`, `official` or the like behind them;
/// - a link to a site whose own part is those letters (`bean-barn.co.uk`, `shop.beanbarn.com`), or that stands below the
///   address that was given.
package struct CompetitorMentions: Sendable {
  package struct Mention: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable { case name, handle, address }

    package var span: Span
    package var kind: Kind
    /// As it was given.
    package var competitor: String
  }

  private struct Competitor: Sendable {
    var given: String
    var phrases: [FoldedPhrase]
    /// Letters and digits of the name, for handles and addresses; nil when too short to tell.
    var key: String?
    /// The address, when one was given, without `www.`.
    var host: String?
  }

  private let competitors: [Competitor]

  /// Each is a name (`Bean Barn`), a handle (`@beanbarn`, `@beanbarn@mastodon.social`) or an address (`beanbarn.com`).
  package init(_ given: [String]) { competitors = given.map(Self.read) }

  /// In order; of two at one place the longer.
  package func find(in text: String) -> [Mention] {
    guard !competitors.isEmpty else { return [] }
    let (folded, entities) = (Folding(text), Entities.extract(text))
    let accounts = entities.filter { $0.kind == .mention }
    let links = entities.filter { $0.kind == .url }
    let all = competitors.flatMap { competitor in
      links.filter { leads($0.value, competitor) }.map { mention($0.span, .address, competitor) }
        + accounts.filter { names($0.value, competitor) }.map { mention($0.span, .handle, competitor) }
        + competitor.phrases.flatMap { folded.spans(of: $0) }.map { mention($0, .name, competitor) }
    }
    return withoutOverlaps(all)
  }

  private func mention(_ span: Span, _ kind: Mention.Kind, _ competitor: Competitor) -> Mention {
    Mention(span: span, kind: kind, competitor: competitor.given)
  }

  private func withoutOverlaps(_ all: [Mention]) -> [Mention] {
    var result: [Mention] = []
    for mention in all.sorted(by: { $0.span.range.count > $1.span.range.count })
    where !result.contains(where: { $0.span.overlaps(mention.span) }) { result.append(mention) }
    return result.sorted { $0.span < $1.span }
  }

  // MARK: Reading what was given

  private static func read(_ given: String) -> Competitor {
    if let host = host(of: given) {
      return Competitor(given: given, phrases: [], key: key(ownPart(of: host)), host: host)
    }
    let name = String(given.drop { $0 == "@" || $0.isWhitespace }.prefix { $0 != "@" })
    return Competitor(given: given, phrases: forms(of: name), key: key(name), host: nil)
  }

  /// The name, and with `s` behind it unless that is a word of its own (`Target`, `Targets`).
  private static func forms(of name: String) -> [FoldedPhrase] {
    let plain = FoldedPhrase(name)
    let last = name.split(whereSeparator: \.isWhitespace).last.map(String.init) ?? ""
    let isPlain = name.split(whereSeparator: \.isWhitespace).count == 1 && CommonWords.contains(last.lowercased())
    guard last.count > 2, last.last?.isLetter == true, !isPlain else { return [plain].compactMap(\.self) }
    return [plain, FoldedPhrase(name + "s")].compactMap(\.self)
  }

  private static func host(of given: String) -> String? {
    let given = given.lowercased()
    let isWritten = given.contains("://") || given.contains(".") && !given.contains(where: \.isWhitespace)
    guard isWritten, !given.hasPrefix("@"), let link = Entities.urls(given).first,
      link.span.range.count == given.unicodeScalars.count
    else { return nil }
    return LinkHost.of(link.value)
  }

  /// `beanbarn` of `shop.beanbarn.co.uk`: the label before the ending.
  private static func ownPart(of host: String) -> String {
    let labels = host.split(separator: ".").map(String.init)
    guard labels.count > 1 else { return host }
    let isDouble =
      labels.count > 2 && labels[labels.count - 1].count == 2
      && ["co", "com", "org", "net", "gov", "ac", "edu", "or", "ne", "gob", "govt"].contains(labels[labels.count - 2])
    return labels[labels.count - (isDouble ? 3 : 2)]
  }

  /// Letters and digits as a reader sees them; nil below four, where too many share them.
  private static func key(_ name: String) -> String? {
    let key = letters(name)
    return key.count < 4 ? nil : key
  }

  private static func letters(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for cell in Folding(text).cells { if let scalar = Unicode.Scalar(cell.value) { result.append(scalar) } }
    return String(result)
  }

  // MARK: Holding against a text

  private func leads(_ link: String, _ competitor: Competitor) -> Bool {
    guard let host = LinkHost.of(link) else { return false }
    return competitor.host.map { LinkHost.isOf(host, $0) } ?? false || Self.isKey(host, competitor)
  }

  private static func isKey(_ host: String, _ competitor: Competitor) -> Bool {
    competitor.key.map { letters(ownPart(of: host)) == $0 } ?? false
  }

  /// `@beanbarn`, `@bean_barn_hq`, `@beanbarn.bsky.social`, `@shop.beanbarn.com`.
  private func names(_ account: String, _ competitor: Competitor) -> Bool {
    guard let key = competitor.key else { return false }
    let name = account.split(separator: "@").first.map(String.init) ?? account
    if name.contains("."), Self.isKey(name.lowercased(), competitor) { return true }
    let letters = Self.letters(name.split(separator: ".").first.map(String.init) ?? name)
    guard letters.hasPrefix(key) else { return false }
    return Self.additions.contains(String(letters.dropFirst(key.count)))
  }

  private static let additions: Set<String> = [
    "", "hq", "official", "app", "inc", "co", "ltd", "llc", "gmbh", "global", "world", "team", "support", "help",
    "care", "news", "uk", "us", "usa", "eu", "de", "at", "ch", "fr", "es", "it", "ca", "au", "nz", "in", "dach",
  ]
}
