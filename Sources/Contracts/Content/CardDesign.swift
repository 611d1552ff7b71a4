package import Kernel

/// A picture made of words for a post: what stands on it, and in which look.
package struct CardDesign: Codable, Sendable, Hashable {
  package enum Style: String, Codable, Sendable, CaseIterable {
    /// On the brand's main colour.
    case bold
    /// On a light ground, in the brand's colours.
    case light
  }

  /// Pixels.
  package var width: Int
  package var height: Int
  package var headline: String
  /// Above the headline, small: the brand's name.
  package var kicker: String
  /// At the foot: where it leads, or empty.
  package var footer: String
  /// That somebody paid for it, in the post's language; empty otherwise.
  package var label: String
  /// `#rrggbb`, the main one first; empty for a neutral look.
  package var colours: [String]
  /// Wanted families, the first one that is installed is taken.
  package var fonts: [String]
  /// BCP 47: letters that several languages share are drawn as this one has them.
  package var language: String
  package var style: Style

  package init(
    width: Int, height: Int, headline: String, kicker: String = "", footer: String = "", label: String = "",
    colours: [String] = [], fonts: [String] = [], language: String = "en", style: Style = .bold
  ) {
    self.width = width
    self.height = height
    self.headline = headline
    self.kicker = kicker
    self.footer = footer
    self.label = label
    self.colours = colours
    self.fonts = fonts
    self.language = language
    self.style = style
  }

  package enum Limits {
    package static let side = 200...2_400
    /// Characters (extended grapheme clusters).
    package static let headline = 200
    package static let line = 80
    /// Unicode code points of any of its texts: a character may have hundreds, and shaping costs by the code point.
    package static let codePoints = 1_200
    package static let colours = 12
    package static let fonts = 8
  }

  /// Throws `Problem(.invalid)` with every fault.
  package func check() throws(Problem) {
    var faults: [Problem.Field] = []
    func require(_ truth: Bool, _ pointer: String, _ message: String) {
      if !truth { faults.append(Problem.Field(pointer, message)) }
    }
    let sides = "must be from \(Limits.side.lowerBound) to \(Limits.side.upperBound) pixels"
    require(Limits.side.contains(width), "/width", sides)
    require(Limits.side.contains(height), "/height", sides)
    require(!headline.allSatisfy(\.isWhitespace), "/headline", "must not be empty")
    for (pointer, text, most) in [
      ("/headline", headline, Limits.headline), ("/kicker", kicker, Limits.line), ("/footer", footer, Limits.line),
      ("/label", label, Limits.line),
    ] {
      require(text.unicodeScalars.count <= Limits.codePoints, pointer, "has too many code points for a picture")
      require(text.count <= most, pointer, "is too long for a picture: \(text.count) characters, at most \(most)")
      require(
        !text.unicodeScalars.contains { $0.properties.generalCategory == .control && $0 != "\n" }, pointer,
        "contains a control character")
    }
    require(colours.count <= Limits.colours, "/colours", "has more than \(Limits.colours)")
    require(fonts.count <= Limits.fonts, "/fonts", "has more than \(Limits.fonts)")
    guard let first = faults.first else { return }
    throw Problem(
      .invalid, faults.count == 1 ? "\(first.pointer) \(first.message)." : "\(faults.count) fields need a correction.",
      fields: faults)
  }
}

/// A card as it was drawn.
package struct DrawnCard: Sendable, Equatable {
  package struct Notes: Codable, Sendable, Equatable {
    package var width: Int
    package var height: Int
    /// The family that the words are set in.
    package var font: String
    /// Wanted families that are not installed.
    package var absentFonts: [String]
    /// WCAG 2.1 contrast of headline and ground, 1 to 21.
    package var contrast: Double
    /// Characters that no installed font has; they show as boxes.
    package var unknownCharacters: Int
    /// Even the smallest letters left words out.
    package var isCut: Bool

    package init(
      width: Int, height: Int, font: String, absentFonts: [String], contrast: Double, unknownCharacters: Int,
      isCut: Bool
    ) {
      self.width = width
      self.height = height
      self.font = font
      self.absentFonts = absentFonts
      self.contrast = contrast
      self.unknownCharacters = unknownCharacters
      self.isCut = isCut
    }
  }

  package var png: [UInt8]
  package var notes: Notes

  package init(png: [UInt8], notes: Notes) {
    self.png = png
    self.notes = notes
  }
}

package protocol CardRenderer: Sendable {
  /// Throws `Problem(.invalid)` for a design that cannot be drawn, `.unavailable` when drawing failed or took too long.
  func draw(_ design: CardDesign) async throws -> DrawnCard
}
