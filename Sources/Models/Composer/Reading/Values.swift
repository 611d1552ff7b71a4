/// The values a fact states, by kind, in one form: `9am` and `9:00` are the same time.
struct Values: Sendable, Equatable {
  enum Kind: CaseIterable, Sendable { case price, percent, time, date, number }

  private(set) var all: [Kind: Set<String>] = [:]
  /// Places of the words that make up the values.
  private(set) var places: Set<Int> = []

  init(_ terms: [Term]) {
    for index in terms.indices { read(terms, index) }
  }

  subscript(kind: Kind) -> Set<String> { all[kind] ?? [] }

  var isEmpty: Bool { all.isEmpty }

  private mutating func read(_ terms: [Term], _ index: Int) {
    let key = terms[index].key
    if Lexis.weekdays.contains(key) { return add(.date, String(key.prefix(3)), index) }
    let near = [index - 1, index + 1].filter { terms.indices.contains($0) }
    if Details.isMonth(terms, index) {
      let isDay = near.contains { terms[$0].isNumber }
      if isDay {
        places.insert(index)
      } else {
        add(.date, String(key.prefix(3)), index)
      }
      return
    }
    if key == "free", terms.count <= 8 { return add(.price, "0", index) }
    guard terms[index].isNumber || Details.isClock(key) else { return }
    if key.hasSuffix("%") || index + 1 < terms.count && ["%", "percent"].contains(terms[index + 1].key) {
      return add(.percent, digits(key), index)
    }
    if Details.isPrice(terms, index) { return add(.price, amount(key), index) }
    if Details.isClock(key) { return add(.time, clock(key), index) }
    if let month = near.first(where: { Details.isMonth(terms, $0) }) {
      return add(.date, digits(key) + terms[month].key.prefix(3), index)
    }
    add(.number, key, index)
  }

  private mutating func add(_ kind: Kind, _ value: String, _ index: Int) {
    all[kind, default: []].insert(value)
    places.insert(index)
  }

  private func digits(_ key: String) -> String { key.filter { $0.isNumber || $0 == "." } }

  private func amount(_ key: String) -> String {
    let digits = digits(key)
    return digits.hasSuffix(".00") ? String(digits.dropLast(3)) : digits
  }

  private func clock(_ key: String) -> String {
    switch key {
    case "noon", "midday": return "720"
    case "midnight": return "0"
    default: break
    }
    let parts = key.prefix { $0.isNumber || $0 == ":" || $0 == "." }.split(whereSeparator: { !$0.isNumber })
    let hour = parts.first.flatMap { Int($0) } ?? 0
    let minute = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    let shifted = key.hasSuffix("pm") && hour < 12 ? hour + 12 : key.hasSuffix("am") && hour == 12 ? 0 : hour
    return String(shifted * 60 + minute)
  }
}
