/// Where in a text a match counts, and what takes it back.
struct PolicyPlaces {
  let text: PolicyText
  let foldAt: Int?

  /// A post of up to so many code points shows whole at a glance.
  private static let glance = 240
  /// In a longer one what is to be seen must begin before this, or in its first third.
  private static let opening = 140
  /// So many tags in a row are a string of tags.
  private static let string = 4

  func kept(_ matches: [PolicyMatch], _ leaf: PolicyLeaf) -> [PolicyMatch] {
    matches.filter { match in
      (!leaf.alone || standsAlone(match)) && (!leaf.heedsNegation || !isNegated(match.cells.lowerBound))
    }
  }

  func isPlaced(_ match: PolicyMatch, _ place: PolicyPlace) -> Bool {
    switch place {
    case .start: !match.cells.isEmpty && text.wordOf[match.cells.lowerBound] < 4
    case .early: isEarly(match.span)
    case .clear: isEarly(match.span) && !isBuried(match)
    case .tags: isBuried(match)
    }
  }

  private func isEarly(_ span: Span) -> Bool {
    let count = text.source.count
    if let foldAt, count > foldAt, span.end > foldAt { return false }
    return count <= Self.glance || span.start <= max(Self.opening, count / 3)
  }

  /// In a string of tags, unless it comes first in the string and in the post.
  private func isBuried(_ match: PolicyMatch) -> Bool {
    guard !match.cells.isEmpty, let run = text.run(at: match.cells.lowerBound), run.count >= Self.string else {
      return false
    }
    return run.place > 0 || !run.opens && run.count > Self.string
  }

  /// As a label: a tag of its own, or words between line ends, signs and emoji.
  private func standsAlone(_ match: PolicyMatch) -> Bool {
    let (first, end) = (match.cells.lowerBound, match.cells.upperBound)
    // Letters out of a longer word that is spelled out are no label.
    if text.cells[first].gap == .spaced || end < text.cells.count && text.cells[end].gap == .spaced { return false }
    if text.cells[first].inTag {
      return text.cells[first].gap != .none && (end >= text.cells.count || text.cells[end].gap != .none)
    }
    return parts(text.sign(before: match.span.start), isStart: true)
      && parts(text.sign(after: match.span.end), isStart: false)
  }

  private func parts(_ sign: UInt32?, isStart: Bool) -> Bool {
    guard let sign else { return true }
    if Letters.isWordCharacter(sign) || sign == 0x27 || sign == 0x2019 || sign == 0x40 { return false }
    return isStart || sign != 0x24
  }

  /// `not`, `no`, `never` up to two words before, in the same clause.
  private func isNegated(_ start: Int) -> Bool {
    guard start > 0, text.cells[start].gap != .stop else { return false }
    let (last, before) = word(before: start)
    if Self.negations.contains(last) { return true }
    guard let before, before > 0, text.cells[before].gap != .stop, !Self.urges.contains(last) else { return false }
    return Self.negations.contains(word(before: before).letters)
  }

  /// The word before the cell, and where it begins; no word beyond a comma or another sign that ends a clause.
  private func word(before start: Int) -> (letters: String, start: Int?) {
    let between = text.cells[start - 1].span.end..<text.cells[start].span.start
    if between.contains(where: { Self.clauseSigns.contains(text.source[$0]) }) { return ("", nil) }
    var index = start - 1
    while index > 0, text.cells[index].gap == .none || text.cells[index].gap == .sign { index -= 1 }
    var letters = String.UnicodeScalarView()
    for cell in text.cells[index..<start] { if let scalar = Unicode.Scalar(cell.value) { letters.append(scalar) } }
    return (String(letters), index)
  }

  private static let clauseSigns: Set<UInt32> = [0x2C, 0x3B, 0x3A, 0x28, 0x29, 0x2014, 0x2013, 0x0A, 0x7C]

  private static let negations: Set<String> = [
    "not", "no", "never", "without", "nothing", "nor", "isnt", "arent", "wasnt", "dont", "doesnt", "didnt", "cant",
    "cannot", "couldnt", "wont", "wouldnt", "nobody", "none", "kein", "keine", "keinen", "keiner", "keinem", "nicht",
    "nie", "ohne", "niemals", "pas", "sans", "aucun", "aucune", "jamais", "ni", "sin", "nunca", "ningun", "ninguna",
    "non", "senza", "mai", "nessun", "nessuna",
  ]

  /// `don't miss guaranteed returns` takes nothing back.
  private static let urges: Set<String> = [
    "miss", "wait", "hesitate", "forget", "just", "only", "longer", "more", "stop", "worry", "verpassen", "nur",
    "manquez", "pierdas", "perdere", "perdas",
  ]
}
