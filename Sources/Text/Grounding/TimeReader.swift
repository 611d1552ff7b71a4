/// Reads times of day.
struct TimeReader {
  private let text: FactText
  private let numbers: NumberReader

  init(_ text: FactText) {
    self.text = text
    numbers = NumberReader(text)
  }

  struct Reading {
    var fact: Fact
    var next: Int
    var minutes: Int
  }

  /// The time that begins with this token. Keys are minutes of the day (`t:`), or of half a day (`th:`) where the text
  /// leaves open which half.
  func read(at index: Int) -> Reading? {
    word(index) ?? halfPast(index) ?? clock(index) ?? hour(index)
  }

  private func word(_ index: Int) -> Reading? {
    guard text.kind(index) == .word else { return nil }
    switch text.word(index) {
    case "noon", "midday", "mediodía": return reading(720, open: false, index, index + 1)
    case "mittag" where text.word(index - 1) == "zu" || text.word(index - 1) == "bis":
      return reading(720, open: false, index, index + 1)
    case "midnight", "mitternacht", "medianoche", "minuit": return reading(0, open: false, index, index + 1)
    case "midi" where text.language == .french: return reading(720, open: false, index, index + 1)
    default: return nil
    }
  }

  /// `half past six`, `quarter to nine`, `ten past four`, `halb elf`, `half nine`.
  private func halfPast(_ index: Int) -> Reading? {
    guard text.kind(index) == .word || text.kind(index) == .number else { return nil }
    if text.language == .german, text.word(index) == "halb", let hour = hourNumber(index + 1) {
      return reading(Int(hour.value) * 60 - 30, open: true, index, hour.next)
    }
    let minutes: Int
    var next = index + 1
    switch text.word(index) {
    case "half": minutes = 30
    case "quarter": minutes = 15
    default:
      guard let number = numbers.number(at: index), [5, 10, 20, 25].contains(number.value), number.next == index + 1
      else { return nil }
      minutes = Int(number.value)
    }
    guard ["past", "to"].contains(text.word(next)) else { return nil }
    let sign = text.word(next) == "past" ? 1 : -1
    if minutes == 30, sign == -1 || minutes != 30 && minutes != 15 && text.kind(index) == .number { return nil }
    next += 1
    guard let hour = hourNumber(next), minutes == 30 || minutes == 15 || text.kind(next) == .word && sign == 1 else {
      return nil
    }
    return finish(Int(hour.value) * 60 + sign * minutes, index, hour.next, marked: false)
  }

  private func hourNumber(_ index: Int) -> NumberReader.Number? {
    guard let number = numbers.number(at: index), (1...12).contains(number.value), number.suffix.isEmpty else {
      return nil
    }
    return number
  }

  /// `9:30`, `9.30pm`, `18h30`, `18 h 30`, `4:00`.
  private func clock(_ index: Int) -> Reading? {
    guard text.kind(index) == .number else { return nil }
    let raw = text.word(index)
    if let h = raw.firstIndex(of: "h"), let hour = Int(raw[..<h]), hour < 25 {
      let rest = raw[raw.index(after: h)...]
      guard rest.isEmpty && text.language != .english || Int(rest) != nil else { return nil }
      return reading(hour * 60 + (Int(rest) ?? 0), open: false, index, index + 1)
    }
    var digits = raw
    for half in ["am", "pm"] where raw.hasSuffix(half) { digits = String(raw.dropLast(2)) }
    guard let mark = digits.firstIndex(where: { $0 == ":" || $0 == "." }) else { return nil }
    let behind = digits[digits.index(after: mark)...]
    guard let hour = Int(digits[..<mark]), hour < 25, behind.count == 2, let minute = Int(behind), minute < 60 else {
      return nil
    }
    let isHeaded = Self.heads.contains(text.word(index - 1)) && ![",", ":", "to"].contains(text.word(index - 1))
    let isClock =
      digits[mark] == ":" || digits != raw || isHalf(index + 1) != nil || isHeaded
      || text.word(index + 1) == "uhr"
    guard isClock, Units.currencies[text.word(index - 1)] == nil, Units.currencies[text.word(index + 1)] == nil else {
      return nil
    }
    return finish(hour * 60 + minute, index, index + 1, marked: false)
  }

  /// `7pm`, `7 a.m.`, `20 Uhr`, `18 h`, `7 o'clock`, `à 21 h`, `doors at 7`, `from nine to five`.
  private func hour(_ index: Int) -> Reading? {
    guard let number = numbers.number(at: index), number.value == number.value.rounded(), number.value <= 24,
      number.value > 0
    else { return nil }
    let hour = Int(number.value)
    if ["am", "pm"].contains(number.suffix) || number.suffix.isEmpty && isHalf(number.next) != nil {
      return finish(hour * 60, index, number.next, marked: false)
    }
    guard number.suffix.isEmpty else { return nil }
    let next = text.word(number.next)
    if ["uhr", "o'clock"].contains(next) {
      return finish(hour * 60, index, number.next + 1, marked: next == "uhr")
    }
    if next == "h", text.language != .english || hour > 12 {
      var (minutes, end) = (hour * 60, number.next + 1)
      if text.kind(end) == .number, let minute = Int(text.word(end)), minute < 60 {
        (minutes, end) = (minutes + minute, end + 1)
      }
      return reading(minutes, open: false, index, end)
    }
    return range(index, number) ?? spanish(index, number)
  }

