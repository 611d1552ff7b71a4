import Text
package import Web

/// What a picture for a post should show, for a person or an image model.
package struct ImagePrompt: Codable, Sendable, Equatable, APIModel {
  package var subject: String
  package var style: String
  /// `#rrggbb`, the main one first.
  package var colours: [String]
  /// Width to height, `4:5`.
  package var aspect: String
  /// What must not be in it.
  package var without: [String]
  /// For people who cannot see it.
  package var altText: String
  /// All of it in one text.
  package var prompt: String

  package static var schema: Schema {
    .object(
      "ImagePrompt", .required("subject", .text(0...2_000)), .required("style", .text(0...2_000)),
      .required("colours", .list(.color, 0...12)), .required("aspect", .line(3...9)),
      .required("without", .list(.text(1...500), 0...60)), .required("alt_text", .text(0...2_000)),
      .required("prompt", .text(0...8_000)))
  }
}

extension ImagePrompt {
  package init(brief: BriefContent, brand: BrandProfile, platform: String) {
    subject = Self.firstSentence(Invisible.stripped(brief.topic))
    style = brief.tone.isEmpty ? "clean, natural light, one clear subject" : "clean, one clear subject, \(brief.tone)"
    colours = Array(brand.colours.prefix(4))
    aspect = Self.aspect(platform)
    without =
      ["text", "logos of others", "watermarks", "distorted hands or faces"]
      + brief.competitors.map { "anything of \($0)" }
    altText = Self.ended("Picture for: \(subject)")
    var parts = [subject]
    if !brief.audience.isEmpty { parts.append("For \(brief.audience)") }
    parts.append("Style: \(style)")
    if !colours.isEmpty { parts.append("Palette: \(colours.joined(separator: ", "))") }
    parts.append("Aspect ratio \(aspect)")
    parts.append("Without: \(without.joined(separator: ", "))")
    prompt = parts.map { Self.ended($0) }.joined(separator: " ")
  }

  /// With one full stop, whatever its writer ended it with.
  private static func ended(_ part: String) -> String { part.trimmingSuffix { ".!? \n".contains($0) } + "." }

  private static func firstSentence(_ text: String) -> String {
    guard let span = Sentences.split(text).first else { return text }
    return quote(span, text).trimmingSuffix { ".!? \n".contains($0) }
  }

  /// The shape that fills most of the screen on each platform.
  private static func aspect(_ platform: String) -> String {
    switch platform {
    case "instagram", "facebook", "threads": "4:5"
    case "pinterest": "2:3"
    case "tiktok": "9:16"
    case "linkedin": "1.91:1"
    default: "16:9"
    }
  }
}

extension String {
  fileprivate func trimmingSuffix(_ drop: (Character) -> Bool) -> String {
    var text = self[...]
    while let last = text.last, drop(last) { text = text.dropLast() }
    return String(text)
  }
}
