extension NumberReader {
  /// What is measured, with the unit's tokens taken; nil for a plain number.
  func measured(_ number: inout Number, at index: Int) -> Quantity? {
    let unit = unitIndex(number)
    let word = number.suffix.isEmpty ? text.word(unit) : number.suffix
    if word == "%" || ["percent", "pct", "prozent"].contains(word) || isPerCent(unit) {
      number.next = isPerCent(unit) ? unit + 2 : number.suffix.isEmpty ? unit + 1 : number.next
      return Quantity(measure: "%", value: number.value)
    }
    let isOften = ["a", "per", "each", "am", "pro", "al", "par"].contains(text.word(unit + 1))
    if ["x", "times", "mal", "veces", "fois"].contains(word) && !isOften || word == "×" {
      if number.suffix.isEmpty { number.next = unit + 1 }
      return Quantity(measure: "x", value: number.value)
    }
    if let money = money(&number, index, unit, word) { return money }
    guard let unitOf = self.unit(word, unit), !isAge(unit) else { return shared(&number) }
    if number.suffix.isEmpty { number.next = unit + (isSquare(unit) ? 2 : 1) }
    if unitOf.dimension == "duration" { absorbMinutes(&number, unitOf) }
    return Quantity(measure: "u:\(unitOf.dimension)", value: number.value * unitOf.factor)
  }

  /// Past a hyphen, and past a word such as `long` in `12 long weeks`.
  func unitIndex(_ number: Number) -> Int {
    var index = number.next
    if text.isDash(index), index > 0, text.touches(index - 1), text.touches(index) { index += 1 }
    if ["square", "sq"].contains(text.word(index)) { return index }
    if text.kind(index) == .word, Units.of(text.word(index)) == nil, !Self.breaks.contains(text.word(index)),
      text.kind(index + 1) == .word, text.word(index + 1).count > 2, Units.of(text.word(index + 1)) != nil
    {
      return index + 1
    }
    return index
  }

  func unit(_ word: String, _ index: Int) -> Units.Unit? {
    if ["square", "sq"].contains(word) {
      let next = text.word(index + 1)
      return next.hasPrefix("m") ? Units.of("m²") : next.hasPrefix("f") ? Units.of("sqft") : nil
    }
    if word == "m", text.word(index + 1) == "²" { return Units.of("m²") }
    if word == "in" || word == "a" { return nil }
    return Units.of(word)
  }

  func isSquare(_ index: Int) -> Bool {
    ["square", "sq"].contains(text.word(index)) || text.word(index) == "m" && text.word(index + 1) == "²"
  }

  func isPerCent(_ index: Int) -> Bool {
    ["per", "por", "pour"].contains(text.word(index)) && ["cent", "ciento"].contains(text.word(index + 1))
  }

  func isAge(_ unit: Int) -> Bool {
    text.word(unit).hasPrefix("year") && ["old", "olds"].contains(text.word(unit + 1))
      || text.isDash(unit + 1) && ["old", "olds"].contains(text.word(unit + 2))
  }

  /// `3 h 5 min`, `three hours and five minutes`.
  func absorbMinutes(_ number: inout Number, _ unit: Units.Unit) {
    guard unit.factor == 3600 else { return }
    let start = ["and", "und", "y", "et"].contains(text.word(number.next)) ? number.next + 1 : number.next
    guard let more = self.number(at: start), more.value < 60, Units.of(text.word(more.next))?.factor == 60 else {
      return
    }
    number.value += more.value / 60
    number.next = more.next + 1
  }

  func money(_ number: inout Number, _ index: Int, _ unit: Int, _ word: String) -> Quantity? {
    if let minor = Units.minor[word], number.value < 100, number.suffix.isEmpty || word == "p" || word == "¢" {
      if number.suffix.isEmpty { number.next = unit + 1 }
      return Quantity(measure: "money:\(minor.split(separator: ",")[0])", value: number.value / 100)
    }
    let behind = Units.currencies[text.word(number.next)]
    let before = Units.currencies[text.word(index - 1)]
    // `$28 CAD`: the code says which dollars.
    let named = text.word(index - 1) == "$" ? behind : nil
    guard let currency = named ?? before ?? behind ?? rangeCurrency(index, number) else {
      return nil
    }
    if before == nil || named != nil, behind != nil { number.next += 1 }
    var quantity = Quantity(measure: "money:\(currency)", value: number.value)
    quantity.per = per(number.next)
    return quantity
  }

  /// `CHF 110,000-135,000`, `10 to 12 EUR`: both ends have the currency.
  func rangeCurrency(_ index: Int, _ number: Number) -> String? {
    if isRangeMark(index - 1), text.kind(index - 2) == .number { return Units.currencies[text.word(index - 3)] }
    if isRangeMark(number.next), let other = self.number(at: number.next + 1) {
      return Units.currencies[text.word(other.next)]
    }
    return nil
  }

  /// `80-100 %`, `3 to 5 days`: the first has the second's unit.
  func shared(_ number: inout Number) -> Quantity? {
    guard isRangeMark(number.next), var other = self.number(at: number.next + 1), !isRangeMark(other.next),
      let quantity = measured(&other, at: number.next + 1)
    else { return nil }
    let factor = other.value == 0 ? 1 : quantity.value / other.value
    return Quantity(measure: quantity.measure, value: number.value * factor)
  }

  func isRangeMark(_ index: Int) -> Bool {
    text.isDash(index) || ["to", "bis", "a", "à", "and", "or", "oder", "und"].contains(text.word(index))
  }

  func per(_ index: Int) -> String? {
    guard ["per", "a", "an", "each", "pro", "por", "par", "/", "the"].contains(text.word(index)) else { return nil }
    let noun = FactWords.stem(text.word(index + 1))
    return text.kind(index + 1) == .word ? noun : nil
  }

  func fact(_ quantity: Quantity, _ approximation: Quantity.Approximation, _ index: Int, _ number: Number)
    -> Fact
  {
    var quantity = quantity
    quantity.approximation = approximation
    let key = "\(quantity.measure):\(NumberText.text(quantity.value))"
    var asks: Set<String> = quantity.measure == "u:duration" ? Units.durations(quantity.value) : [key]
    if quantity.measure == "%", quantity.value == 100 { asks.insert("whole") }
    let kind: Fact.Kind =
      quantity.measure == "%" ? .percentage : quantity.measure.hasPrefix("money") ? .price : .number
    let first = kind == .price && Units.currencies[text.word(index - 1)] != nil ? index - 1 : index
    let last = quantity.per.map { Known.pers.contains($0) } == true ? number.next + 1 : number.next - 1
    var fact = Fact(kind, text.span(first, through: max(index, last)), asks: asks, offers: loose(number))
    fact.quantity = quantity
    return fact
  }

  /// What a bare repetition of the number may ask for.
  func loose(_ number: Number) -> Set<String> { ["v:\(NumberText.text(number.value))"] }
}