  /// `a las siete de la tarde`, `de diez de la mañana`.
  private func spanish(_ index: Int, _ number: NumberReader.Number) -> Reading? {
    guard text.language == .spanish else { return nil }
    let isLate = text.word(number.next) == "de" && text.word(number.next + 1) == "la"
    guard text.word(index - 1) == "las" || isLate else { return nil }
    var minutes = Int(number.value) * 60
    guard isLate else { return reading(minutes, open: true, index, number.next) }
    if ["tarde", "noche"].contains(text.word(number.next + 2)), minutes < 720 { minutes += 720 }
    return reading(minutes, open: false, index, number.next + 3)
  }

  /// `9-17`, `10-16`, `9:30 till one`, `from ten to four` with a word for opening or the day around.
  private func range(_ index: Int, _ number: NumberReader.Number) -> Reading? {
    guard number.value >= 1, !isCounting(number.next) else { return nil }
    let isSpan = isRangeMark(number.next) && (isClock(number.next + 1) || isHour(at: number.next + 1))
    let isFirst = isSpan && Self.heads.contains(text.word(index - 1))
    let isSecond = isRangeMark(index - 1) && text.kind(index - 2) == .number && text.word(index - 2).contains(":")
    let isPair = isRangeMark(index - 1) && Self.heads.contains(text.word(index - 3)) && isBareHour(index - 2)
    let isPast = isRangeMark(index - 1) && ["past", "half"].contains(text.word(index - 3))
    guard isFirst || isSecond || isPair || isPast else { return nil }
    return reading(Int(number.value) * 60, open: number.value <= 12, index, number.next)
  }

  private func isHour(_ number: NumberReader.Number) -> Bool {
    number.value <= 24 && (number.suffix.isEmpty || ["am", "pm", "h"].contains(number.suffix))
      && !isCounting(number.next)
  }

  private func isHour(at index: Int) -> Bool { numbers.number(at: index).map(isHour) == true }

  private func isClock(_ index: Int) -> Bool { text.kind(index) == .number && text.word(index).contains(":") }

  private func isBareHour(_ index: Int) -> Bool {
    numbers.number(at: index).map { $0.value <= 24 && $0.suffix.isEmpty } == true
  }

  /// A word that is counted stands behind, or a unit.
  private func isCounting(_ index: Int) -> Bool {
    let word = text.word(index)
    if text.kind(index) == .word {
      return !NumberReader.breaks.contains(word)
        && !["daily", "every", "sharp", "or", "h", "uhr", "hrs", "am", "pm", "horas", "heures"].contains(word)
    }
    return word == "%" || Units.currencies[word] != nil
  }

  private func isRangeMark(_ index: Int) -> Bool {
    text.isDash(index) || ["to", "till", "until", "and", "bis", "a", "à"].contains(text.word(index))
  }

  static let heads: Set<String> = [
    "at", "from", "until", "till", "by", "before", "after", "open", "daily", "um", "ab", "bis", "gegen", "weekdays",
    "saturday", "saturdays", "sunday", "sundays", "start", "starts", "between", ":", ",", "kick-off", "to",
  ]

  // MARK: am and pm

  /// Minutes to add for `pm`, `p.m.`, or 0 for `am`; nil when neither stands there.
  private func isHalf(_ index: Int) -> Int? {
    switch text.word(index) {
    case "am": return 0
    case "pm": return 720
    case "a" where text.word(index + 1) == "." && text.word(index + 2) == "m": return 0
    case "p" where text.word(index + 1) == "." && text.word(index + 2) == "m": return 720
    default: return nil
    }
  }

  private func finish(_ minutes: Int, _ index: Int, _ next: Int, marked: Bool) -> Reading {
    let raw = text.word(index)
    let suffix =
      raw.hasSuffix("am") && text.kind(index) == .number
      ? 0 : raw.hasSuffix("pm") && text.kind(index) == .number ? 720 : nil
    var end = next
    var half = suffix
    if half == nil, let behind = isHalf(next) {
      half = behind
      end = text.word(next).count == 1 ? next + 3 : next + 1
    }
    guard let half else { return reading(minutes, open: minutes < 780 && !marked, index, end) }
    return reading(minutes % 720 + half, open: false, index, end)
  }

  private func reading(_ minutes: Int, open: Bool, _ index: Int, _ next: Int) -> Reading {
    let minutes = (minutes + 1440) % 1440
    let half = "th:\(minutes % 720)"
    var fact = Fact(.time, text.span(index, through: next - 1))
    let isWritten = text.kind(index) == .number && text.word(index).contains(":")
    fact.asks =
      open ? (isWritten ? ["t:\(minutes)", "to:\(minutes % 720)"] : [half]) : ["t:\(minutes)", "to:\(minutes % 720)"]
    fact.offers = fact.asks.subtracting(["to:\(minutes % 720)"]).union([half, "t:\(minutes)", "vh:\(minutes / 60)"])
    if open, !isWritten { fact.offers.insert("to:\(minutes % 720)") }
    return Reading(fact: fact, next: next, minutes: minutes)
  }
}
