import Foundation

/// Counts and formats a status as the server does: what a client sends is not what it reads back.
struct MastodonText {
  /// The instance's origin, for links to its own users and tags.
  var base: String
  /// `127.0.0.1:4000`; mentions of users of this domain count and show without it.
  var domain: String
  var charactersPerURL: Int

  enum Piece: Equatable {
    case text(Substring)
    case url(Substring)
    case tag(Substring)
    case mention(user: Substring, domain: Substring?)
  }

  /// The length that counts against `max_characters`: grapheme clusters, each URL as 23, mentions
  /// without their domain (`StatusLengthValidator`).
  func length(_ text: String) -> Int {
    Self.pieces(text).reduce(0) { sum, piece in
      switch piece {
      case .text(let text): sum + text.count
      case .url: sum + charactersPerURL
      case .tag(let name): sum + 1 + name.count
      case .mention(let user, _): sum + 1 + user.count
      }
    }
  }

  /// `content`: paragraphs at blank lines, `<br />` at line ends, links, hashtags and known mentions.
  func html(_ text: String, knows: (_ user: String) -> SandboxAccount?) -> String {
    if text.isEmpty { return "" }
    let inline = Self.pieces(text.replacing("\r\n", with: "\n")).map { html($0, knows) }.joined()
    return inline.split(separator: /\n{2,}/).map { "<p>" + $0.replacing("\n", with: "<br />") + "</p>" }.joined()
  }

  /// Hashtags in order, each once without regard to case, in lower case.
  func tags(_ text: String) -> [String] {
    var seen: Set<String> = []
    return Self.pieces(text).compactMap { piece in
      guard case .tag(let name) = piece, seen.insert(name.lowercased()).inserted else { return nil }
      return name.lowercased()
    }
  }

  /// Local users mentioned, in order.
  func mentions(_ text: String, knows: (_ user: String) -> SandboxAccount?) -> [SandboxAccount] {
    var found: [SandboxAccount] = []
    for case .mention(let user, let domain) in Self.pieces(text)
    where domain == nil || domain.map(String.init) == self.domain {
      guard let account = knows(String(user)), !found.contains(account) else { continue }
      found.append(account)
    }
    return found
  }

  static func urls(_ text: String) -> [String] {
    pieces(text).compactMap { if case .url(let url) = $0 { String(url) } else { nil } }
  }

  private func html(_ piece: Piece, _ knows: (_ user: String) -> SandboxAccount?) -> String {
    switch piece {
    case .text(let text): return Markup.escape(text)
    case .url(let url): return link(url)
    case .tag(let name):
      let path = Form.encode(name.lowercased())
      return
        #"<a href="\#(base)/tags/\#(path)" class="mention hashtag" rel="tag">#<span>\#(Markup.escape(name))</span></a>"#
    case .mention(let user, let domain):
      guard domain == nil || domain.map(String.init) == self.domain, let account = knows(String(user)) else {
        return Markup.escape("@" + user + (domain.map { "@" + $0 } ?? ""))
      }
      return #"<span class="h-card" translate="no"><a href="\#(base)/@\#(account.name)" class="u-url mention">@<span>"#
        + Markup.escape(account.name) + "</span></a></span>"
    }
  }

  /// Scheme and `www.` hidden, 30 characters shown, the rest hidden (`TextFormatter.shortened_link`).
  private func link(_ url: Substring) -> String {
    let prefix = url.prefixMatch(of: /https?:\/\/(?:www\.)?/)?.output ?? ""
    let rest = url.dropFirst(prefix.count)
    let shown = rest.prefix(30)
    let hidden = rest.dropFirst(30)
    return #"<a href="\#(Markup.escape(url))" target="_blank" rel="nofollow noopener" translate="no">"#
      + #"<span class="invisible">\#(Markup.escape(prefix))</span>"#
      + #"<span class="\#(hidden.isEmpty ? "" : "ellipsis")">\#(Markup.escape(shown))</span>"#
      + #"<span class="invisible">\#(Markup.escape(hidden))</span></a>"#
  }

  /// Cuts a text into links, hashtags, mentions and the text between them.
  static func pieces(_ text: String) -> [Piece] {
    var pieces: [Piece] = []
    var plain = text.startIndex
    var position = text.startIndex
    while position < text.endIndex {
      guard let (piece, end) = entity(text, at: position) else {
        position = text.index(after: position)
        continue
      }
      if plain < position { pieces.append(.text(text[plain..<position])) }
      pieces.append(piece)
      position = end
      plain = end
    }
    if plain < text.endIndex { pieces.append(.text(text[plain...])) }
    return pieces
  }

  private static func entity(_ text: String, at position: String.Index) -> (Piece, String.Index)? {
    let rest = text[position...]
    let before = position > text.startIndex ? text[text.index(before: position)] : " "
    switch text[position] {
    case "h", "H": return before.isLetter || before.isNumber ? nil : url(rest)
    case "#": return before.isLetter || before.isNumber || "&/_".contains(before) ? nil : tag(rest)
    case "@": return before.isLetter || before.isNumber || "/_@".contains(before) ? nil : mention(rest)
    default: return nil
    }
  }

  private static func url(_ text: Substring) -> (Piece, String.Index)? {
    guard let match = text.prefixMatch(of: /(?i:https?):\/\/[^\s<>"\[\]]+/) else { return nil }
    var found = match.output
    while let last = found.last, ".,;:!?'’…".contains(last) || (last == ")" && !found.contains("(")) {
      found = found.dropLast()
    }
    guard found.contains(/:\/\/[\p{L}\p{N}]/) else { return nil }
    return (.url(found), found.endIndex)
  }

  private static func tag(_ text: Substring) -> (Piece, String.Index)? {
    guard let match = text.prefixMatch(of: /#([\p{L}\p{M}\p{N}_]+(?:·[\p{L}\p{M}\p{N}_]+)*)/),
      !match.output.1.allSatisfy({ $0.isNumber })
    else { return nil }
    return (.tag(match.output.1), match.range.upperBound)
  }

  private static func mention(_ text: Substring) -> (Piece, String.Index)? {
    let pattern =
      /@([A-Za-z0-9_]+(?:[A-Za-z0-9_.\-]*[A-Za-z0-9_]+)?)(?:@([\p{L}\p{N}][\p{L}\p{N}.\-]*[\p{L}\p{N}](?::\d+)?))?/
    guard let match = text.prefixMatch(of: pattern) else { return nil }
    return (.mention(user: match.output.1, domain: match.output.2), match.range.upperBound)
  }
}
