/// A vector that is mostly zero: the places that are not, in rising order, and what stands there.
struct SparseRow: Sendable, Equatable {
  var places: [Int32] = []
  var values: [Float] = []

  mutating func append(_ place: Int32, _ value: Float) {
    places.append(place)
    values.append(value)
  }

  mutating func append(_ other: SparseRow, from offset: Int32, times factor: Float = 1) {
    places += other.places.map { $0 + offset }
    values += other.values.map { $0 * factor }
  }

  func dot(_ dense: [Float]) -> Float {
    var sum: Float = 0
    for (place, value) in zip(places, values) { sum += value * dense[Int(place)] }
    return sum
  }

  /// Of length one, unless it is zero.
  func normalised() -> SparseRow {
    let length = values.reduce(0) { $0 + $1 * $1 }.squareRoot()
    guard length > 0 else { return self }
    return SparseRow(places: places, values: values.map { $0 / length })
  }
}

/// How often each bucket comes in a text.
struct BucketCounts: Sendable {
  private(set) var buckets: [UInt32] = []
  private(set) var counts: [Float] = []

  init(_ found: [UInt32]) {
    for bucket in found.sorted() {
      if buckets.last == bucket {
        counts[counts.count - 1] += 1
      } else {
        buckets.append(bucket)
        counts.append(1)
      }
    }
  }
}

/// Rows turned round: for each place the rows that have it.
struct Postings: Sendable {
  private(set) var starts: [Int32]
  private(set) var rows: [Int32]
  private(set) var values: [Float]

  init(_ all: [SparseRow], places: Int) {
    var starts = [Int32](repeating: 0, count: places + 1)
    for row in all { for place in row.places { starts[Int(place) + 1] += 1 } }
    for place in 0..<places { starts[place + 1] += starts[place] }
    var next = starts
    rows = [Int32](repeating: 0, count: Int(starts[places]))
    values = [Float](repeating: 0, count: rows.count)
    for (index, row) in all.enumerated() {
      for (place, value) in zip(row.places, row.values) {
        let slot = Int(next[Int(place)])
        rows[slot] = Int32(index)
        values[slot] = value
        next[Int(place)] += 1
      }
    }
    self.starts = starts
  }

  func range(_ place: Int32) -> Range<Int> { Int(starts[Int(place)])..<Int(starts[Int(place) + 1]) }

  /// Dot products of `query` with every row; `count` rows.
  func products(_ query: SparseRow, count: Int) -> [Float] {
    var sums = [Float](repeating: 0, count: count)
    sums.withUnsafeMutableBufferPointer { sums in
      rows.withUnsafeBufferPointer { rows in
        values.withUnsafeBufferPointer { values in
          for (place, weight) in zip(query.places, query.values) {
            for slot in range(place) { sums[Int(rows[slot])] += weight * values[slot] }
          }
        }
      }
    }
    return sums
  }
}
