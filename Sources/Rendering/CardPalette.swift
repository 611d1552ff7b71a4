package import Contracts

/// Which of a brand's colours go where on a card, so that everything can be read.
package struct CardPalette: Sendable, Equatable {
  package var ground: Colour
  package var ink: Colour
  /// Kicker, footer and label.
  package var quiet: Colour
  package var accent: Colour

  /// Least contrast of any words with their ground: WCAG 2.1, level AA, for text of any size.
  package static let least = 4.5
  /// Of the accent, which is no text (WCAG 2.1, 1.4.11).
  private static let leastAccent = 3.0

  private static let neutral = Colour(0.13, 0.2, 0.18)

  /// `colours` are `#rrggbb`, the main one first; others are passed over.
  package init(_ colours: [String], _ style: CardDesign.Style) {
    let own = colours.compactMap(Colour.init(hex:))
    switch style {
    case .bold: ground = own.first ?? Self.neutral
    case .light: ground = own.first { $0.luminance > 0.8 } ?? Self.white
    }
    let ground = ground
    let candidates = style == .bold ? [Colour.white, .ink] : own + [.ink]
    let readable = candidates.filter { $0.contrast(to: ground) >= Self.least }
    // Of white and near-black one always has 4.5 with any ground.
    ink =
      style == .light
      ? readable.first ?? Self.best([.white, .ink], on: ground)
      : Self.best([.white, .ink], on: ground)
    let others = own.filter { $0 != ground && $0.contrast(to: ground) >= Self.leastAccent }
    accent = others.first { $0 != ink } ?? others.first ?? ink
    quiet = ink.mixed(0.22, with: ground)
    if quiet.contrast(to: ground) < Self.least { quiet = ink }
  }

  private static let white = Colour(1, 1, 1)

  private static func best(_ colours: [Colour], on ground: Colour) -> Colour {
    colours.max { $0.contrast(to: ground) < $1.contrast(to: ground) } ?? .ink
  }
}
