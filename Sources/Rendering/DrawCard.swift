package import Contracts
package import Kernel

/// Draws a cover card: a kicker, a headline as large as its place allows, a foot.
///
/// Runs for as long as the drawing takes on the thread that it is called from.
package enum DrawCard {
  /// Families for what the brand's own do not have, or where it names none.
  ///
  /// No font of emoji: Pango takes one for emoji by itself, and named here it would be taken for digits.
  private static let families = ["Noto Sans", "DejaVu Sans", "sans-serif"]

  /// Throws `Problem(.invalid)` for a design that cannot be drawn, `.unavailable` when there is no memory.
  package static func draw(_ design: CardDesign) throws(Problem) -> DrawnCard {
    try design.check()
    let canvas = try Canvas(width: design.width, height: design.height)
    var card = Card(design, canvas)
    card.draw()
    return DrawnCard(png: try canvas.png(), notes: card.notes)
  }

  private struct Card {
    let design: CardDesign
    let canvas: Canvas
    let palette: CardPalette
    let families: [String]
    let isRightToLeft: Bool
    var notes: DrawnCard.Notes

    init(_ design: CardDesign, _ canvas: Canvas) {
      self.design = design
      self.canvas = canvas
      palette = CardPalette(design.colours, design.style)
      let absent = design.fonts.filter { wanted in
        SetText.family(for: wanted, on: canvas)?.lowercased() != wanted.lowercased()
      }
      families =
        design.fonts.filter { !absent.contains($0) && !$0.contains(",") && !$0.lowercased().contains("emoji") }
        + DrawCard.families
      isRightToLeft = SetText.isRightToLeft(design.headline)
      notes = DrawnCard.Notes(
        width: design.width, height: design.height,
        font: SetText.family(for: families[0], on: canvas) ?? families[0], absentFonts: absent,
        contrast: palette.ink.contrast(to: palette.ground), unknownCharacters: 0, isCut: false)
    }

    // MARK: Places

    private var unit: Double { min(canvas.width, canvas.height) }
    private var margin: Double { (unit * 0.085).rounded() }
    private var barWidth: Double { (unit * 0.016).rounded() }
    /// Beside the bar.
    private var left: Double { isRightToLeft ? margin : margin + barWidth * 3 }
    private var width: Double { canvas.width - margin * 2 - barWidth * 3 }
    /// Below this nobody reads a headline.
    private var smallest: Double { max(14, (unit * 0.035).rounded()) }
    private var small: Double { (unit * 0.042).rounded() }

    private func face(_ size: Double, bold: Bool) -> SetText.Face {
      SetText.Face(families: families, isBold: bold, size: size, language: design.language)
    }

    // MARK: Drawing

    mutating func draw() {
      canvas.fill(palette.ground, x: 0, y: 0, width: canvas.width, height: canvas.height)
      let top = line(design.kicker, bold: true, y: margin)
      let foot = foot()
      headline(from: top + small, to: foot - small)
    }

    /// One line, cut at its end; returns where it ends.
    private mutating func line(_ text: String, bold: Bool, y: Double) -> Double {
      guard !text.isEmpty else { return y }
      let set = SetText(
        Self.oneLine(text), face(small, bold: bold), width: width, .anywhere, isRightToLeft: isRightToLeft, on: canvas)
      notes.isCut = set.cut(height: small) || notes.isCut
      notes.unknownCharacters += set.unknownCharacters
      set.draw(palette.quiet, x: left, y: y, on: canvas)
      return y + set.size.height
    }

    /// The label stands above the footer, so that neither is lost; returns where they begin.
    private mutating func foot() -> Double {
      var y = canvas.height - margin
      for text in [design.footer, design.label] where !text.isEmpty {
        y -= small * 1.5
        _ = line(text, bold: text == design.label, y: y)
      }
      return y
    }

    private mutating func headline(from top: Double, to bottom: Double) {
      let room = max(small, bottom - top)
      let set = fitted(Self.trimmed(design.headline), room)
      let height = min(set.size.height, room)
      let y = top + (room - height) / 2
      let bar = isRightToLeft ? canvas.width - margin - barWidth : margin
      canvas.fill(palette.accent, x: bar, y: y, width: barWidth, height: height)
      set.draw(palette.ink, x: left, y: y, on: canvas)
      notes.unknownCharacters += set.unknownCharacters
    }

    /// In the largest letters with which no word is broken and all lines have room.
    private mutating func fitted(_ text: String, _ room: Double) -> SetText {
      var (low, high) = (Int(smallest), Int(max(smallest, unit * 0.15)))
      var best: SetText?
      while low <= high {
        let size = (low + high) / 2
        let set = SetText(text, face(Double(size), bold: true), width: width, isRightToLeft: isRightToLeft, on: canvas)
        if set.size.width <= width, set.size.height <= room {
          best = set
          low = size + 1
        } else {
          high = size - 1
        }
      }
      if let best { return best }
      let set = SetText(
        text, face(smallest, bold: true), width: width, .anywhere, isRightToLeft: isRightToLeft, on: canvas)
      notes.isCut = set.cut(height: room) || notes.isCut
      return set
    }

    private static func oneLine(_ text: String) -> String {
      text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    private static func trimmed(_ text: String) -> String {
      let lines = text.split(separator: "\n", omittingEmptySubsequences: true)
      return lines.map { $0.split(separator: " ").joined(separator: " ") }.joined(separator: "\n")
    }
  }
}
