package enum VoiceText {
  /// What style is read from: no links, tags or mentions, single spaces.
  package static func prepare(_ text: String) -> String {
    let scalars = Scalars(text.replacing("&amp;", with: "&"))
    var result = ""
    var index = 0
    for entity in Entities.extract(scalars) {
      result += scalars.string(index..<entity.span.start)
      index = entity.span.end
    }
    return canonical(result + scalars.string(index..<scalars.count))
  }

  /// Whether it is somebody else's post, passed on in the old way.
  static func isRepost(_ text: String) -> Bool {
    let start = canonical(String(text.prefix(40)))
    return start.hasPrefix("RT @") || start.hasPrefix("RT: @") || start.hasPrefix("\"@") || start.hasPrefix("“@")
  }
}
