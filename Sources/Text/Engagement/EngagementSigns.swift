package import Foundation

/// What can be seen of a post before it goes out, as named figures: its form, its moment and how the account has
/// lately done. Nothing here looks at the post's own count or at any later post.
struct EngagementSigns: Sendable {
  let figures: [Double]

  static let names: [String] = formNames + momentNames + levelNames

  /// `index` is the place of the post in the history, or its count for one to come; `zone` in seconds from UTC.
  init(_ text: String, at: Date, index: Int, in history: EngagementHistory, zone: Int) {
    figures = Self.form(text) + Self.moment(at, zone) + Self.level(at, index, history)
  }

  // MARK: Form

  private static let formNames = [
    "length", "length squared", "words", "a link", "links", "a link at the end", "a cut end", "hashtags", "mentions",
    "a mention first", "a repost", "an exclamation mark", "exclamation marks", "a question", "a quotation", "a number",
    "capitals", "a picture or film",
  ]

  private static func form(_ text: String) -> [Double] {
    let scalars = Scalars(text)
    let tokens = Tokens.split(scalars)
    func count(_ kind: Token.Kind) -> Double { Double(tokens.count { $0.kind == kind }) }
    func has(_ test: Bool) -> Double { test ? 1 : 0 }
    let length = Double(scalars.count) / 140
    let words = tokens.filter { $0.kind == .word }
    let letters = words.reduce(0) { $0 + $1.span.range.count }
    let capitals = words.reduce(0) { $0 + $1.span.range.count { Letters.isUpper(scalars[$0]) } }
    let last = tokens.last { $0.kind != .space && $0.kind != .newline }
    let exclamations = Double(scalars.values.count { $0 == 0x21 })
    let links = count(.url)
    return [
      length, length * length, Double(words.count) / 20, has(links > 0), links, has(last?.kind == .url),
      has(endsCut(scalars)), count(.hashtag), count(.mention), has(startsWithMention(text)),
      has(scalars.hasPrefix("rt ", at: 0)), has(exclamations > 0), exclamations, has(scalars.values.contains(0x3F)),
      has(scalars.values.contains { $0 == 0x22 || $0 == 0x201C }), has(count(.number) > 0),
      Double(capitals) / Double(max(letters, 1)), has(hasMedia(text)),
    ]
  }

  private static func endsCut(_ scalars: Scalars) -> Bool {
    let end = scalars.values.last { !TwitterCharacters.isSpace($0) }
    return end == 0x2026 || scalars.count >= 3 && scalars.hasPrefix("...", at: scalars.count - 3)
  }

  private static func startsWithMention(_ text: String) -> Bool {
    text.hasPrefix("@") || text.hasPrefix(".@") || text.hasPrefix("\"@")
  }

  private static func hasMedia(_ text: String) -> Bool {
    ["pic.twitter.com/", "/photo/", "/video/", "youtu.be/", "youtube.com/", "instagram.com/p/"].contains {
      text.contains($0)
    }
  }

  // MARK: Moment

  private static let momentNames =
    ["hour, one wave", "hour, one wave shifted", "hour, two waves", "hour, two waves shifted"]
    + ["Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday"]

  private static func moment(_ at: Date, _ zone: Int) -> [Double] {
    let seconds = at.timeIntervalSince1970 + Double(zone)
    let day = (seconds / 86_400).rounded(.down)
    let turn = 2 * Double.pi * (seconds - day * 86_400) / 86_400
    // 1 January 1970 was a Thursday.
    let weekday = Int(day.truncatingRemainder(dividingBy: 7) + 7) % 7
    return [sin(turn), cos(turn), sin(2 * turn), cos(2 * turn)] + (0..<7).map { $0 == weekday ? 1 : 0 }
  }

  // MARK: Level

  private static let levelNames = [
    "the last three posts", "the last five posts", "the last ten posts", "the last hundred posts",
    "the time since the last post", "the posts of the last day",
  ]

  private static func level(_ at: Date, _ index: Int, _ history: EngagementHistory) -> [Double] {
    guard index > 0 else { return [0, 0, 0, 0, 0, 0] }
    func recent(_ count: Int) -> Range<Int> { max(0, index - count)..<index }
    func mean(_ range: Range<Int>, _ value: (Int) -> Double) -> Double {
      range.reduce(0) { $0 + value($1) } / Double(max(range.count, 1))
    }
    let usual = history.usual[index]
    func level(_ count: Int) -> Double { mean(recent(count)) { history.levels[$0] } - usual }
    let hours = max(0, at.timeIntervalSince(history.posts[index - 1].at)) / 3_600
    let today = recent(60).count { at.timeIntervalSince(history.posts[$0].at) < 86_400 }
    return [
      mean(recent(3)) { history.lift($0) }, level(5), level(10), level(100), log(1 + hours), log(1 + Double(today)),
    ]
  }
}
