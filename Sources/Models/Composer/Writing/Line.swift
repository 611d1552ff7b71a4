/// One line of a body: a sentence, or fragments that stand together.
struct Line: Sendable, Equatable {
  var text: String
  /// What it says, for the list of what was left out.
  var said: [String]
  /// The lowest goes first when a post is too long.
  var rank: Double
  var isFragment = false
  /// Another short fragment may follow behind a comma.
  var isJoinable = true
  /// Goes when the line before it goes.
  var follows = false
}

/// Which points a reader needs most.
enum Rank {
  /// From here on a line goes last: a constraint asks for it.
  static let pinned = 6.0

  static func of(_ point: Point, place: Int, count: Int, genre: Genre) -> Double {
    var rank = 1 - 0.6 * Double(place) / Double(max(1, count))
    if point.isPinned { rank += 10 }
    if point.isWhen, [.event, .notice, .sale].contains(genre) { rank += 0.8 }
    if point.isPlace, genre == .event { rank += 0.6 }
    if point.hasPrice { rank += 0.3 }
    if point.hasNumber { rank += 0.15 }
    if genre == .notice, point.shape == .request || point.isProblem { rank += 0.9 }
    if point.text.count > 160 { rank -= 0.4 }
    return rank
  }
}
