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
    let ground: Colour
    let ink: Colour
    switch style {
    case .bold:
      ground = own.first ?? Self.neutral
      ink = Self.best(on: ground)
    case .light:
      ground = own.first(where: \.isPale) ?? .white
      ink = own.first { $0.contrast(to: ground) >= Self.least } ?? Self.best(on: ground)
    }
    let others = own.filter { $0 != ground && $0.contrast(to: ground) >= Self.leastAccent }
    let quiet = ink.mixed(0.22, with: ground)
    self.ground = ground
    self.ink = ink
    self.quiet = quiet.contrast(to: ground) < Self.least ? ink : quiet
    accent = others.first { $0 != ink } ?? others.first ?? ink
  }

  /// White or near-black, whichever reads better; black on the few grounds of the middle where neither has enough. Of
  /// white and black one always has 4.58.
  private static func best(on ground: Colour) -> Colour {
    let better = Colour.white.contrast(to: ground) >= Colour.ink.contrast(to: ground) ? Colour.white : .ink
    return better.contrast(to: ground) >= least ? better : .black
  }
}
