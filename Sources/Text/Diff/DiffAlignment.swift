/// Which tokens of two texts are the same ones, in order.
///
/// Exact (the heaviest common subsequence) up to `mostCells` comparisons; of longer texts the tokens that each has once
/// are lined up first (patience diff), and what lies between them is compared by itself. So a pair of texts of 30,000
/// characters takes bounded time and memory, whatever is in them.
struct DiffAlignment {
  private(set) var pairs: [(old: Int, new: Int)] = []
  private let old: [Int]
  private let new: [Int]
  private let weights: [UInt16]
  private static let mostCells = 2_000_000

  init(_ old: [DiffToken], _ new: [DiffToken]) {
    var numbers: [[UInt32]: Int] = [:]
    var weights: [UInt16] = []
    func number(_ token: DiffToken) -> Int {
      if let known = numbers[token.scalars] { return known }
      numbers[token.scalars] = weights.count
      weights.append(token.weight)
      return weights.count - 1
    }
    self.old = old.map(number)
    self.new = new.map(number)
    self.weights = weights
    align(0..<old.count, 0..<new.count)
  }

  private mutating func align(_ left: Range<Int>, _ right: Range<Int>) {
    var (left, right) = (left, right)
    while let a = left.first, let b = right.first, old[a] == new[b] {
      pairs.append((a, b))
      (left, right) = (a + 1..<left.upperBound, b + 1..<right.upperBound)
    }
    var tail: [(old: Int, new: Int)] = []
    while let a = left.last, let b = right.last, old[a] == new[b] {
      tail.append((a, b))
      (left, right) = (left.lowerBound..<a, right.lowerBound..<b)
    }
    if !left.isEmpty, !right.isEmpty {
      if left.count * right.count <= Self.mostCells { exact(left, right) } else { anchored(left, right) }
    }
    pairs += tail.reversed()
  }

  private mutating func exact(_ left: Range<Int>, _ right: Range<Int>) {
    let (rows, columns) = (left.count, right.count)
    let width = columns + 1
    // best[i * width + j]: weight of the best alignment of what is left from i and from j on.
    var best = [UInt16](repeating: 0, count: (rows + 1) * width)
    for i in stride(from: rows - 1, through: 0, by: -1) {
      for j in stride(from: columns - 1, through: 0, by: -1) {
        let skip = max(best[(i + 1) * width + j], best[i * width + j + 1])
        let token = old[left.lowerBound + i]
        guard token == new[right.lowerBound + j] else {
          best[i * width + j] = skip
          continue
        }
        best[i * width + j] = max(skip, best[(i + 1) * width + j + 1] &+ weights[token])
      }
    }
    var (i, j) = (0, 0)
    while i < rows, j < columns {
      let token = old[left.lowerBound + i]
      let here = best[i * width + j]
      if token == new[right.lowerBound + j], here == best[(i + 1) * width + j + 1] &+ weights[token] {
        pairs.append((left.lowerBound + i, right.lowerBound + j))
        (i, j) = (i + 1, j + 1)
      } else if here == best[(i + 1) * width + j] {
        i += 1
      } else {
        j += 1
      }
    }
  }

  /// Between tokens that both sides have exactly once. Without any the stretch counts as replaced.
  private mutating func anchored(_ left: Range<Int>, _ right: Range<Int>) {
    var (before, behind) = (left.lowerBound, right.lowerBound)
    for anchor in anchors(left, right) {
      align(before..<anchor.old, behind..<anchor.new)
      pairs.append(anchor)
      (before, behind) = (anchor.old + 1, anchor.new + 1)
    }
    guard before > left.lowerBound else { return }
    align(before..<left.upperBound, behind..<right.upperBound)
  }

  private func anchors(_ left: Range<Int>, _ right: Range<Int>) -> [(old: Int, new: Int)] {
    let (inOld, inNew) = (single(old, left), single(new, right))
    let common = inOld.compactMap { token, place in inNew[token].map { (old: place, new: $0) } }
    return Self.ascending(common.sorted { $0.old < $1.old })
  }

  private func single(_ tokens: [Int], _ range: Range<Int>) -> [Int: Int] {
    var places: [Int: Int?] = [:]
    for place in range { places.updateValue(places[tokens[place]] == nil ? place : nil, forKey: tokens[place]) }
    return places.compactMapValues { $0 }
  }

  /// The longest run whose places in the new text ascend too.
  private static func ascending(_ pairs: [(old: Int, new: Int)]) -> [(old: Int, new: Int)] {
    var piles: [Int] = []
    var previous = [Int?](repeating: nil, count: pairs.count)
    for (index, pair) in pairs.enumerated() {
      var (low, high) = (0, piles.count)
      while low < high {
        let middle = (low + high) / 2
        if pairs[piles[middle]].new < pair.new { low = middle + 1 } else { high = middle }
      }
      previous[index] = low > 0 ? piles[low - 1] : nil
      if low == piles.count { piles.append(index) } else { piles[low] = index }
    }
    var result: [(old: Int, new: Int)] = []
    var next = piles.last
    while let index = next {
      result.append(pairs[index])
      next = previous[index]
    }
    return result.reversed()
  }
}
