extension NumberReader {
  /// `4.1.0`: a release, which says its shorter forms too.
  func version(_ index: Int) -> (fact: Fact?, next: Int)? {
    let parts = text.word(index).split(separator: ".")
    guard text.kind(index) == .number, parts.count >= 3, parts.allSatisfy({ Int($0) != nil }) else { return nil }
    let heads = (1...parts.count).map { parts.prefix($0).joined(separator: ".") }
    let whole = "version:\(text.word(index))"
    let offers = heads.flatMap { ["version:\($0)", "v:\($0)", "n:\($0)"] }
    return (Fact(.number, text.span(index, through: index), asks: [whole], offers: Set(offers)), index + 1)
  }

  /// `four in ten`, `3 out of 5`, `two thirds` as a percentage.
  func share(_ index: Int, _ number: Number) -> (fact: Fact?, next: Int)? {
    let isOutOf = text.word(number.next) == "out" && text.word(number.next + 1) == "of"
    let isIn = ["in", "von", "de", "sur"].contains(text.word(number.next))
    guard isOutOf || isIn, let whole = self.number(at: number.next + (isOutOf ? 2 : 1)),
      [3, 4, 5, 10, 100].contains(whole.value), number.value < whole.value, whole.suffix.isEmpty,
      !NumberReader(text).hasUnit(whole.next)
    else { return nil }
    var quantity = Quantity(measure: "%", value: number.value * 100 / whole.value)
    quantity.approximation = approximation(before: index)
    var fact = Fact(
      .percentage, text.span(index, through: whole.next - 1), asks: ["%:\(NumberText.text(quantity.value))"])
    fact.quantity = quantity
    return (fact, whole.next)
  }

  func hasUnit(_ index: Int) -> Bool {
    Units.of(text.word(index)) != nil || text.isDash(index) || text.word(index) == "%"
      || Units.currencies[text.word(index)] != nil || DateWords.month(text.word(index)) != nil
  }

  /// `three quarters of an hour`, `half a litre`, `an hour and a half`, `half of it`.
  func fraction(_ index: Int) -> (fact: Fact?, next: Int)? {
    let (parts, behind): (Double, Int)
    switch (text.word(index), text.word(index + 1)) {
    case ("half", _): (parts, behind) = (0.5, index + 1)
    case ("quarter", "of"): (parts, behind) = (0.25, index + 1)
    case ("three", "quarters"), ("three", "quarter"): (parts, behind) = (0.75, index + 2)
    case ("a", _), ("an", _):
      guard text.word(index + 2) == "and", text.word(index + 3) == "a", text.word(index + 4) == "half",
        let unit = Units.of(text.word(index + 1))
      else { return nil }
      return (part(1.5, unit, index, index + 4), index + 5)
    default: return nil
    }
    if parts == 0.5, text.word(behind) == "of",
      ["it", "the", "them", "our", "all", "this", "these"].contains(text.word(behind + 1))
    {
      var fact = Fact(.percentage, text.span(index, through: behind), asks: ["%:50"])
      fact.quantity = Quantity(measure: "%", value: 50)
      return (fact, behind + 1)
    }
    let article = text.word(behind) == "of" ? behind + 1 : behind
    guard ["a", "an"].contains(text.word(article)), let unit = Units.of(text.word(article + 1)) else { return nil }
    return (part(parts, unit, index, article + 1), article + 2)
  }

  func part(_ value: Double, _ unit: Units.Unit, _ first: Int, _ last: Int) -> Fact {
    let base = value * unit.factor
    let key = "u:\(unit.dimension):\(NumberText.text(base))"
    var fact = Fact(
      .number, text.span(first, through: last), asks: unit.dimension == "duration" ? Units.durations(base) : [key])
    fact.quantity = Quantity(measure: "u:\(unit.dimension)", value: base, approximation: approximation(before: first))
    return fact
  }
}
