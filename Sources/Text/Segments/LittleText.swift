/// LinkedIn's little-text format: unescaped reserved characters cut a post short without an error.
package enum LittleText {
  /// Escapes `\ | { } @ [ ] ( ) < > # * _ ~` with a backslash, but leaves links and hashtags that should
  /// stay alive as they are.
  package static func escape(_ text: String) -> String {
    let scalars = Scalars(text)
    var result = ""
    var index = 0
    for entity in Entities.extract(scalars) where entity.kind == .url || entity.kind == .hashtag {
      result += escaped(scalars, index..<entity.span.start)
      result +=
        entity.kind == .url
        ? scalars.string(entity.span)
        : scalars.string(entity.span.start..<entity.span.start + 1)
          + escaped(scalars, entity.span.start + 1..<entity.span.end)
      index = entity.span.end
    }
    return result + escaped(scalars, index..<scalars.count)
  }

  /// What a reader sees of an escaped text: every escaped character by itself.
  package static func unescape(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var pending = false
    for scalar in text.unicodeScalars {
      if pending, !reserved.contains(scalar) { result.append("\\") }
      if pending || scalar != "\\" { result.append(scalar) }
      pending = !pending && scalar == "\\"
    }
    if pending { result.append("\\") }
    return String(result)
  }

  private static func escaped(_ text: Scalars, _ range: Range<Int>) -> String {
    var result = String.UnicodeScalarView()
    for value in text.values[range] {
      guard let scalar = Unicode.Scalar(value) else { continue }
      if reserved.contains(scalar) { result.append("\\") }
      result.append(scalar)
    }
    return String(result)
  }

  private static let reserved = Set("\\|{}@[]()<>#*_~".unicodeScalars)
}
