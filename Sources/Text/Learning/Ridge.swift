/// Least squares with a penalty on the size of the weights (ridge regression): w minimises
/// sum over rows of (row * w + mean - y)^2 + penalty * |w|^2. Solved by conjugate gradients on the normal equations.
struct Ridge: Sendable {
  private(set) var weights: [Float]
  let mean: Float

  init(_ rows: [SparseRow], _ targets: [Float], places: Int, penalty: Float, rounds: Int = 60) {
    mean = targets.isEmpty ? 0 : targets.reduce(0, +) / Float(targets.count)
    weights = [Float](repeating: 0, count: places)
    let centred = targets.map { $0 - mean }
    var residual = Self.transposed(rows, centred, places)
    var direction = residual
    var length = Self.square(residual)
    let goal = length * 1e-8
    for _ in 0..<rounds where length > goal {
      var image = Self.transposed(rows, rows.map { $0.dot(direction) }, places)
      for place in 0..<places { image[place] += penalty * direction[place] }
      let step = Float(length / max(Self.product(direction, image), .leastNonzeroMagnitude))
      for place in 0..<places {
        weights[place] += step * direction[place]
        residual[place] -= step * image[place]
      }
      let next = Self.square(residual)
      let turn = Float(next / length)
      for place in 0..<places { direction[place] = residual[place] + turn * direction[place] }
      length = next
    }
  }

  func predict(_ row: SparseRow) -> Float { mean + row.dot(weights) }

  private static func transposed(_ rows: [SparseRow], _ values: [Float], _ places: Int) -> [Float] {
    var sums = [Float](repeating: 0, count: places)
    for (row, factor) in zip(rows, values) {
      for (place, value) in zip(row.places, row.values) { sums[Int(place)] += factor * value }
    }
    return sums
  }

  private static func square(_ vector: [Float]) -> Double { product(vector, vector) }

  private static func product(_ a: [Float], _ b: [Float]) -> Double {
    var sum = 0.0
    for index in a.indices { sum += Double(a[index]) * Double(b[index]) }
    return sum
  }
}
