/// Finds what a text states as fact.
struct FactFinder {
  private let text: FactText
  private let days: TextDays
  /// In a source every capital counts, and nothing is taken for an idiom of the writer's.
  private let readsSource: Bool

  init(_ text: FactText, days: TextDays, readsSource: Bool = false) {
    self.text = text
    self.days = days
    self.readsSource = readsSource
  }

  /// In the order of the text; facts may overlap.
  func facts() -> [Fact] {
    let links = LinkFinder(text).facts()
    let quotations = QuotationFinder(text).facts()
    let claims = ClaimFinder(text).facts()
    let taken = links.map(\.span).sorted()
    return (links + quotations + claims + walk(around: taken)).sorted { $0.span < $1.span }
  }

  private func walk(around taken: [Span]) -> [Fact] {
    var result: [Fact] = []
    let (dates, times, numbers) = (
      DateReader(text, days: days), TimeReader(text), NumberReader(text, readsSource: readsSource)
    )
    let names = NameFinder(text)
    var index = 0
    while index < text.tokens.count {
      let token = text.tokens[index]
      if taken.contains(where: { $0.overlaps(token.span) }) {
        index += 1
      } else if token.kind == .mention {
        result.append(handle(index))
        index += 1
      } else if token.kind == .hashtag {
        result += TagFacts.facts(text, index)
        index += 1
      } else if token.kind == .word || token.kind == .number {
        if let date = dates.read(at: index) {
          result.append(date.fact)
          index = date.next
        } else if let time = times.read(at: index) {
          result.append(time.fact)
          index = time.next
        } else if let number = numbers.read(at: index) {
          if let fact = number.fact { result.append(fact) }
          index = max(number.next, index + 1)
        } else if !readsSource, let name = names.read(at: index) {
          result += name.facts
          index = name.next
        } else {
          index += 1
        }
      } else {
        index += 1
      }
    }
    return result
  }

  private func handle(_ index: Int) -> Fact {
    let handle = text.word(index)
    let name = handle.dropFirst().split(separator: "@").first.map(String.init) ?? handle
    return Fact(
      .handle, text.tokens[index].span, asks: [handle, "@" + name], offers: [handle],
      words: [name.filter { $0.isLetter || $0.isNumber }])
  }

  /// What follows from pairs such as `12 to 18 May`, `Thursday to Sunday`, `22:00 to 4:00`.
  func ranges() -> Set<String> {
    var result: Set<String> = []
    let (dates, times) = (DateReader(text, days: days), TimeReader(text))
    var lastDate: DateReader.Reading?
    var lastTime: TimeReader.Reading?
    for index in text.tokens.indices {
      if let date = dates.read(at: index) {
        if let before = lastDate, let day = before.weekday, let next = date.weekday, day % 7 + 1 == next,
          joins(before.next, index)
        {
          result.formUnion(Units.durations(2 * 86_400))
        }
        if let before = lastDate, isRange(between: before.next, and: index) {
          result.formUnion(DateRanges.offers(before, date))
        }
        lastDate = date
      } else if let time = times.read(at: index) {
        if let before = lastTime, isRange(between: before.next, and: index) {
          result.formUnion(Units.durations(Double((time.minutes - before.minutes + 1440) % 1440) * 60))
        }
        lastTime = time
      }
    }
    return result
  }

  /// `Friday and Saturday`, `Friday/Saturday`.
  private func joins(_ end: Int, _ start: Int) -> Bool {
    start == end + 1 && ["and", "&", "/", "+", "und", "y", "et"].contains(text.word(end))
  }

  private func isRange(between end: Int, and start: Int) -> Bool {
    guard start >= end, start - end <= 3 else { return false }
    return (end - 1..<start).contains {
      text.isDash($0) || ["to", "until", "till", "through", "bis", "al", "a", "au", "hasta"].contains(text.word($0))
    }
  }
}
