import Text

/// Makes a text short enough, sentence by sentence, without losing its link.
enum Fit {
  static func fit(_ text: String, _ platform: PlatformLimits, link: String?) -> String {
    guard !TextMeasure.measure(text, platform).ok else { return text }
    guard let link, text.contains(link) else { return Truncation.fit(text, platform) }
    let tail = "\n\n" + link
    var room = platform
    room.limit = max(1, platform.limit - TextMeasure.measure(tail, platform).length - 1)
    room.byteLimit = platform.byteLimit.map { max(1, $0 - tail.utf8.count) }
    let body = text.replacing(link, with: "").split(separator: "\n\n").joined(separator: "\n\n")
    return Truncation.fit(body, room) + tail
  }
}
