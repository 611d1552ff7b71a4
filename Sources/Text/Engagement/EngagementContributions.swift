/// Which parts of a post a prediction comes from.
struct EngagementContributions: Sendable {
  private var places: [Int32: Float] = [:]

  init(row: SparseRow, weights: [Float]) {
    for (place, value) in zip(row.places, row.values) { places[place] = value * weights[Int(place)] }
  }

  /// Named signs with what they add to the log of lift.
  var signs: [(name: String, lift: Double)] {
    EngagementSigns.names.enumerated().map { ($1, Double(places[Int32($0)] ?? 0)) }
  }

  /// What one word of the text adds, by itself and by its letter sequences.
  func word(_ word: String) -> Double {
    let grams = GramText(word, keepsSigns: true)
    let offset = EngagementSigns.names.count
    let words = Set(grams.wordBuckets()).map { offset + Int($0) }
    let letters = Set(grams.letterBuckets(EngagementModel.letterLengths)).map { offset + GramText.buckets + Int($0) }
    return (words + letters).reduce(0) { $0 + Double(places[Int32($1)] ?? 0) }
  }
}
