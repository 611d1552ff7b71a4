/// The `count` largest values above zero with their places, the largest first; of equal ones the earlier place.
struct Largest: Sendable {
  private(set) var places: [Int] = []
  private(set) var values: [Float] = []

  init(_ count: Int, of all: [Float]) {
    places.reserveCapacity(count + 1)
    values.reserveCapacity(count + 1)
    var least: Float = 0
    for (place, value) in all.enumerated() where value > least {
      insert(place, value)
      if places.count > count {
        places.removeLast()
        values.removeLast()
      }
      if places.count == count { least = values[count - 1] }
    }
  }

  private mutating func insert(_ place: Int, _ value: Float) {
    var low = 0
    var high = values.count
    while low < high {
      let middle = (low + high) / 2
      if values[middle] >= value { low = middle + 1 } else { high = middle }
    }
    values.insert(value, at: low)
    places.insert(place, at: low)
  }
}
