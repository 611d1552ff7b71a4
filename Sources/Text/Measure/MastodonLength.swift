/// A post's length on Mastodon: graphemes, every http(s) link at a fixed length, `@user@server` as `@user`
/// (Mastodon's StatusLengthValidator; the server's `characters_reserved_per_url` says the fixed length).
enum MastodonLength {
  static func length(_ text: String, _ scalars: Scalars, linkLength: Int) -> Int {
    let links = URLFinder.find(in: scalars, bareDomains: false).map { $0.start..<$0.end }
    let servers = scalars.values.contains(0x40) ? remoteServers(scalars, outside: links) : []
    if links.isEmpty && servers.isEmpty { return text.count }
    let placeholder = String(repeating: "x", count: linkLength)
    let cuts = links.map { ($0, placeholder) } + servers.map { ($0, "") }
    return replaced(scalars, cuts.sorted { $0.0.lowerBound < $1.0.lowerBound }).count
  }

  /// The text as the server counts it: every link a placeholder, every remote mention a local one.
  private static func replaced(_ scalars: Scalars, _ cuts: [(Range<Int>, String)]) -> String {
    var result = ""
    var index = 0
    for (cut, stand) in cuts where cut.lowerBound >= index {
      result += scalars.string(index..<cut.lowerBound) + stand
      index = cut.upperBound
    }
    return result + scalars.string(index..<scalars.count)
  }

  /// The `@server` part of every remote mention.
  private static func remoteServers(_ text: Scalars, outside links: [Range<Int>]) -> [Range<Int>] {
    remoteMentions(in: text, outside: links).map { $0.user.upperBound..<$0.whole.upperBound }
  }

  /// Every `@user@server` that no link holds; `user` is the part that readers see, with its sign.
  static func remoteMentions(in text: Scalars) -> [(user: Range<Int>, whole: Range<Int>)] {
    remoteMentions(in: text, outside: URLFinder.find(in: text, bareDomains: false).map { $0.start..<$0.end })
  }

  private static func remoteMentions(
    in text: Scalars, outside links: [Range<Int>]
  ) -> [(user: Range<Int>, whole: Range<Int>)] {
    var result: [(user: Range<Int>, whole: Range<Int>)] = []
    var index = 0
    while let sign = text.values[index...].firstIndex(of: 0x40) {
      index = sign + 1
      guard !links.contains(where: { $0.contains(sign) }), mayPrecede(text.at(sign - 1)) else { continue }
      let user = nameEnd(text, sign + 1, separators: true)
      guard user > sign + 1, text.at(user) == 0x40 else { continue }
      let server = serverEnd(text, user + 1)
      guard server > user + 1 else { continue }
      result.append((sign..<user, sign..<server))
      index = server
    }
    return result
  }

  private static func mayPrecede(_ c: UInt32?) -> Bool {
    guard let c else { return true }
    return !(c == 0x3D || c == 0x2F || isWord(c))
  }

  /// Word characters, with single or repeated `.` and `-` inside.
  private static func nameEnd(_ text: Scalars, _ start: Int, separators: Bool) -> Int {
    var (index, end) = (start, start)
    while let c = text.at(index) {
      if ASCII.isWord(c) {
        index += 1
        end = index
      } else if separators, index > start, c == 0x2E || c == 0x2D {
        index += 1
      } else {
        break
      }
    }
    return end
  }

  private static func serverEnd(_ text: Scalars, _ start: Int) -> Int {
    var (index, end) = (start, start)
    while let c = text.at(index) {
      if isWord(c) {
        index += 1
        end = index
      } else if index > start, c == 0x2E || c == 0x2D {
        index += 1
      } else {
        break
      }
    }
    return end
  }

  private static func isWord(_ c: UInt32) -> Bool {
    c < 0x80 ? ASCII.isWord(c) : TwitterCharacters.isHashtagCharacter(c)
  }
}
