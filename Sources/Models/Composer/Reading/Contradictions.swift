/// Finds facts that cannot both be true: the same words about another price, time, day or share.
enum Contradictions {
  struct Pair: Sendable, Equatable {
    var first: Int
    var second: Int
  }

  /// Places in `points`, each with the first point that it disagrees with.
  static func pairs(_ points: [Point]) -> [Pair] {
    let about = points.map(subject)
    var result: [Pair] = []
    for second in points.indices where !points[second].values.isEmpty {
      for first in 0..<second where !points[first].values.isEmpty {
        if sameSubject(about[first], about[second]), disagree(points[first], points[second]) {
          result.append(Pair(first: first, second: second))
        }
      }
    }
    return withoutSeries(result)
  }

  /// What differs from many others is one of a series: chapters, stalls, sizes.
  private static func withoutSeries(_ pairs: [Pair]) -> [Pair] {
    let counts = pairs.reduce(into: [Int: Int]()) { counts, pair in
      counts[pair.first, default: 0] += 1
      counts[pair.second, default: 0] += 1
    }
    return pairs.filter { counts[$0.first, default: 0] < 3 && counts[$0.second, default: 0] < 3 }
  }

  /// What a fact is about: its words without its values and without words for paying and happening.
  private static func subject(_ point: Point) -> Set<String> {
    let rest = point.terms.indices.filter { !point.values.places.contains($0) }.map { point.terms[$0] }
    let stems = Stems.of(rest)
    let bare = stems.subtracting(empty)
    return bare.isEmpty ? stems : bare
  }

  private static func sameSubject(_ a: Set<String>, _ b: Set<String>) -> Bool {
    let shared = a.intersection(b).count
    return shared > 0 && Double(shared) >= 0.6 * Double(a.union(b).count)
  }

  /// One kind of value differs wholly; where two differ the facts speak of two occasions.
  private static func disagree(_ a: Point, _ b: Point) -> Bool {
    let differing = Values.Kind.allCases.filter {
      !a.values[$0].isEmpty && !b.values[$0].isEmpty && a.values[$0].isDisjoint(with: b.values[$0])
    }
    guard differing.count == 1, let kind = differing.first else { return false }
    switch kind {
    case .price, .percent, .time: return true
    case .date: return has(a, bounds) && has(b, bounds)
    case .number: return has(a, counts) && has(b, counts) && counted(a) != nil && counted(a) == counted(b)
    }
  }

  /// What the only number counts: `places` in `There are 14 places`.
  private static func counted(_ point: Point) -> String? {
    let numbers = point.terms.indices.filter { point.terms[$0].isNumber }
    guard numbers.count == 1, let index = numbers.first, index + 1 < point.terms.count else { return nil }
    if index > 0, point.terms[index - 1].isCapitalised, index > 1 || !counts.contains(point.terms[0].key) { return nil }
    return Stems.stem(point.terms[index + 1].key)
  }

  private static func has(_ point: Point, _ words: Set<String>) -> Bool {
    point.terms.contains { words.contains($0.key) }
  }

  private static let empty = Lexis.set(
    "cost cos pric price fe fee from just only pay charg eur euro euros pound usd gbp")
  private static let bounds = Lexis.set(
    """
    is ends end starts start opens open closes close deadline begins begin launches until by due moves takes runs
    register sign book apply order orders
    """)
  private static let counts = Lexis.set(
    "is are there only max maximum limited places seats spots tickets people have has left guests volunteers need")
}
