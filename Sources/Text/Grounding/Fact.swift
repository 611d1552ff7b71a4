/// One statement of fact in a text.
///
/// What it says is a set of keys such as `%:18`, `t:720` (minutes of the day), `d:12-5` or `money:eur:3.5`. A source
/// that offers one of the keys that a fact asks for says the same.
struct Fact {
  enum Kind: String { case number, percentage, price, time, date, name, handle, link, contact, quotation, claim }

  var kind: Kind
  var span: Span
  /// Any one of these in the sources is a match.
  var asks: Set<String> = []
  /// What a source that says this offers to others: `asks` and what follows from it.
  var offers: Set<String> = []
  /// Folded words of names, claims and quotations.
  var words: [String] = []
  /// A number's value and what is counted, for looser comparison.
  var quantity: Quantity?

  init(_ kind: Kind, _ span: Span, asks: Set<String> = [], offers: Set<String> = [], words: [String] = []) {
    self.kind = kind
    self.span = span
    self.asks = asks
    self.offers = offers.union(asks)
    self.words = words
  }
}

/// A number with what it is of.
struct Quantity {
  /// `%`, `money:eur`, `u:length`, `n`: values of one class compare.
  var measure: String
  var value: Double
  /// Stems of the words right behind a plain number; the first that the sources count is what it counts.
  var nouns: [String] = []
  var approximation = Approximation.none
  /// What a price is for one of: `night`, `room`.
  var per: String?

  /// How far a source's value may be away.
  enum Approximation {
    case none, atLeast, atMost, about
    /// `hundreds of`: several times the stated value.
    case many

    func allows(_ stated: Double, for known: Double) -> Bool {
      switch self {
      case .none: stated == known
      case .atLeast: known >= stated && known <= stated * 1.26
      case .atMost: known <= stated && known >= stated * 0.85
      case .many: known >= 2 * stated && known < 20 * stated
      case .about: abs(known - stated) <= 0.08 * max(known, stated)
      }
    }
  }
}
